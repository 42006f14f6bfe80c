//! Guides as readers find them: by address, by number, in lists.

use super::Found;
use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    guide::{guide_at, is_guide_gone, published_guide},
    store::content_version,
};
use socle_domain::{
    guide::{Basis, GuideKind, GuideView, Header, TypedHeader},
    time::Timestamp,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A published guide, with what its page says beside the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicGuide {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// The guide, in the language asked for or, where there is none, in another.
    pub view: GuideView,
    /// The languages it is published in, each with its address there; French first.
    pub addresses: Vec<(String, String)>,
    /// Its sheets of paper, once they are printed.
    pub print: Option<PrintFacts>,
}

/// What is known of the sheets of a guide without reading them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintFacts {
    /// SHA-256 of the PDF.
    pub digest: [u8; 32],
    /// Pages.
    pub pages: i64,
    /// Bytes.
    pub length: i64,
}

/// A guide in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideCard {
    /// Its number.
    pub number: i64,
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// The language of its text.
    pub language: String,
    /// Its address in that language.
    pub slug: String,
    /// What it is about.
    pub header: Header,
    /// When it was published for the first time.
    pub first_published_at: Timestamp,
    /// When the revision that is read now was published.
    pub published_at: Timestamp,
    /// The returns that carry a sentence of it: verified, declared, thin.
    pub supports: [u32; 3],
}

/// All published guides, in a language where there are, in another where there are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// The guides, the newest first.
    pub guides: Vec<GuideCard>,
}

impl Store {
    /// The guide at an address. An old address, and that of another language, lead to the same guide: its
    /// `addresses` say where it is now.
    pub async fn public_guide(&self, language: &str, slug: &str) -> Result<Found<PublicGuide>, StoreError> {
        let mut db = self.snapshot().await?;
        let mut found = guide_at(&mut db, language, slug).await?;
        if found.is_none() {
            let other = if language == "en" { "fr" } else { "en" };
            found = guide_at(&mut db, other, slug).await?;
        }
        match found {
            Some((number, _)) => read(&mut db, number, language).await,
            None => Ok(Found::Nothing),
        }
    }

    /// The guide with a number.
    pub async fn public_guide_numbered(
        &self,
        language: &str,
        number: i64,
    ) -> Result<Found<PublicGuide>, StoreError> {
        read(&mut self.snapshot().await?, number, language).await
    }

    /// Every published guide, once.
    pub async fn shelf(&self, language: &str) -> Result<Shelf, StoreError> {
        let mut db = self.snapshot().await?;
        let content_version = content_version(&mut db).await?;
        let rows = db
            .fetch_all(
                "SELECT r.id, g.number, g.kind, r.language, r.slug, r.header, r.published_at,
                        (SELECT MIN(f.published_at) FROM guide_revisions f WHERE f.guide_id = g.id) AS first_at
                 FROM guides g JOIN guide_revisions r ON r.guide_id = g.id
                 WHERE g.status IN ('published', 'amended') AND r.published_at IS NOT NULL
                   AND r.superseded_at IS NULL
                 ORDER BY first_at DESC, g.number DESC, CASE WHEN r.language = $1 THEN 0 ELSE 1 END, r.language DESC",
                values![language],
            )
            .await?;
        let supports = supports(&mut db).await?;
        let mut guides: Vec<GuideCard> = Vec::new();
        for row in &rows {
            let card = read_card(row, &supports)?;
            if guides.last().is_none_or(|last| last.number != card.number) {
                guides.push(card);
            }
        }
        Ok(Shelf { content_version, guides })
    }
}

async fn read(db: &mut Connection, number: i64, language: &str) -> Result<Found<PublicGuide>, StoreError> {
    let content_version = content_version(db).await?;
    let addresses = addresses(db, number).await?;
    let spoken = addresses.iter().find(|(spoken, _)| spoken == language).or(addresses.first());
    let Some((spoken, _)) = spoken else {
        return Ok(if is_guide_gone(db, number).await? { Found::Withdrawn } else { Found::Nothing });
    };
    let view = published_guide(db, number, spoken).await?;
    let view =
        view.ok_or_else(|| StoreError::Corrupt(format!("guide {number} has an address and no text")))?;
    let print = print_facts(db, number, spoken).await?;
    Ok(Found::Here(PublicGuide { content_version, view, addresses, print }))
}

