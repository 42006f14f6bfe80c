//! Points, lines and areas: accuracy, and the features they may be picked from.

use super::item::Item;
use super::parameters::{accept, checked, is_number, place};
use super::tables;
use crate::codes;
use crate::issue::{Issue, Issues};

/// Applies the parameters of a geographic question; the name of the features it refers to, when it does.
pub(crate) fn refine(item: &mut Item<'_>, issues: &mut Issues) -> Option<String> {
    if item.type_name == "geopoint" {
        accept(
            item,
            &["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"],
            issues,
        );
        for (name, attribute) in
            [("capture-accuracy", "accuracyThreshold"), ("warning-accuracy", "unacceptableAccuracyThreshold")]
        {
            if let Some(value) = checked(item, name, "10", is_number, issues) {
                item.control.set_text(attribute, value);
            }
        }
    } else {
        accept(item, &["allow-mock-accuracy", "incremental", "reference-geometry"], issues);
        if checked(item, "incremental", "true", |value| tables::yes_no(value) == Some(true), issues).is_some()
        {
            item.control.set_text("incremental", "true");
        }
    }
    let mock = checked(
        item,
        "allow-mock-accuracy",
        "true, false",
        |value| matches!(value, "true" | "false"),
        issues,
    );
    if let Some(value) = mock {
        item.bind.set_text("odk:allow-mock-accuracy", value);
    }
    let features = item.parameter("reference-geometry")?.to_owned();
    item.itemset = Some(features.clone().into());
    Some(features)
}

/// Reports features that are neither a list, a file nor a repeat.
pub(crate) fn unknown_features(name: &str, row: u32, issues: &mut Issues) {
    issues.push(
        place(Issue::new(&codes::GEOMETRY_UNKNOWN), row).value(name).param("name", "reference-geometry"),
    );
}
