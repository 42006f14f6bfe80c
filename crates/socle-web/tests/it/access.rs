//! Who may do what: every address of the table with every kind of person, made from the table itself.

use crate::support::{
    Answer, Asked, Person, TestApp, email_of,
    guides::{BLOCKS, HEADER},
};
use http::{Method, StatusCode};
use socle_domain::{
    account::{EmailAddress, Role},
    consent::Publication,
    time::{DAY, MINUTE},
};
use socle_web::{ROUTES, Route, Who};
use std::collections::BTreeSet;

/// A kind of person, as the guard has to see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nobody,
    /// Holds a draft of `/e/tic-2017`, the survey that the matrix asks for.
    Respondent,
    /// Holds a draft of another survey.
    RespondentElsewhere,
    /// The same, with the cookie sent where no browser sends it.
    Forger,
    /// A member of the team of the study that the matrix asks for.
    Member(Role),
    /// An analyst of another study.
    AnalystElsewhere,
    /// An administrator whose session has run out.
    Expired,
}

const KINDS: [Kind; 12] = [
    Kind::Nobody,
    Kind::Respondent,
    Kind::RespondentElsewhere,
    Kind::Forger,
    Kind::Member(Role::Administrator),
    Kind::Member(Role::Coordinator),
    Kind::Member(Role::Analyst),
    Kind::Member(Role::Editor),
    Kind::Member(Role::Reviewer),
    Kind::Member(Role::Sponsor),
    Kind::AnalystElsewhere,
    Kind::Expired,
];

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// The handler answered, whatever it thinks of the form.
    Reached,
    /// Sent to the survey's first page.
    ToStart,
    /// Sent to sign in, and back to this address afterwards.
    ToSignIn(String),
    /// Told to sign in first.
    SignInFirst,
    Forbidden,
    NotFound,
    Unexpected(StatusCode),
}

/// What the table promises to this kind of person.
fn promised(kind: Kind, route: &Route, path: &str) -> Outcome {
    let role = match kind {
        Kind::Member(role) => Some(role),
        Kind::AnalystElsewhere => Some(Role::Analyst),
        _ => None,
    };
    match (route.who, role) {
        (Who::Respondent, _) if kind == Kind::Respondent => Outcome::Reached,
        (Who::Respondent, _) if kind == Kind::Forger => Outcome::NotFound,
        (Who::Respondent, _) => Outcome::ToStart,
        (Who::Team(_), None) if route.method == Method::GET => Outcome::ToSignIn(path.to_owned()),
        (Who::Team(_), None) => Outcome::SignInFirst,
        (Who::Team(roles), Some(role)) if !roles.contains(&role) => Outcome::Forbidden,
        // What belongs to a study is not there for the others.
        (Who::Team(_), Some(_)) if kind == Kind::AnalystElsewhere && is_of_a_study(route) => {
            Outcome::NotFound
        }
        (Who::Anyone, _) | (Who::Team(_), Some(_)) => Outcome::Reached,
    }
}

/// Whether an address shows something of one study.
fn is_of_a_study(route: &Route) -> bool {
    let of_a_study = ["{submission}", "{experience}", "{guide}"].iter().any(|part| route.path.contains(part));
    of_a_study || route.path.starts_with("/bureau/export/")
}

fn outcome(answer: &Answer) -> Outcome {
    let leads_to = answer.header("location").unwrap_or_default();
    match answer.status {
        StatusCode::SEE_OTHER if leads_to == "/e/tic-2017" => Outcome::ToStart,
        StatusCode::SEE_OTHER if leads_to.starts_with("/connexion?suite=") => {
            let (_, query) = leads_to.split_once('?').expect("just seen");
            let wanted = form_urlencoded::parse(query.as_bytes()).next().expect("just seen").1;
            Outcome::ToSignIn(wanted.into_owned())
        }
        StatusCode::UNAUTHORIZED => Outcome::SignInFirst,
        StatusCode::FORBIDDEN => Outcome::Forbidden,
        StatusCode::NOT_FOUND => Outcome::NotFound,
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            Outcome::Unexpected(status)
        }
        _ => Outcome::Reached,
    }
}

