//! What a return tells, read from its answers by the names that the default questionnaire and its starter share
//! (`e_story`, `e_state`, `e_publish`, …): its experiences, its author's organization, how to reach them.
//!
//! Nothing here knows XML: whoever holds a return hands its questions and answers over. A question that a
//! questionnaire does not ask is simply not there, and a questionnaire with none of these names still tells a story
//! when it has long texts.

use crate::{advisor::outcome, consent::Publication};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// What an experience is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExperienceKind {
    /// A tool was used in a project.
    Use,
    /// Whoever made or offers the tool tells of it: shown, and never counted as an outcome.
    Initiative,
}

impl ExperienceKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Use, Self::Initiative];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Initiative => "initiative",
        }
    }

    /// Reads the word of a kind.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a question is answered, as far as reading a return goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// By one or several choices of a list; the value holds their words, separated by spaces.
    Choices,
    /// By a line of text.
    Line,
    /// By a text of several lines.
    Story,
    /// By a number, a date, a file…
    Other,
}

/// A question of a return, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The question's name: `e_story`.
    pub question: String,
    /// Which instance of a repeat it stands in, from 1; 0 for the return itself.
    pub place: i64,
    /// The question, in words, in the language of the return.
    pub label: String,
    /// The answer as the form writes it; never empty.
    pub value: String,
    /// How it is answered.
    pub shape: Shape,
}

/// One story of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experience {
    /// Its place in the return, from 1.
    pub place: i64,
    /// Use or initiative.
    pub kind: ExperienceKind,
    /// The tools it tells of, as they were written, the main one first.
    pub tools: Vec<String>,
    /// What for: words of the list of needs.
    pub needs: Vec<String>,
    /// A word of the list of themes.
    pub theme: Option<String>,
    /// A code of the list of countries.
    pub country: Option<String>,
    /// Where the tool stands (`in_use`, `stopped`, …), or how far an initiative is (`pilot`, …).
    pub state: Option<String>,
    /// How its author allows it to be published; nothing may be when they did not say.
    pub publication: Option<Publication>,
    /// The words, in paragraphs: the story, then each other text under a line with its question.
    pub text: String,
}

/// Who answered, when they say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// A word of the list of organizations.
    pub kind: String,
    /// A code of the list of countries.
    pub country: String,
}

/// How to reach who answered, and what for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four wishes, each asked by a question of its own")]
pub struct Contacts {
    /// An e-mail address, or nothing.
    pub email: String,
    /// A telephone number, or nothing.
    pub phone: String,
    /// A WhatsApp number, or nothing.
    pub whatsapp: String,
    /// They wish to receive the study.
    pub wants_study: bool,
    /// They accept an interview.
    pub wants_interview: bool,
    /// They wish to read the guide drawn from their experience.
    pub wants_review: bool,
    /// A similar organization may reach them, through the team.
    pub wants_peer: bool,
}

/// A choice made in a closed question, or the month that an experience began or ended in. Texts stay in the return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// 0 for the return itself, else the place of an experience.
    pub place: i64,
    /// The question's name.
    pub question: String,
    /// The word of the choice.
    pub choice: String,
}

/// All that a return tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its stories, in order.
    pub experiences: Vec<Experience>,
    /// Who answered, when a story is told and the name is given.
    pub organization: Option<Organization>,
    /// How to reach them.
    pub contacts: Option<Contacts>,
    /// Its closed answers, each once, in order.
    pub choices: Vec<Chosen>,
}

impl Contacts {
    /// What was answered to one of [`CONTACTS`]; nothing for any other question.
    pub fn by_question(&self, question: &str) -> &str {
        let [email, phone, whatsapp] = CONTACTS;
        match question {
            _ if question == email => &self.email,
            _ if question == phone => &self.phone,
            _ if question == whatsapp => &self.whatsapp,
            _ => "",
        }
    }
}

/// The questions whose answers say how to reach someone. They are kept apart from the answers.
pub const CONTACTS: [&str; 3] = ["s5_email", "s5_phone", "s5_whatsapp"];

