//! Functions on nodes, instances and repeats.

use super::super::syntax::{Path, Start, Step};
use super::super::{Name, NodeKind, Tree};
use super::{Answer, Call, EvalError, Expr, NodeRef, Value};

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "current" => call.takes("current", 0..=0).map(|c| Value::Nodes(vec![c.focus.current])),
        "instance" => call.takes("instance", 1..=1).and_then(instance),
        "count" => call.takes("count", 1..=1).and_then(|c| Ok(count(c.nodes(0, "count")?.len()))),
        "count-non-empty" => call.takes("count-non-empty", 1..=1).and_then(|c| {
            let nodes = c.nodes(0, "count-non-empty")?;
            Ok(count(nodes.into_iter().filter(|node| !c.world.node_text(*node).is_empty()).count()))
        }),
        "position" => call.takes("position", 0..=1).and_then(position),
        "last" => call.takes("last", 0..=0).map(|c| count(c.focus.size)),
        "once" => call.takes("once", 1..=1).and_then(once),
        "indexed-repeat" => call.takes("indexed-repeat", 3..=7).and_then(indexed_repeat),
        "randomize" => call.takes("randomize", 1..=2).and_then(randomize),
        "id" => call.takes("id", 1..=1).and_then(id),
        "lang" => call.takes("lang", 1..=1).and_then(lang),
        "name" => name_of(call, "name", Name::qualified),
        "local-name" => name_of(call, "local-name", |name| name.local.to_string()),
        "namespace-uri" => name_of(call, "namespace-uri", |name| name.namespace.to_string()),
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2^53 nodes")]
fn count(number: usize) -> Value {
    Value::Number(number as f64)
}

fn instance(call: Call<'_>) -> Answer {
    let name = call.text(0)?;
    let found = call.world.instances.iter().position(|instance| instance.name == name);
    let index = found.ok_or(EvalError::UnknownInstance(name))?;
    let root = call.world.instances[index].root;
    let instance = u32::try_from(index + 1).unwrap_or(u32::MAX);
    Ok(Value::Nodes(vec![NodeRef { instance, id: root }]))
}

/// `position()` in a predicate; `position(node)`: which one it is among its siblings of the same name.
fn position(call: Call<'_>) -> Answer {
    if call.count() == 0 {
        return Ok(count(call.focus.position));
    }
    let Some(node) = call.nodes(0, "position")?.into_iter().next() else {
        return Ok(Value::Number(f64::NAN));
    };
    let tree = call.world.tree(node);
    let name = tree.name(node.id);
    let before = std::iter::successors(tree.previous(node.id), |id| tree.previous(*id));
    Ok(count(1 + before.filter(|id| tree.kind(*id) == NodeKind::Element && tree.name(*id) == name).count()))
}

/// The answer already there, else the argument: a calculation made only once.
fn once(call: Call<'_>) -> Answer {
    let text = call.world.node_text(call.focus.current).into_owned();
    if !text.is_empty() {
        return Ok(Value::Text(text));
    }
    Ok(match call.value(0)? {
        Value::Number(number) if number.is_nan() => Value::Text(String::new()),
        value => value,
    })
}

const PARK_MILLER: i64 = 2_147_483_647;

/// `randomize(nodes, seed)`: shuffles as JavaRosa does, so the same seed gives the same order everywhere.
fn randomize(call: Call<'_>) -> Answer {
    let mut nodes = call.nodes(0, "randomize")?;
    let seed = if call.count() == 2 { Some(call.number(1)?) } else { None };
    let mut state = match seed {
        #[expect(clippy::cast_possible_truncation, reason = "JavaRosa truncates the seed in the same way")]
        Some(seed) => seed as i64,
        None => i64::from((call.world.next_random() >> 33) as u32),
    };
    // The generator of Park and Miller, which the specification names.
    state %= PARK_MILLER;
    if state <= 0 {
        state += PARK_MILLER - 1;
    }
    for index in 0..nodes.len() {
        state = state * 16_807 % PARK_MILLER;
        #[expect(clippy::cast_precision_loss, reason = "31 bits")]
        let share = (state - 1) as f64 / (PARK_MILLER - 1) as f64;
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the index"
        )]
        let other = (share * (index + 1) as f64) as usize;
        nodes.swap(index, other);
    }
    Ok(Value::Nodes(nodes))
}

