//! All that was ever seen of one tool, for whoever wants to judge for themselves.

use crate::{
    Store,
    driver::{Row, values},
    error::StoreError,
};
use socle_domain::{
    advisor::EvidenceLevel,
    fact::{Observation, Source},
    time::Timestamp,
};

/// One look at one attribute of a published tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFact {
    /// The attribute, by its key.
    pub key: String,
    /// What was seen, as JSON.
    pub observation: Observation<String>,
    /// In a sentence, in French and in English.
    pub text: [String; 2],
    /// As the source prints it.
    pub source_date: String,
}

impl Store {
    /// Every look at a published tool, by key, the oldest first.
    pub async fn known_facts(&self, tool: i64) -> Result<Vec<KnownFact>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT o.number, o.key, o.value, o.french, o.english, o.source, o.source_date, o.is_official,
                        o.seen_at, o.level, o.status, o.review_due_at
                 FROM observations o JOIN tools t ON t.id = o.tool_id
                 WHERE t.number = $1 AND t.status = 'published' ORDER BY o.key, o.number",
                values![tool],
            )
            .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<KnownFact, StoreError> {
    let level = u8::try_from(row.get::<i64>("level")?).ok().and_then(EvidenceLevel::parse);
    let (seen_at, due): (Timestamp, Timestamp) = (row.get("seen_at")?, row.get("review_due_at")?);
    let was_expired = row.get::<String>("status")? == "expired";
    Ok(KnownFact {
        key: row.get("key")?,
        observation: Observation {
            number: row.get("number")?,
            value: row.get::<Option<String>>("value")?.filter(|json| json != "null"),
            source: Source { reference: row.get("source")?, is_official: row.get("is_official")? },
            seen_at,
            level: level.ok_or_else(|| StoreError::Corrupt("an evidence level".to_owned()))?,
            who: String::new(),
            review_due: if was_expired { due.min(seen_at) } else { due },
        },
        text: [row.get("french")?, row.get("english")?],
        source_date: row.get("source_date")?,
    })
}
