//! Choosing a password, by the link of a letter: it opens once.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    invitation::{self, Invitation},
    language::Spoken,
    page::{Page, see_other},
    password,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::account::{self, InvalidPassword, PASSWORD_LEAST, PASSWORD_MOST};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, ErrorSummary, LineKind, Notice, NoticeKind, Prompt, TextField},
    layouts::OfficeFrame,
};

#[derive(Template)]
#[template(path = "account/choose.html")]
struct Choose<'a> {
    t: &'a Texts,
    /// What there is to do: choose, or ask for another link.
    form: Option<Form>,
    over: Notice,
}

struct Form {
    summary: Option<ErrorSummary>,
    path: String,
    name: String,
    password: TextField,
    send: Button,
}

/// Whose password may be chosen by this link now.
struct Opened {
    invitation: Invitation,
    name: String,
    language: Language,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
) -> Result<Page, AppError> {
    let opened = open(&app, &token).await?;
    Ok(render(&app, spoken, &token, opened.as_ref(), None))
}

pub(crate) async fn choose(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let Some(opened) = open(&app, &token).await? else {
        return Ok(render(&app, spoken, &token, None, None).into_response());
    };
    let typed = fields.get("password").to_owned();
    if let Err(fault) = account::check_password(&typed) {
        return Ok(render(&app, spoken, &token, Some(&opened), Some(fault)).into_response());
    }
    let hash = hashed(&app, typed).await?;
    let Invitation { account, version, .. } = opened.invitation;
    if app.store().choose_password(account, version, hash, app.now()).await? {
        return Ok(see_other("/connexion"));
    }
    // The same link was used a moment ago: what was chosen then holds.
    Ok(render(&app, spoken, &token, None, None).into_response())
}

async fn open(app: &App, token: &str) -> Result<Option<Opened>, AppError> {
    let Some(invitation) = invitation::read(app, token) else { return Ok(None) };
    if app.now() >= invitation.ends_at {
        return Ok(None);
    }
    let account = app.store().account_at_version(invitation.account, invitation.version).await?;
    Ok(account.map(|account| Opened {
        invitation,
        name: account.name,
        language: Language::parse(&account.language).unwrap_or_default(),
    }))
}

async fn hashed(app: &App, typed: String) -> Result<String, AppError> {
    let salt_of = app.clone();
    let _turn = app.signing_in().acquire().await.map_err(|error| AppError::Unavailable(error.to_string()))?;
    let hash = tokio::task::spawn_blocking(move || password::hash(&typed, salt_of.chance())).await;
    hash.map_err(|error| AppError::Internal(error.to_string()))?
        .map_err(|error| AppError::Internal(error.to_string()))
}

fn render(
    app: &App,
    spoken: Language,
    token: &str,
    opened: Option<&Opened>,
    fault: Option<InvalidPassword>,
) -> Page {
    let language = opened.map_or(spoken, |opened| opened.language);
    let t = app.texts(language);
    let fault = fault.map(|fault| match fault {
        InvalidPassword::TooShort => t.with("account-fault-short", &[("n", PASSWORD_LEAST.into())]),
        InvalidPassword::TooLong => t.with("account-fault-long", &[("n", PASSWORD_MOST.into())]),
    });
    let has_errors = fault.is_some();
    let form = opened.map(|opened| {
        let password = Prompt::new(language, "password", t.get("account-new-password"))
            .hint(t.with("account-new-password-hint", &[("n", PASSWORD_LEAST.into())]))
            .error(fault)
            .text("")
            .kind(LineKind::Password)
            .autocomplete("new-password");
        Form {
            summary: ErrorSummary::of(language, [&password.prompt]),
            path: format!("/mot-de-passe/{token}"),
            name: opened.name.clone(),
            password,
            send: Button::send(t.get("account-choose")),
        }
    });
    let over = Notice::new(language, NoticeKind::Warning, &t.get("account-link-over"));
    let mut page = socle_look::layouts::Page::new(language, t.get("account-choose-title"));
    page = page.with_errors(has_errors);
    page.is_private = true;
    let frame = OfficeFrame { page, home: format!("/{}/", language.code()), ..OfficeFrame::default() };
    Page::new(Sheet::Office, frame.wrap(&Choose { t, form, over })).with_errors(has_errors)
}
