//! The mineral palette: one table from which the CSS custom properties are written and every contrast is tested.
//!
//! French names, as the design speaks of them: limestone calcaire, basalt basalte, schist schiste,
//! malachite malachite, amethyst améthyste, saffron safran, lichen lichen, garnet grenat, slate ardoise,
//! edge bord, hairline filet.

use std::fmt::Write as _;

/// A named color in both modes, as `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// The custom property, without its two dashes.
    pub name: &'static str,
    /// On a light ground.
    pub light: &'static str,
    /// On a dark ground.
    pub dark: &'static str,
}

const fn color(name: &'static str, light: &'static str, dark: &'static str) -> Color {
    Color { name, light, dark }
}

/// Every color of the pages.
pub const COLORS: [Color; 21] = [
    color("limestone", "#F7F8F5", "#141A17"),
    color("limestone-2", "#ECEFE9", "#1D2521"),
    color("white", "#FFFFFF", "#0F1412"),
    color("basalt", "#18211D", "#E9EEE9"),
    color("schist", "#4A564F", "#AEBBB2"),
    color("malachite", "#0B5D4B", "#7FD1B9"),
    color("malachite-deep", "#08473A", "#A6E3D0"),
    color("amethyst", "#5F3A74", "#CDB0E2"),
    color("saffron", "#E8A70C", "#F0B93A"),
    color("saffron-text", "#7A4E00", "#F0C663"),
    color("saffron-pale", "#FBF0D2", "#362A0C"),
    color("lichen", "#4B6410", "#BDD57A"),
    color("lichen-pale", "#E9F0D3", "#263010"),
    color("garnet", "#96183A", "#F59DB0"),
    color("garnet-pale", "#F9E1E6", "#42141F"),
    color("slate", "#36557A", "#A9C4E6"),
    color("slate-pale", "#E1E9F3", "#1B2A3C"),
    color("edge", "#76817A", "#87948C"),
    color("hairline", "#CDD4CC", "#35403A"),
    // The foot of the solid button and the plinth are always the darker stone, in both modes.
    color("foot", "#08473A", "#0B5D4B"),
    color("plinth", "#18211D", "#35403A"),
];

/// What a pair must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Text: at least 4.5.
    Text,
    /// Borders of controls and graphics: at least 3.
    Graphic,
}

impl Need {
    /// The smallest ratio allowed.
    pub fn ratio(self) -> f64 {
        match self {
            Self::Text => 4.5,
            Self::Graphic => 3.0,
        }
    }
}

/// The pairs that pages draw: what, on what, and what it must reach. Both modes must hold.
pub const PAIRS: [(&str, &str, Need); 34] = [
    ("basalt", "limestone", Need::Text),
    ("basalt", "limestone-2", Need::Text),
    ("basalt", "white", Need::Text),
    ("basalt", "saffron-pale", Need::Text),
    ("basalt", "lichen-pale", Need::Text),
    ("basalt", "garnet-pale", Need::Text),
    ("basalt", "slate-pale", Need::Text),
    ("schist", "limestone", Need::Text),
    ("schist", "limestone-2", Need::Text),
    ("schist", "white", Need::Text),
    ("schist", "slate-pale", Need::Text),
    ("malachite", "limestone", Need::Text),
    ("malachite", "limestone-2", Need::Text),
    ("malachite", "white", Need::Text),
    ("malachite", "saffron-pale", Need::Text),
    ("malachite", "lichen-pale", Need::Text),
    ("malachite", "garnet-pale", Need::Text),
    ("malachite", "slate-pale", Need::Text),
    ("malachite-deep", "limestone", Need::Text),
    ("malachite-deep", "limestone-2", Need::Text),
    ("white", "malachite", Need::Text),
    ("white", "malachite-deep", Need::Text),
    ("amethyst", "limestone", Need::Text),
    ("amethyst", "limestone-2", Need::Text),
    ("saffron-text", "saffron-pale", Need::Text),
    ("lichen", "lichen-pale", Need::Text),
    ("garnet", "garnet-pale", Need::Text),
    ("garnet", "limestone", Need::Text),
    ("slate", "slate-pale", Need::Text),
    ("edge", "limestone", Need::Graphic),
    ("edge", "limestone-2", Need::Graphic),
    ("edge", "white", Need::Graphic),
    ("malachite", "limestone", Need::Graphic),
    ("garnet", "white", Need::Graphic),
];

/// The color with this name, if there is one.
pub fn find(name: &str) -> Option<Color> {
    COLORS.into_iter().find(|color| color.name == name)
}

/// Contrast of two `#RRGGBB` colors by the WCAG 2 formula, from 1 to 21; `None` if one is not such a color.
///
/// A deployer may change the malachite pair: the settings refuse a hue under 4.5.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |start: usize| {
        let value = f64::from(u8::from_str_radix(&digits[start..start + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

/// The custom properties: light, dark when the device asks for it, and either when the page says so.
pub(crate) fn css() -> String {
    let list = |pick: fn(&Color) -> &'static str| {
        COLORS.iter().fold(String::new(), |mut list, color| {
            let _ = write!(list, "--{}:{};", color.name, pick(color));
            list
        })
    };
    let (light, dark) = (list(|color| color.light), list(|color| color.dark));
    format!(
        ":root{{color-scheme:light;{light}}}\
         @media screen and (prefers-color-scheme:dark){{\
         :root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\
         @media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}"
    )
}
