//! What ends a command badly, and the number that scripts see.

use std::process::ExitCode;

/// Done.
pub(crate) const DONE: u8 = 0;
/// Something is wrong with what was asked: a setting, an address that is taken, a file that is there already.
pub(crate) const ASKED: u8 = 1;
/// The machine or the database cannot do it now.
pub(crate) const MACHINE: u8 = 3;

/// What was asked cannot be done as it was asked. The sentence says why and what to do.
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Ends a command with a [`Refusal`].
macro_rules! refuse {
    ($($sentence:tt)*) => {
        return Err(anyhow::Error::new($crate::failure::Refusal(format!($($sentence)*))))
    };
}
pub(crate) use refuse;

/// The number that a failed command ends with.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    ExitCode::from(if error.is::<Refusal>() { ASKED } else { MACHINE })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    fn refused() -> anyhow::Result<()> {
        refuse!("{} is taken", "awa@example.org")
    }

    #[test]
    fn a_refusal_is_told_from_a_broken_machine() {
        let refusal = refused().context("opening the account").unwrap_err();
        assert_eq!(exit_code(&refusal), ExitCode::from(ASKED));
        assert_eq!(format!("{refusal:#}"), "opening the account: awa@example.org is taken");
        assert_eq!(exit_code(&anyhow::anyhow!("disk full")), ExitCode::from(MACHINE));
    }
}
