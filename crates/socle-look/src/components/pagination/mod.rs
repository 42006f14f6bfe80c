//! From one page of a list to the next: plain links, no endless scroll.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Language, Value};

/// Where one is in a long list.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/pagination/template.html")]
pub struct Pagination {
    /// The language.
    pub lang: Language,
    /// The page shown, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page after.
    pub next: Option<String>,
}

html_safe!(Pagination);

impl Pagination {
    fn position(&self) -> String {
        let numbers = [("page", Value::from(self.page)), ("pages", Value::from(self.pages))];
        self.lang.texts().with("page-position", &numbers)
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let at = |page, pages| Pagination {
        lang,
        page,
        pages,
        previous: (page > 1).then(|| "#previous".to_owned()),
        next: (page < pages).then(|| "#next".to_owned()),
    };
    vec![
        Sample::new("first", &at(1, 7)),
        Sample::new("middle", &at(3, 7)),
        Sample::new("last", &at(7, 7)),
        Sample::new("empty", &at(1, 1)),
        Sample::new("long", &at(1_234, 12_345)),
        Sample::rtl("rtl", &at(2, 3)),
    ]
}
