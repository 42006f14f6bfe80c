//! The page of a return for its author, reached by a private link: where the return stands, what may be published of
//! it, questions asked back, correcting it, withdrawing it. It never shows an answer by itself: links get forwarded.

pub(crate) mod answer;
pub(crate) mod correct;
mod gone;
pub(crate) mod publication;
pub(crate) mod show;
pub(crate) mod withdraw;

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame, notice,
    page::{Page, see_other},
    private,
};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use socle_domain::{id::SubmissionId, survey::Survey, time::Timestamp};
use socle_look::{Language, layouts::Translation};
use socle_store::AuthoredReturn;

/// What was just done, for the line at the head of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Published,
    Answered,
    Corrected,
}

impl Done {
    const ALL: [Self; 3] = [Self::Published, Self::Answered, Self::Corrected];

    /// What stands in the address.
    fn word(self) -> &'static str {
        match self {
            Self::Published => "publication",
            Self::Answered => "reponse",
            Self::Corrected => "correction",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Published => "author-done-publication",
            Self::Answered => "author-done-answer",
            Self::Corrected => "author-done-correction",
        }
    }
}

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Clicked {
    /// The language switch.
    langue: Option<String>,
    /// What was just done.
    fait: Option<String>,
    /// The number of a return that was withdrawn, as its author knows it.
    numero: Option<String>,
}

impl Clicked {
    /// The language that a form was shown in; the browser's when the form does not say.
    fn of_form(fields: &Fields, spoken: Language) -> Self {
        let language = Language::parse(fields.get("langue")).unwrap_or(spoken);
        Self { langue: Some(language.code().to_owned()), ..Self::default() }
    }

    fn done(&self) -> Option<Done> {
        let word = self.fait.as_deref()?;
        Done::ALL.into_iter().find(|done| done.word() == word)
    }

    /// The language to say that there is no return in: a click on the switch, else the browser's.
    fn language_or(&self, spoken: Language) -> Language {
        self.langue.as_deref().and_then(Language::parse).unwrap_or(spoken)
    }

    /// The language of a page: a click on the switch, else the one the return was sent in.
    fn language_of(&self, returned: &AuthoredReturn) -> Language {
        let clicked = self.langue.as_deref().and_then(Language::parse);
        clicked.or_else(|| Language::parse(&returned.language)).unwrap_or_default()
    }
}

/// Back to the page, which says what was done, in the language that the form was shown in.
fn back(token: &str, done: Done, fields: &Fields) -> Response {
    let language = Language::parse(fields.get("langue"));
    let langue = language.map_or_else(String::new, |language| format!("&langue={}", language.code()));
    see_other(&format!("/retour/{token}?fait={}{langue}", done.word()))
}

/// The return that a link leads to. A link that was not made here leads nowhere, and one whose return was withdrawn
/// says so: in both cases, the page that tells it.
async fn returned(
    app: &App,
    token: &str,
    language: Language,
) -> Result<Result<AuthoredReturn, Response>, AppError> {
    let Some(id) = id_of(app, token) else { return Ok(Err(gone::lost(app, language).into_response())) };
    match app.store().authored_return(id).await? {
        Some(returned) => Ok(Ok(returned)),
        None => Ok(Err(gone::withdrawn(app, (id, token), language, None).await?.into_response())),
    }
}

fn id_of(app: &App, token: &str) -> Option<SubmissionId> {
    private::read(app, "return", token).map(SubmissionId::from_uuid)
}

/// A moment in words, in the survey's zone, with the zone said.
fn moment(language: Language, survey: &Survey, at: Timestamp) -> String {
    let zone = &survey.calendar.zone;
    format!("{} ({})", notice::moment(language, zone, at), zone.name())
}

/// The same, and in universal time.
fn here_and_there(language: Language, survey: &Survey, at: Timestamp) -> String {
    notice::here_and_there(language, &survey.calendar.zone, at)
}

/// The page around some content; `path` is its own address, for the language switch.
fn page(
    app: &App,
    language: Language,
    (title, path): (String, &str),
    has_errors: bool,
    content: &impl Template,
) -> Page {
    let mut frame = frame::public(app, language, title, None);
    let mark = if path.contains('?') { '&' } else { '?' };
    let switch = |other: Language| Translation::new(other, format!("{path}{mark}langue={}", other.code()));
    frame.page.translations = Language::ALL.map(switch).into();
    frame.page.is_private = true;
    frame.page.has_errors = has_errors;
    frame.is_reply = true;
    let sheet = frame.sheet();
    Page::new(sheet, frame.wrap(content)).with_errors(has_errors)
}
