//! One question: how many chose what, and of which kind they are.

use super::{Asked, Surveys, counted};
use crate::{App, error::AppError, page::Page, questionnaire, words};
use askama::Template;
use socle_domain::figures::{Breakdown, Cell as Count, LEAST, Public};
use socle_look::{
    Html, Sheet, Texts, Value,
    components::{Bar, BarTable, Cell, Column, Table},
    layouts::{Link, OfficeFrame},
    numbers,
};
use socle_store::Broken;
use xlsform::{Asked as Question, ControlKind};

/// The most choices that a page shows; a list of countries has more, most of them chosen by nobody.
const CHOICES_MOST: usize = 40;

#[derive(Template)]
#[template(path = "figures/question.html")]
struct QuestionPage<'a> {
    t: &'a Texts,
    wording: String,
    counted: Vec<Link>,
    bars: BarTable,
    breakdown: Table,
}

/// The words of a question; a row of a grid is read with what the grid asks.
pub(super) fn wording(question: &Question) -> String {
    match (question.group.as_str(), question.label.as_str()) {
        (group, "") => group.to_owned(),
        ("", label) => label.to_owned(),
        (group, label) => format!("{group} — {label}"),
    }
}

pub(super) async fn page(
    app: &App,
    t: &Texts,
    mut frame: OfficeFrame,
    surveys: &Surveys,
    asked: &Asked,
    question: &Question,
) -> Result<Page, AppError> {
    let name = questionnaire::name_of(&question.path);
    let broken = app.store().broken_down(surveys.present.id, name, asked.with_unread()).await?;
    let (choices, breakdown) = arranged(question, &broken);
    let address = format!("/bureau/comptes?enquete={}&question={name}", surveys.present.slug);
    let wording = questionnaire::set_in(t.language(), &wording(question));
    frame.page.title.clone_from(&wording);
    let content = QuestionPage {
        t,
        counted: counted(t, asked, &address),
        bars: bars(t, question, &wording, &choices, &breakdown),
        breakdown: table(t, &choices, &broken, &breakdown),
        wording,
    };
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

/// Choices in the order of the questionnaire; those that nobody chose go when the list is long.
fn arranged(question: &Question, broken: &Broken) -> (Vec<String>, Breakdown) {
    let is_long = question.choices.len() > CHOICES_MOST;
    let is_chosen = |value: &str| broken.cells.iter().any(|(choice, _, _)| choice == value);
    let mut values: Vec<(&str, &str)> = question
        .choices
        .iter()
        .map(|(value, words)| (value.as_str(), words.as_str()))
        .filter(|(value, _)| !is_long || is_chosen(value))
        .collect();
    // A choice that the questionnaire does not know was sent by another program: it is told as it came.
    for (choice, _, _) in &broken.cells {
        if !values.iter().any(|(value, _)| value == choice) {
            values.push((choice, choice));
        }
    }
    let cell = |value: &str, kind: &str| {
        let found = broken.cells.iter().find(|(choice, of, _)| choice == value && of == kind);
        found.map_or(Count::default(), |(_, _, count)| *count)
    };
    let rows = values
        .iter()
        .map(|(value, _)| broken.bases.iter().map(|(kind, _)| cell(value, kind)).collect())
        .collect();
    let bases = broken.bases.iter().map(|(_, base)| *base).collect();
    (values.into_iter().map(|(_, words)| words.to_owned()).collect(), Breakdown { bases, rows })
}

fn bars(
    t: &Texts,
    question: &Question,
    wording: &str,
    choices: &[String],
    breakdown: &Breakdown,
) -> BarTable {
    let language = t.language();
    let totals: Vec<u32> = (0..choices.len()).map(|row| breakdown.row_total(row).answers).collect();
    let base = breakdown.base_total().answers;
    let largest = totals.iter().copied().max().unwrap_or(0);
    let bars = choices.iter().zip(&totals).map(|(choice, total)| {
        let mut bar = Bar::of(language, questionnaire::set_in(language, choice), *total, largest);
        bar.value = format!("{} · {}", bar.value, numbers::share(language, *total, base));
        bar
    });
    let is_many = question.kind == ControlKind::SelectMultiple;
    let unit = if question.repeat.is_some() { "figures-n-experiences" } else { "figures-n-returns" };
    let mut note = t.with(unit, &[("n", Value::from(i64::from(base)))]);
    if is_many {
        note = format!("{note} {}", t.get("figures-several"));
    }
    BarTable {
        lang: language,
        id: "total".to_owned(),
        title: wording.to_owned(),
        bars: bars.collect(),
        note: Some(Html::text(&note)),
    }
}

fn table(t: &Texts, choices: &[String], broken: &Broken, breakdown: &Breakdown) -> Table {
    let language = t.language();
    let kind = |code: &str| {
        if code.is_empty() { t.get("figures-unsaid") } else { words::organization(language, code) }
    };
    let mut columns = vec![Column::new(t.get("figures-choice"))];
    columns.extend(broken.bases.iter().map(|(code, _)| Column::number(kind(code))));
    columns.push(Column::number(t.get("figures-total")));
    let public = breakdown.public();
    let rows = choices.iter().enumerate().map(|(row, choice)| {
        let mut cells = vec![Cell::text(&questionnaire::set_in(language, choice))];
        cells.extend(breakdown.rows[row].iter().zip(&public[row]).map(|(count, public)| {
            let mark = if *public == Public::Hidden { "\u{202f}†" } else { "" };
            Cell::figure(&format!("{}{mark}", numbers::integer(language, count.answers.into())))
        }));
        cells.push(Cell::number(language, breakdown.row_total(row).answers.into()));
        cells
    });
    let mut base = vec![Cell::text(&t.get("figures-base"))];
    base.extend(breakdown.bases.iter().map(|count| Cell::number(language, count.answers.into())));
    base.push(Cell::number(language, breakdown.base_total().answers.into()));
    Table {
        id: "ventilation".to_owned(),
        caption: t.get("figures-by-kind"),
        columns,
        rows: rows.chain(std::iter::once(base)).collect(),
        note: Some(Html::text(&t.with("figures-hidden", &[("n", Value::from(i64::from(LEAST)))]))),
    }
}
