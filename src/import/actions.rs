//! The texts of links and buttons that say what one does or finds there: `Register`, `More info`, `Anmeldung`.
//!
//! Comes in: a text. Goes out: whether it is nothing else, and so no name of a conference.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::guess::words::Tokens;

/// Words for what one does or finds at an address, in English; those of other languages are translated to them.
const ACTIONS: &str = "register registration signup rsvp ticket tickets website site web webpage homepage url link links detail details info information \
    learn read view visit apply application cfp call submit submission here click slides slide video videos playlist stream livestream recording recordings photos minutes agenda notes report schedule program \
    programme join buy book";

/// Words that stand beside these: `Buy tickets now`, `Call for papers`.
const BESIDE: &str = "the a an to for of and on at in your our us this now more full free get sign up out it as you open home page official event conference \
    meetup meeting talk talks paper papers proposal proposals speaker speakers participation abstract abstracts presentations submissions find see please \
    today online";

/// Texts in other languages that are no single word of a field.
const PHRASES: &[&str] = &[
    "this",
    "that",
    "there",
    "this document",
    "this flyer",
    "sign up",
    "sign up here",
    "sign up now",
    "home",
    "home page",
    "event",
    "conference",
    "veranstaltung",
    "konferenz",
    "evento",
    "événement",
    "wydarzenie",
    "event page",
    "official page",
    "mehr",
    "mehr info",
    "mehr infos",
    "mehr informationen",
    "weitere informationen",
    "weitere infos",
    "zur anmeldung",
    "jetzt anmelden",
    "zur website",
    "zur webseite",
    "zur veranstaltung",
    "en savoir plus",
    "plus d'infos",
    "plus d'informations",
    "détails",
    "s'inscrire",
    "je m'inscris",
    "inscrivez-vous",
    "billetterie",
    "billets",
    "más información",
    "más info",
    "ver más",
    "detalles",
    "inscríbete",
    "regístrate",
    "entradas",
    "saiba mais",
    "mais informações",
    "mais info",
    "inscreva-se",
    "inscreva-se aqui",
    "detalhes",
    "ingressos",
    "scopri di più",
    "maggiori informazioni",
    "dettagli",
    "iscriviti",
    "biglietti",
    "meer info",
    "meer informatie",
    "lees meer",
    "inschrijven",
    "aanmelden",
    "więcej",
    "więcej informacji",
    "szczegóły",
    "zapisz się",
    "zarejestruj się",
    "více informací",
    "viac informácií",
    "registrovat se",
    "ilmoittaudu",
    "ilmoittaudu tästä",
    "ilmoittaudu mukaan",
    "lisätietoja",
    "lue lisää",
    "läs mer",
    "mer information",
    "anmäl dig",
    "anmäl dig här",
    "les mer",
    "mer info",
    "meld deg på",
    "påmelding",
    "læs mere",
    "mere info",
    "tilmeld",
    "tilmeld dig",
    "detaylar",
    "kayıt ol",
    "daha fazla",
    "подробнее",
    "подробности",
    "узнать больше",
    "зарегистрироваться",
    "детальніше",
    "зареєструватися",
    "詳細",
    "詳しくはこちら",
    "詳細はこちら",
    "申し込み",
    "申し込む",
    "お申し込み",
    "お申し込みはこちら",
    "参加登録はこちら",
    "详情",
    "查看详情",
    "了解更多",
    "報名",
    "我要報名",
    "자세히",
    "자세히 보기",
    "더보기",
    "신청하기",
    "등록하기",
    "التفاصيل",
    "المزيد",
    "سجل الآن",
    "פרטים נוספים",
    "להרשמה",
];

/// A longer text says more.
const MAX_OCTETS: usize = 60;

