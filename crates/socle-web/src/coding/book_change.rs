//! Codes added, changed, merged and taken away.

use crate::{
    App,
    coding::{
        Studies,
        book::{self, Asked, Faults, Typed, label_page},
        by_word, name_of,
    },
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    codebook::{CodeWord, Entry},
    id::{CodeLabelId, CodebookId},
};
use socle_look::{
    Sheet, Texts,
    components::{Button, Weight},
    layouts::Link,
};
use socle_store::{
    CodeLabel, Codebook, Constraint, LabelEdit, Merge, NewCodebook, NewLabel, Removal, StoreError,
};

/// A code that a form speaks of, in its book.
struct Found {
    studies: Studies,
    book: Codebook,
    label: CodeLabel,
}

impl Found {
    /// The same, for what ends with the code gone: when it is gone already, the list says so.
    async fn or_list(
        app: &App,
        member: &Member,
        slug: &str,
        word: &str,
    ) -> Result<Result<Self, Response>, AppError> {
        let studies = Studies::find(app, member, slug).await?;
        let list = see_other(&format!("/bureau/grille?etude={}", studies.present.slug));
        let book = app.store().codebook(member.0.id, studies.present.id).await?.ok_or(AppError::NotFound)?;
        Ok(match by_word(&book.labels, word).cloned() {
            Some(label) => Ok(Self { studies, book, label }),
            None => Err(list),
        })
    }

    async fn find(app: &App, member: &Member, slug: &str, word: &str) -> Result<Self, AppError> {
        Self::or_list(app, member, slug, word).await?.map_err(|_| AppError::NotFound)
    }

    fn list(&self) -> Response {
        see_other(&format!("/bureau/grille?etude={}", self.studies.present.slug))
    }
}

