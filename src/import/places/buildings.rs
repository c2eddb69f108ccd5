//! The words of buildings, rooms and streets, and the forms that names of buildings and companies have.
//!
//! Comes in: a part of a place. Goes out: whether it is like a building, a street or a city. No name of a single building is known.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::countries::{is_city, is_legal_form};

/// Words of buildings, in ASCII.
const VENUES: &str = "academy akademie amphitheater amphitheatre anfiteatro arena assemblee auditorio auditorium aula biblioteca biblioteka bibliotheek bibliothek \
    bibliotheque building cafe campus center centre centro church cinema club college conference congress convention ecole \
    eth expo fakulta fakultet faculty fondation forum foundation fundacion gimnazija gimnazjum gymnasium gymnazia gymnazium hall haus hilton hochschule horsaal hotel house hub \
    hyatt institut institute instituto kampus kampusz kampusa kampuse kino klubovna kniznica knihovna kongresshaus konservatorium lab labs library lounge maison manufacture \
    marriott messe museum office offices palace palacio palais polytechnic pub resort restaurant room saal sala salle \
    salon schloss school schule sheraton space stadium studio teatro tech theater theatre tower univ universidad \
    universidade universita universitaet universitat universite university zaal gmbh gostinitsa hackerspace headquarters hq jugendherberge kulturhaus museo muzeum \
    musee politecnico politechnika politehnica uniwersytet univerzita univerzitet universitet yliopisto zentrum";

/// The ends of words for buildings: `Kunstuniversität`, `Stadthalle`.
const ENDS_OF_VENUES: &str =
    "akademie bibliothek halle haus hochschule institut museum saal schule theater universitat zentrum";

/// More words of buildings, in ASCII; some are in the names of cities too, so that they count for a name alone: `New Castle`.
const VENUES_ALONE: &str = "abbey accelerator aeroport airport aquarium association atelier ballroom bahnhof bank bibliotek bistro bodega \
    brauerei brewery brewing business casa castle cathedral cave centrum chateau cite clinic coffee coffeehouse coliseum company corp courthouse \
    cowork coworking depot diner dom dome dvorets embassy escola escuela fabrik fabrique fablab factory facultad faculdade faculte \
    feria festung fiera filharmonia flughafen fortress galeria galerie gallery garage gardens gare gasthaus gasthof \
    grill group gymnase hospital hostel hotell inc incubator innovation inn kafe kirche kirjasto klinik \
    kloster kneipe knjiznica kulturhus librairie libreria llc lodge loft ltd lycee makerspace mall mediatheek mediatheque \
    mediathek mercado ministere ministerio ministry monastery muzej muzey observatory opera otel palau palazzo \
    park pavilhao pavilion pavillon pabellon pizza pizzeria planetarium plaza quarter ranch rathaus sede shkola \
    society spazio station stube tavern taproom teatre terminal tower tsentr union \
    usine velodrome warehouse werkstatt winery wirtshaus wework zal zoo";

/// More ends of words for buildings: `Hafenstube`, `Kulturhuset`, `Parkhotel`.
const ENDS_OF_VENUES_ALONE: &str = "arium bahnhof brauerei cafe club drome fabriek fabrik hallen hotel huis huset kirche keller pizza platz salen schloss space \
    stube talo tech theek theque turm werk";

/// Words of rooms, in ASCII: a building stands behind one, more often than a city.
const ROOMS: &str = "amphi amphitheater amphitheatre anfiteatro aula auditorio auditorium classroom floor horsaal lab laboratory lecture level \
    raum room rooms saal sala salle seminarraum stage suite theater theatre zaal";

/// True if a text names a room rather than a building: `Pusley Lecture Theatre`, `Room 4`.
pub(super) fn is_room(text: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(ROOMS, "saal raum"));
    WORDS.is_in(text)
}

/// Signs of buildings in Chinese, Japanese and Korean.
const SIGNS_OF_VENUES: [&str; 40] = [
    "学校",
    "公民館",
    "神社",
    "会館",
    "大学",
    "大學",
    "学院",
    "學院",
    "ホール",
    "センター",
    "体育館",
    "公園",
    "ホテル",
    "カフェ",
    "ビル",
    "タワー",
    "会議室",
    "教室",
    "研究所",
    "プラザ",
    "スタジアム",
    "アリーナ",
    "酒店",
    "中心",
    "大厦",
    "广场",
    "博物",
    "图书馆",
    "図書館",
    "会议",
    "센터",
    "대학",
    "호텔",
    "회관",
    "빌딩",
    "캠퍼스",
    "도서관",
    "컨벤션",
    "학교",
    "スペース",
];

/// Words, and ends of words.
struct WordSet {
    words: HashSet<&'static str>,
    ends: Vec<&'static str>,
}