/// True if a plain text says what one does or finds at an address, and nothing else: `Register here`, `CFP`, `Подробнее`.
pub(crate) fn is_action(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| PHRASES.iter().copied().collect());
    let bare = text.trim_matches(|char: char| !char.is_alphanumeric());
    if bare.is_empty() || bare.len() > MAX_OCTETS {
        return false;
    }
    let is_of = |list: &str, token: &str| list.split_ascii_whitespace().any(|word| word == token);
    let tokens = Tokens::of(bare).0;
    let is_known = |token: &String| is_of(ACTIONS, token) || is_of(BESIDE, token);
    KNOWN.contains(bare.to_lowercase().as_str())
        || tokens.iter().all(is_known) && tokens.iter().any(|token| is_of(ACTIONS, token))
}

/// The name of the link to what remains of a talk, from its text: `slides`, `Video recording`, `source code`; `Some("")` for one
/// that has no name of its own, as a `PDF`.
pub(crate) fn material(text: &str) -> Option<&'static str> {
    const MATERIALS: [(&str, &str); 6] = [
        (
            "slides",
            "slides slide deck slidedeck folien diapositivas diapos slajdy slaidid presentacion presentation slideshare speakerdeck",
        ),
        (
            "videos",
            "video videos recording recordings youtube vimeo watch aufzeichnung grabacion enregistrement nagranie opname",
        ),
        ("code", "code repo repository source sources"),
        ("demo", "demo demos"),
        ("blog", "blog blogpost"),
        (
            "",
            "pdf pptx ppt odp audio podcast transcript photos article paper handout writeup material materials materialien materiales",
        ),
    ];
    const BESIDE: &str = "the of my our talk post link download on a and part html live en in english";
    let tokens = Tokens::of(text);
    let is_of = |list: &str, token: &String| list.split_ascii_whitespace().any(|word| word == token);
    let is_other =
        |token: &String| is_of(BESIDE, token) || token.len() < 3 && token.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&String> = tokens.0.iter().filter(|token| !is_other(token)).collect();
    let of_word = |word: &&String| MATERIALS.iter().find(|(_, words)| is_of(words, word)).map(|(name, _)| *name);
    let first = of_word(words.first()?)?;
    (text.len() <= MAX_OCTETS && words.iter().all(|word| of_word(word).is_some())).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_does_at_an_address_is_no_name() {
        for texts in [
            "Register|register here|Register now!|RSVP|Tickets|Buy tickets|Get your ticket|Website|Official website|Event page link|Home page",
            "Details|More info|More information|Learn more|Read more →|CFP|Call for Papers|Call for Speakers|Submit|Submit your talk|Apply here|Sign up to register",
            "Anmeldung|Jetzt anmelden|Inscription|En savoir plus|Más información|Saiba mais|Ilmoittaudu tästä|Подробнее|Регистрация|詳細|报名|신청하기|להרשמה",
        ] {
            for text in texts.split('|') {
                assert!(is_action(text), "{text}");
            }
        }
        for text in
            "PyCon|Call of Duty|Website Conference Oslo|Register Berlin|Web Directions|The Conference|Open Source Day|WebConf|2027||—|Infotag|Meet & Code".split('|')
        {
            assert!(!is_action(text), "{text}");
        }
    }

    #[test]
    fn phrases_are_in_lower_case_and_there_once() {
        assert!(PHRASES.iter().all(|phrase| phrase.to_lowercase() == **phrase));
        assert_eq!(PHRASES.iter().collect::<HashSet<_>>().len(), PHRASES.len());
    }

    #[test]
    fn materials_of_a_talk_have_their_names() {
        for (texts, expected) in [
            ("slides|Slides (PDF)|slide deck|Folien|slides #2|the slides", Some("slides")),
            ("video|Video recording|watch on YouTube|Aufzeichnung", Some("videos")),
            ("code|source code|Repo", Some("code")),
            ("blog post", Some("blog")),
            ("pdf|Paper|transcript|Material", Some("")),
            ("PyCon|Code Europe|Video Days 2027|Slide Conf|website|12|Oslo", None),
        ] {
            for text in texts.split('|') {
                assert_eq!(material(text), expected, "{text}");
            }
        }
    }
}
