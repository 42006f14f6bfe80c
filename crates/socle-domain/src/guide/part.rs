//! How the Markdown of a block falls into text, facts, steps and quoted passages, for the screen and for paper alike.
//!
//! In a block of steps, a line that begins with a number opens one: `1. **Écrire les questions** (une matinée). Dix au
//! plus.`, then, below and indented, `Piège : tout demander.` In the block to read first, a list whose every item is
//! `Réseau : aucun` is a list of facts. A citation alone in its paragraph is the passage itself.

use super::{BlockTone, Citation, ViewBlock, cited, sentence::step};

/// A piece of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Markdown.
    Text(String),
    /// Labels and their values.
    Facts(Vec<FactLine>),
    /// What to do, in order.
    Steps(Vec<StepLine>),
    /// The words of a passage.
    Quoted(Citation),
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// « Réseau ».
    pub label: String,
    /// Markdown: « aucun sur place ».
    pub value: String,
}

/// A step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepLine {
    /// What to do, in a few words.
    pub title: String,
    /// How long it takes.
    pub duration: Option<String>,
    /// Markdown: how to do it.
    pub text: String,
    /// Markdown: what goes wrong with it.
    pub trap: Option<String>,
}

/// The longest label of a fact, in characters.
const LABEL: usize = 40;
/// The longest sentence that serves as the title of a step without being bold, in characters.
const TITLE: usize = 90;
/// What opens the trap of a step.
const TRAPS: [&str; 2] = ["piège", "trap"];

impl ViewBlock {
    /// Its pieces, in their order.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for chunk in chunks(&self.markdown) {
            match alone(&chunk) {
                Some(citation) => parts.push(Part::Quoted(citation)),
                None if self.has_steps => with_steps(&chunk, &mut parts),
                None => push_text(&mut parts, &chunk),
            }
        }
        if self.tone == BlockTone::Brief { parts.into_iter().map(with_facts).collect() } else { parts }
    }
}

/// Paragraphs and the like, cut at blank lines outside code. What is indented goes on from what stands above it.
fn chunks(markdown: &str) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let (mut in_code, mut is_new) = (false, true);
    for line in markdown.lines() {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        in_code ^= is_fence;
        if line.trim().is_empty() && !in_code {
            is_new = true;
            continue;
        }
        let goes_on = in_code || line.starts_with([' ', '\t']);
        match chunks.last_mut() {
            Some(last) if !is_new => {
                last.push('\n');
                last.push_str(line);
            }
            Some(last) if goes_on => {
                last.push_str("\n\n");
                last.push_str(line);
            }
            _ => chunks.push(line.to_owned()),
        }
        is_new = false;
    }
    chunks
}

/// The citation that a chunk is, when it is nothing else.
fn alone(chunk: &str) -> Option<Citation> {
    let chunk = chunk.trim();
    let found = cited(chunk);
    let [only] = found.as_slice() else { return None };
    only.citation.ok().filter(|_| only.written == chunk)
}

/// Texts that follow each other are one, so that a list with blank lines between its items stays a list.
fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => {
            last.push_str("\n\n");
            last.push_str(text);
        }
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

fn with_steps(chunk: &str, parts: &mut Vec<Part>) {
    let mut before = Vec::new();
    let mut items: Vec<Vec<&str>> = Vec::new();
    for line in chunk.lines() {
        match (step(line), items.last_mut()) {
            (Some(words), _) => items.push(vec![words]),
            (None, Some(item)) => item.push(line),
            (None, None) => before.push(line),
        }
    }
    if !before.is_empty() {
        push_text(parts, &before.join("\n"));
    }
    let steps = items.iter().map(|lines| read_step(lines));
    match parts.last_mut() {
        Some(Part::Steps(there)) => there.extend(steps),
        _ if items.is_empty() => {}
        _ => parts.push(Part::Steps(steps.collect())),
    }
}

fn read_step(lines: &[&str]) -> StepLine {
    let (mut texts, mut trap) = (Vec::new(), None);
    for line in &lines[1..] {
        match after_label(line.trim(), &TRAPS) {
            Some(words) if trap.is_none() => trap = Some(words.to_owned()),
            _ => texts.push(line.trim_start()),
        }
    }
    let (title, rest) = title_of(lines[0]);
    let (duration, rest) = duration_of(rest);
    let rest = rest.trim_start_matches(['.', ':', '–', '—', ' ', '\u{a0}']);
    texts.insert(0, rest);
    StepLine {
        title: title.to_owned(),
        duration: duration.map(str::to_owned),
        text: texts.join("\n").trim().to_owned(),
        trap,
    }
}

/// What is bold at the head of a step, or else its first sentence when it is short.
fn title_of(line: &str) -> (&str, &str) {
    if let Some((title, rest)) = line.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        return (title.trim().trim_end_matches(['.', ':']).trim_end(), rest);
    }
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    let (first, rest) = line.split_at(end);
    let is_title = first.chars().count() <= TITLE && !first.contains("[@");
    if is_title { (first.trim_end_matches('.'), rest) } else { ("", line) }
}

/// What stands in parentheses right after the title.
fn duration_of(rest: &str) -> (Option<&str>, &str) {
    let inside = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.map_or((None, rest), |(duration, rest)| (Some(duration.trim()), rest))
}

