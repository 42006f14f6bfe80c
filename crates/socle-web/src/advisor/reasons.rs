//! One tool: what speaks for it and against it, with the fact and its source, and what similar organizations tell.

use super::{field_name, field_of, label, place_word};
use crate::{
    addresses,
    advice::Advised,
    asked::{Asked, DATA, FIELDS, NEED, SIZES},
};
use socle_domain::{
    advisor::{Answers, Condition, Context, Criterion, Outcome, Reason, Recommended, Verdict},
    fact::FactStatus,
    time::Zone,
    typography,
};
use socle_look::{
    Html, Language, Texts,
    components::{Cell, Column, Details, Table},
    dates,
    layouts::Link,
    numbers,
};
use socle_store::{AdvisedTool, ShownFact, ToldStory};

/// Experiences that are shown of a tool.
const STORIES: usize = 3;
/// What is taken off for a missing step weighs much from here on: the odds fall by a factor *e*.
const HEAVY: u32 = 1024;
/// … and little below.
const LIGHT: u32 = 300;

/// A tool that is recommended, as its place on the page shows it.
pub(super) struct Card {
    pub(super) rank: String,
    pub(super) tool: Link,
    pub(super) summary: String,
    pub(super) guides: Vec<Link>,
    pub(super) chance: String,
    pub(super) outcomes: String,
    pub(super) reasons: Details,
    pub(super) stories: Vec<Story>,
}

/// An experience of it.
pub(super) struct Story {
    pub(super) link: Link,
    pub(super) words: String,
}

pub(super) fn card(
    t: &Texts,
    advised: &Advised,
    asked: &Asked,
    answers: &Answers,
    one: &Recommended,
) -> Option<Card> {
    let language = t.language();
    let tool = advised.material.tool(one.tool)?;
    let share = |hundredths: u32| numbers::share(language, hundredths, 100);
    let confidence = match one.confidence {
        socle_domain::advisor::Confidence::Low => "advisor-confidence-low",
        socle_domain::advisor::Confidence::Medium => "advisor-confidence-medium",
        socle_domain::advisor::Confidence::High => "advisor-confidence-high",
    };
    Some(Card {
        rank: one.rank.to_string(),
        tool: tool_link(tool),
        summary: in_language(language, &tool.summary),
        guides: guides(language, tool),
        chance: t.with(
            "advisor-chance",
            &[
                ("chance", share(one.chance).into()),
                ("low", share(one.low).into()),
                ("high", share(one.high).into()),
                ("confidence", t.get(confidence).into()),
            ],
        ),
        outcomes: t.with("advisor-outcomes", &[("good", one.good.into()), ("failures", one.failures.into())]),
        reasons: Details {
            summary: t.get("advisor-why"),
            body: Html::of(&table(t, asked, one, tool)),
            is_open: one.rank == 1,
        },
        stories: stories(t, advised, asked, answers, one.tool),
    })
}

pub(super) fn tool_link(tool: &AdvisedTool) -> Link {
    Link::new(tool.name.clone(), addresses::short_tool(tool.candidate.id.into()))
}

/// A text of the team in the reader's language, or else in the other.
fn in_language(language: Language, texts: &[String; 2]) -> String {
    let [french, english] = texts;
    let set = || typography::french(french).into_owned();
    match language {
        Language::En if !english.is_empty() => english.clone(),
        Language::Fr if french.is_empty() => english.clone(),
        _ => set(),
    }
}

/// The guides about a tool, each in one language: the reader's where there is.
fn guides(language: Language, tool: &AdvisedTool) -> Vec<Link> {
    let mut links: Vec<(i64, Link)> = Vec::new();
    for guide in &tool.guides {
        let link = Link::new(guide.title.clone(), addresses::guide(language, &guide.slug));
        match links.iter_mut().find(|(number, _)| *number == guide.number) {
            Some((_, there)) if guide.language == language.code() => *there = link,
            Some(_) => {}
            None => links.push((guide.number, link)),
        }
    }
    links.into_iter().map(|(_, link)| link).collect()
}

fn table(t: &Texts, asked: &Asked, one: &Recommended, tool: &AdvisedTool) -> Table {
    let rows = one.reasons.iter().map(|reason| {
        let (name, answer) = asked_of(t, asked, reason.criterion);
        let said = match answer {
            Some(answer) => t.with("advisor-said", &[("name", name.into()), ("answer", answer.into())]),
            None => name,
        };
        vec![
            Cell::text(&said),
            Cell::html(fact(t, fact_of(tool, reason.criterion), *reason)),
            Cell::text(&effect(t, *reason)),
        ]
    });
    Table {
        id: format!("pourquoi-{}", one.tool),
        caption: t.with("advisor-why-of", &[("tool", tool.name.as_str().into())]),
        columns: ["advisor-column-need", "advisor-column-fact", "advisor-column-effect"]
            .map(|key| Column::new(t.get(key)))
            .into(),
        rows: rows.collect(),
        note: None,
    }
}

/// What a criterion is called, and what was answered to it.
pub(super) fn asked_of(t: &Texts, asked: &Asked, criterion: Criterion) -> (String, Option<String>) {
    let language = t.language();
    let at = match criterion {
        Criterion::Need => NEED,
        Criterion::Sensitivity => DATA,
        Criterion::Condition(condition) => {
            FIELDS.iter().position(|field| field.condition == Some(condition)).unwrap_or(NEED)
        }
    };
    let field = &FIELDS[at];
    let place = asked.said[at].and_then(crate::asked::Said::place);
    (field_name(t, field), place.map(|place| place_word(language, field, place)))
}

