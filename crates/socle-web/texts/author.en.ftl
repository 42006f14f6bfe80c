# The page of a return, for the person who sent it
author-title = Your return R-{ $number }
author-lead = Keep the address of this page to yourself: it opens your return without a password.
author-survey = Survey
author-received = Received on
author-corrected = Corrected on
author-status = Where it stands
author-appears = The study appears in
author-status-received = It waits to be read.
author-status-in_review = Someone from the study is reading it.
author-status-accepted = It is part of the study.
author-status-set_aside = It is not part of the study.
author-done-publication = Noted. The published pages take it into account from now on.
author-done-answer = Thank you, your answer has arrived.
author-done-correction = Thank you, your correction has arrived. The study team will read it.

author-question = A question for you
author-asked = Asked on { $when }.
author-answer = Your answer
author-answer-send = Send my answer
author-answer-missing = Write your answer, even a short one.
author-answer-long = This answer is longer than 4,000 characters. Please shorten it a little.
author-answer-late = This question had an answer already, and that is the one we keep. Here is what you have just written, should you wish to send it another way: “{ $typed }”
author-answered = You answered on { $when }. Thank you.

author-publication = What may be published
author-publication-lead = You can change your mind at any time.
author-experience = Experience { $at }
author-experience-titled = Experience { $at }: { $title }
author-cited = Your experience is quoted in:
author-publish = How may we publish this story?
author-publish-named = With the name of your organization
author-publish-anonymous = Without name or exact place (in a small circle, people may sometimes recognize you)
author-publish-figures = In the figures only, no story and no quotation
author-publish-choose = Choose how we may publish this story.
author-publish-send = Change this choice

author-correct = Complete or correct
author-correct-lead = Your answers come back as you sent them. You can change them until { $when }. Nothing changes until you send.
author-correct-send = Take up my answers again
author-correct-again = Go on with my correction
author-correct-closed = The survey closed on { $when }.
author-correct-write = To have your return corrected, write to { $contact }.

author-withdraw = Withdraw your return
author-withdraw-lead = You can withdraw it at any time, without saying why.
author-withdraw-see = See what disappears
author-withdraw-title = Withdraw return R-{ $number }?
author-withdraw-now = This is what happens if you withdraw it.
author-withdraw-answers = { $experiences ->
    [0] Your answers
    [one] Your answers and your story
   *[other] Your answers and your { $experiences } stories
}{ $files ->
    [0] {""}
    [one] , with your file,
   *[other] , with your { $files } files,
} are erased at once.
author-withdraw-contacts = Your contact details and the name of your organization are erased too.
author-withdraw-guides = { $n ->
    [one] One published guide quotes your experience: it loses your words and says that a return was withdrawn.
   *[other] { $n } published guides quote your experience: they lose your words and say that a return was withdrawn.
}
author-withdraw-copies = What others have already printed or copied cannot be taken back.
author-withdraw-mark = We keep only the number, the date and a fingerprint without any word of yours, so that your return never comes back from a backup.
author-withdraw-final = Nobody will be able to give you your answers back.
author-withdraw-send = Withdraw my return
author-withdraw-keep = Withdraw nothing
author-withdrawn-some = This return is withdrawn
author-withdrawn-link = This link opens nothing any more. None of your answers is left here.
author-withdrawn-title = Return R-{ $number } is withdrawn
author-withdrawn-at = Withdrawn on { $when }, universal time.
author-withdrawn-gone = Your answers, your files and your contact details are erased. The pages that quoted you have lost your words.
author-withdrawn-receipt = This page is your receipt. It holds nothing of what you had written. You can print it.

author-lost = This link opens no return
author-lost-cut = It may be cut: in a message, a long address is sometimes broken in two. Copy all of it, down to the last character.
author-lost-write = If you cannot find it, write to the study team with the number of your return.
author-lost-resume = Resume a return that is not sent yet
