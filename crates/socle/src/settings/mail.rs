//! The settings of mail. Without a server, letters wait; with one, the address they come from must be said too.

use super::{
    SMTP_FROM, SMTP_HOST, SMTP_PASSWORD, SMTP_PORT, SMTP_SECURITY, SMTP_USER, Said, Setting, Source, Sourced,
};
use crate::failure::refuse;
use anyhow::Result;
use socle_domain::letter::Recipient;

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Security {
    /// Not at all: for a server on this machine.
    None,
    /// The connection becomes TLS before anything is said; a server that cannot is not used.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

impl Security {
    fn parse(word: &str) -> Result<Self, &'static str> {
        match word {
            "none" => Ok(Self::None),
            "starttls" => Ok(Self::StartTls),
            "tls" => Ok(Self::Tls),
            _ => Err("is neither none, starttls nor tls"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::StartTls => "starttls",
            Self::Tls => "tls",
        }
    }

    /// Where servers listen for it (RFC 6409 and RFC 8314).
    fn usual_port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::StartTls => 587,
            Self::Tls => 465,
        }
    }
}

/// The mail server, and who its letters come from.
#[derive(Clone)]
pub(crate) struct Mail {
    /// Name or number of the server.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// How the way there is protected.
    pub(crate) security: Security,
    /// Name and password, for a server that asks.
    pub(crate) credentials: Option<(String, String)>,
    /// The address letters come from.
    pub(crate) from: Recipient,
}

/// The password stays out of whatever is printed.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// What was said of mail, as far as it may be shown, and what it comes to.
#[derive(Debug, Clone)]
pub(crate) struct MailSettings {
    /// The server; `None` when nobody named one.
    pub(crate) mail: Option<Mail>,
    shown: Vec<(&'static Setting, String, Source)>,
}

impl MailSettings {
    pub(super) fn resolve(said: &Said<'_>) -> Result<Self> {
        let host = said.optional(SMTP_HOST, host)?;
        let security = said.value(SMTP_SECURITY, Security::StartTls, Security::parse)?;
        let port = said.optional(SMTP_PORT, |text| match text.parse() {
            Ok(0) | Err(_) => Err("is not a port between 1 and 65535"),
            Ok(port) => Ok(port),
        })?;
        let user = said.optional(SMTP_USER, one_line)?;
        let password = said.optional(SMTP_PASSWORD, one_line)?;
        let from = said.optional(SMTP_FROM, |text| {
            Recipient::parse(text).map_err(|_| "is not an address such as etude@example.org")
        })?;
        let shown = vec![
            row(SMTP_HOST, host.as_ref(), Clone::clone),
            row(SMTP_PORT, port.as_ref(), u16::to_string),
            (SMTP_SECURITY, security.value.word().to_owned(), security.source.clone()),
            row(SMTP_USER, user.as_ref(), Clone::clone),
            row(SMTP_PASSWORD, password.as_ref(), |_| "(not shown)".to_owned()),
            row(SMTP_FROM, from.as_ref(), |from| from.as_str().to_owned()),
        ];
        let Some(host) = host else { return Ok(Self { mail: None, shown }) };
        let Some(from) = from else {
            refuse!("{}: say also which address letters come from ({}).", host.source, SMTP_FROM.flag)
        };
        let credentials = match (user, password) {
            (Some(user), Some(password)) => Some((user.value, password.value)),
            (None, None) => None,
            (Some(user), None) => {
                refuse!("{}: say also its password ({}).", user.source, SMTP_PASSWORD.variable)
            }
            (None, Some(password)) => {
                refuse!("{}: say also whose it is ({}).", password.source, SMTP_USER.flag)
            }
        };
        if credentials.is_some() && security.value == Security::None && !is_here(&host.value) {
            refuse!(
                "{}: the password would cross the network in clear; use starttls or tls.",
                security.source
            );
        }
        let security = security.value;
        let port = port.map_or(security.usual_port(), |port| port.value);
        Ok(Self {
            mail: Some(Mail { host: host.value, port, security, credentials, from: from.value }),
            shown,
        })
    }

    /// Every setting of mail in a form that may be shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&'static Setting, String, Source)> + '_ {
        self.shown.iter().cloned()
    }
}

fn row<T>(
    setting: &'static Setting,
    said: Option<&Sourced<T>>,
    words: impl Fn(&T) -> String,
) -> (&'static Setting, String, Source) {
    match said {
        Some(said) => (setting, words(&said.value), said.source.clone()),
        None => (setting, setting.default.to_owned(), Source::Default),
    }
}

fn host(text: &str) -> Result<String, &'static str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    if text.is_empty() || !text.chars().all(is_plain) || text.matches(':').count() == 1 {
        return Err("is not the name or the number of a server (the port is a setting of its own)");
    }
    Ok(text.to_owned())
}

fn one_line(text: &str) -> Result<String, &'static str> {
    if text.chars().any(char::is_control) { Err("holds a control character") } else { Ok(text.to_owned()) }
}

fn is_here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}
