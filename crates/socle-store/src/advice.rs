//! What the advisor goes by: the facts of published tools, and what became of the tools that experiences tell of.
//!
//! It is read whole, in one snapshot, and compiled by whoever advises; nobody reads it anew before the version of what
//! the public sees has changed, or a fact has expired.

mod known;
mod told;
mod wish;

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    store::content_version,
};
use socle_domain::{
    advisor::{Candidate, Condition, EvidenceLevel, NeedSet, Prior, Stated, Table, Told, Wish},
    fact::{self, FactStatus, Observation, Source},
    guide::{GuideKind, Header, TypedHeader},
    taxonomy::{self, NEEDS},
    time::Timestamp,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

pub use known::KnownFact;
use told::Organizations;
pub use told::ToldStory;

/// How many facts of a tool the advisor weighs: one for each condition, then what works offline, then the data.
pub const ADVISED_FACTS: usize = Condition::ALL.len() + 2;

/// Their keys, as observations are kept.
pub const ADVISED_KEYS: [&str; ADVISED_FACTS] = [
    "use.net",
    "use.skill",
    "install.skill",
    "use.charge",
    "use.run",
    "cost.start",
    "cost.month",
    "offline",
    "sens.max",
];

/// All that advice is made from.
#[derive(Debug, Clone, Default)]
pub struct AdviceMaterial {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// When a fact expires, and the advice may read otherwise.
    pub ends_at: Option<Timestamp>,
    /// Published tools, by number.
    pub tools: Vec<AdvisedTool>,
    /// Accepted experiences, by number.
    pub stories: Vec<ToldStory>,
    /// What somebody wants, or told of having tried.
    pub wishes: Vec<Wish>,
    /// Published guides to a way of working.
    pub methods: Vec<MethodGuide>,
    /// For each need, how many organizations agreed that others who have it reach them, through the team.
    pub peers: [u32; 16],
    /// How to reach the team of the newest study, in French and in English; either may be empty.
    pub contact: [String; 2],
}

/// A published tool, with what may be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdvisedTool {
    /// As the advisor takes it.
    pub candidate: Candidate,
    /// Its short address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is, in French and in English; either may be empty.
    pub summary: [String; 2],
    /// What is known of each of [`ADVISED_KEYS`], where somebody looked.
    pub facts: [Option<ShownFact>; ADVISED_FACTS],
    /// The guides about it.
    pub guides: Vec<ToolGuide>,
}

/// A fact as it is shown, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFact {
    /// The place on its scale; nothing when it was looked for in vain.
    pub value: Option<u8>,
    /// In a sentence, in French and in English.
    pub text: [String; 2],
    /// An address or a reference.
    pub source: String,
    /// As the source prints it.
    pub source_date: String,
    /// When it was read.
    pub seen_at: Timestamp,
    /// How well it is supported.
    pub level: EvidenceLevel,
    /// Where it stands.
    pub status: FactStatus,
}

/// A published guide about a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolGuide {
    /// Its short number.
    pub number: i64,
    /// The language of its text.
    pub language: String,
    /// Its address in that language.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// A published guide to a way of working, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodGuide {
    /// The guide.
    pub guide: ToolGuide,
    /// Its needs.
    pub needs: NeedSet,
}

impl AdviceMaterial {
    /// The table that [`socle_domain::advisor::advise`] goes by.
    pub fn compile(&self) -> Table {
        let (candidates, told) = (self.candidates(), self.told());
        Table::compile(&candidates, &told, &Prior::estimate(&candidates, &told))
    }

    /// The tools, as the advisor takes them.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.tools.iter().map(|tool| tool.candidate.clone()).collect()
    }

    /// The outcomes: one for each need that an experience tells of.
    pub fn told(&self) -> Vec<Told> {
        self.stories.iter().flat_map(ToldStory::told).collect()
    }

    /// A tool by its number.
    pub fn tool(&self, number: u32) -> Option<&AdvisedTool> {
        let at = self.tools.binary_search_by_key(&number, |tool| tool.candidate.id).ok()?;
        self.tools.get(at)
    }
}

