//! A questionnaire laid out for paper, in the words of the printer.

use anyhow::Result;
use socle_pdf::{
    Answer, Choice, Date, Document, Item, Language, PaperForm, Question, Repeat, Section, SkipTo, Title,
};
use xlsform::{Paper, PaperChoice, PaperItem, PaperQuestion};

/// How many blank copies of a repeated part are printed.
const COPIES: u8 = 2;

/// The document to print. `date` is the day shown at the foot.
pub(super) fn document(paper: &Paper, language: Language, date: Date) -> Result<Document> {
    let mut sections = vec![Section { title: None, only_if: None, repeat: None, items: Vec::new() }];
    for item in &paper.items {
        match item {
            PaperItem::Section { title, level: 1, is_repeated } => sections.push(Section {
                title: Title::new(title).ok(),
                only_if: None,
                repeat: is_repeated.then_some(Repeat { copies: COPIES }),
                items: Vec::new(),
            }),
            PaperItem::Section { title, .. } => {
                push(&mut sections, Title::new(title).ok().map(Item::Heading));
            }
            PaperItem::Note(text) => push(&mut sections, Some(Item::Note(text.clone()))),
            PaperItem::Question(asked) => push(&mut sections, Some(Item::Question(question(asked)))),
        }
    }
    sections.retain(|section| !section.items.is_empty());
    Ok(Document::PaperForm(PaperForm {
        title: Title::new(&paper.title)?,
        study: None,
        language,
        version: paper.version.clone().unwrap_or_default(),
        date,
        opening: String::new(),
        sections,
        closing: String::new(),
    }))
}

fn push(sections: &mut [Section], item: Option<Item>) {
    if let Some(section) = sections.last_mut() {
        section.items.extend(item);
    }
}

fn question(asked: &PaperQuestion) -> Question {
    Question {
        number: asked.number.to_string(),
        label: asked.label.clone(),
        hint: asked.hint.clone().unwrap_or_default(),
        required: asked.is_required,
        only_if: asked.condition.clone(),
        answer: answer(&asked.answer),
        skip: None,
    }
}

fn answer(answer: &xlsform::Answer) -> Answer {
    match answer {
        xlsform::Answer::Lines(lines) => Answer::Lines(*lines),
        xlsform::Answer::Blank(what) => Answer::Blank((*what).to_owned()),
        // A list read from a file, such as countries, is too long for paper: the answer is written.
        xlsform::Answer::Choices { choices, .. } if choices.is_empty() => Answer::Lines(1),
        xlsform::Answer::Choices { choices, is_multiple: false } => Answer::One(boxes(choices)),
        xlsform::Answer::Choices { choices, is_multiple: true } => {
            Answer::Many { choices: boxes(choices), at_most: None }
        }
        xlsform::Answer::Ranking(choices) => Answer::Rank(boxes(choices)),
        xlsform::Answer::Scale(from, to, by) => Answer::Scale(marks(from, to, by)),
        xlsform::Answer::Elsewhere(what) => Answer::Elsewhere((*what).to_owned()),
    }
}

fn boxes(choices: &[PaperChoice]) -> Vec<Choice> {
    let skip = |choice: &PaperChoice| {
        choice
            .go_to
            .map(|number| if number == 0 { SkipTo::End } else { SkipTo::Question(number.to_string()) })
    };
    choices
        .iter()
        .map(|choice| Choice { label: choice.label.clone(), specify: false, skip: skip(choice) })
        .collect()
}

/// The marks of a scale; its two ends when there would be too many to circle one.
fn marks(from: &str, to: &str, by: &str) -> Vec<String> {
    const MOST: i64 = 21;
    let ends = || vec![from.to_owned(), to.to_owned()];
    let (Ok(first), Ok(last), Ok(step)) = (from.parse::<i64>(), to.parse::<i64>(), by.parse::<i64>()) else {
        return ends();
    };
    if step <= 0 || last < first || (last - first) / step >= MOST {
        return ends();
    }
    (0..=(last - first) / step).map(|n| (first + n * step).to_string()).collect()
}
