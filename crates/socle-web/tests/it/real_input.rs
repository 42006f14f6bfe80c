//! Real stories through the desk: texts that nobody wrote for a test, read into the inbox and on to curation.
//!
//! The data lie beside the repository, not in it (`../shared/data/experiences`); where they are not, the test says so
//! and passes.
#![expect(clippy::print_stdout, reason = "what a person would find is told, and so is a skip")]

use crate::support::{Answer, Person, TestApp, desk::Telling, world};
use serde_json::Value;
use socle_domain::{
    chance::Chance,
    country,
    id::{QuestionnaireId, SubmissionId, SurveyId},
    mask,
    submission::{Channel, InstanceId},
    time::MINUTE,
};
use socle_store::{NewReading, NewSubmission, Receipt};
use std::path::{Path, PathBuf};

/// A story, as a file tells it.
struct Story {
    title: String,
    text: String,
    organization: String,
    country: String,
    /// Questions that were left empty or answered « NA ».
    silent: usize,
}

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/experiences");
    beside.is_dir().then_some(beside)
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file of the data");
    text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().trim().to_owned()
}

/// The code of the first country named, when the list knows its English name.
fn country_of(record: &Value) -> String {
    let name = word(&record["country"][0]);
    let found = country::all().iter().find(|country| country.english == name);
    found.map(|country| country.code.to_owned()).unwrap_or_default()
}

/// Each answer as a paragraph under its question, as curated texts are laid out.
fn answered(record: &Value) -> Story {
    let empty = Vec::new();
    let answers = record["answers"].as_array().unwrap_or(&empty);
    let says =
        |answer: &&Value| !matches!(word(&answer["answer"]).to_lowercase().as_str(), "" | "na" | "n/a" | "-");
    let told: Vec<String> = answers
        .iter()
        .filter(says)
        .map(|answer| format!("{}\n{}", word(&answer["question"]), word(&answer["answer"])))
        .collect();
    Story {
        title: word(&record["title"]),
        silent: answers.len() - told.len(),
        text: told.join("\n\n"),
        organization: String::new(),
        country: country_of(record),
    }
}

fn solution(record: &Value) -> Story {
    Story {
        title: word(&record["title"]),
        text: word(&record["text"]),
        organization: String::new(),
        country: country_of(record),
        silent: 0,
    }
}

/// The sections of a page of testimonies: `## Organisation - Pays`.
fn testimonies(page: &str) -> Vec<Story> {
    let sections = page.split("\n## ").skip(1);
    sections
        .map(|section| {
            let (heading, text) = section.split_once('\n').unwrap_or((section, ""));
            let name = heading.split(" {/*").next().unwrap_or(heading);
            Story {
                title: name.to_owned(),
                text: text.trim().to_owned(),
                organization: name.split(" - ").next().unwrap_or(name).to_owned(),
                country: String::new(),
                silent: 0,
            }
        })
        .collect()
}

fn stories(folder: &Path) -> Vec<Story> {
    let french = |record: &&Value| record["lang"] == "fr";
    let answers = lines(&folder.join("undp-answers.jsonl"));
    let solutions = lines(&folder.join("undp-solutions-fr-pt.jsonl"));
    let page = std::fs::read_to_string(folder.join("tella-stories/user-stories.fr.mdx")).expect("a page");
    let mut all: Vec<Story> = answers.iter().filter(french).map(answered).collect();
    all.extend(solutions.iter().filter(french).map(solution));
    all.extend(testimonies(&page));
    all
}

/// Reads the stories in, as returns that came in a file. What is told counts in figures only: nobody was asked more.
async fn import(app: &TestApp, stories: &[Story]) {
    app.sent("tic-2017", "Le premier.").await;
    let column = async |sql| app.column::<uuid::Uuid>(sql).await[0];
    let survey = column("SELECT survey_id AS it FROM submissions").await;
    let questionnaire = column("SELECT questionnaire_id AS it FROM submissions").await;
    app.put("DELETE FROM inbox_keys", Vec::new()).await;
    app.put("DELETE FROM drafts", Vec::new()).await;
    app.put("DELETE FROM consents", Vec::new()).await;
    app.put("DELETE FROM experience_revisions", Vec::new()).await;
    app.put("DELETE FROM experiences", Vec::new()).await;
    app.put("DELETE FROM answers", Vec::new()).await;
    app.put("DELETE FROM submissions", Vec::new()).await;
    let chance: &dyn Chance = &*app.chance;
    for (at, story) in (1_i64..).zip(stories) {
        let now = world::morning().plus(at * MINUTE);
        let id = SubmissionId::new(now, chance);
        let new = NewSubmission {
            id,
            survey: SurveyId::from_uuid(survey),
            questionnaire: QuestionnaireId::from_uuid(questionnaire),
            instance: InstanceId::parse(&format!("uuid:file-{at}")).expect("an id"),
            body: body(&story.text).into_bytes(),
            channel: Channel::File,
            language: "fr".to_owned(),
            draft: None,
            reading: NewReading::default(),
            copy: None,
            started_at: now,
            is_late: false,
            now,
        };
        let receipt = app.store.accept_submission(new).await.expect("kept");
        assert!(matches!(receipt, Receipt::Kept { is_repeat: false, .. }));
        if !story.text.is_empty() {
            let telling = Telling {
                title: &story.title,
                text: &story.text,
                organization: &story.organization,
                country: &story.country,
                theme: "",
                publication: "figures",
                tool: "",
            };
            app.tell(id.uuid(), telling).await;
        }
    }
}

