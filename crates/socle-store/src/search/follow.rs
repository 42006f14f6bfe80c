//! From the database to the index: what the public sees now is compared with what the index holds.

use super::{Document, Key, SearchError, SearchHit, SearchHits, SearchIndex, SearchKind};
use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    store::content_version,
};
use socle_domain::{
    country,
    guide::{Body, GuideKind, Header, TypedHeader, cited},
    taxonomy::{self, Term},
};
use std::{collections::HashMap, sync::Arc};

/// Documents written in one round: each is held in memory until then.
const ROUND: usize = 500;

/// What a round of following did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Followed {
    /// Documents that are new or read differently.
    pub saved: usize,
    /// Documents that are gone.
    pub gone: usize,
}

/// A finding, as it reads in the database now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// What it is.
    pub kind: SearchKind,
    /// Its short number.
    pub number: i64,
    /// The language it is in.
    pub language: String,
    /// A guide's title; the tools that an experience tells of.
    pub title: String,
    /// The end of a guide's address; empty for an experience.
    pub slug: String,
    /// The text in which the words are looked for again, to show a piece of it.
    pub text: String,
}

impl Store {
    /// Brings an index up to what the public sees. Does nothing when nothing was published since the last time. To be
    /// called every second while serving.
    pub async fn follow_search(&self, index: &Arc<SearchIndex>) -> Result<Followed, StoreError> {
        if index.followed() == Some(self.content_version()) {
            return Ok(Followed::default());
        }
        let mut db = self.snapshot().await?;
        let version = content_version(&mut db).await?;
        let seen = seen(&mut db).await?;
        let held = index.marks().map_err(|error| unavailable(&error))?;
        let gone: Vec<Key> = held.keys().filter(|key| !seen.contains_key(*key)).cloned().collect();
        let changed: Vec<&Key> = {
            let mut changed: Vec<_> = seen
                .iter()
                .filter(|(key, mark)| held.get(*key) != Some(&mark.to_text()))
                .map(|(key, _)| key)
                .collect();
            changed.sort();
            changed
        };
        let done = Followed { saved: changed.len(), gone: gone.len() };
        // What is gone leaves in the first round, before anything else takes time.
        let mut gone = gone;
        let rounds = changed.chunks(ROUND).map(Some).chain(changed.is_empty().then_some(None));
        for round in rounds {
            let keys = round.unwrap_or_default();
            let documents = documents(&mut db, keys, &seen).await?;
            write(index, documents, std::mem::take(&mut gone), version).await?;
        }
        Ok(done)
    }

    /// SearchHits as they read now, in their order. What is not to be seen any more is left out.
    pub async fn found_texts(&self, findings: &SearchHits) -> Result<Vec<FoundText>, StoreError> {
        let mut db = self.snapshot().await?;
        let mut texts = Vec::with_capacity(findings.found.len());
        for finding in &findings.found {
            texts.extend(found_text(&mut db, finding).await?);
        }
        Ok(texts)
    }
}

fn unavailable(error: &SearchError) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

/// Writing takes as long as there is text: it is done beside the threads that answer.
async fn write(
    index: &Arc<SearchIndex>,
    documents: Vec<Document>,
    gone: Vec<Key>,
    version: i64,
) -> Result<(), StoreError> {
    let index = Arc::clone(index);
    let written = tokio::task::spawn_blocking(move || index.write(&documents, &gone, version)).await;
    written.map_err(|error| StoreError::Unavailable(error.to_string()))?.map_err(|error| unavailable(&error))
}

/// What makes a document read as it does.
#[derive(Debug, Clone)]
struct Mark {
    /// The languages of the pages that find it: both, when it is in one language only.
    shown: String,
    /// Changes with what it says.
    says: String,
}

impl Mark {
    fn to_text(&self) -> String {
        format!("{};{}", self.shown, self.says)
    }
}

