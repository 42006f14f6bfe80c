//! Keyed hashes: what lets the database recognize a code, a token or a withdrawn id without holding it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// The installation's key. It lives in a file beside the database and is never written into it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A key made of 32 bytes of chance.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA256 (RFC 2104) of a message, for one purpose: the same message under another purpose hashes otherwise.
    pub fn hash(&self, purpose: &'static str, message: &[u8]) -> [u8; 32] {
        self.mac(purpose, message).finalize().into_bytes().into()
    }

    /// Whether `hash` is what [`Secret::hash`] makes of the message; takes the same time for every wrong one.
    pub fn verify(&self, purpose: &'static str, message: &[u8], hash: &[u8]) -> bool {
        self.mac(purpose, message).verify_slice(hash).is_ok()
    }

    fn mac(&self, purpose: &'static str, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

/// SHA-256 (FIPS 180-4) of what was received.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
