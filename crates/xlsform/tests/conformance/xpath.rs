//! Expressions and the values that the engines of the sector give them.

use std::collections::BTreeMap;
use std::fs;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use xlsform::xpath::{Environment, Expr, Instance, NodeId, NodeKind, NodeRef, Tree, Value, World};

use crate::report::Report;
use crate::suites::folders;

/// The document that stands in for those one suite builds as it runs.
const STAND_IN: &str = "x4fd2be04";

#[test]
fn expressions_give_the_expected_values() {
    let mut report = Report::begin();
    for folder in folders("xpath") {
        let read = |name: &str| {
            fs::read_to_string(folder.join(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"))
        };
        let documents = documents(&read("docs.json"));
        let Cases { judged: cases, conflicts, moved } = Cases::read(&read("cases.jsonl"));
        println!(
            "  xpath: {conflicts} conflicts apart; {moved} cases judged on the document their twin was recorded with"
        );
        for case in &cases {
            match run(case, &documents) {
                Ok(()) => report.pass(),
                Err(why) => report.fail(&id(case), why),
            }
        }
    }
    report.conclude("xpath", 98);
}

fn documents(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).expect("docs.json is a map")
}

/// The cases to judge, and how many are apart.
struct Cases {
    judged: Vec<Json>,
    /// Those on which the engines they come from contradict each other.
    conflicts: usize,
    /// Those judged on another document than they say.
    moved: usize,
}

impl Cases {
    fn read(text: &str) -> Cases {
        let all = text.lines().map(|line| serde_json::from_str(line).expect("one case a line"));
        let (conflicts, judged): (Vec<Json>, Vec<Json>) =
            all.partition(|case: &Json| case["conflict"] == true);
        let (judged, moved) = on_their_documents(judged);
        Cases { judged, conflicts: conflicts.len(), moved }
    }
}

/// What a case is called: its identifier, or its file and place.
fn id(case: &Json) -> String {
    let word = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
    if case["id"].is_string() { word("id") } else { format!("{} {}", word("file"), word("expr")) }
}

/// Cases of one suite were recorded with a stand-in document that has none of the nodes they speak of.
/// Where the other suite has the same expression, node and expected value, its document is taken.
fn on_their_documents(cases: Vec<Json>) -> (Vec<Json>, usize) {
    let key = |case: &Json| {
        let context = case["context"].as_str().unwrap_or("/").to_owned();
        (case["file"].to_string(), case["expr"].to_string(), context, case["expected"].to_string())
    };
    let is_stand_in = |case: &Json| case["doc"] == STAND_IN;
    let recorded: BTreeMap<_, _> =
        cases.iter().filter(|case| !is_stand_in(case)).map(|case| (key(case), case["doc"].clone())).collect();
    let mut moved = 0;
    let cases = cases.into_iter().map(|mut case| {
        if let Some(document) = recorded.get(&key(&case)).filter(|_| is_stand_in(&case)) {
            case["doc"] = document.clone();
            moved += 1;
        }
        case
    });
    let cases = cases.collect();
    (cases, moved)
}

fn run(case: &Json, documents: &BTreeMap<String, String>) -> Result<(), String> {
    let expected = &case["expected"];
    let outcome = outcome(case, documents);
    let is_right = outcome.as_ref().map_or(case["kind"] == "error", |found| is_equal(case, found));
    if is_right {
        Ok(())
    } else {
        Err(format!("{} → {expected}, found {outcome:?} (doc {})", case["expr"], case["doc"]))
    }
}

/// The value as the case states it: JSON of the kind asked.
fn outcome(case: &Json, documents: &BTreeMap<String, String>) -> Result<Json, String> {
    let xml = documents[case["doc"].as_str().unwrap_or_default()].replace("<!DOCTYPE html>", "");
    let tree = Tree::parse(&xml).map_err(|e| e.to_string())?;
    let environment = environment(case);
    let instances = instances(&tree);
    let mut world = World::new(&tree, &environment);
    world.instances = &instances;
    world.root = primary(&tree);
    let context = context(&tree, case["context"].as_str().unwrap_or("/"))?;
    let expr = Expr::parse(case["expr"].as_str().unwrap_or_default()).map_err(|e| e.to_string())?;
    if case["kind"] == "error"
        && let Some(part) = expr.refused_by_javarosa()
    {
        return Err(format!("JavaRosa refuses {part}"));
    }
    let value = world.evaluate(&expr, NodeRef::main(context)).map_err(|e| e.to_string())?;
    Ok(match case["kind"].as_str().unwrap_or_default() {
        "boolean" => value.boolean().into(),
        "number" | "rounded" => number(value.number(&world)),
        "nodeset" => match value {
            Value::Nodes(nodes) => nodes.iter().map(|node| path(&tree, node.id)).collect(),
            _ => Json::Null,
        },
        _ => value.text(&world).into(),
    })
}

fn number(number: f64) -> Json {
    if number.is_finite() && !(number == 0.0 && number.is_sign_negative()) {
        return number.into();
    }
    let name = if number.is_nan() {
        "NaN"
    } else if number == 0.0 {
        "-0"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    };
    name.into()
}

fn is_equal(case: &Json, found: &Json) -> bool {
    let expected = &case["expected"];
    match case["kind"].as_str().unwrap_or_default() {
        "number" => match (expected.as_f64(), found.as_f64()) {
            (Some(expected), Some(found)) => (expected - found).abs() <= 1e-12 * expected.abs().max(1.0),
            (Some(expected), None) => expected == 0.0 && found == "-0",
            (None, Some(found)) => expected == "-0" && found == 0.0,
            (None, None) => expected == found,
        },
        "rounded" => {
            let factor = case["factor"].as_f64().unwrap_or(1e5);
            let round = |number: f64| (number * factor).round();
            matches!((expected.as_f64(), found.as_f64()), (Some(e), Some(f)) if (round(e) - round(f)).abs() < 0.5)
        }
        "matches" => {
            let pattern =
                regex::Regex::new(expected.as_str().unwrap_or_default()).expect("a regular expression");
            pattern.is_match(found.as_str().unwrap_or_default())
        }
        "length" => expected.as_u64() == found.as_str().map(|text| text.chars().count() as u64),
        "error" => false,
        "string" => expected.as_str().map_or_else(|| expected.to_string(), str::to_owned) == *found,
        _ => expected == found,
    }
}

/// The cases of the browser engines were recorded in Phoenix; JavaRosa's state universal time.
fn environment(case: &Json) -> Environment {
    let now: Timestamp = "2026-11-23T18:30:00.123Z".parse().expect("a timestamp");
    let only_javarosa = case["sources"].as_array().is_some_and(|s| s.len() == 1 && s[0] == "javarosa");
    let zone = if only_javarosa { TimeZone::UTC } else { TimeZone::get("America/Phoenix").expect("a zone") };
    Environment { now, zone, random: 7, locale: "en-US".to_owned(), properties: BTreeMap::new() }
}

fn instances(tree: &Tree) -> Vec<Instance> {
    let shared = std::sync::Arc::new(tree.clone());
    let found = all(tree, Tree::DOCUMENT).into_iter().filter(|id| &*tree.name(*id).local == "instance");
    let named = found.filter_map(|root| Some((tree.attribute(root, "id")?.to_owned(), root)));
    named.map(|(name, root)| Instance { name, tree: shared.clone(), root }).collect()
}

/// Absolute paths of a whole form start in its first instance.
fn primary(tree: &Tree) -> NodeId {
    let top = tree.document_element().expect("a document element");
    let has_body = tree.child(top, "body").is_some_and(|_| &*tree.name(top).local == "html");
    let model = tree.child(top, "head").filter(|_| has_body).and_then(|head| tree.child(head, "model"));
    model.and_then(|model| tree.child(model, "instance")).unwrap_or(Tree::DOCUMENT)
}

fn all(tree: &Tree, from: NodeId) -> Vec<NodeId> {
    tree.elements(from).flat_map(|id| std::iter::once(id).chain(all(tree, id))).collect()
}

/// Finds the node of a positional path: `/*[1]/text()[2]`, `/*[1]/@id`.
fn context(tree: &Tree, path: &str) -> Result<NodeId, String> {
    let mut at = Tree::DOCUMENT;
    for step in path.split('/').filter(|step| !step.is_empty()) {
        let next = if let Some(name) = step.strip_prefix('@') {
            let local = name.rsplit(':').next().unwrap_or(name);
            tree.attributes(at).find(|id| &*tree.name(*id).local == local)
        } else {
            let (test, rest) = step.split_once('[').ok_or("a position")?;
            let position: usize = rest.trim_end_matches(']').parse().map_err(|_| "a position")?;
            tree.children(at).filter(|id| kind(tree, *id) == test).nth(position - 1)
        };
        at = next.ok_or_else(|| format!("no node at {step} of {path}"))?;
    }
    Ok(at)
}

fn kind(tree: &Tree, id: NodeId) -> &'static str {
    match tree.kind(id) {
        NodeKind::Element => "*",
        NodeKind::Text => "text()",
        NodeKind::Comment => "comment()",
        NodeKind::Instruction => "processing-instruction()",
        NodeKind::Attribute | NodeKind::Namespace | NodeKind::Document => "",
    }
}

fn path(tree: &Tree, id: NodeId) -> String {
    let Some(parent) = tree.parent(id) else { return "/".to_owned() };
    let above = path(tree, parent);
    let above = above.trim_end_matches('/');
    let name = tree.name(id).qualified();
    match tree.kind(id) {
        NodeKind::Attribute => format!("{above}/@{name}"),
        NodeKind::Namespace => format!("{above}/@xmlns:{name}"),
        _ => {
            let same = tree.children(parent).filter(|other| kind(tree, *other) == kind(tree, id));
            let position = same.take_while(|other| *other != id).count() + 1;
            format!("{above}/{}[{position}]", kind(tree, id))
        }
    }
}
