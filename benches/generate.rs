//! Writes a list of many conferences to standard output: `cargo run --example generate -- 10000 > list.toml`.
//!
//! The same number gives the same list on every machine. It holds what real lists hold: whole days and times, sessions,
//! deadlines, zones, places and text that is not ASCII. A second number gives so many topics more, one to a conference: the
//! site of `generate 10000 254` has 300 feeds.

use std::fmt::Write as _;
use std::io::Write as _;

/// What comes before the first conference.
pub(crate) const HEAD: &str = "[feed]\nname = \"Generated conferences\"\nid = \"generated\"\nrefresh = \"12h\"\n";

const CITIES: [(&str, &str, &str, f64, f64); 10] = [
    ("Dublin", "IE", "Europe/Dublin", 53.3478, -6.2397),
    ("München", "DE", "Europe/Berlin", 48.1351, 11.582),
    ("San Diego", "US", "America/Los_Angeles", 32.7157, -117.1611),
    ("東京", "JP", "Asia/Tokyo", 35.6762, 139.6503),
    ("São Paulo", "BR", "America/Sao_Paulo", -23.5505, -46.6333),
    ("Bengaluru", "IN", "Asia/Kolkata", 12.9716, 77.5946),
    ("Sydney", "AU", "Australia/Sydney", -33.8688, 151.2093),
    ("Kraków", "PL", "Europe/Warsaw", 50.0647, 19.945),
    ("Nairobi", "KE", "Africa/Nairobi", -1.2921, 36.8219),
    ("New York", "US", "America/New_York", 40.7128, -74.006),
];

const TOPICS: [&str; 8] = ["python", "rust", "javascript", "data", "security", "devops", "design", "embedded"];

fn main() {
    let number = |at| std::env::args().nth(at).and_then(|number| number.parse().ok());
    let (count, topics): (u64, u64) = (number(1).unwrap_or(10_000), number(2).unwrap_or(0));
    let mut list = String::from(HEAD);
    for n in 0..count {
        conference(n, topics, &mut list);
        if list.len() > 1 << 16 {
            std::io::stdout().write_all(list.as_bytes()).expect("standard output can be written");
            list.clear();
        }
    }
    std::io::stdout().write_all(list.as_bytes()).expect("standard output can be written");
}

/// A number that looks like chance and is not (SplitMix64).
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Adds a conference, which has one of so many further topics.
pub(crate) fn conference(n: u64, topics: u64, list: &mut String) {
    let r = mix(n);
    let (city, country, zone, lat, lon) = CITIES[(r % 10) as usize];
    let topic = TOPICS[(r >> 8) as usize % 8];
    let (year, month, day) = (2024 + (r >> 16) % 4, 1 + (r >> 24) % 12, 1 + (r >> 32) % 24);
    let last = day + (r >> 40) % 4;
    let name = format!("{topic}Conf {city} {n}");
    let more = if topics == 0 { String::new() } else { format!(", \"topic {}\"", (r >> 48) % topics) };
    let _ = write!(
        list,
        "\n[[conference]]\nid = \"conf-{n}\"\nname = \"{name}\"\nurl = \"https://example.org/{topic}/{n}/\"\n\
         venue = \"Kongresszentrum „{city}“, Halle {}\"\ncity = \"{city}\"\ncountry = \"{country}\"\n\
         geo = {{ lat = {lat}, lon = {lon} }}\ntags = [\"{topic}\", \"conference\"{more}]\nseries = \"{topic}conf\"\n\
         description = \"\"\"\nThe {n}th meeting of everyone who works with {topic}; talks, workshops, sprints – and coffee.\n\
         Bring a friend, a laptop, and questions: naïve ones are welcome.\n\"\"\"\n",
        r % 9
    );
    if r.is_multiple_of(4) {
        let _ = write!(
            list,
            "timezone = \"{zone}\"\nstart = {year}-{month:02}-{day:02}T09:00:00\nend = {year}-{month:02}-{last:02}T18:30:00\n"
        );
    } else {
        let _ = write!(list, "start = {year}-{month:02}-{day:02}\nend = {year}-{month:02}-{last:02}\n");
    }
    if r.is_multiple_of(5) {
        list.push_str("online = \"https://example.org/live\"\n");
    }
    if !r.is_multiple_of(4) && last > day {
        let _ = write!(
            list,
            "\n[[conference.session]]\nname = \"Workshops\"\nstart = {year}-{month:02}-{day:02}\nend = {year}-{month:02}-{day:02}\n"
        );
    }
    if r.is_multiple_of(2) {
        let _ = write!(
            list,
            "\n[[conference.deadline]]\nkind = \"cfp\"\ndue = {}-{month:02}-{day:02}T23:59:00\n\
             url = \"https://example.org/{topic}/{n}/cfp\"\nremind = [\"7d\", \"1d\"]\n",
            year - 1
        );
    } else if r.is_multiple_of(3) {
        let _ = write!(
            list,
            "\n[[conference.deadline]]\nkind = \"early-bird\"\ntimezone = \"{zone}\"\ndue = {}-{month:02}-{day:02}T18:00:00\n",
            year - 1
        );
    }
}
