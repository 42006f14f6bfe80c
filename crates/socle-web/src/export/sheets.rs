//! The rows of each sheet.

use super::{
    EXPERIENCES, ExportError, RETURNS, Rows,
    columns::{Column, kind_word},
    said::Said,
};
use socle_domain::personal;
use socle_look::{Language, Value};
use socle_publish::{table::Cell, xlsx::Sheet};
use socle_store::{ExportedCoding, ExportedDecision, ExportedExperience, ExportedReturn};
use xlsform::submission::leaves;

/// The answers of a return, by place and column.
struct Answers {
    texts: Vec<String>,
    /// For each place, where the text of each column stands.
    found: Vec<Option<usize>>,
    columns: usize,
}

impl Answers {
    fn new(columns: usize, read: impl Iterator<Item = (usize, usize, String)>) -> Self {
        let mut answers = Self { texts: Vec::new(), found: Vec::new(), columns };
        for (place, column, text) in read.filter(|(place, ..)| *place <= PLACES_MOST) {
            let at = place * columns + column;
            if answers.found.len() <= at {
                answers.found.resize((place + 1) * columns, None);
            }
            // A question that stands twice in a return is told once.
            answers.found[at].get_or_insert(answers.texts.len());
            answers.texts.push(text);
        }
        answers
    }

    fn get(&self, place: usize, column: usize) -> Option<&str> {
        let found = self.found.get(place * self.columns + column).copied().flatten()?;
        self.texts.get(found).map(String::as_str)
    }
}

/// The most experiences that a return is read for; the questionnaire that is shipped asks for three.
const PLACES_MOST: usize = 100;

