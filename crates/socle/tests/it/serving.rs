//! Starting, answering, logging, stopping.

use crate::{
    program::{Place, password_in},
    respondent::{Respondent, SURVEY},
};
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

#[test]
fn a_first_start_founds_an_installation_and_says_where_to_go() {
    let place = Place::new();
    let server = place.serve(&[]);
    for word in ["First start", "socle init", SURVEY, "admin@example.org", "/connexion"] {
        assert!(server.greeting.contains(word), "{word}: {}", server.greeting);
    }
    let password = password_in(&server.greeting);
    let mut client = server.client();
    assert_eq!(client.get("/fr/").unwrap().status, 200);
    let signed_in =
        client.post("/connexion", &[("email", "admin@example.org"), ("password", &password)]).unwrap();
    assert_eq!(signed_in.status, 303);
    Respondent::new(server.address).answer("Un cahier, puis un tableur partagé.").unwrap();
    assert_eq!(server.stop().0, 0);
    let second = place.serve(&[]);
    assert!(!second.greeting.contains("Password"), "{}", second.greeting);
    assert_eq!(second.greeting.lines().count(), 2, "{}", second.greeting);
}

#[test]
fn healthz_answers_once_the_database_has() {
    let (place, _) = Place::founded();
    let server = place.serve(&[]);
    let answer = server.client().get("/healthz").unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "ok\n"));
    let address = format!("http://{}", server.address);
    let out = place.done(&["doctor", "--address", &address]);
    assert!(out.contains("leads to a Socle whose database answers"), "{out}");
}

#[test]
fn doctor_notices_an_address_that_leads_elsewhere_while_serving() {
    let (place, _) = Place::founded();
    let _server = place.serve(&[]);
    let said = place.run(&["doctor", "--address", "http://127.0.0.1:9"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("http://127.0.0.1:9 does not lead to it"), "{}", said.out);
}

#[test]
fn two_programs_do_not_serve_one_sqlite_folder() {
    let (place, _) = Place::founded();
    let server = place.serve(&[]);
    let err = place.refused(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(err.contains("is running on ./socle-data already"), "{err}");
    assert!(place.refused(1, &["migrate"]).contains("Stop it first"));
    assert_eq!(server.client().get("/healthz").unwrap().status, 200);
    server.kill();
    // A lock outlives no process, however it ended.
    assert_eq!(place.serve(&[]).client().get("/healthz").unwrap().status, 200);
}

#[test]
fn an_address_in_use_is_the_machines_fault() {
    let (place, _) = Place::founded();
    let server = place.serve(&[]);
    let (other, _) = Place::founded();
    let err = other.refused(3, &["serve", "--listen", &server.address.to_string()]);
    assert!(err.contains("cannot listen on") && err.contains("(--listen)"), "{err}");
}

#[test]
fn a_request_in_flight_is_answered_before_the_program_stops() {
    let (place, _) = Place::founded();
    let server = place.serve(&["--statistics"]);
    let address = server.address;
    let body = "langue=fr&note=trailing";
    let (first, rest) = body.split_at(7);
    let mut slow = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST {SURVEY} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{first}",
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    let idle = TcpStream::connect(address).unwrap();
    // The program has begun to read once it has taken a connection made later.
    assert_eq!(server.client().get("/healthz").unwrap().status, 200);
    server.ask_to_stop();
    while TcpStream::connect(address).is_ok() {
        std::thread::sleep(Duration::from_millis(5));
    }
    slow.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303 ") && answer.contains("/q/e_story"), "{answer}");
    drop(idle);
    let (code, said) = server.wait();
    assert_eq!(code, 0);
    assert!(said.starts_with("SQL statements: "), "{said}");
}

/// What a log must not hold, if it is to be shown to anyone.
const PERSONAL: [&str; 7] =
    ["awa", "binta", "mot de passe", "Ouahigouya", "e_story=", SURVEY, "socle_retour"];

fn personal_words(log: &str) -> Vec<String> {
    let requests: Vec<_> = log.lines().filter(|line| !line.contains("listening on")).collect();
    let mut found: Vec<_> = PERSONAL
        .iter()
        .filter(|word| requests.iter().any(|line| line.to_lowercase().contains(&word.to_lowercase())))
        .map(|word| (*word).to_owned())
        .collect();
    found.extend(
        requests.iter().filter(|line| line.contains("127.0.0.1") || holds_id(line)).map(|l| (*l).to_owned()),
    );
    found
}

/// A UUID: four hyphens at their places between hexadecimal digits.
fn holds_id(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .any(|word| word.len() == 36 && word.matches('-').count() == 4)
}

#[test]
fn the_log_names_routes_and_requests_but_nobody() {
    let (place, password) = Place::founded();
    let server = place.serve(&["--log", "debug"]);
    let mut client = server.client();
    let wrong = client
        .post("/connexion", &[("email", "binta@example.org"), ("password", "mot de passe faux")])
        .unwrap();
    assert_eq!(wrong.status, 422);
    client.post("/connexion", &[("email", "awa@example.org"), ("password", &password)]).unwrap();
    Respondent::new(server.address).answer("Binta, à Ouahigouya, tenait un cahier.").unwrap();
    client.get("/bureau/retours/01a209df-3dde-71cb-9f5e-7ae409504c4d").unwrap();
    client.get("/personne/awa@example.org").unwrap();
    let last = client.get("/bureau/").unwrap();
    assert_eq!(last.status, 200);
    let log = server.log();
    assert_eq!(personal_words(&log), Vec::<String>::new(), "{log}");
    let request = last.header("x-request-id").unwrap();
    let line = log.lines().find(|line| line.contains(request)).expect("each answer has its line");
    assert!(line.contains("GET /bureau/ → 200 in "), "{line}");
}

#[test]
fn a_log_that_names_someone_is_noticed() {
    assert!(personal_words("INFO GET /e/{survey} → 200 in 3 ms request=48af").is_empty());
    for line in [
        "GET /e/trois-questions → 200",
        "signed in: AWA@example.org",
        "peer=127.0.0.1:4",
        "/bureau/retours/01a209df-3dde-71cb-9f5e-7ae409504c4d",
    ] {
        assert!(!personal_words(line).is_empty(), "{line}");
    }
}

#[test]
fn json_log_lines_are_one_object_each() {
    let (place, _) = Place::founded();
    let server = place.serve(&["--log-format", "json"]);
    server.client().get("/healthz").unwrap();
    let lines: Vec<serde_json::Value> =
        server.log().lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let request = lines.iter().find(|line| line["route"] == "/healthz").expect("the request has its line");
    assert_eq!(request["status"], 200);
    assert!(request["message"].as_str().is_some_and(|words| words.starts_with("GET /healthz → 200")));
}
