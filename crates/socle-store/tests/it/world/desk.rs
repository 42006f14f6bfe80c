//! What a return tells, as rows: for the cases of those who read returns.

use super::{
    KEPT_WORDS, WITHDRAWN_WORDS,
    rows::{Builder, Stories},
};
use crate::place::{Place, now};
use socle_domain::{
    consent::Publication,
    id::{AccountId, ConsentId, DecisionId, ExperienceId, InquiryId, OrganizationId, SubmissionId, ToolId},
    submission::ReviewStatus,
    tool::ToolName,
};
use socle_store::{Decision, ManyDecision, NewInquiry, Scope, StoreError, ToolLink};

/// A story of a return, with everything a case does not care about left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story<'s> {
    pub(crate) place: i64,
    pub(crate) title: &'s str,
    pub(crate) text: &'s str,
    pub(crate) theme: &'s str,
    pub(crate) country: &'s str,
    pub(crate) organization: &'s str,
    pub(crate) tools: &'s [&'s str],
    pub(crate) publication: Publication,
}

impl Default for Story<'_> {
    fn default() -> Self {
        Self {
            place: 1,
            title: "Relever les puits",
            text: "Nous avons gardé le cahier.",
            theme: "",
            country: "",
            organization: "",
            tools: &[],
            publication: Publication::Anonymous,
        }
    }
}

impl Place {
    /// Forgets the nameless stories that were read in a return when it came, so that others take their place.
    pub(crate) async fn untell(&self, submission: SubmissionId) {
        for sql in [
            "DELETE FROM experience_revisions WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title IN ('', 'KoboToolbox'))",
            "DELETE FROM experience_tools WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title IN ('', 'KoboToolbox'))",
            "DELETE FROM consents WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title IN ('', 'KoboToolbox'))",
            "DELETE FROM experiences WHERE submission_id = $1 AND title IN ('', 'KoboToolbox')",
        ] {
            self.put(sql, bind![submission.uuid()]).await;
        }
        let sql = "UPDATE counters SET value = (SELECT COALESCE(MAX(number), 0) FROM experiences)
                   WHERE name = 'experience'";
        self.put(sql, vec![]).await;
    }

    /// A story of a return, in place of those that were read when it came.
    pub(crate) async fn story(&self, submission: SubmissionId, story: Story<'_>) -> ExperienceId {
        let organization = match story.organization {
            "" => None,
            name => Some(self.organization(name).await.uuid()),
        };
        self.untell(submission).await;
        let id = ExperienceId::new(now(), &self.chance);
        self.put("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![]).await;
        let sql = "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                            current_revision, version, title, theme, country)
                   SELECT $1, c.value, $2, $3, $4, b.review_status, 1, 1, $5, $6, $7
                   FROM counters c, submissions b WHERE c.name = 'experience' AND b.id = $2";
        let values = bind![
            id.uuid(),
            submission.uuid(),
            organization,
            story.place,
            story.title,
            story.theme,
            story.country
        ];
        self.put(sql, values).await;
        let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)";
        self.put(sql, bind![id.uuid(), story.text, now()]).await;
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', $4, 'web', $5)";
        let consent = ConsentId::new(now(), &self.chance);
        let values = bind![consent.uuid(), submission.uuid(), id.uuid(), story.publication.word(), now()];
        self.put(sql, values).await;
        for (at, told) in (1_i64..).zip(story.tools) {
            let sql = "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, $2, $3)";
            self.put(sql, bind![id.uuid(), at, *told]).await;
        }
        let index = self.store.write(submission, |tx, submission| Box::pin(tx.index_submission(*submission)));
        index.await.unwrap();
        id
    }

    async fn organization(&self, name: &str) -> OrganizationId {
        let id = OrganizationId::new(now(), &self.chance);
        let sql = "INSERT INTO organizations (id, name, kind, country, created_at, version)
                   VALUES ($1, $2, 'osc', 'bf', $3, 1)";
        self.put(sql, bind![id.uuid(), name, now()]).await;
        id
    }

    /// A closed answer of a return.
    pub(crate) async fn answer(&self, submission: SubmissionId, question: &str, choice: &str) {
        let sql = "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, 0, $2, $3)";
        self.put(sql, bind![submission.uuid(), question, choice]).await;
    }

    /// A decision about one return.
    pub(crate) async fn decide(
        &self,
        account: AccountId,
        submission: SubmissionId,
        version: i64,
        status: ReviewStatus,
    ) -> Result<(), StoreError> {
        let decision =
            Decision { account, submission, version, status, reason: None, duplicate_of: None, now: now() };
        self.store.review_submission(decision).await
    }

    /// Where each return stands, by number.
    pub(crate) async fn statuses(&self) -> Vec<String> {
        self.column("SELECT review_status AS it FROM submissions ORDER BY number", vec![]).await
    }
}

impl Builder<'_> {
    /// What those who read returns leave behind: questions asked back, tools linked, decisions about many.
    pub(super) async fn desk(&self, stories: &Stories) {
        let (place, account) = (self.place, self.analyst);
        let (theirs, kept) = (stories.withdrawn, stories.kept);
        for (submission, question) in [(theirs, WITHDRAWN_WORDS[5]), (kept, KEPT_WORDS[0])] {
            let id = InquiryId::new(now(), &place.chance);
            let new = NewInquiry {
                id,
                account,
                submission,
                question: question.to_owned(),
                letter: None,
                now: now(),
            };
            place.store.ask_inquiry(new).await.unwrap();
        }
        let id = ToolId::new(now(), &place.chance);
        let tool = place
            .store
            .create_tool(account, id, ToolName::parse("Forage SMS").unwrap(), now())
            .await
            .unwrap();
        for (experience, told) in
            [(stories.experiences[0], WITHDRAWN_WORDS[7]), (stories.experiences[2], "WhatsApp")]
        {
            let sql = "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, 1, $2)";
            place.put(sql, bind![experience.uuid(), told]).await;
            let link = ToolLink {
                account,
                experience,
                place: 1,
                tool: Some(tool),
                is_everywhere: false,
                now: now(),
            };
            place.store.link_tool(link).await.unwrap();
        }
        let rows = Scope::Rows(vec![(theirs, 2), (kept, 2)]);
        let (id, status) = (DecisionId::new(now(), &place.chance), ReviewStatus::Received);
        let many = ManyDecision { id, account, scope: rows, status, reason: None, now: now() };
        place.store.decide_on_many(many).await.unwrap();
    }
}
