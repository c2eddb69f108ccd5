//! Names of fields, as keepers write them in many languages: a column of a sheet that is called so is taken for the same.

use confcal::{ImportInput, ImportOptions};

/// A field: the columns beside it, its values, what must come of each row, and its names between `;`.
struct Field {
    beside: [&'static str; 3],
    values: [&'static str; 2],
    expected: [&'static str; 2],
    names: &'static str,
}

const DATED: [&str; 3] =
    ["name,start,url", "Ember Days,2027-03-01,https://ember.example", "Nix Days,2027-06-20,https://nixdays.example"];
const WITH_CITY: [&str; 3] = ["name,start,city", "Ember Days,2027-03-01,Oslo", "Nix Days,2027-06-20,Lima"];
const WITH_CALL: [&str; 3] =
    ["name,start,cfp_deadline", "Ember Days,2027-03-01,2026-12-01", "Nix Days,2027-06-20,2027-02-20"];

const FIELDS: &[Field] = &[
    Field {
        beside: DATED,
        values: ["web, ember", "nix"],
        expected: ["tags = [\"web\", \"ember\"]", "tags = [\"nix\"]"],
        names: "tags;tech;stack;domain;focus;interests;Themenbereich;Schwerpunkte;Themenfelder;étiquettes;thématique;thématiques;domaines;temáticas;\
            palabras clave;assunto;assuntos;tópicos;palavras-chave;tematiche;etichette;parole chiave;ambiti;tematyka;słowa kluczowe;trefwoorden;关键词;\
            キーワード;키워드;技术领域",
    },
    Field {
        beside: DATED,
        values: ["true", "false"],
        expected: ["online = true", "!online"],
        names: "online;virtual;remote;en_ligne;distanciel;visio;en línea;remoto;zdalnie;op_afstand;digital;verkossa;онлайн;дистанционно;线上;オンライン;온라인",
    },
    Field {
        beside: DATED,
        values: ["ja", "nein"],
        expected: ["online = true", "!online"],
        names: "online;digital;virtuell_online",
    },
    Field {
        beside: DATED,
        values: ["true", "false"],
        expected: ["status = \"cancelled\"", "!status"],
        names: "cancelled;abgesagt;annulé;suspendido;anulado;cancelada;annullato;odwołane;odwolane;geannuleerd;avlyst;inställt;zrušeno;отменено;取消;中止;취소",
    },
    Field {
        beside: DATED,
        values: ["ja", "nein"],
        expected: ["status = \"cancelled\"", "!status"],
        names: "cancelled;abgesagt;abgesagt?;fällt aus",
    },
    Field {
        beside: DATED,
        values: ["en ligne", "sur place"],
        expected: ["online = true", "!online"],
        names: "format;mode;modalité;Modus;modalidade;forma;形式;開催形式;参会方式;Формат проведения",
    },
    Field {
        beside: WITH_CITY,
        values: ["Spektrum", "Pavillon 2"],
        expected: ["venue = \"Spektrum\"", "venue = \"Pavillon 2\""],
        names: "venue;Veranstaltungsstätte;Tagungsstätte;Räumlichkeit;auditorio;espaço;espacio;struttura;obiekt;gebouw;场馆;会場名;campus",
    },
    Field {
        beside: WITH_CITY,
        values: ["Karl Johans gate 1", "Av. Arequipa 12"],
        expected: ["address = \"Karl Johans gate 1\"", "address = \"Av. Arequipa 12\""],
        names: "address;addr;Straße;rue;calle;ulica;straat;ulice;Улица;详细地址;会场地址",
    },
    Field {
        beside: DATED,
        values: ["2026-12-01", "2027-02-20"],
        expected: ["due = 2026-12-01", "due = 2027-02-20"],
        names: "cfp;fin_appel;clôture_appel;nabór do;termin nadsyłania;Подача заявок до;Прием докладов до;Vortragseinreichung bis;征稿截止;议题征集截止;CFP締切;\
            発表申込締切",
    },
    Field {
        beside: WITH_CALL,
        values: ["2026-09-01", "2026-10-15"],
        expected: ["opens = 2026-09-01", "opens = 2026-10-15"],
        names: "cfp_open;ouverture_cfp;début_appel;apertura_cfp;abertura_cfp;otwarcie_cfp;CFP開始;征稿开始;募集開始",
    },
    Field {
        beside: WITH_CALL,
        values: ["https://cfp.example/ember", "https://nixdays.example/cfp"],
        expected: ["url = \"https://cfp.example/ember\"", "url = \"https://nixdays.example/cfp\""],
        names: "cfp_url;submission_url;submit_url;speak_url;apply_url;Einreichungslink;lien appel;enlace_convocatoria;link_zgloszenia;CFPリンク;投稿链接",
    },
    Field {
        beside: DATED,
        values: ["en", "no"],
        expected: ["languages = [\"en\"]", "languages = [\"no\"]"],
        names: "language;Sprachen;Vortragssprache;langues;idiomas;lengua;języki;voertaal;会议语言;使用言語",
    },
    Field {
        beside: DATED,
        values: ["Two days on Ember.", "All about Nix."],
        expected: ["description = \"Two days on Ember.\"", "description = \"All about Nix.\""],
        names: "description;Kurzbeschreibung;Inhalt;résumé;resumo;detalles;dettagli;Комментарий;概要;keterangan",
    },
    Field {
        beside: ["name,date,year", "Ember Days,1-2,2027", "Nix Days,20-21,2027"],
        values: ["3", "6"],
        expected: ["start = 2027-03-01", "start = 2027-06-20"],
        names: "month;mese;miesiąc;maand;måned;kuukausi;měsíc;Месяц;月份;月;월",
    },
];

/// A column that is called like one of the fields and is none, and what must not come of it.
const OTHERS: &[(&str, [&str; 2], &str)] = &[
    ("hashtag", ["#ember27", "#nix27"], "tags ="),
    ("domain", ["ember.example", "nixdays.example"], "tags ="),
    ("focus", ["Two days of talks about the front end", "Everything about packages and builds"], "tags ="),
    ("distance", ["12 km", "300 km"], "online ="),
    ("live streaming", ["yes", "no"], "online ="),
    ("active", ["true", "false"], "status ="),
    ("label", ["New", "Old"], "tags ="),
];

fn list(beside: [&str; 3], name: &str, values: [&str; 2]) -> String {
    let cells = [name, values[0], values[1]];
    let rows = beside.iter().zip(cells).map(|(row, cell)| format!("{row},\"{cell}\"\n"));
    let input = ImportInput::new("list.csv", rows.collect::<String>());
    confcal::import(&[input], &ImportOptions::default()).list
}

#[test]
fn fields_are_known_by_their_names_in_many_languages() {
    for field in FIELDS {
        for name in field.names.split(';') {
            let list = list(field.beside, name, field.values);
            let entries: Vec<&str> = list.split("[[conference]]").skip(1).collect();
            assert_eq!(entries.len(), 2, "`{name}`: {list}");
            for (entry, expected) in entries.iter().zip(field.expected) {
                match expected.strip_prefix('!') {
                    Some(key) => assert!(!entry.contains(key), "`{name}`, {key}: {entry}"),
                    None => assert!(entry.contains(expected), "`{name}`, {expected}: {entry}"),
                }
            }
        }
    }
}

#[test]
fn fields_that_are_called_like_others_are_none_of_them() {
    for (name, values, not) in OTHERS {
        let list = list(DATED, name, *values);
        assert!(list.contains("name = \"Nix Days\"") && !list.contains(not), "`{name}`: {list}");
    }
}
