//! Functions on choices: the value of a select is its chosen names with a space between them.

use super::{Answer, Call, Value};

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "selected" | "is-selected" => call.takes("selected", 2..=2).and_then(|c| {
            let (list, choice) = (c.text(0)?, c.text(1)?);
            let choice = choice.trim();
            let is_chosen = if choice.is_empty() {
                list.trim().is_empty()
            } else {
                list.split_whitespace().any(|chosen| chosen == choice)
            };
            Ok(Value::Boolean(is_chosen))
        }),
        "selected-at" => call.takes("selected-at", 2..=2).and_then(|c| {
            let (list, index) = (c.text(0)?, c.number(1)?);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a negative one is 0 kept apart"
            )]
            let chosen = if index >= 0.0 { list.split_whitespace().nth(index as usize) } else { None };
            Ok(Value::Text(chosen.unwrap_or_default().to_owned()))
        }),
        "count-selected" => call.takes("count-selected", 1..=1).and_then(|c| {
            #[expect(clippy::cast_precision_loss, reason = "no list has 2^53 words")]
            let count = c.text(0)?.split_whitespace().count() as f64;
            Ok(Value::Number(count))
        }),
        "jr:choice-name" => call.takes("jr:choice-name", 2..=2).and_then(|c| {
            let (value, path) = (c.text(0)?, c.text(1)?);
            let label = c.world.form.and_then(|form| form.choice_name(&value, &path, c.focus.node));
            Ok(Value::Text(label.unwrap_or_default()))
        }),
        _ => return None,
    })
}
