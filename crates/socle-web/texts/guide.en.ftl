# Guides, as the team sees them
guide-list = Guides
guide-list-views = State of the guides
guide-list-all = All
guide-list-draft = Being written
guide-list-proposed = To read over
guide-list-published = Published
guide-list-amended = To mend
guide-list-withdrawn = Taken down
guide-list-empty = No guide here.
guide-list-none = { $field }: nothing chosen
guide-column-number = Number
guide-column-title = Title
guide-column-kind = Kind
guide-column-status = State
guide-column-saved = Saved (universal time)
guide-column-due = Review due
guide-kind-tool = Tool guide
guide-kind-method = Method guide
guide-kind-experience = Account of experience
guide-kind-hint-tool = Setting up a tool.
guide-kind-hint-method = A way of working, with or without a tool.
guide-kind-hint-experience = Something that happened, told to be of use to others.
guide-status-draft = Being written
guide-status-proposed = To read over
guide-status-published = Published
guide-status-amended = To mend
guide-status-withdrawn = Taken down
guide-tasks = To mend
guide-task-consent_narrowed = Guide { $number }, { $title }: on { $day }, the author of a return that it cites narrowed what may be published. The page already shows no more than is allowed. Read the sentence again.
guide-task-evidence_masked = Guide { $number }, { $title }: on { $day }, words that it quotes were masked or written anew ({ $place }). The page and the PDF show them no more. Quote another passage or remove the sentence.
guide-task-evidence_changed = Guide { $number }, { $title }: on { $day }, a passage that it quotes was touched up ({ $place }). The page already shows its present words. Read the sentence again.
guide-task-evidence_set_aside = Guide { $number }, { $title }: on { $day }, a return that it cites was set aside. Its words are gone from the page. Replace the sentence or remove it.
guide-task-evidence_withdrawn = Guide { $number }, { $title }: a return that it cites was taken back by its author on { $day }. Its words are gone from the page. Replace the sentence or remove it.
guide-untitled = Untitled
guide-hide-starters = Take down all starter guides
guide-hide-starters-help = Readers will not see starter guides any more. Their text stays here.

# Beginning
guide-new = Begin a guide
guide-new-kind = What kind of guide?
guide-new-language = Language of the first text
guide-new-study = Study
guide-begin = Begin this guide
guide-fault-kind = Choose a kind of guide.
guide-fault-title = Write a title of one line, 90 characters at most.
guide-fault-study = Choose a study.

# The pages of a guide
guide-views = Pages of this guide
guide-view-compose = Compose
guide-view-page = See the page
guide-view-trace = Trace
guide-view-revisions = Revisions
guide-view-review = Read over
guide-view-publish = Propose and publish
guide-languages = Language of the text
guide-text-in = { $language }
guide-text-to-write = { $language } (to be written)
guide-new-text = This text does not exist in this language yet. It begins when you first save it.
guide-preview = This is the page as it will appear. Only the team sees it.

# Composing
guide-saved = Saved on { $at } by { $by }.
guide-gauge = { $n ->
    [one] Gauge: one A4 page, { $percent }% full.
    [2] Gauge: two A4 pages, the last one { $percent }% full.
   *[other] Gauge: { $n } A4 pages. A guide takes two at most: please shorten it.
}
guide-missing = What is missing before it can be proposed
guide-nothing-missing = Nothing is missing from this text.
guide-header = Header
guide-blocks = Blocks
guide-blocks-help = The text is Markdown. A citation stands in the sentence, before the full stop, or right after it. Alone on its line, it shows the words of the passage.
guide-save = Save the guide
guide-save-and-check = Save and go on to propose it
guide-field-title = Title
guide-field-promise = Promise
guide-field-summary = Summary
guide-field-themes = Themes
guide-field-needs = Needs
guide-field-families = Families of tools
guide-field-who = For whom
guide-field-phases = Moments of the project
guide-field-countries = Countries
guide-field-authors = Written by
guide-field-contributors = Contributors
guide-field-next_review = To be reviewed before
guide-field-licence = Licence
guide-field-starter = Starter guide
guide-hint-title = A verb first. 90 characters at most.
guide-hint-promise = What the reader gains, in one or two lines.
guide-hint-summary = The guide in a few sentences.
guide-hint-themes = One at least.
guide-hint-needs = One at least; the main one is often enough.
guide-hint-families = The family of the tool.
guide-hint-who = Those who will use it.
guide-hint-phases = When it is of use in a project.
guide-hint-countries = Their names, separated by commas.
guide-hint-authors = Names, separated by semicolons.
guide-hint-contributors = As each one chose to appear, separated by semicolons.
guide-hint-next_review = A date such as 2018-03-12. Without one: six months for a tool, two years for a method.
guide-hint-licence = CC BY-SA 4.0, unless you write something else.
guide-hint-starter = It then bears a notice that says so, and is taken down with the others in one act.
guide-starter-yes = Written from public sources, without any return from the field
guide-clash-word = Two people wrote here
guide-clash = Someone else saved this text while you were writing: “{ $saved }”. Yours is in the field below. Keep one, the other or both, then save.
guide-clash-line = { $field }: two texts to choose from

