//! A change of mind about what may be published of an experience.

use super::{Clicked, Done, back, returned, show};
use crate::{App, error::AppError, fields::Fields, language::Spoken};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{consent::Publication, id::ConsentId};
use socle_store::NewConsent;

pub(crate) async fn change(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let clicked = Clicked::of_form(&fields, spoken);
    let returned = match returned(&app, &token, clicked.language_or(spoken)).await? {
        Ok(returned) => returned,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let place = fields.number("experience").ok_or(AppError::Malformed)?;
    let Some(experience) = returned.experiences.iter().find(|one| one.place == place).map(|one| one.id)
    else {
        return Err(AppError::NotFound);
    };
    let Ok(publication) = Publication::parse(fields.get("accord")) else {
        let refused = show::Refused { publication: Some(experience), ..show::Refused::default() };
        let page = show::render(&app, &token, &returned, &clicked, refused).await?;
        return Ok(page.into_response());
    };
    let id = ConsentId::new(app.now(), app.chance());
    let new = NewConsent { id, submission: returned.id, experience, publication, now: app.now() };
    app.store().allow(new).await?;
    Ok(back(&token, Done::Published, &fields))
}
