# Les fiches, vues de l'équipe
guide-list = Fiches
guide-list-views = État des fiches
guide-list-all = Toutes
guide-list-draft = En écriture
guide-list-proposed = À relire
guide-list-published = Publiées
guide-list-amended = À reprendre
guide-list-withdrawn = Retirées
guide-list-empty = Aucune fiche ici.
guide-list-none = { $field } : rien de choisi
guide-column-number = Numéro
guide-column-title = Titre
guide-column-kind = Genre
guide-column-status = État
guide-column-saved = Enregistrée (temps universel)
guide-column-due = À revoir le
guide-kind-tool = Fiche outil
guide-kind-method = Fiche méthode
guide-kind-experience = Retour d'expérience
guide-kind-hint-tool = Mettre en place un outil.
guide-kind-hint-method = Une façon de faire, avec ou sans outil.
guide-kind-hint-experience = Une histoire vécue, racontée pour servir à d'autres.
guide-status-draft = En écriture
guide-status-proposed = À relire
guide-status-published = Publiée
guide-status-amended = À reprendre
guide-status-withdrawn = Retirée
guide-tasks = À reprendre
guide-task-consent_narrowed = Fiche { $number }, { $title } : le { $day }, l'auteur d'un retour cité a réduit ce qui peut être publié. La page ne montre déjà plus ce qu'il ne permet plus. Relisez la phrase.
guide-task-evidence_masked = Fiche { $number }, { $title } : le { $day }, des mots cités ont été masqués ou réécrits ({ $place }). La page et le PDF ne les montrent plus. Citez un autre passage ou retirez la phrase.
guide-task-evidence_changed = Fiche { $number }, { $title } : le { $day }, un passage cité a été retouché ({ $place }). La page montre déjà ses mots d'aujourd'hui. Relisez la phrase.
guide-task-evidence_set_aside = Fiche { $number }, { $title } : le { $day }, un retour cité a été écarté. Ses mots ont disparu de la page. Remplacez la phrase ou retirez-la.
guide-task-evidence_withdrawn = Fiche { $number }, { $title } : un retour cité a été repris par son auteur le { $day }. Ses mots ont disparu de la page. Remplacez la phrase ou retirez-la.
guide-untitled = Sans titre
guide-hide-starters = Retirer toutes les fiches de départ
guide-hide-starters-help = Les fiches de départ ne seront plus lisibles du public. Leur texte reste ici.

# Commencer
guide-new = Commencer une fiche
guide-new-kind = Quel genre de fiche ?
guide-new-language = Langue du premier texte
guide-new-study = Étude
guide-begin = Commencer cette fiche
guide-fault-kind = Choisissez un genre de fiche.
guide-fault-title = Écrivez un titre d'une ligne, 90 caractères au plus.
guide-fault-study = Choisissez une étude.

# Les pages d'une fiche
guide-views = Pages de cette fiche
guide-view-compose = Composer
guide-view-page = Voir la page
guide-view-trace = Trace
guide-view-revisions = Révisions
guide-view-review = Relire
guide-view-publish = Proposer et publier
guide-languages = Langue du texte
guide-text-in = { $language }
guide-text-to-write = { $language } (à écrire)
guide-new-text = Ce texte n'existe pas encore dans cette langue. Il commence à votre premier enregistrement.
guide-preview = Voici la page telle qu'elle paraîtra. Seule l'équipe la voit.

