//! The rows of each sheet.

use super::{EXPERIENCES, ExportError, RETURNS, Work, columns::kind_word};
use crate::words;
use socle_domain::{consent::Publication, submission::Channel};
use socle_look::{Language, Value};
use socle_publish::{table::Cell, xlsx::Sheet};
use socle_store::{ExportedCoding, ExportedDecision, ExportedExperience, ExportedReturn};
use xlsform::submission::leaves;

/// The answers of one place of a return, by column.
struct Answers(Vec<(usize, usize, String)>);

impl Answers {
    fn get(&self, place: usize, column: usize) -> Option<&str> {
        let found = self.0.iter().find(|(at, index, _)| *at == place && *index == column);
        found.map(|(_, _, text)| text.as_str())
    }
}

impl Work<'_> {
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
        mut keep: impl FnMut(usize, &[Cell]) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let mut rest = experiences;
        for one in returns {
            let answers = self.answers(&one.body);
            keep(RETURNS, &self.return_row(one, &answers))?;
            self.written.returns += 1;
            let count = rest.iter().take_while(|experience| experience.submission == one.number).count();
            let (own, others) = rest.split_at(count);
            rest = others;
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
        Answers(read.into_iter().filter_map(leaf).collect())
    }

    fn return_row(&self, one: &ExportedReturn, answers: &Answers) -> Vec<Cell> {
        let language = self.t.language();
        let channel = Channel::parse(&one.channel).map_or_else(
            || one.channel.clone(),
            |channel| self.t.get(&format!("export-channel-{}", channel.word())),
        );
        let mut row = vec![
            Cell::Number(one.number),
            Cell::Moment(one.received_at),
            Cell::text(channel),
            Cell::text(one.language.as_str()),
            Cell::text(self.yes_no(one.is_late)),
            Cell::text(self.status(&one.status)),
            Cell::text(one.reason.as_str()),
        ];
        row.extend(self.columns.of_returns().map(|(index, column)| {
            answers.get(0, index).map_or(Cell::Empty, |answer| Cell::text(column.words(answer, language)))
        }));
        row
    }

    fn experience_row(&self, one: &ExportedExperience, answers: &Answers) -> Vec<Cell> {
        let language = self.t.language();
        let publication = Publication::parse(&one.publication).map_or_else(
            |_| String::new(),
            |level| self.t.get(&format!("export-publication-{}", level.word())),
        );
        let mut row = vec![
            Cell::Number(one.number),
            Cell::Number(one.submission),
            Cell::Number(one.place),
            Cell::text(self.t.get(if one.kind == "initiative" { "export-initiative" } else { "export-use" })),
            Cell::text(one.title.as_str()),
            Cell::text(one.tools.join(" | ")),
            Cell::text(words::theme(language, &one.theme)),
            Cell::text(words::country(language, &one.country)),
            Cell::text(publication),
            Cell::text(self.status(&one.status)),
            Cell::text(one.reason.as_str()),
        ];
        let place = usize::try_from(one.place).unwrap_or(0);
        row.extend(self.columns.of_experiences().map(|(index, column)| {
            answers.get(place, index).map_or(Cell::Empty, |answer| Cell::text(column.words(answer, language)))
        }));
        row.push(Cell::text(one.text.as_str()));
        row
    }

    pub(super) fn coding_row(&self, one: &ExportedCoding) -> Vec<Cell> {
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
            Cell::text(one.words.as_str()),
            Cell::text(one.memo.as_str()),
            Cell::text(one.coder.as_str()),
            Cell::Moment(one.made_at),
            Cell::text(self.yes_no(one.is_flagged)),
        ]
    }

    pub(super) fn decision_row(&self, one: &ExportedDecision) -> Vec<Cell> {
        vec![
            Cell::Number(one.submission),
            Cell::text(self.status(&one.verb)),
            Cell::text(one.name.as_str()),
            Cell::Moment(one.made_at),
        ]
    }

    /// A row per question, and one per choice under it.
    pub(super) fn dictionary_rows(&self) -> Vec<Vec<Cell>> {
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

    pub(super) fn about_rows(&self) -> Vec<Vec<Cell>> {
        let t = self.t;
        let line = |key: &str, cell: Cell| vec![Cell::text(t.get(key)), cell];
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

    fn yes_no(&self, is_so: bool) -> String {
        self.t.get(if is_so { "export-yes" } else { "export-no" })
    }
}

fn count_of(work: &Work<'_>) -> i64 {
    i64::try_from(work.columns.all.len()).unwrap_or(i64::MAX)
}
