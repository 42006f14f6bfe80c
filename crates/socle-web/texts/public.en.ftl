# What everyone reads: guides and returns
public-kind-tool = Tool guide
public-kind-method = Method guide
public-kind-experience = Field experience
public-unpublished = Not published yet
public-reviewed = Reviewed in { $month }
public-reviewed-old = Reviewed { $months } months ago: check prices and versions
public-contrary-short = { $n ->
    [one] one return says otherwise
   *[other] { $n } returns say otherwise
}
public-starter = Starter guide, written from public sources, without field returns, not read over by { $sponsor }
public-starter-unread = Starter guide, written from public sources, without field returns, not read over
public-withdrawn = { $n ->
    [one] An return that this guide stood on was taken back by its author. Its words are gone.
   *[other] { $n } returns that this guide stood on were taken back by their authors. Their words are gone.
}
public-evidence = What this guide stands on
public-supports = { $n ->
    [one] One return supports what is written.
   *[other] { $n } returns support what is written.
}
public-contrary = { $n ->
    [one] One return says otherwise.
   *[other] { $n } returns say otherwise.
}
public-initiatives = { $n ->
    [one] One maker speaks of their own tool; their view does not count.
   *[other] { $n } makers speak of their own tools; their views do not count.
}
public-references = { $n ->
    [one] One document was read.
   *[other] { $n } documents were read.
}
public-level-E0 = Level E0: nothing but what the maker or the author says.
public-level-E1 = Level E1: one or two returns, or returns that do not agree. To be taken with care.
public-level-E2 = Level E2: the returns of at least three organizations agree.
public-level-E3 = Level E3: tried by the team, with a report.
public-level-E4 = Level E4: an outside evaluation or a publication.
public-contrary-tag = Contrary view
public-maker-tag = Said by the maker
public-note-return = { $who } (return { $number })
public-note-read = read on { $date }
public-note-withdrawn = This return was taken back by its author.
public-quote-withdrawn = Words were quoted here. Their author has taken the return back.
public-trap = Trap:
public-table = Table
public-about = About this guide
public-fact-who = For whom
public-fact-themes = Themes
public-fact-families = Families of tools
public-fact-phases = Moments of a project
public-fact-countries = Countries
public-fact-authors = Writing
public-fact-readers = Reading over
public-fact-contributors = With
public-fact-version = Version
public-fact-review = To be reviewed in
public-fact-licence = Licence
public-version = { $n }, published on { $date }
public-describes = This guide describes, it does not prescribe.
public-paper-contrary = Return { $number }, { $who }, contrary view.
public-paper-return = Return { $number }, { $who }.

# The page of a guide
public-guides = Guides
public-untranslated = This guide is not translated into English yet. Here is its original text.
public-take = Take this guide along
public-pdf = PDF, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} ({ $size })
public-pdf-soon = The PDF is being made. This page prints as it is, too.
public-short = Short address:
public-share = Pass it on
public-share-whatsapp = By WhatsApp
public-share-sms = By SMS
public-share-mail = By mail

# The list of guides
public-kinds-tool = Tool guides
public-kinds-method = Method guides
public-kinds-experience = Field experiences
public-count = { $n ->
    [0] No guide is published yet. The first ones will appear here.
    [one] One guide
   *[other] { $n } guides
}
public-all = See all guides
public-narrow = Choose among the guides
public-by-need = What for?
public-by-theme = By theme
public-by-kind = By kind
public-feed = Follow new guides (Atom)
public-feed-title = Socle: new guides

# The page of a return
public-return = Return { $number }
public-return-title = Field experience
public-return-told = told in { $month }
public-return-foreign = This story is in its original language.
public-return-no-text = The whole story is not published. The guides below quote passages of it.
public-return-guides = { $n ->
    [0] No guide stands on this return yet
    [one] One guide cites this return
   *[other] { $n } guides cite this return
}
public-initiative = This story is told by whoever made the tool. It does not count as an outcome.
public-consent-named = Published with the organization's name, as it asked. It may take this return back at any time.
public-consent-anonymous = Published without name or exact place, as its author asked. They may take this return back at any time.
public-context = In what conditions
public-fact-theme = Theme
public-fact-state = Today
public-fact-need = What for
public-fact-users = Who uses it
public-fact-network = Network on site
public-fact-reach = Reaching a connected place
public-fact-charge = Charging a phone every day
public-fact-run = Running a computer
public-fact-devices = Devices
public-fact-ease = What its users are at ease with
public-fact-install = Who installed it
public-fact-data = Data handled
public-fact-start-cost = Cost to start
public-fact-monthly-cost = Cost per month
public-fact-difficulties = Difficulties
public-state-trial = Being tried out
public-state-in_use = In use
public-state-extended = Extended to other teams or places
public-state-reduced = Reduced
public-state-replaced = Replaced by something else
public-state-stopped = Stopped
public-state-ended = Project over, the tool was used to the end
