//! For whoever watches the service: is it up, and does its database answer?

use crate::{App, error::AppError};
use axum::extract::State;

/// `ok` once the database has answered; 503 otherwise.
pub(crate) async fn show(State(app): State<App>) -> Result<&'static str, AppError> {
    app.store().follow_content().await?;
    Ok("ok\n")
}
