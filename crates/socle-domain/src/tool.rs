//! A tool of the catalogue, as far as experiences name it.

use crate::{
    fold,
    slug::Slug,
    text::{self, InvalidText},
};

/// The most characters of a tool's name.
pub const NAME_MOST: usize = 120;

/// The name of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolName(String);

impl ToolName {
    /// Reads a name. It holds a letter or a digit, so that an address can be made from it.
    pub fn parse(raw: &str) -> Result<Self, InvalidText> {
        let name = text::line(raw, NAME_MOST)?;
        if key(&name).is_empty() { Err(InvalidText::Empty) } else { Ok(Self(name)) }
    }

    /// The name, as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The short address made from the name; nothing when the name has no letter that addresses hold.
    pub fn slug(&self) -> Option<Slug> {
        let folded: String = fold::folded(&self.0);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Slug::parse(&words.join("-")).ok()
    }
}

/// The key under which two spellings of a tool are one: « Whats App » and « WhatsApp ».
pub fn key(name: &str) -> String {
    fold::words(name).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_tool_meet() {
        assert_eq!(key("Whats App"), key("whatsapp"));
        assert_eq!(key("Système d’alerte « Bilharz »"), "systemedalertebilharz");
        assert_ne!(key("Kobo"), key("KoboToolbox"));
    }

    #[test]
    fn a_name_has_a_letter_and_an_address() {
        let name = ToolName::parse("  Kobo\tToolbox ").unwrap();
        assert_eq!(name.as_str(), "Kobo Toolbox");
        assert_eq!(name.slug().map(|slug| slug.as_str().to_owned()), Some("kobo-toolbox".to_owned()));
        assert_eq!(ToolName::parse("Cœur d’Été").unwrap().slug().unwrap().as_str(), "coeur-d-ete");
        assert_eq!(ToolName::parse(" — "), Err(InvalidText::Empty));
        assert_eq!(ToolName::parse("a\0"), Err(InvalidText::Control(0)));
        assert!(ToolName::parse("دفتر").unwrap().slug().is_none(), "numbered instead");
    }
}