/// The words after one of these labels: `Piège : …`, `**Piège :** …`.
fn after_label<'t>(line: &'t str, labels: &[&str]) -> Option<&'t str> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_matches(['*', ' ', '\u{a0}', '\u{202f}']).to_lowercase();
    let words = rest.trim_start_matches(['*', ' ', '\u{a0}']).trim_end();
    (labels.contains(&label.as_str()) && !words.is_empty()).then_some(words)
}

/// A text that is one list of labels and values, as facts; any other text as it was.
fn with_facts(part: Part) -> Part {
    let Part::Text(text) = &part else { return part };
    let facts: Option<Vec<FactLine>> =
        items(text).and_then(|items| items.iter().map(|i| read_fact(i)).collect());
    facts.filter(|facts| facts.len() > 1).map_or(part, Part::Facts)
}

/// The items of a text that is nothing but a list of dashes.
fn items(text: &str) -> Option<Vec<String>> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            Some(words) => items.push(words.to_owned()),
            None if line.starts_with([' ', '\t']) && !is_nested(line) => {
                let last = items.last_mut()?;
                last.push(' ');
                last.push_str(line.trim());
            }
            None => return None,
        }
    }
    Some(items)
}

fn is_nested(line: &str) -> bool {
    line.trim_start().starts_with(['-', '*', '+', '|', '>'])
}

fn read_fact(item: &str) -> Option<FactLine> {
    let (label, value) = item.split_once(':')?;
    let is_bold = label.starts_with("**");
    let label = label.trim_matches(['*', ' ', '\u{a0}']);
    // `**Label :** value` leaves its two stars at the head of the value.
    let value = value.trim_start();
    let value = if is_bold { value.strip_prefix("**").unwrap_or(value) } else { value }.trim();
    let is_label = !label.is_empty() && label.chars().count() <= LABEL && !label.contains(['[', '`', '.']);
    (is_label && !value.is_empty() && !value.starts_with("//"))
        .then(|| FactLine { label: label.to_owned(), value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(tone: BlockTone, has_steps: bool, markdown: &str) -> Vec<Part> {
        ViewBlock { key: "setup", title: "", tone, has_steps, markdown: markdown.to_owned() }.parts()
    }

    fn text(words: &str) -> Part {
        Part::Text(words.to_owned())
    }

    #[test]
    fn a_citation_alone_is_the_passage_itself() {
        let parts = block(BlockTone::Plain, false, "Avant [@r1:1].\n\n[@r1:2]\n\nAprès.\n\n- un\n\n- deux");
        let citation = Citation::parse("r1:2").unwrap();
        assert_eq!(parts, [text("Avant [@r1:1]."), Part::Quoted(citation), text("Après.\n\n- un\n\n- deux")]);
    }

    #[test]
    fn steps_have_a_title_a_duration_and_a_trap() {
        let markdown = "D'abord ceci.\n\n1. **Écrire les questions** (une matinée). Dix au plus [@r1:1].\n   \
                        Piège : tout demander.\n2. Essayer à deux. Comparez.\n\n   Un second paragraphe.\n\n3. Partir\n\nEnfin cela.";
        let parts = block(BlockTone::Plain, true, markdown);
        let Part::Steps(steps) = &parts[1] else { panic!("{parts:?}") };
        assert_eq!(parts[0], text("D'abord ceci."));
        assert_eq!(parts[2], text("Enfin cela."));
        assert_eq!(steps.len(), 3);
        let first = StepLine {
            title: "Écrire les questions".to_owned(),
            duration: Some("une matinée".to_owned()),
            text: "Dix au plus [@r1:1].".to_owned(),
            trap: Some("tout demander.".to_owned()),
        };
        assert_eq!(steps[0], first);
        assert_eq!((steps[1].title.as_str(), steps[1].duration.as_deref()), ("Essayer à deux", None));
        assert_eq!(steps[1].text, "Comparez.\n\nUn second paragraphe.");
        assert_eq!((steps[2].title.as_str(), steps[2].text.as_str()), ("Partir", ""));
    }

    #[test]
    fn the_block_to_read_first_has_facts() {
        let parts = block(
            BlockTone::Brief,
            false,
            "- **Pour qui** : 1 à 20 personnes\n- Réseau : aucun\n  sur place\n- **Coût :** 0 €",
        );
        let Part::Facts(facts) = &parts[0] else { panic!("{parts:?}") };
        let read: Vec<_> = facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str())).collect();
        assert_eq!(read, [("Pour qui", "1 à 20 personnes"), ("Réseau", "aucun sur place"), ("Coût", "0 €")]);
        for other in [
            "- un\n- deux : trois",
            "Un texte : avec deux points",
            "- seul : fait",
            "- a : b\n\nEt un texte.",
        ] {
            assert_eq!(block(BlockTone::Brief, false, other), [text(other)], "{other}");
        }
        assert_eq!(block(BlockTone::Plain, false, "- a : b\n- c : d"), [text("- a : b\n- c : d")]);
    }

    #[test]
    fn code_is_never_cut() {
        let code = "```\n1. pas une étape\n\n[@r1:1]\n```";
        assert_eq!(block(BlockTone::Plain, false, code), [text(code)]);
    }
}
