//! A scanner for the XML of office packages, over a part held in memory.
//!
//! A cell of a spreadsheet is seven pieces of XML, and a form has thousands of cells: what a general reader does at each
//! piece (a copy, a stack of names, checks of what no spreadsheet writes) is most of the time it takes to read one.
//! Nothing is unfolded: entities other than those of XML itself are dropped, document types are passed over.

use std::borrow::Cow;

use super::unreadable;
use crate::issue::Issue;

/// A piece of XML. Names are without prefix.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'a> {
    /// An opening tag, or an empty element.
    Start(Tag<'a>),
    /// A closing tag.
    End(&'a str),
    /// Characters, with their references as written.
    Text(&'a str),
    /// The inside of a CDATA section.
    Verbatim(&'a str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    /// Everything between the name and the end of the tag.
    inside: &'a str,
    pub(super) is_empty: bool,
}

/// The reading of a part, from its start.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(part: &'a [u8]) -> Result<Scanner<'a>, Issue> {
        let rest = std::str::from_utf8(part).map_err(|fault| unreadable(&fault.to_string()))?;
        Ok(Scanner { rest })
    }

    /// The next piece; nothing at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Issue> {
        loop {
            if self.rest.is_empty() {
                return Ok(None);
            }
            let Some(inside) = self.rest.strip_prefix('<') else {
                let end = position(self.rest, b'<').unwrap_or(self.rest.len());
                return Ok(Some(Piece::Text(self.take(end, end))));
            };
            match inside.as_bytes().first() {
                Some(b'/') => {
                    let end = position(self.rest, b'>').ok_or_else(|| cut_short(self.rest))?;
                    let name = &self.take(end, end + 1)[2..];
                    return Ok(Some(Piece::End(local(name.trim_ascii_end()))));
                }
                Some(b'?') => self.skip_to("?>")?,
                Some(b'!') if inside.starts_with("![CDATA[") => {
                    let end = self.rest.find("]]>").ok_or_else(|| cut_short(self.rest))?;
                    return Ok(Some(Piece::Verbatim(&self.take(end, end + 3)["<![CDATA[".len()..])));
                }
                Some(b'!') if inside.starts_with("!--") => self.skip_to("-->")?,
                Some(b'!') => self.skip_document_type()?,
                _ => return self.tag().map(|tag| Some(Piece::Start(tag))),
            }
        }
    }

    /// What comes before `end`; the reading goes on from `next`.
    fn take(&mut self, end: usize, next: usize) -> &'a str {
        let taken = &self.rest[..end];
        self.rest = &self.rest[next..];
        taken
    }

    fn skip_to(&mut self, mark: &str) -> Result<(), Issue> {
        let at = self.rest.find(mark).ok_or_else(|| cut_short(self.rest))?;
        self.rest = &self.rest[at + mark.len()..];
        Ok(())
    }

    /// Passes over `<!DOCTYPE …>` with the declarations in its brackets.
    fn skip_document_type(&mut self) -> Result<(), Issue> {
        let mut depth = 0_usize;
        for (at, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                self.rest = &self.rest[at + 1..];
                return Ok(());
            }
        }
        Err(cut_short(self.rest))
    }

    /// An opening tag. Most have no attributes, so the name alone says where they end.
    fn tag(&mut self) -> Result<Tag<'a>, Issue> {
        let ends = |byte: u8| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n');
        let name_end = self.rest.bytes().position(ends).ok_or_else(|| cut_short(self.rest))?;
        if name_end == 1 {
            return Err(cut_short(self.rest));
        }
        let rest = &self.rest[name_end..];
        let end = name_end + tag_end(rest).ok_or_else(|| cut_short(self.rest))?;
        let whole = self.take(end, end + 1);
        let is_empty = whole.ends_with('/');
        let inside = &whole[name_end..whole.len() - usize::from(is_empty)];
        Ok(Tag { name: local(&whole[1..name_end]), inside, is_empty })
    }
}

impl<'a> Tag<'a> {
    /// The attributes, names with their prefix and values as written.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.inside;
        std::iter::from_fn(move || {
            let equals = position(rest, b'=')?;
            let name = rest[..equals].trim_ascii();
            let value = rest[equals + 1..].trim_ascii_start();
            let quote = value.bytes().next().filter(|first| matches!(first, b'"' | b'\''))?;
            let end = position(&value[1..], quote)? + 1;
            rest = &value[end + 1..];
            Some((name, &value[1..end]))
        })
    }

    /// An attribute by its name without prefix, empty when absent.
    pub(super) fn attribute(self, wanted: &str) -> Cow<'a, str> {
        let found = self.attributes().find(|(name, _)| local(name) == wanted);
        found.map(|(_, value)| plain(value)).unwrap_or_default()
    }
}

/// Where a tag ends: the first `>` outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        at += 2 + position(&text[at + 1..], bytes[at])?;
    }
}

fn position(text: &str, wanted: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == wanted)
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    position(name, b':').map_or(name, |at| &name[at + 1..])
}

fn cut_short(rest: &str) -> Issue {
    let start: String = rest.chars().take(20).collect();
    unreadable(&format!("{start}…"))
}

/// Characters as they are meant: references resolved, line ends a single line feed. A reference to what XML does not
/// know is left out.
pub(super) fn plain(written: &str) -> Cow<'_, str> {
    if !written.bytes().any(|byte| matches!(byte, b'&' | b'\r')) {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'\r')) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('\r') {
            out.push('\n');
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        } else {
            let end = position(rest, b';').unwrap_or(rest.len() - 1);
            out.extend(referred(&rest[1..end.max(1)]));
            rest = &rest[end + 1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of a reference: `amp`, `#233`, `#xE9`.
fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|found| *found != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> String {
        let mut scanner = Scanner::new(text.as_bytes()).expect("text");
        let mut out = String::new();
        while let Some(piece) = scanner.next().expect("well written") {
            out += &match piece {
                Piece::Start(tag) => format!("<{}{}", tag.name, if tag.is_empty { "/" } else { "" }),
                Piece::End(name) => format!(">{name}"),
                Piece::Text(text) => plain(text).into_owned(),
                Piece::Verbatim(text) => format!("[{text}]"),
            };
            out.push(' ');
        }
        out
    }

    #[test]
    fn spreadsheets_are_scanned() {
        assert_eq!(
            pieces(
                "<?xml version='1.0'?><!-- <a> --><x:a b='>' c=\"/\"><t>1 &lt; 2&#233;&#xE9;</t ></x:a><e/>"
            ),
            "<a <t 1 < 2éé >t >a <e/ "
        );
        assert_eq!(
            pieces("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;\r\n<![CDATA[<&>]]></a>"),
            "<a \n [<&>] >a "
        );
    }

    #[test]
    fn attributes_are_found_by_their_local_name() {
        let mut scanner = Scanner::new(b"<sheet name = 'a&amp;b' r:id=\"rId1\" bad>").expect("text");
        let Ok(Some(Piece::Start(tag))) = scanner.next() else { panic!("a tag") };
        assert_eq!(
            (&*tag.attribute("name"), &*tag.attribute("id"), &*tag.attribute("no")),
            ("a&b", "rId1", "")
        );
    }

    #[test]
    fn what_is_cut_short_is_unreadable() {
        for text in ["<a", "<a b='>", "</a", "<!-- ", "<![CDATA[ ", "<!DOCTYPE [", "<?xml", "<>"] {
            let mut scanner = Scanner::new(text.as_bytes()).expect("text");
            assert!(scanner.next().is_err(), "{text}");
        }
        assert!(Scanner::new(&[0xff]).is_err());
    }
}
