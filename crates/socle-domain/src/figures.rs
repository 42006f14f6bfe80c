//! Counts of closed questions by kind of organization, and what the public may see of them.
//!
//! Country, kind and theme together identify an association among a hundred: a public table shows a cell only where
//! enough organizations share it, and never so that a hidden cell can be worked out from the others.

/// The fewest organizations that have to share a cell for the public to see it.
pub const LEAST: u32 = 5;

/// One cell: how many answers, given by how many organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Answers: one per return, or one per experience where the question is asked for each.
    pub answers: u32,
    /// The organizations that gave them.
    pub organizations: u32,
}

/// A question broken down: a row per choice, a column per kind of organization.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breakdown {
    /// Who answered the question at all, per column.
    pub bases: Vec<Cell>,
    /// The cells, row by row; each row has as many as there are bases.
    pub rows: Vec<Vec<Cell>>,
}

/// What the public sees of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Public {
    /// The count.
    Count(u32),
    /// That it is not told.
    Hidden,
}

impl Breakdown {
    /// The sum of a row.
    pub fn row_total(&self, row: usize) -> Cell {
        self.rows.get(row).map(|cells| sum(cells)).unwrap_or_default()
    }

    /// The sum of the bases.
    pub fn base_total(&self) -> Cell {
        sum(&self.bases)
    }

    /// The table as the public may see it. Cells that fewer than [`LEAST`] organizations share are hidden, whole
    /// columns where the kind itself has fewer, and then as many others as it takes for no hidden cell to stand alone
    /// in its row or column: alone, it would be what is missing from the total.
    pub fn public(&self) -> Vec<Vec<Public>> {
        let is_small = |cell: &Cell| (1..LEAST).contains(&cell.organizations);
        let is_thin: Vec<bool> = self.bases.iter().map(|base| base.organizations < LEAST).collect();
        let mut hidden: Vec<Vec<bool>> = self
            .rows
            .iter()
            .map(|row| row.iter().zip(&is_thin).map(|(cell, is_thin)| *is_thin || is_small(cell)).collect())
            .collect();
        while self.hide_beside(&mut hidden) {}
        let shown = |(cell, hidden): (&Cell, &bool)| {
            if *hidden { Public::Hidden } else { Public::Count(cell.answers) }
        };
        self.rows
            .iter()
            .zip(&hidden)
            .map(|(row, hidden)| row.iter().zip(hidden).map(shown).collect())
            .collect()
    }

    /// Hides one more cell beside one that stands alone; says whether there was one.
    fn hide_beside(&self, hidden: &mut [Vec<bool>]) -> bool {
        let rows = (0..self.rows.len()).map(|row| self.line(|column| (row, column), self.bases.len()));
        let columns = (0..self.bases.len()).map(|column| self.line(|row| (row, column), self.rows.len()));
        for line in rows.chain(columns) {
            let is_hidden = |(row, column): &(usize, usize)| hidden[*row][*column];
            if line.iter().filter(|place| is_hidden(place)).count() != 1 {
                continue;
            }
            let open = line.iter().filter(|place| !is_hidden(place));
            // The smallest that has something to hide, or else an empty one.
            let smallest = open.min_by_key(|(row, column)| {
                let cell = self.rows[*row][*column];
                (cell.answers == 0, cell.answers)
            });
            if let Some((row, column)) = smallest.copied() {
                hidden[row][column] = true;
                return true;
            }
        }
        false
    }

    fn line(&self, place: impl Fn(usize) -> (usize, usize), length: usize) -> Vec<(usize, usize)> {
        (0..length).map(place).filter(|(row, column)| self.rows[*row].len() > *column).collect()
    }
}

fn sum(cells: &[Cell]) -> Cell {
    cells.iter().fold(Cell::default(), |sum, cell| Cell {
        answers: sum.answers.saturating_add(cell.answers),
        organizations: sum.organizations.saturating_add(cell.organizations),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(bases: &[u32], rows: &[&[u32]]) -> Breakdown {
        let cells = |counts: &[u32]| counts.iter().map(|n| Cell { answers: *n, organizations: *n }).collect();
        Breakdown { bases: cells(bases), rows: rows.iter().map(|row| cells(row)).collect() }
    }

    fn told(table: &Breakdown) -> Vec<Vec<Option<u32>>> {
        let told = |cell: Public| match cell {
            Public::Count(n) => Some(n),
            Public::Hidden => None,
        };
        table.public().into_iter().map(|row| row.into_iter().map(told).collect()).collect()
    }

    #[test]
    fn cells_that_many_share_are_shown() {
        let all = table(&[30, 20], &[&[12, 8], &[18, 12]]);
        assert_eq!(told(&all), [[Some(12), Some(8)], [Some(18), Some(12)]]);
    }

    #[test]
    fn a_small_cell_never_stands_alone() {
        let one = table(&[30, 20, 15], &[&[12, 3, 9], &[18, 17, 6]]);
        assert_eq!(told(&one), [[Some(12), None, None], [Some(18), None, None]]);
    }

    #[test]
    fn a_kind_that_few_are_of_is_hidden_whole() {
        let thin = table(&[30, 4, 20], &[&[30, 0, 20], &[0, 4, 0]]);
        assert!(told(&thin).iter().all(|row| row[1].is_none()), "even that none of them chose it");
    }

    #[test]
    fn several_answers_of_one_organization_are_one_voice() {
        let cell = |answers, organizations| Cell { answers, organizations };
        let loud =
            Breakdown { bases: vec![cell(40, 20), cell(40, 20)], rows: vec![vec![cell(9, 3), cell(20, 15)]] };
        assert_eq!(loud.public()[0][0], Public::Hidden);
    }

    proptest! {
        #[test]
        fn no_hidden_cell_can_be_worked_out(rows in prop::collection::vec(prop::collection::vec(0_u32..40, 4), 2..6)) {
            let bases: Vec<u32> = (0..4).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
            let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
            let table = table(&bases, &rows);
            let shown = told(&table);
            for (row, cells) in shown.iter().enumerate() {
                prop_assert_ne!(cells.iter().filter(|cell| cell.is_none()).count(), 1, "row {}", row);
                for (column, cell) in cells.iter().enumerate() {
                    let count = rows[row][column];
                    prop_assert!(cell.is_none_or(|n| n == count && !(1..LEAST).contains(&n)));
                }
            }
            for column in 0..4 {
                prop_assert_ne!(shown.iter().filter(|row| row[column].is_none()).count(), 1, "column {}", column);
            }
        }
    }
}
