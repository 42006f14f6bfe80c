//! Connections: taken, served, and let go in good order.
//!
//! Each connection stays on one thread of its own kind, a counter, from its first byte to its last. A page that is ready
//! is handed over there and then: no other thread is woken for it, which costs more than the page does. Everything else
//! is work, and is done by the threads of the program.

use axum::{body::Body, extract::ConnectInfo, response::Response};
use futures::future::Either;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use socle_web::Site;
use std::{io, net::SocketAddr, num::NonZero, thread, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::{Builder, Handle},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinError,
};
use tower::Service as _;

/// How long a connection may take to send the head of a request, and how long it is kept for the next one. A phone on
/// a weak link needs a few seconds; who holds connections open for longer without asking anything is let go.
const HEAD: Duration = Duration::from_secs(30);
/// How long requests in flight have to end once the program is asked to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait when no connection can be taken (too many files open).
const BREATHER: Duration = Duration::from_millis(100);

/// A connection that was taken, on its way to a counter.
struct Taken {
    stream: std::net::TcpStream,
    peer: SocketAddr,
    watcher: Watcher,
}

/// Serves until `stop` is ready, then takes no more connections and ends the requests in flight. Says whether all of
/// them ended in time.
pub(crate) async fn serve(
    listener: TcpListener,
    site: &Site,
    stop: impl Future<Output = ()>,
) -> io::Result<bool> {
    let connections = GracefulShutdown::new();
    let count = thread::available_parallelism().map_or(1, NonZero::get);
    let counters = (0..count).map(|_| open_counter(site.clone())).collect::<io::Result<Vec<_>>>()?;
    let mut turns = counters.iter().cycle();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            taken = listener.accept() => match taken.and_then(|(stream, peer)| Ok((stream.into_std()?, peer))) {
                Ok((stream, peer)) => {
                    let watcher = connections.watcher();
                    let counter = turns.next().map(|counter| counter.send(Taken { stream, peer, watcher }));
                    // A counter is open for as long as this function holds its end.
                    debug_assert!(counter.is_some_and(|sent| sent.is_ok()), "a counter is open");
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot take a connection: {error}");
                    tokio::time::sleep(BREATHER).await;
                }
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    Ok(tokio::time::timeout(GRACE, connections.shutdown()).await.is_ok())
}

/// A thread that serves the connections it is sent until nobody can send any more.
fn open_counter(site: Site) -> io::Result<UnboundedSender<Taken>> {
    let (sender, taken) = unbounded_channel();
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let workers = Handle::current();
    thread::Builder::new()
        .name("counter".to_owned())
        .spawn(move || runtime.block_on(keep_counter(taken, &site, &workers)))?;
    Ok(sender)
}

async fn keep_counter(mut taken: UnboundedReceiver<Taken>, site: &Site, workers: &Handle) {
    while let Some(Taken { stream, peer, watcher }) = taken.recv().await {
        match TcpStream::from_std(stream) {
            Ok(stream) => {
                tokio::spawn(answer(stream, peer, site.clone(), workers.clone(), watcher));
            }
            Err(error) => tracing::warn!(%error, "cannot serve a connection: {error}"),
        }
    }
}

async fn answer(stream: TcpStream, peer: SocketAddr, site: Site, workers: Handle, watcher: Watcher) {
    // An answer is written whole: waiting for more bytes to send (Nagle) only adds delay. A closed peer says no here.
    let _closed_already = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        respond(site.clone(), workers.clone(), request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        // A phone that lost its link, a head that came too slowly: not a fault of ours.
        tracing::debug!(%error, "a connection ended early: {error}");
    }
}

/// The answer to a request: at once when it is ready, else by the threads that work. Work that was begun is ended even
/// when the person who asked is gone. It fails when the program stops first.
async fn respond(mut site: Site, workers: Handle, request: Request<Body>) -> Result<Response, JoinError> {
    match site.call(request) {
        Either::Left(page) => {
            let Ok(page) = page.await;
            Ok(page)
        }
        Either::Right(work) => {
            let Ok(response) = workers.spawn(work).await?;
            Ok(response)
        }
    }
}
