//! Fills an installation with tools and experiences to advise from: `cargo run -p socle-store --example toolbox --
//! DATA_DIR [TOOLS RETURNS]`. With two numbers, as many are drawn instead of the few of `rows.rs`. The program has to be
//! stopped.

mod many;
mod rows;

use many::many;
use rows::{Place, fill};
use socle_domain::{
    chance::Seeded,
    id::{QuestionnaireId, SurveyId},
    time::{DAY, Timestamp},
};
use socle_store::{Database, Ledger, Secret, Store};
use std::{env, error::Error, fs, path::Path, sync::Arc};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("usage: toolbox DATA_DIR [TOOLS RETURNS]")?);
    let secret = Secret::new(read_key(&fs::read_to_string(folder.join("key"))?)?);
    let database = Database::Sqlite(folder.join("socle.sqlite"));
    let store = Store::open(&database, secret, Ledger::open(&folder.join("erasures.ledger"))?).await?;
    let sql = "SELECT id, questionnaire_id, opens_at FROM surveys ORDER BY created_at LIMIT 1";
    let row = store.snapshot().await?.fetch_one(sql, Vec::new()).await?;
    let place = Place {
        survey: SurveyId::from_uuid(row.get("id")?),
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        now: row.get::<Timestamp>("opens_at")?.plus(-DAY),
    };
    let chance = Arc::new(Seeded::new(2017));
    match arguments.get(1..3) {
        Some([tools, returns]) => many(&store, chance, place, tools.parse()?, returns.parse()?).await?,
        _ => fill(&store, chance, place).await?,
    }
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
