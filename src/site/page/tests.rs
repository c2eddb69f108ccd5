//! The page as a whole.

use super::*;
use crate::diagnostic::Source;
use crate::site::{SiteOptions, site};

/// A list as the page gets it.
pub(super) fn read(list: &str) -> Feed {
    let list = format!("[feed]\nid = 'test'\n{list}");
    let (feed, faults) = crate::read(&[Source::new("list.toml", list)], crate::Level::Hint);
    feed.unwrap_or_else(|| panic!("{faults:?}"))
}

fn html(feed: &Feed, base_url: Option<&str>) -> String {
    file(feed, base_url, "index.html")
}

fn file(feed: &Feed, base_url: Option<&str>, path: &str) -> String {
    let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
    let base_url = base_url.map(|url| url.parse().unwrap());
    let options = SiteOptions { base_url, ..SiteOptions::new(time) };
    String::from_utf8(site(feed.clone(), &options).file(path).unwrap().bytes()).unwrap()
}

const LIST: &str = "[[conference]]\nname = 'PyCon'\nid = 'pycon'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
                    country = 'IE'\ntags = ['Python']\n[[conference.deadline]]\nkind = 'cfp'\ndue = 2022-06-01T23:59:00\n\
                    timezone = 'AoE'\n";

#[test]
fn the_policy_allows_what_is_in_the_page() {
    let html = html(&read(LIST), None);
    for (open, close, directive) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")] {
        let (_, rest) = html.split_once(open).unwrap();
        let (text, _) = rest.split_once(close).unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        // Askama escapes what is in the attribute; Base64 has nothing to escape but its `+`, which is none of the five.
        assert!(html.contains(&format!("{directive} &#39;sha256-{hash}&#39;")), "{directive}");
    }
    assert!(!html.contains(" style=\"") && !html.contains(" onclick=\""));
}

/// The policy of each page allows the script in it and no other.
#[test]
fn a_page_for_frames_has_the_conferences_alone() {
    let list = read(LIST);
    let options = |base_url: Option<&str>| SiteOptions {
        base_url: base_url.map(|url| url.parse().unwrap()),
        ..SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap()))
    };
    let text = |base_url, path: &str| {
        String::from_utf8(site(list.clone(), &options(base_url)).file(path).unwrap().bytes()).unwrap()
    };
    let embed = text(Some("https://example.org/c/"), "embed.html");
    let script = embed.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    assert!(embed.contains(&format!("script-src &#39;sha256-{hash}&#39;;")));
    for part in ["<base target=\"_top\">", "id=\"c-pycon\"", "href=\"./?country=ie\"", "href=\"./?tag=python\""] {
        assert!(embed.contains(part), "{part}");
    }
    for part in ["<header", "<svg", "class=\"feed\"", "type=\"search\"", "ld+json", "href=\"#", "href=\"?"] {
        assert!(!embed.contains(part), "{part}");
    }
    let code = |base_url| {
        let page = text(base_url, "index.html");
        page.split_once("<textarea").unwrap().1.split_once("</textarea>").unwrap().0.to_owned()
    };
    assert!(
        code(Some("https://example.org/c/")).contains("src=&#34;https://example.org/c/embed.html&#34; title=&#34;")
    );
    assert!(code(None).contains("src=&#34;embed.html&#34;"));
}

/// The page for unknown addresses leads home from every folder, and on a server by whatever host it is reached.
#[test]
fn an_unknown_address_leads_home() {
    let page = |base_url: Option<&str>, answers_queries: bool| {
        let base_url = base_url.map(|url| url.parse().unwrap());
        let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
        let options = SiteOptions { base_url, answers_queries, ..SiteOptions::new(time) };
        String::from_utf8(site(read(LIST), &options).file("404.html").unwrap().bytes()).unwrap()
    };
    for (base_url, answers_queries, home, icon, has_script) in [
        (Some("https://example.org/c/"), false, "https://example.org/c/", "/c/icon.svg", false),
        (Some("https://example.org/c/"), true, "/c/", "/c/icon.svg", false),
        (None, false, "/", "/icon.svg", true),
    ] {
        let page = page(base_url, answers_queries);
        assert!(page.contains(&format!("class=\"button\" href=\"{home}\"")), "{page}");
        assert!(page.contains(&format!("href=\"{icon}\"")), "{page}");
        assert_eq!(page.contains("<script>"), has_script);
        assert_eq!(page.contains("script-src &#39;none&#39;"), !has_script);
    }
}

