//! A few returns, and the guides that stand on them: what pages of readers are looked at and tested with. All of it is
//! invented.

use socle_domain::{
    chance::Chance,
    guide::{Body, GuideKind, Target},
    id::{
        ConsentId, ExcerptId, ExperienceId, GuideId, GuideRevisionId, OrganizationId, QuestionnaireId,
        ReferenceId, StudyId, SubmissionId, SurveyId,
    },
    time::{DAY, Timestamp},
};
use socle_store::{JobKind, Store, StoreError, Tx, Value};
use std::{collections::HashMap, sync::Arc};

#[path = "words.rs"]
pub(crate) mod words;

use words::GUIDES;
pub(crate) use words::{RETURNS, Told};

macro_rules! bind {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

/// Where the shelf stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The study.
    pub(crate) study: StudyId,
    /// Its survey.
    pub(crate) survey: SurveyId,
    /// The questionnaire that the returns answered.
    pub(crate) questionnaire: QuestionnaireId,
    /// When the guides are published.
    pub(crate) now: Timestamp,
}

/// What was put there.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    /// The returns, in the order of [`RETURNS`].
    pub(crate) returns: Vec<SubmissionId>,
    /// The number of the experience that each tells.
    pub(crate) numbers: Vec<i64>,
    /// The numbers of the guides, in the order of [`GUIDES`].
    pub(crate) guides: Vec<i64>,
    /// Their revisions.
    pub(crate) revisions: Vec<GuideRevisionId>,
}

/// Puts everything there, published.
pub(crate) async fn fill(store: &Store, chance: Arc<dyn Chance>, place: Place) -> Result<Shelf, StoreError> {
    store.write((chance, place), |tx, (chance, place)| Box::pin(put(tx, &**chance, *place))).await
}

async fn put(tx: &mut Tx, chance: &dyn Chance, place: Place) -> Result<Shelf, StoreError> {
    let mut shelf = Shelf::default();
    let mut excerpts = HashMap::new();
    for told in &RETURNS {
        let (submission, number, excerpt) = put_return(tx, chance, place, told).await?;
        shelf.returns.push(submission);
        shelf.numbers.push(number);
        excerpts.insert(number, (excerpt, told.passage));
    }
    let references = put_references(tx, chance, place).await?;
    let mut guides: Vec<(GuideId, i64)> = Vec::new();
    for (index, (kind, language, translates, slug, header, body)) in GUIDES.into_iter().enumerate() {
        let (guide, number) = match translates.checked_sub(1) {
            Some(first) => guides[first],
            None => put_guide(tx, chance, place, kind).await?,
        };
        guides.push((guide, number));
        let body = (1..).zip(&shelf.numbers).fold(body.to_owned(), |body: String, (place, number)| {
            body.replace(&format!("{{{place}}}"), &number.to_string())
        });
        let body = Body::from_stored(kind, &body);
        let at = place.now.plus(i64::try_from(index).unwrap_or(0) * 60_000_000);
        let revision = GuideRevisionId::new(at, chance);
        put_revision(tx, (guide, revision), (language, slug, header, &body), at).await?;
        put_citations(tx, chance, revision, &body, (&excerpts, &references)).await?;
        tx.enqueue(JobKind::PrintGuide, revision.uuid(), at).await?;
        shelf.guides.push(number);
        shelf.revisions.push(revision);
    }
    tx.touch_content().await?;
    Ok(shelf)
}

async fn next(tx: &mut Tx, counter: &'static str) -> Result<i64, StoreError> {
    let sql = "UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value";
    tx.fetch_one(sql, bind![counter]).await?.get("value")
}

async fn put_return(
    tx: &mut Tx,
    chance: &dyn Chance,
    place: Place,
    told: &Told,
) -> Result<(SubmissionId, i64, ExcerptId), StoreError> {
    let told_at = place.now.plus(-40 * DAY);
    let (submission, experience) = (SubmissionId::new(told_at, chance), ExperienceId::new(told_at, chance));
    let (number, own) = (next(tx, "submission").await?, next(tx, "experience").await?);
    let body = format!("<data><e_story>{}</e_story></data>", told.passage);
    tx.execute(
        "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
                                  language, started_at, received_at, is_late, review_status, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'web', 'fr', $8, $8, $9, 'accepted', 1)",
        bind![
            submission.uuid(),
            number,
            place.survey.uuid(),
            place.questionnaire.uuid(),
            format!("uuid:{submission}"),
            body.into_bytes(),
            [7_u8; 32],
            told_at,
            false
        ],
    )
    .await?;
    let organization = put_organization(tx, chance, told_at, told).await?;
    tx.execute(
        "INSERT INTO experiences (id, number, submission_id, organization_id, place, review_status, current_revision,
                                  version, kind, title, theme, country, state, language)
         VALUES ($1, $2, $3, $4, 1, 'accepted', 1, 1, $5, 'Formulaire mobile', $6, $7, $8, 'fr')",
        bind![
            experience.uuid(),
            own,
            submission.uuid(),
            organization.map(OrganizationId::uuid),
            told.stance,
            told.theme,
            told.country,
            told.state
        ],
    )
    .await?;
    let text = [told.before, told.passage, told.after].join("\n\n");
    let text = text.trim();
    tx.execute(
        "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)",
        bind![experience.uuid(), text, told_at],
    )
    .await?;
    tx.execute(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         VALUES ($1, $2, $3, 'publication', $4, 'web', $5)",
        bind![
            ConsentId::new(told_at, chance).uuid(),
            submission.uuid(),
            experience.uuid(),
            told.level,
            told_at
        ],
    )
    .await?;
    put_answers(tx, submission, told).await?;
    let excerpt = ExcerptId::new(told_at, chance);
    let starts = told.before.chars().count() + 2;
    let ends = starts + told.passage.chars().count();
    tx.execute(
        "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged, created_at)
         VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7)",
        bind![
            excerpt.uuid(),
            experience.uuid(),
            i64::try_from(starts).unwrap_or(0),
            i64::try_from(ends).unwrap_or(0),
            [9_u8; 32],
            false,
            told_at
        ],
    )
    .await?;
    Ok((submission, own, excerpt))
}

