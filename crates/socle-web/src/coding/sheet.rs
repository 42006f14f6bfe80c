//! The page of one story: its numbered sentences, its passages, and what a coder typed.

use crate::{
    App,
    coding::{citation_of, consent_tag, name_by_id, name_of},
    fields::Fields,
    frame,
    guard::Member,
    page::Page,
    words,
};
use askama::Template;
use socle_domain::{
    codebook::MEMO_MOST,
    coding::{Agreement, Sentence, Span, closest, sentences},
    id::{AccountId, CodeLabelId},
};
use socle_look::{
    Html, Language, Sheet, Texts, Value,
    components::{
        Button, Cell, Choice, CodedPiece, CodedSentence, CodedText, Column, ErrorSummary, LineKind, Prompt,
        SelectField, Table, Tag, TextArea, TextField, Weight,
    },
    layouts::Link,
};
use socle_store::{CodeLabel, Coding, CodingSheet, Passage};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with the form, by field: the key of a text.
pub(super) type Faults = BTreeMap<&'static str, &'static str>;

#[derive(Template)]
#[template(path = "coding/sheet.html")]
struct SheetPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    number: i64,
    title: &'a str,
    facts: Vec<String>,
    consent: Tag,
    record: Link,
    neighbors: [Option<Link>; 2],
    is_quotable: bool,
    action: String,
    revision: i64,
    with_others: bool,
    others: Option<Link>,
    text: CodedText,
    from: TextField,
    to: TextField,
    exact: TextArea,
    branches: Vec<Branch>,
    code_error: Option<String>,
    new_code: TextField,
    memo: TextArea,
    send: Button,
    has_own: bool,
    passages: Vec<PassageView>,
    flagged: Vec<Flagged>,
    agreements: Vec<Table>,
}

/// A code at the top, with those under it.
struct Branch {
    name: String,
    codes: Vec<CodeRow>,
    is_open: bool,
}

struct CodeRow {
    id: String,
    word: String,
    name: String,
    depth: usize,
    is_chosen: bool,
}

struct PassageView {
    place: i64,
    words: String,
    sentences: String,
    citation: Option<String>,
    codings: Vec<CodingView>,
}

struct CodingView {
    id: String,
    code: String,
    coder: Option<String>,
    is_own: bool,
    memo_text: String,
    memo: TextArea,
}

struct Flagged {
    place: i64,
    words: String,
    codes: Vec<String>,
    from: SelectField,
    to: SelectField,
}

/// What the page is to show.
pub(super) struct Shown<'a> {
    pub(super) sheet: &'a CodingSheet,
    pub(super) with_others: bool,
    pub(super) typed: &'a Fields,
    pub(super) faults: &'a Faults,
}

pub(super) fn render(app: &App, member: &Member, shown: &Shown<'_>) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let (sheet, story) = (shown.sheet, &shown.sheet.story);
    let units = sentences(&story.text);
    let fields = FormFields::new(t, language, shown, units.len());
    let summary = fields.summary(language, t, shown.faults);
    let action = format!("/bureau/codage/{}", story.id);
    let view = Viewer { t, language, sheet, units: &units, account: member.0.id };
    let (flagged, standing): (Vec<_>, Vec<_>) =
        sheet.passages.iter().partition(|passage| passage.span.is_none());
    let title = t.with("coding-title", &[("n", Value::from(story.number))]);
    let mut frame = frame::office(app, member, title, "/bureau/codage");
    frame.page = frame.page.with_errors(!shown.faults.is_empty());
    let own = |coding: &Coding| coding.account == member.0.id;
    let content = SheetPage {
        t,
        summary,
        number: story.number,
        title: &story.title,
        facts: view.facts(),
        consent: consent_tag(t, story.publication),
        record: Link::new(
            format!("R-{}", story.submission_number),
            format!("/bureau/retours/{}", story.submission),
        ),
        neighbors: view.neighbors(),
        is_quotable: story.publication.is_some_and(socle_domain::consent::Publication::allows_quotation),
        others: view.others(&action, shown.with_others),
        text: view.text(&standing),
        branches: view.branches(shown.typed),
        code_error: shown.faults.get("code").map(|fault| t.get(fault)),
        from: fields.from,
        to: fields.to,
        exact: fields.exact,
        new_code: fields.new_code,
        memo: fields.memo,
        send: Button::send(t.get("coding-send")).weight(Weight::Solid),
        has_own: sheet.passages.iter().any(|passage| passage.codings.iter().any(own)),
        passages: standing.iter().map(|passage| view.passage(passage)).collect(),
        flagged: flagged.iter().map(|passage| view.flagged(passage)).collect(),
        agreements: if shown.with_others { view.agreements() } else { Vec::new() },
        with_others: shown.with_others,
        revision: story.revision,
        action,
    };
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(!shown.faults.is_empty())
}

