//! Every address of Socle, as data. The router, the authorization tests, the fuzzed-body tests and the list of
//! addresses in the documentation are all made from this one table.

use crate::{
    App, account, advisor, api, author, coding, experience, export, figures, frame, guard, guide, health,
    home, search, study, submission, survey,
};
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
const READS_PASSAGES: Who = Who::Team(&[Role::Coordinator, Role::Analyst, Role::Editor]);
const READS_GUIDES: Who = Who::Team(&frame::GUIDE_ROLES);
const READS_GUIDES_OVER: Who = Who::Team(&[Role::Coordinator, Role::Analyst, Role::Editor, Role::Reviewer]);
const WRITES_GUIDES: Who = Who::Team(&[Role::Coordinator, Role::Editor]);

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
    GET "/fr/fiches" Who::Anyone, [] => guide::list::slash;
    GET "/en/guides" Who::Anyone, [] => guide::list::slash;
    GET "/fr/fiches/" Who::Anyone, [] => guide::list::show;
    GET "/en/guides/" Who::Anyone, [] => guide::list::show;
    GET "/fr/fiches/atom.xml" Who::Anyone, [] => guide::feed::show;
    GET "/en/guides/atom.xml" Who::Anyone, [] => guide::feed::show;
    GET "/fr/fiches/{slug}" Who::Anyone, [] => guide::public::show;
    GET "/en/guides/{slug}" Who::Anyone, [] => guide::public::show;
    GET "/fr/fiches/{slug}/fiche.pdf" Who::Anyone, [] => guide::sheets::download;
    GET "/en/guides/{slug}/guide.pdf" Who::Anyone, [] => guide::sheets::download;
    GET "/f/{number}" Who::Anyone, [] => guide::public::short;
    GET "/fr/retours/{number}" Who::Anyone, [] => experience::show;
    GET "/en/accounts/{number}" Who::Anyone, [] => experience::show;
    GET "/fr/recherche" Who::Anyone, [] => search::show;
    GET "/en/search" Who::Anyone, [] => search::show;
    GET "/fr/conseil/" Who::Anyone, [] => advisor::question::show;
    GET "/en/advice/" Who::Anyone, [] => advisor::question::show;
    GET "/fr/conseil/resultats" Who::Anyone, [] => advisor::results::show;
    GET "/en/advice/results" Who::Anyone, [] => advisor::results::show;
    GET "/r/{number}" Who::Anyone, [] => experience::short;
    GET "/api/v1/openapi.json" Who::Anyone, [] => api::show_document;
    GET "/api/v1/tools" Who::Anyone, [] => api::list_tools;
    GET "/api/v1/tools/{number}" Who::Anyone, [] => api::show_tool;
    GET "/api/v1/needs" Who::Anyone, [] => api::list_needs;
    GET "/api/v1/experiences" Who::Anyone, [] => api::list_experiences;
    GET "/api/v1/experiences/{number}" Who::Anyone, [] => api::show_experience;
    GET "/api/v1/advice" Who::Anyone, [] => api::show_advice;
    GET "/api/v1/search" Who::Anyone, [] => api::show_search;
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
    POST "/e/{survey}/verifier" Who::Respondent, ["version" = "1", "copie" = "awa@example.org"] => survey::check::send;
    GET "/e/{survey}/merci" Who::Respondent, [] => survey::thanks::show;
    POST "/e/{survey}/merci" Who::Respondent, ["geste" = "copie", "courriel" = "awa@example.org"] => survey::thanks::act;
    GET "/e/{survey}/plus-tard" Who::Respondent, [] => survey::later::show;
    POST "/e/{survey}/plus-tard" Who::Respondent, [] => survey::later::leave;
    GET "/reprendre" Who::Anyone, [] => survey::resume::show;
    POST "/reprendre" Who::Anyone, ["code" = "ABCD-EFGH"] => survey::resume::resume;

    // The author of a return: a private link to its page.
    GET "/retour/{return}" Who::Anyone, [] => author::show::show;
    POST "/retour/{return}/publication" Who::Anyone, ["experience" = "1", "accord" = "anonymous"] => author::publication::change;
    POST "/retour/{return}/reponse" Who::Anyone, ["question" = "1", "reponse" = "Deux puits."] => author::answer::answer;
    POST "/retour/{return}/corriger" Who::Anyone, [] => author::correct::begin;
    GET "/retour/{return}/retirer" Who::Anyone, [] => author::withdraw::confirm;
    POST "/retour/{return}/retirer" Who::Anyone, ["langue" = "fr", "numero" = "1"] => author::withdraw::withdraw;
    GET "/retour/{return}/recu" Who::Anyone, [] => author::withdraw::receipt;

    // Contributors: a private link to the page that tells their experience.
    GET "/avis/{approval}" Who::Anyone, [] => guide::approval::show;
    POST "/avis/{approval}" Who::Anyone, ["avis" = "approved", "mot" = "C'est bien cela."] => guide::approval::answer;

    // The study team.
    GET "/connexion" Who::Anyone, [] => account::sign_in::show;
    POST "/connexion" Who::Anyone, ["email" = "awa@example.org", "password" = "mot de passe long"] => account::sign_in::sign_in;
    GET "/mot-de-passe/{token}" Who::Anyone, [] => account::choose::show;
    POST "/mot-de-passe/{token}" Who::Anyone, ["password" = "mot de passe long"] => account::choose::choose;
    POST "/deconnexion" EVERY_ROLE, [] => account::sign_out::sign_out;
    GET "/bureau/" EVERY_ROLE, [] => account::desk::show;
    GET "/bureau/enquetes" COORDINATES, [] => survey::office::list;
    GET "/bureau/enquetes/nouvelle" COORDINATES, [] => survey::open::form;
    POST "/bureau/enquetes/nouvelle" COORDINATES, ["titre" = "TIC 2017", "adresse" = "tic-2017", "ouverture" = "2017-02-01 08:00", "cloture" = "2017-03-12 18:00", "fuseau" = "Europe/Paris", "grace" = "72"] => survey::open::open;
    GET "/bureau/enquetes/{survey}/suivi" COORDINATES, [] => survey::follow::show;
    GET "/bureau/enquetes/{survey}/affiche" COORDINATES, [] => survey::poster::show;
    GET "/bureau/enquetes/{survey}/date-limite" COORDINATES, [] => survey::deadline::form;
    POST "/bureau/enquetes/{survey}/date-limite" COORDINATES, ["version" = "1", "cloture" = "2017-04-02 18:00", "motif" = "Le réseau était coupé.", "geste" = "prolonger"] => survey::deadline::change;
    GET "/bureau/etudes" COORDINATES, [] => study::list::show;
    GET "/bureau/etudes/nouvelle" COORDINATES, [] => study::edit::new_form;
    POST "/bureau/etudes/nouvelle" COORDINATES, ["titre" = "TIC 2018", "adresse" = "tic-2018", "langues" = "fr", "purpose_fr" = "Savoir ce qui sert.", "scope_fr" = "Le numérique.", "out_of_scope_fr" = "La communication.", "sponsor_fr" = "Une fondation", "controller_fr" = "Un réseau", "readers_fr" = "L'équipe.", "contact_fr" = "etude@example.org", "publics" = "associations", "conservation" = "24", "petite" = "130000", "fuseau" = "Europe/Paris"] => study::edit::create;
    GET "/bureau/etudes/{study}" COORDINATES, [] => study::show::show;
    GET "/bureau/etudes/{study}/modifier" COORDINATES, [] => study::edit::form;
    POST "/bureau/etudes/{study}/modifier" COORDINATES, ["version" = "1", "titre" = "TIC 2017", "langues" = "fr", "purpose_fr" = "Savoir ce qui sert.", "scope_fr" = "Le numérique.", "out_of_scope_fr" = "La communication.", "sponsor_fr" = "Une fondation", "controller_fr" = "Un réseau", "readers_fr" = "L'équipe.", "contact_fr" = "etude@example.org", "publics" = "associations", "conservation" = "24", "petite" = "130000", "fuseau" = "Europe/Paris"] => study::edit::edit;
    GET "/bureau/etudes/{study}/equipe" COORDINATES, [] => study::team::show;
    POST "/bureau/etudes/{study}/equipe" COORDINATES, ["courriel" = "ibrahim@example.org", "nom" = "Ibrahim Sow", "langue" = "fr", "role" = "analyst"] => study::team::invite;
    GET "/bureau/etudes/{study}/equipe/{account}" COORDINATES, [] => study::member::show;
    POST "/bureau/etudes/{study}/equipe/{account}" COORDINATES, ["geste" = "roles", "role" = "reviewer"] => study::member::change;
    GET "/bureau/etudes/{study}/journal" COORDINATES, [] => study::journal::show;
    GET "/bureau/depouillement" READS_RETURNS, [] => submission::inbox::show;
    POST "/bureau/depouillement" READS_RETURNS, ["acte" = "accepted", "portee" = "filtre", "vus" = "1", "filtre" = "statut=received", "raison" = "duplicate", "precision" = "deux fois"] => submission::many::decide;
    POST "/bureau/depouillement/annuler" READS_RETURNS, ["decision" = "01890000-0000-7000-8000-000000000000", "filtre" = ""] => submission::many::take_back;
    GET "/bureau/depouillement/retours.csv" READS_RETURNS, [] => submission::export::download;
    GET "/bureau/retours/{submission}" READS_RETURNS, [] => submission::record::show;
    POST "/bureau/retours/{submission}" READS_RETURNS, ["version" = "1", "statut" = "set_aside", "raison" = "duplicate", "precision" = "le même récit", "doublon" = "", "filtre" = "statut=received", "suivant" = ""] => submission::decide::decide;
    GET "/bureau/retours/{submission}/original.xml" READS_RETURNS, [] => submission::original::download;
    POST "/bureau/retours/{submission}/question" READS_RETURNS, ["question" = "Combien de puits ?"] => submission::inquiry::ask;
    GET "/bureau/saisie" READS_RETURNS, [] => submission::entry::show;
    POST "/bureau/saisie" READS_RETURNS, ["enquete" = "tic-2017", "canal" = "interview", "date-day" = "3", "date-month" = "2", "date-year" = "2017", "accord" = "oral", "langue" = "fr"] => submission::entry::begin;
    GET "/bureau/questions" READS_RETURNS, [] => submission::inquiry::list;
    GET "/bureau/experiences/{experience}/texte" READS_RETURNS, [] => submission::text::show;
    POST "/bureau/experiences/{experience}/texte" READS_RETURNS, ["revision" = "1", "texte" = "Nous avons gardé le cahier."] => submission::text::save;
    GET "/bureau/experiences/{experience}/masquer" READS_RETURNS, [] => submission::mask::show;
    POST "/bureau/experiences/{experience}/masquer" READS_RETURNS, ["revision" = "1", "passage" = "cahier", "mots" = "gardé", "de" = "1", "a" = "1"] => submission::mask::save;
    GET "/bureau/experiences/{experience}/revisions" READS_RETURNS, [] => submission::revisions::show;
    GET "/bureau/experiences/{experience}/ecarter" READS_RETURNS, [] => submission::experience::show;
    POST "/bureau/experiences/{experience}/ecarter" READS_RETURNS, ["version" = "1", "acte" = "ecarter", "raison" = "external_communication", "precision" = ""] => submission::experience::decide;
    GET "/bureau/experiences/{experience}/outils" READS_RETURNS, [] => submission::tools::show;
    POST "/bureau/experiences/{experience}/outils" READS_RETURNS, ["place" = "1", "outil" = "nouveau", "nom" = "Kobo", "partout" = "oui"] => submission::tools::link;
    GET "/bureau/outils" READS_RETURNS, [] => submission::tools::list;
    GET "/bureau/comptes" READS_RETURNS, [] => figures::overview::show;
    GET "/bureau/export" READS_RETURNS, [] => export::download::page;
    GET "/bureau/export/{survey}/{file}" READS_RETURNS, [] => export::download::file;
    GET "/bureau/codage" READS_RETURNS, [] => coding::desk::first;
    GET "/bureau/codage/{experience}" READS_RETURNS, [] => coding::work::show;
    POST "/bureau/codage/{experience}" READS_RETURNS, ["revision" = "1", "de" = "1", "a" = "1", "mots" = "", "code" = "usage", "nouveau" = "", "memo" = "À citer."] => coding::work::code;
    POST "/bureau/codage/{experience}/annuler" READS_RETURNS, [] => coding::work::undo;
    POST "/bureau/codage/{experience}/memo" READS_RETURNS, ["codage" = "01890000-0000-7000-8000-000000000001", "memo" = "À citer."] => coding::work::note;
    POST "/bureau/codage/{experience}/retirer" READS_RETURNS, ["codage" = "01890000-0000-7000-8000-000000000001"] => coding::work::remove;
    POST "/bureau/codage/{experience}/replacer" READS_RETURNS, ["passage" = "1", "revision" = "1", "de" = "1", "a" = "1"] => coding::work::repair;
    GET "/bureau/passages" READS_PASSAGES, [] => coding::passages::show;
    GET "/bureau/syntheses" READS_PASSAGES, [] => coding::matrix::show;
    GET "/bureau/grille" READS_PASSAGES, [] => coding::book::show;
    POST "/bureau/grille" READS_RETURNS, ["etude" = "", "nom" = "Coût caché", "nom_en" = "Hidden cost", "parent" = "contrainte", "definition" = "Découvert après coup.", "definition_en" = "", "code" = ""] => coding::book_change::add;
    POST "/bureau/grille/livree" READS_RETURNS, ["etude" = ""] => coding::book_change::take_shipped;
    GET "/bureau/grille.csv" READS_PASSAGES, [] => coding::book_file::table;
    GET "/bureau/grille.qdc" READS_PASSAGES, [] => coding::book_file::exchange;
    POST "/bureau/grille/importer" READS_RETURNS, ["etude" = "", "tableau" = "code;nom"] => coding::book_file::import;
    GET "/bureau/grille/code/{code}" READS_RETURNS, [] => coding::book::label;
    POST "/bureau/grille/code/{code}" READS_RETURNS, ["etude" = "", "nom" = "Usages", "nom_en" = "Uses", "parent" = "", "definition" = "Ce que l'on fait.", "definition_en" = ""] => coding::book_change::change;
    GET "/bureau/grille/code/{code}/fusionner" READS_RETURNS, [] => coding::book_change::preview;
    POST "/bureau/grille/code/{code}/fusionner" READS_RETURNS, ["etude" = "", "dans" = "libre"] => coding::book_change::merge;
    POST "/bureau/grille/code/{code}/retirer" READS_RETURNS, ["etude" = ""] => coding::book_change::remove;
    GET "/bureau/fiches" READS_GUIDES, [] => guide::worklist::show;
    GET "/bureau/fiches/nouvelle" WRITES_GUIDES, [] => guide::new::form;
    POST "/bureau/fiches/nouvelle" WRITES_GUIDES, ["genre" = "method", "titre" = "Choisir un outil à plusieurs", "langue" = "fr"] => guide::new::create;
    POST "/bureau/fiches/depart" WRITES_GUIDES, [] => guide::worklist::hide_starters;
    GET "/bureau/fiches/references" READS_GUIDES, [] => guide::reference::list;
    POST "/bureau/fiches/references" WRITES_GUIDES, ["valeur" = "document", "titre" = "Guide de l'eau", "auteur" = "pS-Eau", "date" = "2015", "adresse" = "https://example.org/eau", "copie" = ""] => guide::reference::create;
    GET "/bureau/fiches/{guide}" READS_GUIDES, [] => guide::compose::show;
    POST "/bureau/fiches/{guide}" WRITES_GUIDES, ["version" = "1", "langue" = "fr", "h-title" = "Suivre un forage par SMS", "h-themes" = "eah", "b-uses" = "Les pannes se voient le jour même.", "dans" = "uses", "contre" = "oui", "citer" = "ref1"] => guide::compose::save;
    GET "/bureau/fiches/{guide}/page" READS_GUIDES, [] => guide::preview::show;
    GET "/bureau/fiches/{guide}/trace" READS_GUIDES, [] => guide::trace::show;
    GET "/bureau/fiches/{guide}/revisions" READS_GUIDES, [] => guide::history::show;
    POST "/bureau/fiches/{guide}/proposer" WRITES_GUIDES, ["langue" = "fr", "version" = "1"] => guide::publish::propose;
    GET "/bureau/fiches/{guide}/relire" READS_GUIDES, [] => guide::review::show;
    POST "/bureau/fiches/{guide}/relire" READS_GUIDES_OVER, ["langue" = "fr", "revision" = "01867c4e-0000-7000-8000-000000000001", "scope" = "yes", "mot-scope" = "Dans le champ."] => guide::review::save;
    GET "/bureau/fiches/{guide}/publier" READS_GUIDES, [] => guide::publish::show;
    POST "/bureau/fiches/{guide}/publier" WRITES_GUIDES, ["langue" = "fr", "revision" = "01867c4e-0000-7000-8000-000000000001"] => guide::publish::publish;
    POST "/bureau/fiches/{guide}/relancer" WRITES_GUIDES, ["langue" = "fr", "avis" = "01867c4e-0000-7000-8000-000000000001"] => guide::publish::remind;
    POST "/bureau/fiches/{guide}/retirer" WRITES_GUIDES, [] => guide::publish::take_down;
}

/// The router made of the table: each address behind its guard.
pub(crate) fn router(app: &App) -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let guard = from_fn_with_state((app.clone(), route.who), guard::check);
        router.route(route.path, (route.handler)().route_layer(guard))
    })
}
