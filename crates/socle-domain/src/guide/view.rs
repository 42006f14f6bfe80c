//! A guide as it is read: everything that a page or a sheet of paper needs, whatever it looks like there.

use super::{
    Basis, BlockTone, Body, Citation, Counts, Evidence, EvidenceLevel, GuideKind, GuideStatus, Header,
    Reference, Target, attribution, level, sentence::sentences,
};
use crate::{consent::Publication, id::GuideId, time::Timestamp};
use jiff::civil::Date;

/// A guide as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideView {
    /// Its id.
    pub id: GuideId,
    /// Its number, for `/f/014`.
    pub number: i64,
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// Where it stands.
    pub status: GuideStatus,
    /// The language of its text: `fr` or `en`.
    pub language: String,
    /// The readable part of its address; empty before it is published.
    pub slug: String,
    /// The number of the revision; nothing for a working copy.
    pub revision: Option<i64>,
    /// When this revision was published; nothing before.
    pub published_at: Option<Timestamp>,
    /// When it is due for review; nothing for what is dated and never expires.
    pub review_due: Option<Date>,
    /// The header.
    pub header: Header,
    /// Who read it over, by name.
    pub readers: Vec<String>,
    /// Who commissioned the study, for the notice of starter guides; empty when the study does not say.
    pub sponsor: String,
    /// The blocks that are written, in the order of the page.
    pub blocks: Vec<ViewBlock>,
    /// What it cites, numbered in the order of the page.
    pub notes: Vec<Note>,
    /// What stands under it.
    pub counts: Counts,
    /// How far it may be relied on.
    pub level: EvidenceLevel,
}

/// A block, to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewBlock {
    /// Its key.
    pub key: &'static str,
    /// Its heading, in the language of the guide.
    pub title: &'static str,
    /// How it is set.
    pub tone: BlockTone,
    /// Whether it is made of numbered steps.
    pub has_steps: bool,
    /// Its Markdown, citations included: [`GuideView::note`] gives the note of each. One that is alone in its
    /// paragraph stands for the words of the passage.
    pub markdown: String,
}

/// A piece of evidence, numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number on the page, from 1.
    pub number: usize,
    /// As it is cited.
    pub citation: Citation,
    /// What it is.
    pub source: Source,
}

/// What a citation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A passage of an experience.
    Return {
        /// The number of the experience, for `/r/204`.
        number: i64,
        /// The place of the passage in it.
        place: i64,
        /// Its words, as they were when the guide was proposed.
        quotation: String,
        /// The language they are in.
        language: String,
        /// Who told it, as far as their consent goes, in the language of the guide.
        who: String,
        /// Told by whoever made the tool: shown, never counted.
        is_initiative: bool,
        /// What its author founds it on.
        basis: Basis,
        /// What tells two structures apart; never shown.
        structure: String,
    },
    /// A source read at a desk.
    Reference {
        /// The source.
        reference: Reference,
    },
    /// A passage whose author took the return back, or does not allow it to be quoted any more: a notice stands here.
    Withdrawn {
        /// The number the experience had.
        number: i64,
    },
}

/// A citation with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// As it is cited.
    pub citation: Citation,
    /// What it is.
    pub source: Source,
}

impl Resolved {
    /// What a citation of a working copy stands for, as the evidence is now. Nothing for one that cannot stand.
    pub fn now(citation: Citation, evidence: &Evidence, language: &str) -> Option<Self> {
        let source = match citation.target {
            Target::Passage { .. } => {
                let passage = evidence.passage(citation)?;
                let level = passage.consent.filter(|level| level.allows_quotation())?;
                Source::of_passage(passage, passage.words.clone(), level, language)
            }
            Target::Reference(_) => Source::Reference { reference: evidence.reference(citation)?.clone() },
            Target::Watch(_) => return None,
        };
        Some(Self { citation, source })
    }
}

impl Source {
    /// A passage, told at a level of consent, with the words that were kept for it.
    pub fn of_passage(
        passage: &super::Passage,
        quotation: String,
        level: Publication,
        language: &str,
    ) -> Self {
        Self::Return {
            number: passage.experience,
            place: passage.place,
            quotation,
            language: passage.language.clone(),
            who: attribution(&passage.structure, level, language),
            is_initiative: passage.is_initiative,
            basis: passage.basis,
            structure: passage.structure.key.clone(),
        }
    }
}

/// What a view is made of.
#[derive(Debug, Clone)]
pub struct ViewParts {
    /// Its id.
    pub id: GuideId,
    /// Its number.
    pub number: i64,
    /// Where it stands.
    pub status: GuideStatus,
    /// The language of its text.
    pub language: String,
    /// The readable part of its address.
    pub slug: String,
    /// The number of the revision.
    pub revision: Option<i64>,
    /// When this revision was published.
    pub published_at: Option<Timestamp>,
    /// The header.
    pub header: Header,
    /// Who read it over.
    pub readers: Vec<String>,
    /// Who commissioned the study.
    pub sponsor: String,
}

impl GuideView {
    /// Puts a guide together from its parts, its text and what its citations stand for.
    pub fn new(parts: ViewParts, body: &Body, resolved: &[Resolved]) -> Self {
        let (counts, level) = level::count(resolved);
        let mut notes: Vec<Note> = Vec::new();
        for (_, text) in body.iter() {
            for citation in sentences(text).into_iter().flat_map(|sentence| sentence.citations) {
                let is_known = notes.iter().any(|note| note.citation == citation);
                let found = resolved.iter().find(|resolved| resolved.citation == citation);
                if let (false, Some(found)) = (is_known, found) {
                    let number = notes.len() + 1;
                    notes.push(Note { number, citation, source: found.source.clone() });
                }
            }
        }
        let review_due = parts.header.next_review.or_else(|| due(body.kind(), parts.published_at?));
        let block = |(spec, text): (&'static super::BlockSpec, &str)| ViewBlock {
            key: spec.key,
            title: spec.title(&parts.language),
            tone: spec.tone,
            has_steps: spec.steps.is_some(),
            markdown: text.to_owned(),
        };
        Self {
            blocks: body.iter().map(block).collect(),
            id: parts.id,
            number: parts.number,
            kind: body.kind(),
            status: parts.status,
            language: parts.language,
            slug: parts.slug,
            revision: parts.revision,
            published_at: parts.published_at,
            review_due,
            header: parts.header,
            readers: parts.readers,
            sponsor: parts.sponsor,
            notes,
            counts,
            level,
        }
    }

    /// The note of a citation; nothing for one that points at nothing.
    pub fn note(&self, citation: Citation) -> Option<&Note> {
        self.notes.iter().find(|note| note.citation == citation)
    }
}

/// When a guide that is published at a moment is to be read over again: as its header says or, in default, as its kind
/// asks. Nothing for what is dated and never expires.
pub fn review_due(kind: GuideKind, header: &Header, published_at: Timestamp) -> Option<Timestamp> {
    let day = header.next_review.or_else(|| due(kind, published_at))?;
    let midnight = jiff::tz::TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?;
    Some(Timestamp::from_micros(midnight.as_microsecond()))
}

/// When a kind of guide is due for review.
fn due(kind: GuideKind, published_at: Timestamp) -> Option<Date> {
    let day = jiff::Timestamp::from_microsecond(published_at.as_micros()).ok()?;
    let day = jiff::tz::TimeZone::UTC.to_datetime(day).date();
    day.checked_add(jiff::Span::new().months(kind.review_months()?)).ok()
}