impl Store {
    /// All that advice is made from, as it stands now.
    pub async fn advice_material(&self, now: Timestamp) -> Result<AdviceMaterial, StoreError> {
        let mut db = self.snapshot().await?;
        let content_version = content_version(&mut db).await?;
        let (facts, ends_at) = facts(&mut db, now).await?;
        let mut organizations = Organizations::default();
        let stories = told::load(&mut db, &mut organizations).await?;
        let mut wishes: Vec<Wish> = stories.iter().flat_map(ToldStory::wishes).collect();
        wishes.append(&mut wish::load(&mut db, &mut organizations).await?);
        Ok(AdviceMaterial {
            content_version,
            ends_at,
            tools: tools(&mut db, facts).await?,
            stories,
            wishes,
            methods: methods(&mut db).await?,
            peers: wish::peers(&mut db).await?,
            contact: contact(&mut db).await?,
        })
    }
}

type Facts = [Option<ShownFact>; ADVISED_FACTS];

async fn tools(db: &mut Connection, mut facts: HashMap<Uuid, Facts>) -> Result<Vec<AdvisedTool>, StoreError> {
    let mut needs = needs(db).await?;
    let mut summaries = summaries(db).await?;
    let mut guides = guides(db).await?;
    let sql = "SELECT id, number, slug, name FROM tools WHERE status = 'published' ORDER BY number";
    let rows = db.fetch_all(sql, Vec::new()).await?;
    let read = |row: &Row| {
        let id: Uuid = row.get("id")?;
        let facts = facts.remove(&id).unwrap_or_default();
        let guides = guides.remove(&id).unwrap_or_default();
        let stated = facts.each_ref().map(|fact| fact.as_ref().and_then(ShownFact::stated));
        let [network, ease, install, charge, computer, start, month, offline, sensitivity] = stated;
        Ok(AdvisedTool {
            candidate: Candidate {
                id: read_number(row, "number")?,
                needs: needs.remove(&id).unwrap_or_default(),
                conditions: [network, ease, install, charge, computer, start, month],
                offline,
                sensitivity,
                has_guide: !guides.is_empty(),
            },
            slug: row.get("slug")?,
            name: row.get("name")?,
            summary: summaries.remove(&id).unwrap_or_default(),
            facts,
            guides,
        })
    };
    rows.iter().map(read).collect()
}

impl ShownFact {
    /// The fact as the advisor takes it.
    fn stated(&self) -> Option<Stated> {
        let is_expired = self.status == FactStatus::Expired;
        Some(Stated { value: self.value?, level: self.level, is_expired })
    }
}

/// A number of ours, which only ever grows by one.
pub(crate) fn read_number(row: &Row, column: &str) -> Result<u32, StoreError> {
    let number: i64 = row.get(column)?;
    u32::try_from(number).map_err(|_| StoreError::Corrupt(format!("{column} {number}")))
}

/// Codes of needs and of families never coincide, so the name of the list is not asked for.
async fn needs(db: &mut Connection) -> Result<HashMap<Uuid, NeedSet>, StoreError> {
    let sql = "SELECT k.tool_id, k.code FROM tool_terms k JOIN tools t ON t.id = k.tool_id
               WHERE t.status = 'published'";
    let mut needs: HashMap<Uuid, NeedSet> = HashMap::new();
    for row in db.fetch_all(sql, Vec::new()).await? {
        if let Some(need) = need_of(&row.get::<String>("code")?) {
            let set = needs.entry(row.get("tool_id")?).or_default();
            *set = set.with(need);
        }
    }
    Ok(needs)
}

/// The place of a need in the list.
pub(crate) fn need_of(code: &str) -> Option<u8> {
    u8::try_from(NEEDS.iter().position(|term| term.code == code)?).ok()
}

/// The place of a theme in the list.
pub(crate) fn theme_of(code: &str) -> Option<u8> {
    u8::try_from(taxonomy::THEMES.iter().position(|term| term.code == code)?).ok()
}

