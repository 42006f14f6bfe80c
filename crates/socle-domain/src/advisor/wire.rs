//! The table as it travels: columns of whole numbers in JSON, which compress well and need no reader of their own.

use serde::{Deserialize, Serialize};

use super::{
    context::{CONDITIONS, Condition, EvidenceLevel, NeedSet, Stated},
    table::{Beliefs, FARTHEST, ForNeed, NODE, Row, Shared, Table},
};

/// This is not a table, or one of another make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a table of the advisor")]
pub struct InvalidTable;

/// Changes when tables of before can no longer be read.
const MAKE: u32 = 1;
/// The most a missing step may cost: with more, a product could leave what a browser counts exactly.
const HEAVIEST: u32 = 4 * 1024;
/// Facts of a tool: the conditions, what works offline, the data it is safe for.
const FACTS: usize = CONDITIONS + 2;

#[derive(Serialize, Deserialize)]
struct Wire {
    make: u32,
    shared: WireShared,
    /// Each number less the one before.
    ids: Vec<u32>,
    guides: Vec<u8>,
    /// Bits.
    stated: Vec<u16>,
    /// [`FACTS`] per tool: 0 for unknown, or 1 + place + 5 × level + 25 if expired.
    facts: Vec<u8>,
    /// Per tool: for each condition as many as its highest place, then two for offline, two for safety.
    beliefs: Vec<u8>,
    /// How many needs each tool serves.
    serves: Vec<u8>,
    /// Five per need served: its place, strength, spread, good outcomes, failures.
    needs: Vec<i64>,
}

#[derive(Serialize, Deserialize)]
struct WireShared {
    weights: [u32; CONDITIONS],
    contexts: [[u8; 5]; CONDITIONS],
    reach: u8,
    chances: Vec<u32>,
}

impl Table {
    /// The table as text, for a browser or an offline edition.
    pub fn to_json(&self) -> String {
        let shared = WireShared {
            weights: self.shared.weights,
            contexts: self.shared.contexts,
            reach: self.shared.reach,
            chances: self.shared.chances.clone(),
        };
        let mut wire = Wire {
            make: MAKE,
            shared,
            ids: Vec::new(),
            guides: Vec::new(),
            stated: Vec::new(),
            facts: Vec::new(),
            beliefs: Vec::new(),
            serves: Vec::new(),
            needs: Vec::new(),
        };
        let mut before = 0;
        for row in &self.rows {
            wire.ids.push(row.id - before);
            before = row.id;
            wire.push(row);
        }
        // A struct of numbers and lists has no way to fail.
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// Reads what [`Table::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, InvalidTable> {
        let wire: Wire = serde_json::from_str(text).map_err(|_| InvalidTable)?;
        let nodes = usize::try_from(2 * FARTHEST / NODE + 1).map_err(|_| InvalidTable)?;
        let chances_rise = wire.shared.chances.is_sorted() && wire.shared.chances.len() == nodes;
        if wire.make != MAKE || !chances_rise {
            return Err(InvalidTable);
        }
        let mut reader = Reader::new(&wire);
        let rows: Option<Vec<Row>> = (0..wire.ids.len()).map(|tool| reader.row(tool)).collect();
        let rows = rows.ok_or(InvalidTable)?;
        let WireShared { weights, contexts, reach, chances } = wire.shared;
        Ok(Self {
            shared: Shared { weights: weights.map(|weight| weight.min(HEAVIEST)), contexts, reach, chances },
            rows,
        })
    }
}

impl Wire {
    fn push(&mut self, row: &Row) {
        self.guides.push(u8::from(row.has_guide));
        self.stated.push(row.stated_needs.bits());
        self.facts
            .extend(row.conditions.iter().chain([&row.offline, &row.sensitivity]).map(|fact| folded(*fact)));
        for condition in Condition::ALL {
            self.beliefs.extend(&row.beliefs.at_most[condition.index()][..usize::from(condition.top())]);
        }
        self.beliefs.extend(row.beliefs.offline.iter().chain(&row.beliefs.safe));
        self.serves.push(u8::try_from(row.needs.len()).unwrap_or(16));
        for need in &row.needs {
            let numbers = [i64::from(need.need), i64::from(need.strength), i64::from(need.spread)];
            self.needs.extend(numbers);
            self.needs.extend([i64::from(need.good), i64::from(need.failures)]);
        }
    }
}

fn folded(fact: Option<Stated>) -> u8 {
    fact.map_or(0, |stated| 1 + stated.value + 5 * stated.level.number() + 25 * u8::from(stated.is_expired))
}

/// The fact of a code, which may be unknown.
fn unfolded(code: u8) -> Result<Option<Stated>, InvalidTable> {
    let Some(code) = code.checked_sub(1) else { return Ok(None) };
    let level = EvidenceLevel::parse(code % 25 / 5).filter(|_| code < 50).ok_or(InvalidTable)?;
    Ok(Some(Stated { value: code % 5, level, is_expired: code >= 25 }))
}

/// Takes the columns off, row by row.
struct Reader<'a> {
    wire: &'a Wire,
    id: u32,
    facts: std::slice::Chunks<'a, u8>,
    beliefs: &'a [u8],
    needs: std::slice::Chunks<'a, i64>,
}

impl<'a> Reader<'a> {
    fn new(wire: &'a Wire) -> Self {
        let (facts, needs) = (wire.facts.chunks(FACTS), wire.needs.chunks(5));
        Self { wire, id: 0, facts, beliefs: &wire.beliefs, needs }
    }

    fn row(&mut self, tool: usize) -> Option<Row> {
        self.id = self.id.checked_add(self.wire.ids[tool])?;
        let codes = self.facts.next()?.iter();
        let facts: Result<Vec<Option<Stated>>, _> = codes.map(|code| unfolded(*code)).collect();
        let facts: [Option<Stated>; FACTS] = facts.ok()?.try_into().ok()?;
        let [network, use_, install, charge, computer, start, month, offline, sensitivity] = facts;
        let mut at_most = [[u8::MAX; 4]; CONDITIONS];
        for condition in Condition::ALL {
            let places = self.beliefs(usize::from(condition.top()))?;
            at_most[condition.index()][..places.len()].copy_from_slice(places);
        }
        let offline_beliefs = self.beliefs(2)?.try_into().ok()?;
        let safe = self.beliefs(2)?.try_into().ok()?;
        let serves = *self.wire.serves.get(tool)?;
        let needs: Option<Vec<ForNeed>> = (0..serves).map(|_| for_need(self.needs.next()?)).collect();
        Some(Row {
            id: self.id,
            has_guide: *self.wire.guides.get(tool)? == 1,
            stated_needs: NeedSet::from_bits(*self.wire.stated.get(tool)?),
            conditions: [network, use_, install, charge, computer, start, month],
            offline,
            sensitivity,
            beliefs: Beliefs { at_most, offline: offline_beliefs, safe },
            needs: needs?,
        })
    }

    fn beliefs(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.beliefs.split_at_checked(count)?;
        self.beliefs = rest;
        Some(taken)
    }
}

fn for_need(numbers: &[i64]) -> Option<ForNeed> {
    let [need, strength, spread, good, failures] = numbers else { return None };
    Some(ForNeed {
        need: u8::try_from(*need).ok().filter(|need| *need < 16)?,
        strength: i32::try_from(*strength).ok().filter(|strength| strength.abs() <= FARTHEST)?,
        spread: u8::try_from(*spread).ok()?,
        good: u32::try_from(*good).ok()?,
        failures: u32::try_from(*failures).ok()?,
    })
}
