//! Proposing a guide: its working copy is frozen as a revision, with its citations and the words they quote, to be
//! read over. Contributors whose approval is needed are asked at the same moment.

use super::{GuideDraft, draft, evidence, holds, read_kind, record};
use crate::{
    Store, approval,
    driver::{Connection, values},
    error::StoreError,
    write::Tx,
};
use socle_domain::{
    chance::Chance,
    guide::{Claim, Evidence, Finding, Refusal, Target, check, pasted},
    id::{AccountId, ApprovalId, CitationId, GuideId, GuideRevisionId, LetterId, StudyId},
    time::Timestamp,
};
use uuid::Uuid;

/// A guide that was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    /// The revision.
    pub id: GuideRevisionId,
    /// Its number.
    pub revision: i64,
}

/// Why a guide was not proposed or not published.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// It is not there, or the account does not write guides in its study.
    #[error("not there")]
    Missing,
    /// Something says no, each with its place.
    #[error("refused for {} reasons", .0.len())]
    Refused(Vec<Refusal>),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a proposal is made of; ids are drawn before, so that it may be run again.
struct Proposal {
    account: AccountId,
    guide: GuideId,
    language: String,
    version: i64,
    revision: GuideRevisionId,
    citations: Vec<CitationId>,
    approvals: Vec<(ApprovalId, Option<LetterId>)>,
    now: Timestamp,
}

impl Store {
    /// Everything that is wrong with a guide, each with its place; nothing when the account does not read its study.
    /// `typed` is what stands in the fields now.
    pub async fn check_guide(
        &self,
        account: AccountId,
        guide: GuideId,
        typed: &GuideDraft,
    ) -> Result<Option<Vec<Finding>>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let Some(study) = study_of(&mut snapshot, account, guide).await? else { return Ok(None) };
        Ok(Some(findings(&mut snapshot, study, typed).await?))
    }

    /// The words of returns that stand in a text outside a citation, each with its place: what is refused before a
    /// working copy is kept.
    pub async fn pasted_words(
        &self,
        account: AccountId,
        guide: GuideId,
        typed: &GuideDraft,
    ) -> Result<Option<Vec<Finding>>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let Some(study) = study_of(&mut snapshot, account, guide).await? else { return Ok(None) };
        let told = evidence::told(&mut snapshot, study).await?;
        let told = told.iter().map(|(number, text)| (*number, text.as_str()));
        let (_, allowed) = evidence::names(&mut snapshot, study).await?;
        Ok(Some(pasted(&typed.header, &typed.body, &allowed, told)))
    }

    /// Freezes a working copy at the version that was read, to be read over. Refused with every place that says no.
    /// Contributors are written to where letters leave (`has_mail`).
    pub async fn propose_guide(
        &self,
        account: AccountId,
        guide: GuideId,
        (language, version): (&str, i64),
        has_mail: bool,
        chance: &dyn Chance,
        now: Timestamp,
    ) -> Result<Proposed, NotPublished> {
        let mut snapshot = self.snapshot().await?;
        let study = study_of(&mut snapshot, account, guide).await?.ok_or(NotPublished::Missing)?;
        let kind = kind_of(&mut snapshot, guide).await?;
        let typed = draft(&mut snapshot, guide, kind, language).await?;
        if typed.version != version {
            return Err(StoreError::Stale.into());
        }
        refuse(findings(&mut snapshot, study, &typed).await?)?;
        drop(snapshot);
        let claims = typed.body.claims().len();
        let proposal = Proposal {
            account,
            guide,
            language: language.to_owned(),
            version,
            revision: GuideRevisionId::new(now, chance),
            citations: (0..claims).map(|_| CitationId::new(now, chance)).collect(),
            approvals: (0..claims)
                .map(|_| (ApprovalId::new(now, chance), has_mail.then(|| LetterId::new(now, chance))))
                .collect(),
            now,
        };
        self.write(proposal, |tx, proposal| Box::pin(propose(tx, proposal))).await
    }
}

fn refuse(findings: Vec<Finding>) -> Result<(), NotPublished> {
    if findings.is_empty() {
        return Ok(());
    }
    Err(NotPublished::Refused(findings.into_iter().map(Refusal::Text).collect()))
}

/// The study of a guide, if the account reads it.
pub(super) async fn study_of(
    db: &mut Connection,
    account: AccountId,
    guide: GuideId,
) -> Result<Option<StudyId>, StoreError> {
    let sql = concat!("SELECT g.study_id FROM guides g WHERE g.id = $2 AND ", holds!(reads));
    let row = db.fetch_optional(sql, values![account.uuid(), guide.uuid()]).await?;
    row.map(|row| Ok(StudyId::from_uuid(row.get("study_id")?))).transpose()
}