/// The addresses of the table, with what stands in braces said.
pub(crate) async fn addresses(app: &TestApp) -> Vec<(&'static Route, String)> {
    app.sent("tic-2017", "Nous avons gardé le cahier.").await;
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let (_, thanks) = app.sent("tic-2017", "Un autre récit.").await;
    let private = thanks.private_path();
    let told: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions ORDER BY number DESC").await;
    let question = [("question", "Combien de puits ?")];
    app.analyst().await.post(&format!("/bureau/retours/{}/question", told[0]), &question).await.sees_other();
    app.shipped_codes().await;
    let story = app.story(ids[0], "Nous avons gardé le cahier. La puce a expiré.").await;
    let (guide, approval) = asked_guide(app).await;
    let shelf = app.shelf().await;
    app.toolbox().await;
    let reviewer = EmailAddress::parse(&email_of(Role::Reviewer)).expect("an address");
    let reviewer = app.store.account_by_email(&reviewer).await.expect("a store").expect("an account").id;
    let concrete = |route: &Route| {
        let path = route.path.replace("{survey}", "tic-2017").replace("{page}", "e_story");
        let path = path.replace("{submission}", &ids[0].to_string()).replace("{guide}", &guide);
        let path = path.replace("{study}", "tic").replace("{account}", &reviewer.to_string());
        let path = path.replace("{token}", "0.1.2.3");
        let path = path.replace("{code}", "usage").replace("{file}", "retours.csv");
        let path = path.replace("{experience}", &story.to_string());
        let path = path.replace("/avis/{approval}", &approval).replace("/retour/{return}", &private);
        let slug = if path.starts_with("/en/") { "choosing-together" } else { "choisir-a-plusieurs" };
        let number = match &path {
            path if path.starts_with("/f/") => shelf.guides[0],
            path if path.starts_with("/api/v1/tools/") => 1,
            _ => shelf.numbers[0],
        };
        let path = path.replace("{slug}", slug).replace("{number}", &number.to_string());
        assert!(!path.contains('{'), "say here what stands in {path}");
        path
    };
    ROUTES.iter().map(|route| (route, concrete(route))).collect()
}

/// A guide that is proposed, and the link of the contributor who is asked about it.
async fn asked_guide(app: &TestApp) -> (String, String) {
    let story = app.contributed("Comité des forages de Kaya", Publication::Named).await;
    let guide = app.guide().await;
    let mut editor = app.member(Role::Editor).await;
    let cited = format!("Les pannes se voient {}.", story.citation());
    let mut typed = [("version", "1"), ("langue", "fr")].to_vec();
    typed.extend(HEADER.iter().chain(&BLOCKS).filter(|(name, _)| *name != "b-uses"));
    typed.push(("b-uses", &cited));
    editor.post(&format!("/bureau/fiches/{guide}"), &typed).await.sees_other();
    let proposal = [("version", "2"), ("langue", "fr")];
    editor.post(&format!("/bureau/fiches/{guide}/proposer"), &proposal).await.sees_other();
    (guide.to_string(), app.approval_link().await)
}

/// The sample of a route, as its form sends it.
pub(crate) fn sample(route: &Route, path: &str) -> Asked {
    match route.method {
        Method::GET => Asked::get(path),
        _ => Asked::post(path, route.sample),
    }
}

async fn person(app: &TestApp, kind: Kind) -> Person {
    match kind {
        Kind::Nobody => app.visitor(),
        Kind::Respondent => app.respondent().await,
        Kind::RespondentElsewhere => app.begun("formes").await.0,
        Kind::Forger => {
            let (holder, _) = app.begun("formes").await;
            let mut forger = app.visitor();
            forger.forge_cookie("socle_retour", holder.cookie("socle_retour").expect("a draft").to_owned());
            forger
        }
        Kind::Member(role) => app.member(role).await,
        Kind::AnalystElsewhere => app.analyst_elsewhere().await,
        Kind::Expired => {
            let expired = app.member(Role::Administrator).await;
            app.clock.advance(15 * DAY);
            expired
        }
    }
}

