//! What a row of the survey sheet becomes before it has a place in the tree: a question or a container of others.

use super::header::Record;
use super::tables::{self, Widget};
use super::value::{Map, Text, Value};

/// What an item is in the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Question,
    Survey,
    Group,
    Repeat,
    Loop,
    /// `<entity>` in a `<meta>`.
    Entity,
    /// An attribute of an entity.
    Attribute,
    /// The `<label>` of an entity.
    EntityLabel,
    /// A group the respondent never sees: `meta`.
    Meta,
}

/// An action of the model or of a repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Action<'a> {
    pub(crate) name: &'static str,
    pub(crate) event: &'static str,
    pub(crate) value: Option<Text<'a>>,
    pub(crate) quality: Option<Text<'a>>,
}

pub(crate) const FIRST_LOAD: &str = "odk-instance-first-load";
pub(crate) const EVERY_LOAD: &str = "odk-instance-load";
pub(crate) const NEW_REPEAT: &str = "odk-new-repeat";
pub(crate) const VALUE_CHANGED: &str = "xforms-value-changed";

impl<'a> Action<'a> {
    pub(crate) fn new(name: &'static str, event: &'static str) -> Action<'a> {
        Action { name, event, value: None, quality: None }
    }
}

/// The parts of a bind that are formulas.
pub(crate) const FORMULAS: [&str; 5] = ["relevant", "constraint", "calculate", "required", "readonly"];

/// A tag of an OpenStreetMap question.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) label: Option<Value<'a>>,
}

/// Items in order. An item is some five hundred bytes and goes through half a dozen hands, hence the boxes.
pub(crate) type Items<'a> = Vec<Box<Item<'a>>>;

/// A question or a container, with everything its row says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item<'a> {
    pub(crate) kind: Kind,
    /// Row of the survey sheet, 0 for what the compiler adds.
    pub(crate) row: u32,
    pub(crate) type_name: Text<'a>,
    pub(crate) widget: Option<Widget>,
    pub(crate) name: Text<'a>,
    pub(crate) label: Option<Value<'a>>,
    pub(crate) hint: Option<Value<'a>>,
    pub(crate) guidance: Option<Value<'a>>,
    pub(crate) media: Map<'a>,
    pub(crate) bind: Map<'a>,
    pub(crate) control: Map<'a>,
    pub(crate) instance: Map<'a>,
    pub(crate) default: Option<Text<'a>>,
    pub(crate) is_dynamic: bool,
    pub(crate) choice_filter: Option<Text<'a>>,
    pub(crate) parameters: Vec<(Text<'a>, Text<'a>)>,
    pub(crate) triggers: Vec<Text<'a>>,
    pub(crate) actions: Vec<Action<'a>>,
    /// Name of the choice list, file or repeat the choices come from; empty when they are written in place.
    pub(crate) itemset: Option<Text<'a>>,
    /// Whether `itemset` names a list the question reads whole: only then may it not be shared with `search()`.
    pub(crate) reads_list: bool,
    pub(crate) query: Option<Text<'a>>,
    pub(crate) tags: Vec<Tag<'a>>,
    pub(crate) is_flat: bool,
    /// Value of an entity attribute.
    pub(crate) value: Option<Text<'a>>,
    pub(crate) children: Items<'a>,
}

/// An item as its row is written, with what is still to be read.
pub(crate) struct Written<'a> {
    pub(crate) item: Box<Item<'a>>,
    pub(crate) trigger: Option<Text<'a>>,
    pub(crate) parameters: Option<Text<'a>>,
}

impl<'a> Item<'a> {
    /// Everything a row says, with its type still as written. The map is gone through once.
    pub(crate) fn from_record(record: Record<'a>) -> Written<'a> {
        let mut item = Box::new(Item { row: record.row, ..Item::default() });
        let (mut trigger, mut parameters) = (None, None);
        for (key, value) in record.map.into_entries() {
            match &*key {
                "type" => item.type_name = value.into_text(),
                "name" => item.name = value.into_text(),
                "label" => item.label = Some(value),
                "hint" => item.hint = Some(value),
                "guidance_hint" => item.guidance = Some(value),
                "media" => item.media = value.into_map(),
                "bind" => item.bind = value.into_map(),
                "control" => item.control = value.into_map(),
                "instance" => item.instance = value.into_map(),
                "default" => item.default = Some(value.into_text()),
                "choice_filter" => item.choice_filter = Some(value.into_text()),
                "query" => item.query = Some(value.into_text()),
                "intent" => item.value = Some(value.into_text()),
                "trigger" => trigger = Some(value.into_text()),
                "parameters" => parameters = Some(value.into_text()),
                _ => {}
            }
        }
        Written { item, trigger, parameters }
    }

    /// A group nobody sees, that holds what the form knows of itself.
    pub(crate) fn meta(children: Items<'a>) -> Box<Item<'a>> {
        Box::new(Item {
            kind: Kind::Meta,
            type_name: "group".into(),
            name: "meta".into(),
            children,
            ..Item::default()
        })
    }

    /// A value computed by an expression, never shown.
    pub(crate) fn calculate(name: impl Into<Text<'a>>, expression: impl Into<Text<'a>>) -> Box<Item<'a>> {
        let item = Item { type_name: "calculate".into(), name: name.into(), ..Item::default() };
        let mut item = Box::new(item);
        item.bind.set_text("calculate", expression);
        item.settle();
        item
    }

    /// Gives the item what its type says by itself. False when the type is unknown.
    pub(crate) fn settle(&mut self) -> bool {
        let Some(known) = tables::question_type(&self.type_name) else { return false };
        self.widget = Some(known.widget);
        for (key, value) in known.bind {
            self.bind.set_missing(key, value);
        }
        if let Some(media_type) = known.media_type {
            self.control.set_missing("mediatype", media_type);
        }
        if let (Some(hint), None) = (known.hint, &self.hint) {
            self.hint = Some(Value::Text(hint.into()));
        }
        true
    }

    /// How many items there are, this one included.
    pub(crate) fn count(&self) -> usize {
        1 + self.children.iter().map(|child| child.count()).sum::<usize>()
    }

    /// The formulas of the bind, in the order of [`FORMULAS`].
    pub(crate) fn formulas(&self) -> [Option<&str>; FORMULAS.len()] {
        let mut out = [None; FORMULAS.len()];
        for (key, value) in self.bind.iter() {
            if let Some(at) = FORMULAS.iter().position(|formula| *formula == key) {
                out[at] = value.text();
            }
        }
        out
    }

    pub(crate) fn appearance(&self) -> Option<&str> {
        self.control.text("appearance")
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    /// Whether this only brings a file into the form: no answer, no text.
    pub(crate) fn is_external(&self) -> bool {
        self.widget == Some(Widget::External)
    }

    /// Whether the value is computed and nothing is said to the respondent, so that there is no control.
    pub(crate) fn is_computed_unseen(&self) -> bool {
        let is_computed = self.bind.get("calculate").is_some() || !self.triggers.is_empty();
        is_computed && [&self.label, &self.hint].into_iter().flatten().all(Value::is_empty)
    }

    pub(crate) fn is_container(&self) -> bool {
        !matches!(self.kind, Kind::Question | Kind::Attribute | Kind::EntityLabel)
    }
}
