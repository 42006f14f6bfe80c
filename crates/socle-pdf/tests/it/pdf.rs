//! What every PDF of ours is: archivable, tagged, complete in itself, small.

use crate::tools::{poppler, printed};

const SAMPLES: [(&str, usize); 4] = [("tool", 2), ("method", 1), ("experience", 1), ("form", 4)];

#[test]
fn is_tagged_a4_with_its_title_and_pages() {
    for (name, pages) in SAMPLES {
        let printed = printed(name);
        assert_eq!(printed.gauge.pages, pages, "{name}");
        assert!(printed.gauge.unprinted.is_empty(), "{name}: {:?}", printed.gauge.unprinted);
        let Some(info) = poppler("pdfinfo", &[], &printed.pdf) else { return };
        let line =
            |key: &str| info.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim();
        assert_eq!(line("Tagged:"), "yes", "{name}");
        assert_eq!(line("Pages:"), pages.to_string(), "{name}");
        assert!(line("Page size:").ends_with("(A4)"), "{name}: {}", line("Page size:"));
        assert!(!line("Title:").is_empty(), "{name}");
    }
}

#[test]
fn says_it_is_pdf_a_2a_and_pdf_ua_1_with_language_and_date() {
    for (name, _) in SAMPLES {
        let Some(meta) = poppler("pdfinfo", &["-meta"], &printed(name).pdf) else { return };
        for mark in [
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "<pdfuaid:part>1<",
            "<dc:language><rdf:Bag><rdf:li>fr<",
            "<xmp:CreatorTool>Socle<",
        ] {
            assert!(meta.contains(mark), "{name} lacks {mark}");
        }
    }
    let Some(meta) = poppler("pdfinfo", &["-meta"], &printed("tool").pdf) else { return };
    assert!(meta.contains("<xmp:CreateDate>2026-03-12T"), "the date of the document, never of the clock");
}

#[test]
fn carries_its_fonts() {
    for (name, _) in SAMPLES {
        let Some(fonts) = poppler("pdffonts", &[], &printed(name).pdf) else { return };
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            // The last columns: embedded, subset, unicode, object number.
            let columns: Vec<&str> = row.split_whitespace().rev().take(5).collect();
            assert_eq!(columns[2..], ["yes", "yes", "yes"], "{name}: {row}");
        }
    }
}

#[test]
fn is_small() {
    for (name, _) in SAMPLES {
        let bytes = printed(name).pdf.len();
        assert!(bytes <= 200_000, "{name}: {bytes} bytes");
    }
}

#[test]
fn its_structure_has_headings_lists_and_table_heads() {
    let Some(tool) = poppler("pdfinfo", &["-struct-text"], &printed("tool").pdf) else { return };
    for tag in ["H1 \"Ce qui coince\"", "Table", "TH", "LI (block)", "Figure", "Link"] {
        assert!(tool.contains(tag), "the guide lacks {tag}");
    }
    let Some(form) = poppler("pdfinfo", &["-struct-text"], &printed("form").pdf) else { return };
    for tag in ["H1 \"Accord\"", "LBody", "TH"] {
        assert!(form.contains(tag), "the form lacks {tag}");
    }
}
