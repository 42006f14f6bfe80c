//! Does the address that people type lead here?

use super::Finding;
use crate::{commands::Ambience, installation::Folder};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const PATIENCE: Duration = Duration::from_secs(3);

pub(super) async fn check(ambience: &Ambience, folder: &Folder) -> Finding {
    let settings = &ambience.settings;
    let address = settings.address_at(settings.listen.value);
    match tokio::time::timeout(PATIENCE, ask(&address)).await {
        Ok(Ok(said)) => Finding::well("reachable", said),
        outcome => {
            let reason = match outcome {
                Ok(Err(error)) => error.to_string(),
                _ => format!("no answer within {} seconds", PATIENCE.as_secs()),
            };
            // The lock is held by a program that serves; without one, no answer is expected.
            if settings.is_sqlite() && folder.lock().is_err() {
                Finding::fix(
                    "reachable",
                    format!("Socle is running, and {address} does not lead to it: {reason}"),
                )
            } else {
                Finding::note(
                    "reachable",
                    format!("{address} does not answer ({reason}); is `socle serve` running?"),
                )
            }
        }
    }
}

/// Over HTTPS only the connection is tried: whoever ends it in front of Socle also answers for it.
async fn ask(address: &str) -> std::io::Result<String> {
    let (scheme, host) = address.split_once("://").unwrap_or(("http", address));
    let usual = if scheme == "https" { 443 } else { 80 };
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let place = if has_port { host.to_owned() } else { format!("{host}:{usual}") };
    let mut stream = TcpStream::connect(&place).await?;
    if scheme == "https" {
        return Ok(format!("{address}: a connection is taken (what is behind HTTPS was not asked)"));
    }
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer).await?;
    if answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(b"ok\n") {
        Ok(format!("{address} leads to a Socle whose database answers"))
    } else {
        Err(std::io::Error::other("something else answers, or its database does not"))
    }
}
