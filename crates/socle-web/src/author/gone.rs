//! Links that open no return (any more): a way out in the person's language, and never a word of what was answered.

use super::page;
use crate::{App, error::AppError, notice, page::Page};
use askama::Template;
use http::StatusCode;
use socle_domain::{id::SubmissionId, time::Zone};
use socle_look::{Language, Texts};

#[derive(Template)]
#[template(path = "author/withdrawn.html")]
struct Withdrawn<'a> {
    t: &'a Texts,
    title: String,
    when: String,
    /// It was withdrawn from this page just now: what is shown is the receipt.
    is_receipt: bool,
}

#[derive(Template)]
#[template(path = "author/lost.html")]
struct Lost<'a> {
    t: &'a Texts,
    language: Language,
}

/// A return that was withdrawn: since when, and the number that its author says it had. Anything else leads nowhere.
pub(super) async fn withdrawn(
    app: &App,
    (id, token): (SubmissionId, &str),
    language: Language,
    said: Option<i64>,
) -> Result<Page, AppError> {
    let Some(withdrawn) = app.store().withdrawn_return(id, said).await? else {
        return Ok(lost(app, language));
    };
    let t = app.texts(language);
    let number = withdrawn.number.map(|number| number.to_string());
    let title = match &number {
        Some(number) => t.with("author-withdrawn-title", &[("number", number.as_str().into())]),
        None => t.get("author-withdrawn-some"),
    };
    let path = match &number {
        Some(number) => format!("/retour/{token}/recu?numero={number}"),
        None => format!("/retour/{token}"),
    };
    let when = notice::moment(language, &Zone::utc(), withdrawn.at);
    let content = Withdrawn { t, title: title.clone(), when, is_receipt: number.is_some() };
    let mut page = page(app, language, (title, &path), false, &content);
    // The receipt is a page like any other; a link that opened a return says that it opens none.
    if !content.is_receipt {
        page.status = StatusCode::GONE;
    }
    Ok(page)
}

/// A link that was not made here: most often, one that a mail program has cut.
pub(super) fn lost(app: &App, language: Language) -> Page {
    let t = app.texts(language);
    let title = t.get("author-lost");
    let mut page = page(app, language, (title, "/retour/-"), false, &Lost { t, language });
    page.status = StatusCode::NOT_FOUND;
    page
}
