//! Writing XML text: tags, attributes, escapes. An element without content is written `<a/>`.

/// An XML document being written.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    out: String,
    is_tag_open: bool,
}

impl Xml {
    pub(crate) fn with_capacity(bytes: usize) -> Xml {
        Xml { out: String::with_capacity(bytes), is_tag_open: false }
    }

    pub(crate) fn into_text(self) -> String {
        self.out
    }

    pub(crate) fn start(&mut self, tag: &str) -> &mut Xml {
        self.close_tag();
        self.out.push('<');
        self.out.push_str(tag);
        self.is_tag_open = true;
        self
    }

    /// Adds an attribute to the element just started.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> &mut Xml {
        self.attribute_of(name, &[value])
    }

    /// Adds an attribute made of paths and words of this program, which have nothing to escape.
    pub(crate) fn path(&mut self, name: &str, parts: &[&str]) -> &mut Xml {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        for part in parts {
            self.out.push_str(part);
        }
        self.out.push('"');
        self
    }

    /// Adds an attribute made of several parts.
    pub(crate) fn attribute_of(&mut self, name: &str, parts: &[&str]) -> &mut Xml {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        for part in parts {
            escape_into(&mut self.out, part, true);
        }
        self.out.push('"');
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Xml {
        if !text.is_empty() {
            self.close_tag();
            escape_into(&mut self.out, text, false);
        }
        self
    }

    /// Adds text already escaped.
    pub(crate) fn raw(&mut self, text: &str) -> &mut Xml {
        self.close_tag();
        self.out.push_str(text);
        self
    }

    pub(crate) fn end(&mut self, tag: &str) -> &mut Xml {
        if self.is_tag_open {
            self.out.push_str("/>");
            self.is_tag_open = false;
        } else {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        self
    }

    /// An element that holds only text.
    pub(crate) fn leaf(&mut self, tag: &str, text: &str) -> &mut Xml {
        self.start(tag).text(text).end(tag)
    }

    fn close_tag(&mut self) {
        if self.is_tag_open {
            self.out.push('>');
            self.is_tag_open = false;
        }
    }
}

/// Which bytes may have to be escaped or dropped; in most texts, none.
const IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte, 0x09 | 0x0a | 0x0d);
        byte += 1;
    }
    let others = [b'&', b'<', b'>', b'"', 0xbe, 0xbf];
    let mut at = 0;
    while at < others.len() {
        table[others[at] as usize] = true;
        at += 1;
    }
    table
};

/// Where the first of them is. Most runs of sixteen have none, which is seen at once.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| IS_SPECIAL[usize::from(*byte)];
    let (runs, _) = bytes.as_chunks::<16>();
    let plain = runs.iter().take_while(|run| !has_special(run)).count() * 16;
    bytes[plain..].iter().position(is_special).map(|at| plain + at)
}

/// Whether a run may have one; line ends and tabs count too, which costs nothing but a second look.
fn has_special(run: &[u8; 16]) -> bool {
    let found = run.iter().fold(0, |found, byte| {
        found
            | u8::from(*byte < 0x20)
            | u8::from(*byte == b'&')
            | u8::from(*byte == b'<')
            | u8::from(*byte == b'>')
            | u8::from(*byte == b'"')
            | u8::from(*byte == 0xbe)
            | u8::from(*byte == 0xbf)
    });
    found != 0
}

/// Appends text with the characters XML keeps for itself escaped; those XML cannot hold at all are dropped.
pub(crate) fn escape_into(out: &mut String, text: &str, in_attribute: bool) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = first_special(&bytes[at..]) {
        let found = at + next;
        at = found + 1;
        let (end, escaped) = match bytes[found] {
            b'&' => (found, "&amp;"),
            b'<' => (found, "&lt;"),
            b'>' => (found, "&gt;"),
            b'"' if in_attribute => (found, "&quot;"),
            // U+FFFE and U+FFFF, the only others XML refuses: their last byte is dropped with the two before.
            0xbe | 0xbf if found >= from + 2 && bytes[found - 2..found] == [0xef, 0xbf] => (found - 2, ""),
            b'"' | 0xbe | 0xbf => continue,
            _ => (found, ""),
        };
        out.push_str(&text[from..end]);
        out.push_str(escaped);
        from = at;
    }
    out.push_str(&text[from..]);
}

/// The text, escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text, false);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_keeps_what_xml_allows() {
        assert_eq!(escaped("a<b & c>d\n\u{1}é\u{fffe}\u{fffd}x"), "a&lt;b &amp; c&gt;d\né\u{fffd}x");
        assert_eq!(
            escaped("twenty plain letters,\tthen \"a\" < b\u{ffff}."),
            "twenty plain letters,\tthen \"a\" &lt; b."
        );
    }
}
