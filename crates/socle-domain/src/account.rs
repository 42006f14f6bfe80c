//! The study team: accounts and what each role may do.

/// Who may do what. A person holds a role in one study, or in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Installs, opens accounts, keeps copies.
    Administrator,
    /// Opens the survey and follows it.
    Coordinator,
    /// Reads the returns and codes them.
    Analyst,
    /// Writes the guides and the study.
    Editor,
    /// Reads a guide again before it is published.
    Reviewer,
    /// Commissioned the study: reads, comments, signs off.
    Sponsor,
}

impl Role {
    /// All roles, in the order of the glossary.
    pub const ALL: [Self; 6] =
        [Self::Administrator, Self::Coordinator, Self::Analyst, Self::Editor, Self::Reviewer, Self::Sponsor];

    /// The word kept in the database and typed on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::Analyst => "analyst",
            Self::Editor => "editor",
            Self::Reviewer => "reviewer",
            Self::Sponsor => "sponsor",
        }
    }

    /// Reads the word of a role.
    pub fn parse(word: &str) -> Result<Self, InvalidRole> {
        Self::ALL.into_iter().find(|role| role.word() == word).ok_or(InvalidRole)
    }
}

impl std::str::FromStr for Role {
    type Err = InvalidRole;
    fn from_str(word: &str) -> Result<Self, InvalidRole> {
        Self::parse(word)
    }
}

/// Not the word of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role: administrator, coordinator, analyst, editor, reviewer or sponsor")]
pub struct InvalidRole;

/// An e-mail address, as typed, with the key that makes two spellings of it one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

/// Why an address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmailAddress;

impl EmailAddress {
    /// Reads an address. Only what every mail server refuses is refused here: mail itself is the real test.
    pub fn parse(raw: &str) -> Result<Self, InvalidEmailAddress> {
        let address = raw.trim();
        let (local, host) = address.rsplit_once('@').ok_or(InvalidEmailAddress)?;
        let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
        let sound = !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
        if plain && sound && address.chars().count() <= 254 {
            Ok(Self(address.to_owned()))
        } else {
            Err(InvalidEmailAddress)
        }
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: the same for every spelling.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// The fewest characters a password may have: length is what protects (NIST SP 800-63B, section 5.1.1).
pub const PASSWORD_LEAST: usize = 12;
/// The most characters that are read, so that hashing stays bounded.
pub const PASSWORD_MOST: usize = 256;

/// Why a password was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPassword {
    /// Fewer than [`PASSWORD_LEAST`] characters.
    #[error("shorter than {PASSWORD_LEAST} characters")]
    TooShort,
    /// More than [`PASSWORD_MOST`] characters.
    #[error("longer than {PASSWORD_MOST} characters")]
    TooLong,
}

/// Checks the length of a new password; any character is allowed.
pub fn check_password(password: &str) -> Result<(), InvalidPassword> {
    match password.chars().count() {
        ..PASSWORD_LEAST => Err(InvalidPassword::TooShort),
        n if n > PASSWORD_MOST => Err(InvalidPassword::TooLong),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_by_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.word()), Ok(role));
        }
        assert_eq!(Role::parse("root"), Err(InvalidRole));
    }

    #[test]
    fn addresses_differ_by_case_only_once() {
        let a = EmailAddress::parse(" Awa@Example.org ").unwrap();
        assert_eq!(a.as_str(), "Awa@Example.org");
        assert_eq!(a.key(), EmailAddress::parse("awa@example.ORG").unwrap().key());
        for bad in ["", "awa", "awa@", "@example.org", "awa@example", "a b@example.org", "awa@example.org."] {
            assert_eq!(EmailAddress::parse(bad), Err(InvalidEmailAddress), "{bad}");
        }
    }

    #[test]
    fn passwords_are_long_rather_than_odd() {
        assert_eq!(check_password("onze lettre"), Err(InvalidPassword::TooShort));
        assert_eq!(check_password("douze lettre"), Ok(()));
        assert_eq!(check_password(&"a".repeat(257)), Err(InvalidPassword::TooLong));
    }
}
