//! The sheets of a published guide: bytes kept since they were printed, never laid out while someone waits.

use super::{
    paper::PAGES_MOST,
    public::{here, slug_in, slug_of},
};
use crate::{
    App, addresses,
    error::AppError,
    page::{found, moved},
};
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use socle_domain::{guide::GuideView, id::GuideRevisionId};
use socle_store::{NewPrint, Print};

/// How often a revision is laid out again because the public saw something new meanwhile.
const TRIES: usize = 4;

/// What an address says of the bytes behind it.
pub(super) fn version(digest: &[u8; 32]) -> String {
    crate::hex(&digest[..8])
}

/// `/fr/fiches/{slug}/fiche.pdf`, `/en/guides/{slug}/guide.pdf`.
pub(crate) async fn download(
    State(app): State<App>,
    uri: Uri,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let language = addresses::language_of(uri.path());
    let slug = slug_of(slug)?;
    let guide = here(app.store().public_guide(language.code(), &slug).await?)?;
    let present = slug_in(&guide, language);
    if present != slug {
        return Ok(moved(&addresses::sheets(language, present)));
    }
    match app.store().guide_print(&guide.view.language, guide.view.number).await? {
        Some(print) => Ok(send(&guide.view, print, query.as_deref(), &headers)),
        // Its page says that the sheets are being made.
        None => Ok(found(&addresses::guide(language, &slug))),
    }
}

/// The address with the digest always gives these bytes: the browser that has them need not ask again. They hold
/// words of returns, so no cache on the way keeps them, and the bare address is asked for each time.
fn send(view: &GuideView, print: Print, query: Option<&str>, headers: &HeaderMap) -> Response {
    let version = version(&print.digest);
    let etag = format!("\"{version}\"");
    let is_known =
        headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { print.pdf.into_response() };
    let is_exact = query == Some(format!("v={version}").as_str());
    let freshness = if is_exact { "private, max-age=31536000, immutable" } else { "no-cache" };
    let name = format!("inline; filename=\"{}.pdf\"", view.slug);
    let told = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CACHE_CONTROL, freshness),
        (header::ETAG, &etag),
        (header::CONTENT_DISPOSITION, &name),
    ];
    for (header, value) in told {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

impl App {
    /// Prints a revision that readers see and keeps its sheets: the work that publishing it asked for. `Err` says why
    /// it has to be tried again.
    pub async fn print_revision(&self, revision: GuideRevisionId) -> Result<(), String> {
        for _ in 0..TRIES {
            let waiting = self.store().to_print(revision).await.map_err(|error| error.to_string())?;
            let Some(waiting) = waiting else { return Ok(()) };
            let printed = self.print_guide(&waiting.view).await.map_err(|error| error.to_string())?;
            if printed.pages > PAGES_MOST {
                return Err(format!("{} pages", printed.pages));
            }
            let print = NewPrint {
                revision,
                content_version: waiting.content_version,
                pages: printed.pages.into(),
                pdf: printed.pdf,
                now: self.now(),
            };
            if self.store().keep_print(print).await.map_err(|error| error.to_string())? {
                return Ok(());
            }
        }
        Err("the public sees something new each time".to_owned())
    }
}
