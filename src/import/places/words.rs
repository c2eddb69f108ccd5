//! The words of places that name no place: for taking part from anywhere, for buildings, for what is not known yet.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::countries::{country, is_code, is_legal_form};
use crate::import::letters::fold;

/// Words for taking part from anywhere.
const ONLINE: &[&str] = &[
    "online",
    "virtual",
    "virtually",
    "remote",
    "remotely",
    "internet",
    "the internet",
    "web",
    "webinar",
    "cyberspace",
    "zoom",
    "google meet",
    "microsoft teams",
    "microsoft teams meeting",
    "teams",
    "jitsi",
    "webex",
    "gather.town",
    "hopin",
    "video-konferenz",
    "videokonferenz",
    "distanciel",
    "en distanciel",
    "à distance",
    "virtuel",
    "en virtuel",
    "virtuell",
    "discord",
    "youtube",
    "twitch",
    "livestream",
    "live stream",
    "live-stream",
    "stream",
    "streaming",
    "on-line",
    "digital",
    "en ligne",
    "en línea",
    "anywhere",
    "from anywhere",
    "virtual space",
    "global online",
    "online worldwide",
    "worldwide online",
    "everywhere online",
    "online (worldwide)",
    "in linea",
    "bbb",
    "bigbluebutton",
    "gather",
    "gotomeeting",
    "skype",
    "vrchat",
    "在线",
    "线上",
    "線上",
    "онлайн",
    "オンライン",
    "온라인",
    "عن بعد",
    "افتراضي",
    "افتراضيا",
    "اونلاين",
    "عبر الانترنت",
    "مجازي",
    "انلاين",
    "מקוון",
    "אונליין",
    "ออนไลน์",
    "ऑनलाइन",
    "অনলাইন",
    "дистанционно",
    "дистанційно",
    "çevrimiçi",
    "zdalnie",
    "zdalna",
    "etänä",
    "リモート",
    "网上",
    "網上",
];

/// True if a text is a word for taking part from anywhere, such as `Online` and `virtual event`, or several of them.
pub(crate) fn is_online(text: &str) -> bool {
    let lower = text.trim().trim_matches(['(', ')', '.', '!', '"', '*', '_']).to_lowercase();
    let lower = lower.trim_start_matches("fully ").trim_start_matches("100% ").trim_end_matches(" only");
    let bare = lower.trim_end_matches(" event").trim_end_matches(" conference").trim_end_matches(" edition");
    if is_word_for_online(bare) {
        return true;
    }
    let words = || bare.split(|c: char| c.is_whitespace() || "/&+,|-".contains(c)).filter(|word| !word.is_empty());
    let is_filler =
        |word: &str| BESIDE_ONLINE.contains(&word) || word.len() < 5 && word.contains(|c: char| c.is_ascii_digit());
    words().any(is_word_for_online)
        && words().next().is_some_and(|word| !word.contains(|c: char| c.is_ascii_digit()))
        && words().all(|word| is_word_for_online(word) || is_in_person(word) || is_filler(word))
}

fn is_word_for_online(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ONLINE.iter().chain(HYBRID).copied().collect());
    WORDS.contains(&*fold(word))
}

/// True if a tag says that one can take part from anywhere: not `web` or `streaming`, which are topics too.
pub(crate) fn is_tag_of_online(tag: &str) -> bool {
    const TAGS: [&str; 14] = [
        "online",
        "virtual",
        "hybrid",
        "online event",
        "virtual event",
        "online-event",
        "virtual-event",
        "en ligne",
        "en línea",
        "온라인",
        "オンライン",
        "线上",
        "線上",
        "онлайн",
    ];
    TAGS.contains(&tag.trim().to_lowercase().as_str())
}

