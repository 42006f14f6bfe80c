//! Coding: the codes of a study, the passages of its stories, and what was found under each code.

pub(crate) mod book;
pub(crate) mod book_change;
pub(crate) mod book_file;
pub(crate) mod desk;
pub(crate) mod matrix;
pub(crate) mod passages;
mod sheet;
pub(crate) mod work;

use crate::{App, error::AppError, guard::Member};
use socle_domain::{consent::Publication, id::CodeLabelId};
use socle_look::{
    Language, Texts,
    components::{Tag, Tone},
    layouts::Link,
};
use socle_store::{CodeLabel, Study};

/// The study that an address asks for, and the others: the first one when it asks for none.
struct Studies {
    present: Study,
    all: Vec<Study>,
}

impl Studies {
    async fn find(app: &App, member: &Member, slug: &str) -> Result<Self, AppError> {
        let all = app.store().coded_studies(member.0.id).await?;
        let present = all.iter().find(|study| slug.is_empty() || study.slug == slug).cloned();
        Ok(Self { present: present.ok_or(AppError::NotFound)?, all })
    }

    /// A way to each study, where there are several.
    fn ways(&self, path: &str) -> Vec<Link> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        let way = |study: &Study| {
            Link::new(study.title.clone(), format!("{path}?etude={}", study.slug))
                .current(study.id == self.present.id)
        };
        self.all.iter().map(way).collect()
    }
}

/// What people read for a code: its name in their language, or the French one.
fn name_of(language: Language, label: &CodeLabel) -> &str {
    let [french, english] = &label.name;
    if language == Language::En && !english.is_empty() { english } else { french }
}

fn definition_of(language: Language, label: &CodeLabel) -> &str {
    let [french, english] = &label.definition;
    if language == Language::En && !english.is_empty() { english } else { french }
}

fn name_by_id(language: Language, labels: &[CodeLabel], id: CodeLabelId) -> String {
    let label = labels.iter().find(|label| label.id == id);
    label.map_or_else(String::new, |label| name_of(language, label).to_owned())
}

fn by_word<'a>(labels: &'a [CodeLabel], word: &str) -> Option<&'a CodeLabel> {
    labels.iter().find(|label| label.word == word)
}

/// What may be done with the words of a story: plain where they may be quoted, loud where they may not.
fn consent_tag(t: &Texts, level: Option<Publication>) -> Tag {
    match level {
        Some(Publication::Named) => Tag::new(t.get("coding-consent-named"), Tone::Done),
        Some(Publication::Anonymous) => Tag::new(t.get("coding-consent-anonymous"), Tone::Note),
        Some(Publication::Figures) => Tag::new(t.get("coding-consent-figures"), Tone::Warning),
        None => Tag::new(t.get("coding-consent-unsaid"), Tone::Warning),
    }
}

/// How a guide cites a passage; none where the author allows no quotation.
fn citation_of(number: i64, place: i64, level: Option<Publication>) -> Option<String> {
    level.is_some_and(Publication::allows_quotation).then(|| format!("[@r{number}:{place}]"))
}
