# The way into the survey
survey-lead = Tell us what you lived through with a digital tool, successful or not. A short answer is enough.
survey-until = You can answer until { $when }.
survey-pause = Your answers are kept at each step. You can stop and come back later.
survey-begin = Begin
survey-not-yet = This survey opens on { $when }. Please come back then.
survey-over = The survey closed on { $when }.
survey-grace = Had you begun before that date? You can still send your return until { $when }.
survey-over-thanks = Thank you to every organization that answered.
survey-minutes = Half of those who answered took { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} or less.
survey-over-count = { $count ->
    [one] One organization answered.
   *[other] { $count } organizations answered.
}
survey-names = Do not give the name, village or contact details of any beneficiary.
survey-about = About the survey

# The questions
survey-place = Question { $at } of { $of }
survey-continue = Continue
survey-save-for-later = Save and finish later
survey-back = Previous question
survey-back-to-check = Back to checking
survey-required = Please answer this question.
survey-required-choice = Choose an answer from the list.
survey-not-integer = Write a whole number, for example 12.
survey-not-number = Write a number, for example 12.5.
survey-not-date = Write a date, for example 12 March 2017.
survey-not-valid = This answer does not fit. Please check it.
survey-clash-word = Two people answered
survey-clash = Someone else answered this question while you were writing: “{ $saved }”. Your text is in the field below. Keep one, the other or both, then continue.

# Checking and sending
survey-check = Read it over before sending
survey-check-lead = You can change every answer. Nothing is sent until you ask for it.
survey-check-correction = You are correcting a return that was already sent. It stays as it is until you send the correction.
survey-check-moved = An answer has changed since this page was opened. Read it over, then send.
survey-send = Send my return

# After sending
survey-thanks = Thank you, your return has arrived
survey-number = It is number R-{ $number }. Note it if you plan to write to us.
survey-received = Received on { $when }.
survey-next = What happens now?
survey-next-read = Someone of the study team reads it. If a question comes up, they write to you, or leave it on the page of your return.
survey-appears = The study appears in { $month }.

survey-link = Keep this link
survey-link-lead = It opens the page of your return, without a password. There you can complete your answers, correct them, change what is published or withdraw everything. Keep it to yourself.
survey-link-once = Note it or take a photo of it now: this page stops showing it one hour after sending.
survey-link-shown = This page no longer shows your private link. If it is lost, write to the study team with your number.
survey-corrected-until = You can correct your answers until { $when }. After that, your link still serves to change what is published, to answer a question or to withdraw everything.
survey-tell = Pass the survey on
survey-tell-lead = Does another organization have something to tell? Send it the address of the survey.
survey-tell-words = A survey on the digital tools of small projects: { $address }
survey-tell-whatsapp = By WhatsApp
survey-tell-sms = By SMS
survey-forget = Is this phone shared?
survey-forget-lead = Erase the way to your return from this phone. The return itself stays sent, and your private link still works.
survey-forget-send = Erase from this phone
survey-copy-ask = Get a copy of the number and of the private link
survey-copy-email = Get this number and this link by e-mail
survey-copy-hint = The address is used for this message, then we forget it.
survey-copy-wrong = Check this address, for example awa@example.org.
survey-copy-send = Send the e-mail
survey-copy-sent = The e-mail is on its way. If it does not come, look in your spam folder.
survey-copy-often = Three copies have already been sent. Note the link above, or take a photo of it.

# Finishing later
survey-later = Finish later
survey-later-lead = Your answers are kept. You can take them up again until { $when }, on this phone or another, with a code.
survey-give-code = Give me a code
survey-later-how = Write this code down, or take a picture of it. To resume, go to { $address } and type it.
survey-later-once = This code will not be shown again. If it is lost, ask for another from this phone. Each new code replaces the one before.

# Resuming
survey-code = Your code
survey-code-hint = Eight letters or digits, for example ABCD-2345.
survey-resume = Resume
survey-code-shape = A code has eight letters or digits, without 0, 1, I, L or O. Check what you wrote down.
survey-code-unknown = No return answers to this code. Check it. If it was replaced, only the last code given works.

