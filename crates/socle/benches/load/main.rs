//! Figures of a running program: people pressing « Continuer », a cached page beside nginx, start, rest.
//!
//! `cargo bench -p socle --bench load` builds the program as people run it and prints a table, ratios first. Nothing
//! here passes or fails: read the figures on an idle machine, and know that the people take a share of it too.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "../../tests/it/client.rs"]
#[expect(dead_code, reason = "the tests also move a person to another port")]
mod client;
mod page;
#[path = "../../tests/it/postgres.rs"]
#[expect(dead_code, reason = "the tests kill the cluster, this does not")]
mod postgres;
mod process;
#[path = "../../tests/it/program.rs"]
#[expect(dead_code, reason = "the tests use all of it, this a part")]
mod program;
#[path = "../../tests/it/respondent.rs"]
#[expect(dead_code, reason = "the tests send returns, this saves them")]
mod respondent;
mod rest;
mod saves;

use postgres::Cluster;
use program::Place;

/// One line of the table.
struct Line {
    what: &'static str,
    figure: String,
    /// What it should be on an idle machine.
    budget: &'static str,
}

fn line(what: &'static str, figure: String, budget: &'static str) -> Line {
    Line { what, figure, budget }
}

fn main() {
    let disk = process::syncs_per_second();
    let (place, _) = Place::founded();
    let (sqlite, sqlite_ratio) = saves::measure(&place, disk);
    let postgres = Cluster::start().map(|cluster| {
        let place = Place::new().with("DATABASE_URL", cluster.address());
        place.found();
        saves::measure(&place, disk)
    });
    let (page, page_ratio) = page::measure(&place);
    print("Ratios", [Some(page_ratio), Some(sqlite_ratio)].into_iter().flatten());
    print("A cached public page", page);
    print("« Continuer », SQLite", sqlite);
    if let Some((lines, _)) = postgres {
        print("« Continuer », PostgreSQL (its own processors are not counted)", lines);
    }
    print("Start and rest", rest::measure(&place));
    print("This disk", [line("fdatasync of one 4 KiB page", format!("{disk:.0} /s"), "")]);
}

fn print(title: &str, lines: impl IntoIterator<Item = Line>) {
    println!("\n{title}");
    for Line { what, figure, budget } in lines {
        println!("  {what:<48} {figure:>16}   {budget}");
    }
}
