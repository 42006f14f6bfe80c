//! Stories that are ready to be coded, and the codes that ship.

use super::TestApp;
use socle_domain::{
    codebook::Entry,
    consent::Publication,
    id::{CodeLabelId, CodebookId, ConsentId, ExperienceId},
    time::Clock as _,
};
use socle_store::NewCodebook;

impl TestApp {
    /// The first study gets the codes that ship.
    pub(crate) async fn shipped_codes(&self) {
        let now = self.clock.now();
        let label = |entry| (CodeLabelId::new(now, &*self.chance), entry);
        let labels = Entry::shipped().into_iter().map(label).collect();
        let id = CodebookId::new(now, &*self.chance);
        let book = NewCodebook {
            id,
            study: self.world.study,
            title: "Grille".to_owned(),
            labels,
            account: None,
            now,
        };
        self.store.save_codebook(book).await.expect("a codebook");
    }

    /// A story of the return that came first, which is accepted, citable without its name.
    pub(crate) async fn citable(&self, number: i64, text: &str) -> ExperienceId {
        self.citable_as(number, text, Some(Publication::Anonymous)).await
    }

    pub(crate) async fn citable_as(
        &self,
        number: i64,
        text: &str,
        level: Option<Publication>,
    ) -> ExperienceId {
        let now = self.clock.now();
        let id = ExperienceId::new(now, &*self.chance);
        self.put("UPDATE submissions SET review_status = 'accepted' WHERE number = 1", vec![]).await;
        if number == 1 {
            let first: Vec<uuid::Uuid> =
                self.column("SELECT id AS it FROM submissions WHERE number = 1").await;
            self.untell(first[0]).await;
        }
        self.put(
            "INSERT INTO experiences (id, number, submission_id, place, review_status, current_revision, version, theme,
                                      country)
             SELECT $1, $2, id, $2, 'accepted', 1, 1, 'eah', 'bf' FROM submissions WHERE number = 1",
            vec![id.uuid().into(), number.into()],
        )
        .await;
        self.revised(id, 1, text).await;
        if let Some(level) = level {
            let consent = ConsentId::new(now, &*self.chance);
            self.put(
                "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                 SELECT $1, submission_id, id, 'publication', $3, 'web', $4 FROM experiences WHERE id = $2",
                vec![consent.uuid().into(), id.uuid().into(), level.word().into(), now.into()],
            )
            .await;
        }
        id
    }

    /// The next revision of a story; its passages follow.
    pub(crate) async fn revised(&self, id: ExperienceId, revision: i64, text: &str) {
        let now = self.clock.now();
        self.put(
            "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, $2, $3, $4)",
            vec![id.uuid().into(), revision.into(), text.into(), now.into()],
        )
        .await;
        let values = vec![id.uuid().into(), revision.into()];
        self.put("UPDATE experiences SET current_revision = $2 WHERE id = $1", values).await;
        let moved = self.store.write((id, revision, now), |tx, (id, revision, now)| {
            Box::pin(async move { socle_store::reanchor(tx, *id, *revision, *now).await })
        });
        moved.await.expect("passages follow");
    }
}
