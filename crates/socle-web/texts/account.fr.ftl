account-title = Connexion de l'équipe
account-email = Adresse de courriel
account-password = Mot de passe
account-sign-in = Me connecter
account-refused = Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les deux et recommencez.
account-help = Pas de compte, ou mot de passe oublié ? Écrivez à la personne qui administre ce site.
account-hello = Bonjour
account-to-read = { $n ->
    [one] Un retour à lire
   *[other] { $n } retours à lire
}
account-nothing = Rien ne vous attend.
account-guides-to-review = { $n ->
    [one] Une fiche à relire
   *[other] { $n } fiches à relire
}
account-guides-tasks = { $n ->
    [one] Une fiche à reprendre : un retour a été repris par son auteur
   *[other] { $n } fiches à reprendre : des retours ont été repris par leurs auteurs
}
account-guides-approvals = { $n ->
    [one] Un contributeur n'a pas encore répondu
   *[other] { $n } contributeurs n'ont pas encore répondu
}
account-guides-due = { $n ->
    [one] Une fiche publiée est à revoir
   *[other] { $n } fiches publiées sont à revoir
}