#[test]
fn the_page_says_what_the_script_reads() {
    let html = html(&read(LIST), Some("https://example.org/c/"));
    for part in [
        "id=\"c-pycon\" aria-labelledby=\"n-pycon\" data-country=\"ie\" data-tags=\"python\" \
         data-when=\"20220711/20220718\" \
         data-search=\" pycon python dublin ireland ie irl july 2022\"",
        "<a href=\"?q=Dublin\"><bdi>Dublin</bdi></a>, <a href=\"?country=ie\">Ireland</a>",
        "<li><a href=\"?tag=python\">Python</a></li>",
        "<span class=\"what\">CFP closes</span>",
        "name=\"country\" value=\"ie\" data-regions=\"europe northern-europe world\">Ireland</label>",
        "data-due=\"2022-06-02T11:59:00Z\"",
        "1 June 2022, 23:59 AoE<",
        "data-path=\"topics/python.ics\" data-filter=\"tag=python\"",
        "value=\"https://example.org/c/regions/northern-europe.ics\"",
        "href=\"webcal://example.org/c/all.ics\"",
        "src=\"qr/countries/ie.ics.svg\"",
        "href=\"events/pycon.ics\" download",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

/// A value that cards and menus share, and no feed to go with it as long as there is no event.
#[test]
fn an_undated_conference_can_be_filtered_for() {
    let list = format!(
        "{LIST}[[conference]]\nname = 'Later'\nid = 'later'\nexpected = '2027'\ncity = 'Basel'\ncountry = 'CH'\n\
         tags = ['C++', 'Web']\n"
    );
    let html = html(&read(&list), None);
    for part in [
        "name=\"region\" value=\"western-europe\">",
        "name=\"country\" value=\"ch\" data-regions=\"europe western-europe world\">Switzerland</label>",
        "name=\"tag\" value=\"c-plus-plus\">C++</label>",
        "name=\"tag\" value=\"web\">Web</label>",
        "data-country=\"ch\" data-tags=\"c-plus-plus web\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("countries/ch.ics") && !html.contains("topics/web.ics"));
}

#[test]
fn a_roadshow_shows_the_cities_of_its_sessions() {
    let session = |name: &str, day: u32, city: &str| {
        format!("[[conference.session]]\nname = '{name}'\nstart = 2022-07-{day}\ncity = '{city}'\ncountry = 'CH'\n")
    };
    let stops = session("One", 11, "Basel") + &session("Two", 12, "Bern") + &session("Again", 13, "Basel");
    let conference = "[[conference]]\nname = 'Roadshow'\nid = 'roadshow'\nstart = 2022-07-11\nend = 2022-07-13\n";
    let place = |keys: &str| {
        let html = html(&read(&format!("{conference}{keys}{stops}")), None);
        assert!(html.contains(" basel switzerland ch che bern july 2022\""), "they are found by their cities");
        html.split_once("<p class=\"place\">").unwrap().1.split_once("</p>").unwrap().0.to_owned()
    };
    let cities = "<bdi>Basel, Switzerland · Bern, Switzerland</bdi>";
    assert_eq!(place(""), cities);
    assert_eq!(place("online = true\n").split(" <span").next(), Some(cities));
}

#[test]
fn without_an_address_nothing_points_nowhere() {
    let html = html(&read(LIST), None);
    assert!(html.contains("--base-url") && html.contains("class=\"download\" href=\"all.ics\""));
    assert!(!html.contains("href=\"webcal:") && !html.contains("value=\"http") && !html.contains("class=\"qr\""));
}

#[test]
fn hostile_names_stay_names() {
    let long = "x".repeat(500);
    let evil = "</script><script>alert(1)</script>\\\"' onload=x <!-- \\u202E &lt;";
    let list = format!(
        "[[conference]]\nname = \"{evil}\"\nid = 'evil'\nstart = 2022-07-11\ncity = \"{evil}\"\naliases = [\"{evil}\"]\n\
         tags = [\"{evil}\"]\nseries = \"{evil}\"\ndescription = \"{evil}\"\ngeo = {{ lat = 1.0, lon = 2.0 }}\n\
         [[conference.deadline]]\nkind = 'other'\nname = \"{evil}\"\ndue = 2022-06-01\n\
         [[conference.session]]\nname = \"{evil}\"\nstart = 2022-07-11\n\
         [[conference]]\nname = '{long}'\nid = 'long'\nstart = 2022-07-12\ncity = 'X'\n"
    );
    let mut feed = read(&list);
    feed.name = Some("</title><script>alert(2)</script>".into());
    feed.conferences[0].url = Some("javascript:alert(3)".into());
    for path in ["index.html", "c/evil/index.html", "c/long/index.html"] {
        let html = file(&feed, Some("https://example.org/"), path);
        assert!(!html.contains("alert(1)</script>") && !html.contains("alert(2)</script>"), "{path}");
        assert!(!html.contains("href=\"javascript:") && !html.contains("<!-- "), "{path}");
        assert_eq!(
            html.matches("<script").count(),
            if path == "index.html" { 2 } else { 3 },
            "{path}: the data and the script"
        );
    }
}

#[test]
fn it_speaks_five_languages() {
    let mut feed = read(LIST);
    for (language, dates) in [
        ("en", "11–17 July 2022"),
        ("de", "11.–17. Juli 2022"),
        ("zh-Hans", "2022年7月11日至17日"),
        ("es", "11–17 de julio de 2022"),
        ("fr", "11–17 juillet 2022"),
    ] {
        feed.language = Some(language.into());
        let html = html(&feed, None);
        assert!(
            html.contains(&format!("<html lang=\"{language}\" dir=\"ltr\">")) && html.contains(dates),
            "{language}"
        );
    }
}

#[test]
fn the_style_ends_where_it_should() {
    assert!(!STYLE.contains("</style"));
}

#[test]
fn it_is_light() {
    let bytes = html(&read("[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11\n"), None).len();
    assert!(bytes < 150_000, "{bytes} bytes");
}

/// A page of a year ago is as of its day, and one of today as of today; the feeds are the same.
#[test]
fn today_is_the_day_of_the_build() {
    let list = format!(
        "{LIST}[[conference.deadline]]\nkind = 'early-bird'\nopens = 2022-05-20\ndue = 2022-06-20\n\
         [[conference]]\nname = 'Next'\nid = 'next'\nstart = 2023-03-01\n"
    );
    let on = |now: &str| {
        let time = Stamp::new("2022-04-01T00:00:00Z".parse().unwrap());
        let options = SiteOptions { now: now.parse().unwrap(), ..SiteOptions::new(time) };
        let site = site(read(&list), &options);
        let files: Vec<_> =
            site.files().filter(|file| file.path.ends_with(".ics")).map(|file| file.sha256().to_owned()).collect();
        (String::from_utf8(site.file("index.html").unwrap().bytes()).unwrap(), files)
    };
    let (may, feeds) = on("2022-05-01T08:00:00Z");
    assert_eq!(on("2022-05-01T21:00:00Z").0, may, "the same bytes on one day");
    let after = |html: &str, heading: &str| html.split_once(heading).unwrap().1.to_owned();
    let closing = |html: &str| after(html, "id=\"closing-title\"").split_once("</section>").unwrap().0.to_owned();
    assert!(closing(&may).contains("CFP closes") && !closing(&may).contains("Early-bird"), "not open yet");
    assert!(after(&may, "data-kind=\"early-bird\"").contains("opens 20 May 2022"));
    let (june, later) = on("2022-06-03T12:00:00Z");
    assert!(closing(&june).contains("Early-bird tickets end") && !closing(&june).contains("CFP closes"));
    assert!(after(&june, "class=\"closed-calls\"").contains("Call for proposals: closed"));
    assert!(june.contains("data-first=\"2022-06-01\""));
    let (next, _) = on("2022-12-01T00:00:00Z");
    assert!(after(&next, "id=\"past\"").contains("c-pycon") && next.contains("data-first=\"2022-12-01\""));
    assert_eq!(feeds, later);
}

/// A long list has a page for each year that is over, and its page of today has none of them.
#[test]
fn the_past_of_a_long_list_is_apart() {
    let conference = |n: u32| {
        format!(
            "[[conference]]\nname = 'C{n}'\nid = 'c{n}'\nstart = {}-03-{:02}\ngeo = {{ lat = 1, lon = 1 }}\n\
             country = 'IE'\ntags = ['{}']\n",
            2020 + n % 4,
            1 + n % 28,
            if n.is_multiple_of(2) { "even" } else { "odd" },
        )
    };
    let feed = read(&(0..300).map(conference).collect::<String>());
    let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
    let site = site(feed, &SiteOptions::new(time));
    let text = |path: &str| String::from_utf8(site.file(path).unwrap().bytes()).unwrap();
    let cards = |path: &str| text(path).matches("<article").count();
    assert_eq!(["index.html", "past/2022.html", "past/2021.html", "past/2020.html"].map(cards), [75; 4]);
    let page = text("index.html");
    assert!(page.contains("<a href=\"past/2022.html\">2022</a>") && page.contains(">75 conferences<"));
    assert_eq!(page.matches("class=\"mark").count(), 75);
    // It filters by itself, and places lead to it.
    let past = text("past/2020.html");
    for part in [
        "<h2 class=\"unseen\">",
        "href=\"?country=ie\"",
        "value=\"2020-03\"",
        "value=\"northern-europe\"",
        "href=\"?tag=even\"",
    ] {
        assert!(past.contains(part), "{part}");
    }
    assert!(!past.contains("2021-03") && !past.contains("value=\"odd\"") && !page.contains("2021-03"));
    let conference = |id: &str| text(&format!("c/{id}/index.html"));
    assert!(conference("c0").contains("href=\"../../past/2020.html?country=ie\""));
    assert!(conference("c3").contains("href=\"../../?country=ie\""), "coming");
}

const RELATED: &str = "[[conference]]\nname = 'PyCon'\nid = 'pycon'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
     country = 'IE'\ngeo = { lat = 53.35, lon = -6.26 }\nseries = 'PyCon'\ndescription = 'The one'\n\
     [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-04-01\n\
     [[conference]]\nname = 'Sprints'\nid = 'sprints'\nstart = 2022-07-16\ncity = 'Dublin'\npart-of = 'pycon'\n\
     [[conference]]\nname = 'PyCon 2023'\nid = 'pycon-2023'\nexpected = '2023-07'\nseries = 'pycon'\n\
     [[conference]]\nname = 'Monday'\nid = 'monday'\nstart = 2022-07-11\ncity = 'Lima'\n\
     [[conference]]\nname = 'Monday after'\nid = 'after'\nstart = 2022-07-18\ncity = 'Lima'\n\
     [[conference]]\nname = 'Leeds'\nid = 'leeds'\nstart = 2022-12-01\ngeo = { lat = 53.8, lon = -1.55 }\n\
     [[conference]]\nname = 'Prague'\nid = 'prague'\nstart = 2022-12-01\ngeo = { lat = 50.06, lon = 14.43 }\n\
     [[conference]]\nname = 'Much later'\nid = 'later'\nstart = 2023-03-01\ncity = 'Dublin'\ncountry = 'IE'\n\
     [[conference]]\nname = 'Cancelled'\nid = 'off'\nstart = 2022-07-12\ncity = 'Lima'\nstatus = 'cancelled'\n\
     [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-06-01\n";

fn page_of(id: &str, options: &SiteOptions) -> String {
    let site = site(read(RELATED), options);
    String::from_utf8(site.file(&format!("c/{id}/index.html")).unwrap().bytes()).unwrap()
}

/// The page of a conference leads to its parts, its editions, and those of its week and near it, by their dates alone.
#[test]
fn a_conference_has_a_page_with_its_neighbours() {
    let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
    let options = SiteOptions { base_url: "https://example.org/".parse().ok(), ..SiteOptions::new(time) };
    let page = page_of("pycon", &options);
    let lists: Vec<(&str, Vec<&str>)> = page
        .split("<section class=\"related\">")
        .skip(1)
        .map(|list| {
            let title = list.split_once("<h2>").unwrap().1.split_once("</h2>").unwrap().0;
            (title, list.split("href=\"../../c/").skip(1).map(|href| href.split_once("/\"").unwrap().0).collect())
        })
        .collect();
    assert_eq!(
        lists,
        [
            ("Includes", vec!["sprints"]),
            ("Other editions", vec!["pycon-2023"]),
            ("The same week", vec!["monday", "sprints"]),
            ("Within 500 km", vec!["leeds"]),
        ]
    );
    for part in [
        "<p class=\"over\" hidden><strong>Over</strong></p>",
        "<h2>Deadlines</h2>",
        "<a href=\"../../#f-series-pycon-ics\">Subscribe to the series <bdi>PyCon</bdi></a>",
        "<link rel=\"canonical\" href=\"https://example.org/c/pycon/\">",
        "content=\"https://example.org/apple-touch-icon.png\"",
        "<meta property=\"og:description\" content=\"11–17 July 2022 · Dublin, Ireland · The one\">",
        "\"@id\":\"https://example.org/c/pycon/\"",
        "<details class=\"closed-calls\" open>",
        "href=\"../../events/pycon.ics\" download",
        "<a href=\"../../?country=ie\">Ireland</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let sitemap = site(read(RELATED), &options).file("sitemap.xml").unwrap().bytes();
    let sitemap = String::from_utf8(sitemap).unwrap();
    assert_eq!(sitemap.matches("<loc>https://example.org/c/").count(), 9, "{sitemap}");
    assert_eq!(sitemap.matches("<loc>").count(), 10, "no page for frames: {sitemap}");
    // A preview in a chat is all that many see of it.
    let off = page_of("off", &options);
    assert!(
        off.contains("<title>Cancelled: Cancelled · ") && off.contains("og:title\" content=\"Cancelled: Cancelled\"")
    );
    assert!(!off.contains("class=\"add\""), "nobody adds it to a calendar");
    // Its deadlines are known, and are no calls.
    assert!(off.contains("<li class=\"void\"><span class=\"what\">Call for proposals</span>"), "{off}");
    assert!(
        !off.contains("class=\"call ")
            && !off.contains("data-due")
            && !off.contains("closed-calls")
            && !off.contains("class=\"over\"")
    );
    assert!(!page_of("pycon-2023", &options).contains("ld+json"), "an event of schema.org has dates");
}

/// A deadline stays on the page of a conference when both are over.
#[test]
fn the_page_of_a_past_conference_shows_everything() {
    let time = Stamp::new("2023-05-01T00:00:00Z".parse().unwrap());
    let page = page_of("pycon", &SiteOptions::new(time));
    assert!(page.contains("Call for proposals: closed") && page.contains("datetime=\"2022-04-01\""));
    assert!(page.contains("<p class=\"over\"><strong>Over</strong></p>"));
    assert!(!page.contains("canonical") && !page.contains("events/pycon.ics"));
}

/// Programs read a file by its parts or as a whole, and its digest is that of its bytes.
#[test]
fn a_page_is_the_same_however_it_is_read() {
    let site = site(read(RELATED), &SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap())));
    let file = site.file("c/pycon/index.html").unwrap();
    let (mut part, mut written) = (Vec::new(), Vec::new());
    assert_eq!(file.read_part(0, 10, &mut part), None);
    file.write_to(&mut written).unwrap();
    assert!(part == file.bytes() && written == part && file.len() == part.len() && file.as_bytes().is_none());
    assert_eq!(file.sha256(), crate::site::sha256(&part));
}

/// The sessions come by time, each with its day once; languages have names, and zh has its own colon.
#[test]
fn the_programme_is_in_order() {
    let session = |name: &str, times: &str| {
        format!("[[conference.session]]\nname = '{name}'\n{times}\ntimezone = 'Europe/Dublin'\n")
    };
    let list =
        "[[conference]]\nname = 'C'\nid = 'c'\nstart = 2022-07-11\nend = 2022-07-12\nlanguages = ['en', 'pt-BR']\n\
                [[conference.deadline]]\nkind = 'cfp'\nname = 'Talks'\ndue = 2022-06-01\nopens = 2022-05-20\n"
            .to_owned()
            + &session("Late", "start = 2022-07-12T14:00:00\nend = 2022-07-12T15:00:00")
            + &session("Early", "start = 2022-07-11T09:00:00\nend = 2022-07-11T10:00:00")
            + &session("Night", "start = 2022-07-11T22:00:00\nend = 2022-07-12T02:00:00");
    let mut feed = read(&list);
    let page = file(&feed, None, "c/c/index.html");
    let programme = page.split_once("<div class=\"sessions\">").unwrap().1.split_once("</div>").unwrap().0;
    let at = |text: &str| programme.find(text).unwrap_or_else(|| panic!("{text}: {programme}"));
    assert!(at(">Early<") < at(">Night<") && at(">Night<") < at(">Late<"));
    assert_eq!(programme.matches("11 July 2022").count(), 2, "{programme}");
    assert!(
        programme.contains(">09:00–10:00 Europe/Dublin<")
            && programme.contains("11 July 2022, 22:00 – 12 July 2022, 02:00")
    );
    assert!(page.contains("Languages: English, Portuguese (Brazil)<"));
    assert!(page.contains("<span class=\"what\">CFP closes</span>: <bdi>Talks</bdi>"), "{page}");
    feed.language = Some("zh".into());
    assert!(file(&feed, None, "c/c/index.html").contains("</span>：<bdi>Talks</bdi>"));
}

/// What a list of neighbours leaves out is said, and leads to a page with all if there is one.
#[test]
fn neighbours_that_are_left_out_are_counted() {
    let conference = |n: u32| {
        format!("[[conference]]\nname = 'C{n}'\nid = 'c{n}'\nstart = 2022-07-11\ncity = 'Dublin'\nseries = 'S'\n")
    };
    let page =
        |conferences: u32| file(&read(&(0..conferences).map(conference).collect::<String>()), None, "c/c0/index.html");
    let few = page(9);
    assert_eq!(few.matches("href=\"../../c/").count(), 3 * 8);
    assert!(!few.contains("more<"), "{few}");
    let many = page(12);
    assert_eq!(many.matches("href=\"../../c/").count(), 3 * 8);
    assert_eq!(many.matches("<p class=\"aside\">and 3 more</p>").count(), 2, "{many}");
    assert!(many.contains("<p class=\"aside\"><a href=\"../../?month=2022-07\">and 3 more</a></p>"));
    assert!(page(120).contains(">and 92+ more<"));
}

/// The map says how many it lacks.
#[test]
fn the_map_counts_those_without_a_place() {
    let off_map = |list: &str| {
        let html = html(&read(list), None);
        html.split_once("id=\"off-map\" class=\"aside\">").map(|(_, rest)| rest.split_once('<').unwrap().0.to_owned())
    };
    let placed = "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11\ngeo = { lat = 1, lon = 1 }\n";
    let other = "[[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-07-11\n";
    assert_eq!(off_map(placed).as_deref(), Some(""));
    assert_eq!(off_map(&format!("{placed}{other}")).as_deref(), Some("1 without a place on the map"));
    assert_eq!(off_map(other), None, "no map");
}