async fn summaries(db: &mut Connection) -> Result<HashMap<Uuid, [String; 2]>, StoreError> {
    let sql = "SELECT x.tool_id, x.language, x.summary FROM tool_texts x JOIN tools t ON t.id = x.tool_id
               WHERE t.status = 'published'";
    let mut summaries: HashMap<Uuid, [String; 2]> = HashMap::new();
    for row in db.fetch_all(sql, Vec::new()).await? {
        let place = usize::from(row.get::<String>("language")? == "en");
        summaries.entry(row.get("tool_id")?).or_default()[place] = row.get("summary")?;
    }
    Ok(summaries)
}

/// Published guides about tools: those that say so, and guides to a tool whose passages tell of it.
async fn guides(db: &mut Connection) -> Result<HashMap<Uuid, Vec<ToolGuide>>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT k.tool_id, g.number, r.language, r.slug, r.title FROM guide_tools k
               JOIN guides g ON g.id = k.guide_id JOIN guide_revisions r ON r.guide_id = g.id
             WHERE g.status IN ('published', 'amended') AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
             UNION
             SELECT x.tool_id, g.number, r.language, r.slug, r.title FROM experience_tools x
               JOIN excerpts p ON p.experience_id = x.experience_id JOIN citations c ON c.excerpt_id = p.id
               JOIN guide_revisions r ON r.id = c.guide_revision_id JOIN guides g ON g.id = r.guide_id
             WHERE x.place = 1 AND x.tool_id IS NOT NULL AND g.kind = 'tool'
               AND g.status IN ('published', 'amended') AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
             ORDER BY number, language DESC",
            values![],
        )
        .await?;
    let mut guides: HashMap<Uuid, Vec<ToolGuide>> = HashMap::new();
    for row in &rows {
        guides.entry(row.get("tool_id")?).or_default().push(read_guide(row)?);
    }
    Ok(guides)
}

fn read_guide(row: &Row) -> Result<ToolGuide, StoreError> {
    Ok(ToolGuide {
        number: row.get("number")?,
        language: row.get("language")?,
        slug: row.get("slug")?,
        title: row.get("title")?,
    })
}

async fn methods(db: &mut Connection) -> Result<Vec<MethodGuide>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT g.number, r.language, r.slug, r.title, r.header FROM guides g
               JOIN guide_revisions r ON r.guide_id = g.id
             WHERE g.kind = 'method' AND g.status IN ('published', 'amended') AND r.published_at IS NOT NULL
               AND r.superseded_at IS NULL
             ORDER BY g.number, r.language DESC",
            values![],
        )
        .await?;
    let read = |row: &Row| {
        let typed = TypedHeader::from_stored(&row.get::<String>("header")?);
        let (header, _) = Header::read(GuideKind::Method, &typed);
        let needs = header.needs.iter().filter_map(|term| need_of(term.code));
        Ok(MethodGuide { guide: read_guide(row)?, needs: needs.fold(NeedSet::default(), NeedSet::with) })
    };
    rows.iter().map(read).collect()
}

/// The team that readers may write to.
async fn contact(db: &mut Connection) -> Result<[String; 2], StoreError> {
    let sql = "SELECT x.language, x.contact FROM study_texts x JOIN studies y ON y.id = x.study_id
               WHERE NOT y.is_synthetic ORDER BY y.created_at, y.slug";
    let mut contact = [String::new(), String::new()];
    for row in db.fetch_all(sql, Vec::new()).await? {
        contact[usize::from(row.get::<String>("language")? == "en")] = row.get("contact")?;
    }
    Ok(contact)
}

/// What was seen once, beside what the rules look at.
struct Seen {
    observation: Observation<u8>,
    text: [String; 2],
    source_date: String,
}

