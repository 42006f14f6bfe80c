//! A guide (fiche pratique) as it goes to paper: plain data, filled by the program.
//!
//! Fields marked Markdown take paragraphs, lists, bold, italic, links, quotes and tables. A citation `[@key:3]` whose
//! key is one of the sources is printed as the number of that source.

use serde::{Deserialize, Serialize};

use crate::{Date, Language, Title};

/// One guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// Language of the whole sheet.
    pub language: Language,
    /// Title, a verb first, 90 characters at most in the editor.
    pub title: Title,
    /// What the reader gains, one or two lines.
    pub promise: String,
    /// Need or family, printed beside the kind: « Collecte de données ».
    pub topic: String,
    /// Where the sheet lives on the web.
    pub address: Address,
    /// Number of the published revision.
    pub version: u32,
    /// Day of the published revision; also the date of the PDF.
    pub date: Date,
    /// Day of the last review.
    #[serde(default)]
    pub reviewed: Option<Date>,
    /// Day by which it should be reviewed again.
    #[serde(default)]
    pub next_review: Option<Date>,
    /// The returns it rests on.
    pub assise: Assise,
    /// A notice that must be seen first (starter guide, withdrawn evidence).
    #[serde(default)]
    pub notice: Option<String>,
    /// The blocks of its kind, in order.
    pub blocks: Vec<Block>,
    /// « À essayer lundi »: things to do, three at best; printed at the foot of the last page when there is room.
    #[serde(default)]
    pub monday: Vec<String>,
    /// What the text cites.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Who wrote, reviewed, contributed.
    #[serde(default)]
    pub credits: Vec<Credit>,
    /// Licence, as printed: « CC BY-SA 4.0 ».
    pub licence: String,
}

/// The three kinds of guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuideKind {
    /// Fiche outil.
    Tool,
    /// Fiche méthode.
    Method,
    /// Fiche retour d'expérience.
    Experience,
}

/// A short permanent address, in clear and as a square to photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// As a person types it: `socle.example.org/f/014`.
    pub shown: String,
    /// As a telephone opens it: `https://socle.example.org/f/014`.
    pub url: String,
}

/// How many returns the sheet rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assise {
    /// Checked by the team: solid blocks.
    pub verified: u32,
    /// As told by the respondent: outlined blocks.
    pub declared: u32,
    /// Thin evidence: dashed blocks.
    pub thin: u32,
}

/// One block of a guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// « Ce qui coince ».
    pub heading: Title,
    /// How it is set.
    #[serde(default)]
    pub tone: Tone,
    /// What it holds, in order.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// A piece of a block. As JSON: `{"text": "…"}`, `{"facts": […]}`, `{"steps": […]}`, `{"quote": {…}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Markdown.
    Text(String),
    /// Labels and values, as in « En bref ».
    Facts(Vec<Fact>),
    /// Numbered steps.
    Steps(Vec<Step>),
    /// Words of someone who was there.
    Quote(Quote),
}

/// How a block is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As the rest.
    #[default]
    Plain,
    /// In a frame: the block to read when one reads nothing else (« En bref »).
    Brief,
    /// Along a hatched band: what goes wrong.
    Caution,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// « Réseau ».
    pub label: String,
    /// Markdown: « aucun sur place ».
    pub value: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do, in a few words.
    pub title: String,
    /// How long: « une demi-journée ».
    #[serde(default)]
    pub duration: Option<String>,
    /// Markdown.
    #[serde(default)]
    pub text: String,
    /// Markdown: the trap of this step.
    #[serde(default)]
    pub trap: Option<String>,
}

/// Someone's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Markdown, without quotation marks.
    pub text: String,
    /// As they agreed to be named: « une association, Burkina Faso ».
    pub who: String,
}

/// One thing the text cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// As in the text: `r204`, `ref12`, `w12`.
    pub key: String,
    /// Markdown: what it is, who, when, with its address.
    pub text: String,
}

/// A part and those who played it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// « Rédaction ».
    pub part: String,
    /// Names as agreed, separated by commas.
    pub names: String,
}
