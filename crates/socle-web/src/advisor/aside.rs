//! What is not recommended: what has to be checked first, what an answer excludes, and the answers that would bring it
//! back.

use super::{
    field_name, field_of, place_word,
    reasons::{asked_of, tool_link},
    results_path,
};
use crate::{
    advice::Advised,
    asked::{Asked, DATA, FIELDS},
};
use socle_domain::advisor::{Advice, Change, Criterion, Remedy, SetAside};
use socle_look::Html;
use socle_look::{Texts, components::Details, layouts::Link};
use std::collections::BTreeMap;

/// Tools that are named in one place; the others are counted.
pub(super) const NAMED: usize = 12;
/// Groups of excluded tools that are shown.
const GROUPS: usize = 8;
/// Answers that would change the first tool, as many as are told.
const CHANGES: usize = 4;

/// Tools of which a fact that decides is unknown.
pub(super) struct ToCheck {
    pub(super) tool: Link,
    pub(super) words: String,
}

pub(super) fn to_check(t: &Texts, advised: &Advised, asked: &Asked, advice: &Advice) -> Vec<ToCheck> {
    advice
        .to_check
        .iter()
        .take(NAMED)
        .filter_map(|one| {
            let names: Vec<String> =
                one.remedies.iter().map(|remedy| asked_of(t, asked, remedy.criterion).0).collect();
            let words = t.with("advisor-check-what", &[("names", names.join(", ").into())]);
            Some(ToCheck { tool: tool_link(advised.material.tool(one.tool)?), words })
        })
        .collect()
}

/// Tools that the same answers exclude.
pub(super) struct Excluded {
    pub(super) words: String,
    pub(super) names: Details,
    /// The answer or the answers that would bring them back.
    pub(super) back: Option<Link>,
}

/// The largest group first.
pub(super) fn excluded(t: &Texts, advised: &Advised, asked: &Asked, advice: &Advice) -> Vec<Excluded> {
    let mut groups: BTreeMap<Vec<(u8, Option<u8>)>, Vec<&SetAside>> = BTreeMap::new();
    for one in &advice.set_aside {
        groups.entry(one.remedies.iter().copied().map(key).collect()).or_default().push(one);
    }
    let mut groups: Vec<Vec<&SetAside>> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().map(|one| one.tool)));
    groups.iter().take(GROUPS).filter_map(|group| group_of(t, advised, asked, group)).collect()
}

fn key(remedy: Remedy) -> (u8, Option<u8>) {
    let criterion = match remedy.criterion {
        Criterion::Need => 0,
        Criterion::Sensitivity => 1,
        Criterion::Condition(condition) => 2 + u8::try_from(condition.index()).unwrap_or(0),
    };
    (criterion, remedy.place)
}

fn group_of(t: &Texts, advised: &Advised, asked: &Asked, group: &[&SetAside]) -> Option<Excluded> {
    let remedies = &group.first()?.remedies;
    let mut names: Vec<Html> = Vec::new();
    for tool in group.iter().take(NAMED).filter_map(|one| advised.material.tool(one.tool)) {
        let link = tool_link(tool);
        names.extend((!names.is_empty()).then(|| Html::text(", ")));
        names.push(Html::link(&link.text, &link.href));
    }
    if group.len() > NAMED {
        names.push(Html::text(&t.with("advisor-and-others", &[("n", (group.len() - NAMED).into())])));
    }
    let asks: Vec<String> = remedies.iter().map(|remedy| asks(t, *remedy)).collect();
    let is_known = remedies.iter().all(|remedy| remedy.place.is_some());
    let relaxed = remedies.iter().copied().fold(asked.clone(), relax);
    Some(Excluded {
        words: t.with("advisor-excluded", &[("n", group.len().into()), ("asks", asks.join(", ").into())]),
        names: Details { summary: t.get("advisor-excluded-names"), body: Html::join(names), is_open: false },
        back: is_known.then(|| {
            Link::new(
                t.with("advisor-bring-back", &[("n", group.len().into())]),
                results_path(t.language(), &relaxed),
            )
        }),
    })
}

/// What a tool asks for, in words.
fn asks(t: &Texts, remedy: Remedy) -> String {
    let field = match remedy.criterion {
        Criterion::Condition(condition) => field_of(condition),
        Criterion::Need | Criterion::Sensitivity => &FIELDS[DATA],
    };
    let name = field_name(t, field);
    match remedy.place {
        Some(place) => {
            let word = place_word(t.language(), field, place);
            t.with("advisor-said", &[("name", name.into()), ("answer", word.into())])
        }
        None => {
            t.with("advisor-said", &[("name", name.into()), ("answer", t.get("advisor-not-known").into())])
        }
    }
}

fn relax(asked: Asked, remedy: Remedy) -> Asked {
    match (remedy.criterion, remedy.place) {
        (Criterion::Condition(condition), Some(place)) => asked.with(condition, place),
        (Criterion::Sensitivity, Some(place)) => asked.with_data(place),
        _ => asked,
    }
}

/// Other answers under which another tool would come first.
pub(super) fn changes(t: &Texts, advised: &Advised, asked: &Asked, advice: &Advice) -> Vec<(String, Link)> {
    let tell = |change: &Change| {
        let tool = advised.material.tool(change.first?)?;
        let field = field_of(change.condition);
        let answer = place_word(t.language(), field, change.place);
        let words = t.with(
            "advisor-change",
            &[
                ("name", field_name(t, field).into()),
                ("answer", answer.into()),
                ("tool", tool.name.as_str().into()),
            ],
        );
        let other = asked.with(change.condition, change.place);
        Some((words, Link::new(t.get("advisor-see"), results_path(t.language(), &other))))
    };
    advice.changes.iter().filter_map(tell).take(CHANGES).collect()
}
