//! The default questionnaire on a small phone, without a script: light pages, a short way, three experiences at most.

use crate::support::{
    Asked, Page, Person, TestApp,
    default::{Answers, COMPLETE, SHORT, SLUG, fill, typed},
};

/// What a survey page may weigh, compressed, all included.
const BUDGET: usize = 12_000;

/// Answers page after page until a page whose title is this.
async fn up_to(person: &mut Person, first: Page, title: &str, answers: &[Answers<'_>]) -> Page {
    let mut page = first;
    for _ in 0..60 {
        if page.h1().starts_with(title) {
            return page;
        }
        let answers = typed(&page, answers);
        let answers: Vec<_> = answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        page = person.go_on(&page, &answers).await;
    }
    panic!("« {title} » never comes, the last page is {}", page.words());
}

/// The keys of the pages that the check list leads to.
fn pages_of(check: &Page) -> Vec<String> {
    let links = check.main().all("a").into_iter().map(|link| link.expect("href").to_owned());
    let mut pages: Vec<_> = links.filter(|href| href.contains("/q/")).collect();
    pages.dedup();
    pages
}

async fn weight(person: &mut Person, path: &str) -> usize {
    let answer = person.send(Asked::get(path).header("accept-encoding", "gzip")).await.is(200);
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    answer.body.len()
}

#[tokio::test]
async fn every_page_is_light() {
    let app = TestApp::new().await;
    app.with_default().await;
    let told: Answers<'_> = &[("e_state", "replaced"), ("e_device", "android"), ("s2_msg", "regularly")];
    let initiative: Answers<'_> = &[("e_link", "made"), ("i_problem", "Les pannes."), ("i_stage", "pilot")];
    for extra in [told, initiative] {
        let (mut person, check) = app.answered(&[SHORT, COMPLETE, extra]).await;
        let pages = pages_of(&check);
        assert!(pages.len() > 12, "{pages:?}");
        for path in pages.iter().map(String::as_str).chain([&*format!("/e/{SLUG}/verifier")]) {
            for language in ["fr", "en"] {
                let mark = if path.contains('?') { '&' } else { '?' };
                let bytes = weight(&mut person, &format!("{path}{mark}langue={language}")).await;
                assert!(bytes <= BUDGET, "{path} in {language} weighs {bytes} bytes");
            }
        }
    }
}

#[tokio::test]
async fn a_short_return_takes_five_pages() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut person, first) = app.begun(SLUG).await;
    let (mut page, mut pages) = (first, 0);
    while page.h1() != "Relisez avant d’envoyer" {
        let answers = typed(&page, &[SHORT]);
        let answers: Vec<_> = answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        page = person.go_on(&page, &answers).await;
        pages += 1;
    }
    assert_eq!(pages, 6, "the agreement, the beginning, then four pages for the story");
    person.go_on(&page, &[]).await.says("R-1");
}

#[tokio::test]
async fn tools_are_proposed_while_one_types() {
    let app = TestApp::new().await;
    app.with_default().await;
    app.put(
        "INSERT INTO tools (id, number, slug, name, created_at, version)
         SELECT id, 1, 'whatsapp', 'WHATSAPP', 0, 1 FROM studies WHERE slug = 'tic'",
        Vec::new(),
    )
    .await;
    let (mut person, first) = app.begun(SLUG).await;
    let page = up_to(&mut person, first, "L’outil", &[SHORT]).await;
    let field = page.main().by_id("f-s1-experience-1-e_what-e_tool").expect("the field").clone();
    let list = page.main().by_id(field.expect("list")).expect("a list to choose from");
    let names: Vec<_> = list.all("option").iter().map(|option| option.expect("value").to_owned()).collect();
    assert!(names.contains(&"KoboToolbox".to_owned()) && names.contains(&"Cahier papier".to_owned()));
    let twice = names.iter().filter(|name| name.eq_ignore_ascii_case("whatsapp")).count();
    assert_eq!(twice, 1, "a name of the catalogue stands once: {names:?}");
    let page = person.go_on(
        &page,
        &[
            ("s1~experience~1~e_what~e_tool", "Une radio de village"),
            ("s1~experience~1~e_what~e_link", "use"),
        ],
    );
    assert_eq!(page.await.h1(), "Le besoin et le lieu", "anything may be written");
}

