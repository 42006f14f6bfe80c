#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod components;
pub mod dates;
pub mod gallery;
mod html;
pub mod icons;
mod language;
pub mod layouts;
mod markdown;
pub mod numbers;
pub mod palette;
mod sheet;
pub mod texts;
pub mod typography;

pub use html::Html;
pub use icons::Icon;
pub use language::{Direction, Language};
pub use markdown::Markdown;
pub use sheet::Sheet;
pub use texts::{Texts, Translations, TranslationsBuilder, Value};