# Composer
guide-saved = Enregistrée le { $at } par { $by }.
guide-gauge = { $n ->
    [one] Jauge : une page A4, remplie à { $percent } %.
    [2] Jauge : deux pages A4, la dernière remplie à { $percent } %.
   *[other] Jauge : { $n } pages A4. Une fiche en tient deux au plus : raccourcissez.
}
guide-missing = Ce qui manque avant de proposer
guide-nothing-missing = Rien ne manque à ce texte.
guide-header = En-tête
guide-blocks = Blocs
guide-blocks-help = Le texte est du Markdown. Un renvoi se place dans la phrase, avant le point, ou juste après. Seul sur sa ligne, il fait paraître les mots du passage.
guide-save = Enregistrer la fiche
guide-save-and-check = Enregistrer et passer à la proposition
guide-field-title = Titre
guide-field-promise = Promesse
guide-field-summary = Résumé
guide-field-themes = Thèmes
guide-field-needs = Besoins
guide-field-families = Familles d'outils
guide-field-who = Pour qui
guide-field-phases = Moments du projet
guide-field-countries = Pays
guide-field-authors = Rédaction
guide-field-contributors = Contributeurs
guide-field-next_review = À revoir avant le
guide-field-licence = Licence
guide-field-starter = Fiche de départ
guide-hint-title = Un verbe d'abord. 90 caractères au plus.
guide-hint-promise = Ce que le lecteur y gagne, en une ou deux lignes.
guide-hint-summary = La fiche en quelques phrases.
guide-hint-themes = Un au moins.
guide-hint-needs = Un au moins, le principal suffit souvent.
guide-hint-families = La famille de l'outil.
guide-hint-who = Ceux qui s'en serviront.
guide-hint-phases = Quand elle sert dans un projet.
guide-hint-countries = Leurs noms, séparés par des virgules.
guide-hint-authors = Les noms, séparés par des points-virgules.
guide-hint-contributors = Comme chacun a choisi de paraître, séparés par des points-virgules.
guide-hint-next_review = Une date comme 2018-03-12. Sans elle : six mois pour un outil, deux ans pour une méthode.
guide-hint-licence = CC BY-SA 4.0, sauf si vous écrivez autre chose.
guide-hint-starter = Elle porte alors un avis qui le dit, et se retire avec les autres en un geste.
guide-starter-yes = Rédigée d'après des sources publiques, sans retour de terrain
guide-clash-word = Deux personnes ont écrit ici
guide-clash = Quelqu'un d'autre a enregistré ce texte pendant que vous écriviez : « { $saved } ». Le vôtre est dans le champ ci-dessous. Gardez l'un, l'autre ou les deux, puis enregistrez.
guide-clash-line = { $field } : deux textes à choisir

# Le tiroir
guide-drawer = Passages à citer
guide-drawer-help = Chaque bouton enregistre la fiche, puis ajoute le renvoi à la fin du bloc choisi.
guide-drawer-block = Citer dans le bloc
guide-drawer-stance = Sens de la citation
guide-drawer-against = Ce passage dit le contraire
guide-drawer-code = Code
guide-drawer-theme = Thème
guide-drawer-need = Besoin
guide-drawer-words = Mots
guide-drawer-find = Chercher des passages
guide-drawer-count = { $n ->
    [0] Aucun passage. Changez un critère, ou codez d'autres retours.
    [one] Un passage.
   *[other] { $n } passages, les vingt premiers au plus sont montrés.
}
guide-cite = Citer { $citation }
guide-consent-named = avec le nom
guide-consent-anonymous = sans nom
guide-consent-figures = dans les chiffres seulement

# Les sources
guide-references = Documents lus
guide-references-help = Ce que les fiches citent à côté des retours : un document, son auteur, sa date, le jour où vous l'avez lu.
guide-references-none = Aucun document n'est encore noté.
guide-references-add = Noter un document
guide-reference-kind = Ce que vaut ce document
guide-reference-kind-maker = Dit par l'éditeur de l'outil
guide-reference-kind-document = Autre document
guide-reference-kind-trial = Procès-verbal d'un essai de l'équipe
guide-reference-kind-evaluation = Évaluation externe ou publication
guide-reference-title = Titre
guide-reference-author = Auteur
guide-reference-dated = Date, telle que le document la donne
guide-reference-address = Adresse
guide-reference-archived = Adresse d'une copie gardée
guide-reference-keep = Noter ce document
guide-reference-column-citation = Renvoi
guide-reference-column-title = Titre
guide-reference-column-author = Auteur
guide-reference-column-dated = Date
guide-reference-column-kind = Valeur
guide-reference-column-read = Lu le
guide-fault-reference-kind = Dites ce que vaut ce document.
guide-fault-reference-title = Écrivez son titre, 200 caractères au plus.
guide-fault-reference-line = Raccourcissez cette ligne à 300 caractères.
guide-fault-reference-address = Écrivez une adresse qui commence par https:// ou http://.

