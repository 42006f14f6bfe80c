//! A practical page (fiche pratique) and where its text stands.

/// The three kinds of guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuideKind {
    /// Fiche outil: set up one tool.
    Tool,
    /// Fiche méthode: a way of working.
    Method,
    /// Fiche retour d'expérience: one story told as a guide.
    Experience,
}

impl GuideKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Tool, Self::Method, Self::Experience];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tool => "tool",
            Self::Method => "method",
            Self::Experience => "experience",
        }
    }
}

/// Where a guide stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuideStatus {
    /// Being written.
    Draft,
    /// Readers see it.
    Published,
    /// A piece of its evidence was withdrawn: readers see it with a notice, an editor has a task.
    Amended,
    /// Taken down: its address answers 410.
    Withdrawn,
}

impl GuideStatus {
    /// All statuses.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Amended, Self::Withdrawn];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Amended => "amended",
            Self::Withdrawn => "withdrawn",
        }
    }
}
