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
public-paper-return = Return { $number }, { $who }.
