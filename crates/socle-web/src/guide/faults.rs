//! What is wrong with a guide, in words, with the field that each leads to.

use super::{
    form::{block_name, header_name},
    set,
};
use socle_domain::guide::{Fault, Finding, GuideKind, Place, Refusal, Standing};
use socle_look::Texts;

/// The id of the field where something stands, as `Prompt` makes it.
pub(super) fn field_of(place: Place) -> String {
    match place {
        Place::Header(field) => format!("f-{}", header_name(field)),
        Place::Block(key) | Place::Sentence { block: key, .. } => format!("f-{}", block_name(key)),
    }
}

/// Where something stands, in words: « Mise en place, phrase 3 ».
pub(super) fn place_words(t: &Texts, kind: GuideKind, place: Place) -> String {
    let block = |key: &str| {
        kind.block(key)
            .map_or_else(|| key.to_owned(), |spec| set(t.language(), spec.title(t.language().code())))
    };
    match place {
        Place::Header(field) => t.get(&format!("guide-field-{}", field.key())),
        Place::Block(key) => block(key),
        Place::Sentence { block: key, number } => {
            t.with("guide-place-sentence", &[("block", block(key).into()), ("n", count(number).into())])
        }
    }
}

/// What is wrong and what to do, in words.
pub(super) fn fault_words(t: &Texts, fault: &Fault) -> String {
    let with = |key: &str, word: &str| t.with(key, &[("word", word.into())]);
    match fault {
        Fault::MissingField => t.get("guide-fault-missing-field"),
        Fault::MissingBlock => t.get("guide-fault-missing-block"),
        Fault::TooLong { most } => t.with("guide-fault-long", &[("n", count(*most).into())]),
        Fault::UnknownWord(word) => with("guide-fault-word", word),
        Fault::NotADate(typed) => with("guide-fault-date", typed),
        Fault::Malformed(written) => with("guide-fault-malformed", written),
        Fault::UnknownCitation(citation) => with("guide-fault-unknown", &citation.to_string()),
        Fault::WatchItem(citation) => with("guide-fault-watch", &citation.to_string()),
        Fault::Withdrawn(citation) => with("guide-fault-withdrawn", &citation.to_string()),
        Fault::NotConsented(citation) => with("guide-fault-consent", &citation.to_string()),
        Fault::SetAside(citation) => with("guide-fault-aside", &citation.to_string()),
        Fault::Flagged(citation) => with("guide-fault-flagged", &citation.to_string()),
        Fault::Pasted { experience, words } => t.with(
            "guide-fault-pasted",
            &[("words", words.as_str().into()), ("number", experience.to_string().into())],
        ),
        Fault::NamesAnonymous(name) => with("guide-fault-name", name),
        Fault::UndatedCost(sentence) => with("guide-fault-cost", sentence),
        Fault::Steps { found, least, most } => t.with(
            "guide-fault-steps",
            &[("n", count(*found).into()), ("least", count(*least).into()), ("most", count(*most).into())],
        ),
    }
}

/// Where it leads, and « Mise en place : il manque… ».
pub(super) fn finding_line(t: &Texts, kind: GuideKind, finding: &Finding) -> (String, String) {
    let words = format!("{} — {}", place_words(t, kind, finding.place), fault_words(t, &finding.fault));
    (field_of(finding.place), words)
}

/// Everything that keeps a guide from being published: where it leads and what it says. What stands in the text leads
/// to its field, on the page at `compose`.
pub(super) fn refusal_line(t: &Texts, kind: GuideKind, refusal: &Refusal, compose: &str) -> (String, String) {
    match refusal {
        Refusal::Text(finding) => {
            let (field, words) = finding_line(t, kind, finding);
            (format!("{compose}#{field}"), words)
        }
        Refusal::Readers { found } => {
            (String::new(), t.with("guide-refusal-readers", &[("n", count(*found).into())]))
        }
        Refusal::NoOutsideReader => (String::new(), t.get("guide-refusal-outside")),
        Refusal::Verdict { criterion, reader } => {
            let criterion = t.get(&format!("guide-criterion-{}", criterion.word()));
            let told = [("criterion", criterion.into()), ("reader", reader.as_str().into())];
            (String::new(), t.with("guide-refusal-verdict", &told))
        }
        Refusal::Approval { experience, standing } => {
            let key = format!("guide-refusal-approval-{}", standing_word(*standing));
            (String::new(), t.with(&key, &[("number", experience.to_string().into())]))
        }
    }
}

pub(super) fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => "waiting",
        Standing::Approved => "approved",
        Standing::Corrected => "corrected",
        Standing::Refused => "refused",
        Standing::Silent => "silent",
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
