//! Markup that a template wrote: the only text that templates insert without escaping.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// HTML already written by a template.
///
/// It cannot be made from a string, so words typed by a person never reach a page unescaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The markup of a component or of any askama template.
    pub fn of(template: &impl Template) -> Self {
        Self(template.to_string())
    }

    /// Plain text, escaped.
    pub fn text(text: &str) -> Self {
        Self::of(&Plain { text })
    }

    /// A link.
    pub fn link(text: &str, href: &str) -> Self {
        Self::of(&Anchor { text, href })
    }

    /// Plain text of several paragraphs: a blank line begins a new one, a line break stays one.
    pub fn paragraphs(text: &str) -> Self {
        Self::of(&Paragraphs { text })
    }

    /// Several pieces, one after the other.
    pub fn join(pieces: impl IntoIterator<Item = Self>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For markup the crate composes itself.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

#[derive(Template)]
#[template(source = r#"<a href="{{ href }}">{{ text }}</a>"#, ext = "html")]
struct Anchor<'a> {
    text: &'a str,
    href: &'a str,
}

#[derive(Template)]
#[template(
    source = "{% for paragraph in paragraphs() %}<p>{{ paragraph|linebreaksbr }}</p>{% endfor %}",
    ext = "html"
)]
struct Paragraphs<'a> {
    text: &'a str,
}

impl<'a> Paragraphs<'a> {
    fn paragraphs(&self) -> impl Iterator<Item = &'a str> {
        self.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

#[derive(Template)]
#[template(source = "{{ text }}", ext = "html")]
struct Plain<'a> {
    text: &'a str,
}

/// Marks components as markup, so that `{{ component }}` in a template inserts them as they are.
macro_rules! html_safe {
    ($($component:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $component {})+ };
}
pub(crate) use html_safe;
