//! Functions on texts.

use regex::RegexBuilder;

use super::{Answer, Call, EvalError, Value};

/// The largest compiled regular expression, in bytes: enough for any real one, too little for a trap.
const REGEX_BYTES: usize = 1 << 20;
/// The longest result a text function may build, in bytes.
const LONGEST: usize = 4 << 20;

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "string" => call.takes("string", 0..=1).and_then(|c| Ok(Value::Text(c.text_or_here()?))),
        "concat" => call.texts_from(0).map(|texts| Value::Text(texts.concat())),
        "join" => call.takes("join", 1..=usize::MAX).and_then(|c| {
            let separator = c.text(0)?;
            Ok(Value::Text(c.texts_from(1)?.join(&separator)))
        }),
        "contains" => two(call, "contains", |text, part| Value::Boolean(text.contains(part))),
        "starts-with" => two(call, "starts-with", |text, part| Value::Boolean(text.starts_with(part))),
        "ends-with" => two(call, "ends-with", |text, part| Value::Boolean(text.ends_with(part))),
        "substring-before" => two(call, "substring-before", |text, part| {
            Value::Text(text.split_once(part).map_or("", |(before, _)| before).to_owned())
        }),
        "substring-after" => two(call, "substring-after", |text, part| {
            Value::Text(text.split_once(part).map_or("", |(_, after)| after).to_owned())
        }),
        "substring" => call.takes("substring", 2..=3).and_then(substring),
        "substr" => call.takes("substr", 2..=3).and_then(substr),
        "string-length" => call.takes("string-length", 0..=1).and_then(|c| {
            #[expect(clippy::cast_precision_loss, reason = "no text has 2^53 characters")]
            let length = c.text_or_here()?.chars().count() as f64;
            Ok(Value::Number(length))
        }),
        "normalize-space" => call.takes("normalize-space", 0..=1).and_then(|c| {
            let text = c.text_or_here()?;
            let words: Vec<_> = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
            Ok(Value::Text(words.join(" ")))
        }),
        "translate" => call.takes("translate", 3..=3).and_then(translate),
        "regex" => call.takes("regex", 2..=2).and_then(matches),
        "uuid" => call.takes("uuid", 0..=1).and_then(uuid),
        "pulldata" => call.takes("pulldata", 4..=4).and_then(pull_data),
        "jr:itext" => call.takes("jr:itext", 1..=1).and_then(|c| {
            let id = c.text(0)?;
            Ok(Value::Text(c.world.form.and_then(|form| form.translation(&id)).unwrap_or_default()))
        }),
        _ => return None,
    })
}

fn two(call: Call<'_>, name: &'static str, apply: fn(&str, &str) -> Value) -> Answer {
    let call = call.takes(name, 2..=2)?;
    Ok(apply(&call.text(0)?, &call.text(1)?))
}

/// `substring(text, first, length)`: positions start at 1 and are rounded, as XPath has it.
fn substring(call: Call<'_>) -> Answer {
    let text = call.text(0)?;
    let first = round_half_up(call.number(1)?);
    let end = if call.count() == 3 { first + round_half_up(call.number(2)?) } else { f64::INFINITY };
    let mut position = 0.0;
    let kept = text.chars().filter(|_| {
        position += 1.0;
        position >= first && position < end
    });
    Ok(Value::Text(kept.collect()))
}

fn round_half_up(number: f64) -> f64 {
    (number + 0.5).floor()
}

/// `substr(text, start, end)`: positions start at 0; a negative one counts from the end.
fn substr(call: Call<'_>) -> Answer {
    let text: Vec<char> = call.text(0)?.chars().collect();
    let place = |number: f64| {
        #[expect(clippy::cast_precision_loss, reason = "no text has 2^53 characters")]
        let length = text.len() as f64;
        let place = if number < 0.0 { length + number } else { number };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the length")]
        let place = place.clamp(0.0, length) as usize;
        place
    };
    let start = place(call.number(1)?);
    let end = if call.count() == 3 { place(call.number(2)?) } else { text.len() };
    Ok(Value::Text(text.get(start..end).unwrap_or_default().iter().collect()))
}

fn translate(call: Call<'_>) -> Answer {
    let from: Vec<char> = call.text(1)?.chars().collect();
    let to: Vec<char> = call.text(2)?.chars().collect();
    let text = call.text(0)?;
    let translated = text.chars().filter_map(|c| match from.iter().position(|f| *f == c) {
        Some(index) => to.get(index).copied(),
        None => Some(c),
    });
    Ok(Value::Text(translated.collect()))
}

/// `regex(text, pattern)`: whether the whole text matches.
fn matches(call: Call<'_>) -> Answer {
    let (text, pattern) = (call.text(0)?, call.text(1)?);
    let whole = format!("^(?:{})$", adapt(&pattern));
    let regex = RegexBuilder::new(&whole)
        .size_limit(REGEX_BYTES)
        .dfa_size_limit(REGEX_BYTES)
        .nest_limit(50)
        .build()
        .map_err(|_| EvalError::Regex)?;
    Ok(Value::Boolean(regex.is_match(&text)))
}

/// Java and JavaScript accept `\/` and other needless escapes; here they are taken away.
fn adapt(pattern: &str) -> String {
    let mut adapted = String::with_capacity(pattern.len());
    let mut characters = pattern.chars().peekable();
    while let Some(c) = characters.next() {
        let needless =
            |next: &char| matches!(next, '/' | ':' | ',' | ';' | '=' | '"' | '\'' | '_' | '@' | '!');
        if c == '\\' {
            match characters.peek() {
                Some(next) if needless(next) => {}
                _ => {
                    adapted.push(c);
                    adapted.extend(characters.next());
                }
            }
        } else {
            adapted.push(c);
        }
    }
    adapted
}

/// `uuid()`, or with a length as many characters of chance.
fn uuid(call: Call<'_>) -> Answer {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if call.count() == 1 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
        let length = call.number(0)?.clamp(0.0, 4096.0) as usize;
        let letters = (0..length).map(|_| char::from(ALPHABET[(call.world.next_random() % 62) as usize]));
        return Ok(Value::Text(letters.collect()));
    }
    let (high, low) = (call.world.next_random(), call.world.next_random());
    let high = (high & !0xF000) | 0x4000;
    let low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000;
    let (a, b, c) = (high >> 32, (high >> 16) & 0xFFFF, high & 0xFFFF);
    Ok(Value::Text(format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xFFFF_FFFF_FFFF)))
}

fn pull_data(call: Call<'_>) -> Answer {
    let (file, column, key_column, key) = (call.text(0)?, call.text(1)?, call.text(2)?, call.text(3)?);
    let found = call.world.form.and_then(|form| form.pull_data(&file, &column, &key_column, &key));
    Ok(Value::Text(found.filter(|text| text.len() <= LONGEST).unwrap_or_default()))
}
