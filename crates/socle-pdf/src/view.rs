//! From the models to the JSON that the templates read: texts set for paper, Markdown as trees, drawings as vectors.

use serde::Serialize;
use serde_json::{Value, json};

use crate::markdown::Setter;
use crate::paper::{Answer, Choice, Item, Question, Section, Table};
use crate::{
    Block, Document, Guide, Language, PaperForm, Part, Place, RenderError, Step, Unprinted, fonts, svg,
};

/// A document ready for its template, in parts that can be laid out apart (to find which one fails).
pub(crate) struct View {
    pub(crate) template: &'static str,
    language: Language,
    head: Value,
    body: Vec<Value>,
    foot: Value,
}

impl View {
    pub(crate) fn new(document: &Document) -> Result<Self, RenderError> {
        match document {
            Document::Guide(guide) => guide_view(guide),
            Document::PaperForm(form) => Ok(paper_view(form)),
        }
    }

    /// How many blocks or sections.
    pub(crate) fn len(&self) -> usize {
        self.body.len()
    }

    /// All of it, as JSON.
    pub(crate) fn json(&self) -> String {
        self.to_json(&self.body, &self.foot)
    }

    /// The head and one block or section, or the head alone.
    pub(crate) fn json_of(&self, part: Option<usize>) -> String {
        self.to_json(part.map_or(&[], |index| &self.body[index..=index]), &Value::Null)
    }

    fn to_json(&self, body: &[Value], foot: &Value) -> String {
        json!({ "language": self.language, "head": self.head, "body": body, "foot": foot }).to_string()
    }

    /// Puts U+FFFD for what no font of ours can show, and tells where.
    pub(crate) fn replace_unprintable(&mut self) -> Vec<Unprinted> {
        let mut found = Vec::new();
        let body = self.body.iter_mut().enumerate().map(|(index, value)| (Place::Block(index), value));
        let parts =
            [(Place::Head, &mut self.head)].into_iter().chain(body).chain([(Place::Foot, &mut self.foot)]);
        for (place, value) in parts {
            let mut characters = String::new();
            replace_in(value, &mut characters);
            if !characters.is_empty() {
                found.push(Unprinted { place, characters });
            }
        }
        found
    }
}

/// Recursion is bounded: the depth of Markdown is, and the rest is flat.
fn replace_in(value: &mut Value, missing: &mut String) {
    match value {
        Value::String(text) if !text.chars().all(|c| c == '\n' || fonts::can_print(c)) => {
            let print = |c: char| {
                if c == '\n' || fonts::can_print(c) {
                    return c;
                }
                if !missing.contains(c) {
                    missing.push(c);
                }
                char::REPLACEMENT_CHARACTER
            };
            *text = text.chars().map(print).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace_in(value, missing)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace_in(value, missing)),
        _ => {}
    }
}

fn date(date: crate::Date) -> Value {
    json!([date.year(), date.month(), date.day()])
}

/// Maps a list to a JSON array.
fn list<T>(items: &[T], view: impl FnMut(&T) -> Value) -> Value {
    items.iter().map(view).collect()
}

fn guide_view(guide: &Guide) -> Result<View, RenderError> {
    let set = Setter { language: guide.language, sources: &guide.sources };
    let qr = svg::qr(&guide.address.url).ok_or_else(|| RenderError::Address(guide.address.url.clone()))?;
    let head = json!({
        "kind": guide.kind,
        "title": set.line(guide.title.as_str()),
        "promise": set.line(&guide.promise),
        "topic": set.line(&guide.topic),
        "address": guide.address.shown,
        "url": guide.address.url,
        "qr": qr,
        "version": guide.version,
        "date": date(guide.date),
        "reviewed": guide.reviewed.map(date),
        "next_review": guide.next_review.map(date),
        "returns": guide.assise.verified + guide.assise.declared + guide.assise.thin,
        "assise": svg::assise(guide.assise),
        "notice": guide.notice.as_deref().map(|notice| set.line(notice)),
        "authors": guide.credits.iter().map(|credit| credit.names.as_str()).take(1).collect::<Vec<_>>(),
        "licence": set.line(&guide.licence),
    });
    let foot = json!({
        "monday": list(&guide.monday, |line| set.line(line)),
        "sources": list(&guide.sources, |source| set.markdown(&source.text)),
        "credits": list(&guide.credits, |credit| json!([set.line(&credit.part), set.line(&credit.names)])),
    });
    let body = guide.blocks.iter().map(|block| block_view(block, set)).collect();
    Ok(View { template: "guide", language: guide.language, head, body, foot })
}

fn block_view(block: &Block, set: Setter<'_>) -> Value {
    json!({
        "heading": set.line(block.heading.as_str()),
        "tone": block.tone,
        "parts": list(&block.parts, |part| part_view(part, set)),
    })
}

