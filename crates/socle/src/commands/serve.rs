//! `socle serve`: from a folder to pages that answer, and back.

use super::{Ambience, init, migrate};
use crate::{
    follow::Follower,
    installation::{self, Folder, Ground, Installation, Lock},
    listen,
    output::say,
    paper::ChildPrinter,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_web::{App, Settings as WebSettings};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

const EXAMPLES: &str = "\
Examples:
  socle serve
  socle serve --data-dir /var/lib/socle --address https://socle.example.org --trust-proxy
  DATABASE_URL=postgres://socle@localhost/socle socle serve";

/// How long the follower may take to end the job in its hands.
const LAST_JOB: Duration = Duration::from_secs(5);

/// Serve the pages until Ctrl-C or SIGTERM; on a first start, found the installation.
///
/// A SQLite database older than the program is copied beside itself, then migrated. Requests in flight have ten seconds
/// to end once the program is asked to stop.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// When it stops, print how many SQL statements were sent
    #[arg(long)]
    statistics: bool,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    let (installation, _lock) = prepare(&ambience, &folder).await?;
    let erased = installation.store.replay_ledger().await?;
    if erased > 0 {
        tracing::warn!(erased, "{erased} returns withdrawn before were erased again");
    }
    let listener = bind(&ambience).await?;
    let bound = listener.local_addr().context("asking where the program listens")?;
    let stopped = stop_signal()?;
    announce(&ambience, bound);
    let app = app(&installation, &ambience, bound);
    let (stop, follower) = follow(&installation, &ambience, &folder, app.clone());
    let site = socle_web::site(app);
    let all_ended = listen::serve(listener, site, stopped).await;
    if !all_ended {
        tracing::warn!("some requests were still running after ten seconds and were cut off");
    }
    let _follower_is_gone = stop.send(true);
    if tokio::time::timeout(LAST_JOB, follower).await.is_err() {
        tracing::warn!("a job was cut short; it will be done again");
    }
    let statements = installation.store.statistics().statements;
    installation.store.close().await;
    tracing::info!("stopped");
    if arguments.statistics {
        say(&format!("SQL statements: {statements}"));
    }
    Ok(())
}

/// Holds the folder, founds or opens, and brings the database up to date.
async fn prepare(ambience: &Ambience, folder: &Folder) -> Result<(Installation, Option<Lock>)> {
    let settings = &ambience.settings;
    folder.make()?;
    let lock = if settings.is_sqlite() { Some(folder.lock()?) } else { None };
    let is_bare = installation::ground(settings, folder)? == Ground::Bare;
    if is_bare || (settings.is_sqlite() && !installation::is_founded(settings, folder).await?) {
        say("First start: there is nothing here yet, so this does what `socle init` does.");
        return Ok((init::found(&init::Arguments::of_first_start(), ambience).await?, lock));
    }
    let installation = if settings.is_sqlite() {
        migrate::bring_up_to_date(ambience, folder).await?
    } else {
        installation::open_current(settings, folder).await?
    };
    Ok((installation, lock))
}

async fn bind(ambience: &Ambience) -> Result<TcpListener> {
    let listen = &ambience.settings.listen;
    TcpListener::bind(listen.value).await.with_context(|| {
        format!("cannot listen on {} ({}); choose another with --listen", listen.value, listen.source)
    })
}

/// Ready when the program is asked to stop. Signals are heard from here on, also while requests are served.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt()).context("listening to Ctrl-C")?;
    let mut terminate = signal(SignalKind::terminate()).context("listening to SIGTERM")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("asked to stop: ending the requests in flight");
    })
}

fn announce(ambience: &Ambience, bound: SocketAddr) {
    let address = ambience.settings.address_at(bound);
    tracing::info!(%bound, "listening on {bound}");
    say(&format!("Socle answers at {address}/ (listening on {bound})."));
    say(&format!("The study team signs in at {address}/connexion. Ctrl-C stops it."));
}

fn app(installation: &Installation, ambience: &Ambience, bound: SocketAddr) -> App {
    let settings = WebSettings {
        address: ambience.settings.address_at(bound),
        trusts_proxy: ambience.settings.trusts_proxy.value,
    };
    let (store, secret) = (installation.store.clone(), installation.secret.clone());
    App::new(store, secret, ambience.clock.clone(), ambience.chance.clone(), settings)
        .with_printer(Arc::new(ChildPrinter))
}

fn follow(
    installation: &Installation,
    ambience: &Ambience,
    folder: &Folder,
    app: App,
) -> (watch::Sender<bool>, tokio::task::JoinHandle<()>) {
    let (stop, stopped) = watch::channel(false);
    let follower = Follower {
        store: installation.store.clone(),
        files: folder.files(),
        app,
        clock: ambience.clock.clone(),
    };
    (stop, tokio::spawn(follower.run(stopped)))
}
