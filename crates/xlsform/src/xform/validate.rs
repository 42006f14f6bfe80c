//! What ODK's own engine would refuse, told before a phone does: empty groups, formulas that are none, cycles, lists
//! without labels, instances that are nowhere.
//!
//! The reference compiler lets these pass, so in strict mode they are warnings; in kind mode what cannot be repaired is
//! an error.

use super::tree::Tree;
use crate::codes;
use crate::compile::expression::TokenKind;
use crate::compile::item::{FORMULAS, Item, Kind};
use crate::compile::tables::{self, Widget};
use crate::compile::{Lists, expression, shape};
use crate::issue::{Issue, Issues, Severity};

/// Checks the whole form; where repairs apply, empty groups are no longer shown.
pub(crate) fn check(tree: &mut Tree<'_>, lists: &Lists<'_>, issues: &mut Issues) {
    empty_groups(tree, issues);
    for node in &mut tree.nodes {
        sentence_as_text(&mut node.item, issues);
    }
    for node in &tree.nodes {
        formulas(&node.item, issues);
        last_saved_in_repeat(tree, &node.item, issues);
    }
    labels(tree, lists, issues);
    cycles(tree, issues);
}

/// An issue of that kind; an error where it should have been repaired and cannot.
pub(crate) fn reject(
    item: &Item<'_>,
    column: &str,
    value: &str,
    [french, english]: [String; 2],
    is_repaired: bool,
    issues: &mut Issues,
) {
    let mut issue = Issue::new(&codes::VALIDATE_REJECT)
        .row(item.row)
        .column(column)
        .value(value)
        .param("french", french)
        .param("english", english);
    if item.row > 0 {
        issue = issue.sheet("survey");
    }
    if issues.mends() && !is_repaired {
        issue.severity = Severity::Error;
    }
    issues.push_as_is(issue);
}

fn is_shown(item: &Item<'_>) -> bool {
    match item.kind {
        Kind::Question => {
            let tag = item.widget.map_or("", Widget::tag);
            let is_computed = item.bind.get("calculate").is_some() || !item.triggers.is_empty();
            let has_text = item.label.is_some() || item.hint.is_some();
            !tag.is_empty() && item.type_name != "calculate" && (!is_computed || has_text)
        }
        Kind::Group | Kind::Repeat | Kind::Loop => item.control.get("bodyless").is_none(),
        _ => false,
    }
}

/// Groups with nothing to show, innermost first.
fn empty_groups(tree: &mut Tree<'_>, issues: &mut Issues) {
    for at in (1..tree.nodes.len()).rev() {
        let node = &tree.nodes[at];
        let is_group = matches!(node.item.kind, Kind::Group | Kind::Loop);
        if !is_group || node.children.iter().any(|child| is_shown(&tree.nodes[*child].item)) {
            continue;
        }
        let detail = [
            format!("le groupe « {0} » n’affiche rien", node.item.name),
            format!("the group \"{0}\" shows nothing", node.item.name),
        ];
        reject(&node.item, "type", &node.item.name, detail, true, issues);
        if issues.mends() {
            tree.nodes[at].item.control.set_text("bodyless", "true");
        }
    }
}

/// A calculation that is plain words was meant as a text: where repairs apply, it becomes one.
fn sentence_as_text(item: &mut Item<'_>, issues: &mut Issues) {
    let Some(text) = item.bind.text("calculate").filter(|_| issues.mends()).map(str::to_owned) else {
        return;
    };
    let is_words =
        text.chars().all(|found| found.is_alphanumeric() || matches!(found, ' ' | ',' | '.' | '-' | '\''));
    if !is_words || shape::fault(&text).is_none() {
        return;
    }
    let literal = if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") };
    let detail = [
        format!("« {text} » n’est pas une formule, mais {literal} en est une"),
        format!("\"{text}\" is no formula, {literal} is"),
    ];
    reject(item, "calculation", &text, detail, true, issues);
    item.bind.set_text("calculate", literal);
}

fn formulas(item: &Item<'_>, issues: &mut Issues) {
    for (key, text) in FORMULAS.into_iter().zip(item.formulas()) {
        let Some(text) = text else { continue };
        if key == "calculate" && !item.triggers.is_empty() {
            continue;
        }
        if tables::yes_no(text).is_none() {
            formula(item, key, text, issues);
        }
    }
    if let Some(filter) = &item.choice_filter {
        formula(item, "choice_filter", filter, issues);
    }
}

fn formula(item: &Item<'_>, column: &str, text: &str, issues: &mut Issues) {
    if let Some(rest) = shape::fault(text) {
        let start: String = rest.chars().take(40).collect();
        let detail = [
            format!("la formule est mal écrite à partir de « {start} »"),
            format!("the formula is not well written from \"{start}\""),
        ];
        reject(item, column, text, detail, false, issues);
    }
}

