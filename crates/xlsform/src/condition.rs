//! Conditions that compare one question with some of its choices: those a person can follow on paper.

use crate::compile::expression::{self, Token, TokenKind};

/// `${question}` is one of `values`, or is none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) question: String,
    pub(crate) values: Vec<String>,
    pub(crate) is_not: bool,
}

impl Condition {
    /// Whether the condition holds once `value` is the only choice made.
    pub(crate) fn holds(&self, value: &str) -> bool {
        self.values.iter().any(|found| found == value) != self.is_not
    }
}

/// Reads `${q} = 'a'`, `selected(${q}, 'a')`, several of them joined by `or`, or their denial.
pub(crate) fn parse(text: &str) -> Option<Condition> {
    let text = unwrapped(text.trim());
    if let Some(inner) = text.strip_prefix("not(").and_then(|inner| inner.strip_suffix(')')) {
        let condition = parse(inner)?;
        return Some(Condition { is_not: !condition.is_not, ..condition });
    }
    let mut whole: Option<Condition> = None;
    for part in text.split(" or ") {
        let found = comparison(unwrapped(part.trim()))?;
        whole = Some(match whole {
            None => found,
            Some(mut first) if first.question == found.question && !first.is_not && !found.is_not => {
                first.values.extend(found.values);
                first
            }
            Some(_) => return None,
        });
    }
    whole
}

fn unwrapped(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    inner.filter(|inner| !inner.contains(['(', ')'])).map_or(text, str::trim)
}

fn comparison(text: &str) -> Option<Condition> {
    let tokens: Vec<Token> =
        expression::tokens(text).filter(|token| token.kind != TokenKind::Space).collect();
    let of = |token: &Token| &text[token.start..token.end];
    let (reference, value, is_not) = match tokens.as_slice() {
        [reference, sign, value] => (
            reference,
            value,
            match of(sign) {
                "=" => false,
                "!=" => true,
                _ => return None,
            },
        ),
        [call, reference, comma, value, close]
            if of(call) == "selected(" && of(comma) == "," && of(close) == ")" =>
        {
            (reference, value, false)
        }
        _ => return None,
    };
    let question = of(reference).strip_prefix("${")?.strip_suffix('}')?.to_owned();
    let value = match value.kind {
        TokenKind::Text => of(value)[1..of(value).len() - 1].to_owned(),
        TokenKind::Number => of(value).to_owned(),
        _ => return None,
    };
    (reference.kind == TokenKind::Reference && !value.is_empty()).then(|| Condition {
        question,
        values: vec![value],
        is_not,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_conditions_are_read() {
        let of = |text| parse(text).map(|found| (found.question, found.values.join("+"), found.is_not));
        let wanted = |values: &str, is_not| Some(("a".to_owned(), values.to_owned(), is_not));
        assert_eq!(of("${a} = 'yes'"), wanted("yes", false));
        assert_eq!(of("${a}=1 or ${a} = 2"), wanted("1+2", false));
        assert_eq!(of("not(selected(${a}, 'no'))"), wanted("no", true));
        assert_eq!(of("(${a} != 'no')"), wanted("no", true));
        assert_eq!(of("${a} > 3"), None);
        assert_eq!(of("${a} = 'x' or ${b} = 'y'"), None);
        assert_eq!(of("${a} != ''"), None);
    }
}
