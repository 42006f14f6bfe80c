//! A guide as readers will see it, for the team: the working copy with the evidence as it is now, or a revision.

use super::{InLanguage, PART, article::article, file, writes};
use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
};
use socle_look::{
    Html, Sheet, Texts,
    components::{Notice, NoticeKind},
    layouts::Link,
};

/// The working copy or, when the address says so, what is proposed.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    proposee: String,
}

#[derive(Template)]
#[template(path = "guide/preview.html")]
struct PreviewPage {
    notice: Notice,
    back: Link,
    article: Html,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
    Query(which): Query<Which>,
) -> Result<Page, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    let view = match file.proposed {
        Some((revision, _)) if !which.proposee.is_empty() => app.store().revision_view(revision).await?,
        _ => app.store().draft_view(member.0.id, file.id, &file.draft).await?,
    };
    let view = view.ok_or(AppError::NotFound)?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let (part, words) = back(t, writes(&member, &file));
    let content = PreviewPage {
        notice: Notice::new(language, NoticeKind::Note, &t.get("guide-preview")),
        back: Link::new(words, format!("{PART}/{}{part}?langue={}", file.id, file.draft.language)),
        article: Html::of(&article(&app, &view, app.now())),
    };
    let mut frame = frame::public(&app, language, view.header.title.clone(), None);
    frame.page.is_private = true;
    Ok(Page::new(Sheet::Public, frame.wrap(&content)))
}

fn back(t: &Texts, may_write: bool) -> (&'static str, String) {
    if may_write { ("", t.get("guide-view-compose")) } else { ("/relire", t.get("guide-view-review")) }
}
