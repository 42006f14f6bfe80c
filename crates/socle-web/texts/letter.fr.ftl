# Les lettres, en texte simple. Une adresse est seule sur sa ligne.
letter-foot = Envoyé par le site { $address }. Vous pouvez supprimer ce message s'il ne vous concerne pas.

letter-invitation-subject = Choisissez votre mot de passe
letter-invitation-body =
    Bonjour { $name },

    Un compte vous attend sur le site de l'étude. Pour y entrer, choisissez un mot de passe à cette adresse :

    { $link }

    Elle sert une seule fois, pendant { $days } jours. Passé ce délai, demandez-en une autre à la personne qui coordonne l'étude.

letter-receipt-subject = Votre retour R-{ $number } est arrivé
letter-receipt-body =
    Bonjour,

    Merci. Votre retour à l'enquête « { $title } » est arrivé. Il porte le numéro R-{ $number }.

    Vous pouvez le compléter, le corriger ou le retirer à cette adresse :

    { $link }

    Gardez-la pour vous : elle ouvre votre retour sans mot de passe.

letter-inquiry-subject = Une question sur votre retour R-{ $number }
letter-inquiry-body =
    Bonjour,

    En lisant votre retour à l'enquête « { $title } », l'équipe de l'étude s'est posé une question. Vous la trouverez, et pourrez y répondre, à cette adresse :

    { $link }

    Gardez-la pour vous : elle ouvre votre retour sans mot de passe.

letter-approval-subject = Une page attend votre accord
letter-approval-body =
    Bonjour,

    L'équipe de l'étude « { $title } » a écrit une page à partir de votre expérience. Lisez-la avant qu'elle paraisse, puis dites si elle vous convient :

    { $link }

    Vous pouvez accepter, demander une correction ou refuser. Sans réponse de votre part après deux rappels et { $silence } jours, la page peut paraître sans votre nom, si vous avez permis qu'on vous cite.

letter-approval-reminder-subject = Une page attend toujours votre accord
letter-approval-reminder-body =
    Bonjour,

    L'équipe de l'étude « { $title } » a écrit une page à partir de votre expérience et n'a pas encore votre réponse. Vous pouvez la lire ici :

    { $link }

    Vous pouvez accepter, demander une correction ou refuser. Si vous ne répondez pas, la page peut paraître sans votre nom { $silence } jours après notre première lettre.

letter-review-due-subject = La fiche { $number } est à relire
letter-review-due-body =
    Bonjour,

    La fiche { $number } de l'étude « { $title } » arrive à la date où elle doit être relue. Elle est à cette adresse :

    { $link }

letter-extension-subject = Vous avez plus de temps pour répondre
letter-extension-body =
    Bonjour,

    Vous avez commencé un retour à l'enquête « { $title } ». Elle est prolongée : vous pouvez l'envoyer jusqu'au { $closes }.

    Pour le reprendre, ouvrez cette adresse sur le téléphone où vous l'avez commencé, ou ailleurs avec votre code :

    { $link }

letter-retention-due-subject = Des retours vont être effacés
letter-retention-due-body =
    Bonjour,

    L'étude a promis de ne garder les retours qu'un temps. Ceux de l'enquête « { $title } » s'effacent à partir du { $closes } : les coordonnées d'abord, puis chaque retour, comme si son auteur le retirait. Les fiches qui les citent perdent leurs mots.

    Prenez avant cette date ce dont l'étude a besoin, sans nom ni coordonnées. L'enquête est à cette adresse :

    { $link }
