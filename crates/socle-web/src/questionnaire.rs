//! Questionnaires ready to be run: parsed once, kept by id. A frozen questionnaire never changes.

use crate::{App, error::AppError};
use jiff::tz::TimeZone;
use socle_domain::{
    country::{self, Country},
    draft::DraftAnswers,
    experience::{self, Contacts, Pair, Reading, Shape},
    id::{DraftId, QuestionnaireId},
    survey::Survey,
    time::{Timestamp, Zone},
};
use socle_look::{Language, typography};
use socle_store::NewQuestionnaire;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use xlsform::{Control, ControlKind, Environment, Form, FormState, Meta};

/// The question that asks for the agreement of who answers.
const CONSENT: &str = "s0_consent";
/// The repeat that holds the experiences.
const EXPERIENCE: &str = "experience";
/// The most questionnaires kept parsed; past it the cache starts afresh.
const MOST: usize = 64;

/// The questionnaires of this process.
#[derive(Debug, Default)]
pub(crate) struct Questionnaires {
    forms: RwLock<HashMap<(QuestionnaireId, Language), Arc<Form>>>,
}

impl App {
    /// A questionnaire, parsed, with the lists it reads in the language it will be answered in.
    pub(crate) async fn form(&self, id: QuestionnaireId, language: Language) -> Result<Arc<Form>, AppError> {
        let kept = {
            let forms = self.questionnaires().forms.read().unwrap_or_else(PoisonError::into_inner);
            forms.get(&(id, language)).cloned()
        };
        if let Some(form) = kept {
            return Ok(form);
        }
        let text = self.store().questionnaire(id).await?.ok_or(AppError::NotFound)?;
        // It was parsed when the survey was opened; a text that cannot be read now was altered.
        let mut form = Form::parse(&text.xform)
            .map_err(|error| AppError::Internal(format!("questionnaire: {error}")))?;
        attach_lists(&mut form, language);
        let form = Arc::new(form);
        let mut forms = self.questionnaires().forms.write().unwrap_or_else(PoisonError::into_inner);
        if forms.len() >= MOST {
            forms.clear();
        }
        forms.insert((id, language), form.clone());
        Ok(form)
    }
}

/// The list of countries comes with the program: `select_one_from_file countries.csv` needs no file beside the workbook.
const COUNTRIES: &str = "countries";

fn attach_lists(form: &mut Form, language: Language) {
    let row = |country: &Country| {
        let name = language.pick(country.french, country.english);
        vec![("name".to_owned(), country.code.to_owned()), ("label".to_owned(), name.to_owned())]
    };
    let rows: Vec<_> = country::all().iter().map(row).collect();
    form.attach_table(COUNTRIES, &rows);
}

/// The first file that a questionnaire reads and that does not come with the program.
fn missing_file(files: &[String]) -> Option<String> {
    let name = |address: &String| address.rsplit('/').next().unwrap_or_default().to_owned();
    files.iter().map(name).find(|name| *name != format!("{COUNTRIES}.csv"))
}

/// The questionnaire that comes with the program, in French and English: its file's name and its bytes.
pub(crate) const SHIPPED: (&str, &[u8]) =
    ("retour-experience.xlsx", include_bytes!("../../../content/questionnaire/retour-experience.xlsx"));

/// Why a workbook cannot serve as a questionnaire: all that is to be corrected.
#[derive(Debug, Default)]
pub(crate) struct Unreadable {
    /// What the compiler found, cell by cell.
    pub(crate) issues: Vec<xlsform::Issue>,
    /// What the engine says of rules that can be written but not run.
    pub(crate) engine: Option<String>,
    /// A file that the questionnaire reads and that nobody gave.
    pub(crate) missing_file: Option<String>,
}

/// Compiles a workbook, with the repairs that old forms need, and proves that the engine can run what comes out.
pub(crate) fn compile(name: String, workbook: Vec<u8>) -> Result<NewQuestionnaire, Unreadable> {
    let parsed = xlsform::compile(&workbook, Some(&name), xlsform::Mode::Kind);
    let Some(compiled) = parsed.value else {
        return Err(Unreadable { issues: parsed.issues, ..Unreadable::default() });
    };
    if let Err(error) = Form::parse(&compiled.xform) {
        return Err(Unreadable {
            issues: parsed.issues,
            engine: Some(error.to_string()),
            missing_file: None,
        });
    }
    if let Some(file) = missing_file(&compiled.files) {
        return Err(Unreadable { issues: parsed.issues, engine: None, missing_file: Some(file) });
    }
    Ok(NewQuestionnaire {
        form_id: compiled.form_id,
        form_version: compiled.version.unwrap_or_default(),
        workbook_name: name,
        workbook,
        xform: compiled.xform,
    })
}

