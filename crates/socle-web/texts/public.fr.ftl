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
public-paper-return = Retour { $number }, { $who }.
