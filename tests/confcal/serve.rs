//! The server from outside, over real sockets: the list that changes, and clients that mean no good.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Folder, LIST};

/// The time after which a test gives up waiting. Only a failing test waits that long, and on a loaded machine a large list
/// alone takes half a minute to be served.
const TIMEOUT: Duration = Duration::from_secs(180);

/// A server that is stopped when the test is over.
struct Server {
    child: Child,
    address: SocketAddr,
    said: Receiver<String>,
}

impl Server {
    fn start(folder: &Folder, args: &str) -> Server {
        let listen = if args.contains("--listen") { "" } else { "--listen 127.0.0.1:0" };
        let mut command = folder.command(&format!("serve {listen} {args}"));
        let mut child = command.env_remove("SOURCE_DATE_EPOCH").stderr(Stdio::piped()).spawn().expect("confcal runs");
        let lines = BufReader::new(child.stderr.take().expect("standard error"));
        let (say, said) = channel();
        thread::spawn(move || lines.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        let mut server = Server { child, address: ([127, 0, 0, 1], 0).into(), said };
        server.address = server.address_of("serving ");
        server
    }

    /// The address in the line that says so.
    fn address_of(&self, says: &str) -> SocketAddr {
        let line = self.waits_for(says);
        let address = line.split("http://").nth(1).and_then(|rest| rest.split(['/', '"']).next()).expect("an address");
        address.parse().expect("an address")
    }

    /// The next line on its standard error that holds a text.
    #[track_caller]
    fn waits_for(&self, says: &str) -> String {
        let mut lines = Vec::new();
        let until = Instant::now() + TIMEOUT;
        loop {
            match self.said.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(says) => return line,
                Ok(line) => lines.push(line),
                Err(_) => panic!("the server never says {says:?}, only {lines:#?}"),
            }
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server accepts");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a socket has a time-out");
        stream.set_write_timeout(Some(TIMEOUT)).expect("a socket has a time-out");
        stream
    }

    /// The bytes that the server sends for these bytes until it closes the connection.
    fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // It may answer and close before it has read everything.
        let _ = stream.write_all(bytes);
        read_to_end(&mut stream)
    }

    fn get(&self, path: &str) -> Response {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Response::parse(&self.raw(request.as_bytes()))
    }

    fn terminate(&self) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("the server is there");
    }

    /// Tells it to stop and waits until it has; its exit code.
    fn stop(&mut self) -> Option<i32> {
        self.terminate();
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bytes up to the end of the stream, even if it is cut off.
fn read_to_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut all = Vec::new();
    if let Err(error) = stream.read_to_end(&mut all) {
        assert!(matches!(error.kind(), ErrorKind::ConnectionReset), "the server neither answers nor closes: {error}");
    }
    all
}

struct Response {
    status: u16,
    headers: HashMap<String, String>,
    body: String,
}

impl Response {
    #[track_caller]
    fn parse(bytes: &[u8]) -> Response {
        let text = std::str::from_utf8(bytes).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status").parse().expect("a number");
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Response { status, headers: lines.filter_map(header).collect(), body: body.to_owned() }
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

fn statuses(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3)?.parse().ok()).collect()
}

/// A list whose feed is larger than what the buffers of a socket hold.
fn large_list() -> String {
    let entry = |number: usize| {
        format!(
            "[[conference]]\nid = 'c{number}'\nname = 'C {number}'\nstart = 2022-07-11\ndescription = '{}'\n",
            "x".repeat(30_000)
        )
    };
    (0..300).map(entry).collect()
}

