//! Reads the body of an XForm: groups, repeats, questions, choices.

use roxmltree::Node;

use super::model::{LocalName, attribute, child, parse_expr};
use super::texts::message;
use super::{
    ChoiceLabel, ChoiceSource, ControlKind, DataType, DefId, Event, Form, FormError, Group, Item, Question,
    Repeat,
};
use crate::xpath::{Axis, Expr, Start, Step};

impl Form {
    pub(super) fn read_body(&mut self, body: Node<'_, '_>) -> Result<(), FormError> {
        self.body = self.read_items(body)?;
        self.read_actions(body, &Event::Load)
    }

    fn read_items(&mut self, at: Node<'_, '_>) -> Result<Vec<Item>, FormError> {
        let mut items = Vec::new();
        for node in at.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "group" => items.push(self.read_group(node)?),
                "repeat" => items.push(self.read_repeat(node, None, Vec::new())?),
                "input" | "select" | "select1" | "rank" | "range" | "upload" | "trigger" | "secret" => {
                    let question = self.read_question(node)?;
                    self.question_of.entry(question.def).or_insert(self.questions.len());
                    items.push(Item::Question(self.questions.len()));
                    self.questions.push(question);
                }
                _ => {}
            }
        }
        Ok(items)
    }

    fn read_group(&mut self, node: Node<'_, '_>) -> Result<Item, FormError> {
        let path = node.attribute("ref").or_else(|| node.attribute("nodeset")).map(str::trim);
        let label = message(child(node, "label"));
        let appearance = appearance(node);
        let elements: Vec<_> =
            node.children().filter(|n| n.is_element() && !is_text_of_control(*n)).collect();
        // The usual writing of a repeat is a group that holds its label, then the repeat alone.
        if let [only] = elements.as_slice()
            && only.has_tag_name_local("repeat")
        {
            return self.read_repeat(*only, label, appearance);
        }
        let def = path.map(|path| self.declared(path)).transpose()?;
        let items = self.read_items(node)?;
        Ok(Item::Group(Group { def, label, appearance, items }))
    }

    fn read_repeat(
        &mut self,
        node: Node<'_, '_>,
        label: Option<super::Message>,
        mut looks: Vec<String>,
    ) -> Result<Item, FormError> {
        let path = node.attribute("nodeset").unwrap_or_default().trim();
        let def = self.declared(path)?;
        let count =
            attribute(node, "count").map(|text| parse_expr(text, path, "repeat count")).transpose()?;
        let may_add =
            count.is_none() && attribute(node, "noAddRemove").is_none_or(|text| !text.contains("true"));
        looks.extend(appearance(node));
        let declared = &mut self.nodes[def];
        declared.is_repeat = true;
        declared.count = count.as_ref().map(from_parent);
        let relevant = declared.bind.relevant.as_ref().map(from_parent);
        if declared.template.is_none() {
            self.nodes[def].template = self.first_element(def);
        }
        let items = self.read_items(node)?;
        self.read_actions(node, &Event::NewRepeat(Some(def)))?;
        Ok(Item::Repeat(Repeat { def, label, appearance: looks, may_add, relevant, items }))
    }

    /// The first element of the blank instance at the path of a declared node.
    fn first_element(&self, def: DefId) -> Option<u32> {
        let names = self.nodes[def].path.split('/').skip(1);
        names.into_iter().try_fold(crate::xpath::Tree::DOCUMENT, |at, name| {
            self.blank.elements(at).find(|id| self.blank.name(*id).qualified() == name)
        })
    }

    fn read_question(&mut self, node: Node<'_, '_>) -> Result<Question, FormError> {
        let path = node.attribute("ref").or_else(|| node.attribute("bind")).unwrap_or_default().trim();
        let def = self.declared(path)?;
        self.read_actions(node, &Event::Changed(def))?;
        let attributes = node.attributes().filter(|a| !matches!(a.name(), "ref" | "bind" | "appearance"));
        Ok(Question {
            def,
            kind: self.kind(node, def),
            label: message(child(node, "label")),
            hint: message(child(node, "hint")),
            appearance: appearance(node),
            choices: read_choices(node, path)?,
            attributes: attributes.map(|a| (a.name().to_owned(), a.value().to_owned())).collect(),
        })
    }

    fn kind(&self, node: Node<'_, '_>, def: DefId) -> ControlKind {
        let bind = &self.nodes[def].bind;
        match node.tag_name().name() {
            "select1" => return ControlKind::SelectOne,
            "select" => return ControlKind::SelectMultiple,
            "rank" => return ControlKind::Rank,
            "range" => return ControlKind::Range,
            "upload" => return ControlKind::Upload,
            "trigger" => return ControlKind::Acknowledge,
            _ => {}
        }
        let is_fixed = matches!(&bind.read_only, Some(Expr::Call(name, _)) if name == "true");
        // A calculation that may be typed over is a question with a computed answer.
        if bind.calculate.is_some() && is_fixed {
            return ControlKind::Calculated;
        }
        match bind.data_type {
            DataType::Text | DataType::Boolean | DataType::Binary if is_fixed => ControlKind::Note,
            DataType::Text | DataType::Boolean | DataType::Binary => ControlKind::Text,
            DataType::Integer => ControlKind::Integer,
            DataType::Decimal => ControlKind::Decimal,
            DataType::Date => ControlKind::Date,
            DataType::Time => ControlKind::Time,
            DataType::DateTime => ControlKind::DateTime,
            DataType::Geopoint => ControlKind::Geopoint,
            DataType::Geotrace => ControlKind::Geotrace,
            DataType::Geoshape => ControlKind::Geoshape,
            DataType::Barcode => ControlKind::Barcode,
        }
    }
}

