//! Questions that look their choices up with `search()`: their choices stand in the body, their list is not shared.

use super::tree::Tree;
use crate::codes;
use crate::compile::tables::{self, Widget};
use crate::compile::value::Text;
use crate::issue::{Issue, Issues};

/// Moves the lists of `search()` questions into the body; gives the names of those lists.
pub(crate) fn redirect<'a>(tree: &mut Tree<'a>, issues: &mut Issues) -> Vec<Text<'a>> {
    let mut hidden: Vec<Text<'a>> = Vec::new();
    for node in &mut tree.nodes {
        let is_select = node.item.widget.is_some_and(Widget::is_select);
        if !is_select || !node.item.appearance().is_some_and(is_search) {
            continue;
        }
        let list = node.item.itemset.take().unwrap_or_default();
        if tables::FILE_ENDINGS.contains(&tables::ending(&list)) {
            let issue =
                Issue::new(&codes::SEARCH_FILE).sheet("survey").row(node.item.row).column("appearance");
            issues.push(issue.value(&*node.item.name));
        }
        if !hidden.contains(&list) {
            hidden.push(list.clone());
        }
        node.search_list = Some(list);
    }
    if !hidden.is_empty() {
        check_shared(tree, issues);
    }
    hidden
}

/// Whether an appearance calls `search(…)`.
fn is_search(appearance: &str) -> bool {
    appearance.len() > 7 && appearance.find("search(").is_some_and(|at| appearance[at..].contains(')'))
}

/// A list used with `search()` cannot be used without.
fn check_shared(tree: &Tree<'_>, issues: &mut Issues) {
    for node in &tree.nodes {
        let Some(list) = node.search_list.as_ref().filter(|_| node.item.reads_list) else { continue };
        let others: Vec<&str> = tree
            .nodes
            .iter()
            .filter(|other| other.item.reads_list && other.item.itemset.as_ref() == Some(list))
            .map(|other| &*other.item.name)
            .collect();
        if !others.is_empty() {
            issues.push(
                Issue::new(&codes::SEARCH_SHARED)
                    .sheet("survey")
                    .row(node.item.row)
                    .column("appearance")
                    .value(&**list)
                    .param("others", others.join(", ")),
            );
        }
    }
}
