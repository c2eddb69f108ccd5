//! Links whose texts say what one does there: the name stands beside them, and they lead to the site or to the call.

use confcal::{ImportInput, ImportOptions};

/// A list, and the lines that stand in it together.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "table.md",
        "# 2027\n\n| Date | Talk | Link |\n|--|--|--|\n| May 3-5 | Deep things | [Details](https://a.example) |\n| May 6 | Other things | [More info](https://b.example) |\n",
        &["name = \"Deep things\"\nstart = 2027-05-03", "url = \"https://a.example\"", "name = \"Other things\""],
    ),
    (
        "items.md",
        "# 2027\n\n- [Register here](https://d.example) PyCon D, May 10-11, Madrid\n- May 12: PyCon E – [Anmeldung](https://e.example)\n\
         - May 13: PyCon F – [Inscription](https://f.example), Lyon\n- **PyCon H** May 15, Lyon [More information](https://h.example)\n",
        &[
            "name = \"PyCon D\"\nstart = 2027-05-10\nend = 2027-05-11\nid = \"pycon-d-2027\"\nurl = \"https://d.example\"\ncity = \"Madrid\"",
            "name = \"PyCon E\"\nstart = 2027-05-12\nid = \"pycon-e-2027\"\nurl = \"https://e.example\"",
            "name = \"PyCon F\"\nstart = 2027-05-13\nid = \"pycon-f-2027\"\nurl = \"https://f.example\"\ncity = \"Lyon\"",
            "name = \"PyCon H\"\nstart = 2027-05-15\nid = \"pycon-h-2027\"\nurl = \"https://h.example\"\ncity = \"Lyon\"",
        ],
    ),
    // The sentence behind the link says when and where it is.
    (
        "sentences.md",
        "# Events\n\n- [Hackathon 7](https://h7.example) - The 7th Hackathon was held on **Feb. 3-6, 2027** at the Opera House, Oslo, Norway.\n\
         - [Hackathon 6](https://h6.example) - The 6th took place in Paris, France on May 13-16, 2026.\n",
        &[
            "name = \"Hackathon 7\"\nstart = 2027-02-03\nend = 2027-02-06\nid = \"hackathon-7-2027\"\nurl = \"https://h7.example\"\nvenue = \"Opera House\"\ncity = \"Oslo\"",
            "start = 2026-05-13\nend = 2026-05-16\nid = \"hackathon-6-2026\"\nurl = \"https://h6.example\"\ncity = \"Paris\"",
        ],
    ),
    // A page of the list that leads to the site of the conference; but a path within the list's own pages is none.
    (
        "redirects.yml",
        "- {title: PyCon A, date: 2027-05-03, redirect: 'https://a.example/'}\n- {title: PyCon B, date: 2027-05-04, redirect: 'https://b.example/'}\n",
        &[
            "name = \"PyCon A\"\nstart = 2027-05-03\nid = \"pycon-a-2027\"\nurl = \"https://a.example/\"\n",
            "url = \"https://b.example/\"",
        ],
    ),
    (
        "paths.yml",
        "- {title: PyCon A, date: 2027-05-03, redirect: /pycon-a}\n- {title: PyCon B, date: 2027-05-04, redirect: /pycon-b}\n",
        &["name = \"PyCon A\"\nstart = 2027-05-03\nid = \"pycon-a-2027\"\n\n"],
    ),
    // A call beside the site in one cell, and brackets that held nothing but links.
    (
        "cells.md",
        "| Date | Title | Link |\n|--|--|--|\n| May 3, 2027 | PyCon A | [Website](https://a.example) / [CFP](https://a.example/cfp) |\n\
         | May 4, 2027 | PyCon B | [Website](https://b.example) |\n",
        &[
            "name = \"PyCon A\"\nstart = 2027-05-03\nid = \"pycon-a-2027\"\nurl = \"https://a.example\"\n\n[[conference.deadline]]\nkind = \"cfp\"\nurl = \"https://a.example/cfp\"",
        ],
    ),
    (
        "brackets.md",
        "## May 2027\n\n- 9: PyCon D ([site](https://d.example), [tickets](https://d.example/t)) in Madrid, Spain\n- 10: PyCon E ([site](https://e.example)) in Madrid, Spain\n",
        &[
            "name = \"PyCon D\"\nstart = 2027-05-09",
            "city = \"Madrid\"\ncountry = \"ES\"\nlinks = { tickets = \"https://d.example/t\" }",
        ],
    ),
    // The address of a call is not that of the conference.
    (
        "calls.md",
        "# 2027\n\n- May 14: PyCon G, [Submit your talk](https://g.example/cfp), Lyon\n- May 16: PyCon I, [Details](https://i.example), Lyon\n",
        &[
            "name = \"PyCon G\"\nstart = 2027-05-14\nid = \"pycon-g-2027\"\ncity = \"Lyon\"\n\n[[conference.deadline]]\nkind = \"cfp\"\nurl = \"https://g.example/cfp\"",
        ],
    ),
    (
        "headings.md",
        "# Events\n\n### PyCon C\n* May 8, 2027\n* [Details](https://c.example)\n* [Call for Papers](https://c.example/cfp) until 1 March 2027\n\n\
         ### PyCon D\n* May 9, 2027\n* [Details](https://d.example)\n* [Call for Papers](https://d.example/cfp) until 2 March 2027\n",
        &[
            "name = \"PyCon C\"\nstart = 2027-05-08\nid = \"pycon-c-2027\"\nurl = \"https://c.example\"\n\n[[conference.deadline]]\nkind = \"cfp\"\ndue = 2027-03-01\n",
            "name = \"PyCon D\"\nstart = 2027-05-09",
        ],
    ),
    (
        "page.html",
        "<html><body><h1>Events</h1><ul><li>8 May 2027 <b>PyCon C</b> <a href=\"https://c.example\">Details</a></li>\
         <li>9 May 2027 <b>PyCon D</b> <a href=\"https://d.example\">Подробнее</a></li></ul></body></html>",
        &[
            "name = \"PyCon C\"",
            "name = \"PyCon D\"\nstart = 2027-05-09\nid = \"pycon-d-2027\"\nurl = \"https://d.example\"",
        ],
    ),
    // A title with a colon, which is no YAML, is taken as it stands.
    (
        "event.md",
        "---\ntitle: Startups: the basics\ndate: 2027-05-03\nlocation: Oslo, Norway\ncta_title: Register\ncta_link: https://a.example/register\n---\n",
        &["name = \"Startups: the basics\"\nstart = 2027-05-03", "url = \"https://a.example/register\""],
    ),
    (
        "buttons.yml",
        "- {date: 2027-05-03, button_text: Register, button_link: \"https://a.example\", title: Foo}\n- {date: 2027-05-04, button_text: Sign up, button_link: \"https://b.example\", title: Bar}\n",
        &["name = \"Foo\"\nstart = 2027-05-03\nid = \"foo-2027\"\nurl = \"https://a.example\"\n\n"],
    ),
    // Of links with labels, the site is the one that is called so, or as the conference is.
    (
        "labels.json",
        r#"[{"name": "PyCon Italia 2027", "date": "2027-05-05", "links": [{"text": "Slides", "url": "https://slides.example/a"},
              {"text": "Conference website", "url": "https://pycon.example/it"}, {"text": "CFP", "url": "https://cfp.example/it"}]},
            {"name": "JSConf EU", "date": "2027-06-05", "links": [{"text": "Call for papers", "url": "https://cfp.example/js"},
              {"text": "JSConf", "url": "https://jsconf.example"}, {"text": "Mastodon", "url": "https://m.example/@js"}]},
            {"name": "RustConf", "date": "2027-07-05", "links": [{"text": "Recording", "url": "https://v.example/a"}, {"text": "Deck", "url": "https://s.example/b"}]}]"#,
        &[
            "url = \"https://pycon.example/it\"\nlinks = { slides = \"https://slides.example/a\", cfp = \"https://cfp.example/it\" }",
            "url = \"https://jsconf.example\"\nlinks = { cfp = \"https://cfp.example/js\", mastodon = \"https://m.example/@js\" }",
            "id = \"rustconf-2027\"\nlinks = { videos = \"https://v.example/a\", slides = \"https://s.example/b\" }",
        ],
    ),
    (
        "types.yml",
        "- {name: A, date: 2027-05-05, links: [{rel: tickets, href: \"https://t.example\"}, {rel: web, href: \"https://a.example\"}]}\n\
         - {name: B, date: 2027-06-05, links: [{rel: tickets, href: \"https://t2.example\"}, {rel: info, href: \"https://b.example\"}]}\n",
        &[
            "url = \"https://a.example\"\nlinks = { tickets = \"https://t.example\" }",
            "url = \"https://b.example\"\nlinks = { tickets = \"https://t2.example\" }",
        ],
    ),
    // Labels that are all alike say nothing.
    (
        "alike.yml",
        "- {name: A, date: 2027-05-05, links: [{rel: event, href: \"https://a.example\"}]}\n- {name: B, date: 2027-06-05, links: [{rel: event, href: \"https://b.example\"}]}\n",
        &["url = \"https://a.example\"", "url = \"https://b.example\""],
    ),
    // The pages of a list on one host, beside the sites of the conferences: each is kept.
    (
        "pages.json",
        r#"[{"link": "https://list.example/a", "title": {"rendered": "A"}, "acf": {"day": "20270521", "event_website": "https://a.example"}},
            {"link": "https://list.example/b", "title": {"rendered": "B"}, "acf": {"day": "20270621", "event_website": "https://b.example/2027"}}]"#,
        &[
            "url = \"https://a.example\"\nlinks = { link = \"https://list.example/a\" }",
            "url = \"https://b.example/2027\"",
        ],
    ),
    (
        "pages.csv",
        "name,date,url,website\nA,2027-05-21,https://list.example/1,https://a.example\nB,2027-06-21,https://list.example/2,https://b.example\n",
        &["url = \"https://a.example\"", "links = { url = \"https://list.example/2\" }"],
    ),
    // Sites on one host are sites where no other column has any.
    (
        "one-host.csv",
        "name,date,url,registration\nA,2027-05-21,https://host.example/1,https://tickets.example/a\nB,2027-06-21,https://host.example/2,https://b.example\n",
        &["url = \"https://host.example/1\"", "tickets = \"https://b.example\""],
    ),
];

