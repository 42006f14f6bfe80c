//! A sheet to print and pin up: the survey's short address, in letters and as a square to photograph.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::Page,
    survey::{follow::survey_of, moment_here_and_there},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use qrcode::{Color, EcLevel, QrCode};
use socle_domain::study::Part;
use socle_look::{
    Language, Sheet, Texts,
    layouts::{Link, Translation},
};

#[derive(Template)]
#[template(path = "survey/poster.html")]
struct Poster<'a> {
    t: &'a Texts,
    language: Language,
    title: &'a str,
    purpose: Option<String>,
    sponsor: Option<String>,
    /// The address without what phones add by themselves.
    address: String,
    until: String,
    square: Square,
    other: Link,
}

/// A square to photograph (ISO/IEC 18004), as one path of black runs.
struct Square {
    side: usize,
    path: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let record = survey_of(&app, &member, &slug).await?;
    let study = app.store().study(record.study.id).await?.ok_or(AppError::NotFound)?;
    // A sheet is for those who read it, whatever the language of who prints it.
    let asked = Fields::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let language = Language::parse(asked.get("langue")).unwrap_or(frame::language_of(&member));
    let t = app.texts(language);
    let survey = &record.survey;
    let said = study.description.exactly_in(language.code());
    let whole = format!("{}/e/{}", app.settings().address, survey.slug);
    let other = if language == Language::Fr { Language::En } else { Language::Fr };
    let mut office = frame::office(&app, &member, t.get("survey-poster"), "/bureau/enquetes");
    office.breadcrumb =
        vec![Link::new(survey.title.clone(), format!("/bureau/enquetes/{}/suivi", survey.slug))];
    let path = format!("/bureau/enquetes/{}/affiche?langue={}", survey.slug, other.code());
    let translation = Translation::new(other, path);
    let content = Poster {
        t,
        language,
        title: &survey.title,
        purpose: said.map(|words| words.get(Part::Purpose).to_owned()),
        sponsor: said.map(|words| words.get(Part::Sponsor).to_owned()),
        address: whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest).to_owned(),
        until: moment_here_and_there(language, survey, survey.calendar.closes_at),
        square: square(&whole)?,
        other: Link::new(translation.name, translation.href),
    };
    Ok(Page::new(Sheet::Office, office.wrap(&content)))
}

fn square(text: &str) -> Result<Square, AppError> {
    use std::fmt::Write as _;
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)
        .map_err(|error| AppError::Internal(format!("square: {error}")))?;
    let (side, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _infallible = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Ok(Square { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_holds_the_address_in_black_runs() {
        let short = square("https://socle.example.org/e/tic-2017").unwrap();
        assert_eq!(short.side, 29, "version 3 of ISO/IEC 18004");
        // The corner that phones look for: seven black modules.
        assert!(short.path.starts_with("M0 0h7v1h-7z"), "{}", short.path);
    }
}
