//! Letters that the program sends by mail: what each is about, and to whom. Their words are written when they leave, so
//! that what waits holds no words and a link is made when it is needed.

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// To someone who joins a study team, or lost their password: the way to choose one. About an account.
    Invitation,
    /// To the author of a return who asked for it: its number and the private link. About a submission.
    Receipt,
    /// To the author of a return: the team asks a question back. About an inquiry.
    Inquiry,
    /// To a contributor: the page drawn from their experience waits for their word. About an approval.
    Approval,
    /// The same once more.
    ApprovalReminder,
    /// To an editor: a guide is due to be read again. About a guide.
    ReviewDue,
    /// To someone who has begun a return: the deadline was moved. About a draft.
    Extension,
    /// To a coordinator: the returns of a survey are soon to be erased. About a survey.
    RetentionDue,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Invitation,
        Self::Receipt,
        Self::Inquiry,
        Self::Approval,
        Self::ApprovalReminder,
        Self::ReviewDue,
        Self::Extension,
        Self::RetentionDue,
    ];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Receipt => "receipt",
            Self::Inquiry => "inquiry",
            Self::Approval => "approval",
            Self::ApprovalReminder => "approval_reminder",
            Self::ReviewDue => "review_due",
            Self::Extension => "extension",
            Self::RetentionDue => "retention_due",
        }
    }

    /// Reads the word of a kind.
    pub fn parse(word: &str) -> Result<Self, InvalidLetterKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(InvalidLetterKind)
    }
}

/// Not the word of a kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of letter")]
pub struct InvalidLetterKind;

/// An address that a letter can be sent to: plain enough to stand in a header and in a command of SMTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient(String);

/// Why an address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address that mail can be sent to")]
pub struct InvalidRecipient;

/// The longest address that a mail server must take (RFC 5321, section 4.5.3.1.3, without the brackets).
const ADDRESS_MOST: usize = 254;
/// The longest part before the sign (RFC 5321, section 4.5.3.1.1).
const LOCAL_MOST: usize = 64;
/// The longest part of a name between dots (RFC 1035, section 2.3.4).
const LABEL_MOST: usize = 63;

impl Recipient {
    /// Reads an address as people type it. Quoted local parts, address literals and accents are refused: hardly anyone
    /// has such an address, and each is a way to smuggle a second one in.
    pub fn parse(raw: &str) -> Result<Self, InvalidRecipient> {
        let address = raw.trim();
        let (local, host) = address.split_once('@').ok_or(InvalidRecipient)?;
        let is_sound = address.len() <= ADDRESS_MOST && is_local(local) && is_host(host);
        if is_sound { Ok(Self(address.to_owned())) } else { Err(InvalidRecipient) }
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dot-string of RFC 5321, section 4.1.2.
fn is_local(local: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= LOCAL_MOST && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_plain))
}

/// A name with at least one dot, of letters, digits and hyphens.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let is_plain = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_plain
            && (1..=LABEL_MOST).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_by_its_word() {
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::parse(kind.word()), Ok(kind));
        }
        assert_eq!(LetterKind::parse("newsletter"), Err(InvalidLetterKind));
    }

    #[test]
    fn addresses_that_people_have_are_taken() {
        for good in
            ["awa@example.org", " Awa.Diallo+socle@mail.example.co.uk ", "o'brien@example.ie", "a_b-1@x-y.bf"]
        {
            assert_eq!(Recipient::parse(good).unwrap().as_str(), good.trim());
        }
    }

    #[test]
    fn what_would_send_a_letter_elsewhere_is_refused() {
        for bad in [
            "",
            "awa",
            "awa@",
            "@example.org",
            "awa@example",
            "awa@.org",
            "awa@example..org",
            "awa@-x.org",
            ".awa@example.org",
            "a..b@example.org",
            "awa@example.org, other@example.org",
            "awa@example.org\r\nBcc: other@example.org",
            "awa@example.org>\r\nRCPT TO:<other@example.org",
            "<awa@example.org>",
            "\"a b\"@example.org",
            "awa@[127.0.0.1]",
            "a@b@example.org",
            "awa\0@example.org",
            "élodie@example.org",
        ] {
            assert_eq!(Recipient::parse(bad), Err(InvalidRecipient), "{bad:?}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        assert_eq!(Recipient::parse(&long), Err(InvalidRecipient));
    }
}
