//! The frames of the pages: what stands around the content for readers and for the study team, and error pages.

use crate::{App, addresses, error::AppError, finish::RequestId, guard::Member};
use socle_domain::account::Role;
use socle_look::{
    Language,
    layouts::{ErrorPage, Link, OfficeFrame, Page, PublicFrame, SignedIn, Translation},
};

/// The frame of a page that everyone may read. `paths` are the addresses of this same page, French first.
pub(crate) fn public(app: &App, language: Language, title: String, paths: Option<[&str; 2]>) -> PublicFrame {
    let texts = app.texts(language);
    let mut page = Page::new(language, title);
    if let Some(paths) = paths {
        let address = &app.settings().address;
        page.canonical = Some(format!("{address}{}", paths[language as usize]));
        page.translations = Language::ALL
            .map(|other| Translation::new(other, format!("{address}{}", paths[other as usize])))
            .into();
    }
    PublicFrame {
        page,
        home: format!("/{}/", language.code()),
        menu: vec![
            Link::new(texts.get("frame-guides"), addresses::guides(language)),
            Link::new(texts.get("advisor-name"), addresses::advisor(language)),
            Link::new(texts.get("frame-search"), addresses::search(language)),
        ],
        foot: vec![
            Link::new(texts.get("frame-resume"), "/reprendre"),
            Link::new(texts.get("frame-team"), "/bureau/"),
        ],
        ..PublicFrame::default()
    }
}

/// Who reads guides that are being made.
pub(crate) const GUIDE_ROLES: [Role; 5] =
    [Role::Coordinator, Role::Analyst, Role::Editor, Role::Reviewer, Role::Sponsor];

/// The parts of the office, each with who may use it.
const PARTS: [(&str, &str, &[Role]); 10] = [
    ("frame-desk", "/bureau/", &Role::ALL),
    ("frame-inbox", "/bureau/depouillement", &[Role::Coordinator, Role::Analyst]),
    ("frame-coding", "/bureau/codage", &[Role::Coordinator, Role::Analyst]),
    ("frame-passages", "/bureau/passages", &[Role::Coordinator, Role::Analyst, Role::Editor]),
    ("frame-book", "/bureau/grille", &[Role::Coordinator, Role::Analyst, Role::Editor]),
    ("frame-figures", "/bureau/comptes", &[Role::Coordinator, Role::Analyst]),
    ("frame-guides", "/bureau/fiches", &GUIDE_ROLES),
    ("frame-export", "/bureau/export", &[Role::Coordinator, Role::Analyst]),
    ("frame-surveys", "/bureau/enquetes", &[Role::Coordinator]),
    ("frame-studies", "/bureau/etudes", &[Role::Coordinator]),
];

/// The language a member of the team works in: a setting of their account.
pub(crate) fn language_of(member: &Member) -> Language {
    Language::parse(&member.0.language).unwrap_or_default()
}

/// The frame of a page of the study team. `current` is the address of the part the page belongs to.
pub(crate) fn office(app: &App, member: &Member, title: String, current: &str) -> OfficeFrame {
    let language = language_of(member);
    let texts = app.texts(language);
    let menu = PARTS
        .iter()
        .filter(|(_, _, roles)| member.has_any(roles))
        .map(|(key, path, _)| Link::new(texts.get(key), *path).current(*path == current))
        .collect();
    let mut page = Page::new(language, title);
    page.is_private = true;
    OfficeFrame {
        page,
        home: "/bureau/".to_owned(),
        menu,
        breadcrumb: Vec::new(),
        signed_in: Some(SignedIn {
            name: member.0.name.clone(),
            href: "/bureau/".to_owned(),
            sign_out: "/deconnexion".to_owned(),
            hidden: Vec::new(),
        }),
    }
}

/// What happened and what to do, in words.
pub(crate) fn error_words(app: &App, language: Language, error: &AppError) -> (String, String) {
    let texts = app.texts(language);
    let code = if *error == AppError::TakenDown { "taken-down" } else { error.code() };
    (texts.get(&format!("frame-error-{code}-title")), texts.get(&format!("frame-error-{code}-lead")))
}

/// A page with a way out for whatever went wrong.
pub(crate) fn error_page(app: &App, language: Language, id: &RequestId, error: &AppError) -> String {
    let texts = app.texts(language);
    let (title, lead) = error_words(app, language, error);
    let home = Link::new(texts.get("frame-home"), format!("/{}/", language.code()));
    let guides = Link::new(texts.get("frame-guides"), addresses::guides(language));
    let search = Link::new(texts.get("frame-search"), addresses::search(language));
    let resume = Link::new(texts.get("frame-resume"), "/reprendre");
    let sign_in = Link::new(texts.get("frame-sign-in"), "/connexion");
    let ways = match error {
        AppError::SignInRequired => vec![sign_in, home],
        AppError::Forbidden => vec![Link::new(texts.get("frame-desk"), "/bureau/"), home],
        AppError::NotFound | AppError::Gone | AppError::TakenDown => vec![search, guides, home, resume],
        _ => vec![home, resume],
    };
    let mut frame = public(app, language, title.clone(), None);
    frame.page.is_private = true;
    frame.wrap(&ErrorPage { lang: language, title, lead, ways, request: Some(id.0.clone()) })
}