# The drawer
guide-drawer = Passages to cite
guide-drawer-help = Each button saves the guide, then adds the citation at the end of the chosen block.
guide-drawer-block = Cite in block
guide-drawer-stance = Sense of the citation
guide-drawer-against = This passage says the contrary
guide-drawer-code = Code
guide-drawer-theme = Theme
guide-drawer-need = Need
guide-drawer-words = Words
guide-drawer-find = Find passages
guide-drawer-count = { $n ->
    [0] No passage. Change a criterion, or code more returns.
    [one] One passage.
   *[other] { $n } passages; the first twenty at most are shown.
}
guide-cite = Cite { $citation }
guide-consent-named = with the name
guide-consent-anonymous = without a name
guide-consent-figures = in the figures only

# Sources
guide-references = Documents read
guide-references-help = What guides cite beside the returns: a document, its author, its date, the day you read it.
guide-references-none = No document is noted yet.
guide-references-add = Note a document
guide-reference-kind = What this document is worth
guide-reference-kind-maker = Said by the maker of the tool
guide-reference-kind-document = Another document
guide-reference-kind-trial = Report of a trial by the team
guide-reference-kind-evaluation = Outside evaluation or publication
guide-reference-title = Title
guide-reference-author = Author
guide-reference-dated = Date, as the document gives it
guide-reference-address = Address
guide-reference-archived = Address of a copy that is kept
guide-reference-keep = Note this document
guide-reference-column-citation = Citation
guide-reference-column-title = Title
guide-reference-column-author = Author
guide-reference-column-dated = Date
guide-reference-column-kind = Worth
guide-reference-column-read = Read on
guide-fault-reference-kind = Say what this document is worth.
guide-fault-reference-title = Write its title, 200 characters at most.
guide-fault-reference-line = Shorten this line to 300 characters.
guide-fault-reference-address = Write an address that begins with https:// or http://.

# What is wrong
guide-place-sentence = { $block }, sentence { $n }
guide-fault-missing-field = to be filled in
guide-fault-missing-block = this block is empty
guide-fault-long = over { $n } characters; please shorten it
guide-fault-word = “{ $word }” is not in the list
guide-fault-date = “{ $word }” is not a date; write for example 2018-03-12
guide-fault-malformed = { $word } is not a citation; write for example [@r204:3] or [@ref12]
guide-fault-unknown = { $word } leads nowhere
guide-fault-watch = { $word }: items of the watch cannot be cited yet
guide-fault-withdrawn = { $word }: its author took this return back; replace or remove this sentence
guide-fault-consent = { $word }: its author allows neither story nor quotation
guide-fault-aside = { $word }: this experience was set aside
guide-fault-flagged = { $word }: these words are not in the text any more; look at the passage again where it is coded
guide-fault-pasted = “{ $words }” comes from experience { $number }; cite the passage or say it in your own words
guide-fault-name = “{ $word }” did not agree to be named
guide-fault-cost = “{ $word }”: add the year of this price
guide-fault-steps = { $n } numbered steps; there have to be { $least } to { $most }

# The trace
guide-trace-counts = { $told } sentences, { $cited } of them with a citation. The others are the author's.
guide-trace-author = the author
guide-trace-quotation = (passage quoted alone)
guide-trace-contrary = contrary view
guide-trace-passages = Passages cited
guide-trace-no-passage = No passage is cited.
guide-trace-experience = Experience { $number } { $title }
guide-trace-consents = What its author allowed
guide-trace-consent = { $level }, said by { $channel } on { $at }
guide-trace-cited-by = Sentences that cite it
guide-trace-elsewhere = Guide { $number }: { $claim }

# Revisions
guide-revision = Revision { $n }
guide-revisions-none = Nothing was proposed in this language yet.
guide-revision-column-revision = Revision
guide-revision-column-state = State
guide-revision-column-proposed = Proposed on
guide-revision-column-by = By
guide-revision-column-published = Published on
guide-revision-in-force = In force
guide-revision-proposed = To read over
guide-revision-replaced = Replaced
guide-revision-compared = What changed from revision { $old } to revision { $new }
guide-revision-first = Revision { $n } is the first one.
guide-take-down = Take this guide down
guide-take-down-title = Take down
guide-take-down-help = Its addresses will say that it was taken down. You will be able to publish it again.

