//! What keeps a guide from being proposed and published, each with the place where it stands.

use super::{
    BLOCK_MOST, Body, Citation, Evidence, Header, HeaderField, Sentence, Shingles, Target, TypedHeader,
    name::Names,
    pasted::Common,
    sentence::{sentences, step},
};
use crate::consent::Publication;

/// Where in a guide something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A field of the header.
    Header(HeaderField),
    /// A block, by its key.
    Block(&'static str),
    /// A sentence of a block.
    Sentence {
        /// The key of the block.
        block: &'static str,
        /// The number of the sentence in it, from 1.
        number: usize,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A field that has to be there is empty.
    MissingField,
    /// A block that has to be there is empty.
    MissingBlock,
    /// A text is longer than its place.
    TooLong {
        /// How many characters fit.
        most: usize,
    },
    /// Not a word of the list.
    UnknownWord(String),
    /// Not a date such as `2017-03-12`.
    NotADate(String),
    /// It looks like a citation and points at nothing.
    Malformed(String),
    /// No such passage or reference.
    UnknownCitation(Citation),
    /// Items of the watch cannot be cited yet.
    WatchItem(Citation),
    /// Its author took the return back.
    Withdrawn(Citation),
    /// Its author allows no quotation, or did not say.
    NotConsented(Citation),
    /// The experience does not count.
    SetAside(Citation),
    /// The words of the passage are not in the text any more.
    Flagged(Citation),
    /// Words of a return outside a citation.
    Pasted {
        /// The number of the experience.
        experience: i64,
        /// The words.
        words: String,
    },
    /// The name of an organization that did not allow it.
    NamesAnonymous(String),
    /// An amount without a year.
    UndatedCost(String),
    /// Too few or too many numbered steps.
    Steps {
        /// How many there are.
        found: usize,
        /// How few there may be.
        least: usize,
        /// How many there may be.
        most: usize,
    },
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// Everything that keeps a guide from being published: its header, its blocks, its citations, the words and names it
/// must not hold. `returns` are the experiences of the study, by number, each with its texts.
pub fn check<'t>(
    header: &TypedHeader,
    body: &Body,
    evidence: &Evidence,
    returns: impl IntoIterator<Item = (i64, &'t str)>,
) -> Vec<Finding> {
    let (_, mut findings) = Header::read(body.kind(), header);
    let read: Vec<_> = body.iter().map(|(spec, text)| (spec.key, sentences(text))).collect();
    check_blocks(body, &mut findings);
    for (block, sentences) in &read {
        for sentence in sentences {
            check_citations(block, sentence, evidence, &mut findings);
        }
    }
    let names = Names::new(&evidence.guarded);
    for (place, text) in places(header, &read) {
        let told = names.told_in(text).into_iter().map(|name| Fault::NamesAnonymous(name.to_owned()));
        findings.extend(told.map(|fault| Finding { place, fault }));
    }
    findings.extend(pasted(header, body, &evidence.allowed, returns));
    findings.sort_by_key(|finding| order(body, finding.place));
    findings
}

/// Words of returns that stand in a guide outside a citation, and nothing else: what is looked for at each save, so
/// that they are not kept in the first place. Names that may be told are no quotation.
pub fn pasted<'t>(
    header: &TypedHeader,
    body: &Body,
    allowed: &[String],
    returns: impl IntoIterator<Item = (i64, &'t str)>,
) -> Vec<Finding> {
    let mut shingles = Shingles::default();
    for (field, value) in header.iter() {
        shingles.add([(Place::Header(field), value)]);
    }
    for (spec, text) in body.iter() {
        let sentences = sentences(text);
        shingles.add(sentences.iter().map(|sentence| (place_of(spec.key, sentence), sentence.text.as_str())));
    }
    let common = Common::new(allowed.iter().map(String::as_str));
    let mut findings: Vec<Finding> = Vec::new();
    for (experience, text) in returns {
        for found in shingles.found_in(text).into_iter().filter(|found| common.leaves(&found.words)) {
            let fault = Fault::Pasted { experience, words: found.words };
            let finding = Finding { place: found.place, fault };
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}

fn place_of(block: &'static str, sentence: &Sentence) -> Place {
    Place::Sentence { block, number: sentence.number }
}

/// Every text of a guide with its place.
fn places<'g>(
    header: &'g TypedHeader,
    read: &'g [(&'static str, Vec<Sentence>)],
) -> impl Iterator<Item = (Place, &'g str)> {
    let fields = header.iter().map(|(field, value)| (Place::Header(field), value));
    fields.chain(read.iter().flat_map(|(block, sentences)| {
        sentences.iter().map(|sentence| (place_of(block, sentence), sentence.text.as_str()))
    }))
}

/// The order of the page.
fn order(body: &Body, place: Place) -> (usize, usize) {
    let block = |key: &str| body.kind().blocks().iter().position(|spec| spec.key == key).unwrap_or(0);
    match place {
        Place::Header(field) => (0, HeaderField::ALL.iter().position(|one| *one == field).unwrap_or(0)),
        Place::Block(key) => (1 + block(key), 0),
        Place::Sentence { block: key, number } => (1 + block(key), number),
    }
}

fn check_blocks(body: &Body, findings: &mut Vec<Finding>) {
    for spec in body.kind().blocks() {
        let text = body.get(spec.key);
        let mut fault = |fault| findings.push(Finding { place: Place::Block(spec.key), fault });
        if text.is_empty() {
            if spec.is_required {
                fault(Fault::MissingBlock);
            }
            continue;
        }
        if text.chars().count() > BLOCK_MOST {
            fault(Fault::TooLong { most: BLOCK_MOST });
        }
        if let Some((least, most)) = spec.steps {
            let found = text.lines().filter(|line| step(line).is_some()).count();
            if !(least..=most).contains(&found) {
                fault(Fault::Steps { found, least, most });
            }
        }
        if spec.key == COST_BLOCK && body.kind() == super::GuideKind::Tool {
            check_costs(spec.key, text, findings);
        }
    }
}

/// The block in which a guide about a tool tells its cost.
const COST_BLOCK: &str = "brief";
/// Signs and words of money, folded.
const MONEY: [&str; 12] =
    ["euro", "euros", "fcfa", "cfa", "xof", "xaf", "eur", "usd", "dollar", "dollars", "francs", "franc"];

/// An amount that may have changed since has its year beside it. What costs nothing needs none.
fn check_costs(block: &'static str, text: &str, findings: &mut Vec<Finding>) {
    for sentence in sentences(text) {
        let words = crate::fold::words(&sentence.text);
        let is_amount = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit()) && word != "0";
        let has_money = sentence.text.contains(['€', '$', '£'])
            || words.iter().any(|word| MONEY.contains(&word.as_str()));
        let is_year = |word: &String| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        if has_money && words.iter().any(is_amount) && !words.iter().any(is_year) {
            let fault = Fault::UndatedCost(sentence.text.clone());
            findings.push(Finding { place: place_of(block, &sentence), fault });
        }
    }
}