impl Rows<'_> {
    /// The sheets with their headings: our own words, then the names of questions, which the dictionary explains.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let t = self.t;
        let own = |keys: &[&str]| -> Vec<(String, u8)> {
            keys.iter().map(|key| (t.get(&format!("export-column-{key}")), 14)).collect()
        };
        let sheet = |key: &str, headings| Sheet { name: t.get(&format!("export-sheet-{key}")), headings };
        let width = |is_closed: bool| if is_closed { 18 } else { 40 };
        let mut returns = own(&["return", "received", "channel", "language", "late", "status", "reason"]);
        returns
            .extend(self.columns.of_returns().map(|(_, c)| (c.name.clone(), width(!c.choices.is_empty()))));
        let mut experiences = own(&[
            "experience",
            "return",
            "place",
            "kind",
            "title",
            "tools",
            "theme",
            "country",
            "publication",
            "status",
            "reason",
        ]);
        experiences.extend(
            self.columns.of_experiences().map(|(_, c)| (c.name.clone(), width(!c.choices.is_empty()))),
        );
        experiences.push((t.get("export-column-text"), 60));
        let codings =
            own(&["experience", "citation", "code", "code-name", "words", "memo", "coder", "coded", "lost"]);
        vec![
            sheet("about", vec![(t.get("export-about"), 30), (String::new(), 60)]),
            sheet("returns", returns),
            sheet("experiences", experiences),
            sheet("codings", codings),
            sheet("decisions", own(&["return", "decision", "by", "at"])),
            sheet(
                "dictionary",
                own(&["question", "of", "label-fr", "label-en", "type", "choice", "choice-fr", "choice-en"]),
            ),
        ]
    }

    /// Hands over the rows of a batch of returns with their experiences.
    pub(super) fn batch(
        &mut self,
        returns: &[ExportedReturn],
        experiences: &[ExportedExperience],
        mut keep: impl FnMut(usize, &[Cell<'_>]) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let mut rest = experiences;
        for one in returns {
            let answers = self.answers(&one.body);
            let count = rest.iter().take_while(|experience| experience.submission == one.number).count();
            let (own, others) = rest.split_at(count);
            rest = others;
            // Without a repeat the story stands in the return itself.
            let is_masked = self.columns.repeats.is_empty() && own.iter().any(|one| one.is_masked);
            keep(RETURNS, &self.return_row(one, &answers, is_masked))?;
            self.written.returns += 1;
            for experience in own {
                keep(EXPERIENCES, &self.experience_row(experience, &answers))?;
                self.written.experiences += 1;
            }
        }
        Ok(())
    }

    /// The answers of a return as they were last sent. Bytes of another program that cannot be read give none: the
    /// original is on the page of the return.
    fn answers(&self, body: &[u8]) -> Answers {
        let repeats: Vec<&str> = self.columns.repeats.iter().map(String::as_str).collect();
        let read =
            std::str::from_utf8(body).ok().and_then(|xml| leaves(xml, &repeats).ok()).unwrap_or_default();
        let leaf =
            |leaf: xlsform::submission::Leaf| Some((leaf.place, self.columns.index(&leaf.name)?, leaf.text));
        Answers::new(self.columns.all.len(), read.into_iter().filter_map(leaf))
    }

    fn return_row<'a>(
        &'a self,
        one: &'a ExportedReturn,
        answers: &'a Answers,
        is_masked: bool,
    ) -> Vec<Cell<'a>> {
        let mut row = vec![
            Cell::Number(one.number),
            Cell::Moment(one.received_at),
            Cell::text(Said::of(&self.said.channels, &one.channel)),
            Cell::text(one.language.as_str()),
            Cell::text(self.said.yes_no(one.is_late)),
            Cell::text(Said::of(&self.said.statuses, &one.status)),
            Cell::text(one.reason.as_str()),
        ];
        row.extend(
            self.columns
                .of_returns()
                .map(|(index, column)| self.cell(column, answers.get(0, index), is_masked)),
        );
        row
    }

    /// What was answered. The words as they were sent hold what was masked since: the curated text holds them without it.
    fn cell<'a>(&'a self, column: &'a Column, answer: Option<&'a str>, is_masked: bool) -> Cell<'a> {
        match answer {
            Some(_) if is_masked && personal::may_hold_what_was_masked(column.gives_away) => Cell::Empty,
            Some(answer) => Cell::text(column.words(answer, self.t.language())),
            None => Cell::Empty,
        }
    }

    fn experience_row<'a>(&'a self, one: &'a ExportedExperience, answers: &'a Answers) -> Vec<Cell<'a>> {
        let said = &self.said;
        let mut row = vec![
            Cell::Number(one.number),
            Cell::Number(one.submission),
            Cell::Number(one.place),
            Cell::text(Said::of(&said.kinds, &one.kind)),
            Cell::text(one.title.as_str()),
            Cell::text(one.tools.join(" | ")),
            Cell::text(Said::of(&said.themes, &one.theme)),
            Cell::text(Said::of(&said.countries, &one.country)),
            Cell::text(Said::of(&said.publications, &one.publication)),
            Cell::text(Said::of(&said.statuses, &one.status)),
            Cell::text(one.reason.as_str()),
        ];
        let place = usize::try_from(one.place).unwrap_or(0);
        row.extend(
            self.columns
                .of_experiences()
                .map(|(index, column)| self.cell(column, answers.get(place, index), one.is_masked)),
        );
        row.push(Cell::text(one.text.as_str()));
        row
    }

    pub(super) fn coding_row<'a>(&'a self, one: &'a ExportedCoding) -> Vec<Cell<'a>> {
        let [french, english] = &one.name;
        let name = match self.t.language() {
            Language::En if !english.is_empty() => english,
            _ => french,
        };
        vec![
            Cell::Number(one.experience),
            Cell::text(format!("[@r{}:{}]", one.experience, one.place)),
            Cell::text(one.code.as_str()),
            Cell::text(name.as_str()),
            // Words that left the story, masked perhaps, stay out of files.
            if one.is_flagged { Cell::Empty } else { Cell::text(one.words.as_str()) },
            Cell::text(one.memo.as_str()),
            Cell::text(one.coder.as_str()),
            Cell::Moment(one.made_at),
            Cell::text(self.said.yes_no(one.is_flagged)),
        ]
    }

    pub(super) fn decision_row<'a>(&'a self, one: &'a ExportedDecision) -> Vec<Cell<'a>> {
        vec![
            Cell::Number(one.submission),
            Cell::text(Said::of(&self.said.statuses, &one.verb)),
            Cell::text(one.name.as_str()),
            Cell::Moment(one.made_at),
        ]
    }

    /// A row per question, and one per choice under it.
    pub(super) fn dictionary_rows(&self) -> Vec<Vec<Cell<'_>>> {
        let mut rows = Vec::new();
        for column in &self.columns.all {
            let of =
                if column.is_of_experience { "export-sheet-experiences" } else { "export-sheet-returns" };
            let question = [
                Cell::text(column.name.as_str()),
                Cell::text(self.t.get(of)),
                Cell::text(column.label[0].as_str()),
                Cell::text(column.label[1].as_str()),
                Cell::text(kind_word(column.kind)),
            ];
            if column.choices.is_empty() {
                rows.push(question.to_vec());
            }
            for (value, [french, english]) in &column.choices {
                let choice = [value, french, english].map(|words| Cell::text(words.as_str()));
                rows.push([&question[..], &choice[..]].concat());
            }
        }
        rows
    }

    pub(super) fn about_rows(&self) -> Vec<Vec<Cell<'_>>> {
        let t = self.t;
        let line = |key: &str, cell| vec![Cell::text(t.get(key)), cell];
        let count = |n: usize| Cell::Number(i64::try_from(n).unwrap_or(i64::MAX));
        vec![
            line("export-about-survey", Cell::text(self.survey.title.as_str())),
            line("export-about-date", Cell::Moment(self.app.now())),
            line("export-sheet-returns", count(self.written.returns)),
            line("export-sheet-experiences", count(self.written.experiences)),
            line("export-sheet-codings", count(self.written.codings)),
            line("export-about-address", Cell::text(self.app.settings().address.as_str())),
            line("export-about-care", Cell::text(t.get("export-about-care-words"))),
            line(
                "export-about-columns",
                Cell::text(t.with("export-about-columns-words", &[("n", Value::from(count_of(self)))])),
            ),
        ]
    }
}

fn count_of(work: &Rows<'_>) -> i64 {
    i64::try_from(work.columns.all.len()).unwrap_or(i64::MAX)
}
