//! Chance as an argument.

use std::sync::atomic::{AtomicU64, Ordering};

/// Where random bytes come from. The program hands out the system's; tests and the demo a seeded one.
pub trait Chance: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// `N` bytes of chance.
pub fn bytes<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut buffer = [0_u8; N];
    chance.fill(&mut buffer);
    buffer
}

/// The same bytes in the same order for the same seed. For tests and the demo only: it hides nothing.
#[derive(Debug)]
pub struct Seeded(AtomicU64);

impl Seeded {
    /// A source that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Chance for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            // SplitMix64 (Steele, Lea and Flood, 2014): small, and good enough to tell ids apart.
            let state = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let mut mixed = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^= mixed >> 31;
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}