pub(super) async fn kind_of(
    db: &mut Connection,
    guide: GuideId,
) -> Result<socle_domain::guide::GuideKind, StoreError> {
    read_kind(&db.fetch_one("SELECT kind FROM guides WHERE id = $1", values![guide.uuid()]).await?)
}

/// What a text cites, as it is now.
pub(super) async fn evidence_of(
    db: &mut Connection,
    study: StudyId,
    claims: &[Claim],
) -> Result<Evidence, StoreError> {
    let citations: Vec<_> = claims.iter().map(|claim| claim.citation).collect();
    evidence::evidence(db, study, &citations).await
}

pub(super) async fn findings(
    db: &mut Connection,
    study: StudyId,
    typed: &GuideDraft,
) -> Result<Vec<Finding>, StoreError> {
    let evidence = evidence_of(db, study, &typed.body.claims()).await?;
    let told = evidence::told(db, study).await?;
    let told = told.iter().map(|(number, text)| (*number, text.as_str()));
    Ok(check(&typed.header, &typed.body, &evidence, told))
}

async fn propose(tx: &mut Tx, new: &Proposal) -> Result<Proposed, NotPublished> {
    let sql = concat!("SELECT g.study_id FROM guides g WHERE g.id = $2 AND ", holds!(writes));
    let row = tx.fetch_optional(sql, values![new.account.uuid(), new.guide.uuid()]).await?;
    let study = StudyId::from_uuid(row.ok_or(NotPublished::Missing)?.get("study_id")?);
    let kind = kind_of(tx, new.guide).await?;
    let typed = draft(tx, new.guide, kind, &new.language).await?;
    if typed.version != new.version {
        return Err(StoreError::Stale.into());
    }
    let claims = typed.body.claims();
    let evidence = evidence_of(tx, study, &claims).await?;
    // The words of returns were looked for before: nobody has changed this text since.
    refuse(check(&typed.header, &typed.body, &evidence, []))?;
    let revision = insert_revision(tx, new, &typed).await?;
    for (place, (claim, id)) in (1_i64..).zip(claims.iter().zip(&new.citations)) {
        insert_citation(tx, new, (place, *id), claim, (study, &evidence)).await?;
    }
    approval::ask(tx, study, (new.guide, &new.language, new.revision), &new.approvals, new.now).await?;
    record(tx, Some(new.account), "proposed", new.guide, new.now).await?;
    Ok(Proposed { id: new.revision, revision })
}

async fn insert_revision(tx: &mut Tx, new: &Proposal, typed: &GuideDraft) -> Result<i64, StoreError> {
    // What was proposed before and not published is not read over any more.
    tx.execute(
        "UPDATE guide_revisions SET superseded_at = $3
         WHERE guide_id = $1 AND language = $2 AND published_at IS NULL AND superseded_at IS NULL",
        values![new.guide.uuid(), new.language.as_str(), new.now],
    )
    .await?;
    let row = tx
        .fetch_one(
            "INSERT INTO guide_revisions (id, guide_id, revision, language, title, header, body, account_id, created_at)
             SELECT $1, $2, COALESCE(MAX(r.revision), 0) + 1, $3, $4, $5, $6, $7, $8 FROM guide_revisions r
             WHERE r.guide_id = $2 AND r.language = $3
             RETURNING revision",
            values![
                new.revision.uuid(),
                new.guide.uuid(),
                new.language.as_str(),
                typed.header.get(socle_domain::guide::HeaderField::Title),
                typed.header.to_stored(),
                typed.body.to_stored(),
                new.account.uuid(),
                new.now
            ],
        )
        .await?;
    row.get("revision")
}

async fn insert_citation(
    tx: &mut Tx,
    new: &Proposal,
    (place, id): (i64, CitationId),
    claim: &Claim,
    (study, evidence): (StudyId, &Evidence),
) -> Result<(), StoreError> {
    let passage = evidence.passage(claim.citation);
    let reference = match claim.citation.target {
        Target::Reference(number) => reference_id(tx, study, number).await?,
        Target::Passage { .. } | Target::Watch(_) => None,
    };
    tx.execute(
        "INSERT INTO citations (id, guide_revision_id, place, excerpt_id, reference_id, quotation, stance, claim)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            id.uuid(),
            new.revision.uuid(),
            place,
            passage.map(|passage| passage.excerpt.uuid()),
            reference,
            passage.map(|passage| passage.words.clone()),
            claim.citation.stance.word(),
            claim.text.as_str()
        ],
    )
    .await?;
    Ok(())
}

async fn reference_id(tx: &mut Tx, study: StudyId, number: i64) -> Result<Option<Uuid>, StoreError> {
    let sql = "SELECT id FROM desk_references WHERE study_id = $1 AND number = $2";
    tx.fetch_optional(sql, values![study.uuid(), number]).await?.map(|row| row.get("id")).transpose()
}
