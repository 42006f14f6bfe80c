//! What gives a person away: the words by which the register of columns (`socle_store::REGISTER`) and that of questions
//! speak, and what follows from them for files, for masking and for the pages of the team.
//!
//! A question stands in one of four lists, each by its name or by how it is answered: contacts, names, words, and what
//! tells nothing of a person. Erasing needs no list of questions: a return goes whole.

use crate::experience::CONTACTS;

/// What the answer to a question, or a column, gives away of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// How to reach someone: in no file, whoever asks for it.
    Contact,
    /// A name: only in files of those who read returns, and proposed to be masked.
    Name,
    /// Something someone wrote in their own words, in which anything may stand: only in files of those who read
    /// returns, and left out of them once something in it was masked.
    Words,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// By choosing in a list.
    Choice,
    /// By a number or a day.
    Figure,
    /// Freely: a text, a place, a file.
    Words,
}

/// Questions about names.
const NAMES: [&str; 1] = ["s3_name"];

/// What the answer to a question gives away; nothing for a choice in a list, a number or a day.
pub fn of_question(name: &str, answered: Answered) -> Option<Personal> {
    if CONTACTS.contains(&name) {
        Some(Personal::Contact)
    } else if NAMES.contains(&name) {
        Some(Personal::Name)
    } else {
        (answered == Answered::Words).then_some(Personal::Words)
    }
}

/// Whether it stands in no file that leaves the program, whoever asks for it.
pub fn stays_out_of_files(given_away: Option<Personal>) -> bool {
    given_away == Some(Personal::Contact)
}

/// Whether what was masked in a story may stand in it too, as it was sent: then it stays out of files, and off the
/// pages that show curated words.
pub fn may_hold_what_was_masked(given_away: Option<Personal>) -> bool {
    given_away.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_known_whatever_their_kind() {
        assert_eq!(of_question("s5_email", Answered::Words), Some(Personal::Contact));
        assert_eq!(of_question("s5_phone", Answered::Choice), Some(Personal::Contact));
        assert_eq!(of_question("s3_name", Answered::Words), Some(Personal::Name));
        assert_eq!(of_question("e_story", Answered::Words), Some(Personal::Words));
        assert_eq!(of_question("e_cost0_amount", Answered::Figure), None);
        assert_eq!(of_question("s0_type", Answered::Choice), None);
    }

    #[test]
    fn what_follows_is_the_same_everywhere() {
        assert!(stays_out_of_files(Some(Personal::Contact)));
        for kept in [None, Some(Personal::Name), Some(Personal::Words)] {
            assert!(!stays_out_of_files(kept), "{kept:?}");
        }
        assert!(!may_hold_what_was_masked(None));
        for hidden in [Personal::Contact, Personal::Name, Personal::Words] {
            assert!(may_hold_what_was_masked(Some(hidden)), "{hidden:?}");
        }
    }
}
