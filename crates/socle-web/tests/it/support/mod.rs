//! The application in process, without a socket: a database of its own, a clock that stands still, seeded chance, a
//! little world, and people who use it.

pub(crate) mod alone;
pub(crate) mod answer;
pub(crate) mod coding;
pub(crate) mod default;
pub(crate) mod desk;
pub(crate) mod guides;
pub(crate) mod html;
pub(crate) mod paper;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod shelf;
pub(crate) mod toolbox;
pub(crate) mod world;

pub(crate) use answer::{Answer, Page};
pub(crate) use person::{Asked, Person};
pub(crate) use world::{World, calendar, email_of, new_survey, paris};

use place::Place;
use socle_domain::{
    account::Role,
    chance::Seeded,
    id::{QuestionnaireId, SurveyId},
    time::{Clock, Timestamp},
};
use socle_store::{Column, Files, Followed, Ledger, SearchIndex, Secret, Store, TableReport, Value};
use socle_web::Site;
use socle_web::{App, Settings};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU32, Ordering},
};

/// A clock that only moves when a test says so.
#[derive(Debug)]
pub(crate) struct StillClock(AtomicI64);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

impl StillClock {
    pub(crate) fn set(&self, now: Timestamp) {
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }

    pub(crate) fn advance(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

pub(crate) struct TestApp {
    pub(crate) store: Store,
    pub(crate) clock: Arc<StillClock>,
    pub(crate) chance: Arc<Seeded>,
    pub(crate) world: World,
    /// The folder of files.
    pub(crate) files: Files,
    pub(crate) app: App,
    pub(crate) search: Arc<SearchIndex>,
    pub(crate) printer: Arc<paper::Stub>,
    site: &'static str,
    router: Site,
    copies: AtomicU32,
    // Last, so that it is taken away after everything that uses it.
    place: Place,
}

/// How the application is set, where it matters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Builder {
    site: &'static str,
    trusts_proxy: bool,
}

impl Builder {
    /// The site's address.
    pub(crate) fn site(mut self, site: &'static str) -> Self {
        self.site = site;
        self
    }

    /// A proxy stands in front.
    pub(crate) fn behind_proxy(mut self) -> Self {
        self.trusts_proxy = true;
        self
    }

    pub(crate) async fn build(self) -> TestApp {
        let place = Place::new();
        let store = open(&place).await;
        store.migrate(world::morning()).await.expect("a new database");
        let chance = Arc::new(Seeded::new(2017));
        let world = World::build(&store, &chance).await;
        let clock = Arc::new(StillClock(AtomicI64::new(world::morning().as_micros())));
        // What the program does every second.
        store.follow_content().await.expect("a version");
        let settings = Settings { address: self.site.to_owned(), trusts_proxy: self.trusts_proxy };
        let folder = place.folder.path().join("files");
        std::fs::create_dir(&folder).expect("a folder of files");
        let files = Files::new(folder);
        let app = App::new(store.clone(), secret(), clock.clone(), chance.clone(), settings);
        let printer = Arc::new(paper::Stub::default());
        let search = Arc::new(SearchIndex::in_memory().expect("an index"));
        let app = app.with_printer(printer.clone()).with_files(files.clone()).with_search(search.clone());
        let router = socle_web::site(app.clone());
        TestApp {
            app,
            search,
            printer,
            files,
            store,
            clock,
            chance,
            world,
            site: self.site,
            router,
            copies: AtomicU32::new(0),
            place,
        }
    }
}

fn secret() -> Secret {
    Secret::new([7; 32])
}

async fn open(place: &Place) -> Store {
    let ledger = Ledger::open(&place.folder.path().join("ledger")).expect("a ledger");
    Store::open(&place.database, secret(), ledger).await.expect("a store")
}

impl TestApp {
    pub(crate) fn builder() -> Builder {
        Builder { site: "https://socle.example.org", trusts_proxy: false }
    }

    pub(crate) async fn new() -> Self {
        Self::builder().build().await
    }

    /// Another process on the same database.
    pub(crate) async fn second_process(&self) -> Store {
        open(&self.place).await
    }

    /// Somebody who has never been here.
    pub(crate) fn visitor(&self) -> Person {
        Person::new(self.router.clone(), self.site)
    }

    /// Somebody who has begun to answer a survey, and the page they are on.
    pub(crate) async fn begun(&self, survey: &str) -> (Person, Page) {
        let mut person = self.visitor();
        let start = person.page(&format!("/e/{survey}")).await;
        let first = person.go_on(&start, &[]).await;
        (person, first)
    }

    /// Somebody who has begun to answer `/e/tic-2017`.
    pub(crate) async fn respondent(&self) -> Person {
        self.begun("tic-2017").await.0
    }

    /// Somebody who has answered `/e/tic-2017` up to the check list, and that list.
    pub(crate) async fn at_check(&self, story: &str) -> (Person, Page) {
        let (mut person, story_page) = self.begun("tic-2017").await;
        let check = answer_three(&mut person, &story_page, story).await;
        (person, check)
    }

    /// Somebody who has sent a return, and the page that thanks them.
    pub(crate) async fn sent(&self, survey: &str, story: &str) -> (Person, Page) {
        let (mut person, story_page) = self.begun(survey).await;
        let check = answer_three(&mut person, &story_page, story).await;
        let thanks = person.go_on(&check, &[]).await;
        (person, thanks)
    }

    /// A member of the team of the first study, signed in.
    pub(crate) async fn member(&self, role: Role) -> Person {
        self.signed_in(&email_of(role)).await
    }

    pub(crate) async fn analyst(&self) -> Person {
        self.member(Role::Analyst).await
    }

