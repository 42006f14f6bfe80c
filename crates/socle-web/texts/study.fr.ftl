# Les études (coordination)
study-list = Études
study-list-none = Aucune étude. Créez la première.
study-column-study = Étude
study-new = Créer une étude
study-lead = Les répondants lisent ces textes avant de donner leur accord. Écrivez court et simple.
study-create = Créer l'étude
study-edit = Modifier l'étude
study-keep = Garder ces textes
study-views = Pages de l'étude
study-view-study = Étude
study-view-team = Équipe
study-view-journal = Journal
study-surveys = Enquêtes
study-surveys-none = Aucune enquête pour cette étude.
study-survey-until = Jusqu'au { $when } ({ $zone }) · { $n ->
    [one] un retour
   *[other] { $n } retours
}
study-description = Ce que l'étude dit d'elle-même
study-silent = Cette étude ne dit encore rien d'elle-même. Les répondants ont besoin de savoir qui les interroge, pourquoi, et ce que deviennent leurs réponses. Complétez-la avant d'ouvrir une enquête.
study-months = { $n ->
    [one] un mois après la clôture
   *[other] { $n } mois après la clôture
}

# Les champs
study-title = Nom de l'étude
study-title-hint = Par exemple : Le numérique dans les micro-projets, 2017.
study-address = Adresse courte
study-address-hint = Des lettres sans accent, des chiffres et des tirets, par exemple tic-2017.
study-languages = Langues de l'étude
study-languages-hint = Les textes sont demandés dans chaque langue cochée.
study-words-in = Textes en { $language }
study-part-purpose = But
study-hint-purpose = Pourquoi cette étude ? À quoi serviront les réponses ?
study-part-scope = Ce dont elle parle
study-hint-scope = Quels outils, quels projets, quels pays ?
study-part-out-of-scope = Ce dont elle ne parle pas
study-hint-out-of-scope = Un retour qui n'en parle pas sera mis de côté.
study-part-sponsor = Commanditaire
study-hint-sponsor = Qui a demandé et paie l'étude.
study-part-controller = Responsable des données personnelles
study-hint-controller = La structure qui répond du traitement, avec son adresse.
study-part-readers = Qui lit les réponses
study-hint-readers = Des personnes, pas des sigles.
study-part-contact = Contact
study-hint-contact = Une adresse de courriel ou un numéro où l'on répond.
study-usual-out-of-scope = La communication externe : site vitrine, réseaux sociaux publics, collecte de dons.
study-usual-readers = Les personnes de l'équipe de l'étude. Rien n'est publié sans l'accord de qui l'a écrit.
study-audiences = Publics visés
study-audience-associations = Associations, fondations et groupements confessionnels
study-audience-startups = Start-ups
study-audience-universities = Universités et instituts de recherche
study-audience-companies = Entreprises
study-retention = Conservation des réponses
study-retention-hint = Combien de mois après la clôture. Ensuite, elles sont effacées.
study-appears = Parution de l'étude
study-appears-hint = Année et mois, par exemple 2018-03. Les répondants le lisent après l'envoi.
study-months-unit = mois
study-small = Seuil d'une petite association
study-small-hint = Ressources d'une année. Il sert à comparer les réponses.
study-small-under = moins de { $n } €
study-zone = Fuseau horaire
study-fault-line = Écrivez un texte de { $n } caractères au plus.
study-fault-languages = Cochez au moins une langue.
study-fault-audiences = Cochez au moins un public.
study-fault-retention = Écrivez un nombre de mois entre 1 et { $n }.
study-fault-appears = Écrivez une année et un mois, par exemple 2018-03.
study-fault-small = Choisissez un seuil.
study-fault-address-taken = Une autre étude a déjà cette adresse. Choisissez-en une autre.
study-meanwhile-word = Deux personnes ont écrit
study-meanwhile = Quelqu'un d'autre a gardé des textes pendant que vous écriviez. Les siens sont ci-dessous, les vôtres dans les champs. Choisissez, puis gardez.

# L'équipe
study-team-none = Personne pour l'instant.
study-name = Nom
study-email = Adresse de courriel
study-email-hint = L'invitation part à cette adresse.
study-spoken = Langue de ses pages
study-roles = Rôles dans cette étude
study-standing = Accès
study-role-coordinator = Ouvre les enquêtes et suit l'équipe.
study-role-analyst = Lit les retours et les code.
study-role-editor = Écrit les fiches.
study-role-reviewer = Relit les fiches avant publication.
study-role-sponsor = A commandé l'étude : lit et commente.
study-role-everywhere = { $role } (toutes les études)
study-standing-active = Compte actif
study-standing-waiting = Invitation en attente d'envoi
study-standing-invited = Invitation partie
study-standing-refused = Invitation refusée par le courriel
study-standing-closed = Compte fermé
study-invite-title = Inviter quelqu'un
study-invite-lead = La personne reçoit une lettre avec un lien pour choisir son mot de passe. Si elle a déjà un compte, elle reçoit seulement les rôles.
study-no-mail = Aucun serveur de courriel n'est réglé : l'invitation attend. La personne qui administre le site peut donner un mot de passe avec la commande « socle user password ».
study-invite = Envoyer l'invitation
study-invite-again = Renvoyer l'invitation
study-keep-roles = Garder ces rôles
study-remove = Retirer de l'équipe
study-remove-hint = Qui perd un rôle doit se connecter de nouveau. Ce que la personne a écrit reste.
study-fault-email = Écrivez une adresse de courriel, par exemple nom@exemple.org.
study-fault-name = Écrivez un nom de 120 caractères au plus.
study-fault-language = Choisissez une langue.
study-fault-role = Choisissez au moins un rôle.
study-fault-last = L'étude n'aurait plus personne pour la coordonner. Donnez d'abord ce rôle à quelqu'un d'autre.

# Le journal
study-journal-when = Quand
study-journal-who = Qui
study-journal-what = Quoi
study-journal-none = Rien n'est encore noté.
study-journal-nobody = Le programme
study-journal-zone = Heures de { $zone }.
study-event-study-created = A créé l'étude
study-event-study-edited = A modifié : { $detail }
study-event-survey-opened = A ouvert l'enquête « { $about } »
study-event-survey-extended = A prolongé l'enquête « { $about } »
study-event-survey-closed-early = A fermé l'enquête « { $about } » avant la date prévue
study-event-account-role-given = A donné un rôle à { $about } : { $detail }
study-event-account-role-taken = A retiré un rôle à { $about } : { $detail }
study-event-account-invited-again = A renvoyé une invitation à { $about }
study-field-title = nom de l'étude
study-field-retention = conservation
study-field-appears = parution
study-field-small-under = seuil d'une petite association
study-field-audiences = publics visés
study-field-zone = fuseau horaire
study-field-language = langues
study-field-purpose = but
study-field-scope = ce dont elle parle
study-field-out-of-scope = ce dont elle ne parle pas
study-field-sponsor = commanditaire
study-field-controller = responsable des données
study-field-readers = qui lit les réponses
study-field-contact = contact
study-codebook = Grille de codage
