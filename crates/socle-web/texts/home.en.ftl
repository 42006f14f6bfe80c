home-title = Which digital tool for your project?
home-lead = Socle gathers what small organizations really lived through with their tools: what worked, what got stuck.
home-surveys = Open surveys
home-none = No survey is open at the moment.
home-closes = Open until { $when } ({ $zone } time)
home-opens = Opens on { $when } ({ $zone } time)
home-guides = The latest guides
home-all-guides = All guides
