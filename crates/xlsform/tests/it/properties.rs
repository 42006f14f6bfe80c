//! What must hold for every expression, every form and every answer.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use xlsform::xpath::{Axis, Expr, Operator, Path, Start, Step, Test, Tree};
use xlsform::{Environment, Form, FormState, Meta, check};

fn environment() -> Environment {
    Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"))
}

/// The same cases in every run: a test must not depend on luck.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_][a-z0-9_.-]{0,6}"
        .prop_filter("a word of the language", |name| !matches!(name.as_str(), "and" | "or" | "div" | "mod"))
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        name().prop_map(|local| Test::Name { prefix: String::new(), local }),
        (name(), name()).prop_map(|(prefix, local)| Test::Name { prefix, local }),
        Just(Test::Any { prefix: String::new() }),
        Just(Test::Node),
        Just(Test::Text),
    ]
}

fn operator() -> impl Strategy<Value = Vec<Operator>> {
    prop_oneof![
        Just(vec![Operator::Or]),
        Just(vec![Operator::And]),
        Just(vec![Operator::Equal, Operator::NotEqual]),
        Just(vec![Operator::Less, Operator::GreaterOrEqual]),
        Just(vec![Operator::Plus, Operator::Minus]),
        Just(vec![Operator::Times, Operator::Divide, Operator::Modulo]),
        Just(vec![Operator::Union]),
    ]
}

fn axis() -> impl Strategy<Value = Axis> {
    prop_oneof![4 => Just(Axis::Child), 1 => Just(Axis::Attribute), 1 => Just(Axis::Ancestor), 1 => Just(Axis::Itself)]
}

fn steps(inner: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Vec<Step>> {
    let step = (axis(), test(), prop::collection::vec(inner, 0..2))
        .prop_map(|(axis, test, predicates)| Step { axis, test, predicates });
    prop::collection::vec(step, 1..4)
}

fn expression() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0_u32..100_000).prop_map(|number| Expr::Number(f64::from(number) / 8.0)),
        "[a-z '<&]{0,8}".prop_map(Expr::Text),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let start = prop_oneof![
            Just(Start::Root),
            Just(Start::Here),
            name().prop_map(|name| Start::Expr(Box::new(Expr::Call(name, Vec::new())), Vec::new())),
        ];
        prop_oneof![
            inner.clone().prop_map(|expr| Expr::Negative(Box::new(expr))),
            (name(), prop::collection::vec(inner.clone(), 0..4))
                .prop_filter("a node type", |(name, _)| !matches!(name.as_str(), "node" | "text" | "comment"))
                .prop_map(|(name, arguments)| Expr::Call(name, arguments)),
            (inner.clone(), operator(), prop::collection::vec((0_usize..3, inner.clone()), 1..4)).prop_map(
                |(first, operators, rest)| {
                    let rest =
                        rest.into_iter().map(|(index, expr)| (operators[index % operators.len()], expr));
                    Expr::Chain(Box::new(first), rest.collect())
                }
            ),
            (start, steps(inner)).prop_map(|(start, steps)| Expr::Path(Path { start, steps })),
        ]
    })
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn reading_any_text_as_an_expression_never_panics(text in ".{0,80}") {
        let _ = Expr::parse(&text);
    }

    #[test]
    fn reading_words_of_the_language_never_panics(words in prop::collection::vec(prop_oneof![
        Just("("), Just(")"), Just("["), Just("]"), Just("/"), Just("//"), Just(".."), Just("."), Just("@"), Just("*"),
        Just("and"), Just("or"), Just("-"), Just("'a'"), Just("1"), Just("a"), Just("a:b"), Just("::"), Just(","),
        Just("if("), Just("ancestor::"), Just("="), Just("|"), Just("$"), Just("é")
    ], 0..25)) {
        if let Ok(expr) = Expr::parse(&words.join(" ")) {
            prop_assert_eq!(Expr::parse(&expr.to_string()), Ok(expr));
        }
    }

    #[test]
    fn printing_then_reading_gives_the_expression_back(expr in expression()) {
        let printed = expr.to_string();
        prop_assert_eq!(Expr::parse(&printed), Ok(expr), "{}", printed);
    }

    #[test]
    fn reading_any_text_as_a_form_or_a_submission_never_panics(text in "[<>/a-z\"= &;!\\[\\]-]{0,60}") {
        let _ = Tree::parse(&text);
        let _ = Form::parse(&text);
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn computing_only_what_changed_equals_computing_everything(
        changes in prop::collection::vec((0_usize..8, prop_oneof![
            Just(String::new()), "[0-9]{1,2}", Just("fr".to_owned()), Just("ml".to_owned()), Just("x".to_owned())
        ]), 1..15)
    ) {
        let paths = [
            "/data/intro/name", "/data/intro/age", "/data/country", "/data/city", "/data/colors", "/data/exp[1]/story",
            "/data/exp[2]/story", "/data/rg",
        ];
        let form = Form::parse(include_str!("../forms/all_kinds.xml")).expect("a form");
        let mut state = FormState::new(Arc::new(form), environment());
        for (path, text) in changes {
            state.set_text(paths[path], &text);
        }
        let stepwise = state.to_xml(&Meta::default());
        state.set_environment(environment());
        prop_assert_eq!(&stepwise, &state.to_xml(&Meta::default()));
        let _ = check(state.form(), &environment(), &stepwise);
    }
}