struct FormFields {
    from: TextField,
    to: TextField,
    exact: TextArea,
    new_code: TextField,
    memo: TextArea,
}

impl FormFields {
    fn new(t: &Texts, language: Language, shown: &Shown<'_>, count: usize) -> Self {
        let prompt = |name: &'static str, key: &str| {
            Prompt::new(language, name, t.get(key)).error(shown.faults.get(name).map(|fault| t.get(fault)))
        };
        let typed = |name| shown.typed.get(name);
        let number = |name, key| prompt(name, key).text(typed(name)).kind(LineKind::Digits).width(4);
        let most = u32::try_from(MEMO_MOST).unwrap_or(u32::MAX);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            from: number("de", "coding-from"),
            to: number("a", "coding-to"),
            exact: prompt("mots", "coding-exact")
                .hint(t.with("coding-exact-hint", &[("n", Value::from(count))]))
                .optional()
                .area(typed("mots"))
                .rows(2),
            new_code: prompt("nouveau", "coding-new-code")
                .hint(t.get("coding-new-code-hint"))
                .optional()
                .text(typed("nouveau")),
            memo: prompt("memo", "coding-memo").optional().area(typed("memo")).rows(2).limit(most),
        }
    }

    fn summary(&self, language: Language, t: &Texts, faults: &Faults) -> Option<ErrorSummary> {
        let mut code = Prompt::new(language, "code", "").error(faults.get("code").map(|fault| t.get(fault)));
        "codes".clone_into(&mut code.id);
        let mut text =
            Prompt::new(language, "texte", "").error(faults.get("texte").map(|fault| t.get(fault)));
        "texte".clone_into(&mut text.id);
        let prompts = [
            &text,
            &self.from.prompt,
            &self.to.prompt,
            &self.exact.prompt,
            &code,
            &self.new_code.prompt,
            &self.memo.prompt,
        ];
        ErrorSummary::of(language, prompts)
    }
}

struct Viewer<'a> {
    t: &'a Texts,
    language: Language,
    sheet: &'a CodingSheet,
    units: &'a [Sentence],
    account: AccountId,
}

