//! The drawer of evidence: passages to cite, by code, theme, need and words.

use super::{
    evidence::{passage, read_passage, words},
    holds,
};
use crate::{
    Store,
    codebook::{CodeLabel, labels_of},
    driver::{Row, values},
    error::StoreError,
    public::Shared,
};
use socle_domain::{
    fold,
    guide::Passage,
    id::{AccountId, CodeLabelId, GuideId, StudyId},
};

/// Passages shown at once; a filter finds the others.
const DRAWER_MOST: usize = 20;

/// Which passages to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DrawerFilter {
    /// Under this code or one below it.
    pub label: Option<CodeLabelId>,
    /// Of experiences with this theme; any when empty.
    pub theme: String,
    /// Of experiences with this need; any when empty.
    pub need: String,
    /// That hold these words; any when empty.
    pub words: String,
}

/// What the drawer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawer {
    /// The passages, by experience and place.
    pub passages: Vec<DrawerPassage>,
    /// How many the filter finds in all.
    pub total: usize,
    /// The codes of the study, in the order of its codebook.
    pub labels: Vec<CodeLabel>,
}

/// A passage with what is known of its experience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawerPassage {
    /// The passage.
    pub passage: Passage,
    /// The title of its experience, if the team gave one.
    pub title: String,
    /// The theme of its experience.
    pub theme: String,
}

impl Store {
    /// The passages that may be cited in a guide, if the account writes it. What may not be quoted is left out.
    pub async fn drawer(
        &self,
        account: AccountId,
        guide: GuideId,
        filter: &DrawerFilter,
    ) -> Result<Option<Drawer>, StoreError> {
        const SQL: &str = passage!(
            "WHERE v.study_id = $1 AND e.review_status <> 'set_aside' AND b.review_status <> 'set_aside'
               AND NOT x.is_flagged
               AND ($2 OR EXISTS (
                 WITH RECURSIVE wanted (id) AS (SELECT id FROM code_labels WHERE id = $3
                   UNION SELECT l.id FROM code_labels l JOIN wanted w ON l.parent_id = w.id)
                 SELECT 1 FROM codings k WHERE k.excerpt_id = x.id AND k.code_label_id IN (SELECT id FROM wanted)))
               AND ($4 = '' OR e.theme = $4)
               AND ($5 = '' OR EXISTS (SELECT 1 FROM answers a WHERE a.submission_id = b.id AND a.place = e.place
                                       AND a.question = 'e_need' AND a.choice = $5))
             ORDER BY e.number, x.place"
        );
        let mut snapshot = self.snapshot().await?;
        let study = snapshot
            .fetch_optional(
                concat!("SELECT g.study_id FROM guides g WHERE g.id = $2 AND ", holds!(writes)),
                values![account.uuid(), guide.uuid()],
            )
            .await?;
        let Some(study) = study else { return Ok(None) };
        let study = StudyId::from_uuid(study.get("study_id")?);
        let label = filter.label;
        let found = snapshot
            .fetch_all(
                SQL,
                values![
                    study.uuid(),
                    label.is_none(),
                    label.map(CodeLabelId::uuid),
                    filter.theme.as_str(),
                    filter.need.as_str()
                ],
            )
            .await?;
        let wanted = fold::words(&filter.words);
        let shared = Shared::load(&mut snapshot, study).await?;
        let (mut passages, mut total) = (Vec::new(), 0);
        for row in &found {
            let allows: Option<String> = row.get("publication")?;
            if allows.is_none_or(|level| level == "figures") || !holds_words(row, &wanted)? {
                continue;
            }
            total += 1;
            if passages.len() < DRAWER_MOST {
                passages.push(DrawerPassage {
                    passage: read_passage(row, &shared)?,
                    title: row.get("title")?,
                    theme: row.get("theme")?,
                });
            }
        }
        let labels = labels_of(&mut snapshot, study).await?;
        Ok(Some(Drawer { passages, total, labels }))
    }
}

fn holds_words(row: &Row, wanted: &[String]) -> Result<bool, StoreError> {
    if wanted.is_empty() {
        return Ok(true);
    }
    let words = fold::folded(&words(row, &row.get::<String>("text")?)?);
    Ok(wanted.iter().all(|word| words.contains(word.as_str())))
}