#[tokio::test]
async fn whoever_made_the_tool_presents_an_initiative() {
    let app = TestApp::new().await;
    app.with_default().await;
    let made: Answers<'_> = &[
        ("e_link", "made"),
        ("i_problem", "Les pompes tombent en panne sans que personne le sache."),
        ("i_stage", "pilot"),
    ];
    let (mut person, check) = app.answered(&[SHORT, made]).await;
    assert!(check.list().iter().all(|(question, _)| !question.contains("Que s’est-il passé")));
    person.go_on(&check, &[]).await.says("R-1");
    assert_eq!(
        app.column::<String>("SELECT kind || ' ' || state AS it FROM experiences").await,
        ["initiative pilot"]
    );
}

#[tokio::test]
async fn without_an_agreement_nothing_is_sent() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut person, check) = app.answered(&[&[("s0_consent", "no")]]).await;
    check.says("Vous n’avez pas donné votre accord : rien n’est envoyé.");
    assert!(check.main().all("form").is_empty(), "there is nothing to press");
    let path = format!("/e/{SLUG}/verifier");
    person.post(&path, &[("version", "3"), ("langue", "fr")]).await.is(422);
    person.post(&path, &[("version", "4"), ("langue", "fr")]).await.is(422);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
    let page = person
        .page(&check.link("Modifier J’accepte que mes réponses soient traitées pour cette étude."))
        .await;
    let next = person.go_on(&page, &[("s0~s0_welcome~s0_consent", "yes")]).await;
    assert_eq!(next.h1(), "Relisez avant d’envoyer", "one may change one's mind");
}

#[tokio::test]
async fn three_experiences_at_most_and_each_may_leave_before_it_is_sent() {
    let app = TestApp::new().await;
    app.with_default().await;
    let three: Answers<'_> = &[
        ("1 e_tool", "Un cahier"),
        ("2 e_tool", "WhatsApp"),
        ("3 e_tool", "Une radio"),
        ("1 e_next", "another"),
        ("2 e_next", "another"),
    ];
    let (mut person, check) = app.answered(&[SHORT, three]).await;
    for part in ["Expérience 1", "Expérience 2", "Expérience 3"] {
        check.says(part);
    }
    let last = person.page(&format!("/e/{SLUG}/q/s1~experience~3~e_send?retour=verifier")).await;
    let again = person.submit(&last, &[("s1~experience~3~e_send~e_next", "another")]).await.is(422).page();
    assert!(again.summary()[0].1.contains("troisième et dernière expérience"));

    let remove = person.page(&check.link("Retirer l’expérience 2")).await;
    assert_eq!(remove.h1(), "Retirer l’expérience 2 ?");
    remove.says("WhatsApp");
    let check = person.go_on(&remove, &[]).await;
    let tools: Vec<_> =
        check.list().into_iter().filter(|(question, _)| question.starts_with("Quel outil")).collect();
    assert_eq!(tools.iter().map(|(_, tool)| tool.as_str()).collect::<Vec<_>>(), ["Un cahier", "Une radio"]);

    let remove = person.page(&check.link("Retirer l’expérience 2")).await;
    let stale = remove.clone();
    let check = person.go_on(&remove, &[]).await;
    check.does_not_say("Une radio");
    check.does_not_say("Retirer l’expérience");
    assert_eq!(check.listed("Que voulez-vous faire"), "Envoyer ce retour court", "nothing more is asked for");
    person.go_on(&stale, &[]).await.says("Un cahier");
    person.go_on(&check, &[]).await.says("R-1");
    assert_eq!(app.column::<String>("SELECT title AS it FROM experiences").await, ["Un cahier"]);
}

#[tokio::test]
async fn two_people_in_two_experiences_never_overwrite_each_other() {
    let app = TestApp::new().await;
    app.with_default().await;
    let two: Answers<'_> = &[("2 e_tool", "WhatsApp"), ("1 e_next", "another")];
    let (mut awa, check) = app.answered(&[SHORT, two]).await;
    let mut sita = app.visitor().with_cookies_of(&awa);
    let second = sita.page(&format!("/e/{SLUG}/q/s1~experience~2~e_telling?retour=verifier")).await;
    let remove = awa.page(&check.link("Retirer l’expérience 1")).await;
    awa.go_on(&remove, &[]).await;
    // What Sita writes about the second stands in no place any more; it is not put in the first one's.
    let story = [("s1~experience~2~e_telling~e_story", "Le groupe relaie les tours d'eau.")];
    sita.submit(&second, &story).await.is(409);
    let check = awa.page(&format!("/e/{SLUG}/verifier")).await;
    assert!(check.listed("Que s’est-il passé").starts_with("Le cahier a pris l'eau"));
    assert_eq!(check.listed("Quel outil"), "WhatsApp");
}

