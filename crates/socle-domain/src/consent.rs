//! What a respondent allows.

/// How an experience may be published: the one consent vocabulary, in the order it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Publication {
    /// With the name of the organization. No person is ever named without a separate agreement.
    Named,
    /// Without name or precise place.
    Anonymous,
    /// In the figures only: no story, no quotation.
    Figures,
}

impl Publication {
    /// All levels, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::Figures];

    /// The word kept in the database and in the questionnaire's choice list.
    pub fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::Figures => "figures",
        }
    }

    /// Reads the word of a level.
    pub fn parse(word: &str) -> Result<Self, UnknownPublication> {
        Self::ALL.into_iter().find(|level| level.word() == word).ok_or(UnknownPublication)
    }

    /// Whether words of the story may be shown or quoted.
    pub fn allows_quotation(self) -> bool {
        !matches!(self, Self::Figures)
    }
}

/// Not a publication level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a publication level")]
pub struct UnknownPublication;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_only_means_no_quotation() {
        assert!(Publication::Named.allows_quotation());
        assert!(Publication::Anonymous.allows_quotation());
        assert!(!Publication::Figures.allows_quotation());
        assert_eq!(Publication::parse("named"), Ok(Publication::Named));
        assert_eq!(Publication::parse(""), Err(UnknownPublication));
    }
}
