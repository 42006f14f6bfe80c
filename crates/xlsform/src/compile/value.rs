//! What a cell holds once columns such as `label::French` are gathered: a text, or texts by key, in column order.
//!
//! Most texts of a form are those of its cells: they are borrowed from the workbook all the way to the XForm, and only
//! what the compiler writes itself is kept apart.

use std::borrow::Cow;

/// A text of the workbook, or one made of it.
pub(crate) type Text<'a> = Cow<'a, str>;

/// A text, or texts by key (`media` → `image` → `French`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Text(Text<'a>),
    Map(Map<'a>),
}

/// Values by key, in the order they were first written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Map<'a>(Vec<(Text<'a>, Value<'a>)>);

impl<'a> Value<'a> {
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Map(_) => None,
        }
    }

    pub(crate) fn map(&self) -> Option<&Map<'a>> {
        match self {
            Value::Text(_) => None,
            Value::Map(map) => Some(map),
        }
    }

    /// The text in that language, or in the default one, or in the first there is.
    pub(crate) fn in_language(&self, language: &str, default: &str) -> String {
        match self {
            Value::Text(text) => text.clone().into_owned(),
            Value::Map(map) => {
                let found = map.text(language).or_else(|| map.text(default));
                found
                    .or_else(|| map.iter().find_map(|(_, value)| value.text()))
                    .unwrap_or_default()
                    .to_owned()
            }
        }
    }

    /// The text; texts by key as the reference spells them.
    pub(crate) fn into_text(self) -> Text<'a> {
        match self {
            Value::Text(text) => text,
            map @ Value::Map(_) => map.flat().into_owned().into(),
        }
    }

    /// The texts by key; of a text alone, none.
    pub(crate) fn into_map(self) -> Map<'a> {
        match self {
            Value::Map(map) => map,
            Value::Text(_) => Map::default(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::Map(map) => map.is_empty(),
        }
    }

    /// The text, or the way the reference spells a group of texts where it expected one.
    pub(crate) fn flat(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Map(map) => {
                let parts: Vec<String> =
                    map.iter().map(|(key, value)| format!("'{key}': {}", quoted(value))).collect();
                format!("{{{}}}", parts.join(", ")).into()
            }
        }
    }

    /// Changes every text inside.
    pub(crate) fn each_text_mut(&mut self, change: &mut impl FnMut(&mut Text<'a>)) {
        match self {
            Value::Text(text) => change(text),
            Value::Map(map) => map.each_text_mut(change),
        }
    }

    /// Adds `other`, keeping what is here; a text without language counts as `default`.
    fn merge(&mut self, other: Value<'a>, default: &Text<'a>) {
        match (&mut *self, other) {
            (Value::Map(mine), Value::Map(other)) => {
                for (key, value) in other.0 {
                    mine.merge_key(key, value, default);
                }
            }
            (Value::Map(mine), text @ Value::Text(_)) => {
                if mine.get(default).is_none() {
                    mine.set(default.clone(), text);
                }
            }
            (Value::Text(mine), Value::Map(other)) => {
                let mut merged = Map::default();
                if other.get(default).is_none() {
                    merged.set(default.clone(), Value::Text(std::mem::take(mine)));
                }
                merged.0.extend(other.0);
                *self = Value::Map(merged);
            }
            (Value::Text(mine), Value::Text(other)) => *mine = other,
        }
    }
}

fn quoted(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => format!("'{text}'"),
        Value::Map(_) => value.flat().into_owned(),
    }
}

/// A text under several keys, the last innermost.
fn nested<'a>(parts: &[Text<'a>], text: Text<'a>) -> Value<'a> {
    let under = |value, part: &Text<'a>| Value::Map(Map(vec![(part.clone(), value)]));
    parts.iter().rev().fold(Value::Text(text), under)
}

