//! Files that people send: recognized by their first bytes, never by what they claim to be; pictures shrunk, and
//! written anew so that nothing of the camera is left in them (place, device, hour).

use image::{
    DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageReader, Limits, codecs::jpeg::JpegEncoder,
};
use std::io::Cursor;

/// The most bytes of a file.
pub(crate) const FILE_MOST: usize = 20 * 1024 * 1024;

/// The longest side of a picture, once shrunk.
const SIDE: u32 = 1600;
/// Good enough for paper, and a few hundred thousand bytes at most.
const QUALITY: u8 = 72;
/// What a picture may unfold to. A few bytes can claim to be a wall of a million pixels a side.
const PIXELS: u64 = 64_000_000;
const MEMORY: u64 = 320 * 1024 * 1024;
/// How far into a packed document its kind is told.
const HEAD: usize = 4096;

/// A file as it will be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prepared {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: &'static str,
    /// How its name ends.
    pub(crate) ending: &'static str,
}

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Empty,
    /// More than [`FILE_MOST`].
    Heavy,
    /// Neither a picture nor a document that we take.
    Unknown,
    /// The format of recent telephones that browsers cannot show.
    Heic,
    /// A picture of too many pixels.
    Vast,
    /// It begins as a picture and cannot be read as one.
    Broken,
}

impl Refused {
    /// The key of the sentence that says it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Empty => "survey-file-empty",
            Self::Heavy => "survey-file-heavy",
            Self::Unknown => "survey-file-unknown",
            Self::Heic => "survey-file-heic",
            Self::Vast => "survey-file-vast",
            Self::Broken => "survey-file-broken",
        }
    }
}

/// What the first bytes say.
enum Kind {
    Picture,
    Heic,
    Document(&'static str, &'static str),
}

/// Makes a file ready to be kept. Takes a core for as long as a picture lasts: not on a thread that serves.
pub(crate) fn prepare(bytes: Vec<u8>) -> Result<Prepared, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > FILE_MOST {
        return Err(Refused::Heavy);
    }
    match kind_of(&bytes).ok_or(Refused::Unknown)? {
        Kind::Picture => shrink(&bytes),
        Kind::Heic => Err(Refused::Heic),
        Kind::Document(media_type, ending) => Ok(Prepared { bytes, media_type, ending }),
    }
}

fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let is_at = |place: usize, word: &[u8]| bytes.get(place..place + word.len()) == Some(word);
    match () {
        () if is_at(0, b"\xff\xd8\xff") || is_at(0, b"\x89PNG\r\n\x1a\n") || is_at(0, b"GIF8") => {
            Some(Kind::Picture)
        }
        () if is_at(0, b"RIFF") && is_at(8, b"WEBP") => Some(Kind::Picture),
        () if is_at(4, b"ftyphei") || is_at(4, b"ftypmif1") || is_at(4, b"ftyphev") => Some(Kind::Heic),
        () if is_at(0, b"%PDF-") => Some(Kind::Document("application/pdf", "pdf")),
        () if is_at(0, b"PK\x03\x04") => packed(bytes),
        () => plain(bytes),
    }
}

/// Documents of office programs are folders packed in one file; their kind stands near the beginning.
fn packed(bytes: &[u8]) -> Option<Kind> {
    const KINDS: [(&[u8], &str, &str); 6] = [
        (b"opendocument.text", "application/vnd.oasis.opendocument.text", "odt"),
        (b"opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", "ods"),
        (b"opendocument.presentation", "application/vnd.oasis.opendocument.presentation", "odp"),
        (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ];
    let head = &bytes[..bytes.len().min(HEAD)];
    // The list of what is packed is at the end.
    let tail = &bytes[bytes.len().saturating_sub(4 * HEAD)..];
    let has = |part: &[u8], word: &[u8]| part.windows(word.len()).any(|found| found == word);
    let is_office = has(head, b"[Content_Types].xml") || has(tail, b"[Content_Types].xml");
    let kind = |(word, media_type, ending): (&[u8], &'static str, &'static str)| {
        let is_open_document = word.starts_with(b"opendocument");
        let found = if is_open_document { has(head, word) } else { is_office && has(tail, word) };
        found.then_some(Kind::Document(media_type, ending))
    };
    KINDS.into_iter().find_map(kind)
}

/// A text has no zeros, and is not a page: a browser would run it.
fn plain(bytes: &[u8]) -> Option<Kind> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let is_markup = text.trim_start().starts_with('<');
    (!is_markup && !text.contains(is_control)).then_some(Kind::Document("text/plain; charset=utf-8", "txt"))
}

fn shrink(bytes: &[u8]) -> Result<Prepared, Refused> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Refused::Broken);
    let (width, height) = reader()?.into_dimensions().map_err(|_| Refused::Broken)?;
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refused::Vast);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = reader()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let turn = decoder.orientation().map_err(refused)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    if width.max(height) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(turn);
    let flat = on_white(&picture);
    let mut out = Vec::new();
    let (width, height) = flat.dimensions();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(flat.as_raw(), width, height, image::ExtendedColorType::Rgb8)
        .map_err(refused)?;
    Ok(Prepared { bytes: out, media_type: "image/jpeg", ending: "jpg" })
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn refused(error: image::ImageError) -> Refused {
    match error {
        image::ImageError::Limits(_) => Refused::Vast,
        _ => Refused::Broken,
    }
}

