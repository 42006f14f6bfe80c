//! What a return tells, as rows, for those who read it.

use super::TestApp;
use socle_domain::{
    chance::Chance,
    id::{ConsentId, ExperienceId, OrganizationId, SubmissionId},
};
use uuid::Uuid;

impl TestApp {
    /// A story of a return that tells none yet: anonymous, by « Eau Vive Sahel », about Kobo. Its id.
    pub(crate) async fn story(&self, submission: Uuid, text: &str) -> Uuid {
        let chance: &dyn Chance = &*self.chance;
        let now = super::world::morning();
        let (id, consent) = (ExperienceId::new(now, chance).uuid(), ConsentId::new(now, chance).uuid());
        let organization = OrganizationId::new(now, chance).uuid();
        let sql = "INSERT INTO organizations (id, name, kind, country, created_at, version)
                   VALUES ($1, 'Eau Vive Sahel', 'osc', 'bf', $2, 1)";
        self.put(sql, vec![organization.into(), now.into()]).await;
        self.put("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![]).await;
        let sql = "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status,
                                            current_revision, version, title, theme, country)
                   SELECT $1, c.value, b.id, $3, 1 + (SELECT COUNT(*) FROM experiences e WHERE e.submission_id = b.id),
                          b.review_status, 1, 1, 'Relever les puits', 'eah', 'bf'
                   FROM counters c, submissions b WHERE c.name = 'experience' AND b.id = $2";
        self.put(sql, vec![id.into(), submission.into(), organization.into()]).await;
        let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)";
        self.put(sql, vec![id.into(), text.into(), now.into()]).await;
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', 'anonymous', 'web', $4)";
        self.put(sql, vec![consent.into(), submission.into(), id.into(), now.into()]).await;
        let sql = "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, 1, 'Kobo')";
        self.put(sql, vec![id.into()]).await;
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
