//! Storing what people type, and saying what is wrong with it.

use super::FormState;
use crate::form::{ControlKind, DataType, DefId, Event, Question};
use crate::xpath::{Moment, NodeId, parse_number};

/// What became of a typed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The value is stored, and nothing is wrong with it.
    Stored,
    /// Something is wrong. The text is kept and shown again; it counts as an answer only if it has the right type.
    Invalid(FindingCode),
    /// The rules hide the question: the text is not kept.
    NotRelevant,
    /// The questionnaire forbids to change the answer: the text is not kept.
    ReadOnly,
    /// There is no such question.
    UnknownPath,
}

/// Something wrong with an answer or a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `/data/story[2]/tool`.
    pub path: String,
    /// What is wrong.
    pub code: FindingCode,
    /// What the questionnaire itself says of it, in the present language.
    pub message: Option<String>,
}

/// The kinds of findings. [`FindingCode::as_str`] is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingCode {
    /// An answer is needed.
    Required,
    /// The answer breaks the question's rule.
    Constraint,
    /// The text is not of the question's type: a word where a number is asked.
    WrongType,
    /// The answer is not among the choices offered now.
    NotAChoice,
    /// The submission is not acceptable XML.
    Malformed,
    /// The submission answers another questionnaire.
    WrongForm,
    /// The submission answers another version of the questionnaire.
    WrongVersion,
    /// The submission has a node that the questionnaire does not declare.
    UndeclaredNode,
    /// The submission answers a question that the rules hide.
    NotRelevant,
    /// A repeat has more instances than are accepted.
    TooManyInstances,
}

impl FindingCode {
    /// A stable name for programs: `wrong-type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Constraint => "constraint",
            Self::WrongType => "wrong-type",
            Self::NotAChoice => "not-a-choice",
            Self::Malformed => "malformed",
            Self::WrongForm => "wrong-form",
            Self::WrongVersion => "wrong-version",
            Self::UndeclaredNode => "undeclared-node",
            Self::NotRelevant => "not-relevant",
            Self::TooManyInstances => "too-many-instances",
        }
    }
}

impl FormState {
    /// Stores what a person typed for a question.
    ///
    /// Numbers may have a decimal comma and spaces; dates may be `2024-05-01`, `2024-05` or `01/05/2024`; several
    /// choices are separated by spaces. An empty text takes the answer away.
    pub fn set_text(&mut self, path: &str, text: &str) -> Outcome {
        let Some((node, def)) = self.find(path).and_then(|node| Some((node, self.def_of(node)?))) else {
            return Outcome::UnknownPath;
        };
        if !self.tree.is_relevant(node) {
            return Outcome::NotRelevant;
        }
        let question = self.form.question(def);
        let is_computed = self.form.nodes[def].bind.calculate.is_some();
        if self.marks[node as usize].is_read_only || (is_computed && question.is_none()) {
            return Outcome::ReadOnly;
        }
        let clean = clean(text, question.is_some_and(is_multiline));
        let value = self.parsed(&clean, def);
        match &value {
            Some(_) => self.typed.remove(&node),
            None => self.typed.insert(node, text.chars().filter(|c| is_allowed(*c)).collect()),
        };
        let before = self.tree.text(node).into_owned();
        if self.store(node, &value.unwrap_or_default()) {
            if is_computed {
                self.typed_over.entry(node).or_insert(before);
            }
            self.run(&Event::Changed(def), Some(node));
        }
        self.recompute();
        self.finding_at(node, def).map_or(Outcome::Stored, |finding| Outcome::Invalid(finding.code))
    }

    pub(super) fn parsed(&self, text: &str, def: DefId) -> Option<String> {
        if text.is_empty() {
            Some(String::new())
        } else {
            self.parse_value(text, self.form.nodes[def].bind.data_type)
        }
    }

    /// A typed text as a submission writes it; none when it is not of the type.
    fn parse_value(&self, text: &str, data_type: DataType) -> Option<String> {
        match data_type {
            DataType::Integer => integer(text),
            DataType::Decimal => decimal(text),
            DataType::Date => date(text),
            DataType::DateTime => {
                Moment::parse(text, &self.environment).map(|moment| moment.full_text(&self.environment))
            }
            DataType::Time => time(text),
            DataType::Geopoint => points(text, 1).then(|| text.to_owned()),
            DataType::Geotrace => points(text, 2).then(|| text.to_owned()),
            DataType::Geoshape => points(text, 3).then(|| text.to_owned()),
            DataType::Text | DataType::Boolean | DataType::Barcode | DataType::Binary => {
                Some(text.to_owned())
            }
        }
    }

    /// What is wrong with the answer of one question, if anything: the first thing to say.
    pub(super) fn finding_at(&self, node: NodeId, def: DefId) -> Option<Finding> {
        if !self.tree.is_relevant(node) {
            return None;
        }
        let code = self.code_at(node, def)?;
        let bind = &self.form.nodes[def].bind;
        let message = match code {
            FindingCode::Required => bind.required_message.as_ref(),
            FindingCode::Constraint => bind.constraint_message.as_ref(),
            _ => None,
        };
        Some(Finding { path: self.path_of(node), code, message: self.message(message, node) })
    }

