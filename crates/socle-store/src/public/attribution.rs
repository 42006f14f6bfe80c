//! Who is said to tell an experience, counted among the returns of its study.

use crate::{
    driver::{Connection, values},
    error::StoreError,
};
use socle_domain::{
    attribution::{Attribution, Cells, Teller},
    consent::Publication,
};
use uuid::Uuid;

/// What may be said of who tells this experience. `None` when its author allows figures only, or did not say.
pub(crate) async fn attribution(
    db: &mut Connection,
    experience: Uuid,
) -> Result<Option<Attribution>, StoreError> {
    let Some(level) = level(db, experience).await? else { return Ok(None) };
    let teller = teller(db, experience).await?;
    let cells = match level {
        Publication::Anonymous => cells(db, experience, &teller).await?,
        Publication::Named | Publication::Figures => Cells::default(),
    };
    Ok(Attribution::new(teller, level, cells))
}

/// The consent in force: the newest.
pub(crate) async fn level(db: &mut Connection, experience: Uuid) -> Result<Option<Publication>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT level FROM consents WHERE experience_id = $1 AND subject = 'publication'
             ORDER BY given_at DESC, id DESC LIMIT 1",
            values![experience],
        )
        .await?;
    let read = |word: String| {
        Publication::parse(&word).map_err(|_| StoreError::Corrupt(format!("publication level {word}")))
    };
    row.map(|row| row.get("level").and_then(read)).transpose()
}

/// An organization has a row only when it gave its name; its kind is known from the answers all the same.
async fn teller(db: &mut Connection, experience: Uuid) -> Result<Teller, StoreError> {
    let row = db
        .fetch_one(
            "SELECT e.country, e.theme, o.name, COALESCE(a.choice, o.kind, '') AS kind
             FROM experiences e LEFT JOIN organizations o ON o.id = e.organization_id
                  LEFT JOIN answers a ON a.submission_id = e.submission_id AND a.place = 0 AND a.question = 's0_type'
             WHERE e.id = $1 ORDER BY a.choice LIMIT 1",
            values![experience],
        )
        .await?;
    let word = |word: String| Some(word).filter(|word| !word.is_empty());
    Ok(Teller {
        name: row.get("name")?,
        kind: word(row.get("kind")?),
        country: word(row.get("country")?),
        theme: word(row.get("theme")?),
    })
}

/// Organizations are told apart by their names; a return without one counts as one organization.
async fn cells(db: &mut Connection, experience: Uuid, teller: &Teller) -> Result<Cells, StoreError> {
    let or_none = |word: &Option<String>| word.clone().unwrap_or_default();
    let row = db
        .fetch_one(
            "SELECT COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.country = $3 AND c.theme = $4 THEN c.name END)
                  + COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.country = $3 AND c.theme = $4 THEN c.nameless END) AS all_three,
                    COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.country = $3 THEN c.name END)
                  + COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.country = $3 THEN c.nameless END) AS kind_country,
                    COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.theme = $4 THEN c.name END)
                  + COUNT(DISTINCT CASE WHEN c.kind = $2 AND c.theme = $4 THEN c.nameless END) AS kind_theme,
                    COUNT(DISTINCT CASE WHEN c.kind = $2 THEN c.name END)
                  + COUNT(DISTINCT CASE WHEN c.kind = $2 THEN c.nameless END) AS kind_alone,
                    COUNT(DISTINCT CASE WHEN c.theme = $4 THEN c.name END)
                  + COUNT(DISTINCT CASE WHEN c.theme = $4 THEN c.nameless END) AS theme_alone
             FROM (SELECT LOWER(o.name) AS name, CASE WHEN o.id IS NULL THEN e.submission_id END AS nameless,
                          COALESCE(a.choice, o.kind, '') AS kind, e.country, e.theme
                   FROM experiences e JOIN submissions s ON s.id = e.submission_id JOIN surveys v ON v.id = s.survey_id
                        LEFT JOIN organizations o ON o.id = e.organization_id
                        LEFT JOIN answers a ON a.submission_id = e.submission_id AND a.place = 0
                                            AND a.question = 's0_type'
                   WHERE s.review_status <> 'set_aside' AND v.study_id =
                         (SELECT v2.study_id FROM experiences e2 JOIN submissions s2 ON s2.id = e2.submission_id
                                 JOIN surveys v2 ON v2.id = s2.survey_id WHERE e2.id = $1)) c",
            values![experience, or_none(&teller.kind), or_none(&teller.country), or_none(&teller.theme)],
        )
        .await?;
    Ok(Cells {
        all: row.get("all_three")?,
        kind_country: row.get("kind_country")?,
        kind_theme: row.get("kind_theme")?,
        kind: row.get("kind_alone")?,
        theme: row.get("theme_alone")?,
    })
}
