//! The two drawings that depend on data, as vectors: the square to photograph and the assise. Black only.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::Assise;

/// Blocks drawn at most; the words beside give the rest.
const MOST_BLOCKS: u32 = 12;

/// The address as a QR code, without the quiet zone (the page keeps it). `None` when the address is too long for one.
pub(crate) fn qr(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == row[x]).count();
            if row[x] == Color::Dark {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run;
        }
    }
    Some(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{width}' viewBox='0 0 {width} {width}'>\
         <path d='{path}'/></svg>"
    ))
}

/// The course of stones: solid for verified returns, outlined for declared ones, dashed for thin evidence.
/// `None` when there is no return.
pub(crate) fn assise(assise: Assise) -> Option<String> {
    let kinds = [
        (assise.verified, "fill='#000'"),
        (assise.declared, "fill='none' stroke='#000' stroke-width='1'"),
        (assise.thin, "fill='none' stroke='#000' stroke-width='1' stroke-dasharray='2 1.6'"),
    ];
    let mut blocks = String::new();
    let mut drawn = 0;
    for (count, look) in kinds {
        for _ in 0..count.min(MOST_BLOCKS - drawn) {
            let _ = write!(blocks, "<rect x='{}.5' y='.5' width='15' height='8' {look}/>", drawn * 18);
            drawn += 1;
        }
    }
    let width = drawn * 18 - 2 * u32::from(drawn > 0);
    (drawn > 0).then(|| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='9' viewBox='0 0 {width} 9'>{blocks}</svg>"
        )
    })
}
