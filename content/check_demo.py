"""Holds the demonstration to its rules: answers that the questionnaire takes, passages that stand in their story, guides
that hold no other words of it, and counts that the table of organizations gives. Called by check.py."""

import collections
import csv
import re
import tomllib

import check as rules

PROPORTIONS = {
    "associations": (("asi", "osc"), 86), "foundations": (("fond",), 3), "faith groups": (("conf",), 2),
    "companies or start-ups": (("start", "entr"), 2), "local authorities": (("coll",), 1), "universities": (("univ",), 1),
}
FAILURES = ("tool", "cost", "conditions")
# So many characters in a row, case and accents aside, are a quotation.
QUOTED = 24


def questionnaire(root):
    """Questions by name and choices by list, as the default questionnaire writes them."""
    questions, choices, sheet, head = {}, collections.defaultdict(list), "", []
    for line in (root / "questionnaire/retour-experience.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")]
        if len(cells) == 1 and cells[0]:
            sheet, head = cells[0], []
        elif len(cells) > 1 and not head:
            head = cells[1:]
        elif len(cells) > 1 and sheet == "survey":
            row = dict(zip(head, cells[1:]))
            questions[row["name"]] = row
        elif len(cells) > 1 and sheet == "choices":
            choices[cells[1]].append(cells[2])
    countries = (root / "questionnaire/countries.csv").read_text(encoding="utf-8").splitlines()[1:]
    choices["countries.csv"] = [line.split(",")[0] for line in countries]
    return questions, choices


def check_answers(check, path, where, answers, questions, choices):
    for name, value in answers.items():
        question = questions.get(name)
        if question is None:
            check.fault(path, f"{where}: {name} is not a question")
            continue
        kind, _, list_name = question["type"].partition(" ")
        if kind.startswith("select"):
            given = value.split() if "multiple" in kind else [value]
            for choice in given:
                if choice not in choices[list_name]:
                    check.fault(path, f"{where}: {choice} is not a choice of {name}")
            most = re.search(r"count-selected\(\.\) <= (\d+)", question["constraint"])
            if most and len(given) > int(most[1]):
                check.fault(path, f"{where}: {name} has more than {most[1]} answers")
        longest = re.search(r"string-length\(\.\) <= (\d+)", question["constraint"])
        if longest and len(value) > int(longest[1]):
            check.fault(path, f"{where}: {name} is longer than {longest[1]} characters")


def check_organizations(check, questions, choices):
    path = check.root / "demo/organizations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for what, (kinds, number) in PROPORTIONS.items():
        found = sum(row["s0_type"] in kinds for row in rows)
        if found != number:
            check.fault(path, f"{found} {what} and not {number}")
    for row in rows:
        answers = {name: value for name, value in row.items() if name != "id" and value}
        check_answers(check, path, row["id"], answers, questions, choices)
        if not row["s3_name"].endswith(" (fictif)"):
            check.fault(path, f"{row['id']} does not say that it is invented")
        if not row["s3_themes"] or not row["s3_country"]:
            check.fault(path, f"{row['id']} has no theme or no country")
        is_wanted = "yes" in (row["s5_study"], row["s5_interview"], row["s5_review"], row["s5_peer"])
        if is_wanted and not row["s5_email"].endswith(".invalid"):
            check.fault(path, f"{row['id']} has no invented address")
    if len({row["id"] for row in rows}) != len(rows) or len({row["s3_name"] for row in rows}) != len(rows):
        check.fault(path, "an organization stands twice")
    check.count("organizations", len(rows))
    return {row["id"]: row for row in rows}


