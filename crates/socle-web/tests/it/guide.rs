//! From a first sentence to a published guide, and what each person meets on the way.

use crate::support::{
    Answer, Page, Person, TestApp,
    guides::{BLOCKS, HEADER, PASSAGE, Story},
};
use socle_domain::{account::Role, consent::Publication, guide::Criterion, id::GuideId, time::DAY};
use std::sync::atomic::Ordering;

struct Work {
    app: TestApp,
    editor: Person,
    guide: GuideId,
    named: Story,
    anonymous: Story,
}

impl Work {
    async fn begin() -> Self {
        let app = TestApp::new().await;
        let named = app.contributed("Comité des forages de Kaya", Publication::Named).await;
        let anonymous = app.contributed("Groupement Lafia", Publication::Anonymous).await;
        let guide = app.guide().await;
        let editor = app.member(Role::Editor).await;
        Self { app, editor, guide, named, anonymous }
    }

    fn path(&self, part: &str) -> String {
        format!("/bureau/fiches/{}{part}", self.guide)
    }

    async fn compose(&mut self) -> Page {
        let path = self.path("");
        self.editor.page(&path).await
    }

    /// Fills every field of the guide; `uses` is the block of uses.
    async fn write(&mut self, uses: &str) -> Answer {
        let page = self.compose().await;
        let mut typed: Vec<_> =
            HEADER.iter().chain(&BLOCKS).copied().filter(|(name, _)| *name != "b-uses").collect();
        typed.push(("b-uses", uses));
        typed.push(("acte", "enregistrer"));
        self.editor.submit(&page, &typed).await
    }

    /// Writes and proposes; the page that says what is left to do.
    async fn propose(&mut self, uses: &str) -> Page {
        self.write(uses).await.sees_other();
        let path = self.path("/publier");
        let page = self.editor.page(&path).await;
        let form = form_to(&page, "/proposer");
        let answer = self.editor.post(&self.path("/proposer"), &pairs(&form)).await;
        answer.sees_other();
        self.editor.follow(answer).await.is(200).page()
    }

    /// A member answers yes to all but these.
    async fn read_over(&self, role: Role, no: &[(Criterion, &str)]) {
        let mut reader = self.app.member(role).await;
        let page = reader.page(&self.path("/relire")).await;
        let mut typed: Vec<(&str, &str)> = Criterion::ALL.map(|one| (one.word(), "yes")).into();
        for (criterion, comment) in no {
            typed.retain(|(name, _)| *name != criterion.word());
            typed.push((criterion.word(), "no"));
            let name =
                page.form().names().into_iter().find(|name| *name == format!("mot-{}", criterion.word()));
            typed.push((name.expect("a comment"), comment));
        }
        reader.submit(&page, &typed).await.sees_other();
    }

    /// Asks for publication, whether the page offers it or not.
    async fn publish(&mut self) -> Answer {
        let grid = self.editor.page(&self.path("/relire")).await;
        let revision = grid.form().value("revision");
        self.editor.post(&self.path("/publier"), &[("langue", "fr"), ("revision", &revision)]).await
    }

    /// The contributor, at their private link.
    async fn contributor(&self) -> (Person, Page) {
        let mut person = self.app.visitor();
        let page = person.page(&self.app.approval_link().await).await;
        (person, page)
    }
}

