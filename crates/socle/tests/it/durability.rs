//! What was acknowledged is there: seen from the system calls, and after power cuts.

use crate::{
    backup::{bodies, on_store},
    postgres::{Cluster, skip_aloud},
    program::{Place, SOCLE, Server, signal},
    respondent::Respondent,
};
use socle_store::Database;
use std::{
    collections::BTreeMap,
    net::Ipv4Addr,
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Returns acknowledged before each cut.
const ACCEPTS: usize = 1_000;
/// Power cuts, unless `SOCLE_CUTS` asks for more.
const CUTS: u8 = 3;
/// People answering at once.
const PEOPLE: u8 = 16;
/// The people come from many places, so the program believes the proxy that says from where.
const SERVE: [&str; 3] = ["--trust-proxy=true", "--log", "error"];

#[test]
fn nothing_acknowledged_is_lost_or_doubled_by_power_cuts_on_sqlite() {
    let (place, _) = Place::founded();
    let database = Database::Sqlite(place.data().join("socle.sqlite"));
    outlive_power_cuts(&place, &database, || {}, || {});
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_by_power_cuts_on_postgresql() {
    let Some(cluster) = Cluster::start() else { return };
    let place = Place::new().with("DATABASE_URL", cluster.address());
    place.found();
    let database = Database::Postgres(cluster.address());
    outlive_power_cuts(&place, &database, || cluster.kill(), || cluster.start_again());
}

/// What people heard. `sent` may also hold returns whose acknowledgment was cut off.
#[derive(Default)]
struct Heard {
    acknowledged: Vec<String>,
    cut_off: Vec<(Respondent, String)>,
    /// Why people left before they sent anything.
    gone: Vec<std::io::Error>,
}

#[expect(clippy::disallowed_methods, reason = "how often to cut is asked of the tests, not of the program")]
fn cuts_asked() -> u8 {
    std::env::var("SOCLE_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(CUTS)
}

fn outlive_power_cuts(place: &Place, database: &Database, cut: impl Fn(), mend: impl Fn()) {
    let mut acknowledged = Vec::new();
    for number in 0..cuts_asked() {
        let server = place.serve(&SERVE);
        let heard = answer_until_cut(number, server, &cut);
        assert!(heard.acknowledged.len() >= ACCEPTS, "{}", heard.acknowledged.len());
        acknowledged.extend(heard.acknowledged);
        mend();
        let server = place.serve(&SERVE);
        // Whoever saw no acknowledgment presses the button again; it must count once.
        for (mut respondent, story) in heard.cut_off {
            respondent.client.move_to(server.address);
            respondent.send().unwrap();
            acknowledged.push(story);
        }
        assert_eq!(server.stop().0, 0);
        assert_eq!(faults(&acknowledged, &on_store(database, &place.data(), bodies)), Vec::<String>::new());
    }
}

/// People answer until the machine is cut, once at least [`ACCEPTS`] returns were acknowledged.
fn answer_until_cut(number: u8, server: Server, cut: impl Fn()) -> Heard {
    let heard = Mutex::new(Heard::default());
    let count = AtomicUsize::new(0);
    let address = server.address;
    let process = server.id();
    std::thread::scope(|scope| {
        for person in 0..PEOPLE {
            let (heard, count) = (&heard, &count);
            scope.spawn(move || {
                for story in 0.. {
                    let story = format!("coupure {number} personne {person} retour {story} fin");
                    let home = Ipv4Addr::new(10, number, person, 1);
                    let mut respondent = Respondent::living_at(address, home);
                    if let Err(error) = respondent.begin().and_then(|()| respondent.fill(&story)) {
                        heard.lock().unwrap().gone.push(error);
                        return;
                    }
                    let sent = respondent.send();
                    let mut heard = heard.lock().unwrap();
                    if sent.is_err() {
                        heard.cut_off.push((respondent, story));
                        return;
                    }
                    heard.acknowledged.push(story);
                    count.fetch_add(1, Ordering::Release);
                }
            });
        }
        while count.load(Ordering::Acquire) < ACCEPTS {
            std::thread::sleep(std::time::Duration::from_millis(1));
            let heard = heard.lock().unwrap();
            assert!(heard.cut_off.is_empty(), "a return was refused before the cut");
            assert!(heard.gone.is_empty(), "a page was refused before the cut: {:?}", heard.gone);
        }
        signal(process, "KILL");
        cut();
    });
    server.kill();
    heard.into_inner().unwrap()
}

/// What is missing from the kept returns, and what is there more than once.
fn faults(acknowledged: &[String], kept: &[String]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for body in kept {
        let from = body.find("coupure ").unwrap_or(0);
        let to = body[from..].find(" fin").map_or(body.len(), |end| from + end + 4);
        *times.entry(&body[from..to]).or_default() += 1;
    }
    let missing = acknowledged.iter().filter(|story| !times.contains_key(story.as_str()));
    let mut faults: Vec<_> = missing.map(|story| format!("missing: {story}")).collect();
    faults.extend(
        times.iter().filter(|(_, times)| **times > 1).map(|(story, times)| format!("{times} times: {story}")),
    );
    faults
}

#[test]
fn a_return_that_is_missing_or_doubled_is_noticed() {
    let acknowledged = ["coupure 0 a fin".to_owned(), "coupure 0 b fin".to_owned()];
    let body = |story: &str| format!("<data><e_story>{story}</e_story></data>");
    let (a, b) = (body("coupure 0 a fin"), body("coupure 0 b fin"));
    assert!(faults(&acknowledged, &[a.clone(), b.clone()]).is_empty());
    assert_eq!(faults(&acknowledged, std::slice::from_ref(&b)), ["missing: coupure 0 a fin"]);
    assert_eq!(faults(&acknowledged, &[a.clone(), b, a]), ["2 times: coupure 0 a fin"]);
}

/// One person at a time, so that each answer can be held against the writes of its own request.
#[test]
fn no_answer_leaves_before_its_writes_are_on_the_disk() {
    if Command::new("strace").arg("-V").output().is_err() {
        return skip_aloud("strace");
    }
    let (place, _) = Place::founded();
    let trace = place.path("trace");
    let calls = "trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fdatasync,fsync,recvfrom,read";
    let mut command = place.command("strace", &["-f", "-yy", "-s", "24", "-e", calls, "-o"]);
    command.arg(&trace).args([SOCLE, "serve", "--listen", "127.0.0.1:0", "--log", "error"]);
    let server = Server::start(command, &place.path("log"));
    let mut respondent = Respondent::new(server.address);
    for number in 0..20 {
        respondent.answer(&format!("retour {number}")).unwrap();
    }
    // The program is strace's child; asked to stop, both end and the trace is whole.
    let program =
        Command::new("ps").args(["-o", "pid=", "--ppid", &server.id().to_string()]).output().unwrap();
    signal(String::from_utf8_lossy(&program.stdout).trim().parse().unwrap(), "TERM");
    assert_eq!(server.wait().0, 0);
    let trace = String::from_utf8_lossy(&std::fs::read(&trace).unwrap()).into_owned();
    assert_eq!(check_trace(&trace), Ok(100), "20 returns of 5 requests each");
}

/// Follows the calls: how many forms were answered, each after a sync that follows the last write of its request.
fn check_trace(trace: &str) -> Result<usize, String> {
    let mut answered = 0;
    // The form being answered: whether it wrote, and whether writes wait for a sync.
    let mut request: Option<(bool, bool)> = None;
    // The thread whose sync of the write-ahead log has begun and not ended.
    let mut syncing = None;
    for line in trace.lines() {
        let thread = line.split(' ').next();
        match (Call::of(line), &mut request) {
            (Call::Form, _) => request = Some((false, false)),
            (Call::Wrote, Some(state)) => *state = (true, true),
            (Call::SyncBegins, _) => syncing = thread,
            (Call::SyncResumed, _) if syncing != thread => {}
            (Call::SyncResumed | Call::Synced, Some((_, waits))) => *waits = false,
            (Call::Answer, Some((false, _))) => return Err(format!("an answer without a write: {line}")),
            (Call::Answer, Some((true, true))) => return Err(format!("an answer before its sync: {line}")),
            (Call::Answer, Some((true, false))) => {
                answered += 1;
                request = None;
            }
            _ => {}
        }
    }
    Ok(answered)
}

enum Call {
    /// A form came in.
    Form,
    /// The write-ahead log was written to.
    Wrote,
    /// A sync of the write-ahead log began; another thread came in between.
    SyncBegins,
    /// A sync of some file ended.
    SyncResumed,
    /// The write-ahead log was synced.
    Synced,
    /// An answer of success began to leave.
    Answer,
    Other,
}

impl Call {
    /// A call that another thread interrupts stands on two lines: a write and an answer count from the first, a sync
    /// from the last.
    fn of(line: &str) -> Self {
        let has = |part: &str| line.contains(part);
        let wal = has("socle.sqlite-wal>");
        if has("\"HTTP/1.1 2") || has("\"HTTP/1.1 3") {
            Self::Answer
        } else if has("\"POST ") {
            Self::Form
        } else if has("pwrite") && wal {
            Self::Wrote
        } else if has("sync resumed>") {
            Self::SyncResumed
        } else if has("sync(") && wal {
            if has("<unfinished ...>") { Self::SyncBegins } else { Self::Synced }
        } else {
            Self::Other
        }
    }
}

#[test]
fn an_answer_that_leaves_early_is_noticed() {
    const FORM: &str =
        "7 recvfrom(20<TCP:[127.0.0.1:1->127.0.0.1:2]>, \"POST /e/trois-questions\"..., 8192) = 300";
    const WRITE: &str = "8 pwrite64(12</d/socle.sqlite-wal>, \"\\0\\0\", 4096, 32) = 4096";
    const SYNC: &str = "8 fdatasync(12</d/socle.sqlite-wal>) = 0";
    const SYNC_BEGINS: &str = "8 fdatasync(12</d/socle.sqlite-wal> <unfinished ...>";
    const SYNC_ENDS: &str = "8 <... fdatasync resumed>) = 0";
    const OTHER_SYNC_ENDS: &str = "9 <... fdatasync resumed>) = 0";
    const ANSWER: &str =
        "7 sendto(20<TCP:[127.0.0.1:1->127.0.0.1:2]>, \"HTTP/1.1 303 See Other\"..., 400) = 400";
    let check = |lines: &[&str]| check_trace(&lines.join("\n"));
    assert_eq!(check(&[FORM, WRITE, SYNC, ANSWER, FORM, WRITE, SYNC_BEGINS, SYNC_ENDS, ANSWER]), Ok(2));
    assert!(check(&[FORM, WRITE, ANSWER, SYNC]).is_err(), "before the sync");
    assert!(check(&[FORM, WRITE, SYNC_BEGINS, ANSWER, SYNC_ENDS]).is_err(), "during the sync");
    assert!(check(&[FORM, WRITE, SYNC_BEGINS, OTHER_SYNC_ENDS, ANSWER]).is_err(), "another thread's sync");
    assert!(check(&[FORM, WRITE, SYNC, WRITE, ANSWER]).is_err(), "a write after the sync");
    assert!(check(&[FORM, ANSWER]).is_err(), "no write at all");
}
