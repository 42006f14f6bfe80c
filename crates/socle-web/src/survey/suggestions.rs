//! Names of tools proposed while one types: the catalogue, and, while it is young, what respondents write most.

use crate::{App, error::AppError};
use xlsform::Control;

/// The appearance of a question that asks for a tool.
const WORD: &str = "suggest-tools";
/// The most names that a page carries three times.
const MOST: usize = 120;

/// What small projects use, in the order of the alphabet. Paper and a call are means too.
const COMMON: [&str; 40] = [
    "Appel téléphonique",
    "Cahier papier",
    "CommCare",
    "Dropbox",
    "Excel",
    "Facebook (groupe)",
    "Facebook Messenger",
    "FrontlineSMS",
    "Google Drive",
    "Google Forms",
    "Google Sheets",
    "Jitsi",
    "Kiwix",
    "KoboToolbox",
    "LibreOffice",
    "M-Pesa",
    "Messenger",
    "Microsoft Teams",
    "mWater",
    "Nextcloud",
    "ODK Collect",
    "Orange Money",
    "OsmAnd",
    "OpenStreetMap",
    "QGIS",
    "Radio",
    "RapidPro",
    "Serveur vocal",
    "Signal",
    "Skype",
    "SMS",
    "SurveyCTO",
    "Tableur",
    "Telegram",
    "Trello",
    "Viber",
    "Wave",
    "WhatsApp",
    "YouTube",
    "Zoom",
];

/// Whether a question asks for a tool.
pub(super) fn is_wanted(control: &Control) -> bool {
    control.appearance.iter().any(|word| word == WORD)
}

/// The names to propose, each once whatever its capitals.
pub(super) async fn names(app: &App) -> Result<Vec<String>, AppError> {
    let mut names = app.store().tool_names().await?;
    names.extend(COMMON.map(str::to_owned));
    names.sort_by_cached_key(|name| name.to_lowercase());
    names.dedup_by_key(|name| name.to_lowercase());
    names.truncate(MOST);
    Ok(names)
}
