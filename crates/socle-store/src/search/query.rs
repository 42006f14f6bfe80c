//! A query: every word must be met, in the title first. When too little meets them, words are taken for beginnings and
//! for typing errors; when nothing does, for any of them.

use super::{Fields, Key, SearchError, SearchIndex, SearchKind, analyzer};
use tantivy::{
    DocAddress, Searcher, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query,
        TermQuery,
    },
    schema::{Field, IndexRecordOption, Value as _},
};

/// The words of a query that count; those after them are left aside, and said.
pub(super) const WORDS_MOST: usize = 8;
/// The letters of a word that count.
const LETTERS_MOST: usize = 32;
/// Fewer findings than this, and a query is read more freely.
const FEW: usize = 3;
/// The languages that documents are in.
const LANGUAGES: [&str; 2] = ["fr", "en"];
/// A word in the title outweighs one anywhere else.
const TITLE: f32 = 6.0;
/// The least letters that the beginning of a word has, and that a word with a typing error has.
const BEGINNING: usize = 3;
const MISTYPED: usize = 4;

/// What is asked.
#[derive(Debug, Clone)]
pub struct SearchQuery<'a> {
    /// As it was typed.
    pub words: &'a str,
    /// The language of the page. What is there in another language only is found too.
    pub language: &'a str,
    /// The findings to pass over.
    pub skip: usize,
    /// The most findings to name.
    pub most: usize,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// Its short number.
    pub number: i64,
    /// The language it is in.
    pub language: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchHits {
    /// The documents, the nearest first.
    pub found: Vec<SearchHit>,
    /// How many there are in all.
    pub total: usize,
    /// The words that were looked for, folded; none when nothing that was typed carries meaning.
    pub words: Vec<String>,
    /// Words were left aside: there were too many.
    pub was_cut: bool,
    /// The words themselves met too little: what resembles them was looked for.
    pub is_free: bool,
}

/// How a query is read, from the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Every word, as it is.
    Exact,
    /// Every word, or one that begins with it, or one letter apart.
    Free,
    /// Any of the words, read as freely.
    Any,
}

impl SearchIndex {
    /// Looks for words. The work has a bound, whatever is asked.
    pub fn search(&self, asked: &SearchQuery<'_>) -> Result<SearchHits, SearchError> {
        let mut words = analyzer::words(asked.words, asked.language);
        words.dedup();
        let was_cut = words.len() > WORDS_MOST;
        words.truncate(WORDS_MOST);
        for word in &mut words {
            *word = word.chars().take(LETTERS_MOST).collect();
        }
        if words.is_empty() {
            return Ok(SearchHits { was_cut, ..SearchHits::default() });
        }
        let searcher = self.reader.searcher();
        let mut read = Reading::Exact;
        let mut found = self.run(&searcher, &words, asked, read)?;
        for freer in [Reading::Free, Reading::Any] {
            let is_enough = found.1 >= FEW || (freer == Reading::Any && (found.1 > 0 || words.len() == 1));
            if is_enough {
                break;
            }
            read = freer;
            found = self.run(&searcher, &words, asked, read)?;
        }
        let (top, total) = found;
        let named = top.into_iter().map(|at| self.finding(&searcher, at)).collect::<Result<Vec<_>, _>>()?;
        Ok(SearchHits {
            found: named.into_iter().flatten().collect(),
            total,
            words,
            was_cut,
            is_free: read != Reading::Exact && total > 0,
        })
    }

    fn run(
        &self,
        searcher: &Searcher,
        words: &[String],
        asked: &SearchQuery<'_>,
        reading: Reading,
    ) -> Result<(Vec<DocAddress>, usize), SearchError> {
        // Each document is looked in with the stemmer of its own language.
        let in_each = LANGUAGES.map(|language| (Occur::Should, self.in_language(words, language, reading)));
        let query = BooleanQuery::new(vec![
            (Occur::Must, is(self.fields.shown, asked.language)),
            (Occur::Must, Box::new(BooleanQuery::new(in_each.into()))),
        ]);
        let top = TopDocs::with_limit(asked.most.max(1)).and_offset(asked.skip).order_by_score();
        let (top, total) = searcher.search(&query, &(top, Count))?;
        Ok((top.into_iter().map(|(_, at)| at).collect(), total))
    }

    fn in_language(&self, words: &[String], language: &str, reading: Reading) -> Box<dyn Query> {
        let occur = if reading == Reading::Any { Occur::Should } else { Occur::Must };
        let each = words.iter().map(|word| (occur, word_query(self.fields, word, language, reading)));
        let words: Box<dyn Query> = Box::new(BooleanQuery::new(each.collect()));
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, is(self.fields.language, language)),
            (Occur::Must, words),
        ]))
    }

    fn finding(&self, searcher: &Searcher, at: DocAddress) -> Result<Option<SearchHit>, SearchError> {
        let document: TantivyDocument = searcher.doc(at)?;
        let key = document.get_first(self.fields.key).and_then(|value| value.as_str()).and_then(Key::parse);
        Ok(key.map(|key| SearchHit { kind: key.kind, number: key.number, language: key.language }))
    }
}

/// A condition that weighs nothing.
fn is(field: Field, value: &str) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(term), 0.0))
}

/// The best of the ways in which a word may be met: the title before the text, the word before what resembles it.
fn word_query(fields: Fields, word: &str, language: &str, reading: Reading) -> Box<dyn Query> {
    let term = analyzer::term(word, language);
    let exact = |field, boost: f32| -> Box<dyn Query> {
        let term = Term::from_field_text(field, &term);
        Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost))
    };
    let mut ways = vec![exact(fields.title, TITLE), exact(fields.text, 1.0)];
    if reading != Reading::Exact {
        let spelled = Term::from_field_text(fields.words, word);
        let letters = word.chars().count();
        if letters >= BEGINNING {
            let begins = FuzzyTermQuery::new_prefix(spelled.clone(), 0, true);
            ways.push(Box::new(ConstScoreQuery::new(Box::new(begins), 0.5)));
        }
        if letters >= MISTYPED {
            let resembles = FuzzyTermQuery::new(spelled, 1, true);
            ways.push(Box::new(ConstScoreQuery::new(Box::new(resembles), 0.3)));
        }
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}
