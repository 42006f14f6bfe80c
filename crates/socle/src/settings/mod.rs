//! Settings: a flag wins over a variable of the environment, which wins over the file, which wins over the default.
//!
//! [`SETTINGS`] lists them all; `docs/settings.md` is held against it by a test. A value that cannot be used is refused
//! with the place it came from.

mod file;
mod mail;
mod parse;

use crate::{
    ambient::NotUtf8,
    failure::refuse,
    logging::{self, Format},
};
use anyhow::Result;
use clap::Args;
use mail::MailSettings;
pub(crate) use mail::{Mail, Security};
use socle_store::Database;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// One setting, by its three names.
#[derive(Debug)]
pub(crate) struct Setting {
    /// In the file.
    pub(crate) key: &'static str,
    /// On the command line.
    pub(crate) flag: &'static str,
    /// In the environment.
    pub(crate) variable: &'static str,
    /// What holds when nobody says.
    pub(crate) default: &'static str,
}

const fn setting(
    key: &'static str,
    flag: &'static str,
    variable: &'static str,
    default: &'static str,
) -> Setting {
    Setting { key, flag, variable, default }
}

const DATA_DIR: &Setting = &SETTINGS[0];
const LISTEN: &Setting = &SETTINGS[1];
const DATABASE: &Setting = &SETTINGS[2];
const ADDRESS: &Setting = &SETTINGS[3];
const TRUST_PROXY: &Setting = &SETTINGS[4];
const LOG: &Setting = &SETTINGS[5];
const LOG_FORMAT: &Setting = &SETTINGS[6];
const SMTP_HOST: &Setting = &SETTINGS[7];
const SMTP_PORT: &Setting = &SETTINGS[8];
const SMTP_SECURITY: &Setting = &SETTINGS[9];
const SMTP_USER: &Setting = &SETTINGS[10];
const SMTP_PASSWORD: &Setting = &SETTINGS[11];
const SMTP_FROM: &Setting = &SETTINGS[12];

/// All settings.
pub(crate) const SETTINGS: [Setting; 13] = [
    setting("data_dir", "--data-dir", "SOCLE_DATA_DIR", "./socle-data"),
    setting("listen", "--listen", "SOCLE_LISTEN", "127.0.0.1:8017"),
    setting("database_url", "--database-url", "DATABASE_URL", "socle.sqlite in the data folder"),
    setting("address", "--address", "SOCLE_ADDRESS", "http:// and the listening address"),
    setting("trust_proxy", "--trust-proxy", "SOCLE_TRUST_PROXY", "false"),
    setting("log", "--log", "SOCLE_LOG", "info"),
    setting("log_format", "--log-format", "SOCLE_LOG_FORMAT", "text"),
    setting("smtp_host", "--smtp-host", "SOCLE_SMTP_HOST", "none: letters wait"),
    setting(
        "smtp_port",
        "--smtp-port",
        "SOCLE_SMTP_PORT",
        "25, 587 or 465, as smtp_security is none, starttls or tls",
    ),
    setting("smtp_security", "--smtp-security", "SOCLE_SMTP_SECURITY", "starttls"),
    setting("smtp_user", "--smtp-user", "SOCLE_SMTP_USER", "none"),
    setting("smtp_password", "--smtp-password", "SOCLE_SMTP_PASSWORD", "none"),
    setting("smtp_from", "--smtp-from", "SOCLE_SMTP_FROM", "none"),
];

