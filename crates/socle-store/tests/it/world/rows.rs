//! The rows for which the store has no verb yet: stories, passages, guides and what came of them.

use super::{KEPT_WORDS, WITHDRAWN_WORDS};
use crate::place::{Place, now};
use socle_domain::{
    id::{
        AccountId, ApprovalId, AttachmentId, CitationId, CodeLabelId, CodebookId, CodingId, ConsentId,
        EditionId, ExcerptId, ExperienceId, GuideId, GuideRevisionId, OrganizationId, ReferenceId, ReviewId,
        StudyId, SubmissionId, TaskId,
    },
    survey::Survey,
    time::{DAY, MINUTE},
    trace::Downstream,
};
use uuid::Uuid;

pub(super) struct Builder<'p> {
    pub(super) place: &'p Place,
    pub(super) study: StudyId,
    pub(super) analyst: AccountId,
}

/// Two stories of the return that leaves (the first one revised), one of the return that stays, and their passages:
/// the first on the older revision, the last one cited by nobody.
pub(super) struct Stories {
    pub(super) withdrawn: SubmissionId,
    pub(super) kept: SubmissionId,
    pub(super) experiences: [ExperienceId; 3],
    excerpts: [ExcerptId; 5],
}

/// Three guides; the first has two revisions.
pub(super) struct Guides {
    pub(super) ids: [GuideId; 3],
    revisions: [GuideRevisionId; 4],
    citations: Vec<(CitationId, usize)>,
    approvals: [ApprovalId; 3],
    editions: [EditionId; 3],
}

