//! The return as it was received, byte for byte: the first sending, or one that came after it.

use crate::{App, error::AppError, guard::Member, submission::submission_id};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};

pub(crate) async fn download(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let id = submission_id(&submission)?;
    let record = app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    let wanted = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find(|(name, _)| name == "envoi")
        .map_or(Some(1), |(_, place)| place.parse::<i64>().ok());
    let number = record.number;
    let (name, body) = match wanted {
        Some(1) => (format!("R-{number}.xml"), record.body),
        place => {
            let later = record.corrections.into_iter().find(|one| Some(one.place) == place);
            let later = later.ok_or(AppError::NotFound)?;
            (format!("R-{number}-{}.xml", later.place), later.body)
        }
    };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let xml = HeaderValue::from_static("application/xml");
    let headers = [(header::CONTENT_TYPE, xml), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, body).into_response())
}
