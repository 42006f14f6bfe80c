//! A form to print: numbered questions, boxes to tick, lines to write on, and where to go next.
//!
//! A model only: drawing it is for whoever makes the page. Skips are worked out from the `relevant` column where it
//! compares with the choices of one question, which is how most forms write them.

use std::collections::HashMap;

use serde::Serialize;

use crate::compile::item::{Item, Kind};
use crate::compile::tables::{self, Widget};
use crate::compile::value::Value;
use crate::compile::{Form, expression};
use crate::condition::{self, Condition};
use crate::issue::{Language, Parsed};
use crate::{Mode, with_form};

/// A form as it is printed.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// Title at the top.
    pub title: String,
    /// Version, to be printed at the foot.
    pub version: Option<String>,
    /// What is printed, top down.
    pub items: Vec<PaperItem>,
}

/// One thing printed.
#[derive(Clone, Debug, Serialize)]
pub enum PaperItem {
    /// Title of a group; `times` tells how many copies of its questions to print, 1 for a plain group.
    Section {
        /// Title.
        title: String,
        /// How deep it is, from 1.
        level: usize,
        /// Whether the questions may be answered several times.
        is_repeated: bool,
    },
    /// A text without an answer.
    Note(String),
    /// A question.
    Question(PaperQuestion),
}

/// A question on paper.
#[derive(Clone, Debug, Serialize)]
pub struct PaperQuestion {
    /// Number, from 1, by which other questions refer to it.
    pub number: u32,
    /// Name in the form, for whoever types the answers in.
    pub name: String,
    /// Text.
    pub label: String,
    /// Help under the text.
    pub hint: Option<String>,
    /// Whether an answer is always asked for.
    pub is_required: bool,
    /// When to answer, as in "If question 3 is “Yes”"; nothing when always, or when the skips already tell.
    pub condition: Option<String>,
    /// Where the answer goes.
    pub answer: Answer,
}

/// Where an answer goes.
#[derive(Clone, Debug, Serialize)]
pub enum Answer {
    /// Lines to write on.
    Lines(u8),
    /// A short blank, with what to write there: a number, a date, a time.
    Blank(&'static str),
    /// Boxes to tick, one or several.
    Choices {
        /// The choices.
        choices: Vec<PaperChoice>,
        /// Whether several may be ticked.
        is_multiple: bool,
    },
    /// Choices to put in order: a blank for the rank before each.
    Ranking(Vec<PaperChoice>),
    /// A scale to circle a number on: from, to, by.
    Scale(String, String, String),
    /// Something paper cannot take (a photo, a place), named.
    Elsewhere(&'static str),
}

/// A box to tick.
#[derive(Clone, Debug, Serialize)]
pub struct PaperChoice {
    /// Value kept for the answer.
    pub name: String,
    /// Text.
    pub label: String,
    /// Number of the question to go to, when it is not the next one; 0 for the end of the form.
    pub go_to: Option<u32>,
    /// The same as a sentence, as in "allez à la question 12".
    pub go_to_text: Option<String>,
}

/// Lays a form out for paper, in one of its languages (the default one when not named). `language` is that of the
/// sentences added around the questions.
pub fn paper(
    bytes: &[u8],
    file_name: Option<&str>,
    mode: Mode,
    form_language: Option<&str>,
    language: Language,
) -> Parsed<Paper> {
    with_form(bytes, file_name, mode, |form| Layout::new(form, form_language, language).lay_out())
}

/// A question that will be printed, with all that decides whether it is asked.
struct Asked<'a> {
    item: &'a Item<'a>,
    conditions: Vec<&'a str>,
}

impl Asked<'_> {
    /// Whether a simple condition on that question decides if this one is asked.
    fn depends_on(&self, question: &str) -> bool {
        self.conditions
            .iter()
            .any(|text| condition::parse(text).is_some_and(|found| found.question == question))
    }
}

struct Layout<'a> {
    form: &'a Form<'a>,
    form_language: String,
    language: Language,
    asked: Vec<Asked<'a>>,
    numbers: HashMap<&'a str, u32>,
    items: Vec<PaperItem>,
}

