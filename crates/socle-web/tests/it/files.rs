//! Photos and documents: taken once the answers are safe, refused in words, never lost with them.

use crate::support::{
    Answer, Asked, Page, Person, TestApp,
    default::{COMPLETE, SHORT, SLUG},
};

const KIND: &str = "multipart/form-data; boundary=x";
const QUESTION: &str = "s1~experience~1~e_close~e_files";

/// A form with one file, as a browser sends it.
fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat()
}

fn address(question: &str) -> String {
    format!("/e/{SLUG}/fichier?question={question}")
}

async fn give(person: &mut Person, question: &str, name: &str, bytes: &[u8]) -> Answer {
    person.send(Asked::raw(&address(question), KIND, file(name, bytes))).await
}

/// Somebody with a complete return at its check list.
async fn at_check(app: &TestApp) -> (Person, Page) {
    app.with_default().await;
    app.answered(&[SHORT, COMPLETE]).await
}

fn kept(app: &TestApp) -> usize {
    app.files.all().expect("a folder").len()
}

#[tokio::test]
async fn a_file_goes_with_the_return_and_leaves_with_it() {
    let app = TestApp::new().await;
    let (mut awa, _) = at_check(&app).await;
    let page = awa.page(&format!("/e/{SLUG}/q/s1~experience~1~e_close")).await;
    assert!(page.form().names().iter().all(|name| *name != QUESTION), "no file travels with answers");
    let lesson = [
        ("s1~experience~1~e_close~e_lesson", "Former deux personnes."),
        ("suite", &*format!("fichier~{QUESTION}")),
    ];
    let give_it = awa.go_on(&page, &lesson).await;
    assert_eq!(give_it.h1(), "Un premier fichier, photo ou document");
    let body = "Compte rendu de la réunion de Kaya";
    let back = give(&mut awa, QUESTION, "réunion.md", body.as_bytes()).await;
    let page = awa.follow(back).await.page();
    page.says("réunion.txt (35 octets)");
    assert_eq!(
        page.form().value("s1~experience~1~e_close~e_lesson"),
        "Former deux personnes.",
        "saved before"
    );

    let check = awa.page(&format!("/e/{SLUG}/verifier")).await;
    assert_eq!(check.listed("Un premier fichier"), "réunion.txt");
    awa.go_on(&check, &[]).await.says("R-1");
    let rows =
        app.column::<String>("SELECT name || ' ' || status || ' ' || length AS it FROM attachments").await;
    assert_eq!(rows, ["réunion.txt ready 35"]);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM draft_files").await, [0]);
    let bodies = app.column::<Vec<u8>>("SELECT body AS it FROM submissions").await;
    assert!(String::from_utf8_lossy(&bodies[0]).contains("<e_files>réunion.txt</e_files>"));
    let id = app.column::<uuid::Uuid>("SELECT id AS it FROM attachments").await[0];
    assert_eq!(app.files.read(id).expect("a file"), Some(body.as_bytes().to_vec()));

    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let id_of = socle_domain::id::SubmissionId::from_uuid(ids[0]);
    app.store.withdraw(id_of, socle_domain::time::Timestamp::from_micros(0)).await.expect("a store");
    let jobs = "SELECT subject_id AS it FROM jobs WHERE kind = 'delete_file'";
    assert_eq!(app.column::<uuid::Uuid>(jobs).await, [id], "its file is to be deleted");
}

#[tokio::test]
async fn a_photo_is_shrunk_and_named_after_what_it_became() {
    let app = TestApp::new().await;
    let (mut awa, _) = at_check(&app).await;
    let picture = include_bytes!("../fixtures/photo.png");
    give(&mut awa, QUESTION, "C:\\DCIM\\pompe.PNG", picture).await.sees_other();
    let rows = app.column::<String>("SELECT name || ' ' || media_type AS it FROM draft_files").await;
    assert_eq!(rows, ["pompe.jpg image/jpeg"]);
    let id = app.column::<uuid::Uuid>("SELECT id AS it FROM draft_files").await[0];
    let bytes = app.files.read(id).expect("a folder").expect("a file");
    assert_eq!(bytes[..3], [0xff, 0xd8, 0xff]);
    assert!(!bytes.windows(6).any(|part| part == b"Author"), "what the program wrote in it is gone");
}

