//! `socle serve`: from a folder to pages that answer, and back.

use super::{Ambience, init, migrate};
use crate::{
    follow::Follower,
    installation::{self, Folder, Ground, Installation, Lock},
    listen,
    mail::{Postman, Relay},
    output::say,
    paper::ChildPrinter,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_store::{Files, SearchIndex};
use socle_web::{App, Settings as WebSettings};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};

const EXAMPLES: &str = "\
Examples:
  socle serve
  socle serve --data-dir /var/lib/socle --address https://socle.example.org --trust-proxy
  DATABASE_URL=postgres://socle@localhost/socle socle serve";

/// How long the workers may take to end the jobs in their hands.
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
    let search = Arc::new(SearchIndex::open(&folder.search()).context("opening the search index")?);
    let app = app(&installation, &ambience, &folder, bound).with_search(search.clone());
    let (stop, workers) = follow(&installation, &ambience, &folder, &app, search);
    let site = socle_web::site(app);
    let all_ended =
        listen::serve(listener, &site, stopped).await.context("starting the threads that serve")?;
    if !all_ended {
        tracing::warn!("some requests were still running after ten seconds and were cut off");
    }
    let _workers_are_gone = stop.send(true);
    if tokio::time::timeout(LAST_JOB, workers.join_all()).await.is_err() {
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

fn app(installation: &Installation, ambience: &Ambience, folder: &Folder, bound: SocketAddr) -> App {
    let settings = WebSettings {
        address: ambience.settings.address_at(bound),
        trusts_proxy: ambience.settings.trusts_proxy.value,
    };
    let (store, secret) = (installation.store.clone(), installation.secret.clone());
    let app = App::new(store, secret, ambience.clock.clone(), ambience.chance.clone(), settings)
        .with_printer(Arc::new(ChildPrinter))
        .with_files(Files::new(folder.files()));
    if ambience.settings.mail.mail.is_some() { app.with_mail() } else { app }
}

/// What goes on behind the pages: the follower, and the postman where there is a mail server.
fn follow(
    installation: &Installation,
    ambience: &Ambience,
    folder: &Folder,
    app: &App,
    search: Arc<SearchIndex>,
) -> (watch::Sender<bool>, JoinSet<()>) {
    let (stop, stopped) = watch::channel(false);
    let (store, clock) = (&installation.store, &ambience.clock);
    let mut workers = JoinSet::new();
    let follower = Follower {
        store: store.clone(),
        files: folder.files(),
        app: app.clone(),
        search,
        clock: clock.clone(),
    };
    workers.spawn(follower.run(stopped.clone()));
    if let Some(mail) = &ambience.settings.mail.mail {
        let relay = Relay::new(mail.clone(), app.address());
        let postman = Postman { store: store.clone(), app: app.clone(), relay, clock: clock.clone() };
        workers.spawn(postman.run(stopped));
    }
    (stop, workers)
}
