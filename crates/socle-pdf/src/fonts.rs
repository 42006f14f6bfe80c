//! The fonts carried by the crate: five faces under the SIL Open Font License (`fonts/NOTICE`).

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static FILES: [&[u8]; 5] = [
    include_bytes!("../fonts/CharisSIL-Regular.ttf"),
    include_bytes!("../fonts/CharisSIL-Bold.ttf"),
    include_bytes!("../fonts/CharisSIL-Italic.ttf"),
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
];

/// All faces, read once in a process.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = FILES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});

/// Whether paper can show this character in every face that may have to: the serif ones, which all others fall back
/// to.
pub(crate) fn can_print(c: char) -> bool {
    let serif = |face: &&Font| face.info().family == "Charis SIL";
    FONTS.faces.iter().filter(serif).all(|face| face.info().coverage.contains(c.into()))
}
