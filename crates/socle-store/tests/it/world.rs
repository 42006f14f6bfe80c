//! A little world to test on: a study with a survey, people, two returns, and all that was made of them.
//!
//! Rows go in through the verbs of the store where there is one, and through SQL where the verb comes later.

use crate::place::{Place, now};
use socle_domain::{
    account::{EmailAddress, Role},
    code::ResumeCode,
    consent::Publication,
    draft::DraftAnswers,
    id::{
        AccountId, ApprovalId, AttachmentId, CitationId, CodeLabelId, CodebookId, CodingId, ConsentId,
        DraftId, EditionId, ExcerptId, ExperienceId, GuideId, GuideRevisionId, MembershipId, OrganizationId,
        QuestionnaireId, ReferenceId, ReviewId, StudyId, SubmissionId, SurveyId,
    },
    slug::Slug,
    submission::{Channel, InstanceId},
    survey::{Calendar, GRACE_HOURS, Survey},
    time::{DAY, HOUR, MINUTE, Zone},
    trace::Downstream,
};
use socle_store::{
    DraftSave, Membership, NewAccount, NewDraft, NewQuestionnaire, NewStudy, NewSubmission, NewSurvey,
    Receipt,
};

impl Place {
    pub(crate) async fn study(&self, slug: &str) -> StudyId {
        let id = StudyId::new(now(), &self.chance);
        let study = NewStudy {
            id,
            slug: Slug::parse(slug).unwrap(),
            title: format!("Étude {slug}"),
            account: None,
            now: now(),
        };
        self.store.create_study(study).await.unwrap();
        id
    }

    pub(crate) fn new_survey(&self, study: StudyId, slug: &str) -> NewSurvey {
        let survey = Survey {
            id: SurveyId::new(now(), &self.chance),
            study,
            slug: Slug::parse(slug).unwrap(),
            title: format!("Enquête {slug}"),
            questionnaire: QuestionnaireId::new(now(), &self.chance),
            calendar: Calendar {
                opens_at: now().plus(-10 * DAY),
                closes_at: now().plus(30 * DAY),
                zone: Zone::parse("Europe/Paris").unwrap(),
                grace_hours: GRACE_HOURS,
            },
            version: 1,
        };
        let questionnaire = NewQuestionnaire {
            form_id: "trois-questions".to_owned(),
            form_version: "2017-02-01".to_owned(),
            workbook_name: "trois-questions.xlsx".to_owned(),
            workbook: vec![0x50, 0x4b, 3, 4, 0, 255],
            xform: "<h:html/>".to_owned(),
        };
        NewSurvey { survey, questionnaire, account: None, now: now() }
    }

    pub(crate) async fn survey(&self, study: StudyId, slug: &str) -> Survey {
        let new = self.new_survey(study, slug);
        self.store.create_survey(new.clone()).await.unwrap();
        new.survey
    }

    pub(crate) fn new_account(&self, email: &str, roles: &[(Role, Option<StudyId>)]) -> NewAccount {
        let membership =
            |&(role, study)| (MembershipId::new(now(), &self.chance), Membership { role, study });
        NewAccount {
            id: AccountId::new(now(), &self.chance),
            email: EmailAddress::parse(email).unwrap(),
            name: format!("Personne {email}"),
            password_hash: "$argon2id$v=19$m=8,t=1,p=1$c2Vs$aGFjaGU".to_owned(),
            language: "fr".to_owned(),
            memberships: roles.iter().map(membership).collect(),
            now: now(),
        }
    }

    pub(crate) async fn account(&self, email: &str, roles: &[(Role, Option<StudyId>)]) -> AccountId {
        let account = self.new_account(email, roles);
        let id = account.id;
        self.store.create_account(account).await.unwrap();
        id
    }