/// All that the public may find, each with a mark that changes with what it says.
async fn seen(db: &mut Connection) -> Result<HashMap<Key, Mark>, StoreError> {
    let mut seen = HashMap::new();
    let guides = db
        .fetch_all(
            "SELECT g.number, r.language, r.revision,
                    (SELECT COUNT(*) FROM guide_revisions o WHERE o.guide_id = g.id AND o.language <> r.language
                       AND o.published_at IS NOT NULL AND o.superseded_at IS NULL) AS others
             FROM guides g JOIN guide_revisions r ON r.guide_id = g.id
             WHERE g.status IN ('published', 'amended') AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
             ORDER BY g.number, r.language",
            Vec::new(),
        )
        .await?;
    for row in &guides {
        let key = Key { kind: SearchKind::Guide, number: row.get("number")?, language: row.get("language")? };
        let other = if key.language == "en" { "fr" } else { "en" };
        let is_translated = row.get::<i64>("others")? > 0;
        let shown = if is_translated { key.language.clone() } else { format!("{} {other}", key.language) };
        let revision: i64 = row.get("revision")?;
        seen.insert(key, Mark { shown, says: revision.to_string() });
    }
    let experiences = db
        .fetch_all(
            "SELECT e.number, e.language, e.current_revision, e.theme, e.country,
                    (SELECT CAST(COALESCE(SUM(t.number * x.place), 0) AS BIGINT) FROM experience_tools x
                       JOIN tools t ON t.id = x.tool_id WHERE x.experience_id = e.id) AS tools
             FROM experiences e JOIN submissions s ON s.id = e.submission_id
             WHERE e.review_status = 'accepted' AND s.review_status <> 'set_aside'
               AND (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                    ORDER BY c.given_at DESC, c.id DESC LIMIT 1) IN ('named', 'anonymous')
             ORDER BY e.number",
            Vec::new(),
        )
        .await?;
    for row in &experiences {
        let key =
            Key { kind: SearchKind::Experience, number: row.get("number")?, language: row.get("language")? };
        let (revision, tools): (i64, i64) = (row.get("current_revision")?, row.get("tools")?);
        let (theme, country): (String, String) = (row.get("theme")?, row.get("country")?);
        let says = format!("{revision} {tools} {theme} {country}");
        seen.insert(key, Mark { shown: "fr en".to_owned(), says });
    }
    Ok(seen)
}

async fn documents(
    db: &mut Connection,
    keys: &[&Key],
    marks: &HashMap<Key, Mark>,
) -> Result<Vec<Document>, StoreError> {
    let mut documents = Vec::with_capacity(keys.len());
    for key in keys {
        let read = match key.kind {
            SearchKind::Guide => guide(db, key).await?,
            SearchKind::Experience => experience(db, key.number).await?,
        };
        let Some(mark) = marks.get(*key) else { continue };
        documents.extend(read.map(|(title, text)| Document {
            key: (*key).clone(),
            mark: mark.to_text(),
            shown: mark.shown.clone(),
            title,
            text,
        }));
    }
    Ok(documents)
}

/// A guide's own words. The words of returns that it cites are found with their experience, as long as that may be
/// shown.
async fn guide(db: &mut Connection, key: &Key) -> Result<Option<(String, String)>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT r.header, r.body, g.kind FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
             WHERE g.number = $1 AND r.language = $2 AND g.status IN ('published', 'amended')
               AND r.published_at IS NOT NULL AND r.superseded_at IS NULL",
            values![key.number, key.language.as_str()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (header, body) = read_guide(&row)?;
    let label = |term: &&'static Term| if key.language == "en" { term.english } else { term.french };
    let terms = header.themes.iter().chain(&header.needs).chain(&header.families).map(label);
    let mut text = vec![header.promise.clone(), header.summary.clone(), prose(&body)];
    text.extend(terms.map(str::to_owned));
    Ok(Some((header.title, text.join("\n"))))
}

