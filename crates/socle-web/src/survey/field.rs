//! A question of the questionnaire as a field of a page, and back.

use crate::{
    fields::Fields,
    questionnaire::{self, set_in},
    survey::{slug_of, suggestions},
};
use askama::Template;
use socle_look::{
    Html, Language, Texts,
    components::{Choice, DateParts, LineKind, Prompt},
    dates,
};
use xlsform::{Control, ControlKind, Finding, FindingCode};

/// Lists shown at once where several may be chosen among many; more come at each « Continuer ».
const LISTS: usize = 3;

/// Past so many choices, a list becomes the phone's own, which can be searched by typing.
const LONG: usize = 40;

/// Lines of a field for a story.
const LINES: u8 = 8;

/// A text to read, without an answer.
#[derive(Template)]
#[template(path = "survey/note.html")]
struct Note {
    is_title: bool,
    label: String,
    hint: Option<String>,
    value: String,
}

/// What a page shows for a question, with what is wrong about its answer.
pub(super) fn prompt_of(t: &Texts, control: &Control, finding: Option<&Finding>, is_title: bool) -> Prompt {
    let language = t.language();
    let mut prompt = Prompt::new(language, slug_of(&control.path), set_in(language, &control.label))
        .hint(set_in(language, control.hint.as_deref().unwrap_or_default()))
        .error(finding.map(|finding| words_of(t, control, finding)));
    prompt.is_title = is_title;
    prompt.is_optional = !control.is_required && is_asked(control);
    prompt
}

/// Whether the person is expected to do something about it.
pub(super) fn is_asked(control: &Control) -> bool {
    !control.is_read_only
        && !matches!(control.kind, ControlKind::Note | ControlKind::Calculated)
        && !is_heading(control)
}

/// Whether the answer comes with the form of its page. A file has a page of its own.
pub(super) fn is_typed(control: &Control) -> bool {
    is_asked(control) && !is_file(control)
}

/// Whether the question is answered by a file.
pub(super) fn is_file(control: &Control) -> bool {
    control.kind == ControlKind::Upload
}

/// The head of a grid bears the names of its columns and asks nothing.
fn is_heading(control: &Control) -> bool {
    has(control, "label") && control.kind == ControlKind::SelectOne
}

/// The questionnaire's own words about what is wrong, or ours where it has none.
fn words_of(t: &Texts, control: &Control, finding: &Finding) -> String {
    let ours = || match finding.code {
        FindingCode::Required if !control.choices.is_empty() => t.get("survey-required-choice"),
        FindingCode::Required => t.get("survey-required"),
        FindingCode::WrongType => t.get(match control.kind {
            ControlKind::Integer => "survey-not-integer",
            ControlKind::Decimal | ControlKind::Range => "survey-not-number",
            ControlKind::Date | ControlKind::DateTime => "survey-not-date",
            _ => "survey-not-valid",
        }),
        FindingCode::NotAChoice => t.get("survey-required-choice"),
        _ => t.get("survey-not-valid"),
    };
    let own = finding.message.as_deref().filter(|message| !message.is_empty());
    own.map_or_else(ours, |message| set_in(t.language(), message))
}