/// The fields of the form of a page that is sent to an address ending so.
fn form_to(page: &Page, end: &str) -> Vec<(String, String)> {
    let forms = page.main().all("form");
    let form = forms.into_iter().find(|form| form.expect("action").ends_with(end));
    let inputs = form.unwrap_or_else(|| panic!("no form to {end} in: {}", page.words())).all("input");
    let field = |input: &crate::support::html::Element| {
        (input.expect("name").to_owned(), input.expect("value").to_owned())
    };
    inputs.into_iter().map(field).collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Where the lines of the list of what is missing lead.
fn missing(page: &Page) -> Vec<(String, String)> {
    let links = page.main().all("a").into_iter().filter(|link| link.expect("href").contains("#f-"));
    links.map(|link| (link.expect("href").to_owned(), link.text())).collect()
}

#[tokio::test]
async fn a_guide_begins_with_a_kind_and_a_title() {
    let app = TestApp::new().await;
    let mut editor = app.member(Role::Editor).await;
    let form = editor.page("/bureau/fiches/nouvelle").await;
    let again = editor.submit(&form, &[("titre", "")]).await.is(422).page();
    assert_eq!(again.summary().len(), 2, "{:?}", again.summary());
    let page = editor.go_on(&form, &[("genre", "method"), ("titre", "Choisir un outil à plusieurs")]).await;
    page.says("Quand l’employer, quand ne pas");
    page.does_not_say("Essai d’une semaine");
    let list = editor.page("/bureau/fiches").await;
    assert_eq!(list.rows()[0][..4], ["001", "Choisir un outil à plusieurs", "Fiche méthode", "En écriture"]);
}

#[tokio::test]
async fn what_is_missing_is_listed_with_the_field_it_leads_to() {
    let mut work = Work::begin().await;
    let page = work.compose().await;
    let all = missing(&page);
    assert!(
        all.iter().any(|(href, words)| href == "#f-b-setup" && words.contains("ce bloc est vide")),
        "{all:?}"
    );
    assert!(
        all.iter().all(|(href, _)| page.html().by_id(&href[1..]).is_some()),
        "each leads to a field: {all:?}"
    );
    work.write("Les pannes se voient [@r99:1]. Un prix [@rien].").await.sees_other();
    let page = work.compose().await;
    let all = missing(&page);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[0].1.contains("phrase 1") && all[0].1.contains("[@r99:1] ne mène à rien"), "{all:?}");
    assert!(all[1].1.contains("phrase 2") && all[1].1.contains("n’est pas un renvoi"), "{all:?}");
    page.fault_of("b-uses");
}

#[tokio::test]
async fn citing_keeps_what_was_typed() {
    let mut work = Work::begin().await;
    let path = work.path("");
    let page = work.compose().await;
    page.says(PASSAGE);
    let typed = [
        ("b-uses", "Une phrase que personne n'a enregistrée."),
        ("dans", "uses"),
        ("citer", &work.named.citation()[2..6]),
    ];
    let answer = work.editor.submit(&page, &typed).await;
    let leads = answer.sees_other();
    assert!(leads.starts_with(&format!("{path}?")) && leads.ends_with("#f-b-uses"), "{leads}");
    let page = work.compose().await;
    assert_eq!(
        page.form().value("b-uses"),
        format!("Une phrase que personne n'a enregistrée. {}", work.named.citation())
    );
    let against = [("contre", "oui"), ("dans", "trouble"), ("citer", &work.anonymous.citation()[2..6])];
    work.editor.submit(&page, &against).await.sees_other();
    let page = work.compose().await;
    assert_eq!(page.form().value("b-trouble"), format!("[@r{}:1 contre]", work.anonymous.number));
}

#[tokio::test]
async fn the_drawer_is_filtered_by_the_address() {
    let mut work = Work::begin().await;
    let page = work.compose().await;
    let found = work.editor.go_on(&page, &[("mots", "carte SIM"), ("acte", "chercher")]).await;
    found.says("2 passages");
    let path = work.path("?mots=drone");
    let none = work.editor.page(&path).await;
    none.says("Aucun passage");
    assert_eq!(none.form().value("mots"), "drone");
}

#[tokio::test]
async fn two_editors_of_one_block_see_both_texts() {
    let mut work = Work::begin().await;
    work.write("Le texte de départ.").await.sees_other();
    let stale = work.compose().await;
    let mut other = work.app.member(Role::Coordinator).await;
    other
        .submit(&stale, &[("b-uses", "Le texte de Moussa."), ("b-exit", "Le cahier de Moussa.")])
        .await
        .sees_other();
    let clash =
        work.editor.submit(&stale, &[("b-uses", "Le texte d'Awa."), ("b-trial", "L'essai d'Awa.")]).await;
    let page = clash.is(409).page();
    page.says("Le texte de Moussa.");
    assert_eq!(page.form().value("b-uses"), "Le texte d'Awa.");
    assert_eq!(page.form().value("b-exit"), "Le cahier de Moussa.", "what she did not touch is his");
    assert_eq!(page.form().value("b-trial"), "L'essai d'Awa.");
    let summary = page.summary();
    assert_eq!(summary.len(), 1, "{summary:?}");
    assert_eq!(summary[0].0, "#f-b-uses");
    work.editor.submit(&page, &[("b-uses", "Le texte des deux.")]).await.sees_other();
    let page = work.compose().await;
    assert_eq!(page.form().value("b-uses"), "Le texte des deux.");
    assert_eq!(page.form().value("b-trial"), "L'essai d'Awa.");
}

