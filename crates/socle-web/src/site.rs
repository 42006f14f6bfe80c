//! The whole site, as the program serves it: pages that are ready at once, everything else through the router.

use crate::{App, finish};
use axum::{Router, body::Body, extract::Request, response::Response};
use futures::future::{Either, Ready, ready};
use http::Method;
use std::{
    convert::Infallible,
    task::{Context, Poll},
};
use tower::Service;

/// A service that answers every request, cheap to clone.
#[derive(Debug, Clone)]
pub struct Site {
    app: App,
    router: Router,
}

impl Site {
    pub(crate) fn new(app: App, router: Router) -> Self {
        Self { app, router }
    }

    /// A public page that was rendered before and still holds. It was made behind the guard of an address open to
    /// everyone, so nobody has to be asked who they are; what the router does for a page that cannot be cached
    /// (matching, compressing, catching panics) costs ten times what sending it does.
    fn ready(&self, request: &Request) -> Option<Response> {
        if *request.method() != Method::GET || request.uri().query().is_some() {
            return None;
        }
        let (path, now) = (request.uri().path(), self.app.now());
        let version = self.app.store().content_version();
        let hit = self.app.pages().get(path, request.headers(), version, now)?;
        Some(finish::finish_ready(&self.app, hit, now))
    }
}

impl Service<Request<Body>> for Site {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, <Router as Service<Request<Body>>>::Future>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match self.ready(&request) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.router.call(request)),
        }
    }
}
