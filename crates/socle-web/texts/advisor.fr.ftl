# Conseil
advisor-name = Trouver un outil
advisor-back = Question précédente
advisor-continue = Continuer
advisor-send = Voir le conseil
advisor-step = Trouver un outil · question { $at } sur 8 · { $n ->
    [0] aucun outil ne répond à tout
    [one] un outil possible
   *[other] { $n } outils possibles
}
advisor-way-tools = { $n ->
    [0] Voir déjà le conseil
    [one] Voir déjà l'outil possible
   *[other] Voir déjà les { $n } outils
}
advisor-way-guides = Voir plutôt la liste des fiches
advisor-missing = Choisissez une réponse, ou « Je ne sais pas ».
advisor-unknown = Je ne sais pas
advisor-unknown-hint = Nous comptons alors avec ce que vivent d'ordinaire les projets.
advisor-unknown-need = Nous vous montrons tous les besoins.
advisor-essential = Qu'est-ce qui est indispensable ?
advisor-essential-hint = Cochez ce qui ne peut pas attendre : nous écartons alors les outils qui demandent plus que ce que vous avez.
advisor-is-essential = { $answer } (indispensable)

advisor-question-1 = Que voulez-vous faire ?
advisor-ask-need = Que voulez-vous faire ?
advisor-hint-need = Choisissez le besoin le plus pressant.
advisor-question-2 = Qui s'en servira ?
advisor-ask-who = Qui s'en servira le plus ?
advisor-ask-people = Combien de personnes ?
advisor-hint-people = Nous montrons d'abord les retours de groupes de cette taille.
advisor-question-3 = Sur place, avez-vous du réseau ?
advisor-ask-net = Sur place, avez-vous du réseau ?
advisor-hint-net = Pensez au moins bon endroit où l'on s'en servira.
advisor-question-4 = Passez-vous dans un lieu connecté ?
advisor-ask-reach = Passez-vous dans un lieu connecté ?
advisor-hint-reach = Certains outils gardent tout sur l'appareil, et envoient plus tard.
advisor-question-5 = L'électricité et les appareils
advisor-ask-charge = Peut-on recharger un téléphone chaque jour ?
advisor-ask-run = Peut-on faire tourner un ordinateur ?
advisor-ask-devices = Quels appareils avez-vous ?
advisor-hint-devices = Plusieurs réponses sont possibles.
advisor-question-6 = Les personnes
advisor-ask-use = Que savent utiliser les personnes qui s'en serviront ?
advisor-hint-use = Pensez à la plupart d'entre elles.
advisor-ask-install = Qui peut installer un outil ?
advisor-question-7 = Quelles données allez-vous traiter ?
advisor-ask-sens = Quelles données allez-vous traiter ?
advisor-hint-sens = Choisissez la plus sensible. Dès qu'il s'agit de bénéficiaires, nous ne conseillons que des outils connus comme sûrs.
advisor-question-8 = Combien pouvez-vous dépenser ?
advisor-ask-cost0 = Au départ
advisor-hint-cost0 = Matériel, installation, formation.
advisor-ask-costm = Chaque année
advisor-hint-costm = Abonnement, données mobiles, SMS, entretien.

advisor-criterion-need = Besoin
advisor-criterion-who = Qui
advisor-criterion-people = Personnes
advisor-criterion-net = Réseau
advisor-criterion-reach = Lieu connecté
advisor-criterion-charge = Recharge d'un téléphone
advisor-criterion-run = Ordinateur
advisor-criterion-devices = Appareils
advisor-criterion-use = Aisance
advisor-criterion-install = Installation
advisor-criterion-sens = Données
advisor-criterion-cost0 = Coût de départ
advisor-criterion-costm = Coût par an

