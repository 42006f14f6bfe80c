//! « Grille de codage »: the tree of codes, with what each means and how many passages it holds.

use crate::{
    App,
    coding::{Studies, by_word, definition_of, name_of},
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::Page,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
};
use socle_domain::{
    codebook::{DEFINITION_MOST, NAME_MOST},
    id::CodeLabelId,
};
use socle_look::{
    Language, Sheet, Texts, Value,
    components::{Button, Choice, ErrorSummary, Prompt, SelectField, TextArea, TextField, Weight},
    layouts::Link,
};
use socle_store::{CodeLabel, Codebook};
use std::collections::BTreeMap;

pub(super) type Faults = BTreeMap<&'static str, &'static str>;

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(super) etude: String,
    #[serde(default)]
    pub(super) dans: String,
}

#[derive(Template)]
#[template(path = "coding/book.html")]
struct BookPage<'a> {
    t: &'a Texts,
    language: Language,
    summary: Option<ErrorSummary>,
    studies: Vec<Link>,
    slug: &'a str,
    may_change: bool,
    book: Option<&'a Codebook>,
    form: LabelForm,
    issues: Vec<String>,
    is_open: bool,
}

impl BookPage<'_> {
    fn name<'l>(&self, label: &'l CodeLabel) -> &'l str {
        name_of(self.language, label)
    }

    fn definition<'l>(&self, label: &'l CodeLabel) -> &'l str {
        definition_of(self.language, label)
    }

    fn address(&self, label: &CodeLabel) -> String {
        format!("/bureau/grille/code/{}?etude={}", label.word, self.slug)
    }

    fn passages(&self, label: &CodeLabel) -> String {
        format!("/bureau/passages?etude={}&code={}", self.slug, label.word)
    }

    fn count(&self, label: &CodeLabel) -> String {
        self.t.with("coding-count", &[("n", Value::from(label.passages))])
    }
}

/// The fields of a code.
pub(super) struct LabelForm {
    pub(super) word: Option<TextField>,
    pub(super) names: [TextField; 2],
    pub(super) definitions: [TextArea; 2],
    pub(super) parent: SelectField,
}

impl LabelForm {
    pub(super) fn new(
        t: &Texts,
        book: Option<&Codebook>,
        typed: &Fields,
        faults: &Faults,
        is_new: bool,
    ) -> Self {
        let language = t.language();
        let prompt = |name: &'static str, key: &str| {
            Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|fault| t.get(fault)))
        };
        let labels = book.map_or(&[][..], |book| &book.labels);
        let choices = labels.iter().map(|label| {
            let indented = format!("{}{}", "— ".repeat(label.depth), name_of(language, label));
            Choice::new(label.word.clone(), indented).chosen(typed.get("parent") == label.word)
        });
        let definition = |name, key| prompt(name, key).optional().area(typed.get(name)).rows(3);
        Self {
            word: is_new.then(|| {
                prompt("code", "coding-word")
                    .hint(t.get("coding-word-hint"))
                    .optional()
                    .text(typed.get("code"))
            }),
            names: [
                prompt("nom", "coding-name").text(typed.get("nom")).autocomplete("off"),
                prompt("nom_en", "coding-name-english").optional().text(typed.get("nom_en")),
            ],
            definitions: [
                definition("definition", "coding-definition"),
                definition("definition_en", "coding-definition-english"),
            ],
            parent: prompt("parent", "coding-parent")
                .hint(t.get("coding-parent-hint"))
                .optional()
                .choose_from(choices.collect()),
        }
    }

    pub(super) fn prompts(&self) -> Vec<&Prompt> {
        let word = self.word.iter().map(|field| &field.prompt);
        let names = self.names.iter().map(|field| &field.prompt);
        let definitions = self.definitions.iter().map(|field| &field.prompt);
        word.chain(names).chain(definitions).chain([&self.parent.prompt]).collect()
    }
}

/// What was typed of a code, understood as far as it can be.
pub(super) struct Typed {
    pub(super) name: [String; 2],
    pub(super) definition: [String; 2],
    pub(super) parent: Option<CodeLabelId>,
}