/// The last saved submission has one value for a question, not one for each repeat.
fn last_saved_in_repeat(tree: &Tree<'_>, item: &Item<'_>, issues: &mut Issues) {
    let texts = FORMULAS.into_iter().zip(item.formulas()).filter_map(|(key, text)| Some((key, text?)));
    for (key, text) in texts.filter(|(_, text)| expression::has_last_saved(text)) {
        for found in expression::references(text).filter(|found| found.is_last_saved) {
            if tree.find(found.name).is_some_and(|at| tree.repeat_around(at).is_some()) {
                let detail = [
                    format!("« {0} » est dans une répétition", found.name),
                    format!("\"{0}\" is in a repeat", found.name),
                ];
                reject(item, key, text, detail, false, issues);
            }
        }
    }
}

/// A list is shown by its labels.
fn labels(tree: &Tree<'_>, lists: &Lists<'_>, issues: &mut Issues) {
    for item in tree.nodes.iter().map(|node| &node.item) {
        let list = item.itemset.as_deref().and_then(|name| lists.get(name));
        let Some(list) = list.filter(|list| !list.needs_itext) else { continue };
        if list.choices.first().is_none_or(|choice| choice.label.is_none()) {
            let detail = [
                format!("la liste « {0} » n’a pas de libellé", list.name),
                format!("the list \"{0}\" has no label", list.name),
            ];
            reject(item, "type", &list.name, detail, false, issues);
        }
    }
}

/// Questions whose value depends, in the end, on itself.
fn cycles(tree: &Tree<'_>, issues: &mut Issues) {
    let needs = Needs::read(tree);
    let mut marks: Vec<Option<Mark>> = vec![None; tree.nodes.len()];
    for start in 0..tree.nodes.len() {
        if marks[start].is_some() {
            continue;
        }
        marks[start] = Some(Mark::Open);
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(target) = needs.of(at).get(next) else {
                marks[at] = Some(Mark::Done);
                continue;
            };
            stack.push((at, next + 1));
            match marks[*target] {
                None => {
                    marks[*target] = Some(Mark::Open);
                    stack.push((*target, 0));
                }
                Some(Mark::Open) => {
                    let (from, to) = (&tree.nodes[at].item, &tree.nodes[*target].item);
                    let detail = [
                        format!("la valeur de « {0} » dépend d’elle-même, par « {1} »", from.name, to.name),
                        format!(
                            "the value of \"{0}\" depends on itself, through \"{1}\"",
                            from.name, to.name
                        ),
                    ];
                    reject(from, "calculation", &from.name, detail, false, issues);
                }
                Some(Mark::Done) => {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Done,
}

/// Whether a formula reads its own element, as `.` does outside the brackets of a filter.
fn reads_itself(text: &str) -> bool {
    if !text.as_bytes().contains(&b'.') {
        return false;
    }
    let mut depth = 0_usize;
    expression::tokens(text).any(|token| {
        match (token.kind, &text[token.start..token.end]) {
            (TokenKind::PredicateStart, _) | (_, "[") => depth += 1,
            (TokenKind::PredicateEnd, _) => depth = depth.saturating_sub(1),
            (TokenKind::Literal, ".") => return depth == 0 && !text[token.end..].starts_with('/'),
            _ => {}
        }
        false
    })
}

/// For each element, those whose value it needs. A question needs what decides whether its groups are shown.
struct Needs {
    /// All targets, element after element.
    targets: Vec<usize>,
    /// Where the targets of each element end.
    ends: Vec<usize>,
}

impl Needs {
    fn read(tree: &Tree<'_>) -> Needs {
        let count = tree.nodes.len();
        let mut needs = Needs { targets: Vec::with_capacity(count * 2), ends: Vec::with_capacity(count) };
        let mut found: Vec<usize> = Vec::new();
        for at in 0..count {
            found.clear();
            needs_of(tree, at, &mut found);
            found.sort_unstable();
            found.dedup();
            needs.targets.extend_from_slice(&found);
            needs.ends.push(needs.targets.len());
        }
        needs
    }

    fn of(&self, at: usize) -> &[usize] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.targets[start..self.ends[at]]
    }
}

fn needs_of(tree: &Tree<'_>, at: usize, found: &mut Vec<usize>) {
    let node = &tree.nodes[at];
    found.extend(node.parent.filter(|at| *at > 0));
    for (key, text) in FORMULAS.into_iter().zip(node.item.formulas()) {
        // A constraint is read once the answer is there.
        let Some(text) = text.filter(|_| key != "constraint") else { continue };
        if key == "calculate" && !node.item.triggers.is_empty() {
            continue;
        }
        if node.item.kind == Kind::Question && reads_itself(text) {
            found.push(at);
        }
        // What a formula asks of a group or repeat is how many there are, not their answers.
        let names = expression::references(text).filter(|name| !name.is_last_saved);
        found.extend(
            names.filter_map(|name| tree.find(name.name)).filter(|at| tree.kind(*at) == Kind::Question),
        );
    }
}