const TOOLS: [&str; 3] = ["e_tool", "e_tool_2", "e_tool_3"];
/// What opens a story: the first text is its beginning, and stands without its question.
const STORIES: [&str; 2] = ["e_story", "i_problem"];
/// A text on one line that is longer than this is a story too, in questionnaires that do not say so.
const LINE: usize = 80;

/// Reads a return. `pairs` come in the order of the questionnaire, those without an answer left out.
pub fn read(pairs: &[Pair]) -> Reading {
    let stories = Stories::of(pairs);
    let experiences: Vec<Experience> = stories.places.iter().map(|place| stories.read(*place)).collect();
    let organization = organization(pairs).filter(|_| !experiences.is_empty());
    Reading { organization, contacts: contacts(pairs), choices: stories.choices(), experiences }
}

/// Where the stories of a return stand among its answers.
struct Stories<'p> {
    pairs: &'p [Pair],
    /// The places of its experiences.
    places: Vec<i64>,
    /// The questionnaire tells one story, outside any repeat: its answers are those of experience 1.
    is_flat: bool,
}

impl<'p> Stories<'p> {
    fn of(pairs: &'p [Pair]) -> Self {
        let tells = |pair: &&Pair| STORIES.contains(&pair.question.as_str()) || pair.question == TOOLS[0];
        let told: BTreeSet<i64> = pairs.iter().filter(tells).map(|pair| pair.place).collect();
        let repeated: Vec<i64> = told.iter().copied().filter(|place| *place > 0).collect();
        if !repeated.is_empty() {
            return Self { pairs, places: repeated, is_flat: false };
        }
        let has_own_names = pairs.iter().any(|pair| pair.question.starts_with("s1_"));
        let is_flat = told.contains(&0) || (!has_own_names && pairs.iter().any(is_long));
        Self { pairs, places: if is_flat { vec![1] } else { Vec::new() }, is_flat }
    }

    /// The answers of one experience.
    fn answers(&self, place: i64) -> impl Iterator<Item = &'p Pair> {
        let (is_flat, uses_names) = (self.is_flat, self.uses_names());
        self.pairs.iter().filter(move |pair| match is_flat {
            true if uses_names => pair.place == 0 && is_of_experience(&pair.question),
            true => is_long(pair),
            false => pair.place == place,
        })
    }

    /// Whether the questions have the names of the default questionnaire.
    fn uses_names(&self) -> bool {
        self.pairs.iter().any(|pair| is_of_experience(&pair.question))
    }

    fn read(&self, place: i64) -> Experience {
        let answers: Vec<&Pair> = self.answers(place).collect();
        let find = |name: &str| answers.iter().find(|p| p.question == name).map(|p| p.value.trim());
        let is_initiative = find("e_link") == Some("made") || find("i_problem").is_some();
        let word = |name| find(name).map(str::to_owned);
        Experience {
            place,
            kind: if is_initiative { ExperienceKind::Initiative } else { ExperienceKind::Use },
            tools: TOOLS.into_iter().filter_map(find).filter(|t| !t.is_empty()).map(str::to_owned).collect(),
            needs: find("e_need").map_or_else(Vec::new, |needs| words(needs).map(str::to_owned).collect()),
            theme: word("e_theme"),
            country: word("e_country"),
            state: word(if is_initiative { "i_stage" } else { "e_state" }),
            publication: find(PUBLICATION).and_then(|level| Publication::parse(level).ok()),
            text: text(&answers),
        }
    }

    /// Every choice once. Instances of a repeat that tells no experience count as the return itself.
    fn choices(&self) -> Vec<Chosen> {
        let closed = self.pairs.iter().filter(|pair| pair.shape == Shape::Choices);
        let months = self.pairs.iter().filter_map(|pair| {
            let choice = month(pair)?.to_owned();
            Some(Chosen { place: self.place_of(pair), question: pair.question.clone(), choice })
        });
        let chosen: BTreeSet<Chosen> = closed
            .flat_map(|pair| {
                let place = self.place_of(pair);
                let chosen =
                    |word: &str| Chosen { place, question: pair.question.clone(), choice: word.to_owned() };
                words(&pair.value).map(chosen).collect::<Vec<_>>()
            })
            .chain(months)
            .collect();
        chosen.into_iter().collect()
    }

    fn place_of(&self, pair: &Pair) -> i64 {
        match self.is_flat {
            true => i64::from(is_of_experience(&pair.question)),
            false if self.places.contains(&pair.place) => pair.place,
            false => 0,
        }
    }
}

