# Advice
advisor-name = Find a tool
advisor-back = Previous question
advisor-continue = Continue
advisor-send = See the advice
advisor-step = Find a tool · question { $at } of 8 · { $n ->
    [0] no tool meets everything
    [one] one possible tool
   *[other] { $n } possible tools
}
advisor-way-tools = { $n ->
    [0] See the advice now
    [one] See the possible tool now
   *[other] See the { $n } tools now
}
advisor-way-guides = See the list of guides instead
advisor-missing = Choose an answer, or “I do not know”.
advisor-unknown = I do not know
advisor-unknown-hint = We then reckon with what projects usually live with.
advisor-unknown-need = We show you all needs.
advisor-essential = What can you not do without?
advisor-essential-hint = Tick what cannot wait: we then set aside the tools that ask for more than you have.
advisor-is-essential = { $answer } (essential)

advisor-question-1 = What do you want to do?
advisor-ask-need = What do you want to do?
advisor-hint-need = Choose the most pressing need.
advisor-question-2 = Who will use it?
advisor-ask-who = Who will use it most?
advisor-ask-people = How many people?
advisor-hint-people = We show accounts of groups of this size first.
advisor-question-3 = Is there a network on site?
advisor-ask-net = Is there a network on site?
advisor-hint-net = Think of the worst place it will be used.
advisor-question-4 = Do you pass by a connected place?
advisor-ask-reach = Do you pass by a connected place?
advisor-hint-reach = Some tools keep everything on the device and send it later.
advisor-question-5 = Power and devices
advisor-ask-charge = Can a phone be charged every day?
advisor-ask-run = Can a computer be run?
advisor-ask-devices = Which devices do you have?
advisor-hint-devices = Several answers are possible.
advisor-question-6 = The people
advisor-ask-use = What can the people who will use it already handle?
advisor-hint-use = Think of most of them.
advisor-ask-install = Who can install a tool?
advisor-question-7 = Which data will you handle?
advisor-ask-sens = Which data will you handle?
advisor-hint-sens = Choose the most sensitive. As soon as beneficiaries are concerned, we only recommend tools known to be safe.
advisor-question-8 = How much can you spend?
advisor-ask-cost0 = To start
advisor-hint-cost0 = Equipment, installation, training.
advisor-ask-costm = Each year
advisor-hint-costm = Subscription, mobile data, SMS, upkeep.

advisor-criterion-need = Need
advisor-criterion-who = Who
advisor-criterion-people = People
advisor-criterion-net = Network
advisor-criterion-reach = Connected place
advisor-criterion-charge = Charging a phone
advisor-criterion-run = Computer
advisor-criterion-devices = Devices
advisor-criterion-use = Ease
advisor-criterion-install = Installation
advisor-criterion-sens = Data
advisor-criterion-cost0 = Cost to start
advisor-criterion-costm = Cost per year

advisor-title = { $n ->
    [0] No tool fits
    [one] One tool fits
   *[other] { $n } tools fit
}
advisor-restated = Each answer leads to its question, should you want to change it.
advisor-needs = What do you need?
advisor-needs-lead = Advice begins with a need. Choose the one most like yours: your other answers are kept.
advisor-without-title = And without a tool?
advisor-without = Paper, a call, a visit or a tool you already own may be enough. They ask for no network, no power and no training. Begin there, and count the time it takes.
advisor-notice-unlikely = None of these tools has more than an even chance to last in your conditions. Try on a small scale.
advisor-notice-tie = Several tools share the first place: nothing we know sets them apart.
advisor-notice-data = You did not say which data you handle: we did not look at whether these tools protect them.
advisor-with-guide = Tools with a guide
advisor-no-guide = Without a guide for now
advisor-others = Other tools fit too:
advisor-and-others = { $n ->
    [one] and one more
   *[other] and { $n } more
}
advisor-guide = Guide:
advisor-chance = Chances to last: { $chance } (between { $low } and { $high }; { $confidence } confidence).
advisor-confidence-low = low
advisor-confidence-medium = medium
advisor-confidence-high = high
advisor-outcomes = { $good ->
    [0] No account says that it lasted,
    [one] One account says that it lasted,
   *[other] { $good } accounts say that it lasted,
} { $failures ->
    [0] none that it was given up.
    [one] one that it was given up.
   *[other] { $failures } that it was given up.
}
advisor-why = Why this tool?
advisor-why-of = For and against { $tool }
advisor-said = { $name }: { $answer }
advisor-column-need = Your need
advisor-column-fact = What the tool asks for
advisor-column-effect = Effect
advisor-column-tool = Tool
advisor-column-chance = Chances
advisor-need-stated = It is made for this.
advisor-need-used = Others used it well for this.
advisor-not-known = Not known
advisor-source = , read in { $read }, { $level }{ $status }
advisor-fact-expired = , out of date
advisor-fact-contested = , disputed
advisor-effect-for = + fits
advisor-effect-used = + by what is told
advisor-effect-offline = + works offline, sends later
advisor-effect-doubt = + said to fit; try it
advisor-effect-little = − a little short
advisor-effect-against = − asks for clearly more
advisor-effect-unknown = ? neither yes nor no
advisor-stories = Accounts of similar organizations, failures first:
advisor-story = Account { $number }
advisor-story-failure = given up because of the tool, its cost or the conditions
advisor-story-good = lasted
advisor-story-open = under way, or without a conclusion
advisor-story-people = { $people } people
advisor-check = To check before choosing
advisor-check-lead = Nobody knows whether they meet what decides for you. This means neither yes nor no.
advisor-check-what = · to check: { $names }
advisor-aside = Set aside, and why
advisor-excluded = { $n ->
    [one] One tool waits for another answer ({ $asks }).
   *[other] { $n } tools wait for another answer ({ $asks }).
}
advisor-excluded-names = Which ones?
advisor-bring-back = { $n ->
    [one] See it with this answer
   *[other] See them with this answer
}
advisor-changes = What would change the first choice
advisor-change = { $name }: with “{ $answer }”, { $tool } would come first.
advisor-see = See
advisor-matrix-title = In one table
advisor-matrix = The tools and your criteria
advisor-matrix-fits = yes
advisor-matrix-offline = offline
advisor-matrix-short = no
advisor-matrix-unknown = ?
advisor-next = Before you choose
advisor-methods = How to go about it
advisor-trial = Try for a week
advisor-trial-1 = Monday: choose two people who will really use it, and a real task.
advisor-trial-2 = Tuesday and Wednesday: do it with the tool, on site, with your network and your devices.
advisor-trial-3 = Thursday: take your data out, then delete the trial account.
advisor-trial-4 = Friday: count the time it took, note what got stuck, and decide together.
advisor-ask = Whom to ask
advisor-networks = Ask your network or federation: someone may already use it.
advisor-peers-none = Nobody with this need has offered to talk about it yet.
advisor-peers-some = Organizations with this need agree to talk about it, through us.
advisor-peers = { $n } organizations with this need agree to talk about it, through us.
advisor-contact = Write to:
advisor-review-title = When to come back
advisor-review = Read this advice again after { $day }: on that day, at least one fact has to be checked anew.
advisor-review-later = Read this advice again in six months, or as soon as your conditions change.
advisor-keep = This page prints as it is. Its address gives the same advice again:
advisor-how = The same advice for a program:
