//! Every address of Socle, as data. The router, the authorization tests, the fuzzed-body tests and the list of
//! addresses in the documentation are all made from this one table.

use crate::{App, account, guard, health, home, submission, survey};
use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};
use http::Method;
use socle_domain::account::Role;

/// Who may use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody; no cookie is read or set.
    Anyone,
    /// Whoever holds the cookie of a draft of that survey.
    Respondent,
    /// A person of the study team who holds one of these roles.
    Team(&'static [Role]),
}

/// One address.
#[derive(Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// The path; what varies stands in braces.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What its form sends, with values a person could have typed: the tests send it, and mutilate it.
    pub sample: &'static [(&'static str, &'static str)],
    handler: fn() -> MethodRouter<App>,
}

const EVERY_ROLE: Who = Who::Team(&Role::ALL);
const COORDINATES: Who = Who::Team(&[Role::Coordinator]);
const READS_RETURNS: Who = Who::Team(&[Role::Coordinator, Role::Analyst]);

macro_rules! routes {
    ($($(#[doc = $heading:literal])* $method:ident $path:literal $who:expr, [$($name:literal = $value:literal),*] => $handler:path;)*) => {
        /// The table.
        pub const ROUTES: &[Route] = &[$(Route {
            method: method!($method),
            path: $path,
            who: $who,
            sample: &[$(($name, $value)),*],
            handler: || handler!($method, $handler),
        }),*];
    };
}
macro_rules! method {
    (GET) => {
        Method::GET
    };
    (POST) => {
        Method::POST
    };
}
macro_rules! handler {
    (GET, $handler:path) => {
        get($handler)
    };
    (POST, $handler:path) => {
        post($handler)
    };
}

routes! {
    // Readers: no account, no cookie.
    GET "/" Who::Anyone, [] => home::choose_language;
    GET "/fr/" Who::Anyone, [] => home::show;
    GET "/en/" Who::Anyone, [] => home::show;
    GET "/healthz" Who::Anyone, [] => health::show;

    // Respondents: a phone, a weak link, no account.
    GET "/e/{survey}" Who::Anyone, [] => survey::start::show;
    POST "/e/{survey}" Who::Anyone, ["langue" = "fr"] => survey::start::begin;
    GET "/e/{survey}/q/{page}" Who::Respondent, [] => survey::question::show;
    POST "/e/{survey}/q/{page}" Who::Respondent, ["version" = "1", "e_story" = "Nous avons gardé le cahier."] => survey::question::save;
    GET "/e/{survey}/fichier" Who::Respondent, [] => survey::file::show;
    POST "/e/{survey}/fichier" Who::Respondent, ["fichier" = "Compte rendu de mission"] => survey::file::keep;
    GET "/e/{survey}/retirer" Who::Respondent, [] => survey::remove::show;
    POST "/e/{survey}/retirer" Who::Respondent, ["version" = "1", "experience" = "2"] => survey::remove::remove;
    GET "/e/{survey}/verifier" Who::Respondent, [] => survey::check::show;
    POST "/e/{survey}/verifier" Who::Respondent, ["version" = "1"] => survey::check::send;
    GET "/e/{survey}/merci" Who::Respondent, [] => survey::thanks::show;
    GET "/e/{survey}/plus-tard" Who::Respondent, [] => survey::later::show;
    POST "/e/{survey}/plus-tard" Who::Respondent, [] => survey::later::leave;
    GET "/reprendre" Who::Anyone, [] => survey::resume::show;
    POST "/reprendre" Who::Anyone, ["code" = "ABCD-EFGH"] => survey::resume::resume;

    // The study team.
    GET "/connexion" Who::Anyone, [] => account::sign_in::show;
    POST "/connexion" Who::Anyone, ["email" = "awa@example.org", "password" = "mot de passe long"] => account::sign_in::sign_in;
    POST "/deconnexion" EVERY_ROLE, [] => account::sign_out::sign_out;
    GET "/bureau/" EVERY_ROLE, [] => account::desk::show;
    GET "/bureau/enquetes" COORDINATES, [] => survey::office::list;
    GET "/bureau/enquetes/nouvelle" COORDINATES, [] => survey::open::form;
    POST "/bureau/enquetes/nouvelle" COORDINATES, ["titre" = "TIC 2017", "adresse" = "tic-2017", "ouverture" = "2017-02-01 08:00", "cloture" = "2017-03-12 18:00", "fuseau" = "Europe/Paris", "grace" = "72"] => survey::open::open;
    GET "/bureau/depouillement" READS_RETURNS, [] => submission::inbox::show;
    GET "/bureau/depouillement/retours.csv" READS_RETURNS, [] => submission::export::download;
    GET "/bureau/retours/{submission}" READS_RETURNS, [] => submission::record::show;
    POST "/bureau/retours/{submission}" READS_RETURNS, ["version" = "1", "statut" = "accepted"] => submission::record::decide;
    GET "/bureau/retours/{submission}/original.xml" READS_RETURNS, [] => submission::original::download;
}

/// The router made of the table: each address behind its guard.
pub(crate) fn router(app: &App) -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let guard = from_fn_with_state((app.clone(), route.who), guard::check);
        router.route(route.path, (route.handler)().route_layer(guard))
    })
}