# Ce qui ne va pas
guide-place-sentence = { $block }, phrase { $n }
guide-fault-missing-field = à remplir
guide-fault-missing-block = ce bloc est vide
guide-fault-long = dépasse { $n } caractères ; raccourcissez
guide-fault-word = « { $word } » n'est pas dans la liste
guide-fault-date = « { $word } » n'est pas une date ; écrivez par exemple 2018-03-12
guide-fault-malformed = { $word } n'est pas un renvoi ; écrivez par exemple [@r204:3] ou [@ref12]
guide-fault-unknown = { $word } ne mène à rien
guide-fault-watch = { $word } : les éléments de veille ne se citent pas encore
guide-fault-withdrawn = { $word } : son auteur a repris ce retour ; remplacez ou retirez cette phrase
guide-fault-consent = { $word } : son auteur ne permet ni récit ni citation
guide-fault-aside = { $word } : cette expérience a été écartée
guide-fault-flagged = { $word } : ces mots ne sont plus dans le texte ; revoyez le passage au codage
guide-fault-pasted = « { $words } » vient de l'expérience { $number } ; citez le passage ou dites-le avec vos mots
guide-fault-name = « { $word } » n'a pas accepté d'être nommé
guide-fault-cost = « { $word } » : ajoutez l'année de ce prix
guide-fault-steps = { $n } étapes numérotées ; il en faut de { $least } à { $most }

# La trace
guide-trace-counts = { $told } phrases, dont { $cited } avec un renvoi. Les autres sont de l'auteur.
guide-trace-author = l'auteur
guide-trace-quotation = (passage cité seul)
guide-trace-contrary = avis contraire
guide-trace-passages = Passages cités
guide-trace-no-passage = Aucun passage n'est cité.
guide-trace-experience = Expérience { $number } { $title }
guide-trace-consents = Ce que l'auteur a permis
guide-trace-consent = { $level }, dit par { $channel } le { $at }
guide-trace-cited-by = Phrases qui le citent
guide-trace-elsewhere = Fiche { $number } : { $claim }

# Les révisions
guide-revision = Révision { $n }
guide-revisions-none = Rien n'a encore été proposé dans cette langue.
guide-revision-column-revision = Révision
guide-revision-column-state = État
guide-revision-column-proposed = Proposée le
guide-revision-column-by = Par
guide-revision-column-published = Publiée le
guide-revision-in-force = En vigueur
guide-revision-proposed = À relire
guide-revision-replaced = Remplacée
guide-revision-compared = Ce qui a changé de la révision { $old } à la révision { $new }
guide-revision-first = La révision { $n } est la première.
guide-take-down = Retirer cette fiche
guide-take-down-title = Retirer du public
guide-take-down-help = Ses adresses diront qu'elle a été retirée. Vous pourrez la publier de nouveau.

# Relire
guide-review-of = Vous relisez la révision { $n }. Répondez aux douze questions ; vous pouvez vous arrêter et reprendre.
guide-review-nothing = Rien n'est proposé à la relecture.
guide-review-page = Lire la page telle qu'elle paraîtra
guide-review-left = { $n ->
    [0] Vous avez répondu à toutes les questions.
    [one] Il reste une question.
   *[other] Il reste { $n } questions.
}
guide-review-blocks = Un « non » empêche de publier.
guide-review-comment = Remarque sur « { $criterion } »
guide-review-keep = Garder ma relecture
guide-criterion-scope = La fiche est dans le champ de l'étude
guide-criterion-header = L'en-tête est complet
guide-criterion-claims = Les affirmations ont leur renvoi
guide-criterion-context = Un lecteur étranger au sujet y trouve assez de contexte
guide-criterion-failures = Les échecs sont dits
guide-criterion-conditions = Les conditions sont dites sur les échelles
guide-criterion-costs = Les coûts sont datés
guide-criterion-data = Le paragraphe sur les données est là
guide-criterion-consent = Personne n'est reconnaissable sans son accord
guide-criterion-approval = Les contributeurs ont donné leur accord
guide-criterion-plain = La langue est simple
guide-criterion-promise = Rien n'est promis au-delà des preuves
guide-verdict-yes = oui
guide-verdict-no = non
guide-verdict-unknown = non renseigné
guide-verdict-not_applicable = sans objet

