//! What is asked of the advisor, as addresses say it: the same words in pages, in the API and on the command line.

use socle_domain::{
    advisor::{Answers, Condition, Context},
    taxonomy::{DEVICES, INSTALL, NEEDS, NETWORK, PEOPLE, POWER, REACH, SENSITIVITY, START_COST, Term, USE},
};
use socle_look::Language;

/// How many people use it.
pub(crate) const SIZES: [Term; 5] = [
    Term { code: "1_5", french: "1 à 5", english: "1 to 5" },
    Term { code: "6_20", french: "6 à 20", english: "6 to 20" },
    Term { code: "21_100", french: "21 à 100", english: "21 to 100" },
    Term { code: "101_1000", french: "101 à 1 000", english: "101 to 1,000" },
    Term { code: "1001_more", french: "Plus de 1 000", english: "Over 1,000" },
];

/// COSTM, told by the year: small organizations budget by the year.
pub(crate) const YEARLY_COST: [Term; 5] = [
    Term { code: "0", french: "0 €", english: "€0" },
    Term { code: "1", french: "Moins de 120 € par an", english: "Under €120 a year" },
    Term { code: "2", french: "De 120 à 600 € par an", english: "€120 to €600 a year" },
    Term { code: "3", french: "De 600 à 2 400 € par an", english: "€600 to €2,400 a year" },
    Term { code: "4", french: "Plus de 2 400 € par an", english: "Over €2,400 a year" },
];

/// Questions, each on a page of its own.
pub(crate) const QUESTIONS: u8 = 8;

/// What is asked on a page: one of several fields.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its names in addresses, French first; the English one is that of the API.
    pub(crate) names: [&'static str; 2],
    /// The question it belongs to, from 1.
    pub(crate) question: u8,
    /// What may be answered.
    pub(crate) terms: &'static [Term],
    /// The condition that it answers, when it is one.
    pub(crate) condition: Option<Condition>,
    /// Whether several may be true.
    pub(crate) is_many: bool,
}

const fn field(
    names: [&'static str; 2],
    question: u8,
    terms: &'static [Term],
    condition: Option<Condition>,
) -> Field {
    Field { names, question, terms, condition, is_many: false }
}

pub(crate) const NEED: usize = 0;
pub(crate) const SIZE: usize = 2;
pub(crate) const REACHES: usize = 4;
pub(crate) const DEVICE: usize = 7;
pub(crate) const DATA: usize = 10;

/// All fields, in the order they are asked.
pub(crate) const FIELDS: [Field; 13] = [
    field(["besoin", "need"], 1, &NEEDS, None),
    field(["qui", "who"], 2, &PEOPLE, None),
    field(["nombre", "people"], 2, &SIZES, None),
    field(["reseau", "net"], 3, &NETWORK, Some(Condition::Network)),
    field(["passage", "reach"], 4, &REACH, None),
    field(["recharge", "charge"], 5, &POWER, Some(Condition::Charge)),
    field(["ordinateur", "run"], 5, &POWER, Some(Condition::Computer)),
    Field { names: ["appareils", "devices"], question: 5, terms: &DEVICES, condition: None, is_many: true },
    field(["aisance", "use"], 6, &USE, Some(Condition::Use)),
    field(["installe", "install"], 6, &INSTALL, Some(Condition::Install)),
    field(["donnees", "sens"], 7, &SENSITIVITY, None),
    field(["depart", "cost0"], 8, &START_COST, Some(Condition::StartCost)),
    field(["annee", "costm"], 8, &YEARLY_COST, Some(Condition::MonthlyCost)),
];

/// « Je ne sais pas ».
pub(crate) const UNKNOWN: [&str; 2] = ["nsp", "unknown"];
/// The name of what nobody can do without.
pub(crate) const ESSENTIAL: [&str; 2] = ["indispensable", "essential"];

/// The most parameters that are looked at: each field with all its devices, and what is essential, and some room.
const MOST: usize = 48;

/// What is answered to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// « Je ne sais pas ».
    Unknown,
    /// Places in the list, as bits; one alone where one is asked.
    Known(u16),
}

