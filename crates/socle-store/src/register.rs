//! The register of personal fields: for each column of the database, what it holds of a person, and for each table, how
//! its rows leave when a return is withdrawn. Erasing a return is made from it, and a test holds it against the schema
//! of both engines: a column that stands nowhere here cannot be added.
//!
//! Questions have a register of their own kind beside it (`socle_domain::personal`), by the same words.

use socle_domain::personal::Personal;
use std::sync::LazyLock;

/// A table, as the register knows it.
#[derive(Debug, Clone, Copy)]
pub struct Registered {
    /// Its name.
    pub table: &'static str,
    /// What becomes of its rows.
    pub leaves: Leaves,
    /// Columns that tell nothing of a person: ids, times, words of lists, digests, what the team writes of its own work.
    plain: &'static str,
    /// Columns that do.
    personal: &'static [(Personal, &'static str)],
    /// Columns about the team's own people, which stay as long as their account.
    team: &'static str,
    /// Keyed hashes and secrets: nobody reads a person from them.
    sealed: &'static str,
}

/// What becomes of the rows of a table when a return is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// Those that this condition finds are deleted; `$1` is the return.
    With(&'static str),
    /// Those that the trace leads to are emptied or deleted one by one.
    ByTrace,
    /// They are about no return.
    Never,
}

const NOTHING: Registered =
    Registered { table: "", leaves: Leaves::Never, plain: "", personal: &[], team: "", sealed: "" };

const EXPERIENCES: &str = "experience_id IN (SELECT id FROM experiences WHERE submission_id = $1)";
const ITS_OWN: &str = "submission_id = $1";

