//! Fills an installation with the guides and returns of `rows.rs`: `cargo run -p socle-store --example shelf -- DATA_DIR`.
//! The address of a PostgreSQL database may follow. The program has to be stopped.

mod rows;

use rows::{Place, fill};
use socle_domain::{
    chance::Seeded,
    id::{QuestionnaireId, StudyId, SurveyId},
    time::{DAY, Timestamp},
};
use socle_store::{Database, Ledger, Secret, Store};
use std::{env, error::Error, fs, path::Path, sync::Arc};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().ok_or("usage: shelf DATA_DIR [postgres://…]")?;
    let folder = Path::new(&folder);
    let database = match arguments.next() {
        Some(address) => Database::Postgres(address),
        None => Database::Sqlite(folder.join("socle.sqlite")),
    };
    let secret = Secret::new(read_key(&fs::read_to_string(folder.join("key"))?)?);
    let store = Store::open(&database, secret, Ledger::open(&folder.join("erasures.ledger"))?).await?;
    let sql = "SELECT id, study_id, questionnaire_id, opens_at FROM surveys ORDER BY created_at LIMIT 1";
    let row = store.snapshot().await?.fetch_one(sql, Vec::new()).await?;
    let place = Place {
        study: StudyId::from_uuid(row.get("study_id")?),
        survey: SurveyId::from_uuid(row.get("id")?),
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        now: row.get::<Timestamp>("opens_at")?.plus(-DAY),
    };
    fill(&store, Arc::new(Seeded::new(2017)), place).await?;
    store.close().await;
    Ok(())
}

fn read_key(text: &str) -> Result<[u8; 32], Box<dyn Error>> {
    let digits: Vec<u8> = text.trim().bytes().collect();
    let byte =
        |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair)?, 16).map_err(Box::<dyn Error>::from);
    let bytes = digits.chunks(2).map(byte).collect::<Result<Vec<u8>, _>>()?;
    bytes.try_into().map_err(|_| "the key is not 32 bytes".into())
}
