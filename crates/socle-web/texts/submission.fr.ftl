submission-inbox = Dépouillement
submission-filters = État des retours
submission-all = Tous
submission-none = Aucun retour n'est encore arrivé.
submission-none-here = Aucun retour ne répond à ces critères.
submission-late = après la clôture, dans le délai
submission-column-number = Retour
submission-column-organization = Structure
submission-column-title = Récit
submission-column-country = Pays
submission-column-theme = Thème
submission-column-status = État
submission-column-received = Reçu (temps universel)
submission-column-channel = Venu par
submission-column-survey = Enquête
submission-column-late = Après la clôture
submission-column-question = Question
submission-column-asked = Posée le
submission-column-who = Par
submission-column-when = Date
submission-column-why = Pourquoi
submission-column-revision = Révision
submission-column-changes = Ce qui change
submission-column-told = Nom écrit
submission-column-count = Expériences
submission-column-tool = Outil
submission-column-number-tool = Numéro
submission-status-received = À lire
submission-status-in_review = En lecture
submission-status-accepted = Accepté
submission-status-set_aside = Écarté
submission-inquiry-open = Question posée
submission-inquiry-answered = Répondu
submission-resembles = Doublon de R-{ $number } ? { $n } %
submission-resembles-why = même structure, et une grande part des mêmes phrases. À vous d'en juger.
submission-channel-web = pages de l'enquête
submission-channel-openrosa = application de collecte
submission-channel-file = fichier
submission-channel-interview = entretien
submission-channel-call = appel
submission-channel-mail = courriel
submission-channel-paper = papier
submission-publication = Publication permise
submission-publication-named = Avec le nom de la structure
submission-publication-anonymous = Sans nom ni lieu précis
submission-publication-figures = Seulement dans les chiffres
submission-unpublished = Pas d'accord donné : rien n'est publié
submission-export = Télécharger cette liste pour un tableur (CSV)
submission-yes = oui
submission-no = non

# Chercher dans la liste
submission-filter-words = Chercher un numéro, un récit, une structure, un outil
submission-filter-more = Autres critères
submission-filter-theme = Thème
submission-filter-pays = Pays
submission-filter-structure = Genre de structure
submission-filter-canal = Venu par
submission-filter-arrival = Arrivée
submission-filter-late = Après la clôture
submission-filter-send = Filtrer
submission-theme-agri = Agriculture, alimentation
submission-theme-eah = Eau, assainissement, hygiène
submission-theme-edu = Éducation, formation
submission-theme-sante = Santé
submission-theme-env = Environnement, climat
submission-theme-ener = Énergie
submission-theme-entre = Entrepreneuriat, revenus
submission-theme-droits = Droits humains, femmes, citoyenneté
submission-theme-urb = Développement urbain et rural, habitat
submission-theme-social = Action sociale, protection
submission-theme-cult = Culture
submission-theme-trans = Transversal
submission-kind-asi = Association de solidarité internationale
submission-kind-osc = Association ou partenaire local
submission-kind-fond = Fondation
submission-kind-conf = Groupement paroissial ou confessionnel
submission-kind-start = Start-up
submission-kind-entr = Entreprise
submission-kind-univ = Université, institut de recherche
submission-kind-coll = Collectivité territoriale
submission-kind-res = Réseau, tête de réseau, bailleur
submission-kind-perso = À titre personnel

