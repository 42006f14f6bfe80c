//! The fields that say why something is set aside.

use crate::fields::Fields;
use socle_domain::review::{Ground, InvalidReason, Reason, WORDS_MOST};
use socle_look::{
    Language, Texts,
    components::{Choice, Prompt, SelectField, TextField},
};

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Typed {
    ground: String,
    words: String,
    fault: Option<InvalidReason>,
}

/// The two fields: a ground, and words that go with it.
#[derive(Debug)]
pub(super) struct ReasonFields {
    pub(super) ground: SelectField,
    pub(super) words: TextField,
}

impl Typed {
    /// Reads the two fields of a form.
    pub(super) fn read(fields: &Fields) -> (Self, Option<Reason>) {
        let (ground, words) = (fields.get("raison").to_owned(), fields.get("precision").to_owned());
        let parsed = Reason::parse(&ground, &words);
        let fault = parsed.as_ref().err().copied();
        (Self { ground, words, fault }, parsed.ok())
    }

    /// The fields with what was typed; `suffix` keeps two forms of one page apart.
    pub(super) fn fields(&self, t: &Texts, suffix: &str) -> ReasonFields {
        let language: Language = t.language();
        let of_words = |fault: &InvalidReason| *fault != InvalidReason::Missing;
        let said = |is_of_words: bool| {
            let fault = self.fault.filter(|fault| of_words(fault) == is_of_words);
            fault.map(|fault| sentence(t, fault))
        };
        let choice = |ground: Ground| {
            Choice::new(ground.word(), words_of(t, ground)).chosen(self.ground == ground.word())
        };
        ReasonFields {
            ground: Prompt::new(language, "raison", t.get("submission-reason"))
                .id(format!("f-raison{suffix}"))
                .error(said(false))
                .choose_from(Ground::ALL.map(choice).into()),
            words: Prompt::new(language, "precision", t.get("submission-reason-words"))
                .id(format!("f-precision{suffix}"))
                .optional()
                .error(said(true))
                .text(self.words.clone()),
        }
    }
}

fn words_of(t: &Texts, ground: Ground) -> String {
    t.get(&format!("submission-ground-{}", ground.word()))
}

/// A reason in words: « Doublon — le même récit ».
pub(super) fn told(t: &Texts, reason: &Reason) -> String {
    let ground = words_of(t, reason.ground());
    if reason.words().is_empty() { ground } else { format!("{ground} — {}", reason.words()) }
}

fn sentence(t: &Texts, fault: InvalidReason) -> String {
    match fault {
        InvalidReason::Missing => t.get("submission-fault-reason"),
        InvalidReason::Unsaid => t.get("submission-fault-unsaid"),
        InvalidReason::Words(_) => t.with("submission-fault-words", &[("n", WORDS_MOST.into())]),
    }
}