/// Words that stand beside one for taking part from anywhere: `Online via Zoom`, `Zoom Meeting um 20 Uhr`, `moved online`.
const BESIDE_ONLINE: &[&str] = &[
    "and",
    "or",
    "und",
    "y",
    "et",
    "via",
    "on",
    "over",
    "per",
    "by",
    "meeting",
    "meetings",
    "call",
    "session",
    "video",
    "link",
    "um",
    "at",
    "uhr",
    "ms",
    "live",
    "google",
    "meet",
    "microsoft",
    "moved",
    "now",
    "to",
    "an",
    "goes",
    "went",
    "held",
    "switched",
    "changed",
    "converted",
    "fully",
    "completely",
    "entirely",
    "event",
    "conference",
    "format",
    "findet",
    "statt",
    "wird",
    "nur",
];

/// True if a text is a word for how one takes part.
pub(crate) fn is_attendance(text: &str) -> bool {
    is_online(text) || is_in_person(text) || matches!(text.to_lowercase().as_str(), "presential" | "remote" | "irl")
}

/// Words for both ways to take part.
const HYBRID: &[&str] = &[
    "hybrid",
    "híbrido",
    "hibrido",
    "híbrida",
    "hybride",
    "ibrido",
    "mixed",
    "hybryda",
    "hybrydowo",
    "hybrydowa",
    "hybridní",
    "hybridi",
    "hibrit",
    "hibrid",
    "гибрид",
    "гибридный",
    "гибридная",
    "смешанный",
    "смешанная",
    "гібридний",
    "هجين",
    "حضوري وعن بعد",
    "تركيبي",
    "היברידי",
    "ไฮบริด",
    "ハイブリッド",
    "하이브리드",
    "混合",
    "线上线下",
    "線上線下",
];

/// Words for taking part at the place.
const IN_PERSON: &[&str] = &[
    "in-person",
    "in person",
    "onsite",
    "on-site",
    "on site",
    "offline",
    "offsite",
    "off-site",
    "physical",
    "live",
    "f2f",
    "presencial",
    "présentiel",
    "präsenz",
    "in präsenz",
    "vor ort",
    "in presenza",
    "en présentiel",
    "sur place",
    "fysisk",
    "på plats",
    "stacjonarnie",
    "stacjonarna",
    "prezenčně",
    "prezenční",
    "yüz yüze",
    "очно",
    "очный",
    "очная",
    "офлайн",
    "оффлайн",
    "حضوري",
    "حضوريا",
    "פרונטלי",
    "ออนไซต์",
    "ऑफलाइन",
    "対面",
    "現地",
    "現地開催",
    "线下",
    "線下",
    "오프라인",
    "대면",
];

/// The longest of these words is shorter.
const MAX_WORD_OCTETS: usize = 40;

pub(super) fn is_in_person(text: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| IN_PERSON.iter().copied().collect());
    text.len() <= MAX_WORD_OCTETS && WORDS.contains(&*fold(&text.trim().to_lowercase()))
}

/// How one takes part in a conference, where a text says it whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttendanceText {
    InPerson,
    Online,
    Hybrid,
}

/// The way to take part, if the text says nothing else: `Online`, `In person only`, `In person and online`, `hybrid`.
pub(crate) fn attendance(text: &str) -> Option<AttendanceText> {
    let lower = fold(&text.trim().to_lowercase()).into_owned();
    let lower = lower.trim_end_matches(" only").trim_end_matches(" event").trim_end_matches(" conference");
    let parts = || lower.split([',', '/', '+', '&']).flat_map(|part| part.split(" and ")).map(str::trim);
    let is_of = |words: &[&str]| parts().any(|part| words.contains(&part));
    if !parts().all(|part| HYBRID.contains(&part) || is_in_person(part) || is_online(part)) {
        return None;
    }
    let (is_here, is_online) = (is_of(IN_PERSON), parts().any(is_online));
    Some(match () {
        () if is_of(HYBRID) || is_here && is_online => AttendanceText::Hybrid,
        () if is_here => AttendanceText::InPerson,
        () => AttendanceText::Online,
    })
}

