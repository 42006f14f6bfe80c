//! What changed between two texts, word by word, as a person reads it.

use std::{collections::HashMap, ops::Range};

/// A stretch of text that stayed, went or came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// It is in both.
    Kept(&'t str),
    /// It is in the older text alone.
    Removed(&'t str),
    /// It is in the newer text alone.
    Added(&'t str),
}

/// Past so many words that came or went, the middle is shown as replaced whole: nobody reads such a list of words, and
/// the work stays bounded.
const WORDS_MOST: usize = 1_500;

/// The pieces that lead from the older text to the newer one. The kept and removed ones make up the older text, the
/// kept and added ones the newer, to the letter.
pub fn diff<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let mut known = HashMap::new();
    let (a, b) = (Tokens::of(old, &mut known), Tokens::of(new, &mut known));
    let start = a.ids.iter().zip(&b.ids).take_while(|(one, other)| one == other).count();
    let most = a.ids.len().min(b.ids.len()) - start;
    let end =
        a.ids.iter().rev().zip(b.ids.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (a_end, b_end) = (a.ids.len() - end, b.ids.len() - end);
    let mut runs = vec![Run { old: 0, new: 0, length: start }];
    let middle = shared(&a.ids[start..a_end], &b.ids[start..b_end]);
    runs.extend(middle.into_iter().map(|run| Run { old: run.old + start, new: run.new + start, ..run }));
    runs.push(Run { old: a_end, new: b_end, length: end });
    pieces(&a, &b, &readable(&a, runs))
}

/// A text cut in words, blanks and signs.
struct Tokens<'t> {
    text: &'t str,
    /// Where each token ends.
    ends: Vec<usize>,
    /// Equal tokens have equal numbers.
    ids: Vec<u32>,
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str, known: &mut HashMap<&'t str, u32>) -> Self {
        let (mut ends, mut ids, mut from) = (Vec::new(), Vec::new(), 0);
        let mut characters = text.char_indices().peekable();
        while let Some((_, c)) = characters.next() {
            let next = characters.peek().copied();
            if next.is_some_and(|(_, next)| kind(c) == kind(next) && kind(c) != Kind::Sign) {
                continue;
            }
            let to = next.map_or(text.len(), |(at, _)| at);
            let number = u32::try_from(known.len()).unwrap_or(u32::MAX);
            ids.push(*known.entry(&text[from..to]).or_insert(number));
            ends.push(to);
            from = to;
        }
        Self { text, ends, ids }
    }

    /// The text of a range of tokens.
    fn slice(&self, range: Range<usize>) -> &'t str {
        let at = |token: usize| if token == 0 { 0 } else { self.ends[token - 1] };
        &self.text[at(range.start)..at(range.end)]
    }
}

#[derive(PartialEq)]
enum Kind {
    Word,
    Blank,
    Sign,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_alphanumeric() => Kind::Word,
        // A line break is a token of its own, so that a paragraph added shows as one.
        '\n' => Kind::Sign,
        _ if c.is_whitespace() => Kind::Blank,
        _ => Kind::Sign,
    }
}

/// Tokens that stand in both texts, one after the other.
#[derive(Debug, Clone, Copy)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

/// The longest sequence that both share (E. Myers, An O(ND) Difference Algorithm, 1986): nothing when too much changed.
fn shared(a: &[u32], b: &[u32]) -> Vec<Run> {
    let grid = Grid { a, b };
    let Some(rounds) = grid.rounds() else { return Vec::new() };
    let mut runs: Vec<Run> = Vec::new();
    let (mut x, mut y) = (a.len(), b.len());
    for (round, before) in rounds.iter().enumerate().rev() {
        let Some(step) = grid.step(before, round, x + round - y) else { return Vec::new() };
        let length = x - step.x;
        if length > 0 {
            runs.push(Run { old: step.x, new: y - length, length });
        }
        (x, y) = step.from;
    }
    runs.reverse();
    runs
}

