//! A line that stays in sight while a long page is read: what its author allows.

use askama::Template;

use super::{Sample, Tag, Tone};
use crate::Language;
use crate::html::html_safe;

/// A line in sight. On a small screen it stays at the top of the page instead of following.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/strip/template.html")]
pub struct Strip {
    /// What it is about.
    pub label: String,
    /// Its parts: what each is about, which may be empty, and the word.
    pub parts: Vec<(String, Tag)>,
}

html_safe!(Strip);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let label = lang.pick("Publication permise", "May be published");
    let anonymous =
        Tag::new(lang.pick("Sans nom ni lieu précis", "Without name or precise place"), Tone::Note);
    let figures = Tag::new(lang.pick("Seulement dans les chiffres", "In the figures only"), Tone::Warning);
    let name = |n: u8| format!("{} {n}", lang.pick("Expérience", "Experience"));
    let strip = |parts| Strip { label: label.to_owned(), parts };
    vec![
        Sample::new("ordinary", &strip(vec![(String::new(), anonymous.clone())])),
        Sample::new("long", &strip((1..=3).map(|n| (name(n), figures.clone())).collect())),
        Sample::rtl(
            "rtl",
            &Strip { label: "النشر المسموح".to_owned(), parts: vec![(String::new(), anonymous)] },
        ),
    ]
}
