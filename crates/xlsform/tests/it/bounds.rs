//! Hostile and broken input: a clear answer, soon, and never a panic.

use std::sync::Arc;

use xlsform::form::FormError;
use xlsform::xpath::{Expr, InvalidExpr, InvalidXml, MAX_LENGTH, NodeRef, Tree, World};
use xlsform::{Environment, FindingCode, Form, FormState, check};

fn environment() -> Environment {
    Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"))
}

fn form(instance: &str, binds: &str, body: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title><model><instance><data id="t">{instance}</data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"#
    )
}

#[test]
fn deep_and_long_expressions_are_refused_or_read() {
    assert_eq!(Expr::parse(&"(".repeat(100_000)), Err(InvalidExpr::TooDeep));
    assert_eq!(Expr::parse(&format!("{}1{}", "(".repeat(101), ")".repeat(101))), Err(InvalidExpr::TooDeep));
    assert!(Expr::parse(&format!("{}1{}", "(".repeat(100), ")".repeat(100))).is_ok());
    assert_eq!(Expr::parse(&"1+".repeat(MAX_LENGTH)), Err(InvalidExpr::TooLong));
    let tree = Tree::parse("<data/>").expect("a tree");
    let environment = environment();
    let world = World::new(&tree, &environment);
    let long = format!("1{}", "+1".repeat(MAX_LENGTH / 2 - 1));
    let sum = world.evaluate(&Expr::parse(&long).expect("a long sum"), NodeRef::main(0)).expect("a number");
    assert!((sum.number(&world) - f64::from(u32::try_from(MAX_LENGTH / 2).expect("small"))).abs() < 0.5);
    let nested = (0..99).fold("1".to_owned(), |inner, _| format!("if(true(), {inner}, 2)"));
    let value = world.evaluate(&Expr::parse(&nested).expect("nested conditions"), NodeRef::main(0));
    assert_eq!(value.map(|value| value.text(&world)).as_deref(), Ok("1"));
    assert!(Expr::parse(&"-".repeat(1_000_000)).is_err());
    assert_eq!(Expr::parse("---1").map(|expr| expr.to_string()).as_deref(), Ok("---1"));
    let brackets = Expr::parse("--------(-----a)").expect("signs in brackets");
    assert_eq!(Expr::parse(&brackets.to_string()), Ok(brackets));
    let many = Expr::parse(&format!("{}1", "-".repeat(999_999))).expect("a row of signs");
    let value = world.evaluate(&many, NodeRef::main(0));
    assert_eq!(value.map(|value| value.text(&world)).as_deref(), Ok("-1"));
    assert!(Expr::parse(&format!("{}1", "-".repeat(1_000_000))).is_ok());
}

#[test]
fn an_expression_that_asks_for_too_much_work_is_stopped() {
    let tree = Tree::parse(&format!("<data>{}</data>", "<a><b/></a>".repeat(2_000))).expect("a tree");
    let environment = environment();
    let world = World::new(&tree, &environment);
    let expr = Expr::parse("count(//*[count(//*[count(//*) > 0]) > 0])").expect("an expression");
    assert!(world.evaluate(&expr, NodeRef::main(0)).is_err());
}

#[test]
fn exploding_regular_expressions_are_harmless() {
    let tree = Tree::default();
    let environment = environment();
    let world = World::new(&tree, &environment);
    let text = "a".repeat(10_000);
    for pattern in ["(a+)+b", "(a|aa)+$x", "((a*)*)*b"] {
        let expr = Expr::parse(&format!("regex('{text}', '{pattern}')")).expect("an expression");
        assert_eq!(world.evaluate(&expr, NodeRef::main(0)).map(|value| value.boolean()), Ok(false));
    }
    let expr = Expr::parse("regex('a', '(((a{1000}){1000}){1000}){1000}')").expect("an expression");
    assert!(world.evaluate(&expr, NodeRef::main(0)).is_err());
}

