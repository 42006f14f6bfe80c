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

/// The questions of the shipped questionnaire that are answered freely and ask for neither a name nor a way to reach
/// someone. Those of other workbooks are taken for words too.
pub const SHIPPED_WORDS: &[&str] = &[
    "s5_link",
    "e_tool",
    "e_tool_2",
    "e_tool_3",
    "e_need_other",
    "e_theme_other",
    "e_story",
    "i_problem",
    "i_for",
    "i_where",
    "i_proof",
    "i_price",
    "i_seek",
    "e_stop_other",
    "e_replaced",
    "e_how",
    "e_who_other",
    "e_setting_other",
    "e_device_other",
    "e_currency_other",
    "e_basis_other",
    "e_diff_other",
    "e_lesson",
    "e_advise_why",
    "e_files",
    "e_files_2",
    "e_files_3",
    "s2_names",
    "s2_names_2",
    "s2_names_3",
    "s2_stop",
    "s2_none_other",
    "s3_role_other",
    "s3_themes_other",
    "s4_need_other",
    "s4_choose_other",
    "s4_help_other",
    "s4_format_other",
    "s5_heard",
    "s5_more",
];

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
    fn every_free_question_that_is_shipped_stands_in_one_list() {
        let table = include_str!("../../../content/questionnaire/retour-experience.md");
        let free = [
            "text", "hidden", "file", "image", "audio", "video", "barcode", "geopoint", "geotrace",
            "geoshape",
        ];
        let asked: Vec<&str> = table
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('|').map(str::trim).skip(2);
                let (kind, name) = (cells.next()?, cells.next()?);
                free.contains(&kind).then_some(name)
            })
            .collect();
        assert!(asked.len() > 30, "the questionnaire is read");
        let lists: [&[&str]; 3] = [&CONTACTS, &NAMES, SHIPPED_WORDS];
        for name in &asked {
            let standing = lists.iter().filter(|list| list.contains(name)).count();
            assert_eq!(standing, 1, "say in personal.rs what {name} gives away");
        }
        for name in lists.into_iter().flatten() {
            assert!(asked.contains(name), "{name} is asked no more");
        }
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