#[tokio::test]
async fn words_of_a_return_are_never_kept_outside_a_citation() {
    let mut work = Work::begin().await;
    let pasted = format!("On lit : {PASSAGE}.");
    let page = work.write(&pasted).await.is(422).page();
    assert_eq!(page.form().value("b-uses"), pasted, "what was typed is shown again");
    let summary = page.summary();
    assert!(
        summary.iter().any(|(href, words)| href == "#f-b-uses" && words.contains("phrase 1")),
        "{summary:?}"
    );
    let kept: Vec<String> = work.app.column("SELECT header || body AS it FROM guide_drafts").await;
    assert!(!kept[0].contains("SIM"), "{kept:?}");
}

#[tokio::test]
async fn the_trace_goes_both_ways() {
    let mut work = Work::begin().await;
    let text = format!("Les pannes se voient {}. Le cahier reste utile.", work.named.citation());
    work.write(&text).await.sees_other();
    let path = work.path("/trace");
    let page = work.editor.page(&path).await;
    let sentence = page.html().by_id("s-uses-1").expect("the first sentence").text();
    assert!(
        sentence.contains("Les pannes se voient.") && sentence.contains(&work.named.citation()),
        "{sentence}"
    );
    assert!(page.html().by_id("s-uses-2").expect("the second").text().contains("l’auteur"));
    let passage = page.html().by_id(&format!("p-{}-1", work.named.number)).expect("the passage");
    let told = passage.text();
    assert!(told.contains(PASSAGE) && told.contains("Nous sommes") && told.contains("avec le nom"), "{told}");
    let back: Vec<_> = passage.all("a").iter().map(|link| link.expect("href").to_owned()).collect();
    assert_eq!(back, ["#s-uses-1"], "an editor does not open the return itself");
    let mut analyst = work.app.analyst().await;
    let page = analyst.page(&path).await;
    assert!(
        page.html()
            .all("a")
            .iter()
            .any(|link| link.expect("href") == format!("/bureau/retours/{}", work.named.submission))
    );
}

#[tokio::test]
async fn from_a_sentence_to_a_published_guide() {
    let mut work = Work::begin().await;
    let (support, contrary) = (work.named.citation(), work.anonymous.number);
    let text = format!("Les pannes se voient {support}. Pas toujours [@r{contrary}:1 contre].");
    let page = work.propose(&text).await;
    page.says("Personne n’a encore rempli la grille");
    page.says(&format!("Le contributeur de l’expérience {} n’a pas encore répondu", work.named.number));
    assert!(page.main().all("button").iter().all(|button| button.text() != "Publier cette révision"));
    work.read_over(Role::Reviewer, &[]).await;
    work.read_over(Role::Analyst, &[(Criterion::Plain, "Une phrase trop longue.")]).await;
    let (mut contributor, asked) = work.contributor().await;
    asked.says("Les pannes se voient");
    asked.says(PASSAGE);
    asked.says("Comité des forages de Kaya");
    let thanks = contributor.go_on(&asked, &[("avis", "approved")]).await;
    thanks.says("Vous êtes d’accord");
    work.publish().await.sees_other();
    let page = work.editor.page(&work.path("/publier")).await;
    page.says("La révision 1 est en ligne");
    let rows = work.editor.page("/bureau/fiches?etat=published").await.rows();
    assert_eq!(rows[0][3], "Publiée");
    let closed = contributor.page(&work.app.approval_link().await).await;
    closed.says("votre réponse n’est plus attendue");
    assert!(closed.main().all("form").is_empty());
}

#[tokio::test]
async fn what_two_pages_do_not_hold_is_not_published() {
    let mut work = Work::begin().await;
    work.propose("Un usage.").await;
    work.read_over(Role::Reviewer, &[]).await;
    work.read_over(Role::Analyst, &[]).await;
    work.app.printer.pages.store(3, Ordering::SeqCst);
    *work.app.printer.lacks.lock().unwrap() = "🌍".to_owned();
    let page = work.editor.page(&work.path("/publier")).await;
    page.says("Sur papier, la fiche prend 3 pages au lieu de deux.");
    page.says("Usages observés et avantages — ces caractères ne s’impriment pas : 🌍");
    assert!(page.main().all("button").iter().all(|button| button.text() != "Publier cette révision"));
    work.publish().await.is(422);
    work.app.printer.pages.store(2, Ordering::SeqCst);
    work.app.printer.lacks.lock().unwrap().clear();
    work.publish().await.sees_other();
}

#[tokio::test]
async fn a_no_on_consent_is_told_with_who_said_it() {
    let mut work = Work::begin().await;
    work.propose("Un usage.").await;
    work.read_over(Role::Reviewer, &[(Criterion::Consent, "On reconnaît le village.")]).await;
    work.read_over(Role::Analyst, &[]).await;
    let page = work.editor.page(&work.path("/publier")).await;
    page.says("Awa (reviewer) répond « non » à : Personne n’est reconnaissable sans son accord");
    page.says("On reconnaît le village.");
    work.publish().await.is(422);
}

