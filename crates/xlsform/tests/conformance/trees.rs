//! Expression cases as the browser's evaluator takes them.
//!
//! Each case keeps its expected value; the expression becomes JSON (null when it is for the server) and the document a
//! tree of `{n, t, c}`.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use xlsform::logic::to_json;
use xlsform::xpath::{Expr, NodeId, NodeKind, Tree};

/// The cases, one JSON a line, and the documents by name, as one JSON for the runners.
pub(crate) fn cases(cases: &str, documents: &str) -> Result<Json, Box<dyn std::error::Error>> {
    let documents: BTreeMap<String, String> = serde_json::from_str(documents)?;
    let mut trees = BTreeMap::new();
    for (name, xml) in &documents {
        let tree = Tree::parse(&xml.replace("<!DOCTYPE html>", ""))?;
        trees.insert(name, node(&tree, Tree::DOCUMENT));
    }
    let mut list = Vec::new();
    for line in cases.lines() {
        let mut case: Json = serde_json::from_str(line)?;
        let expr = Expr::parse(case["expr"].as_str().unwrap_or_default()).ok();
        case["logic"] = expr.as_ref().and_then(to_json).unwrap_or(Json::Null);
        list.push(case);
    }
    Ok(json!({ "trees": trees, "cases": list }))
}

/// A node for the browser. Elements of another namespace keep their prefix, so plain names do not find them.
fn node(tree: &Tree, id: NodeId) -> Json {
    let children = tree.children(id).filter_map(|child| match tree.kind(child) {
        NodeKind::Element => Some(node(tree, child)),
        NodeKind::Text => Some(json!({ "n": "#text", "t": tree.text(child), "c": [] })),
        _ => None,
    });
    let children: Vec<Json> = children.collect();
    let is_leaf = children.iter().all(|child| child["n"] == "#text");
    let name = tree.name(id);
    let is_page = &*name.namespace == "http://www.w3.org/1999/xhtml";
    let shown = if is_page { format!("h:{}", name.local) } else { name.qualified() };
    if is_leaf {
        json!({ "n": shown, "t": tree.text(id), "c": [] })
    } else {
        json!({ "n": shown, "t": "", "c": children, "id": tree.attribute(id, "id") })
    }
}