/// True if a text says that a place is not certain.
pub(super) fn is_tentative(text: &str) -> bool {
    ["tentative", "tbc", "to be confirmed", "provisional", "planned"].contains(&lower(text).as_str())
}

/// True if a text means no single place.
pub(super) fn is_everywhere(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "everywhere",
        "global",
        "globally",
        "multiple",
        "multiple cities",
        "multiple locations",
        "several",
        "varies",
        "various",
        "various cities",
        "various locations",
        "worldwide",
        "nationwide",
        "bundesweit",
        "weltweit",
        "überall",
        "partout",
        "monde entier",
        "mundial",
        "todo el mundo",
        "全国",
        "全域",
        "各地",
        "전국",
    ];
    WORDS.contains(&lower(text).as_str())
}

fn lower(text: &str) -> String {
    text.trim().trim_matches(['.', '!', '*']).to_lowercase()
}

pub(super) fn is_continent(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "africa",
        "america",
        "americas",
        "asia",
        "earth",
        "eu",
        "europe",
        "european",
        "latin america",
        "north america",
        "north american",
        "oceania",
        "south america",
        "world",
    ];
    NAMES.contains(&text.to_lowercase().as_str())
}

/// True if a text is a postal code of letters and digits, such as `E14 5AB`.
pub(super) fn is_postcode(text: &str) -> bool {
    text.len() <= 9 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_lowercase)
}

/// The city of a text with a postal code or a district: `1220 Wien`, `1078 RV Amsterdam`, `London EC1V 9NR`, `København SV`.
pub(super) fn without_postcode(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || c == ' ' || c == '-';
    // `42 Rio` is no code.
    let digits = text.chars().take_while(|char| is_number(*char)).filter(char::is_ascii_digit).count();
    let mut bare = text.trim_end_matches(is_number);
    if digits > 2 {
        bare = bare.trim_start_matches(is_number);
    }
    if bare.is_empty() {
        return text;
    }
    if let Some((letters, city)) = bare.split_once(' ')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && letters.len() == 2
        && is_code(letters)
    {
        bare = city;
    }
    while let Some((city, last)) = bare.rsplit_once(' ') {
        let is_code = !last.contains(char::is_lowercase) && last.contains(|c: char| c.is_ascii_digit());
        let is_quarter = last.len() <= 3 && !last.contains(char::is_lowercase) && text.len() != bare.len();
        let is_point = ["N", "S", "E", "V", "W", "NE", "NW", "SE", "SW", "SV", "NV", "K", "C", "Ø"].contains(&last);
        if !(is_code || is_quarter || (is_point && city.len() > 3)) {
            break;
        }
        bare = city.trim_end_matches([',', ' ']);
    }
    bare
}

/// Words of buildings, in ASCII.
const VENUES: &str = "academy akademie amphitheater amphitheatre anfiteatro arena assemblee auditorio auditorium aula biblioteca biblioteka bibliotheek bibliothek \
    bibliotheque building cafe campus center centre centro church cinema club college conference congress convention ecole \
    eth expo faculty fondation forum foundation fundacion gymnasium hall haus hilton hochschule horsaal hotel house hub \
    hyatt institut institute instituto kino kongresshaus konservatorium lab labs library lounge maison manufacture \
    marriott messe museum office offices palace palacio palais polytechnic pub resort restaurant room saal sala salle \
    salon schloss school schule sheraton space stadium studio teatro tech theater theatre tower univ universidad \
    universidade universita universitaet universitat universite university zaal zentrum";

/// The ends of words for buildings: `Kunstuniversität`, `Stadthalle`.
const ENDS_OF_VENUES: &str =
    "akademie bibliothek halle haus hochschule institut museum saal schule theater universitat zentrum";

