//! What a cell holds once columns such as `label::French` are gathered: a text, or texts by key, in column order.

/// A text, or texts by key (`media` → `image` → `French`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Map(Map),
}

/// Values by key, in the order they were first written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Map(Vec<(String, Value)>);

impl Value {
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Map(_) => None,
        }
    }

    pub(crate) fn map(&self) -> Option<&Map> {
        match self {
            Value::Text(_) => None,
            Value::Map(map) => Some(map),
        }
    }

    /// The text in that language, or in the default one, or in the first there is.
    pub(crate) fn in_language(&self, language: &str, default: &str) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Map(map) => {
                let found = map.text(language).or_else(|| map.text(default));
                found
                    .or_else(|| map.iter().find_map(|(_, value)| value.text()))
                    .unwrap_or_default()
                    .to_owned()
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::Map(map) => map.is_empty(),
        }
    }

    /// The text, or the way the reference spells a group of texts where it expected one.
    pub(crate) fn flat(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Map(map) => {
                let parts: Vec<String> =
                    map.iter().map(|(key, value)| format!("'{key}': {}", quoted(value))).collect();
                format!("{{{}}}", parts.join(", "))
            }
        }
    }

    /// Changes every text inside.
    pub(crate) fn each_text_mut(&mut self, change: &mut impl FnMut(&mut String)) {
        match self {
            Value::Text(text) => change(text),
            Value::Map(map) => map.each_text_mut(change),
        }
    }

    /// Adds `other`, keeping what is here; a text without language counts as `default`.
    fn merge(&mut self, other: Value, default: &str) {
        match (&mut *self, other) {
            (Value::Map(mine), Value::Map(other)) => {
                for (key, value) in other.0 {
                    mine.merge_key(&key, value, default);
                }
            }
            (Value::Map(mine), text @ Value::Text(_)) => {
                if mine.get(default).is_none() {
                    mine.set(default, text);
                }
            }
            (Value::Text(mine), Value::Map(other)) => {
                let mut merged = Map::default();
                if other.get(default).is_none() {
                    merged.set(default, Value::Text(std::mem::take(mine)));
                }
                merged.0.extend(other.0);
                *self = Value::Map(merged);
            }
            (Value::Text(mine), Value::Text(other)) => *mine = other,
        }
    }
}

fn quoted(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("'{text}'"),
        Value::Map(_) => value.flat(),
    }
}

impl Map {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(found, _)| found == key).map(|(_, value)| value)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::text)
    }

    pub(crate) fn set(&mut self, key: &str, value: Value) {
        match self.0.iter_mut().find(|(found, _)| found == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    pub(crate) fn set_text(&mut self, key: &str, value: impl Into<String>) {
        self.set(key, Value::Text(value.into()));
    }

    /// Sets the text unless the key is already there.
    pub(crate) fn set_missing(&mut self, key: &str, value: &str) {
        if self.get(key).is_none() {
            self.0.push((key.to_owned(), Value::Text(value.to_owned())));
        }
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.iter().position(|(found, _)| found == key)?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn take_text(&mut self, key: &str) -> Option<String> {
        match self.remove(key)? {
            Value::Text(text) => Some(text),
            map @ Value::Map(_) => Some(map.flat()),
        }
    }

    pub(crate) fn take_map(&mut self, key: &str) -> Map {
        match self.remove(key) {
            Some(Value::Map(map)) => map,
            _ => Map::default(),
        }
    }

    pub(crate) fn into_entries(self) -> Vec<(String, Value)> {
        self.0
    }

    pub(crate) fn each_text_mut(&mut self, change: &mut impl FnMut(&mut String)) {
        for (_, value) in &mut self.0 {
            value.each_text_mut(change);
        }
    }

    /// Adds the text of a column whose header has these parts.
    pub(crate) fn add(&mut self, parts: &[String], text: String, default: &str) {
        match parts {
            [] => {}
            [only] => self.set(only, Value::Text(text)),
            [first, rest @ ..] => {
                let mut value = Value::Text(text);
                for part in rest.iter().rev() {
                    value = Value::Map(Map(vec![(part.clone(), value)]));
                }
                self.merge_key(first, value, default);
            }
        }
    }

    fn merge_key(&mut self, key: &str, value: Value, default: &str) {
        match self.0.iter_mut().find(|(found, _)| found == key) {
            Some((_, old)) => old.merge(value, default),
            None => self.0.push((key.to_owned(), value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        text.split("::").map(str::to_owned).collect()
    }

    #[test]
    fn a_text_without_language_joins_the_others_under_the_default() {
        let mut map = Map::default();
        map.add(&parts("label"), "Name".into(), "default");
        map.add(&parts("label::fr"), "Nom".into(), "default");
        let label = map.get("label").and_then(Value::map).expect("two languages");
        assert_eq!(label.text("default"), Some("Name"));
        assert_eq!(label.text("fr"), Some("Nom"));
    }

    #[test]
    fn a_named_default_language_wins_over_the_bare_column() {
        let mut map = Map::default();
        map.add(&parts("label"), "bare".into(), "fr");
        map.add(&parts("label::fr"), "Nom".into(), "fr");
        let label = map.get("label").and_then(Value::map).expect("one language");
        assert_eq!(label.text("fr"), Some("Nom"));
    }
}