#[test]
fn document_types_entities_and_depth_are_refused() {
    let bomb = r#"<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><data>&l2;</data>"#;
    assert!(matches!(Tree::parse(bomb), Err(InvalidXml::Syntax(_))));
    let outside = r#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data>&x;</data>"#;
    assert!(matches!(Tree::parse(outside), Err(InvalidXml::Syntax(_))));
    assert_eq!(Tree::parse(&"<a>".repeat(100_000)).err(), Some(InvalidXml::TooDeep));
    assert!(Tree::parse(&"<a b='".repeat(100_000)).is_err());
    assert!(matches!(Form::parse(&"<a>".repeat(100_000)), Err(FormError::Xml(InvalidXml::TooDeep))));
}

#[test]
fn circles_are_reported_with_their_paths() {
    let xml = form(
        "<a/><b/><c/>",
        r#"<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" relevant="/data/a > 1"/>"#,
        "",
    );
    let paths = vec!["/data/a".to_owned(), "/data/b".to_owned()];
    assert_eq!(Form::parse(&xml).err(), Some(FormError::Cycle { paths }));
    let own = form("<a/>", r#"<bind nodeset="/data/a" calculate="once(. + 1)"/>"#, "");
    assert!(Form::parse(&own).is_ok());
    let hidden = form("<a/>", r#"<bind nodeset="/data/a" relevant=". != ''"/>"#, "");
    assert_eq!(Form::parse(&hidden).err(), Some(FormError::Cycle { paths: vec!["/data/a".to_owned()] }));
}

/// Twenty thousand such sums would fill the memory of the machine.
#[test]
fn rules_that_speak_of_everything_are_refused() {
    let sums = |count: usize| {
        let nodes: String = (0..count).map(|at| format!("<q{at}/>")).collect::<Vec<_>>().concat();
        let bind = |at| format!(r#"<bind nodeset="/data/q{at}" required="sum(/data/*) > 1"/>"#);
        Form::parse(&form(&nodes, &(0..count).map(bind).collect::<Vec<_>>().concat(), "")).err()
    };
    assert_eq!(sums(100), None);
    assert_eq!(sums(2_000), Some(FormError::TooManyReferences));
}

#[test]
fn undeclared_nodes_and_broken_rules_are_named() {
    let xml = form("<a/>", r#"<bind nodeset="/data/x"/>"#, "");
    assert_eq!(Form::parse(&xml).err(), Some(FormError::UndeclaredNode { path: "/data/x".to_owned() }));
    let xml = form("<a/>", r#"<bind nodeset="/data/a" relevant="1 +"/>"#, "");
    assert!(matches!(Form::parse(&xml), Err(FormError::Expression { part: "relevant", .. })));
}

#[test]
fn a_wrong_count_does_not_fill_the_memory() {
    let xml = form(
        "<n/><r><a/></r>",
        r#"<bind nodeset="/data/n" type="int"/>"#,
        r#"<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n" xmlns:jr="http://openrosa.org/javarosa"><input ref="/data/r/a"/></repeat>"#,
    );
    let mut state = FormState::new(Arc::new(Form::parse(&xml).expect("a form")), environment());
    state.set_text("/data/n", "999999999");
    assert_eq!(state.count_repeat("/data/r"), xlsform::state::MOST_INSTANCES);
    state.set_text("/data/n", "2");
    assert_eq!(state.count_repeat("/data/r"), 2);
}

#[test]
fn hostile_submissions_get_findings() {
    let xml = form("<a/>", r#"<bind nodeset="/data/a" type="int"/>"#, r#"<input ref="/data/a"/>"#);
    let form = Arc::new(Form::parse(&xml).expect("a form"));
    let codes = |xml: &str| -> Vec<_> {
        check(&form, &environment(), xml).into_iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes("<data id='t'><a>1</a></data>"), []);
    assert_eq!(codes("<data id='other'><a>1</a></data>"), [FindingCode::WrongForm]);
    assert_eq!(codes("<other id='t'/>"), [FindingCode::WrongForm]);
    assert_eq!(codes("<data id='t'><a>1</a><a>2</a></data>"), [FindingCode::UndeclaredNode]);
    assert_eq!(codes("<data id='t'><a>one</a></data>"), [FindingCode::WrongType]);
    assert_eq!(codes("<data id='t'><a>&#0;</a></data>"), [FindingCode::Malformed]);
    assert_eq!(codes("not xml"), [FindingCode::Malformed]);
    assert_eq!(codes(&format!("<data id='t'>{}</data>", "<x/>".repeat(10_000))).len(), 1);
}