advisor-title = { $n ->
    [0] Aucun outil ne convient
    [one] Un outil convient
   *[other] { $n } outils conviennent
}
advisor-restated = Chaque réponse mène à sa question, si vous voulez la changer.
advisor-needs = De quoi avez-vous besoin ?
advisor-needs-lead = Un conseil part d'un besoin. Choisissez celui qui ressemble le plus au vôtre : vos autres réponses sont gardées.
advisor-without-title = Et sans outil ?
advisor-without = Le papier, un appel, une visite ou un outil que vous avez déjà suffisent peut-être. Ils ne demandent ni réseau, ni électricité, ni formation. Commencez par là, et comptez le temps que cela prend.
advisor-notice-unlikely = Aucun de ces outils n'a plus d'une chance sur deux de durer dans vos conditions. Essayez petit.
advisor-notice-tie = Plusieurs outils se valent à la première place : rien de ce que nous savons ne les départage.
advisor-notice-data = Vous n'avez pas dit quelles données vous traitez : nous n'avons pas regardé si ces outils les protègent.
advisor-with-guide = Outils avec une fiche
advisor-no-guide = Sans fiche pour l'instant
advisor-others = D'autres outils conviennent aussi :
advisor-and-others = { $n ->
    [one] et un autre
   *[other] et { $n } autres
}
advisor-guide = Fiche :
advisor-chance = Chances de durer : { $chance } (entre { $low } et { $high } ; confiance { $confidence }).
advisor-confidence-low = faible
advisor-confidence-medium = moyenne
advisor-confidence-high = forte
advisor-outcomes = { $good ->
    [0] Aucun retour ne dit qu'il a duré,
    [one] Un retour dit qu'il a duré,
   *[other] { $good } retours disent qu'il a duré,
} { $failures ->
    [0] aucun qu'il a été abandonné.
    [one] un qu'il a été abandonné.
   *[other] { $failures } qu'il a été abandonné.
}
advisor-why = Pourquoi cet outil ?
advisor-why-of = Pour et contre { $tool }
advisor-said = { $name } : { $answer }
advisor-column-need = Votre besoin
advisor-column-fact = Ce que demande l'outil
advisor-column-effect = Effet
advisor-column-tool = Outil
advisor-column-chance = Chances
advisor-need-stated = Il est fait pour cela.
advisor-need-used = D'autres s'en sont bien servis pour cela.
advisor-not-known = Non renseigné
advisor-source = , lu en { $read }, { $level }{ $status }
advisor-fact-expired = , périmé
advisor-fact-contested = , contesté
advisor-effect-for = + convient
advisor-effect-used = + d'après les retours
advisor-effect-offline = + fonctionne sans réseau, puis envoie
advisor-effect-doubt = + convient, dit-on ; à essayer
advisor-effect-little = − un peu juste
advisor-effect-against = − demande nettement plus
advisor-effect-unknown = ? ni oui ni non
advisor-stories = Retours de structures semblables, échecs d'abord :
advisor-story = Retour { $number }
advisor-story-failure = abandonné à cause de l'outil, de son coût ou des conditions
advisor-story-good = a duré
advisor-story-open = en cours, ou sans conclusion
advisor-story-people = { $people } personnes
advisor-check = À vérifier avant de choisir
advisor-check-lead = Personne ne sait s'ils répondent à ce qui décide pour vous. Cela ne veut dire ni oui, ni non.
advisor-check-what = · à vérifier : { $names }
advisor-aside = Écartés, et pourquoi
advisor-excluded = { $n ->
    [one] Un outil attend une autre réponse ({ $asks }).
   *[other] { $n } outils attendent une autre réponse ({ $asks }).
}
advisor-excluded-names = Lesquels ?
advisor-bring-back = { $n ->
    [one] Le voir avec cette réponse
   *[other] Les voir avec cette réponse
}
advisor-changes = Ce qui changerait le premier choix
advisor-change = { $name } : avec « { $answer } », { $tool } passerait en tête.
advisor-see = Voir
advisor-matrix-title = En un tableau
advisor-matrix = Les outils et vos critères
advisor-matrix-fits = oui
advisor-matrix-offline = hors ligne
advisor-matrix-short = non
advisor-matrix-unknown = ?
advisor-next = Avant de choisir
advisor-methods = Comment s'y prendre
advisor-trial = Essayer une semaine
advisor-trial-1 = Lundi : choisissez deux personnes qui s'en serviront vraiment, et une tâche réelle.
advisor-trial-2 = Mardi et mercredi : faites-la avec l'outil, sur place, avec votre réseau et vos appareils.
advisor-trial-3 = Jeudi : sortez vos données, puis effacez le compte d'essai.
advisor-trial-4 = Vendredi : comptez le temps passé, notez ce qui a coincé, et décidez à plusieurs.
advisor-ask = À qui demander
advisor-networks = Demandez à votre réseau ou à votre fédération : quelqu'un s'en sert peut-être déjà.
advisor-peers-none = Personne qui ait ce besoin n'a encore proposé d'en parler.
advisor-peers-some = Des structures qui ont ce besoin acceptent d'en parler, par notre intermédiaire.
advisor-peers = { $n } structures qui ont ce besoin acceptent d'en parler, par notre intermédiaire.
advisor-contact = Écrivez à :
advisor-review-title = Quand y revenir
advisor-review = Relisez ce conseil après le { $day } : ce jour-là, au moins un fait doit être vérifié de nouveau.
advisor-review-later = Relisez ce conseil dans six mois, ou dès que vos conditions changent.
advisor-keep = Cette page s'imprime telle quelle. Son adresse redonne le même conseil :
advisor-how = Le même conseil pour un programme :