/// The two texts as the sides of a grid: a step to the right removes a word, a step down adds one, a diagonal keeps one.
struct Grid<'t> {
    a: &'t [u32],
    b: &'t [u32],
}

/// One change, and where it arrives.
struct Step {
    x: usize,
    y: usize,
    from: (usize, usize),
}

/// How far along the older text each diagonal gets with a number of changes; absent when it cannot be reached. Entry
/// `k` of round `n` is the diagonal `x - y = k - n`.
type Reached = Vec<Option<usize>>;

impl Grid<'_> {
    /// For each number of changes, what was reached with one change less; until the end of both texts is reached.
    fn rounds(&self) -> Option<Vec<Reached>> {
        let mut rounds = Vec::new();
        let mut before: Reached = Vec::new();
        for round in 0..=(self.a.len() + self.b.len()).min(WORDS_MOST) {
            let along = |k| self.step(&before, round, k).map(|step| self.slide(step.x, step.y));
            let reached: Reached = (0..=2 * round).map(along).collect();
            let end = (self.a.len() + round).checked_sub(self.b.len());
            let is_done = end.and_then(|k| reached.get(k).copied().flatten()) == Some(self.a.len());
            rounds.push(std::mem::replace(&mut before, reached));
            if is_done {
                return Some(rounds);
            }
        }
        None
    }

    /// Down the diagonal as long as both texts say the same.
    fn slide(&self, x: usize, y: usize) -> usize {
        let same = self.a[x..].iter().zip(&self.b[y..]).take_while(|(one, other)| one == other);
        x + same.count()
    }

    /// How a diagonal is entered after one more change: by adding a word (from the diagonal above) or removing one
    /// (from the one below), whichever gets further without leaving the grid.
    fn step(&self, before: &Reached, round: usize, k: usize) -> Option<Step> {
        if round == 0 {
            return Some(Step { x: 0, y: 0, from: (0, 0) });
        }
        let at = |index: usize| before.get(index).copied().flatten();
        let down = |x: usize| (x + round).checked_sub(k).filter(|y| *y <= self.b.len());
        let added = at(k).and_then(|x| Some(Step { x, y: down(x)?, from: (x, down(x)?.checked_sub(1)?) }));
        let x = k.checked_sub(2).and_then(at).map(|x| x + 1).filter(|x| *x <= self.a.len());
        let removed = x.and_then(|x| Some(Step { x, y: down(x)?, from: (x - 1, down(x)?) }));
        match (added, removed) {
            (Some(added), Some(removed)) => Some(if removed.x > added.x { removed } else { added }),
            (added, removed) => added.or(removed),
        }
    }
}

/// Blanks that stayed between two changes are shown with them: « un mot » reads better than « un », « mot ».
fn readable(a: &Tokens<'_>, runs: Vec<Run>) -> Vec<Run> {
    let last = runs.len() - 1;
    let says = |run: &Run| {
        let text = a.slice(run.old..run.old + run.length);
        text.contains('\n') || text.chars().any(char::is_alphanumeric)
    };
    let kept = runs.into_iter().enumerate();
    kept.filter(|(at, run)| *at == 0 || *at == last || (run.length > 0 && says(run)))
        .map(|(_, run)| run)
        .collect()
}

fn pieces<'t>(a: &Tokens<'t>, b: &Tokens<'t>, runs: &[Run]) -> Vec<Piece<'t>> {
    let mut found = Vec::new();
    let (mut x, mut y) = (0, 0);
    for run in runs {
        let parts = [
            Piece::Removed(a.slice(x..run.old)),
            Piece::Added(b.slice(y..run.new)),
            Piece::Kept(a.slice(run.old..run.old + run.length)),
        ];
        found.extend(parts.into_iter().filter(|piece| !piece.text().is_empty()));
        (x, y) = (run.old + run.length, run.new + run.length);
    }
    found
}

impl<'t> Piece<'t> {
    /// Its text.
    pub fn text(self) -> &'t str {
        match self {
            Self::Kept(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

#[cfg(test)]
mod tests;
