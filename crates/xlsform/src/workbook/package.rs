//! A zip package read part by part, never beyond the bytes a reading may unfold to.

use std::io::{self, Cursor, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use zip::{CompressionMethod, ZipArchive};

use super::{Budget, MAX_INFLATED, too_large, unreadable};
use crate::issue::Issue;

/// A zip package in memory.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Unfolds one part after the other: its tables and window are as large as a small form, and are made once.
    inflater: Decompress,
    /// The part about to be unfolded, as it is in the package.
    folded: Vec<u8>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Issue> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| unreadable(&fault.to_string()))?;
        Ok(Package { bytes, archive, inflater: Decompress::new(false), folded: Vec::new() })
    }

    /// Whether this is an OpenDocument file: its first entry says so, or it holds `content.xml`.
    pub(super) fn is_open_document(&self) -> bool {
        let head = &self.bytes[..self.bytes.len().min(120)];
        let marker = b"mimetypeapplication/vnd.oasis.opendocument";
        let holds = |name: &str| self.archive.index_for_name(name).is_some();
        head.windows(marker.len()).any(|window| window == marker)
            || (holds("content.xml") && !holds("xl/workbook.xml"))
    }

    /// The text of a part, or nothing when the package has no such part or keeps it in a way no office program does.
    pub(super) fn part(&mut self, name: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, Issue> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let Ok(mut file) = self.archive.by_index_raw(at) else { return Ok(None) };
        if file.encrypted() {
            return Ok(None);
        }
        let (size, sum, method) = (file.size(), file.crc32(), file.compression());
        self.folded.clear();
        file.read_to_end(&mut self.folded).map_err(|fault| unreadable(&fault.to_string()))?;
        drop(file);
        let part = match method {
            CompressionMethod::Stored => self.folded.clone(),
            CompressionMethod::Deflated => self.inflate(size, budget.inflated)?,
            _ => return Ok(None),
        };
        budget.inflated = budget.inflated.checked_sub(part.len() as u64).ok_or_else(too_large)?;
        let mut found = Crc::new();
        found.update(&part);
        if found.sum() == sum { Ok(Some(part)) } else { Err(unreadable("Invalid checksum")) }
    }

    /// Unfolds the part just read, which says it has `size` bytes: room for as many is made, but what it says is not
    /// believed beyond a megabyte.
    fn inflate(&mut self, size: u64, allowance: u64) -> Result<Vec<u8>, Issue> {
        self.inflater.reset(false);
        let mut out = Vec::with_capacity(usize::try_from(size.min(1 << 20)).unwrap_or(0) + 1);
        loop {
            let taken = usize::try_from(self.inflater.total_in()).unwrap_or(usize::MAX);
            let rest = self.folded.get(taken..).unwrap_or_default();
            let before = out.len();
            let status = self
                .inflater
                .decompress_vec(rest, &mut out, FlushDecompress::Finish)
                .map_err(|_| unreadable(CORRUPT))?;
            if out.len() as u64 > allowance {
                return Err(too_large());
            }
            if matches!(status, Status::StreamEnd) {
                return Ok(out);
            }
            if out.len() < out.capacity() && out.len() == before {
                return Err(unreadable(CORRUPT));
            }
            out.reserve(out.len().max(1024));
        }
    }

    /// A part as a stream that fails once the budget is spent.
    pub(super) fn stream(&mut self, name: &str, allowance: u64) -> Option<io::BufReader<impl Read>> {
        let file = self.archive.by_name(name).ok()?;
        Some(io::BufReader::with_capacity(32 * 1024, Limited { inner: file, left: allowance }))
    }
}

/// A reader that fails, rather than ends, when it has given its allowance.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, OVER_BUDGET))?;
        Ok(read)
    }
}

const CORRUPT: &str = "corrupt deflate stream";
const OVER_BUDGET: &str = "more bytes than a form may unfold to";

/// Tells a spent budget from a broken file.
pub(super) fn stream_fault(fault: &quick_xml::Error) -> Issue {
    match fault {
        quick_xml::Error::Io(inner) if inner.kind() == io::ErrorKind::FileTooLarge => too_large(),
        other => unreadable(&other.to_string()),
    }
}

/// Whether a compound file is an encrypted Office package: such files hold a stream of that UTF-16 name.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let limit = bytes.len().min(usize::try_from(MAX_INFLATED).unwrap_or(usize::MAX));
    bytes[..limit].chunks(128).any(|entry| entry.starts_with(&name))
}