#[tokio::test]
async fn who_wrote_does_not_count_as_the_outside_reader() {
    let mut work = Work::begin().await;
    work.propose("Un usage.").await;
    work.read_over(Role::Editor, &[]).await;
    let page = work.editor.page(&work.path("/publier")).await;
    page.says("Une seule personne a rempli toute la grille");
    work.read_over(Role::Reviewer, &[]).await;
    work.publish().await.sees_other();
}

#[tokio::test]
async fn a_contributor_corrects_or_refuses_in_words() {
    let mut work = Work::begin().await;
    let text = format!("Les pannes se voient {}.", work.named.citation());
    work.propose(&text).await;
    let (mut contributor, page) = work.contributor().await;
    let again = contributor.submit(&page, &[]).await.is(422).page();
    again.fault_of("avis");
    let again = contributor.submit(&page, &[("avis", "corrected"), ("mot", "  ")]).await.is(422).page();
    assert_eq!(again.fault_of("mot"), "Écrivez ce qu'il faut corriger.".replace('\'', "’"));
    contributor
        .go_on(&page, &[("avis", "corrected"), ("mot", "C'était à Kongoussi.")])
        .await
        .says("corrigée");
    let seen = work.editor.page(&work.path("/publier")).await;
    seen.says("C'était à Kongoussi.");
    seen.says("demande une correction. Corrigez, puis proposez de nouveau");
    contributor.go_on(&page, &[("avis", "refused")]).await.says("ne paraîtra pas");
}

#[tokio::test]
async fn a_link_opens_one_page_and_no_other() {
    let mut work = Work::begin().await;
    let text = format!("Les pannes se voient {}.", work.named.citation());
    work.propose(&text).await;
    let link = work.app.approval_link().await;
    let mut visitor = work.app.visitor();
    let token = link.strip_prefix("/avis/").expect("a link");
    let flipped = |at: usize| {
        let other = if &token[at..=at] == "0" { "1" } else { "0" };
        format!("/avis/{}{other}{}", &token[..at], &token[at + 1..])
    };
    for forged in
        [flipped(3), flipped(40), format!("{link}0"), link[..link.len() - 1].to_owned(), "/avis/x".to_owned()]
    {
        visitor.get(&forged).await.is(404);
        visitor.post(&forged, &[("avis", "approved")]).await.is(404);
    }
    work.app
        .store
        .withdraw(work.named.submission, crate::support::world::morning())
        .await
        .expect("a withdrawal");
    visitor.get(&link).await.is(410);
}

#[tokio::test]
async fn silence_lets_a_guide_appear_without_the_name() {
    let mut work = Work::begin().await;
    let text = format!("Les pannes se voient {}.", work.named.citation());
    work.propose(&text).await;
    work.read_over(Role::Reviewer, &[]).await;
    work.read_over(Role::Analyst, &[]).await;
    for days in [5, 5] {
        work.app.clock.advance(days * DAY);
        work.editor = work.app.member(Role::Editor).await;
        let page = work.editor.page(&work.path("/publier")).await;
        page.says("sans adresse de courriel");
        let fields = form_to(&page, "/relancer");
        work.editor.post(&work.path("/relancer"), &pairs(&fields)).await.sees_other();
        work.editor.post(&work.path("/relancer"), &pairs(&fields)).await.is(409);
    }
    work.app.clock.advance(5 * DAY);
    work.editor = work.app.member(Role::Editor).await;
    let page = work.editor.page(&work.path("/publier")).await;
    page.says("paraîtront sans le nom de leur structure");
    work.publish().await.sees_other();
    let mut snapshot = work.app.store.snapshot().await.expect("a snapshot");
    let view = socle_store::published_guide(&mut snapshot, 1, "fr").await.expect("read").expect("published");
    assert!(!format!("{:?}", view.notes).contains("Kaya,"), "{:?}", view.notes);
}

#[tokio::test]
async fn every_revision_stays_and_what_changed_is_shown() {
    let mut work = Work::begin().await;
    work.propose("Un premier usage.").await;
    work.propose("Un second usage.").await;
    let page = work.editor.page(&work.path("/revisions")).await;
    let states: Vec<_> = page.rows().iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(
        states,
        [("Révision 2".into(), "À relire".into()), ("Révision 1".into(), "Remplacée".to_owned())]
    );
    page.says("de la révision 1 à la révision 2");
    assert!(page.html().all("del").iter().any(|gone| gone.text().contains("premier")));
    assert!(page.html().all("ins").iter().any(|new| new.text().contains("second")));
}

