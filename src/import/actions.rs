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
    "sign up",
    "sign up here",
    "sign up now",
    "home",
    "home page",
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
}
