//! What the public reads, found by words, on either database (tantivy). The index holds published text at its consent
//! level and answers with numbers: titles and pieces of text are read again from the database, so that an index that
//! is late can never show what was withdrawn.
//!
//! It follows what the public sees by comparing: each document has a mark that changes with what it says. What has
//! another mark in the database is indexed anew, what is there no more is deleted. So an index that is behind, was lost
//! or was damaged mends itself, and any number of processes may each have their own.

mod analyzer;
mod follow;
mod query;

#[cfg(test)]
mod tests;

pub use follow::{Followed, FoundText};
pub use query::{SearchHit, SearchHits, SearchQuery};

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, PoisonError},
};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    directory::MmapDirectory,
    indexer::NoMergePolicy,
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _},
    tokenizer::{TextAnalyzer, WhitespaceTokenizer},
};

/// Cuts at blanks and nowhere else: terms are made by [`analyzer`] alone.
const TERMS: &str = "terms";
/// What one round of writing may hold in memory, in bytes; the least that the library takes.
const WRITING: usize = 15_000_000;
/// Grows with each change of the fields or of the analyzer: an index of another shape is made anew.
const SHAPE: &str = "socle-1";

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchKind {
    /// A guide, in one language.
    Guide,
    /// An experience.
    Experience,
}

impl SearchKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Guide, Self::Experience];

    /// The word that stands in the index.
    pub fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Experience => "experience",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) kind: SearchKind,
    pub(crate) number: i64,
    pub(crate) language: String,
}

impl Key {
    fn text(&self) -> String {
        format!("{} {} {}", self.kind.word(), self.number, self.language)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let kind = SearchKind::parse(parts.next()?)?;
        let number = parts.next()?.parse().ok()?;
        Some(Self { kind, number, language: parts.next()?.to_owned() })
    }
}

/// A document, as it is indexed.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) key: Key,
    /// Changes with what it says.
    pub(crate) mark: String,
    /// The languages of the pages that find it, one blank between two.
    pub(crate) shown: String,
    /// What weighs most: its title, the names it is known by.
    pub(crate) title: String,
    /// The rest of its text.
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy)]
struct Fields {
    key: Field,
    mark: Field,
    language: Field,
    shown: Field,
    /// Terms of the title, and of the whole text.
    title: Field,
    text: Field,
    /// Words as they are spelled, for beginnings of words and typing errors.
    words: Field,
}

/// An index.
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// One round of writing at a time; the version of the content that it brought in last.
    writing: Mutex<Option<i64>>,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("documents", &self.len()).finish_non_exhaustive()
    }
}