/// `indexed-repeat(node, repeat, index, …)`: the node inside the given instance of each repeat.
fn indexed_repeat(call: Call<'_>) -> Answer {
    let target = names(call, &call.arguments[0])?;
    let mut chosen = Vec::new();
    for pair in call.arguments[1..].chunks(2) {
        let [repeat, index] = pair else { return Err(EvalError::Arguments("indexed-repeat")) };
        chosen.push((names(call, repeat)?, call.world.eval(index, call.focus)?.number(call.world)));
    }
    let world = call.world;
    let mut here: Vec<String> = Vec::new();
    let mut found = vec![(NodeRef::main(world.root), true)];
    let own = chain(call);
    for name in target {
        let mut next = Vec::new();
        here.push(name.clone());
        let index = chosen.iter().find(|(repeat, _)| *repeat == here).map(|(_, index)| *index);
        for (node, is_own) in found {
            let tree = world.tree(node);
            let children: Vec<_> =
                tree.elements(node.id).filter(|id| *tree.name(*id).local == name).collect();
            next.extend(pick(&children, index, if is_own { own.get(here.len() - 1) } else { None }));
        }
        world.spend(next.len())?;
        found = next.into_iter().map(|(id, is_own)| (NodeRef::main(id), is_own)).collect();
    }
    Ok(Value::Nodes(found.into_iter().map(|(node, _)| node).collect()))
}

/// Of the children: the indexed one; else the one the present node is in; else all of them.
fn pick(children: &[u32], index: Option<f64>, own: Option<&u32>) -> Vec<(u32, bool)> {
    if let Some(index) = index {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number below 1 finds nothing"
        )]
        let place = if index >= 1.0 { children.get(index as usize - 1) } else { None };
        return place.map(|id| (*id, Some(id) == own)).into_iter().collect();
    }
    match own.filter(|own| children.contains(own)) {
        Some(own) => vec![(*own, true)],
        None => children.iter().map(|id| (*id, false)).collect(),
    }
}

/// The present node and its ancestors below the root, from the top.
fn chain(call: Call<'_>) -> Vec<u32> {
    let tree = call.world.main;
    let ancestors = std::iter::successors(Some(call.focus.current.id), |id| tree.parent(*id));
    let mut chain: Vec<_> = ancestors.take_while(|id| *id != call.world.root).collect();
    chain.reverse();
    chain
}

/// The names a path goes through from the root, whatever the instances of repeats.
fn names(call: Call<'_>, expr: &Expr) -> Result<Vec<String>, EvalError> {
    let Expr::Path(Path { start, steps }) = expr else { return Err(EvalError::NotNodes("indexed-repeat")) };
    let mut names: Vec<String> = match start {
        Start::Root => Vec::new(),
        _ => chain(call).iter().map(|id| call.world.main.name(*id).local.to_string()).collect(),
    };
    for step in steps {
        if step.is_parent() {
            names.pop();
        } else if let Step { test: super::super::Test::Name { local, .. }, .. } = step {
            names.push(local.clone());
        } else if !step.is_self() {
            return Err(EvalError::NotNodes("indexed-repeat"));
        }
    }
    Ok(names)
}

fn id(call: Call<'_>) -> Answer {
    let ids = call.texts_from(0)?.join(" ");
    let wanted: Vec<_> = ids.split_whitespace().collect();
    let tree = call.world.tree(call.focus.node);
    let mut found = Vec::new();
    collect_ids(tree, Tree::DOCUMENT, &wanted, &mut found);
    call.world.spend(tree.len())?;
    let instance = call.focus.node.instance;
    Ok(Value::Nodes(found.into_iter().map(|id| NodeRef { instance, id }).collect()))
}

fn collect_ids(tree: &Tree, from: u32, wanted: &[&str], found: &mut Vec<u32>) {
    for child in tree.elements(from) {
        if tree.attribute(child, "id").is_some_and(|id| wanted.contains(&id)) {
            found.push(child);
        }
        collect_ids(tree, child, wanted, found);
    }
}

fn lang(call: Call<'_>) -> Answer {
    let wanted = call.text(0)?.to_lowercase();
    let tree = call.world.tree(call.focus.node);
    let mut nodes = std::iter::successors(Some(call.focus.node.id), |id| tree.parent(*id));
    let language = nodes.find_map(|id| xml_lang(tree, id)).unwrap_or_default().to_lowercase();
    let is_same =
        language == wanted || language.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'));
    Ok(Value::Boolean(is_same && !wanted.is_empty()))
}

fn xml_lang(tree: &Tree, id: u32) -> Option<String> {
    let is_lang = |id: &u32| *tree.name(*id).prefix == *"xml" && *tree.name(*id).local == *"lang";
    tree.attributes(id).find(is_lang).map(|id| tree.text(id).into_owned())
}

fn name_of(call: Call<'_>, function: &'static str, part: fn(&Name) -> String) -> Answer {
    let call = call.takes(function, 0..=1)?;
    let node =
        if call.count() == 0 { Some(call.focus.node) } else { call.nodes(0, function)?.into_iter().next() };
    Ok(Value::Text(node.map_or_else(String::new, |node| part(call.world.tree(node).name(node.id)))))
}
