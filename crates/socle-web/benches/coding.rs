//! What the team's heavier pages and files cost: `cargo bench -p socle-web --bench coding`.
//!
//! Prints the time and the greatest memory of a workbook of 10,000 returns, and the server time of the pages that open
//! on 3,000 returns. Nothing is sent anywhere; the database is a file in a temporary folder.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on says where it stopped"
)]
#![expect(clippy::disallowed_methods, reason = "what is measured is time")]

use axum::body::Body;
use http::{Request, header};
use http_body_util::BodyExt as _;
use socle_domain::{
    account::{EmailAddress, Role},
    chance::Seeded,
    codebook::Entry,
    id::{
        AccountId, CodeLabelId, CodebookId, CodingId, ExcerptId, ExperienceId, MembershipId, QuestionnaireId,
        StudyId, SubmissionId, SurveyId,
    },
    slug::Slug,
    submission::{Channel, InstanceId},
    survey::{Calendar, Survey},
    time::{Clock, DAY, Timestamp, Zone},
};
use socle_look::Language;
use socle_store::{
    Database, Ledger, Membership, NewAccount, NewCodebook, NewQuestionnaire, NewReading, NewStudy,
    NewSubmission, NewSurvey, Secret, Store,
};
use socle_web::{App, Settings, Site, export};
use std::{sync::Arc, time::Instant};
use tower::ServiceExt as _;

const NOW: Timestamp = Timestamp::from_micros(1_489_338_000_000_000);
const PASSWORD: &str = "un mot de passe assez long";
const WORKBOOK: &[u8] = include_bytes!("../../../content/questionnaire/retour-experience.xlsx");
const STORY: &str = "Nous avions un cahier. Le réseau ne passe que le dimanche. La puce a expiré en mars, et personne n'a su la \
recharger. On a découvert le coût au troisième mois. M. Diallo a formé deux relais ; ils sont partis depuis. Nous avons \
gardé le cahier six mois, et c'est lui qui nous a sauvés.";

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        NOW
    }
}

struct Place {
    store: Store,
    chance: Seeded,
    study: StudyId,
    survey: Survey,
    analyst: AccountId,
    labels: Vec<CodeLabelId>,
    _folder: tempfile::TempDir,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        pages(3_000).await;
        workbook(10_000).await;
    });
}

async fn place(returns: usize) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&folder.path().join("ledger")).unwrap();
    let database = Database::Sqlite(folder.path().join("socle.sqlite"));
    let store = Store::open(&database, Secret::new([7; 32]), ledger).await.unwrap();
    store.migrate(NOW).await.unwrap();
    let chance = Seeded::new(11);
    let study = StudyId::new(NOW, &chance);
    let slug = Slug::parse("tic").unwrap();
    let new = NewStudy { id: study, slug, title: "Étude".to_owned(), account: None, now: NOW };
    store.create_study(new).await.unwrap();
    let survey = survey(&store, &chance, study).await;
    let analyst = analyst(&store, &chance, study).await;
    let labels: Vec<(CodeLabelId, Entry)> =
        Entry::shipped().into_iter().map(|entry| (CodeLabelId::new(NOW, &chance), entry)).collect();
    let ids = labels.iter().map(|(id, _)| *id).collect();
    let id = CodebookId::new(NOW, &chance);
    let book = NewCodebook { id, study, title: "Grille".to_owned(), labels, account: None, now: NOW };
    store.save_codebook(book).await.unwrap();
    let place = Place { store, chance, study, survey, analyst, labels: ids, _folder: folder };
    place.fill(returns).await;
    place
}

async fn survey(store: &Store, chance: &Seeded, study: StudyId) -> Survey {
    let compiled =
        xlsform::compile(WORKBOOK, Some("retour-experience.xlsx"), xlsform::Mode::Kind).value.unwrap();
    let survey = Survey {
        id: SurveyId::new(NOW, chance),
        study,
        slug: Slug::parse("retours").unwrap(),
        title: "Retours".to_owned(),
        questionnaire: QuestionnaireId::new(NOW, chance),
        calendar: Calendar {
            opens_at: NOW.plus(-DAY),
            closes_at: NOW.plus(30 * DAY),
            zone: Zone::utc(),
            grace_hours: 72,
        },
        version: 1,
    };
    let questionnaire = NewQuestionnaire {
        form_id: compiled.form_id,
        form_version: compiled.version.unwrap_or_default(),
        workbook_name: "retour-experience.xlsx".to_owned(),
        workbook: WORKBOOK.to_vec(),
        xform: compiled.xform,
    };
    store
        .create_survey(NewSurvey { survey: survey.clone(), questionnaire, account: None, now: NOW })
        .await
        .unwrap();
    survey
}

