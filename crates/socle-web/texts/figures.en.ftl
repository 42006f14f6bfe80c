figures-title = Counts
figures-surveys = Surveys
figures-counted = Returns counted
figures-accepted = Accepted returns
figures-all = With returns to read
figures-none = There is no survey to count.
figures-questions = Questions with choices
figures-question = Question
figures-unit = Counted by
figures-answers = Answers
figures-per-experience = experience
figures-per-return = return
figures-export = Download the data
figures-n-experiences = n = { $n } experiences.
figures-n-returns = n = { $n } returns.
figures-several = Several answers possible.
figures-by-kind = By kind of organization
figures-choice = Answer
figures-total = Total
figures-base = Answered
figures-unsaid = Not said
figures-hidden = † Hidden in public tables: fewer than { $n } organizations, or can be worked out from the total.