# Proposer et publier
guide-propose-title = Proposer à la relecture
guide-propose-refused = Avant de proposer, reprenez ceci :
guide-propose = Proposer cette fiche à la relecture
guide-propose-done = Le texte est déjà proposé tel qu'il est.
guide-propose-help = Le texte est figé avec les mots qu'il cite. Les contributeurs nommés sont interrogés au même moment.
guide-publish-title = Publier
guide-publish-nothing = Rien n'est proposé.
guide-publish-proposed = La révision { $n } attend.
guide-publish-published = La révision { $n } est en ligne.
guide-publish-refused = Ceci empêche de publier :
guide-publish = Publier cette révision
guide-silent = Sans réponse après deux rappels et quinze jours : les expériences { $numbers } paraîtront sans le nom de leur structure.
guide-readings = Relectures
guide-reading-unfinished = inachevée
guide-reading-author = a écrit dans cette fiche
guide-reading-outside = hors rédaction
guide-reading-all-yes = Oui partout.
guide-refusal-readers = { $n ->
    [0] Personne n'a encore rempli la grille : deux personnes la relisent.
   *[other] Une seule personne a rempli toute la grille : il en faut deux.
}
guide-refusal-outside = Tous ceux qui ont relu ont écrit dans cette fiche : il faut un lecteur qui n'y a pas écrit.
guide-refusal-verdict = { $reader } répond « non » à : { $criterion }
guide-refusal-approval-waiting = Le contributeur de l'expérience { $number } n'a pas encore répondu.
guide-refusal-approval-corrected = Le contributeur de l'expérience { $number } demande une correction. Corrigez, puis proposez de nouveau.
guide-refusal-approval-refused = Le contributeur de l'expérience { $number } refuse de paraître. Retirez ses passages, puis proposez de nouveau.
guide-approvals = Accord des contributeurs
guide-approval = Expérience { $number } : demandé le { $day }, { $reminders ->
    [0] aucun rappel
    [one] un rappel
   *[other] { $reminders } rappels
}.
guide-approval-by-hand = Expérience { $number } : sans adresse de courriel, transmettez le lien vous-même. Demandé le { $day }, { $reminders ->
    [0] aucun rappel
    [one] un rappel
   *[other] { $reminders } rappels
}.
guide-approval-link = Lien privé à transmettre :
guide-remind = J'ai rappelé cette personne
guide-standing-waiting = attend
guide-standing-approved = d'accord
guide-standing-corrected = demande une correction
guide-standing-refused = refuse
guide-standing-silent = sans réponse

# La page du contributeur
guide-approval-asked = Cette page cite votre expérience n° { $number }. Elle paraîtra telle que vous la voyez. Lisez-la, puis répondez en bas de page.
guide-approval-approved = Merci. Vous êtes d'accord pour que cette page paraisse. Vous pouvez changer d'avis jusqu'à sa publication.
guide-approval-corrected = Merci. L'équipe lit votre remarque et vous montrera la page corrigée.
guide-approval-refused = C'est noté : votre expérience ne paraîtra pas dans cette page.
guide-approval-closed = Cette page a été publiée ou remplacée : votre réponse n'est plus attendue.
guide-approval-of = Votre accord : { $title }
guide-approval-title = Votre réponse
guide-approval-question = Que dites-vous de cette page ?
guide-approval-comment = Votre remarque
guide-approval-comment-hint = Ce qui est inexact, ou ce qui permettrait de vous reconnaître.
guide-approval-send = Envoyer ma réponse
guide-approval-choose = Choisissez une réponse.
guide-approval-say-what = Écrivez ce qu'il faut corriger.
guide-approval-too-long = Raccourcissez votre remarque à 2 000 caractères.
guide-say-approved = Je suis d'accord, elle peut paraître
guide-say-corrected = Je demande une correction
guide-say-refused = Je refuse que mon expérience y paraisse

guide-paper-pages = Sur papier, la fiche prend { $n } pages au lieu de deux. Raccourcissez-la.
guide-paper-characters = ces caractères ne s'impriment pas : { $characters }
guide-paper-refused = ce passage ne peut pas être mis en page. Simplifiez-le.
