//! Reads an expression: a Pratt parser over the words of the lexer.

use super::lexer::{Placed, Token, tokens};
use super::syntax::{Axis, Expr, NEGATIVE_RANK, Operator, Path, Start, Step, Test};
use super::{InvalidExpr, MAX_LENGTH, MAX_NESTING};

/// How many minus signs in a row are kept as written.
const MOST_SIGNS: usize = 8;

impl Expr {
    /// Reads an expression of XPath 1.0 as ODK uses it.
    ///
    /// At most [`MAX_LENGTH`] bytes and [`MAX_NESTING`] levels of parentheses and brackets.
    pub fn parse(source: &str) -> Result<Self, InvalidExpr> {
        if source.len() > MAX_LENGTH {
            return Err(InvalidExpr::TooLong);
        }
        let tokens = tokens(source)?;
        let mut parser = Parser { tokens: &tokens, at: 0, nesting: 0, end: source.len() };
        let expr = parser.expr(1)?;
        if parser.at < tokens.len() { Err(parser.unexpected()) } else { Ok(expr) }
    }
}

impl std::str::FromStr for Expr {
    type Err = InvalidExpr;

    fn from_str(source: &str) -> Result<Self, InvalidExpr> {
        Self::parse(source)
    }
}

struct Parser<'a> {
    tokens: &'a [Placed<'a>],
    at: usize,
    nesting: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    fn peek_after(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn unexpected(&self) -> InvalidExpr {
        match self.tokens.get(self.at) {
            Some((_, at)) => InvalidExpr::Unexpected { at: *at },
            None => InvalidExpr::Unfinished { at: self.end },
        }
    }

    fn take(&mut self, symbol: &str) -> bool {
        let is_there = self.peek() == static_symbol(symbol);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, symbol: &str) -> Result<(), InvalidExpr> {
        if self.take(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Reads an expression whose operators bind at least as tightly as `least`.
    fn expr(&mut self, least: u8) -> Result<Expr, InvalidExpr> {
        let mut left = self.negative(least)?;
        while let Some(operator) = self.operator().filter(|operator| operator.rank() >= least) {
            let rank = operator.rank();
            let mut rest = Vec::new();
            while let Some(operator) = self.operator().filter(|operator| operator.rank() == rank) {
                self.at += 1;
                rest.push((operator, self.expr(rank + 1)?));
            }
            left = Expr::Chain(Box::new(left), rest);
        }
        Ok(left)
    }

    fn negative(&mut self, least: u8) -> Result<Expr, InvalidExpr> {
        let mut signs = 0_usize;
        while self.take("-") {
            signs += 1;
        }
        if signs == 0 {
            return self.path();
        }
        // A minus after a tighter operator (`2 * -3`) is accepted, as every engine does.
        let mut expr = self.expr(NEGATIVE_RANK.max(least))?;
        // Signs inside brackets belong to the same row: `-(-a)` is printed `--a`.
        while let Expr::Negative(inner) = expr {
            signs += 1;
            expr = *inner;
        }
        // Pairs of signs change nothing but turn the operand into a number: a hostile row of them is cut short.
        let kept = if signs > MOST_SIGNS { MOST_SIGNS - (signs - MOST_SIGNS) % 2 } else { signs };
        Ok((0..kept).fold(expr, |expr, _| Expr::Negative(Box::new(expr))))
    }

    fn operator(&self) -> Option<Operator> {
        let Some(Token::Symbol(symbol)) = self.peek() else { return None };
        Some(match symbol {
            "or" => Operator::Or,
            "and" => Operator::And,
            "=" => Operator::Equal,
            "!=" => Operator::NotEqual,
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            "+" => Operator::Plus,
            "-" => Operator::Minus,
            "*" => Operator::Times,
            "div" => Operator::Divide,
            "mod" => Operator::Modulo,
            "|" => Operator::Union,
            _ => return None,
        })
    }

    fn path(&mut self) -> Result<Expr, InvalidExpr> {
        if self.take("/") {
            let steps = if self.starts_step() { self.steps(Vec::new())? } else { Vec::new() };
            return Ok(Expr::Path(Path { start: Start::Root, steps }));
        }
        if self.take("//") {
            let steps = self.steps(vec![descent()])?;
            return Ok(Expr::Path(Path { start: Start::Root, steps }));
        }
        if !self.starts_primary() {
            let steps = self.steps(Vec::new())?;
            return Ok(Expr::Path(Path { start: Start::Here, steps }));
        }
        let primary = self.primary()?;
        let predicates = self.predicates()?;
        let steps = if self.take("/") {
            self.steps(Vec::new())?
        } else if self.take("//") {
            self.steps(vec![descent()])?
        } else {
            Vec::new()
        };
        if predicates.is_empty() && steps.is_empty() {
            return Ok(primary);
        }
        Ok(Expr::Path(Path { start: Start::Expr(Box::new(primary), predicates), steps }))
    }

    fn starts_step(&self) -> bool {
        matches!(self.peek(), Some(Token::Name(_) | Token::Symbol("." | ".." | "@" | "*")))
    }

    /// A literal, a parenthesis or a function call, as opposed to the first step of a path.
    fn starts_primary(&self) -> bool {
        match self.peek() {
            Some(Token::Number(_) | Token::Text(_) | Token::Symbol("(")) => true,
            Some(Token::Name(name)) => {
                self.peek_after(1) == Some(Token::Symbol("(")) && node_type(name).is_none()
            }
            _ => false,
        }
    }

    fn primary(&mut self) -> Result<Expr, InvalidExpr> {
        let token = self.peek().ok_or_else(|| self.unexpected())?;
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Expr::Number(number)),
            Token::Text(text) => Ok(Expr::Text(text.to_owned())),
            Token::Name(name) => {
                self.expect("(")?;
                Ok(Expr::Call(name.to_owned(), self.arguments()?))
            }
            Token::Symbol(_) => {
                let expr = self.nested()?;
                self.expect(")")?;
                Ok(expr)
            }
        }
    }

    fn nested(&mut self) -> Result<Expr, InvalidExpr> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(InvalidExpr::TooDeep);
        }
        let expr = self.expr(1)?;
        self.nesting -= 1;
        Ok(expr)
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, InvalidExpr> {
        let mut arguments = Vec::new();
        if self.take(")") {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.nested()?);
            if !self.take(",") {
                self.expect(")")?;
                return Ok(arguments);
            }
        }
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, InvalidExpr> {
        let mut predicates = Vec::new();
        while self.take("[") {
            predicates.push(self.nested()?);
            self.expect("]")?;
        }
        Ok(predicates)
    }

    fn steps(&mut self, mut steps: Vec<Step>) -> Result<Vec<Step>, InvalidExpr> {
        loop {
            steps.push(self.step()?);
            if self.take("//") {
                steps.push(descent());
            } else if !self.take("/") {
                return Ok(steps);
            }
        }
    }

    fn step(&mut self) -> Result<Step, InvalidExpr> {
        let short = match self.peek() {
            Some(Token::Symbol(".")) => Some(Axis::Itself),
            Some(Token::Symbol("..")) => Some(Axis::Parent),
            _ => None,
        };
        if let Some(axis) = short {
            self.at += 1;
            let predicates = self.predicates()?;
            return Ok(Step { axis, test: Test::Node, predicates });
        }
        let axis = self.axis()?;
        let test = self.test()?;
        let predicates = self.predicates()?;
        Ok(Step { axis, test, predicates })
    }

    fn axis(&mut self) -> Result<Axis, InvalidExpr> {
        if self.take("@") {
            return Ok(Axis::Attribute);
        }
        if let (Some(Token::Name(word)), Some(Token::Symbol("::"))) = (self.peek(), self.peek_after(1)) {
            let axis = Axis::ALL.iter().find(|(name, _)| *name == word).ok_or_else(|| self.unexpected())?.1;
            self.at += 2;
            return Ok(axis);
        }
        Ok(Axis::Child)
    }

    fn test(&mut self) -> Result<Test, InvalidExpr> {
        if self.take("*") {
            return Ok(Test::Any { prefix: String::new() });
        }
        let Some(Token::Name(name)) = self.peek() else { return Err(self.unexpected()) };
        self.at += 1;
        if self.peek() == Some(Token::Symbol("(")) {
            return self.node_type_test(name);
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let prefix = prefix.to_owned();
        Ok(if local == "*" { Test::Any { prefix } } else { Test::Name { prefix, local: local.to_owned() } })
    }

    fn node_type_test(&mut self, name: &str) -> Result<Test, InvalidExpr> {
        let Some(mut test) = node_type(name) else { return Err(self.unexpected()) };
        self.expect("(")?;
        if let (Test::Instruction(target), Some(Token::Text(text))) = (&mut test, self.peek()) {
            *target = Some(text.to_owned());
            self.at += 1;
        }
        self.expect(")")?;
        Ok(test)
    }
}

fn static_symbol(symbol: &str) -> Option<Token<'_>> {
    // The comparison is by text, so the lifetime of the symbol does not matter.
    ["-", "/", "//", "(", ")", "[", "]", ",", "@", "*", "."]
        .into_iter()
        .find(|s| *s == symbol)
        .map(Token::Symbol)
}

fn descent() -> Step {
    Step { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() }
}

fn node_type(name: &str) -> Option<Test> {
    Some(match name {
        "node" => Test::Node,
        "text" => Test::Text,
        "comment" => Test::Comment,
        "processing-instruction" => Test::Instruction(None),
        _ => return None,
    })
}
