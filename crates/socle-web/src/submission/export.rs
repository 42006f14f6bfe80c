//! The inbox as a file that opens in a spreadsheet: the rows of the present filter, all pages.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    submission::{channel_words, country_words, filter, status_words, theme_words},
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use socle_look::{Language, Texts};
use socle_publish::csv::{self, Separator};
use socle_store::InboxRow;

pub(crate) async fn download(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let rows = app.store().inbox_whole(member.0.id, &filter::parse(query.as_deref())).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let headings = [
        "number",
        "received",
        "survey",
        "channel",
        "status",
        "late",
        "organization",
        "title",
        "country",
        "theme",
    ]
    .map(|name| t.get(&format!("submission-column-{name}")))
    .to_vec();
    let separator = language.pick(Separator::Semicolon, Separator::Comma);
    let file = csv::write(separator, std::iter::once(headings).chain(rows.iter().map(|row| cells(t, row))));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = match language {
        Language::Fr => HeaderValue::from_static("attachment; filename=\"retours.csv\""),
        Language::En => HeaderValue::from_static("attachment; filename=\"returns.csv\""),
    };
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], file).into_response())
}

fn cells(t: &Texts, row: &InboxRow) -> Vec<String> {
    vec![
        format!("R-{}", row.number),
        row.received_at.to_rfc3339(),
        row.survey_title.clone(),
        channel_words(t, row.channel),
        status_words(t, row.status),
        t.get(if row.is_late { "submission-yes" } else { "submission-no" }),
        row.organization.clone().unwrap_or_default(),
        row.title.clone(),
        country_words(t.language(), &row.country),
        theme_words(t, &row.theme),
    ]
}
