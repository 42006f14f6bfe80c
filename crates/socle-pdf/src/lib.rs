#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod date;
mod document;
mod fonts;
mod guide;
mod markdown;
mod paper;
mod render;
mod room;
mod svg;
mod typography;
mod view;
mod world;

pub use date::{Date, InvalidDate};
pub use document::{Blank, Document, Language, Title};
pub use guide::{Address, Assise, Block, Credit, Fact, Guide, GuideKind, Part, Quote, Source, Step, Tone};
pub use paper::{Answer, Choice, Item, PaperForm, Question, Repeat, Section, SkipTo, Table, TableRow};
pub use render::{Gauge, Place, Printed, RenderError, Unprinted, gauge, render};
