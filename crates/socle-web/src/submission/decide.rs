//! The decision about one return.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::Member,
    page::see_other,
    submission::{filter, reason, record, record_path, submission_id},
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::SubmissionId,
    review::{Ground, Reason},
    submission::ReviewStatus,
};
use socle_store::Decision;

/// What was typed in the forms of a return's page, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) reason: reason::Typed,
    pub(super) duplicate: String,
    pub(super) has_unknown_duplicate: bool,
    pub(super) question: String,
    pub(super) question_fault: Option<String>,
}

pub(crate) async fn decide(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let id = submission_id(&submission)?;
    let status = ReviewStatus::parse(fields.get("statut")).ok_or(AppError::Malformed)?;
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    // What is of another study is not there; only what is there can have changed meanwhile.
    app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    let mut typed = Typed::default();
    let (mut reason, mut duplicate_of) = (None, None);
    if status == ReviewStatus::SetAside {
        (typed.reason, reason) = reason::Typed::read(&fields);
        duplicate_of = original_of(&app, &member, id, &fields, reason.as_ref(), &mut typed).await?;
        if reason.is_none() || typed.has_unknown_duplicate {
            let query = Some(fields.get("filtre"));
            return Ok(record::page(&app, &member, id, query, &typed).await?.into_response());
        }
    }
    let (account, now) = (member.0.id, app.now());
    let decision = Decision { account, submission: id, version, status, reason, duplicate_of, now };
    app.store().review_submission(decision).await?;
    Ok(see_other(&back(id, &fields)))
}

/// The page of the return under the filter that led to it, with the one that followed.
fn back(id: SubmissionId, fields: &Fields) -> String {
    let asked = filter::parse(Some(fields.get("filtre")));
    let address = filter::after(&record_path(id), &asked);
    match SubmissionId::parse(fields.get("suivant")) {
        Ok(next) => format!("{address}{}suivant={next}", if address.contains('?') { '&' } else { '?' }),
        Err(_) => address,
    }
}

/// The return that this one is a second copy of, by the number typed: `R-188` or `188`.
async fn original_of(
    app: &App,
    member: &Member,
    id: SubmissionId,
    fields: &Fields,
    reason: Option<&Reason>,
    typed: &mut Typed,
) -> Result<Option<SubmissionId>, AppError> {
    fields.get("doublon").trim().clone_into(&mut typed.duplicate);
    let is_duplicate = reason.is_some_and(|reason| reason.ground() == Ground::Duplicate);
    if typed.duplicate.is_empty() || !is_duplicate {
        return Ok(None);
    }
    let digits = typed.duplicate.trim_start_matches(['R', 'r', '-', ' ']);
    let found = match digits.parse() {
        Ok(number) => app.store().submission_numbered(member.0.id, number).await?,
        Err(_) => None,
    };
    let found = found.filter(|original| *original != id);
    typed.has_unknown_duplicate = found.is_none();
    Ok(found)
}