async fn analyst(store: &Store, chance: &Seeded, study: StudyId) -> AccountId {
    let id = AccountId::new(NOW, chance);
    let membership = Membership { role: Role::Analyst, study: Some(study) };
    let account = NewAccount {
        id,
        email: EmailAddress::parse("awa@example.org").unwrap(),
        name: "Awa".to_owned(),
        password_hash: socle_web::password::hash(PASSWORD, chance).unwrap(),
        language: "fr".to_owned(),
        memberships: vec![(MembershipId::new(NOW, chance), membership)],
        now: NOW,
    };
    store.create_account(account).await.unwrap();
    id
}

/// A full return with two experiences, as the default questionnaire gives it.
fn body(turn: usize) -> String {
    let experience = format!(
        "<experience><e_what><e_tool>KoboToolbox {turn}</e_tool><e_link>use</e_link><e_need>collecter suivre</e_need>\
         <e_theme>eah</e_theme><e_country>bf</e_country></e_what><e_story>{STORY}</e_story><e_state>in_use</e_state>\
         <e_publish>anonymous</e_publish><e_how>{STORY}</e_how><e_who>terrain relais</e_who><e_number>6_20</e_number>\
         <e_from>2016-03-01</e_from><e_setting>rural</e_setting><e_net>2</e_net><e_reach>2</e_reach>\
         <e_charge>1</e_charge><e_run>0</e_run><e_device>android partage</e_device><e_use>2</e_use>\
         <e_install>1</e_install><e_sens>2</e_sens><e_cost0>1</e_cost0><e_costm>1</e_costm><e_diff>connexion cout</e_diff>\
         <e_lesson>{STORY}</e_lesson><e_advise>yes</e_advise></experience>"
    );
    format!(
        "<data id=\"retour_experience\"><s0><s0_consent>yes</s0_consent><s0_type>asi</s0_type></s0>\
         <s1>{experience}{experience}</s1><s3><s3_name>Association {turn}</s3_name><s3_country>fr</s3_country>\
         <s3_year>2004</s3_year><s3_budget>50_130</s3_budget><s3_staff>1_2</s3_staff><s3_vol>6_20</s3_vol>\
         <s3_themes>eah edu</s3_themes></s3><s4><s4_need>collecter former</s4_need><s4_choose>pair web</s4_choose>\
         <s4_help>fiches</s4_help></s4><s5><s5_more>{STORY}</s5_more></s5></data>"
    )
}

impl Place {
    /// Returns by the hundred, each accepted, with two experiences; one in three is coded.
    async fn fill(&self, returns: usize) {
        let mut first = 1;
        while first <= returns {
            let last = (first + 99).min(returns);
            for turn in first..=last {
                let id = SubmissionId::new(NOW, &self.chance);
                let new = NewSubmission {
                    id,
                    survey: self.survey.id,
                    questionnaire: self.survey.questionnaire,
                    instance: InstanceId::parse(&format!("uuid:{turn}")).unwrap(),
                    body: body(turn).into_bytes(),
                    channel: Channel::Web,
                    language: "fr".to_owned(),
                    draft: None,
                    reading: NewReading::default(),
                    copy: None,
                    started_at: NOW,
                    is_late: false,
                    now: NOW.plus(i64::try_from(turn).unwrap()),
                };
                self.store.accept_submission(new).await.unwrap();
                self.tell(id, turn).await;
            }
            first = last + 1;
        }
        let accept = "UPDATE submissions SET review_status = 'accepted'";
        self.put(vec![(accept, vec![])]).await;
    }

