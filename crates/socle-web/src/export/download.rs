//! The page that offers files, and the files.

use super::{Kind, write};
use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use socle_domain::time::Zone;
use socle_look::{Language, Sheet, Texts, Value, layouts::Link};
use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
};

/// How much of a file is read at once while it is sent.
const CHUNK: usize = 64 * 1024;

#[derive(Template)]
#[template(path = "export/page.html")]
struct ExportPage<'a> {
    t: &'a Texts,
    surveys: Vec<Offer>,
}

struct Offer {
    title: String,
    returns: String,
    files: Vec<Link>,
}

pub(crate) async fn page(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let surveys = app.store().counted_surveys(member.0.id).await?.into_iter().map(|survey| Offer {
        returns: t.with("export-returns", &[("n", Value::from(survey.returns))]),
        files: Kind::ALL
            .into_iter()
            .map(|kind| {
                let key = match kind {
                    Kind::Workbook => "export-workbook",
                    Kind::Returns => "export-table-returns",
                    Kind::Experiences => "export-table-experiences",
                };
                Link::new(t.get(key), format!("/bureau/export/{}/{}", survey.slug, kind.name(Language::Fr)))
            })
            .collect(),
        title: survey.title,
    });
    let content = ExportPage { t, surveys: surveys.collect() };
    let frame = frame::office(&app, &member, t.get("export-title"), "/bureau/export");
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

pub(crate) async fn file(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((survey, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let kind =
        Kind::ALL.into_iter().find(|kind| kind.name(Language::Fr) == name).ok_or(AppError::NotFound)?;
    let language = frame::language_of(&member);
    let away = |error: std::io::Error| AppError::Unavailable(format!("a file for a download: {error}"));
    // A file without a name: it goes when the last handle does, however this ends.
    let mut file = tempfile::tempfile().map_err(away)?;
    let target = file.try_clone().map_err(away)?;
    write(&app, Some(member.0.id), language, &survey, kind, target).await?.ok_or(AppError::NotFound)?;
    let length =
        file.seek(SeekFrom::End(0)).and_then(|length| file.rewind().map(|()| length)).map_err(away)?;
    let day = Zone::utc().civil(app.now());
    let disposition = format!(
        "attachment; filename=\"{survey}-{:04}-{:02}-{:02}-{}\"",
        day.year,
        day.month,
        day.day,
        kind.name(language)
    );
    let disposition =
        HeaderValue::from_str(&disposition).map_err(|error| AppError::Internal(error.to_string()))?;
    let media = match kind {
        Kind::Workbook => {
            HeaderValue::from_static("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        Kind::Returns | Kind::Experiences => HeaderValue::from_static("text/csv; charset=utf-8"),
    };
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
    ];
    Ok((headers, Body::from_stream(chunks(file))).into_response())
}

/// A file, piece by piece.
fn chunks(file: File) -> impl futures::Stream<Item = std::io::Result<Bytes>> {
    futures::stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; CHUNK];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, std::io::Error>((piece, file))
        });
        let (piece, file) = read.await.map_err(|error| std::io::Error::other(error.to_string()))??;
        Ok(if piece.is_empty() { None } else { Some((Bytes::from(piece), file)) })
    })
}
