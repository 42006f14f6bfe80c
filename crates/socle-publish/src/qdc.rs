//! Codebooks as other programs of qualitative analysis read and write them: `.qdc`, the codebook exchange format of the
//! REFI-QDA standard (<https://www.qdasoftware.org/>), version 1.0.

use std::fmt::Write as _;

/// A code of such a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    /// Its identity across programs, a UUID.
    pub guid: String,
    /// How many codes stand above it.
    pub depth: usize,
    /// Our own word, kept at the head of the description; empty in files of other programs.
    pub word: String,
    /// What people read.
    pub name: String,
    /// When to use it.
    pub definition: String,
}

/// Not a codebook of that format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a REFI-QDA codebook")]
pub struct NotACodebook;

const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";
/// The description of a code begins with our word for it, in brackets.
const OPENS: &str = "[socle:";
/// How deep codes may stand: far beyond what people write.
const DEEPEST: usize = 32;

/// Writes codes; each is followed by those under it.
pub fn write(codes: &[Code]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"{NAMESPACE}\" origin=\"Socle\">\n<Codes>\n"
    );
    let mut open = 0;
    for code in codes {
        while open > code.depth {
            xml.push_str("</Code>\n");
            open -= 1;
        }
        let described = format!("{OPENS}{}] {}", code.word, code.definition);
        let _infallible = write!(
            xml,
            "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\">\n<Description>{}</Description>\n",
            escape(&code.guid),
            escape(&code.name),
            escape(described.trim_end())
        );
        open = code.depth + 1;
    }
    for _ in 0..open {
        xml.push_str("</Code>\n");
    }
    xml.push_str("</Codes>\n<Sets/>\n</CodeBook>\n");
    xml
}

/// Reads the codes of a file, each followed by those under it.
pub fn read(xml: &str) -> Result<Vec<Code>, NotACodebook> {
    let document =
        roxmltree::Document::parse(xml.trim_start_matches('\u{FEFF}')).map_err(|_| NotACodebook)?;
    let root = document.root_element();
    let list = root.children().find(|node| node.tag_name().name() == "Codes");
    let list = list.filter(|_| root.tag_name().name() == "CodeBook").ok_or(NotACodebook)?;
    let mut codes = Vec::new();
    push_under(list, 0, &mut codes);
    Ok(codes)
}

fn push_under(above: roxmltree::Node<'_, '_>, depth: usize, codes: &mut Vec<Code>) {
    for node in above.children().filter(|node| node.tag_name().name() == "Code" && depth < DEEPEST) {
        let described = node.children().find(|child| child.tag_name().name() == "Description");
        let described = described.and_then(|child| child.text()).unwrap_or_default().trim();
        let (word, definition) = match described.strip_prefix(OPENS).and_then(|rest| rest.split_once(']')) {
            Some((word, rest)) if !word.contains(char::is_whitespace) => (word, rest.trim()),
            _ => ("", described),
        };
        codes.push(Code {
            guid: node.attribute("guid").unwrap_or_default().to_owned(),
            depth,
            word: word.to_owned(),
            name: node.attribute("name").unwrap_or_default().to_owned(),
            definition: definition.to_owned(),
        });
        push_under(node, depth + 1, codes);
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(depth: usize, word: &str, name: &str, definition: &str) -> Code {
        let guid = format!("00000000-0000-7000-8000-{:012}", word.len());
        Code { guid, depth, word: word.to_owned(), name: name.to_owned(), definition: definition.to_owned() }
    }

    #[test]
    fn a_codebook_is_read_back_as_it_was_written() {
        let codes = [
            code(0, "contrainte", "Contrainte", "Ce qui a gêné."),
            code(1, "contrainte.cout", "Coût & \"prix\" <caché>", "Deux\nlignes."),
            code(2, "contrainte.cout.x", "X", ""),
            code(0, "libre", "Libre", ""),
        ];
        let xml = write(&codes);
        assert_eq!(read(&xml), Ok(codes.to_vec()));
        assert!(xml.contains("xmlns=\"urn:QDA-XML:codebook:1.0\""));
    }

    #[test]
    fn codes_of_another_program_have_no_word_of_ours() {
        let xml = "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"a\" name=\"Prix\">
                   <Description>[sic] on dit cher</Description><Code name=\"Fixe\"/></Code></Codes></CodeBook>";
        let codes = read(xml).unwrap();
        assert_eq!((codes.len(), codes[1].depth, codes[1].name.as_str()), (2, 1, "Fixe"));
        assert_eq!(codes[1].word, "");
        for broken in ["", "<a/>", "<CodeBook/>", "<CodeBook><Codes>", "pas du XML"] {
            assert_eq!(read(broken), Err(NotACodebook), "{broken}");
        }
    }
}
