//! The words of letters, written when they leave: plain text in the language of who gets them, with links made from the
//! address of the installation. Nothing that someone answered is ever in a letter.

use crate::{App, invitation, notice, private};
use socle_domain::{guide::APPROVAL_DAYS, letter::LetterKind};
use socle_look::Language;
use socle_store::{Expired, Letter, LetterSubject, StoreError};

/// A letter, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The line that mail programs show in their list.
    pub subject: String,
    /// The rest: paragraphs, and a link on a line of its own.
    pub body: String,
}

/// Posts the letters that a date asks for: reminders, and guides due to be read again. Says how many.
pub async fn post_due(app: &App) -> Result<usize, StoreError> {
    app.store().post_due(app.chance(), app.now()).await
}

/// Tells coordinators of returns whose time is nearly over, and erases those whose time is. Says what was done.
pub async fn expire(app: &App) -> Result<Expired, StoreError> {
    app.store().expire(app.chance(), app.has_mail(), app.now()).await
}

/// Writes a letter; `None` when what it is about is gone, and there is nothing to say any more.
pub fn compose(app: &App, letter: &Letter) -> Option<Words> {
    let t = app.texts(Language::parse(&letter.language).unwrap_or_default());
    let subject = letter.subject.as_ref()?;
    if is_too_late(app, subject) {
        return None;
    }
    let link = link(app, letter.kind, subject);
    let address = &app.settings().address;
    let (title, name, number) = match subject {
        LetterSubject::Account { name, .. } => ("", name.as_str(), 0),
        LetterSubject::Return { number, survey, .. } => (survey.as_str(), "", *number),
        LetterSubject::Approval { study, .. } => (study.as_str(), "", 0),
        LetterSubject::Guide { number, study, .. } => (study.as_str(), "", *number),
        LetterSubject::Draft { survey } | LetterSubject::Survey { survey, .. } => {
            (survey.title.as_str(), "", 0)
        }
    };
    let closes = closes(t.language(), subject);
    // Numbers are names here: 1 204 would not be found again.
    let number = number.to_string();
    let words = |part: &str| {
        let key = format!("letter-{}-{part}", letter.kind.word().replace('_', "-"));
        let said = [
            ("title", title.into()),
            ("name", name.into()),
            ("number", number.as_str().into()),
            ("link", link.as_str().into()),
            ("days", invitation::DAYS.into()),
            ("closes", closes.as_str().into()),
            ("silence", APPROVAL_DAYS.into()),
        ];
        t.with(&key, &said)
    };
    let foot = t.with("letter-foot", &[("address", address.as_str().into())]);
    Some(Words { subject: words("subject"), body: format!("{}\n\n-- \n{foot}\n", words("body")) })
}

/// Nobody is told of a deadline that is over.
fn is_too_late(app: &App, subject: &LetterSubject) -> bool {
    matches!(subject, LetterSubject::Draft { survey } if survey.calendar.check_start(app.now()).is_err())
}

/// The moment that a letter is about, with its zone.
fn closes(language: Language, subject: &LetterSubject) -> String {
    let (survey, at) = match subject {
        LetterSubject::Draft { survey } => (survey, survey.calendar.closes_at),
        LetterSubject::Survey { survey, erased_on } => (survey, *erased_on),
        _ => return String::new(),
    };
    let zone = &survey.calendar.zone;
    format!("{} ({})", notice::moment(language, zone, at), zone.name())
}

fn link(app: &App, kind: LetterKind, subject: &LetterSubject) -> String {
    match subject {
        LetterSubject::Account { id, version, .. } => invitation::link(app, *id, *version),
        // A question asked back is answered on the page of the return.
        LetterSubject::Return { id, .. } => private::link(app, "return", id.uuid()),
        LetterSubject::Approval { id, .. } => private::link(app, "approval", id.uuid()),
        LetterSubject::Guide { id, .. } => {
            debug_assert_eq!(kind, LetterKind::ReviewDue, "the one letter about a guide");
            format!("{}/bureau/fiches/{id}", app.settings().address)
        }
        // The draft itself is opened by the phone that began it, or by its code.
        LetterSubject::Draft { survey } => format!("{}/e/{}", app.settings().address, survey.slug),
        LetterSubject::Survey { survey, .. } => {
            format!("{}/bureau/enquetes/{}/suivi", app.settings().address, survey.slug)
        }
    }
}
