//! Functions on numbers.

use super::super::World;
use super::super::value::parse_number;
use super::{Answer, Call, EvalError, Value};

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "number" => call.takes("number", 0..=1).and_then(|c| {
            Ok(number(if c.count() == 0 { Value::Nodes(vec![c.focus.node]) } else { c.value(0)? }, c.world))
        }),
        "floor" => one(call, "floor", f64::floor),
        "ceiling" => one(call, "ceiling", f64::ceil),
        "int" => one(call, "int", f64::trunc),
        "abs" => one(call, "abs", f64::abs),
        "sqrt" => one(call, "sqrt", f64::sqrt),
        "exp" => one(call, "exp", f64::exp),
        "exp10" => one(call, "exp10", |number| 10_f64.powf(number)),
        "log" => one(call, "log", f64::ln),
        "log10" => one(call, "log10", f64::log10),
        "sin" => one(call, "sin", f64::sin),
        "cos" => one(call, "cos", f64::cos),
        "tan" => one(call, "tan", f64::tan),
        "asin" => one(call, "asin", f64::asin),
        "acos" => one(call, "acos", f64::acos),
        "atan" => one(call, "atan", f64::atan),
        "atan2" => two(call, "atan2", f64::atan2),
        "pow" => two(call, "pow", f64::powf),
        "pi" => call.takes("pi", 0..=0).map(|_| Value::Number(std::f64::consts::PI)),
        "round" => call.takes("round", 1..=2).and_then(round),
        "min" => call.takes("min", 1..=usize::MAX).and_then(|c| extreme(c, f64::min)),
        "max" => call.takes("max", 1..=usize::MAX).and_then(|c| extreme(c, f64::max)),
        "sum" => call.takes("sum", 1..=1).and_then(|c| {
            let nodes = c.nodes(0, "sum")?;
            Ok(Value::Number(nodes.into_iter().map(|n| Value::Nodes(vec![n]).number(c.world)).sum()))
        }),
        "random" => call.takes("random", 0..=0).map(|c| {
            #[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
            let share = (c.world.next_random() >> 11) as f64 / (1_u64 << 53) as f64;
            Value::Number(share)
        }),
        _ => return None,
    })
}

/// A value as `number()` gives it. A questionnaire counts a written date in days of its own calendar.
fn number(value: Value, world: &World<'_>) -> Value {
    let number = value.number(world);
    let is_written = !world.is_form && matches!(value, Value::Text(_) | Value::Nodes(_));
    if is_written && !number.is_nan() && parse_number(&value.into_text(world)).is_none() {
        Value::Days(number)
    } else {
        Value::Number(number)
    }
}

fn one(call: Call<'_>, name: &'static str, apply: fn(f64) -> f64) -> Answer {
    Ok(Value::Number(apply(call.takes(name, 1..=1)?.number(0)?)))
}

fn two(call: Call<'_>, name: &'static str, apply: fn(f64, f64) -> f64) -> Answer {
    let call = call.takes(name, 2..=2)?;
    Ok(Value::Number(apply(call.number(0)?, call.number(1)?)))
}

/// `round(number, decimals)`: halves go up, on the decimal digits as they are written.
fn round(call: Call<'_>) -> Answer {
    // A decimal comma is read too, as JavaRosa does.
    let number = match call.value(0)? {
        Value::Text(text) => Value::Text(text.replace(',', ".")).number(call.world),
        value => value.number(call.world),
    };
    let decimals = if call.count() == 2 { call.number(1)? } else { 0.0 };
    if !number.is_finite() || decimals.is_nan() {
        return Ok(Value::Number(number));
    }
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a few digits")]
    let decimals = decimals.clamp(-300.0, 300.0).trunc() as i32;
    let rounded =
        if decimals == 0 { round_half(number, call.count() == 2) } else { round_at(number, decimals) };
    Ok(Value::Number(rounded))
}

/// Without decimals halves go up (XPath); with decimals they go away from zero (ODK).
fn round_half(number: f64, is_symmetric: bool) -> f64 {
    if is_symmetric { number.round() } else { (number + 0.5).floor() }
}

/// Shifts the point in the written number, so that 1.005 rounds as it reads.
fn round_at(number: f64, decimals: i32) -> f64 {
    let shift = |number: f64, places: i32| {
        format!("{number:e}").split_once('e').map_or(f64::NAN, |(digits, power)| {
            let power = power.parse::<i32>().unwrap_or(0) + places;
            format!("{digits}e{power}").parse().unwrap_or(f64::NAN)
        })
    };
    shift(shift(number, decimals).round(), -decimals)
}

/// `min` and `max` of nodes or of the arguments; an empty answer or no answer at all gives NaN.
fn extreme(call: Call<'_>, choose: fn(f64, f64) -> f64) -> Answer {
    let texts = call.texts_from(0)?;
    let mut best = None;
    for text in &texts {
        let number = Value::Text(text.clone()).number(call.world);
        if number.is_nan() {
            return Ok(Value::Number(f64::NAN));
        }
        best = Some(best.map_or(number, |best| choose(best, number)));
    }
    Ok::<_, EvalError>(Value::Number(best.unwrap_or(f64::NAN)))
}