    /// The analyst of the other study, signed in.
    pub(crate) async fn analyst_elsewhere(&self) -> Person {
        self.signed_in(world::ELSEWHERE).await
    }

    async fn signed_in(&self, email: &str) -> Person {
        let mut person = self.visitor();
        let fields = [("email", email), ("password", world::PASSWORD)];
        assert_eq!(person.post("/connexion", &fields).await.sees_other(), "/bureau/");
        person
    }

    /// Returns, and the guides that stand on them, published this morning.
    pub(crate) async fn shelf(&self) -> shelf::Shelf {
        let row = "SELECT id, questionnaire_id FROM surveys WHERE slug = 'tic-2017'";
        let row =
            self.store.snapshot().await.expect("a snapshot").fetch_one(row, Vec::new()).await.expect("a row");
        let place = shelf::Place {
            study: self.world.study,
            survey: SurveyId::from_uuid(row.get("id").expect("an id")),
            questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id").expect("an id")),
            now: world::morning(),
        };
        shelf::fill(&self.store, self.chance.clone(), place).await.expect("a shelf")
    }

    /// The address of the private page of a return, as a letter bears it.
    pub(crate) fn private_path_of(&self, submission: socle_domain::id::SubmissionId) -> String {
        let subject = socle_store::LetterSubject::Return { id: submission, number: 1, survey: String::new() };
        let letter = socle_store::Letter {
            id: socle_domain::id::LetterId::new(self.now(), &*self.chance),
            kind: socle_domain::letter::LetterKind::Receipt,
            recipient: socle_domain::letter::Recipient::parse("awa@example.org").expect("an address"),
            language: "fr".to_owned(),
            subject: Some(subject),
            created_at: self.now(),
        };
        let words = socle_web::letters::compose(&self.app, &letter).expect("a letter");
        let line = words.body.lines().find_map(|line| line.strip_prefix("https://socle.example.org"));
        line.expect("a link on a line of its own").to_owned()
    }

    /// What the clock says.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What the program does every second for the search index.
    pub(crate) async fn follow_search(&self) -> Followed {
        self.store.follow_content().await.expect("a version");
        self.store.follow_search(&self.search).await.expect("an index that follows")
    }

    /// Says that the public sees something else, as every verb that changes it does.
    pub(crate) async fn touch(&self) {
        let touched = self.store.write((), |tx, ()| Box::pin(async move { tx.touch_content().await }));
        let touched: Result<(), socle_store::StoreError> = touched.await;
        touched.expect("a new version");
    }

    /// Runs one statement, committed.
    pub(crate) async fn put(&self, sql: &'static str, values: Vec<Value>) -> u64 {
        let write = self.store.write((sql, values), |tx, (sql, values)| {
            Box::pin(async move { tx.execute(sql, values.clone()).await })
        });
        write.await.expect("a statement")
    }

    /// The column `it` of the rows of an answer.
    pub(crate) async fn column<T: Column>(&self, sql: &'static str) -> Vec<T> {
        let mut snapshot = self.store.snapshot().await.expect("a snapshot");
        let rows = snapshot.fetch_all(sql, Vec::new()).await.expect("rows");
        rows.iter().map(|row| row.get("it").expect("a column called it")).collect()
    }

    /// How many rows there are of everything that a request may write, and of which versions: what tells whether
    /// anything was written at all.
    pub(crate) async fn marks(&self) -> String {
        let marks = self.column(
            "SELECT (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM drafts)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM submissions)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM surveys)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM experiences)
              || ' ' || (SELECT COUNT(*) FROM experience_revisions) || ' ' || (SELECT COUNT(*) FROM decisions)
              || ' ' || (SELECT COUNT(*) FROM inquiries) || ' ' || (SELECT COUNT(*) FROM tools)
              || ' ' || (SELECT COUNT(*) FROM questionnaires) || ' ' || (SELECT COUNT(*) FROM consents)
              || ' ' || (SELECT COUNT(*) FROM sessions) || ' ' || (SELECT COUNT(*) FROM events)
              || ' ' || (SELECT COUNT(*) FROM changes) || ' ' || (SELECT COUNT(*) FROM jobs)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM guides)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM guide_drafts)
              || ' ' || (SELECT COUNT(*) FROM guide_revisions) || ' ' || (SELECT COUNT(*) FROM reviews)
              || ' ' || (SELECT COUNT(*) FROM desk_references)
              || ' ' || (SELECT COUNT(answered_at) FROM approvals)
              || ' ' || (SELECT COUNT(*) || ':' || COALESCE(SUM(version), 0) FROM studies)
              || ' ' || (SELECT COUNT(*) FROM study_texts) || ' ' || (SELECT COUNT(*) FROM letters)
              || ' ' || (SELECT COUNT(*) FROM memberships) || ' ' || (SELECT COUNT(*) FROM accounts) AS it",
        );
        marks.await.remove(0)
    }

    /// Everything that is kept, by table: the number of rows and a digest of what they hold. Sign-ins and counted
    /// tries are apart.
    pub(crate) async fn kept(&self) -> Vec<TableReport> {
        let number = self.copies.fetch_add(1, Ordering::Relaxed);
        let path = self.place.folder.path().join(format!("copy-{number}"));
        let report = self.store.backup(&path).await.expect("a copy");
        std::fs::remove_file(path).expect("the copy is there");
        report.tables
    }
}

/// Answers the three questions, from the first page to the check list.
pub(crate) async fn answer_three(person: &mut Person, first: &Page, story: &str) -> Page {
    let state = person.go_on(first, &[("e_story", story)]).await;
    let publish = person.go_on(&state, &[("e_state", "in_use")]).await;
    person.go_on(&publish, &[("e_publish", "anonymous")]).await
}
