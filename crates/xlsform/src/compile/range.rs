//! Range questions: a scale from `start` to `end` by `step`, with ticks, a placeholder and labels.

use super::choices::{ChoiceList, Lists};
use super::decimal::Decimal;
use super::item::Item;
use super::parameters::{accept, place};
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

const NAMES: [&str; 6] = ["start", "end", "step", "tick_interval", "placeholder", "tick_labelset"];

/// The numbers of a scale.
struct Scale {
    start: Decimal,
    end: Decimal,
    step: Decimal,
    tick: Option<Decimal>,
    placeholder: Option<Decimal>,
}

impl Scale {
    fn holds(&self, value: &Decimal) -> bool {
        let (low, high) =
            if self.start <= self.end { (&self.start, &self.end) } else { (&self.end, &self.start) };
        low <= value && value <= high
    }

    fn numbers(&self) -> impl Iterator<Item = &Decimal> {
        [&self.start, &self.end, &self.step].into_iter().chain(&self.tick).chain(&self.placeholder)
    }
}

/// Applies the parameters of a range question.
pub(crate) fn refine(item: &mut Item<'_>, lists: &Lists<'_>, issues: &mut Issues) {
    accept(item, &NAMES, issues);
    let is_plain =
        item.appearance().is_none_or(|shown| shown.contains("vertical") || shown.contains("no-ticks"));
    if !is_plain && NAMES[3..].iter().any(|name| item.parameter(name).is_some()) {
        issues.push(
            place(Issue::new(&codes::RANGE_APPEARANCE), item.row)
                .value(item.appearance().unwrap_or_default()),
        );
        item.parameters.retain(|(key, _)| !NAMES[3..].contains(&&**key));
    }
    for (name, default) in [("start", "1"), ("end", "10"), ("step", "1")] {
        if item.parameter(name).is_none() {
            item.parameters.push((name.into(), default.into()));
        }
    }
    let labels = take(item, "tick_labelset").filter(|name| !name.is_empty());
    if let Some(scale) = scale(item, issues) {
        check_numbers(item, &scale, issues);
        if let Some(name) = labels {
            check_labels(item, &scale, &name, lists, issues);
            item.itemset = Some(name.into());
        }
        if scale.numbers().any(|number| !number.is_whole()) {
            item.bind.set_text("type", "decimal");
        }
    }
    for (key, value) in item.parameters.clone() {
        let key = match &*key {
            "tick_interval" => "odk:tick-interval".into(),
            "placeholder" => "odk:placeholder".into(),
            _ => key,
        };
        item.control.set_text(key, value);
    }
}

fn take(item: &mut Item<'_>, name: &str) -> Option<String> {
    let at = item.parameters.iter().position(|(key, _)| key == name)?;
    Some(item.parameters.remove(at).1.into_owned())
}

fn scale(item: &Item<'_>, issues: &mut Issues) -> Option<Scale> {
    let mut number = |name: &'static str| {
        let text = item.parameter(name)?;
        let value = Decimal::parse(text);
        if value.is_none() {
            report(item.row, &codes::RANGE_NUMBER, name, text, issues);
        }
        value
    };
    let (start, end, step) = (number("start"), number("end"), number("step"));
    let (tick, placeholder) = (number("tick_interval"), number("placeholder"));
    Some(Scale { start: start?, end: end?, step: step?, tick, placeholder })
}

fn report(row: u32, rule: &'static Rule, name: &'static str, value: &str, issues: &mut Issues) {
    issues.push(place(Issue::new(rule), row).param("name", name).value(value));
}

fn check_numbers(item: &Item<'_>, scale: &Scale, issues: &mut Issues) {
    let width = scale.end.minus(&scale.start).absolute();
    let text = |name: &str| item.parameter(name).unwrap_or_default();
    let steps = [("step", Some(&scale.step)), ("tick_interval", scale.tick.as_ref())];
    for (name, value) in steps.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))) {
        if value.is_zero() {
            report(item.row, &codes::RANGE_ZERO, name, text(name), issues);
        } else if *value > width {
            report(item.row, &codes::RANGE_TOO_LARGE, name, text(name), issues);
        } else if !value.is_multiple_of(&scale.step) {
            report(item.row, &codes::RANGE_MULTIPLE, name, text(name), issues);
        }
    }
    if let Some(placeholder) = &scale.placeholder {
        if !placeholder.minus(&scale.start).is_multiple_of(&scale.step) {
            report(item.row, &codes::RANGE_MULTIPLE, "placeholder", text("placeholder"), issues);
        }
        if !scale.holds(placeholder) {
            report(item.row, &codes::RANGE_OUTSIDE, "placeholder", text("placeholder"), issues);
        }
    }
}

fn check_labels(item: &Item<'_>, scale: &Scale, name: &str, lists: &Lists<'_>, issues: &mut Issues) {
    let Some(list) = lists.get(name) else {
        report(item.row, &codes::RANGE_LABELS_UNKNOWN, "tick_labelset", name, issues);
        return;
    };
    let has_no_ticks = item.appearance().is_some_and(|shown| shown.contains("no-ticks"));
    let mut values: Vec<Decimal> = Vec::new();
    for choice in &list.choices {
        let Some(value) = Decimal::parse(&choice.name) else {
            report(item.row, &codes::RANGE_LABEL_NUMBER, "tick_labelset", &choice.name, issues);
            continue;
        };
        if !scale.holds(&value) {
            report(item.row, &codes::RANGE_LABEL_OUTSIDE, "tick_labelset", &choice.name, issues);
        }
        let offset = value.minus(&scale.start);
        let unit = scale.tick.as_ref().filter(|tick| !offset.is_multiple_of(tick)).map(|_| "tick_interval");
        let unit = unit.or_else(|| (!offset.is_multiple_of(&scale.step)).then_some("step"));
        if let Some(unit) = unit {
            report(item.row, &codes::RANGE_LABEL_MULTIPLE, unit, &choice.name, issues);
        }
        if has_no_ticks && !values.contains(&value) {
            values.push(value);
        }
    }
    if has_no_ticks {
        check_ends(item.row, scale, &values, list, issues);
    }
}

/// Without ticks only the two ends can have a label.
fn check_ends(row: u32, scale: &Scale, values: &[Decimal], list: &ChoiceList<'_>, issues: &mut Issues) {
    if values.len() > 2 {
        report(row, &codes::RANGE_LABELS_TOO_MANY, "tick_labelset", &list.name, issues);
    } else if !(values.contains(&scale.start)
        && values.contains(&scale.end)
        && values.iter().all(|value| *value == scale.start || *value == scale.end))
    {
        report(row, &codes::RANGE_LABELS_ENDS, "tick_labelset", &list.name, issues);
    }
}
