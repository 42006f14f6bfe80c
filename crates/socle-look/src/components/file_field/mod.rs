//! A file to send, and those already received.

use askama::Template;

use super::{Prompt, Sample};
use crate::html::html_safe;
use crate::{Language, Value, numbers};

/// A file the server already holds.
#[derive(Debug, Clone)]
pub struct KeptFile {
    /// Its name on the person's device.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The value the form sends, under `{name}-remove`, when the person takes it back.
    pub key: String,
}

/// A file to send. The form around it is `enctype="multipart/form-data"`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/file_field/template.html")]
pub struct FileField {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// The types offered by the device: `image/*`, `.xlsx`. The server checks by itself.
    pub accept: Option<&'static str>,
    /// Whether several files may be chosen at once.
    pub is_many: bool,
    /// What was already received, which an error elsewhere on the page must not lose.
    pub kept: Vec<KeptFile>,
}

html_safe!(FileField);

impl FileField {
    /// Sets the types offered.
    #[must_use]
    pub fn accept(mut self, types: &'static str) -> Self {
        self.accept = Some(types);
        self
    }

    /// Allows several files.
    #[must_use]
    pub fn many(mut self) -> Self {
        self.is_many = true;
        self
    }

    /// Lists what was already received.
    #[must_use]
    pub fn kept(mut self, files: Vec<KeptFile>) -> Self {
        self.kept = files;
        self
    }

    fn size_words(&self, file: &KeptFile) -> String {
        numbers::size(self.prompt.lang, file.size)
    }

    fn remove_words(&self, file: &KeptFile) -> String {
        self.prompt.lang.texts().with("file-remove", &[("name", Value::from(file.name.as_str()))])
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let photo = |id: &str| {
        Prompt::new(lang, "photo", lang.pick("Une photo du point d’eau", "A photo of the water point"))
            .id(id)
            .hint(lang.pick(
                "Nous la réduisons et retirons le lieu où elle a été prise.",
                "We shrink it and remove the place it was taken.",
            ))
            .optional()
    };
    let fault = lang.pick("Choisissez une image de moins de 10 Mo", "Choose a picture under 10 MB");
    let kept = |name: &str, size| KeptFile { name: name.to_owned(), size, key: name.to_owned() };
    let lengthy = "photo-du-point-d-eau-de-la-deuxieme-concession-apres-le-marche-2017-03-12.jpeg";
    vec![
        Sample::new("empty", &photo("photo").file().accept("image/*")),
        Sample::new("error", &photo("photo-2").error(Some(fault)).file().accept("image/*")),
        Sample::new(
            "kept",
            &photo("photo-3")
                .file()
                .many()
                .kept(vec![kept("point-eau.jpg", 310_400), kept(lengthy, 4_100_000)]),
        ),
        Sample::rtl("rtl", &Prompt::new(lang, "sura", "صورة").file()),
    ]
}
