//! Bytes as they come on a connection: read as HTTP by the server itself, which answers without a socket.

#![no_main]

use std::sync::LazyLock;

use confcal_fuzz::{EVERYTHING, events};
use libfuzzer_sys::fuzz_target;

// No crate can depend on a command, so its modules are built into this one.
#[allow(dead_code, unused_imports, unreachable_pub)]
#[path = "../../src/bin/confcal"]
mod command {
    pub(crate) mod args;
    pub(crate) mod build_site;
    pub(crate) mod commands;
    pub(crate) mod directory;
    pub(crate) mod files;
    pub(crate) mod fix_files;
    pub(crate) mod folder;
    pub(crate) mod import;
    pub(crate) mod init;
    pub(crate) mod manual;
    pub(crate) mod previous_text;
    pub(crate) mod published_changes;
    pub(crate) mod published_site;
    pub(crate) mod report;
    pub(crate) mod repository;
    pub(crate) mod review;
    pub(crate) mod serve;
    pub(crate) mod system;
    pub(crate) mod table;
    pub(crate) mod version;
}
#[allow(unused_imports)]
use command::{
    args, build_site, commands, directory, files, fix_files, folder, import, init, manual, previous_text, published_changes, published_site, report, repository, review, serve, system, table, version,
};
use serve::fuzzing::Server;

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::new(EVERYTHING));

/// Every status that there is a rule for. 503 and 500 stand for a server that cannot do its work.
const STATUSES: [u16; 9] = [200, 204, 301, 304, 400, 404, 405, 414, 431];

fuzz_target!(|bytes: &[u8]| {
    let answers = SERVER.answer(bytes);
    let mut rest = answers.as_slice();
    while !rest.is_empty() {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Response::new(&mut headers);
        let Ok(httparse::Status::Complete(length)) = head.parse(rest) else {
            panic!("no answer: {}", rest.escape_ascii());
        };
        let status = head.code.expect("a status");
        assert!(STATUSES.contains(&status), "{}", rest.escape_ascii());
        let header = |name: &str| {
            let mut found = head.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            let value = found.next().map(|header| std::str::from_utf8(header.value).expect("ASCII"));
            assert!(found.next().is_none(), "two headers {name}");
            value
        };
        if let Some(location) = header("location") {
            assert!(location.starts_with("./") && location.contains("/conferences"), "{location}");
        }
        let octets: usize = header("content-length").map_or(0, |length| length.parse().expect("a number"));
        rest = &rest[length..];
        // An answer to HEAD has the length of a body that is not sent.
        if rest.is_empty() || rest.starts_with(b"HTTP/1.") || status == 304 {
            continue;
        }
        let body = rest.get(..octets).expect("the whole body");
        let is_feed = header("content-type").is_some_and(|kind| kind.starts_with("text/calendar"));
        if is_feed && header("content-encoding").is_none() {
            events(body);
        }
        if status == 400 {
            let text = std::str::from_utf8(body).expect("text").trim_end_matches('\n');
            assert!(!text.contains(char::is_control), "{text:?}");
        }
        rest = &rest[octets..];
    }
});
