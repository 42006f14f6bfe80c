coding-title = Experience { $n }
coding-desk = Coding
coding-nothing = No experience waits for you.
coding-accepted = See accepted returns
coding-see-passages = See passages by code
coding-see-book = See the codebook
coding-neighbors = Experiences to code
coding-consent = Consent
coding-consent-named = May be quoted, with the name
coding-consent-anonymous = May be quoted, without name or exact place
coding-consent-figures = Never quoted: figures only
coding-consent-unsaid = Never quoted: nothing was said
coding-never-quoted = You may code this experience. Its words are never quoted: it only counts in figures.
coding-text = Text
coding-form = Code a passage
coding-from = From sentence
coding-to = to sentence
coding-exact = Exact words
coding-exact-hint = For a passage shorter than whole sentences, paste its words. The text has { $n } sentences.
coding-codes = Codes
coding-no-book = This study has no codebook yet. Open the codebook
coding-new-code = New code
coding-new-code-hint = It goes under the open codes. You can file it later.
coding-memo = Memo
coding-send = Code this passage
coding-passages = Passages
coding-passage = Passage
coding-sentences = sentence { $n }
coding-none = No passage is coded.
coding-undo = Take back my last coding
coding-change = Change
coding-memo-save = Save the memo
coding-remove = Take this code away
coding-others-show = See the codings of others
coding-others-hide = See mine only
coding-flagged = Passages to set right
coding-flagged-lead = The text has changed and these words are gone. Choose the sentences that replace them.
coding-repair = Put it here
coding-agreement = Agreement with { $name }
coding-agreement-both = Sentences of both
coding-agreement-apart = Sentences of one
coding-agreement-observed = Agreement
coding-agreement-kappa = Kappa
coding-agreement-note = Sentence by sentence: does the code apply? Cohen's kappa (1960) takes out the agreement that chance gives: 1 when all is alike, 0 as by chance. There is none when a code is everywhere or nowhere.
coding-fault-changed = The text has changed since you read it. Read it again, then code again.
coding-fault-sentence = Write the number of a sentence of the text.
coding-fault-order = The last sentence comes before the first.
coding-fault-words = These words are not in these sentences, or stand there several times. Paste more of them.
coding-fault-no-code = Choose at least one code.
coding-fault-code = This code is no longer in the codebook. Choose another.
coding-fault-name = Write this text shorter, with letters.
coding-fault-name-empty = Write a name.
coding-fault-memo = This memo is too long.
coding-fault-repair = Choose the sentences to put the passage on.
coding-fault-word = Write a code in letters without accents, digits, points and hyphens.
coding-fault-word-taken = This code exists already. Give another.
coding-fault-circle = A code cannot go under itself.
coding-book = Codebook
coding-studies = Studies
coding-book-empty = This study has no codebook yet.
coding-book-shipped = Take the codebook that ships
coding-count = { $n ->
    [0] no passage
    [one] 1 passage
   *[other] { $n } passages
  }
coding-add = Add a code
coding-add-send = Add this code
coding-name = Name
coding-name-english = Name in English
coding-definition = Definition
coding-definition-english = Definition in English
coding-parent = Under
coding-parent-hint = Without a choice the code stands at the top.
coding-word = Code
coding-word-hint = Without accents or spaces, such as contrainte.cout. Leave it empty: it is made from the name.
coding-save = Save
coding-merge = Merge
coding-merge-lead = Its passages go under another code, then it disappears.
coding-merge-into = Merge into
coding-merge-preview = See what changes
coding-merge-title = Merge “{ $from }” into “{ $into }”?
coding-merge-moved = { $n ->
    [0] No passage changes its code.
    [one] 1 passage changes its code.
   *[other] { $n } passages change their code.
  }
coding-merge-shared = { $n ->
    [one] 1 passage has both codes already: it counts once, and the memos are joined.
   *[other] { $n } passages have both codes already: they count once, and the memos are joined.
  }
coding-merge-children = { $n ->
    [one] 1 code below it follows.
   *[other] { $n } codes below it follow.
  }
coding-merge-gone = The code “{ $from }” disappears from the codebook.
coding-merge-send = Merge
coding-merge-leave = Change nothing
coding-remove-code = Take out of the codebook
coding-remove-in-use = This code is in use or has codes below it. Merge it into another instead.
coding-remove-code-send = Take this code out
coding-export-csv = Download the codebook (CSV)
coding-export-qdc = Download the codebook for another analysis program (REFI-QDA, .qdc)
coding-import = Import a codebook
coding-import-file = CSV or QDC file
coding-import-hint = Columns code and nom; parent, nom_en, definition and definition_en if you have them. Known codes are updated, new ones added, none is taken away.
coding-import-send = Import this file
coding-import-refused = Nothing was imported. Correct the file.
coding-import-not-utf8 = Save the table as “CSV UTF-8”, then import it again.
coding-import-empty = Choose a file.
coding-import-not-qdc = This file is not a codebook in the REFI-QDA format.
coding-import-place = Row { $row }, column { $column }:
coding-import-no-column = the column is missing.
coding-import-empty-cell = the cell is empty.
coding-import-not-a-word = a code is written in letters without accents, digits, points and hyphens.
coding-import-twice = this code is on another row too.
coding-import-unknown-parent = no row has this code.
coding-import-under-itself = this code stands under itself.
coding-import-too-long = the text is too long.
coding-import-control = a character cannot be read.
coding-import-too-many = a codebook has 500 codes at most.
coding-by-code = Passages by code
coding-code = Code
coding-theme = Theme
coding-country = Country
coding-filter = Filter
coding-no-passage = No coded passage matches these choices.
coding-cite = Cite:
coding-lost = Words to set right
coding-coders = { $n } people
coding-matrix = Overview
coding-matrix-caption = Passages by code
coding-matrix-note = A passage coded by two people counts once. The numbers lead to the passages.
coding-by-theme = By theme
coding-by-country = By country
coding-unsaid = Not said