/// What could be seen through is put on white, as on paper.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let from = picture.to_rgba8();
    image::RgbImage::from_fn(from.width(), from.height(), |x, y| {
        let [r, g, b, a] = from.get_pixel(x, y).0;
        let mix = |c: u8| {
            let mixed = (u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([mix(r), mix(g), mix(b)])
    })
}

/// A name that files can bear: its last part, short, without what folders and headers stumble on.
pub(crate) fn name_of(claimed: &str, ending: &str) -> String {
    let last = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let is_fit =
        |c: &char| !c.is_control() && !matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*' | '/' | '\\');
    let stem: String = stem.chars().filter(is_fit).take(80).collect();
    let stem = stem.trim().trim_start_matches('.');
    format!("{}.{ending}", if stem.is_empty() { "fichier" } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([(x % 251) as u8, (y % 241) as u8, 90, if x < 4 { 0 } else { 255 }])
        });
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with the words of a camera: where, and that it was held upright.
    fn photo() -> Vec<u8> {
        let picture =
            image::RgbImage::from_fn(90, 60, |x, _| image::Rgb([if x < 45 { 250 } else { 5 }, 5, 5]));
        let mut plain = Vec::new();
        JpegEncoder::new_with_quality(&mut plain, 90)
            .write_image(picture.as_raw(), 90, 60, image::ExtendedColorType::Rgb8)
            .unwrap();
        // TIFF, little-endian, one entry: orientation 6 (turn right), then a text as GPS tools leave it.
        let tiff = [
            &b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"[..],
            b"GPS 12.3714 N 1.5197 W Ouagadougou",
        ]
        .concat();
        let exif = [&b"Exif\0\0"[..], &tiff].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat()
    }

    #[test]
    fn pictures_are_shrunk_and_lose_what_the_camera_wrote() {
        let large = prepare(png(3200, 400)).unwrap();
        assert_eq!(large.media_type, "image/jpeg");
        let picture = image::load_from_memory(&large.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (1600, 200));
        assert!(picture.to_rgb8().get_pixel(0, 0).0.iter().all(|c| *c > 200), "what was clear is white");

        let taken = photo();
        assert!(taken.windows(3).any(|part| part == b"GPS"));
        let kept = prepare(taken).unwrap().bytes;
        assert!(!kept.windows(4).any(|part| part == b"Exif") && !kept.windows(3).any(|part| part == b"GPS"));
        let turned = image::load_from_memory(&kept).unwrap().to_rgb8();
        assert_eq!(turned.dimensions(), (60, 90), "it stands as it was seen");
        assert!(turned.get_pixel(30, 5).0[0] > 200 && turned.get_pixel(30, 85).0[0] < 60);
    }

    #[test]
    fn bombs_are_refused_before_they_unfold() {
        // A hundred bytes that claim 60,000 by 60,000 pixels.
        let mut bomb = png(2, 2);
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let refused = prepare(bomb).unwrap_err();
        assert!(matches!(refused, Refused::Vast | Refused::Broken), "{refused:?}");
        assert_eq!(prepare(vec![b'a'; FILE_MOST + 1]), Err(Refused::Heavy));
    }

    #[test]
    fn what_a_file_is_its_bytes_say() {
        assert_eq!(prepare(Vec::new()), Err(Refused::Empty));
        assert_eq!(prepare(b"MZ\x90\0\x03".to_vec()), Err(Refused::Unknown));
        assert_eq!(prepare(b"<svg onload='x()'>".to_vec()), Err(Refused::Unknown));
        assert_eq!(prepare(b"\xff\xd8\xff\xe0 cut".to_vec()), Err(Refused::Broken));
        assert_eq!(prepare(b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()), Err(Refused::Heic));
        assert_eq!(prepare(b"PK\x03\x04 a program".to_vec()), Err(Refused::Unknown));
        assert_eq!(prepare(b"%PDF-1.7\n".to_vec()).unwrap().ending, "pdf");
        assert_eq!(prepare("Compte rendu, été 2016".into()).unwrap().ending, "txt");
        let sheet = include_bytes!("../../../content/questionnaire/trois-questions.xlsx");
        assert_eq!(prepare(sheet.to_vec()).unwrap().ending, "xlsx");
    }

    #[test]
    fn names_are_fit_for_folders_and_headers() {
        assert_eq!(name_of("C:\\Users\\Awa\\Point d'eau.JPEG", "jpg"), "Point d'eau.jpg");
        assert_eq!(name_of("../../.etc/passwd", "txt"), "passwd.txt");
        assert_eq!(name_of("a\"b\r\n.png", "jpg"), "ab.jpg");
        assert_eq!(name_of("", "pdf"), "fichier.pdf");
    }
}
