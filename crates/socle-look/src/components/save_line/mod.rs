//! Where the answers are, in one true sentence.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Language, Value};

/// The five places answers can be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    /// On this phone only, since a time already in words.
    OnPhone(Option<String>),
    /// On the server, since a time already in words.
    #[default]
    Saved,
    /// On the server, since a time already in words.
    SavedAt(String),
    /// In the phone's outbox.
    Waiting,
    /// Sent, under this number.
    Sent(String),
    /// Nowhere: the person must copy them.
    Lost,
}

/// The line under a question.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/save_line/template.html")]
pub struct SaveLine {
    /// The language.
    pub lang: Language,
    /// Where the answers are.
    pub state: SaveState,
    /// What to do about it: the address and words of « Copier mes réponses ».
    pub copy: Option<(String, String)>,
}

html_safe!(SaveLine);

impl SaveLine {
    /// The line for this state.
    pub fn new(lang: Language, state: SaveState) -> Self {
        Self { lang, state, copy: None }
    }

    fn words(&self) -> String {
        let texts = self.lang.texts();
        let with = |key: &str, name: &str, value: &str| texts.with(key, &[(name, Value::from(value))]);
        match &self.state {
            SaveState::OnPhone(None) => texts.get("save-phone"),
            SaveState::OnPhone(Some(time)) => with("save-phone-at", "time", time),
            SaveState::Saved => texts.get("save-done"),
            SaveState::SavedAt(time) => with("save-done-at", "time", time),
            SaveState::Waiting => texts.get("save-waiting"),
            SaveState::Sent(number) => with("save-sent", "number", number),
            SaveState::Lost => texts.get("save-lost"),
        }
    }

    fn is_lost(&self) -> bool {
        self.state == SaveState::Lost
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let time = crate::dates::time(lang, 14, 32);
    let copy = Some(("#copy".to_owned(), lang.pick("Copier mes réponses", "Copy my answers").to_owned()));
    vec![
        Sample::new(
            "phone",
            &SaveLine { copy: copy.clone(), ..SaveLine::new(lang, SaveState::OnPhone(Some(time.clone()))) },
        ),
        Sample::new("saved", &SaveLine::new(lang, SaveState::SavedAt(time))),
        Sample::new("waiting", &SaveLine::new(lang, SaveState::Waiting)),
        Sample::new("sent", &SaveLine::new(lang, SaveState::Sent("R-204".to_owned()))),
        Sample::new("lost", &SaveLine { copy, ..SaveLine::new(lang, SaveState::Lost) }),
    ]
}
