//! Pages of a folder: front matter, and what stands below it.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Without a title in the head, the heading below it is the name.
    (
        &[
            (
                "2018-05/arduino-day.md",
                "---\ndate: '2018-05-12'\nlocation: {title: PINN Space}\n---\n\n# Arduino Day in Bangkok\n\n> Join us.\n",
            ),
            (
                "2018-05/ruby.md",
                "---\ndate: '2018-05-30'\nlocation: {title: Nimbl3}\n---\n\nRuby *Wednesday* #4\n====\n\nTalks.\n",
            ),
        ],
        &[
            "name = \"Arduino Day in Bangkok\"\nstart = 2018-05-12",
            "name = \"Ruby Wednesday #4\"\nstart = 2018-05-30",
            "description = \"Talks.\"",
        ],
        &["# Arduino"],
    ),
    // A title counts before a heading; a heading of a part is no name.
    (
        &[
            ("events/a.md", "---\ntitle: PyCon\ndate: 2027-05-12\nlocation: Oslo\n---\n# Welcome\nText.\n"),
            (
                "events/rustfest.md",
                "---\nstarts: 2027-05-13\nevent_date: 2027-05-13\nlocation: Bonn\n---\n## About\nText.\n",
            ),
            ("events/b.md", "---\nstarts: 2027-06-13\nevent_date: 2027-06-13\nlocation: Bonn\n---\n# Gophers\n"),
        ],
        &["name = \"PyCon\"", "name = \"rustfest\"", "name = \"Gophers\""],
        &["name = \"About\"", "name = \"Welcome\""],
    ),
    // Of links with names one is the site, and the others stay.
    (
        &[(
            "links.yml",
            "- name: A\n  date: 2027-05-12\n  links:\n    - {type: tickets, url: 'https://tickets.example/a'}\n    - {type: website, url: 'https://a.example'}\n    - {type: tickets, url: 'https://other.example/a'}\n- name: B\n  date: 2027-06-12\n  links:\n    - {type: rsvp, url: 'https://b.example'}\n    - {type: phone, url: none at all}\n",
        )],
        &[
            "url = \"https://a.example\"\nlinks = { tickets = \"https://tickets.example/a\", tickets-2 = \"https://other.example/a\" }",
            "url = \"https://b.example\"",
            "is not an address or an account of phone",
        ],
        &["rsvp"],
    ),
    // Deadlines beside several editions are of the edition that they are before.
    (
        &[(
            "editions.yml",
            "- name: ICC Workshops\n  dates: [[2023-05-28, 2023-06-01], [2024-06-09, 2024-06-13], [2025-06-08, 2025-06-12], [2026-05-24, 2026-05-28]]\n  deadline: [2023-02-03, 2024-02-04, 2025-01-31]\n",
        )],
        &[
            "end = 2024-06-13\nid = \"icc-workshops-2024\"\n\n[[conference.deadline]]\nkind = \"cfp\"\ndue = 2024-02-04\n\n[[conference]]",
            "end = 2026-05-28\nid = \"icc-workshops-2026\"",
        ],
        &["due = 2024-02-04\n\n[[conference.deadline]]", "icc-workshops-2026\"\n\n[[conference.deadline]]"],
    ),
    // The first event of a series is on no day of an edition.
    (
        &[(
            "history.json",
            r#"[{"series": "PyCon", "first_event": "2008-09-20", "editions": [{"name": "PyCon 2027", "event_start": "2027-05-01"}, {"name": "PyCon 2028", "city": "Oslo"}]}]"#,
        )],
        &["start = 2027-05-01", "name = \"PyCon 2028\"", "first_event"],
        &["2008"],
    ),
];

#[test]
fn pages_have_their_names_and_links() {
    check(CASES);
}