    pub(crate) fn new_submission(&self, survey: &Survey, instance: &str, words: &str) -> NewSubmission {
        NewSubmission {
            id: SubmissionId::new(now(), &self.chance),
            survey: survey.id,
            questionnaire: survey.questionnaire,
            instance: InstanceId::parse(instance).unwrap(),
            body: format!("<data><story>{words}</story></data>").into_bytes(),
            channel: Channel::Web,
            language: "fr".to_owned(),
            draft: None,
            publication: Some((ConsentId::new(now(), &self.chance), Publication::Anonymous)),
            started_at: now().plus(-HOUR),
            is_late: false,
            now: now(),
        }
    }

    /// A return that is kept: its id and its number.
    pub(crate) async fn submission(
        &self,
        survey: &Survey,
        instance: &str,
        words: &str,
    ) -> (SubmissionId, i64) {
        let receipt =
            self.store.accept_submission(self.new_submission(survey, instance, words)).await.unwrap();
        match receipt {
            Receipt::Kept { id, number, .. } => (id, number),
            Receipt::Withdrawn => panic!("{instance} was withdrawn"),
        }
    }

    pub(crate) fn new_draft(&self, survey: &Survey) -> NewDraft {
        NewDraft {
            id: DraftId::new(now(), &self.chance),
            survey: survey.clone(),
            code: ResumeCode::new(&self.chance),
            language: "fr".to_owned(),
            now: now(),
        }
    }

    pub(crate) async fn draft(&self, survey: &Survey) -> NewDraft {
        let draft = self.new_draft(survey);
        self.store.create_draft(draft.clone()).await.unwrap();
        draft
    }
}

/// Words of the answer that is withdrawn: every text of it that the database keeps, in one place.
pub(crate) const WITHDRAWN_WORDS: [&str; 8] = [
    "Le forage de Kaya envoie son débit par SMS depuis mars.",
    "La carte SIM prépayée a expiré pendant la saison des pluies.",
    "Nous avons perdu trois semaines de relevés, sans alerte.",
    "Passage relu : la puce a expiré pendant l'hivernage.",
    "Comité de gestion des points d'eau de Kaya-Nord",
    "Mémo : panne racontée deux fois par la trésorière.",
    "Oui, mais enlevez le prénom de notre trésorière.",
    "photo-du-forage-de-kaya-avec-la-tresoriere.jpg",
];

/// Words of the answer that stays.
pub(crate) const KEPT_WORDS: [&str; 4] = [
    "À Ziguinchor, le groupe WhatsApp relaie les tours d'eau.",
    "Chacun reçoit le message, même sans ordinateur au village.",
    "Relu : chacun reçoit le message sans ordinateur.",
    "releve-des-tours-d-eau-de-ziguinchor-2016.ods",
];

/// The whole world, by the names its cases use.
pub(crate) struct World {
    pub(crate) survey: Survey,
    pub(crate) analyst: AccountId,
    /// The return that its author withdraws.
    pub(crate) withdrawn: SubmissionId,
    pub(crate) withdrawn_number: i64,
    pub(crate) withdrawn_instance: InstanceId,
    /// The return that has to stay as it is.
    pub(crate) kept: SubmissionId,
    /// All that stands on the first one.
    pub(crate) downstream: Downstream,
    /// All that stands on the second one.
    pub(crate) control: Downstream,
    /// The guide that cites the second return alone.
    pub(crate) untouched_guide: GuideId,
    /// The file that came with the first return and with no other.
    pub(crate) own_file: [u8; 32],
}

