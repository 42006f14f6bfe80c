//! The rules of a whole questionnaire as JSON.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::to_json;
use crate::form::{Aspect, ChoiceSource, DataType, Form};
use crate::state::FormState;
use crate::xpath::{Expr, NodeId, Tree};

/// The longest list that is sent to a browser, in items; longer ones are filtered by the server.
const LONGEST_LIST: usize = 500;

impl Form {
    /// The rules for the browser's evaluator:
    ///
    /// - `root`: the name of the document element;
    /// - `cells`: `[path, aspect, expression, type?]` in the order of computing; aspect is `relevant`, `calculate`,
    ///   `required` or `readonly`; the expression is null where the server must be asked;
    /// - `constraints`: by path, an expression or null;
    /// - `filters`: by path of a question, `[items, value]` expressions of its choices, or null;
    /// - `instances`: by name, the rows that the expressions above look up.
    pub fn logic(&self) -> Json {
        let mut used = BTreeSet::new();
        let cells = self.graph.cells.iter().filter_map(|cell| {
            let aspect = aspect_name(cell.aspect)?;
            let rule = self.rule(*cell)?;
            let def = &self.nodes[cell.def];
            let is_apart = cell.aspect == Aspect::Calculate && needs_types(rule, def.bind.data_type);
            let expr = if is_apart { Json::Null } else { self.browser_expr(rule, &mut used) };
            let mut list = vec![json!(def.path), json!(aspect), expr];
            if let (Aspect::Calculate, Some(name)) = (cell.aspect, type_name(def.bind.data_type)) {
                list.push(json!(name));
            }
            Some(Json::Array(list))
        });
        let cells: Vec<Json> = cells.collect();
        let constraints = self.constraints(&mut used);
        let filters = self.filters(&mut used);
        let root = self.nodes.first().map_or("", |root| &root.name);
        json!({
            "root": root,
            "cells": Json::Array(cells),
            "constraints": constraints,
            "filters": filters,
            "instances": self.rows(&used),
        })
    }

    fn constraints(&self, used: &mut BTreeSet<String>) -> Json {
        let mut all = Map::new();
        for def in &self.nodes {
            if let Some(constraint) = &def.bind.constraint {
                all.insert(def.path.clone(), self.browser_expr(constraint, used));
            }
        }
        Json::Object(all)
    }

    /// Only sets that a filter narrows: the others are written in the page as they are.
    fn filters(&self, used: &mut BTreeSet<String>) -> Json {
        let mut all = Map::new();
        for question in &self.questions {
            for source in &question.choices {
                let ChoiceSource::Set { nodes, value, .. } = source else { continue };
                let Expr::Path(path) = nodes else { continue };
                if path.steps.iter().all(|step| step.predicates.is_empty()) {
                    continue;
                }
                let items = self.browser_expr(nodes, used);
                let filter = if items.is_null() { items } else { json!([items, to_json(value)]) };
                all.insert(self.nodes[question.def].path.clone(), filter);
            }
        }
        Json::Object(all)
    }

    /// The expression, or null: it needs the server, or a list too long to be sent.
    fn browser_expr(&self, expr: &Expr, used: &mut BTreeSet<String>) -> Json {
        let Some(json) = to_json(expr) else { return Json::Null };
        let mut names = Vec::new();
        let mut is_known = true;
        expr.visit(&mut |expr| {
            if let Expr::Call(name, arguments) = expr
                && matches!(name.as_str(), "instance" | "pulldata")
            {
                match arguments.first() {
                    Some(Expr::Text(list)) => names.push(list.trim_end_matches(".csv").to_owned()),
                    _ => is_known = false,
                }
            }
        });
        if !is_known || names.iter().any(|name| !self.is_short(name)) {
            return Json::Null;
        }
        used.extend(names);
        json
    }

    fn is_short(&self, name: &str) -> bool {
        let list = self.instances.iter().find(|instance| instance.name == name);
        list.is_some_and(|list| {
            let root = list.tree.document_element();
            root.is_some_and(|root| list.tree.elements(root).nth(LONGEST_LIST).is_none())
        })
    }

    fn rows(&self, used: &BTreeSet<String>) -> Json {
        let mut lists = Map::new();
        for instance in self.instances.iter().filter(|instance| used.contains(&instance.name)) {
            let tree = &instance.tree;
            let Some(root) = tree.document_element() else { continue };
            let rows: Vec<Json> = tree.elements(root).map(|row| row_to_json(tree, row)).collect();
            let (root_name, row_name) = (&*tree.name(root).local, tree.elements(root).next());
            let row_name = row_name.map_or("item", |row| &tree.name(row).local);
            lists.insert(instance.name.clone(), json!({ root_name: { row_name: rows } }));
        }
        Json::Object(lists)
    }
}

impl FormState {
    /// Every answer and calculation as the browser's `tree()` takes it: elements by name, repeats as lists.
    ///
    /// Hidden answers are in it: a script shows them again when the rules do.
    pub fn answers_json(&self) -> Json {
        let root = self.tree().document_element();
        root.map_or(Json::Null, |root| self.element_json(root))
    }

    fn element_json(&self, node: NodeId) -> Json {
        let tree = self.tree();
        if tree.elements(node).next().is_none() {
            return json!(tree.text(node));
        }
        let mut fields = Map::new();
        for child in tree.elements(node) {
            let name = tree.name(child).local.to_string();
            let value = self.element_json(child);
            let is_repeat = self
                .node_and_def(&self.path_of(child))
                .is_some_and(|(_, def)| self.form().nodes[def].is_repeat);
            if !is_repeat {
                fields.insert(name, value);
            } else if let Json::Array(list) = fields.entry(name).or_insert_with(|| json!([])) {
                list.push(value);
            }
        }
        Json::Object(fields)
    }
}

fn row_to_json(tree: &Tree, row: u32) -> Json {
    let cells = tree.elements(row).map(|cell| (tree.name(cell).local.to_string(), json!(tree.text(cell))));
    Json::Object(cells.collect())
}

fn aspect_name(aspect: Aspect) -> Option<&'static str> {
    match aspect {
        Aspect::Relevant => Some("relevant"),
        Aspect::Calculate => Some("calculate"),
        Aspect::Required => Some("required"),
        Aspect::ReadOnly => Some("readonly"),
        Aspect::Count => None,
    }
}

/// A copied answer is written by its own type, a time without its day: the browser knows no types of nodes.
fn needs_types(rule: &Expr, data_type: DataType) -> bool {
    matches!(data_type, DataType::Time | DataType::DateTime) || matches!(rule, Expr::Path(_))
}

/// The types that change how a calculation is written.
fn type_name(data_type: DataType) -> Option<&'static str> {
    match data_type {
        DataType::Integer => Some("int"),
        DataType::Date => Some("date"),
        _ => None,
    }
}
