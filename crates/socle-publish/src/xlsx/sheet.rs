//! A sheet as XML, row by row.

use super::package::Part;
use crate::table::Cell;
use std::fmt::Write as _;

/// The most characters of a cell, which spreadsheets set.
pub(super) const CELL_MOST: usize = 32_767;
/// The most rows of a sheet, which spreadsheets set.
const ROWS_MOST: u32 = 1_048_576;
/// How much is gathered before it is deflated.
const PIECE: usize = 32 * 1024;

/// The styles of cells, in the order of `styles.xml`.
const HEADING: u8 = 1;
/// The cell is text by its format too: typed over or saved as CSV, it stays text.
const TEXT: u8 = 2;
const MOMENT: u8 = 3;

/// A sheet being written.
pub(super) struct Sheet {
    part: Part,
    next: u32,
    /// The letters of its columns.
    letters: Vec<String>,
    piece: String,
}

impl Sheet {
    pub(super) fn new(place: usize, sheet: &super::Sheet) -> std::io::Result<Self> {
        let mut one = Self {
            part: Part::new(format!("xl/worksheets/sheet{place}.xml"))?,
            next: 1,
            letters: Vec::new(),
            piece: String::with_capacity(PIECE + 4096),
        };
        let is_first = if place == 1 { " tabSelected=\"1\"" } else { "" };
        one.piece.push_str(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        ));
        let _infallible = write!(
            one.piece,
            "<sheetViews><sheetView{is_first} workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
        );
        for (column, (_, width)) in (1..).zip(&sheet.headings) {
            let _infallible = write!(
                one.piece,
                "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        one.piece.push_str("</cols><sheetData>");
        let headings: Vec<_> = sheet.headings.iter().map(|(words, _)| Cell::text(words.as_str())).collect();
        one.styled(&headings, HEADING)?;
        Ok(one)
    }

    /// Writes the next row; says whether there was room for it.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> std::io::Result<bool> {
        self.styled(cells, TEXT)
    }

    fn styled(&mut self, cells: &[Cell<'_>], text: u8) -> std::io::Result<bool> {
        if self.next > ROWS_MOST {
            return Ok(false);
        }
        while self.letters.len() < cells.len() {
            self.letters.push(letters(self.letters.len()));
        }
        let (row, piece) = (self.next, &mut self.piece);
        let _infallible = write!(piece, "<row r=\"{row}\">");
        for (letters, cell) in self.letters.iter().zip(cells) {
            let _infallible = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(words) => {
                    let begun = write!(
                        piece,
                        "<c r=\"{letters}{row}\" s=\"{text}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    );
                    push_words(piece, words);
                    piece.push_str("</t></is></c>");
                    begun
                }
                Cell::Number(number) => write!(piece, "<c r=\"{letters}{row}\"><v>{number}</v></c>"),
                Cell::Moment(at) => {
                    write!(piece, "<c r=\"{letters}{row}\" s=\"{MOMENT}\"><v>{}</v></c>", super::serial(*at))
                }
            };
        }
        self.piece.push_str("</row>");
        self.next += 1;
        if self.piece.len() >= PIECE {
            self.part.push(&self.piece)?;
            self.piece.clear();
        }
        Ok(true)
    }

    pub(super) fn end(mut self) -> std::io::Result<Part> {
        self.piece.push_str("</sheetData></worksheet>");
        self.part.push(&self.piece)?;
        Ok(self.part)
    }
}

/// The letters of a column, from 0: A, Z, AA.
fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters
}

/// Words inside an element, as many as a cell takes.
fn push_words(piece: &mut String, words: &str) {
    // No text has more characters than bytes.
    if words.len() <= CELL_MOST || words.chars().count() <= CELL_MOST {
        return push_escaped(piece, words);
    }
    let end = words.char_indices().nth(CELL_MOST - 1).map_or(words.len(), |(end, _)| end);
    push_escaped(piece, &words[..end]);
    piece.push('…');
}

/// Text as XML, and as spreadsheets read it: to them `_x000D_` is a character by its number.
pub(super) fn push_escaped(piece: &mut String, words: &str) {
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'_' | 0..=0x1F);
    let mut rest = words;
    while let Some(at) = rest.bytes().position(is_special) {
        piece.push_str(&rest[..at]);
        let (special, after) = rest[at..].split_at(1);
        match special {
            "&" => piece.push_str("&amp;"),
            "<" => piece.push_str("&lt;"),
            ">" => piece.push_str("&gt;"),
            "\"" => piece.push_str("&quot;"),
            "_" if is_number(after) => piece.push_str("_x005F_"),
            "_" | "\n" | "\t" => piece.push_str(special),
            "\r" => piece.push_str("&#13;"),
            // No XML may hold it.
            _ => piece.push('\u{FFFD}'),
        }
        rest = after;
    }
    piece.push_str(rest);
}

fn is_number(after: &str) -> bool {
    let after = after.as_bytes();
    after.len() >= 6 && after[0] == b'x' && after[1..5].iter().all(u8::is_ascii_hexdigit) && after[5] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        let all = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_xml_or_a_spreadsheet_would_read_otherwise_is_written_another_way() {
        let mut piece = String::new();
        push_escaped(&mut piece, "a<b> & \"c\" s0_name _x000D_ \u{1}\r\n été");
        assert_eq!(piece, "a&lt;b&gt; &amp; &quot;c&quot; s0_name _x005F_x000D_ \u{FFFD}&#13;\n été");
    }
}
