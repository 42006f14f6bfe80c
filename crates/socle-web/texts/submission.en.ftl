submission-inbox = Returns
submission-filters = Status of returns
submission-all = All
submission-none = No return has come in yet.
submission-none-here = No return meets these criteria.
submission-late = after closing, within the grace period
submission-column-number = Return
submission-column-organization = Organization
submission-column-title = Story
submission-column-country = Country
submission-column-theme = Theme
submission-column-status = Status
submission-column-received = Received (universal time)
submission-column-channel = Came by
submission-column-survey = Survey
submission-column-late = After closing
submission-column-question = Question
submission-column-asked = Asked on
submission-column-who = By
submission-column-when = Date
submission-column-why = Why
submission-column-revision = Revision
submission-column-changes = What changes
submission-column-told = Name as written
submission-column-count = Experiences
submission-column-tool = Tool
submission-column-number-tool = Number
submission-status-received = To read
submission-status-in_review = Being read
submission-status-accepted = Accepted
submission-status-set_aside = Set aside
submission-inquiry-open = Question asked
submission-inquiry-answered = Answered
submission-resembles = Same as R-{ $number }? { $n }%
submission-resembles-why = same organization, and many of the same phrases. You decide.
submission-channel-web = survey pages
submission-channel-openrosa = collecting application
submission-channel-file = file
submission-channel-interview = interview
submission-channel-call = call
submission-channel-mail = e-mail
submission-channel-paper = paper
submission-publication = May be published
submission-publication-named = With the organization's name
submission-publication-anonymous = Without name or precise place
submission-publication-figures = In the figures only
submission-unpublished = No agreement given: nothing is published
submission-export = Download this list for a spreadsheet (CSV)
submission-yes = yes
submission-no = no

# Searching the list
submission-filter-words = Find a number, a story, an organization, a tool
submission-filter-more = Other criteria
submission-filter-theme = Theme
submission-filter-pays = Country
submission-filter-structure = Kind of organization
submission-filter-canal = Came by
submission-filter-arrival = Arrival
submission-filter-late = After closing
submission-filter-send = Filter
submission-theme-agri = Agriculture, food
submission-theme-eah = Water, sanitation, hygiene
submission-theme-edu = Education, training
submission-theme-sante = Health
submission-theme-env = Environment, climate
submission-theme-ener = Energy
submission-theme-entre = Entrepreneurship, income
submission-theme-droits = Human rights, women, citizenship
submission-theme-urb = Urban and rural development, housing
submission-theme-social = Social work, protection
submission-theme-cult = Culture
submission-theme-trans = Cross-cutting
submission-kind-asi = International solidarity association
submission-kind-osc = Local association or partner
submission-kind-fond = Foundation
submission-kind-conf = Parish or faith group
submission-kind-start = Start-up
submission-kind-entr = Company
submission-kind-univ = University, research institute
submission-kind-coll = Local authority
submission-kind-res = Network, umbrella body, funder
submission-kind-perso = On one's own behalf