/// The index cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("search index: {0}")]
pub struct SearchError(#[from] pub(crate) tantivy::TantivyError);

impl SearchIndex {
    /// Opens the index in a folder. Where there is none, or one of another shape, or one that cannot be read, an empty
    /// one is made in its place: the next [`Store::follow_search`](crate::Store::follow_search) fills it.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let place = folder.join(SHAPE);
        match Self::open_in(&place) {
            Ok(found) => Ok(found),
            Err(error) => {
                tracing::warn!(%error, "the search index is made anew: {error}");
                Self::forget(folder)?;
                Self::open_in(&place)
            }
        }
    }

    /// Deletes the index of a folder, so that it is made anew.
    pub fn forget(folder: &Path) -> Result<(), SearchError> {
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(tantivy::TantivyError::from(error).into())
            }
            _ => Ok(()),
        }
    }

    /// An index that lives as long as the process.
    pub fn in_memory() -> Result<Self, SearchError> {
        Self::of(Index::create_in_ram(schema().0))
    }

    fn open_in(place: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(place).map_err(tantivy::TantivyError::from)?;
        let directory = MmapDirectory::open(place).map_err(tantivy::TantivyError::from)?;
        let index = Index::open_or_create(directory, schema().0)?;
        // A file that was cut short is noticed now, and not in the middle of somebody's search.
        let damaged = index.validate_checksum()?;
        if damaged.is_empty() {
            return Self::of(index);
        }
        let files = damaged.len();
        Err(tantivy::TantivyError::SystemError(format!("{files} files are damaged")).into())
    }

    fn of(index: Index) -> Result<Self, SearchError> {
        index.tokenizers().register(TERMS, TextAnalyzer::from(WhitespaceTokenizer::default()));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields: schema().1, writing: Mutex::new(None) })
    }

    /// How many documents it holds.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The version of the content that was brought in last, as far as this process did it.
    pub(crate) fn followed(&self) -> Option<i64> {
        *self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The mark of each document.
    pub(crate) fn marks(&self) -> Result<HashMap<Key, String>, SearchError> {
        let searcher = self.reader.searcher();
        let mut marks = HashMap::new();
        for segment in searcher.segment_readers() {
            let store = segment.get_store_reader(8).map_err(tantivy::TantivyError::from)?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let document = document?;
                let text = |field| document.get_first(field).and_then(|value| value.as_str());
                if let (Some(key), Some(mark)) = (text(self.fields.key), text(self.fields.mark)) {
                    marks.extend(Key::parse(key).map(|key| (key, mark.to_owned())));
                }
            }
        }
        Ok(marks)
    }

    /// Brings in documents and takes others out, as they stood at a version of the content. What is taken out is
    /// gone from the files too once this answers.
    pub(crate) fn write(
        &self,
        saved: &[Document],
        gone: &[Key],
        content_version: i64,
    ) -> Result<(), SearchError> {
        let mut followed = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if !saved.is_empty() || !gone.is_empty() {
            let mut writer: IndexWriter = self.index.writer_with_num_threads(1, WRITING)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            let replaced = saved.iter().map(|document| &document.key);
            for key in replaced.chain(gone) {
                writer.delete_term(Term::from_field_text(self.fields.key, &key.text()));
            }
            for document in saved {
                writer.add_document(self.document(document))?;
            }
            writer.commit()?;
            self.merge(&mut writer)?;
            writer.wait_merging_threads()?;
            self.reader.reload()?;
            // The reader held the files of before until now.
            self.index
                .writer_with_num_threads::<TantivyDocument>(1, WRITING)?
                .garbage_collect_files()
                .wait()?;
        }
        *followed = Some(content_version);
        Ok(())
    }

    /// One segment: a deleted document stays in its segment until the segment is written anew.
    fn merge(&self, writer: &mut IndexWriter) -> Result<(), SearchError> {
        let segments = self.index.searchable_segment_ids()?;
        if !segments.is_empty() {
            writer.merge(&segments).wait()?;
        }
        Ok(())
    }

    fn document(&self, document: &Document) -> TantivyDocument {
        let language = document.key.language.as_str();
        let title = analyzer::words(&document.title, language);
        let text = analyzer::words(&document.text, language);
        let terms = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| analyzer::term(word, language)).collect()
        };
        let (title_terms, text_terms) = (terms(&title), terms(&text));
        let mut made = TantivyDocument::default();
        made.add_text(self.fields.key, document.key.text());
        made.add_text(self.fields.mark, &document.mark);
        made.add_text(self.fields.language, language);
        made.add_text(self.fields.shown, &document.shown);
        made.add_text(self.fields.title, analyzer::line(&title_terms));
        made.add_text(self.fields.text, analyzer::line(title_terms.iter().chain(&text_terms)));
        made.add_text(self.fields.words, analyzer::line(title.iter().chain(&text)));
        made
    }
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(TERMS).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    // Where a word stands in a text is not kept: nothing asks for it, and no piece of a text can be read back.
    let fields = Fields {
        key: builder.add_text_field("key", STRING | STORED),
        mark: builder.add_text_field("mark", STORED),
        language: builder.add_text_field("language", STRING),
        shown: builder.add_text_field("shown", terms(IndexRecordOption::Basic)),
        title: builder.add_text_field("title", terms(IndexRecordOption::WithFreqs)),
        text: builder.add_text_field("text", terms(IndexRecordOption::WithFreqs)),
        words: builder.add_text_field("words", terms(IndexRecordOption::Basic)),
    };
    (builder.build(), fields)
}
