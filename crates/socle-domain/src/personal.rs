//! Which questions say who someone is or how to reach them: the register that files and tables are made by.

use crate::experience::CONTACTS;

/// What the answer to a question gives away of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// How to reach someone: in no file, whoever asks for it.
    Contact,
    /// A name: only in files of those who read returns.
    Name,
    /// Something someone wrote in their own words, in which anything may stand: only in files of those who read
    /// returns.
    Words,
}

/// Questions about names.
const NAMES: [&str; 1] = ["s3_name"];

/// What the answer to a question gives away; nothing for a choice in a list.
pub fn of_question(name: &str, is_closed: bool) -> Option<Personal> {
    if CONTACTS.contains(&name) {
        Some(Personal::Contact)
    } else if NAMES.contains(&name) {
        Some(Personal::Name)
    } else {
        (!is_closed).then_some(Personal::Words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_known_whatever_their_kind() {
        assert_eq!(of_question("s5_email", false), Some(Personal::Contact));
        assert_eq!(of_question("s5_phone", true), Some(Personal::Contact));
        assert_eq!(of_question("s3_name", false), Some(Personal::Name));
        assert_eq!(of_question("e_story", false), Some(Personal::Words));
        assert_eq!(of_question("s0_type", true), None);
    }
}
