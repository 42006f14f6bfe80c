//! Tables as CSV (RFC 4180) that a double click opens in a spreadsheet with its accents and columns right.

use crate::table::Cell;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// As spreadsheets set to French expect it.
    Semicolon,
    /// As spreadsheets set to English, and programs, expect it.
    Comma,
}

impl Separator {
    fn mark(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
        }
    }
}

/// The file: UTF-8 with a byte order mark, by which spreadsheets know the encoding; lines end with CR LF.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe in front: what respondents type is text.
pub fn write<R, C>(separator: Separator, rows: R) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mark = separator.mark();
    let mut file = String::from('\u{FEFF}');
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                file.push(mark);
            }
            push_cell(&mut file, &cell, mark);
        }
        file.push_str("\r\n");
    }
    file.into_bytes()
}

fn push_cell(file: &mut String, cell: &str, mark: char) {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !cell.contains(['"', '\n', '\r', mark]) {
        file.push_str(cell);
        return;
    }
    file.push('"');
    file.push_str(guard);
    file.push_str(&cell.replace('"', "\"\""));
    file.push('"');
}

/// The same file written row by row, for tables that need not fit in memory.
#[derive(Debug)]
pub struct Writer<W> {
    file: W,
    mark: char,
    line: String,
}

impl<W: std::io::Write> Writer<W> {
    /// Begins a file.
    pub fn new(mut file: W, separator: Separator) -> std::io::Result<Self> {
        file.write_all("\u{FEFF}".as_bytes())?;
        Ok(Self { file, mark: separator.mark(), line: String::new() })
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> std::io::Result<()> {
        self.line.clear();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.line.push(self.mark);
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => push_cell(&mut self.line, text, self.mark),
                // Figures of ours are no formulas, even below zero.
                Cell::Number(number) => self.line.push_str(&number.to_string()),
                Cell::Moment(at) => self.line.push_str(&at.to_rfc3339()),
            }
        }
        self.line.push_str("\r\n");
        self.file.write_all(self.line.as_bytes())
    }

    /// Ends the file.
    pub fn finish(mut self) -> std::io::Result<W> {
        self.file.flush()?;
        Ok(self.file)
    }
}

/// Reads a table: what stands between its cells is what its first line has most of.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default();
    let mark =
        [';', ',', '\t'].into_iter().rev().max_by_key(|mark| first.matches(*mark).count()).unwrap_or(';');
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            c if c == mark && !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted && letters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(separator: Separator, rows: &[&[&str]]) -> String {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        String::from_utf8(write(separator, rows)).unwrap()
    }

    #[test]
    fn accents_and_columns_survive_a_double_click() {
        let file = text(Separator::Semicolon, &[&["n°", "état"], &["1", "à lire, vite"]]);
        assert_eq!(file, "\u{FEFF}n°;état\r\n1;à lire, vite\r\n");
    }

    #[test]
    fn quotes_separators_and_lines_stay_in_their_cell() {
        let file = text(Separator::Comma, &[&["a,b", "dit \"oui\"", "deux\nlignes"]]);
        assert_eq!(file, "\u{FEFF}\"a,b\",\"dit \"\"oui\"\"\",\"deux\nlignes\"\r\n");
    }

    #[test]
    fn what_respondents_type_is_never_run() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            let file = text(Separator::Comma, &[&[formula]]);
            assert_eq!(file, format!("\u{FEFF}\"'{formula}\"\r\n"), "{formula}");
        }
    }

    #[test]
    fn a_table_is_read_back_as_it_was_written() {
        let rows = vec![vec!["code", "nom"], vec!["a", "dit \"oui\"; puis\nnon"], vec!["", "Coût, caché"]];
        let rows: Vec<Vec<String>> =
            rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect();
        for separator in [Separator::Semicolon, Separator::Comma] {
            let file = write(separator, rows.clone());
            assert_eq!(read(std::str::from_utf8(&file).unwrap()), rows);
        }
        assert_eq!(read("a\tb\nc\td"), [["a", "b"], ["c", "d"]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
        assert_eq!(read("\"jamais fermé;a\nb"), [["jamais fermé;a\nb"]]);
    }

    #[test]
    fn a_table_written_row_by_row_is_the_same_file() {
        let mut writer = Writer::new(Vec::new(), Separator::Semicolon).unwrap();
        let at = socle_domain::time::Timestamp::from_micros(1_489_338_000_000_000);
        writer.row(&[Cell::text("=1+1"), Cell::Number(-3), Cell::Empty, Cell::Moment(at)]).unwrap();
        let file = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(file, "\u{FEFF}\"'=1+1\";-3;;2017-03-12T17:00:00.000Z\r\n");
    }
}