/// More words of buildings, in ASCII; some are in the names of cities too, so that they count for a name alone: `New Castle`.
const VENUES_ALONE: &str = "abbey accelerator aeroport airport aquarium association atelier ballroom bahnhof bank bibliotek bistro bodega \
    brauerei brewery brewing business casa castle cathedral cave centrum chateau cite clinic coffee coffeehouse coliseum company corp courthouse \
    cowork coworking depot diner dom dome dvorets embassy escola escuela fabrik fabrique fablab factory facultad faculdade faculte \
    feria festung fiera filharmonia flughafen fortress galeria galerie gallery garage gardens gare gasthaus gasthof gmbh gostinitsa \
    grill group gymnase hackerspace headquarters hospital hostel hotell hq inc incubator innovation inn kafe kirche kirjasto klinik \
    kloster kneipe knjiznica kulturhus librairie libreria llc lodge loft ltd lycee makerspace mall mediatheek mediatheque \
    mediathek mercado ministere ministerio ministry monastery museo musee muzej muzeum muzey observatory opera otel palau palazzo \
    park pavilhao pavilion pavillon pabellon pizza pizzeria planetarium plaza politecnico politechnika politehnica quarter ranch rathaus sede shkola \
    society spazio station stube tavern taproom teatre terminal tower tsentr union uniwersytet univerzita univerzitet universitet \
    usine velodrome warehouse werkstatt winery wirtshaus wework yliopisto zal zoo";

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

/// True if a text names a building rather than a city.
pub(crate) fn is_venue(text: &str) -> bool {
    static WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(VENUES, ENDS_OF_VENUES));
    WORDS.is_in(text) || SIGNS_OF_VENUES.iter().any(|sign| text.contains(sign))
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
    WORDS.is_in(text)
}

/// The longest number of a house: `180-182a`.
const MAX_NUMBER_OCTETS: usize = 8;

/// True if a text that is not known may be the name of a city: one to three words with capitals, which are no building or street.
pub(super) fn is_like_city(text: &str) -> bool {
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

/// The text without emoji, and the country of the first flag.
pub(super) fn without_emoji(text: &str) -> (String, Option<&'static str>) {
    let letter = |c: char| {
        ('\u{1f1e6}'..='\u{1f1ff}')
            .contains(&c)
            .then(|| char::from_u32(u32::from(c) - 0x1f1e6 + u32::from('A')))
            .flatten()
    };
    let letters: String = text.chars().filter_map(letter).take(2).collect();
    let is_emoji = |c: char| {
        letter(c).is_some()
            || matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{e0000}'..='\u{e007f}')
    };
    let text: String = text.chars().filter(|c| !is_emoji(*c)).collect();
    (text.split_whitespace().collect::<Vec<_>>().join(" "), country(&letters))
}

/// True if a text says that a place is not known yet: `physical venue not announced on official page`.
pub(super) fn is_not_announced(text: &str) -> bool {
    const PARTS: [&str; 8] = [
        "not announced",
        "not disclosed",
        "not yet announced",
        "not yet decided",
        "not yet determined",
        "not yet disclosed",
        "not yet known",
        "wird noch bekannt",
    ];
    let lower = lower(text);
    text.len() < 80 && PARTS.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_take_part_are_known_in_many_languages() {
        use AttendanceText::{Hybrid, InPerson, Online};
        for (texts, expected) in [
            ("هجين|היברידי|hibrit|Гибридный|ハイブリッド|하이브리드|Hybride|ไฮบริด|In person and online", Hybrid),
            ("حضوري|حضوری|очно|対面|线下|오프라인|yüz yüze|In-person|stacjonarnie", InPerson),
            ("عن بُعد|أونلاين|آنلاین|מקוון|онлайн|オンライン|线上|온라인|çevrimiçi|ออนไลน์|Online only", Online),
        ] {
            for text in texts.split('|') {
                assert_eq!(attendance(text), Some(expected), "{text}");
                assert!(text.contains(" and ") || is_attendance(text), "{text}");
            }
        }
        for word in ONLINE.iter().chain(HYBRID).chain(IN_PERSON) {
            assert_eq!(fold(word), *word, "is in one spelling");
        }
    }
}
