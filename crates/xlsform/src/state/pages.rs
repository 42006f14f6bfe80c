//! The questionnaire as pages: a `field-list` group is one page, else each question is one.

use super::{Choice, Finding, FormState};
use crate::form::{ControlKind, DataType, DefId, Group, Item, Message, Question, Repeat};
use crate::xpath::NodeId;

/// A page to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// A name that stays the same as long as the page exists: the path of its question, group or repeat.
    pub key: String,
    /// Questions, or the end of a repeat.
    pub kind: PageKind,
    /// The titles of the groups the page is in, outermost first.
    pub titles: Vec<String>,
    /// The questions to show now.
    pub controls: Vec<Control>,
    /// The questions of the page that the rules hide for now: a script may show them as answers change.
    pub hidden: Vec<Control>,
    /// The repeats inside a page of questions, which may be given more instances.
    pub repeats: Vec<RepeatView>,
}

/// A repeat as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatView {
    /// What [`FormState::add_repeat`] takes: `/data/story`.
    pub path: String,
    /// The paths of its instances.
    pub instances: Vec<String>,
    /// Whether a person may add an instance; the questionnaire may count them itself.
    pub may_add: bool,
}

/// What a page is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// Questions to answer.
    Questions,
    /// The end of a repeat: its instances so far, and whether one more may be added.
    Repeat(RepeatView),
}

/// A question as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Where the answer goes: `/data/story[2]/tool`.
    pub path: String,
    /// How it is asked.
    pub kind: ControlKind,
    /// The type of its value.
    pub data_type: DataType,
    /// The titles of the groups inside the page that the question is in.
    pub titles: Vec<String>,
    /// The question, in the present language.
    pub label: String,
    /// The line of help under it.
    pub hint: Option<String>,
    /// A longer explanation, shown on demand.
    pub guidance: Option<String>,
    /// The name of the picture beside the label.
    pub image: Option<String>,
    /// In order; empty but for selects and ranks.
    pub choices: Vec<Choice>,
    /// The words of the appearance, in lower case.
    pub appearance: Vec<String>,
    /// The other attributes of the control: `start`, `end`, `step`, `mediatype`, `rows`…
    pub attributes: Vec<(String, String)>,
    /// Whether an answer is needed now.
    pub is_required: bool,
    /// Whether the answer may not be changed.
    pub is_read_only: bool,
    /// What to show in the field: the text typed if it could not be accepted, else the value.
    pub text: String,
    /// What the questionnaire says of an answer that breaks the rule.
    pub constraint_message: Option<String>,
    /// What it says of a missing answer.
    pub required_message: Option<String>,
}

/// A page before its texts are made.
struct Spot<'a> {
    key: String,
    titles: Vec<(&'a Message, NodeId)>,
    content: Content<'a>,
}

