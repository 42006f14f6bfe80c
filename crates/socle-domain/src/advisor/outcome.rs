//! What counts as an outcome: domain.md, section 5. It is about the main tool of an experience, and about nothing that
//! its author thinks of it.

use super::context::Outcome;

/// How long a tool has to be used before it is said to last.
const LASTING_MONTHS: i32 = 6;

/// What became of a main tool, from where it stands, why it stands there, and the months between which it was used:
/// `until` is the month of the telling where no end is told. Words are those of the default questionnaire.
///
/// Used to the end of the project, or still used after six months, is good. Stopped or replaced because of the tool, its
/// cost or its conditions is a failure. Anything else is no outcome: a person who left says nothing of the tool, and a
/// use cut down because of it is neither a tool that lasts nor one that was given up.
pub fn outcome(state: &str, why: Option<&str>, from: Option<&str>, until: Option<&str>) -> Option<Outcome> {
    let is_because_of_it = matches!(why, Some("tool" | "cost" | "conditions"));
    match state {
        "ended" => Some(Outcome::Good),
        "stopped" | "replaced" if is_because_of_it => Some(Outcome::Failure),
        "stopped" | "replaced" if why == Some("project_ended") => Some(Outcome::Good),
        "in_use" | "extended" | "reduced" if !is_because_of_it => {
            let used = month(until?)? - month(from?)?;
            (used >= LASTING_MONTHS).then_some(Outcome::Good)
        }
        _ => None,
    }
}

/// A month written `2016-03`, counted from the year 0.
pub(crate) fn month(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let is_written =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_written(year, 4) || !is_written(month, 2) {
        return None;
    }
    let month: i32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(year.parse::<i32>().ok()? * 12 + month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_those_of_the_rule_and_nothing_else_is_one() {
        let (good, failure) = (Some(Outcome::Good), Some(Outcome::Failure));
        let cases = [
            ("in_use", None, Some("2016-03"), Some("2016-09"), good),
            ("in_use", None, Some("2016-03"), Some("2016-08"), None),
            ("in_use", None, None, Some("2016-08"), None),
            ("extended", None, Some("2015-12"), Some("2016-06"), good),
            ("reduced", Some("person_left"), Some("2015-01"), Some("2016-06"), good),
            ("reduced", Some("cost"), Some("2015-01"), Some("2016-06"), None),
            ("trial", None, Some("2010-01"), Some("2016-06"), None),
            ("ended", None, None, None, good),
            ("stopped", Some("project_ended"), None, None, good),
            ("stopped", Some("tool"), Some("2010-01"), Some("2016-06"), failure),
            ("stopped", Some("person_left"), Some("2010-01"), Some("2016-06"), None),
            ("stopped", None, None, None, None),
            ("replaced", Some("conditions"), None, None, failure),
            ("replaced", Some("cost"), None, None, failure),
            ("replaced", Some("other"), None, None, None),
            ("pilot", None, Some("2010-01"), Some("2016-06"), None),
        ];
        for (state, why, from, until, expected) in cases {
            assert_eq!(outcome(state, why, from, until), expected, "{state} {why:?} {from:?} {until:?}");
        }
    }

    #[test]
    fn months_are_read_or_refused() {
        assert_eq!(month("2016-03"), Some(2016 * 12 + 3));
        for other in ["", "2016", "2016-13", "2016-00", "16-03", "2016-3", "2016-0٣", "-016-03"] {
            assert_eq!(month(other), None, "{other}");
        }
    }
}
