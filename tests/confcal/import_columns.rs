//! Columns that are called or filled in unusual ways, with what must come of them.

use confcal::{ImportInput, ImportOptions};

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // The date stands in the name, the slug, the id or the name of the file.
    (
        &[(
            "titles.yml",
            "- {title: PyCon 12-14 May 2026, location: \"Berlin, Germany\"}\n- {title: \"RustConf (8-11 September 2026)\", location: \"Montreal, Canada\"}\n\
             - {title: \"2026-06-01: Go Day 2026\", location: \"Rome, Italy\"}\n",
        )],
        &[
            "name = \"PyCon\"\nstart = 2026-05-12\nend = 2026-05-14",
            "name = \"RustConf\"\nstart = 2026-09-08\nend = 2026-09-11",
            "name = \"Go Day 2026\"\nstart = 2026-06-01",
        ],
        &[],
    ),
    (
        &[(
            "slugs.yml",
            "- {slug: 2026-05-12-pycon, title: PyCon, city: Berlin}\n- {slug: 2026-06-01-rust, title: Rust, city: Rome}\n",
        )],
        &["name = \"PyCon\"\nstart = 2026-05-12", "name = \"Rust\"\nstart = 2026-06-01"],
        &[],
    ),
    (
        &[
            ("events/2026-05-12-pycon.md", "---\ntitle: PyCon\nlocation: Berlin, Germany\n---\nText\n"),
            ("events/2026-06-12-rust.md", "---\ntitle: Rust\nlocation: Rome, Italy\n---\nText\n"),
        ],
        &["name = \"PyCon\"\nstart = 2026-05-12", "name = \"Rust\"\nstart = 2026-06-12"],
        &[],
    ),
    // A field of dates goes before the day in a name.
    (
        &[("both.csv", "name,date\nPyCon 12 May 2026,2026-05-13\nRust 12 May 2026,2026-05-14\n")],
        &["name = \"PyCon 12 May 2026\"\nstart = 2026-05-13"],
        &[],
    ),
    // Wide figures and brackets, and tags between many marks.
    (
        &[(
            "wide.csv",
            "名称,日付,場所,タグ\nPyCon JP,２０２６年５月１２日,国立京都国際会館（京都）,Python、Web、AI\nRubyKaigi,２０２６／０６／０１,東京,Ruby・Rails\n\
             DevSumi,２０２６年７月１日～３日,東京,Java／Go\n",
        )],
        &[
            "start = 2026-05-12",
            "venue = \"国立京都国際会館\"\ncity = \"京都\"",
            "tags = [\"Python\", \"Web\", \"AI\"]",
            "start = 2026-06-01",
            "tags = [\"Ruby\", \"Rails\"]",
            "start = 2026-07-01\nend = 2026-07-03",
            "tags = [\"Java\", \"Go\"]",
        ],
        &[],
    ),
    (
        &[(
            "dots.csv",
            "name,date,topics\nA,2026-05-05,python · web · ai\nB,2026-05-06,go / rust\nC,2026-05-07,CI/CD\n",
        )],
        &["tags = [\"python\", \"web\", \"ai\"]", "tags = [\"go\", \"rust\"]", "tags = [\"CI/CD\"]"],
        &[],
    ),
    // The id of a video is no account.
    (
        &[(
            "videos.yml",
            "- {title: A, date: 2026-03-01, youtube: dQw4w9WgXcQ, room: Salle 101}\n- {title: B, date: 2026-04-01, youtube: xQw4w9WgXcQ, room: Amphi B}\n",
        )],
        &["youtube = \"https://www.youtube.com/watch?v=dQw4w9WgXcQ\""],
        &["/@", "\nurl =", "city"],
    ),
    // Turkish names of fields.
    (
        &[(
            "tr.md",
            "## PyCon TR\n- Tarih: 12 Mayıs 2026\n- Yer: İstanbul, Türkiye\n- Web sitesi: https://tr.example\n- Son başvuru: 1 Mart 2026\n\n\
             ## JS TR\n- Tarihi: 15 Haziran 2026\n- Yeri: Ankara, Türkiye\n- Bağlantı: https://js.example\n- Son başvuru tarihi: 1 Nisan 2026\n",
        )],
        &[
            "name = \"PyCon TR\"\nstart = 2026-05-12",
            "url = \"https://tr.example\"\ncity = \"İstanbul\"\ncountry = \"TR\"",
            "due = 2026-03-01",
            "name = \"JS TR\"\nstart = 2026-06-15",
            "city = \"Ankara\"",
            "due = 2026-04-01",
        ],
        &["name = \"Son"],
    ),
];

#[test]
fn each_column_is_read() {
    check(CASES);
}

/// The day on which an entry was written is neither the conference nor a deadline, in any language.
#[test]
fn the_day_of_an_entry_is_no_date_of_the_conference() {
    for name in [
        "added",
        "Date added",
        "created_at",
        "añadido",
        "agregado",
        "fecha de alta",
        "hinzugefügt",
        "hinzugefuegt",
        "Eingetragen am",
        "erstellt",
        "ajouté",
        "date d'ajout",
        "aggiunto",
        "dodano",
        "toegevoegd",
        "eklendi",
        "lisätty",
        "creado",
        "publicado",
        "aktualisiert",
        "登録日",
        "追加日",
        "更新日",
    ] {
        let csv = format!(
            "name,date,{name}\nPyConES,2026-11-06,2026-01-02\nJSConf,2026-12-06,2026-01-03\nPyDay,2026-12-07,2026-01-03\n"
        );
        let list = confcal::import(&[ImportInput::new("a.csv", csv)], &ImportOptions::default()).list;
        assert!(!list.contains("2026-01") && list.contains("start = 2026-11-06"), "{name}: {list}");
    }
}
