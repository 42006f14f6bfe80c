# Studies (coordination)
study-list = Studies
study-list-none = No study. Create the first one.
study-column-study = Study
study-new = Create a study
study-lead = Respondents read these texts before they give their agreement. Write briefly and simply.
study-create = Create the study
study-edit = Edit the study
study-keep = Keep these texts
study-views = Pages of the study
study-view-study = Study
study-view-team = Team
study-view-journal = Journal
study-surveys = Surveys
study-surveys-none = No survey for this study.
study-survey-until = Until { $when } ({ $zone }) · { $n ->
    [one] one return
   *[other] { $n } returns
}
study-description = What the study says of itself
study-silent = This study does not say anything of itself yet. Respondents need to know who asks, why, and what becomes of their answers. Complete it before you open a survey.
study-months = { $n ->
    [one] one month after closing
   *[other] { $n } months after closing
}

# Fields
study-title = Name of the study
study-title-hint = For example: Digital tools in micro-projects, 2017.
study-address = Short address
study-address-hint = Letters without accents, digits and hyphens, for example tic-2017.
study-languages = Languages of the study
study-languages-hint = The texts are asked for in each language ticked.
study-words-in = Texts in { $language }
study-part-purpose = Purpose
study-hint-purpose = Why this study? What will the answers serve?
study-part-scope = What it is about
study-hint-scope = Which tools, which projects, which countries?
study-part-out-of-scope = What it is not about
study-hint-out-of-scope = A return about that will be set aside.
study-part-sponsor = Sponsor
study-hint-sponsor = Who asked and pays for the study.
study-part-controller = Controller of personal data
study-hint-controller = The organization that answers for the processing, with its address.
study-part-readers = Who reads the answers
study-hint-readers = People, not acronyms.
study-part-contact = Contact
study-hint-contact = A mail address or a number where someone answers.
study-usual-out-of-scope = External communication: public website, public social media, fundraising.
study-usual-readers = The people of the study team. Nothing is published without the agreement of whoever wrote it.
study-audiences = Whom it calls on
study-audience-associations = Associations, foundations and faith groups
study-audience-startups = Start-ups
study-audience-universities = Universities and research institutes
study-audience-companies = Companies
study-retention = How long answers are kept
study-retention-hint = How many months after closing. Then they are erased.
study-appears = When the study appears
study-appears-hint = Year and month, for example 2018-03. Respondents read it after sending.
study-months-unit = months
study-small = Threshold of a small association
study-small-hint = Resources of a year. It serves to compare answers.
study-small-under = under €{ $n }
study-zone = Time zone
study-fault-line = Write a text of { $n } characters at most.
study-fault-languages = Tick at least one language.
study-fault-audiences = Tick at least one public.
study-fault-retention = Write a number of months between 1 and { $n }.
study-fault-appears = Write a year and a month, for example 2018-03.
study-fault-small = Choose a threshold.
study-fault-address-taken = Another study already has this address. Choose another one.
study-meanwhile-word = Two people wrote
study-meanwhile = Someone else kept texts while you were writing. Theirs are below, yours in the fields. Choose, then keep.

# The team
study-team-none = Nobody for now.
study-name = Name
study-email = Mail address
study-email-hint = The invitation goes to this address.
study-spoken = Language of their pages
study-roles = Roles in this study
study-standing = Access
study-role-coordinator = Opens surveys and follows the team.
study-role-analyst = Reads the returns and codes them.
study-role-editor = Writes the guides.
study-role-reviewer = Reads guides over before they are published.
study-role-sponsor = Commissioned the study: reads and comments.
study-role-everywhere = { $role } (every study)
study-standing-active = Active account
study-standing-waiting = Invitation waiting to leave
study-standing-invited = Invitation sent
study-standing-refused = Invitation refused by the mail server
study-standing-closed = Closed account
study-invite-title = Invite someone
study-invite-lead = The person gets a letter with a link to choose their password. If they already have an account, they get the roles alone.
study-no-mail = No mail server is set: the invitation waits. Whoever administers the site can give a password with the command “socle user password”.
study-invite = Send the invitation
study-invite-again = Send the invitation again
study-keep-roles = Keep these roles
study-remove = Remove from the team
study-remove-hint = Whoever loses a role has to sign in again. What they wrote stays.
study-fault-email = Write a mail address, for example name@example.org.
study-fault-name = Write a name of 120 characters at most.
study-fault-language = Choose a language.
study-fault-role = Choose at least one role.
study-fault-last = Nobody would coordinate the study any more. Give this role to someone else first.

# The journal
study-journal-when = When
study-journal-who = Who
study-journal-what = What
study-journal-none = Nothing is noted yet.
study-journal-nobody = The program
study-journal-zone = Times in { $zone }.
study-event-study-created = Created the study
study-event-study-edited = Changed: { $detail }
study-event-survey-opened = Opened the survey “{ $about }”
study-event-survey-extended = Extended the survey “{ $about }”
study-event-survey-closed-early = Closed the survey “{ $about }” before its date
study-event-account-role-given = Gave { $about } a role: { $detail }
study-event-account-role-taken = Took a role from { $about }: { $detail }
study-event-account-invited-again = Sent { $about } another invitation
study-field-title = name of the study
study-field-retention = retention
study-field-appears = date of appearance
study-field-small-under = threshold of a small association
study-field-audiences = whom it calls on
study-field-zone = time zone
study-field-language = languages
study-field-purpose = purpose
study-field-scope = what it is about
study-field-out-of-scope = what it is not about
study-field-sponsor = sponsor
study-field-controller = controller of the data
study-field-readers = who reads the answers
study-field-contact = contact
study-codebook = Codebook
