//! A return being written: answers by question, each with the version of the draft that saved it, so that two people
//! who write in one draft never overwrite each other.

use std::collections::BTreeMap;

/// What one question holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SavedAnswer {
    /// The value as the form writes it (lexical form of ODK XForms); empty when it was cleared.
    pub value: String,
    /// The version of the draft in which it was last changed.
    pub version: i64,
}

/// The answers of a draft, by the path of their question.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct DraftAnswers(BTreeMap<String, SavedAnswer>);

/// Someone else has answered the same question differently since this page was opened. Both texts are kept for the
/// person to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The question.
    pub path: String,
    /// What is saved.
    pub saved: String,
    /// What was typed.
    pub typed: String,
}

/// The stored text of a draft cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored answers of a draft cannot be read")]
pub struct CorruptDraft;

impl DraftAnswers {
    /// Reads what the database holds; an empty text is an empty draft.
    pub fn from_stored(text: &str) -> Result<Self, CorruptDraft> {
        if text.is_empty() {
            Ok(Self::default())
        } else {
            serde_json::from_str(text).map_err(|_| CorruptDraft)
        }
    }

    /// The text for the database.
    pub fn to_stored(&self) -> String {
        // A map of strings to strings and numbers has no shape that JSON lacks.
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// All answers, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, answer)| (path.as_str(), answer.value.as_str()))
    }

    /// The answer to one question.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|answer| answer.value.as_str())
    }

    /// Takes in what one page sent. `seen` is the version of the draft when that page was shown, `next` the version
    /// that this save makes. Questions that nobody else has touched since are taken even if the draft has moved on;
    /// where someone has, and differently, nothing is taken and the clashes are told.
    pub fn merge(&mut self, page: &[(String, String)], seen: i64, next: i64) -> Result<(), Vec<Clash>> {
        let clashes: Vec<Clash> =
            page.iter().filter_map(|(path, typed)| self.clash(path, typed, seen)).collect();
        if !clashes.is_empty() {
            return Err(clashes);
        }
        for (path, value) in page {
            if self.get(path) != Some(value) {
                self.0.insert(path.clone(), SavedAnswer { value: value.clone(), version: next });
            }
        }
        Ok(())
    }

    /// Adds an instance to a repeat: its path is kept without an answer.
    pub fn add_instance(&mut self, path: String, next: i64) {
        self.0.entry(path).or_insert(SavedAnswer { value: String::new(), version: next });
    }

    /// Takes an instance of a repeat out, with its answers: `/data/story[2]`. Those after it move up by one, under the
    /// version of this save, so that whoever was writing in one of them is shown both texts rather than none.
    pub fn remove_instance(&mut self, path: &str, next: i64) {
        let Some((repeat, position)) = position_of(path) else { return };
        let place = |path: &str| -> Option<(usize, String)> {
            let (position, rest) = path.strip_prefix(repeat)?.strip_prefix('[')?.split_once(']')?;
            let is_inside = rest.is_empty() || rest.starts_with('/');
            is_inside.then(|| Some((position.parse().ok()?, rest.to_owned())))?
        };
        self.0 = std::mem::take(&mut self.0)
            .into_iter()
            .filter_map(|(path, answer)| match place(&path) {
                Some((at, _)) if at == position => None,
                Some((at, rest)) if at > position => {
                    Some((format!("{repeat}[{}]{rest}", at - 1), SavedAnswer { version: next, ..answer }))
                }
                _ => Some((path, answer)),
            })
            .collect();
    }

    /// Writes an answer that no page sent.
    pub fn set(&mut self, path: String, value: String, next: i64) {
        self.0.insert(path, SavedAnswer { value, version: next });
    }

    fn clash(&self, path: &str, typed: &str, seen: i64) -> Option<Clash> {
        let saved = self.0.get(path)?;
        (saved.version > seen && saved.value != typed).then(|| Clash {
            path: path.to_owned(),
            saved: saved.value.clone(),
            typed: typed.to_owned(),
        })
    }
}

/// `/data/story[2]` → `/data/story`, 2.
fn position_of(path: &str) -> Option<(&str, usize)> {
    let (repeat, position) = path.strip_suffix(']')?.rsplit_once('[')?;
    Some((repeat, position.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(answers: &[(&str, &str)]) -> Vec<(String, String)> {
        answers.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn two_people_on_two_questions_both_keep_their_words() {
        let mut draft = DraftAnswers::default();
        draft.merge(&page(&[("/d/a", "un")]), 1, 2).unwrap();
        draft.merge(&page(&[("/d/b", "deux")]), 1, 3).unwrap();
        assert_eq!(draft.iter().collect::<Vec<_>>(), [("/d/a", "un"), ("/d/b", "deux")]);
    }

    #[test]
    fn two_people_on_one_question_are_told_and_nothing_is_lost() {
        let mut draft = DraftAnswers::default();
        draft.merge(&page(&[("/d/a", "un")]), 1, 2).unwrap();
        let clashes = draft.merge(&page(&[("/d/a", "autre"), ("/d/b", "deux")]), 1, 3).unwrap_err();
        assert_eq!(clashes, [Clash { path: "/d/a".into(), saved: "un".into(), typed: "autre".into() }]);
        assert_eq!(draft.get("/d/a"), Some("un"));
        assert_eq!(draft.get("/d/b"), None);
    }

    #[test]
    fn the_same_words_twice_are_no_clash() {
        let mut draft = DraftAnswers::default();
        draft.merge(&page(&[("/d/a", "un")]), 1, 2).unwrap();
        assert_eq!(draft.merge(&page(&[("/d/a", "un")]), 1, 3), Ok(()));
    }

    #[test]
    fn whoever_saw_the_newest_words_may_change_them() {
        let mut draft = DraftAnswers::default();
        draft.merge(&page(&[("/d/a", "un")]), 1, 2).unwrap();
        assert_eq!(draft.merge(&page(&[("/d/a", "deux")]), 2, 3), Ok(()));
        assert_eq!(draft.get("/d/a"), Some("deux"));
    }

    #[test]
    fn an_instance_leaves_and_those_after_it_move_up() {
        let mut draft = DraftAnswers::default();
        let answers =
            [("/d/r[1]/a", "un"), ("/d/r[2]/a", "deux"), ("/d/r[3]/a", "trois"), ("/d/rest[3]/a", "x")];
        draft.merge(&page(&answers), 1, 2).unwrap();
        draft.add_instance("/d/r[4]".to_owned(), 2);
        draft.remove_instance("/d/r[2]", 3);
        let left = [("/d/rest[3]/a", "x"), ("/d/r[1]/a", "un"), ("/d/r[2]/a", "trois"), ("/d/r[3]", "")];
        assert_eq!(draft.iter().collect::<BTreeMap<_, _>>(), left.into_iter().collect());
        let moved = draft.merge(&page(&[("/d/r[2]/a", "deux, relu")]), 2, 4).unwrap_err();
        assert_eq!(moved[0].saved, "trois", "whoever wrote in the one that left sees what stands there now");
    }

    #[test]
    fn drafts_survive_the_database() {
        let mut draft = DraftAnswers::default();
        draft.merge(&page(&[("/d/a", "« été » \u{1F30D} ‏שלום")]), 0, 1).unwrap();
        assert_eq!(DraftAnswers::from_stored(&draft.to_stored()), Ok(draft));
        assert_eq!(DraftAnswers::from_stored(""), Ok(DraftAnswers::default()));
        assert_eq!(DraftAnswers::from_stored("{"), Err(CorruptDraft));
    }
}