/// When an experience began, and when it ended: how long a tool was used decides whether it lasted.
const MONTHS: [&str; 2] = ["e_from", "e_to"];

/// The month of one of [`MONTHS`], as `2016-03`; the day that a form sends with it means nothing.
fn month(pair: &Pair) -> Option<&str> {
    let is_asked = MONTHS.contains(&pair.question.as_str()) && pair.shape == Shape::Other;
    let month = pair.value.get(..7).filter(|_| is_asked)?;
    outcome::month(month).map(|_| month)
}

/// The question that asks how an experience may be published.
const PUBLICATION: &str = "e_publish";

/// Whether a path asks how the experience at this place may be published: `/data/s1/experience[2]/e_send/e_publish`, or
/// `/data/e_publish` where a questionnaire tells one experience outside any repeat.
pub fn is_publication(path: &str, place: i64) -> bool {
    let position =
        path.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(position, _)| position);
    let is_there = position.map_or(place == 1, |position| position.parse() == Ok(place));
    is_there && path.rsplit('/').next() == Some(PUBLICATION)
}

/// Whether a question of the default names is about an experience.
fn is_of_experience(question: &str) -> bool {
    question.starts_with("e_") || question.starts_with("i_")
}

/// Whether a text is long enough to be a story by itself.
fn is_long(pair: &Pair) -> bool {
    pair.shape == Shape::Story || (pair.shape == Shape::Line && pair.value.chars().count() > LINE)
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split_whitespace()
}

/// The story, then each other text as a paragraph under a line with its question. Tools have a place of their own.
fn text(answers: &[&Pair]) -> String {
    let is_text = |pair: &&&Pair| matches!(pair.shape, Shape::Line | Shape::Story);
    let is_tool = |pair: &Pair| TOOLS.contains(&pair.question.as_str());
    let texts: Vec<&Pair> = answers.iter().filter(is_text).copied().filter(|pair| !is_tool(pair)).collect();
    let opening = texts.iter().position(|pair| STORIES.contains(&pair.question.as_str()));
    let others = texts.iter().enumerate().filter(|(at, _)| Some(*at) != opening);
    let first = opening.map(|at| clean(&texts[at].value));
    let rest = others.map(|(_, pair)| format!("{}\n{}", one_line(&pair.label), clean(&pair.value)));
    first.into_iter().chain(rest).collect::<Vec<_>>().join("\n\n")
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The answer to a question of the return itself; empty when there is none.
fn of_return<'p>(pairs: &'p [Pair], name: &str) -> &'p str {
    pairs.iter().find(|pair| pair.place == 0 && pair.question == name).map_or("", |pair| pair.value.trim())
}

fn organization(pairs: &[Pair]) -> Option<Organization> {
    let name = one_line(of_return(pairs, "s3_name"));
    let word = |question| of_return(pairs, question).to_owned();
    (!name.is_empty()).then(|| Organization { name, kind: word("s0_type"), country: word("s3_country") })
}

fn contacts(pairs: &[Pair]) -> Option<Contacts> {
    let [email, phone, whatsapp] = CONTACTS.map(|name| one_line(of_return(pairs, name)));
    let wants = |name| of_return(pairs, name) == "yes";
    let contacts = Contacts {
        email,
        phone,
        whatsapp,
        wants_study: wants("s5_study"),
        wants_interview: wants("s5_interview"),
        wants_review: wants("s5_review"),
        wants_peer: wants("s5_peer"),
    };
    (contacts != Contacts::default()).then_some(contacts)
}
