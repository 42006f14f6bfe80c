//! The style sheets: one constant inline sheet per page class, so that the security policy can name its hash.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::components::css as component;
use crate::palette;

/// The page classes, each with its own sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// Public pages that are read: guides, study, tools. Roomy, printable, without fields.
    Public,
    /// Public pages that ask: home with its search box, advisor, lists with filters, comparison.
    Advisor,
    /// Survey questions: one thing per page, large targets.
    Survey,
    /// The study team's pages: dense and quiet.
    Office,
    /// An article with a form under it: a contributor says what they think of the page that tells their experience.
    Reply,
}

impl Sheet {
    /// Every page class.
    pub const ALL: [Self; 5] = [Self::Public, Self::Advisor, Self::Survey, Self::Office, Self::Reply];

    /// The minified sheet, to put inside `<style>`.
    pub fn css(self) -> &'static str {
        &self.ready().css
    }

    /// The sheet's source for `style-src` in the security policy: `'sha256-…'`.
    pub fn csp_hash(self) -> &'static str {
        &self.ready().csp_hash
    }

    fn ready(self) -> &'static Ready {
        static READY: [LazyLock<Ready>; 5] = [
            LazyLock::new(|| Ready::assemble(PUBLIC)),
            LazyLock::new(|| Ready::assemble(ADVISOR)),
            LazyLock::new(|| Ready::assemble(SURVEY)),
            LazyLock::new(|| Ready::assemble(OFFICE)),
            LazyLock::new(|| Ready::assemble(REPLY)),
        ];
        &READY[self as usize]
    }
}

const BASE: &[&str] =
    &[include_str!("css/tokens.css"), include_str!("css/base.css"), include_str!("css/tones.css")];
const PRINT: &str = include_str!("css/print.css");
const PUBLIC: &[&[&str]] = &[BASE, &[include_str!("css/public.css")], component::PUBLIC, &[PRINT]];
const ADVISOR: &[&[&str]] = &[BASE, &[include_str!("css/public.css")], component::ADVISOR, &[PRINT]];
const SURVEY: &[&[&str]] = &[BASE, &[include_str!("css/survey.css")], component::SURVEY, &[PRINT]];
const OFFICE: &[&[&str]] = &[BASE, component::OFFICE, &[include_str!("css/office.css"), PRINT]];
const REPLY: &[&[&str]] =
    &[BASE, &[include_str!("css/public.css")], component::PUBLIC, component::REPLY, &[PRINT]];

struct Ready {
    css: String,
    csp_hash: String,
}

impl Ready {
    fn assemble(parts: &[&[&str]]) -> Self {
        let source: String = parts.iter().flat_map(|group| group.iter().copied()).collect();
        let css = shorten(&minify(&(palette::css() + &source)));
        let csp_hash = format!("'sha256-{}'", base64(&Sha256::digest(&css)));
        Self { css, csp_hash }
    }
}

/// Gives each color a name of one letter: the palette is told three times and used a hundred.
fn shorten(css: &str) -> String {
    let mut names: Vec<_> = palette::COLORS.iter().map(|color| color.name).zip('a'..='z').collect();
    // `malachite-deep` goes before `malachite`, which begins it.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
        .into_iter()
        .fold(css.to_owned(), |css, (name, letter)| css.replace(&format!("--{name}"), &format!("--{letter}")))
}

/// Drops comments and the white space that CSS does not need.
///
/// Enough for our own sheets: no string in them holds a comment or a run of spaces, and no selector holds
/// a space after a colon.
fn minify(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut css = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let glued =
            css.ends_with(['{', '}', ';', ':', ',', '>']) || word.starts_with(['{', '}', ';', ',', '>']);
        if !css.is_empty() && !glued {
            css.push(' ');
        }
        if word.starts_with('}') && css.ends_with(';') {
            css.pop();
        }
        css.push_str(word);
    }
    css
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| (group << 8) | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = (group >> (18 - 6 * place)) & 63;
            text.push(if place > chunk.len() { '=' } else { char::from(ALPHABET[digit as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifying_keeps_meaning() {
        let source = "/* a note */\na :hover,\nb > c {\n  margin: calc(1px + 2px) 0;\n  color: red;\n}\n@media (a: b) and (c: d) {\n  e { f: g }\n}\n";
        assert_eq!(
            minify(source),
            "a :hover,b>c{margin:calc(1px + 2px) 0;color:red}@media (a:b) and (c:d){e{f:g}}"
        );
    }

    #[test]
    fn base64_pads_as_the_standard_says() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, encoded) in cases {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