/// What pages show of each tool's facts, and when the first of them expires.
async fn facts(
    db: &mut Connection,
    now: Timestamp,
) -> Result<(HashMap<Uuid, Facts>, Option<Timestamp>), StoreError> {
    let rows = db
        .fetch_all(
            "SELECT o.tool_id, o.number, o.key, o.value, o.french, o.english, o.source, o.source_date,
                    o.is_official, o.seen_at, o.level, o.status, o.review_due_at
             FROM observations o JOIN tools t ON t.id = o.tool_id
             WHERE t.status = 'published' AND o.key IN ('use.net', 'use.skill', 'install.skill', 'use.charge',
               'use.run', 'cost.start', 'cost.month', 'offline', 'sens.max')
             ORDER BY o.number",
            values![],
        )
        .await?;
    let mut seen: BTreeMap<(Uuid, usize), Vec<Seen>> = BTreeMap::new();
    let mut ends_at: Option<Timestamp> = None;
    for row in &rows {
        let key: String = row.get("key")?;
        let Some(at) = ADVISED_KEYS.iter().position(|known| *known == key) else { continue };
        let one = read_seen(row, at)?;
        let due = one.observation.review_due;
        if due > now && ends_at.is_none_or(|end| due < end) {
            ends_at = Some(due);
        }
        seen.entry((row.get("tool_id")?, at)).or_default().push(one);
    }
    let mut facts: HashMap<Uuid, Facts> = HashMap::new();
    for ((tool, at), seen) in &seen {
        facts.entry(*tool).or_default()[*at] = shown(seen, now);
    }
    Ok((facts, ends_at))
}

fn shown(seen: &[Seen], now: Timestamp) -> Option<ShownFact> {
    let observations: Vec<Observation<u8>> = seen.iter().map(|seen| seen.observation.clone()).collect();
    let shown = fact::shown(&observations, false, now);
    let best = shown.observation?;
    let whole = seen.iter().find(|seen| seen.observation.number == best.number)?;
    Some(ShownFact {
        value: best.value,
        text: whole.text.clone(),
        source: best.source.reference.clone(),
        source_date: whole.source_date.clone(),
        seen_at: best.seen_at,
        level: best.level,
        status: shown.status,
    })
}

fn read_seen(row: &Row, at: usize) -> Result<Seen, StoreError> {
    let level: i64 = row.get("level")?;
    let level = u8::try_from(level).ok().and_then(EvidenceLevel::parse);
    let value: Option<String> = row.get("value")?;
    let seen_at: Timestamp = row.get("seen_at")?;
    // Who looked may have found it out of date already.
    let was_expired = row.get::<String>("status")? == "expired";
    let due: Timestamp = row.get("review_due_at")?;
    Ok(Seen {
        observation: Observation {
            number: row.get("number")?,
            value: value.and_then(|value| read_place(&value, at)),
            source: Source { reference: row.get("source")?, is_official: row.get("is_official")? },
            seen_at,
            level: level.ok_or_else(|| StoreError::Corrupt("an evidence level".to_owned()))?,
            who: String::new(),
            review_due: if was_expired { due.min(seen_at) } else { due },
        },
        text: [row.get("french")?, row.get("english")?],
        source_date: row.get("source_date")?,
    })
}

/// A place on the scale of a fact, from its JSON; what is on no scale of ours is unknown.
fn read_place(json: &str, at: usize) -> Option<u8> {
    let top = match at {
        7 => socle_domain::advisor::TOP_OFFLINE,
        8 => socle_domain::advisor::TOP_SENSITIVITY,
        _ => Condition::ALL.get(at)?.top(),
    };
    let place = match json.trim().trim_matches('"') {
        "none" if at == 7 => 0,
        "read" if at == 7 => 1,
        "full" if at == 7 => 2,
        number => number.parse().ok()?,
    };
    (place <= top).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_facts_are_places_or_nothing() {
        assert_eq!(read_place("3", 0), Some(3));
        assert_eq!(read_place("\"full\"", 7), Some(2));
        for (json, at) in
            [("5", 0), ("\"full\"", 0), ("null", 0), ("-1", 1), ("true", 1), ("3", 7), ("\"\"", 7)]
        {
            assert_eq!(read_place(json, at), None, "{json} {at}");
        }
    }
}