fn read_guide(row: &Row) -> Result<(Header, Body), StoreError> {
    let word: String = row.get("kind")?;
    let kind = GuideKind::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("guide kind {word}")))?;
    let (header, _) = Header::read(kind, &TypedHeader::from_stored(&row.get::<String>("header")?));
    Ok((header, Body::from_stored(kind, &row.get::<String>("body")?)))
}

/// The blocks of a guide without its citations and the signs of its Markdown.
fn prose(body: &Body) -> String {
    let mut prose = String::new();
    for (_, text) in body.iter() {
        let mut from = 0;
        for citation in cited(text) {
            prose.push_str(text.get(from..citation.range.start).unwrap_or_default());
            from = citation.range.end;
        }
        prose.push_str(text.get(from..).unwrap_or_default());
        prose.push('\n');
    }
    prose.replace(['#', '*', '_', '`', '>'], " ")
}

/// An experience's curated words, and the tools by the names that the catalogue gives them: what was typed may name
/// the organization that typed it.
async fn experience(db: &mut Connection, number: i64) -> Result<Option<(String, String)>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT e.id, e.theme, e.country, e.language, r.text FROM experiences e
               JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
             WHERE e.number = $1",
            values![number],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let title = tools(db, &row).await?;
    let (theme, country): (String, String) = (row.get("theme")?, row.get("country")?);
    let is_english = row.get::<String>("language")? == "en";
    let theme = taxonomy::find(&taxonomy::THEMES, &theme);
    let theme = theme.map_or("", |term| if is_english { term.english } else { term.french });
    let country = country::all().iter().find(|known| known.code == country);
    let country = country.map_or("", |country| if is_english { country.english } else { country.french });
    let text: String = row.get("text")?;
    Ok(Some((title, format!("{text}\n{theme}\n{country}"))))
}

async fn tools(db: &mut Connection, row: &Row) -> Result<String, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT t.name FROM experience_tools x JOIN tools t ON t.id = x.tool_id
             WHERE x.experience_id = $1 ORDER BY x.place",
            values![row.get::<uuid::Uuid>("id")?],
        )
        .await?;
    let names = rows.iter().map(|row| row.get("name")).collect::<Result<Vec<String>, _>>()?;
    Ok(names.join(", "))
}

async fn found_text(db: &mut Connection, finding: &SearchHit) -> Result<Option<FoundText>, StoreError> {
    match finding.kind {
        SearchKind::Guide => found_guide(db, finding).await,
        SearchKind::Experience => found_experience(db, finding.number).await,
    }
}

async fn found_guide(db: &mut Connection, finding: &SearchHit) -> Result<Option<FoundText>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT r.slug, r.header, r.body, g.kind FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
             WHERE g.number = $1 AND r.language = $2 AND g.status IN ('published', 'amended')
               AND r.published_at IS NOT NULL AND r.superseded_at IS NULL",
            values![finding.number, finding.language.as_str()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (header, body) = read_guide(&row)?;
    let text = format!("{}\n{}\n{}", header.promise, header.summary, prose(&body));
    let slug = row.get("slug")?;
    Ok(Some(FoundText {
        kind: SearchKind::Guide,
        number: finding.number,
        language: finding.language.clone(),
        title: header.title,
        slug,
        text,
    }))
}

/// The same conditions as in [`seen`], asked again: what the index says may be of a moment ago.
async fn found_experience(db: &mut Connection, number: i64) -> Result<Option<FoundText>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT e.id, e.language, r.text FROM experiences e JOIN submissions s ON s.id = e.submission_id
               JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
             WHERE e.number = $1 AND e.review_status = 'accepted' AND s.review_status <> 'set_aside'
               AND (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                    ORDER BY c.given_at DESC, c.id DESC LIMIT 1) IN ('named', 'anonymous')",
            values![number],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let title = tools(db, &row).await?;
    Ok(Some(FoundText {
        kind: SearchKind::Experience,
        number,
        language: row.get("language")?,
        title,
        slug: String::new(),
        text: row.get("text")?,
    }))
}
