//! `${name}` as a path: absolute, or relative to where it stands when both are in the same repeat.
//!
//! A relative path reads the same instance of the repeat, an absolute one the first.

use std::borrow::Cow;

use super::tree::Tree;
use crate::compile::expression::{self, Reference};
use crate::compile::item::Kind;

/// Where a text stands and how its references must read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Element the text belongs to; none for choices, which belong to no question.
    pub(crate) context: Option<usize>,
    /// Whether relative paths start from `current()`, as in a filter.
    pub(crate) from_current: bool,
    /// Whether the path is that of a set of nodes, to choose from.
    pub(crate) is_nodeset: bool,
}

impl Place {
    pub(crate) fn of(context: usize) -> Place {
        Place { context: Some(context), from_current: false, is_nodeset: false }
    }

    pub(crate) fn nowhere() -> Place {
        Place { context: None, from_current: false, is_nodeset: false }
    }

    pub(crate) fn current(self) -> Place {
        Place { from_current: true, ..self }
    }

    pub(crate) fn nodeset(self, is_nodeset: bool) -> Place {
        Place { is_nodeset, ..self }
    }
}

impl Tree<'_> {
    /// The text with its references as paths.
    pub(crate) fn with_paths<'t>(&self, text: &'t str, place: Place) -> Cow<'t, str> {
        if !expression::opens_reference(text) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 32);
        let mut from = 0;
        let whole = Whole::new(text);
        for found in expression::references(text) {
            out.push_str(&text[from..found.start]);
            self.write_path(&mut out, &found, &whole, place);
            from = found.end();
        }
        out.push_str(&text[from..]);
        Cow::Owned(out)
    }

    /// Writes the path of one reference of a text, with a space on each side.
    pub(crate) fn write_path(
        &self,
        out: &mut String,
        reference: &Reference<'_>,
        whole: &Whole<'_>,
        place: Place,
    ) {
        let Some(target) = self.find(reference.name) else {
            let row = place.context.map_or(0, |at| self.nodes[at].item.row);
            self.unresolved.borrow_mut().insert((row, reference.name.to_owned()));
            out.extend(["${", reference.name, "}"]);
            return;
        };
        if let Some(context) = place.context.filter(|_| whole.may_be_relative(reference)) {
            let from_current = place.from_current || whole.is_in_filter(reference);
            if let Some(path) = self.relative(context, target, reference.name, from_current, place.is_nodeset)
            {
                out.push_str(&path);
                return;
            }
        }
        let prefix = if reference.is_last_saved { "instance('__last-saved')" } else { "" };
        out.extend([" ", prefix, self.path(target), " "]);
    }

    fn relative(
        &self,
        context: usize,
        target: usize,
        name: &str,
        from_current: bool,
        is_nodeset: bool,
    ) -> Option<String> {
        if !self.has_repeats {
            return None;
        }
        let (repeat, steps) = self.common(context, target, |kind| kind == Kind::Repeat)?;
        let (steps, path) = self.relative_steps(context, target, repeat, steps, is_nodeset)?;
        let path = if path.ends_with(name) { path } else { format!("/{name}") };
        let prefix = if from_current { " current()/" } else { " " };
        Some(format!("{prefix}{}{path} ", vec![".."; steps].join("/")))
    }

    fn relative_steps(
        &self,
        context: usize,
        target: usize,
        repeat: usize,
        steps: usize,
        is_nodeset: bool,
    ) -> Option<(usize, String)> {
        if is_nodeset {
            let is_outermost = self.repeat_around(repeat).is_none();
            let is_nested = self.repeat_around(context) != Some(repeat);
            // To choose among all instances of the repeat, the path goes one step above it.
            if self.repeat_around(target) == Some(repeat) && (is_outermost || is_nested) {
                return Some((steps + 1, self.path_below(target, self.nodes[repeat].parent)));
            }
        }
        let (top, steps) =
            self.common(context, target, |kind| matches!(kind, Kind::Group | Kind::Repeat | Kind::Meta))?;
        Some((steps, self.path_below(target, Some(top))))
    }
}

/// A text with references, and what in it decides how they read.
pub(crate) struct Whole<'a> {
    text: &'a str,
    /// Byte ranges of its `indexed-repeat(…)` calls; nothing when there is none.
    indexed: Option<Vec<(usize, usize)>>,
    /// Byte ranges of the brackets, when it reads an `instance(…)`.
    filters: Vec<(usize, usize)>,
}

impl<'a> Whole<'a> {
    pub(crate) fn new(text: &'a str) -> Whole<'a> {
        let indexed = expression::calls(text, "indexed-repeat(").then(|| indexed_repeats(text));
        Whole { text, indexed, filters: instance_filters(text) }
    }

    /// Whether the reference may be written as a relative path: not the last saved one, and, in `indexed-repeat()`,
    /// only the index arguments.
    fn may_be_relative(&self, reference: &Reference<'_>) -> bool {
        if reference.is_last_saved {
            return false;
        }
        let Some(calls) = &self.indexed else { return true };
        let mut calls = calls.iter();
        while let Some((start, end)) = calls.next() {
            if reference.end() > *end {
                // As the reference does: past a call, the next one is passed over too.
                if calls.next().is_none() {
                    return true;
                }
                continue;
            }
            if reference.end() < *start || reference.start > *end {
                return true;
            }
            return is_index_argument(reference.name, &self.text[*start..*end]);
        }
        false
    }

    /// Whether the reference stands in brackets of an expression that reads an `instance(…)`.
    fn is_in_filter(&self, reference: &Reference<'_>) -> bool {
        self.filters.iter().any(|(start, end)| reference.start >= *start && reference.end() <= *end)
    }
}

/// Byte ranges of the `indexed-repeat(…)` calls, each up to its first closing parenthesis.
fn indexed_repeats(text: &str) -> Vec<(usize, usize)> {
    const CALL: &str = "indexed-repeat(";
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(start) = text[from..].find(CALL).map(|at| at + from) {
        let inside = start + CALL.len();
        match text[inside..].find(')') {
            Some(length) if length > 0 => {
                out.push((start, inside + length + 1));
                from = inside + length + 1;
            }
            _ => from = inside,
        }
    }
    out
}

/// In `indexed-repeat(value, group, index, group, index…)`, whether the name stands in an index.
fn is_index_argument(name: &str, call: &str) -> bool {
    let wanted = format!("${{{name}}}");
    let inside = call.split_once('(').map_or("", |(_, inside)| inside.strip_suffix(')').unwrap_or(inside));
    let position = inside.split(',').enumerate().filter(|(_, part)| part.contains(&wanted)).last();
    position.is_some_and(|(at, _)| !matches!(at, 0 | 1 | 3 | 5))
}

/// Byte ranges of the `[…]` of a text that reads an `instance(…)`, each up to its first closing bracket.
fn instance_filters(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    if !expression::calls(text, "instance(") {
        return out;
    }
    let reads_instance = text.find("instance(").is_some_and(|at| text.len() >= at + "instance(".len() + 2);
    if !reads_instance {
        return out;
    }
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| at + from) {
        let Some(length) = text[open + 1..].find(']') else { return out };
        let close = open + 1 + length + 1;
        if length == 0 {
            from = open + 1;
        } else {
            out.push((open, close));
            from = close;
        }
    }
    out
}
