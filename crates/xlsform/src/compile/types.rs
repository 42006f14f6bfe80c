//! Question types with parameters of their own: text, photo, audio, audit, background recordings.

use super::item::{Action, EVERY_LOAD, FIRST_LOAD, Item};
use super::parameters::{accept, checked, is_whole, place};
use crate::codes;
use crate::issue::{Issue, Issues};

const QUALITIES: [&str; 4] = ["voice-only", "low", "normal", "external"];

/// Applies what the type of a question asks beyond its bind and control.
pub(crate) fn refine(item: &mut Item<'_>, issues: &mut Issues) {
    match &*item.type_name {
        "text" => text(item, issues),
        "photo" => photo(item, issues),
        "audio" => audio(item, issues),
        "background-audio" => background_audio(item, issues),
        "start-geopoint" => item.actions.push(Action::new("odk:setgeopoint", FIRST_LOAD)),
        "background-geopoint" => background_geopoint(item, issues),
        _ => {}
    }
}

fn text(item: &mut Item<'_>, issues: &mut Issues) {
    accept(item, &["rows"], issues);
    if let Some(rows) = checked(item, "rows", "1, 2, 3…", is_whole, issues) {
        item.control.set_text("rows", rows);
    }
}

fn photo(item: &mut Item<'_>, issues: &mut Issues) {
    if let Some(default) = &mut item.default
        && !default.contains("jr://images/")
    {
        *default = format!("jr://images/{default}").into();
    }
    accept(item, &["app", "max-pixels"], issues);
    if item.parameter("max-pixels").is_none() {
        issues.push(place(Issue::new(&codes::PHOTO_MAX_PIXELS), item.row));
    } else if let Some(pixels) = checked(item, "max-pixels", "1024", is_whole, issues) {
        item.bind.set_text("orx:max-pixels", pixels);
    }
    if matches!(item.appearance(), None | Some("annotate"))
        && let Some(app) = checked(item, "app", "org.example.app", is_package_name, issues)
    {
        item.control.set_text("intent", app);
    }
}

/// A name of an Android application: at least two parts, each a letter then letters, digits or underscores.
fn is_package_name(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            part.chars().next().is_some_and(|first| first != '_' && !first.is_numeric())
                && part.chars().all(|found| found.is_ascii_alphanumeric() || found == '_')
        })
}

fn audio(item: &mut Item<'_>, issues: &mut Issues) {
    accept(item, &["quality"], issues);
    if let Some(quality) =
        checked(item, "quality", &QUALITIES.join(", "), |value| QUALITIES.contains(&value), issues)
    {
        item.bind.set_text("odk:quality", quality);
    }
}

fn background_audio(item: &mut Item<'_>, issues: &mut Issues) {
    accept(item, &["quality"], issues);
    let known = &QUALITIES[..3];
    let mut action = Action::new("odk:recordaudio", EVERY_LOAD);
    action.quality =
        checked(item, "quality", &known.join(", "), |value| known.contains(&value), issues).map(Into::into);
    item.actions.push(action);
}

fn background_geopoint(item: &mut Item<'_>, issues: &mut Issues) {
    if item.triggers.is_empty() {
        issues.push(
            Issue::new(&codes::BACKGROUND_TRIGGER)
                .sheet("survey")
                .row(item.row)
                .column("trigger")
                .value(&*item.name),
        );
    }
    if item.bind.get("calculate").is_some() {
        issues.push(
            Issue::new(&codes::BACKGROUND_CALCULATION)
                .sheet("survey")
                .row(item.row)
                .column("calculation")
                .value(item.bind.text("calculate").unwrap_or_default()),
        );
        item.bind.remove("calculate");
    }
}

/// The audit log: always named `audit`, kept in `meta`.
pub(crate) fn audit(item: &mut Item<'_>, issues: &mut Issues) {
    if !item.name.is_empty() && item.name != "audit" {
        issues.push(
            Issue::new(&codes::AUDIT_NAME)
                .sheet("survey")
                .row(item.row)
                .column("name")
                .value(&*item.name)
                .repair("audit"),
        );
    }
    item.name = "audit".into();
    accept(
        item,
        &[
            "identify-user",
            "location-max-age",
            "location-min-interval",
            "location-priority",
            "track-changes",
            "track-changes-reasons",
        ],
        issues,
    );
    for name in ["track-changes", "identify-user"] {
        if let Some(value) =
            checked(item, name, "true, false", |value| matches!(value, "true" | "false"), issues)
        {
            item.bind.set_text(format!("odk:{name}"), value);
        }
    }
    let reasons =
        checked(item, "track-changes-reasons", "on-form-edit", |value| value == "on-form-edit", issues);
    if let Some(value) = reasons {
        item.bind.set_text("odk:track-changes-reasons", value);
    }
    audit_location(item, issues);
    item.settle();
}

fn audit_location(item: &mut Item<'_>, issues: &mut Issues) {
    const NAMES: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
    const PRIORITIES: [&str; 4] = ["no-power", "low-power", "balanced", "high-accuracy"];
    let given = NAMES.iter().filter(|name| item.parameter(name).is_some()).count();
    if given == 0 {
        return;
    }
    if given < NAMES.len() {
        issues.push(place(Issue::new(&codes::AUDIT_LOCATION), item.row).value(NAMES.join(", ")));
        return;
    }
    let is_count = |value: &str| value.trim().parse::<i64>().is_ok_and(|count| count >= 0);
    let priority =
        checked(item, NAMES[0], &PRIORITIES.join(", "), |value| PRIORITIES.contains(&value), issues);
    let interval = checked(item, NAMES[1], "0, 1, 2…", is_count, issues);
    let age = checked(item, NAMES[2], "0, 1, 2…", is_count, issues);
    let (Some(priority), Some(interval), Some(age)) = (priority, interval, age) else { return };
    if age.trim().parse::<i64>().unwrap_or(0) < interval.trim().parse::<i64>().unwrap_or(0) {
        super::parameters::reject(item, NAMES[2], &format!(">= {interval}"), issues);
        return;
    }
    for (name, value) in NAMES.into_iter().zip([priority, interval, age]) {
        item.bind.set_text(format!("odk:{name}"), value);
    }
}