/// The outside world of a draft: the present moment in the survey's zone, and chance that stays the same from page to
/// page.
pub(crate) fn environment(survey: &Survey, draft: DraftId, language: &str, now: Timestamp) -> Environment {
    let (_, random) = draft.uuid().as_u64_pair();
    Environment { random, ..environment_at(&survey.calendar.zone, language, now) }
}

pub(crate) fn environment_at(zone: &Zone, language: &str, now: Timestamp) -> Environment {
    let now = jiff::Timestamp::from_microsecond(now.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zone = TimeZone::get(zone.name()).unwrap_or(TimeZone::UTC);
    Environment { zone, locale: language.to_owned(), ..Environment::at(now) }
}

/// The state of a draft: its questionnaire with its answers in place, those that were typed wrong included.
pub(crate) fn state_of(
    form: Arc<Form>,
    environment: Environment,
    language: &str,
    answers: &DraftAnswers,
) -> FormState {
    let mut state = FormState::new(form, environment);
    state.set_language(language);
    let answers: Vec<_> = answers.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    // A frozen questionnaire loses no question, so no path is left aside.
    let _left_aside = state.restore(&answers);
    state
}

/// What a return tells, from its answers as they stand. Questions are told as they were typed: French typography is
/// for what is shown.
pub(crate) fn reading_of(state: &FormState) -> Reading {
    let controls = state.pages().into_iter().flat_map(|page| page.controls);
    let pairs: Vec<Pair> = controls
        .filter(|control| !control.text.is_empty())
        .map(|control| Pair {
            question: name_of(&control.path).to_owned(),
            place: place_of(&control.path),
            shape: shape_of(&control),
            label: control.label,
            value: control.text,
        })
        .collect();
    experience::read(&pairs)
}

/// Every question of a questionnaire with its choices, in the words of a language.
pub(crate) async fn outline(
    app: &App,
    id: QuestionnaireId,
    language: Language,
) -> Result<Vec<xlsform::Asked>, AppError> {
    let form = app.form(id, language).await?;
    let mut state = FormState::new(form, environment_at(&Zone::utc(), language.code(), app.now()));
    state.set_language(language.code());
    Ok(state.outline())
}

/// `/data/s1/experience[2]/e_what/e_tool` → `e_tool`.
pub(crate) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// `/data/s1/experience[2]/e_what/e_tool` → 2: the instance of the outermost repeat.
fn place_of(path: &str) -> i64 {
    let inside = path.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    inside.and_then(|(position, _)| position.parse().ok()).unwrap_or(0)
}

fn shape_of(control: &Control) -> Shape {
    match control.kind {
        ControlKind::SelectOne
        | ControlKind::SelectMultiple
        | ControlKind::Rank
        | ControlKind::Acknowledge => Shape::Choices,
        ControlKind::Text if control.appearance.iter().any(|word| word == "multiline") => Shape::Story,
        ControlKind::Text => Shape::Line,
        _ => Shape::Other,
    }
}

/// Whether who answers did not agree to be read: nothing may be sent then.
pub(crate) fn declines(state: &FormState) -> bool {
    state.answers().iter().any(|(path, text)| name_of(path) == CONSENT && text == "no")
}

/// The questions of a questionnaire that are answered by a file, and count.
pub(crate) fn file_paths(state: &FormState) -> Vec<String> {
    let controls = state.pages().into_iter().flat_map(|page| page.controls);
    let given = controls.filter(|control| control.kind == ControlKind::Upload && !control.text.is_empty());
    given.map(|control| control.path).collect()
}

/// Takes an experience out of a draft of the default questionnaire: those after it move up. How many are asked for
/// hangs on « une autre ? » in the one before; it is answered anew when the last one leaves.
pub(crate) fn remove_experience(
    state: &FormState,
    answers: &mut DraftAnswers,
    place: i64,
    next: i64,
) -> bool {
    let paths: Vec<String> = experience_paths(state);
    let Some(at) = usize::try_from(place - 1).ok().filter(|at| *at < paths.len()) else { return false };
    answers.remove_instance(&paths[at], next);
    let last = paths.len().checked_sub(2).and_then(|last| paths.get(last));
    let Some(last) = last else { return true };
    let inside = format!("{last}/");
    let asks: Vec<(String, &str)> = answers
        .iter()
        .filter(|(path, _)| path.starts_with(&inside))
        .filter_map(|(path, text)| match (name_of(path), text) {
            ("e_next", "another") => Some((path.to_owned(), "send")),
            ("e_more", "yes") => Some((path.to_owned(), "no")),
            _ => None,
        })
        .collect();
    for (path, answer) in asks {
        answers.set(path, answer.to_owned(), next);
    }
    true
}

/// The experiences that a return tells now, as paths of the repeat they stand in.
pub(crate) fn experience_paths(state: &FormState) -> Vec<String> {
    let keys = state.page_keys().into_iter();
    let mut paths: Vec<String> = keys
        .filter_map(|key| {
            let end = key.find(']')?;
            let path = key.get(..=end)?;
            (path.rsplit('/').next()?.split('[').next()? == EXPERIENCE).then(|| path.to_owned())
        })
        .collect();
    paths.dedup();
    paths
}

/// The answers as they are kept: how to reach their author is left out, and stored apart.
pub(crate) fn body_of(state: &FormState, meta: &Meta) -> String {
    let mut state = state.clone();
    for path in contact_paths(&state) {
        // A contact that the rules hide is written nowhere either.
        let _outcome = state.set_text(&path, "");
    }
    state.to_xml(meta)
}

/// The questions of a questionnaire that ask how to reach who answers, hidden ones too.
pub(crate) fn contact_paths(state: &FormState) -> Vec<String> {
    let is_contact = |path: &String| experience::CONTACTS.contains(&name_of(path));
    state.answers().into_iter().map(|(path, _)| path).filter(is_contact).collect()
}

/// A draft that begins with a return as it was last sent, and with how to reach its author, which stands in no body.
pub(crate) fn draft_of(
    form: Arc<Form>,
    xml: &str,
    contacts: &Contacts,
    language: Language,
    now: Timestamp,
) -> Result<DraftAnswers, AppError> {
    let mut state = FormState::new(form, environment_at(&Zone::utc(), language.code(), now));
    state.load_xml(xml).map_err(|error| AppError::Internal(format!("stored return: {error}")))?;
    let asked = state.pages().into_iter().flat_map(|page| page.controls).map(|control| control.path);
    let is_contact = |path: &String| experience::CONTACTS.contains(&name_of(path));
    for path in asked.filter(is_contact).collect::<Vec<_>>() {
        // A contact that the rules hide is shown nowhere either.
        let _outcome = state.set_text(&path, contacts.by_question(name_of(&path)));
    }
    let mut answers = DraftAnswers::default();
    for (path, text) in state.answers() {
        answers.set(path, text, 1);
    }
    Ok(answers)
}

/// A question of a return and its answer, in words.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// The answers of a return, read from its untouched original, in the order of the questionnaire.
pub(crate) fn answers_of(
    form: Arc<Form>,
    xml: &str,
    language: &str,
    now: Timestamp,
) -> Result<Vec<Answered>, AppError> {
    let spoken = Language::parse(language).unwrap_or_default();
    let mut state = FormState::new(form, environment_at(&Zone::utc(), language, now));
    state.set_language(language);
    state.load_xml(xml).map_err(|error| AppError::Internal(format!("stored return: {error}")))?;
    let pages: Vec<_> = state.page_keys().into_iter().filter_map(|key| state.page(&key)).collect();
    let controls = pages.into_iter().flat_map(|page| page.controls);
    Ok(controls
        .filter(|control| !control.text.is_empty())
        .map(|control| Answered { answer: words_of(&control), question: set_in(spoken, &control.label) })
        .collect())
}

/// Labels of the choices that were made, or the text.
fn words_of(control: &Control) -> String {
    if control.choices.is_empty() {
        return control.text.clone();
    }
    control.choices.iter().filter(|c| c.is_chosen).map(|c| c.label.as_str()).collect::<Vec<_>>().join(" · ")
}

/// A questionnaire's words as they are set in print.
pub(crate) fn set_in(language: Language, words: &str) -> String {
    match language {
        Language::Fr => typography::french(words).into_owned(),
        Language::En => words.to_owned(),
    }
}

/// `/data/story[2]/tool` → `story~2~tool`: what stands in addresses and field names. `~` is in no name of XML.
pub(crate) fn slug_of(path: &str) -> String {
    let inner = path.trim_start_matches('/').split_once('/').map_or("", |(_, inner)| inner);
    inner.replace(['/', '['], "~").replace(']', "")
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(slug_of("/data/e_story"), "e_story");
        assert_eq!(slug_of("/data/exp[2]/how/e_cost"), "exp~2~how~e_cost");
        assert_eq!(slug_of("/data"), "");
    }
}
