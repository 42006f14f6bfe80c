//! A package: parts deflated one beside the other, each into a temporary file, then put together as a ZIP.
//!
//! Rows of several sheets come in turns, and a ZIP holds one part after the other: so each part grows by itself until
//! the end.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::{
    fs::File,
    io::{self, BufWriter, Read as _, Seek as _, Write},
};

/// What has to be said of a ZIP's parts: their names are UTF-8, they are deflated, and no day is told.
const VERSION: u16 = 20;
const UTF_8: u16 = 0x0800;
const DEFLATED: u16 = 8;
const NO_DAY: u32 = 0x0021_0000;
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;

/// A part that grows.
pub(super) struct Part {
    name: String,
    deflate: DeflateEncoder<BufWriter<File>>,
    crc: Crc,
    length: u64,
}

impl Part {
    pub(super) fn new(name: impl Into<String>) -> io::Result<Self> {
        let file = BufWriter::with_capacity(64 * 1024, tempfile::tempfile()?);
        // The first level: a workbook of answers shrinks to a ninth by it, and to a tenth by those that take longer.
        let deflate = DeflateEncoder::new(file, Compression::fast());
        Ok(Self { name: name.into(), deflate, crc: Crc::new(), length: 0 })
    }

    /// A part that is known whole.
    pub(super) fn whole(name: &str, text: &str) -> io::Result<Self> {
        let mut part = Self::new(name)?;
        part.push(text)?;
        Ok(part)
    }

    pub(super) fn push(&mut self, text: &str) -> io::Result<()> {
        self.crc.update(text.as_bytes());
        self.length += text.len() as u64;
        self.deflate.write_all(text.as_bytes())
    }

    fn end(self) -> io::Result<Ended> {
        let mut file = self.deflate.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        let packed = file.stream_position()?;
        file.rewind()?;
        let small = |length: u64| u32::try_from(length).map_err(|_| too_large());
        Ok(Ended {
            name: self.name,
            file,
            crc: self.crc.sum(),
            packed: small(packed)?,
            length: small(self.length)?,
        })
    }
}

struct Ended {
    name: String,
    file: File,
    crc: u32,
    packed: u32,
    length: u32,
}

impl Ended {
    /// What both of its headers say.
    fn said(&self) -> Vec<u8> {
        let mut said = Vec::with_capacity(64);
        for short in [VERSION, UTF_8, DEFLATED] {
            said.extend(short.to_le_bytes());
        }
        for long in [NO_DAY, self.crc, self.packed, self.length] {
            said.extend(long.to_le_bytes());
        }
        let name = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        said.extend(name.to_le_bytes());
        // Nothing more.
        said.extend(0_u16.to_le_bytes());
        said
    }
}

fn too_large() -> io::Error {
    io::Error::other("a workbook of more than 4 GiB")
}

/// Puts parts together, in their order.
pub(super) fn write(parts: Vec<Part>, mut file: impl Write) -> io::Result<()> {
    let (mut at, mut central) = (0_u64, Vec::new());
    let count = u16::try_from(parts.len()).map_err(|_| too_large())?;
    for part in parts {
        let ended = part.end()?;
        let said = ended.said();
        let start = u32::try_from(at).map_err(|_| too_large())?;
        file.write_all(&LOCAL.to_le_bytes())?;
        file.write_all(&said)?;
        file.write_all(ended.name.as_bytes())?;
        at += 4 + (said.len() + ended.name.len()) as u64;
        at += io::copy(&mut ended.file.take(u64::from(ended.packed)), &mut file)?;
        central.extend(CENTRAL.to_le_bytes());
        central.extend(VERSION.to_le_bytes());
        central.extend(&said);
        // No comment, the first disk, no attributes.
        central.extend([0; 10]);
        central.extend(start.to_le_bytes());
        central.extend(ended.name.as_bytes());
    }
    file.write_all(&central)?;
    file.write_all(&END.to_le_bytes())?;
    file.write_all(&[0; 4])?;
    for _ in 0..2 {
        file.write_all(&count.to_le_bytes())?;
    }
    let length = u32::try_from(central.len()).map_err(|_| too_large())?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(&u32::try_from(at).map_err(|_| too_large())?.to_le_bytes())?;
    file.write_all(&[0; 2])?;
    file.flush()
}
