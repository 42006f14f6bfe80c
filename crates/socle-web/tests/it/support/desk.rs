//! What a return tells, as rows, for those who read it.

use super::TestApp;
use socle_domain::{
    chance::Chance,
    id::{ConsentId, ExperienceId, OrganizationId, SubmissionId},
};
use socle_store::Value;
use uuid::Uuid;

/// A story of a return.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling<'s> {
    pub(crate) title: &'s str,
    pub(crate) text: &'s str,
    /// Nobody, when empty.
    pub(crate) organization: &'s str,
    pub(crate) country: &'s str,
    pub(crate) theme: &'s str,
    pub(crate) publication: &'s str,
    /// None, when empty.
    pub(crate) tool: &'s str,
}

impl Default for Telling<'_> {
    fn default() -> Self {
        Self {
            title: "Relever les puits",
            text: "Nous avons gardé le cahier.",
            organization: "Eau Vive Sahel",
            country: "bf",
            theme: "eah",
            publication: "anonymous",
            tool: "Kobo",
        }
    }
}

impl TestApp {
    /// A story of a return: anonymous, by « Eau Vive Sahel », about Kobo. Its id.
    pub(crate) async fn story(&self, submission: Uuid, text: &str) -> Uuid {
        self.tell(submission, Telling { text, ..Telling::default() }).await
    }

    /// Forgets the nameless story that was read in a return when it came, so that another takes its place.
    pub(crate) async fn untell(&self, submission: Uuid) {
        for sql in [
            "DELETE FROM experience_revisions WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title = '')",
            "DELETE FROM experience_tools WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title = '')",
            "DELETE FROM consents WHERE experience_id IN
               (SELECT id FROM experiences WHERE submission_id = $1 AND title = '')",
            "DELETE FROM experiences WHERE submission_id = $1 AND title = ''",
        ] {
            self.put(sql, vec![submission.into()]).await;
        }
    }

    /// A story of a return, in place of the nameless one that was read when it came. Its id.
    pub(crate) async fn tell(&self, submission: Uuid, telling: Telling<'_>) -> Uuid {
        self.untell(submission).await;
        let chance: &dyn Chance = &*self.chance;
        let now = super::world::morning();
        let (id, consent) = (ExperienceId::new(now, chance).uuid(), ConsentId::new(now, chance).uuid());
        let mut organization: Option<Uuid> = None;
        if !telling.organization.is_empty() {
            let new = OrganizationId::new(now, chance).uuid();
            let sql = "INSERT INTO organizations (id, name, kind, country, created_at, version)
                       VALUES ($1, $2, 'osc', 'bf', $3, 1)";
            self.put(sql, vec![new.into(), telling.organization.into(), now.into()]).await;
            organization = Some(new);
        }
        self.put("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![]).await;
        let sql = "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                            current_revision, version, title, theme, country)
                   SELECT $1, c.value, b.id, $3, 1 + (SELECT COUNT(*) FROM experiences e WHERE e.submission_id = b.id),
                          b.review_status, 1, 1, $4, $5, $6
                   FROM counters c, submissions b WHERE c.name = 'experience' AND b.id = $2";
        let told = [telling.title, telling.theme, telling.country].map(Value::from);
        let ids = vec![id.into(), submission.into(), organization.into()];
        self.put(sql, ids.into_iter().chain(told).collect()).await;
        let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)";
        self.put(sql, vec![id.into(), telling.text.into(), now.into()]).await;
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', $4, 'web', $5)";
        let level = Value::from(telling.publication);
        self.put(sql, vec![consent.into(), submission.into(), id.into(), level, now.into()]).await;
        if !telling.tool.is_empty() {
            let sql = "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, 1, $2)";
            self.put(sql, vec![id.into(), telling.tool.into()]).await;
        }
        let of = SubmissionId::from_uuid(submission);
        let index = self.store.write(of, |tx, of| Box::pin(tx.index_submission(*of)));
        index.await.expect("an index");
        id
    }

    /// A return that was sent, with a story: the addresses of its page and of the story's pages.
    pub(crate) async fn told(&self, text: &str) -> (String, String) {
        self.sent("tic-2017", text).await;
        let ids: Vec<Uuid> = self.column("SELECT id AS it FROM submissions ORDER BY number DESC").await;
        let story = self.story(ids[0], text).await;
        (format!("/bureau/retours/{}", ids[0]), format!("/bureau/experiences/{story}"))
    }
}
