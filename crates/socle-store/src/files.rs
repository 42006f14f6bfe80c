//! The folder of files: what came with returns, each under the id of its row.

use crate::secret;
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Where files are kept. A file that is there is there whole.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Files in an existing folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a file, durably: the bytes reach the disk before its name does. Gives their SHA-256. Blocks.
    pub fn put(&self, id: Uuid, bytes: &[u8]) -> io::Result<[u8; 32]> {
        let (whole, part) = (self.path(id), self.folder.join(format!("{id}.part")));
        let mut file = fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &whole)?;
        fs::File::open(&self.folder)?.sync_all()?;
        Ok(secret::digest(bytes))
    }

    /// Reads a file; nothing when it is not there. Blocks.
    pub fn read(&self, id: Uuid) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(id)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Forgets a file; it may be gone already. Blocks.
    pub fn delete(&self, id: Uuid) -> io::Result<()> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The files there are, those cut short included, by path and id.
    pub fn all(&self) -> io::Result<Vec<(PathBuf, Option<Uuid>)>> {
        fs::read_dir(&self.folder)?
            .map(|entry| {
                let path = entry?.path();
                let id = path.file_name().and_then(|name| Uuid::try_parse(name.to_str()?).ok());
                Ok((path, id))
            })
            .collect()
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.folder.join(id.to_string())
    }
}
