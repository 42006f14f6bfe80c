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
