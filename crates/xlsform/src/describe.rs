//! What a form is, in short: its questions, lists, languages and files.

use serde::Serialize;

use crate::compile::Form;
use crate::compile::item::{Item, Kind};
use crate::issue::Parsed;
use crate::{Mode, with_form};

/// A form in short.
#[derive(Clone, Debug, Serialize)]
pub struct Description {
    /// Title people see.
    pub title: String,
    /// Identifier of the form.
    pub form_id: String,
    /// Version, when there is one.
    pub version: Option<String>,
    /// Questions in order, groups and what the device fills in left out.
    pub questions: Vec<QuestionLine>,
    /// How many groups.
    pub groups: usize,
    /// How many repeats.
    pub repeats: usize,
    /// Choice lists, each with how many choices it has.
    pub lists: Vec<(String, usize)>,
}

/// A question in short.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionLine {
    /// Row of the survey sheet.
    pub row: u32,
    /// Name of the question.
    pub name: String,
    /// Type, by its first spelling: `select one`, `text`…
    pub kind: String,
    /// Text of the question in the default language.
    pub label: String,
    /// Choice list, file or repeat the choices come from.
    pub list: Option<String>,
    /// Whether an answer is always asked for.
    pub is_required: bool,
    /// When the question is asked, as written.
    pub relevant: Option<String>,
}

/// Describes a form.
pub fn describe(bytes: &[u8], file_name: Option<&str>, mode: Mode) -> Parsed<Description> {
    with_form(bytes, file_name, mode, of_form)
}

fn of_form(form: &Form<'_>) -> Description {
    let mut description = Description {
        title: form.settings.title.clone(),
        form_id: form.settings.id.clone(),
        version: form.settings.version.clone(),
        questions: Vec::new(),
        groups: 0,
        repeats: 0,
        lists: form.lists.iter().map(|list| (list.name.to_string(), list.choices.len())).collect(),
    };
    visit(&form.root, &form.settings.default_language, &mut description);
    description
}

fn visit(item: &Item<'_>, language: &str, description: &mut Description) {
    for child in &item.children {
        match child.kind {
            Kind::Group | Kind::Loop => description.groups += 1,
            Kind::Repeat => description.repeats += 1,
            Kind::Question if child.label.is_some() || child.hint.is_some() => {
                description.questions.push(line(child, language));
            }
            _ => {}
        }
        visit(child, language, description);
    }
}

fn line(item: &Item<'_>, language: &str) -> QuestionLine {
    let text = item.label.as_ref().or(item.hint.as_ref());
    QuestionLine {
        row: item.row,
        name: item.name.clone().into_owned(),
        kind: item.type_name.clone().into_owned(),
        label: text.map(|text| text.in_language(language, language)).unwrap_or_default(),
        list: item.itemset.as_deref().map(str::to_owned),
        is_required: item
            .bind
            .text("required")
            .is_some_and(|text| crate::compile::tables::yes_no(text) == Some(true)),
        relevant: item.bind.text("relevant").map(str::to_owned),
    }
}