#[tokio::test]
async fn a_file_replaces_the_one_before_and_may_be_taken_back() {
    let app = TestApp::new().await;
    let (mut awa, _) = at_check(&app).await;
    give(&mut awa, QUESTION, "un.txt", b"un").await.sees_other();
    give(&mut awa, QUESTION, "deux.txt", b"deux").await.sees_other();
    give(&mut awa, "s1~experience~1~e_close~e_files_2", "deux.txt", b"encore").await.sees_other();
    let names = "SELECT name AS it FROM draft_files ORDER BY name";
    assert_eq!(app.column::<String>(names).await, ["deux-2.txt", "deux.txt"], "no two have the same name");
    let jobs = "SELECT COUNT(*) AS it FROM jobs WHERE kind = 'delete_file'";
    assert_eq!(app.column::<i64>(jobs).await, [1]);

    let page = awa.page(&address(QUESTION)).await;
    page.says("deux.txt");
    let removal = b"--x\r\nContent-Disposition: form-data; name=\"fichier-remove\"\r\n\r\noui\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
    let back = awa.send(Asked::raw(&address(QUESTION), KIND, removal.to_vec())).await;
    awa.follow(back).await.page().does_not_say("deux.txt (");
    assert_eq!(app.column::<String>(names).await, ["deux-2.txt"]);
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_and_nothing_is_lost() {
    let app = TestApp::new().await;
    let (mut awa, _) = at_check(&app).await;
    give(&mut awa, QUESTION, "un.txt", b"un").await.sees_other();
    let heavy = vec![b'a'; 20 * 1024 * 1024 + 1];
    let mut bomb = include_bytes!("../fixtures/photo.png").to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let cases: [(&str, &[u8], &str); 6] = [
        ("vide.txt", b"", "Choisissez un fichier."),
        ("film.mkv", &heavy, "Ce fichier dépasse 20 Mo."),
        ("photo.jpg", b"MZ\x90\0\x03\0\0\0", "Nous ne prenons pas ce type de fichier."),
        ("page.html", b"<script>alert(1)</script>", "Nous ne prenons pas ce type de fichier."),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1", "Cette photo est au format HEIC"),
        ("mur.png", &bomb, "Cette image"),
    ];
    for (name, bytes, said) in cases {
        let page = give(&mut awa, QUESTION, name, bytes).await.is(422).page();
        assert!(page.summary()[0].1.starts_with(said), "{name}: {:?}", page.summary());
        page.says("un.txt");
    }
    assert_eq!(app.column::<String>("SELECT name AS it FROM draft_files").await, ["un.txt"]);
    assert_eq!(kept(&app), 1, "nothing is left of what was refused");
    let check = awa.page(&format!("/e/{SLUG}/verifier")).await;
    assert_eq!(check.listed("Que s’est-il passé"), "Le cahier a pris l'eau, nous avons saisi sur téléphone.");
}

#[tokio::test]
async fn a_file_whose_question_does_not_count_any_more_is_not_sent() {
    let app = TestApp::new().await;
    let (mut awa, _) = at_check(&app).await;
    give(&mut awa, QUESTION, "un.txt", b"un").await.sees_other();
    let page = awa.page(&format!("/e/{SLUG}/q/s1~experience~1~e_send?retour=verifier")).await;
    let check = awa.go_on(&page, &[("s1~experience~1~e_send~e_next", "send")]).await;
    assert!(check.list().iter().all(|(question, _)| !question.contains("fichier")));
    awa.go_on(&check, &[]).await.says("R-1");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM attachments").await, [0]);
    let jobs = "SELECT COUNT(*) AS it FROM jobs WHERE kind = 'delete_file'";
    assert_eq!(app.column::<i64>(jobs).await, [1], "and it is not kept either");
}

#[tokio::test]
async fn a_file_that_comes_after_the_return_was_sent_is_not_taken() {
    let app = TestApp::new().await;
    let (mut awa, check) = at_check(&app).await;
    awa.go_on(&check, &[]).await.says("R-1");
    let answer = give(&mut awa, QUESTION, "un.txt", b"un").await;
    assert_eq!(answer.sees_other(), format!("/e/{SLUG}/merci"));
    assert_eq!(kept(&app), 0);
}
