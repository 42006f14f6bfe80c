//! Conversions between workbooks and Markdown.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use xlsform::workbook::{Cell, FileKind, Row, Scope, Sheet, Workbook};
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

/// A sheet's name, and its texts by row and column.
type Texts = (String, Vec<(u32, u32, String)>);

/// What the two ways keep of a workbook: each text where it stands. Spaces around a text go.
fn kept(workbook: &Workbook) -> Vec<Texts> {
    let sheet = |sheet: &Sheet| {
        let cells = sheet.rows.iter().flat_map(|row| {
            row.cells.iter().map(|cell| (row.number, cell.column, cell.text.trim().to_owned()))
        });
        (sheet.name.trim().to_owned(), cells.filter(|(_, _, text)| !text.is_empty()).collect())
    };
    workbook.sheets.iter().map(sheet).collect()
}

/// Texts with everything that means something to one of the formats.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zé ]{1,6}",
        1 => prop::sample::select(vec![
            "|", "\\", "\\|", "--", "-", ":", "\n", "&#10;", "&#45;", "&#38;", "&amp;", "<b>", "\"", "#", "  ", "\t",
            "\u{a0}", "’", "_x000D_", "]]>", "&#32;", "=1+1", "1.0", "${a}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn workbook() -> impl Strategy<Value = Workbook> {
    let cell = (1_u32..40, text());
    let gap = prop_oneof![3 => Just(0_u32), 1 => 1_u32..20];
    let rows = prop::collection::vec((gap, prop::collection::vec(cell, 1..6)), 0..6);
    let sheet = ("[a-z|&#-]{1,8}", rows).prop_map(|(name, rows)| {
        let mut number = 0;
        let rows = rows.into_iter().map(|(gap, mut cells)| {
            number += gap + 1;
            cells.sort_by_key(|(column, _)| *column);
            cells.dedup_by_key(|(column, _)| *column);
            let cells = cells.into_iter().map(|(column, text)| Cell { column, text });
            Row { number, cells: cells.collect() }
        });
        Sheet { name, rows: rows.collect() }
    });
    prop::collection::vec(sheet, 1..4).prop_map(|sheets| Workbook { sheets })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, rng_seed: RngSeed::Fixed(20_261_126), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_workbook_survives_both_ways(first in workbook()) {
        let xlsx = first.to_xlsx().expect("a file");
        let second = Workbook::read(&xlsx, None, Scope::All).expect("a workbook");
        prop_assert_eq!(kept(&second), kept(&first));
        let markdown = second.to_markdown().expect("a short text");
        let third = Workbook::read(markdown.as_bytes(), Some("f.md"), Scope::All).expect("a workbook");
        prop_assert_eq!(kept(&third), kept(&first), "{}", markdown);
    }
}

/// A cell at the far right costs as many empty ones as there are columns before it, in each row.
#[test]
fn a_small_file_does_not_unfold_to_a_long_text() {
    let row = |number| Row { number, cells: vec![Cell { column: 16_384, text: "x".to_owned() }] };
    let rows = (1..=20_000).map(row).collect();
    let wide = Workbook { sheets: vec![Sheet { name: "survey".to_owned(), rows }] };
    assert_eq!(wide.to_markdown().expect_err("too long").code, "file-too-large");
    let row = |number| Row {
        number,
        cells: vec![Cell { column: if number == 1 { 16_384 } else { 1 }, text: "x".to_owned() }],
    };
    let rows = (1..=20_000).map(row).collect();
    let ragged = Workbook { sheets: vec![Sheet { name: "survey".to_owned(), rows }] };
    assert!(ragged.to_markdown().expect("a short text").len() < 400_000);
}