/// The field itself.
pub(super) fn render(t: &Texts, prompt: Prompt, control: &Control, tools: &[String]) -> Html {
    let text = number_words(prompt.lang, control, &control.text);
    match control.kind {
        ControlKind::Note | ControlKind::Calculated => note(&prompt, control),
        ControlKind::SelectOne if is_heading(control) => note(&prompt, control),
        ControlKind::SelectOne if is_folded(control) => {
            let choices = choices(prompt.lang, control);
            Html::of(&prompt.choose_from(choices))
        }
        ControlKind::SelectOne | ControlKind::Acknowledge => {
            let choices = choices(prompt.lang, control);
            Html::of(&prompt.one_of(choices))
        }
        ControlKind::SelectMultiple if is_spread(control) => {
            let choices = choices(prompt.lang, control);
            several(t, prompt, choices)
        }
        ControlKind::SelectMultiple | ControlKind::Rank => {
            let choices = choices(prompt.lang, control);
            Html::of(&prompt.many_of(choices))
        }
        ControlKind::Date => {
            let (year, month, day) = date_parts(&text);
            let parts = if has(control, "year") {
                DateParts::Year
            } else if has(control, "month-year") {
                DateParts::Month
            } else {
                DateParts::Day
            };
            Html::of(&prompt.date(day, month, year).parts(parts))
        }
        ControlKind::Integer => Html::of(&prompt.text(text).kind(LineKind::Digits)),
        ControlKind::Decimal | ControlKind::Range => Html::of(&prompt.text(text).kind(LineKind::Decimal)),
        ControlKind::Text if has(control, "multiline") => Html::of(&prompt.area(text).rows(LINES)),
        ControlKind::Text if suggestions::is_wanted(control) => {
            Html::of(&prompt.text(text).suggesting(tools.to_vec()))
        }
        ControlKind::Text => {
            let (kind, token) = of_person(control);
            let field = prompt.text(text).kind(kind);
            Html::of(&token.map_or_else(|| field.clone(), |token| field.clone().autocomplete(token)))
        }
        _ => Html::of(&prompt.text(text)),
    }
}

/// Whether one choice is made in the phone's own list: it is long, a row of a grid, or asked to be short.
fn is_folded(control: &Control) -> bool {
    control.choices.len() > LONG || has(control, "minimal") || has(control, "list-nolabel")
}

/// Whether its choices are spread over several lists.
pub(super) fn is_spread(control: &Control) -> bool {
    control.kind == ControlKind::SelectMultiple && control.choices.len() > LONG
}

/// Several choices among many, without a script: those made already can be unticked, and a few lists add more.
fn several(t: &Texts, prompt: Prompt, choices: Vec<Choice>) -> Html {
    let language = prompt.lang;
    let (chosen, left): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| choice.is_chosen);
    let mut fields = Vec::new();
    let name = prompt.name.clone();
    let mut lists = 1..=LISTS;
    if chosen.is_empty() {
        lists.next();
        fields.push(Html::of(&prompt.choose_from(left.clone())));
    } else {
        fields.push(Html::of(&prompt.many_of(chosen)));
    }
    fields.extend(lists.map(|number| {
        let label = t.with("survey-choose-another", &[("at", number.into())]);
        let more = Prompt::new(language, name.clone(), label);
        Html::of(&more.id(format!("f-{}-{number}", name.replace('~', "-"))).choose_from(left.clone()))
    }));
    Html::join(fields)
}

/// What a field about the person holds, for the phone to fill in.
fn of_person(control: &Control) -> (LineKind, Option<&'static str>) {
    match questionnaire::name_of(&control.path) {
        "s5_email" => (LineKind::Email, Some("email")),
        "s5_phone" | "s5_whatsapp" => (LineKind::Telephone, Some("tel")),
        "s3_name" => (LineKind::Text, Some("organization")),
        _ if has(control, "numbers") => (LineKind::Telephone, None),
        _ => (LineKind::Text, None),
    }
}

fn note(prompt: &Prompt, control: &Control) -> Html {
    Html::of(&Note {
        is_title: prompt.is_title,
        label: prompt.label.clone(),
        hint: prompt.hint.clone(),
        value: control.text.clone(),
    })
}

fn has(control: &Control, appearance: &str) -> bool {
    control.appearance.iter().any(|word| word == appearance)
}

fn choices(language: Language, control: &Control) -> Vec<Choice> {
    if control.kind == ControlKind::Acknowledge {
        return vec![Choice::new("OK", control.label.clone()).chosen(control.text == "OK")];
    }
    let shown = |choice: &xlsform::Choice| {
        let is_chosen = is_chosen(control, &control.text, &choice.value);
        Choice::new(choice.value.clone(), set_in(language, &choice.label)).chosen(is_chosen)
    };
    control.choices.iter().map(shown).collect()
}

/// Whether an answer chooses this value: it is the value, or, where several may be ticked, one of its words is.
fn is_chosen(control: &Control, text: &str, value: &str) -> bool {
    match control.kind {
        ControlKind::SelectOne => text == value,
        _ => text.split_whitespace().any(|one| one == value),
    }
}