/// Every table. Those of a return come first, from the leaves to the root, so that no row ever points at nothing; what
/// waits to be sent about the return goes before all, since nothing tells what it was about once the others are gone.
pub const REGISTER: &[Registered] = &[
    Registered {
        table: "letters",
        leaves: Leaves::With(
            "subject_id = $1
             OR subject_id IN (SELECT id FROM experiences WHERE submission_id = $1)
             OR subject_id IN (SELECT id FROM inquiries WHERE submission_id = $1)
             OR subject_id IN (SELECT id FROM drafts WHERE submission_id = $1 OR corrects_id = $1)
             OR subject_id IN (SELECT a.id FROM approvals a JOIN experiences e ON e.id = a.experience_id
                               WHERE e.submission_id = $1)",
        ),
        plain: "id kind language subject_id created_at",
        personal: &[(Personal::Contact, "recipient")],
        ..NOTHING
    },
    Registered {
        table: "codings",
        leaves: Leaves::With(
            "excerpt_id IN (SELECT x.id FROM excerpts x JOIN experiences e ON e.id = x.experience_id
                            WHERE e.submission_id = $1)",
        ),
        plain: "id excerpt_id code_label_id account_id created_at",
        personal: &[(Personal::Words, "memo")],
        ..NOTHING
    },
    Registered {
        table: "excerpts",
        leaves: Leaves::With(EXPERIENCES),
        plain: "id experience_id revision place starts_at ends_at digest is_flagged created_at",
        ..NOTHING
    },
    Registered {
        table: "approvals",
        leaves: Leaves::With(EXPERIENCES),
        plain: "id guide_revision_id experience_id verdict asked_at answered_at reminders reminded_at",
        personal: &[(Personal::Words, "comment")],
        ..NOTHING
    },
    Registered {
        table: "consents",
        leaves: Leaves::With(ITS_OWN),
        plain: "id submission_id experience_id subject level given_by given_at",
        ..NOTHING
    },
    Registered {
        table: "experience_tools",
        leaves: Leaves::With(EXPERIENCES),
        plain: "experience_id place tool_id",
        personal: &[(Personal::Words, "told")],
        ..NOTHING
    },
    Registered {
        table: "experience_revisions",
        leaves: Leaves::With(EXPERIENCES),
        plain: "experience_id revision account_id created_at reason",
        personal: &[(Personal::Words, "text")],
        ..NOTHING
    },
    Registered {
        table: "draft_files",
        leaves: Leaves::With("draft_id IN (SELECT id FROM drafts WHERE submission_id = $1 OR corrects_id = $1)"),
        plain: "id draft_id question media_type length digest stored_at",
        personal: &[(Personal::Words, "name")],
        ..NOTHING
    },
    Registered {
        table: "drafts",
        leaves: Leaves::With("submission_id = $1 OR corrects_id = $1"),
        plain: "id survey_id submission_id language started_at saved_at version channel entered_by told_at corrects_id",
        personal: &[(Personal::Words, "answers consent_note")],
        sealed: "code_hash",
        ..NOTHING
    },
    Registered {
        table: "inbox_keys",
        leaves: Leaves::With(ITS_OWN),
        plain: "submission_id",
        personal: &[(Personal::Words, "words"), (Personal::Name, "organization")],
        ..NOTHING
    },
    Registered {
        table: "decision_items",
        leaves: Leaves::With(ITS_OWN),
        plain: "decision_id submission_id status duplicate_of version",
        personal: &[(Personal::Words, "reason")],
        ..NOTHING
    },
    Registered {
        table: "experiences",
        leaves: Leaves::With(ITS_OWN),
        plain: "id number submission_id organization_id place review_status current_revision version kind theme country
                state language",
        personal: &[(Personal::Words, "title set_aside_reason")],
        ..NOTHING
    },
    Registered {
        table: "attachments",
        leaves: Leaves::With(ITS_OWN),
        plain: "id submission_id media_type length digest question status",
        personal: &[(Personal::Words, "name")],
        ..NOTHING
    },
    Registered {
        table: "corrections",
        leaves: Leaves::With(ITS_OWN),
        plain: "submission_id place body_digest received_at",
        personal: &[(Personal::Words, "body")],
        ..NOTHING
    },
    Registered {
        table: "answers",
        leaves: Leaves::With(ITS_OWN),
        plain: "submission_id place question choice",
        ..NOTHING
    },
    Registered {
        table: "contacts",
        leaves: Leaves::With(ITS_OWN),
        plain: "submission_id wants_study wants_interview wants_review wants_peer",
        personal: &[(Personal::Contact, "email phone whatsapp")],
        ..NOTHING
    },
    Registered {
        table: "inquiries",
        leaves: Leaves::With(ITS_OWN),
        plain: "id submission_id account_id asked_at answered_at",
        personal: &[(Personal::Words, "question answer")],
        ..NOTHING
    },
    Registered {
        table: "submissions",
        leaves: Leaves::With("id = $1"),
        plain: "id number survey_id questionnaire_id body_digest channel language started_at received_at is_late
                review_status version entered_by told_at duplicate_of",
        personal: &[(Personal::Words, "body consent_note set_aside_reason")],
        sealed: "instance_id",
        ..NOTHING
    },
    // What stands on a return, and is followed one by one.
    Registered {
        table: "citations",
        leaves: Leaves::ByTrace,
        plain: "id guide_revision_id place excerpt_id reference_id withdrawn_at stance claim is_unnamed",
        personal: &[(Personal::Words, "quotation")],
        ..NOTHING
    },
    Registered {
        table: "guide_prints",
        leaves: Leaves::ByTrace,
        plain: "guide_revision_id digest pages printed_at",
        personal: &[(Personal::Words, "pdf")],
        ..NOTHING
    },
    Registered {
        table: "organizations",
        leaves: Leaves::ByTrace,
        plain: "id kind country created_at version",
        personal: &[(Personal::Name, "name")],
        ..NOTHING
    },
    // The team.
    Registered {
        table: "accounts",
        plain: "id language is_active created_at version",
        team: "email email_key name",
        sealed: "password_hash",
        ..NOTHING
    },
    Registered { table: "memberships", plain: "id account_id study_id role created_at", ..NOTHING },
    Registered { table: "sessions", plain: "account_id created_at expires_at", sealed: "token_hash", ..NOTHING },
    Registered { table: "rate_limits", plain: "window_at hits", sealed: "key", ..NOTHING },
    Registered {
        table: "decisions",
        plain: "id account_id status made_at undone_at",
        // About many returns at once, so about none of them.
        team: "reason",
        ..NOTHING
    },
    Registered {
        table: "reviews",
        plain: "id guide_revision_id account_id criterion verdict created_at",
        team: "comment",
        ..NOTHING
    },
    Registered {
        table: "survey_extensions",
        plain: "id survey_id closed_at closes_at account_id made_at",
        team: "reason",
        ..NOTHING
    },
    // The work, what it says of itself, and what readers see.
    Registered {
        table: "studies",
        plain: "id slug title created_at version retention_months appears small_under audiences zone is_synthetic",
        ..NOTHING
    },
    Registered {
        table: "study_texts",
        plain: "study_id language purpose scope out_of_scope sponsor controller readers contact",
        ..NOTHING
    },
    Registered {
        table: "questionnaires",
        plain: "id study_id form_id form_version workbook_name workbook workbook_digest xform created_at",
        ..NOTHING
    },
    Registered {
        table: "surveys",
        plain: "id study_id questionnaire_id slug title opens_at closes_at closes_zone grace_hours created_at version
                retention_told_at",
        ..NOTHING
    },
    Registered { table: "codebooks", plain: "id study_id title created_at", ..NOTHING },
    Registered {
        table: "code_labels",
        plain: "id codebook_id parent_id word name definition place english_name english_definition",
        ..NOTHING
    },
    Registered {
        table: "tools",
        plain: "id number slug name created_at version status maker website is_starter",
        ..NOTHING
    },
    Registered { table: "tool_texts", plain: "tool_id language summary suits avoid", ..NOTHING },
    Registered { table: "tool_terms", plain: "tool_id list code", ..NOTHING },
    Registered { table: "tool_names", plain: "tool_id key name", ..NOTHING },
    Registered { table: "guide_tools", plain: "guide_id tool_id", ..NOTHING },
    Registered {
        table: "imports",
        plain: "id number source file_name digest report made_at undone_at",
        team: "account_id",
        ..NOTHING
    },
    Registered { table: "import_records", plain: "source record kind subject_id digest import_id", ..NOTHING },
    Registered {
        table: "observations",
        plain: "id number tool_id key value french english source source_date is_official seen_at level status
                review_due_at import_id created_at",
        team: "account_id",
        ..NOTHING
    },
    Registered {
        table: "likenesses",
        plain: "id kind one_id other_id confidence reasons status moved decided_at created_at",
        team: "decided_by",
        ..NOTHING
    },
    Registered {
        table: "analyses",
        plain: "id study_id number key title takeaway question breakdown filter base version created_at",
        ..NOTHING
    },
    Registered { table: "chapters", plain: "id study_id place slug version created_at", ..NOTHING },
    Registered {
        table: "chapter_texts",
        plain: "chapter_id language title summary text saved_at",
        team: "account_id",
        ..NOTHING
    },
    Registered {
        table: "desk_references",
        plain: "id number study_id title author dated address read_at kind archived",
        ..NOTHING
    },
    Registered { table: "guides", plain: "id number study_id kind status version", ..NOTHING },
    Registered {
        table: "guide_drafts",
        plain: "guide_id language title header body account_id saved_at version",
        ..NOTHING
    },
    Registered {
        table: "guide_revisions",
        plain: "id guide_id revision language title body account_id created_at published_at slug header superseded_at
                review_due_at review_told_at",
        ..NOTHING
    },
    Registered { table: "guide_slugs", plain: "language slug guide_id made_at", ..NOTHING },
    Registered { table: "editor_tasks", plain: "id guide_id reason place created_at done_at", ..NOTHING },
    Registered {
        table: "editions",
        plain: "id study_id number correction manifest_digest published_at superseded_at",
        ..NOTHING
    },
    Registered { table: "edition_guides", plain: "edition_id guide_revision_id", ..NOTHING },
    // Rails: ids, verbs and hashes.
    Registered { table: "erasures", plain: "erased_at", sealed: "instance_hash", ..NOTHING },
    Registered { table: "tombstones", plain: "kind number withdrawn_at", ..NOTHING },
    Registered { table: "counters", plain: "name value", ..NOTHING },
    Registered {
        table: "jobs",
        plain: "id kind subject_id run_at attempts claimed_until failed_at",
        ..NOTHING
    },
    Registered { table: "changes", plain: "id transaction_id subject subject_id verb made_at", ..NOTHING },
    Registered { table: "change_cursors", plain: "follower transaction_id change_id", ..NOTHING },
    Registered {
        table: "events",
        plain: "id account_id verb subject subject_id made_at study_id detail",
        ..NOTHING
    },
    Registered { table: "content_version", plain: "id value", ..NOTHING },
    Registered { table: "migrations", plain: "version name digest applied_at", ..NOTHING },
];

impl Registered {
    /// Every column it knows.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        let personal = self.personal.iter().map(|(_, columns)| *columns);
        let all = [self.plain, self.team, self.sealed].into_iter().chain(personal);
        all.flat_map(str::split_whitespace)
    }

    /// The columns that tell of whoever answered, and what each gives away.
    pub fn personal(&self) -> impl Iterator<Item = (&'static str, Personal)> {
        let each = |(kind, columns): &'static (Personal, &'static str)| {
            columns.split_whitespace().map(|column| (column, *kind))
        };
        self.personal.iter().flat_map(each)
    }
}

/// What deletes the rows of a return, in order.
pub(crate) fn deletions() -> &'static [String] {
    static DELETIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let delete = |one: &Registered| match one.leaves {
            Leaves::With(condition) => Some(format!("DELETE FROM {} WHERE {condition}", one.table)),
            Leaves::ByTrace | Leaves::Never => None,
        };
        REGISTER.iter().filter_map(delete).collect()
    });
    &DELETIONS
}
