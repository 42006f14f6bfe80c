//! Accounts of the study team, from the command line to the pages.

use crate::{
    client::{Answer, Client},
    program::{Place, password_in},
};

fn sign_in(client: &mut Client, email: &str, password: &str) -> Answer {
    client.post("/connexion", &[("email", email), ("password", password)]).unwrap()
}

#[test]
fn an_account_opened_here_signs_in_there_with_its_roles_alone() {
    let (place, _) = Place::founded();
    let out = place.done(&[
        "user",
        "add",
        "--email",
        "binta@example.org",
        "--name",
        "Binta Sow",
        "--role",
        "reviewer",
        "--role",
        "sponsor",
        "--study",
        "premiere-etude",
        "--generate-password",
    ]);
    assert!(out.contains("binta@example.org (reviewer, sponsor)"), "{out}");
    let server = place.serve(&[]);
    let mut client = server.client();
    assert_eq!(sign_in(&mut client, "Binta@Example.org", &password_in(&out)).status, 303);
    assert_eq!(client.get("/bureau/").unwrap().status, 200);
    assert_eq!(client.get("/bureau/depouillement").unwrap().status, 403);
}

#[test]
fn a_role_given_or_taken_counts_from_the_next_sign_in_and_ends_the_session() {
    let (place, password) = Place::founded();
    let server = place.serve(&[]);
    let mut client = server.client();
    assert_eq!(sign_in(&mut client, "awa@example.org", &password).status, 303);
    assert_eq!(client.get("/bureau/depouillement").unwrap().status, 200);
    place.done(&[
        "user",
        "role",
        "--email",
        "awa@example.org",
        "--take",
        "analyst",
        "--take",
        "coordinator",
        "--study",
        "premiere-etude",
    ]);
    assert_eq!(client.get("/bureau/").unwrap().status, 303, "the session is over");
    assert_eq!(sign_in(&mut client, "awa@example.org", &password).status, 303);
    assert_eq!(client.get("/bureau/depouillement").unwrap().status, 403);
    place.done(&["user", "role", "--email", "awa@example.org", "--give", "analyst", "--every-study"]);
    assert_eq!(sign_in(&mut client, "awa@example.org", &password).status, 303);
    assert_eq!(client.get("/bureau/depouillement").unwrap().status, 200);
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_1() {
    let (place, _) = Place::founded();
    let add = |email, study| {
        place.refused(
            1,
            &[
                "user",
                "add",
                "--email",
                email,
                "--name",
                "X",
                "--role",
                "editor",
                "--study",
                study,
                "--generate-password",
            ],
        )
    };
    assert!(add("AWA@example.org", "premiere-etude").contains("has an account already"));
    assert!(add("no address", "premiere-etude").contains("is not an e-mail address"));
    assert!(add("new@example.org", "elsewhere").contains("there is no study at \"elsewhere\""));
    let take = ["user", "role", "--email", "awa@example.org", "--take", "sponsor", "--every-study"];
    assert!(place.refused(1, &take).contains("nothing to take"));
    let unknown = ["user", "role", "--email", "x@example.org", "--give", "sponsor", "--every-study"];
    assert!(place.refused(1, &unknown).contains("No account signs in with"));
    let empty = Place::new();
    assert!(empty.refused(1, &take).contains("socle init"));
}
