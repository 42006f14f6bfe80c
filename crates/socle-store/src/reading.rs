//! What a return tells, written in the same transaction as the return itself, whatever its channel: its experiences
//! with their first revision, tools and consents, its closed answers, its author's organization and contacts.

use crate::{
    driver::values,
    error::StoreError,
    submission::{NewSubmission, next_number},
    write::Tx,
};
use socle_domain::{
    chance::Chance,
    experience::{Chosen, Contacts, Experience, Organization, Reading},
    id::{ConsentId, ExperienceId, OrganizationId, SubmissionId},
    submission::{Channel, ReviewStatus},
    time::Timestamp,
};

/// What a return tells, with an id for each thing that gets a row.
#[derive(Debug, Clone, Default)]
pub struct NewReading {
    pub(crate) experiences: Vec<NewExperience>,
    pub(crate) organization: Option<(OrganizationId, Organization)>,
    pub(crate) contacts: Option<Contacts>,
    pub(crate) choices: Vec<Chosen>,
    pub(crate) files: Vec<String>,
}

/// A story and the ids of its rows.
#[derive(Debug, Clone)]
pub(crate) struct NewExperience {
    pub(crate) id: ExperienceId,
    pub(crate) consent: ConsentId,
    pub(crate) told: Experience,
}

impl NewReading {
    /// Gives ids to all that a return tells.
    pub fn new(reading: Reading, now: Timestamp, chance: &dyn Chance) -> Self {
        let experience = |told| NewExperience {
            id: ExperienceId::new(now, chance),
            consent: ConsentId::new(now, chance),
            told,
        };
        Self {
            experiences: reading.experiences.into_iter().map(experience).collect(),
            organization: reading.organization.map(|told| (OrganizationId::new(now, chance), told)),
            contacts: reading.contacts,
            choices: reading.choices,
            files: Vec::new(),
        }
    }

    /// Says which questions of the draft it comes from are answered by a file that counts, by their paths.
    #[must_use]
    pub fn with_files(mut self, questions: Vec<String>) -> Self {
        self.files = questions;
        self
    }
}

/// Who tells an experience, in which return, when and how.
pub(crate) struct Teller<'a> {
    pub(crate) submission: SubmissionId,
    pub(crate) organization: Option<OrganizationId>,
    pub(crate) language: &'a str,
    pub(crate) channel: Channel,
    pub(crate) now: Timestamp,
}

/// Writes all that a new return tells.
pub(crate) async fn insert(tx: &mut Tx, new: &NewSubmission) -> Result<(), StoreError> {
    let reading = &new.reading;
    if let Some((id, told)) = &reading.organization {
        insert_organization(tx, *id, told, new.now).await?;
    }
    let teller = Teller {
        submission: new.id,
        organization: reading.organization.as_ref().map(|(id, _)| *id),
        language: &new.language,
        channel: new.channel,
        now: new.now,
    };
    for experience in &reading.experiences {
        insert_experience(tx, &teller, experience).await?;
    }
    insert_choices(tx, new.id, &reading.choices).await?;
    if let Some(contacts) = &reading.contacts {
        insert_contacts(tx, new.id, contacts).await?;
    }
    Ok(())
}

pub(crate) async fn insert_organization(
    tx: &mut Tx,
    id: OrganizationId,
    told: &Organization,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO organizations (id, name, kind, country, created_at, version) VALUES ($1, $2, $3, $4, $5, 1)",
        values![id.uuid(), told.name.as_str(), told.kind.as_str(), told.country.as_str(), now],
    )
    .await?;
    Ok(())
}

pub(crate) async fn insert_experience(
    tx: &mut Tx,
    teller: &Teller<'_>,
    experience: &NewExperience,
) -> Result<(), StoreError> {
    let NewExperience { id, told, .. } = experience;
    let number = next_number(tx, "experience").await?;
    let or_nothing = |word: &Option<String>| word.clone().unwrap_or_default();
    tx.execute(
        "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                  current_revision, version, kind, title, theme, country, state, language)
         VALUES ($1, $2, $3, $4, $5, $6, 1, 1, $7, $8, $9, $10, $11, $12)",
        values![
            id.uuid(),
            number,
            teller.submission.uuid(),
            teller.organization.map(OrganizationId::uuid),
            told.place,
            ReviewStatus::Received.word(),
            told.kind.word(),
            told.tools.first().map_or("", String::as_str),
            or_nothing(&told.theme),
            or_nothing(&told.country),
            or_nothing(&told.state),
            teller.language
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO experience_revisions (experience_id, revision, text, created_at, reason)
         VALUES ($1, 1, $2, $3, 'sent')",
        values![id.uuid(), told.text.as_str(), teller.now],
    )
    .await?;
    insert_tools(tx, *id, &told.tools).await?;
    insert_consent(tx, teller, experience).await
}

/// The tools an experience tells of, as they were written.
pub(crate) async fn insert_tools(
    tx: &mut Tx,
    experience: ExperienceId,
    tools: &[String],
) -> Result<(), StoreError> {
    for (place, told) in (1_i64..).zip(tools) {
        tx.execute(
            "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, $2, $3)",
            values![experience.uuid(), place, told.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// Nothing is written for someone who did not say: nothing is allowed then.
async fn insert_consent(
    tx: &mut Tx,
    teller: &Teller<'_>,
    experience: &NewExperience,
) -> Result<(), StoreError> {
    let Some(level) = experience.told.publication else { return Ok(()) };
    tx.execute(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         VALUES ($1, $2, $3, 'publication', $4, $5, $6)",
        values![
            experience.consent.uuid(),
            teller.submission.uuid(),
            experience.id.uuid(),
            level.word(),
            teller.channel.word(),
            teller.now
        ],
    )
    .await?;
    Ok(())
}

/// Closed answers, each once.
pub(crate) async fn insert_choices(
    tx: &mut Tx,
    submission: SubmissionId,
    choices: &[Chosen],
) -> Result<(), StoreError> {
    for chosen in choices {
        tx.execute(
            "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, $2, $3, $4)
             ON CONFLICT (submission_id, place, question, choice) DO NOTHING",
            values![submission.uuid(), chosen.place, chosen.question.as_str(), chosen.choice.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// How to reach who answered.
pub(crate) async fn insert_contacts(
    tx: &mut Tx,
    submission: SubmissionId,
    contacts: &Contacts,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview, wants_review,
                               wants_peer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            submission.uuid(),
            contacts.email.as_str(),
            contacts.phone.as_str(),
            contacts.whatsapp.as_str(),
            contacts.wants_study,
            contacts.wants_interview,
            contacts.wants_review,
            contacts.wants_peer
        ],
    )
    .await?;
    Ok(())
}
