//! How fast "Continuer" is: 32 people save their drafts at once, on each engine, every save durable before it is
//! answered. `cargo bench -p socle-store --bench save` prints one line per engine.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

use socle_domain::{
    chance::Seeded,
    code::ResumeCode,
    draft::DraftAnswers,
    id::{DraftId, QuestionnaireId, StudyId, SurveyId},
    slug::Slug,
    survey::{Calendar, Survey},
    time::{DAY, Timestamp, Zone},
};
use socle_store::{
    Database, DraftSave, Ledger, NewDraft, NewQuestionnaire, NewStudy, NewSurvey, Secret, Store,
};
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const PEOPLE: usize = 32;
const SAVES: i64 = 150;
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/postgres.sh");

fn main() {
    let folder = tempfile::tempdir().unwrap();
    println!("{PEOPLE} people, {SAVES} saves each; durations in milliseconds\n");
    println!(
        "{:<12} {:>8} {:>7} {:>7} {:>7} {:>16}",
        "engine", "saves/s", "p50", "p99", "worst", "statements/save"
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(measure(&folder.path().join("a"), Database::Sqlite(folder.path().join("socle.sqlite"))));
    let server = tempfile::Builder::new().prefix("socle-bench-").tempdir().unwrap().keep();
    let Some((mut script, address)) = start_server(&server) else {
        return println!("PostgreSQL is not installed.");
    };
    runtime.block_on(measure(&folder.path().join("b"), Database::Postgres(address)));
    drop(script.stdin.take());
    script.wait().unwrap();
}

/// A cluster that waits for the disk. The script stops it once its standard input closes.
fn start_server(folder: &Path) -> Option<(Child, String)> {
    let mut script = Command::new(SCRIPT)
        .arg("run")
        .arg(folder)
        .arg("durable")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(script.stdout.take().unwrap()).read_line(&mut address).unwrap();
    if address.is_empty() {
        script.wait().unwrap();
        return None;
    }
    Some((script, address.trim().to_owned()))
}

async fn measure(ledger: &Path, database: Database) {
    let store = Store::open(&database, Secret::new([7; 32]), Ledger::open(ledger).unwrap()).await.unwrap();
    let (now, chance) = (Timestamp::from_micros(1_486_720_800_000_000), Seeded::new(1));
    store.migrate(now).await.unwrap();
    let survey = open_survey(&store, &chance, now).await;
    let mut drafts = Vec::new();
    for _ in 0..PEOPLE {
        let draft = NewDraft {
            id: DraftId::new(now, &chance),
            survey: survey.clone(),
            code: ResumeCode::new(&chance),
            language: "fr".to_owned(),
            now,
        };
        store.create_draft(draft.clone()).await.unwrap();
        drafts.push(draft.id);
    }
    // Once around unmeasured: connections are opened, statements prepared.
    let _warm = race(&store, &drafts, 0, 10, now).await;
    let before = store.statistics().statements;
    let start = tick();
    let mut times = race(&store, &drafts, 10, SAVES, now).await;
    let (elapsed, statements) = (start.elapsed(), store.statistics().statements - before);
    times.sort_unstable();
    report(store.engine_name(), elapsed, &times, statements);
    store.close().await;
}

async fn race(store: &Store, drafts: &[DraftId], first: i64, saves: i64, now: Timestamp) -> Vec<Duration> {
    let people: Vec<_> = drafts
        .iter()
        .map(|&id| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                for version in first + 1..=first + saves {
                    let mut answers = DraftAnswers::default();
                    let page: Vec<_> = (0..12)
                        .map(|n| (format!("/data/question_{n}"), format!("Réponse {version}")))
                        .collect();
                    answers.merge(&page, version, version + 1).unwrap();
                    let save = DraftSave { id, version, answers, language: "fr".to_owned(), now };
                    let start = tick();
                    store.save_draft(save).await.unwrap();
                    times.push(start.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for person in people {
        times.extend(person.await.unwrap());
    }
    times
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn tick() -> Instant {
    Instant::now()
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn report(engine: &str, elapsed: Duration, times: &[Duration], statements: u64) {
    let saves = times.len() as f64;
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!(
        "{engine:<12} {:>8.0} {:>7.2} {:>7.2} {:>7.2} {:>16.2}",
        saves / elapsed.as_secs_f64(),
        at(50),
        at(99),
        at(100),
        statements as f64 / saves
    );
}

async fn open_survey(store: &Store, chance: &Seeded, now: Timestamp) -> Survey {
    let study = StudyId::new(now, chance);
    let slug = Slug::parse("tic-2017").unwrap();
    let new = NewStudy { id: study, slug: slug.clone(), title: "Étude".to_owned(), account: None, now };
    store.create_study(new).await.unwrap();
    let calendar = Calendar {
        opens_at: now,
        closes_at: now.plus(30 * DAY),
        zone: Zone::parse("Europe/Paris").unwrap(),
        grace_hours: 72,
    };
    let survey = Survey {
        id: SurveyId::new(now, chance),
        study,
        slug,
        title: "Enquête".to_owned(),
        questionnaire: QuestionnaireId::new(now, chance),
        calendar,
        version: 1,
    };
    let questionnaire = NewQuestionnaire {
        form_id: "trois-questions".to_owned(),
        form_version: "1".to_owned(),
        workbook_name: "trois-questions.xlsx".to_owned(),
        workbook: Vec::new(),
        xform: String::new(),
    };
    store
        .create_survey(NewSurvey { survey: survey.clone(), questionnaire, account: None, now })
        .await
        .unwrap();
    survey
}
