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

/// A return with one experience.
#[derive(Debug)]
pub(crate) struct Told {
    /// A word of the list of organizations.
    pub(crate) kind: &'static str,
    /// The organization's name; nothing when it gave none.
    pub(crate) name: &'static str,
    /// A country's code.
    pub(crate) country: &'static str,
    /// A word of the list of themes.
    pub(crate) theme: &'static str,
    /// `named`, `anonymous`, `figures`.
    pub(crate) level: &'static str,
    /// `use` or `initiative`.
    pub(crate) told_as: &'static str,
    /// The answer to « Sur quoi vous fondez-vous ? ».
    pub(crate) basis: &'static str,
    /// Where the tool stands.
    pub(crate) state: &'static str,
    /// What was written before the passage.
    pub(crate) before: &'static str,
    /// The passage that guides quote.
    pub(crate) passage: &'static str,
    /// What was written after it.
    pub(crate) after: &'static str,
}

const fn told(who: [&'static str; 4], how: [&'static str; 4], words: [&'static str; 3]) -> Told {
    Told {
        kind: who[0],
        name: who[1],
        country: who[2],
        theme: who[3],
        level: how[0],
        told_as: how[1],
        basis: how[2],
        state: how[3],
        before: words[0],
        passage: words[1],
        after: words[2],
    }
}

/// The name of the organization that is named nowhere.
pub(crate) const SECRET_NAME: &str = "Comité des puits de Tiébélé";

/// The returns.
pub(crate) const RETURNS: [Told; 10] = [
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "counts", "in_use"],
        [
            "Nous suivions quarante points d'eau dans un cahier. Le cahier restait au village et personne ne le lisait en ville.",
            "Depuis les formulaires, les relevés arrivent complets : une question obligatoire ne s'oublie pas.",
            "Que referiez-vous ?\nNous aurions formé deux personnes dès le premier jour.",
        ],
    ),
    told(
        ["osc", SECRET_NAME, "bf", "eah"],
        ["anonymous", "use", "counts", "in_use"],
        [
            "Trois enquêteurs, deux téléphones.",
            "Les photos bloquaient l'envoi pendant des heures, alors nous avons réglé leur taille avant de partir.",
            "Le comité a gardé les téléphones dans une armoire fermée.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "impression", "stopped"],
        [
            "Une personne savait modifier le formulaire.",
            "Quand elle est partie, tout s'est arrêté en trois semaines et nous avons repris le cahier.",
            "Nous n'avons jamais retrouvé le mot de passe.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "survey", "extended"],
        [
            "Nous faisions le dépouillement à la main.",
            "Le dépouillement d'une tournée est passé de deux jours à une heure.",
            "Le bailleur a demandé la même chose aux autres communes.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "impression", "in_use"],
        [
            "Au début nous avions soixante questions.",
            "Avec soixante questions, les enquêteurs répondaient n'importe quoi à partir de la vingtième.",
            "Nous en avons gardé douze.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "", "in_use"],
        [
            "Nos vingt relevés par an tenaient dans un cahier.",
            "Nous n'avons rien gagné : vingt relevés tiennent dans un cahier.",
            "",
        ],
    ),
    told(
        ["asi", "Puits du Mono", "tg", "eah"],
        ["named", "use", "evaluation", "extended"],
        [
            "Nous appuyons onze comités de village depuis 2012.",
            "Celui qui reçoit répond « reçu, 14 relevés » : c'est ce message qui entretient l'habitude.",
            "Une évaluation externe l'a mesuré en 2016.",
        ],
    ),
    told(
        ["univ", "", "sn", "edu"],
        ["anonymous", "use", "counts", "ended"],
        [
            "Nous avons comparé deux façons de faire dans six écoles.",
            "La position relevée par le téléphone était juste à dix mètres près.",
            "",
        ],
    ),
    told(
        ["conf", "", "tg", "sante"],
        ["figures", "use", "counts", "in_use"],
        [
            "Ceci ne doit paraître nulle part.",
            "Ces mots ne doivent paraître nulle part, pas même sans nom.",
            "",
        ],
    ),
    told(
        ["start", "Relevés d'Abidjan", "ci", "eah"],
        ["named", "initiative", "", ""],
        [
            "Nous avons écrit une application de relevés.",
            "Notre application envoie les relevés par SMS quand il n'y a pas d'internet.",
            "",
        ],
    ),
];

/// A guide: its kind, its language, the number of the guide it translates (0 for a new one), its address, its header
/// and its blocks. `{1}` is the number of the first return's experience.
pub(crate) const GUIDES: [(GuideKind, &str, usize, &str, &str, &str); 4] = [
    (GuideKind::Tool, "fr", 0, "relever-des-points-d-eau-sans-reseau", TOOL_HEADER, TOOL_BODY),
    (GuideKind::Method, "fr", 0, "choisir-a-plusieurs", METHOD_HEADER, METHOD_BODY),
    (GuideKind::Experience, "fr", 0, "du-cahier-au-formulaire-et-retour", STORY_HEADER, STORY_BODY),
    (GuideKind::Method, "en", 2, "choosing-together", METHOD_HEADER_EN, METHOD_BODY_EN),
];

const TOOL_HEADER: &str = "title: Relever des points d'eau sans réseau avec un formulaire mobile
promise: Remplacer le cahier par un téléphone, et retrouver au bureau des relevés complets, datés, situés.
summary: Un formulaire rempli hors ligne sur un téléphone, envoyé une fois par semaine.
themes: eah
needs: collecter situer
families: met.collecte
who: terrain partenaire
phases: oeuvre suivi
countries: bf tg
authors: L'équipe de l'étude
contributors: Puits du Mono; six structures qui ont choisi de ne pas être nommées
";

const TOOL_BODY: &str = "## brief

- **Pour qui** : 1 à 20 personnes qui se déplacent, à l'aise avec un smartphone
- **Réseau** : aucun sur place ; un lieu connecté **une fois par semaine**
- **Énergie** : recharger le téléphone chaque jour
- **Appareils** : Android, même d'occasion
- **Coût** : 0 € de logiciel ; 60 à 90 € par téléphone (mars 2017)
- **Délai** : deux jours pour préparer, une matinée pour former
- **À éviter si** : vous faites moins de 30 relevés par an, le papier suffit [@r{6}:1 contre]

## uses

Sept structures s'en servent pour des **inventaires** : points d'eau, latrines, parcelles. Trois y ajoutent un suivi mensuel des pannes [@r{4}:1].

- Les relevés arrivent complets [@r{1}:1].
- La position est juste à dix mètres près, sans rien écrire [@r{8}:1].
- Le dépouillement prend une heure au lieu de deux jours [@r{4}:1].

## before

Écrivez d'abord vos questions **sur papier**, et faites-les remplir à deux voisins. Ce qu'ils ne comprennent pas sur papier, ils ne le comprendront pas mieux sur un écran.

Il vous faut un téléphone par enquêteur, un ordinateur pour préparer le formulaire, et l'accord des comités de village pour la publication des positions [@ref1].

## setup

1. **Écrire le questionnaire** (une demi-journée). Douze questions au plus. Chaque question sert une décision : si vous ne savez pas laquelle, retirez-la [@r{5}:1].
   Piège : vouloir « tout savoir tant qu'on y est ».
2. **Le mettre en tableur** (une demi-journée). Une ligne par question, une feuille pour les choix [@ref2].
3. **Installer l'application** (dix minutes par téléphone). Au bureau, sur le réseau. Chargez le formulaire, puis coupez le réseau et remplissez-le une fois en entier.
4. **Essayer à deux** (une matinée). Allez ensemble à un point d'eau proche. Chacun remplit ; on compare ; on corrige les questions.
   Piège : sauter cette étape.
5. **Former en une matinée** (trois heures). Une démonstration, deux relevés chacun, puis les pannes : téléphone éteint, position absente, erreur à corriger.
6. **Envoyer chaque semaine**. Fixez un jour et un lieu. Celui qui reçoit répond [@r{7}:1].

## trouble

**Les photos bloquent l'envoi.** À 4 Mo pièce, vingt photos ne passent pas sur un réseau lent : réglez la taille à 1 024 pixels avant de partir [@r{2}:1].

**Une personne part, tout s'arrête.** Formez toujours deux personnes [@r{3}:1].

[@r{3}:1]

**Les données personnelles.** La position d'une maison désigne une famille. Ne relevez ni nom ni téléphone si un numéro de point d'eau suffit ; verrouillez les téléphones par un code.

## exit

| Au lieu de | Quand |
|---|---|
| Le cahier à colonnes | moins de 30 relevés par an |
| Un tableur partagé | réseau stable, saisie au bureau |
| Des SMS structurés | téléphones simples [@r{10}:1] |

Pour en sortir : exportez en CSV depuis le serveur, puis demandez la suppression du compte. Gardez le tableur du questionnaire : d'autres outils le lisent tel quel [@ref2].

## trial

Lundi, écrivez six questions. Mardi, mettez-les en tableur. Mercredi et jeudi, remplissez cinq relevés à deux. Vendredi, regardez le tableau ensemble et décidez : *continuer, changer, ou revenir au cahier*.
";

const METHOD_HEADER: &str = "title: Choisir un outil à plusieurs, en une réunion
promise: Une grille, deux heures, et une décision que chacun peut expliquer.
summary: Une réunion préparée, une grille remplie ensemble, un essai d'une semaine.
themes: trans
needs: piloter
who: siege terrain
authors: L'équipe de l'étude
starter: oui
";

const METHOD_BODY: &str = "## when

**Employez-la** quand trois personnes au moins devront vivre avec l'outil.

## result

Une page signée : le besoin en une phrase, la grille remplie, la décision [@ref1].

## before

Deux heures, une table, une grille par personne.

## steps

1. **Dire le besoin en une phrase** (20 min). Aucun nom d'outil.
   Piège : commencer par une démonstration.
2. **Poser ce qui exclut** (20 min). Trois critères au plus.
3. **Décider et dater** (30 min). On écrit la date où on la reverra.

## data

Pendant l'essai, pas de vraies données de bénéficiaires.

## check

Dans six mois, demandez à celui qui doutait d'expliquer le choix.
";

const METHOD_HEADER_EN: &str = "title: Choosing a tool together, in one meeting
promise: A grid, two hours, and a decision that everyone can explain.
summary: A prepared meeting, a grid filled in together, a trial of one week.
themes: trans
needs: piloter
who: siege terrain
authors: The study team
starter: yes
";

const METHOD_BODY_EN: &str = "## when

**Use it** when at least three people will have to live with the tool.

## result

One signed page: the need in one sentence, the grid filled in, the decision [@ref1].

## before

Two hours, a table, a grid for each person.

## steps

1. **Say the need in one sentence** (20 min). No name of a tool.
   Trap: beginning with a demonstration.
2. **Set what excludes** (20 min). Three criteria at most.
3. **Decide and date** (30 min). Write down when you will look at it again.

## data

No real data of beneficiaries during the trial.

## check

In six months, ask the one who doubted to explain the choice.
";

const STORY_HEADER: &str = "title: Passer du cahier au formulaire, puis revenir au cahier
promise: Trois semaines ont suffi pour tout perdre : une seule personne savait.
summary: Un formulaire mobile abandonné au départ de celle qui le tenait.
themes: eah
needs: collecter
who: terrain
authors: L'équipe de l'étude
";

const STORY_BODY: &str = "## project

Une association locale suit des points d'eau avec trois enquêteurs [@r{3}:1].

## need

Le cahier restait au village [@r{1}:1].

## done

Un formulaire, deux téléphones, une matinée de formation.

## means

- Coût : 90 € (2016)
- Formation : une matinée

## results

Non renseigné.

## difficulties

Une seule personne savait modifier le formulaire [@r{3}:1].

## lessons

Former deux personnes.

## conditions

Deux personnes, un mot de passe dans une enveloppe.

## voices

[@r{3}:1]

[@r{2}:1]

## today

Arrêté en 2016.
";

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
            told.told_as,
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

async fn put_citations(
    tx: &mut Tx,
    chance: &dyn Chance,
    revision: GuideRevisionId,
    body: &Body,
    (excerpts, references): (&HashMap<i64, (ExcerptId, &'static str)>, &HashMap<i64, ReferenceId>),
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
