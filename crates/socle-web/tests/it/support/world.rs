//! The little world that every test starts from: two studies, three surveys, and a team.

use socle_domain::{
    account::{EmailAddress, Role},
    chance::{Chance, Seeded},
    id::{AccountId, MembershipId, QuestionnaireId, StudyId, SurveyId},
    slug::Slug,
    survey::{Calendar, GRACE_HOURS, Survey},
    time::{Timestamp, Zone},
};
use socle_store::{Membership, NewAccount, NewQuestionnaire, NewStudy, NewSurvey, Store};
use std::sync::OnceLock;

/// Three questions: a story, where the tool stands today, how to publish.
pub(crate) const THREE_QUESTIONS: &str = include_str!("../../fixtures/three-questions.xml");
/// One question of each kind, with rules.
pub(crate) const EVERY_KIND: &str = include_str!("../../fixtures/every-kind.xml");

/// What everyone in the tests signs in with.
pub(crate) const PASSWORD: &str = "un mot de passe assez long";

pub(crate) struct World {
    /// The study of `/e/tic-2017` and `/e/formes`.
    pub(crate) study: StudyId,
    /// The study of `/e/eau-2017`, with an analyst of its own.
    pub(crate) other_study: StudyId,
}

/// Friday 10 February 2017, eleven o'clock in Paris: all three surveys are open.
pub(crate) fn morning() -> Timestamp {
    paris().moment("2017-02-10T11:00").expect("a moment")
}

pub(crate) fn paris() -> Zone {
    Zone::parse("Europe/Paris").expect("a zone")
}

/// From 1 February to 12 March 2017, 18:00, Paris time, with three days of grace.
pub(crate) fn calendar() -> Calendar {
    Calendar {
        opens_at: paris().moment("2017-02-01T08:00").expect("a moment"),
        closes_at: paris().moment("2017-03-12T18:00").expect("a moment"),
        zone: paris(),
        grace_hours: GRACE_HOURS,
    }
}

/// The address that a member of the team signs in with.
pub(crate) fn email_of(role: Role) -> String {
    format!("{}@example.org", role.word())
}

/// The analyst of the other study.
pub(crate) const ELSEWHERE: &str = "analyst@ailleurs.example.org";

impl World {
    pub(crate) async fn build(store: &Store, chance: &Seeded) -> Self {
        let now = calendar().opens_at;
        let study = new_study(store, chance, "tic", "Le numérique dans les petites structures").await;
        let other_study = new_study(store, chance, "eau", "L'eau et le numérique").await;
        let surveys = [
            (study, "tic-2017", "Votre expérience du numérique", THREE_QUESTIONS),
            (study, "formes", "Toutes les sortes de questions", EVERY_KIND),
            (other_study, "eau-2017", "L'eau et vos outils", THREE_QUESTIONS),
        ];
        for (study, slug, title, xform) in surveys {
            let survey = new_survey(chance, study, slug, title, xform, calendar());
            store.create_survey(survey).await.expect("a survey");
        }
        for role in Role::ALL {
            // The reviewer works in English, so that one person does.
            let language = if role == Role::Reviewer { "en" } else { "fr" };
            store
                .create_account(new_account(chance, &email_of(role), language, role, study, now))
                .await
                .expect("an account");
        }
        let elsewhere = new_account(chance, ELSEWHERE, "fr", Role::Analyst, other_study, now);
        store.create_account(elsewhere).await.expect("an account");
        Self { study, other_study }
    }
}

async fn new_study(store: &Store, chance: &dyn Chance, slug: &str, title: &str) -> StudyId {
    let now = calendar().opens_at;
    let id = StudyId::new(now, chance);
    let slug = Slug::parse(slug).expect("a slug");
    let study = NewStudy { id, slug, title: title.to_owned(), account: None, now };
    store.create_study(study).await.expect("a study");
    id
}

pub(crate) fn new_survey(
    chance: &dyn Chance,
    study: StudyId,
    slug: &str,
    title: &str,
    xform: &str,
    calendar: Calendar,
) -> NewSurvey {
    let now = calendar.opens_at;
    let survey = Survey {
        id: SurveyId::new(now, chance),
        study,
        slug: Slug::parse(slug).expect("a slug"),
        title: title.to_owned(),
        questionnaire: QuestionnaireId::new(now, chance),
        calendar,
        version: 1,
    };
    let questionnaire = NewQuestionnaire {
        form_id: slug.to_owned(),
        form_version: "1".to_owned(),
        workbook_name: format!("{slug}.xlsx"),
        workbook: b"a workbook".to_vec(),
        xform: xform.to_owned(),
    };
    NewSurvey { survey, questionnaire, account: None, now }
}

fn new_account(
    chance: &dyn Chance,
    email: &str,
    language: &str,
    role: Role,
    study: StudyId,
    now: Timestamp,
) -> NewAccount {
    // Hashing is slow on purpose: everyone has the same hash here.
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| {
        socle_web::password::hash(PASSWORD, &Seeded::new(1)).expect("a password can be hashed")
    });
    let membership = Membership { role, study: Some(study) };
    NewAccount {
        id: AccountId::new(now, chance),
        email: EmailAddress::parse(email).expect("an address"),
        name: format!("Awa ({})", role.word()),
        password_hash: hash.clone(),
        language: language.to_owned(),
        memberships: vec![(MembershipId::new(now, chance), membership)],
        now,
    }
}
