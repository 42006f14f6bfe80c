//! The trace of a guide: each sentence with its evidence or its author, each passage in its story with what its author
//! said of publishing it, and back from the passage to the sentences that cite it.

use super::{InLanguage, PART, crumbs, file, moment, set, title, views, writes};
use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
};
use socle_domain::submission::Channel;
use socle_domain::{
    account::Role,
    guide::{
        Citation, HeaderField, Reference, Sentence, Stance, Target, attribution, sentences, short_number,
    },
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Tag, Tone},
    layouts::Link,
};
use socle_store::{CitedBy, GuideFile, Traced};

/// How much of the story is shown on each side of a passage, in characters.
const AROUND: usize = 240;

#[derive(Template)]
#[template(path = "guide/trace.html")]
struct TracePage<'a> {
    t: &'a Texts,
    heading: String,
    views: Vec<Link>,
    counts: String,
    blocks: Vec<TracedBlock>,
    passages: Vec<TracedPassage>,
    references: Vec<TracedReference>,
    language: &'a str,
}

struct TracedBlock {
    title: String,
    sentences: Vec<TracedSentence>,
}

struct TracedSentence {
    id: String,
    text: String,
    /// The author's statement, when nothing is cited.
    author: Option<Tag>,
    citations: Vec<(String, String, bool)>,
}

struct TracedPassage {
    id: String,
    citation: String,
    who: String,
    before: String,
    words: String,
    after: String,
    language: String,
    experience: String,
    record: Option<String>,
    submission: String,
    consents: Vec<String>,
    cited_by: Vec<(String, String)>,
}

struct TracedReference {
    id: String,
    citation: String,
    words: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
) -> Result<Page, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let citations: Vec<_> = file.draft.body.claims().iter().map(|claim| claim.citation).collect();
    let traced =
        app.store().guide_trace(member.0.id, file.id, &citations).await?.ok_or(AppError::NotFound)?;
    let references = app.store().references(member.0.id, file.study).await?;
    let reads_returns = member.0.has_any_in(file.study, &[Role::Coordinator, Role::Analyst]);
    let read: Vec<_> = file.draft.body.iter().map(|(spec, text)| (spec, sentences(text))).collect();
    let told: usize = read.iter().flat_map(|(_, all)| all).filter(|one| is_claim(one)).count();
    let cited =
        read.iter().flat_map(|(_, all)| all).filter(|one| is_claim(one) && !one.citations.is_empty()).count();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let content = TracePage {
        t,
        heading: title(t, file.draft.header.get(HeaderField::Title)),
        views: views(t, &file, writes(&member, &file), "/trace"),
        counts: t
            .with("guide-trace-counts", &[("told", number(told).into()), ("cited", number(cited).into())]),
        blocks: read
            .iter()
            .map(|(spec, all)| TracedBlock {
                title: set(
                    Language::parse(&file.draft.language).unwrap_or_default(),
                    spec.title(&file.draft.language),
                ),
                sentences: all
                    .iter()
                    .filter(|one| !one.is_heading)
                    .map(|one| sentence(t, spec.key, one))
                    .collect(),
            })
            .collect(),
        passages: traced.iter().map(|one| passage(t, language, &file, one, reads_returns)).collect(),
        references: cited_references(&citations, &references),
        language: &file.draft.language,
    };
    let mut frame = frame::office(&app, &member, t.get("guide-view-trace"), PART);
    frame.breadcrumb = crumbs(t);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

/// A sentence that says something: headings claim nothing, and a quotation alone is its passage's.
fn is_claim(sentence: &Sentence) -> bool {
    !sentence.is_heading && !sentence.text.is_empty()
}

fn sentence(t: &Texts, block: &str, sentence: &Sentence) -> TracedSentence {
    let cite = |citation: &Citation| {
        let is_contrary = citation.stance == Stance::Contrary;
        (format!("#{}", evidence_id(*citation)), citation.to_string(), is_contrary)
    };
    let is_statement = sentence.citations.is_empty() && sentence.malformed.is_empty();
    TracedSentence {
        id: format!("s-{block}-{}", sentence.number),
        text: if sentence.text.is_empty() { t.get("guide-trace-quotation") } else { sentence.text.clone() },
        author: is_statement.then(|| Tag::new(t.get("guide-trace-author"), Tone::Plain)),
        citations: sentence.citations.iter().map(cite).collect(),
    }
}

