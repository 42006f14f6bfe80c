//! Bytes as people copy them: two hexadecimal digits each.

use std::fmt::Write as _;

/// Writes bytes in lower case.
pub(crate) fn write(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _infallible = write!(digits, "{byte:02x}");
        digits
    })
}

/// Reads exactly `N` bytes, in either case.
pub(crate) fn read<const N: usize>(digits: &str) -> Option<[u8; N]> {
    if digits.len() != 2 * N || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(write(&[0, 10, 255]), "000aff");
        assert_eq!(read("000AFF"), Some([0, 10, 255]));
        for wrong in ["", "00", "000aff00", "00 aff", "00é00", "0x0000"] {
            assert_eq!(read::<3>(wrong), None, "{wrong}");
        }
    }
}