# Décider
submission-many = Décider de plusieurs retours
submission-scope = Sur quoi porte la décision ?
submission-scope-rows = Les lignes cochées
submission-scope-filter = { $n ->
    [one] Tout le filtre : { $n } retour
   *[other] Tout le filtre : { $n } retours
}
submission-do-received = Remettre à lire
submission-do-in_review = Commencer la lecture
submission-do-accepted = Accepter
submission-do-set_aside = Écarter
submission-restore = Reprendre la lecture
submission-reason = Pourquoi l'écarter ?
submission-reason-words = Précisez
submission-ground-external_communication = Communication externe (hors du champ de l'étude)
submission-ground-duplicate = Doublon
submission-ground-no_experience = Aucune expérience racontée
submission-ground-not_understandable = Incompréhensible
submission-ground-names_person = Nomme une personne
submission-ground-asked_by_author = Demandé par son auteur
submission-ground-other = Autre
submission-duplicate-of = Doublon de quel retour ?
submission-duplicate-of-hint = Son numéro, par exemple R-188.
submission-decided = { $n ->
    [one] { $n } retour passe à « { $status } ».
   *[other] { $n } retours passent à « { $status } ».
}
submission-left = { $n ->
    [one] { $n } retour coché a changé entre-temps : il reste tel quel.
   *[other] { $n } retours cochés ont changé entre-temps : ils restent tels quels.
}
submission-take-back = Annuler cette décision
submission-taken-back = { $n ->
    [one] Décision annulée : { $n } retour retrouve son état.
   *[other] Décision annulée : { $n } retours retrouvent leur état.
}
submission-fault-rows = Cochez au moins un retour, ou choisissez tout le filtre.
submission-fault-reason = Dites pourquoi.
submission-fault-unsaid = Dites en quelques mots de quoi il s'agit.
submission-fault-words = Restez sous { $n } caractères, sur une ligne.
submission-fault-duplicate = Aucun autre retour ne porte ce numéro.
submission-fault-moved = Le filtre trouve maintenant { $n } retours, et non { $seen }. Rien n'a changé. Relisez la liste, puis recommencez.
submission-fault-many = Une décision porte sur { $n } retours au plus. Resserrez le filtre.
submission-fault-overtaken = { $n ->
    [one] Quelqu'un a décidé de { $n } de ces retours depuis : rien n'est annulé.
   *[other] Quelqu'un a décidé de { $n } de ces retours depuis : rien n'est annulé.
}
submission-fault-too-late = Cette décision ne s'annule plus. Changez l'état des retours un par un.

# Un retour
submission-around = Retours voisins
submission-previous = Retour précédent
submission-next = Retour suivant
submission-place = { $place } sur { $total }
submission-answers = Ce qui a été envoyé
submission-sent-once = Envoyé le { $when }
submission-sent = Envoi { $n }, le { $when }
submission-unreadable = Ce qui est arrivé ne se lit pas comme une réponse à ce questionnaire. L'original est gardé, vous pouvez le télécharger.
submission-original = Télécharger l'original, tel qu'il est arrivé
submission-curated = Ce que l'équipe en garde
submission-no-experience = Aucune expérience n'est racontée dans ce retour.
submission-experience = Expérience { $n }
submission-tools-told = Outils
submission-unlinked = { $told } (pas encore relié)
submission-entered = Saisi par l'équipe
submission-entered-by = { $name }, d'après ce qui a été dit le { $told }
submission-consent-note = Comment l'accord a été donné
submission-corrected-over = Expérience { $n } : son auteur a corrigé le texte après l'équipe. Ce que vous aviez modifié ou masqué est peut-être revenu : relisez la dernière révision.
submission-set-aside-for = Écarté : { $reason }
submission-decision = Votre décision

# Le texte
submission-edit = Corriger le texte
submission-text = Texte de l'expérience
submission-text-hint = Les mots de l'envoi restent intacts à côté. Séparez les paragraphes par une ligne vide.
submission-text-send = Enregistrer cette révision
submission-text-clash = Quelqu'un a changé ce texte pendant que vous écriviez. Les deux textes sont ci-dessous.
submission-text-theirs = Le texte enregistré
submission-text-apart = Ce qui les sépare
submission-text-yours = Votre texte
submission-text-over = Enregistrer mon texte par-dessus
submission-fault-text-empty = Le texte est vide. Pour ne plus compter cette expérience, écartez-la.
submission-fault-text-long = Restez sous { $n } caractères.
submission-fault-control = Retirez les caractères qu'aucun clavier n'écrit.
submission-revisions = Révisions
submission-revisions-count = { $n ->
    [one] { $n } révision
   *[other] { $n } révisions
}
submission-revisions-all = Toutes les révisions
submission-revision-one = Révision { $from }
submission-revision-between = De la révision { $from } à la révision { $to }
submission-revision-sent = Tel qu'envoyé
submission-revision-corrected = Corrigé par son auteur
submission-revision-edited = Corrigé par l'équipe
submission-revision-masked = Passage masqué
submission-see-text = Voir la révision { $n }
submission-see-changes = Voir ce que change la révision { $n }
submission-by-author = son auteur

# Masquer
submission-mask = Masquer un passage
submission-mask-lead = Ce que vous masquez est remplacé par « […] » dans une nouvelle révision. Les révisions d'avant restent lisibles pour l'équipe seule.
submission-suggestions = À masquer sans doute
submission-suggestions-hint = Cochez ce qui permet de reconnaître quelqu'un.
submission-sign-email = adresse de courriel
submission-sign-phone = numéro de téléphone
submission-sign-person = nom de personne
submission-sign-organization = nom de la structure
submission-passage = Passage à masquer
submission-passage-hint = Tapez-le ou collez-le. Il est masqué partout où il apparaît.
submission-sentences = Ou des phrases entières, par leur numéro
submission-sentence-from = De la phrase
submission-sentence-to = à la phrase
submission-mask-send = Masquer
submission-mask-moved = Le texte a changé entre-temps. Relisez-le, puis masquez à nouveau.
submission-fault-passage = Ce passage n'est pas dans le texte.
submission-fault-passage-empty = Écrivez un passage, cochez une proposition ou donnez un numéro de phrase.
submission-fault-sentence = Donnez des numéros de phrase de la liste, le plus petit d'abord.

# Écarter une expérience
submission-aside = Écarter cette expérience
submission-aside-send = Écarter
submission-count-again = Compter à nouveau cette expérience
submission-count-again-send = La compter à nouveau

# Outils
submission-code = Coder cette expérience
submission-link-tools = Relier les outils
submission-tools = Outils nommés
submission-tools-waiting = Noms à relier
submission-tools-catalogue = Outils de la boîte
submission-tools-none-waiting = Tous les noms sont reliés.
submission-tools-none = La boîte à outils est vide. Elle se remplit en reliant les noms.
submission-tool-words = Chercher dans la boîte à outils
submission-tool-search = Chercher
submission-tool-which = Quel outil est « { $told } » ?
submission-tool-new = Un nouvel outil, du nom ci-dessous
submission-tool-none = Aucun outil en particulier
submission-tool-name = Nom du nouvel outil
submission-tool-others = Ailleurs
submission-tool-everywhere = { $n ->
    [one] Relier aussi { $n } autre expérience qui écrit ce nom
   *[other] Relier aussi { $n } autres expériences qui écrivent ce nom
}
submission-tool-send = Relier
submission-fault-tool = Choisissez un outil.
submission-fault-tool-name = Donnez un nom de { $n } caractères au plus, avec une lettre ou un chiffre.

# Questions
submission-inquiries = Questions sans réponse
submission-inquiries-none = Aucune question n'attend de réponse.
submission-inquiry-title = Questions à son auteur
submission-asked-by = { $name }, le { $when }
submission-answered = Réponse reçue le { $when }
submission-unanswered = Pas encore de réponse
submission-ask = Poser une question
submission-ask-hint = Son auteur n'a pas laissé d'adresse de courriel : transmettez-lui son lien privé, il y lit la question et y répond.
submission-ask-by-letter = Une lettre part à { $address }. La question se lit par le lien privé, et son auteur y répond.
submission-ask-without-mail = Aucune lettre ne part d'ici, faute de serveur de courriel : transmettez le lien privé à son auteur, il y lit la question et y répond.
submission-ask-send = Poser la question
submission-fault-question-empty = Écrivez votre question.
submission-private-link = Son lien privé
submission-private-link-hint = À transmettre par téléphone, SMS ou WhatsApp, à son auteur seul : ce lien permet aussi de corriger ou de reprendre le retour.
submission-email = Courriel
submission-phone = Téléphone
submission-whatsapp = WhatsApp

# Saisir ce qui a été dit
submission-entry = Saisir un retour
submission-entry-lead = Pour ce qui vous a été dit de vive voix, écrit par courriel ou remis sur papier. Vous répondez ensuite aux questions de l'enquête, à la place de votre interlocuteur.
submission-entry-survey = Pour quelle enquête ?
submission-entry-channel = Comment vous l'a-t-on dit ?
submission-entry-date = Quel jour ?
submission-entry-date-hint = Par exemple 12 mars 2017. Après la clôture, vous pouvez encore saisir ce qui a été dit avant.
submission-entry-note = Comment l'accord a-t-il été donné ?
submission-entry-note-hint = Par exemple : « accord oral, au début de l'appel, enregistré ». Sans accord, ne saisissez rien.
submission-entry-language = Dans quelle langue ?
submission-entry-fr = français
submission-entry-en = anglais
submission-entry-begin = Commencer la saisie
submission-fault-survey = Choisissez une enquête.
submission-fault-channel = Choisissez comment vous l'avez appris.
submission-fault-note = Écrivez en une ligne comment l'accord a été donné.
submission-fault-told-date = Écrivez une date, par exemple 12 mars 2017.
submission-fault-told-ahead = Cette date n'est pas encore passée.
submission-fault-told-before = L'enquête n'était pas encore ouverte ce jour-là.
submission-fault-told-after = L'enquête était close ce jour-là : ce qui a été dit ensuite n'y entre plus.