impl World {
    /// Fills an empty place.
    pub(crate) async fn build(place: &Place) -> Self {
        let study = place.study("tic-2017").await;
        let survey = place.survey(study, "retours").await;
        let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
        let draft = sent_draft(place, &survey).await;
        let mut new = place.new_submission(&survey, "uuid:withdrawn", &WITHDRAWN_WORDS[..3].join(" "));
        new.draft = Some(draft);
        let withdrawn_instance = new.instance.clone();
        let Receipt::Kept { id: withdrawn, number, .. } = place.store.accept_submission(new).await.unwrap()
        else {
            panic!("a first return is kept")
        };
        let (kept, _) = place.submission(&survey, "uuid:kept", &KEPT_WORDS[..2].join(" ")).await;
        let _in_progress = place.draft(&survey).await;
        let builder = Builder { place, study, analyst };
        let stories = builder.stories(withdrawn, kept).await;
        let guides = builder.guides(&stories).await;
        let own_file = [0xd1; 32];
        let files = builder.files(withdrawn, kept, own_file).await;
        let sorted = |mut ids: Vec<AttachmentId>| {
            ids.sort_unstable();
            ids
        };
        let downstream =
            Downstream { attachments: sorted(files[..2].to_vec()), ..guides.downstream(&stories) };
        let control = Downstream { attachments: sorted(files[2..].to_vec()), ..guides.control(&stories) };
        Self {
            survey,
            analyst,
            withdrawn,
            withdrawn_number: number,
            withdrawn_instance,
            kept,
            downstream,
            control,
            untouched_guide: guides.ids[2],
            own_file,
        }
    }
}

async fn sent_draft(place: &Place, survey: &Survey) -> DraftId {
    let draft = place.draft(survey).await;
    let mut answers = DraftAnswers::default();
    answers.merge(&[("/data/story".to_owned(), WITHDRAWN_WORDS[0].to_owned())], 1, 2).unwrap();
    let save = DraftSave { id: draft.id, version: 1, answers, language: "fr".to_owned(), now: now() };
    place.store.save_draft(save).await.unwrap();
    draft.id
}

struct Builder<'p> {
    place: &'p Place,
    study: StudyId,
    analyst: AccountId,
}

/// Two stories of the return that leaves (the first one revised), one of the return that stays, and their passages:
/// the first on the older revision, the last one cited by nobody.
struct Stories {
    withdrawn: SubmissionId,
    kept: SubmissionId,
    experiences: [ExperienceId; 3],
    excerpts: [ExcerptId; 5],
}

/// Three guides; the first has two revisions.
struct Guides {
    ids: [GuideId; 3],
    revisions: [GuideRevisionId; 4],
    citations: Vec<(CitationId, usize)>,
    approvals: [ApprovalId; 3],
    editions: [EditionId; 3],
}

impl Guides {
    fn downstream(&self, stories: &Stories) -> Downstream {
        let [first, second, third, fourth, _] = stories.excerpts;
        let [e1, e2, _] = stories.experiences;
        let [r1, r2, r3, _] = self.revisions;
        sorted(Downstream {
            experiences: vec![e1, e2],
            excerpts: vec![first, second, third, fourth],
            citations: self.citations.iter().filter(|(_, excerpt)| *excerpt < 4).map(|(id, _)| *id).collect(),
            guide_revisions: vec![r1, r2, r3],
            guides: vec![self.ids[0], self.ids[1]],
            approvals: vec![self.approvals[0], self.approvals[1]],
            editions: vec![self.editions[0], self.editions[1]],
            ..Downstream::nothing(stories.withdrawn)
        })
    }

    fn control(&self, stories: &Stories) -> Downstream {
        let [r1, r2, _, r4] = self.revisions;
        sorted(Downstream {
            experiences: vec![stories.experiences[2]],
            excerpts: vec![stories.excerpts[4]],
            citations: self
                .citations
                .iter()
                .filter(|(_, excerpt)| *excerpt == 4)
                .map(|(id, _)| *id)
                .collect(),
            guide_revisions: vec![r1, r2, r4],
            guides: vec![self.ids[0], self.ids[2]],
            approvals: vec![self.approvals[2]],
            editions: self.editions.to_vec(),
            ..Downstream::nothing(stories.kept)
        })
    }
}