impl Guides {
    pub(super) fn downstream(&self, stories: &Stories) -> Downstream {
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

    pub(super) fn control(&self, stories: &Stories) -> Downstream {
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
    pub(super) async fn stories(&self, withdrawn: SubmissionId, kept: SubmissionId) -> Stories {
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
        let none: Option<Uuid> = None;
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

    pub(super) async fn guides(&self, stories: &Stories) -> Guides {
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
        self.paper(g1, r2, "suivre-un-forage", WITHDRAWN_WORDS[3]).await;
        self.paper(g3, r4, "prevenir-par-groupe", KEPT_WORDS[1]).await;
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

    /// Two files with the first return, one with the other.
    pub(super) async fn files(&self, withdrawn: SubmissionId, kept: SubmissionId) -> Vec<AttachmentId> {
        let files = [(withdrawn, WITHDRAWN_WORDS[7]), (withdrawn, "a.ods"), (kept, KEPT_WORDS[3])];
        let mut ids = Vec::new();
        for (submission, name) in files {
            let id = new_id!(self, AttachmentId);
            let sql = "INSERT INTO attachments (id, submission_id, name, media_type, length, digest)
                       VALUES ($1, $2, $3, 'application/octet-stream', 12, $4)";
            self.place.put(sql, bind![id.uuid(), submission.uuid(), name, [0x5a_u8; 32]]).await;
            ids.push(id);
        }
        ids
    }

    /// What was said after the first sending: a correction, a question asked back, letters, and a correction being
    /// written, with the file whose name is given back.
    pub(super) async fn afterwards(
        &self,
        survey: &Survey,
        withdrawn: SubmissionId,
        kept: SubmissionId,
        stories: &Stories,
    ) -> Uuid {
        let sql = "INSERT INTO corrections (submission_id, place, body, body_digest, received_at)
                   VALUES ($1, 2, $2, $3, $4)";
        for (submission, words) in [(withdrawn, WITHDRAWN_WORDS[8]), (kept, KEPT_WORDS[1])] {
            self.place.put(sql, bind![submission.uuid(), words.as_bytes(), [4_u8; 32], now()]).await;
        }
        let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview,
                                         wants_review, wants_peer) VALUES ($1, $2, $3, '', $4, $4, $4, $4)";
        self.place.put(sql, bind![withdrawn.uuid(), WITHDRAWN_WORDS[9], WITHDRAWN_WORDS[10], true]).await;
        self.place.put(sql, bind![kept.uuid(), KEPT_WORDS[4], "", false]).await;
        let sql = "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, 1, 'e_state', 'in_use')";
        for submission in [withdrawn, kept] {
            self.place.put(sql, bind![submission.uuid()]).await;
        }
        let sql = "INSERT INTO experience_tools (experience_id, place, told, tool_id)
                   SELECT $1, 2, $2, id FROM tools";
        let [e1, e2, e3] = stories.experiences;
        for (experience, told) in [(e1, WITHDRAWN_WORDS[13]), (e2, "SMS"), (e3, "WhatsApp")] {
            self.place.put(sql, bind![experience.uuid(), told]).await;
        }
        self.asked_back(withdrawn).await;
        self.correction_begun(survey, withdrawn).await
    }

    /// A question asked back and answered, and the letters that wait: about it, and about the return.
    async fn asked_back(&self, withdrawn: SubmissionId) {
        let inquiry = new_id!(self, TaskId).uuid();
        let sql =
            "INSERT INTO inquiries (id, submission_id, account_id, question, asked_at, answer, answered_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $5)";
        let (question, answer) = (WITHDRAWN_WORDS[11], WITHDRAWN_WORDS[12]);
        let values = bind![inquiry, withdrawn.uuid(), self.analyst.uuid(), question, now(), answer];
        self.place.put(sql, values).await;
        let sql = "INSERT INTO letters (id, kind, recipient, language, subject_id, created_at)
                   VALUES ($1, $2, $3, 'fr', $4, $5)";
        let letters = [
            ("inquiry", WITHDRAWN_WORDS[14], inquiry),
            ("receipt", WITHDRAWN_WORDS[9], withdrawn.uuid()),
            ("review_due", KEPT_WORDS[4], self.study.uuid()),
        ];
        for (kind, recipient, subject) in letters {
            let id = new_id!(self, TaskId).uuid();
            self.place.put(sql, bind![id, kind, recipient, subject, now()]).await;
        }
    }

    async fn correction_begun(&self, survey: &Survey, withdrawn: SubmissionId) -> Uuid {
        let draft = self.place.draft(survey).await;
        let answers = format!("{{\"/data/story\":{{\"value\":\"{}\",\"version\":2}}}}", WITHDRAWN_WORDS[8]);
        let sql = "UPDATE drafts SET corrects_id = $2, answers = $3 WHERE id = $1";
        self.place.put(sql, bind![draft.id.uuid(), withdrawn.uuid(), answers]).await;
        let file = new_id!(self, AttachmentId).uuid();
        let sql =
            "INSERT INTO draft_files (id, draft_id, question, name, media_type, length, digest, stored_at)
                   VALUES ($1, $2, '/data/photo', $3, 'image/jpeg', 12, $4, $5)";
        let values = bind![file, draft.id.uuid(), WITHDRAWN_WORDS[15], [6_u8; 32], now()];
        self.place.put(sql, values).await;
        file
    }

    /// What the team wrote of the study itself: no return has a part in it.
    pub(super) async fn study_papers(&self, survey: &Survey) {
        let sql = "INSERT INTO study_texts (study_id, language, purpose, scope, out_of_scope, sponsor, controller,
                                            readers, contact)
                   VALUES ($1, 'fr', 'Comprendre', 'Outils', 'Communication', 'Réseau', 'Réseau', 'Équipe', 'Courriel')";
        self.place.put(sql, bind![self.study.uuid()]).await;
        let sql =
            "INSERT INTO survey_extensions (id, survey_id, closed_at, closes_at, reason, account_id, made_at)
                   VALUES ($1, $2, $3, $3, 'Réseaux prévenus tard', $4, $3)";
        let id = new_id!(self, TaskId).uuid();
        self.place.put(sql, bind![id, survey.id.uuid(), now(), self.analyst.uuid()]).await;
    }

    /// The working copy, the old address and the paper of a guide; the paper quotes what the guide quotes.
    async fn paper(&self, guide: GuideId, revision: GuideRevisionId, slug: &str, words: &str) {
        let sql = "INSERT INTO guide_drafts (guide_id, language, title, header, body, account_id, saved_at, version)
                   VALUES ($1, 'fr', 'Suivre un forage par SMS', '', 'Prévoir une alerte [@r1:1].', $2, $3, 1)";
        self.place.put(sql, bind![guide.uuid(), self.analyst.uuid(), now()]).await;
        let sql = "INSERT INTO guide_slugs (language, slug, guide_id, made_at) VALUES ('fr', $2, $1, $3)";
        self.place.put(sql, bind![guide.uuid(), slug, now()]).await;
        let sql = "INSERT INTO guide_prints (guide_revision_id, digest, pages, pdf, printed_at)
                   VALUES ($1, $2, 1, $3, $4)";
        self.place.put(sql, bind![revision.uuid(), [3_u8; 32], words.as_bytes(), now()]).await;
    }
}