#[test]
fn the_name_is_no_word_for_what_one_does() {
    for (name, text, lines) in CASES {
        let made = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        for line in *lines {
            assert!(made.list.contains(line), "{name}: {line}\n{}\n{:?}", made.list, made.report);
        }
    }
}

/// Lists of a site whose address is given, and the lines that stand in them then.
const OF_A_SITE: &[(&str, &str, &[&str])] = &[
    (
        "fields.yml",
        "- {title: PyCon A, date: 2027-05-03, url: /a/, cfp_url: cfp/a.html, place: Oslo/Bergen}\n- {title: PyCon B, date: 2027-05-04, url: 'https://b.example/'}\n",
        &[
            "url = \"https://site.example/a/\"",
            "url = \"https://site.example/lists/cfp/a.html\"",
            "url = \"https://b.example/\"",
        ],
    ),
    (
        "table.md",
        "| Name | When |\n|-|-|\n| [PyCon A](../a/) | 5-7 May 2027 |\n| [PyCon B](b.html) | 8 May 2027 |\n\n- [PyCon C](/c/), 9-10 May 2027, Oslo\n",
        &[
            "url = \"https://site.example/a/\"",
            "url = \"https://site.example/lists/b.html\"",
            "url = \"https://site.example/c/\"\ncity = \"Oslo\"",
        ],
    ),
    (
        "event.md",
        "---\ntitle: PyCon A\ndate: 2027-05-03\npermalink: /events/a/\nimage: /a.png\n---\nSee [the map](/map/).\n",
        &["url = \"https://site.example/events/a/\"", "[the map](https://site.example/map/)"],
    ),
];

/// The address of the site completes the addresses of its pages; without it they are left out, and the report says how to give it.
#[test]
fn paths_are_completed_by_the_address_of_their_site() {
    for (file, text, expected) in OF_A_SITE {
        let mut options = ImportOptions::default();
        options.base_url = "https://site.example/lists".parse().ok();
        let input = [ImportInput::new(*file, *text)];
        let import = confcal::import(&input, &options);
        for lines in *expected {
            assert!(import.list.contains(lines), "{file}: {lines}\n{}{:#?}", import.list, import.report);
        }
        assert!(!import.list.contains("a.png"), "{}", import.list);
        assert!(!confcal::import(&input, &ImportOptions::default()).list.contains("site.example"));
    }
    let (file, text, _) = OF_A_SITE[0];
    let report = confcal::import(&[ImportInput::new(file, text)], &ImportOptions::default()).report;
    let messages: Vec<&str> = report.changed.iter().map(|remark| remark.message.as_str()).collect();
    assert_eq!(messages, ["`/a/` is a path without its site: it is left out"]);
}