impl WordSet {
    fn new(words: &'static str, ends: &'static str) -> WordSet {
        WordSet { words: words.split_ascii_whitespace().collect(), ends: ends.split_ascii_whitespace().collect() }
    }

    /// True if a text has one of the words, or a word with one of the ends.
    fn is_in(&self, text: &str) -> bool {
        let ascii = if text.is_ascii() { text.to_ascii_lowercase() } else { any_ascii::any_ascii(text).to_lowercase() };
        let has_end = |word: &str| self.ends.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
        ascii.split(|c: char| !c.is_ascii_alphabetic()).any(|word| self.words.contains(word) || has_end(word))
    }
}

/// Words that a town begins with whose last word is another city's name: `West Berlin`, `New London`, `Lake Geneva`, `Puerto Madrid`.
const BEFORE_TOWNS: &str = "aldea alto bad bajo balneario barrio bel beni bin bishop boca bur casa central chinna city ciudad ciudade colonia \
    coronel costa cottage cruz de del der desa di do downtown east eastern ejido el estacion fort from ft fuerte gamla \
    general gornja grand great greater gross hacienda hammam heroica high historic in inner isla jardim jardin key \
    kilometro kongens la lago lake las le les little loma lomas long los lower marina mariscal marshal metro metropolitan minor \
    mira monte mount mountain mt mueang navi near neu neue new nizhny nord norte north northern nova novo novyi nowa \
    nowy nueva nuevo o old om op os ost oud outer palm parque pedro pico playa plaza port porto principe pueblo puerto \
    punta quinta rancho regional rio royal saint san sankt santa santiago santo sao sector silver south southern st \
    stara stare stary ste sud sun sur terra the unter upper uptown vale valle valley van velika veliki velky vieja viejo \
    vila villa ville vista west western zona";

/// True for a word that may make the name of a city that of another town.
pub(super) fn is_before_town(word: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(BEFORE_TOWNS, ""));
    WORDS.is_in(word)
}

/// True if a text names a building rather than a city.
pub(crate) fn is_venue(text: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(VENUES, ENDS_OF_VENUES));
    WORDS.is_in(text) || SIGNS_OF_VENUES.iter().any(|sign| text.contains(sign))
}

/// Words of universities, in ASCII: no city has one, though some have the words of schools.
const UNIVERSITIES: &str = "eth faculty fakulta fakultet fakultat fakultaet hochschule institut institute instituto politecnico politechnika polytechnic univ universidad \
    universidade universita universitaet universitat universite universitet university uniwersytet univerzita univerzitet yliopisto";

/// True for a university or an institute.
pub(super) fn is_university(text: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(UNIVERSITIES, "hochschule universitat"));
    WORDS.is_in(text)
}

/// True for the legal form of a company that is no code of a country: `GmbH`, `Inc.`, `A/S`.
pub(super) fn is_company_form(word: &str) -> bool {
    const FORMS: &str = "inc incorporated ltd limited llc llp plc gmbh mbh ug corp ltda lda sro doo spa srl sarl sas pty bhd oy oyj aps a/s b/v ev gbr kft zrt ooo zoo";
    const DOTTED: &str = "sa sl nv bv as ag ab";
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FORMS.split(' ').collect());
    // Those without full stops are short, but for two.
    if !word.contains('.') && !matches!(word.len(), ..5 | 7 | 12) || word.len() > "incorporated".len() {
        return false;
    }
    let bare = word.replace('.', "").to_lowercase();
    WORDS.contains(bare.as_str()) || word.contains('.') && DOTTED.split(' ').any(|form| form == bare)
}

/// True if a name ends in the legal form of a company: `Nine A/S`, `Equinor AS`.
fn is_company(name: &str) -> bool {
    let Some((before, form)) = name.rsplit_once(' ') else { return false };
    let before = before.trim_end_matches(',');
    is_company_form(form) || is_legal_form(before, form)
}

/// True if a name alone is that of a building or a company, by its words or its form: `Festung Mark`, `Carl's Jr.`, `WeWork`.
pub(super) fn is_named_like_venue(name: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(VENUES_ALONE, ENDS_OF_VENUES_ALONE));
    let is_acronym = (4..6).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_small =
        name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b'.'));
    let of_someone = ["'s ", "’s "].iter().any(|end| format!("{name} ").contains(end));
    WORDS.is_in(name)
        || is_company(name)
        || is_acronym
        || is_small
        || of_someone
        || has_hump(name)
        || name.contains(['&', '@', '#', '"'])
        || name.to_lowercase().starts_with("the ")
}

/// True if a capital stands within a word, as in names of companies: `WeWork`, and not in `McAllen` or `DeKalb`.
fn has_hump(name: &str) -> bool {
    const PREFIXES: [&str; 8] = ["Mc", "Mac", "De", "Du", "La", "Le", "Fitz", "Van"];
    name.split(|char: char| !char.is_alphanumeric()).any(|word| {
        let hump = word
            .char_indices()
            .zip(word.chars().skip(1))
            .find(|((_, one), other)| one.is_lowercase() && other.is_uppercase());
        hump.is_some_and(|((at, one), _)| !PREFIXES.contains(&&word[..at + one.len_utf8()]))
    })
}

