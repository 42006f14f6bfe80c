//! Bodies that no page of ours sends, and addresses that no page of ours links to: always a page or a way on, in the
//! person's language, never a fault of the server, and nothing half written.

use crate::{
    access::addresses,
    support::{Answer, Asked, Person, TestApp},
};
use http::Method;
use socle_domain::{account::Role, time::MINUTE};
use socle_web::{ROUTES, Route, Who};

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS_KIND: &str = "multipart/form-data; boundary=x";
/// Forms that carry a file.
const WITH_FILES: [&str; 3] = ["/bureau/enquetes/nouvelle", "/bureau/grille/importer", "/e/{survey}/fichier"];

/// How a form writes its fields.
type Encode = fn(&[(&str, &str)]) -> Vec<u8>;

/// A body: what is odd about it, the type it claims, its bytes.
type Body = (String, &'static str, Vec<u8>);

/// Bodies that have nothing to do with any form.
fn shapeless() -> Vec<Body> {
    vec![
        ("nothing at all".to_owned(), FORM, Vec::new()),
        ("signs only".to_owned(), FORM, b"&&==&=&%&%%%&+".to_vec()),
        ("bytes that are not UTF-8".to_owned(), FORM, b"code=%FF%FE&e_story=\xff\xfe&suite=%C3".to_vec()),
        ("a name that is not UTF-8".to_owned(), FORM, b"%FF=1".to_vec()),
        ("JSON".to_owned(), "application/json", br#"{"version": 1}"#.to_vec()),
        ("JSON said to be a form".to_owned(), FORM, br#"{"version": 1}"#.to_vec()),
        ("plain text".to_owned(), "text/plain", b"version=1".to_vec()),
        ("no such type".to_owned(), "bananas", b"version=1".to_vec()),
        ("parts without a boundary".to_owned(), "multipart/form-data", b"--x\r\n\r\n".to_vec()),
        ("parts cut short".to_owned(), PARTS_KIND, b"--x\r\nContent-Dispo".to_vec()),
        ("parts that are not named".to_owned(), PARTS_KIND, b"--x\r\n\r\na\r\n--x--".to_vec()),
        ("ten thousand fields".to_owned(), FORM, "a=1&".repeat(10_000).into_bytes()),
        ("five million bytes".to_owned(), FORM, format!("a={}", "b".repeat(5_000_000)).into_bytes()),
    ]
}

/// The bodies made from the sample of a route.
fn mutilated(route: &Route) -> Vec<Body> {
    let sample = route.sample;
    let mut bodies = shapeless();
    let values = [
        ("a megabyte", "é".repeat(524_288)),
        ("U+0000", "a\0b".to_owned()),
        ("control characters", "a\u{1}\u{8}\u{1b}[31m\u{7f}\u{85}b".to_owned()),
        ("no characters", "\u{fffe}\u{ffff}\u{fdd0}".to_owned()),
        ("emoji", "👩🏽‍🌾 🌍 une récolte 🇧🇫".to_owned()),
        ("right to left", "\u{202e}تقرير المياه\u{202c} (2017)".to_owned()),
        ("markup", "</textarea><script>alert(1)</script>\"'&lt;".to_owned()),
        ("an absurd number", "99999999999999999999999999".to_owned()),
        ("a negative number", "-9223372036854775808".to_owned()),
        ("the greatest number", i64::MAX.to_string()),
        ("blanks", " \t\r\n\u{a0}\u{2028}".to_owned()),
    ];
    let has_file = WITH_FILES.contains(&route.path);
    let (kind, encode) = if has_file { (PARTS_KIND, parts as Encode) } else { (FORM, encode as Encode) };
    for (name, typed) in sample {
        let with = |value: &str| {
            let changed: Vec<_> =
                sample.iter().map(|(n, v)| (*n, if n == name { value } else { v })).collect();
            encode(&changed)
        };
        let without: Vec<_> = sample.iter().filter(|(other, _)| other != name).copied().collect();
        bodies.push((format!("without {name}"), kind, encode(&without)));
        bodies.push((format!("{name} twice"), kind, encode(&[sample, &[(name, typed)]].concat())));
        bodies.push((format!("{name} empty"), kind, with("")));
        for (what, value) in &values {
            bodies.push((format!("{name}: {what}"), kind, with(value)));
        }
    }
    bodies
}

fn encode(fields: &[(&str, &str)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

fn parts(fields: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, value): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    (fields.iter().map(part).collect::<String>() + "--x--\r\n").into_bytes()
}

/// Somebody who may use the route, speaking this language.
async fn person(app: &TestApp, route: &Route, language: &'static str) -> Person {
    match route.who {
        Who::Anyone => app.visitor().speaking(language),
        Who::Respondent => {
            let mut person = app.visitor().speaking(language);
            let start = person.page("/e/tic-2017").await;
            person.go_on(&start, &[]).await;
            person
        }
        Who::Team(_) => app.member(Role::Coordinator).await,
    }
}

/// Whatever was sent, the answer is one that a person can do something with.
fn is_fit_for_people(answer: &Answer, language: &str, what: &str) {
    assert!(!answer.status.is_server_error(), "{what}: {answer}");
    if answer.status.is_redirection() {
        answer.location();
        return;
    }
    if answer.asked.starts_with("GET /api/") {
        let _is_json: serde_json::Value =
            serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{what}: {error}: {answer}"));
        return;
    }
    let page = answer.page();
    assert_eq!(page.language(), language, "{what}: {answer}");
    assert!(!page.h1().is_empty(), "{what}: {answer}");
}

/// Sends every mutilated body to every form of the table.
async fn mutilate(app: &TestApp, language: &'static str) {
    for (route, path) in addresses(app).await.into_iter().filter(|(route, _)| route.method == Method::POST) {
        app.clock.advance(15 * MINUTE);
        let holder = person(app, route, language).await;
        let mut before = app.marks().await;
        for (at, (what, kind, body)) in mutilated(route).into_iter().enumerate() {
            let mut person = if route.path == "/deconnexion" && at > 0 {
                app.clock.advance(15 * MINUTE);
                let person = person(app, route, language).await;
                before = app.marks().await;
                person
            } else {
                holder.clone()
            };
            // Tries are counted per quarter of an hour: they are not what refuses these bodies.
            app.clock.advance(4 * MINUTE);
            let answer = person.send(Asked::raw(&path, kind, body)).await;
            let what = format!("{} with {what}", route.path);
            is_fit_for_people(&answer, language, &what);
            let after = app.marks().await;
            assert!(
                before == after || !answer.status.is_client_error(),
                "{what}: {answer}, and {after} is written"
            );
            before = after;
        }
    }
}

#[tokio::test]
async fn no_body_does_harm_and_what_is_refused_leaves_no_trace() {
    let app = TestApp::new().await;
    mutilate(&app, "fr").await;
}

#[tokio::test]
async fn every_body_is_answered_in_english_too() {
    let app = TestApp::new().await;
    app.put("UPDATE accounts SET language = 'en'", Vec::new()).await;
    mutilate(&app, "en").await;
}

#[tokio::test]
async fn whatever_is_typed_comes_back_as_it_was() {
    let app = TestApp::new().await;
    let mut person = app.respondent().await;
    let texts = [
        "👩🏽‍🌾 🌍 une récolte 🇧🇫",
        "تقرير المياه (2017)\nسطر ثان",
        "</textarea><script>alert(1)</script> \"et\" 'puis' &amp; <b>",
        "\n\nUne ligne vide avant",
        "e\u{301}\u{302} combinés, \u{200b}sans largeur",
    ];
    for text in texts {
        let page = person.page("/e/tic-2017/q/e_story").await;
        person.submit(&page, &[("e_story", text)]).await.sees_other();
        let again = person.page("/e/tic-2017/q/e_story").await;
        assert_eq!(again.form().value("e_story"), text.trim());
        assert!(again.main().all("script").is_empty(), "nothing typed becomes markup");
    }
}

#[tokio::test]
async fn a_story_of_a_megabyte_comes_back_beside_the_sentence_that_says_so() {
    let app = TestApp::new().await;
    let (mut person, first) = app.begun("tic-2017").await;
    let long = "Une phrase. ".repeat(87_382);
    let page = person.submit(&first, &[("e_story", &long)]).await.is(422).page();
    assert_eq!(page.form().value("e_story"), long.trim());
    assert!(page.fault_of("e_story").contains("dépasse 1 200 caractères"));
}

/// What can stand after the `?` of an address that nobody wrote in good faith.
const QUERIES: [&str; 16] = [
    "langue=xx",
    "langue=fr&langue=fr",
    "langue",
    "page=-1",
    "page=0",
    "page=99999999999999999999",
    "page=2&page=3",
    "statut=nothing&statut=received",
    "statut[]=received",
    "suite=//evil.example&suite=x",
    "retour=%F0%9F%98%80",
    "retour=%00&retour=%00",
    "%FF=%FE",
    "%",
    "&&==&&",
    "a=%3Cscript%3E",
];

/// What can stand between the slashes.
const PARTS: [&str; 12] = [
    "%00",
    "%FF%FE",
    "..%2F..%2Fetc",
    "%2e%2e",
    "%F0%9F%8C%8D",
    "%E2%80%AE",
    "-",
    "~",
    "'",
    "%3Cscript%3E",
    "99999999999999999999",
    "00000000-0000-0000-0000-000000000000",
];

#[tokio::test]
async fn no_query_and_no_address_does_harm() {
    let app = TestApp::new().await;
    let long = "x".repeat(20_000);
    let addresses = addresses(&app).await;
    for route in ROUTES.iter().filter(|route| route.method == Method::GET && route.path != "/healthz") {
        app.clock.advance(15 * MINUTE);
        let mut person = person(&app, route, "fr").await;
        let path =
            addresses.iter().find(|(one, _)| one.path == route.path).expect("every route has one").1.clone();
        for query in QUERIES.into_iter().chain([long.as_str()]) {
            let answer = person.get(&format!("{path}?{query}")).await;
            // A file to be kept is not a page.
            let is_feed = answer.header("content-type").is_some_and(|kind| kind.contains("xml"));
            if answer.header("content-disposition").is_none() && !is_feed {
                let language = if path.starts_with("/en/") { "en" } else { "fr" };
                is_fit_for_people(&answer, language, &format!("{path}?{query}"));
            }
        }
        for part in PARTS.into_iter().chain([long.as_str()]) {
            for name in [
                "{survey}",
                "{page}",
                "{submission}",
                "{experience}",
                "{guide}",
                "{approval}",
                "{slug}",
                "{number}",
                "{study}",
                "{account}",
            ] {
                if route.path.contains(name) {
                    let path = route.path.replace(name, part).replace("{survey}", "tic-2017");
                    let path = path.replace("{page}", "e_story").replace("{study}", "tic");
                    let path = path.replace("{account}", "00000000-0000-0000-0000-000000000000");
                    let answer = person.get(&path).await;
                    let language = if path.starts_with("/en/") { "en" } else { "fr" };
                    is_fit_for_people(&answer, language, &path);
                    assert!(answer.status.as_u16() != 200, "{path} has nothing to show: {answer}");
                }
            }
        }
    }
}

#[tokio::test]
async fn addresses_and_verbs_that_are_not_in_the_table_are_missing_pages() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    for path in
        ["/bureau", "/fr", "/e/", "/e/tic-2017/", "/e/tic-2017/q/", "/wp-login.php", "/%FF", "//", "/fr//"]
    {
        is_fit_for_people(&visitor.get(path).await.is(404), "fr", path);
    }
    for verb in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let verb = Method::from_bytes(verb.as_bytes()).expect("a verb");
        for path in ["/", "/fr/", "/e/tic-2017", "/e/tic-2017/q/e_story", "/bureau/", "/reprendre"] {
            let answer = visitor.send(Asked::new(verb.clone(), path, Vec::new())).await;
            assert!(answer.status.is_client_error(), "{answer}");
            is_fit_for_people(&answer, "fr", path);
        }
    }
}
