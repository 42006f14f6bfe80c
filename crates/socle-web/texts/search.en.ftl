# Search
search-title = Search
search-title-of = { $words } · Search
search-label = What are you looking for?
search-hint = One or two words are enough, for example borehole, photo, map. Accents and plurals do not matter.
search-send = Search
search-count = { $n ->
    [0] Nothing answers “{ $words }”.
    [one] One page answers “{ $words }”.
   *[other] { $n } pages answer “{ $words }”.
}
search-no-word = These words are too common to help. Add one that says what it is about.
search-cut = Your question is long. We looked for its first eight words.
search-free = Few pages hold exactly these words. Here is also what resembles them.
search-guide = Guide
search-return = Account { $number }
search-return-of = Account { $number }: { $title }
search-way-guides = See all guides, by need and by theme
