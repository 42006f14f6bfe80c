//! The text of a guide: Markdown, in the blocks of its kind. Stored as one text, in which a line `## key` opens a
//! block; edited as one field per block.

use super::{BlockSpec, GuideKind};

/// The most characters of one block: two printed pages.
pub const BLOCK_MOST: usize = 12_000;

/// The blocks of a guide, by key, in the order of its kind. Blocks without text are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    kind: GuideKind,
    blocks: Vec<(&'static BlockSpec, String)>,
}

impl Body {
    /// A body in which nothing is written yet.
    pub fn new(kind: GuideKind) -> Self {
        Self { kind, blocks: Vec::new() }
    }

    /// The kind whose blocks these are.
    pub fn kind(&self) -> GuideKind {
        self.kind
    }

    /// Reads a stored text. What stands before the first block, or in a block that its kind has not, is left out.
    pub fn from_stored(kind: GuideKind, text: &str) -> Self {
        let mut body = Self::new(kind);
        let mut open: Option<(&'static BlockSpec, Vec<&str>)> = None;
        for line in text.lines() {
            if let Some(spec) = opens(kind, line) {
                body.put(open.replace((spec, Vec::new())));
            } else if let Some((_, lines)) = &mut open {
                lines.push(line);
            }
        }
        body.put(open);
        body
    }

    fn put(&mut self, block: Option<(&'static BlockSpec, Vec<&str>)>) {
        if let Some((spec, lines)) = block {
            self.set(spec.key, &lines.join("\n"));
        }
    }

    /// The text for the database.
    pub fn to_stored(&self) -> String {
        let blocks = self.blocks.iter().map(|(spec, text)| format!("## {}\n\n{text}\n", spec.key));
        blocks.collect::<Vec<_>>().join("\n")
    }

    /// Writes a block; blanks around it are dropped, and a line that would open another block becomes a heading
    /// inside this one. A key that the kind has not is left out.
    pub fn set(&mut self, key: &str, text: &str) {
        let Some(spec) = self.kind.block(key) else { return };
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lower = |line: &str| {
            if opens(self.kind, line).is_some() { format!("#{line}") } else { line.to_owned() }
        };
        let text = text.split('\n').map(lower).collect::<Vec<_>>().join("\n");
        let text = text.trim_matches('\n').trim_end().to_owned();
        self.blocks.retain(|(there, _)| there.key != key);
        if text.trim().is_empty() {
            return;
        }
        let order = |key: &str| self.kind.blocks().iter().position(|spec| spec.key == key);
        let at = self.blocks.partition_point(|(there, _)| order(there.key) < order(key));
        self.blocks.insert(at, (spec, text));
    }

    /// The Markdown of a block; empty when nothing is written.
    pub fn get(&self, key: &str) -> &str {
        self.blocks.iter().find(|(spec, _)| spec.key == key).map_or("", |(_, text)| text)
    }

    /// The blocks that are written, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = (&'static BlockSpec, &str)> {
        self.blocks.iter().map(|(spec, text)| (*spec, text.as_str()))
    }
}

/// The block that a line opens.
fn opens(kind: GuideKind, line: &str) -> Option<&'static BlockSpec> {
    kind.block(line.strip_prefix("## ")?.trim())
}
