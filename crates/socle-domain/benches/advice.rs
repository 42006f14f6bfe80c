//! How fast advice is: `cargo bench -p socle-domain --bench advice`. Medians of processor time, over 500 tools and 3,000
//! to 100,000 experiences, and what compiling the table anew takes.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../tests/it/draw.rs"]
mod draw;

use std::{hint::black_box, time::Duration};

use draw::Draw;
use rustix::time::{ClockId, clock_gettime};
use socle_domain::advisor::{Prior, Table, advise};

fn main() {
    for returns in [3_000, 30_000, 100_000] {
        let mut draw = Draw::new(9);
        let (candidates, told) = draw.world(500, returns);
        let compile = || {
            let prior = Prior::estimate(&candidates, &told);
            Table::compile(&candidates, &told, &prior)
        };
        let table = compile();
        let asks: Vec<_> = (0..1_000).map(|_| draw.answers()).collect();
        let mut times: Vec<Duration> = asks.iter().map(|answers| took(|| advise(&table, answers))).collect();
        times.sort_unstable();
        let compiling = median((0..5).map(|_| took(compile)).collect());
        let (middle, slow) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!(
            "{returns} experiences: advice {middle:?}, 99 in 100 under {slow:?}; compiling {compiling:?}"
        );
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn took<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = processor();
    black_box(work());
    processor().saturating_sub(begun)
}

fn processor() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).expect("since the start");
    Duration::new(seconds, u32::try_from(time.tv_nsec).expect("below a second"))
}
