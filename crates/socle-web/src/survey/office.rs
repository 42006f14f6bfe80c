//! The coordinator's surveys.

use crate::{App, error::AppError, frame, guard::Member, page::Page, survey::moment};
use askama::Template;
use axum::{Extension, extract::State};
use socle_domain::survey::{Survey, Window};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Cell, Column, DataColumn, DataRow, DataTable},
};

#[derive(Template)]
#[template(path = "survey/list.html")]
struct List<'a> {
    t: &'a Texts,
    table: DataTable,
    open: Button,
}

pub(crate) async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let surveys = app.store().coordinated_surveys(member.0.id).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let table = DataTable {
        lang: language,
        id: "enquetes".to_owned(),
        caption: t.get("survey-list"),
        columns: [
            "survey-column-title",
            "survey-column-address",
            "survey-column-window",
            "survey-column-returns",
        ]
        .map(|key| DataColumn::new(Column::new(t.get(key))))
        .into(),
        rows: surveys.iter().map(|(survey, returns)| row(&app, t, language, survey, *returns)).collect(),
        choose: None,
        empty: t.get("survey-list-none"),
    };
    let open = Button::link(t.get("survey-new"), "/bureau/enquetes/nouvelle");
    let frame = frame::office(&app, &member, t.get("survey-list"), "/bureau/enquetes");
    Ok(Page::new(Sheet::Office, frame.wrap(&List { t, table, open })))
}

fn row(app: &App, t: &Texts, language: Language, survey: &Survey, returns: i64) -> DataRow {
    let path = format!("/e/{}", survey.slug);
    DataRow {
        key: survey.id.to_string(),
        name: survey.title.clone(),
        cells: vec![
            Cell::link(&survey.title, &format!("/bureau/enquetes/{}/suivi", survey.slug)),
            Cell::link(&path, &path),
            Cell::text(&window_words(app, t, language, survey)),
            Cell::number(language, returns),
        ],
        is_chosen: false,
    }
}

pub(super) fn window_words(app: &App, t: &Texts, language: Language, survey: &Survey) -> String {
    let calendar = &survey.calendar;
    let (key, at) = match calendar.window(app.now()) {
        Window::NotYet => ("survey-window-not-yet", calendar.opens_at),
        Window::Open => ("survey-window-open", calendar.closes_at),
        Window::Grace => ("survey-window-grace", calendar.grace_ends_at()),
        Window::Closed => ("survey-window-closed", calendar.closes_at),
    };
    t.with(key, &[("when", moment(language, survey, at).into())])
}