#[derive(Clone, Copy)]
enum Content<'a> {
    Question(&'a Question, NodeId),
    List(&'a [Item], NodeId),
    Repeat(&'a Repeat, NodeId),
}

/// A question met on a page, with the titles between the page and it.
struct Met<'a> {
    question: &'a Question,
    node: NodeId,
    titles: Vec<(&'a Message, NodeId)>,
}

impl FormState {
    /// The keys of the pages to show, in order. Pages whose questions are all hidden are left out.
    pub fn page_keys(&self) -> Vec<String> {
        self.spots().into_iter().filter(|spot| self.is_shown(spot)).map(|spot| spot.key).collect()
    }

    /// A page by its key; none when there is no such page. A page whose questions are all hidden has no control.
    pub fn page(&self, key: &str) -> Option<Page> {
        self.spots().into_iter().find(|spot| spot.key == key).map(|spot| self.made(spot))
    }

    /// Every page to show, in order: for a list of all the answers. One page costs far less.
    pub fn pages(&self) -> Vec<Page> {
        let shown = self.spots().into_iter().filter(|spot| self.is_shown(spot));
        shown.map(|spot| self.made(spot)).collect()
    }

    fn made(&self, spot: Spot<'_>) -> Page {
        let mut page = Page {
            titles: self.titles(&spot.titles),
            key: spot.key,
            kind: PageKind::Questions,
            controls: Vec::new(),
            hidden: Vec::new(),
            repeats: Vec::new(),
        };
        if let Content::Repeat(repeat, parent) = spot.content {
            page.kind = PageKind::Repeat(self.repeat_view(repeat, parent));
        }
        if let Content::List(items, node) = spot.content {
            self.collect_repeats(items, node, &mut page.repeats);
        }
        for met in self.met(spot.content) {
            let list = if self.is_visible(&met) { &mut page.controls } else { &mut page.hidden };
            list.push(self.control(&met));
        }
        page
    }

    /// The page after a key that is to be shown; the first one for none.
    pub fn page_after(&self, key: Option<&str>) -> Option<String> {
        let spots = self.spots();
        let start = key.and_then(|key| spots.iter().position(|spot| spot.key == key)).map_or(0, |at| at + 1);
        spots.into_iter().skip(start).find(|spot| self.is_shown(spot)).map(|spot| spot.key)
    }

    /// The page before a key that is to be shown.
    pub fn page_before(&self, key: &str) -> Option<String> {
        let spots = self.spots();
        let end = spots.iter().position(|spot| spot.key == key)?;
        spots.into_iter().take(end).rfind(|spot| self.is_shown(spot)).map(|spot| spot.key)
    }

    /// The page that holds the question of a path.
    pub fn page_of(&self, path: &str) -> Option<String> {
        let node = self.find(path)?;
        let holds = |spot: &Spot<'_>| self.met(spot.content).iter().any(|met| met.node == node);
        self.spots().into_iter().find(holds).map(|spot| spot.key)
    }

    /// What is wrong on a page, in the order of its questions.
    pub fn page_findings(&self, key: &str) -> Vec<Finding> {
        let spot = self.spots().into_iter().find(|spot| spot.key == key);
        spot.map_or_else(Vec::new, |spot| self.findings_of(&self.met(spot.content)))
    }

    /// What is wrong in the whole questionnaire, in the order of its questions.
    pub fn findings(&self) -> Vec<Finding> {
        self.spots().iter().flat_map(|spot| self.findings_of(&self.met(spot.content))).collect()
    }

    fn findings_of(&self, met: &[Met<'_>]) -> Vec<Finding> {
        met.iter().filter_map(|met| self.finding_at(met.node, met.question.def)).collect()
    }

    fn spots(&self) -> Vec<Spot<'_>> {
        let mut spots = Vec::new();
        if let Some(root) = self.tree.document_element() {
            self.walk(&self.form.body, root, &[], &mut spots);
        }
        spots
    }

    fn walk<'a>(
        &'a self,
        items: &'a [Item],
        at: NodeId,
        titles: &[(&'a Message, NodeId)],
        spots: &mut Vec<Spot<'a>>,
    ) {
        for item in items {
            match item {
                Item::Question(question) => {
                    let question = &self.form.questions[*question];
                    if let Some(node) = self.node_in(question.def, at) {
                        let content = Content::Question(question, node);
                        spots.push(Spot { key: self.path_of(node), titles: titles.to_vec(), content });
                    }
                }
                Item::Group(group) => self.walk_group(group, at, titles, spots),
                Item::Repeat(repeat) => self.walk_repeat(repeat, at, titles, spots),
            }
        }
    }

    fn walk_group<'a>(
        &'a self,
        group: &'a Group,
        at: NodeId,
        titles: &[(&'a Message, NodeId)],
        spots: &mut Vec<Spot<'a>>,
    ) {
        let node = group.def.map_or(Some(at), |def| self.node_in(def, at));
        let Some(node) = node else { return };
        let mut titles = titles.to_vec();
        titles.extend(group.label.as_ref().map(|label| (label, node)));
        if !is_page(&group.appearance) {
            self.walk(&group.items, node, &titles, spots);
            return;
        }
        let content = Content::List(&group.items, node);
        let key = match group.def {
            Some(_) => self.path_of(node),
            // A group of the body alone is named after its first question.
            None => self
                .met(content)
                .first()
                .map_or_else(String::new, |met| format!("{}#", self.path_of(met.node))),
        };
        spots.push(Spot { key, titles, content });
    }

    fn walk_repeat<'a>(
        &'a self,
        repeat: &'a Repeat,
        at: NodeId,
        titles: &[(&'a Message, NodeId)],
        spots: &mut Vec<Spot<'a>>,
    ) {
        let Some(parent) = self.parent_of(repeat.def, at) else { return };
        for node in self.instances_in(parent, repeat.def) {
            let mut titles = titles.to_vec();
            titles.extend(repeat.label.as_ref().map(|label| (label, node)));
            if is_page(&repeat.appearance) {
                let content = Content::List(&repeat.items, node);
                spots.push(Spot { key: self.path_of(node), titles, content });
            } else {
                self.walk(&repeat.items, node, &titles, spots);
            }
        }
        if repeat.may_add {
            let key = format!("{}/{}", self.path_of(parent), self.form.nodes[repeat.def].name);
            let mut titles = titles.to_vec();
            titles.extend(repeat.label.as_ref().map(|label| (label, parent)));
            spots.push(Spot { key, titles, content: Content::Repeat(repeat, parent) });
        }
    }

    /// The node of a declared node that is inside another node.
    fn node_in(&self, def: DefId, above: NodeId) -> Option<NodeId> {
        match self.nodes[def].as_slice() {
            [node] => Some(*node),
            nodes => nodes.iter().copied().find(|node| self.is_below(*node, above)),
        }
    }

    fn parent_of(&self, def: DefId, at: NodeId) -> Option<NodeId> {
        self.node_in(self.form.nodes[def].parent?, at)
    }

    fn is_below(&self, node: NodeId, above: NodeId) -> bool {
        std::iter::successors(Some(node), |id| self.tree.parent(*id)).any(|id| id == above)
    }

    /// The questions of a page, hidden ones too.
    fn met<'a>(&'a self, content: Content<'a>) -> Vec<Met<'a>> {
        let mut met = Vec::new();
        match content {
            Content::Question(question, node) => met.push(Met { question, node, titles: Vec::new() }),
            Content::List(items, node) => self.meet(items, node, &[], &mut met),
            Content::Repeat(..) => {}
        }
        met
    }

    fn meet<'a>(
        &'a self,
        items: &'a [Item],
        at: NodeId,
        titles: &[(&'a Message, NodeId)],
        met: &mut Vec<Met<'a>>,
    ) {
        for item in items {
            match item {
                Item::Question(question) => {
                    let question = &self.form.questions[*question];
                    if let Some(node) = self.node_in(question.def, at) {
                        met.push(Met { question, node, titles: titles.to_vec() });
                    }
                }
                Item::Group(group) => {
                    let Some(node) = group.def.map_or(Some(at), |def| self.node_in(def, at)) else {
                        continue;
                    };
                    let mut titles = titles.to_vec();
                    titles.extend(group.label.as_ref().map(|label| (label, node)));
                    self.meet(&group.items, node, &titles, met);
                }
                Item::Repeat(repeat) => {
                    let Some(parent) = self.parent_of(repeat.def, at) else { continue };
                    for node in self.instances_in(parent, repeat.def) {
                        let mut titles = titles.to_vec();
                        titles.extend(repeat.label.as_ref().map(|label| (label, node)));
                        self.meet(&repeat.items, node, &titles, met);
                    }
                }
            }
        }
    }

    fn is_shown(&self, spot: &Spot<'_>) -> bool {
        match spot.content {
            Content::Repeat(repeat, parent) => self.is_repeat_shown(repeat, parent),
            content => self.met(content).iter().any(|met| self.is_visible(met)),
        }
    }

    /// Whether a repeat is shown: as its instances are, or by its own rule when it has none yet.
    fn is_repeat_shown(&self, repeat: &Repeat, parent: NodeId) -> bool {
        match self.instances_in(parent, repeat.def).first() {
            Some(node) => self.tree.is_relevant(*node),
            None => {
                self.tree.is_relevant(parent)
                    && repeat.relevant.as_ref().is_none_or(|rule| self.holds(rule, parent, true))
            }
        }
    }

    /// A calculation without a label has nothing to show.
    fn is_visible(&self, met: &Met<'_>) -> bool {
        let has_words = met.question.label.is_some() || met.question.hint.is_some();
        self.tree.is_relevant(met.node) && (has_words || met.question.kind != ControlKind::Calculated)
    }

    fn titles(&self, titles: &[(&Message, NodeId)]) -> Vec<String> {
        let texts = titles.iter().filter_map(|(message, node)| self.message(Some(message), *node));
        texts.filter(|text| !text.is_empty()).collect()
    }

    fn collect_repeats(&self, items: &[Item], at: NodeId, found: &mut Vec<RepeatView>) {
        for item in items {
            match item {
                Item::Question(_) => {}
                Item::Group(group) => {
                    let node = group.def.map_or(Some(at), |def| self.node_in(def, at));
                    if let Some(node) = node {
                        self.collect_repeats(&group.items, node, found);
                    }
                }
                Item::Repeat(repeat) => {
                    let Some(parent) = self.parent_of(repeat.def, at) else { continue };
                    for node in self.instances_in(parent, repeat.def) {
                        self.collect_repeats(&repeat.items, node, found);
                    }
                    if self.is_repeat_shown(repeat, parent) {
                        found.push(self.repeat_view(repeat, parent));
                    }
                }
            }
        }
    }

    fn repeat_view(&self, repeat: &Repeat, parent: NodeId) -> RepeatView {
        let instances = self.instances_in(parent, repeat.def);
        RepeatView {
            path: format!("{}/{}", self.path_of(parent), self.form.nodes[repeat.def].name),
            may_add: repeat.may_add && instances.len() < super::MOST_INSTANCES,
            instances: instances.into_iter().map(|node| self.path_of(node)).collect(),
        }
    }

    fn control(&self, met: &Met<'_>) -> Control {
        let Met { question, node, .. } = *met;
        let bind = &self.form.nodes[question.def].bind;
        let mark = self.marks[node as usize];
        let message = |message: Option<&Message>| self.message(message, node).filter(|text| !text.is_empty());
        Control {
            path: self.path_of(node),
            kind: question.kind,
            data_type: bind.data_type,
            titles: self.titles(&met.titles),
            label: self.message(question.label.as_ref(), node).unwrap_or_default(),
            hint: message(question.hint.as_ref()),
            guidance: self.message_form(question.hint.as_ref(), "guidance", node),
            image: self.message_form(question.label.as_ref(), "image", node),
            choices: self.choices(question, node),
            appearance: question.appearance.clone(),
            attributes: question.attributes.clone(),
            is_required: mark.is_required,
            is_read_only: mark.is_read_only,
            text: self.shown_text(node),
            constraint_message: message(bind.constraint_message.as_ref()),
            required_message: message(bind.required_message.as_ref()),
        }
    }
}

fn is_page(appearance: &[String]) -> bool {
    appearance.iter().any(|word| word == "field-list")
}
