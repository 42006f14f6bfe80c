//! The grid by which a guide is read over: twelve questions, answered by two people of whom one did not write it.

/// A question of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// The guide is in the scope of the study.
    Scope,
    /// Its header is complete.
    Header,
    /// Its claims are cited.
    Claims,
    /// A stranger finds enough context in it.
    Context,
    /// Failures are told.
    Failures,
    /// Conditions are told on the scales.
    Conditions,
    /// Costs are dated.
    Costs,
    /// It says what becomes of personal data.
    Data,
    /// Nobody can be recognized who did not agree.
    Consent,
    /// Contributors approved it.
    Approval,
    /// Its language is plain.
    Plain,
    /// It promises nothing beyond its evidence.
    Promise,
}

impl Criterion {
    /// The twelve, in the order of the grid.
    pub const ALL: [Self; 12] = [
        Self::Scope,
        Self::Header,
        Self::Claims,
        Self::Context,
        Self::Failures,
        Self::Conditions,
        Self::Costs,
        Self::Data,
        Self::Consent,
        Self::Approval,
        Self::Plain,
        Self::Promise,
    ];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Header => "header",
            Self::Claims => "claims",
            Self::Context => "context",
            Self::Failures => "failures",
            Self::Conditions => "conditions",
            Self::Costs => "costs",
            Self::Data => "data",
            Self::Consent => "consent",
            Self::Approval => "approval",
            Self::Plain => "plain",
            Self::Promise => "promise",
        }
    }

    /// Reads the word of a criterion.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.word() == word)
    }

    /// Whether a « non » keeps the guide from being published.
    pub fn is_blocking(self) -> bool {
        matches!(self, Self::Scope | Self::Claims | Self::Consent | Self::Approval)
    }
}

/// What a reader answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Oui.
    Yes,
    /// Non.
    No,
    /// Non renseigné.
    Unknown,
    /// Sans objet.
    NotApplicable,
}

impl Verdict {
    /// All four, in the order of the grid.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unknown, Self::NotApplicable];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Reads the word of a verdict.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// What one person said of one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The reader's name.
    pub reader: String,
    /// Whether they wrote some of it.
    pub has_written: bool,
    /// What they answered, with a comment that may be empty.
    pub verdicts: Vec<(Criterion, Verdict, String)>,
}

impl Reading {
    /// Whether every question is answered.
    pub fn is_complete(&self) -> bool {
        Criterion::ALL.iter().all(|wanted| self.verdicts.iter().any(|(one, _, _)| one == wanted))
    }

    /// The « non » that keep the guide from being published.
    pub fn blocking(&self) -> impl Iterator<Item = Criterion> {
        let is_no = |(criterion, verdict, _): &&(Criterion, Verdict, String)| {
            criterion.is_blocking() && *verdict == Verdict::No
        };
        self.verdicts.iter().filter(is_no).map(|(criterion, _, _)| *criterion)
    }
}