impl<'a> Map<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value<'a>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.0.iter().find(|(found, _)| found == key).map(|(_, value)| value)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::text)
    }

    pub(crate) fn set(&mut self, key: impl Into<Text<'a>>, value: Value<'a>) {
        let key = key.into();
        match self.0.iter_mut().find(|(found, _)| *found == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    pub(crate) fn set_text(&mut self, key: impl Into<Text<'a>>, value: impl Into<Text<'a>>) {
        self.set(key, Value::Text(value.into()));
    }

    /// Sets the text unless the key is already there.
    pub(crate) fn set_missing(&mut self, key: &'static str, value: &'static str) {
        if self.get(key).is_none() {
            self.0.push((key.into(), Value::Text(value.into())));
        }
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Value<'a>> {
        let at = self.0.iter().position(|(found, _)| found == key)?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn take_text(&mut self, key: &str) -> Option<Text<'a>> {
        self.remove(key).map(Value::into_text)
    }

    pub(crate) fn take_map(&mut self, key: &str) -> Map<'a> {
        self.remove(key).map(Value::into_map).unwrap_or_default()
    }

    pub(crate) fn into_entries(self) -> Vec<(Text<'a>, Value<'a>)> {
        self.0
    }

    pub(crate) fn each_text_mut(&mut self, change: &mut impl FnMut(&mut Text<'a>)) {
        for (_, value) in &mut self.0 {
            value.each_text_mut(change);
        }
    }

    /// Adds the text of a column whose header has these parts, the first of which is not here yet.
    pub(crate) fn add_new(&mut self, parts: &[Text<'a>], text: Text<'a>) {
        let value = match parts {
            [] => return,
            [_] => Value::Text(text),
            [_, second] => Value::Map(Map::of(second.clone(), text)),
            [_, rest @ ..] => nested(rest, text),
        };
        self.0.push((parts[0].clone(), value));
    }

    /// Adds the text of a column whose header has these parts.
    pub(crate) fn add(&mut self, parts: &[Text<'a>], text: Text<'a>, default: &Text<'a>) {
        match parts {
            [] => {}
            [only] => self.set(only.clone(), Value::Text(text)),
            [first, second] => self.add_under(first, second, text, default),
            [first, rest @ ..] => self.merge_key(first.clone(), nested(rest, text), default),
        }
    }

    /// The usual case, without a map of one text: `label::French` joins `label::English`, `bind::type` its bind.
    fn add_under(&mut self, first: &Text<'a>, second: &Text<'a>, text: Text<'a>, default: &Text<'a>) {
        match self.0.iter_mut().find(|(found, _)| found == first) {
            Some((_, Value::Map(map))) => map.merge_key(second.clone(), Value::Text(text), default),
            Some((_, old)) => old.merge(Value::Map(Map::of(second.clone(), text)), default),
            None => self.0.push((first.clone(), Value::Map(Map::of(second.clone(), text)))),
        }
    }

    fn of(key: Text<'a>, text: Text<'a>) -> Map<'a> {
        // Room for the other languages, or for what the type adds to a bind.
        let mut entries = Vec::with_capacity(4);
        entries.push((key, Value::Text(text)));
        Map(entries)
    }

    /// An empty map with room for as many keys.
    pub(crate) fn with_capacity(keys: usize) -> Map<'a> {
        Map(Vec::with_capacity(keys))
    }

    fn merge_key(&mut self, key: Text<'a>, value: Value<'a>, default: &Text<'a>) {
        match self.0.iter_mut().find(|(found, _)| *found == key) {
            Some((_, old)) => old.merge(value, default),
            None => self.0.push((key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Text<'_>> {
        text.split("::").map(Cow::Borrowed).collect()
    }

    #[test]
    fn a_text_without_language_joins_the_others_under_the_default() {
        let mut map = Map::default();
        map.add(&parts("label"), "Name".into(), &"default".into());
        map.add(&parts("label::fr"), "Nom".into(), &"default".into());
        let label = map.get("label").and_then(Value::map).expect("two languages");
        assert_eq!(label.text("default"), Some("Name"));
        assert_eq!(label.text("fr"), Some("Nom"));
    }

    #[test]
    fn a_named_default_language_wins_over_the_bare_column() {
        let mut map = Map::default();
        map.add(&parts("label"), "bare".into(), &"fr".into());
        map.add(&parts("label::fr"), "Nom".into(), &"fr".into());
        let label = map.get("label").and_then(Value::map).expect("one language");
        assert_eq!(label.text("fr"), Some("Nom"));
    }
}
