//! Studies: the whole commissioned piece of work that surveys, returns and guides belong to.

mod journal;
mod member;

pub use journal::{JOURNAL_PAGE, Journal, JournalRow};
pub use member::{Access, Invitation, Invited, Member, RoleChange, RoleOutcome};

use crate::{
    NewCodebook, Store,
    account::insert_membership,
    codebook,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    survey::{Renewal, renew},
    write::Tx,
};
use socle_domain::{
    account::Role,
    id::{AccountId, MembershipId, StudyId},
    slug::Slug,
    study::{Audience, Description, LANGUAGES, Month, Part, Words},
    time::{Timestamp, Zone},
};

/// A study to be opened.
#[derive(Debug, Clone)]
pub struct NewStudy {
    /// Its id.
    pub id: StudyId,
    /// Its short address.
    pub slug: Slug,
    /// Its name.
    pub title: String,
    /// Who opens it, for the journal.
    pub account: Option<AccountId>,
    /// When.
    pub now: Timestamp,
}

/// A study, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// Its id.
    pub id: StudyId,
    /// Its short address.
    pub slug: String,
    /// Its name.
    pub title: String,
}

/// A study to be opened with all that it says of itself, and its first coordinator.
#[derive(Debug, Clone)]
pub struct FoundedStudy {
    /// Its id.
    pub id: StudyId,
    /// Its short address.
    pub slug: Slug,
    /// What it says of itself.
    pub description: Description,
    /// Who opens it, and coordinates it from then on.
    pub account: AccountId,
    /// The id of that role.
    pub membership: MembershipId,
    /// The codes that its analysts start from.
    pub codebook: NewCodebook,
    /// When.
    pub now: Timestamp,
}

/// A study, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyRecord {
    /// As lists show it.
    pub study: Study,
    /// What it says of itself; a study opened from the command line says nothing yet.
    pub description: Description,
    /// Grows by one at each edit.
    pub version: i64,
}

/// A description to be kept.
#[derive(Debug, Clone)]
pub struct StudyEdit {
    /// Which study.
    pub study: StudyId,
    /// The version that was read before writing.
    pub version: i64,
    /// What it says from now on.
    pub description: Description,
    /// The questionnaires of its surveys, with its new words.
    pub renewals: Vec<Renewal>,
    /// Who.
    pub account: AccountId,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Opens a study. `Conflict(StudySlug)` when its address is taken.
    pub async fn create_study(&self, study: NewStudy) -> Result<(), StoreError> {
        self.write(study, |tx, study| Box::pin(insert_study(tx, study))).await
    }

    /// Opens a study that says of itself what it has to. `Conflict(StudySlug)` when its address is taken.
    pub async fn found_study(&self, study: FoundedStudy) -> Result<(), StoreError> {
        self.write(study, |tx, founded| {
            Box::pin(async move {
                let FoundedStudy { id, slug, description, account, membership, codebook, now } = founded;
                let study = NewStudy {
                    id: *id,
                    slug: slug.clone(),
                    title: description.title.clone(),
                    account: Some(*account),
                    now: *now,
                };
                insert_study(tx, &study).await?;
                describe(tx, *id, description).await?;
                let role = crate::Membership { role: Role::Coordinator, study: Some(*id) };
                insert_membership(tx, *account, *membership, &role, *now).await?;
                codebook::save(tx, codebook).await?;
                Ok(())
            })
        })
        .await
    }

    /// Keeps a new description, with a line of the journal for each field that differs. `Stale` when someone else has
    /// kept one meanwhile; `Conflict(Reference)` when the account does not coordinate the study.
    pub async fn edit_study(&self, edit: StudyEdit) -> Result<(), StoreError> {
        self.write(edit, |tx, edit| Box::pin(keep(tx, edit))).await
    }

    /// The study at a short address.
    pub async fn study_by_slug(&self, slug: &str) -> Result<Option<Study>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional("SELECT id, slug, title FROM studies WHERE slug = $1", values![slug])
            .await?;
        row.as_ref().map(read_study).transpose()
    }

    /// The studies in which an account is coordinator, by title.
    pub async fn coordinated_studies(&self, account: AccountId) -> Result<Vec<Study>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT id, slug, title FROM studies s WHERE EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                    AND (m.study_id IS NULL OR m.study_id = s.id))
                 ORDER BY title, id",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(read_study).collect()
    }

    /// The study at a short address, whole, if the account coordinates it.
    pub async fn coordinated_study(
        &self,
        account: AccountId,
        slug: &Slug,
    ) -> Result<Option<StudyRecord>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT id, slug, title, version, retention_months, appears, small_under, audiences, zone
                 FROM studies s WHERE slug = $2 AND EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                    AND (m.study_id IS NULL OR m.study_id = s.id))",
                values![account.uuid(), slug.as_str()],
            )
            .await?;
        match row {
            Some(row) => Ok(Some(read_record(&mut snapshot, &row).await?)),
            None => Ok(None),
        }
    }

    /// What a study says of itself, for those it asks.
    pub async fn study(&self, id: StudyId) -> Result<Option<StudyRecord>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = "SELECT id, slug, title, version, retention_months, appears, small_under, audiences, zone
                   FROM studies WHERE id = $1";
        match snapshot.fetch_optional(sql, values![id.uuid()]).await? {
            Some(row) => Ok(Some(read_record(&mut snapshot, &row).await?)),
            None => Ok(None),
        }
    }
}

