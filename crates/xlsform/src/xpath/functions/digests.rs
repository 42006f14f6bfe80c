//! Digests and encodings.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::{Answer, Call, EvalError, Value};

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "digest" => call.takes("digest", 2..=3).and_then(digest),
        "base64-decode" => call.takes("base64-decode", 1..=1).and_then(|c| {
            let bytes = STANDARD.decode(c.text(0)?.trim()).unwrap_or_default();
            Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned()))
        }),
        _ => return None,
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn digest(call: Call<'_>) -> Answer {
    let (text, algorithm) = (call.text(0)?, call.text(1)?);
    let bytes = match algorithm.as_str() {
        "MD5" => Md5::digest(text).to_vec(),
        "SHA-1" => Sha1::digest(text).to_vec(),
        "SHA-256" => Sha256::digest(text).to_vec(),
        "SHA-384" => Sha384::digest(text).to_vec(),
        "SHA-512" => Sha512::digest(text).to_vec(),
        _ => return Err(EvalError::Digest(algorithm)),
    };
    let encoding = if call.count() == 3 { call.text(2)? } else { "base64".to_owned() };
    match encoding.as_str() {
        "base64" => Ok(Value::Text(STANDARD.encode(bytes))),
        "hex" => Ok(Value::Text(hexadecimal(&bytes))),
        _ => Err(EvalError::Digest(encoding)),
    }
}
