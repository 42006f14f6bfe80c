//! What a page of a survey relies on: values, visibility, findings, pages, submissions.

use std::sync::Arc;

use xlsform::{Environment, FindingCode, Form, FormState, Meta, Outcome, PageKind, check};

fn environment() -> Environment {
    Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"))
}

fn all_kinds() -> FormState {
    let form = Form::parse(include_str!("../forms/all_kinds.xml")).expect("a form");
    FormState::new(Arc::new(form), environment())
}

#[test]
fn forms_and_states_can_be_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Form>();
    is_shared::<FormState>();
}

#[test]
fn the_form_says_its_title_languages_and_version() {
    let state = all_kinds();
    assert_eq!(state.form().title, "My Form");
    assert_eq!((state.form().id.as_str(), state.form().version.as_deref()), ("myform", Some("3")));
    assert_eq!(state.form().languages, ["Français (fr)", "English (en)"]);
    assert_eq!(state.language(), "Français (fr)");
}

#[test]
fn answers_show_questions_and_feed_calculations() {
    let mut state = all_kinds();
    assert!(!state.is_relevant("/data/intro/age"));
    assert_eq!(state.set_text("/data/intro/age", "3"), Outcome::NotRelevant);
    assert_eq!(state.set_text("/data/intro/name", "Awa"), Outcome::Stored);
    assert!(state.is_relevant("/data/intro/age"));
    assert_eq!(state.set_text("/data/intro/age", " 4 "), Outcome::Stored);
    assert_eq!(state.value("/data/next").as_deref(), Some("5"));
    assert_eq!(state.value("/data/ro").as_deref(), Some("8"));
    assert_eq!(state.value("/data/meta/instanceName").as_deref(), Some("Awa!"));
    assert_eq!(state.value("/data/trig").as_deref(), Some("2026-11-23T09:00:00.000Z"));
    assert_eq!(state.value("/data/d").as_deref(), Some("2026-11-23"), "a default that is computed");
    assert_eq!(state.count_repeat("/data/exp"), 4);
    assert_eq!(state.value("/data/exp[3]/pos").as_deref(), Some("3"));
    assert_eq!(state.set_text("/data/ro", "9"), Outcome::ReadOnly);
    assert_eq!(state.set_text("/data/nothing", "9"), Outcome::UnknownPath);
}

#[test]
fn what_cannot_be_accepted_is_shown_again_and_found() {
    let mut state = all_kinds();
    state.set_text("/data/intro/name", "Awa");
    assert_eq!(state.set_text("/data/intro/age", "vingt"), Outcome::Invalid(FindingCode::WrongType));
    assert_eq!(state.text("/data/intro/age").as_deref(), Some("vingt"));
    assert_eq!(state.value("/data/intro/age").as_deref(), Some(""));
    assert_eq!(state.set_text("/data/intro/age", "300"), Outcome::Invalid(FindingCode::Constraint));
    let findings = state.page_findings("/data/intro");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].path, "/data/intro/age");
    assert_eq!(findings[0].message.as_deref(), Some("mauvais"));
    assert!(state.set_language("en"));
    assert_eq!(state.page_findings("/data/intro")[0].message.as_deref(), Some("bad"));
    state.set_text("/data/intro/name", "");
    let codes: Vec<_> = state.page_findings("/data/intro").iter().map(|f| f.code).collect();
    assert_eq!(codes, [FindingCode::Required]);
}

#[test]
fn pages_follow_groups_and_relevance() {
    let mut state = all_kinds();
    let keys = state.page_keys();
    assert_eq!(keys[0], "/data/intro");
    assert_eq!(keys[1], "/data/country");
    assert!(!keys.contains(&"/data/city".to_owned()));
    state.set_text("/data/country", "fr");
    assert_eq!(state.page_after(Some("/data/country")).as_deref(), Some("/data/city"));
    let page = state.page("/data/city").expect("the page of the city");
    let labels: Vec<_> = page.controls[0].choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Paris", "Lyon"]);
    state.set_text("/data/city", "lyon");
    state.set_text("/data/country", "ml");
    assert_eq!(state.page_findings("/data/city")[0].code, FindingCode::NotAChoice);
    let intro = state.page("/data/intro").expect("the first page");
    assert_eq!(intro.kind, PageKind::Questions);
    assert_eq!(intro.titles, ["Intro fr"]);
    assert_eq!(intro.controls.len(), 2);
    assert_eq!(intro.hidden.len(), 1);
    state.set_text("/data/intro/name", "Awa");
    let intro = state.page("/data/intro").expect("the first page");
    assert_eq!(intro.controls[2].label, "Bonjour Awa");
    assert!(intro.controls[0].is_required);
    assert_eq!(intro.controls[0].appearance, ["multiline"]);
}

#[test]
fn a_submission_is_written_read_and_checked() {
    let mut state = all_kinds();
    state.set_text("/data/intro/name", "A & <b>");
    state.set_text("/data/intro/age", "2");
    state.set_text("/data/country", "ml");
    state.set_text("/data/exp[2]/story", "deuxième");
    let meta = Meta { instance_id: "uuid:1".to_owned(), ..Meta::default() };
    let xml = state.to_xml(&meta);
    assert!(xml.contains("<name>A &amp; &lt;b&gt;</name>"), "{xml}");
    assert!(xml.contains("<instanceID>uuid:1</instanceID>"), "{xml}");
    let mut other = all_kinds();
    assert_eq!(other.load_xml(&xml), Ok(Vec::new()));
    assert_eq!(other.to_xml(&meta), xml);
    assert_eq!(check(state.form(), &environment(), &xml), Vec::new());
    let wrong =
        xml.replace("<age>2</age>", "<age>deux</age><spy>1</spy>").replace("version=\"3\"", "version=\"2\"");
    let codes: Vec<_> =
        check(state.form(), &environment(), &wrong).iter().map(|f| (f.path.clone(), f.code)).collect();
    assert!(codes.contains(&(String::new(), FindingCode::WrongVersion)), "{codes:?}");
    assert!(codes.contains(&("/data/intro/spy".to_owned(), FindingCode::UndeclaredNode)), "{codes:?}");
    assert!(codes.contains(&("/data/intro/age".to_owned(), FindingCode::WrongType)), "{codes:?}");
}

#[test]
fn a_draft_gives_the_same_state_back() {
    let mut state = all_kinds();
    state.set_text("/data/intro/name", "Awa");
    state.set_text("/data/intro/age", "2");
    state.set_text("/data/exp[2]/story", "deuxième");
    state.set_text("/data/rg", "beaucoup");
    state.set_text("/data/d", "");
    let mut again = all_kinds();
    assert_eq!(again.restore(&state.answers()), Vec::<String>::new());
    assert_eq!(again.answers(), state.answers());
    assert_eq!(again.text("/data/rg").as_deref(), Some("beaucoup"));
    assert_eq!(again.value("/data/d").as_deref(), Some(""), "a default that was erased stays so");
    assert_eq!(again.to_xml(&Meta::default()), state.to_xml(&Meta::default()));
}
