# L'entrée de l'enquête
survey-lead = Racontez ce que vous avez vécu avec un outil numérique, réussi ou non. Une réponse courte suffit.
survey-until = Vous pouvez répondre jusqu'au { $when }.
survey-pause = Vos réponses sont gardées à chaque étape. Vous pouvez vous arrêter et reprendre plus tard.
survey-begin = Commencer
survey-not-yet = Cette enquête ouvre le { $when }. Revenez à partir de cette date.
survey-over = L'enquête est close depuis le { $when }.
survey-grace = Vous aviez commencé avant cette date ? Vous pouvez encore envoyer votre retour jusqu'au { $when }.
survey-over-thanks = Merci à toutes les structures qui ont répondu.
survey-minutes = La moitié des personnes y ont mis { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
} ou moins.
survey-over-count = { $count ->
    [one] Une structure a répondu.
   *[other] { $count } structures ont répondu.
}
survey-names = Ne citez ni nom, ni village, ni coordonnées de bénéficiaires.
survey-about = À propos de l'enquête

# Les questions
survey-place = Question { $at } sur { $of }
survey-continue = Continuer
survey-save-for-later = Enregistrer et finir plus tard
survey-back = Question précédente
survey-back-to-check = Revenir à la vérification
survey-required = Répondez à cette question.
survey-required-choice = Choisissez une réponse dans la liste.
survey-not-integer = Écrivez un nombre entier, par exemple 12.
survey-not-number = Écrivez un nombre, par exemple 12,5.
survey-not-date = Écrivez une date, par exemple 12 mars 2017.
survey-not-valid = Cette réponse ne convient pas. Vérifiez-la.
survey-clash-word = Deux personnes ont répondu
survey-clash = Quelqu'un d'autre a répondu à cette question pendant que vous écriviez : « { $saved } ». Votre texte est dans le champ ci-dessous. Gardez l'un, l'autre ou les deux, puis continuez.

# Vérifier et envoyer
survey-check = Relisez avant d'envoyer
survey-check-lead = Vous pouvez changer chaque réponse. Rien n'est envoyé avant que vous ne le demandiez.
survey-check-correction = Vous corrigez un retour déjà envoyé. Il reste comme il est tant que vous n'envoyez pas la correction.
survey-check-moved = Une réponse a changé depuis que cette page est ouverte. Relisez, puis envoyez.
survey-send = Envoyer mon retour

# Après l'envoi
survey-thanks = Merci, votre retour est arrivé
survey-number = Il porte le numéro R-{ $number }. Notez-le si vous pensez nous écrire.
survey-received = Reçu le { $when }.
survey-next = Et maintenant ?
survey-next-read = Une personne de l'équipe de l'étude le lit. Si une question se pose, elle vous l'écrit, ou la laisse sur la page de votre retour.
survey-appears = L'étude paraît en { $month }.

survey-link = Gardez ce lien
survey-link-lead = Il ouvre la page de votre retour, sans mot de passe. Vous pourrez y compléter vos réponses, les corriger, changer ce qui est publié ou tout retirer. Gardez-le pour vous.
survey-link-once = Notez-le ou prenez-le en photo maintenant : cette page cesse de le montrer une heure après l'envoi.
survey-link-shown = Cette page ne montre plus votre lien privé. S'il s'est perdu, écrivez à l'équipe de l'étude en donnant votre numéro.
survey-corrected-until = Vous pouvez corriger vos réponses jusqu'au { $when }. Après cette date, votre lien sert encore à changer ce qui est publié, à répondre à une question ou à tout retirer.
survey-tell = Faire passer l'enquête
survey-tell-lead = Une autre structure a une expérience à raconter ? Envoyez-lui l'adresse de l'enquête.
survey-tell-words = Une enquête sur les outils numériques des petits projets : { $address }
survey-tell-whatsapp = Par WhatsApp
survey-tell-sms = Par SMS
survey-forget = Ce téléphone est partagé ?
survey-forget-lead = Effacez de ce téléphone le chemin vers votre retour. Le retour lui-même reste envoyé, et votre lien privé fonctionne toujours.
survey-forget-send = Effacer de ce téléphone
survey-copy-ask = Recevoir une copie du numéro et du lien privé
survey-copy-email = Recevoir ce numéro et ce lien par courriel
survey-copy-hint = L'adresse sert à cet envoi, puis nous l'oublions.
survey-copy-wrong = Vérifiez cette adresse, par exemple awa@example.org.
survey-copy-send = Envoyer le courriel
survey-copy-sent = Le courriel part. S'il n'arrive pas, regardez dans les indésirables.
survey-copy-often = Trois copies sont déjà parties. Notez le lien ci-dessus, ou prenez-le en photo.