fn fact_of(tool: &AdvisedTool, criterion: Criterion) -> Option<&ShownFact> {
    match criterion {
        Criterion::Need => None,
        Criterion::Sensitivity => tool.facts.last()?.as_ref(),
        Criterion::Condition(condition) => tool.facts.get(condition.index())?.as_ref(),
    }
}

/// The fact in words, then its source and its date.
fn fact(t: &Texts, fact: Option<&ShownFact>, reason: Reason) -> Html {
    if reason.criterion == Criterion::Need {
        let is_used = reason.verdict == Verdict::Used;
        return Html::text(&t.get(if is_used { "advisor-need-used" } else { "advisor-need-stated" }));
    }
    let Some(fact) = fact else { return Html::text(&t.get("advisor-not-known")) };
    let language = t.language();
    let mut words = in_language(language, &fact.text);
    if words.is_empty() {
        words = t.get("advisor-not-known");
    }
    let day = Zone::utc().civil(fact.seen_at);
    let read = dates::month(language, day.year.into(), day.month);
    let status = match fact.status {
        FactStatus::Expired => t.get("advisor-fact-expired"),
        FactStatus::Contested => t.get("advisor-fact-contested"),
        _ => String::new(),
    };
    let level = format!("E{}", fact.level.number());
    let source = t
        .with("advisor-source", &[("read", read.into()), ("level", level.into()), ("status", status.into())]);
    let source = match host(&fact.source) {
        Some(host) => vec![Html::link(host, &fact.source), Html::text(&source)],
        None => vec![Html::text(&fact.source), Html::text(&source)],
    };
    Html::join([vec![Html::text(&words), Html::text(" ")], source].concat())
}

/// The name of a site, from the address of a page of it; nothing for what is no address.
fn host(source: &str) -> Option<&str> {
    let rest = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://"))?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

fn effect(t: &Texts, reason: Reason) -> String {
    t.get(match reason.verdict {
        Verdict::Fits if reason.cost >= LIGHT => "advisor-effect-doubt",
        Verdict::Fits => "advisor-effect-for",
        Verdict::Used => "advisor-effect-used",
        Verdict::Offline => "advisor-effect-offline",
        Verdict::Unknown => "advisor-effect-unknown",
        Verdict::Short if reason.cost >= HEAVY => "advisor-effect-against",
        Verdict::Short => "advisor-effect-little",
    })
}

/// Experiences of this tool, failures first, then those lived in conditions nearest to the asker's.
fn stories(t: &Texts, advised: &Advised, asked: &Asked, answers: &Answers, tool: u32) -> Vec<Story> {
    let mut told: Vec<&ToldStory> = advised
        .material
        .stories
        .iter()
        .filter(|story| story.tool == Some(tool) && story.is_shown() && story.needs.has(answers.need))
        .collect();
    let rank = |story: &ToldStory| match story.outcome {
        Some(Outcome::Failure) => 0,
        Some(Outcome::Good) => 1,
        None => 2,
    };
    told.sort_by_key(|story| (rank(story), distance(asked, &answers.context, story), story.number));
    told.into_iter().take(STORIES).map(|story| tell(t, story)).collect()
}

/// How far the conditions of an experience are from the asker's; what one of both does not say is half a step away.
fn distance(asked: &Asked, context: &Context, story: &ToldStory) -> u32 {
    let apart = |one: Option<u8>, other: Option<u8>| match (one, other) {
        (Some(one), Some(other)) => 2 * u32::from(one.abs_diff(other)),
        _ => 1,
    };
    let conditions = Condition::ALL.map(|condition| {
        apart(context.conditions[condition.index()], story.context.conditions[condition.index()])
    });
    conditions.iter().sum::<u32>()
        + apart(context.reach, story.context.reach)
        + apart(asked.size(), story.people)
}

fn tell(t: &Texts, story: &ToldStory) -> Story {
    let language = t.language();
    let outcome = t.get(match story.outcome {
        Some(Outcome::Failure) => "advisor-story-failure",
        Some(Outcome::Good) => "advisor-story-good",
        None => "advisor-story-open",
    });
    let conditions = [Condition::Network, Condition::Use].into_iter().filter_map(|condition| {
        let place = story.context.conditions[condition.index()]?;
        Some(place_word(language, field_of(condition), place))
    });
    let size = story.people.and_then(|place| SIZES.get(usize::from(place)));
    let size = size.map(|term| t.with("advisor-story-people", &[("people", label(language, term).into())]));
    Story {
        link: Link::new(
            t.with("advisor-story", &[("number", story.number.to_string().into())]),
            addresses::experience(language, story.number.into()),
        ),
        words: [outcome].into_iter().chain(conditions).chain(size).collect::<Vec<_>>().join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_that_are_addresses_are_called_by_their_host() {
        assert_eq!(host("https://exemple.org/outil?x"), Some("exemple.org"));
        for other in ["javascript:alert(1)", "ftp://exemple.org", "Un livre", "https://"] {
            assert_eq!(host(other), None, "{other}");
        }
    }
}