async fn insert_study(tx: &mut Tx, study: &NewStudy) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO studies (id, slug, title, created_at, version) VALUES ($1, $2, $3, $4, 1)",
        values![study.id.uuid(), study.slug.as_str(), study.title.as_str(), study.now],
    )
    .await?;
    tx.record_study_event(event(study.account, study.id, "created", study.now), study.id, "").await
}

async fn keep(tx: &mut Tx, edit: &StudyEdit) -> Result<(), StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT id, slug, title, version, retention_months, appears, small_under, audiences, zone
             FROM studies s WHERE id = $2 AND EXISTS
               (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                AND (m.study_id IS NULL OR m.study_id = s.id))",
            values![edit.account.uuid(), edit.study.uuid()],
        )
        .await?;
    let row = row.ok_or(StoreError::Conflict(crate::Constraint::Reference))?;
    let before = read_record(tx, &row).await?;
    if before.version != edit.version {
        return Err(StoreError::Stale);
    }
    let changes = edit.description.changes_since(&before.description);
    if changes.is_empty() {
        return Ok(());
    }
    describe(tx, edit.study, &edit.description).await?;
    for renewal in &edit.renewals {
        renew(tx, renewal, edit.now).await?;
    }
    for field in &changes {
        let event = event(Some(edit.account), edit.study, "edited", edit.now);
        tx.record_study_event(event, edit.study, field).await?;
    }
    tx.touch_content().await
}

/// Writes what a study says of itself over what it said.
async fn describe(tx: &mut Tx, study: StudyId, description: &Description) -> Result<(), StoreError> {
    let audiences: Vec<_> = description.audiences.iter().map(|audience| audience.word()).collect();
    tx.execute(
        "UPDATE studies SET title = $2, retention_months = $3, small_under = $4, audiences = $5, zone = $6,
                            appears = $7, version = version + 1
         WHERE id = $1",
        values![
            study.uuid(),
            description.title.as_str(),
            description.retention_months,
            description.small_under,
            audiences.join(" "),
            description.zone.name(),
            description.appears.map(|month| month.to_string())
        ],
    )
    .await?;
    tx.execute("DELETE FROM study_texts WHERE study_id = $1", values![study.uuid()]).await?;
    for (language, words) in &description.words {
        tx.execute(
            "INSERT INTO study_texts (study_id, language, purpose, scope, out_of_scope, sponsor, controller, readers,
                                      contact) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                study.uuid(),
                language.as_str(),
                words.get(Part::Purpose),
                words.get(Part::Scope),
                words.get(Part::OutOfScope),
                words.get(Part::Sponsor),
                words.get(Part::Controller),
                words.get(Part::Readers),
                words.get(Part::Contact)
            ],
        )
        .await?;
    }
    Ok(())
}

fn event(account: Option<AccountId>, study: StudyId, verb: &'static str, now: Timestamp) -> Event {
    Event { account, verb, subject: "study", subject_id: study.uuid(), made_at: now }
}

fn read_study(row: &Row) -> Result<Study, StoreError> {
    Ok(Study { id: StudyId::from_uuid(row.get("id")?), slug: row.get("slug")?, title: row.get("title")? })
}

async fn read_record(connection: &mut Connection, row: &Row) -> Result<StudyRecord, StoreError> {
    let study = read_study(row)?;
    let (audiences, zone): (String, String) = (row.get("audiences")?, row.get("zone")?);
    let read =
        |word: &str| Audience::parse(word).ok_or_else(|| StoreError::Corrupt(format!("audience {word}")));
    let description = Description {
        title: study.title.clone(),
        words: words_of(connection, study.id).await?,
        retention_months: row.get("retention_months")?,
        appears: row.get::<Option<String>>("appears")?.as_deref().and_then(Month::parse),
        small_under: row.get("small_under")?,
        audiences: audiences
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(read)
            .collect::<Result<_, _>>()?,
        zone: Zone::parse(&zone).map_err(|_| StoreError::Corrupt(format!("time zone {zone}")))?,
    };
    Ok(StudyRecord { study, description, version: row.get("version")? })
}

/// What a study says, in the order of the languages.
async fn words_of(connection: &mut Connection, study: StudyId) -> Result<Vec<(String, Words)>, StoreError> {
    let sql = "SELECT language, purpose, scope, out_of_scope, sponsor, controller, readers, contact
               FROM study_texts WHERE study_id = $1 ORDER BY language DESC";
    let rows = connection.fetch_all(sql, values![study.uuid()]).await?;
    let mut said = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut words = Words::default();
        for part in Part::ALL {
            words.set(part, row.get(part.word())?);
        }
        said.push((row.get::<String>("language")?, words));
    }
    said.sort_by_key(|(language, _)| LANGUAGES.iter().position(|one| one == language));
    Ok(said)
}
