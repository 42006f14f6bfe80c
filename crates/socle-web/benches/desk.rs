//! How fast the analyst's pages open at 3,000 returns, in process: from the request to the last byte, uncompressed.
//! `cargo bench -p socle-web --bench desk` prints one line per page; `--profile dev` says what an unoptimized build
//! takes. With `SOCLE_TEST_POSTGRES` the same on PostgreSQL.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark prints, and reads the clock"
)]
#![expect(dead_code, unused_imports, reason = "the harness of the tests, of which this needs a part")]

#[path = "../tests/it/support/mod.rs"]
mod support;

use socle_domain::{
    id::{ConsentId, ExperienceId, OrganizationId, SubmissionId},
    time::MINUTE,
};
use socle_store::{StoreError, Value};
use std::time::Instant;
use support::{Person, TestApp};

const RETURNS: i64 = 3_000;
const TURNS: u32 = 20;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(measure());
}

async fn measure() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Le premier.").await;
    fill(&app).await;
    let mut analyst = app.analyst().await;
    println!("{RETURNS} returns; milliseconds, median and worst of {TURNS}\n");
    let pages = [
        ("inbox", "/bureau/depouillement"),
        ("inbox, page 40", "/bureau/depouillement?page=40"),
        ("inbox, to read", "/bureau/depouillement?statut=received"),
        ("inbox, two words", "/bureau/depouillement?mots=eau+1204"),
        ("inbox, theme and country", "/bureau/depouillement?theme=eah&pays=bf"),
        ("inbox, by organization", "/bureau/depouillement?tri=organization"),
        ("inbox, question asked", "/bureau/depouillement?question=open"),
        ("questions", "/bureau/questions"),
        ("tools", "/bureau/outils"),
    ];
    for (name, path) in pages {
        report(&mut analyst, name, path).await;
    }
    let first: Vec<uuid::Uuid> =
        app.column("SELECT id AS it FROM submissions ORDER BY number DESC LIMIT 1").await;
    report(&mut analyst, "record", &format!("/bureau/retours/{}?theme=eah", first[0])).await;
    let whole =
        [("acte", "accepted"), ("portee", "filtre"), ("vus", "300"), ("filtre", "theme=eah&statut=received")];
    let start = Instant::now();
    let done = analyst.post("/bureau/depouillement", &whole).await;
    println!("{:<26} {:>8.1}", "decision on 300 of them", millis(start));
    let back = done.sees_other().split_once("fait=").map(|(_, id)| id.to_owned()).expect("a decision");
    let start = Instant::now();
    analyst.post("/bureau/depouillement/annuler", &[("decision", &back)]).await.sees_other();
    println!("{:<26} {:>8.1}", "taken back", millis(start));
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

async fn report(person: &mut Person, name: &str, path: &str) {
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..TURNS {
        let start = Instant::now();
        bytes = person.get(path).await.is(200).body.len();
        times.push(millis(start));
    }
    times.sort_by(f64::total_cmp);
    println!("{name:<26} {:>8.1} {:>8.1}   {bytes} bytes", times[times.len() / 2], times[times.len() - 1]);
}

/// Returns of eight kilobytes by half as many organizations, each with one story, an author and a tool.
async fn fill(app: &TestApp) {
    let chance = app.chance.clone();
    for batch in 0..RETURNS / 100 {
        let chance = chance.clone();
        let rows: Vec<_> = (batch * 100..(batch + 1) * 100).map(move |n| row(n, &chance)).collect();
        let write = app.store.write(rows, |tx, rows| {
            Box::pin(async move {
                for row in rows {
                    for (sql, values) in row {
                        tx.execute(sql, values.clone()).await?;
                    }
                }
                Ok::<(), StoreError>(())
            })
        });
        write.await.expect("rows");
    }
    let all: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    for part in all.chunks(100) {
        let index = app.store.write(part.to_vec(), |tx, part| {
            Box::pin(async move {
                for id in part {
                    tx.index_submission(SubmissionId::from_uuid(*id)).await?;
                }
                Ok::<(), StoreError>(())
            })
        });
        index.await.expect("an index");
    }
}

fn row(n: i64, chance: &socle_domain::chance::Seeded) -> Vec<(&'static str, Vec<Value>)> {
    let now = support::world::morning().plus(n * MINUTE / 10);
    let submission = SubmissionId::new(now, chance).uuid();
    let experience = ExperienceId::new(now, chance).uuid();
    let text = "Nous avons gardé le cahier papier, puis le tableur a tout remplacé au bureau. ".repeat(15);
    let pick = |list: &[&str]| list[usize::try_from(n).unwrap_or(0) % list.len()].to_owned();
    let mut rows: Vec<(&'static str, Vec<Value>)> = vec![(
        "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
                                  language, started_at, received_at, is_late, review_status, version)
         SELECT $1, $2, survey_id, questionnaire_id, $3, $4, body_digest, 'web', 'fr', $5, $5, is_late, $6, 1
         FROM submissions WHERE number = 1",
        vec![
            submission.into(),
            (n + 2).into(),
            format!("uuid:{n}").into(),
            vec![b'x'; 8_000].into(),
            now.into(),
            pick(&["received", "received", "in_review", "accepted"]).into(),
        ],
    )];
    let organization = OrganizationId::new(now, chance).uuid();
    rows.push((
        "INSERT INTO organizations (id, name, kind, country, created_at, version) VALUES ($1, $2, 'osc', 'bf', $3, 1)",
        vec![organization.into(), format!("Eau Vive {}", n / 2).into(), now.into()],
    ));
    rows.push((
        "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status, current_revision,
                                  version, title, theme, country)
         SELECT $1, $2, id, $4, 1, review_status, 1, 1, 'Relever les puits sans réseau', $5, $6
         FROM submissions WHERE id = $3",
        vec![
            experience.into(),
            (n + 2).into(),
            submission.into(),
            organization.into(),
            pick(&["eah", "edu", "sante", "agri", "env"]).into(),
            pick(&["bf", "ml", "tg", "sn"]).into(),
        ],
    ));
    rows.push((
        "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)",
        vec![experience.into(), format!("Récit {n}. {text}").into(), now.into()],
    ));
    rows.push((
        "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, 1, $2)",
        vec![experience.into(), pick(&["Kobo", "WhatsApp", "un tableur", "Signal"]).into()],
    ));
    rows.push((
        "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, 0, 's0_type', 'osc')",
        vec![submission.into()],
    ));
    rows.push((
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         VALUES ($1, $2, $3, 'publication', 'anonymous', 'web', $4)",
        vec![ConsentId::new(now, chance).uuid().into(), submission.into(), experience.into(), now.into()],
    ));
    rows
}