/// `2017-03-12` → year, month, day; what is not a date is shown again in the last part that was typed.
fn date_parts(text: &str) -> (String, String, String) {
    let mut parts = text.splitn(3, '-').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next())
}

/// A number as it is written in the language of the page: kept as `12.5`, read and typed as « 12,5 ».
fn number_words(language: Language, control: &Control, text: &str) -> String {
    match (language, control.kind) {
        (Language::Fr, ControlKind::Decimal | ControlKind::Range) => text.replace('.', ","),
        _ => text.to_owned(),
    }
}

/// Whether the page that came had a field for the question.
pub(super) fn is_sent(control: &Control, fields: &Fields) -> bool {
    let name = slug_of(&control.path);
    let parts = ["", "-day", "-month", "-year"];
    parts.iter().any(|part| fields.all(&format!("{name}{part}")).next().is_some())
}

/// What the person answered, in the form's own notation.
pub(super) fn typed(control: &Control, fields: &Fields) -> String {
    let name = slug_of(&control.path);
    match control.kind {
        ControlKind::SelectMultiple | ControlKind::Rank => {
            let mut chosen: Vec<&str> = Vec::new();
            for value in fields.all(&name).filter(|value| !value.is_empty()) {
                // Two lists may add the same choice.
                if !chosen.contains(&value) {
                    chosen.push(value);
                }
            }
            chosen.join(" ")
        }
        ControlKind::Date => typed_date(control, fields, &name),
        ControlKind::Text if has(control, "multiline") => {
            fields.get(&name).replace("\r\n", "\n").trim().to_owned()
        }
        _ => fields.get(&name).trim().to_owned(),
    }
}

fn typed_date(control: &Control, fields: &Fields, name: &str) -> String {
    let part = |key: &str| fields.get(&format!("{name}-{key}")).trim().to_owned();
    let (year, month, day) = (part("year"), part("month"), part("day"));
    let month = month_number(&month).map_or(month, |number| format!("{number:02}"));
    let padded = |text: String| if text.len() == 1 { format!("0{text}") } else { text };
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return String::new();
    }
    match () {
        () if has(control, "year") => format!("{year}-01-01"),
        () if has(control, "month-year") => format!("{year}-{}-01", padded(month)),
        () => format!("{year}-{}-{}", padded(month), padded(day)),
    }
}

/// « mars » and "March" are months too.
fn month_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let is_called =
        |month: u8| Language::ALL.iter().any(|l| dates::month_name(*l, month).to_lowercase() == name);
    (1..=12).find(|month| is_called(*month))
}

/// What a person reads on the check list: labels of choices, dates in words.
pub(super) fn answer_words(language: Language, control: &Control) -> String {
    said(language, control, &control.text)
}

/// An answer to a question, whoever gave it, as a person reads it.
pub(super) fn said(language: Language, control: &Control, text: &str) -> String {
    if !control.choices.is_empty() {
        let chosen = control.choices.iter().filter(|choice| is_chosen(control, text, &choice.value));
        return chosen.map(|choice| set_in(language, &choice.label)).collect::<Vec<_>>().join(" · ");
    }
    let (year, month, day) = date_parts(text);
    match (control.kind, year.parse(), month.parse(), day.parse()) {
        // The first day of the month stands for the month.
        (ControlKind::Date, Ok(year), Ok(month), _) if has(control, "month-year") => {
            dates::month(language, year, month)
        }
        (ControlKind::Date, Ok(year), Ok(month), Ok(day)) => dates::day(language, year, month, day),
        _ => number_words(language, control, text),
    }
}

/// The label as the check list and the record show it.
pub(super) fn label_words(language: Language, control: &Control) -> String {
    set_in(language, &control.label)
}

#[cfg(test)]
mod tests {
    use super::month_number;

    #[test]
    fn months_are_read_by_name() {
        assert_eq!(month_number("Mars"), Some(3));
        assert_eq!(month_number("march"), Some(3));
        assert_eq!(month_number("3"), None);
        assert_eq!(month_number(""), None);
    }
}