# Reading over
guide-review-of = You are reading revision { $n } over. Answer the twelve questions; you can stop and come back.
guide-review-nothing = Nothing is proposed to be read over.
guide-review-page = Read the page as it will appear
guide-review-left = { $n ->
    [0] You have answered every question.
    [one] One question is left.
   *[other] { $n } questions are left.
}
guide-review-blocks = A “no” keeps it from being published.
guide-review-comment = Remark on “{ $criterion }”
guide-review-keep = Keep my reading
guide-criterion-scope = The guide is in the scope of the study
guide-criterion-header = The header is complete
guide-criterion-claims = Claims have their citation
guide-criterion-context = A stranger to the subject finds enough context
guide-criterion-failures = Failures are told
guide-criterion-conditions = Conditions are told on the scales
guide-criterion-costs = Costs are dated
guide-criterion-data = The paragraph on data is there
guide-criterion-consent = Nobody can be recognized who did not agree
guide-criterion-approval = The contributors have agreed
guide-criterion-plain = The language is plain
guide-criterion-promise = Nothing is promised beyond the evidence
guide-verdict-yes = yes
guide-verdict-no = no
guide-verdict-unknown = not stated
guide-verdict-not_applicable = not applicable

# Proposing and publishing
guide-propose-title = Propose it to be read over
guide-propose-refused = Before you propose it, mend this:
guide-propose = Propose this guide to be read over
guide-propose-done = The text is proposed already as it stands.
guide-propose-help = The text is frozen with the words it quotes. Contributors who are named are asked at the same moment.
guide-publish-title = Publish
guide-publish-nothing = Nothing is proposed.
guide-publish-proposed = Revision { $n } is waiting.
guide-publish-published = Revision { $n } is online.
guide-publish-refused = This keeps it from being published:
guide-publish = Publish this revision
guide-silent = No answer after two reminders and fifteen days: experiences { $numbers } will appear without the name of their organization.
guide-readings = Readings
guide-reading-unfinished = unfinished
guide-reading-author = wrote in this guide
guide-reading-outside = did not write it
guide-reading-all-yes = Yes throughout.
guide-refusal-readers = { $n ->
    [0] Nobody has filled in the grid yet: two people read a guide over.
   *[other] One person only has filled in the whole grid: it takes two.
}
guide-refusal-outside = Everyone who read it over wrote in this guide: it takes a reader who did not.
guide-refusal-verdict = { $reader } answers “no” to: { $criterion }
guide-refusal-approval-waiting = The contributor of experience { $number } has not answered yet.
guide-refusal-approval-corrected = The contributor of experience { $number } asks for a correction. Mend it, then propose it again.
guide-refusal-approval-refused = The contributor of experience { $number } refuses to appear. Remove their passages, then propose it again.
guide-approvals = What contributors say
guide-approval = Experience { $number }: asked on { $day }, { $reminders ->
    [0] no reminder
    [one] one reminder
   *[other] { $reminders } reminders
}.
guide-approval-by-hand = Experience { $number }: no mail address, hand the link over yourself. Asked on { $day }, { $reminders ->
    [0] no reminder
    [one] one reminder
   *[other] { $reminders } reminders
}.
guide-approval-link = Private link to hand over:
guide-remind = I reminded this person
guide-standing-waiting = waiting
guide-standing-approved = agrees
guide-standing-corrected = asks for a correction
guide-standing-refused = refuses
guide-standing-silent = no answer

# The contributor's page
guide-approval-asked = This page cites your experience no. { $number }. It will appear as you see it. Read it, then answer at the foot of the page.
guide-approval-approved = Thank you. You agree that this page may appear. You can change your mind until it is published.
guide-approval-corrected = Thank you. The team will read your remark and show you the page once it is mended.
guide-approval-refused = Noted: your experience will not appear in this page.
guide-approval-closed = This page was published or replaced: your answer is not awaited any more.
guide-approval-of = Your approval: { $title }
guide-approval-title = Your answer
guide-approval-question = What do you say of this page?
guide-approval-comment = Your remark
guide-approval-comment-hint = What is wrong, or what would let people recognize you.
guide-approval-send = Send my answer
guide-approval-choose = Choose an answer.
guide-approval-say-what = Write what has to be corrected.
guide-approval-too-long = Shorten your remark to 2,000 characters.
guide-say-approved = I agree, it may appear
guide-say-corrected = I ask for a correction
guide-say-refused = I refuse to have my experience appear in it

guide-paper-pages = On paper, the guide takes { $n } pages instead of two. Shorten it.
guide-paper-characters = these characters cannot be printed: { $characters }
guide-paper-refused = this passage cannot be laid out. Make it simpler.
