//! The survey sheet, row by row: questions, groups, repeats, loops, and the checks each row calls for.

use super::choices::Lists;
use super::entities::Entities;
use super::entity_places::{self, Path};
use super::header::Record;
use super::item::{Action, FIRST_LOAD, Item, Items, Kind, NEW_REPEAT, Written};
use super::settings::Settings;
use super::tables::{self, Container, Widget};
use super::value::{Text, Value};
use super::{container, expression, geo, parameters, range, select, triggers, types};
use crate::codes::{self, Rule};
use crate::index::{Index, Set};
use crate::issue::{Issue, Issues};

/// What reading a survey needs besides its rows.
pub(crate) struct Context<'c, 'a> {
    pub(crate) issues: &'c mut Issues,
    pub(crate) settings: &'c mut Settings,
    pub(crate) lists: &'c mut Lists<'a>,
    pub(crate) external: &'c Lists<'a>,
    pub(crate) osm: &'c Lists<'a>,
    pub(crate) entities: &'c mut Entities<'a>,
    /// Other sheets whose names look like the missing `choices` or `external_choices`.
    pub(crate) sheet_names: &'c [String],
}

/// The reading of a survey sheet.
pub(crate) struct SurveyReader<'c, 'a> {
    pub(crate) context: Context<'c, 'a>,
    pub(crate) frames: Vec<Frame<'a>>,
    pub(crate) table_list: TableList,
    pub(crate) meta: Items<'a>,
    /// How many elements have each name.
    pub(crate) names: Names<'a>,
    pub(crate) secondary: Set<Text<'a>>,
    pub(crate) repeats: Set<Text<'a>>,
    pub(crate) lists_with_none: Set<Text<'a>>,
    /// Set once groups are nested beyond reason: the rest is not read.
    pub(crate) is_too_deep: bool,
    /// Names taken in each frame, by their spelling in small letters: the first so spelled, and any other.
    taken: Index<(usize, Text<'a>), (Text<'a>, Vec<Text<'a>>)>,
    frames_begun: usize,
    triggers: Vec<(Text<'a>, u32)>,
    features: Vec<(String, u32)>,
}

/// A container whose end has not come yet.
pub(crate) struct Frame<'a> {
    pub(crate) item: Box<Item<'a>>,
    pub(crate) container: Option<Container>,
    /// The list a loop runs over.
    pub(crate) loop_list: Option<String>,
    pub(crate) path: Path,
    /// Number of the frame among all.
    number: usize,
}

/// Whether rows are in a table of selects, and which list it shows.
pub(crate) enum TableList {
    No,
    Waiting,
    List(String),
}

/// A survey read: the tree of its items, and the names it uses.
pub(crate) struct Survey<'a> {
    pub(crate) root: Box<Item<'a>>,
    pub(crate) meta: Items<'a>,
    pub(crate) names: Names<'a>,
}

/// The names of a survey, each with how it is used.
pub(crate) type Names<'a> = Index<Text<'a>, Use>;

/// How a name is used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Use {
    /// How many elements have it.
    pub(crate) count: usize,
    /// Whether one of them is a question.
    is_question: bool,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(item: Box<Item<'a>>, container: Option<Container>, path: Path) -> Frame<'a> {
        Frame { item, container, loop_list: None, path, number: 0 }
    }
}

