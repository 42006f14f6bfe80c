//! Passages by code: what was found, whoever found it, and how many there are per theme or country.

use super::{anchor::span_of, read_publication};
use crate::{
    Store,
    driver::{Connection, Row, Value, values},
    error::StoreError,
};
use socle_domain::{
    coding::Span,
    consent::Publication,
    id::{AccountId, CodeLabelId, ExcerptId, ExperienceId, StudyId},
};
use std::collections::BTreeSet;

/// Passages on one page.
pub const PASSAGES_PAGE: i64 = 25;

/// Which passages to show.
#[derive(Debug, Clone)]
pub struct PassageFilter {
    /// Of this study.
    pub study: StudyId,
    /// Under this code or one below it; under any code when none is given.
    pub label: Option<CodeLabelId>,
    /// Of stories with this theme; any when empty.
    pub theme: String,
    /// Of stories in this country; any when empty.
    pub country: String,
    /// Of stories that may be published so; any when none is given.
    pub level: Option<Publication>,
    /// The page, from 1.
    pub page: i64,
}

/// A page of passages.
#[derive(Debug, Clone)]
pub struct Passages {
    /// The passages, by story and place.
    pub rows: Vec<Excerpted>,
    /// How many the filter finds in all.
    pub total: i64,
    /// The themes and the countries that stories of coded passages have.
    pub facets: [Vec<String>; 2],
}

/// A passage, taken out of its story.
#[derive(Debug, Clone)]
pub struct Excerpted {
    /// Its id.
    pub id: ExcerptId,
    /// Its place in the story.
    pub place: i64,
    /// Where it stands in `text`.
    pub span: Span,
    /// Whether its words are not in the story any more.
    pub is_flagged: bool,
    /// The revision of the story that it stands in.
    pub text: String,
    /// The story.
    pub experience: ExperienceId,
    /// The story's number.
    pub number: i64,
    /// The story's title, if the team gave it one.
    pub title: String,
    /// A word of the list of themes; empty when not said.
    pub theme: String,
    /// A country's code; empty when not said.
    pub country: String,
    /// The language it is told in.
    pub language: String,
    /// What its author allows.
    pub publication: Option<Publication>,
    /// The codes on it, each once.
    pub labels: Vec<CodeLabelId>,
    /// How many people put a code on it.
    pub coders: i64,
    /// What was noted, by whom.
    pub memos: Vec<(String, String)>,
}

/// What the columns of a matrix are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixBy {
    /// Themes.
    Theme,
    /// Countries.
    Country,
}

/// How many passages stand under each code, for each theme or country.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The columns: words of themes, or codes of countries; an empty one for stories that do not say.
    pub columns: Vec<String>,
    /// Code, column, passages; what is not there is none.
    pub cells: Vec<(CodeLabelId, String, i64)>,
}

/// What a filter finds. Whether the account reads the study is asked once, not of each passage. Accounts that write guides see passages too; the words they may not quote are said to be so.
macro_rules! found {
    ($rest:expr) => {
        concat!(
            "WITH RECURSIVE wanted (id) AS
               (SELECT id FROM code_labels WHERE id = $3
                UNION SELECT l.id FROM code_labels l JOIN wanted w ON l.parent_id = w.id),
             found AS
               (SELECT x.id, x.place, x.revision, x.starts_at, x.ends_at, x.is_flagged, x.experience_id, e.number,
                       e.title, e.theme, e.country, e.language
                FROM excerpts x JOIN experiences e ON e.id = x.experience_id
                  JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
                WHERE v.study_id = $2
                  AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                              AND m.role IN ('analyst', 'coordinator', 'editor')
                              AND (m.study_id IS NULL OR m.study_id = $2))
                  AND EXISTS (SELECT 1 FROM codings k WHERE k.excerpt_id = x.id
                              AND ($4 OR k.code_label_id IN (SELECT id FROM wanted)))
                  AND ($5 = '' OR e.theme = $5) AND ($6 = '' OR e.country = $6))
             ",
            $rest
        )
    };
}

/// What the author of passage `$of` allows.
macro_rules! allowed {
    ($of:literal) => {
        concat!(
            "(SELECT c.level FROM consents c WHERE c.experience_id = ",
            $of,
            ".experience_id AND c.subject = 'publication' ORDER BY c.given_at DESC, c.id DESC LIMIT 1)"
        )
    };
}

impl Store {
    /// The passages that a filter finds, in a study that the account reads.
    pub async fn passages(&self, account: AccountId, filter: &PassageFilter) -> Result<Passages, StoreError> {
        const COUNT: &str = found!(concat!(
            "SELECT COUNT(*) AS total FROM found f WHERE $7 = '' OR ",
            allowed!("f"),
            " = $7"
        ));
        // What is found is gone through once: it is counted on the way. What is long to find is looked for once the
        // page is known.
        const ROWS: &str = found!(concat!(
            "SELECT p.*, r.text, ",
            allowed!("p"),
            " AS publication FROM
               (SELECT f.*, COUNT(*) OVER () AS total FROM found f WHERE $7 = '' OR ",
            allowed!("f"),
            " = $7 ORDER BY f.number, f.is_flagged, f.starts_at, f.place LIMIT $8 OFFSET $9) p
               JOIN experience_revisions r ON r.experience_id = p.experience_id AND r.revision = p.revision
             ORDER BY p.number, p.is_flagged, p.starts_at, p.place"
        ));
        let mut snapshot = self.snapshot().await?;
        let mut values = filtered(account, filter);
        let before = (filter.page.max(1) - 1).saturating_mul(PASSAGES_PAGE);
        values.extend(values![PASSAGES_PAGE, before]);
        let found = snapshot.fetch_all(ROWS, values).await?;
        let total = match found.first() {
            Some(row) => row.get("total")?,
            // Beyond the last page there is no row to say it.
            None => snapshot.fetch_one(COUNT, filtered(account, filter)).await?.get("total")?,
        };
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            let mut excerpted = read_excerpted(row)?;
            add_codings(&mut snapshot, &mut excerpted).await?;
            rows.push(excerpted);
        }
        let facets = facets(&mut snapshot, account, filter.study).await?;
        Ok(Passages { rows, total, facets })
    }

