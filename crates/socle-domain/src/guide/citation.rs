//! What a guide cites, as it is written in its Markdown: `[@r204:3]` is passage 3 of experience 204, `[@ref12]` a
//! source read at a desk, `[@w12]` an item of the watch. `[@r204:3 contre]` is a passage that speaks against the
//! sentence.

/// What a citation points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A passage: the number of the experience, and its place in it.
    Passage {
        /// The public number of the experience.
        experience: i64,
        /// The place of the passage in it.
        place: i64,
    },
    /// A desk reference, by its number in the study.
    Reference(i64),
    /// An item of the watch.
    Watch(i64),
}

/// Whether the evidence carries the sentence or speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// It carries it.
    Supports,
    /// It speaks against it.
    Contrary,
}

impl Stance {
    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contrary => "contrary",
        }
    }

    /// Reads the word kept in the database.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Supports, Self::Contrary].into_iter().find(|stance| stance.word() == word)
    }
}

/// A piece of evidence under a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// What it points at.
    pub target: Target,
    /// For or against.
    pub stance: Stance,
}

/// Between `[@` and `]` stands something that points at nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a citation")]
pub struct MalformedCitation;

/// The longest text between `[@` and `]` that is taken for a citation.
const LONGEST: usize = 60;

impl Citation {
    /// Reads what stands between `[@` and `]`.
    pub fn parse(inside: &str) -> Result<Self, MalformedCitation> {
        let mut words = inside.split_whitespace();
        let target = words.next().and_then(read_target).ok_or(MalformedCitation)?;
        let stance = match words.next().map(str::to_lowercase).as_deref() {
            None => Stance::Supports,
            Some("contre" | "contra" | "against") => Stance::Contrary,
            Some(_) => return Err(MalformedCitation),
        };
        if words.next().is_some() {
            return Err(MalformedCitation);
        }
        Ok(Self { target, stance })
    }

    /// What it points at, as it is written: `r204:3`, `ref12`.
    pub fn key(self) -> String {
        match self.target {
            Target::Passage { experience, place } => format!("r{experience}:{place}"),
            Target::Reference(number) => format!("ref{number}"),
            Target::Watch(number) => format!("w{number}"),
        }
    }
}

/// As it is written in Markdown.
impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let against = if self.stance == Stance::Contrary { " contre" } else { "" };
        write!(f, "[@{}{against}]", self.key())
    }
}

fn read_target(word: &str) -> Option<Target> {
    if let Some(number) = word.strip_prefix("ref") {
        return read_number(number).map(Target::Reference);
    }
    if let Some(number) = word.strip_prefix('w') {
        return read_number(number).map(Target::Watch);
    }
    let (experience, place) = word.strip_prefix('r')?.split_once(':')?;
    Some(Target::Passage { experience: read_number(experience)?, place: read_number(place)? })
}

fn read_number(digits: &str) -> Option<i64> {
    let is_number = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok().filter(|number| *number > 0) } else { None }
}

/// A citation where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'t> {
    /// Where it begins and ends, in bytes.
    pub range: std::ops::Range<usize>,
    /// As it is written, brackets included.
    pub written: &'t str,
    /// What it points at.
    pub citation: Result<Citation, MalformedCitation>,
}

/// The citations of a text, in its order: everything that begins with `[@` and ends with `]` on the same line.
pub fn cited(text: &str) -> Vec<Cited<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("[@") {
        let start = from + at;
        from = start + 2;
        let rest = &text[from..];
        let end = rest.find([']', '\n']).filter(|end| rest[*end..].starts_with(']') && *end <= LONGEST);
        let Some(end) = end else { continue };
        let range = start..from + end + 1;
        found.push(Cited {
            written: &text[range.clone()],
            citation: Citation::parse(&rest[..end]),
            range: range.clone(),
        });
        from = range.end;
    }
    found
}