# Deciding
submission-many = Decide on several returns
submission-scope = What is the decision about?
submission-scope-rows = The ticked rows
submission-scope-filter = { $n ->
    [one] The whole filter: { $n } return
   *[other] The whole filter: { $n } returns
}
submission-do-received = Put back to read
submission-do-in_review = Start reading
submission-do-accepted = Accept
submission-do-set_aside = Set aside
submission-restore = Read again
submission-reason = Why set it aside?
submission-reason-words = Say more
submission-ground-external_communication = External communication (out of the study's scope)
submission-ground-duplicate = Duplicate
submission-ground-no_experience = No experience told
submission-ground-not_understandable = Not understandable
submission-ground-names_person = Names a person
submission-ground-asked_by_author = Asked by its author
submission-ground-other = Other
submission-duplicate-of = Duplicate of which return?
submission-duplicate-of-hint = Its number, for example R-188.
submission-decided = { $n ->
    [one] { $n } return is now “{ $status }”.
   *[other] { $n } returns are now “{ $status }”.
}
submission-left = { $n ->
    [one] { $n } ticked return has changed meanwhile: it stays as it is.
   *[other] { $n } ticked returns have changed meanwhile: they stay as they are.
}
submission-take-back = Undo this decision
submission-taken-back = { $n ->
    [one] Decision undone: { $n } return is back where it was.
   *[other] Decision undone: { $n } returns are back where they were.
}
submission-fault-rows = Tick at least one return, or choose the whole filter.
submission-fault-reason = Say why.
submission-fault-unsaid = Say in a few words what it is.
submission-fault-words = Stay under { $n } characters, on one line.
submission-fault-duplicate = No other return has this number.
submission-fault-moved = The filter now finds { $n } returns, not { $seen }. Nothing was changed. Read the list again, then start over.
submission-fault-many = A decision covers { $n } returns at most. Narrow the filter.
submission-fault-overtaken = { $n ->
    [one] Somebody has decided on { $n } of these returns since: nothing is undone.
   *[other] Somebody has decided on { $n } of these returns since: nothing is undone.
}
submission-fault-too-late = This decision can no longer be undone. Change the returns one by one.

# A return
submission-around = Returns around this one
submission-previous = Previous return
submission-next = Next return
submission-place = { $place } of { $total }
submission-answers = What was sent
submission-sent-once = Sent on { $when }
submission-sent = Sending { $n }, { $when }
submission-unreadable = What came cannot be read as an answer to this questionnaire. The original is kept; you can download it.
submission-original = Download the original, as it arrived
submission-curated = What the team keeps of it
submission-no-experience = No experience is told in this return.
submission-experience = Experience { $n }
submission-tools-told = Tools
submission-unlinked = { $told } (not linked yet)
submission-entered = Entered by the team
submission-entered-by = { $name }, from what was told on { $told }
submission-consent-note = How agreement was given
submission-corrected-over = Experience { $n }: its author corrected the text after the team. What you had changed or masked may be back: read the last revision.
submission-set-aside-for = Set aside: { $reason }
submission-decision = Your decision

# The text
submission-edit = Correct the text
submission-text = Text of the experience
submission-text-hint = The words as sent stay untouched beside it. Separate paragraphs with an empty line.
submission-text-send = Save this revision
submission-text-clash = Somebody changed this text while you were writing. Both texts are below.
submission-text-theirs = The saved text
submission-text-apart = What sets them apart
submission-text-yours = Your text
submission-text-over = Save my text over it
submission-fault-text-empty = The text is empty. To stop counting this experience, set it aside.
submission-fault-text-long = Stay under { $n } characters.
submission-fault-control = Remove the characters that no keyboard types.
submission-revisions = Revisions
submission-revisions-count = { $n ->
    [one] { $n } revision
   *[other] { $n } revisions
}
submission-revisions-all = All revisions
submission-revision-one = Revision { $from }
submission-revision-between = From revision { $from } to revision { $to }
submission-revision-sent = As sent
submission-revision-corrected = Corrected by its author
submission-revision-edited = Corrected by the team
submission-revision-masked = Passage masked
submission-see-text = See revision { $n }
submission-see-changes = See what revision { $n } changes
submission-by-author = its author

# Masking
submission-mask = Mask a passage
submission-mask-lead = What you mask is replaced by “[…]” in a new revision. The revisions before stay readable to the team alone.
submission-suggestions = Probably to be masked
submission-suggestions-hint = Tick what lets somebody be recognized.
submission-sign-email = e-mail address
submission-sign-phone = telephone number
submission-sign-person = name of a person
submission-sign-organization = name of the organization
submission-passage = Passage to mask
submission-passage-hint = Type or paste it. It is masked wherever it appears.
submission-sentences = Or whole sentences, by number
submission-sentence-from = From sentence
submission-sentence-to = to sentence
submission-mask-send = Mask
submission-mask-moved = The text has changed meanwhile. Read it again, then mask.
submission-fault-passage = This passage is not in the text.
submission-fault-passage-empty = Write a passage, tick a suggestion or give the number of a sentence.
submission-fault-sentence = Give numbers of sentences from the list, the smaller one first.

# Setting an experience aside
submission-aside = Set this experience aside
submission-aside-send = Set aside
submission-count-again = Count this experience again
submission-count-again-send = Count it again

# Tools
submission-code = Code this experience
submission-link-tools = Link the tools
submission-tools = Tools named
submission-tools-waiting = Names to link
submission-tools-catalogue = Tools of the box
submission-tools-none-waiting = All names are linked.
submission-tools-none = The toolbox is empty. It fills as names are linked.
submission-tool-words = Search the toolbox
submission-tool-search = Search
submission-tool-which = Which tool is “{ $told }”?
submission-tool-new = A new tool, by the name below
submission-tool-none = No tool in particular
submission-tool-name = Name of the new tool
submission-tool-others = Elsewhere
submission-tool-everywhere = { $n ->
    [one] Also link { $n } other experience that writes this name
   *[other] Also link { $n } other experiences that write this name
}
submission-tool-send = Link
submission-fault-tool = Choose a tool.
submission-fault-tool-name = Give a name of { $n } characters at most, with a letter or a digit.

# Questions
submission-inquiries = Questions without an answer
submission-inquiries-none = No question waits for an answer.
submission-inquiry-title = Questions to its author
submission-asked-by = { $name }, { $when }
submission-answered = Answered on { $when }
submission-unanswered = No answer yet
submission-ask = Ask a question
submission-ask-hint = Its author left no e-mail address: pass the private link on, the question is read and answered there.
submission-ask-by-letter = A letter goes to { $address }. The question is read through the private link, and answered there.
submission-ask-without-mail = No letter leaves from here, for want of a mail server: pass the private link on to its author, the question is read and answered there.
submission-ask-send = Ask the question
submission-fault-question-empty = Write your question.
submission-private-link = Their private link
submission-private-link-hint = To be passed on by telephone, text message or WhatsApp, to its author alone: this link also corrects the return or takes it back.
submission-email = E-mail
submission-phone = Telephone
submission-whatsapp = WhatsApp

# Entering what was told
submission-entry = Enter a return
submission-entry-lead = For what you were told in person, by e-mail or on paper. You then answer the survey's questions in place of whoever told you.
submission-entry-survey = For which survey?
submission-entry-channel = How were you told?
submission-entry-date = On which day?
submission-entry-date-hint = For example 12 March 2017. After closing, you can still enter what was told before.
submission-entry-note = How was agreement given?
submission-entry-note-hint = For example: “spoken, at the start of the call, recorded”. Without agreement, enter nothing.
submission-entry-language = In which language?
submission-entry-fr = French
submission-entry-en = English
submission-entry-begin = Start entering
submission-fault-survey = Choose a survey.
submission-fault-channel = Choose how you were told.
submission-fault-note = Write in one line how agreement was given.
submission-fault-told-date = Write a date, for example 12 March 2017.
submission-fault-told-ahead = This date has not come yet.
submission-fault-told-before = The survey was not open yet on that day.
submission-fault-told-after = The survey was closed on that day: what was told later no longer enters it.
