//! Names once the tree is whole: what the compiler adds may clash with what people wrote.

use super::expression;
use super::item::{Item, Kind};
use super::value::Text;
use crate::codes;
use crate::index::Set;
use crate::issue::{Issue, Issues};

/// Reports clashes that no row showed by itself; where repairs apply, the later element is renamed.
pub(crate) fn check(root: &mut Item<'_>, issues: &mut Issues) {
    let is_known =
        !issues.mends() && (issues.has(&codes::NAME_DUPLICATE) || issues.has(&codes::REPEAT_DUPLICATE));
    if !is_known {
        visit(root, &mut Set::default(), issues);
    }
}

fn visit<'a>(item: &mut Item<'a>, repeats: &mut Set<Text<'a>>, issues: &mut Issues) {
    let mut names: Set<Text<'a>> = Set::default();
    names.reserve(item.children.len());
    for child in &mut item.children {
        if !expression::is_name(&child.name) {
            let repair = expression::to_name(&child.name);
            let issue = Issue::new(&codes::NAME_INVALID).sheet("survey").row(child.row).column("name");
            issues.push(issue.value(&*child.name).repair(&repair));
            child.name = repair.into();
        }
        let is_new_repeat = child.kind != Kind::Repeat || repeats.insert(child.name.clone());
        let is_free = names.insert(child.name.clone());
        let rule = if !is_free {
            Some(&codes::NAME_DUPLICATE)
        } else if is_new_repeat {
            None
        } else {
            Some(&codes::REPEAT_DUPLICATE)
        };
        if let Some(rule) = rule {
            if is_free {
                names.remove(&child.name);
            }
            let free = free_name(&child.name, |name| !names.contains(name) && !repeats.contains(name));
            let issue = Issue::new(rule).sheet("survey").row(child.row).column("name");
            issues.push(issue.value(&*child.name).repair(&free));
            child.name = free.into();
            names.insert(child.name.clone());
        }
        if !child.children.is_empty() {
            visit(child, repeats, issues);
        }
    }
}

/// The first of `name_2`, `name_3`… that is free; after a few, one is found by halves, since a form may have thousands of
/// the same name.
pub(crate) fn free_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    const ONE_BY_ONE: u64 = 16;
    let numbered = |at: u64| format!("{name}_{at}");
    let is_free = |at: &u64| is_free(&numbered(*at));
    let found = (2..=ONE_BY_ONE).find(is_free).unwrap_or_else(|| {
        let mut free = (1..40).map(|power| ONE_BY_ONE << power).find(is_free).unwrap_or_default();
        let mut taken = free / 2;
        while free - taken > 1 {
            let middle = taken + (free - taken) / 2;
            if is_free(&middle) { free = middle } else { taken = middle }
        }
        free
    });
    numbered(found)
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn the_first_free_number_is_taken() {
        for taken in [0, 1, 2, 15, 16, 17, 99, 20_000] {
            let is_free = |name: &str| name[2..].parse::<u64>().is_ok_and(|at| at > taken);
            assert_eq!(free_name("a", is_free), format!("a_{}", (taken + 1).max(2)));
        }
    }
}
