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
