//! Tools and experiences drawn at random, to measure with.

use crate::rows::{Place, put_story, put_tool};
use socle_domain::{
    chance::{self, Chance},
    taxonomy::NEEDS,
};
use socle_store::{Store, StoreError};
use std::sync::Arc;

/// Draws tools and experiences, to measure with.
pub(crate) async fn many(
    store: &Store,
    chance: Arc<dyn Chance>,
    place: Place,
    tools: usize,
    returns: usize,
) -> Result<(), StoreError> {
    let draw = {
        let chance = chance.clone();
        move |under: usize| usize::from(u16::from_le_bytes(chance::bytes(&*chance))) % under
    };
    let mut ids = Vec::new();
    for turn in 0..tools {
        let name = format!("Outil {turn}");
        let mut needs: Vec<&str> = (0..3).map(|_| NEEDS[draw(16)].code).collect();
        needs.sort_unstable();
        needs.dedup();
        let tops = [
            ("use.net", 5),
            ("use.skill", 4),
            ("install.skill", 3),
            ("use.charge", 3),
            ("use.run", 3),
            ("cost.start", 5),
            ("cost.month", 5),
            ("offline", 3),
            ("sens.max", 4),
        ];
        let facts: Vec<(&'static str, String)> = tops
            .into_iter()
            .filter(|_| draw(4) > 0)
            .map(|(key, under)| (key, draw(under).to_string()))
            .collect();
        let input = (chance.clone(), place, name, needs.join(" "), facts);
        let put = store.write(input, |tx, (chance, place, name, needs, facts)| {
            Box::pin(async move {
                put_tool(tx, &**chance, place.now, (name, needs, "Un outil tiré au sort."), facts).await
            })
        });
        ids.push(put.await?);
    }
    for turn in 0..returns {
        let told: Vec<(&'static str, String)> = [
            ("e_net", 5),
            ("e_use", 4),
            ("e_charge", 3),
            ("e_reach", 4),
            ("e_sens", 4),
            ("e_cost0", 5),
            ("e_costm", 5),
            ("e_install", 3),
        ]
        .map(|(question, under)| (question, draw(under).to_string()))
        .into();
        let need = NEEDS[draw(16)].code;
        let stands = [("ended", ""), ("stopped", "tool"), ("stopped", "conditions"), ("ended", "")][draw(4)];
        let level = if turn % 5 == 0 { "figures" } else { "anonymous" };
        let input = (chance.clone(), place, ids[draw(tools)], told, (need, stands, level));
        let put = store.write(input, |tx, (chance, place, tool, told, (need, (state, why), level))| {
            Box::pin(async move {
                let mut answers: Vec<(&str, &str)> =
                    told.iter().map(|(question, choice)| (*question, choice.as_str())).collect();
                answers.push(("e_need", need));
                answers.extend((!why.is_empty()).then_some(("e_stop", *why)));
                put_story(tx, &**chance, *place, (*tool, state, level), &answers).await
            })
        });
        put.await?;
    }
    store.write((), |tx, ()| Box::pin(tx.touch_content())).await
}
