//! People: each with a browser that keeps its cookies, and comes from an address of its own.

use super::answer::{Answer, Page};
use axum::{body::Body, extract::ConnectInfo};
use cookie::Cookie;
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use socle_web::Site;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tower::ServiceExt as _;

const FORM: &str = "application/x-www-form-urlencoded";

/// A request, before the browser adds its own headers.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    says_where_from: bool,
}

impl Asked {
    pub(crate) fn get(path: &str) -> Self {
        Self::new(Method::GET, path, Vec::new())
    }

    pub(crate) fn new(method: Method, path: &str, body: Vec<u8>) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body, says_where_from: true }
    }

    pub(crate) fn post(path: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Self {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        Self::raw(path, FORM, body.finish().into_bytes())
    }

    pub(crate) fn raw(path: &str, content_type: &str, body: Vec<u8>) -> Self {
        Self::new(Method::POST, path, body).header("content-type", content_type)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without the headers by which a browser says where a form comes from.
    pub(crate) fn without_origin(mut self) -> Self {
        self.says_where_from = false;
        self
    }
}

#[derive(Clone)]
pub(crate) struct Person {
    router: Site,
    /// The site's address, as the browser knows it.
    site: String,
    pub(crate) language: &'static str,
    pub(crate) from: IpAddr,
    cookies: Vec<(String, Cookie<'static>)>,
}

impl Person {
    pub(crate) fn new(router: Site, site: &str) -> Self {
        let from = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
        Self { router, site: site.to_owned(), language: "fr", from, cookies: Vec::new() }
    }

    pub(crate) fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// Who comes from another place of the network.
    pub(crate) fn at_place(mut self, last: u8) -> Self {
        self.from = IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        self
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Asked::get(path)).await
    }

    /// The page at an address, which must be there.
    pub(crate) async fn page(&mut self, path: &str) -> Page {
        self.get(path).await.is(200).page()
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Asked::post(path, fields)).await
    }

    /// Fills in the form of a page and sends it, hidden fields included.
    pub(crate) async fn submit(&mut self, page: &Page, answers: &[(&str, &str)]) -> Answer {
        let form = page.form();
        self.send(Asked::post(form.action(), &form.filled(answers))).await
    }

    /// Fills in the form of a page that is sent to this address, and sends it.
    pub(crate) async fn submit_to(&mut self, page: &Page, action: &str, answers: &[(&str, &str)]) -> Answer {
        let form = page.form_to(action);
        self.send(Asked::post(form.action(), &form.filled(answers))).await
    }

    /// Goes where the answer leads, as often as it takes.
    pub(crate) async fn follow(&mut self, answer: Answer) -> Answer {
        let mut answer = answer;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                return answer;
            }
            answer = self.get(answer.location()).await;
        }
        panic!("{answer} still leads elsewhere");
    }

    /// Fills in the form of a page, sends it, and reads the page it leads to.
    pub(crate) async fn go_on(&mut self, page: &Page, answers: &[(&str, &str)]) -> Page {
        let answer = self.submit(page, answers).await;
        answer.sees_other();
        self.follow(answer).await.is(200).page()
    }

    pub(crate) async fn send(&mut self, asked: Asked) -> Answer {
        let said = format!("{} {}", asked.method, asked.path.chars().take(80).collect::<String>());
        let mut request = Request::builder()
            .method(asked.method.clone())
            .uri(&asked.path)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .extension(ConnectInfo(SocketAddr::new(self.from, 40_000)));
        if asked.method != Method::GET && asked.says_where_from {
            request = request.header("origin", &self.site).header("sec-fetch-site", "same-origin");
        }
        if let Some(cookies) = self.cookies_for(&asked.path) {
            request = request.header(header::COOKIE, cookies);
        }
        for (name, value) in &asked.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(asked.body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        let answer = Answer { status: parts.status, headers: parts.headers, body, asked: said };
        self.keep_cookies(&answer);
        answer
    }

    /// The value of a cookie, wherever it is sent.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(_, cookie)| cookie.name() == name).map(|(_, cookie)| cookie.value())
    }

    /// A person with the same browser, cookies included, on another device.
    pub(crate) fn with_cookies_of(mut self, other: &Self) -> Self {
        self.cookies.clone_from(&other.cookies);
        self
    }

    /// Sends a cookie everywhere, as no browser would.
    pub(crate) fn forge_cookie(&mut self, name: &'static str, value: String) {
        self.cookies.push(("/".to_owned(), Cookie::new(name, value)));
    }

    /// RFC 6265, section 5.4: cookies whose path is the address or a folder of it.
    fn cookies_for(&self, path: &str) -> Option<String> {
        let path = path.split('?').next().unwrap_or_default();
        let covers = |folder: &str| {
            let rest = path.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || folder.ends_with('/'))
        };
        let sent: Vec<_> = self.cookies.iter().filter(|(folder, _)| covers(folder)).collect();
        let pairs = sent.iter().map(|(_, cookie)| format!("{}={}", cookie.name(), cookie.value()));
        (!sent.is_empty()).then(|| pairs.collect::<Vec<_>>().join("; "))
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for set in answer.set_cookies() {
            let cookie = Cookie::parse(set).expect("a cookie").into_owned();
            let path = cookie.path().expect("a cookie says its path").to_owned();
            self.cookies.retain(|(at, kept)| !(*at == path && kept.name() == cookie.name()));
            let has_ended = cookie.max_age().is_some_and(|age| age.whole_seconds() <= 0);
            if !has_ended {
                self.cookies.push((path, cookie));
            }
        }
    }
}