    async fn tell(&self, submission: SubmissionId, turn: usize) {
        let mut rows = Vec::new();
        for place in 1..=2_i64 {
            let id = ExperienceId::new(NOW, &self.chance);
            let number = i64::try_from(turn * 2).unwrap() - 2 + place;
            rows.push((
                "INSERT INTO experiences (id, number, submission_id, place, review_status, current_revision, version,
                                          theme, country) VALUES ($1, $2, $3, $4, 'accepted', 1, 1, 'eah', 'bf')",
                vec![id.uuid().into(), number.into(), submission.uuid().into(), place.into()],
            ));
            rows.push((
                "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)",
                vec![id.uuid().into(), format!("{STORY}\n\n{STORY}\n\n{STORY}").into(), NOW.into()],
            ));
            if turn.is_multiple_of(3) {
                let excerpt = ExcerptId::new(NOW, &self.chance);
                rows.push((
                    "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged,
                                           created_at) VALUES ($1, $2, 1, 1, 0, 22, $3, $4, $5)",
                    vec![excerpt.uuid().into(), id.uuid().into(), [0_u8; 32].into(), false.into(), NOW.into()],
                ));
                rows.push((
                    "INSERT INTO codings (id, excerpt_id, code_label_id, account_id, memo, created_at)
                     VALUES ($1, $2, $3, $4, '', $5)",
                    vec![
                        CodingId::new(NOW, &self.chance).uuid().into(),
                        excerpt.uuid().into(),
                        self.labels[turn % self.labels.len()].uuid().into(),
                        self.analyst.uuid().into(),
                        NOW.into(),
                    ],
                ));
            }
        }
        self.put(rows).await;
    }

    async fn put(&self, rows: Vec<(&'static str, Vec<socle_store::Value>)>) {
        let write = self.store.write(rows, |tx, rows| {
            Box::pin(async move {
                for (sql, values) in rows {
                    tx.execute(sql, values.clone()).await?;
                }
                Ok::<(), socle_store::StoreError>(())
            })
        });
        write.await.unwrap();
    }

    fn app(&self) -> App {
        let settings = Settings { address: "http://localhost".to_owned(), trusts_proxy: false };
        let chance = Arc::new(Seeded::new(5));
        App::new(self.store.clone(), Secret::new([7; 32]), Arc::new(Still), chance, settings)
    }
}

async fn workbook(returns: usize) {
    let place = place(returns).await;
    let app = place.app();
    for kind in [export::Kind::Workbook, export::Kind::Returns, export::Kind::Experiences] {
        let file = tempfile::tempfile().unwrap();
        let before = forget_peak();
        let (started, busy) = (Instant::now(), processor());
        let written =
            export::write(&app, None, Language::Fr, "retours", kind, file.try_clone().unwrap()).await;
        let (took, busy) = (started.elapsed(), processor() - busy);
        let peak = peak();
        let length = file.metadata().unwrap().len();
        println!(
            "{kind:?}: {:?}\n  {:.2} s ({busy:.2} s of processor), {length} bytes, at most {} MiB more than the {} MiB before, {} MiB in all",
            written.unwrap().unwrap(),
            took.as_secs_f64(),
            (peak - before) / 1024,
            before / 1024,
            peak / 1024
        );
    }
}

/// What this process has used of the processors so far, in seconds: on a busy machine the clock tells little.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Forgets the greatest memory so far; gives the present one, in KiB.
fn forget_peak() -> u64 {
    let _old_kernels_keep_it = std::fs::write("/proc/self/clear_refs", "5");
    memory("VmRSS:")
}

fn peak() -> u64 {
    memory("VmHWM:")
}

fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|one| one.strip_prefix(line));
    found.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

async fn pages(returns: usize) {
    let place = place(returns).await;
    let _study = place.study;
    let site = socle_web::site(place.app());
    let cookie = sign_in(&site).await;
    let ids = stories(&place).await;
    println!("{returns} returns, {} experiences", returns * 2);
    let median = format!("/bureau/codage/{}", ids[ids.len() / 2]);
    let coded = format!("/bureau/codage/{}?autres=oui", ids[5]);
    for path in [
        median.as_str(),
        coded.as_str(),
        "/bureau/codage",
        "/bureau/passages?code=contrainte",
        "/bureau/syntheses",
        "/bureau/grille",
        "/bureau/comptes",
        "/bureau/comptes?question=e_state",
    ] {
        let mut times = Vec::new();
        let mut length = 0;
        for _ in 0..21 {
            let started = Instant::now();
            let request = Request::get(path).header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
            let response = site.clone().oneshot(request).await.unwrap();
            assert!(!response.status().is_client_error() && !response.status().is_server_error(), "{path}");
            length = response.into_body().collect().await.unwrap().to_bytes().len();
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!(
            "  {:6.1} ms median, {:6.1} ms worst, {length} bytes  {}",
            times[10],
            times[20],
            path.split('?').next().unwrap_or(path)
        );
    }
}

async fn stories(place: &Place) -> Vec<uuid::Uuid> {
    let mut snapshot = place.store.snapshot().await.unwrap();
    let rows = snapshot.fetch_all("SELECT id FROM experiences ORDER BY number", vec![]).await.unwrap();
    rows.iter().map(|row| row.get("id").unwrap()).collect()
}

async fn sign_in(site: &Site) -> String {
    let form = "email=awa%40example.org&password=un+mot+de+passe+assez+long";
    let request = Request::post("/connexion")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form))
        .unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap_or_default().to_owned()
}
