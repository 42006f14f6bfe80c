//! The answers of a submission as they were sent, without running the questionnaire: for whoever reads thousands.

use quick_xml::Reader;
use quick_xml::events::Event;

/// An answer as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The name of its question: the last part of its path.
    pub name: String,
    /// In which instance of a repeat it stands, from 1; 0 outside of repeats.
    pub place: usize,
    /// What was answered; never empty.
    pub text: String,
}

/// The text is not acceptable XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not acceptable XML")]
pub struct NotXml;

/// How deep a submission may nest: far beyond what a questionnaire does.
const DEEPEST: usize = 64;

struct Open {
    name: String,
    /// How many children of each name have been met.
    children: Vec<(String, usize)>,
    text: String,
    has_children: bool,
    place: usize,
}

/// Reads the answers of a submission, in their order. `repeats` are the names of the outermost repeats.
pub fn leaves(xml: &str, repeats: &[&str]) -> Result<Vec<Leaf>, NotXml> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found): (Vec<Open>, Vec<Leaf>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().map_err(|_| NotXml)? {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                if open.len() >= DEEPEST {
                    return Err(NotXml);
                }
                let inside = begin(&mut open, name, repeats);
                open.push(inside);
            }
            Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                let _nothing_inside = begin(&mut open, name, repeats);
            }
            Event::End(_) => {
                let closed = open.pop().ok_or(NotXml)?;
                let text = closed.text.trim();
                if !closed.has_children && !text.is_empty() {
                    found.push(Leaf { name: closed.name, place: closed.place, text: text.to_owned() });
                }
            }
            Event::Text(text) => push(&mut open, &text),
            Event::CData(text) => push(&mut open, &text),
            Event::GeneralRef(reference) => {
                if let Some(letter) = reference.resolve_char_ref().map_err(|_| NotXml)? {
                    push(&mut open, letter.encode_utf8(&mut [0; 4]));
                } else {
                    push(&mut open, quick_xml::escape::resolve_xml_entity(&reference).ok_or(NotXml)?);
                }
            }
            Event::Eof if open.is_empty() => return Ok(found),
            Event::Eof | Event::DocType(_) => return Err(NotXml),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

fn push(open: &mut [Open], text: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(text);
    }
}

fn begin(open: &mut [Open], name: String, repeats: &[&str]) -> Open {
    let mut place = 0;
    if let Some(parent) = open.last_mut() {
        parent.has_children = true;
        let count = if let Some((_, count)) = parent.children.iter_mut().find(|(known, _)| *known == name) {
            *count += 1;
            *count
        } else {
            parent.children.push((name.clone(), 1));
            1
        };
        let is_repeat = parent.place == 0 && repeats.contains(&name.as_str());
        place = if is_repeat { count } else { parent.place };
    }
    Open { name, children: Vec::new(), text: String::new(), has_children: false, place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_out_with_the_instance_they_stand_in() {
        let xml = "<?xml version=\"1.0\"?><data id=\"x\"><s0_type>asi</s0_type><s1><experience><e_tool> Kobo &amp; co </e_tool>\
                   <e_story/></experience><experience><g><e_tool>a&#233;<![CDATA[<b>]]></e_tool></g></experience></s1>\
                   <h:meta xmlns:h=\"u\"><h:instanceID>uuid:1</h:instanceID></h:meta></data>";
        let found = leaves(xml, &["experience"]).unwrap();
        let found: Vec<_> = found.iter().map(|l| (l.name.as_str(), l.place, l.text.as_str())).collect();
        assert_eq!(
            found,
            [
                ("s0_type", 0, "asi"),
                ("e_tool", 1, "Kobo & co"),
                ("e_tool", 2, "aé<b>"),
                ("instanceID", 0, "uuid:1")
            ]
        );
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        let deep = "<a>".repeat(100_000);
        for bad in ["<a>", "<a></b>", "<a>&bomb;</a>", "<!DOCTYPE a><a/>", deep.as_str()] {
            assert_eq!(leaves(bad, &[]), Err(NotXml));
        }
        assert_eq!(leaves("", &[]), Ok(Vec::new()));
    }
}
