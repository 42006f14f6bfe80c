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