#[tokio::test]
async fn a_grid_asks_its_rows_and_its_head_asks_nothing() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut person, first) = app.begun(SLUG).await;
    let page = up_to(&mut person, first, "Dans vos projets", &[SHORT, COMPLETE]).await;
    let names = page.form().names();
    assert_eq!(names.len(), 10, "{names:?}");
    assert!(page.main().all("select").len() == 10 && names.iter().all(|name| !name.ends_with("s2_head")));
    let check = fill(&mut person, page, &[SHORT, COMPLETE]).await;
    assert_eq!(check.listed("Messagerie"), "Régulièrement");
    assert!(check.list().iter().all(|(question, _)| !question.starts_with("Vous utilisez")));
}

#[tokio::test]
async fn several_countries_are_chosen_among_all_of_them() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut person, first) = app.begun(SLUG).await;
    let page = up_to(&mut person, first, "Vos pays et vos thèmes", &[SHORT, COMPLETE]).await;
    let name = "s3~s3_action~s3_countries";
    let lists = page.main().all("select").len();
    assert_eq!(lists, 3, "three lists at once");
    let answers =
        [(name, "bf"), (name, "ml"), (name, "bf"), ("suite", "ici"), ("s3~s3_action~s3_themes", "eah")];
    let again = person.go_on(&page, &answers).await;
    assert_eq!(again.h1(), "Vos pays et vos thèmes", "one more may be added");
    let chosen: Vec<_> =
        again.form().fields().into_iter().filter(|(one, value)| one == name && !value.is_empty()).collect();
    assert_eq!(chosen.iter().map(|(_, country)| country.as_str()).collect::<Vec<_>>(), ["bf", "ml"]);
    let next = person.go_on(&again, &[(name, "ml"), (name, "sn"), ("s3~s3_action~s3_themes", "eah")]).await;
    let check = fill(&mut person, next, &[SHORT, COMPLETE]).await;
    assert_eq!(check.listed("Dans quels pays agissez-vous"), "Mali · Sénégal");
}

#[tokio::test]
async fn the_first_page_says_who_asks_why_and_what_becomes_of_it() {
    let app = TestApp::new().await;
    app.with_default().await;
    let mut visitor = app.visitor();
    let plain = visitor.page(&format!("/e/{SLUG}")).await;
    plain.says("Ne citez ni nom, ni village, ni coordonnées de bénéficiaires.");
    plain.says("24 mois après la clôture.");
    plain.does_not_say("minutes");
    app.put(
        "INSERT INTO study_texts (study_id, language, purpose, scope, out_of_scope, sponsor, controller, readers, contact)
         SELECT id, 'fr', 'Comprendre ce qui aide.', '', 'Pas de site vitrine.', 'Le fonds', 'L''association', 'Deux analystes',
                'etude@example.org' FROM studies WHERE slug = 'tic'",
        Vec::new(),
    )
    .await;
    for _ in 0..5 {
        let (mut person, check) = app.answered(&[SHORT]).await;
        app.clock.advance(4 * socle_domain::time::MINUTE + 1);
        person.go_on(&check, &[]).await;
    }
    let page = visitor.page(&format!("/e/{SLUG}")).await;
    for said in
        ["Comprendre ce qui aide.", "Pas de site vitrine.", "Le fonds", "Deux analystes", "etude@example.org"]
    {
        page.says(said);
    }
    page.says("La moitié des personnes y ont mis 4 minutes ou moins.");
    let english = visitor.page(&format!("/e/{SLUG}?langue=en")).await;
    english.says("Comprendre ce qui aide.");
    let bytes = weight(&mut visitor, &format!("/e/{SLUG}")).await;
    assert!(bytes <= BUDGET, "{bytes}");
}