fn sorted(mut found: Downstream) -> Downstream {
    found.experiences.sort_unstable();
    found.excerpts.sort_unstable();
    found.citations.sort_unstable();
    found.guide_revisions.sort_unstable();
    found.guides.sort_unstable();
    found.approvals.sort_unstable();
    found.editions.sort_unstable();
    found
}

macro_rules! new_id {
    ($self:ident, $id:ident) => {
        $id::new(now(), &$self.place.chance)
    };
}

impl Builder<'_> {
    async fn stories(&self, withdrawn: SubmissionId, kept: SubmissionId) -> Stories {
        let theirs = self.organization(WITHDRAWN_WORDS[4]).await;
        let shared = self.organization("Eau Vive Sahel").await;
        let experiences = [
            self.experience(withdrawn, 1, theirs, &[WITHDRAWN_WORDS[1], WITHDRAWN_WORDS[3]]).await,
            self.experience(withdrawn, 2, shared, &[WITHDRAWN_WORDS[2]]).await,
            self.experience(kept, 1, shared, &[KEPT_WORDS[1], KEPT_WORDS[2]]).await,
        ];
        let [e1, e2, e3] = experiences;
        let excerpts = [
            self.excerpt(e1, 1, 1).await,
            self.excerpt(e1, 2, 2).await,
            self.excerpt(e2, 1, 1).await,
            self.excerpt(e1, 1, 3).await,
            self.excerpt(e3, 1, 1).await,
        ];
        let label = self.label().await;
        for (excerpt, memo) in excerpts.iter().zip([WITHDRAWN_WORDS[5], "", "", "", "À relire"]) {
            self.coding(*excerpt, label, memo).await;
        }
        Stories { withdrawn, kept, experiences, excerpts }
    }

    async fn organization(&self, name: &str) -> OrganizationId {
        let id = new_id!(self, OrganizationId);
        let sql = "INSERT INTO organizations (id, name, kind, country, created_at, version)
                   VALUES ($1, $2, 'association', 'BF', $3, 1)";
        self.place.put(sql, bind![id.uuid(), name, now()]).await;
        id
    }

    async fn experience(
        &self,
        submission: SubmissionId,
        place: i64,
        organization: OrganizationId,
        texts: &[&str],
    ) -> ExperienceId {
        let id = new_id!(self, ExperienceId);
        self.place.put("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![]).await;
        self.place
            .put(
                "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                          current_revision, version)
                 SELECT $1, value, $2, $3, $4, 'accepted', $5, 1 FROM counters WHERE name = 'experience'",
                bind![
                    id.uuid(),
                    submission.uuid(),
                    organization.uuid(),
                    place,
                    i64::try_from(texts.len()).unwrap()
                ],
            )
            .await;
        for (revision, text) in (1_i64..).zip(texts) {
            let sql =
                "INSERT INTO experience_revisions (experience_id, revision, text, account_id, created_at)
                       VALUES ($1, $2, $3, $4, $5)";
            self.place.put(sql, bind![id.uuid(), revision, *text, self.analyst.uuid(), now()]).await;
        }
        let consent = new_id!(self, ConsentId);
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', 'named', 'web', $4)";
        self.place.put(sql, bind![consent.uuid(), submission.uuid(), id.uuid(), now()]).await;
        id
    }

    async fn excerpt(&self, experience: ExperienceId, revision: i64, place: i64) -> ExcerptId {
        let id = new_id!(self, ExcerptId);
        let sql = "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged,
                                         created_at) VALUES ($1, $2, $3, $4, 3, 20, $5, $6, $7)";
        let values = bind![id.uuid(), experience.uuid(), revision, place, [9_u8; 32], false, now()];
        self.place.put(sql, values).await;
        id
    }

    async fn label(&self) -> CodeLabelId {
        let (codebook, child) = (new_id!(self, CodebookId), new_id!(self, CodeLabelId));
        let parent = CodeLabelId::new(now().plus(DAY), &self.place.chance);
        let sql = "INSERT INTO codebooks (id, study_id, title, created_at) VALUES ($1, $2, 'Grille', $3)";
        self.place.put(sql, bind![codebook.uuid(), self.study.uuid(), now()]).await;
        let sql = "INSERT INTO code_labels (id, codebook_id, parent_id, word, name, definition)
                   VALUES ($1, $2, $3, $4, $4, '')";
        let none: Option<uuid::Uuid> = None;
        self.place.put(sql, bind![parent.uuid(), codebook.uuid(), none, "panne"]).await;
        // The child is the older one: it was moved under a label made later.
        self.place.put(sql, bind![child.uuid(), codebook.uuid(), Some(parent.uuid()), "carte-sim"]).await;
        child
    }

    async fn coding(&self, excerpt: ExcerptId, label: CodeLabelId, memo: &str) {
        let sql = "INSERT INTO codings (id, excerpt_id, code_label_id, account_id, memo, created_at)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let id = new_id!(self, CodingId);
        let values = bind![id.uuid(), excerpt.uuid(), label.uuid(), self.analyst.uuid(), memo, now()];
        self.place.put(sql, values).await;
    }

    async fn guides(&self, stories: &Stories) -> Guides {
        let guides =
            [self.guide("published").await, self.guide("published").await, self.guide("published").await];
        let [g1, g2, g3] = guides;
        let revisions = [
            self.revision(g1, 1).await,
            self.revision(g1, 2).await,
            self.revision(g2, 1).await,
            self.revision(g3, 1).await,
        ];
        let [r1, r2, r3, r4] = revisions;
        let cited = [
            (r1, 1, 0, WITHDRAWN_WORDS[1]),
            (r1, 2, 4, KEPT_WORDS[1]),
            (r2, 1, 1, WITHDRAWN_WORDS[3]),
            (r2, 2, 4, KEPT_WORDS[1]),
            (r3, 1, 2, WITHDRAWN_WORDS[2]),
            (r3, 2, 0, WITHDRAWN_WORDS[1]),
            (r4, 1, 4, KEPT_WORDS[1]),
        ];
        let mut citations = Vec::new();
        for (revision, place, excerpt, words) in cited {
            let id = self.citation(revision, place, stories.excerpts[excerpt], words).await;
            citations.push((id, excerpt));
        }
        self.desk_citation(r2).await;
        self.review(r2).await;
        let [e1, e2, e3] = stories.experiences;
        let approvals = [
            self.approval(r2, e1, WITHDRAWN_WORDS[6]).await,
            self.approval(r3, e2, "").await,
            self.approval(r4, e3, "Très bien").await,
        ];
        let editions = [
            self.edition(1, &[r1, r4]).await,
            self.edition(2, &[r2, r3]).await,
            self.edition(3, &[r4]).await,
        ];
        Guides { ids: guides, revisions, citations, approvals, editions }
    }

    async fn guide(&self, status: &str) -> GuideId {
        let id = new_id!(self, GuideId);
        self.place.put("UPDATE counters SET value = value + 1 WHERE name = 'guide'", vec![]).await;
        let sql = "INSERT INTO guides (id, number, study_id, kind, status, version)
                   SELECT $1, value, $2, 'tool', $3, 1 FROM counters WHERE name = 'guide'";
        self.place.put(sql, bind![id.uuid(), self.study.uuid(), status]).await;
        id
    }

    async fn revision(&self, guide: GuideId, revision: i64) -> GuideRevisionId {
        let id = new_id!(self, GuideRevisionId);
        let sql = "INSERT INTO guide_revisions (id, guide_id, revision, language, title, body, account_id, created_at,
                                                published_at)
                   VALUES ($1, $2, $3, 'fr', 'Suivre un forage par SMS', 'Prévoir une alerte.', $4, $5, $5)";
        self.place.put(sql, bind![id.uuid(), guide.uuid(), revision, self.analyst.uuid(), now()]).await;
        id
    }

    async fn citation(
        &self,
        revision: GuideRevisionId,
        place: i64,
        excerpt: ExcerptId,
        words: &str,
    ) -> CitationId {
        let id = new_id!(self, CitationId);
        let sql = "INSERT INTO citations (id, guide_revision_id, place, excerpt_id, quotation)
                   VALUES ($1, $2, $3, $4, $5)";
        self.place.put(sql, bind![id.uuid(), revision.uuid(), place, excerpt.uuid(), words]).await;
        id
    }

    async fn desk_citation(&self, revision: GuideRevisionId) {
        let (reference, citation) = (new_id!(self, ReferenceId), new_id!(self, CitationId));
        let sql = "INSERT INTO desk_references (id, number, study_id, title, author, dated, address, read_at)
                   VALUES ($1, 1, $2, 'Guide de l''eau', 'pS-Eau', '2015', 'https://example.org/eau', $3)";
        self.place.put(sql, bind![reference.uuid(), self.study.uuid(), now()]).await;
        let sql = "INSERT INTO citations (id, guide_revision_id, place, reference_id) VALUES ($1, $2, 9, $3)";
        self.place.put(sql, bind![citation.uuid(), revision.uuid(), reference.uuid()]).await;
    }

    async fn review(&self, revision: GuideRevisionId) {
        let sql =
            "INSERT INTO reviews (id, guide_revision_id, account_id, criterion, verdict, comment, created_at)
                   VALUES ($1, $2, $3, 'clear', 'yes', 'Clair', $4)";
        let id = new_id!(self, ReviewId);
        self.place.put(sql, bind![id.uuid(), revision.uuid(), self.analyst.uuid(), now()]).await;
    }

    async fn approval(
        &self,
        revision: GuideRevisionId,
        experience: ExperienceId,
        comment: &str,
    ) -> ApprovalId {
        let id = new_id!(self, ApprovalId);
        let sql = "INSERT INTO approvals (id, guide_revision_id, experience_id, verdict, comment, asked_at, answered_at)
                   VALUES ($1, $2, $3, 'yes', $4, $5, $6)";
        let values =
            bind![id.uuid(), revision.uuid(), experience.uuid(), comment, now(), Some(now().plus(MINUTE))];
        self.place.put(sql, values).await;
        id
    }

    async fn edition(&self, number: i64, revisions: &[GuideRevisionId]) -> EditionId {
        let id = new_id!(self, EditionId);
        let sql = "INSERT INTO editions (id, study_id, number, correction, manifest_digest, published_at)
                   VALUES ($1, $2, $3, 0, $4, $5)";
        self.place.put(sql, bind![id.uuid(), self.study.uuid(), number, [8_u8; 32], now()]).await;
        for revision in revisions {
            let sql = "INSERT INTO edition_guides (edition_id, guide_revision_id) VALUES ($1, $2)";
            self.place.put(sql, bind![id.uuid(), revision.uuid()]).await;
        }
        id
    }

    /// Two files with the first return, the second of which also came with the other.
    async fn files(&self, withdrawn: SubmissionId, kept: SubmissionId, own: [u8; 32]) -> Vec<AttachmentId> {
        let shared = [0x5a_u8; 32];
        let files = [
            (withdrawn, WITHDRAWN_WORDS[7], own),
            (withdrawn, "a.ods", shared),
            (kept, KEPT_WORDS[3], shared),
        ];
        let mut ids = Vec::new();
        for (submission, name, digest) in files {
            let id = new_id!(self, AttachmentId);
            let sql = "INSERT INTO attachments (id, submission_id, name, media_type, length, digest)
                       VALUES ($1, $2, $3, 'application/octet-stream', 12, $4)";
            self.place.put(sql, bind![id.uuid(), submission.uuid(), name, digest]).await;
            ids.push(id);
        }
        ids
    }
}
