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

# Choisir un mot de passe
account-choose-title = Choisissez votre mot de passe
account-new-password = Nouveau mot de passe
account-new-password-hint = { $n } caractères au moins. Une phrase que vous seul connaissez convient très bien.
account-choose = Garder ce mot de passe
account-fault-short = Choisissez un mot de passe d'au moins { $n } caractères.
account-fault-long = Choisissez un mot de passe d'au plus { $n } caractères.
account-link-over = Ce lien a déjà servi, ou son délai est passé. Demandez-en un autre à la personne qui coordonne l'étude.

# Les rôles
account-role-administrator = Administration
account-role-coordinator = Coordination
account-role-analyst = Analyse
account-role-editor = Rédaction
account-role-reviewer = Relecture
account-role-sponsor = Commanditaire
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

# Les enquêtes en cours, sur la première page
account-surveys = Enquêtes en cours
account-survey-opens = Ouvre le { $when } ({ $zone })
account-survey-closes = Ferme le { $when } ({ $zone }) · { $n ->
    [one] un retour
   *[other] { $n } retours
}
account-survey-grace = Close, derniers envois jusqu'au { $when } ({ $zone }) · { $n ->
    [one] un retour
   *[other] { $n } retours
}
