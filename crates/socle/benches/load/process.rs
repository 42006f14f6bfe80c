//! What the kernel says of a process and of the disk.

use std::{
    io::Write as _,
    os::unix::fs::FileExt as _,
    time::{Duration, Instant},
};

/// Processor seconds that a process has used, all threads together.
pub(crate) fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th words after it.
    let words: Vec<_> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    let ticks = |word: &str| word.parse::<f64>().unwrap();
    (ticks(words[11]) + ticks(words[12])) / ticks_per_second()
}

fn ticks_per_second() -> f64 {
    let said = std::process::Command::new("getconf").arg("CLK_TCK").output().unwrap();
    String::from_utf8_lossy(&said.stdout).trim().parse().unwrap()
}

/// Memory that is a process's own, plus its share of what it shares, in MiB.
pub(crate) fn pss_mebibytes(process: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap();
    let line = text.lines().find(|line| line.starts_with("Pss:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// The only child of a process.
pub(crate) fn child_of(process: u32) -> u32 {
    let said = std::process::Command::new("ps")
        .args(["-o", "pid=", "--ppid", &process.to_string()])
        .output()
        .unwrap();
    String::from_utf8_lossy(&said.stdout).trim().parse().unwrap()
}

/// How often this disk can promise that one page is kept: what a save costs when it commits alone.
pub(crate) fn syncs_per_second() -> f64 {
    let mut file = tempfile::tempfile().unwrap();
    let page = [7_u8; 4096];
    file.write_all(&page).unwrap();
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < Duration::from_secs(2) {
        file.write_at(&page, 0).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}
