//! Connections: taken, served, and let go in good order.

use axum::{body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use socle_web::Site;
use std::{net::SocketAddr, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tower::Service as _;

/// How long a connection may take to send the head of a request, and how long it is kept for the next one. A phone on
/// a weak link needs a few seconds; who holds connections open for longer without asking anything is let go.
const HEAD: Duration = Duration::from_secs(30);
/// How long requests in flight have to end once the program is asked to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait when no connection can be taken (too many files open).
const BREATHER: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready, then takes no more connections and ends the requests in flight. Says whether all of
/// them ended in time.
pub(crate) async fn serve(listener: TcpListener, site: Site, stop: impl Future<Output = ()>) -> bool {
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => {
                    tokio::spawn(answer(stream, peer, site.clone(), connections.watcher()));
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
    tokio::time::timeout(GRACE, connections.shutdown()).await.is_ok()
}

async fn answer(stream: TcpStream, peer: SocketAddr, site: Site, watcher: Watcher) {
    // An answer is written whole: waiting for more bytes to send (Nagle) only adds delay. A closed peer says no here.
    let _closed_already = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        site.clone().call(request.map(Body::new))
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
