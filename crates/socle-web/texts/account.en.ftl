account-title = Team sign-in
account-email = E-mail address
account-password = Password
account-sign-in = Sign in
account-refused = This address and this password do not go together. Check both and try again.
account-help = No account, or a forgotten password? Write to the person who runs this site.
account-hello = Hello
account-to-read = { $n ->
    [one] One return to read
   *[other] { $n } returns to read
}
account-nothing = Nothing is waiting for you.

# Choosing a password
account-choose-title = Choose your password
account-new-password = New password
account-new-password-hint = At least { $n } characters. A sentence that only you know does very well.
account-choose = Keep this password
account-fault-short = Choose a password of at least { $n } characters.
account-fault-long = Choose a password of at most { $n } characters.
account-link-over = This link was used already, or its time is over. Ask whoever coordinates the study for another one.

# Roles
account-role-administrator = Administration
account-role-coordinator = Coordination
account-role-analyst = Analysis
account-role-editor = Editing
account-role-reviewer = Review
account-role-sponsor = Sponsor
account-guides-to-review = { $n ->
    [one] One guide to read over
   *[other] { $n } guides to read over
}
account-guides-tasks = { $n ->
    [one] One guide to mend: a return was taken back by its author
   *[other] { $n } guides to mend: returns were taken back by their authors
}
account-guides-approvals = { $n ->
    [one] One contributor has not answered yet
   *[other] { $n } contributors have not answered yet
}
account-guides-due = { $n ->
    [one] One published guide is due for review
   *[other] { $n } published guides are due for review
}

# Surveys that run, on the first page
account-surveys = Surveys that run
account-survey-opens = Opens on { $when } ({ $zone })
account-survey-closes = Closes on { $when } ({ $zone }) · { $n ->
    [one] one return
   *[other] { $n } returns
}
account-survey-grace = Closed, last returns until { $when } ({ $zone }) · { $n ->
    [one] one return
   *[other] { $n } returns
}
