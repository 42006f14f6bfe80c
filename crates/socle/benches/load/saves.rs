//! People who press « Continuer » as fast as they are answered.

use crate::{Line, line, process::cpu_seconds, program::Place, respondent::Respondent};
use std::{
    net::SocketAddr,
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

const PEOPLE: usize = 32;
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);
const STORY: &str =
    "Nous avons gardé le cahier des puits, puis un tableur partagé ; trois personnes le remplissent.";

/// The figures of an engine, and how many saves shared one sync of the disk.
pub(crate) fn measure(place: &Place, syncs_per_second: f64) -> (Vec<Line>, Line) {
    let server = place.serve(&["--statistics"]);
    let process = server.id();
    let (is_measured, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let ready = Barrier::new(PEOPLE + 1);
    let address = server.address;
    let (mut times, saves, cpu, elapsed) = std::thread::scope(|scope| {
        let people: Vec<_> =
            (0..PEOPLE).map(|_| scope.spawn(|| press(address, &ready, &is_measured, &is_over))).collect();
        ready.wait();
        std::thread::sleep(WARM_UP);
        let (before, start) = (cpu_seconds(process), Instant::now());
        is_measured.store(true, Ordering::Release);
        std::thread::sleep(MEASURED);
        is_measured.store(false, Ordering::Release);
        let (cpu, elapsed) = (cpu_seconds(process) - before, start.elapsed());
        is_over.store(true, Ordering::Release);
        let done: Vec<_> = people.into_iter().map(|person| person.join().unwrap()).collect();
        let saves: usize = done.iter().map(|(_, saves)| saves).sum();
        let times: Vec<Duration> = done.into_iter().flat_map(|(times, _)| times).collect();
        (times, saves, cpu, elapsed)
    });
    let statements =
        server.stop().1.trim().rsplit_once(' ').and_then(|(_, n)| n.parse().ok()).unwrap_or(f64::NAN);
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    let (measured, saves) = (times.len() as f64, saves as f64);
    let per_second = measured / elapsed.as_secs_f64();
    let lines = vec![
        line("durable saves", format!("{per_second:.0} /s"), "SQLite ≥ 1,000 /s, PostgreSQL ≥ 600 /s"),
        line("median", millis(at(&times, 50)), ""),
        line("99th percentile", millis(at(&times, 99)), "≤ 40 ms"),
        line("server processor per save", format!("{:.2} ms", cpu / measured * 1e3), "≤ 1 ms"),
        line("SQL statements per save", format!("{:.2}", statements / saves), "≤ 3"),
    ];
    let shared = line(
        "saves/s : fdatasync/s of the disk (SQLite)",
        format!("{:.2}", per_second / syncs_per_second),
        "",
    );
    (lines, shared)
}

/// One person saves the same page again and again. Answers how long each measured save took, and how many there were.
fn press(
    address: SocketAddr,
    ready: &Barrier,
    is_measured: &AtomicBool,
    is_over: &AtomicBool,
) -> (Vec<Duration>, usize) {
    let mut person = Respondent::new(address);
    person.begin().unwrap();
    ready.wait();
    let (mut times, mut version) = (Vec::new(), 0);
    while !is_over.load(Ordering::Acquire) {
        version += 1;
        let counts = is_measured.load(Ordering::Acquire);
        let start = Instant::now();
        person.save(version, "e_story", &format!("{STORY} ({version})"), "/q/e_state").unwrap();
        if counts {
            times.push(start.elapsed());
        }
    }
    (times, version.try_into().unwrap())
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