# Finir plus tard
survey-later = Finir plus tard
survey-later-lead = Vos réponses sont gardées. Vous pouvez les reprendre jusqu'au { $when }, sur ce téléphone ou sur un autre, avec un code.
survey-give-code = Me donner un code
survey-later-how = Notez ce code, ou prenez-le en photo. Pour reprendre, allez à { $address } et écrivez-le.
survey-later-once = Ce code ne sera plus affiché. S'il se perd, demandez-en un autre depuis ce téléphone. Chaque nouveau code remplace l'ancien.

# Reprendre
survey-code = Votre code
survey-code-hint = Huit lettres ou chiffres, par exemple ABCD-2345.
survey-resume = Reprendre
survey-code-shape = Un code compte huit lettres ou chiffres, sans 0, 1, I, L ni O. Vérifiez ce que vous avez noté.
survey-code-unknown = Aucun retour ne répond à ce code. Vérifiez-le. S'il a été remplacé, seul le dernier code donné fonctionne.

# Plusieurs fois la même chose
survey-repeat = À raconter plusieurs fois
survey-repeat-none = Rien pour l'instant.
survey-repeat-first = Ajouter
survey-repeat-add = En ajouter un autre
survey-repeat-told = { $at }. { $said }
survey-repeat-empty = { $at }. Sans réponse
survey-repeat-change = Modifier
survey-repeat-remove = Retirer le { $at }
survey-choose-another = Un autre choix ({ $at })
survey-choose-more = Ajouter d'autres choix
survey-optional = (facultatif)

# Photos et documents
survey-file-add = Joindre un fichier
survey-file-change = Changer ou retirer ce fichier
survey-file-back = Revenir aux questions
survey-file-send = Joindre ce fichier
survey-file-pictures = Une photo JPEG, PNG, WebP ou GIF, 20 Mo au plus.
survey-file-kinds = Une photo (JPEG, PNG, WebP, GIF), un PDF, un texte ou un document bureautique, 20 Mo au plus.
survey-file-shrunk = Nous réduisons les photos et en retirons le lieu et la date de prise de vue. Vos réponses sont déjà gardées.
survey-file-empty = Choisissez un fichier.
survey-file-heavy = Ce fichier dépasse 20 Mo. Choisissez-en un plus léger.
survey-file-unknown = Nous ne prenons pas ce type de fichier. Choisissez une photo, un PDF, un texte ou un document bureautique.
survey-file-heic = Cette photo est au format HEIC, que nous ne savons pas lire. Envoyez-la en JPEG, ou envoyez une capture d'écran.
survey-file-vast = Cette image a trop de pixels. Envoyez-en une version plus petite.
survey-file-broken = Cette image est abîmée. Choisissez-en une autre.

# Retirer une expérience du brouillon
survey-check-experience = Expérience { $at }
survey-remove-link = Retirer l'expérience { $at }
survey-remove = Retirer l'expérience { $at } ?
survey-remove-lead = Ses réponses s'effacent de ce retour. Les autres expériences restent.
survey-remove-send = Retirer cette expérience
survey-declined = Vous n'avez pas donné votre accord : rien n'est envoyé. Si vous changez d'avis, modifiez votre réponse ci-dessous.

