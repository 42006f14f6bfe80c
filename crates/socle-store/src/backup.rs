//! Copies: the whole database in one SQLite file, whichever engine it comes from, and back into either engine.
//!
//! A copy is read in one snapshot, row by row, so that writing goes on meanwhile. It is a file of the same shape as
//! the embedded database, with one table more that says how many rows each table holds and what they hash to: a copy
//! that was damaged is recognized when it is brought back. The erasure ledger is not in it, on purpose: after a copy
//! is brought back, [`Store::replay_ledger`] takes out again what was withdrawn since.

use crate::{
    Store,
    driver::{Connection, Engine, Value, seal, values},
    error::StoreError,
    migration,
    schema::{self, Table},
    store::Database,
    write::Tx,
};
use futures::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// In the copy alone: what was put into each table.
const CONTENTS: &str = "CREATE TABLE copy_contents (
  place {int} PRIMARY KEY,
  name {text} NOT NULL,
  row_count {int} NOT NULL,
  digest {bytes} NOT NULL
);";

/// A copy, made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// What each table holds, parents before children.
    pub tables: Vec<TableReport>,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// Its length in bytes.
    pub length: u64,
}

/// What one table of a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    /// The table.
    pub name: String,
    /// Its rows.
    pub rows: i64,
    /// SHA-256 of their values, in the order of their key: the same on both engines.
    pub digest: [u8; 32],
}

impl Store {
    /// Copies the database, as it stands at one moment, into a new SQLite file. Nobody waits for it. The file has its
    /// name once it is whole and on the disk, never before; a file of that name that is already there is refused.
    pub async fn backup(&self, path: &Path) -> Result<BackupReport, StoreError> {
        if path.exists() {
            return Err(StoreError::Unavailable("a file of that name is already there".to_owned()));
        }
        let part = PathBuf::from(format!("{}.part", path.display()));
        remove(&part)?;
        let report = self.write_copy(&part, path).await;
        if report.is_err() {
            remove(&part)?;
        }
        report
    }

    async fn write_copy(&self, part: &Path, path: &Path) -> Result<BackupReport, StoreError> {
        let database = Database::Sqlite(part.to_owned());
        let copy = Self::open(&database, self.secret().clone(), self.ledger().clone()).await?;
        let tables = copy.write(self.clone(), |tx, source| Box::pin(fill(tx, source))).await;
        copy.close().await;
        let tables = tables?;
        seal(part).await?;
        let (part, path) = (part.to_owned(), path.to_owned());
        let published = tokio::task::spawn_blocking(move || publish(&part, &path)).await;
        let (digest, length) = published
            .map_err(|error| StoreError::Backend(error.to_string()))?
            .map_err(|error| unavailable(&error))?;
        Ok(BackupReport { tables, digest, length })
    }

    /// Brings a copy back into this database, which must hold nothing yet, and proves it: all or nothing. Refuses a
    /// copy that is damaged, or newer than the program. A copy from an older program needs a database that was never
    /// migrated; [`Store::migrate`] then does the rest.
    ///
    /// [`Store::replay_ledger`] must be run before anything is served.
    pub async fn restore_from(&self, path: &Path) -> Result<Vec<TableReport>, StoreError> {
        let tables = self.write(path.to_owned(), |tx, path| Box::pin(bring_back(tx, path))).await?;
        self.follow_content().await?;
        Ok(tables)
    }
}

async fn fill(tx: &mut Tx, source: &Store) -> Result<Vec<TableReport>, StoreError> {
    let mut from = source.snapshot().await?;
    let version = migration::applied(&mut from).await?;
    build(tx, version).await?;
    tx.execute_script(CONTENTS).await?;
    let tables = copy_all(&mut from, tx, version).await?;
    for (place, table) in (1_i64..).zip(&tables) {
        tx.execute(
            "INSERT INTO copy_contents (place, name, row_count, digest) VALUES ($1, $2, $3, $4)",
            values![place, table.name.as_str(), table.rows, table.digest],
        )
        .await?;
    }
    Ok(tables)
}

async fn bring_back(tx: &mut Tx, path: &Path) -> Result<Vec<TableReport>, StoreError> {
    let mut from = Engine::open_copy(path).await?;
    let expected = contents(&mut from).await?;
    let version = migration::applied(&mut from).await?;
    make_room(tx, version).await?;
    let copied = copy_all(&mut from, tx, version).await?;
    from.close().await?;
    compare(&expected, &copied, "of the copy is damaged")?;
    let mut kept = Vec::with_capacity(copied.len());
    for table in copied_tables(version) {
        kept.push(read_through(tx, table).await?);
    }
    compare(&copied, &kept, "was not kept as it was read")?;
    Ok(kept)
}

async fn contents(from: &mut Connection) -> Result<Vec<TableReport>, StoreError> {
    if !from.has_table("copy_contents").await? {
        return Err(StoreError::Corrupt("the file is not a copy made by this program".to_owned()));
    }
    let sql = "SELECT name, row_count, digest FROM copy_contents ORDER BY place";
    let rows = from.fetch_all(sql, Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let digest: Vec<u8> = row.get("digest")?;
            let digest =
                digest.try_into().map_err(|_| StoreError::Corrupt("a digest is not 32 bytes".to_owned()))?;
            Ok(TableReport { name: row.get("name")?, rows: row.get("row_count")?, digest })
        })
        .collect()
}

