//! Types as people spell them: any case, spaces, hyphens or underscores, a letter too many.

use super::tables::{self, CONTAINERS, SELECTS};
use super::{container, select};
use crate::distance::distance;

/// Types worth guessing from a misspelling.
const COMMON: [&str; 22] = [
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "datetime",
    "note",
    "calculate",
    "geopoint",
    "geotrace",
    "geoshape",
    "image",
    "audio",
    "video",
    "file",
    "barcode",
    "acknowledge",
    "range",
    "hidden",
    "start",
    "today",
    "deviceid",
];

/// Words from other form builders.
const OTHER_WORDS: [(&str, &str); 8] = [
    ("number", "decimal"),
    ("numeric", "decimal"),
    ("float", "decimal"),
    ("paragraph", "text"),
    ("long text", "text"),
    ("select rank", "rank"),
    ("select many", "select_multiple"),
    ("calculation", "calculate"),
];

/// How a type is spelled, when it is not spelled so already.
pub(crate) fn mend_type(written: &str) -> Option<String> {
    if is_known(written) {
        return None;
    }
    let words: Vec<&str> = written
        .split(|found: char| found.is_whitespace() || matches!(found, '_' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let lower = words.join(" ").to_lowercase();
    for candidate in [lower.clone(), lower.replace(' ', "_"), lower.replace(' ', "-"), lower.replace(' ', "")]
    {
        if is_known(&candidate) {
            return Some(candidate);
        }
    }
    mend_container(&lower).or_else(|| mend_select(written)).or_else(|| {
        let other = OTHER_WORDS.iter().find(|(word, _)| *word == lower).map(|(_, known)| (*known).to_owned());
        other.or_else(|| {
            let is_close = |known: &&&str| known.len() >= 4 && distance(&lower, known) == 1;
            COMMON.iter().find(is_close).map(|known| (*known).to_owned())
        })
    })
}

fn is_known(written: &str) -> bool {
    tables::question_type(written).is_some_and(|known| !known.widget.is_select())
        || tables::type_alias(written).is_some()
        || tables::settings_key(written).is_some()
        || select::parse(written).is_some()
        || container::parse_begin(written).is_some()
        || container::parse_end(written).is_some()
        || written.starts_with("osm ")
        || matches!(written, "audit" | "osm")
}

/// `BeginGroup`, `group begin`, `start group`.
fn mend_container(lower: &str) -> Option<String> {
    let bare = lower.replace(' ', "");
    for (word, _) in CONTAINERS {
        let word = word.replace(' ', "");
        for (keyword, spellings) in [("begin", ["begin", "start"]), ("end", ["end", "close"])] {
            let is_it = spellings
                .iter()
                .any(|spelling| bare == format!("{spelling}{word}") || bare == format!("{word}{spelling}"));
            if is_it {
                return Some(format!("{keyword} {word}"));
            }
        }
    }
    None
}

/// `Select One list`, `select-multiple list`: the command in small letters, the list as written.
fn mend_select(written: &str) -> Option<String> {
    let fold = |text: &str| -> String {
        text.to_lowercase()
            .chars()
            .map(|found| if matches!(found, '_' | '-') { ' ' } else { found })
            .collect()
    };
    let words: Vec<&str> = written.split_whitespace().collect();
    for count in (1..words.len()).rev() {
        let head = fold(&words[..count].join(" "));
        let found = SELECTS.iter().find(|(command, _)| fold(command) == head).map(|(command, _)| *command);
        let other = matches!(head.as_str(), "select many" | "multiple choice").then_some("select_multiple");
        if let Some(command) = found.or(other) {
            let rest = &words[count..];
            let suffix = rest[1..].join(" ").to_lowercase();
            let suffix = if matches!(fold(&suffix).as_str(), "or other" | "or specify other") {
                " or_other"
            } else {
                ""
            };
            return Some(format!("{command} {}{suffix}", rest[0]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::mend_type;

    #[test]
    fn spellings_are_mended() {
        for (written, wanted) in [
            ("Text", "text"),
            ("Begin Group", "begin group"),
            ("begingroup", "begin group"),
            ("END-REPEAT", "end repeat"),
            ("Select One yes_no", "select_one yes_no"),
            ("select-multiple Fruits Or Other", "select_multiple Fruits or_other"),
            ("interger", "integer"),
            ("number", "decimal"),
            ("Date Time", "date time"),
        ] {
            assert_eq!(mend_type(written).as_deref(), Some(wanted), "{written}");
        }
        for kept in ["text", "select_one a", "begin group", "no idea"] {
            assert_eq!(mend_type(kept), None, "{kept}");
        }
    }
}