# Ouvrir une enquête (équipe)
survey-list = Enquêtes
survey-list-none = Aucune enquête. Ouvrez la première.
survey-new = Ouvrir une enquête
survey-column-title = Enquête
survey-column-address = Adresse
survey-column-window = État
survey-column-returns = Retours
survey-window-not-yet = Ouvre le { $when }
survey-window-open = Ouverte jusqu'au { $when }
survey-window-grace = Close, derniers envois jusqu'au { $when }
survey-window-closed = Close depuis le { $when }
survey-study = Étude
survey-title = Titre
survey-title-hint = Ce que les répondants liront en haut de chaque page.
survey-address = Adresse courte
survey-address-hint = Des lettres sans accent, des chiffres et des tirets, par exemple tic-2017.
survey-opens = Ouverture
survey-closes = Date limite
survey-day-hint = Jour et heure, par exemple 2017-03-12 18:00.
survey-zone = Fuseau horaire
survey-zone-hint = Par exemple Europe/Paris ou Africa/Ouagadougou.
survey-grace-hours = Délai de grâce, en heures
survey-grace-hint = Temps laissé après la date limite à qui avait déjà commencé.
survey-workbook = Questionnaire
survey-workbook-hint = Un classeur XLSForm (.xlsx, .xls, .ods), 5 Mo au plus.
survey-open = Ouvrir l'enquête
survey-fault-title = Écrivez un titre de 120 caractères au plus.
survey-fault-address = Utilisez de 2 à 60 lettres sans accent, chiffres et tirets simples.
survey-fault-address-taken = Une autre enquête a déjà cette adresse. Choisissez-en une autre.
survey-fault-day = Écrivez un jour et une heure, par exemple 2017-03-12 18:00.
survey-fault-order = La date limite doit venir après l'ouverture.
survey-fault-zone = Ce fuseau horaire n'existe pas. Écrivez par exemple Europe/Paris.
survey-fault-grace = Écrivez un nombre d'heures entre 0 et 720.
survey-fault-study = Choisissez une étude que vous coordonnez.
survey-fault-workbook = Choisissez un classeur.
survey-fault-workbook-large = Ce fichier dépasse 5 Mo.
survey-fault-workbook-unread = Ce classeur ne peut pas servir de questionnaire. Voyez la liste ci-dessous.
survey-issues = Ce qu'il faut corriger dans le classeur
survey-issue-place = { $sheet }, ligne { $row }
survey-issue-engine = Ces règles ne peuvent pas fonctionner : { $reason }
survey-issue-file = Ce questionnaire lit le fichier { $name }, qui n'est pas fourni avec le programme. Seule la liste countries.csv l'est.

# L'avis de l'étude, en tête du questionnaire
survey-welcome =
    { $purpose }

    L'étude parle de ceci : { $scope }

    Elle ne parle pas de ceci : { $out }

    Commanditaire : { $sponsor }. Responsable des données : { $controller }.

    Qui lit vos réponses : { $readers } Elles sont gardées { $months ->
        [one] un mois
       *[other] { $months } mois
    } après la clôture. Vous pouvez les relire, les corriger ou les retirer avec votre lien privé.

    L'enquête ferme le { $closes } ({ $zone }). Contact : { $contact }

# Ouvrir : quel questionnaire
survey-source = Quel questionnaire ?
survey-source-shipped = Celui qui est fourni
survey-source-shipped-hint = En français et en anglais : un récit court, puis des questions facultatives.
survey-source-own = Mon propre classeur
survey-source-own-hint = Un classeur XLSForm, à joindre ci-dessous.
survey-fault-silent = Cette étude ne dit pas encore qui interroge et pourquoi. Complétez-la dans « Études », puis revenez.

