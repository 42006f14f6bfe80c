//! Something to know before going on, in four kinds. The kind is a word and a rule, never a color alone.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Note,
    /// Something was done.
    Done,
    /// Take care.
    Warning,
    /// Something is wrong.
    Error,
}

/// A notice.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/notice/template.html")]
pub struct Notice {
    /// The language of the kind's word.
    pub lang: Language,
    /// The kind.
    pub kind: NoticeKind,
    /// The word shown instead of the kind's own, if any: « L'enquête est close ».
    pub word: Option<String>,
    /// What it says: paragraphs and links.
    pub body: Html,
}

html_safe!(Notice);

impl Notice {
    /// A notice of one sentence.
    pub fn new(lang: Language, kind: NoticeKind, text: &str) -> Self {
        Self { lang, kind, word: None, body: Html::text(text) }
    }

    /// Says this instead of the kind's own word.
    #[must_use]
    pub fn word(mut self, word: impl Into<String>) -> Self {
        self.word = Some(word.into());
        self
    }

    fn class(&self) -> &'static str {
        match self.kind {
            NoticeKind::Note => "note",
            NoticeKind::Done => "done",
            NoticeKind::Warning => "warning",
            NoticeKind::Error => "error",
        }
    }

    fn shown_word(&self) -> String {
        self.word.clone().unwrap_or_else(|| self.lang.texts().get(&format!("notice-{}", self.class())))
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let closed = lang.pick(
        "L’enquête est close depuis le 30 avril. 268 structures ont répondu. Les résultats paraîtront en juin.",
        "The survey closed on 30 April. 268 organizations answered. The results come out in June.",
    );
    let sent = lang.pick("Votre retour porte le numéro R-204.", "Your return is number R-204.");
    let thin =
        lang.pick("2 retours seulement, à prendre avec prudence.", "2 returns only, to be taken with care.");
    let lost = lang.pick(
        "Pas de réseau. Vos réponses restent sur ce téléphone.",
        "No network. Your answers stay on this phone.",
    );
    let title = lang.pick("L’enquête est close", "The survey is closed");
    vec![
        Sample::new("note", &Notice::new(lang, NoticeKind::Note, closed).word(title)),
        Sample::new("done", &Notice::new(lang, NoticeKind::Done, sent)),
        Sample::new("warning", &Notice::new(lang, NoticeKind::Warning, thin)),
        Sample::new("error", &Notice::new(lang, NoticeKind::Error, lost)),
        Sample::new("long", &Notice::new(lang, NoticeKind::Note, &closed.repeat(5))),
        Sample::rtl("rtl", &Notice::new(lang, NoticeKind::Warning, "عودتان فقط، تؤخذ بحذر.").word("انتبه")),
    ]
}