/// The sheet of answers that a collecting application would send.
fn body(story: &str) -> String {
    let escaped = story.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<data id=\"tic-2017\"><e_story>{escaped}</e_story><e_state/><e_publish>figures</e_publish></data>"
    )
}

/// Every return of the inbox, walked through page by page as a person would.
async fn walk(analyst: &mut Person) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut page = analyst.page("/bureau/depouillement?tri=number&sens=inverse").await;
    loop {
        let rows = page.main().all("tbody")[0].all("th");
        addresses.extend(rows.iter().map(|row| row.first("a").expect("a return").expect("href").to_owned()));
        if !page.words().contains("Page suivante") {
            return addresses;
        }
        page = analyst.page(&page.link("Page suivante ›")).await;
    }
}

#[tokio::test]
async fn real_stories_go_from_a_file_to_coded_passages() {
    let Some(folder) = folder() else {
        println!("skipped: ../shared/data/experiences is not beside the repository");
        return;
    };
    let stories = stories(&folder);
    let app = TestApp::new().await;
    import(&app, &stories).await;
    let mut analyst = app.analyst().await;
    let addresses = walk(&mut analyst).await;
    assert_eq!(addresses.len(), stories.len(), "each is listed once");
    let mut said = Said::default();
    let mut sheets = Vec::new();
    for (story, address) in stories.iter().zip(&addresses) {
        let record = analyst.get(address).await.is(200);
        said.note(story, &record);
        let page = record.page();
        page.says("Seulement dans les chiffres");
        if story.text.is_empty() {
            page.says("Aucune expérience n’est racontée dans ce retour.");
        } else {
            let mask = page.link("Masquer un passage");
            curate(&mut analyst, story, &mask).await;
            sheets.push(mask.replace("/experiences/", "/codage/").replace("/masquer", ""));
        }
    }
    said.tell(&stories);
    code(&app, &mut analyst, &sheets).await;
    let masked: i64 =
        app.column("SELECT COUNT(*) AS it FROM experience_revisions WHERE reason = 'masked'").await[0];
    assert_eq!(masked, said.with_signs, "each text that names someone has a masked revision");
    // What tells nothing is set aside in one act.
    let silent = stories.iter().filter(|story| story.text.is_empty()).count();
    assert!(silent > 0, "real files hold empty records");
    assert_eq!(
        app.column::<i64>("SELECT COUNT(*) AS it FROM experiences").await[0]
            + i64::try_from(silent).unwrap_or(0),
        i64::try_from(stories.len()).unwrap_or(0)
    );
}

/// Accepts what was read, and puts the first sentence of every tenth story under a code, by the plain form.
async fn code(app: &TestApp, analyst: &mut Person, sheets: &[String]) {
    for table in [
        "UPDATE submissions SET review_status = 'accepted'",
        "UPDATE experiences SET review_status = 'accepted'",
    ] {
        app.put(table, Vec::new()).await;
    }
    app.shipped_codes().await;
    let coded: Vec<_> = sheets.iter().step_by(10).collect();
    for sheet in &coded {
        let page = analyst.page(sheet).await;
        page.says("Jamais citable");
        let form = page.form_to(sheet).filled(&[("de", "1"), ("a", "1"), ("code", "usage")]);
        let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        analyst.post(sheet, &fields).await.sees_other();
    }
    let page = analyst.page("/bureau/passages?code=usage").await;
    page.says(&format!("{} passages", coded.len()));
}

/// Masks all that is suggested, and sees that nothing is suggested any more.
async fn curate(analyst: &mut Person, story: &Story, address: &str) {
    let page = analyst.get(address).await.is(200).page();
    let found = mask::suggestions(&story.text, Some(&story.organization));
    if found.is_empty() {
        return;
    }
    let answers: Vec<_> = found.iter().map(|one| ("passage", one.passage.as_str())).collect();
    let changed = analyst.go_on(&page, &answers).await;
    assert!(!changed.main().all("ins").is_empty(), "{}", story.title);
    let again = analyst.page(address).await;
    again.does_not_say("À masquer sans doute");
}

/// What a person would find in these files.
#[derive(Default)]
struct Said {
    with_signs: i64,
    largest_page: usize,
    unread: usize,
}

impl Said {
    fn note(&mut self, story: &Story, record: &Answer) {
        self.with_signs += i64::from(!mask::suggestions(&story.text, Some(&story.organization)).is_empty());
        self.largest_page = self.largest_page.max(record.body.len());
        self.unread += usize::from(record.text().contains("ne se lit pas comme une réponse"));
    }

    fn tell(&self, stories: &[Story]) {
        let empty = stories.iter().filter(|story| story.text.is_empty()).count();
        let longest = stories.iter().map(|story| story.text.chars().count()).max().unwrap_or(0);
        let silent: usize = stories.iter().map(|story| story.silent).sum();
        let lost = stories.iter().filter(|story| story.country.is_empty()).count();
        println!(
            "{} records: {empty} without a word, {silent} questions left empty or NA, longest text {longest} \
             characters, {lost} without a country of the list, {} that name someone or give an address, {} that \
             cannot be read back, largest page {} bytes",
            stories.len(),
            self.with_signs,
            self.unread,
            self.largest_page
        );
    }
}