    fn code_at(&self, node: NodeId, def: DefId) -> Option<FindingCode> {
        if self.typed.contains_key(&node) {
            return Some(FindingCode::WrongType);
        }
        let bind = &self.form.nodes[def].bind;
        let question = self.form.question(def);
        let text = self.tree.text(node);
        if text.is_empty() {
            let is_asked = question.is_none_or(|q| q.kind != ControlKind::Note);
            return (is_asked && self.marks[node as usize].is_required).then_some(FindingCode::Required);
        }
        if !self.is_lexical(&text, bind.data_type) {
            return Some(FindingCode::WrongType);
        }
        if let Some(question) = question {
            // The choices of a range are only the names of its marks.
            let is_select = question.kind != ControlKind::Range && !question.choices.is_empty();
            if is_select && !self.are_choices(question, node) {
                return Some(FindingCode::NotAChoice);
            }
            if question.kind == ControlKind::Range && !in_range(question, &text) {
                return Some(FindingCode::Constraint);
            }
        }
        let is_kept = bind.constraint.as_ref().is_none_or(|constraint| self.holds(constraint, node, true));
        (!is_kept).then_some(FindingCode::Constraint)
    }

    /// Whether a value is written as its type asks.
    pub(crate) fn is_lexical(&self, text: &str, data_type: DataType) -> bool {
        match data_type {
            DataType::DateTime => Moment::parse(text, &self.environment).is_some(),
            DataType::Time => time(text).is_some(),
            DataType::Date => date(text).is_some(),
            // Other clients write very small and very large numbers with an exponent.
            DataType::Decimal => text.parse::<f64>().is_ok_and(f64::is_finite),
            _ => self.parse_value(text, data_type).is_some(),
        }
    }
}

fn is_multiline(question: &Question) -> bool {
    question.kind == ControlKind::Text
}

/// XML 1.0 has no place for control characters.
pub(crate) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (!c.is_control() && c != '\u{fffe}' && c != '\u{ffff}')
}

/// Takes away control characters, the spaces around, and Windows line ends.
fn clean(text: &str, is_multiline: bool) -> String {
    let text: String = text.replace("\r\n", "\n").chars().filter(|c| is_allowed(*c)).collect();
    let text = text.trim();
    if is_multiline { text.to_owned() } else { text.replace(['\n', '\r', '\t'], " ") }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).collect()
}

fn integer(text: &str) -> Option<String> {
    let text = without_spaces(text);
    let digits = text.strip_prefix('+').unwrap_or(&text);
    digits.parse::<i64>().ok().map(|number| number.to_string())
}

fn decimal(text: &str) -> Option<String> {
    let text = without_spaces(text).replace(',', ".");
    let digits = text.strip_prefix('+').unwrap_or(&text);
    let is_short = digits.len() <= 30;
    parse_number(digits).filter(|number| is_short && number.is_finite()).map(|_| digits.to_owned())
}

/// `2024-05-01`, `2024-05` (the first day), `01/05/2024`, or the date of a moment.
fn date(text: &str) -> Option<String> {
    let text = text.split_once('T').map_or(text, |(date, _)| date);
    let written = match text.split(['/', '.']).collect::<Vec<_>>().as_slice() {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ if text.len() == 7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    crate::xpath::parse_date(&written).map(|date| date.to_string())
}

/// `10:20`, or with seconds, thousandths and an offset: `10:20:30.000+02:00`.
fn time(text: &str) -> Option<String> {
    let (time, _) = crate::xpath::parse_time(text)?;
    let offset = text.find(['Z', '+', '-']).map_or("", |at| &text[at..]);
    Some(format!("{}{offset}", time.strftime("%H:%M:%S.%3f")))
}

/// Whether a text is at least so many points: latitude, longitude, then altitude and accuracy if known.
fn points(text: &str, least: usize) -> bool {
    let pieces: Vec<_> = text.split(';').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    pieces.len() >= least && (least > 1 || pieces.len() == 1) && pieces.iter().all(|piece| is_point(piece))
}

fn is_point(text: &str) -> bool {
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(parse_number).collect();
    numbers.is_some_and(|numbers| {
        (2..=4).contains(&numbers.len()) && numbers[0].abs() <= 90.0 && numbers[1].abs() <= 180.0
    })
}

fn in_range(question: &Question, text: &str) -> bool {
    let bound = |name: &str| {
        let found = question.attributes.iter().find(|(attribute, _)| attribute == name);
        found.and_then(|(_, value)| parse_number(value))
    };
    let Some(number) = parse_number(text) else { return false };
    bound("start").is_none_or(|start| number >= start) && bound("end").is_none_or(|end| number <= end)
}
