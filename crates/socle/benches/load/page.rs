//! A public page from the cache, beside nginx sending the same bytes from a file: processor time per request, in turns.

use crate::{
    Line,
    client::Client,
    line,
    postgres::skip_aloud,
    process::{child_of, cpu_seconds},
    program::{Place, signal},
};
use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const PAGE: &str = "/fr/";
const READERS: usize = 8;
const TURN: Duration = Duration::from_secs(4);
const TURNS: usize = 5;

/// The figures, and the ratio that counts.
pub(crate) fn measure(place: &Place) -> (Vec<Line>, Line) {
    let server = place.serve(&[]);
    let page = Client::new(server.address).get(PAGE).unwrap().body;
    let folder = tempfile::tempdir().unwrap();
    let nginx = Nginx::start(folder.path(), &page);
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(turn(server.address, server.id()));
        if let Some(nginx) = &nginx {
            theirs.push(turn(nginx.address, nginx.worker));
            ratios.push(ours[ours.len() - 1] / theirs[theirs.len() - 1]);
        }
    }
    let micros = |figures: Vec<f64>| match median(figures) {
        Some(seconds) => format!("{:.1} µs", seconds * 1e6),
        None => "not installed".to_owned(),
    };
    let ratio = median(ratios).map_or("not measured".to_owned(), |ratio| format!("{ratio:.2}"));
    let lines = vec![
        line("bytes", page.len().to_string(), ""),
        line("Socle, processor per request", micros(ours), ""),
        line("nginx, processor per request", micros(theirs), ""),
    ];
    (lines, line("cached page : nginx, processor per request", ratio, "≤ 1.3"))
}

/// Everyone reads the page as fast as it comes, each on one connection; answers processor seconds per request.
fn turn(address: SocketAddr, process: u32) -> f64 {
    let before = cpu_seconds(process);
    let end = Instant::now() + TURN;
    let requests: u32 = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(|| read_until(address, end))).collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).sum()
    });
    (cpu_seconds(process) - before) / f64::from(requests)
}

fn read_until(address: SocketAddr, end: Instant) -> u32 {
    let (mut client, mut count) = (Client::new(address), 0);
    while Instant::now() < end {
        assert_eq!(client.get(PAGE).unwrap().status, 200);
        count += 1;
    }
    count
}

fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

/// nginx with one worker, its own folder and its own port.
struct Nginx {
    child: Child,
    worker: u32,
    address: SocketAddr,
}

impl Nginx {
    fn start(folder: &Path, page: &str) -> Option<Self> {
        if Command::new("nginx").arg("-v").stderr(Stdio::null()).status().is_err() {
            skip_aloud("nginx");
            return None;
        }
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        std::fs::create_dir_all(folder.join("pages/fr")).unwrap();
        std::fs::write(folder.join("pages/fr/index.html"), page).unwrap();
        let conf = folder.join("nginx.conf");
        std::fs::write(&conf, configuration(folder, address)).unwrap();
        let child = Command::new("nginx")
            .arg("-e")
            .arg(folder.join("error.log"))
            .arg("-c")
            .arg(&conf)
            .spawn()
            .unwrap();
        while TcpStream::connect(address).is_err() {
            std::thread::sleep(Duration::from_millis(10));
        }
        let worker = child_of(child.id());
        Some(Self { child, worker, address })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        signal(self.child.id(), "QUIT");
        let _ended = self.child.wait();
    }
}

/// Both write a line of log per request, keep connections open and send the file as it is.
fn configuration(folder: &Path, address: SocketAddr) -> String {
    let user = if folder.metadata().is_ok_and(|folder| std::os::unix::fs::MetadataExt::uid(&folder) == 0) {
        "user root;"
    } else {
        ""
    };
    format!(
        "{user} daemon off; worker_processes 1; pid {0}/pid;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n\
           access_log {0}/access.log; sendfile on; tcp_nopush on; open_file_cache max=16;\n\
           keepalive_requests 100000000; default_type text/html; charset utf-8;\n\
           client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fastcgi;\n\
           uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;\n\
           server {{ listen {address}; root {0}/pages; index index.html; }}\n\
         }}\n",
        folder.display()
    )
}
