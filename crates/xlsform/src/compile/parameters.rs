//! The `parameters` column: `key=value` pairs, parted by spaces, commas or semicolons.

use super::item::Item;
use super::value::Text;
use crate::codes;
use crate::issue::{Issue, Issues};

/// Reads the pairs; an issue when they are badly written.
pub(crate) fn parse(text: &str, row: u32, issues: &mut Issues) -> Vec<(Text<'static>, Text<'static>)> {
    if let Some(pairs) = pairs(text) {
        return pairs;
    }
    issues.push(place(Issue::new(&codes::PARAMETERS_SYNTAX), row).value(text));
    Vec::new()
}

fn pairs(text: &str) -> Option<Vec<(Text<'static>, Text<'static>)>> {
    let mut words = words(text).into_iter();
    let mut out: Vec<(Text<'static>, Text<'static>)> = Vec::new();
    while let Some(key) = words.next() {
        let (equals, value) = (words.next()?, words.next()?);
        if key == "=" || equals != "=" || value == "=" {
            return None;
        }
        let key = key.to_lowercase();
        // Names of columns in a file keep their case.
        let value = if key == "label" || key == "value" { value.to_owned() } else { value.to_lowercase() };
        out.retain(|(found, _)| *found != key);
        out.push((key.into(), value.into()));
    }
    Some(out)
}

fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for chunk in text.split(|found: char| found.is_whitespace() || found == ',' || found == ';') {
        let mut rest = chunk;
        while let Some(at) = rest.find('=') {
            if at > 0 {
                out.push(&rest[..at]);
            }
            out.push("=");
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            out.push(rest);
        }
    }
    out
}

/// Drops the parameters the question type does not have, with an issue naming them.
pub(crate) fn accept(item: &mut Item<'_>, accepted: &[&str], issues: &mut Issues) {
    let mut rejected: Vec<&str> =
        item.parameters.iter().map(|(key, _)| &**key).filter(|key| !accepted.contains(key)).collect();
    if rejected.is_empty() {
        return;
    }
    rejected.sort_unstable();
    let mut known = accepted.to_vec();
    known.sort_unstable();
    issues.push(
        place(Issue::new(&codes::PARAMETER_UNKNOWN), item.row)
            .value(rejected.join(", "))
            .param("accepted", known.join(", ")),
    );
    item.parameters.retain(|(key, _)| accepted.contains(&&**key));
}

/// Reports a parameter whose value is not one of those it may have, and drops it.
pub(crate) fn reject(item: &mut Item<'_>, name: &'static str, expected: &str, issues: &mut Issues) {
    let value = item.parameter(name).unwrap_or_default().to_owned();
    issues.push(
        place(Issue::new(&codes::PARAMETER_VALUE), item.row)
            .value(value)
            .param("name", name)
            .param("expected", expected),
    );
    item.parameters.retain(|(key, _)| key != name);
}

/// Keeps a parameter only when `is_good` says so; gives its value when it is.
pub(crate) fn checked(
    item: &mut Item<'_>,
    name: &'static str,
    expected: &str,
    is_good: impl Fn(&str) -> bool,
    issues: &mut Issues,
) -> Option<String> {
    let value = item.parameter(name)?.to_owned();
    if is_good(&value) {
        return Some(value);
    }
    reject(item, name, expected, issues);
    None
}

/// Whether the text is a number as programs read it.
pub(crate) fn is_number(text: &str) -> bool {
    text.trim().replace('_', "").parse::<f64>().is_ok()
}

/// Whether the text is a whole number.
pub(crate) fn is_whole(text: &str) -> bool {
    text.trim().parse::<i64>().is_ok()
}

pub(crate) fn place(issue: Issue, row: u32) -> Issue {
    issue.sheet("survey").row(row).column("parameters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_may_be_parted_in_many_ways() {
        let found = pairs("start = 1,end=5; Label=Name").expect("three pairs");
        let expected = [("start", "1"), ("end", "5"), ("label", "Name")];
        assert_eq!(found, expected.map(|(key, value)| (key.into(), value.into())));
        assert!(pairs("start").is_none());
        assert!(pairs("start=1 end").is_none());
        assert!(pairs("a==b").is_none());
    }
}