impl<'a> Layout<'a> {
    fn new(form: &'a Form<'a>, form_language: Option<&str>, language: Language) -> Layout<'a> {
        let form_language = form_language.unwrap_or(&form.settings.default_language).to_owned();
        Layout {
            form,
            form_language,
            language,
            asked: Vec::new(),
            numbers: HashMap::new(),
            items: Vec::new(),
        }
    }

    fn lay_out(mut self) -> Paper {
        let form = self.form;
        self.number(&form.root, &mut Vec::new());
        self.print(&form.root, 1);
        Paper {
            title: form.settings.title.clone(),
            version: form.settings.version.clone(),
            items: self.items,
        }
    }

    fn number(&mut self, parent: &'a Item<'a>, conditions: &mut Vec<&'a str>) {
        for child in &parent.children {
            let relevant = child.bind.text("relevant");
            conditions.extend(relevant);
            if child.is_container() {
                self.number(child, conditions);
            } else if is_question(child) {
                self.asked.push(Asked { item: child, conditions: conditions.clone() });
                let number = u32::try_from(self.asked.len()).unwrap_or(u32::MAX);
                self.numbers.insert(&child.name, number);
            }
            conditions.truncate(conditions.len() - usize::from(relevant.is_some()));
        }
    }

    fn print(&mut self, parent: &'a Item<'a>, level: usize) {
        for child in &parent.children {
            match child.kind {
                Kind::Group | Kind::Repeat | Kind::Loop => {
                    let is_repeated = child.kind == Kind::Repeat;
                    let title = self.text(child.label.as_ref());
                    if !title.is_empty() || is_repeated {
                        self.items.push(PaperItem::Section { title, level, is_repeated });
                    }
                    self.print(child, level + 1);
                }
                Kind::Question if is_question(child) => {
                    let question = self.question(child);
                    self.items.push(PaperItem::Question(question));
                }
                Kind::Question if child.type_name == "note" => {
                    let text = self.text(child.label.as_ref());
                    self.items.push(PaperItem::Note(text));
                }
                _ => {}
            }
        }
    }

    /// A text in the language of the form; `[question 3]` stands for an answer it quotes.
    fn text(&self, value: Option<&Value<'_>>) -> String {
        let Some(value) = value else { return String::new() };
        let text = value.in_language(&self.form_language, &self.form.settings.default_language);
        self.with_numbers(&text)
    }

    fn with_numbers(&self, text: &str) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for found in expression::references(text) {
            out.push_str(&text[from..found.start]);
            match self.numbers.get(found.name) {
                Some(number) => out.extend(["[question ", &number.to_string(), "]"]),
                None => out.extend(["[", found.name, "]"]),
            }
            from = found.end();
        }
        out.push_str(&text[from..]);
        out
    }

    fn question(&self, item: &'a Item<'a>) -> PaperQuestion {
        let number = self.numbers.get(&*item.name).copied().unwrap_or(0);
        let hint = self.text(item.hint.as_ref());
        PaperQuestion {
            number,
            name: item.name.clone().into_owned(),
            label: self.text(item.label.as_ref()),
            hint: (!hint.is_empty()).then_some(hint),
            is_required: item.bind.text("required").is_some_and(|text| tables::yes_no(text) == Some(true)),
            condition: self.condition(number),
            answer: self.answer(item, number),
        }
    }

    /// The sentence before a question, unless the skips of the question it depends on already tell.
    fn condition(&self, number: u32) -> Option<String> {
        let at = number.checked_sub(1)? as usize;
        let asked = self.asked.get(at)?;
        let untold: Vec<String> = asked
            .conditions
            .iter()
            .filter(|text| !self.is_told_by_skips(text, at))
            .map(|text| self.sentence(text))
            .collect();
        let joint = if self.language == Language::French { " et " } else { " and " };
        (!untold.is_empty()).then(|| untold.join(joint))
    }

    /// Whether the condition reads a single choice asked before, with nothing between but questions it decides too.
    fn is_told_by_skips(&self, text: &str, at: usize) -> bool {
        let Some(condition) = condition::parse(text) else { return false };
        let Some(source) = self.numbers.get(condition.question.as_str()).map(|number| *number as usize - 1)
        else {
            return false;
        };
        source < at
            && self.asked[source].item.widget == Some(Widget::Select1)
            && self.asked[source + 1..=at].iter().all(|asked| asked.depends_on(&condition.question))
    }

    fn sentence(&self, text: &str) -> String {
        let is_french = self.language == Language::French;
        let Some(condition) = condition::parse(text) else {
            let intro = if is_french { "Seulement si : " } else { "Only if: " };
            return format!("{intro}{}", self.with_numbers(text));
        };
        let number =
            self.numbers.get(condition.question.as_str()).map_or_else(|| "–".into(), ToString::to_string);
        let labels: Vec<String> =
            condition.values.iter().map(|value| self.choice_label(&condition, value)).collect();
        match (is_french, condition.is_not) {
            (true, false) => {
                format!("Si la réponse à la question {number} est {}", quoted(&labels, "« ", " »", " ou "))
            }
            (true, true) => format!(
                "Si la réponse à la question {number} n’est pas {}",
                quoted(&labels, "« ", " »", " ou ")
            ),
            (false, false) => {
                format!("If the answer to question {number} is {}", quoted(&labels, "“", "”", " or "))
            }
            (false, true) => {
                format!("If the answer to question {number} is not {}", quoted(&labels, "“", "”", " or "))
            }
        }
    }

    fn choice_label(&self, condition: &Condition, value: &str) -> String {
        let asked = self.asked.iter().find(|asked| asked.item.name == condition.question);
        let list = asked.and_then(|asked| self.form.lists.get(asked.item.itemset.as_deref()?));
        let choice = list.and_then(|list| list.choices.iter().find(|choice| choice.name == value));
        choice.map_or_else(|| value.to_owned(), |choice| self.text(choice.label.as_ref()))
    }

    fn answer(&self, item: &Item<'_>, number: u32) -> Answer {
        let is_french = self.language == Language::French;
        let say = |french: &'static str, english: &'static str| if is_french { french } else { english };
        let kind = item.bind.text("type").unwrap_or_default();
        match item.widget {
            Some(Widget::Select1) => {
                Answer::Choices { choices: self.choices(item, number, true), is_multiple: false }
            }
            Some(Widget::Select) => {
                Answer::Choices { choices: self.choices(item, number, false), is_multiple: true }
            }
            Some(Widget::Rank) => Answer::Ranking(self.choices(item, number, false)),
            Some(Widget::Range) => {
                let part = |name| item.parameter(name).unwrap_or_default().to_owned();
                Answer::Scale(part("start"), part("end"), part("step"))
            }
            Some(Widget::Trigger) => Answer::Blank(say("lu et compris", "read and understood")),
            Some(Widget::Upload | Widget::Osm) => {
                Answer::Elsewhere(say("photo, son ou fichier à joindre", "photo, sound or file to attach"))
            }
            Some(Widget::Geo) => Answer::Elsewhere(say("position à relever", "position to record")),
            _ => match kind {
                "int" | "decimal" => Answer::Blank(say("nombre", "number")),
                "date" => Answer::Blank(say("jour / mois / année", "day / month / year")),
                "time" => Answer::Blank(say("heure", "time")),
                "dateTime" => Answer::Blank(say("date et heure", "date and time")),
                "geopoint" => Answer::Elsewhere(say("position à relever", "position to record")),
                _ => Answer::Lines(if item.appearance().is_some_and(|shown| shown.contains("multiline")) {
                    5
                } else {
                    2
                }),
            },
        }
    }

    fn choices(&self, item: &Item<'_>, number: u32, has_skips: bool) -> Vec<PaperChoice> {
        let list = item.itemset.as_deref().and_then(|name| self.form.lists.get(name));
        let choices = list.map(|list| list.choices.as_slice()).unwrap_or_default();
        choices
            .iter()
            .map(|choice| {
                let go_to = if has_skips { self.go_to(&item.name, number, &choice.name) } else { None };
                let label = self.text(choice.label.as_ref());
                PaperChoice {
                    name: choice.name.clone().into_owned(),
                    label: if label.is_empty() { choice.name.clone().into_owned() } else { label },
                    go_to,
                    go_to_text: go_to.map(|number| self.go_to_text(number)),
                }
            })
            .collect()
    }

    /// The next question asked once `value` is ticked, when it is not the one that follows.
    fn go_to(&self, name: &str, number: u32, value: &str) -> Option<u32> {
        let rest = &self.asked[number as usize..];
        let skipped = rest.iter().take_while(|asked| {
            asked.conditions.iter().any(|text| {
                condition::parse(text).is_some_and(|found| found.question == name && !found.holds(value))
            })
        });
        let count = u32::try_from(skipped.count()).ok().filter(|count| *count > 0)?;
        let next = number + 1 + count;
        Some(if next as usize > self.asked.len() { 0 } else { next })
    }

    fn go_to_text(&self, number: u32) -> String {
        match (self.language, number) {
            (Language::French, 0) => "le questionnaire est terminé".to_owned(),
            (Language::French, number) => format!("allez à la question {number}"),
            (Language::English, 0) => "the form is finished".to_owned(),
            (Language::English, number) => format!("go to question {number}"),
        }
    }
}

fn quoted(labels: &[String], open: &str, close: &str, joint: &str) -> String {
    labels.iter().map(|label| format!("{open}{label}{close}")).collect::<Vec<_>>().join(joint)
}

/// Whether a question is answered by a person, so printed with a number.
fn is_question(item: &Item<'_>) -> bool {
    let has_text = item.label.is_some() || item.hint.is_some();
    let is_shown = item.widget.is_some_and(|widget| !widget.tag().is_empty());
    let is_reading = item.bind.text("readonly").is_some_and(|text| tables::yes_no(text) == Some(true));
    item.kind == Kind::Question && has_text && is_shown && !is_reading && item.appearance() != Some("label")
}