fn check_citations(
    block: &'static str,
    sentence: &Sentence,
    evidence: &Evidence,
    findings: &mut Vec<Finding>,
) {
    let place = place_of(block, sentence);
    let malformed = sentence.malformed.iter().map(|written| Fault::Malformed(written.clone()));
    let faults = sentence.citations.iter().filter_map(|citation| fault_of(*citation, evidence));
    findings.extend(malformed.chain(faults).map(|fault| Finding { place, fault }));
}

/// Why a citation cannot stand.
fn fault_of(citation: Citation, evidence: &Evidence) -> Option<Fault> {
    match citation.target {
        Target::Watch(_) => Some(Fault::WatchItem(citation)),
        Target::Reference(_) => {
            evidence.reference(citation).is_none().then_some(Fault::UnknownCitation(citation))
        }
        Target::Passage { experience, .. } => match evidence.passage(citation) {
            None if evidence.withdrawn.contains(&experience) => Some(Fault::Withdrawn(citation)),
            None => Some(Fault::UnknownCitation(citation)),
            Some(passage) if passage.is_set_aside => Some(Fault::SetAside(citation)),
            Some(passage) if !passage.consent.is_some_and(Publication::allows_quotation) => {
                Some(Fault::NotConsented(citation))
            }
            Some(passage) if passage.is_flagged => Some(Fault::Flagged(citation)),
            Some(_) => None,
        },
    }
}