async fn addresses(db: &mut Connection, number: i64) -> Result<Vec<(String, String)>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT r.language, r.slug FROM guides g JOIN guide_revisions r ON r.guide_id = g.id
             WHERE g.number = $1 AND g.status IN ('published', 'amended') AND r.published_at IS NOT NULL
               AND r.superseded_at IS NULL
             ORDER BY r.language DESC",
            values![number],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("language")?, row.get("slug")?))).collect()
}

async fn print_facts(
    db: &mut Connection,
    number: i64,
    language: &str,
) -> Result<Option<PrintFacts>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT p.digest, p.pages, LENGTH(p.pdf) AS length FROM guide_prints p
               JOIN guide_revisions r ON r.id = p.guide_revision_id JOIN guides g ON g.id = r.guide_id
             WHERE g.number = $1 AND r.language = $2 AND r.published_at IS NOT NULL AND r.superseded_at IS NULL",
            values![number, language],
        )
        .await?;
    let read = |row: Row| {
        Ok::<_, StoreError>(PrintFacts {
            digest: read_digest(&row)?,
            pages: row.get("pages")?,
            length: row.get("length")?,
        })
    };
    row.map(read).transpose()
}

pub(super) fn read_digest(row: &Row) -> Result<[u8; 32], StoreError> {
    let digest: Vec<u8> = row.get("digest")?;
    digest.try_into().map_err(|_| StoreError::Corrupt("a digest is not 32 bytes".to_owned()))
}

/// What carries each published revision, by what its author founds it on. Told by makers, set aside or not to be quoted
/// any more, a return carries nothing.
async fn supports(db: &mut Connection) -> Result<HashMap<Uuid, [u32; 3]>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT DISTINCT r.id, e.number, (SELECT MIN(a.choice) FROM answers a WHERE a.submission_id = s.id
                      AND a.place = e.place AND a.question = 'e_basis') AS basis
             FROM guide_revisions r JOIN citations c ON c.guide_revision_id = r.id
               JOIN excerpts x ON x.id = c.excerpt_id JOIN experiences e ON e.id = x.experience_id
               JOIN submissions s ON s.id = e.submission_id
             WHERE r.published_at IS NOT NULL AND r.superseded_at IS NULL AND c.stance = 'supports'
               AND e.kind <> 'initiative' AND e.review_status <> 'set_aside' AND s.review_status <> 'set_aside'
               AND (SELECT k.level FROM consents k WHERE k.experience_id = e.id AND k.subject = 'publication'
                    ORDER BY k.given_at DESC, k.id DESC LIMIT 1) IN ('named', 'anonymous')",
            values![],
        )
        .await?;
    let mut supports: HashMap<Uuid, [u32; 3]> = HashMap::new();
    for row in &rows {
        let basis: Option<String> = row.get("basis")?;
        let place = match basis.as_deref().map_or(Basis::Thin, Basis::of_choice) {
            Basis::Verified => 0,
            Basis::Declared => 1,
            Basis::Thin => 2,
        };
        supports.entry(row.get("id")?).or_default()[place] += 1;
    }
    Ok(supports)
}

fn read_card(row: &Row, supports: &HashMap<Uuid, [u32; 3]>) -> Result<GuideCard, StoreError> {
    let word: String = row.get("kind")?;
    let kind = GuideKind::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("guide kind {word}")))?;
    let (header, _) = Header::read(kind, &TypedHeader::from_stored(&row.get::<String>("header")?));
    Ok(GuideCard {
        number: row.get("number")?,
        kind,
        language: row.get("language")?,
        slug: row.get("slug")?,
        header,
        first_published_at: row.get("first_at")?,
        published_at: row.get("published_at")?,
        supports: supports.get(&row.get::<Uuid>("id")?).copied().unwrap_or_default(),
    })
}
