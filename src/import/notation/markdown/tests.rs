//! The tables, lists and headings of Markdown, each beside what is read of it.

use super::*;

fn read_rows(text: &str) -> Vec<String> {
    let nodes = read(text, Below::default(), &mut Vec::new());
    let rows = nodes.iter().flat_map(|node| node.items());
    rows.map(|row| {
        let cells: Vec<String> = row
            .members()
            .iter()
            .filter(|(key, _)| key != TABLE)
            .map(|(key, node)| format!("{key}={}", node.scalar().unwrap_or_default()))
            .collect();
        format!("{}: {}", row.line, cells.join("; "))
    })
    .collect()
}

#[test]
fn tables_have_the_headings_above_them() {
    let text = "# List\n\n## 2027\n\n| Name | Date |\n|---|:-:|\n| [A \\| B](https://a.example/x_(y)) | 5 May |\n| **C** | |\n\n## 2028\n";
    assert_eq!(
        read_rows(text),
        [
            "7: Name=[A | B](https://a.example/x_(y)); Date=5 May; @heading=List / 2027",
            "8: Name=**C**; Date=; @heading=List / 2027"
        ]
    );
}

#[test]
fn bullets_are_a_name_dates_and_a_place() {
    let text = "## 2023\n\n### January\n\n* 12-13: [Voxxed Days](https://v.example/) - Lugano (Switzerland) \
                <a href=\"https://cfp.example\"><img alt=\"CFP\" src=\"https://img.shields.io/static/v1?label=CFP&message=until%2007-October-2022&color=green\"></a>\n\
                * [B](https://b.example), Oslo, Norway, 5-8 May 2023\n- Something else\n";
    assert_eq!(
        read_rows(text),
        [
            "5: name=Voxxed Days; url=https://v.example/; dates=12-13; place=Lugano (Switzerland); cfp url=https://cfp.example; cfp=07 October 2022; @heading=2023 / January",
            "6: name=B; url=https://b.example; dates=5-8 May 2023; place=Oslo, Norway; @heading=2023 / January"
        ]
    );
}

/// The name, dates, place and other fields of the records of a text.
pub(super) fn fields_of(text: &str) -> Vec<String> {
    let without = |row: String| row.split_once(": ").map(|(_, row)| row.to_owned()).unwrap_or_default();
    let rows = read_rows(text).into_iter().map(without);
    rows.map(|row| sorted(row.split("; @heading=").next().unwrap_or_default())).collect()
}

/// The fields of a record in an order that does not matter.
fn sorted(fields: &str) -> String {
    let mut fields: Vec<&str> = fields.split("; ").collect();
    fields.sort_unstable();
    fields.join("; ")
}

