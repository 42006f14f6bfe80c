### Les mots de l'habillage : ce que les composants disent d'eux-mêmes.

# Cadre des pages
skip-link = Aller au contenu
site-name = Socle
site-motto = Des outils qui tiennent.
site-home = Socle, accueil
head-nav = Menu principal
head-menu = Menu
foot-nav = Menu
foot-links = À propos de ce site
breadcrumb = Vous êtes ici
finish-later = Finir plus tard
previous-question = Question précédente
sign-out = Me déconnecter
office-nav = Bureau
title-error = Erreur :

# Questions et champs
optional = (facultatif)
or = ou
prompt-error = Erreur :
date-day = Jour
date-month = Mois
date-year = Année
select-choose = Choisissez dans la liste
select-all = Tous
file-kept = Fichiers déjà reçus
file-remove = Retirer { $name }
area-limit = { $n } caractères au plus.

# Erreurs
summary-plain = Avant de continuer
summary-title = { $n ->
    [one] Une réponse est à revoir
   *[other] { $n } réponses sont à revoir
}

# Encadrés
notice-note = À savoir
notice-done = C'est fait
notice-warning = Attention
notice-error = Problème

# Enregistrement
save-phone = Gardé sur ce téléphone
save-phone-at = Gardé sur ce téléphone à { $time }
save-done = Enregistré
save-done-at = Enregistré à { $time }
save-waiting = En attente d'envoi
save-sent = Envoyé, n° { $number }
save-lost = Non gardé : copiez vos réponses

# Relire ses réponses
check-change = Modifier
check-none = Sans réponse

# Listes, tableaux, graphiques
chip-remove = Retirer ce critère
page-previous = Page précédente
page-next = Page suivante
page-position = Page { $page } sur { $pages }
table-choose = Choisir
table-choose-row = Choisir { $name }
fact-unknown = Non renseigné
bars-label = Quoi
bars-value = Combien
keys = Touches du clavier

# L'assise
assise-all-verified = { $n ->
    [one] Repose sur { $n } retour vérifié
   *[other] Repose sur { $n } retours vérifiés
}
assise-total = { $n ->
    [one] Repose sur { $n } retour
   *[other] Repose sur { $n } retours
}
assise-detail = { $total } : { $parts }
assise-none = Ne repose encore sur aucun retour
assise-more = + { $n }
assise-verified = { $n ->
    [one] { $n } vérifié
   *[other] { $n } vérifiés
}
assise-declared = { $n ->
    [one] { $n } déclaré
   *[other] { $n } déclarés
}
assise-thin = { $n ->
    [one] { $n } peu étayé
   *[other] { $n } peu étayés
}

# Page d'erreur
error-request = Si vous nous écrivez, citez ce repère : { $id }
error-ways = Où aller maintenant
error-missing-title = Cette page n'existe pas
error-missing-lead = L'adresse contient peut-être une faute de frappe. La page a pu changer de place.
error-gone-title = Cette page a été retirée
error-gone-lead = Son auteur a repris ce retour. Nous respectons son choix et n'en gardons rien ici.
error-forbidden-title = Cette page ne vous est pas ouverte
error-forbidden-lead = Votre compte n'a pas ce droit. La personne qui administre le site peut vous l'accorder.
error-conflict-title = Quelqu'un a modifié cette page avant vous
error-conflict-lead = Rien n'est perdu. Relisez la version actuelle, puis refaites votre changement.
error-many-title = Trop de tentatives à la suite
error-many-lead = Attendez quelques minutes, puis recommencez.
error-broken-title = Le site n'a pas pu répondre
error-broken-lead = La panne vient de nous. Ce qui était enregistré l'est toujours.
error-away-title = Le site est en entretien
error-away-lead = Il revient dans quelques minutes. Ce qui était enregistré l'est toujours.
error-home = Revenir à l'accueil

# Ce qui a changé
changes-added = ajouté :
changes-removed = retiré :
coded-passage = passage { $n }
