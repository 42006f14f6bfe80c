//! A little world for guides: returns of several structures with a passage each, people who write and people who read
//! over, and a guide whose text nothing is wrong with.

use crate::place::{Place, now};
use sha2::{Digest, Sha256};
use socle_domain::{
    account::Role,
    consent::Publication,
    guide::{Body, Criterion, GuideKind, HeaderField, TypedHeader, Verdict},
    id::{
        AccountId, ConsentId, ExcerptId, ExperienceId, GuideId, GuideRevisionId, OrganizationId, ReviewId,
        StudyId, SubmissionId,
    },
    time::Timestamp,
};
use socle_store::{GuideDraft, NewGuide, NotPublished, Proposed, SaveGuide};

/// The passage of each experience: its second sentence.
pub(crate) const PASSAGE: &str = "La carte SIM prépayée a expiré pendant la saison des pluies";

pub(crate) struct GuideWorld {
    pub(crate) study: StudyId,
    pub(crate) editor: AccountId,
    pub(crate) reviewer: AccountId,
    pub(crate) analyst: AccountId,
    /// An editor of another study.
    pub(crate) stranger: AccountId,
    /// The first return: its organization is named.
    pub(crate) named: Told,
    /// The second: without its name.
    pub(crate) anonymous: Told,
    /// The third: in the figures only.
    pub(crate) figures: Told,
    pub(crate) guide: GuideId,
    survey: socle_domain::survey::Survey,
}

/// A return with one experience and one passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) submission: SubmissionId,
    pub(crate) experience: ExperienceId,
    pub(crate) number: i64,
}

impl Told {
    /// As it is cited.
    pub(crate) fn citation(&self) -> String {
        format!("[@r{}:1]", self.number)
    }
}

impl GuideWorld {
    pub(crate) async fn build(place: &Place) -> Self {
        let study = place.study("tic").await;
        let other = place.study("eau").await;
        let survey = place.survey(study, "retours").await;
        let member = async |email, role, study| place.account(email, &[(role, Some(study))]).await;
        let mut world = Self {
            study,
            editor: member("editor@example.org", Role::Editor, study).await,
            reviewer: member("reviewer@example.org", Role::Reviewer, study).await,
            analyst: member("analyst@example.org", Role::Analyst, study).await,
            stranger: member("stranger@example.org", Role::Editor, other).await,
            named: Told::nobody(place),
            anonymous: Told::nobody(place),
            figures: Told::nobody(place),
            guide: GuideId::new(now(), &place.chance),
            survey,
        };
        world.named = world.told(place, "Comité des forages de Kaya", Publication::Named).await;
        world.anonymous = world.told(place, "Groupement Lafia", Publication::Anonymous).await;
        world.figures = world.told(place, "Collectif Nayé", Publication::Figures).await;
        let new = NewGuide {
            id: world.guide,
            study,
            kind: GuideKind::Tool,
            language: "fr".to_owned(),
            title: "Suivre un forage par SMS".to_owned(),
            account: world.editor,
            now: now(),
        };
        assert_eq!(place.store.create_guide(new).await.unwrap(), Some(1));
        world
    }