#[test]
fn items_are_read_as_people_write_them() {
    for (text, expected) in [
        (
            "## CFP - Events\n* [**A**](https://a.example)| CLOSES 2026-01-18 | Utrecht, The Netherlands | 2026-05-19 - 2026-05-20",
            "name=A; url=https://a.example; cfp=2026-01-18; place=Utrecht, The Netherlands; dates=2026-05-19 - 2026-05-20",
        ),
        (
            "## CFP - Events\n* [A](https://a.example)| 2026-03-23 | Berlin, Germany | 2026-09-14 - 2026-09-16",
            "name=A; url=https://a.example; place=Berlin, Germany; dates=2026-09-14 - 2026-09-16; cfp=2026-03-23",
        ),
        (
            "- _Oct 20, 2017_ - [A](https://a.example), Birmingham, 🇬🇧 -- _How to build it?_",
            "name=A; url=https://a.example; dates=Oct 20, 2017; place=Birmingham, 🇬🇧; description=How to build it?",
        ),
        (
            "* November 27-29: [A](https://a.example). Athens, Greece. [\\@a](https://twitter.com/a).",
            "name=A; url=https://a.example; dates=November 27-29; place=Athens, Greece; twitter=https://twitter.com/a",
        ),
        ("* July 2-5: WhyR? 2018. Wroclaw, Poland.", "name=WhyR? 2018; dates=July 2-5; place=Wroclaw, Poland"),
        (
            "* June 22: Tutorial in Toulouse, France: [link](https://a.example)",
            "name=Tutorial; dates=June 22; place=Toulouse, France; url=https://a.example",
        ),
        (
            "* September 18-25: 11th [Summer school](https://a.example) in Albacete, Spain",
            "name=11th Summer school; url=https://a.example; dates=September 18-25; place=Albacete, Spain",
        ),
        (
            "* May: [A](https://a.example). Budapest, Hungary.",
            "name=A; url=https://a.example; dates=May; place=Budapest, Hungary",
        ),
        ("* [A](https://a.example) \\[July 8-11]", "name=A; url=https://a.example; dates=July 8-11"),
        (
            "- 26 e 27 Março: [A](https://a.example/) - _São Paulo/SP_ ![híbrido]",
            "name=A; url=https://a.example/; dates=26 e 27 Março; place=São Paulo/SP; online=true",
        ),
        (
            "- 🇩🇪 [A](https://a.example) | 09–11 Jun 2024 | Berlin",
            "name=A; url=https://a.example; place=Berlin, 🇩🇪; dates=09–11 Jun 2024",
        ),
        (
            "- ~~[A](https://a.example) - 3-4 June 2024 - Paris~~",
            "status=cancelled; name=A; url=https://a.example; dates=3-4 June 2024; place=Paris",
        ),
        (
            "- [A](https://a.example) - 3-4 June 2024 - Paris (postponed)",
            "name=A; url=https://a.example; dates=3-4 June 2024; status=postponed; place=Paris",
        ),
        (
            "- [A](https://a.example) - 3-4 June 2024 | [CFP](https://sessionize.com/a) closes Jan 15, 2024",
            "name=A; url=https://a.example; dates=3-4 June 2024; cfp=Jan 15, 2024; cfp url=https://sessionize.com/a",
        ),
        (
            "- [ ] [PyCon, 5-8 May 2027, Oslo, Norway](https://a.example)",
            "url=https://a.example; name=PyCon; dates=5-8 May 2027; place=Oslo, Norway",
        ),
    ] {
        assert_eq!(fields_of(text), [sorted(expected)], "{text}");
    }
}

#[test]
fn one_conference_has_many_shapes() {
    const WHOLE: &str = "dates=10-12 June 2026; name=Foo Conf; place=Berlin, Germany; url=https://foo.example";
    for text in [
        "- 10-12 June 2026: [Foo Conf](https://foo.example) - Berlin, Germany",
        "- **Foo Conf** (Berlin, Germany) - 10-12 June 2026 - https://foo.example",
        "- [Foo Conf](https://foo.example) 📍 Berlin, Germany 📅 10-12 June 2026",
        "- Foo Conf, 10-12 June 2026, Berlin, Germany: https://foo.example",
        "- Foo Conf, 10-12 June 2026, Berlin, Germany <https://foo.example>",
        "- Foo Conf (https://foo.example), 10-12 June 2026, Berlin, Germany",
        "- Foo Conf. Berlin, Germany. 10-12 June 2026. [Website](https://foo.example)",
        "- Foo Conf - Berlin, Germany - 10-12 June 2026 [[Website](https://foo.example)]",
        "- [Berlin, Germany] [Foo Conf](https://foo.example) - 10-12 June 2026",
        "- [Foo Conf](https://foo.example), _Berlin, Germany_, *10-12 June 2026*",
        "- [Foo Conf - Berlin, Germany, 10-12 June 2026](https://foo.example)",
        "- [Foo Conf, 10-12 June 2026](https://foo.example) Berlin, Germany",
        "- [Foo Conf](https://foo.example) will take place 10-12 June 2026 in Berlin, Germany.",
        "- [Foo Conf](https://foo.example) (Berlin, Germany) 10-12 June 2026",
        "- 10-12 June 2026 | Foo Conf | Berlin, Germany | https://foo.example",
        "- [Foo Conf](https://foo.example) / Berlin, Germany / 10-12 June 2026",
        "- [Foo Conf](https://foo.example)<br>10-12 June 2026<br>Berlin, Germany",
        "- [Foo Conf](https://foo.example)\\\n  10-12 June 2026\\\n  Berlin, Germany",
        "- [Foo Conf](https://foo.example)\n  - 10-12 June 2026\n  - Berlin, Germany",
        "- [Foo Conf](https://foo.example)\n\n  10-12 June 2026, Berlin, Germany",
        "10-12 June 2026: [Foo Conf](https://foo.example), Berlin, Germany.",
        "[**Foo Conf**](https://foo.example)  \n10-12 June 2026  \nBerlin, Germany",
    ] {
        assert_eq!(fields_of(text), [WHOLE], "{text}");
    }
}

