//! The erasure ledger: which submissions were withdrawn, kept outside the database and its backups.
//!
//! One line per withdrawal: the keyed hash of the instance id in hexadecimal, a space, the moment in microseconds.
//! A line is on disk before the database forgets the answer, so a crash in between is mended at the next start, and a
//! backup brought back later cannot bring the answer back with it.

use crate::{backup::sync_folder, error::StoreError};
use socle_domain::time::Timestamp;
use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{Read as _, Write as _},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// The open ledger, cheap to clone.
#[derive(Debug, Clone)]
pub struct Ledger {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug)]
struct Inner {
    file: File,
    /// How many bytes of the file are whole lines.
    length: u64,
    entries: HashMap<[u8; 32], Timestamp>,
}

impl Ledger {
    /// Opens the ledger, and makes it where there is none. A last line cut short by a crash is not counted.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(path)
            .map_err(|error| unavailable(&error))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| unavailable(&error))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let entries = whole.lines().map(parse_line).collect::<Result<_, _>>()?;
        let length = whole.len() as u64;
        file.set_len(length).and_then(|()| sync_folder(path)).map_err(|error| unavailable(&error))?;
        Ok(Self { inner: Arc::new(Mutex::new(Inner { file, length, entries })) })
    }

    /// Remembers a withdrawal; on disk when this returns. A second time changes nothing.
    pub(crate) fn record(&self, hash: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.entries.contains_key(&hash) {
            return Ok(());
        }
        let line = format!("{} {}\n", hex(&hash), now.as_micros());
        let written = inner.file.write_all(line.as_bytes()).and_then(|()| inner.file.sync_data());
        if let Err(error) = written {
            // Half a line must not run into the next one.
            let _opening_mends_it_too = inner.file.set_len(inner.length);
            return Err(unavailable(&error));
        }
        inner.length += line.len() as u64;
        inner.entries.insert(hash, now);
        Ok(())
    }

    /// All withdrawals, the oldest first.
    pub fn entries(&self) -> Vec<([u8; 32], Timestamp)> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut entries: Vec<_> = inner.entries.iter().map(|(hash, at)| (*hash, *at)).collect();
        entries.sort_by_key(|(hash, at)| (*at, *hash));
        entries
    }
}

fn parse_line(line: &str) -> Result<([u8; 32], Timestamp), StoreError> {
    let corrupt = || StoreError::Corrupt("a line of the erasure ledger cannot be read".to_owned());
    let (hash, at) = line.split_once(' ').ok_or_else(corrupt)?;
    let micros = at.parse().map_err(|_| corrupt())?;
    Ok((unhex(hash).ok_or_else(corrupt)?, Timestamp::from_micros(micros)))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let bytes = text.as_bytes();
    if bytes.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (place, pair) in hash.iter_mut().zip(bytes.chunks(2)) {
        *place = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

fn unavailable(error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(format!("erasure ledger: {error}"))
}
