# Rechercher
search-title = Rechercher
search-title-of = { $words } · Rechercher
search-label = Que cherchez-vous ?
search-hint = Un ou deux mots suffisent, par exemple forage, photo, carte. Les accents et les pluriels ne comptent pas.
search-send = Rechercher
search-count = { $n ->
    [0] Rien ne répond à « { $words } ».
    [one] Une page répond à « { $words } ».
   *[other] { $n } pages répondent à « { $words } ».
}
search-no-word = Ces mots sont trop courants pour aider. Ajoutez-en un qui dit de quoi il s'agit.
search-cut = Votre question est longue. Nous avons cherché ses huit premiers mots.
search-free = Peu de pages contiennent ces mots exactement. Voici aussi ce qui leur ressemble.
search-guide = Fiche
search-return = Retour { $number }
search-return-of = Retour { $number } : { $title }
search-way-guides = Voir toutes les fiches, par besoin et par thème