/// The id of a piece of evidence on the page.
fn evidence_id(citation: Citation) -> String {
    match citation.target {
        Target::Passage { experience, place } => format!("p-{experience}-{place}"),
        Target::Reference(number) => format!("ref-{number}"),
        Target::Watch(number) => format!("w-{number}"),
    }
}

fn passage(
    t: &Texts,
    language: Language,
    file: &GuideFile,
    traced: &Traced,
    reads_returns: bool,
) -> TracedPassage {
    let passage = &traced.passage;
    let target = Target::Passage { experience: passage.experience, place: passage.place };
    let citation = Citation { target, stance: Stance::Supports };
    let (before, after) = around(traced);
    let level = passage.consent.unwrap_or(socle_domain::consent::Publication::Figures);
    let consents = traced.consents.iter().map(|(level, channel, at)| {
        let told = [
            ("level", t.get(&format!("guide-consent-{}", level.word())).into()),
            ("channel", channel_words(t, channel).into()),
            ("at", moment(language, *at).into()),
        ];
        t.with("guide-trace-consent", &told)
    });
    let mut cited_by = here(file, t, target);
    cited_by.extend(traced.cited_by.iter().filter(|one| one.guide != file.id).map(|one| elsewhere(t, one)));
    TracedPassage {
        id: evidence_id(citation),
        citation: citation.to_string(),
        who: attribution(&passage.structure, level, language.code()),
        before,
        words: passage.words.clone(),
        after,
        language: passage.language.clone(),
        experience: t.with(
            "guide-trace-experience",
            &[("number", passage.experience.to_string().into()), ("title", traced.title.as_str().into())],
        ),
        record: reads_returns.then(|| format!("/bureau/retours/{}", traced.submission)),
        submission: format!("R-{}", traced.submission_number),
        consents: consents.collect(),
        cited_by,
    }
}

/// How an author said it: the channel of a return or, when it is another word, that word.
fn channel_words(t: &Texts, word: &str) -> String {
    Channel::parse(word)
        .map_or_else(|| word.to_owned(), |channel| t.get(&format!("submission-channel-{}", channel.word())))
}

/// The words of the story on both sides of a passage.
fn around(traced: &Traced) -> (String, String) {
    let Some(span) = traced.span else { return (String::new(), String::new()) };
    let letters: Vec<char> = traced.text.chars().collect();
    let (start, end) = (span.start().min(letters.len()), span.end().min(letters.len()));
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(letters.len());
    let mut before: String = letters[from..start].iter().collect();
    let mut after: String = letters[end..to].iter().collect();
    if from > 0 {
        before.insert(0, '…');
    }
    if to < letters.len() {
        after.push('…');
    }
    (before, after)
}

/// The sentences of this text that cite a passage.
fn here(file: &GuideFile, t: &Texts, target: Target) -> Vec<(String, String)> {
    let claims = file.draft.body.claims();
    let of_target = claims.iter().filter(|claim| claim.citation.target == target);
    of_target
        .map(|claim| {
            let words =
                if claim.text.is_empty() { t.get("guide-trace-quotation") } else { claim.text.clone() };
            (format!("#s-{}-{}", claim.block, claim.sentence), words)
        })
        .collect()
}

/// A sentence of another guide that cites it.
fn elsewhere(t: &Texts, cited: &CitedBy) -> (String, String) {
    let told = [("number", short_number(cited.number).into()), ("claim", cited.claim.as_str().into())];
    (
        format!("{PART}/{}/trace?langue={}", cited.guide, cited.language),
        t.with("guide-trace-elsewhere", &told),
    )
}

fn cited_references(citations: &[Citation], references: &[Reference]) -> Vec<TracedReference> {
    let is_cited = |reference: &&Reference| {
        citations.iter().any(|citation| citation.target == Target::Reference(reference.number))
    };
    let traced = |reference: &Reference| TracedReference {
        id: format!("ref-{}", reference.number),
        citation: format!("[@ref{}]", reference.number),
        words: [&reference.author, &reference.title, &reference.dated, &reference.address]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", "),
    };
    references.iter().filter(is_cited).map(traced).collect()
}