/// Rewrites an expression of a repeat so that it means the same on the repeat's parent: `../n` becomes `./n`.
fn from_parent(expr: &Expr) -> Expr {
    match expr {
        Expr::Number(_) | Expr::Text(_) => expr.clone(),
        Expr::Negative(inner) => Expr::Negative(Box::new(from_parent(inner))),
        Expr::Call(name, arguments) => Expr::Call(name.clone(), arguments.iter().map(from_parent).collect()),
        Expr::Chain(first, rest) => {
            let rest = rest.iter().map(|(operator, expr)| (*operator, from_parent(expr)));
            Expr::Chain(Box::new(from_parent(first)), rest.collect())
        }
        Expr::Path(path) => {
            let is_here = match &path.start {
                Start::Here => true,
                Start::Root => false,
                Start::Expr(start, _) => matches!(&**start, Expr::Call(name, _) if name == "current"),
            };
            let mut path = path.clone();
            if is_here && path.steps.first().is_some_and(Step::is_parent) {
                path.steps[0].axis = Axis::Itself;
            }
            Expr::Path(path)
        }
    }
}

fn is_text_of_control(node: Node<'_, '_>) -> bool {
    ["label", "hint", "help", "alert"].iter().any(|name| node.has_tag_name_local(name))
}

/// The words of an appearance, in lower case: `Field-List` is in real use.
fn appearance(node: Node<'_, '_>) -> Vec<String> {
    let words = node.attribute("appearance").unwrap_or_default().split_whitespace();
    words.map(str::to_lowercase).collect()
}

fn read_choices(node: Node<'_, '_>, path: &str) -> Result<Vec<ChoiceSource>, FormError> {
    let mut choices = Vec::new();
    for node in node.children() {
        if node.has_tag_name_local("item") {
            let value = child(node, "value").and_then(|n| n.text()).unwrap_or_default().trim().to_owned();
            choices.push(ChoiceSource::Item { value, label: message(child(node, "label")) });
        } else if node.has_tag_name_local("itemset") {
            choices.push(read_set(node, path)?);
        }
    }
    Ok(choices)
}

fn read_set(node: Node<'_, '_>, path: &str) -> Result<ChoiceSource, FormError> {
    let reference = |local: &str| child(node, local).and_then(|n| n.attribute("ref")).map(str::trim);
    let label = match reference("label") {
        None => None,
        Some(label) => Some(match label.strip_prefix("jr:itext(").and_then(|l| l.strip_suffix(')')) {
            Some(inside) => ChoiceLabel::Translated(parse_expr(inside, path, "choice label")?),
            None => ChoiceLabel::Column(parse_expr(label, path, "choice label")?),
        }),
    };
    Ok(ChoiceSource::Set {
        nodes: parse_expr(node.attribute("nodeset").unwrap_or_default(), path, "choices")?,
        value: parse_expr(reference("value").unwrap_or("name"), path, "choice value")?,
        label,
    })
}
