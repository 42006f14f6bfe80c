//! One letter, one conversation with the mail server (RFC 5321).

use crate::settings::{Mail, Security};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::ClientId,
    },
};
use socle_domain::time::Timestamp;
use socle_store::Letter;
use socle_web::letters::Words;
use std::time::{Duration, UNIX_EPOCH};

/// How long one letter may take: well under the time for which its job is claimed.
const PATIENCE: Duration = Duration::from_secs(40);

/// Why a letter was not taken, in words that may be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It may be taken another time.
    Later(String),
    /// It will not be taken as it is.
    Never(String),
}

/// The way to the mail server.
pub(crate) struct Relay {
    mail: Mail,
    /// What we call ourselves.
    name: ClientId,
    /// The part of the Message-ID after the sign.
    domain: String,
    patience: Duration,
}

impl Relay {
    /// The way to this server, for an installation at this address.
    pub(crate) fn new(mail: Mail, address: &str) -> Self {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        // Servers refuse greetings that are no name; a machine without one greets with its number.
        let name = if host.contains('.') && host.parse::<std::net::IpAddr>().is_err() {
            ClientId::Domain(host.to_owned())
        } else {
            ClientId::default()
        };
        let domain = mail.from.as_str().split_once('@').map_or("", |(_, domain)| domain).to_owned();
        Self { mail, name, domain, patience: PATIENCE }
    }

    /// The same, less patient.
    #[cfg(test)]
    pub(crate) fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Hands one letter over. `Ok` means that the server answers for it from now on.
    pub(crate) async fn send(&self, letter: &Letter, words: Words, now: Timestamp) -> Result<(), Trouble> {
        let (from, to) = (address(self.mail.from.as_str())?, address(letter.recipient.as_str())?);
        let message = self.message(letter, words, now, from.clone(), to.clone())?;
        match tokio::time::timeout(self.patience, self.converse(from, to, &message)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Trouble::Later("the server takes too long".to_owned())),
        }
    }

    fn message(
        &self,
        letter: &Letter,
        words: Words,
        now: Timestamp,
        from: Address,
        to: Address,
    ) -> Result<Vec<u8>, Trouble> {
        let elapsed = Duration::from_micros(u64::try_from(now.as_micros()).unwrap_or_default());
        let is_automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .from(Mailbox::new(None, from))
            .to(Mailbox::new(None, to))
            .subject(words.subject)
            .date(UNIX_EPOCH + elapsed)
            .message_id(Some(format!("<{}@{}>", letter.id, self.domain)))
            // RFC 3834: nobody's answering machine answers it.
            .raw_header(HeaderValue::new(is_automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(words.body);
        message
            .map(|message| message.formatted())
            .map_err(|_| Trouble::Never("the message cannot be written".to_owned()))
    }

    async fn converse(&self, from: Address, to: Address, message: &[u8]) -> Result<(), Trouble> {
        let mut server = self.connect().await?;
        let mail = server.command(MailFrom::new(Some(from), Vec::new())).await;
        // A sender that is refused is a matter of settings: every letter would be lost for it.
        mail.map_err(|error| later("the sender", &error))?;
        server.command(Rcpt::new(to, Vec::new())).await.map_err(|error| refused("the recipient", &error))?;
        server.command(Data).await.map_err(|error| refused("the message", &error))?;
        server.message(message).await.map_err(|error| refused("the message", &error))?;
        // It has been taken: what is said after that changes nothing.
        let _farewell = server.quit().await;
        Ok(())
    }

    /// Connects, protects the connection, signs in. Whatever is refused here is refused to all letters: they wait.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let tls = || TlsParameters::new(self.mail.host.clone()).map_err(|error| later("TLS", &error));
        let at_once = if self.mail.security == Security::Tls { Some(tls()?) } else { None };
        let place = (self.mail.host.as_str(), self.mail.port);
        let connected =
            AsyncSmtpConnection::connect_tokio1(place, Some(self.patience), &self.name, at_once, None);
        let mut server = connected.await.map_err(|error| later("the connection", &error))?;
        if self.mail.security == Security::StartTls {
            if !server.can_starttls() {
                return Err(Trouble::Later("the server offers no STARTTLS".to_owned()));
            }
            server.starttls(tls()?, &self.name).await.map_err(|error| later("STARTTLS", &error))?;
        }
        if let Some((user, password)) = &self.mail.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            let signed_in = server.auth(DEFAULT_MECHANISMS, &credentials).await;
            signed_in.map_err(|error| later("signing in", &error))?;
        }
        Ok(server)
    }
}

fn address(text: &str) -> Result<Address, Trouble> {
    text.parse().map_err(|_| Trouble::Never("the address cannot be written to".to_owned()))
}

fn later(step: &str, error: &SmtpError) -> Trouble {
    Trouble::Later(reason(step, error))
}

/// 5xx about this letter is the last word (RFC 5321, section 4.2.1); everything else may pass.
fn refused(step: &str, error: &SmtpError) -> Trouble {
    let reason = reason(step, error);
    if error.is_permanent() { Trouble::Never(reason) } else { Trouble::Later(reason) }
}

/// The step, and the code or the kind of what went wrong; never the server's own sentence.
fn reason(step: &str, error: &SmtpError) -> String {
    if let Some(code) = error.status() {
        return format!("{step}: refused with {code}");
    }
    let kind = if error.is_timeout() {
        "no answer in time"
    } else if error.is_tls() {
        "the certificate or the protection is not accepted"
    } else if error.is_response() {
        "not an answer of SMTP"
    } else if error.is_client() {
        "the server lacks what is needed"
    } else {
        "the connection fails"
    };
    format!("{step}: {kind}")
}
