//! Withdrawing a return: what goes is said first; what is left is a receipt that holds nothing of it.

use super::{Clicked, gone, id_of, page, returned};
use crate::{App, addresses, error::AppError, fields::Fields, language::Spoken, page::see_other};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_look::{
    Language, Texts,
    components::{Button, Weight},
};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "author/withdraw.html")]
struct Withdraw<'a> {
    t: &'a Texts,
    number: String,
    experiences: usize,
    files: i64,
    /// How many published guides cite it.
    guides: usize,
    action: String,
    send: Button,
    keep: Button,
}

pub(crate) async fn confirm(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let returned = match returned(&app, &token, clicked.language_or(spoken)).await? {
        Ok(returned) => returned,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let language = clicked.language_of(&returned);
    let t = app.texts(language);
    let back = format!("/retour/{token}");
    let action = format!("{back}/retirer");
    let number = returned.number.to_string();
    let cited = returned.experiences.iter().flat_map(|one| &one.guides);
    let guides: BTreeSet<_> = cited.map(|guide| (&guide.language, &guide.slug)).collect();
    let title = t.with("author-withdraw-title", &[("number", number.as_str().into())]);
    let content = Withdraw {
        t,
        number,
        experiences: returned.experiences.len(),
        files: returned.files,
        guides: guides.len(),
        action: action.clone(),
        send: Button::send(t.get("author-withdraw-send")).weight(Weight::Danger),
        keep: Button::link(t.get("author-withdraw-keep"), back).weight(Weight::Outlined),
    };
    Ok(page(&app, language, (title, &action), false, &content).into_response())
}

pub(crate) async fn withdraw(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).unwrap_or(spoken);
    let Some(id) = id_of(&app, &token) else { return Ok(gone::lost(&app, language).into_response()) };
    let done = app.store().withdraw(id, app.now()).await?;
    // Sent twice by a tired finger: the number that the form holds leads to the same receipt.
    let number = done.map(|done| done.number).or_else(|| fields.number("numero"));
    let number = number.map_or_else(String::new, |number| number.to_string());
    Ok(see_other(&format!("/retour/{token}/recu?numero={number}&langue={}", language.code())))
}

/// The receipt: a number and a day, and what was erased; never a word of it.
pub(crate) async fn receipt(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let language = clicked.language_or(spoken);
    let Some(id) = id_of(&app, &token) else { return Ok(gone::lost(&app, language).into_response()) };
    if app.store().authored_return(id).await?.is_some() {
        return Ok(see_other(&format!("/retour/{token}")));
    }
    let said = clicked.numero.as_deref().and_then(addresses::number);
    Ok(gone::withdrawn(&app, (id, &token), language, said).await?.into_response())
}
