//! What JavaRosa, the engine of ODK Collect and KoboCollect, refuses although XPath 1.0 allows it.

use super::syntax::{Axis, Expr, Operator, Path, Test};

impl Expr {
    /// The first part of the expression that JavaRosa would refuse to open a form with, as it is written.
    ///
    /// A form with such a part runs here and in web clients, not on phones.
    pub fn refused_by_javarosa(&self) -> Option<String> {
        let mut refused = None;
        self.visit(&mut |expr| {
            let is_refused = match expr {
                Expr::Chain(_, rest) => rest.iter().any(|(operator, _)| *operator == Operator::Union),
                Expr::Path(path) => has_refused_step(path),
                _ => false,
            };
            if is_refused && refused.is_none() {
                refused = Some(expr.to_string());
            }
        });
        refused
    }
}

/// JavaRosa knows the child, parent, self and attribute axes, and no node type but `node()`.
fn has_refused_step(path: &Path) -> bool {
    path.steps.iter().any(|step| {
        let is_known_axis = matches!(step.axis, Axis::Child | Axis::Parent | Axis::Itself | Axis::Attribute);
        let is_known_test = match &step.test {
            Test::Name { .. } | Test::Node => true,
            Test::Any { prefix } => prefix.is_empty(),
            Test::Text | Test::Comment | Test::Instruction(_) => false,
        };
        !is_known_axis || !is_known_test
    })
}