async fn put_organization(
    tx: &mut Tx,
    chance: &dyn Chance,
    at: Timestamp,
    told: &Told,
) -> Result<Option<OrganizationId>, StoreError> {
    if told.name.is_empty() {
        return Ok(None);
    }
    let id = OrganizationId::new(at, chance);
    tx.execute(
        "INSERT INTO organizations (id, name, kind, country, created_at, version) VALUES ($1, $2, $3, $4, $5, 1)",
        bind![id.uuid(), told.name, told.kind, told.country, at],
    )
    .await?;
    Ok(Some(id))
}

async fn put_answers(tx: &mut Tx, submission: SubmissionId, told: &Told) -> Result<(), StoreError> {
    let answers = [
        (0, "s0_type", told.kind),
        (1, "e_basis", told.basis),
        (1, "e_state", told.state),
        (1, "e_need", "collecter"),
        (1, "e_need", "situer"),
        (1, "e_net", "0"),
        (1, "e_reach", "2"),
        (1, "e_cost0", "1"),
        (1, "e_diff", "depart"),
    ];
    for (place, question, choice) in answers.into_iter().filter(|(_, _, choice)| !choice.is_empty()) {
        tx.execute(
            "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, $2, $3, $4)",
            bind![submission.uuid(), place, question, choice],
        )
        .await?;
    }
    Ok(())
}

async fn put_references(
    tx: &mut Tx,
    chance: &dyn Chance,
    place: Place,
) -> Result<HashMap<i64, ReferenceId>, StoreError> {
    let documents = [
        (
            "Protéger les données des personnes",
            "Réseau des associations",
            "2016",
            "https://exemple.org/donnees",
        ),
        (
            "Écrire un formulaire en tableur",
            "Communauté du formulaire",
            "mars 2017",
            "https://exemple.org/formulaire",
        ),
    ];
    let mut references = HashMap::new();
    for (number, (title, author, dated, address)) in (1_i64..).zip(documents) {
        let id = ReferenceId::new(place.now, chance);
        tx.execute(
            "INSERT INTO desk_references (id, number, study_id, title, author, dated, address, read_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            bind![
                id.uuid(),
                number,
                place.study.uuid(),
                title,
                author,
                dated,
                address,
                place.now.plus(-10 * DAY)
            ],
        )
        .await?;
        references.insert(number, id);
    }
    Ok(references)
}

async fn put_guide(
    tx: &mut Tx,
    chance: &dyn Chance,
    place: Place,
    kind: GuideKind,
) -> Result<(GuideId, i64), StoreError> {
    let (id, number) = (GuideId::new(place.now, chance), next(tx, "guide").await?);
    tx.execute(
        "INSERT INTO guides (id, number, study_id, kind, status, version) VALUES ($1, $2, $3, $4, 'published', 1)",
        bind![id.uuid(), number, place.study.uuid(), kind.word()],
    )
    .await?;
    Ok((id, number))
}

async fn put_revision(
    tx: &mut Tx,
    (guide, revision): (GuideId, GuideRevisionId),
    (language, slug, header, body): (&str, &str, &str, &Body),
    at: Timestamp,
) -> Result<(), StoreError> {
    let title = header.lines().next().and_then(|line| line.strip_prefix("title: ")).unwrap_or_default();
    tx.execute(
        "INSERT INTO guide_revisions (id, guide_id, revision, language, title, body, created_at, published_at, slug,
                                      header) VALUES ($1, $2, 1, $3, $4, $5, $6, $6, $7, $8)",
        bind![revision.uuid(), guide.uuid(), language, title, body.to_stored(), at, slug, header],
    )
    .await?;
    tx.execute(
        "INSERT INTO guide_slugs (language, slug, guide_id, made_at) VALUES ($1, $2, $3, $4)",
        bind![language, slug, guide.uuid(), at],
    )
    .await?;
    Ok(())
}

/// Passages with their words by the number of their experience, and references by theirs.
type Evidence<'e> = (&'e HashMap<i64, (ExcerptId, &'static str)>, &'e HashMap<i64, ReferenceId>);

async fn put_citations(
    tx: &mut Tx,
    chance: &dyn Chance,
    revision: GuideRevisionId,
    body: &Body,
    (excerpts, references): Evidence<'_>,
) -> Result<(), StoreError> {
    for (place, claim) in (1_i64..).zip(body.claims()) {
        let (excerpt, reference) = match claim.citation.target {
            Target::Passage { experience, .. } => (excerpts.get(&experience), None),
            Target::Reference(number) => (None, references.get(&number)),
            Target::Watch(_) => (None, None),
        };
        let id = socle_domain::id::CitationId::new(Timestamp::from_micros(place), chance);
        tx.execute(
            "INSERT INTO citations (id, guide_revision_id, place, excerpt_id, reference_id, quotation, stance, claim)
             VALUES ($1, $2, $3, $4, $5, $6, $7, '')",
            bind![
                id.uuid(),
                revision.uuid(),
                place,
                excerpt.map(|(id, _)| id.uuid()),
                reference.map(|id| id.uuid()),
                excerpt.map(|(_, words)| *words),
                claim.citation.stance.word()
            ],
        )
        .await?;
    }
    Ok(())
}
