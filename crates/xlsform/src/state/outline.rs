//! What a questionnaire asks, whoever answers: every question in order, with all its choices.

use super::FormState;
use crate::form::{ChoiceSource, ControlKind, Item, Question};
use crate::xpath::Tree;

/// A question of the questionnaire, asked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its path, without positions: `/data/story/e_tool`.
    pub path: String,
    /// How it is asked.
    pub kind: ControlKind,
    /// Its words in the present language; empty when it has none.
    pub label: String,
    /// The words of the group that holds it, if it has some: what a row of a grid is about.
    pub group: String,
    /// The path of the outermost repeat that holds it.
    pub repeat: Option<String>,
    /// Every choice, as value and words, whatever the answers before it would leave out.
    pub choices: Vec<(String, String)>,
}

impl FormState {
    /// Every question in the order of the questionnaire, in the present language. Notes are left out.
    pub fn outline(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        self.gather(&self.form.body, "", None, &mut asked);
        asked
    }

    fn gather(&self, items: &[Item], group: &str, repeat: Option<&str>, asked: &mut Vec<Asked>) {
        for item in items {
            match item {
                Item::Question(index) => {
                    let question = &self.form.questions[*index];
                    if question.kind != ControlKind::Note {
                        asked.push(self.asked(question, group, repeat));
                    }
                }
                Item::Group(inner) => {
                    let label = self.message(inner.label.as_ref(), Tree::DOCUMENT).unwrap_or_default();
                    let group = if label.is_empty() { group } else { &label };
                    self.gather(&inner.items, group, repeat, asked);
                }
                Item::Repeat(inner) => {
                    let label = self.message(inner.label.as_ref(), Tree::DOCUMENT).unwrap_or_default();
                    let path = self.form.nodes[inner.def].path.as_str();
                    self.gather(&inner.items, &label, repeat.or(Some(path)), asked);
                }
            }
        }
    }

    fn asked(&self, question: &Question, group: &str, repeat: Option<&str>) -> Asked {
        Asked {
            path: self.form.nodes[question.def].path.clone(),
            kind: question.kind,
            label: self.message(question.label.as_ref(), Tree::DOCUMENT).unwrap_or_default(),
            group: group.to_owned(),
            repeat: repeat.map(str::to_owned),
            choices: question.choices.iter().flat_map(|source| self.all_choices(source)).collect(),
        }
    }

    fn all_choices(&self, source: &ChoiceSource) -> Vec<(String, String)> {
        match source {
            ChoiceSource::Item { value, label } => {
                let words = self.message(label.as_ref(), Tree::DOCUMENT);
                vec![(value.clone(), words.unwrap_or_else(|| value.clone()))]
            }
            ChoiceSource::Set { .. } => self.whole_set(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::xpath::Environment;
    use crate::{Form, FormState, Mode, compile};
    use std::sync::Arc;

    #[test]
    fn every_question_of_the_default_questionnaire_is_listed_with_its_choices() {
        let source = include_bytes!("../../../../content/questionnaire/retour-experience.md");
        let compiled = compile(source, Some("retour-experience.md"), Mode::Kind).value.unwrap();
        let form = Arc::new(Form::parse(&compiled.xform).unwrap());
        let moment = jiff::Timestamp::from_second(1_489_338_000).unwrap();
        let mut state = FormState::new(form, Environment::at(moment));
        state.set_language("fr");
        let outline = state.outline();
        let find =
            |name: &str| outline.iter().find(|asked| asked.path.ends_with(&format!("/{name}"))).unwrap();
        let kind = find("s0_type");
        assert_eq!(kind.repeat, None);
        assert!(
            kind.choices.contains(&("asi".to_owned(), "Association de solidarité internationale".to_owned()))
        );
        let stop = find("e_stop");
        assert!(stop.repeat.is_some() && !stop.choices.is_empty(), "asked in a repeat, and only sometimes");
        state.set_language("en");
        let english = state.outline();
        assert_eq!(english.len(), outline.len());
        assert_ne!(english.iter().find(|asked| asked.path == kind.path).unwrap().label, kind.label);
    }
}
