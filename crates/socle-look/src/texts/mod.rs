//! The words of the interface, in Fluent: those of the look itself, and those each feature brings.
//!
//! French typography is applied to every French message, so a translator types ordinary spaces.

use std::fmt;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::{Language, numbers, typography};

/// The look's own messages: file name and source, for each language.
const OWN: [(Language, &str, &str); 2] = [
    (Language::Fr, "look.fr.ftl", include_str!("look.fr.ftl")),
    (Language::En, "look.en.ftl", include_str!("look.en.ftl")),
];

static OWN_TEXTS: LazyLock<Translations> = LazyLock::new(|| {
    TranslationsBuilder::new().build().expect("the look's own texts are read whole by a test of this crate")
});

/// The messages of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The look's own words; feature pages ask their [`Translations`] instead.
    pub fn for_language(language: Language) -> &'static Self {
        OWN_TEXTS.of(language)
    }

    /// The language of these messages.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message with this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// A message without parameters. An unknown key shows as `⟦key⟧`, which tests look for.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with its parameters, each a text or a number: `with("returns", &[("n", 12.into())])`.
    pub fn with(&self, key: &str, parameters: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let arguments: FluentArgs<'_> =
            parameters.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The messages of every language.
#[derive(Debug)]
pub struct Translations {
    by_language: [Texts; 2],
}

impl Translations {
    /// The messages of one language.
    pub fn of(&self, language: Language) -> &Texts {
        &self.by_language[language as usize]
    }
}

/// Gathers the look's messages and those of the features, once at start.
#[derive(Debug, Default)]
pub struct TranslationsBuilder {
    sources: Vec<(Language, String, String)>,
}

impl TranslationsBuilder {
    /// With the look's own messages only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a feature's messages; `file` is only there to be named when something is wrong with it.
    #[must_use]
    pub fn add(mut self, language: Language, file: &str, source: &str) -> Self {
        self.sources.push((language, file.to_owned(), source.to_owned()));
        self
    }

    /// Reads everything, and reports every fault at once rather than the first only.
    pub fn build(self) -> Result<Translations, TextFaults> {
        let mut faults = Vec::new();
        let own =
            OWN.into_iter().map(|(language, file, source)| (language, file.to_owned(), source.to_owned()));
        let sources: Vec<_> = own.chain(self.sources).collect();
        let by_language = Language::ALL.map(|language| {
            let mut texts = Texts { language, bundle: empty_bundle(language) };
            for (_, file, source) in sources.iter().filter(|(of, _, _)| *of == language) {
                texts.load(file, source, &mut faults);
            }
            texts
        });
        if faults.is_empty() { Ok(Translations { by_language }) } else { Err(TextFaults(faults)) }
    }
}

impl Texts {
    fn load(&mut self, file: &str, source: &str, faults: &mut Vec<TextFault>) {
        let fault = |line, problem| TextFault { file: file.to_owned(), line, problem };
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            let of = |error: fluent_syntax::parser::ParserError| {
                fault(line_of(source, error.pos.start), error.kind.to_string())
            };
            faults.extend(errors.into_iter().map(of));
            resource
        });
        for error in self.bundle.add_resource(resource).err().unwrap_or_default() {
            faults.push(fault(line_of_key(source, &error), error.to_string()));
        }
    }
}

fn line_of(source: &str, position: usize) -> usize {
    1 + source.bytes().take(position).filter(|byte| *byte == b'\n').count()
}

/// The last line that defines the key two messages claim, or the first line of the file.
fn line_of_key(source: &str, error: &fluent_bundle::FluentError) -> usize {
    let fluent_bundle::FluentError::Overriding { id, .. } = error else { return 1 };
    let defines =
        |line: &str| line.strip_prefix(id.as_str()).is_some_and(|rest| rest.trim_start().starts_with('='));
    source.lines().enumerate().filter(|(_, line)| defines(line)).last().map_or(1, |(index, _)| index + 1)
}

fn empty_bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
    // Isolation marks would travel with every copied sentence; names in another script are put in <bdi>.
    bundle.set_use_isolating(false);
    match language {
        Language::Fr => {
            bundle.set_transform(Some(typography::french));
            bundle.set_formatter(Some(|value, _| number(Language::Fr, value)));
        }
        Language::En => bundle.set_formatter(Some(|value, _| number(Language::En, value))),
    }
    bundle
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.code().parse().expect("two letters of a known language")
}

/// Whole numbers get their thousands; Fluent shows the rest as it does by itself.
fn number(language: Language, value: &Value<'_>) -> Option<String> {
    let Value::Number(number) = value else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range on the same line")]
    let whole = (number.value.fract() == 0.0 && number.value.abs() < 1e15).then_some(number.value as i64)?;
    Some(numbers::integer(language, whole))
}

/// One fault of a text file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct TextFault {
    /// The file, as named to [`TranslationsBuilder::add`].
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in the parser's words.
    pub problem: String,
}

/// Every fault found while reading the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFaults(pub Vec<TextFault>);

impl fmt::Display for TextFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for TextFaults {}

/// The keys a text file defines, in order: tests compare the languages with it.
pub fn keys(source: &str) -> Vec<String> {
    let resource = match fluent_syntax::parser::parse(source) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let key = |entry: &fluent_syntax::ast::Entry<&str>| match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.body.iter().filter_map(key).collect()
}

/// The look's own text files: language, file name and source.
pub fn own_files() -> [(Language, &'static str, &'static str); 2] {
    OWN
}
