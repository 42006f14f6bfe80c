//! Passwords of the study team: typed twice without echo, or made and shown once.

use crate::failure::refuse;
use anyhow::{Context as _, Result};
use socle_domain::{account::check_password, chance::Chance, code::ResumeCode};
use std::io::IsTerminal as _;

/// A new password.
#[derive(Clone)]
pub(crate) struct NewPassword {
    text: String,
    /// Whether it was made here, and so must be shown.
    is_generated: bool,
}

/// It opens an account: it is never printed by accident.
impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

impl NewPassword {
    /// Makes one: 16 characters that can be read over the telephone, about 79 bits.
    pub(crate) fn generate(chance: &dyn Chance) -> Self {
        let text = format!("{}-{}", ResumeCode::new(chance), ResumeCode::new(chance));
        Self { text, is_generated: true }
    }

    /// Makes one, or asks for one.
    pub(crate) fn choose(generate: bool, chance: &dyn Chance) -> Result<Self> {
        if generate { Ok(Self::generate(chance)) } else { Self::ask() }
    }

    fn ask() -> Result<Self> {
        if !std::io::stdin().is_terminal() {
            refuse!("There is no terminal to type a password on. Add --generate-password.");
        }
        let text = rpassword::prompt_password("Password (12 characters or more, not shown): ")
            .context("reading the password")?;
        if let Err(problem) = check_password(&text) {
            refuse!("The password is {problem}.");
        }
        let again = rpassword::prompt_password("The same once more: ").context("reading the password")?;
        if text != again {
            refuse!("The two passwords differ. Nothing was changed.");
        }
        Ok(Self { text, is_generated: false })
    }

    /// What the database keeps of it.
    pub(crate) fn hash(&self, chance: &dyn Chance) -> Result<String> {
        Ok(socle_web::password::hash(&self.text, chance)?)
    }

    /// The password, if its person cannot know it yet.
    pub(crate) fn to_show(&self) -> Option<&str> {
        self.is_generated.then_some(self.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use socle_domain::chance::Seeded;

    #[test]
    fn a_made_password_is_one_that_sign_in_takes() {
        let chance = Seeded::new(9);
        let (one, other) = (NewPassword::generate(&chance), NewPassword::generate(&chance));
        assert_eq!(check_password(&one.text), Ok(()));
        assert_ne!(one.text, other.text);
        assert_eq!(one.to_show(), Some(one.text.as_str()));
        assert_eq!(format!("{one:?}"), "NewPassword(…)");
    }
}