#[test]
fn what_is_below_an_item_belongs_to_it() {
    for (text, expected) in [
        (
            "- 21-Mar-2023 - 23-Mar-2023: [A](https://a.example) in 🇩🇪 Rust\n  - 🗣 [Call for Papers](https://cfp.example): 29-Oct-2022 to 21-Feb-2023",
            vec![
                "name=A; url=https://a.example; dates=21-Mar-2023 - 23-Mar-2023; place=🇩🇪 Rust; Call for Papers=[29-Oct-2022 to 21-Feb-2023](https://cfp.example)",
            ],
        ),
        (
            "* 2026-01-01 | Paris, FR | [Group](https://g.example/)\n    * [**Cancelled**](https://g.example/1)",
            vec!["name=Group; url=https://g.example/; dates=2026-01-01; place=Paris, FR; status=Cancelled"],
        ),
        (
            "* 2026-01-20 | Paris, FR | [Group](https://g.example/)\n    * [**Meetup #82**](https://g.example/2)",
            vec![
                "dates=2026-01-20; place=Paris, FR; name=Group: Meetup #82; group=https://g.example/; url=https://g.example/2",
            ],
        ),
        (
            "+ A, Conference on Ethics\n\t- http://www.a.example/\n\t- February 7-8, 2020\n\t- Honolulu, Hawaii, USA\n\t- Submission deadline: Nov 4, 2019 (full paper)",
            vec![
                "name=A, Conference on Ethics; url=http://www.a.example/; dates=February 7-8, 2020; place=Honolulu, Hawaii, USA; Submission deadline=Nov 4, 2019 (full paper)",
            ],
        ),
        (
            "* July 4-7, 2017: [A](https://a.example). Brussels, Belgium.\n    * July 5, 2017: [B](https://b.example). Co-located with A.",
            vec![
                "name=A; url=https://a.example; dates=July 4-7, 2017; place=Brussels, Belgium",
                "name=B; url=https://b.example; dates=July 5, 2017; description=Co-located with A",
            ],
        ),
        (
            "## Contents\n- [2024](#2024)\n  - [May 2024](#may-2024)\n## 2024\n- 5 May: [A](https://a.example)\n## Changelog\n- 2024-01-02: added [B](https://b.example)",
            vec!["name=A; url=https://a.example; dates=5 May"],
        ),
    ] {
        assert_eq!(fields_of(text), expected.iter().map(|row| sorted(row)).collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn headings_over_fields_are_conferences() {
    for (text, expected) in [
        (
            "## Conference Details\n\n**Conference Name:** KubeCon 2026\n<!-- e.g. KubeCon -->\n\n**Dates:** November 9-12, 2026\n\n**Location:** Salt Lake City, Utah, USA\n\n## Call for Papers (if applicable)\n\n**CFP Deadline:** June 1, 2026\n",
            "CFP Deadline=June 1, 2026; name=KubeCon 2026; Dates=November 9-12, 2026; Location=Salt Lake City, Utah, USA",
        ),
        (
            "# PyCascades\n\nURL: https://a.example\nDates: February 23-24, 2019\nLocation: Seattle, WA\n",
            "name=PyCascades; URL=https://a.example; Dates=February 23-24, 2019; Location=Seattle, WA",
        ),
        (
            "### Oxidize (Berlin, Germany)\n- Date: 5 May 2027\n- CFP: 1 March 2027\n",
            "name=Oxidize; place=Berlin, Germany; Date=5 May 2027; CFP=1 March 2027",
        ),
    ] {
        assert_eq!(fields_of(text), [sorted(expected)], "{text}");
    }
    assert_eq!(fields_of("# A blog\n\nDate: 5 May 2027\n\nWords.\n\n## Notes\n\nOn 5 May 2027 we met.\n"), [""; 0]);
}

#[test]
fn a_part_of_the_year_stands_before_a_place() {
    for dates in ["Summer 2027", "Herbst 2027", "Q3 2027", "TBA"] {
        let section = |name: &str, dates: &str| {
            format!("### {name} 2027\n{dates}, Rome, Italy\n\n[Website](https://a.example)\n\n")
        };
        let text = section("PyCon", dates) + &section("RustConf", "5 May 2027");
        let expected = ["PyCon 2027", "RustConf 2027"].into_iter().zip([dates, "5 May 2027"]);
        let expected = expected.map(|(name, dates)| {
            sorted(&format!("name={name}; dates={dates}; place=Rome, Italy; url=https://a.example"))
        });
        assert_eq!(fields_of(&text), expected.collect::<Vec<_>>(), "{text}");
    }
    let of_two =
        "### Notes\nSummer 2027, when we met.\n\n### A\n5 May 2027, Rome, Italy\n\n### B\n6 May 2027, Rome, Italy\n";
    assert_eq!(fields_of(of_two).len(), 2);
}

#[test]
fn links_are_plain_text() {
    assert_eq!(plain("**[A](https://a.example)** and <b>B</b> &amp; `C`"), "A and B & C");
    assert_eq!(links("x <https://a.example> y")[0].address, "https://a.example");
    assert_eq!(value_of("[a](b \"title\")"), "b");
    for text in ["[", "[a](", "[a](b", "<a href=", "<a href=\"x", "![", "[[a](b)", "<", "é<é>", "[é](é)"] {
        let _ = (links(text), plain(text));
    }
}

fn value_of(text: &str) -> String {
    links(text)[0].address.clone()
}

#[test]
fn a_value_is_not_empty() {
    assert!(
        matches!(read("", Below::default(), &mut Vec::new())[0].value, crate::import::record::Value::List(ref items) if items.is_empty())
    );
}

/// Items whose links are what remains of a talk, and the fields that come of them.
const MATERIALS: [(&str, &str); 9] = [
    (
        "- .NET Fest, St. Petersburg, Russia (15.06.2020) ([video](https://youtube.com/watch?v=1), [slides](https://s.example), [website](https://w.example))",
        "dates=15.06.2020; name=.NET Fest; place=St. Petersburg, Russia; slides=https://s.example; url=https://w.example; videos=https://youtube.com/watch?v=1",
    ),
    (
        "- Update Conf, Prague, Czech Republic (19-20.05.2017) ([slides](https://s.example) and [event](https://e.example))",
        "dates=19-20.05.2017; name=Update Conf; place=Prague, Czech Republic; slides=https://s.example; url=https://e.example",
    ),
    (
        "- PyCon, Oslo, Norway (5 May 2027) [[slides](https://s.example) | [code](https://c.example)]",
        "code=https://c.example; dates=5 May 2027; name=PyCon; place=Oslo, Norway; slides=https://s.example",
    ),
    (
        "- PyCon, Oslo, Norway, 5 May 2027: [Slides](https://s.example) [Recording](https://r.example) [Homepage](https://h.example)",
        "dates=5 May 2027; name=PyCon; place=Oslo, Norway; slides=https://s.example; url=https://h.example; videos=https://r.example",
    ),
    (
        "- [Slides](https://s.example) 5 May 2027: PyCon, Oslo, Norway",
        "dates=5 May 2027; name=PyCon; place=Oslo, Norway; slides=https://s.example",
    ),
    (
        "- [PyCon](https://p.example), Oslo, Norway (5 May 2027) ([slides](https://s.example), [blog post](https://b.example))",
        "blog=https://b.example; dates=5 May 2027; name=PyCon; place=Oslo, Norway; slides=https://s.example; url=https://p.example",
    ),
    (
        "- PyCon, Oslo, Norway (5 May 2027) ([PDF](https://s.example))",
        "@remark=the link `PDF` is left out; dates=5 May 2027; name=PyCon; place=Oslo, Norway",
    ),
    (
        "- PyCon, Oslo, Norway (5 May 2027) ([site](https://s.example))",
        "dates=5 May 2027; name=PyCon; place=Oslo, Norway; url=https://s.example",
    ),
    (
        "- [Code Europe](https://c.example), Warsaw, Poland (5 May 2027)",
        "dates=5 May 2027; name=Code Europe; place=Warsaw, Poland; url=https://c.example",
    ),
];

#[test]
fn what_remains_of_a_talk_is_neither_name_nor_site() {
    for (item, fields) in MATERIALS {
        assert_eq!(fields_of(&format!("# Talks\n\n{item}\n")), [fields], "{item}");
    }
}

/// Items whose whole dates only blanks part from the rest, and the fields that come of them.
const WHOLE_DATES: [(&str, &[&str]); 6] = [
    (
        "* **Crypto 2023** 2023/03/27 - 2023/03/29 Tokyo, Japan",
        &["dates=2023/03/27 - 2023/03/29; name=Crypto 2023; place=Tokyo, Japan"],
    ),
    (
        "* **[RSA](https://r.example)** 2023/04/24 - 2023/04/27  San Francisco",
        &["dates=2023/04/24 - 2023/04/27; name=RSA; place=San Francisco; url=https://r.example"],
    ),
    (
        "* **[IIW](https://i.example)** XXXVII Fall: 2023-10-10 - 2023-10-12",
        &["dates=2023-10-10 - 2023-10-12; name=IIW XXXVII Fall; url=https://i.example"],
    ),
    (
        "* [IETF](https://i.example)\n   * IETF 116 2023/03/25 - 2023/03/31 Yokohama Japan\n   * [117 Meeting](https://m.example) 22.07.2023 - 28.07.2023",
        &[
            "dates=2023/03/25 - 2023/03/31; name=IETF 116; place=Yokohama Japan; series=IETF; url=https://i.example",
            "dates=22.07.2023 - 28.07.2023; name=IETF 117 Meeting; series=IETF; url=https://m.example",
        ],
    ),
    ("* Upcoming\n   * RustConf 2027/03/25 Oslo", &["dates=2027/03/25; name=RustConf; place=Oslo"]),
    (
        "* [PyCon](https://p.example) 2027/03/25 Oslo\n   * Sprints 2027/03/28 Oslo",
        &["dates=2027/03/25; description=Sprints 2027/03/28 Oslo; name=PyCon; place=Oslo; url=https://p.example"],
    ),
];

#[test]
fn whole_dates_stand_between_a_name_and_a_place() {
    for (items, records) in WHOLE_DATES {
        assert_eq!(fields_of(&format!("# Events\n\n{items}\n")), records, "{items}");
    }
}

#[test]
fn a_name_and_its_date_without_a_link_are_parted() {
    for (item, expected) in [
        ("GopherCon 2026-08-01, Denver, USA", "name=GopherCon; dates=2026-08-01; place=Denver, USA"),
        ("**GopherCon** 1 Aug 2026, Denver", "name=GopherCon; dates=1 Aug 2026; place=Denver"),
        (
            "PyCon Italia 27-30 May 2026, Bologna, Italy",
            "name=PyCon Italia; dates=27-30 May 2026; place=Bologna, Italy",
        ),
        ("D Conf 2026-07-08 @ Berlin, Germany", "name=D Conf; dates=2026-07-08; place=Berlin, Germany"),
        ("D Conf July 8-9, 2026 - Berlin, Germany", "name=D Conf; dates=July 8-9, 2026; place=Berlin, Germany"),
        (
            "GopherCon 2026-08-01, Denver, USA, CFP until 2026-03-01",
            "name=GopherCon; dates=2026-08-01; place=Denver, USA; cfp=until 2026-03-01",
        ),
        ("2026-08-05: G Conf, Rome", "name=G Conf; dates=2026-08-05; place=Rome"),
        ("2026-08-05 G Conf, Rome", "name=G Conf; dates=2026-08-05; place=Rome"),
        ("2026-08-08: May Conference", "name=May Conference; dates=2026-08-08"),
        ("2026-08-08 - May Conference", "name=May Conference; dates=2026-08-08"),
        ("2026-08-09: March for Science", "name=March for Science; dates=2026-08-09"),
        ("2026-08-07 - 2026-08-09: March for Science", "name=March for Science; dates=2026-08-07 - 2026-08-09"),
        ("2026-08-08 Saturday Ham Fest", "name=Ham Fest; dates=2026-08-08 Saturday"),
    ] {
        assert_eq!(fields_of(&format!("# Events\n\n- {item}\n")), [sorted(expected)], "{item}");
    }
}

#[test]
fn a_plus_behind_the_place_says_that_one_may_take_part_from_anywhere() {
    for (lead, expected) in [
        ("June 12, 2027. In-person in Oslo, Norway + remote (hybrid event)", "online=true; place=Oslo, Norway"),
        ("June 12, 2027. Oslo, Norway + online", "online=true; place=Oslo, Norway"),
        ("June 12, 2027. Oslo, Norway + remote first interactivity (hybrid event)", "online=true; place=Oslo, Norway"),
        (
            "June 12, 2027. Oslo, Norway + Oct 15 2027 - remote day",
            "description=Oct 15 2027 - remote day; place=Oslo, Norway",
        ),
        (
            "April 3 (Training) + April 4 (Talks), 2027. Oslo, Norway",
            "description=Training)\nApril 4 (Talks), 2027. Oslo, Norway",
        ),
    ] {
        let text = format!("### A 2027\n{lead}\n\n### B 2027\nJune 12, 2027. Oslo, Norway\n");
        let fields = fields_of(&text);
        let found: Vec<&str> =
            fields[0].split("; ").filter(|field| !field.starts_with("name=") && !field.starts_with("dates=")).collect();
        assert_eq!(found.join("; "), expected, "{lead}");
    }
}

#[test]
fn the_label_of_a_date_may_have_a_bracket_and_a_season() {
    for (label, is_dated) in [
        ("Dates (likely): Early November 2027", true),
        ("When: Spring 2027", true),
        ("Date(s): 5-8 May 2027", true),
        ("Note (likely): we may meet again", false),
    ] {
        let text = format!("## PyCon\n\nURL: https://p.example\n{label}\nLocation: Oslo\n");
        assert_eq!(fields_of(&text).len(), usize::from(is_dated), "{label}");
    }
}

#[test]
fn the_time_of_what_is_folded_is_a_heading() {
    for (above, below, heading) in [
        ("<details>\n<summary>May 2027</summary>", "</details>", "Events / May 2027"),
        ("<details><summary><b>May</b></summary>", "</details>", "Events / May"),
        ("<details open><summary>2027</summary>\n\n### May", "</details>", "Events / 2027 / May"),
        // Any other summary is none.
        ("<details>\n<summary>Show all</summary>", "</details>", "Events"),
    ] {
        for entry in ["| Name | Date |\n|---|---|\n| PyCon | 5-8 |", "- [PyCon](https://p.example), 5-8 May, Oslo"] {
            let text = format!("# Events\n\n{above}\n\n{entry}\n\n{below}\n");
            let rows = read_rows(&text);
            let headings = rows.iter().filter_map(|row| row.split("; @heading=").nth(1)?.split("; ").next());
            assert_eq!(headings.collect::<Vec<_>>(), [heading], "{text}");
        }
    }
}

#[test]
fn labels_below_a_heading_for_deadlines_are_deadlines() {
    for (heading, item, expected) in [
        ("Deadlines", "- **Abstract/Metadata:** 5 May 2027 (23:59 AoE)", "Abstract/Metadata=5 May 2027 (23:59 AoE)"),
        ("Important Dates", "- Artifacts: 5 May 2027", "Artifacts deadline=5 May 2027"),
        ("Key dates", "- **Doctoral consortium:** 5 May 2027", "Doctoral consortium deadline=5 May 2027"),
        ("Timeline", "- Abstract: 5 May 2027", "Abstract=5 May 2027"),
        // No date, no heading for deadlines.
        ("Deadlines", "- Chair: Jane Doe", ""),
        ("Speakers", "- **Jane Doe:** a maintainer of many crates", ""),
    ] {
        let text =
            format!("### PyCon\n**Website:** https://p.example\n**Dates:** 5-8 June 2027\n\n#### {heading}\n{item}\n");
        let fields = fields_of(&text);
        let found: Vec<&str> = fields[0].split("; ").filter(|field| field.contains("May")).collect();
        assert_eq!((fields.len(), found.join("; ").as_str()), (1, expected), "{item}");
    }
}