impl<'c, 'a> SurveyReader<'c, 'a> {
    pub(crate) fn new(context: Context<'c, 'a>) -> SurveyReader<'c, 'a> {
        let root = Item { kind: Kind::Survey, name: context.settings.root.clone().into(), ..Item::default() };
        SurveyReader {
            context,
            frames: vec![Frame::new(Box::new(root), None, entity_places::root())],
            table_list: TableList::No,
            meta: Vec::new(),
            names: Index::default(),
            taken: Index::default(),
            frames_begun: 0,
            secondary: Set::default(),
            repeats: Set::default(),
            lists_with_none: Set::default(),
            is_too_deep: false,
            triggers: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Reads all rows, then what only the whole can tell.
    pub(crate) fn read(mut self, records: Vec<Record<'a>>) -> Survey<'a> {
        self.names.reserve(records.len());
        self.taken.reserve(records.len());
        for record in records {
            if !self.is_too_deep {
                self.row(record);
            }
        }
        container::close_all(&mut self);
        for (name, row) in &self.triggers {
            if !self.names.get(name).is_some_and(|found| found.is_question) {
                let issue = Issue::new(&codes::REFERENCE_UNKNOWN).sheet("survey").row(*row).column("trigger");
                self.context.issues.push(issue.value(&**name));
            }
        }
        self.check_features();
        let root = self.frames.pop().map(|frame| frame.item).unwrap_or_default();
        Survey { root, meta: self.meta, names: self.names }
    }

    fn check_features(&mut self) {
        for (name, row) in &self.features {
            let is_known = self.secondary.contains(name.as_str())
                || self.context.lists.get(name).is_some()
                || self.context.entities.contains(name);
            let repeat = expression::references(name).next().map(|found| found.name);
            let is_repeat =
                expression::is_reference(name) && repeat.is_some_and(|name| self.repeats.contains(name));
            if !is_known && !is_repeat {
                geo::unknown_features(name, *row, self.context.issues);
            }
        }
    }

    /// Reports an issue of a survey cell.
    pub(crate) fn report(&mut self, rule: &'static Rule, row: u32, column: &str, value: &str) {
        self.context.issues.push(Issue::new(rule).sheet("survey").row(row).column(column).value(value));
    }

    pub(crate) fn frame(&mut self) -> &mut Frame<'a> {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// Begins a container.
    pub(crate) fn begin(&mut self, frame: Frame<'a>) {
        self.frames_begun += 1;
        self.frames.push(Frame { number: self.frames_begun, ..frame });
    }

    pub(crate) fn push(&mut self, item: Box<Item<'a>>) {
        self.frame().item.children.push(item);
    }

    fn row(&mut self, mut record: Record<'a>) {
        let row = record.row;
        if let Some(disabled) = record.map.take_text("disabled") {
            self.report(&codes::COLUMN_DISABLED, row, "disabled", &disabled);
            if tables::yes_no(&disabled) == Some(true) {
                return;
            }
        }
        if record.map.is_empty() {
            return;
        }
        if record.map.text("type").is_none_or(str::is_empty) {
            self.row_without_type(&record);
            return;
        }
        let Written { mut item, trigger, parameters } = Item::from_record(record);
        if let Some(known) = tables::type_alias(&item.type_name) {
            item.type_name = known.into();
        }
        if let Some(text) = trigger.filter(|text| !text.is_empty()) {
            item.triggers = triggers::read(text, row, self.context.issues);
            self.triggers.extend(item.triggers.iter().map(|name| (name.clone(), row)));
        }
        item.parameters =
            parameters::parse(parameters.as_deref().unwrap_or_default(), row, self.context.issues);
        self.dynamic_default(&mut item);
        self.dispatch(item);
    }

    /// A row without type is a remark, unless it has what questions have.
    fn row_without_type(&mut self, record: &Record<'_>) {
        let named = record.map.get("name").or_else(|| record.map.get("label"));
        if let Some(value) = named {
            self.report(&codes::TYPE_MISSING, record.row, "type", &value.flat());
        } else {
            let text = record.map.iter().map(|(_, value)| value.flat()).next().unwrap_or_default();
            self.report(&codes::ROW_SKIPPED, record.row, "type", &text);
        }
    }

    /// A default that computes is set by an action when the form opens, and when a repeat is added.
    fn dynamic_default(&mut self, item: &mut Item<'_>) {
        let Some(default) = item.default.as_deref() else { return };
        if !expression::is_dynamic(default, &item.type_name) {
            return;
        }
        item.is_dynamic = true;
        item.actions.push(Action::new("setvalue", FIRST_LOAD));
        if self.frames.iter().any(|frame| frame.container == Some(Container::Repeat)) {
            item.actions.push(Action::new("setvalue", NEW_REPEAT));
        }
    }

    fn dispatch(&mut self, mut item: Box<Item<'a>>) {
        if item.type_name == "audit" {
            types::audit(&mut item, self.context.issues);
            self.meta.push(item);
            return;
        }
        if item.type_name == "calculate" && !item.is_dynamic && item.bind.get("calculate").is_none() {
            self.report(&codes::CALCULATION_MISSING, item.row, "calculation", &item.name);
        }
        if matches!(&*item.type_name, "subscriberid" | "simserial") {
            self.report(&codes::METADATA_OLD, item.row, "type", &item.type_name);
        }
        if let Some(key) = tables::settings_key(&item.type_name) {
            self.old_setting(key, item.name);
            return;
        }
        if let Some(end) = container::parse_end(&item.type_name) {
            self.end(end, item);
            return;
        }
        let type_name = item.type_name.clone();
        let begin = container::parse_begin(&type_name);
        self.check_name(&mut item, begin.is_none());
        let path = self.frame().path.clone();
        self.context.entities.note_save_to(
            &mut item.bind,
            item.row,
            begin.is_some(),
            &path,
            self.context.issues,
        );
        self.context.entities.note_question(&item.name, item.row, &path);
        match begin {
            Some((kind, list)) => container::begin(self, item, kind, list),
            None => self.question(item),
        }
    }

    fn end(&mut self, end: Container, mut item: Box<Item<'a>>) {
        let path = self.frame().path.clone();
        self.context.entities.note_save_to(&mut item.bind, item.row, true, &path, self.context.issues);
        container::end(self, end, &item);
    }

    /// Old forms name themselves in a row of the survey sheet.
    fn old_setting(&mut self, key: &str, value: Text<'a>) {
        let value = value.into_owned();
        match key {
            "title" => self.context.settings.title = value,
            "id_string" => self.context.settings.id = value,
            _ => self.context.settings.prefix = Some(value),
        }
    }

    fn check_name(&mut self, item: &mut Item<'a>, is_question: bool) {
        if item.name.is_empty() {
            if item.type_name == "note" {
                item.name = format!("generated_note_name_{}", item.row).into();
            } else {
                self.report(&codes::NAME_MISSING, item.row, "name", &item.type_name);
                item.name = format!("question_{}", item.row).into();
            }
        }
        if !expression::is_name(&item.name) {
            let repair = expression::to_name(&item.name);
            let issue = Issue::new(&codes::NAME_INVALID).sheet("survey").row(item.row).column("name");
            self.context.issues.push(issue.value(&*item.name).repair(&repair));
            item.name = repair.into();
        }
        let found = self.names.entry(item.name.clone()).or_default();
        found.count += 1;
        found.is_question |= is_question;
        self.check_unique(item);
    }

    fn check_unique(&mut self, item: &Item<'a>) {
        let key = (self.frame().number, lowercase(&item.name));
        let (mut is_new, mut is_new_lower) = (true, true);
        self.taken
            .entry(key)
            .and_modify(|(first, others)| {
                is_new_lower = false;
                is_new = *first != item.name && !others.contains(&item.name);
                if is_new {
                    others.push(item.name.clone());
                }
            })
            .or_insert_with(|| (item.name.clone(), Vec::new()));
        if item.name == "meta" {
            self.report(&codes::NAME_RESERVED, item.row, "name", &item.name);
        } else if !is_new {
            self.report(&codes::NAME_DUPLICATE, item.row, "name", &item.name);
        } else if !is_new_lower {
            self.report(&codes::NAME_CASE, item.row, "name", &item.name);
        }
    }

    fn question(&mut self, mut item: Box<Item<'a>>) {
        if matches!(&*item.type_name, "xml-external" | "csv-external") {
            let stem = item.name.len() - tables::ending(&item.name).len();
            self.secondary.insert(item.name[..stem].to_owned().into());
        }
        if let Some(found) = select::parse_text(&item.type_name) {
            select::question(self, item, &found);
            return;
        }
        if let Some(list) = osm_list(&item.type_name) {
            item.tags = self.context.osm.tags(&list);
            item.type_name = "osm".into();
        }
        match &*item.type_name {
            "range" => range::refine(&mut item, self.context.lists, self.context.issues),
            "geopoint" | "geoshape" | "geotrace" => {
                let features = geo::refine(&mut item, self.context.issues);
                self.features.extend(features.map(|name| (name, item.row)));
            }
            _ => types::refine(&mut item, self.context.issues),
        }
        self.settle(&mut item);
        self.push(item);
    }

    /// Gives the item what its type says; an unknown type is reported and, where repairs apply, becomes a text.
    pub(crate) fn settle(&mut self, item: &mut Item<'_>) {
        if matches!(&*item.type_name, "group" | "repeat") {
            item.kind = if item.type_name == "group" { Kind::Group } else { Kind::Repeat };
            return;
        }
        let is_known =
            item.settle() && !item.widget.is_some_and(|widget| widget.is_select() && item.itemset.is_none());
        if !is_known {
            let written = std::mem::replace(&mut item.type_name, "text".into());
            let issue = Issue::new(&codes::TYPE_UNKNOWN).sheet("survey").row(item.row).column("type");
            self.context.issues.push(issue.value(written).repair("text"));
            item.widget = Some(Widget::Input);
            item.bind.set_text("type", "string");
        }
        if item.appearance() == Some("label") && item.label.as_ref().is_none_or(Value::is_empty) {
            item.label = Some(Value::Text(" ".into()));
        }
    }
}

/// The name in small letters, which most names are already.
fn lowercase<'a>(name: &Text<'a>) -> Text<'a> {
    let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { name.clone() } else { name.to_lowercase().into() }
}

/// The list of an `osm` question: `osm building`.
fn osm_list(type_name: &str) -> Option<String> {
    let at = type_name.find("osm ")?;
    let list = type_name[at + 4..].split(char::is_whitespace).next().filter(|list| !list.is_empty())?;
    Some(list.to_owned())
}
