//! Conversions between workbooks and Markdown.

use xlsform::workbook::{FileKind, Scope, Workbook};
use xlsform::{Mode, compile, convert};

const FORM: &str = "\
| survey |
| | type | name | label::Français (fr) | label::English (en) | remarques | |
| | select_one oui_non | eau | Avez-vous de l’eau ? | Do you have water? | à relire \\| urgent | sans titre |
| | note | fin | Merci<br/> &#10;à bientôt | Thank you | -- | |
| choices |
| | list_name | name | label | filtre |
| | oui_non | oui | Oui | 1 |
| | oui_non | non | Non | 2 |
| brouillon |
| | tout | ce |
| | qui | reste |
";

#[test]
fn a_workbook_survives_the_way_to_xlsx_and_back() {
    let first = Workbook::read(FORM.as_bytes(), Some("f.md"), Scope::All).expect("a workbook");
    let xlsx = convert(FORM.as_bytes(), Some("f.md"), FileKind::Xlsx).value.expect("a file");
    let second = Workbook::read(&xlsx, Some("f.xlsx"), Scope::All).expect("a workbook");
    assert_eq!(first, second);
    let markdown = convert(&xlsx, None, FileKind::Markdown).value.expect("a file");
    let third = Workbook::read(&markdown, Some("f.md"), Scope::All).expect("a workbook");
    assert_eq!(first, third);
    assert_eq!(third.sheets.len(), 3);
    assert_eq!(third.sheets[0].rows[1].cells.len(), 6);
}

#[test]
fn both_files_compile_to_the_same_form() {
    let xlsx = convert(FORM.as_bytes(), Some("f.md"), FileKind::Xlsx).value.expect("a file");
    let one = compile(FORM.as_bytes(), Some("f.md"), Mode::Strict).value.expect("a form");
    let other = compile(&xlsx, Some("f.xlsx"), Mode::Strict).value.expect("a form");
    assert_eq!(one.xform, other.xform);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let file = || convert(FORM.as_bytes(), Some("f.md"), FileKind::Xlsx).value.expect("a file");
    assert_eq!(file(), file());
}
