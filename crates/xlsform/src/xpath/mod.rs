//! XPath 1.0 with the functions and the date rules of ODK XForms.
//!
//! [`Expr::parse`] reads an expression, [`World`] holds what it is evaluated on, [`World::evaluate`] gives
//! a [`Value`]. It knows nothing of questionnaires: what needs one is asked through [`FormFunctions`].
//! Sources: <https://www.w3.org/TR/xpath-10/>, <https://getodk.github.io/xforms-spec/#xpath-functions>.

#![deny(missing_docs)]

mod compare;
mod environment;
mod eval;
mod filter;
mod functions;
mod lexer;
mod moment;
mod parser;
mod portable;
mod read;
mod steps;
mod syntax;
mod tree;
mod value;

pub use environment::Environment;
pub use eval::{EvalError, FormFunctions, Instance, World};
pub use moment::Moment;
pub(crate) use moment::{parse_date, parse_time};
pub(crate) use read::parse_document;
pub use read::{InvalidXml, MAX_BYTES, MAX_DEPTH};
pub use syntax::{Axis, Expr, Operator, Path, Start, Step, Test};
pub use tree::{Name, NodeId, NodeKind, Tree};
pub use value::{NodeRef, Value};
pub(crate) use value::{format_number, parse_number};

/// The longest expression that is read, in bytes.
pub const MAX_LENGTH: usize = 1 << 20;
/// The deepest nesting of parentheses and brackets that is read.
pub const MAX_NESTING: usize = 100;

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Why a text is not an expression. Places are in bytes from its start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidExpr {
    /// A character or a word that cannot stand there.
    #[error("unexpected character or word at byte {at}")]
    Unexpected {
        /// Where it stands.
        at: usize,
    },
    /// Something is missing at the end.
    #[error("the expression stops too early, at byte {at}")]
    Unfinished {
        /// Where the expression ends.
        at: usize,
    },
    /// Longer than [`MAX_LENGTH`].
    #[error("the expression is longer than {MAX_LENGTH} bytes")]
    TooLong,
    /// Nested deeper than [`MAX_NESTING`].
    #[error("the expression is nested deeper than {MAX_NESTING} levels")]
    TooDeep,
}