#[test]
fn an_edit_is_served_and_a_faulty_one_is_told_and_not_served() {
    let folder = Folder::new();
    let mut server = Server::start(&folder, "");
    let first = server.get("/all.ics");
    assert_eq!((first.status, first.body.matches("BEGIN:VEVENT").count()), (200, 3));

    folder.put("conferences.toml", &LIST.replace("PyCon UK 2022", "PyCon UK"));
    server.waits_for("the list was read again: 2 conferences");
    let edited = server.get("/all.ics");
    assert!(edited.body.contains("SUMMARY:PyCon UK\r\n"));
    assert_ne!(edited.headers["etag"], first.headers["etag"]);
    let unchanged = |body: &str| body.split("BEGIN:VEVENT").nth(2).map(str::to_owned);
    assert_eq!(unchanged(&edited.body), unchanged(&first.body), "what was not edited keeps its revision");

    folder.put("conferences.toml", &LIST.replace("2022-09-18", "2022-09-08"));
    server.waits_for("error[ends-before-start]");
    server.waits_for("the last good version stays online");
    assert_eq!(server.get("/all.ics").body, edited.body);
    assert_eq!(server.get("/healthz").json()["stale"], true);

    // Editors save by putting another file in its place.
    folder.put("new.toml", LIST);
    fs::rename(folder.path("new.toml"), folder.path("conferences.toml")).expect("a file can be renamed");
    server.waits_for("the list can be used again");
    assert_eq!(server.get("/healthz").json()["stale"], false);
    assert!(server.get("/all.ics").body.contains("SUMMARY:PyCon UK 2022\r\n"));

    fs::remove_file(folder.path("conferences.toml")).expect("a file can be removed");
    server.waits_for("no conferences.toml in this folder");
    assert_eq!((server.get("/all.ics").status, &server.get("/healthz").json()["stale"]), (200, &true.into()));
    folder.put("conferences.toml", LIST);
    server.waits_for("the list can be used again");

    folder.put("conferences.toml", "");
    server.waits_for("there is no event for the site");
    assert!(server.get("/all.ics").body.contains("BEGIN:VEVENT"));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn what_subscribers_have_seen_is_kept_over_a_restart() {
    let folder = Folder::new();
    let mut server = Server::start(&folder, "--state state");
    let first = server.get("/all.ics").body;
    let less = LIST.replace("\"education\"", "\"teaching\"");
    folder.put("conferences.toml", &less);
    server.waits_for("the list was read again");
    let second = server.get("/all.ics").body;
    assert_ne!(first, second);
    assert_eq!(server.stop(), Some(0));

    // A new checkout of the list elsewhere.
    folder.put("conferences.toml", &less);
    let mut server = Server::start(&folder, "--state state");
    assert_eq!(server.get("/all.ics").body, second);
    for (path, events) in [("/topics/education.ics", 0), ("/feed.ics?tag=education", 0), ("/feed.ics?tag=teaching", 1)]
    {
        let got = server.get(path);
        assert_eq!((got.status, got.body.matches("BEGIN:VEVENT").count()), (200, events), "{path}");
    }
    assert_eq!(server.get("/feed.ics?tag=never").status, 400);
    assert_eq!(server.stop(), Some(0));
    // A second restart reads the state that the first one wrote.
    let server = Server::start(&folder, "--state state");
    assert_eq!(server.get("/topics/education.ics").status, 200);
    assert_eq!(server.get("/feed.ics?tag=education").status, 200);
}

/// Sets the age of the list's file.
fn age(folder: &Folder, hours: u64) {
    let time = std::time::SystemTime::now() - Duration::from_secs(3600 * hours);
    let file = fs::File::options().write(true).open(folder.path("conferences.toml")).expect("the list");
    file.set_times(fs::FileTimes::new().set_modified(time)).expect("a file has times");
}

#[test]
fn what_changed_while_the_server_was_off_is_news_however_old_its_file_is() {
    for state in ["", "--state state"] {
        let folder = Folder::new();
        let mut server = Server::start(&folder, state);
        server.stop();
        folder.put("conferences.toml", &LIST.replace("PyCon UK 2022", "PyCon UK"));
        age(&folder, 1000);
        let server = Server::start(&folder, state);
        let lately = chrono::Utc::now() - chrono::TimeDelta::minutes(30);
        let since = lately.format("%a, %d %b %Y %H:%M:%S GMT");
        let request = format!("GET /all.ics HTTP/1.0\r\nIf-Modified-Since: {since}\r\n\r\n");
        assert_eq!(Response::parse(&server.raw(request.as_bytes())).status, 200, "{state}");
    }
}

#[test]
fn the_same_list_is_the_same_feed_on_two_machines() {
    let (one, other) = (Folder::new(), Folder::new());
    for folder in [&one, &other] {
        age(folder, 1);
    }
    let (one, other) = (Server::start(&one, ""), Server::start(&other, ""));
    for path in ["/all.ics", "/", "/conferences.json", "/feed.ics?tag=python"] {
        let (one, other) = (one.get(path), other.get(path));
        assert_eq!((one.body, &one.headers["etag"]), (other.body, &other.headers["etag"]), "{path}");
    }
}

#[test]
fn the_server_stops_when_told_and_finishes_what_it_has_begun() {
    let folder = Folder::new();
    folder.put("conferences.toml", &large_list());
    let mut server = Server::start(&folder, "");
    let idle = server.connect();
    let mut reading = server.connect();
    reading.write_all(b"GET /all.ics HTTP/1.1\r\nHost: x\r\n\r\n").expect("the server reads");
    let mut got = vec![0; 1000];
    reading.read_exact(&mut got).expect("the answer begins");
    server.terminate();
    server.waits_for("stopping");
    assert_eq!(TcpStream::connect(server.address).err().map(|error| error.kind()), Some(ErrorKind::ConnectionRefused));
    got.extend(read_to_end(&mut reading));
    let got = Response::parse(&got);
    assert_eq!(got.headers["content-length"], got.body.len().to_string());
    assert!(got.body.len() > 8_000_000 && got.body.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
    drop(idle);
}

#[test]
fn what_cannot_be_served_is_told_at_the_start() {
    let folder = Folder::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address");
    folder
        .run(&format!("serve --listen {address}"))
        .fails(2, &format!("cannot listen at {address}: another program listens there"));
    folder.run("serve --listen nowhere").fails(2, "`nowhere` is not an address and port");
    folder.run("serve none.toml --listen 127.0.0.1:0").fails(2, "cannot read none.toml");
    folder.run("serve --listen 127.0.0.1:0 --tag nothing").fails(2, "has the tag `nothing`");
    folder.run("serve --listen 127.0.0.1:0 --base-url example.org").fails(2, "does not begin with https://");
    folder.put("empty.toml", "");
    folder.run("serve empty.toml --listen 127.0.0.1:0").fails(2, "--allow-empty");
    folder.put("faulty.toml", "[[conference]]\nname = 1\n");
    folder.run("serve faulty.toml --listen 127.0.0.1:0").fails(1, "nothing is served, because the list has errors");
    fs::create_dir(folder.path("state")).expect("a folder");
    folder.put("state/index.html", "<p>mine");
    folder.run("serve --listen 127.0.0.1:0 --state state").fails(2, "state/index.html is not of the last build");
}

#[test]
fn it_listens_at_ipv6_and_at_several_addresses_and_reads_standard_input() {
    let folder = Folder::new();
    let Ok(probe) = TcpListener::bind("[::1]:0") else { return };
    drop(probe);
    let server = Server::start(&folder, "--listen [::1]:0 --listen 127.0.0.1:0 --metrics-listen 127.0.0.1:0");
    assert!(server.address.is_ipv6());
    assert_eq!(server.get("/all.ics").status, 200);
    let second = server.address_of("serving 2 conferences");
    let mut stream = TcpStream::connect(second).expect("the server accepts");
    stream.write_all(b"GET /all.ics HTTP/1.0\r\n\r\n").expect("the server reads");
    assert_eq!(Response::parse(&read_to_end(&mut stream)).status, 200);
    let figures = server.address_of("serving metrics");
    let mut stream = TcpStream::connect(figures).expect("the server accepts");
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").expect("the server reads");
    let figures = Response::parse(&read_to_end(&mut stream));
    assert!(figures.body.contains("confcal_requests_total{method=\"GET\",status=\"200\"} 2\n"), "{}", figures.body);

    let mut child = folder.command("serve - --listen 127.0.0.1:0");
    let mut child = child.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("confcal runs");
    child.stdin.take().expect("standard input").write_all(LIST.as_bytes()).expect("it reads");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("standard error")).read_line(&mut line).expect("it speaks");
    assert!(line.contains("serving 2 conferences"), "{line}");
    child.kill().and_then(|()| child.wait()).expect("it ends");
}

#[test]
fn requests_are_logged_one_to_a_line() {
    let folder = Folder::new();
    let server = Server::start(&folder, "");
    server.raw(b"GET /all.ics HTTP/1.1\r\nHost: x\r\nUser-Agent: a\"b\xff\r\nConnection: close\r\n\r\n");
    let line = server.waits_for("/all.ics");
    assert!(line.starts_with("127.0.0.1 - - [") && line.contains("] \"GET /all.ics HTTP/1.1\" 200 "), "{line}");
    assert!(line.contains("\"a\\\"b\\xff\""), "{line}");

    let server = Server::start(&folder, "--log json");
    server.get("/feed.ics?tag=pyton");
    let json: serde_json::Value = serde_json::from_str(&server.waits_for("pyton")).expect("JSON");
    assert_eq!((&json["status"], &json["target"]), (&400.into(), &"/feed.ics?tag=pyton".into()));
    folder.put("conferences.toml", &LIST.replace("2022-09-18", "2022-09-08"));
    let json: serde_json::Value = serde_json::from_str(&server.waits_for("ends-before-start")).expect("JSON");
    assert_eq!((&json["level"], &json["labels"][0]["line"]), (&"error".into(), &24.into()));

    let mut server = Server::start(&Folder::new(), "--log off");
    server.get("/all.ics");
    server.terminate();
    server.waits_for("stopping");
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
    assert_eq!(server.said.iter().collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn requests_may_follow_one_another_on_a_connection() {
    let server = Server::start(&Folder::new(), "");
    let get = "GET /all.ics HTTP/1.1\r\nHost: x\r\n\r\n";
    let last = "HEAD /all.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let got = server.raw(format!("{get}{get}{last}").as_bytes());
    assert_eq!(statuses(&got), [200, 200, 200]);
    assert_eq!(String::from_utf8(got).expect("text").matches("END:VCALENDAR").count(), 2, "the last is a HEAD");

    // A client may close its sending side and still receive.
    let mut stream = server.connect();
    stream.write_all(get.as_bytes()).expect("the server reads");
    stream.shutdown(Shutdown::Write).expect("a socket can be closed by half");
    let got = Response::parse(&read_to_end(&mut stream));
    assert_eq!(got.headers["content-length"], got.body.len().to_string());
}

#[test]
fn nothing_is_hidden_in_a_request() {
    let server = Server::start(&Folder::new(), "");
    let hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let length = hidden.len();
    let shapes = [
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!(
            "GET /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!(
            "GET /all.ics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: +{length}\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: {length}, {length}\r\n\r\n{hidden}"),
        format!("POST /all.ics HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nX: a\rContent-Length: {length}\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n{hidden}"),
        format!("GET /all.ics\r\nHost: x\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/1.1\r\nHost: x\r\nA\0B: c\r\n\r\n{hidden}"),
        format!("GET /all .ics HTTP/1.1\r\nHost: x\r\n\r\n{hidden}"),
        format!("GET /all.ics HTTP/9.9\r\nHost: x\r\n\r\n{hidden}"),
    ];
    for shape in shapes {
        let got = server.raw(shape.as_bytes());
        let statuses = statuses(&got);
        assert!(statuses.len() <= 1 && !String::from_utf8_lossy(&got).contains("stale"), "{shape:?}: {statuses:?}");
        assert!(statuses.iter().all(|status| (400..500).contains(status)), "{shape:?}: {statuses:?}");
    }
    for too_much in [
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(12_000)),
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(1 << 20)),
        format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "x".repeat(1 << 20)),
        format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(1000)),
    ] {
        let got = server.raw(too_much.as_bytes());
        assert!(
            statuses(&got).iter().all(|status| [400, 414, 431].contains(status)),
            "{}",
            String::from_utf8_lossy(&got)
        );
    }
    assert_eq!(server.get("/all.ics").status, 200);
}

