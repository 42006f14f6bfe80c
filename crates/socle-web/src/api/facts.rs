//! Facts, each with where it comes from.

use serde::Serialize;
use socle_domain::fact::FactStatus;
use socle_store::{KnownFact, ShownFact};
use utoipa::ToSchema;

/// What somebody saw of a tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fact {
    /// The value: a place on a scale, a word, a list, true or false; nothing when it was looked for in vain.
    #[schema(value_type = Option<Object>)]
    pub value: Option<serde_json::Value>,
    /// `unknown`, `declared`, `verified`, `contested` or `expired`.
    pub status: String,
    /// In a sentence, in French.
    pub french: String,
    /// In a sentence, in English.
    pub english: String,
    /// An address or a reference.
    pub source: String,
    /// As the source prints it.
    pub source_date: String,
    /// When it was read (RFC 3339).
    pub read_at: String,
    /// How well it is supported, from 0 (said by its maker) to 4 (evaluated from outside).
    pub level: u8,
}

impl Fact {
    /// A fact that advice goes by.
    pub(super) fn of_shown(fact: &ShownFact) -> Self {
        let [french, english] = fact.text.clone();
        Self {
            value: fact.value.map(serde_json::Value::from),
            status: fact.status.word().to_owned(),
            french,
            english,
            source: fact.source.clone(),
            source_date: fact.source_date.clone(),
            read_at: fact.seen_at.to_rfc3339(),
            level: fact.level.number(),
        }
    }

    /// One of the looks at an attribute.
    pub(super) fn of_known(fact: &KnownFact, status: FactStatus) -> Self {
        let [french, english] = fact.text.clone();
        let seen = &fact.observation;
        Self {
            value: seen.value.as_deref().and_then(|json| serde_json::from_str(json).ok()),
            status: status.word().to_owned(),
            french,
            english,
            source: seen.source.reference.clone(),
            source_date: fact.source_date.clone(),
            read_at: seen.seen_at.to_rfc3339(),
            level: seen.level.number(),
        }
    }
}
