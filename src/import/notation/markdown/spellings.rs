//! One conference as keepers write it in other ways, each beside the fields that come of it; and what is reported.

use super::tests::fields_of;
use super::*;

/// Items and paragraphs that keepers write about the same conference in other ways, and the fields that come of them.
const SPELLINGS: &[(&str, &str)] = &[
    // A remark behind the bracket with dates and place.
    (
        "- **PyCon** (June 7, Brazil): Software conference",
        "dates=June 7; description=Software conference; name=PyCon; place=Brazil",
    ),
    (
        "- **PyCon** (8 May 2027, Online): AI/ML focused conference",
        "dates=8 May 2027; description=AI/ML focused conference; name=PyCon; place=Online",
    ),
    (
        "- **PyCon: Amplify** (Aug 4, Oslo): A meeting",
        "dates=Aug 4; description=A meeting; name=PyCon: Amplify; place=Oslo",
    ),
    ("- **PyCon** (8 May 2027): Oslo, Norway", "dates=8 May 2027; name=PyCon; place=Oslo, Norway"),
    ("- **PyCon** (8 May 2027, Oslo) - cancelled", "dates=8 May 2027; name=PyCon; place=Oslo; status=cancelled"),
    // A date and a place that only a blank parts.
    (
        "- [PyCon](https://p.example) Jan 27-29 2027 Brno, CZ",
        "dates=Jan 27-29 2027; name=PyCon; place=Brno, CZ; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example): Jan 27-29 Oslo, Norway",
        "dates=Jan 27-29; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    // A label before the date.
    (
        "- [**PyCon**](https://p.example) | CFP closes 2026-11-24 | Oslo, Norway | Event: 2027-03-19",
        "cfp=2026-11-24; dates=2027-03-19; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example) | Dates: 5-8 May 2027 | Oslo, Norway",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    // The town of a hotel.
    (
        "- [PyCon](https://p.example), 5-8 May 2027. At Farris Bad Hotel in Larvik, Norway",
        "dates=5-8 May 2027; name=PyCon; place=Farris Bad Hotel, Larvik, Norway; url=https://p.example",
    ),
    // The event of a group, whose call is open.
    (
        "- 2027-05-08 | Oslo, NO | [Rust Oslo](https://g.example)\n  - [**RustFest (CFP is still open)**](https://p.example)",
        "dates=2027-05-08; group=https://g.example; name=Rust Oslo: RustFest; place=Oslo, NO; url=https://p.example",
    ),
    // Dates in brackets before the name.
    (
        "- [5-8 May 2027] PyCon (Oslo, Norway) - https://p.example",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- (5-8 May 2027) [PyCon](https://p.example), Oslo, Norway",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- **[5-8 May 2027]** [PyCon](https://p.example), Oslo, Norway",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- [TBD] PyCon (Oslo, Norway) - https://p.example",
        "dates=TBD; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    ("- [PyCon](https://p.example) (5-8 May 2027)", "dates=5-8 May 2027; name=PyCon; url=https://p.example"),
    // A remark with a day of its own.
    (
        "- 22–23 April 2027: [PyCon](https://p.example) – Oslo, Norway (workshops on 21 April)",
        "dates=22–23 April 2027; description=workshops on 21 April; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example) – Oslo, Norway (22–23 April 2027)",
        "dates=22–23 April 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    // The place between the name and the date.
    (
        "- **PyCon** (Oslo, Norway) 5-8 May 2027 [site](https://p.example)",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- **PyCon** (Oslo, Norway), 5-8 May 2027 [site](https://p.example)",
        "dates=5-8 May 2027; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    // The name of the venue as a link.
    (
        "- Lean Days: March 28th 2027 at the [QEII Centre](https://q.example), London, UK",
        "dates=March 28th 2027; name=Lean Days; place=QEII Centre, London, UK; venue link=https://q.example",
    ),
    (
        "- Lean Days, March 28th 2027 at [Queen Hotel](https://q.example), London, UK",
        "dates=March 28th 2027; name=Lean Days; place=Queen Hotel, London, UK; venue link=https://q.example",
    ),
    (
        "- Lean Days: March 28th 2027 at the Dorint in London, UK",
        "dates=March 28th 2027; name=Lean Days; place=Dorint, London, UK",
    ),
    (
        "- March 28th 2027: [Lean Days](https://l.example) at the Dorint, London, UK",
        "dates=March 28th 2027; name=Lean Days; place=Dorint, London, UK; url=https://l.example",
    ),
    ("- 28 March 2027 at [Lean Days](https://l.example)", "dates=28 March 2027; name=Lean Days; url=https://l.example"),
    // Other languages have other words before a place.
    (
        "- [PyCon](https://p.example) : du 5 au 8 mai 2027 à Paris, France",
        "dates=du 5 au 8 mai 2027; name=PyCon; place=Paris, France; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example) : du 5 au 8 mai 2027 au Palais des Congrès, Paris, France",
        "dates=du 5 au 8 mai 2027; name=PyCon; place=Palais des Congrès, Paris, France; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example): 5 de mayo de 2027 en Madrid, España",
        "dates=5 de mayo de 2027; name=PyCon; place=Madrid, España; url=https://p.example",
    ),
    (
        "- [PyCon](https://p.example), 5 May 2027, A Coruña, Spain",
        "dates=5 May 2027; name=PyCon; place=A Coruña, Spain; url=https://p.example",
    ),
    // A range over two months before the place.
    (
        "- [PyCon](https://p.example) – 28 June – 4 July 2027 in Timișoara, Romania",
        "dates=28 June – 4 July 2027; name=PyCon; place=Timișoara, Romania; url=https://p.example",
    ),
    // Talks.
    (
        "- **A title** @ [PyCon](https://p.example), Oslo, Norway – May 5, 2027 ([slides](https://s.example))",
        "@remark=`A title` is taken for a talk at PyCon; dates=May 5, 2027; description=A title; name=PyCon; place=Oslo, Norway; slides=https://s.example; url=https://p.example",
    ),
    (
        "- \"A title\" at [PyCon](https://p.example), Oslo, Norway – May 5, 2027",
        "@remark=`A title` is taken for a talk at PyCon; dates=May 5, 2027; description=A title; name=PyCon; place=Oslo, Norway; url=https://p.example",
    ),
    // All of it in a link.
    (
        "- [**Ada Camp (9-20 Nov, 2026; online and Leeds):**](https://a.example)",
        "dates=9-20 Nov, 2026; name=Ada Camp; place=online and Leeds; url=https://a.example",
    ),
    (
        "- [Ada Camp, Part 5: Loops (12 Oct 2026, Oslo, Norway)](https://a.example)",
        "dates=12 Oct 2026; name=Ada Camp, Part 5: Loops; place=Oslo, Norway; url=https://a.example",
    ),
    (
        "- [March 28, 2026 – Town Hall, Oslo | \"Ada Camp\" | A day about Ada and her work.](https://a.example)",
        "dates=March 28, 2026; description=A day about Ada and her work; name=\"Ada Camp\"; place=Town Hall, Oslo; url=https://a.example",
    ),
    // What stands before and behind the place.
    (
        "- Apr 13/14 2027: [Ada Camp](https://a.example), held in Leuven, Belgium",
        "dates=Apr 13/14 2027; name=Ada Camp; place=Leuven, Belgium; url=https://a.example",
    ),
    (
        "- 3 May 2027 - [VueDay](https://a.example) - Verona - Vue dedicated conference.",
        "dates=3 May 2027; description=Vue dedicated conference; name=VueDay; place=Verona; url=https://a.example",
    ),
    (
        "- 3 May 2027 - [Ignite](https://a.example) - Faenza (RA) - Individuals and Interactions Over Processes And Tools.",
        "dates=3 May 2027; description=Individuals and Interactions Over Processes And Tools; name=Ignite; place=Faenza (RA); url=https://a.example",
    ),
    (
        "- 3 May 2027 - [Days](https://a.example) - Roma - Palazzo dei Congressi",
        "dates=3 May 2027; name=Days; place=Roma, Palazzo dei Congressi; url=https://a.example",
    ),
    (
        "- 3 May 2027 - [Days](https://a.example) - Leeds - Royal Conference Centre",
        "dates=3 May 2027; name=Days; place=Leeds, Royal Conference Centre; url=https://a.example",
    ),
    (
        "- Ada Camp, Ulm, Germany, 1 July 2027 - 3 July 2027",
        "dates=1 July 2027-3 July 2027; name=Ada Camp; place=Ulm, Germany",
    ),
    (
        "- Ada Camp, Ulm, Germany, July 1 - July 3, 2027",
        "dates=July 1-July 3 - 2027; name=Ada Camp; place=Ulm, Germany",
    ),
    (
        "- Ada Camp - Ulm, Germany - 1-3 July 2027 - CFP: 1 Feb 2027",
        "cfp=1 Feb 2027; dates=1-3 July 2027; name=Ada Camp; place=Ulm, Germany",
    ),
    (
        "- Oct 12-14, 2027: [Ada Camp](https://a.example) in Poznan, Poland, with two workshops: loops; threads",
        "dates=Oct 12-14, 2027; description=with two workshops: loops\nthreads; name=Ada Camp; place=Poznan, Poland; url=https://a.example",
    ),
    // Deadlines of other kinds, and words for doubt.
    (
        "- [Ada Camp](https://a.example), Rome, Italy, *9-13 May 2027*. Submission: **Oct 2, 2026**. Notification: *Jan 28, 2027*.",
        "cfp=Oct 2, 2026; dates=9-13 May 2027; name=Ada Camp; notification=Jan 28, 2027; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- 5-9 July 2027: [Ada Camp](https://a.example), Rome, Italy. Deadline for registration: March 31.",
        "dates=5-9 July 2027; name=Ada Camp; place=Rome, Italy; registration deadline=March 31; url=https://a.example",
    ),
    (
        "- 5-9 July 2027: [Ada Camp](https://a.example), Rome, Italy; early bird until May 1, 2027",
        "dates=5-9 July 2027; early bird deadline=May 1, 2027; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- **May 2027 (exact date TBA)** – [Ada Camp](https://a.example) – Rome, Italy",
        "dates=May 2027; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- [Ada Camp](https://a.example) – 5-8 May 2027 (tentative) – Rome, Italy",
        "dates=5-8 May 2027; name=Ada Camp; place=Rome, Italy; status=tentative; url=https://a.example",
    ),
    (
        "- **Ada Camp** (dates TBA, Rome, Italy) — <https://a.example>",
        "dates=dates TBA; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    // Titles of talks between a date and a link.
    (
        "- 2027-02-04 — *On the cost of loops*, [Ada Camp](https://a.example), Rome, Italy",
        "@remark=`On the cost of loops` is taken for a talk at Ada Camp; dates=2027-02-04; description=On the cost of loops; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- 4 Feb 2027: Keynote: \"On the cost of loops\" – [Ada Camp](https://a.example), Rome, Italy",
        "@remark=`On the cost of loops` is taken for a talk at Ada Camp; dates=4 Feb 2027; description=On the cost of loops; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- *4 Feb 2027*, [Ada Camp](https://a.example), Rome, Italy",
        "dates=4 Feb 2027; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    (
        "- 4 Feb 2027, *Rome, Italy*, [Ada Camp](https://a.example)",
        "dates=4 Feb 2027; name=Ada Camp; place=Rome, Italy; url=https://a.example",
    ),
    // A call in another language behind days that may be read in two ways.
    (
        "- [Ada Camp](https://a.example) - 12/06/2027 - São Paulo, SP - [Chamada de palestras até 30/03/2027](https://c.example)",
        "cfp url=https://c.example; cfp=até 30/03/2027; dates=12/06/2027; name=Ada Camp; place=São Paulo, SP; url=https://a.example",
    ),
    // A city behind `in`, and a date that is not known.
    (
        "- 3-4 Feb 2024 FOSDEM (https://f.example) in Brussels",
        "dates=3-4 Feb 2024; name=FOSDEM; place=Brussels; url=https://f.example",
    ),
    ("- Tor Summit in Amsterdam, March 2017;", "dates=March 2017; name=Tor Summit; place=Amsterdam"),
    ("- AsiaBSDCon (TBD);", "dates=TBD; name=AsiaBSDCon"),
    ("- Women in Tech, 5 March 2017", "dates=5 March 2017; name=Women in Tech"),
    // A day in the text below an item is none of its own; a line with the date and the place is.
    (
        "- __[NZNOG - January 22nd, 2018](https://n.example)__\n\n  Ada will speak there on January 23rd.",
        "dates=January 22nd, 2018; description=Ada will speak there on January 23rd.; name=NZNOG; url=https://n.example",
    ),
    (
        "- [NZNOG](https://n.example)\n\n  January 22nd, 2018, Rome, Italy",
        "dates=January 22nd, 2018; name=NZNOG; place=Rome, Italy; url=https://n.example",
    ),
    // The host of an address is a site beside a name.
    (
        "**Save the date: PyCon 2027** – 5-8 May 2027 in Oslo, Norway. [p.example](https://p.example)\n\n**RustConf** – 6 May 2027, Rome, Italy",
        "dates=5-8 May 2027; name=PyCon 2027; place=Oslo, Norway; url=https://p.example",
    ),
    (
        "- 5 May 2027: [p.example](https://p.example), Oslo, Norway",
        "dates=5 May 2027; name=p.example; place=Oslo, Norway; url=https://p.example",
    ),
    // A word in brackets for how one takes part, a part of a month, a day that is not known.
    (
        "## 2027\n\n### June\n\n* [Virtualized] 6-7: [Ada Camp](https://a.example) - Paris (France)",
        "dates=6-7; name=Ada Camp; online=true; place=Paris (France); url=https://a.example",
    ),
    (
        "* [Moved online] End of June [Ada Camp](https://a.example) - Paris (France)",
        "dates=End of June; name=Ada Camp; online=true; place=Paris (France); url=https://a.example",
    ),
    (
        "## 2027\n\n### May\n\n* xx: [Ada Camp](https://a.example) - Oslo (Norway)",
        "dates=xx; name=Ada Camp; place=Oslo (Norway); url=https://a.example",
    ),
    (
        "* [End of an Era](https://a.example), 5 May 2027, Oslo",
        "dates=5 May 2027; name=End of an Era; place=Oslo; url=https://a.example",
    ),
    // What unfolds behind a summary describes it.
    (
        "## 2027\n\n### March\n\n* <details><summary>4: <a href=\"https://a.example\">Ada Camp</a> - Online</summary>\n  A day on Ada.\n</details>",
        "dates=4; description=A day on Ada.; name=Ada Camp; place=Online; url=https://a.example",
    ),
    // Badges of calls.
    (
        "* 5 May 2027: [Ada Camp](https://a.example) - Oslo <a href=\"https://c.example\"><img alt=\"CFP\" src=\"https://img.shields.io/static/v1?label=CFP&message=01-Dec-2026-%3E31-Jan-2027&color=red\"></a>",
        "cfp url=https://c.example; cfp=01 Dec 2026 to 31 Jan 2027; dates=5 May 2027; name=Ada Camp; place=Oslo; url=https://a.example",
    ),
    (
        "* 5 May 2027: [Ada Camp](https://a.example) - Oslo <a href=\"https://c.example\"><img alt=\"CFP\" src=\"https://img.shields.io/static/v1?label=CFP&message=Until%2014-02-2027&color=red\"></a>",
        "cfp url=https://c.example; cfp=14-02-2027; dates=5 May 2027; name=Ada Camp; place=Oslo; url=https://a.example",
    ),
];

#[test]
fn one_conference_is_written_in_other_ways() {
    for (text, expected) in SPELLINGS {
        assert_eq!(fields_of(text).first().map_or("", String::as_str), *expected, "{text}");
    }
}

#[test]
fn paragraphs_of_lines_are_conferences() {
    for text in [
        "2027-05-06 | Rejekts | Zürich, CH | <https://r.example>\n2027-06-10 – 2027-06-11 | KCD | Istanbul, TR | <https://k.example>\n",
        "**Rejekts** – 6 May 2027 in Zürich, CH\n\n**KCD** – 10-11 June 2027, Istanbul, TR\n",
        "Rejekts — Zürich, CH — May 6, 2027 — [Website](https://r.example)\nKCD — Istanbul, TR — June 10–11, 2027 — [Website](https://k.example)\n",
        "**[Rejekts](https://r.example)**\n`6 May 2027` · Zürich, CH\n\n**[KCD](https://k.example)**\n`10-11 June 2027` · Istanbul, TR\n",
        "**Rejekts**\n6 May 2027\nZürich, CH\n<https://r.example>\n\n**KCD**\n10-11 June 2027\nIstanbul, TR\n<https://k.example>\n",
        "**Rejekts**\n*When:* 6 May 2027\n*Where:* Zürich, CH\n\n**KCD**\n*When:* 10-11 June 2027\n*Where:* Istanbul, TR\n",
        "[Rejekts](https://r.example): 6 May 2027, Zürich, CH\n[KCD](https://k.example): 10-11 June 2027, Istanbul, TR\n",
    ] {
        let found = fields_of(&format!("# Events\n\n{text}"));
        assert_eq!(found.len(), 2, "{text}");
        for (fields, parts) in found.iter().zip([["name=Rejekts", "Zürich, CH"], ["name=KCD", "Istanbul, TR"]]) {
            assert!(parts.iter().all(|part| fields.contains(part)), "{fields}");
        }
    }
    for text in [
        "**Note** – since 6 May 2027 we have a new site.\n\n**Thanks** – to all.\n",
        "a | b | c\nd | e | f\n",
        "Release 1 — fixes — May 6, 2027 — [Notes](https://r.example)\nRelease 2 — more — June 6, 2027 — [Notes](https://k.example)\n",
        "**Rejekts** was in May.\n\n**KCD** was in June 2027.\n",
    ] {
        assert_eq!(fields_of(&format!("# Events\n\n{text}")), [""; 0], "{text}");
    }
}

#[test]
fn what_may_be_a_conference_and_is_none_is_reported() {
    let faults = |text: &str| {
        let mut faults = Vec::new();
        read(text, Below::default(), &mut faults);
        let unread = faults.into_iter().filter(|fault| fault.message.contains("is read as none"));
        unread.map(|fault| fault.line).collect::<Vec<_>>()
    };
    let dated = "### Autumn\n**Dates:** 5-7 October 2027\n**Place:** Bergen, Norway\n";
    for (text, lines) in [
        (format!("## Spring\nAround the 30th of Febtober 2027\nOslo, Norway\n\n{dated}"), vec![3]),
        (format!("## Spring\nOslo, Norway\n\n{dated}"), vec![1]),
        (format!("## Spring\nWe may meet in Oslo on 5 May 2027, or later.\n\n{dated}"), vec![2]),
        (format!("{dated}\n## Summer\n- 5 May or 6 June 2027 perhaps\n"), vec![6]),
        (format!("# Events\nLast updated on 5 May 2027.\n\n[2024](2024.md) | [2023](2023.md)\n\n{dated}"), vec![]),
        ("## 2027\n- [Ada Camp](https://a.example), 5 May\n- June: DevConf\n- [Bee Camp](https://b.example), 6 May\n".to_owned(), vec![3]),
        (format!("## Contents\n- [2026](#2026)\n\n{dated}"), vec![]),
        (dated.to_owned(), vec![]),
    ] {
        assert_eq!(faults(&text), lines, "{text}");
    }
}
