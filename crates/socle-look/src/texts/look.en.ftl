### The words of the look: what components say by themselves.

# Page frames
skip-link = Skip to content
site-name = Socle
site-motto = Tools that hold.
site-home = Socle, home
head-nav = Main menu
head-menu = Menu
foot-nav = Menu
foot-links = About this site
breadcrumb = You are here
finish-later = Finish later
previous-question = Previous question
sign-out = Sign out
office-nav = Office
title-error = Error:

# Questions and fields
optional = (optional)
or = or
prompt-error = Error:
date-day = Day
date-month = Month
date-year = Year
select-choose = Choose from the list
select-all = All
file-kept = Files already received
file-remove = Remove { $name }
area-limit = { $n } characters at most.

# Errors
summary-plain = Before going on
summary-title = { $n ->
    [one] One answer needs another look
   *[other] { $n } answers need another look
}

# Notices
notice-note = Good to know
notice-done = Done
notice-warning = Take care
notice-error = Problem

# Saving
save-phone = Kept on this phone
save-phone-at = Kept on this phone at { $time }
save-done = Saved
save-done-at = Saved at { $time }
save-waiting = Waiting to be sent
save-sent = Sent, no. { $number }
save-lost = Not kept: copy your answers

# Checking one's answers
check-change = Change
check-none = No answer

# Lists, tables, charts
chip-remove = Remove this criterion
page-previous = Previous page
page-next = Next page
page-position = Page { $page } of { $pages }
table-choose = Choose
table-choose-row = Choose { $name }
fact-unknown = Not known
bars-label = What
bars-value = How many
keys = Keyboard keys

# The assise
assise-all-verified = { $n ->
    [one] Rests on { $n } verified return
   *[other] Rests on { $n } verified returns
}
assise-total = { $n ->
    [one] Rests on { $n } return
   *[other] Rests on { $n } returns
}
assise-detail = { $total }: { $parts }
assise-none = Rests on no return yet
assise-more = + { $n }
assise-verified = { $n } verified
assise-declared = { $n } declared
assise-thin = { $n } with thin evidence

# Error page
error-request = If you write to us, quote this mark: { $id }
error-ways = Where to go now
error-missing-title = This page does not exist
error-missing-lead = The address may hold a typing slip. The page may have moved.
error-gone-title = This page was withdrawn
error-gone-lead = Its author took this return back. We respect that choice and keep nothing of it here.
error-forbidden-title = This page is not open to you
error-forbidden-lead = Your account does not have this right. The person who runs the site can grant it.
error-conflict-title = Someone changed this page before you
error-conflict-lead = Nothing is lost. Read the current version, then make your change again.
error-many-title = Too many tries in a row
error-many-lead = Wait a few minutes, then try again.
error-broken-title = The site could not answer
error-broken-lead = The fault is ours. What was saved is still saved.
error-away-title = The site is being looked after
error-away-lead = It will be back in a few minutes. What was saved is still saved.
error-home = Back to the home page

# What changed
changes-added = added:
changes-removed = removed:
coded-passage = passage { $n }
