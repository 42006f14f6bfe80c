//! A questionnaire ready to be run, read from an ODK XForm.
//!
//! [`Form::parse`] reads the model (instances, binds, texts, actions) and the body (groups, repeats,
//! questions) into typed parts with every expression already parsed and every dependency already known.
//! It holds no answer: that is [`crate::FormState`].
//! Source: <https://getodk.github.io/xforms-spec/>.

#![deny(missing_docs)]

mod body;
mod graph;
mod model;
mod texts;

use std::collections::HashMap;

pub(crate) use graph::{Aspect, Graph};

use crate::xpath::{Expr, Instance, InvalidExpr, InvalidXml, NodeId, Tree};

/// The index of a declared node of the form.
pub type DefId = usize;

/// A questionnaire.
#[derive(Debug)]
pub struct Form {
    /// The title shown to respondents.
    pub title: String,
    /// The identifier of the questionnaire, from the primary instance.
    pub id: String,
    /// The version, when the questionnaire states one.
    pub version: Option<String>,
    /// The names of its languages as it writes them, `French (fr)`; empty when texts are not translated.
    pub languages: Vec<String>,
    /// The index in `languages` of the one shown first.
    pub default_language: usize,
    pub(crate) nodes: Vec<NodeDef>,
    pub(crate) by_path: HashMap<String, DefId>,
    /// The primary instance as written, templates of repeats included.
    pub(crate) blank: Tree,
    pub(crate) instances: Vec<Instance>,
    pub(crate) texts: Texts,
    pub(crate) body: Vec<Item>,
    pub(crate) questions: Vec<Question>,
    question_of: HashMap<DefId, usize>,
    pub(crate) actions: Vec<Action>,
    pub(crate) graph: Graph,
}

/// A node that the primary instance declares: one for all the instances of a repeat.
#[derive(Debug)]
pub(crate) struct NodeDef {
    /// `/data/group/name`.
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) parent: Option<DefId>,
    pub(crate) children: Vec<DefId>,
    pub(crate) is_attribute: bool,
    /// For a repeat, the element of [`Form::blank`] that new instances copy.
    pub(crate) template: Option<NodeId>,
    /// For a repeat, how many instances there must be, as asked from its parent.
    pub(crate) count: Option<Expr>,
    pub(crate) is_repeat: bool,
    pub(crate) bind: Bind,
}

/// The rules of a node.
#[derive(Debug, Default)]
pub(crate) struct Bind {
    pub(crate) data_type: DataType,
    pub(crate) relevant: Option<Expr>,
    pub(crate) calculate: Option<Expr>,
    pub(crate) constraint: Option<Expr>,
    pub(crate) required: Option<Expr>,
    pub(crate) read_only: Option<Expr>,
    pub(crate) constraint_message: Option<Message>,
    pub(crate) required_message: Option<Message>,
    /// What fills the node by itself: `timestamp` / `start`.
    pub(crate) preload: Option<(String, String)>,
}

/// What kind of value a node holds, from its bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DataType {
    /// Any text; choices too.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// `2024-05-01`
    Date,
    /// `10:20:00.000+02:00`
    Time,
    /// `2024-05-01T10:20:00.000+02:00`
    DateTime,
    /// Latitude, longitude, altitude and accuracy, with spaces between.
    Geopoint,
    /// Points with `;` between.
    Geotrace,
    /// Points with `;` between, the last the same as the first.
    Geoshape,
    /// What was read from a bar code.
    Barcode,
    /// The name of an attached file.
    Binary,
}

/// A text shown to people.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Message {
    /// The name of a translated text.
    Translated(String),
    Pieces(Vec<Piece>),
}

/// A part of a text: words, or the value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Words(String),
    Output(Expr),
}

/// The translated texts: for each language, by name, the forms of the text (plain, guidance, image…).
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) languages: Vec<HashMap<String, Vec<TextForm>>>,
}

/// One form of a translated text; the plain one has an empty name.
#[derive(Debug)]
pub(crate) struct TextForm {
    pub(crate) form: String,
    pub(crate) pieces: Vec<Piece>,
}

/// A part of the body.
#[derive(Debug)]
pub(crate) enum Item {
    /// Its index in [`Form::questions`].
    Question(usize),
    Group(Group),
    Repeat(Repeat),
}

#[derive(Debug)]
pub(crate) struct Group {
    /// A group of the body alone has no node of its own.
    pub(crate) def: Option<DefId>,
    pub(crate) label: Option<Message>,
    pub(crate) appearance: Vec<String>,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug)]
pub(crate) struct Repeat {
    pub(crate) def: DefId,
    pub(crate) label: Option<Message>,
    pub(crate) appearance: Vec<String>,
    pub(crate) may_add: bool,
    /// The rule of the repeat, as asked from its parent: with no instance yet there is no other place.
    pub(crate) relevant: Option<Expr>,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) def: DefId,
    pub(crate) kind: ControlKind,
    pub(crate) label: Option<Message>,
    pub(crate) hint: Option<Message>,
    pub(crate) appearance: Vec<String>,
    pub(crate) choices: Vec<ChoiceSource>,
    /// Other attributes of the control: `mediatype`, `start`, `end`, `step`, `rows`…
    pub(crate) attributes: Vec<(String, String)>,
}