impl Viewer<'_> {
    fn facts(&self) -> Vec<String> {
        let story = &self.sheet.story;
        let theme = words::theme(self.language, &story.theme);
        let country = words::country(self.language, &story.country);
        [theme, country].into_iter().filter(|fact| !fact.is_empty()).collect()
    }

    fn neighbors(&self) -> [Option<Link>; 2] {
        self.sheet.neighbors.map(|neighbor| {
            neighbor.map(|(id, number)| {
                let text = self.t.with("coding-title", &[("n", Value::from(number))]);
                Link::new(text, format!("/bureau/codage/{id}"))
            })
        })
    }

    /// The way to the codings of others, or back; none when nobody else has coded the story.
    fn others(&self, action: &str, with_others: bool) -> Option<Link> {
        if with_others {
            return Some(Link::new(self.t.get("coding-others-hide"), action));
        }
        self.sheet
            .has_others
            .then(|| Link::new(self.t.get("coding-others-show"), format!("{action}?autres=oui")))
    }

    /// The sentences, each cut where a passage begins or ends.
    fn text(&self, standing: &[&Passage]) -> CodedText {
        let spans: Vec<(Span, i64)> =
            standing.iter().filter_map(|passage| Some((passage.span?, passage.place))).collect();
        CodedText {
            lang: self.language,
            language: self.sheet.story.language.clone(),
            prefix: "p".to_owned(),
            label: self.t.get("coding-text"),
            sentences: self.units.iter().map(|unit| coded(&self.sheet.story.text, *unit, &spans)).collect(),
        }
    }

    fn branches(&self, typed: &Fields) -> Vec<Branch> {
        let chosen: BTreeSet<&str> = typed.all("code").collect();
        let mut branches: Vec<Branch> = Vec::new();
        for label in &self.sheet.labels {
            let name = name_of(self.language, label).to_owned();
            if label.depth == 0 || branches.is_empty() {
                branches.push(Branch { name: name.clone(), codes: Vec::new(), is_open: false });
            }
            let Some(branch) = branches.last_mut() else { continue };
            let is_chosen = chosen.contains(label.word.as_str());
            branch.is_open |= is_chosen;
            branch.codes.push(CodeRow {
                id: format!("c-{}", label.word.replace('.', "-")),
                word: label.word.clone(),
                name,
                depth: label.depth.min(3),
                is_chosen,
            });
        }
        branches
    }

    fn passage(&self, passage: &Passage) -> PassageView {
        let touched: Vec<usize> = (1..)
            .zip(self.units)
            .filter(|(_, unit)| passage.span.is_some_and(|span| span.overlaps(unit.span)))
            .map(|(number, _)| number)
            .collect();
        let sentences = match touched.as_slice() {
            [] => String::new(),
            [one] => one.to_string(),
            [first, .., last] => format!("{first}–{last}"),
        };
        PassageView {
            place: passage.place,
            words: passage.words.clone(),
            sentences,
            citation: citation_of(self.sheet.story.number, passage.place, self.sheet.story.publication),
            codings: passage.codings.iter().map(|coding| self.coding(coding)).collect(),
        }
    }

    fn coding(&self, coding: &Coding) -> CodingView {
        let is_own = coding.account == self.account;
        let id = format!("memo-{}", coding.id);
        CodingView {
            id: coding.id.to_string(),
            code: name_by_id(self.language, &self.sheet.labels, coding.label),
            coder: (!is_own).then(|| coding.coder.clone()),
            is_own,
            memo_text: coding.memo.clone(),
            memo: Prompt::new(self.language, "memo", self.t.get("coding-memo"))
                .id(id)
                .area(coding.memo.as_str())
                .rows(2),
        }
    }

    /// A passage to be set right: the sentence that has most of its words is proposed.
    fn flagged(&self, passage: &Passage) -> Flagged {
        let proposed = closest(&self.sheet.story.text, self.units, &passage.words);
        let select = |name: &str, key: &str| {
            let choices = (1..).zip(self.units).map(|(number, unit)| {
                let words = unit.span.of(&self.sheet.story.text).unwrap_or_default();
                let start: String = words.chars().take(60).collect();
                Choice::new(number.to_string(), format!("{number} · {start}"))
                    .chosen(proposed == Some(number - 1))
            });
            let id = format!("{name}-{}", passage.place);
            Prompt::new(self.language, name, self.t.get(key)).id(id).choose_from(choices.collect())
        };
        Flagged {
            place: passage.place,
            words: passage.words.clone(),
            codes: passage
                .codings
                .iter()
                .map(|coding| name_by_id(self.language, &self.sheet.labels, coding.label))
                .collect(),
            from: select("de", "coding-from"),
            to: select("a", "coding-to"),
        }
    }

    /// One table per other coder: on which sentences both say the same, code by code.
    fn agreements(&self) -> Vec<Table> {
        let mut others: Vec<(AccountId, &str)> = Vec::new();
        for coding in self.sheet.passages.iter().flat_map(|passage| &passage.codings) {
            let is_known = others.iter().any(|(account, _)| *account == coding.account);
            if coding.account != self.account && !is_known {
                others.push((coding.account, &coding.coder));
            }
        }
        let own = self.opinions(self.account);
        let has_own = !own.is_empty();
        let tables = others.into_iter().enumerate().filter(|_| has_own).map(|(index, (account, name))| {
            self.agreement(&format!("accord-{index}"), name, &own, &self.opinions(account))
        });
        tables.collect()
    }

    /// The sentences that an account put under each code.
    fn opinions(&self, account: AccountId) -> BTreeMap<CodeLabelId, BTreeSet<usize>> {
        let mut opinions: BTreeMap<CodeLabelId, BTreeSet<usize>> = BTreeMap::new();
        for passage in &self.sheet.passages {
            let Some(span) = passage.span else { continue };
            let touched: Vec<_> =
                (0..self.units.len()).filter(|index| self.units[*index].span.overlaps(span)).collect();
            for coding in passage.codings.iter().filter(|coding| coding.account == account) {
                opinions.entry(coding.label).or_default().extend(&touched);
            }
        }
        opinions
    }

    fn agreement(
        &self,
        id: &str,
        name: &str,
        own: &BTreeMap<CodeLabelId, BTreeSet<usize>>,
        theirs: &BTreeMap<CodeLabelId, BTreeSet<usize>>,
    ) -> Table {
        let none = BTreeSet::new();
        let is_used = |label: &&CodeLabel| own.contains_key(&label.id) || theirs.contains_key(&label.id);
        let rows = self.sheet.labels.iter().filter(is_used).map(|label| {
            let (mine, other) = (own.get(&label.id).unwrap_or(&none), theirs.get(&label.id).unwrap_or(&none));
            let agreement = Agreement::count(
                (0..self.units.len()).map(|index| (mine.contains(&index), other.contains(&index))),
            );
            vec![
                Cell::text(name_of(self.language, label)),
                Cell::figure(&agreement.both.to_string()),
                Cell::figure(&(agreement.first_only + agreement.second_only).to_string()),
                Cell::figure(&percent(self.language, agreement.observed())),
                Cell::figure(
                    &agreement.kappa().map_or_else(|| "—".to_owned(), |kappa| decimal(self.language, kappa)),
                ),
            ]
        });
        let column = |key: &str| Column::number(self.t.get(key));
        Table {
            id: id.to_owned(),
            caption: self.t.with("coding-agreement", &[("name", name.into())]),
            columns: vec![
                Column::new(self.t.get("coding-code")),
                column("coding-agreement-both"),
                column("coding-agreement-apart"),
                column("coding-agreement-observed"),
                column("coding-agreement-kappa"),
            ],
            rows: rows.collect(),
            note: Some(Html::text(&self.t.get("coding-agreement-note"))),
        }
    }
}