#[test]
fn garbage_is_no_request() {
    let server = Server::start(&Folder::new(), "");
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    let mut shapes: Vec<Vec<u8>> = vec![
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        b"\r\n\r\n\r\n\r\n".to_vec(),
        vec![0; 100_000],
        vec![b'\n'; 100_000],
        b"GET".to_vec(),
    ];
    shapes.extend((0..100).map(|_| (0..next() % 3000).map(|_| next() as u8).collect()));
    for shape in shapes {
        let mut stream = server.connect();
        let _ = stream.write_all(&shape);
        let _ = stream.shutdown(Shutdown::Write);
        let statuses = statuses(&read_to_end(&mut stream));
        assert!(statuses.iter().all(|status| (400..500).contains(status)), "{shape:?}: {statuses:?}");
    }
    assert_eq!(server.get("/all.ics").status, 200);
}

#[test]
fn nobody_notices_ten_thousand_idle_clients() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(10_200, |most| most.min(10_200));
    setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), ..limit }).expect("a process may raise its limit");
    let server = Server::start(&Folder::new(), "--log off --metrics-listen 127.0.0.1:0");
    let figures = server.address_of("serving metrics");
    let mut idle = Vec::new();
    // Others run beside in this process, and need some files too.
    while idle.len() < 10_000 && idle.len() + 200 < wanted as usize {
        let mut stream = server.connect();
        if idle.len() % 2 == 0 {
            // Half of them have begun a request that never ends.
            let _ = stream.write_all(b"GET /all.ics HTTP/1.1\r\nHost: x\r\nX-Slow:");
        }
        idle.push(stream);
    }
    assert_eq!(server.get("/all.ics").status, 200);
    let mut stream = TcpStream::connect(figures).expect("the server accepts");
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").expect("the server reads");
    let text = Response::parse(&read_to_end(&mut stream)).body;
    let figure = |name: &str| -> usize {
        let line = text.lines().find(|line| line.starts_with(&format!("{name} "))).expect("the figure is there");
        line.rsplit(' ').next().expect("a number").parse().expect("a number")
    };
    assert!(figure("confcal_connections") <= 4096);
    assert!(figure("confcal_connections_total") > idle.len());
}

