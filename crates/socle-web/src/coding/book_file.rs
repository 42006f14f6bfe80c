//! The codes of a study as files: a table for spreadsheets, and the codebook format of the REFI-QDA standard.

use crate::{
    App,
    coding::{
        Studies,
        book::{self, Asked, Faults},
        book_change::save,
        name_of,
    },
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::see_other,
};
use axum::{
    Extension,
    extract::{Multipart, Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use socle_domain::codebook::{Place, Read, read_table};
use socle_look::Texts;
use socle_publish::{
    csv::{self, Separator},
    qdc,
};
use socle_store::{CodeLabel, Codebook, Constraint, StoreError};

/// The most bytes of a file of codes.
const MOST: usize = 1024 * 1024;

pub(crate) async fn table(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let (studies, book) = find(&app, &member, &asked).await?;
    let headings = Place::ALL.map(|place| place.heading().to_owned()).to_vec();
    let rows = book.labels.iter().map(|label| row(&book, label));
    let file = csv::write(Separator::Semicolon, std::iter::once(headings).chain(rows));
    Ok(attachment(file, "text/csv; charset=utf-8", &format!("grille-{}.csv", studies.present.slug)))
}

fn row(book: &Codebook, label: &CodeLabel) -> Vec<String> {
    let parent = label.parent.and_then(|parent| book.label(parent));
    vec![
        label.word.clone(),
        parent.map_or_else(String::new, |parent| parent.word.clone()),
        label.name[0].clone(),
        label.name[1].clone(),
        label.definition[0].clone(),
        label.definition[1].clone(),
    ]
}

pub(crate) async fn exchange(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let (studies, book) = find(&app, &member, &asked).await?;
    let language = frame::language_of(&member);
    let codes = book.labels.iter().map(|label| qdc::Code {
        guid: label.id.to_string(),
        depth: label.depth,
        word: label.word.clone(),
        name: name_of(language, label).to_owned(),
        definition: super::definition_of(language, label).to_owned(),
    });
    let file = qdc::write(&codes.collect::<Vec<_>>());
    Ok(attachment(file.into_bytes(), "application/xml", &format!("grille-{}.qdc", studies.present.slug)))
}

async fn find(app: &App, member: &Member, asked: &Asked) -> Result<(Studies, Codebook), AppError> {
    let studies = Studies::find(app, member, &asked.etude).await?;
    let book = app.store().codebook(member.0.id, studies.present.id).await?.ok_or(AppError::NotFound)?;
    Ok((studies, book))
}

fn attachment(file: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)];
    (headers, file).into_response()
}

/// Reads a file of codes over the present ones. All that is wrong is told, and then nothing is kept.
pub(crate) async fn import(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    form: Multipart,
) -> Result<Response, AppError> {
    let (slug, file) = read_form(form).await?;
    let studies = Studies::find(&app, &member, &slug).await?;
    let t = app.texts(frame::language_of(&member));
    let issues = match read_file(&file) {
        Err(key) => vec![t.get(key)],
        Ok(read) if !read.issues.is_empty() => read.issues.iter().map(|issue| sentence(t, issue)).collect(),
        Ok(read) => match save(&app, &member, &studies, read.entries).await {
            Ok(()) => return Ok(see_other(&format!("/bureau/grille?etude={}", studies.present.slug))),
            Err(StoreError::Conflict(Constraint::CodeCircle)) => vec![t.get("coding-fault-circle")],
            Err(error) => return Err(error.into()),
        },
    };
    let page = book::page(&app, &member, &studies, &Fields::default(), &Faults::new(), issues).await?;
    Ok(page.into_response())
}

async fn read_form(mut form: Multipart) -> Result<(String, Vec<u8>), AppError> {
    let (mut slug, mut file) = (String::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(|_| AppError::Malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| AppError::Malformed)?.to_vec();
        match name.as_str() {
            "tableau" if bytes.len() > MOST => return Err(AppError::TooLarge),
            "tableau" => file = bytes,
            "etude" => slug = String::from_utf8(bytes).map_err(|_| AppError::Malformed)?,
            _ => {}
        }
    }
    Ok((slug, file))
}

/// Understands a file by its beginning: a codebook in XML, or else a table.
fn read_file(file: &[u8]) -> Result<Read, &'static str> {
    let text = std::str::from_utf8(file).map_err(|_| "coding-import-not-utf8")?;
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    if start.is_empty() {
        return Err("coding-import-empty");
    }
    let rows = if start.starts_with('<') {
        let codes = qdc::read(text).map_err(|_| "coding-import-not-qdc")?;
        rows_of(&codes)
    } else {
        csv::read(text)
    };
    Ok(read_table(&rows))
}

/// A codebook of another program as a table: a code without a word of ours gets one made from its name.
fn rows_of(codes: &[qdc::Code]) -> Vec<Vec<String>> {
    use socle_domain::codebook::CodeWord;
    let mut rows = vec![
        [Place::Word, Place::Parent, Place::Name, Place::Definition].map(|p| p.heading().to_owned()).to_vec(),
    ];
    let mut above: Vec<String> = Vec::new();
    for code in codes {
        above.truncate(code.depth);
        let parent = above.last().and_then(|word| CodeWord::parse(word).ok());
        let made = || {
            CodeWord::of_name(&code.name, parent.as_ref())
                .map_or_else(|_| code.name.clone(), |w| w.as_str().to_owned())
        };
        let word = if code.word.is_empty() { made() } else { code.word.clone() };
        rows.push(vec![
            word.clone(),
            above.last().cloned().unwrap_or_default(),
            code.name.clone(),
            code.definition.clone(),
        ]);
        above.push(word);
    }
    rows
}

fn sentence(t: &Texts, issue: &socle_domain::codebook::Issue) -> String {
    let fault = t.get(&format!("coding-import-{}", issue.fault.word()));
    let row = i64::try_from(issue.row).unwrap_or(i64::MAX);
    let place =
        t.with("coding-import-place", &[("row", row.into()), ("column", issue.column.heading().into())]);
    format!("{place} {fault}")
}