    /// How many passages stand under each code, for each theme or country.
    pub async fn matrix(
        &self,
        account: AccountId,
        study: StudyId,
        by: MatrixBy,
    ) -> Result<Matrix, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT k.code_label_id, CASE WHEN $3 = 'theme' THEN e.theme ELSE e.country END AS slot,
                        COUNT(DISTINCT k.excerpt_id) AS passages
                 FROM codings k JOIN excerpts x ON x.id = k.excerpt_id JOIN experiences e ON e.id = x.experience_id
                   JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
                 WHERE v.study_id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                   AND m.role IN ('analyst', 'coordinator', 'editor')
                   AND (m.study_id IS NULL OR m.study_id = $2))
                 GROUP BY k.code_label_id, slot ORDER BY slot, k.code_label_id",
                values![account.uuid(), study.uuid(), word_of(by)],
            )
            .await?;
        let mut matrix = Matrix::default();
        for row in &rows {
            let slot: String = row.get("slot")?;
            if matrix.columns.last() != Some(&slot) {
                matrix.columns.push(slot.clone());
            }
            let label = CodeLabelId::from_uuid(row.get("code_label_id")?);
            matrix.cells.push((label, slot, row.get("passages")?));
        }
        Ok(matrix)
    }
}

fn word_of(by: MatrixBy) -> &'static str {
    match by {
        MatrixBy::Theme => "theme",
        MatrixBy::Country => "country",
    }
}

fn filtered(account: AccountId, filter: &PassageFilter) -> Vec<Value> {
    let level = filter.level.map_or("", Publication::word);
    values![
        account.uuid(),
        filter.study.uuid(),
        filter.label.map(CodeLabelId::uuid),
        filter.label.is_none(),
        filter.theme.as_str(),
        filter.country.as_str(),
        level
    ]
}

fn read_excerpted(row: &Row) -> Result<Excerpted, StoreError> {
    Ok(Excerpted {
        id: ExcerptId::from_uuid(row.get("id")?),
        place: row.get("place")?,
        span: span_of(row)?,
        is_flagged: row.get("is_flagged")?,
        text: row.get("text")?,
        experience: ExperienceId::from_uuid(row.get("experience_id")?),
        number: row.get("number")?,
        title: row.get("title")?,
        theme: row.get("theme")?,
        country: row.get("country")?,
        language: row.get("language")?,
        publication: read_publication(row)?,
        labels: Vec::new(),
        coders: 0,
        memos: Vec::new(),
    })
}

async fn add_codings(db: &mut Connection, excerpted: &mut Excerpted) -> Result<(), StoreError> {
    let rows = db
        .fetch_all(
            "SELECT k.code_label_id, k.memo, a.name, k.account_id FROM codings k JOIN accounts a ON a.id = k.account_id
             WHERE k.excerpt_id = $1 ORDER BY k.created_at, k.id",
            values![excerpted.id.uuid()],
        )
        .await?;
    let mut coders: Vec<uuid::Uuid> = Vec::new();
    for row in &rows {
        let (label, memo): (_, String) =
            (CodeLabelId::from_uuid(row.get("code_label_id")?), row.get("memo")?);
        if !excerpted.labels.contains(&label) {
            excerpted.labels.push(label);
        }
        let coder = row.get("account_id")?;
        if !coders.contains(&coder) {
            coders.push(coder);
        }
        if !memo.is_empty() {
            excerpted.memos.push((row.get("name")?, memo));
        }
    }
    excerpted.coders = i64::try_from(coders.len()).unwrap_or(i64::MAX);
    Ok(())
}

/// The themes and the countries of stories that hold coded passages.
async fn facets(
    db: &mut Connection,
    account: AccountId,
    study: StudyId,
) -> Result<[Vec<String>; 2], StoreError> {
    let rows = db
        .fetch_all(
            "SELECT DISTINCT e.theme, e.country
             FROM experiences e JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE v.study_id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                 AND m.role IN ('analyst', 'coordinator', 'editor')
                 AND (m.study_id IS NULL OR m.study_id = $2))
               AND EXISTS (SELECT 1 FROM excerpts x JOIN codings k ON k.excerpt_id = x.id
                           WHERE x.experience_id = e.id)",
            values![account.uuid(), study.uuid()],
        )
        .await?;
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    for row in &rows {
        for (all, column) in found.iter_mut().zip(["theme", "country"]) {
            all.insert(row.get::<String>(column)?);
        }
    }
    Ok(found.map(|all| all.into_iter().filter(|slot| !slot.is_empty()).collect()))
}
