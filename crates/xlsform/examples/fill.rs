//! Fills an XForm by a fixed rule and prints the submission: `cargo run --example fill -- FORM.xml [NOW [ZONE]]`.
//!
//! The rule is that of the comparison program for JavaRosa, so that both submissions can be compared:
//! the n-th question gets its n-th choice, the number n, the day of 2023-11-14 or the text "text n".

use std::sync::Arc;

use xlsform::{
    Control, ControlKind, DataType, Environment, FindingCode, Form, FormState, Meta, Outcome, PageKind,
};

/// How many instances are added to repeats in the whole form.
const MOST_ADDED: usize = 2;

enum Step {
    Question(Box<Control>),
    Prompt(String),
}

impl Step {
    fn key(&self) -> &str {
        match self {
            Self::Question(control) => &control.path,
            Self::Prompt(path) => path,
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let xml = std::fs::read_to_string(arguments.next().ok_or("a form")?)?;
    let now = arguments.next().unwrap_or_else(|| "2026-11-23T09:00:00Z".to_owned());
    let form = Form::parse(&xml)?;
    let mut environment = Environment::at(now.parse()?);
    if let Some(zone) = arguments.next() {
        environment.zone = jiff::tz::TimeZone::get(&zone)?;
    }
    // What the comparison program's stub of a device answers.
    for name in
        ["deviceid", "uri:deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "imei"]
    {
        environment.properties.insert(name.to_owned(), "found".to_owned());
    }
    let mut state = FormState::new(Arc::new(form), environment);
    fill(&mut state);
    #[expect(clippy::print_stdout, reason = "the submission is what the program is for")]
    {
        println!("{}", state.to_xml(&Meta { instance_id: "uuid:x".to_owned(), ..Meta::default() }));
    }
    Ok(())
}

fn fill(state: &mut FormState) {
    let (mut asked, mut prompts) = (0, 0);
    let mut at: Option<String> = None;
    let mut at_start = true;
    loop {
        let steps = steps(state);
        let next = match at.and_then(|key| steps.iter().position(|step| step.key() == key)) {
            Some(index) => index + 1,
            None if at_start => 0,
            None => return,
        };
        at_start = false;
        let Some(step) = steps.get(next) else { return };
        at = Some(step.key().to_owned());
        match step {
            Step::Prompt(path) => {
                if prompts < MOST_ADDED
                    && let Ok(added) = state.add_repeat(path)
                {
                    at = before(&self::steps(state), &added, path);
                    at_start = at.is_none();
                }
                prompts += 1;
            }
            Step::Question(control) if control.is_read_only || control.kind == ControlKind::Note => {}
            Step::Question(control) => {
                asked += 1;
                if let Some(text) = answer(control, asked) {
                    set(state, control, &text);
                }
            }
        }
    }
}

/// Stores an answer as JavaRosa does: one that breaks its rule is not kept. It knows no bounds of ranges.
fn set(state: &mut FormState, control: &Control, text: &str) {
    let outcome = state.set_text(&control.path, text);
    if outcome == Outcome::Invalid(FindingCode::Constraint) && control.kind != ControlKind::Range {
        state.set_text(&control.path, &control.text);
    }
}

/// The step before the first one of a new instance.
fn before(steps: &[Step], instance: &str, prompt: &str) -> Option<String> {
    let is_inside = |step: &Step| step.key().starts_with(&format!("{instance}/"));
    let is_prompt = |step: &Step| step.key() == prompt;
    // An instance without questions leads straight back to the question whether one more is wanted.
    let first = steps.iter().position(is_inside).or_else(|| steps.iter().position(is_prompt))?;
    first.checked_sub(1).map(|index| steps[index].key().to_owned())
}

fn steps(state: &FormState) -> Vec<Step> {
    let mut steps = Vec::new();
    for page in state.pages() {
        if let PageKind::Repeat(repeat) = page.kind {
            steps.push(Step::Prompt(repeat.path));
        }
        steps.extend(page.controls.into_iter().map(|control| Step::Question(Box::new(control))));
        for repeat in page.repeats.into_iter().filter(|repeat| repeat.may_add) {
            let inside = |step: &Step| step.key().starts_with(&format!("{}[", repeat.path));
            let place = steps.iter().rposition(inside).map_or(steps.len(), |index| index + 1);
            steps.insert(place, Step::Prompt(repeat.path));
        }
    }
    steps
}

fn answer(control: &Control, n: usize) -> Option<String> {
    match control.kind {
        ControlKind::SelectOne | ControlKind::SelectMultiple => {
            let choices = &control.choices;
            if choices.is_empty() { None } else { Some(choices[n % choices.len()].value.clone()) }
        }
        ControlKind::Rank | ControlKind::Upload => None,
        _ => match control.data_type {
            DataType::Integer => Some((n % 50 + 1).to_string()),
            DataType::Decimal => Some(format!("{}.5", n % 50)),
            DataType::Date => Some("2023-11-14".to_owned()),
            DataType::Text => Some(format!("text {n}")),
            _ => None,
        },
    }
}
