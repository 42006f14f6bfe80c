//! Private links: an id with a keyed hash that only this installation can make. Nothing is stored for them, and whoever
//! holds one needs no account.

use crate::App;
use uuid::Uuid;

/// The whole address by which the author of a return (`kind` is `return`) comes back to it.
pub(crate) fn link(app: &App, kind: &str, id: Uuid) -> String {
    let path = match kind {
        "return" => "retour",
        other => other,
    };
    format!("{}/{path}/{}", app.settings().address, token(app, kind, id))
}

/// What stands at the end of a private link.
fn token(app: &App, kind: &str, id: Uuid) -> String {
    let mac = app.secret().hash("private-link", format!("{kind} {id}").as_bytes());
    format!("{}.{}", id.as_simple(), crate::hex(&mac[..16]))
}
