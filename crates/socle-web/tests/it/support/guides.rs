//! Stories, passages and guides, for the pages that cite them.

use super::{TestApp, world};
use socle_domain::{
    consent::Publication,
    guide::GuideKind,
    id::{AccountId, ApprovalId, ConsentId, ExcerptId, ExperienceId, GuideId, OrganizationId, SubmissionId},
};
use socle_store::{NewGuide, Secret, Value};

/// The passage of each story: its second sentence.
pub(crate) const PASSAGE: &str = "La carte SIM prépayée a expiré pendant la saison des pluies";

/// The blocks of a guide about a tool, all filled in.
pub(crate) const BLOCKS: [(&str, &str); 7] = [
    ("b-brief", "Pour une équipe de terrain, sans réseau sur place."),
    ("b-uses", "Les pannes se voient le jour même."),
    ("b-before", "Choisissez deux gardiens."),
    ("b-setup", "1. Choisir un numéro\n2. Former deux gardiens\n3. Essayer un mois"),
    ("b-trouble", "Les puces expirent."),
    ("b-exit", "Le cahier suffit pour un seul forage."),
    ("b-trial", "Lundi, envoyez un premier message."),
];

/// The header of a guide about a tool, all filled in.
pub(crate) const HEADER: [(&str, &str); 8] = [
    ("h-title", "Suivre un forage par SMS"),
    ("h-promise", "Savoir le jour même qu'une pompe est en panne."),
    ("h-summary", "Un téléphone simple suffit pour donner l'alerte."),
    ("h-themes", "eah"),
    ("h-needs", "surveiller"),
    ("h-families", "com.sms"),
    ("h-who", "terrain"),
    ("h-authors", "Équipe de l'étude"),
];

/// A story with one passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story {
    pub(crate) submission: SubmissionId,
    pub(crate) number: i64,
}

impl Story {
    /// As its passage is cited.
    pub(crate) fn citation(&self) -> String {
        format!("[@r{}:1]", self.number)
    }
}

macro_rules! bind {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

impl TestApp {
    /// A story of an accepted return of `/e/tic-2017`, told by an organization.
    pub(crate) async fn contributed(&self, organization: &str, level: Publication) -> Story {
        let now = world::morning();
        let chance = &*self.chance;
        let (submission, experience) = (SubmissionId::new(now, chance), ExperienceId::new(now, chance));
        let (owner, excerpt) = (OrganizationId::new(now, chance), ExcerptId::new(now, chance));
        self.put("UPDATE counters SET value = value + 1 WHERE name IN ('submission', 'experience')", vec![])
            .await;
        self.put(
            "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
               language, started_at, received_at, is_late, review_status, version)
             SELECT $1, n.value, v.id, v.questionnaire_id, $2, $3, $3, 'web', 'fr', $4, $4, $5, 'accepted', 1
             FROM counters n, surveys v WHERE n.name = 'submission' AND v.slug = 'tic-2017'",
            bind![submission.uuid(), format!("uuid:{submission}"), organization.as_bytes(), now, false],
        )
        .await;
        self.put(
            "INSERT INTO organizations (id, name, kind, country, created_at, version)
             VALUES ($1, $2, 'osc', 'bf', $3, 1)",
            bind![owner.uuid(), organization, now],
        )
        .await;
        self.put(
            "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
               current_revision, version, theme)
             SELECT $1, value, $2, $3, 1, 'accepted', 1, 1, 'eah' FROM counters WHERE name = 'experience'",
            bind![experience.uuid(), submission.uuid(), owner.uuid()],
        )
        .await;
        let text =
            format!("Nous sommes {organization}. {PASSAGE}. Personne ne l'avait prévu cette année-là.");
        let count = |words: &str| i64::try_from(words.chars().count()).expect("a short text");
        let start = count(&text[..text.find(PASSAGE).expect("the passage")]);
        self.put(
            "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)",
            bind![experience.uuid(), text, now],
        )
        .await;
        self.put(
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
             VALUES ($1, $2, $3, 'publication', $4, 'web', $5)",
            bind![
                ConsentId::new(now, chance).uuid(),
                submission.uuid(),
                experience.uuid(),
                level.word(),
                now
            ],
        )
        .await;
        self.put(
            "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged, created_at)
             VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7)",
            bind![excerpt.uuid(), experience.uuid(), start, start + count(PASSAGE), [0_u8; 32], false, now],
        )
        .await;
        let number = self.column("SELECT value AS it FROM counters WHERE name = 'experience'").await[0];
        Story { submission, number }
    }

    /// A guide about a tool, just begun by the editor.
    pub(crate) async fn guide(&self) -> GuideId {
        let editor: Vec<uuid::Uuid> =
            self.column("SELECT id AS it FROM accounts WHERE email = 'editor@example.org'").await;
        let id = GuideId::new(world::morning(), &*self.chance);
        let new = NewGuide {
            id,
            study: self.world.study,
            kind: GuideKind::Tool,
            language: "fr".to_owned(),
            title: "Suivre un forage par SMS".to_owned(),
            account: AccountId::from_uuid(editor[0]),
            now: world::morning(),
        };
        self.store.create_guide(new).await.expect("a write").expect("an editor of the study");
        id
    }

    /// The private link by which a contributor is asked about a guide; the newest that was asked.
    pub(crate) async fn approval_link(&self) -> String {
        let ids: Vec<uuid::Uuid> =
            self.column("SELECT id AS it FROM approvals ORDER BY asked_at DESC, id DESC").await;
        let id = ApprovalId::from_uuid(ids[0]).uuid();
        let mac = Secret::new([7; 32]).hash("private-link", format!("approval {id}").as_bytes());
        let first = u128::from_be_bytes(mac[..16].try_into().expect("16 bytes"));
        format!("/avis/{}.{first:032x}", id.simple())
    }
}
