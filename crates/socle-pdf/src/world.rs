//! All that typst sees: our templates, one JSON file, our fonts. No disk, no network, no packages, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;

const TEMPLATES: [(&str, &str); 3] = [
    ("common.typ", include_str!("../templates/common.typ")),
    ("guide.typ", include_str!("../templates/guide.typ")),
    ("paper_form.typ", include_str!("../templates/paper_form.typ")),
];
const WORDS: &str = include_str!("../templates/words.json");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES.iter().map(|(name, text)| Source::new(file_id(name), (*text).to_owned())).collect()
});

/// What is tried out on a guide until it sits well on its pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    /// Height in millimeters of the frame at the foot of the last page, 0 for none.
    pub(crate) room: f64,
    /// Size of text in points.
    pub(crate) size: f64,
}

/// One document to lay out.
pub(crate) struct Sheet {
    main: FileId,
    files: Vec<(FileId, Bytes)>,
}

impl Sheet {
    /// `template` is the name of one of our templates without `.typ`, `document` the JSON that it reads.
    pub(crate) fn new(template: &str, document: String, fit: Fit) -> Self {
        let files = vec![
            (file_id("document.json"), Bytes::from_string(document)),
            (file_id("room.json"), Bytes::from_string(format!("[{:.2}, {:.2}]", fit.room, fit.size))),
            (file_id("words.json"), Bytes::new(WORDS.as_bytes())),
        ];
        Self { main: file_id(&format!("{template}.typ")), files }
    }
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our own file names are valid");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(file, _)| *file == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    /// There is no clock on paper: dates are in the document.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
