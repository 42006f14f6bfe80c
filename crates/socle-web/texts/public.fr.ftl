# Les pages que tout le monde lit : fiches et retours
public-kind-tool = Fiche outil
public-kind-method = Fiche méthode
public-kind-experience = Retour d'expérience
public-unpublished = Pas encore publiée
public-reviewed = Relue en { $month }
public-reviewed-old = Relue il y a { $months } mois : vérifiez les prix et les versions
public-contrary-short = { $n ->
    [one] un retour dit le contraire
   *[other] { $n } retours disent le contraire
}
public-starter = Fiche de départ, rédigée d'après des sources publiques, sans retour de terrain, non relue par { $sponsor }
public-starter-unread = Fiche de départ, rédigée d'après des sources publiques, sans retour de terrain, non relue
public-withdrawn = { $n ->
    [one] Un retour sur lequel cette fiche s'appuyait a été repris par son auteur. Ses mots n'y sont plus.
   *[other] { $n } retours sur lesquels cette fiche s'appuyait ont été repris par leurs auteurs. Leurs mots n'y sont plus.
}
public-evidence = Sur quoi repose cette fiche
public-supports = { $n ->
    [one] Un retour soutient ce qui est écrit.
   *[other] { $n } retours soutiennent ce qui est écrit.
}
public-contrary = { $n ->
    [one] Un retour dit le contraire.
   *[other] { $n } retours disent le contraire.
}
public-initiatives = { $n ->
    [one] Un créateur parle de son propre outil ; son avis ne compte pas.
   *[other] { $n } créateurs parlent de leur propre outil ; leur avis ne compte pas.
}
public-references = { $n ->
    [one] Un document a été lu.
   *[other] { $n } documents ont été lus.
}
public-level-E0 = Niveau E0 : rien que le dire de l'éditeur ou de l'auteur.
public-level-E1 = Niveau E1 : un ou deux retours, ou des retours qui ne s'accordent pas. À prendre avec prudence.
public-level-E2 = Niveau E2 : les retours d'au moins trois structures s'accordent.
public-level-E3 = Niveau E3 : essayé par l'équipe, avec un procès-verbal.
public-level-E4 = Niveau E4 : évaluation externe ou publication.
public-contrary-tag = Avis contraire
public-maker-tag = Dit par le créateur
public-note-return = { $who } (retour { $number })
public-note-read = lu le { $date }
public-note-withdrawn = Ce retour a été repris par son auteur.
public-quote-withdrawn = Des mots étaient cités ici. Leur auteur a repris son retour.
public-trap = Piège :
public-table = Tableau
public-about = À propos de cette fiche
public-fact-who = Pour qui
public-fact-themes = Thèmes
public-fact-families = Familles d'outils
public-fact-phases = Moments du projet
public-fact-countries = Pays
public-fact-authors = Rédaction
public-fact-readers = Relecture
public-fact-contributors = Avec
public-fact-version = Version
public-fact-review = À revoir en
public-fact-licence = Licence
public-version = { $n }, publiée le { $date }
public-describes = Cette fiche décrit, elle ne prescrit pas.
public-paper-contrary = Retour { $number }, { $who }, avis contraire.
public-paper-return = Retour { $number }, { $who }.

# La page d'une fiche
public-guides = Fiches pratiques
public-untranslated = Cette fiche n'est pas encore traduite en français. Voici son texte d'origine.
public-take = Emporter cette fiche
public-pdf = PDF de { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} ({ $size })
public-pdf-soon = PDF en préparation. Cette page s'imprime aussi telle quelle.
public-short = Adresse courte :
public-share = Transmettre
public-share-whatsapp = Par WhatsApp
public-share-sms = Par SMS
public-share-mail = Par courriel

# La liste des fiches
public-kinds-tool = Fiches outil
public-kinds-method = Fiches méthode
public-kinds-experience = Retours d'expérience
public-count = { $n ->
    [0] Aucune fiche n'est encore publiée. Les premières paraîtront ici.
    [one] Une fiche
   *[other] { $n } fiches
}
public-all = Voir toutes les fiches
public-narrow = Choisir parmi les fiches
public-by-need = Pour quoi faire ?
public-by-theme = Par thème
public-by-kind = Par type
public-feed = Suivre les nouvelles fiches (Atom)
public-feed-title = Socle : nouvelles fiches pratiques

# La page d'un retour
public-return = Retour { $number }
public-return-title = Retour d'expérience
public-return-told = raconté en { $month }
public-return-foreign = Ce récit est dans sa langue d'origine.
public-return-no-text = Le récit entier n'est pas publié. Les fiches ci-dessous en citent des passages.
public-return-guides = { $n ->
    [0] Aucune fiche ne s'appuie encore sur ce retour
    [one] Une fiche cite ce retour
   *[other] { $n } fiches citent ce retour
}
public-initiative = Ce récit est celui du créateur de l'outil. Il ne compte pas comme un résultat.
public-consent-named = Publié avec le nom de la structure, à sa demande. Elle peut reprendre ce retour à tout moment.
public-consent-anonymous = Publié sans nom ni lieu précis, à la demande de son auteur. Il peut reprendre ce retour à tout moment.
public-context = Dans quelles conditions
public-fact-theme = Thème
public-fact-state = Aujourd'hui
public-fact-need = Pour quoi faire
public-fact-users = Qui s'en sert
public-fact-network = Réseau sur place
public-fact-reach = Passage dans un lieu connecté
public-fact-charge = Recharger un téléphone chaque jour
public-fact-run = Faire tourner un ordinateur
public-fact-devices = Appareils
public-fact-ease = Aisance de ceux qui s'en servent
public-fact-install = Qui l'a installé
public-fact-data = Données traitées
public-fact-start-cost = Coût de départ
public-fact-monthly-cost = Coût par mois
public-fact-difficulties = Difficultés
public-state-trial = En essai
public-state-in_use = En usage
public-state-extended = Étendu à d'autres équipes ou lieux
public-state-reduced = Réduit
public-state-replaced = Remplacé par un autre moyen
public-state-stopped = Arrêté
public-state-ended = Projet terminé, l'outil a servi jusqu'au bout