# The same thing several times
survey-repeat = To tell several times
survey-repeat-none = Nothing yet.
survey-repeat-first = Add one
survey-repeat-add = Add another
survey-repeat-told = { $at }. { $said }
survey-repeat-empty = { $at }. No answer
survey-repeat-change = Change
survey-repeat-remove = Remove number { $at }
survey-choose-another = Another choice ({ $at })
survey-choose-more = Add more choices
survey-optional = (optional)

# Photos and documents
survey-file-add = Attach a file
survey-file-change = Change or remove this file
survey-file-back = Back to the questions
survey-file-send = Attach this file
survey-file-pictures = A JPEG, PNG, WebP or GIF photo, 20 MB at most.
survey-file-kinds = A photo (JPEG, PNG, WebP, GIF), a PDF, a text or an office document, 20 MB at most.
survey-file-shrunk = We shrink photos and remove the place and time they were taken. Your answers are already kept.
survey-file-empty = Choose a file.
survey-file-heavy = This file is over 20 MB. Choose a lighter one.
survey-file-unknown = We do not take this type of file. Choose a photo, a PDF, a text or an office document.
survey-file-heic = This photo is in HEIC format, which we cannot read. Send it as JPEG, or send a screenshot.
survey-file-vast = This picture has too many pixels. Send a smaller version.
survey-file-broken = This picture is damaged. Choose another.

# Taking an experience out of the draft
survey-check-experience = Experience { $at }
survey-remove-link = Remove experience { $at }
survey-remove = Remove experience { $at }?
survey-remove-lead = Its answers are erased from this return. The other experiences stay.
survey-remove-send = Remove this experience
survey-declined = You did not give your agreement: nothing is sent. If you change your mind, change your answer below.

# Opening a survey (team)
survey-list = Surveys
survey-list-none = No survey yet. Open the first one.
survey-new = Open a survey
survey-column-title = Survey
survey-column-address = Address
survey-column-window = Status
survey-column-returns = Returns
survey-window-not-yet = Opens on { $when }
survey-window-open = Open until { $when }
survey-window-grace = Closed, last returns until { $when }
survey-window-closed = Closed since { $when }
survey-study = Study
survey-title = Title
survey-title-hint = What respondents read at the top of each page.
survey-address = Short address
survey-address-hint = Letters without accents, digits and hyphens, for example ict-2017.
survey-opens = Opening
survey-closes = Deadline
survey-day-hint = Day and time, for example 2017-03-12 18:00.
survey-zone = Time zone
survey-zone-hint = For example Europe/Paris or Africa/Ouagadougou.
survey-grace-hours = Grace period, in hours
survey-grace-hint = Time left after the deadline to whoever had already begun.
survey-workbook = Questionnaire
survey-workbook-hint = An XLSForm workbook (.xlsx, .xls, .ods), 5 MB at most.
survey-open = Open the survey
survey-fault-title = Write a title of at most 120 characters.
survey-fault-address = Use 2 to 60 letters without accents, digits and single hyphens.
survey-fault-address-taken = Another survey already has this address. Choose another.
survey-fault-day = Write a day and a time, for example 2017-03-12 18:00.
survey-fault-order = The deadline must come after the opening.
survey-fault-zone = This time zone does not exist. Write for example Europe/Paris.
survey-fault-grace = Write a number of hours between 0 and 720.
survey-fault-study = Choose a study that you coordinate.
survey-fault-workbook = Choose a workbook.
survey-fault-workbook-large = This file is over 5 MB.
survey-fault-workbook-unread = This workbook cannot serve as a questionnaire. See the list below.
survey-issues = What to correct in the workbook
survey-issue-place = { $sheet }, row { $row }
survey-issue-engine = These rules cannot work: { $reason }
survey-issue-file = This questionnaire reads the file { $name }, which does not come with the program. Only the list countries.csv does.