#[test]
fn who_does_not_read_waits_alone() {
    let folder = Folder::new();
    folder.put("conferences.toml", &large_list());
    let server = Server::start(&folder, "");
    let mut slow = Vec::new();
    for _ in 0..50 {
        let mut stream = server.connect();
        stream.write_all(b"GET /all.ics HTTP/1.1\r\nHost: x\r\n\r\n").expect("the server reads");
        slow.push(stream);
    }
    for _ in 0..10 {
        assert_eq!(server.get("/healthz").status, 200);
    }
    // The others get theirs once they read.
    let mut first = vec![0; 15];
    slow[49].read_exact(&mut first).expect("the answer begins");
    assert_eq!(first, b"HTTP/1.1 200 OK");
}

/// The memory of a process in octets, without what it shares with others.
#[cfg(target_os = "linux")]
fn memory_of(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.child.id())).expect("the process is there");
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).expect("its memory is told");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).expect("a number") << 10
}

#[test]
#[cfg(target_os = "linux")]
fn ever_new_feeds_that_nobody_reads_fill_no_memory_and_stop_nobody() {
    let folder = Folder::new();
    folder.put("conferences.toml", &large_list());
    let server = Server::start(&folder, "--log off");
    let query =
        |number: u32| format!("/feed.ics?from=2022-01-{:02}&until=2030-01-{:02}", number % 28 + 1, number / 28 + 1);
    let size = server.get(&query(0)).body.len() as u64;
    let before = memory_of(&server);
    let slow: Vec<TcpStream> = (1..150)
        .map(|number| {
            let mut stream = server.connect();
            let request = format!("GET {} HTTP/1.1\r\nHost: x\r\n\r\n", query(number));
            stream.write_all(request.as_bytes()).expect("the server reads");
            stream
        })
        .collect();
    let mut grown = 0;
    for _ in 0..100 {
        assert_eq!(server.get("/all.ics").status, 200, "what is in memory is answered at once");
        grown = memory_of(&server).saturating_sub(before).max(grown);
    }
    assert!(size * slow.len() as u64 > 128 << 20, "the test asks for {size} octets only");
    assert!(grown < 64 << 20, "{grown} octets for feeds of {size}");
    drop(slow);
    assert_eq!(server.get(&query(200)).status, 200);
}