/// Makes the tables where there are none, and otherwise checks that they hold nothing.
async fn make_room(tx: &mut Tx, version: usize) -> Result<(), StoreError> {
    let here = migration::applied(tx).await?;
    if here == 0 {
        build(tx, version).await?;
    } else if here != version {
        return Err(StoreError::Unavailable(
            "the copy is from an older program: bring it back into a database that was never migrated"
                .to_owned(),
        ));
    }
    for table in schema::tables(version) {
        let rows: i64 = tx.fetch_one(&table.count, Vec::new()).await?.get("total")?;
        if rows > 0 && !table.is_seeded && table.name != "migrations" {
            return Err(StoreError::Unavailable(format!("the database is not empty: table {}", table.name)));
        }
        tx.execute(&table.delete, Vec::new()).await?;
    }
    Ok(())
}

/// Makes the tables of a version. What the migrations put into them is copied like everything else.
async fn build(tx: &mut Tx, version: usize) -> Result<(), StoreError> {
    for script in migration::scripts(version) {
        tx.execute_script(script).await?;
    }
    for table in schema::tables(version).iter().filter(|table| table.is_seeded) {
        tx.execute(&table.delete, Vec::new()).await?;
    }
    Ok(())
}

fn copied_tables(version: usize) -> impl Iterator<Item = &'static Table> {
    schema::tables(version).iter().filter(|table| !table.is_fleeting)
}

async fn copy_all(
    from: &mut Connection,
    to: &mut Tx,
    version: usize,
) -> Result<Vec<TableReport>, StoreError> {
    to.defer_references().await?;
    let mut reports = Vec::new();
    for table in copied_tables(version) {
        reports.push(copy(from, to, table).await?);
    }
    Ok(reports)
}

async fn copy(from: &mut Connection, to: &mut Tx, table: &'static Table) -> Result<TableReport, StoreError> {
    let mut tally = Tally::default();
    let mut rows = from.stream(&table.select);
    let mut last = None;
    while let Some(row) = rows.try_next().await? {
        let values = table.values(&row)?;
        tally.add(&values);
        if let (true, Some(Value::Int(id))) = (table.is_numbered(), values.first()) {
            last = *id;
        }
        to.execute(&table.insert, values).await?;
    }
    if let Some(last) = last {
        to.continue_numbers(&table.name, last).await?;
    }
    Ok(tally.report(table))
}

async fn read_through(db: &mut Connection, table: &'static Table) -> Result<TableReport, StoreError> {
    let mut tally = Tally::default();
    let mut rows = db.stream(&table.select);
    while let Some(row) = rows.try_next().await? {
        tally.add(&table.values(&row)?);
    }
    Ok(tally.report(table))
}

fn compare(expected: &[TableReport], found: &[TableReport], fault: &str) -> Result<(), StoreError> {
    if expected == found {
        return Ok(());
    }
    let odd = expected.iter().zip(found).find(|(one, other)| one != other);
    let name = odd.map_or("copy_contents", |(one, _)| one.name.as_str());
    Err(StoreError::Corrupt(format!("table {name} {fault}")))
}

/// Rows, counted and hashed as they pass.
#[derive(Default)]
struct Tally {
    rows: i64,
    hasher: Sha256,
}

impl Tally {
    /// Each value is hashed with its kind and its length, so that no two rows hash alike by running together.
    fn add(&mut self, values: &[Value]) {
        self.rows += 1;
        for value in values {
            match value {
                Value::Int(Some(number)) => self.part(b'i', &number.to_be_bytes()),
                Value::Text(Some(text)) => self.part(b't', text.as_bytes()),
                Value::Bytes(Some(bytes)) => self.part(b'b', bytes),
                Value::Id(Some(id)) => self.part(b'u', id.as_bytes()),
                Value::Bool(Some(is_true)) => self.part(b'y', &[u8::from(*is_true)]),
                Value::Int(None)
                | Value::Text(None)
                | Value::Bytes(None)
                | Value::Id(None)
                | Value::Bool(None) => {
                    self.part(b'n', &[]);
                }
            }
        }
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.hasher.update([kind]);
        self.hasher.update((bytes.len() as u64).to_be_bytes());
        self.hasher.update(bytes);
    }

    fn report(self, table: &Table) -> TableReport {
        TableReport { name: table.name.clone(), rows: self.rows, digest: self.hasher.finalize().into() }
    }
}

/// Hashes the file and gives it its name, both on the disk when this returns.
fn publish(part: &Path, path: &Path) -> io::Result<([u8; 32], u64)> {
    let mut file = File::open(part)?;
    let (mut hasher, mut length, mut buffer) = (Sha256::new(), 0_u64, vec![0; 64 * 1024]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        length += read as u64;
    }
    file.sync_all()?;
    fs::rename(part, path)?;
    sync_folder(path)?;
    Ok((hasher.finalize().into(), length))
}

/// A new name is only sure to outlive a power cut once its folder is on the disk too.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if folder != Path::new("") => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unavailable(&error)),
        _ => Ok(()),
    }
}

fn unavailable(error: &io::Error) -> StoreError {
    StoreError::Unavailable(format!("copy: {error}"))
}
