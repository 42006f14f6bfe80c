//! A scanner for the XML of office packages, over a part held in memory.
//!
//! A cell of a spreadsheet is seven pieces of XML, and a form has thousands of cells: what a general reader does at each
//! piece (a copy, a stack of names, checks of what no spreadsheet writes) is most of the time it takes to read one.
//! Nothing is unfolded: entities other than those of XML itself are dropped, document types are passed over.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

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
    text: &'a str,
    /// Where the next piece begins.
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(part: &'a [u8]) -> Result<Scanner<'a>, Issue> {
        let text = std::str::from_utf8(part).map_err(|fault| unreadable(&fault.to_string()))?;
        Ok(Scanner { text, at: 0 })
    }

    /// The next piece; nothing at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Issue> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            match (bytes.get(start), bytes.get(start + 1)) {
                (None, _) => return Ok(None),
                (Some(b'<'), Some(b'/')) => return Ok(Some(Piece::End(self.closing_tag()?))),
                (Some(b'<'), Some(b'?')) => self.skip_to("?>")?,
                (Some(b'<'), Some(b'!')) => {
                    if let Some(inside) = self.declaration()? {
                        return Ok(Some(Piece::Verbatim(inside)));
                    }
                }
                (Some(b'<'), _) => return Ok(Some(Piece::Start(self.tag()?))),
                (Some(_), _) => {
                    self.at = memchr(b'<', &bytes[start..]).map_or(bytes.len(), |length| start + length);
                    return Ok(Some(Piece::Text(&self.text[start..self.at])));
                }
            }
        }
    }

    /// The characters between `before` and `after` when that is what comes next, and nothing else between them.
    pub(super) fn between(&mut self, before: &str, after: &str) -> Option<&'a str> {
        let inside = self.rest().strip_prefix(before)?;
        let end = memchr(b'<', inside.as_bytes())?;
        inside[end..].starts_with(after).then(|| {
            self.at += before.len() + end + after.len();
            &inside[..end]
        })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn cut_short(&self) -> Issue {
        let start: String = self.rest().chars().take(20).collect();
        unreadable(&format!("{start}…"))
    }

    fn skip_to(&mut self, mark: &str) -> Result<(), Issue> {
        let at = self.rest().find(mark).ok_or_else(|| self.cut_short())?;
        self.at += at + mark.len();
        Ok(())
    }

    /// The inside of a CDATA section; nothing for a comment or a document type, which are passed over.
    fn declaration(&mut self) -> Result<Option<&'a str>, Issue> {
        const VERBATIM: &str = "<![CDATA[";
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix(VERBATIM) {
            self.skip_to("]]>")?;
            let end = inside.find("]]>").unwrap_or(inside.len());
            return Ok(Some(&inside[..end]));
        }
        if rest.starts_with("<!--") {
            self.skip_to("-->")?;
        } else {
            self.skip_document_type()?;
        }
        Ok(None)
    }

    /// Passes over `<!DOCTYPE …>` with the declarations in its brackets.
    fn skip_document_type(&mut self) -> Result<(), Issue> {
        let mut depth = 0_usize;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                self.at += at + 1;
                return Ok(());
            }
        }
        Err(self.cut_short())
    }

    /// The name from a byte on, without its prefix, and where it ends. Names are too short for a search to begin.
    fn name(&self, mut start: usize) -> (&'a str, usize) {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b':' => start = end + 1,
                b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n' => break,
                _ => {}
            }
            end += 1;
        }
        (&self.text[start..end], end)
    }

    fn closing_tag(&mut self) -> Result<&'a str, Issue> {
        let (name, end) = self.name(self.at + 2);
        let length = self.text.as_bytes()[end..].iter().position(|byte| *byte == b'>');
        self.at = end + length.ok_or_else(|| self.cut_short())? + 1;
        Ok(name)
    }

    /// An opening tag. Most have no attributes, so their name alone says where they end.
    fn tag(&mut self) -> Result<Tag<'a>, Issue> {
        let (name, name_end) = self.name(self.at + 1);
        if name.is_empty() {
            return Err(self.cut_short());
        }
        let end = self.tag_end(name_end).ok_or_else(|| self.cut_short())?;
        self.at = end + 1;
        let is_empty = self.text.as_bytes()[end - 1] == b'/';
        Ok(Tag { name, inside: &self.text[name_end..end - usize::from(is_empty)], is_empty })
    }

    /// Where a tag ends: the first `>` outside quotes.
    fn tag_end(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            match *bytes.get(at)? {
                b'>' => return Some(at),
                quote @ (b'"' | b'\'') => {
                    at += 1;
                    at += bytes.get(at..)?.iter().position(|byte| *byte == quote)?;
                }
                _ => {}
            }
            at += 1;
        }
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

/// Attributes are too short for a search to begin.
fn position(text: &str, wanted: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == wanted)
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    position(name, b':').map_or(name, |at| &name[at + 1..])
}

/// Characters as they are meant: references resolved, line ends a single line feed. A reference to what XML does not
/// know is left out.
pub(super) fn plain(written: &str) -> Cow<'_, str> {
    if memchr2(b'&', b'\r', written.as_bytes()).is_none() {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = memchr2(b'&', b'\r', rest.as_bytes()) {
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
        let mut out = Vec::new();
        while let Some(piece) = scanner.next().expect("well written") {
            out.push(match piece {
                Piece::Start(tag) => format!("<{}{}", tag.name, if tag.is_empty { "/" } else { "" }),
                Piece::End(name) => format!(">{name}"),
                Piece::Text(text) => plain(text).into_owned(),
                Piece::Verbatim(text) => format!("[{text}]"),
            });
        }
        out.join(" ")
    }

    #[test]
    fn spreadsheets_are_scanned() {
        assert_eq!(
            pieces(
                "<?xml version='1.0'?><!-- <a> --><x:a b='>' c=\"/\"><t>1 &lt; 2&#233;&#xE9;</t ></x:a><e/>"
            ),
            "<a <t 1 < 2éé >t >a <e/"
        );
        assert_eq!(pieces("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;\r\n<![CDATA[<&>]]></a>"), "<a \n [<&>] >a");
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