#[tokio::test]
async fn readers_read_and_do_not_write() {
    let mut work = Work::begin().await;
    work.write("Un usage.").await.sees_other();
    let mut reviewer = work.app.member(Role::Reviewer).await;
    let answer = reviewer.get(&work.path("")).await;
    assert_eq!(answer.sees_other(), work.path("/page?langue=fr"));
    let page = reviewer.page(&work.path("/page")).await;
    page.says("Un usage.");
    reviewer.post(&work.path(""), &[("version", "2"), ("langue", "fr")]).await.is(403);
    let mut stranger = work.app.analyst_elsewhere().await;
    stranger.get(&work.path("/page")).await.is(404);
    stranger.get(&work.path("/trace")).await.is(404);
}

#[tokio::test]
async fn a_guide_has_a_text_in_each_language() {
    let mut work = Work::begin().await;
    work.write("Un usage.").await.sees_other();
    let english = work.path("?langue=en");
    let page = work.editor.page(&english).await;
    page.says("Ce texte n’existe pas encore dans cette langue");
    work.editor
        .submit(&page, &[("h-title", "Follow a borehole by SMS"), ("b-uses", "Failures show.")])
        .await
        .sees_other();
    let page = work.editor.page(&english).await;
    assert_eq!(page.form().value("h-title"), "Follow a borehole by SMS");
    assert_eq!(work.compose().await.form().value("h-title"), "Suivre un forage par SMS");
    let seen = work.editor.page(&work.path("/page?langue=en")).await;
    assert_eq!(seen.html().first("article").expect("an article").expect("lang"), "en");
}

#[tokio::test]
async fn desk_references_are_numbered_and_cited() {
    let mut work = Work::begin().await;
    let form = work.editor.page("/bureau/fiches/references").await;
    let again = work.editor.submit(&form, &[("adresse", "javascript:alert(1)")]).await.is(422).page();
    assert_eq!(again.summary().len(), 3, "{:?}", again.summary());
    let filled = [
        ("valeur", "evaluation"),
        ("titre", "Évaluation des forages"),
        ("auteur", "pS-Eau"),
        ("date", "2016"),
        ("adresse", "https://example.org/eau"),
    ];
    let list = work.editor.go_on(&form, &filled).await;
    assert_eq!(list.rows()[0][0], "[@ref1]");
    let page = work.compose().await;
    page.says("pS-Eau, Évaluation des forages, 2016");
    work.editor.submit(&page, &[("dans", "uses"), ("citer", "ref1")]).await.sees_other();
    let seen = work.editor.page(&work.path("/page")).await;
    seen.says("Niveau E4");
}

#[tokio::test]
async fn what_no_form_of_ours_sends_is_refused() {
    let mut work = Work::begin().await;
    let path = work.path("");
    let send = [
        vec![("version", "1"), ("langue", "fr"), ("citer", "../etc"), ("dans", "uses")],
        vec![("version", "1"), ("langue", "fr"), ("citer", "r1:1"), ("dans", "nulle-part")],
        vec![("version", "1"), ("langue", "xx")],
        vec![("version", "99"), ("langue", "fr")],
        vec![("version", "1"), ("langue", "fr"), ("b-uses", "a\u{1b}b")],
    ];
    for fields in send {
        work.editor.post(&path, &fields).await.is(400);
    }
    let long = "Une phrase assez longue. ".repeat(44_000);
    let page = work
        .editor
        .post(&path, &[("version", "1"), ("langue", "fr"), ("b-uses", &long)])
        .await
        .is(422)
        .page();
    page.fault_of("b-uses");
    work.editor.get("/bureau/fiches/00000000-0000-0000-0000-000000000000").await.is(404);
}

#[tokio::test]
async fn what_waits_is_on_the_desk() {
    let mut work = Work::begin().await;
    let text = format!("Les pannes se voient {}.", work.named.citation());
    work.propose(&text).await;
    let mut reviewer = work.app.member(Role::Reviewer).await;
    reviewer.page("/bureau/").await.says("One guide to read over");
    let desk = work.editor.page("/bureau/").await;
    desk.says("Un contributeur n’a pas encore répondu");
    work.app
        .store
        .withdraw(work.named.submission, crate::support::world::morning())
        .await
        .expect("a withdrawal");
    work.editor.page("/bureau/").await.says("Une fiche à reprendre");
    work.editor.page("/bureau/fiches").await.says("un retour cité a été repris par son auteur");
}
