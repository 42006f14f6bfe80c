# Letters, in plain text. An address stands alone on its line.
letter-foot = Sent by the site { $address }. You may delete this message if it does not concern you.

letter-invitation-subject = Choose your password
letter-invitation-body =
    Hello { $name },

    An account is waiting for you on the site of the study. To enter, choose a password at this address:

    { $link }

    It works once, for { $days } days. After that, ask whoever coordinates the study for another one.

letter-receipt-subject = Your return R-{ $number } has arrived
letter-receipt-body =
    Hello,

    Thank you. Your return to the survey “{ $title }” has arrived. Its number is R-{ $number }.

    You can complete it, correct it or take it back at this address:

    { $link }

    Keep it to yourself: it opens your return without a password.

letter-inquiry-subject = A question about your return R-{ $number }
letter-inquiry-body =
    Hello,

    While reading your return to the survey “{ $title }”, the study team came to a question. You will find it, and can answer it, at this address:

    { $link }

    Keep it to yourself: it opens your return without a password.

letter-approval-subject = A page waits for your approval
letter-approval-body =
    Hello,

    The team of the study “{ $title }” has written a page from your experience. Read it before it is published, then say whether it suits you:

    { $link }

    You can accept, ask for a correction or refuse. Without an answer from you after two reminders and { $silence } days, the page may appear without your name, if you have allowed your words to be quoted.

letter-approval-reminder-subject = A page still waits for your approval
letter-approval-reminder-body =
    Hello,

    The team of the study “{ $title }” has written a page from your experience and has not had your answer yet. You can read it here:

    { $link }

    You can accept, ask for a correction or refuse. If you do not answer, the page may appear without your name { $silence } days after our first letter.

letter-review-due-subject = Guide { $number } is due to be read again
letter-review-due-body =
    Hello,

    Guide { $number } of the study “{ $title }” has reached the date at which it is read again. It is at this address:

    { $link }

letter-extension-subject = You have more time to answer
letter-extension-body =
    Hello,

    You have begun a return to the survey “{ $title }”. It has been extended: you can send it until { $closes }.

    To go on with it, open this address on the phone where you began it, or elsewhere with your code:

    { $link }

letter-retention-due-subject = Returns are about to be erased
letter-retention-due-body =
    Hello,

    The study promised to keep returns for a time only. Those of the survey “{ $title }” are erased from { $closes }: contact details first, then each return, as if its author withdrew it. Guides that quote them lose their words.

    Take what the study needs before that date, without names or contact details. The survey is at this address:

    { $link }
