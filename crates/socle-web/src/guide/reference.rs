//! Desk references: the sources that guides cite beside the returns.

use super::{PART, crumbs, day};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use socle_domain::{
    guide::{Reference, ReferenceKind},
    id::{ReferenceId, StudyId},
    text::{self, InvalidText},
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{
        Button, Cell, Choice, ChoiceGroup, Column, DataColumn, DataRow, DataTable, ErrorSummary, LineKind,
        Prompt, TextField,
    },
};
use socle_store::{NewReference, Study, WRITING_ROLES};
use std::collections::BTreeMap;

const TITLE_MOST: usize = 200;
const LINE_MOST: usize = 300;

#[derive(Template)]
#[template(path = "guide/references.html")]
struct ReferencesPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    tables: Vec<(String, DataTable)>,
    form: Option<Form>,
}

struct Form {
    study: Option<ChoiceGroup>,
    kind: ChoiceGroup,
    lines: Vec<TextField>,
    send: Button,
}

/// What is wrong, by field: the key of a text.
type Faults = BTreeMap<&'static str, &'static str>;

pub(crate) async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    render(&app, &member, &Fields::default(), &Faults::new()).await
}

pub(crate) async fn create(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let studies = app.store().written_studies(member.0.id).await?;
    let mut faults = Faults::new();
    let study = match studies.as_slice() {
        [only] => Some(only.id),
        several => several.iter().map(|s| s.id).find(|id| StudyId::parse(fields.get("etude")) == Ok(*id)),
    };
    if study.is_none() {
        faults.insert("etude", "guide-fault-study");
    }
    let kind = ReferenceKind::parse(fields.get("valeur"));
    if kind.is_none() {
        faults.insert("valeur", "guide-fault-reference-kind");
    }
    let title = text::line(fields.get("titre"), TITLE_MOST);
    if title.is_err() {
        faults.insert("titre", "guide-fault-reference-title");
    }
    let mut optional = |name: &'static str| match text::line(fields.get(name), LINE_MOST) {
        Ok(line) => line,
        Err(InvalidText::Empty) => String::new(),
        Err(_) => {
            faults.insert(name, "guide-fault-reference-line");
            String::new()
        }
    };
    let [author, dated, address, archived] = ["auteur", "date", "adresse", "copie"].map(&mut optional);
    for (name, value) in [("adresse", &address), ("copie", &archived)] {
        let is_web = value.starts_with("https://") || value.starts_with("http://");
        if !value.is_empty() && !is_web {
            faults.insert(name, "guide-fault-reference-address");
        }
    }
    let (Some(study), Some(kind), Ok(title), true) = (study, kind, title, faults.is_empty()) else {
        return Ok(render(&app, &member, &fields, &faults).await?.with_errors(true).into_response());
    };
    let new = NewReference {
        id: ReferenceId::new(app.now(), app.chance()),
        study,
        kind,
        title,
        author,
        dated,
        address,
        archived,
        account: member.0.id,
        now: app.now(),
    };
    app.store().create_reference(new).await?.ok_or(AppError::NotFound)?;
    Ok(see_other("/bureau/fiches/references"))
}

async fn render(app: &App, member: &Member, fields: &Fields, faults: &Faults) -> Result<Page, AppError> {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let written = app.store().written_studies(member.0.id).await?;
    let mut tables = Vec::new();
    for study in app.store().read_studies(member.0.id).await? {
        let references = app.store().references(member.0.id, study.id).await?;
        tables.push((study.title.clone(), table(t, language, &study, &references)));
    }
    let form = member.has_any(&WRITING_ROLES).then(|| form(t, language, &written, fields, faults));
    let summary = form.as_ref().and_then(|form| {
        let lines = form.lines.iter().map(|line| &line.prompt);
        let study = form.study.iter().map(|study| &study.prompt);
        ErrorSummary::of(language, study.chain([&form.kind.prompt]).chain(lines))
    });
    let mut frame = frame::office(app, member, t.get("guide-references"), PART);
    frame.breadcrumb = crumbs(t);
    frame.page.has_errors = summary.is_some();
    Ok(Page::new(Sheet::Office, frame.wrap(&ReferencesPage { t, summary, tables, form })))
}

fn form(t: &Texts, language: Language, studies: &[Study], fields: &Fields, faults: &Faults) -> Form {
    let prompt = |name: &'static str, key: &str| {
        Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|key| t.get(key)))
    };
    let kinds = ReferenceKind::ALL.map(|kind| {
        Choice::new(kind.word(), t.get(&format!("guide-reference-kind-{}", kind.word())))
            .chosen(fields.get("valeur") == kind.word())
    });
    let several = studies.iter().map(|study| {
        let id = study.id.to_string();
        let is_chosen = fields.get("etude") == id;
        Choice::new(id, study.title.as_str()).chosen(is_chosen)
    });
    let line = |name: &'static str, key: &str| prompt(name, key).optional().text(fields.get(name));
    Form {
        study: (studies.len() != 1).then(|| prompt("etude", "guide-new-study").one_of(several.collect())),
        kind: prompt("valeur", "guide-reference-kind").one_of(kinds.into()),
        lines: vec![
            prompt("titre", "guide-reference-title").text(fields.get("titre")),
            line("auteur", "guide-reference-author"),
            line("date", "guide-reference-dated"),
            line("adresse", "guide-reference-address").kind(LineKind::Url),
            line("copie", "guide-reference-archived").kind(LineKind::Url),
        ],
        send: Button::send(t.get("guide-reference-keep")),
    }
}

fn table(t: &Texts, language: Language, study: &Study, references: &[Reference]) -> DataTable {
    let headings = ["citation", "title", "author", "dated", "kind", "read"];
    let row = |reference: &Reference| {
        let title = &reference.title;
        let is_web = reference.address.starts_with("http");
        DataRow {
            key: reference.number.to_string(),
            name: title.clone(),
            cells: vec![
                Cell::text(&format!("[@ref{}]", reference.number)),
                if is_web { Cell::link(title, &reference.address) } else { Cell::html(Html::text(title)) },
                Cell::text(&reference.author),
                Cell::text(&reference.dated),
                Cell::text(&t.get(&format!("guide-reference-kind-{}", reference.kind.word()))),
                Cell::text(&day(language, reference.read_at)),
            ],
            is_chosen: false,
        }
    };
    DataTable {
        lang: language,
        id: format!("sources-{}", study.slug),
        caption: study.title.clone(),
        columns: headings
            .map(|name| DataColumn::new(Column::new(t.get(&format!("guide-reference-column-{name}")))))
            .into(),
        rows: references.iter().map(row).collect(),
        choose: None,
        empty: t.get("guide-references-none"),
    }
}
