//! The return as it was received, byte for byte.

use crate::{App, error::AppError, guard::Member};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use socle_domain::id::SubmissionId;

pub(crate) async fn download(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
) -> Result<Response, AppError> {
    let id = SubmissionId::parse(&submission).map_err(|_| AppError::NotFound)?;
    let record = app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    let name = format!("attachment; filename=\"R-{}.xml\"", record.row.number);
    let disposition = HeaderValue::from_str(&name).map_err(|error| AppError::Internal(error.to_string()))?;
    let xml = HeaderValue::from_static("application/xml");
    let headers = [(header::CONTENT_TYPE, xml), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, record.body).into_response())
}
