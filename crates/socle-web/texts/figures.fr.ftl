figures-title = Comptes
figures-surveys = Enquêtes
figures-counted = Retours comptés
figures-accepted = Retours acceptés
figures-all = Avec les retours à lire
figures-none = Aucune enquête n'est à compter.
figures-questions = Questions à choix
figures-question = Question
figures-unit = Comptée par
figures-answers = Réponses
figures-per-experience = expérience
figures-per-return = retour
figures-export = Télécharger les données
figures-n-experiences = n = { $n } expériences.
figures-n-returns = n = { $n } retours.
figures-several = Plusieurs réponses possibles.
figures-by-kind = Par type de structure
figures-choice = Réponse
figures-total = Total
figures-base = Ont répondu
figures-unsaid = Non renseigné
figures-hidden = † Caché dans les tableaux publics : moins de { $n } structures, ou se déduit du total.
