//! Countries, as questionnaires list them: ISO 3166-1 alpha-2 codes in lower case, and one more for anywhere else.

use std::sync::LazyLock;

/// A country or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// Two letters in lower case; `zz` for a place that the list lacks.
    pub code: &'static str,
    /// Its French name.
    pub french: &'static str,
    /// Its English name.
    pub english: &'static str,
}

/// The list that questionnaires attach as `countries.csv`, in the order of French names.
const LIST: &str = include_str!("../../../content/questionnaire/countries.csv");

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| LIST.lines().skip(1).filter_map(parse).collect());

/// All of them, in the order of French names.
pub fn all() -> &'static [Country] {
    &COUNTRIES
}

/// A line of the list holds a code and two names, none of which has a comma.
fn parse(line: &'static str) -> Option<Country> {
    let mut cells = line.split(',');
    let country = Country { code: cells.next()?, french: cells.next()?, english: cells.next()? };
    cells.next().is_none().then_some(country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_list_is_lost() {
        assert_eq!(all().len(), LIST.lines().count() - 1);
        assert!(!LIST.contains('"'), "names need no quoting");
        assert!(all().iter().all(|c| c.code.len() == 2 && !c.french.is_empty() && !c.english.is_empty()));
    }

    #[test]
    fn codes_are_given_once() {
        let mut codes: Vec<_> = all().iter().map(|c| c.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all().len());
        assert!(codes.contains(&"bf") && codes.contains(&"ci") && codes.contains(&"cd"));
    }
}