impl Typed {
    pub(super) fn read(book: &Codebook, typed: &Fields, faults: &mut Faults) -> Self {
        use socle_domain::text::{InvalidText, line, paragraphs};
        let mut checked = |name: &'static str, read: Result<String, InvalidText>, is_needed: bool| match read
        {
            Ok(text) => text,
            Err(InvalidText::Empty) if !is_needed => String::new(),
            Err(InvalidText::Empty) => {
                faults.insert(name, "coding-fault-name-empty");
                String::new()
            }
            Err(_) => {
                faults.insert(name, "coding-fault-name");
                String::new()
            }
        };
        let name = [
            checked("nom", line(typed.get("nom"), NAME_MOST), true),
            checked("nom_en", line(typed.get("nom_en"), NAME_MOST), false),
        ];
        let definition = ["definition", "definition_en"]
            .map(|field| checked(field, paragraphs(typed.get(field), DEFINITION_MOST), false));
        let parent = by_word(&book.labels, typed.get("parent")).map(|label| label.id);
        if parent.is_none() && !typed.get("parent").is_empty() {
            faults.insert("parent", "coding-fault-code");
        }
        Self { name, definition, parent }
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let studies = Studies::find(&app, &member, &asked.etude).await?;
    page(&app, &member, &studies, &Fields::default(), &Faults::new(), Vec::new()).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn page(
    app: &App,
    member: &Member,
    studies: &Studies,
    typed: &Fields,
    faults: &Faults,
    issues: Vec<String>,
) -> Result<Page, AppError> {
    let book = app.store().codebook(member.0.id, studies.present.id).await?;
    let language = frame::language_of(member);
    let t = app.texts(language);
    let form = LabelForm::new(t, book.as_ref(), typed, faults, true);
    let has_errors = !faults.is_empty() || !issues.is_empty();
    let summary = if issues.is_empty() {
        ErrorSummary::of(language, form.prompts())
    } else {
        Some(ErrorSummary::single(language, t.get("coding-import-refused")))
    };
    let mut frame = frame::office(app, member, t.get("coding-book"), "/bureau/grille");
    frame.page = frame.page.with_errors(has_errors);
    let content = BookPage {
        t,
        language,
        summary,
        studies: studies.ways("/bureau/grille"),
        slug: &studies.present.slug,
        may_change: member
            .has_any(&[socle_domain::account::Role::Analyst, socle_domain::account::Role::Coordinator]),
        book: book.as_ref(),
        form,
        issues,
        is_open: !faults.is_empty(),
    };
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors))
}

#[derive(Template)]
#[template(path = "coding/label.html")]
struct LabelPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    name: &'a str,
    label: &'a CodeLabel,
    slug: &'a str,
    form: LabelForm,
    save: Button,
    into: SelectField,
    has_children: bool,
}

pub(crate) async fn label(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let studies = Studies::find(&app, &member, &asked.etude).await?;
    let book = app.store().codebook(member.0.id, studies.present.id).await?.ok_or(AppError::NotFound)?;
    let label = by_word(&book.labels, &word).ok_or(AppError::NotFound)?;
    let mut typed = Fields::default();
    let parent = label.parent.and_then(|parent| book.label(parent));
    for (name, value) in [
        ("nom", &label.name[0]),
        ("nom_en", &label.name[1]),
        ("definition", &label.definition[0]),
        ("definition_en", &label.definition[1]),
    ] {
        typed.push(name.to_owned(), value.clone());
    }
    typed.push("parent".to_owned(), parent.map_or_else(String::new, |parent| parent.word.clone()));
    Ok(label_page(&app, &member, &studies, &book, label, &typed, &Faults::new()))
}

pub(super) fn label_page(
    app: &App,
    member: &Member,
    studies: &Studies,
    book: &Codebook,
    label: &CodeLabel,
    typed: &Fields,
    faults: &Faults,
) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let form = LabelForm::new(t, Some(book), typed, faults, false);
    let others = book.labels.iter().filter(|other| other.id != label.id).map(|other| {
        Choice::new(other.word.clone(), format!("{}{}", "— ".repeat(other.depth), name_of(language, other)))
    });
    let into = Prompt::new(language, "dans", t.get("coding-merge-into")).choose_from(others.collect());
    let mut summary = ErrorSummary::of(language, form.prompts());
    if let Some(fault) = faults.get("code") {
        summary = Some(ErrorSummary::single(language, t.get(fault)));
    }
    let name = name_of(language, label);
    let mut frame = frame::office(app, member, name.to_owned(), "/bureau/grille");
    frame.breadcrumb =
        vec![Link::new(t.get("coding-book"), format!("/bureau/grille?etude={}", studies.present.slug))];
    frame.page = frame.page.with_errors(!faults.is_empty());
    let content = LabelPage {
        t,
        summary,
        name,
        label,
        slug: &studies.present.slug,
        form,
        save: Button::send(t.get("coding-save")).weight(Weight::Solid),
        into,
        has_children: book.labels.iter().any(|other| other.parent == Some(label.id)),
    };
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(!faults.is_empty())
}