# The notice of the study, before the questionnaire
survey-welcome =
    { $purpose }

    The study is about this: { $scope }

    It is not about this: { $out }

    Sponsor: { $sponsor }. Controller of the data: { $controller }.

    Who reads your answers: { $readers } They are kept for { $months ->
        [one] one month
       *[other] { $months } months
    } after closing. You can read them over, correct them or withdraw them with your private link.

    The survey closes on { $closes } ({ $zone }). Contact: { $contact }

# Opening: which questionnaire
survey-source = Which questionnaire?
survey-source-shipped = The one that comes with the program
survey-source-shipped-hint = In French and English: a short story, then optional questions.
survey-source-own = My own workbook
survey-source-own-hint = An XLSForm workbook, to be attached below.
survey-fault-silent = This study does not say yet who asks and why. Complete it under “Studies”, then come back.

# Following a survey
survey-fact-returns = Returns
survey-fact-late = of which { $n } after the deadline
survey-fact-to-read = To read
survey-fact-drafts = Begun, not sent
survey-fact-lively = of which { $n } written in during the last seven days
survey-fact-duration = Time to answer
survey-fact-half = half of them take less
survey-fact-erased = Returns erased from
survey-missing = What is missing
survey-missing-words = The study does not say who asks and why
survey-missing-role = Nobody in the team has this role: { $role }
survey-missing-mail = No mail server is set: letters wait
survey-missing-audience = No return from this public: { $audience }
survey-rhythm = Returns
survey-no-return = No return yet.
survey-by-day = { $n ->
    [one] One return
   *[other] { $n } returns
} on { $days ->
    [one] one day
   *[other] { $days } days
}
survey-by-day-note = Days without a return are not shown.
survey-by-structure = Who answered
survey-structure-asi = International solidarity association
survey-structure-osc = Local association or partner
survey-structure-fond = Foundation
survey-structure-conf = Faith group
survey-structure-start = Start-up
survey-structure-entr = Company
survey-structure-univ = University, research institute
survey-structure-coll = Local authority
survey-structure-res = Network, donor
survey-structure-perso = As an individual
survey-moves = Changes of date
survey-moved-later = { $who } extended the survey: from { $from } to { $to }.
survey-moved-earlier = { $who } closed the survey before its date: { $to } instead of { $from }.

# Moving the deadline
survey-move = Change the deadline
survey-deadline-now = The survey closes on { $when }. Whoever has begun keeps { $hours ->
    [one] one hour
   *[other] { $hours } hours
} more.
survey-new-deadline = New deadline
survey-new-deadline-hint = Day and hour in { $zone }, for example 2017-03-12 18:00.
survey-reason = Why?
survey-reason-hint = Your team reads it where the survey is followed.
survey-extend = Extend the survey
survey-close-now = Close now
survey-move-tells = Whoever has begun a return and left their address in it gets a letter if the survey is extended.
survey-move-tells-nobody = The page of the survey shows the new date. No letter leaves: no mail server is set.
survey-move-meanwhile = Someone else changed this survey while you were writing. Read the date in force, then try again.
survey-fault-not-later = Choose a date after the one in force, and not over yet.
survey-fault-not-open = The survey is not open.
survey-fault-reason = Write why, in 300 characters at most.

# The poster
survey-poster = Sheet to print
survey-poster-how = To answer, type this address on a phone, or photograph the square.
survey-poster-square = Square to photograph, which leads to the address written above
survey-poster-language = In another language
survey-poster-print = Print this page from your browser: it fits on one sheet.

# The first page of the survey
survey-asks = Who asks
survey-why = Why
survey-about-what = What it is about
survey-not-about = Out of scope
survey-takes = How long
survey-takes-short = Five minutes for a short return. The rest is optional.
survey-open-until = Until when
survey-then = What becomes of your answers
survey-read-by = Who reads them
survey-kept = How long they are kept
survey-kept-months = { $n ->
    [one] One month
   *[other] { $n } months
} after closing. Then they are erased.
survey-published = What is published
survey-published-choice = You choose for each experience: with the name of your organization, without a name, or in the figures alone.
survey-rights = Your rights
survey-rights-words = You can read over, correct or withdraw your return at any time, with the private link given when you send it.
survey-answers-for = Controller
survey-write-to = Contact
survey-read = Read the returns
