//! The words for how one takes part: from anywhere, at the place, or both.
//!
//! Comes in: a text. Goes out: the way to take part that it says, if it says nothing else.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::import::letters::fold;

/// Words for taking part from anywhere.
const ONLINE: &[&str] = &[
    "online",
    "virtual",
    "virtually",
    "virtualized",
    "virtualised",
    "moved online",
    "remote",
    "remotely",
    "internet",
    "the internet",
    "on the internet",
    "in the internet",
    "im internet",
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
    "オンライン開催",
    "线上会议",
    "비대면",
    "a distancia",
    "en remoto",
    "remoto",
    "remota",
    "a distanza",
    "da remoto",
    "virtuale",
    "op afstand",
    "digitaal",
    "digitalt",
    "zdalne",
    "zdalny",
    "verkossa",
    "дистанционный",
    "дистанционная",
    "онлайн-формат",
    "rein online",
    "online-veranstaltung",
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
    const TAGS: [&str; 17] = [
        "online",
        "virtual",
        "virtualized",
        "virtualised",
        "moved online",
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

/// True if a kind of event is one that is held online: not `web` and `stream`, which are topics too.
pub(crate) fn is_kind_online(kind: &str) -> bool {
    const TOPICS: [&str; 8] =
        ["web", "internet", "the internet", "stream", "streaming", "digital", "mixed", "cyberspace"];
    let lower = kind.trim().to_lowercase();
    is_online(kind) && !TOPICS.contains(&lower.as_str())
        || ["webinar", "webinars", "webcast", "online-seminar", "online seminar", "ウェビナー", "вебинар", "网络研讨会"]
            .contains(&lower.as_str())
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
    "besprechung",
    "réunion",
    "reunion",
    "reunión",
    "riunione",
    "vergadering",
    "möte",
    "møde",
    "reunião",
    "de",
    "di",
    "call",
    "session",
    "video",
    "link",
    "um",
    "at",
    "uhr",
    "ms",
    "live",
    "free",
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
    "ハイブリッド開催",
    "混合式",
    "온·오프라인",
    "온오프라인",
    "hybrydowe",
    "hybrydowy",
    "hybridevent",
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
    "現地のみ",
    "会場",
    "会場開催",
    "オフライン",
    "オフライン開催",
    "オンサイト",
    "リアル",
    "リアル開催",
    "线下会议",
    "線下會議",
    "实体",
    "實體",
    "presenziale",
    "in sede",
    "dal vivo",
    "en persona",
    "en salle",
    "sur site",
    "fysiek",
    "op locatie",
    "stacjonarne",
    "stacjonarny",
    "na miejscu",
    "osobně",
    "очное",
    "på stedet",
    "paikan päällä",
    "präsenzveranstaltung",
    "persönlich",
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
