//! What a guide may stand on, as it is now: read for its checks, its trace and its page.

use crate::{
    coding::read_publication,
    driver::{Connection, Row, values},
    error::StoreError,
    public::{Shared, read_teller},
};
use socle_domain::{
    coding::Span,
    fold,
    guide::{Basis, Citation, Evidence, GuardedName, Passage, Reference, ReferenceKind, Structure, Target},
    id::{ExcerptId, StudyId},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the citations of a guide point at, with the references of its study and the names it must not tell.
pub(super) async fn evidence(
    db: &mut Connection,
    study: StudyId,
    citations: &[Citation],
) -> Result<Evidence, StoreError> {
    let mut numbers: Vec<i64> = citations.iter().filter_map(|citation| experience_of(*citation)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let shared = Shared::load(db, study).await?;
    let mut found = Evidence { references: references(db, study).await?, ..Evidence::default() };
    for number in numbers {
        let passages = passages_of(db, study, number, &shared).await?;
        if passages.is_empty() && is_withdrawn(db, number).await? {
            found.withdrawn.push(number);
        }
        found.passages.extend(passages);
    }
    (found.guarded, found.allowed) = names(db, study).await?;
    Ok(found)
}

pub(super) fn experience_of(citation: Citation) -> Option<i64> {
    match citation.target {
        Target::Passage { experience, .. } => Some(experience),
        Target::Reference(_) | Target::Watch(_) => None,
    }
}

async fn is_withdrawn(db: &mut Connection, number: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM tombstones WHERE kind = 'experience' AND number = $1";
    Ok(db.fetch_optional(sql, values![number]).await?.is_some())
}

/// The columns that a passage is read from, and where they come from. A country is told by `country`, a kind of
/// structure by the organization or, when it gave no name, by the answer of the return.
macro_rules! passage {
    ($rest:literal) => {
        crate::guide::evidence::passage!("", "excerpts x JOIN experiences e ON e.id = x.experience_id
               JOIN experience_revisions r ON r.experience_id = x.experience_id AND r.revision = x.revision
               JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
               LEFT JOIN organizations o ON o.id = e.organization_id ", $rest)
    };
    ($more:literal, $from:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $more,
            "x.id, x.place, x.starts_at, x.ends_at, x.is_flagged, r.text, e.number, e.language, e.kind,
                    e.review_status, b.review_status AS return_status, b.id AS submission_id,
                    o.id AS organization_id, o.name, o.kind AS organization_kind,
                    o.country AS organization_country, e.country, e.title, e.theme, e.id AS experience_id,
                    (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                     ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication,
                    (SELECT MIN(a.choice) FROM answers a WHERE a.submission_id = b.id AND a.place = e.place
                       AND a.question = 'e_basis') AS basis,
                    (SELECT MIN(a.choice) FROM answers a WHERE a.submission_id = b.id AND a.place = 0
                       AND a.question = 's0_type') AS told_kind
             FROM ",
            $from,
            $rest
        )
    };
}
pub(super) use passage;

async fn passages_of(
    db: &mut Connection,
    study: StudyId,
    number: i64,
    shared: &Shared,
) -> Result<Vec<Passage>, StoreError> {
    const SQL: &str = passage!("WHERE v.study_id = $1 AND e.number = $2 ORDER BY x.place");
    let rows = db.fetch_all(SQL, values![study.uuid(), number]).await?;
    rows.iter().map(|row| read_passage(row, shared)).collect()
}

/// A passage of the row of [`passage!`].
pub(super) fn read_passage(row: &Row, shared: &Shared) -> Result<Passage, StoreError> {
    let text: String = row.get("text")?;
    let is_aside = |name| Ok::<_, StoreError>(row.get::<String>(name)? == "set_aside");
    let basis: Option<String> = row.get("basis")?;
    Ok(Passage {
        excerpt: ExcerptId::from_uuid(row.get("id")?),
        experience: row.get("number")?,
        place: row.get("place")?,
        words: words(row, &text)?,
        language: row.get("language")?,
        is_flagged: row.get("is_flagged")?,
        is_set_aside: is_aside("review_status")? || is_aside("return_status")?,
        is_initiative: row.get::<String>("kind")? == "initiative",
        consent: read_publication(row)?,
        basis: basis.as_deref().map_or(Basis::Thin, Basis::of_choice),
        structure: read_structure(row, shared)?,
    })
}

pub(super) fn words(row: &Row, text: &str) -> Result<String, StoreError> {
    Ok(span(row)?.and_then(|span| span.of(text)).unwrap_or_default().to_owned())
}

pub(super) fn span(row: &Row) -> Result<Option<Span>, StoreError> {
    let place = |name| Ok::<_, StoreError>(usize::try_from(row.get::<i64>(name)?).unwrap_or(0));
    Ok(Span::new(place("starts_at")?, place("ends_at")?))
}

fn read_structure(row: &Row, shared: &Shared) -> Result<Structure, StoreError> {
    let organization: Option<Uuid> = row.get("organization_id")?;
    let submission: Uuid = row.get("submission_id")?;
    let teller = read_teller(row)?;
    let cells = shared.cells(&teller);
    Ok(Structure {
        key: organization.unwrap_or(submission).to_string(),
        name: teller.name.unwrap_or_default(),
        kind: teller.kind.unwrap_or_default(),
        country: teller.country.unwrap_or_default(),
        theme: teller.theme.unwrap_or_default(),
        cells,
    })
}

/// The references of a study, by number.
pub(crate) async fn references(db: &mut Connection, study: StudyId) -> Result<Vec<Reference>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT number, kind, title, author, dated, address, read_at, archived FROM desk_references
             WHERE study_id = $1 ORDER BY number",
            values![study.uuid()],
        )
        .await?;
    rows.iter().map(read_reference).collect()
}

pub(super) fn read_reference(row: &Row) -> Result<Reference, StoreError> {
    let kind: String = row.get("kind")?;
    Ok(Reference {
        number: row.get("number")?,
        kind: ReferenceKind::parse(&kind)
            .ok_or_else(|| StoreError::Corrupt(format!("reference kind {kind}")))?,
        title: row.get("title")?,
        author: row.get("author")?,
        dated: row.get("dated")?,
        address: row.get("address")?,
        read_at: row.get("read_at")?,
        archived: row.get("archived")?,
    })
}

/// The names of organizations none of whose experiences may be published with it, and the others. Two spellings of a
/// name are one.
pub(super) async fn names(
    db: &mut Connection,
    study: StudyId,
) -> Result<(Vec<GuardedName>, Vec<String>), StoreError> {
    let rows = db
        .fetch_all(
            "SELECT DISTINCT o.name, COALESCE((SELECT c.level FROM consents c WHERE c.experience_id = e.id
                 AND c.subject = 'publication' ORDER BY c.given_at DESC, c.id DESC LIMIT 1), '') AS level
             FROM organizations o JOIN experiences e ON e.organization_id = o.id
               JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE v.study_id = $1 AND o.name <> '' ORDER BY o.name",
            values![study.uuid()],
        )
        .await?;
    let mut known: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for row in &rows {
        let (name, level): (String, String) = (row.get("name")?, row.get("level")?);
        let entry = known.entry(fold::organization_key(&name)).or_insert((name, false));
        entry.1 |= level == "named";
    }
    let (allowed, guarded): (Vec<_>, Vec<_>) = known.into_values().partition(|(_, may_be_told)| *may_be_told);
    let guarded = guarded.into_iter().map(|(name, _)| GuardedName { name }).collect();
    Ok((guarded, allowed.into_iter().map(|(name, _)| name).collect()))
}

/// Every text of every experience of a study, older revisions included, by the number of the experience.
pub(super) async fn told(db: &mut Connection, study: StudyId) -> Result<Vec<(i64, String)>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT e.number, r.text FROM experience_revisions r JOIN experiences e ON e.id = r.experience_id
               JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE v.study_id = $1 ORDER BY e.number, r.revision DESC",
            values![study.uuid()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("number")?, row.get("text")?))).collect()
}
