//! World files, as far as an advisor may read them: never the truth.

use serde_json::Value as Json;
use socle_domain::{
    advisor::{Answers, Candidate, Condition, Context, EvidenceLevel, NeedSet, Outcome, Stated, Told},
    taxonomy::NEEDS,
};

/// What one knows in a world, and who asks.
pub(crate) struct World {
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) told: Vec<Told>,
    pub(crate) asks: Vec<Ask>,
    names: Vec<String>,
}

/// Who asks.
pub(crate) struct Ask {
    pub(crate) answers: Answers,
}

impl World {
    /// Reads a world as it is known after its first returns.
    pub(crate) fn read(text: &str, returns: usize) -> Self {
        let json: Json = serde_json::from_str(text).expect("JSON");
        let tools = json["tools"].as_array().expect("tools");
        let names: Vec<String> =
            tools.iter().map(|tool| tool["id"].as_str().expect("an id").to_owned()).collect();
        let number = |name: &Json| {
            let place = names.iter().position(|one| Some(one.as_str()) == name.as_str()).expect("a tool");
            u32::try_from(place).expect("few tools")
        };
        let candidates = tools.iter().map(|tool| candidate(number(&tool["id"]), &tool["facts"])).collect();
        let experiences = json["experiences"].as_array().expect("experiences").iter().take(returns);
        let told = experiences
            .filter_map(|told| {
                let outcome = match told["outcome"].as_str() {
                    Some("good") => Outcome::Good,
                    Some("failure") => Outcome::Failure,
                    _ => return None,
                };
                let context = context(told);
                Some(Told { tool: number(&told["tool"]), need: need(&told["need"]), context, outcome })
            })
            .collect();
        let asks = json["asks"].as_array().expect("asks").iter().map(|ask| {
            let answers = &ask["answers"];
            let essential = [false; Condition::ALL.len()];
            Ask { answers: Answers { need: need(&answers["need"]), context: context(answers), essential } }
        });
        let asks = asks.collect();
        Self { candidates, told, asks, names }
    }

    /// The name of a tool in the world file.
    pub(crate) fn name(&self, tool: u32) -> &str {
        &self.names[tool as usize]
    }
}

fn candidate(id: u32, facts: &Json) -> Candidate {
    let needs = facts["needs"]["value"].as_array().into_iter().flatten().map(need);
    Candidate {
        id,
        needs: needs.fold(NeedSet::default(), NeedSet::with),
        conditions: Condition::ALL.map(|condition| stated(&facts[condition.word()])),
        offline: stated(&facts["offline"]),
        sensitivity: stated(&facts["sens"]),
        has_guide: false,
    }
}

fn stated(fact: &Json) -> Option<Stated> {
    Some(Stated {
        value: place(&fact["value"])?,
        level: EvidenceLevel::parse(place(&fact["level"])?)?,
        is_expired: fact["expired"].as_bool()?,
    })
}

fn context(answers: &Json) -> Context {
    Context {
        conditions: Condition::ALL.map(|condition| place(&answers[condition.word()])),
        reach: place(&answers["reach"]),
        sensitivity: place(&answers["sens"]),
    }
}

fn place(json: &Json) -> Option<u8> {
    u8::try_from(json.as_u64()?).ok()
}

fn need(code: &Json) -> u8 {
    let place = NEEDS.iter().position(|term| Some(term.code) == code.as_str()).expect("a need");
    u8::try_from(place).expect("few needs")
}
