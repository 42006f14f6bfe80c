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
