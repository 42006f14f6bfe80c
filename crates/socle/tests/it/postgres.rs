//! A private PostgreSQL cluster that waits for its disk, and that can be killed.

use std::{
    io::Write as _,
    process::{Command, Output},
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/postgres.sh");
/// What the script answers when no server is installed.
const NOT_INSTALLED: i32 = 3;

/// A cluster of one test's own.
#[derive(Debug)]
pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    address: String,
}

impl Cluster {
    /// Starts one. `None` when this machine has no server: said aloud, and never in continuous integration.
    pub(crate) fn start() -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("socle-pg-").tempdir().unwrap();
        let Output { status, stdout, stderr } = script(&folder, &["start"]).arg("durable").output().unwrap();
        if status.code() == Some(NOT_INSTALLED) {
            skip_aloud("PostgreSQL");
            return None;
        }
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        Some(Self { folder, address: String::from_utf8(stdout).unwrap().trim().to_owned() })
    }

    pub(crate) fn address(&self) -> String {
        self.address.clone()
    }

    /// Ends every process of it at once, as a power cut does.
    pub(crate) fn kill(&self) {
        let file = self.folder.path().join("data/postmaster.pid");
        let text = std::fs::read_to_string(&file).unwrap();
        let postmaster: u32 = text.lines().next().unwrap().trim().parse().unwrap();
        let mut doomed = vec![postmaster];
        doomed.extend(children(postmaster));
        let doomed: Vec<_> = doomed.iter().map(u32::to_string).collect();
        // One of them may end by itself meanwhile; what counts is that none is left.
        let _some_may_be_gone = Command::new("kill").arg("-9").args(&doomed).output().unwrap();
        while doomed.iter().any(|process| is_alive(process)) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        // In a container nobody may take note of the death for a while: the next server would find the number of this
        // one still in use, and refuse to start.
        std::fs::remove_file(file).unwrap();
        std::fs::remove_file(self.folder.path().join(".s.PGSQL.5432.lock")).unwrap();
    }

    /// Starts it again after it was killed.
    pub(crate) fn start_again(&self) {
        let output = script(&self.folder, &["start"]).arg("durable").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _killed_already = script(&self.folder, &["stop"]).output();
    }
}

fn script(folder: &tempfile::TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(SCRIPT);
    command.args(arguments).arg(folder.path());
    command
}

fn children(parent: u32) -> Vec<u32> {
    let listed = Command::new("ps").args(["-o", "pid=", "--ppid", &parent.to_string()]).output().unwrap();
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

/// A process that ended but was not waited for yet ("Z") holds nothing any more.
fn is_alive(process: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

/// Says that something is not installed, in a way that the test harness does not swallow; fails in continuous
/// integration, where everything is installed.
pub(crate) fn skip_aloud(what: &str) {
    assert_ne!(
        std::env::var_os("CI").as_deref(),
        Some("true".as_ref()),
        "{what} is needed in continuous integration"
    );
    let said = format!("\n{what} IS NOT INSTALLED: what it proves is skipped.\n\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}