# Suivre une enquête
survey-fact-returns = Retours
survey-fact-late = dont { $n } après la date limite
survey-fact-to-read = À lire
survey-fact-drafts = Commencés, pas envoyés
survey-fact-lively = dont { $n } repris ces sept derniers jours
survey-fact-duration = Temps pour répondre
survey-fact-half = la moitié met moins
survey-fact-erased = Retours effacés à partir du
survey-missing = Ce qui manque
survey-missing-words = L'étude ne dit pas qui interroge et pourquoi
survey-missing-role = Personne n'a ce rôle dans l'équipe : { $role }
survey-missing-mail = Aucun serveur de courriel n'est réglé : les lettres attendent
survey-missing-audience = Aucun retour de ce public : { $audience }
survey-rhythm = Les retours
survey-no-return = Aucun retour pour l'instant.
survey-by-day = { $n ->
    [one] Un retour
   *[other] { $n } retours
} en { $days ->
    [one] un jour
   *[other] { $days } jours
}
survey-by-day-note = Les jours sans retour ne sont pas montrés.
survey-by-structure = Qui a répondu
survey-structure-asi = Association de solidarité internationale
survey-structure-osc = Association ou partenaire local
survey-structure-fond = Fondation
survey-structure-conf = Groupement confessionnel
survey-structure-start = Start-up
survey-structure-entr = Entreprise
survey-structure-univ = Université, institut de recherche
survey-structure-coll = Collectivité territoriale
survey-structure-res = Réseau, bailleur
survey-structure-perso = À titre personnel
survey-moves = Changements de date
survey-moved-later = { $who } a prolongé l'enquête : du { $from } au { $to }.
survey-moved-earlier = { $who } a fermé l'enquête avant la date : { $to } au lieu du { $from }.

# Changer la date limite
survey-move = Changer la date limite
survey-deadline-now = L'enquête ferme le { $when }. Qui a commencé garde { $hours ->
    [one] une heure
   *[other] { $hours } heures
} de plus.
survey-new-deadline = Nouvelle date limite
survey-new-deadline-hint = Jour et heure de { $zone }, par exemple 2017-03-12 18:00.
survey-reason = Pourquoi ?
survey-reason-hint = Votre équipe le lit dans le suivi de l'enquête.
survey-extend = Prolonger l'enquête
survey-close-now = Fermer maintenant
survey-move-tells = Qui a commencé un retour et y a laissé son adresse reçoit une lettre si l'enquête est prolongée.
survey-move-tells-nobody = La page de l'enquête montre la nouvelle date. Aucune lettre ne part : aucun serveur de courriel n'est réglé.
survey-move-meanwhile = Quelqu'un d'autre a changé cette enquête pendant que vous écriviez. Relisez la date en vigueur, puis recommencez.
survey-fault-not-later = Choisissez une date après celle en vigueur, et pas encore passée.
survey-fault-not-open = L'enquête n'est pas ouverte.
survey-fault-reason = Écrivez pourquoi, en 300 caractères au plus.

# L'affiche
survey-poster = Affiche à imprimer
survey-poster-how = Pour répondre, tapez cette adresse sur un téléphone, ou photographiez le carré.
survey-poster-square = Carré à photographier, qui mène à l'adresse écrite au-dessus
survey-poster-language = Dans une autre langue
survey-poster-print = Imprimez cette page depuis votre navigateur : elle tient sur une feuille.

# La page d'accueil de l'enquête
survey-asks = Qui demande
survey-why = Pourquoi
survey-about-what = De quoi il s'agit
survey-not-about = Hors sujet
survey-takes = Combien de temps
survey-takes-short = Cinq minutes pour un retour court. Le reste est facultatif.
survey-open-until = Jusqu'à quand
survey-then = Ce que deviennent vos réponses
survey-read-by = Qui les lit
survey-kept = Conservation
survey-kept-months = { $n ->
    [one] Un mois
   *[other] { $n } mois
} après la clôture. Ensuite, elles sont effacées.
survey-published = Ce qui est publié
survey-published-choice = Vous choisissez pour chaque expérience : avec le nom de votre structure, sans nom, ou seulement dans les chiffres.
survey-rights = Vos droits
survey-rights-words = Vous pouvez relire, corriger ou retirer votre retour à tout moment, avec le lien privé donné à l'envoi.
survey-answers-for = Responsable
survey-write-to = Contact
survey-read = Lire les retours