/// A share of one as a percentage.
fn percent(language: Language, share: Option<f64>) -> String {
    let space = language.pick("\u{202f}%", "%");
    share.map_or_else(|| "—".to_owned(), |share| format!("{:.0}{space}", share * 100.0))
}

/// Two decimals, with the language's comma or point.
fn decimal(language: Language, value: f64) -> String {
    let text = format!("{value:.2}").replace('-', "−");
    language.pick(text.replace('.', ","), text)
}

/// A sentence cut where a passage begins or ends. Passages are told by their place in the story.
fn coded(text: &str, unit: Sentence, spans: &[(Span, i64)]) -> CodedSentence {
    let here: Vec<_> = spans.iter().filter(|(span, _)| span.overlaps(unit.span)).collect();
    let (first, last) = (unit.span.start(), unit.span.end());
    let mut cuts: Vec<usize> = here.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
    cuts.extend([first, last]);
    cuts.retain(|cut| (first..=last).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let span = Span::new(pair[0], pair[1])?;
        Some(CodedPiece {
            text: span.of(text)?.to_owned(),
            depth: here.iter().filter(|(passage, _)| passage.contains(span)).count(),
            ends: here
                .iter()
                .filter(|(passage, _)| passage.end() == span.end())
                .map(|(_, place)| *place)
                .collect(),
        })
    };
    CodedSentence {
        begins_paragraph: unit.begins_paragraph,
        pieces: cuts.windows(2).filter_map(piece).collect(),
        stripes: here.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_where_passages_begin_and_end() {
        let text = "Un deux trois. Quatre.";
        let units = sentences(text);
        let span = |start, end| Span::new(start, end).expect("a stretch");
        let passages = [(span(0, 7), 1), (span(3, 22), 2)];
        let first = coded(text, units[0], &passages);
        let pieces: Vec<_> =
            first.pieces.iter().map(|p| (p.text.as_str(), p.depth, p.ends.clone())).collect();
        assert_eq!(pieces, [("Un ", 1, vec![]), ("deux", 2, vec![1]), (" trois.", 1, vec![])]);
        assert_eq!(first.stripes, 2);
        let second = coded(text, units[1], &passages);
        assert_eq!(second.pieces[0].ends, [2], "the number stands where the passage ends");
    }

    #[test]
    fn figures_are_written_as_people_read_them() {
        assert_eq!(percent(Language::Fr, Some(0.914)), "91\u{202f}%");
        assert_eq!(decimal(Language::Fr, -0.5), "−0,50");
        assert_eq!(decimal(Language::En, 0.125), "0.12");
    }
}