/// Where choices come from.
#[derive(Debug)]
pub(crate) enum ChoiceSource {
    /// One choice written in the body.
    Item { value: String, label: Option<Message> },
    /// The nodes of an expression: a secondary instance, filtered.
    Set { nodes: Expr, value: Expr, label: Option<ChoiceLabel> },
}

/// How a choice of a set finds its label.
#[derive(Debug)]
pub(crate) enum ChoiceLabel {
    /// The name of a translated text is in that column.
    Translated(Expr),
    /// The text is in that column.
    Column(Expr),
}

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ControlKind {
    /// Words to type.
    Text,
    /// A whole number to type.
    Integer,
    /// A number to type.
    Decimal,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A day and a time.
    DateTime,
    /// One choice.
    SelectOne,
    /// Any number of choices.
    SelectMultiple,
    /// Choices to put in order.
    Rank,
    /// A number between two bounds; see the attributes `start`, `end` and `step`.
    Range,
    /// A text to read, without an answer.
    Note,
    /// A value computed by the questionnaire and shown.
    Calculated,
    /// A box to tick; the answer is `OK`.
    Acknowledge,
    /// A file; see the attribute `mediatype`.
    Upload,
    /// A place.
    Geopoint,
    /// A line on the map.
    Geotrace,
    /// A surface on the map.
    Geoshape,
    /// A bar code to read.
    Barcode,
}

/// Something done when an event happens: `setvalue`.
#[derive(Debug)]
pub(crate) struct Action {
    pub(crate) event: Event,
    pub(crate) target: DefId,
    /// The value to set; none empties the node.
    pub(crate) value: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// The questionnaire is opened for the first time for this submission.
    FirstLoad,
    /// The questionnaire is opened.
    Load,
    /// An instance of that repeat was added.
    NewRepeat(Option<DefId>),
    /// The answer of that node changed.
    Changed(DefId),
}

/// Why a text is not a questionnaire that can be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The text is not acceptable XML.
    #[error(transparent)]
    Xml(#[from] InvalidXml),
    /// A part that every XForm has is not there.
    #[error("the form has no {0}")]
    Missing(&'static str),
    /// A bind or a control speaks of a node that the primary instance does not declare.
    #[error("{path} is not declared in the primary instance")]
    UndeclaredNode {
        /// Its path.
        path: String,
    },
    /// An expression cannot be read.
    #[error("{path}: the {part} expression cannot be read: {source}")]
    Expression {
        /// The node it belongs to.
        path: String,
        /// Which rule: `relevant`, `constraint`…
        part: &'static str,
        /// The expression, or its beginning.
        text: String,
        /// What is wrong in it.
        source: InvalidExpr,
    },
    /// Calculations and relevance rules depend on each other in a circle, through these nodes.
    #[error("the rules of these nodes depend on each other: {}", .paths.join(", "))]
    Cycle {
        /// At most twenty of them.
        paths: Vec<String>,
    },
    /// Together, the rules speak of millions of nodes.
    #[error("the rules of the form speak of too many nodes")]
    TooManyReferences,
}

impl Form {
    /// The declared node of a path; positions of repeat instances are ignored.
    pub(crate) fn def(&self, path: &str) -> Option<DefId> {
        self.by_path.get(&*without_positions(path)).copied()
    }

    /// The first question that asks a node.
    pub(crate) fn question(&self, def: DefId) -> Option<&Question> {
        self.question_of.get(&def).map(|index| &self.questions[*index])
    }

    /// The language that a name or a code asks for: `French (fr)`, `French`, `fr`.
    pub fn language(&self, wanted: &str) -> Option<usize> {
        let exact = self.languages.iter().position(|language| language == wanted);
        exact.or_else(|| self.languages.iter().position(|language| names_language(language, wanted)))
    }

    /// Gives a secondary instance its content: the rows of an attached table.
    ///
    /// The table is CSV with a header line; `name` is the file's name without its extension.
    pub fn attach_table(&mut self, name: &str, rows: &[Vec<(String, String)>]) {
        let mut tree = Tree::default();
        let root = tree.add_element(Tree::DOCUMENT, crate::xpath::Name::plain("root"));
        for row in rows {
            let item = tree.add_element(root, crate::xpath::Name::plain("item"));
            for (column, value) in row {
                let cell = tree.add_element(item, crate::xpath::Name::plain(column));
                tree.set_text(cell, value);
            }
        }
        let instance =
            Instance { name: name.to_owned(), tree: std::sync::Arc::new(tree), root: Tree::DOCUMENT };
        match self.instances.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = instance,
            None => self.instances.push(instance),
        }
    }
}

/// `fr` names `French (fr)`, `French` too; case does not matter.
fn names_language(language: &str, wanted: &str) -> bool {
    let (name, code) = match language.split_once('(') {
        Some((name, code)) => (name.trim(), code.trim_end_matches(')').trim()),
        None => (language.trim(), language.trim()),
    };
    let short = |text: &str| text.split('-').next().unwrap_or_default().to_lowercase();
    name.eq_ignore_ascii_case(wanted) || short(code) == short(wanted)
}

/// `/data/story[2]/name` → `/data/story/name`.
pub(crate) fn without_positions(path: &str) -> std::borrow::Cow<'_, str> {
    if !path.contains('[') {
        return path.into();
    }
    let mut plain = String::with_capacity(path.len());
    for piece in path.split('[') {
        plain.push_str(if plain.is_empty() {
            piece
        } else {
            piece.split_once(']').map_or("", |(_, rest)| rest)
        });
    }
    plain.into()
}
