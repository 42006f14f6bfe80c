//! What people type, cleaned once at the border.

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but blanks.
    #[error("empty")]
    Empty,
    /// More characters than the place holds.
    #[error("longer than {most} characters")]
    TooLong {
        /// How many characters fit.
        most: usize,
    },
    /// A character that no keyboard types: U+0000 and the other control characters, except line ends and tabs.
    #[error("control character U+{0:04X}")]
    Control(u32),
}

/// A text on one line: blanks around it are dropped, and runs of blanks become one space.
pub fn line(raw: &str, most: usize) -> Result<String, InvalidText> {
    refuse_controls(raw)?;
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    within(joined, most)
}

/// A text of several lines: line ends become `\n`, blanks at both ends are dropped, the rest stays as typed.
pub fn paragraphs(raw: &str, most: usize) -> Result<String, InvalidText> {
    refuse_controls(raw)?;
    within(raw.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(), most)
}

/// Refuses characters that both databases, XML and screens disagree on.
pub fn refuse_controls(raw: &str) -> Result<(), InvalidText> {
    match raw.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        Some(found) => Err(InvalidText::Control(found.into())),
        None => Ok(()),
    }
}

/// A small letter without its accent; any other character as it is.
pub fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' | 'ì' => 'i',
        'ñ' => 'n',
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ÿ' | 'ý' => 'y',
        other => other,
    }
}

fn within(text: String, most: usize) -> Result<String, InvalidText> {
    if text.is_empty() {
        return Err(InvalidText::Empty);
    }
    if text.chars().count() > most {
        return Err(InvalidText::TooLong { most });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line("  Puits \n du   Mono ", 80), Ok("Puits du Mono".to_owned()));
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraphs("un\r\n\r\ndeux ", 80), Ok("un\n\ndeux".to_owned()));
    }

    #[test]
    fn what_no_keyboard_types_is_refused() {
        assert_eq!(line("a\0b", 80), Err(InvalidText::Control(0)));
        assert_eq!(paragraphs("a\u{1b}[31m", 80), Err(InvalidText::Control(0x1b)));
        assert_eq!(line("   ", 80), Err(InvalidText::Empty));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(line("été", 3), Ok("été".to_owned()));
        assert_eq!(line("étés", 3), Err(InvalidText::TooLong { most: 3 }));
        assert_eq!(line("🌍🌍🌍", 3), Ok("🌍🌍🌍".to_owned()));
    }
}