/// The flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Settings (see docs/settings.md; also variables and a file)")]
pub(crate) struct Flags {
    /// Folder of the database, key, ledger and files [SOCLE_DATA_DIR; default: ./socle-data]
    #[arg(long, global = true, value_name = "FOLDER")]
    data_dir: Option<String>,
    /// Address and port to listen on [SOCLE_LISTEN; default: 127.0.0.1:8017]
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// PostgreSQL database to use instead of SQLite [DATABASE_URL; prefer the variable: it holds a password]
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Address that people type [SOCLE_ADDRESS; default: http:// and the listening address]
    #[arg(long, global = true, value_name = "URL")]
    address: Option<String>,
    /// Whether a proxy in front says who is asking, in X-Forwarded-For [SOCLE_TRUST_PROXY; default: false]
    #[arg(long, global = true, value_name = "BOOLEAN", num_args = 0..=1, require_equals = true,
          default_missing_value = "true")]
    trust_proxy: Option<String>,
    /// How much to log: error, warn, info, debug, or a filter [SOCLE_LOG; default: info when serving]
    #[arg(long, global = true, value_name = "LEVEL")]
    log: Option<String>,
    /// How log lines are written: text or json [SOCLE_LOG_FORMAT; default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    log_format: Option<String>,
    /// Mail server; without one, letters wait [SOCLE_SMTP_HOST; default: none]
    #[arg(long, global = true, value_name = "HOST")]
    smtp_host: Option<String>,
    /// Its port [SOCLE_SMTP_PORT; default: 25, 587 or 465, as the next is none, starttls or tls]
    #[arg(long, global = true, value_name = "PORT")]
    smtp_port: Option<String>,
    /// How the way there is protected: none, starttls or tls [SOCLE_SMTP_SECURITY; default: starttls]
    #[arg(long, global = true, value_name = "SECURITY")]
    smtp_security: Option<String>,
    /// Name to sign in with, for a mail server that asks [SOCLE_SMTP_USER; default: none]
    #[arg(long, global = true, value_name = "NAME")]
    smtp_user: Option<String>,
    /// Its password [SOCLE_SMTP_PASSWORD; prefer the variable: others can see a command line]
    #[arg(long, global = true, value_name = "PASSWORD")]
    smtp_password: Option<String>,
    /// Address that letters come from [SOCLE_SMTP_FROM; default: none]
    #[arg(long, global = true, value_name = "ADDRESS")]
    smtp_from: Option<String>,
    /// Settings file [default: socle.toml in the data folder, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Flags {
    fn get(&self, setting: &Setting) -> Option<&String> {
        match setting.key {
            "data_dir" => self.data_dir.as_ref(),
            "listen" => self.listen.as_ref(),
            "database_url" => self.database_url.as_ref(),
            "address" => self.address.as_ref(),
            "trust_proxy" => self.trust_proxy.as_ref(),
            "log" => self.log.as_ref(),
            "log_format" => self.log_format.as_ref(),
            "smtp_host" => self.smtp_host.as_ref(),
            "smtp_port" => self.smtp_port.as_ref(),
            "smtp_security" => self.smtp_security.as_ref(),
            "smtp_user" => self.smtp_user.as_ref(),
            "smtp_password" => self.smtp_password.as_ref(),
            "smtp_from" => self.smtp_from.as_ref(),
            _ => None,
        }
    }
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// The command line.
    Flag(&'static str),
    /// The environment.
    Variable(&'static str),
    /// A line of the settings file.
    File(PathBuf, usize),
    /// Nobody said.
    Default,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => f.write_str(flag),
            Self::Variable(name) => f.write_str(name),
            Self::File(path, line) => write!(f, "{}, line {line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sourced<T> {
    /// What holds.
    pub(crate) value: T,
    /// Who said so.
    pub(crate) source: Source,
}

/// The environment, as far as settings go: see [`crate::ambient::variables`].
pub(crate) type Variables = BTreeMap<&'static str, Result<String, NotUtf8>>;

/// What holds for this run.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The data folder.
    pub(crate) data_dir: Sourced<PathBuf>,
    /// Where to listen.
    pub(crate) listen: Sourced<SocketAddr>,
    /// Where the data are.
    pub(crate) database: Sourced<Database>,
    /// The address people type, without a slash at the end; made from where the program listens when nobody says.
    pub(crate) address: Option<Sourced<String>>,
    /// Whether `X-Forwarded-For` is believed.
    pub(crate) trusts_proxy: Sourced<bool>,
    /// The directives of the log; `None` when nobody says.
    pub(crate) log: Option<Sourced<String>>,
    /// How log lines are written.
    pub(crate) log_format: Sourced<Format>,
    /// How letters leave.
    pub(crate) mail: MailSettings,
}

impl Settings {
    /// Puts the four sources together.
    pub(crate) fn resolve(flags: &Flags, variables: &Variables) -> Result<Self> {
        let mut said = Said { flags, variables, file: BTreeMap::new() };
        if let Some(path) = &flags.config {
            said.file = file::read(path, true)?;
        }
        let data_dir = said.value(DATA_DIR, PathBuf::from(DATA_DIR.default), parse::folder)?;
        if flags.config.is_none() {
            said.file = file::read(&data_dir.value.join("socle.toml"), false)?;
            if let Some((_, source)) = said.file.get(DATA_DIR.key) {
                refuse!(
                    "{source}: data_dir cannot be set by a file inside the data folder; use {} or {}.",
                    DATA_DIR.flag,
                    DATA_DIR.variable
                );
            }
        }
        let listen = SocketAddr::from(([127, 0, 0, 1], 8017));
        Ok(Self {
            listen: said.value(LISTEN, listen, parse::listen)?,
            database: said.value(DATABASE, sqlite_in(&data_dir.value), parse::database)?,
            address: said.optional(ADDRESS, parse::address)?,
            trusts_proxy: said.value(TRUST_PROXY, false, parse::boolean)?,
            log: said.optional(LOG, |text| {
                logging::directives(text)
                    .ok_or("is not error, warn, info, debug, or a filter such as warn,socle=debug")
            })?,
            log_format: said.value(LOG_FORMAT, Format::Text, |text| {
                Format::parse(text).ok_or("is neither text nor json")
            })?,
            mail: MailSettings::resolve(&said)?,
            data_dir,
        })
    }

    /// The address people type, once the program knows where it listens.
    pub(crate) fn address_at(&self, listening: SocketAddr) -> String {
        match &self.address {
            Some(address) => address.value.clone(),
            // Nobody can type the address "everywhere".
            None if listening.ip().is_unspecified() => format!("http://localhost:{}", listening.port()),
            None => format!("http://{listening}"),
        }
    }

    /// Whether the data are in a SQLite file, which this machine alone uses.
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.database.value, Database::Sqlite(_))
    }

    /// Every setting in a form that may be shown (no password), with its source.
    pub(crate) fn shown(&self) -> Vec<(&'static Setting, String, Source)> {
        let address = self.address.as_ref();
        let log = self.log.as_ref();
        let said = |source: Option<&Source>| source.cloned().unwrap_or(Source::Default);
        let mut rows = vec![
            (DATA_DIR, self.data_dir.value.display().to_string(), self.data_dir.source.clone()),
            (LISTEN, self.listen.value.to_string(), self.listen.source.clone()),
            (DATABASE, parse::without_password(&self.database.value), self.database.source.clone()),
            (ADDRESS, self.address_at(self.listen.value), said(address.map(|a| &a.source))),
            (TRUST_PROXY, self.trusts_proxy.value.to_string(), self.trusts_proxy.source.clone()),
            (
                LOG,
                log.map_or(LOG.default, |log| log.value.as_str()).to_owned(),
                said(log.map(|log| &log.source)),
            ),
            (
                LOG_FORMAT,
                if self.log_format.value == Format::Json { "json" } else { "text" }.to_owned(),
                self.log_format.source.clone(),
            ),
        ];
        rows.extend(self.mail.shown());
        rows
    }
}

