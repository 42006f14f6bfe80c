//! Tools and experiences to advise from.

#[path = "../../../../socle-store/examples/toolbox/rows.rs"]
mod rows;

use super::{TestApp, world};
pub(crate) use rows::{Place, fill, put_fact, put_story, put_tool};
use socle_domain::id::{QuestionnaireId, SurveyId};

impl TestApp {
    /// Where returns of the first survey stand.
    pub(crate) async fn place(&self) -> Place {
        let sql = "SELECT id, questionnaire_id FROM surveys WHERE slug = 'tic-2017'";
        let mut snapshot = self.store.snapshot().await.expect("a snapshot");
        let row = snapshot.fetch_one(sql, Vec::new()).await.expect("a row");
        Place {
            survey: SurveyId::from_uuid(row.get("id").expect("an id")),
            questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id").expect("an id")),
            now: world::morning(),
        }
    }

    /// Six tools and six experiences, published this morning.
    pub(crate) async fn toolbox(&self) {
        fill(&self.store, self.chance.clone(), self.place().await).await.expect("a toolbox");
    }
}