pub(crate) async fn add(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    typed: Fields,
) -> Result<Response, AppError> {
    if typed.has_controls() {
        return Err(AppError::Malformed);
    }
    let studies = Studies::find(&app, &member, typed.get("etude")).await?;
    let Some(found) = app.store().codebook(member.0.id, studies.present.id).await? else {
        return Err(AppError::Conflict);
    };
    let mut faults = Faults::new();
    let read = Typed::read(&found, &typed, &mut faults);
    let parent = read.parent.and_then(|parent| found.label(parent));
    let parent_word = parent.and_then(|label| CodeWord::parse(&label.word).ok());
    let word = if typed.get("code").trim().is_empty() {
        CodeWord::of_name(&read.name[0], parent_word.as_ref())
    } else {
        CodeWord::parse(typed.get("code"))
    };
    if word.is_err() && !faults.contains_key("nom") {
        faults.insert("code", "coding-fault-word");
    }
    if let (Ok(word), true) = (word, faults.is_empty()) {
        let id = CodeLabelId::new(app.now(), app.chance());
        let label = NewLabel {
            id,
            study: studies.present.id,
            parent: read.parent,
            word,
            name: read.name,
            definition: read.definition,
        };
        match app.store().add_label(member.0.id, label, app.now()).await {
            Ok(()) => return Ok(see_other(&format!("/bureau/grille?etude={}", studies.present.slug))),
            Err(StoreError::Conflict(Constraint::CodeWord)) => {
                faults.insert("code", "coding-fault-word-taken");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(book::page(&app, &member, &studies, &typed, &faults, Vec::new()).await?.into_response())
}

pub(crate) async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    typed: Fields,
) -> Result<Response, AppError> {
    if typed.has_controls() {
        return Err(AppError::Malformed);
    }
    let found = Found::find(&app, &member, typed.get("etude"), &word).await?;
    let mut faults = Faults::new();
    let read = Typed::read(&found.book, &typed, &mut faults);
    if read.parent.is_some_and(|parent| found.book.is_under(parent, found.label.id)) {
        faults.insert("parent", "coding-fault-circle");
    }
    if faults.is_empty() {
        let edit = LabelEdit {
            id: found.label.id,
            parent: read.parent,
            name: read.name,
            definition: read.definition,
        };
        match app.store().edit_label(member.0.id, edit, app.now()).await {
            Ok(()) => return Ok(found.list()),
            Err(StoreError::Conflict(Constraint::CodeCircle)) => {
                faults.insert("parent", "coding-fault-circle");
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = label_page(&app, &member, &found.studies, &found.book, &found.label, &typed, &faults);
    Ok(page.into_response())
}

#[derive(Template)]
#[template(path = "coding/merge.html")]
struct MergePage<'a> {
    t: &'a Texts,
    from: &'a str,
    into: &'a str,
    word: &'a str,
    slug: &'a str,
    merge: Merge,
    action: String,
    back: String,
    send: Button,
}

/// What merging would do, to be read before it is done.
pub(crate) async fn preview(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let found = Found::find(&app, &member, &asked.etude, &word).await?;
    let address = format!("/bureau/grille/code/{}", found.label.word);
    let slug = &found.studies.present.slug;
    let back = format!("{address}?etude={slug}");
    let other = by_word(&found.book.labels, &asked.dans).filter(|other| other.id != found.label.id);
    let Some(other) = other else { return Ok(see_other(&back)) };
    let merge = app.store().preview_merge(found.label.id, other.id).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let content = MergePage {
        t,
        from: name_of(language, &found.label),
        into: name_of(language, other),
        word: &other.word,
        slug,
        merge,
        action: format!("{address}/fusionner"),
        back: back.clone(),
        send: Button::send(t.get("coding-merge-send")).weight(Weight::Solid),
    };
    let mut frame = frame::office(&app, &member, t.get("coding-merge"), "/bureau/grille");
    frame.breadcrumb = vec![
        Link::new(t.get("coding-book"), format!("/bureau/grille?etude={slug}")),
        Link::new(name_of(language, &found.label), back),
    ];
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response())
}

pub(crate) async fn merge(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    typed: Fields,
) -> Result<Response, AppError> {
    let found = match Found::or_list(&app, &member, typed.get("etude"), &word).await? {
        Ok(found) => found,
        Err(list) => return Ok(list),
    };
    let other = by_word(&found.book.labels, typed.get("dans")).filter(|other| other.id != found.label.id);
    let Some(other) = other else { return Err(AppError::Malformed) };
    app.store().merge_labels(member.0.id, found.label.id, other.id, app.now()).await?;
    Ok(found.list())
}

pub(crate) async fn remove(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    typed: Fields,
) -> Result<Response, AppError> {
    let found = match Found::or_list(&app, &member, typed.get("etude"), &word).await? {
        Ok(found) => found,
        Err(list) => return Ok(list),
    };
    match app.store().remove_label(member.0.id, found.label.id, app.now()).await? {
        Removal::Removed => Ok(found.list()),
        Removal::InUse => {
            let faults = Faults::from([("code", "coding-remove-in-use")]);
            let typed = Fields::default();
            let page = label_page(&app, &member, &found.studies, &found.book, &found.label, &typed, &faults);
            Ok(page.into_response())
        }
    }
}

/// Gives a study the codes that ship.
pub(crate) async fn take_shipped(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    typed: Fields,
) -> Result<Response, AppError> {
    let studies = Studies::find(&app, &member, typed.get("etude")).await?;
    save(&app, &member, &studies, Entry::shipped()).await?;
    Ok(see_other(&format!("/bureau/grille?etude={}", studies.present.slug)))
}

/// Keeps a table of codes for a study.
pub(super) async fn save(
    app: &App,
    member: &Member,
    studies: &Studies,
    entries: Vec<Entry>,
) -> Result<(), StoreError> {
    let now = app.now();
    let book = NewCodebook {
        id: CodebookId::new(now, app.chance()),
        study: studies.present.id,
        title: studies.present.title.clone(),
        labels: entries.into_iter().map(|entry| (CodeLabelId::new(now, app.chance()), entry)).collect(),
        account: Some(member.0.id),
        now,
    };
    app.store().save_codebook(book).await.map(drop)
}