/// The SQLite file of a data folder.
fn sqlite_in(folder: &Path) -> Database {
    Database::Sqlite(folder.join("socle.sqlite"))
}

/// What each source says, before it is understood.
struct Said<'a> {
    flags: &'a Flags,
    variables: &'a Variables,
    file: BTreeMap<&'static str, (String, Source)>,
}

impl Said<'_> {
    fn raw(&self, setting: &Setting) -> Result<Option<(String, Source)>> {
        if let Some(text) = self.flags.get(setting) {
            return Ok(Some((text.clone(), Source::Flag(setting.flag))));
        }
        match self.variables.get(setting.variable) {
            Some(Ok(text)) => return Ok(Some((text.clone(), Source::Variable(setting.variable)))),
            Some(Err(NotUtf8)) => refuse!("{}: the value is not UTF-8 text.", setting.variable),
            None => {}
        }
        Ok(self.file.get(setting.key).cloned())
    }

    fn optional<T>(
        &self,
        setting: &Setting,
        parse: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Result<Option<Sourced<T>>> {
        let Some((text, source)) = self.raw(setting)? else { return Ok(None) };
        match parse(&text) {
            Ok(value) => Ok(Some(Sourced { value, source })),
            // The address of a database holds a password: it is not shown again.
            Err(problem) if [DATABASE.key, SMTP_PASSWORD.key].contains(&setting.key) => {
                refuse!("{source}: the value {problem}.")
            }
            Err(problem) => refuse!("{source}: {text:?} {problem}."),
        }
    }

    fn value<T>(
        &self,
        setting: &Setting,
        default: T,
        parse: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Result<Sourced<T>> {
        let said = self.optional(setting, parse)?;
        Ok(said.unwrap_or(Sourced { value: default, source: Source::Default }))
    }
}

#[cfg(test)]
mod tests;
