//! The code that brings a draft back: eight characters that can be read over the telephone.

use crate::chance::{self, Chance};

/// No 0/O, 1/I/L: whoever writes it down on paper cannot confuse two of them. 31 characters, so about 39 bits.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 8;

/// A resume code. It is shown to the respondent and never stored: the database keeps a keyed hash of it.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeCode([u8; LENGTH]);

/// What was typed cannot be a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a resume code")]
pub struct InvalidCode;

impl ResumeCode {
    /// A new code.
    pub fn new(chance: &dyn Chance) -> Self {
        let mut characters = [0_u8; LENGTH];
        for place in &mut characters {
            *place = loop {
                // Values that would favor the first letters are drawn again.
                let [drawn] = chance::bytes::<1>(chance);
                if drawn < 248 {
                    break ALPHABET[usize::from(drawn) % ALPHABET.len()];
                }
            };
        }
        Self(characters)
    }

    /// Reads what a person typed: case, spaces and hyphens do not count.
    pub fn parse(typed: &str) -> Result<Self, InvalidCode> {
        let kept: Vec<u8> = typed
            .bytes()
            .filter(|b| !b.is_ascii_whitespace() && *b != b'-')
            .map(|b| b.to_ascii_uppercase())
            .collect();
        let characters: [u8; LENGTH] = kept.try_into().map_err(|_| InvalidCode)?;
        if characters.iter().all(|c| ALPHABET.contains(c)) { Ok(Self(characters)) } else { Err(InvalidCode) }
    }

    /// The bytes that are hashed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// As people read it: two groups of four.
impl std::fmt::Display for ResumeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if index == LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*byte))?;
        }
        Ok(())
    }
}

/// A code opens a person's answers: it is never printed by accident.
impl std::fmt::Debug for ResumeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ResumeCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    #[test]
    fn a_code_is_found_again_however_it_was_typed() {
        let code = ResumeCode::new(&Seeded::new(3));
        let shown = code.to_string();
        assert_eq!(shown.len(), 9);
        assert_eq!(ResumeCode::parse(&shown), Ok(code.clone()));
        assert_eq!(ResumeCode::parse(&format!(" {} ", shown.to_lowercase().replace('-', " "))), Ok(code));
    }

    #[test]
    fn confusable_letters_are_never_used() {
        let chance = Seeded::new(11);
        for _ in 0..500 {
            let code = ResumeCode::new(&chance).to_string();
            assert!(!code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for typed in ["", "ABCD", "ABCD-EFG0", "ABCD-EFGHJ", "ÀBCD-EFGH"] {
            assert_eq!(ResumeCode::parse(typed), Err(InvalidCode), "{typed}");
        }
    }
}
