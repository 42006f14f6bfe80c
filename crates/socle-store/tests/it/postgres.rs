//! The PostgreSQL that the cases run on: the one that `SOCLE_TEST_POSTGRES` names (an administrator's address), or else
//! a private cluster that starts with this program and stops with it.

use socle_domain::time::Timestamp;
use socle_store::{Database, Ledger, Secret, Store};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{BufRead as _, BufReader, Write as _},
    process::{ChildStdin, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/postgres.sh");
/// What the script answers when no server is installed.
const NOT_INSTALLED: i32 = 3;

struct Cluster {
    admin: String,
    template: String,
    /// The script stops the cluster once this closes, however this program ends.
    guard: Option<ChildStdin>,
}

static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();

/// Makes sure that the server runs. `false` when this machine has none: said aloud, and never in continuous
/// integration.
pub(crate) fn is_there() -> bool {
    CLUSTER.get_or_init(start).is_some()
}

fn cluster() -> &'static Cluster {
    CLUSTER.get_or_init(start).as_ref().expect("asked `is_there` first")
}

/// What the harness is told: which server to use, whether this is continuous integration.
#[expect(clippy::disallowed_methods, reason = "the harness has no program above it that reads settings")]
pub(crate) fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn start() -> Option<Cluster> {
    let (admin, guard) = if let Some(admin) = setting("SOCLE_TEST_POSTGRES") {
        (admin, None)
    } else {
        let (admin, guard) = start_private()?;
        (admin, Some(guard))
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let template = runtime.block_on(make_template(&admin));
    Some(Cluster { admin, template, guard })
}

#[expect(clippy::zombie_processes, reason = "the script ends after this program, and because of it")]
fn start_private() -> Option<(String, ChildStdin)> {
    let folder = tempfile::Builder::new().prefix("socle-postgres-").tempdir().unwrap().keep();
    let mut child = Command::new(SCRIPT)
        .arg("run")
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("tools/postgres.sh can be run");
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    if address.is_empty() {
        let _may_be_gone = std::fs::remove_dir_all(&folder);
        let code = child.wait().unwrap().code();
        assert_eq!(code, Some(NOT_INSTALLED), "tools/postgres.sh failed");
        assert_ne!(setting("CI").as_deref(), Some("true"), "continuous integration tests PostgreSQL too");
        // The test harness swallows what is printed; this is to be heard.
        let said = "\nPostgreSQL IS NOT INSTALLED: its half of the cases is skipped.\n\n";
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return None;
    }
    Some((address.trim().to_owned(), child.stdin.take().unwrap()))
}

/// One database, migrated once, that each case gets a copy of. Its name follows the schema, so that a server that is
/// kept between runs never lends an old one.
async fn make_template(admin: &str) -> String {
    let mut hasher = DefaultHasher::new();
    include_str!("../../migrations/0001_trace.sql").hash(&mut hasher);
    include_str!("../../src/driver.rs").hash(&mut hasher);
    let name = format!("socle_template_{:016x}", hasher.finish());
    let mut link = PgConnection::connect(admin).await.unwrap();
    // Another test program may be about to make the same one.
    link.execute("SELECT pg_advisory_lock(7320)").await.unwrap();
    let known: Option<(String,)> = sqlx::query_as("SELECT datname::text FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_optional(&mut link)
        .await
        .unwrap();
    if known.is_none() {
        let making = format!("{name}_making");
        run(&mut link, format!("DROP DATABASE IF EXISTS {making}")).await;
        run(&mut link, format!("CREATE DATABASE {making} TEMPLATE template0 ENCODING 'UTF8'")).await;
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&folder.path().join("ledger")).unwrap();
        let database = Database::Postgres(address_of(admin, &making));
        let store = Store::open(&database, Secret::new([7; 32]), ledger).await.unwrap();
        store.migrate(Timestamp::from_micros(0)).await.unwrap();
        store.close().await;
        run(&mut link, format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    link.close().await.unwrap();
    name
}

/// A new database with the schema, or (`is_bare`) with nothing: its name and its address.
pub(crate) async fn create(is_bare: bool) -> (String, String) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let cluster = cluster();
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("socle_{}_{number}", std::process::id());
    let template = if is_bare { "template0" } else { &cluster.template };
    let mut link = PgConnection::connect(&cluster.admin).await.unwrap();
    run(&mut link, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    link.close().await.unwrap();
    let address = address_of(&cluster.admin, &name);
    (name, address)
}

/// Takes a database away, where the server outlives this program.
pub(crate) async fn drop_database(name: &str) {
    if cluster().guard.is_some() {
        return;
    }
    let mut link = PgConnection::connect(&cluster().admin).await.unwrap();
    run(&mut link, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    link.close().await.unwrap();
}

async fn run(link: &mut PgConnection, sql: String) {
    link.execute(AssertSqlSafe(sql)).await.unwrap();
}

/// The administrator's address, pointed at another database.
fn address_of(admin: &str, database: &str) -> String {
    let (front, query) = admin.split_once('?').map_or((admin, ""), |(front, query)| (front, query));
    let (server, _postgres) = front.rsplit_once('/').expect("an address ends in the name of a database");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}/{database}{mark}{query}")
}