#[test]
fn what_is_no_request_is_logged_and_counted() {
    let server = Server::start(&Folder::new(), "--log json --metrics-listen 127.0.0.1:0");
    let figures = server.address_of("serving metrics");
    assert_eq!(statuses(&server.raw(b"\0 nothing\r\n\r\n")), [400]);
    let line = server.waits_for("\"status\":400");
    assert!(line.contains("\"method\":\"-\"") && line.contains("\"target\":\"-\""), "{line}");
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(1000));
    assert_eq!(statuses(&server.raw(long.as_bytes())), [431]);
    server.waits_for("\"status\":431");
    let mut stream = TcpStream::connect(figures).expect("the server accepts");
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").expect("the server reads");
    let text = Response::parse(&read_to_end(&mut stream)).body;
    for status in [400, 431] {
        let figure = format!("confcal_requests_total{{method=\"other\",status=\"{status}\"}} 1\n");
        assert!(text.contains(&figure), "{text}");
    }
}

#[test]
fn an_edit_is_served_even_if_it_cannot_be_kept() {
    let folder = Folder::new();
    let mut server = Server::start(&folder, "--state state");
    // A folder where a file has to be.
    fs::remove_file(folder.path("state/all.ics"))
        .and_then(|()| fs::create_dir(folder.path("state/all.ics")))
        .expect("a folder");
    folder.put("conferences.toml", &LIST.replace("PyCon UK 2022", "PyCon UK"));
    server.waits_for("the list was read again");
    server.waits_for("the edit is served anyway");
    assert!(server.get("/all.ics").body.contains("SUMMARY:PyCon UK\r\n"));
    // The next edit does not change the feed of the country, and keeps it all the same.
    fs::remove_dir(folder.path("state/all.ics")).expect("the folder goes");
    folder.put("conferences.toml", &LIST.replace("PyCon UK 2022", "PyCon UK").replace("PyCon DE 2022", "PyCon DE"));
    server.waits_for("the list was read again");
    assert_eq!(server.stop(), Some(0));
    let kept = fs::read_to_string(folder.path("state/countries/gb.ics")).expect("a feed");
    assert!(kept.contains("SUMMARY:PyCon UK\r\n"));
}

