coding-title = Expérience { $n }
coding-desk = Codage
coding-nothing = Aucune expérience ne vous attend.
coding-accepted = Voir les retours acceptés
coding-see-passages = Voir les passages par code
coding-see-book = Voir la grille de codage
coding-neighbors = Expériences à coder
coding-consent = Consentement
coding-consent-named = Citable, avec le nom
coding-consent-anonymous = Citable, sans nom ni lieu précis
coding-consent-figures = Jamais citable : chiffres seulement
coding-consent-unsaid = Jamais citable : rien n'a été dit
coding-never-quoted = Vous pouvez coder cette expérience. Ses mots ne sont jamais cités : elle ne compte que dans les chiffres.
coding-text = Texte
coding-form = Coder un passage
coding-from = De la phrase
coding-to = à la phrase
coding-exact = Mots précis
coding-exact-hint = Pour un passage plus court que des phrases entières, collez ses mots. Le texte compte { $n } phrases.
coding-codes = Codes
coding-no-book = Cette étude n'a pas encore de grille. Ouvrir la grille de codage
coding-new-code = Nouveau code
coding-new-code-hint = Il va dans les codes libres. Vous le rangerez plus tard.
coding-memo = Mémo
coding-send = Coder ce passage
coding-passages = Passages
coding-passage = Passage
coding-sentences = phrase { $n }
coding-none = Aucun passage codé.
coding-undo = Reprendre mon dernier codage
coding-change = Modifier
coding-memo-save = Enregistrer le mémo
coding-remove = Retirer ce code
coding-others-show = Voir les codages des autres
coding-others-hide = Ne voir que les miens
coding-flagged = Passages à replacer
coding-flagged-lead = Le texte a changé et ces mots n'y sont plus. Choisissez les phrases qui les remplacent.
coding-repair = Replacer ici
coding-agreement = Accord avec { $name }
coding-agreement-both = Phrases communes
coding-agreement-apart = Phrases d'un seul
coding-agreement-observed = Accord
coding-agreement-kappa = Kappa
coding-agreement-note = Phrase par phrase : le code y est-il ? Le kappa de Cohen (1960) retire l'accord que donne le hasard : 1 si tout concorde, 0 comme au hasard. Il n'existe pas quand un code est partout ou nulle part.
coding-fault-changed = Le texte a changé depuis que vous l'avez lu. Relisez-le, puis codez de nouveau.
coding-fault-sentence = Écrivez le numéro d'une phrase du texte.
coding-fault-order = La dernière phrase vient avant la première.
coding-fault-words = Ces mots ne sont pas dans ces phrases, ou y sont plusieurs fois. Collez-en davantage.
coding-fault-no-code = Choisissez au moins un code.
coding-fault-code = Ce code n'est plus dans la grille. Choisissez-en un autre.
coding-fault-name = Écrivez ce texte plus court, avec des lettres.
coding-fault-name-empty = Écrivez un nom.
coding-fault-memo = Ce mémo est trop long.
coding-fault-repair = Choisissez les phrases sur lesquelles replacer le passage.
coding-fault-word = Écrivez un code en lettres sans accent, chiffres, points et tirets.
coding-fault-word-taken = Ce code existe déjà. Donnez-en un autre.
coding-fault-circle = Un code ne peut pas aller sous lui-même.
coding-book = Grille de codage
coding-studies = Études
coding-book-empty = Cette étude n'a pas encore de grille.
coding-book-shipped = Prendre la grille livrée
coding-count = { $n ->
    [0] aucun passage
    [one] 1 passage
   *[other] { $n } passages
  }
coding-add = Ajouter un code
coding-add-send = Ajouter ce code
coding-name = Nom
coding-name-english = Nom en anglais
coding-definition = Définition
coding-definition-english = Définition en anglais
coding-parent = Sous
coding-parent-hint = Sans choix, le code est en tête de la grille.
coding-word = Code
coding-word-hint = Sans accent ni espace, par exemple contrainte.cout. Laissez vide : il est fait du nom.
coding-save = Enregistrer
coding-merge = Fusionner
coding-merge-lead = Ses passages passent sous un autre code, puis il disparaît.
coding-merge-into = Fusionner dans
coding-merge-preview = Voir ce qui change
coding-merge-title = Fusionner « { $from } » dans « { $into } » ?
coding-merge-moved = { $n ->
    [0] Aucun passage ne change de code.
    [one] 1 passage change de code.
   *[other] { $n } passages changent de code.
  }
coding-merge-shared = { $n ->
    [one] 1 passage porte déjà les deux codes : il n'est compté qu'une fois, et les mémos sont réunis.
   *[other] { $n } passages portent déjà les deux codes : ils ne sont comptés qu'une fois, et les mémos sont réunis.
  }
coding-merge-children = { $n ->
    [one] 1 code placé dessous suit.
   *[other] { $n } codes placés dessous suivent.
  }
coding-merge-gone = Le code « { $from } » disparaît de la grille.
coding-merge-send = Fusionner
coding-merge-leave = Ne rien changer
coding-remove-code = Retirer de la grille
coding-remove-in-use = Ce code est utilisé ou a des codes dessous. Fusionnez-le plutôt avec un autre.
coding-remove-code-send = Retirer ce code
coding-export-csv = Télécharger la grille (CSV)
coding-export-qdc = Télécharger la grille pour un autre logiciel d'analyse (REFI-QDA, .qdc)
coding-import = Importer une grille
coding-import-file = Fichier CSV ou QDC
coding-import-hint = Colonnes code et nom ; parent, nom_en, definition et definition_en si vous les avez. Les codes présents sont mis à jour, les nouveaux ajoutés, aucun n'est retiré.
coding-import-send = Importer ce fichier
coding-import-refused = Rien n'a été importé. Corrigez le fichier.
coding-import-not-utf8 = Enregistrez le tableau au format « CSV UTF-8 », puis importez-le de nouveau.
coding-import-empty = Choisissez un fichier.
coding-import-not-qdc = Ce fichier n'est pas une grille au format REFI-QDA.
coding-import-place = Ligne { $row }, colonne { $column } :
coding-import-no-column = la colonne manque.
coding-import-empty-cell = la case est vide.
coding-import-not-a-word = un code s'écrit en lettres sans accent, chiffres, points et tirets.
coding-import-twice = ce code est déjà sur une autre ligne.
coding-import-unknown-parent = aucune ligne ne porte ce code.
coding-import-under-itself = ce code est placé sous lui-même.
coding-import-too-long = le texte est trop long.
coding-import-control = un caractère ne se lit pas.
coding-import-too-many = une grille compte 500 codes au plus.
coding-by-code = Passages par code
coding-code = Code
coding-theme = Thème
coding-country = Pays
coding-filter = Filtrer
coding-no-passage = Aucun passage codé ne répond à ces choix.
coding-cite = Citer :
coding-lost = Mots à replacer
coding-coders = { $n } personnes
coding-matrix = Synthèses
coding-matrix-caption = Passages par code
coding-matrix-note = Un passage codé par deux personnes compte une fois. Les nombres mènent aux passages.
coding-by-theme = Par thème
coding-by-country = Par pays
coding-unsaid = Non renseigné
