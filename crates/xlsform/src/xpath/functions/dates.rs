//! Functions on dates and times.

use super::super::moment::share_of_local_day;
use super::super::{Moment, World};
use super::{Answer, Call, Value};

const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
];
const DAYS: [[&str; 7]; 2] = [
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
];

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "now" => call.takes("now", 0..=0).map(|c| Value::Moment(Moment::now(c.world.environment))),
        "today" => call.takes("today", 0..=0).map(|c| Value::Moment(Moment::today(c.world.environment))),
        "date" => call.takes("date", 1..=1).and_then(date),
        "date-time" => {
            call.takes("date-time", 1..=1).and_then(|c| Ok(moment_or_nothing(&c.value(0)?, c.world)))
        }
        "decimal-date-time" => call.takes("decimal-date-time", 1..=1).and_then(|c| {
            let days = c.value(0)?.moment(c.world);
            let days = days.map_or(f64::NAN, |moment| moment.universal_days(c.world.environment));
            Ok(Value::Number(days))
        }),
        "decimal-time" => call.takes("decimal-time", 1..=1).and_then(|c| {
            let text = c.text(0)?;
            let whole = Moment::parse(&text, c.world.environment).map(Moment::share_of_day);
            let share = whole.or_else(|| share_of_local_day(&text, c.world.environment));
            Ok(Value::Number(share.unwrap_or(f64::NAN)))
        }),
        "format-date" => call.takes("format-date", 2..=2).and_then(format),
        "format-date-time" => call.takes("format-date-time", 2..=2).and_then(format),
        _ => return None,
    })
}

/// A date, or nothing when the argument is none. In a questionnaire a date forgets its time, a text does not.
fn date(call: Call<'_>) -> Answer {
    let value = call.value(0)?;
    if !call.world.is_form {
        return Ok(moment_or_nothing(&value, call.world));
    }
    let is_text = match &value {
        Value::Text(_) => true,
        Value::Nodes(nodes) => {
            !nodes.first().is_some_and(|node| call.world.form.is_some_and(|form| form.is_dated(*node)))
        }
        _ => false,
    };
    let moment = match value {
        Value::Number(days) => Moment::from_local_days(days.trunc()),
        value if is_text => value.moment(call.world),
        value => value.moment(call.world).map(Moment::day),
    };
    Ok(moment.map_or(Value::Text(String::new()), Value::Moment))
}

/// The moment, or nothing when the value is none. No number is said to be no date, outside a questionnaire: there an
/// answer must not be filled with such words.
fn moment_or_nothing(value: &Value, world: &World<'_>) -> Value {
    let is_wrong_sum = !world.is_form && matches!(value, Value::Number(number) if number.is_nan());
    let words = if is_wrong_sum { "Invalid Date" } else { "" };
    value.moment(world).map_or(Value::Text(words.to_owned()), Value::Moment)
}

/// A time without a day, on the first day there is.
fn time_alone(value: &Value, call: Call<'_>) -> Option<Moment> {
    Moment::parse(&format!("1970-01-01T{}", value.text(call.world)), call.world.environment)
}

/// `format-date(date, '%Y-%m-%d')`: the letters of the ODK specification.
fn format(call: Call<'_>) -> Answer {
    let value = call.value(0)?;
    let Some(Moment(at)) = value.moment(call.world).or_else(|| time_alone(&value, call)) else {
        return Ok(Value::Text(String::new()));
    };
    let pattern = call.text(1)?;
    let language = usize::from(call.world.environment.locale.starts_with("fr"));
    let mut text = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let written = match letters.next() {
            Some('Y') => format!("{:04}", at.year()),
            Some('y') => format!("{:02}", at.year().rem_euclid(100)),
            Some('m') => format!("{:02}", at.month()),
            Some('n') => at.month().to_string(),
            Some('b') => MONTHS[language][usize::from(at.month().unsigned_abs()) - 1].to_owned(),
            Some('d') => format!("{:02}", at.day()),
            Some('e') => at.day().to_string(),
            Some('H') => format!("{:02}", at.hour()),
            Some('h') => at.hour().to_string(),
            Some('M') => format!("{:02}", at.minute()),
            Some('S') => format!("{:02}", at.second()),
            Some('3') => format!("{:03}", at.subsec_nanosecond() / 1_000_000),
            Some('a') => {
                DAYS[language][at.weekday().to_monday_zero_offset().unsigned_abs() as usize].to_owned()
            }
            Some('W') => format!("{:02}", at.date().iso_week_date().week()),
            Some(other) if other != '%' => format!("%{other}"),
            _ => "%".to_owned(),
        };
        text.push_str(&written);
    }
    Ok(Value::Text(text))
}
