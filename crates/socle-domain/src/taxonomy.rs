//! Lists whose words are kept in the database and in questionnaires, with what people read.

/// A word of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The word kept.
    pub code: &'static str,
    /// What people read in French.
    pub french: &'static str,
    /// What people read in English.
    pub english: &'static str,
}

const fn term(code: &'static str, french: &'static str, english: &'static str) -> Term {
    Term { code, french, english }
}

/// Fields of projects (THEME).
pub const THEMES: [Term; 12] = [
    term("agri", "Agriculture, alimentation", "Farming, food"),
    term("eah", "Eau, assainissement, hygiène", "Water, sanitation, hygiene"),
    term("edu", "Éducation, formation", "Education, training"),
    term("sante", "Santé", "Health"),
    term("env", "Environnement, climat", "Environment, climate"),
    term("ener", "Énergie", "Energy"),
    term("entre", "Entrepreneuriat, revenus", "Business, income"),
    term("droits", "Droits humains, femmes, citoyenneté", "Human rights, women, citizenship"),
    term("urb", "Développement urbain et rural, habitat", "Urban and rural development, housing"),
    term("social", "Action sociale, protection", "Social work, protection"),
    term("cult", "Culture", "Culture"),
    term("trans", "Transversal", "Cross-cutting"),
];

/// Kinds of organization (STRUCT).
pub const ORGANIZATIONS: [Term; 10] = [
    term("asi", "Association de solidarité internationale", "International solidarity association"),
    term("osc", "Association ou partenaire local", "Local association or partner"),
    term("fond", "Fondation", "Foundation"),
    term("conf", "Groupement paroissial ou confessionnel", "Parish or faith group"),
    term("start", "Start-up", "Start-up"),
    term("entr", "Entreprise", "Company"),
    term("univ", "Université, institut de recherche", "University, research institute"),
    term("coll", "Collectivité territoriale", "Local authority"),
    term("res", "Réseau, tête de réseau, bailleur", "Network, umbrella body, donor"),
    term("perso", "À titre personnel", "Personal capacity"),
];

/// The term of a code.
pub fn find(list: &'static [Term], code: &str) -> Option<&'static Term> {
    list.iter().find(|term| term.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_given_once_and_are_found() {
        for list in [&THEMES[..], &ORGANIZATIONS[..]] {
            for term in list {
                assert_eq!(find(list, term.code), Some(term), "{} stands twice", term.code);
                assert!(!term.french.is_empty() && !term.english.is_empty());
            }
        }
        assert_eq!(find(&THEMES, "nothing"), None);
    }
}
