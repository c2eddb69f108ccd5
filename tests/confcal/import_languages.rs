//! Lists in other languages, with what must come of them.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Polish.
    (
        &[(
            "pl.yml",
            r#"- nazwa: Confitura
  data: 5 września 2026
  miejsce: Warszawa, Expo XXI
  strona: https://confitura.pl
  termin_zgloszen: 30 czerwca 2026
  tematy: [java, jvm]
- nazwa: 4Developers
  data: 20-21 kwietnia 2026
  miejsce: Wrocław
  strona: https://4developers.org.pl
  termin_zgloszen: 1 marca 2026
  tematy: [php, javascript]
- nazwa: PyCon PL
  data: 10 - 13 października 2026
  miejsce: Hotel Kozi Gród, Pomlewo
  strona: https://pl.pycon.org
  tematy: [python]
"#,
        )],
        &[
            r#"name = "Confitura"
start = 2026-09-05"#,
            r#"venue = "Expo XXI"
city = "Warszawa""#,
            "due = 2026-06-30",
            "end = 2026-04-21",
            r#"venue = "Hotel Kozi Gród"
city = "Pomlewo""#,
            "taken for cities: `Pomlewo`",
        ],
        &[],
    ),
    // Arabic, with a city that is written as a country, and days that are Arabic digits.
    (
        &[(
            "ar.csv",
            "name;startDate;endDate;location;type;deadline
مؤتمر التعليم;3 أبريل 2027;5 أبريل 2027;الأردن / عمان;هجين;12 مارس 2027
ملتقى اللغة;٢٧ نيسان ٢٠٢٧;٣٠ نيسان ٢٠٢٧;المملكة المتحدة / أكسفورد;حضوري;-
منتدى العمارة;1 أكتوبر 2027;8 أكتوبر 2027;السعودية / الرياض;عن بعد;-
",
        )],
        &[
            "start = 2027-04-03\nend = 2027-04-05",
            "city = \"عمان\"\ncountry = \"JO\"\nonline = true",
            "due = 2027-03-12",
            "start = 2027-04-27\nend = 2027-04-30",
            "city = \"أكسفورد\"\ncountry = \"GB\"",
            "start = 2027-10-01\nend = 2027-10-08",
        ],
        &["country = \"OM\"", "expected ="],
    ),
    // Hebrew.
    (
        &[(
            "he.json",
            r#"[{"שם": "כנס פייתון", "תאריך": "5-7 במאי 2027", "מיקום": "תל אביב, ישראל"},
                {"שם": "כנס ראסט", "תאריך": "12 ביוני 2027", "מיקום": "פראג, צ׳כיה"}]"#,
        )],
        &["start = 2027-05-05\nend = 2027-05-07", "city = \"תל אביב\"\ncountry = \"IL\"", "start = 2027-06-12"],
        &[],
    ),
    // Arabic, Hindi, Persian and Thai, with the names of their fields.
    (
        &[(
            "ar.json",
            r#"[{"اسم المؤتمر": "مؤتمر الحاسوب", "التاريخ": "15-17 مارس 2027", "المدينة": "دبي", "الدولة": "الإمارات", "التخصص": "حاسوب"},
                {"اسم المؤتمر": "ملتقى الذكاء", "التاريخ": "02/05/2027", "المدينة": "عمان", "الدولة": "الأردن", "التخصص": "لغة"}]"#,
        )],
        &[
            "city = \"دبي\"\ncountry = \"AE\"\ntags = [\"حاسوب\"]",
            "start = 2027-05-02",
            "city = \"عمان\"\ncountry = \"JO\"",
            "may be 2027-05-02 or 2027-02-05",
        ],
        &[],
    ),
    (
        &[("hi.csv", "नाम,तिथि,शहर,देश\nसम्मेलन एक,3-5 अप्रैल 2027,दिल्ली,भारत\nसम्मेलन दो,१५ मई २०२७,मुंबई,भारत\n")],
        &["start = 2027-04-03\nend = 2027-04-05", "start = 2027-05-15", "city = \"मुंबई\"\ncountry = \"IN\""],
        &[],
    ),
    (
        &[(
            "fa.csv",
            "رویداد,تاریخ شروع,تاریخ پایان,مکان\nهمایش یک,5 ژوئن 2027,7 ژوئن 2027,تهران / ایران\nهمایش دو,12 مهر 1405,14 مهر 1405,شیراز، ایران\n",
        )],
        &[
            "start = 2027-06-05\nend = 2027-06-07",
            "city = \"تهران\"\ncountry = \"IR\"",
            "`12 مهر 1405` is not a date that confcal understands",
        ],
        &[],
    ),
    (
        &[(
            "th.csv",
            "ชื่องาน,วันที่,สถานที่,จังหวัด\nงานประชุมเอ,3-5 เมษายน 2570,ไบเทค,กรุงเทพ\nงานบี,12 ก.ค. 2570,ศูนย์ประชุม,เชียงใหม่\n",
        )],
        &["start = 2027-04-03\nend = 2027-04-05", "venue = \"ไบเทค\"\ncity = \"กรุงเทพ\"", "start = 2027-07-12"],
        &["taken for cities"],
    ),
    // Croatian, whose October is the November of Poland, and words for the status.
    (
        &[(
            "hr.csv",
            "naziv;datum;mjesto\nA;12. listopada 2027.;Zagreb / Hrvatska\nB;5. svibnja 2027.;Split, Hrvatska\nC;3. - 5. rujna 2027.;Zadar, Hrvatska\n",
        )],
        &[
            "start = 2027-10-12",
            "start = 2027-05-05",
            "start = 2027-09-03\nend = 2027-09-05",
            "city = \"Zagreb\"\ncountry = \"HR\"",
        ],
        &["2027-11-12"],
    ),
    (
        &[(
            "pl2.csv",
            "nazwa;data;miejsce;status\nA;12 listopada 2027;Warszawa;potwierdzone\nB;5 maja 2027;Gdańsk;odwołane\nC;6 maja 2027;Kraków;przełożone\n",
        )],
        &["start = 2027-11-12", "status = \"cancelled\"", "status = \"postponed\""],
        &[],
    ),
    // Two columns that are called dates alike: their values tell the first day from the last.
    (
        &[(
            "two.csv",
            "Name,Date A,Date B,Place\nA,12 May 2027,14 May 2027,\"Oslo, Norway\"\nB,3 June 2027,3 June 2027,\"Rome, Italy\"\n",
        )],
        &["start = 2027-05-12\nend = 2027-05-14", "start from `Date A`", "end from `Date B`"],
        &[],
    ),
    // Italian, with provinces.
    (
        &[(
            "it.csv",
            r#"Titolo;Data inizio;Data fine;Luogo;Sito;Scadenza abstract;Note
Convegno AIxIA;03/11/2026;06/11/2026;Bologna (BO);https://aixia.it/2026;15/07/2026;
Linux Day;24/10/2026;24/10/2026;Biblioteca San Giorgio, Pistoia;https://linuxday.it;;ingresso libero
PyCon Italia;27/05/2026;30/05/2026;Palazzo dei Congressi, Bologna;pycon.it;09/01/2026;
Codemotion;20/10/2026;21/10/2026;Milano;https://codemotion.com;;
"#,
        )],
        &[
            "start = 2026-11-03
end = 2026-11-06",
            r#"city = "Bologna"
state = "BO"
country = "IT""#,
            r#"venue = "Biblioteca San Giorgio"
city = "Pistoia""#,
            r#"venue = "Palazzo dei Congressi"
city = "Bologna""#,
            r#"kind = "abstract"
due = 2026-01-09"#,
        ],
        &[],
    ),
    // Japanese.
    (
        &[(
            "ja.csv",
            r#"イベント名,開催日,会場,URL,申込締切,備考
PyCon JP 2026,2026年10月1日〜2日,TOC有明コンベンションホール,https://2026.pycon.jp,2026年9月1日,
RubyKaigi 2026,2026/4/22-24,函館アリーナ,https://rubykaigi.org/2026/,2026/4/1,
オープンソースカンファレンス,2026年7月11日(土),京都リサーチパーク,https://ospn.jp/osc2026-kyoto/,,
もくもく会,2026年3月5日(木) 19:00〜21:00,オンライン,https://example.connpass.com/event/1/,,
"#,
        )],
        &[
            "start = 2026-10-01
end = 2026-10-02",
            r#"venue = "函館アリーナ""#,
            "due = 2026-09-01",
            "start = 2026-03-05",
            "online = true",
        ],
        &["city"],
    ),
    // Chinese.
    (
        &[(
            "zh.md",
            r#"# 会议

| 会议名称 | 时间 | 地点 | 官网 | 截稿日期 |
|---|---|---|---|---|
| CCF 全国软件大会 | 2026年11月20日-22日 | 西安 | https://ccf.example.cn | 2026年6月30日 |
| PyCon China 2026 | 2026.10.17-10.18 | 上海 | https://cn.pycon.org | 2026.08.31 |
| KubeCon China | 2026年6月10日至11日 | 香港 | https://events.linuxfoundation.org/kubecon-cn/ | 2026年2月1日 |
| 开源年会 | 待定 | 线上 | https://kaiyuanshe.cn | - |
"#,
        )],
        &[
            "start = 2026-11-20
end = 2026-11-22",
            r#"city = "西安""#,
            "due = 2026-08-31",
            r#"country = "HK""#,
            r#"name = "开源年会""#,
            "online = true",
        ],
        &[],
    ),
    // Korean.
    (
        &[(
            "ko.json",
            r#"[{"행사명":"데이터야놀자","기간":"2026.10.05 ~ 2026.10.07","장소":"코엑스, 서울","홈페이지":"https://datayanolja.example.kr","발표자 모집 마감":"2026.08.01"},
 {"행사명":"파이콘 한국 2026","기간":"2026년 8월 15일 ~ 17일","장소":"동국대학교","홈페이지":"https://2026.pycon.kr","발표자 모집 마감":"2026년 5월 31일"},
 {"행사명":"부산 밋업","기간":"2026.11.03","장소":"부산","홈페이지":"https://festa.example.io/1","발표자 모집 마감":""}]
"#,
        )],
        &[
            "start = 2026-10-05
end = 2026-10-07",
            r#"venue = "코엑스"
city = "서울""#,
            r#"venue = "동국대학교""#,
            "due = 2026-05-31",
            r#"city = "부산""#,
        ],
        &[],
    ),
    // Russian.
    (
        &[(
            "ru.yml",
            r#"события:
  - название: HighLoad++
    дата: 9–10 ноября 2026
    город: Москва
    площадка: Технопарк «Сколково»
    сайт: https://highload.ru/moscow/2026
    дедлайн: 1 августа 2026
    темы: [backend, highload]
  - название: PiterPy
    дата: 16 октября 2026
    город: Санкт-Петербург
    площадка: отель «Москва»
    сайт: https://piterpy.com
    темы: [python]
  - название: DotNext
    дата: 22-23 сентября 2026
    город: онлайн
    сайт: https://dotnext.ru
    темы: [dotnet]
"#,
        )],
        &[
            r#"name = "HighLoad++"
start = 2026-11-09
end = 2026-11-10"#,
            r#"venue = "Технопарк «Сколково»"
city = "Москва""#,
            "due = 2026-08-01",
            r#"tags = ["dotnet"]"#,
            "online = true",
        ],
        &[],
    ),
    // French.
    (
        &[(
            "fr.md",
            r#"## Événements

| Événement | Dates | Lieu | Lien | Limite de soumission |
| --- | --- | --- | --- | --- |
| Devoxx France | du 22 au 24 avril 2026 | Palais des Congrès, Paris | [site](https://devoxx.fr) | 15 janvier 2026 |
| BreizhCamp | 24-26 juin 2026 | Rennes | [site](https://breizhcamp.org) | 28 février 2026 |
| Soirée Rust | jeudi 4 juin 2026 à 19h | La Cantine, Toulouse | [meetup](https://meetup.com/rust-tls/events/1) | |
| DevFest Nantes | les 15 et 16 octobre 2026 | Cité des Congrès, Nantes | [site](https://devfest.gdgnantes.com) | 30 mai |
"#,
        )],
        &[
            "start = 2026-04-22
end = 2026-04-24",
            r#"venue = "La Cantine"
city = "Toulouse""#,
            "start = 2026-10-15
end = 2026-10-16",
            "due = 2026-05-30",
        ],
        &[],
    ),
    // Dutch and Swedish.
    (
        &[(
            "nl.json",
            r#"{"evenementen":[
{"titel":"T-DOSE","datum":"zaterdag 9 mei 2026","einddatum":"zondag 10 mei 2026","locatie":"Weeffabriek, Geldrop","webpagina":"https://t-dose.org","aanmelden voor":"1 mei 2026","onderwerpen":["open source"]},
{"titel":"NLUUG najaarsconferentie","datum":"donderdag 26 november 2026","einddatum":"","locatie":"Van der Valk, Utrecht","webpagina":"https://nluug.nl/nj26","aanmelden voor":"","onderwerpen":["unix","netwerken"]},
{"titel":"FrOSCon","datum":"15 augustus 2026","einddatum":"16 augustus 2026","locatie":"Sankt Augustin, Duitsland","webpagina":"https://froscon.org","aanmelden voor":"","onderwerpen":[]}]}
"#,
        )],
        &[
            "start = 2026-05-09
end = 2026-05-10",
            r#"venue = "Weeffabriek"
city = "Geldrop""#,
            r#"kind = "registration"
due = 2026-05-01"#,
            r#"city = "Sankt Augustin"
country = "DE""#,
            r#"tags = ["unix", "netwerken"]"#,
        ],
        &[],
    ),
    // Swedish.
    (
        &[(
            "sv.md",
            r#"| Namn | När | Var | Länk |
|--|--|--|--|
| FOSS-North | 27-28 april 2026 | Göteborg | https://foss-north.se |
| Øredev | 4.-6. november 2026 | Malmö, Sverige | https://oredev.org |
| GOTO Copenhagen | 28 sept - 2 okt 2026 | Bella Center, København | https://gotocph.com |
"#,
        )],
        &[
            r#"city = "Göteborg""#,
            r#"city = "Malmö"
country = "SE""#,
            "start = 2026-09-28
end = 2026-10-02",
        ],
        &[],
    ),
];

#[test]
fn lists_of_other_languages_are_read() {
    check(CASES);
}