fn part_view(part: &Part, set: Setter<'_>) -> Value {
    match part {
        Part::Text(text) => json!({ "k": "text", "text": set.markdown(text) }),
        Part::Facts(facts) => json!({
            "k": "facts",
            "items": list(facts, |fact| json!([set.line(&fact.label), set.markdown(&fact.value)])),
        }),
        Part::Steps(steps) => json!({ "k": "steps", "items": list(steps, |step| step_view(step, set)) }),
        Part::Quote(quote) => {
            json!({ "k": "quote", "words": [set.markdown(&quote.text), set.line(&quote.who)] })
        }
    }
}

fn step_view(step: &Step, set: Setter<'_>) -> Value {
    json!({
        "title": set.line(&step.title),
        "duration": step.duration.as_deref().map(|duration| set.line(duration)),
        "text": set.markdown(&step.text),
        "trap": step.trap.as_deref().map(|trap| set.markdown(trap)),
    })
}

fn paper_view(form: &PaperForm) -> View {
    let set = Setter { language: form.language, sources: &[] };
    let head = json!({
        "title": set.line(form.title.as_str()),
        "study": form.study.as_deref().map(|study| set.line(study)),
        "version": set.line(&form.version),
        "date": date(form.date),
        "opening": set.markdown(&form.opening),
        "required": form.sections.iter().flat_map(|section| &section.items).any(is_required),
    });
    let foot = json!({ "closing": set.markdown(&form.closing) });
    let body = form.sections.iter().map(|section| section_view(section, set)).collect();
    View { template: "paper_form", language: form.language, head, body, foot }
}

fn is_required(item: &Item) -> bool {
    matches!(item, Item::Question(question) if question.required)
}

/// Any model value as JSON.
fn plain(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn section_view(section: &Section, set: Setter<'_>) -> Value {
    json!({
        "title": section.title.as_ref().map(|title| set.line(title.as_str())),
        "only_if": section.only_if.as_deref().map(|words| set.line(words)),
        "copies": section.repeat.as_ref().map(|repeat| repeat.copies.max(1)),
        "items": list(&section.items, |item| match item {
            Item::Heading(title) => json!({ "k": "heading", "text": set.line(title.as_str()) }),
            Item::Note(text) => json!({ "k": "note", "text": set.markdown(text) }),
            Item::Question(question) => question_view(question, set),
            Item::Table(table) => table_view(table, set),
        }),
    })
}

fn question_view(question: &Question, set: Setter<'_>) -> Value {
    json!({
        "k": "question",
        "number": set.line(&question.number),
        "label": set.markdown(&question.label),
        "hint": set.markdown(&question.hint),
        "required": question.required,
        "only_if": question.only_if.as_deref().map(|words| set.line(words)),
        "answer": answer_view(&question.answer, set),
        "skip": question.skip.as_ref().map(plain),
    })
}

fn answer_view(answer: &Answer, set: Setter<'_>) -> Value {
    let choices = |choices: &[Choice]| {
        list(choices, |choice| {
            json!({
                "label": set.line(&choice.label),
                "specify": choice.specify,
                "skip": choice.skip.as_ref().map(plain),
            })
        })
    };
    match answer {
        Answer::Lines(count) => json!({ "k": "lines", "count": (*count).max(1) }),
        Answer::One(list) => json!({ "k": "one", "choices": choices(list) }),
        Answer::Many { choices: list, at_most } => {
            json!({ "k": "many", "choices": choices(list), "at_most": at_most })
        }
        Answer::Number { digits, decimals, unit } => json!({
            "k": "number",
            "digits": (*digits).clamp(1, 12),
            "decimals": (*decimals).min(4),
            "unit": unit.as_deref().map(|unit| set.line(unit)),
        }),
        Answer::Date => json!({ "k": "date", "parts": ["day", "month", "year"] }),
        Answer::Month => json!({ "k": "date", "parts": ["month", "year"] }),
        Answer::Year => json!({ "k": "date", "parts": ["year"] }),
        Answer::Time => json!({ "k": "date", "parts": ["hours", "minutes"] }),
        Answer::Blank(words) => json!({ "k": "blank", "words": set.line(words) }),
        Answer::Rank(list) => json!({ "k": "rank", "choices": choices(list) }),
        Answer::Scale(marks) => json!({ "k": "scale", "marks": list(marks, |mark| set.line(mark)) }),
        Answer::Elsewhere(words) => json!({ "k": "elsewhere", "words": set.line(words) }),
    }
}

fn table_view(table: &Table, set: Setter<'_>) -> Value {
    json!({
        "k": "table",
        "number": set.line(&table.number),
        "label": set.markdown(&table.label),
        "hint": set.markdown(&table.hint),
        "only_if": table.only_if.as_deref().map(|words| set.line(words)),
        "many": table.many,
        "columns": list(&table.columns, |column| set.line(column)),
        "rows": list(&table.rows, |row| json!([set.line(&row.number), set.line(&row.label)])),
    })
}
