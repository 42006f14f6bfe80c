home-title = Quel outil numérique pour votre projet ?
home-lead = Socle recueille ce que de petites structures ont vraiment vécu avec leurs outils : ce qui a marché, ce qui a coincé.
home-surveys = Enquêtes ouvertes
home-none = Aucune enquête n'est ouverte en ce moment.
home-closes = Ouverte jusqu'au { $when } (heure : { $zone })
home-opens = Ouvre le { $when } (heure : { $zone })
home-guides = Les dernières fiches
home-all-guides = Toutes les fiches
