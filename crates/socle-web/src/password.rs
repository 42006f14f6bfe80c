//! Passwords: hashed with Argon2id (RFC 9106) at the parameters OWASP advises for a server that does other things too.

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use socle_domain::chance::{self, Chance};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The password could not be hashed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashingFailed(String);

/// The hash of a new password, in PHC string format.
pub fn hash(password: &str, chance: &dyn Chance) -> Result<String, HashingFailed> {
    let salt = chance::bytes::<16>(chance);
    let hashed = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|hash| hash.to_string()).map_err(|error| HashingFailed(error.to_string()))
}

/// The hash of nothing anybody knows: 32 random bytes that were thrown away.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29jbGUtbm9ib2R5LTE2$Uq0sV4wJ6nYQm1u0bqk8m5m3m0S2b0pXk1x9e6b7w2k";

/// Whether a password is the one behind a hash. Without a hash (no such account) it takes the same time and says no.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(hasher) = hasher() else { return false };
    let is_right = hasher.verify_password(password.as_bytes(), hash.unwrap_or(NOBODY)).is_ok();
    is_right && hash.is_some()
}

fn hasher() -> Result<Argon2<'static>, HashingFailed> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| HashingFailed(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;
    use socle_domain::chance::Seeded;

    #[test]
    fn only_the_right_password_opens() {
        let hashed = hash("un mot de passe long", &Seeded::new(1)).unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("un mot de passe long", Some(&hashed)));
        assert!(!verify("un mot de passe lonG", Some(&hashed)));
        assert!(!verify("un mot de passe long", None));
    }

    #[test]
    fn without_an_account_a_password_is_hashed_all_the_same() {
        // A hash that cannot be read would be refused at once, and tell by the time it takes who has an account.
        let refused = hasher().unwrap().verify_password(b"un mot de passe long", NOBODY);
        assert_eq!(refused, Err(argon2::password_hash::Error::PasswordInvalid));
    }

    #[test]
    fn two_people_with_one_password_have_two_hashes() {
        let chance = Seeded::new(1);
        assert_ne!(
            hash("le même mot de passe", &chance).unwrap(),
            hash("le même mot de passe", &chance).unwrap()
        );
    }
}