#[test]
fn a_pipe_in_place_of_the_list_is_not_waited_for() {
    let folder = Folder::new();
    let server = Server::start(&folder, "");
    fs::remove_file(folder.path("conferences.toml")).expect("it goes");
    let made = std::process::Command::new("mkfifo").arg(folder.path("conferences.toml")).status();
    assert!(made.expect("mkfifo runs").success());
    server.waits_for("cannot read conferences.toml: it is not a file");
    assert_eq!(server.get("/healthz").json()["stale"], true);
    fs::remove_file(folder.path("conferences.toml")).expect("it goes");
    folder.put("conferences.toml", LIST);
    server.waits_for("the list can be used again");
}

#[test]
fn a_folder_of_state_has_one_server_and_nothing_but_files() {
    let folder = Folder::new();
    let mut server = Server::start(&folder, "--state state");
    folder.run("serve --listen 127.0.0.1:0 --state state").fails(2, "another confcal writes to state");
    folder.run("build -o state").fails(2, "another confcal writes to state");
    assert_eq!(server.stop(), Some(0));
    fs::remove_file(folder.path("state/all.ics")).expect("it goes");
    let made = std::process::Command::new("mkfifo").arg(folder.path("state/all.ics")).status();
    assert!(made.expect("mkfifo runs").success());
    folder.run("serve --listen 127.0.0.1:0 --state state").fails(2, "state/all.ics is a pipe");
    // A file that a loss of power has emptied or damaged is made anew.
    fs::remove_file(folder.path("state/all.ics")).expect("it goes");
    folder.put("state/all.ics", "");
    folder.put("state/index.html", "<html");
    let server = Server::start(&folder, "--state state");
    assert!(server.get("/all.ics").body.contains("BEGIN:VEVENT"));
}
