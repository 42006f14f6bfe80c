//! The little arithmetic that estimating takes.

use super::context::CONDITIONS;

/// A chance from its log-odds.
pub(super) fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The logarithm of a chance, or of its contrary, from log-odds; precise far from even chances too.
pub(super) fn log_likelihood(log_odds: f64, is_good: bool) -> f64 {
    let x = if is_good { log_odds } else { -log_odds };
    if x > 0.0 { -(-x).exp().ln_1p() } else { x - x.exp().ln_1p() }
}

/// Solves a symmetric positive system by elimination.
pub(super) fn solve(
    mut matrix: [[f64; CONDITIONS]; CONDITIONS],
    mut right: [f64; CONDITIONS],
) -> [f64; CONDITIONS] {
    for pivot in 0..CONDITIONS {
        let top = matrix[pivot];
        for row in pivot + 1..CONDITIONS {
            let factor = matrix[row][pivot] / top[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(top) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for pivot in (0..CONDITIONS).rev() {
        let known: f64 = (pivot + 1..CONDITIONS).map(|column| matrix[pivot][column] * right[column]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

/// The nearest whole number, within bounds.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what the type holds")]
pub(super) fn whole(value: f64, least: i32, most: i32) -> i32 {
    value.round().clamp(f64::from(least), f64::from(most)) as i32
}