/// Words of streets and squares, in ASCII.
const STREETS: &str = "allee alley avda avenida avenue ave avinguda blvd boulevard broadway calea calle carrer chemin corso court cours drive gasse gata \
    highway hwy impasse kade lane namesti paseo passeig piazza piazzale place plac platz plaza praca prospekt quai rd road rua rue square st \
    str strada strasse straat street travessa ulica ulitsa via viale vicolo way weg";

/// The ends of words for streets.
const ENDS_OF_STREETS: &str = "strasse straat gatan gata gade weg platz allee boulevard gasse gracht laan kade katu plads plein str utca vagen vej veien";

/// The ends of names of streets in Slavic languages, which are streets with a number alone: `Božetěchova 1`.
const ENDS_OF_STREETS_WITH_NUMBERS: &str = "ova ska skiego skeho";

/// Abbreviations that the name of a street begins with.
const BEFORE_STREETS: [&str; 10] = ["ul.", "al.", "pl.", "os.", "av.", "c/", "ctra.", "nám.", "ул.", "пр."];

/// Words of what lies within a building, in ASCII.
const PARTS_OF_BUILDINGS: &str = "floor room suite level dept department site wing batiment bldg etage stage";

/// True if a text is a street with a number, `12 rue de Rivoli`, or has a mark of streets: `ul. Długa`.
pub(super) fn is_street(text: &str) -> bool {
    static WITH_NUMBERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new("", ENDS_OF_STREETS_WITH_NUMBERS));
    // Most texts have no mark of a street.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'/')) {
        return false;
    }
    let is_number =
        |word: &str| word.len() <= MAX_NUMBER_OCTETS && word.starts_with(|char: char| char.is_ascii_digit());
    let has_number = || text.split([' ', ',']).any(is_number);
    let lower = if text.contains(['.', '/']) { text.to_lowercase() } else { String::new() };
    BEFORE_STREETS.iter().any(|start| lower.starts_with(start))
        || has_number() && (has_word_of_streets(text) || WITH_NUMBERS.is_in(text))
}

fn has_word_of_streets(text: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(STREETS, ENDS_OF_STREETS));
    // `St. Petersburg` is no street.
    let name = text.split_once(' ').filter(|(first, _)| is_saint(first)).map_or(text, |(_, name)| name);
    WORDS.is_in(name)
}

/// True for the word that names of cities begin with: `St. Petersburg`, `Ft. Lauderdale`.
pub(super) fn is_saint(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "St" | "Ste" | "Sta" | "Sto" | "Sankt" | "Saint" | "Ft" | "Mt" | "Pt")
}

/// The longest number of a house: `180-182a`.
const MAX_NUMBER_OCTETS: usize = 8;

/// True if a text ends with the number of a house: `Unter den Linden 77`, and not `Halle 7`.
pub(super) fn has_house_number(text: &str) -> bool {
    let Some((name, number)) = text.rsplit_once(' ') else { return false };
    let is_number = number.len() <= MAX_NUMBER_OCTETS && number.starts_with(|char: char| char.is_ascii_digit());
    is_number && name.starts_with(char::is_uppercase) && !is_venue(name) && !is_room(name) && !is_city(name)
}

/// True for a part of a building with its number: `Building 7`, `Floor 3`.
pub(super) fn is_part_of_building(text: &str) -> bool {
    let name = text.trim_end_matches(|char: char| char.is_ascii_digit());
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| PARTS_OF_BUILDINGS.split_whitespace().chain(["building", "hall"]).collect());
    name.len() < text.len() && WORDS.contains(name.trim_end().to_lowercase().as_str())
}

/// True if a text that is not known may be the name of a city: one to three words with capitals, which are no building or street.
pub(crate) fn is_like_city(text: &str) -> bool {
    static PARTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(PARTS_OF_BUILDINGS, ""));
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && text.starts_with(char::is_uppercase)
        && !text.contains(char::is_numeric)
        && !is_venue(text)
        && !is_named_like_venue(text)
        && !has_word_of_streets(text)
        && !PARTS.is_in(text)
}

/// True if the first part of a place looks like a building, an office or an institute, and not like a city.
pub(super) fn is_like_venue(text: &str) -> bool {
    let is_acronym = text.len() >= 3 && !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic);
    is_venue(text)
        || is_company(text)
        || is_acronym
        || text.contains(|c: char| c.is_ascii_digit() || "&@#\"".contains(c))
        || ["the ", "villa "].iter().any(|start| text.to_lowercase().starts_with(start))
        || text.split_whitespace().count() > 3
}
