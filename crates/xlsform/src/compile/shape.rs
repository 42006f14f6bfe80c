//! Whether a formula has the shape of XPath: operands and operators in turn, brackets closed, arguments counted.
//!
//! A sieve, not a parser: what it lets through may still be wrong, what it stops is never right.

use super::expression::{self, Token, TokenKind};

/// What an open bracket is waiting for.
enum Open<'a> {
    Group,
    Predicate,
    Call { name: &'a str, commas: usize },
}

/// The state of the reading: what is open, and whether an operand has just ended.
struct Shape<'a> {
    text: &'a str,
    open: Vec<Open<'a>>,
    has_operand: bool,
    is_after_opening: bool,
    /// The name just read: with a parenthesis after it, even apart, it is a call.
    name: Option<&'a str>,
}

/// Where a formula stops being one: the text from there on, or nothing when it is whole.
pub(crate) fn fault(text: &str) -> Option<&str> {
    let mut shape = Shape { text, open: Vec::new(), has_operand: false, is_after_opening: true, name: None };
    for token in expression::tokens(text) {
        if token.kind == TokenKind::Space {
            continue;
        }
        if !shape.step(token) {
            return Some(&text[token.start..]);
        }
        shape.is_after_opening = matches!(token.kind, TokenKind::Call | TokenKind::OpenParenthesis);
        let is_name = token.kind == TokenKind::Name && shape.has_operand;
        shape.name = is_name.then(|| &text[token.start..token.end]);
    }
    (!shape.open.is_empty() || !shape.has_operand).then_some(text)
}

impl<'a> Shape<'a> {
    fn step(&mut self, token: Token) -> bool {
        let written = &self.text[token.start..token.end];
        match token.kind {
            TokenKind::Number if self.has_operand => written.starts_with('-'),
            TokenKind::Number | TokenKind::DateOrTime | TokenKind::Text | TokenKind::Reference => {
                self.operand()
            }
            TokenKind::Name if self.has_operand => self.operator_word(written),
            TokenKind::Name => self.operand(),
            TokenKind::Literal => self.literal(written),
            TokenKind::Operator if !self.has_operand => written == "-" || (written == "*" && self.operand()),
            TokenKind::Operator | TokenKind::Comparison | TokenKind::Boolean | TokenKind::Union => {
                self.operator()
            }
            TokenKind::PathSeparator => {
                self.has_operand = false;
                true
            }
            TokenKind::OpenParenthesis => match self.name {
                Some(name) => self.open(Open::Call { name, commas: 0 }),
                None => !self.has_operand && self.open(Open::Group),
            },
            TokenKind::PredicateStart => !self.has_operand && self.open(Open::Predicate),
            TokenKind::Call => self.call(written.trim_end_matches('(')),
            TokenKind::CloseParenthesis => self.close_parenthesis(),
            TokenKind::PredicateEnd => self.has_operand && matches!(self.open.pop(), Some(Open::Predicate)),
            TokenKind::Other => self.other(written),
            TokenKind::Space => true,
        }
    }

    fn operand(&mut self) -> bool {
        !std::mem::replace(&mut self.has_operand, true)
    }

    fn operator(&mut self) -> bool {
        std::mem::replace(&mut self.has_operand, false)
    }

    fn operator_word(&mut self, word: &str) -> bool {
        matches!(word, "and" | "or" | "div" | "mod") && self.operator()
    }

    fn open(&mut self, what: Open<'a>) -> bool {
        self.has_operand = false;
        self.open.push(what);
        true
    }

    fn call(&mut self, name: &'a str) -> bool {
        if self.has_operand {
            return self.operator_word(name) && self.open(Open::Group);
        }
        self.open(Open::Call { name, commas: 0 })
    }

    fn literal(&mut self, written: &str) -> bool {
        match written {
            "[" => self.has_operand && self.open(Open::Predicate),
            "," => match self.open.last_mut() {
                Some(Open::Call { commas, .. }) if self.has_operand => {
                    *commas += 1;
                    self.has_operand = false;
                    true
                }
                _ => false,
            },
            "." | ".." => self.operand(),
            _ => false,
        }
    }

    fn close_parenthesis(&mut self) -> bool {
        let is_empty_call = self.is_after_opening && matches!(self.open.last(), Some(Open::Call { .. }));
        let is_closed = match self.open.pop() {
            Some(Open::Call { name: "if", commas }) => commas == 2,
            Some(Open::Call { .. } | Open::Group) => true,
            _ => false,
        };
        is_closed && (std::mem::replace(&mut self.has_operand, true) || is_empty_call)
    }

    /// `@` begins an attribute, `::` parts an axis from a step; nothing else has a place.
    fn other(&mut self, written: &str) -> bool {
        match written {
            "@" => !self.has_operand,
            ":" => {
                self.has_operand = false;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn formulas_pass() {
        for good in [
            "${a} > 1 and not(selected(${b}, 'x'))",
            ". >= 0 and . <= 100",
            "if(${a} = 'yes', 1, -1)",
            "count(${r}) * 2 - 1",
            "instance('c')/root/item[name = current()/../a]/label",
            "../*[1] | /data/b",
            "regex(., '^[a-z]+$')",
            "(1)and(2)",
            "@id",
            "selected (., 'no') or true ()",
            "today() -1",
            "pulldata('f', 'a', 'b', ${c})",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn sentences_and_broken_formulas_do_not() {
        for bad in [
            "because the form says so",
            "$(a)='1'",
            "(1 + 2",
            "if(1, 2)",
            "1 +",
            "a b",
            "£¥",
            "f(1,,2)",
            "1 = = 2",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
