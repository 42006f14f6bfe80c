//! Answers the askers of a world whose truth is known, with the product's own advisor:
//! `cargo run --release -p socle-domain --example advise_world -- WORLD.json N` prints one line of JSON per ask, after
//! the first N experiences. `docs/advisor.md` says how worlds are drawn and scored.

#![expect(clippy::print_stdout, reason = "an example prints its answers")]

mod world;

use serde_json::json;
use socle_domain::advisor::{Prior, Table, advise};
use world::World;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, returns] = arguments.as_slice() else { panic!("WORLD.json N") };
    let text = std::fs::read_to_string(file).expect("a world file");
    let world = World::read(&text, returns.parse().expect("a number of returns"));
    let prior = Prior::estimate(&world.candidates, &world.told);
    let table = Table::compile(&world.candidates, &world.told, &prior);
    for ask in &world.asks {
        let advice = advise(&table, &ask.answers);
        let names = |tools: Vec<u32>| tools.into_iter().map(|tool| world.name(tool)).collect::<Vec<_>>();
        let chances: Vec<[u32; 3]> =
            advice.recommended.iter().map(|one| [one.chance, one.low, one.high]).collect();
        let line = json!({
            "ranking": names(advice.recommended.iter().map(|one| one.tool).collect()),
            "check": names(advice.to_check.iter().map(|one| one.tool).collect()),
            "set_aside": names(advice.set_aside.iter().map(|one| one.tool).collect()),
            "chances": chances,
        });
        println!("{line}");
    }
}
