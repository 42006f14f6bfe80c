//! Private links: an address that only its holder knows, and for which nothing is stored. It is made of an id and of a
//! keyed hash of what it is for, so that a link to one thing opens no other.

use crate::App;
use uuid::Uuid;

/// The token of the private link to `id`, for one purpose: `return`, `approval`.
pub(crate) fn link(app: &App, purpose: &'static str, id: Uuid) -> String {
    let mac = app.secret().hash(purpose, &[b"private link ".as_slice(), id.as_bytes()].concat());
    format!("{}{}", id.simple(), crate::hex(&mac[..16]))
}

/// The id that a token leads to; nothing when it was not made here for this purpose.
pub(crate) fn read(app: &App, purpose: &'static str, token: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(token.get(..32)?).ok()?;
    // Comparing keyed hashes of both takes the same time whichever byte differs first.
    let given = app.secret().hash("compare", token.as_bytes());
    app.secret().verify("compare", link(app, purpose, id).as_bytes(), &given).then_some(id)
}