/// Every person at every address: what came of it.
async fn matrix(app: &TestApp) -> Vec<(Kind, &'static Route, String, Outcome)> {
    let addresses = addresses(app).await;
    let mut outcomes = Vec::new();
    for kind in KINDS {
        // Signing in is slowed down per quarter of an hour: each person has one of their own.
        app.clock.advance(15 * MINUTE);
        // Someone before may have merged a code or taken it away.
        app.shipped_codes().await;
        let holder = person(app, kind).await;
        for (route, path) in &addresses {
            // Signing out ends the session that the other requests need.
            let ends_session = route.path == "/deconnexion";
            let mut person = if ends_session { person(app, kind).await } else { holder.clone() };
            let answer = person.send(sample(route, path)).await;
            outcomes.push((kind, *route, path.clone(), outcome(&answer)));
        }
    }
    outcomes
}

#[tokio::test]
async fn everyone_gets_exactly_what_the_table_promises() {
    let app = TestApp::new().await;
    for (kind, route, path, outcome) in matrix(&app).await {
        let promise = promised(kind, route, &path);
        assert_eq!(outcome, promise, "{kind:?} at {} {path}", route.method);
    }
}

#[tokio::test]
async fn every_address_is_open_to_someone() {
    let app = TestApp::new().await;
    let reached: BTreeSet<_> = matrix(&app)
        .await
        .into_iter()
        .filter(|(_, _, _, outcome)| *outcome == Outcome::Reached)
        .map(|(_, route, _, _)| (route.method.to_string(), route.path))
        .collect();
    let closed: Vec<_> =
        ROUTES.iter().filter(|route| !reached.contains(&(route.method.to_string(), route.path))).collect();
    assert!(closed.is_empty(), "nobody may use {closed:?}");
}

#[test]
fn no_address_is_written_twice() {
    let all: BTreeSet<_> = ROUTES.iter().map(|route| (route.method.to_string(), route.path)).collect();
    assert_eq!(all.len(), ROUTES.len());
}

#[test]
fn every_form_of_the_table_has_a_sample_or_no_field() {
    // These forms are one button: there is nothing to type in them.
    let buttons = [
        "/deconnexion",
        "/e/{survey}/plus-tard",
        "/retour/{return}/corriger",
        "/bureau/codage/{experience}/annuler",
        "/bureau/fiches/depart",
        "/bureau/fiches/{guide}/retirer",
    ];
    for route in ROUTES.iter().filter(|route| route.method == Method::POST) {
        assert_eq!(route.sample.is_empty(), buttons.contains(&route.path), "{}", route.path);
    }
}

#[tokio::test]
async fn a_role_that_was_taken_away_opens_nothing_any_more() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    analyst.page("/bureau/depouillement").await;
    app.put(
        "DELETE FROM memberships WHERE role = 'analyst' AND study_id = $1",
        vec![app.world.study.uuid().into()],
    )
    .await;
    analyst.get("/bureau/depouillement").await.is(403);
}

#[tokio::test]
async fn an_account_that_was_closed_has_no_session_any_more() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    app.put("UPDATE accounts SET is_active = $1", vec![false.into()]).await;
    assert!(analyst.get("/bureau/").await.sees_other().starts_with("/connexion"));
}

#[tokio::test]
async fn a_forged_draft_cookie_opens_nothing() {
    let app = TestApp::new().await;
    let holder = app.respondent().await;
    let token = holder.cookie("socle_retour").expect("a draft").to_owned();
    let (id, mac) = token.split_once('.').expect("an id and its keyed hash");
    let other_id = uuid::Uuid::from_u128(uuid::Uuid::parse_str(id).expect("an id").as_u128() ^ 1);
    let shorter = mac[..mac.len() - 1].to_owned();
    for forged in [id.to_owned(), format!("{other_id}.{mac}"), format!("{id}.{shorter}"), format!("{id}.")] {
        let mut forger = app.visitor();
        forger.forge_cookie("socle_retour", forged.clone());
        let answer = forger.get("/e/tic-2017/q/e_story").await;
        assert_eq!(answer.sees_other(), "/e/tic-2017", "{forged}");
    }
}

#[tokio::test]
async fn looking_at_the_head_of_a_page_is_reading_it() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    let asked = Asked::new(Method::HEAD, "/bureau/depouillement", Vec::new()).without_origin();
    let answer = analyst.send(asked.clone()).await.is(200);
    assert!(answer.body.is_empty());
    assert!(app.visitor().send(asked).await.sees_other().starts_with("/connexion?suite="));
}