impl Said {
    /// The one place.
    pub(crate) fn place(self) -> Option<u8> {
        match self {
            Self::Known(bits) if bits != 0 => u8::try_from(bits.trailing_zeros()).ok(),
            _ => None,
        }
    }

    pub(crate) fn has(self, place: usize) -> bool {
        matches!(self, Self::Known(bits) if place < 16 && bits >> place & 1 == 1)
    }
}

/// All that was answered. Words that no list knows are left aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) said: [Option<Said>; FIELDS.len()],
    pub(crate) essential: [bool; Condition::ALL.len()],
}

impl Asked {
    /// Reads a query. Of an answer given twice, the last counts; devices add up.
    pub(crate) fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(MOST) {
            if ESSENTIAL.contains(&name.as_ref()) {
                let field = FIELDS.iter().find(|field| field.names.contains(&value.as_ref()));
                if let Some(condition) = field.and_then(|field| field.condition) {
                    asked.essential[condition.index()] = true;
                }
                continue;
            }
            let Some(at) = FIELDS.iter().position(|field| field.names.contains(&name.as_ref())) else {
                continue;
            };
            if UNKNOWN.contains(&value.as_ref()) {
                asked.said[at] = Some(asked.said[at].filter(|_| FIELDS[at].is_many).unwrap_or(Said::Unknown));
            } else if let Some(place) = FIELDS[at].terms.iter().position(|term| term.code == value) {
                let before = match asked.said[at] {
                    Some(Said::Known(bits)) if FIELDS[at].is_many => bits,
                    _ => 0,
                };
                asked.said[at] = Some(Said::Known(before | 1 << place));
            }
        }
        asked
    }

    /// The parameters, in one order: the same answers have one address.
    pub(crate) fn parameters(&self, language: Language) -> Vec<(&'static str, &'static str)> {
        let name = |names: [&'static str; 2]| names[language as usize];
        let mut parameters = Vec::new();
        for (field, said) in FIELDS.iter().zip(self.said) {
            match said {
                None => {}
                Some(Said::Unknown) => parameters.push((name(field.names), name(UNKNOWN))),
                Some(known) => {
                    let chosen = field.terms.iter().enumerate().filter(|(place, _)| known.has(*place));
                    parameters.extend(chosen.map(|(_, term)| (name(field.names), term.code)));
                }
            }
        }
        for field in &FIELDS {
            if field.condition.is_some_and(|condition| self.essential[condition.index()]) {
                parameters.push((name(ESSENTIAL), name(field.names)));
            }
        }
        parameters
    }

    /// The query, without its mark.
    pub(crate) fn query(&self, language: Language) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.parameters(language));
        query.finish()
    }

    /// The need, once it is known.
    pub(crate) fn need(&self) -> Option<u8> {
        self.said[NEED].and_then(Said::place)
    }

    /// How many people use it.
    pub(crate) fn size(&self) -> Option<u8> {
        self.said[SIZE].and_then(Said::place)
    }

    /// Whether there is no device at all.
    pub(crate) fn has_no_device(&self) -> bool {
        let none = DEVICES.iter().position(|term| term.code == "aucun").unwrap_or(usize::MAX);
        self.said[DEVICE].is_some_and(|said| said.has(none))
    }

    /// The same with another answer to a condition.
    pub(crate) fn with(&self, condition: Condition, place: u8) -> Self {
        let mut asked = self.clone();
        if let Some(at) = FIELDS.iter().position(|field| field.condition == Some(condition)) {
            asked.said[at] = Some(Said::Known(1 << place));
        }
        asked
    }

    /// The same with other data.
    pub(crate) fn with_data(&self, place: u8) -> Self {
        let mut asked = self.clone();
        asked.said[DATA] = Some(Said::Known(1 << place));
        asked
    }

    /// The same for another need.
    pub(crate) fn with_need(&self, place: u8) -> Self {
        let mut asked = self.clone();
        asked.said[NEED] = Some(Said::Known(1 << place));
        asked
    }

    /// As the advisor takes it; nothing as long as there is no need.
    pub(crate) fn answers(&self) -> Option<Answers> {
        let mut context = Context {
            reach: self.said[REACHES].and_then(Said::place),
            sensitivity: self.said[DATA].and_then(Said::place),
            ..Context::default()
        };
        for (field, said) in FIELDS.iter().zip(self.said) {
            if let Some(condition) = field.condition {
                context.conditions[condition.index()] = said.and_then(Said::place);
            }
        }
        self.imply_by_devices(&mut context);
        let mut essential = self.essential;
        for condition in Condition::ALL {
            essential[condition.index()] &= context.conditions[condition.index()].is_some();
        }
        Some(Answers { need: self.need()?, context, essential })
    }

    /// What devices say of conditions that were not answered: who has no computer runs none, and who has basic
    /// telephones alone is at ease with no more.
    fn imply_by_devices(&self, context: &mut Context) {
        let Some(said @ Said::Known(_)) = self.said[DEVICE] else { return };
        let has = |codes: &[&str]| {
            DEVICES.iter().enumerate().any(|(place, term)| codes.contains(&term.code) && said.has(place))
        };
        let computer = &mut context.conditions[Condition::Computer.index()];
        if computer.is_none() && !has(&["ordi", "serveur"]) {
            *computer = Some(0);
        }
        let ease = &mut context.conditions[Condition::Use.index()];
        if ease.is_none() && !has(&["android", "iphone", "tablette", "ordi", "serveur"]) {
            *ease = Some(u8::from(!self.has_no_device()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_answers_have_one_address_in_each_language() {
        let french =
            "reseau=0&besoin=collecter&indispensable=reseau&appareils=simple&appareils=partage&qui=nsp";
        let asked = Asked::read(french);
        let one = "besoin=collecter&qui=nsp&reseau=0&appareils=simple&appareils=partage&indispensable=reseau";
        assert_eq!(asked.query(Language::Fr), one);
        let english = asked.query(Language::En);
        assert_eq!(english, "need=collecter&who=unknown&net=0&devices=simple&devices=partage&essential=net");
        assert_eq!(Asked::read(&english), asked);
    }

    #[test]
    fn absurd_answers_are_left_aside() {
        let asked = Asked::read("besoin=xyz&reseau=9&reseau=%FF&x=1&indispensable=besoin&indispensable=%00");
        assert_eq!(asked, Asked::default());
        assert_eq!(
            Asked::read("reseau=1&reseau=3").said[3].and_then(Said::place),
            Some(3),
            "the last counts"
        );
        assert!(asked.answers().is_none());
    }

    #[test]
    fn devices_say_what_was_not_answered_and_nothing_more() {
        let conditions = |query: &str| {
            let context = Asked::read(&format!("need=payer&{query}")).answers().expect("a need").context;
            [Condition::Computer, Condition::Use].map(|condition| context.conditions[condition.index()])
        };
        assert_eq!(conditions("devices=simple"), [Some(0), Some(1)]);
        assert_eq!(conditions("devices=simple&devices=android"), [Some(0), None]);
        assert_eq!(conditions("devices=ordi"), [None, None]);
        assert_eq!(conditions("devices=aucun"), [Some(0), Some(0)]);
        assert_eq!(conditions("devices=simple&use=3&run=2"), [Some(2), Some(3)]);
        assert_eq!(conditions("devices=unknown"), [None, None]);
    }

    #[test]
    fn what_is_essential_has_an_answer() {
        let essential = |query: &str| Asked::read(query).answers().expect("a need").essential[0];
        assert!(essential("need=payer&net=1&essential=net"));
        assert!(!essential("need=payer&net=unknown&essential=net"));
    }
}
