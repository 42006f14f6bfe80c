# La page d'un retour, pour la personne qui l'a envoyé
author-title = Votre retour R-{ $number }
author-lead = Gardez l'adresse de cette page pour vous : elle ouvre votre retour sans mot de passe.
author-survey = Enquête
author-received = Reçu le
author-corrected = Corrigé le
author-status = Où il en est
author-appears = L'étude paraît en
author-status-received = Il attend d'être lu.
author-status-in_review = Une personne de l'étude le lit.
author-status-accepted = Il est retenu pour l'étude.
author-status-set_aside = Il n'est pas retenu pour l'étude.
author-done-publication = C'est noté. Les pages publiées en tiennent compte dès maintenant.
author-done-answer = Merci, votre réponse est arrivée.
author-done-correction = Merci, votre correction est arrivée. L'équipe de l'étude la lira.

author-question = Une question pour vous
author-asked = Posée le { $when }.
author-answer = Votre réponse
author-answer-send = Envoyer ma réponse
author-answer-missing = Écrivez votre réponse, même courte.
author-answer-long = Cette réponse dépasse 4 000 caractères. Raccourcissez-la un peu.
author-answer-late = Cette question avait déjà une réponse. C'est elle que nous gardons. Voici ce que vous venez d'écrire, si vous voulez l'envoyer autrement : « { $typed } »
author-answered = Vous y avez répondu le { $when }. Merci.

author-publication = Ce qui peut être publié
author-publication-lead = Vous pouvez changer d'avis à tout moment.
author-experience = Expérience { $at }
author-experience-titled = Expérience { $at } : { $title }
author-cited = Votre expérience est citée dans :
author-publish = Comment pouvons-nous publier ce récit ?
author-publish-named = Avec le nom de votre structure
author-publish-anonymous = Sans nom ni lieu précis (dans un petit milieu, on peut parfois vous reconnaître)
author-publish-figures = Seulement dans les chiffres, sans récit ni citation
author-publish-choose = Choisissez comment nous pouvons publier ce récit.
author-publish-send = Changer ce choix

author-correct = Compléter ou corriger
author-correct-lead = Vos réponses reviennent comme vous les avez envoyées. Vous pouvez les changer jusqu'au { $when }. Rien ne change tant que vous n'envoyez pas.
author-correct-send = Reprendre mes réponses
author-correct-again = Continuer ma correction
author-correct-closed = L'enquête est close depuis le { $when }.
author-correct-write = Pour faire corriger votre retour, écrivez à { $contact }.

author-withdraw = Retirer votre retour
author-withdraw-lead = Vous pouvez le retirer à tout moment, sans dire pourquoi.
author-withdraw-see = Voir ce qui disparaît
author-withdraw-title = Retirer le retour R-{ $number } ?
author-withdraw-now = Voici ce qui se passe si vous le retirez.
author-withdraw-answers = { $experiences ->
    [0] Vos réponses
    [one] Vos réponses et votre récit
   *[other] Vos réponses et vos { $experiences } récits
}{ $files ->
    [0] {""}
    [one] , ainsi que votre fichier,
   *[other] , ainsi que vos { $files } fichiers,
} sont effacés tout de suite.
author-withdraw-contacts = Vos coordonnées et le nom de votre structure sont effacés aussi.
author-withdraw-guides = { $n ->
    [one] Une fiche publiée cite votre expérience : elle perd vos mots et dit qu'un retour a été retiré.
   *[other] { $n } fiches publiées citent votre expérience : elles perdent vos mots et disent qu'un retour a été retiré.
}
author-withdraw-copies = Ce qui est déjà imprimé ou copié par d'autres ne peut pas être repris.
author-withdraw-mark = Nous gardons seulement le numéro, la date et une empreinte sans aucun mot de vous, pour que votre retour ne revienne jamais d'une sauvegarde.
author-withdraw-final = Personne ne pourra vous rendre vos réponses.
author-withdraw-send = Retirer mon retour
author-withdraw-keep = Ne rien retirer
author-withdrawn-some = Ce retour est retiré
author-withdrawn-link = Ce lien n'ouvre plus rien. Il ne reste aucune de vos réponses ici.
author-withdrawn-title = Le retour R-{ $number } est retiré
author-withdrawn-at = Retiré le { $when }, en temps universel.
author-withdrawn-gone = Vos réponses, vos fichiers et vos coordonnées sont effacés. Les pages qui vous citaient ont perdu vos mots.
author-withdrawn-receipt = Cette page est votre reçu. Elle ne contient rien de ce que vous aviez écrit. Vous pouvez l'imprimer.

author-lost = Ce lien n'ouvre aucun retour
author-lost-cut = Il est peut-être coupé : dans un message, une longue adresse se coupe parfois en deux. Copiez-la en entier, jusqu'au dernier caractère.
author-lost-write = Si vous ne la retrouvez pas, écrivez à l'équipe de l'étude en donnant le numéro de votre retour.
author-lost-resume = Reprendre un retour qui n'est pas encore envoyé