def check_stories(check, codes, words, organizations, questions, choices):
    path = check.root / "demo/stories.toml"
    table = check.toml(path)
    if table.get("synthetic") is not True:
        check.fault(path, "does not say that it is invented")
    stories = {story["id"]: story for story in table.get("stories", [])}
    passages, themes = {}, set()
    for id, story in stories.items():
        answers = story["answers"]
        if story["organization"] not in organizations:
            check.fault(path, f"{id}: no organization {story['organization']}")
        check_answers(check, path, id, answers, questions, choices)
        text = "i_problem" if answers.get("e_link") == "made" else "e_story"
        state = "i_stage" if text == "i_problem" else "e_state"
        for name in ("e_tool", "e_link", "e_need", "e_theme", "e_country", text, state, "e_publish", "e_next"):
            if not answers.get(name):
                check.fault(path, f"{id}: {name} is not answered")
        if ("e_stop" in answers) != (answers.get("e_state") in ("reduced", "replaced", "stopped")):
            check.fault(path, f"{id}: e_stop goes with reduced, replaced or stopped")
        if ("e_currency" in answers) != ("e_cost0_amount" in answers or "e_costm_amount" in answers):
            check.fault(path, f"{id}: a currency goes with an amount")
        if "set_aside" not in story and "duplicate_of" not in story:
            themes.add(answers.get("e_theme"))
        for passage in story.get("passages", []):
            quote, told = passage["quote"], answers.get(passage["question"], "")
            if told.count(quote) != 1:
                check.fault(path, f"{id}:{passage['place']} is not in its answer, once and in its exact words")
            for code in passage["codes"]:
                if code not in words:
                    check.fault(path, f"{id}:{passage['place']}: {code} is not a code")
            if answers.get("e_publish") != "figures":
                passages[f"{id}:{passage['place']}"] = quote
    check_variety(check, path, codes, stories, themes)
    check.count("passages", len(passages))
    return stories, passages


def check_variety(check, path, codes, stories, themes):
    own = [s for s in stories.values() if "set_aside" not in s and "duplicate_of" not in s]
    failed = [s for s in own if s["answers"].get("e_stop") in FAILURES]
    for theme in codes["themes"]:
        if theme not in themes:
            check.fault(path, f"no story on {theme}")
    if len(own) < 15:
        check.fault(path, f"{len(own)} distinct stories; 15 are wanted")
    if not len(own) / 4 <= len(failed) <= len(own) / 2:
        check.fault(path, f"{len(failed)} failures in {len(own)} stories; a third are wanted")
    for key, what in (("set_aside", "out of scope"), ("duplicate_of", "near-duplicate"), ("withdraw_after", "withdrawal")):
        if not any(key in story for story in stories.values()):
            check.fault(path, f"no story is a {what}")
    check.count("stories", len(stories))
    check.count("stories that failed", len(failed))


def check_pasted(check, path, text, stories):
    """Words of a story stand in a guide by citation only."""
    told = rules.fold(re.sub(r"\[@[^\]]*\]", " ", text))
    stretches = {told[at:at + QUOTED] for at in range(len(told) - QUOTED)}
    for id, story in stories.items():
        for name, answer in story["answers"].items():
            if len(answer) > 40 and " " in answer:
                words = rules.fold(answer)
                found = [words[at:at + QUOTED] for at in range(len(words) - QUOTED) if words[at:at + QUOTED] in stretches]
                if found:
                    check.fault(path, f"holds words of {id}, {name}: {found[0]}")


def check_study(check, organizations, passages, stories, questions):
    path = check.root / "demo/study.md"
    head, text = rules.front_matter(check, path)
    figures = {figure["id"]: figure for figure in head.get("figures", [])}
    if len(figures) != 3:
        check.fault(path, f"{len(figures)} figures and not 3")
    for id in re.findall(r"\{figure:([^}]*)\}", text):
        if id not in figures:
            check.fault(path, f"no figure {id}")
    for id, figure in figures.items():
        check.pair(path, f"title of {id}", figure.get("title"))
        if f"{{figure:{id}}}" not in text:
            check.fault(path, f"the figure {id} is not shown")
        for name in (figure["question"], figure["breakdown"]):
            if name and name not in questions:
                check.fault(path, f"{id}: {name} is not a question")
        counted = collections.Counter(w for row in organizations.values() for w in row[figure["question"]].split())
        base = sum(1 for row in organizations.values() if row[figure["question"]])
        if base != figure["base"]:
            check.fault(path, f"{id}: {base} answered and not {figure['base']}")
        for choice, number in figure["expected"].items():
            if counted[choice] != number:
                check.fault(path, f"{id}: {choice} was chosen {counted[choice]} times and not {number}")
    for inside in re.findall(r"\[@([^\]\n]*)\]", text):
        if inside not in passages:
            check.fault(path, f"[@{inside}] points at nothing")
    check_pasted(check, path, text, stories)


def check(check, codes, words, tools):
    questions, choices = questionnaire(check.root)
    organizations = check_organizations(check, questions, choices)
    stories, passages = check_stories(check, codes, words, organizations, questions, choices)
    for path in sorted((check.root / "demo/guides").glob("*.md")):
        rules.check_guide(check, path, codes, tools, lambda inside: inside in passages)
        check_pasted(check, path, rules.front_matter(check, path)[1], stories)
    check_study(check, organizations, passages, stories, questions)
