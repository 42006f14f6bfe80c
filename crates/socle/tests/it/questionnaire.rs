//! `socle questionnaire`: what people do with a workbook before they open a survey.

use crate::program::Place;

const BROKEN: &str = "\
| survey |
| | type | name | label | relevant |
| | text | story | What happened? | |
| | select_one colours | colour | Which colour? | ${nobody} = 'x' |
";

fn shipped(name: &str) -> String {
    format!("{}/../../content/questionnaire/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_ships_has_nothing_to_mend_even_strictly() {
    let place = Place::new();
    for name in
        ["trois-questions.xlsx", "trois-questions.md", "retour-experience.xlsx", "retour-experience.md"]
    {
        assert_eq!(
            place.done(&["questionnaire", "check", "--strict", &shipped(name)]),
            "Nothing to mend.\n",
            "{name}"
        );
    }
}

#[test]
fn a_broken_workbook_is_told_with_its_places_and_ends_with_1() {
    let place = Place::new();
    std::fs::write(place.path("broken.md"), BROKEN).unwrap();
    let said = place.run(&["questionnaire", "check", "--strict", "broken.md"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("survey, row 3"), "{}", said.out);
    let json = place.run(&["questionnaire", "check", "broken.md", "--strict", "--format", "json"]);
    let issues: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(issues["issues"].as_array().is_some_and(|list| !list.is_empty()), "{}", json.out);
    assert!(
        issues["issues"][0]["code"].is_string() && issues["issues"][0]["row"].is_number(),
        "{}",
        json.out
    );
}

#[test]
fn sentences_are_said_in_the_language_asked_for() {
    let place = Place::new();
    std::fs::write(place.path("broken.md"), BROKEN).unwrap();
    let english = place.run(&["questionnaire", "check", "broken.md"]).out;
    let french = place.run(&["questionnaire", "check", "broken.md", "--language", "fr"]).out;
    assert_ne!(english, french);
}

#[test]
fn a_workbook_goes_to_markdown_and_back_without_losing_a_cell() {
    let place = Place::new();
    place.done(&["questionnaire", "convert", &shipped("trois-questions.xlsx"), "there.md"]);
    place.done(&["questionnaire", "convert", "there.md", "back.xlsx"]);
    place.done(&["questionnaire", "convert", "back.xlsx", "again.md"]);
    let read = |name: &str| std::fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(read("there.md"), read("again.md"));
    let err = place.refused(1, &["questionnaire", "convert", "there.md", "there.pdf"]);
    assert!(err.contains(".xlsx"), "{err}");
}

#[test]
fn paper_numbers_the_questions_in_the_language_asked_for() {
    let place = Place::new();
    let paper = place.done(&["questionnaire", "paper", "--language", "fr", &shipped("trois-questions.xlsx")]);
    assert!(paper.contains("\n2. Et aujourd'hui") && paper.contains("( ) En essai"), "{paper}");
    let paper = place.done(&["questionnaire", "paper", &shipped("trois-questions.xlsx")]);
    assert!(paper.contains("( ) Being tried out"), "{paper}");
}

#[test]
fn paper_is_printed_by_a_child_as_the_same_tagged_pdf_every_time() {
    let place = Place::new();
    let print = |name: &str| {
        place.done(&[
            "questionnaire",
            "paper",
            "--language",
            "fr",
            "--pdf",
            name,
            &shipped("trois-questions.xlsx"),
        ]);
        std::fs::read(place.path(name)).unwrap()
    };
    let pdf = print("one.pdf");
    assert!(pdf.starts_with(b"%PDF-1.7"), "{:?}", &pdf[..8]);
    assert!(pdf.windows(10).any(|bytes| bytes == b"pdfuaid:pa"), "the PDF does not say that it is PDF/UA");
    assert_eq!(pdf, print("two.pdf"));
}

#[test]
fn a_printer_of_another_version_refuses() {
    let err = Place::new().refused(3, &["render", "--expect", "0.0.0"]);
    assert!(err.contains("0.0.0 was asked for"), "{err}");
}

#[test]
fn a_file_that_is_not_there_is_said_so() {
    let err = Place::new().refused(1, &["questionnaire", "check", "nowhere.xlsx"]);
    assert!(err.contains("nowhere.xlsx is not there"), "{err}");
}

/// An old form: kind mode mends its list and its type, and says so.
const OLD: &str = "\
| survey |
| | type | name | label |
| | select one from colours | colour | Which colour? |
| | text | first story | What happened? |
| choices |
| | list name | name | label |
| | colours | red | Red |
";

const EXTERNAL: &str = "\
| survey |
| | type | name | label | choice_filter |
| | text | region | Where? | |
| | select_one_external towns | town | Which town? | region=${region} |
| external_choices |
| | list_name | name | region |
| | towns | kayes | west |
";

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

#[test]
fn every_command_answers_a_program_with_one_object() {
    let place = Place::new();
    std::fs::write(place.path("old.md"), OLD).unwrap();
    for (words, made) in [
        (vec!["check", "old.md"], None),
        (vec!["compile", "old.md"], Some("form")),
        (vec!["compile", "old.md", "--output", "old.xml"], Some("written")),
        (vec!["describe", "old.md"], Some("description")),
        (vec!["paper", "old.md"], Some("paper")),
        (vec!["paper", "old.md", "--pdf", "old.pdf"], Some("written")),
        (vec!["convert", "old.md", "old.xlsx"], Some("written")),
    ] {
        let said = place.run(&[&["questionnaire"], words.as_slice(), &["--format", "json"]].concat());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{words:?}");
        let answer = json(&said.out);
        assert!(answer["issues"].is_array(), "{words:?}: {answer}");
        assert!(made.is_none_or(|name| !answer[name].is_null()), "{words:?}: {answer}");
        if words[0] != "convert" {
            let mended = &answer["issues"][0];
            assert_eq!(mended["severity"], "warning", "{words:?}: {answer}");
            assert!(mended["sentence"]["fr"].is_string() && mended["sentence"]["en"].is_string(), "{mended}");
        }
    }
    assert!(
        json(&place.done(&["questionnaire", "compile", "old.md", "--format", "json"]))["form"]["xform"]
            .as_str()
            .is_some_and(|xform| xform.starts_with("<?xml"))
    );
    for name in ["old.xml", "old.pdf", "old.xlsx"] {
        assert!(place.path(name).is_file(), "{name}");
    }
}

#[test]
fn every_command_refuses_a_broken_workbook_with_1_and_writes_nothing() {
    let place = Place::new();
    std::fs::write(place.path("broken.md"), BROKEN).unwrap();
    std::fs::write(place.path("broken.xlsx"), "PK\u{3}\u{4} and no more").unwrap();
    for (words, output) in [
        (vec!["check", "broken.md", "--strict"], None),
        (vec!["compile", "broken.md", "--strict", "--output", "out.xml"], Some("out.xml")),
        (vec!["describe", "broken.md", "--strict"], None),
        (vec!["paper", "broken.md", "--strict", "--pdf", "out.pdf"], Some("out.pdf")),
        (vec!["convert", "broken.xlsx", "out.md"], Some("out.md")),
    ] {
        let words = [&["questionnaire"], words.as_slice()].concat();
        let said = place.run(&words);
        assert_eq!(said.code, 1, "{words:?}: {}", said.err);
        let told = if words[1] == "check" { &said.out } else { &said.err };
        assert!(told.contains("error ["), "{words:?}: {told}");
        let said = place.run(&[words.as_slice(), &["--format", "json"]].concat());
        assert_eq!(said.code, 1, "{words:?}");
        assert_eq!(json(&said.out)["issues"][0]["severity"], "error", "{}", said.out);
        assert!(output.is_none_or(|name| !place.path(name).exists()), "{words:?} wrote something");
    }
    place.refused(2, &["questionnaire", "check"]);
    place.refused(3, &["questionnaire", "convert", &shipped("trois-questions.md"), "no/such/folder.xlsx"]);
}

#[test]
fn what_is_compiled_is_all_that_stands_on_the_output() {
    let place = Place::new();
    std::fs::write(place.path("old.md"), OLD).unwrap();
    let said = place.run(&["questionnaire", "compile", "old.md"]);
    assert!(said.out.starts_with("<?xml") && said.out.trim_end().ends_with("</h:html>"), "{}", said.out);
    assert!(said.err.contains("warning ["), "{}", said.err);
}

#[test]
fn the_list_of_an_external_select_is_written_beside_the_form() {
    let place = Place::new();
    std::fs::write(place.path("towns.md"), EXTERNAL).unwrap();
    let answer =
        json(&place.done(&["questionnaire", "compile", "towns.md", "-o", "towns.xml", "--format", "json"]));
    assert_eq!(answer["written"], serde_json::json!(["towns.xml", "itemsets.csv"]));
    let list = std::fs::read_to_string(place.path("itemsets.csv")).unwrap();
    assert!(list.contains("kayes"), "{list}");
    let said = place.run(&["questionnaire", "compile", "towns.md"]);
    assert!(said.err.contains("itemsets.csv"), "{}", said.err);
}