    /// One more return.
    pub(crate) async fn told(&self, place: &Place, organization: &str, level: Publication) -> Told {
        let instance = format!("uuid:{organization}");
        let (submission, _) = place.submission(&self.survey, &instance, organization).await;
        place.untell(submission).await;
        let owner = OrganizationId::new(now(), &place.chance);
        let sql = "INSERT INTO organizations (id, name, kind, country, created_at, version)
                   VALUES ($1, $2, 'osc', 'bf', $3, 1)";
        place.put(sql, bind![owner.uuid(), organization, now()]).await;
        let experience = ExperienceId::new(now(), &place.chance);
        place.put("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![]).await;
        let sql = "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                            current_revision, version, theme)
                   SELECT $1, value, $2, $3, 1, 'accepted', 1, 1, 'eah' FROM counters WHERE name = 'experience'";
        place.put(sql, bind![experience.uuid(), submission.uuid(), owner.uuid()]).await;
        let text =
            format!("Nous sommes {organization}. {PASSAGE}. Personne ne l'avait prévu cette année-là.");
        let start =
            i64::try_from(text.find("La carte").map(|at| text[..at].chars().count()).unwrap()).unwrap();
        let end = start + i64::try_from(PASSAGE.chars().count()).unwrap();
        let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)";
        place.put(sql, bind![experience.uuid(), text, now()]).await;
        self.consents(place, submission, experience, level).await;
        let excerpt = ExcerptId::new(now(), &place.chance);
        let digest: [u8; 32] = Sha256::digest(PASSAGE.as_bytes()).into();
        let sql = "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged,
                                         created_at) VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7)";
        let values = bind![excerpt.uuid(), experience.uuid(), start, end, digest, false, now()];
        place.put(sql, values).await;
        let number = place.number("SELECT value AS it FROM counters WHERE name = 'experience'").await;
        Told { submission, experience, number }
    }

    /// What an author says of publishing, from now on.
    pub(crate) async fn consents(
        &self,
        place: &Place,
        submission: SubmissionId,
        experience: ExperienceId,
        level: Publication,
    ) {
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', $4, 'web', $5)";
        let id = ConsentId::new(now(), &place.chance);
        // A later row is the one in force.
        let count = place.number("SELECT COUNT(*) AS it FROM consents").await;
        let values = bind![id.uuid(), submission.uuid(), experience.uuid(), level.word(), now().plus(count)];
        place.put(sql, values).await;
    }

    /// A working copy with nothing wrong, which says `uses` in the block of uses.
    pub(crate) fn text(uses: &str) -> (TypedHeader, Body) {
        let mut header = TypedHeader::default();
        for (field, value) in [
            (HeaderField::Title, "Suivre un forage par SMS"),
            (HeaderField::Promise, "Savoir le jour même qu'une pompe est en panne."),
            (HeaderField::Summary, "Un téléphone simple suffit pour donner l'alerte."),
            (HeaderField::Themes, "eah"),
            (HeaderField::Needs, "surveiller"),
            (HeaderField::Families, "com.sms"),
            (HeaderField::Who, "terrain"),
            (HeaderField::Authors, "Équipe de l'étude"),
        ] {
            header.set(field, value);
        }
        let mut body = Body::new(GuideKind::Tool);
        for spec in GuideKind::Tool.blocks() {
            body.set(spec.key, "Un texte court.");
        }
        body.set("setup", "1. Choisir un numéro\n2. Former deux gardiens\n3. Essayer un mois");
        body.set("uses", uses);
        (header, body)
    }

    /// Saves a working copy over version `version`.
    pub(crate) async fn save(&self, place: &Place, version: i64, uses: &str) -> i64 {
        let (header, body) = Self::text(uses);
        let save = SaveGuide {
            guide: self.guide,
            language: "fr".to_owned(),
            version,
            header,
            body,
            account: self.editor,
            now: now(),
        };
        place.store.save_guide(save).await.unwrap()
    }

    pub(crate) async fn propose(&self, place: &Place, version: i64) -> Result<Proposed, NotPublished> {
        let (store, chance) = (&place.store, &place.chance);
        store.propose_guide(self.editor, self.guide, ("fr", version), true, chance, now()).await
    }

    /// A proposal that says `uses`, over whatever stands there.
    pub(crate) async fn proposed(&self, place: &Place, uses: &str) -> Proposed {
        let file = place.store.guide_file(self.editor, self.guide, "fr").await.unwrap().unwrap();
        let version = self.save(place, file.draft.version, uses).await;
        self.propose(place, version).await.unwrap()
    }

    /// A grid all answered yes, but for one question.
    pub(crate) async fn reads(
        &self,
        place: &Place,
        reader: AccountId,
        revision: GuideRevisionId,
        no: Option<Criterion>,
    ) {
        let answer = |criterion| {
            let verdict = if Some(criterion) == no { Verdict::No } else { Verdict::Yes };
            (ReviewId::new(now(), &place.chance), criterion, verdict, String::new())
        };
        let answers = Criterion::ALL.map(answer).into();
        place.store.review_guide(reader, revision, answers, now()).await.unwrap();
    }

    /// The author of a return leaves an address.
    pub(crate) async fn leaves_address(&self, place: &Place, told: Told, email: &str) {
        let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview,
                                         wants_review, wants_peer) VALUES ($1, $2, '', '', $3, $3, $3, $3)";
        place.put(sql, bind![told.submission.uuid(), email, false]).await;
    }

    /// Both readers say yes to everything.
    pub(crate) async fn read_over(&self, place: &Place, revision: GuideRevisionId) {
        self.reads(place, self.reviewer, revision, None).await;
        self.reads(place, self.analyst, revision, None).await;
    }

    pub(crate) async fn publish(
        &self,
        place: &Place,
        revision: GuideRevisionId,
        at: Timestamp,
    ) -> Result<(), NotPublished> {
        place.store.publish_guide(self.editor, revision, at).await
    }

    /// The working copy as it is now.
    pub(crate) async fn draft(&self, place: &Place) -> GuideDraft {
        place.store.guide_file(self.editor, self.guide, "fr").await.unwrap().unwrap().draft
    }
}

impl Told {
    fn nobody(place: &Place) -> Self {
        let chance = &place.chance;
        Self {
            submission: SubmissionId::new(now(), chance),
            experience: ExperienceId::new(now(), chance),
            number: 0,
        }
    }
}
