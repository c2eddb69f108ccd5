//! The words for whether a conference takes place, in the values and names of fields.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::guess::words::Tokens;

/// Words for each status, in lower case.
const WORDS: [(&str, &str); 4] = [
    (
        "cancelled",
        "cancelled|canceled|abgesagt|entfällt|annulé|annulée|annule|cancelado|cancelada|annullato|annullata|geannuleerd|afgelast|odwołane|odwołany|\
         odwołana|zrušeno|zrušené|elmarad|peruttu|inställt|inställd|avlyst|aflyst|iptal|iptal edildi|anulat|отменено|отменена|отменён|отменен|скасовано|\
         отменя се|ακυρώθηκε|ملغى|ملغي|ملغاة|تم الإلغاء|בוטל|מבוטל|取消|已取消|中止|취소|ยกเลิก|रद्द|batal|eventcancelled|https://schema.org/eventcancelled|\
         http://schema.org/eventcancelled",
    ),
    (
        "postponed",
        "postponed|rescheduled|delayed|verschoben|vertagt|reporté|reportée|aplazado|aplazada|pospuesto|adiado|adiada|rinviato|rinviata|posticipato|\
         uitgesteld|verplaatst|przełożone|przełożony|przełożona|odloženo|odložené|elhalasztva|siirretty|uppskjutet|uppskjuten|utsatt|udskudt|ertelendi|\
         amânat|перенесено|перенесена|перенесён|отложено|αναβλήθηκε|مؤجل|مؤجلة|נדחה|延期|已延期|연기|เลื่อน|स्थगित|eventpostponed|\
         https://schema.org/eventpostponed|http://schema.org/eventpostponed",
    ),
    (
        "tentative",
        "tentative|tbc|unconfirmed|provisional|planned|vorläufig|provisorisch|unbestätigt|geplant|provisoire|provvisorio|provisorio|provisório|voorlopig|\
         wstępnie|wstępny|předběžně|predbežne|alustava|preliminär|preliminärt|foreløbig|geçici|предварительно|не подтверждено|مبدئي|暂定|暫定|仮|잠정|예정",
    ),
    (
        "confirmed",
        "confirmed|scheduled|active|bestätigt|steht fest|confirmé|confirmée|confirmado|confirmada|confermato|bevestigd|potwierdzone|potvrzeno|vahvistettu|\
         bekräftad|bekräftat|bekreftet|bekræftet|onaylandı|подтверждено|подтверждена|مؤكد|מאושר|已确认|已確認|確定|확정|eventscheduled|\
         https://schema.org/eventscheduled|http://schema.org/eventscheduled",
    ),
];

/// The status that a word says, if it is one.
pub(crate) fn of_word(text: &str) -> Option<&'static str> {
    static STATUSES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let words = WORDS.iter().flat_map(|(status, words)| words.split('|').map(move |word| (word, *status)));
        words.collect()
    });
    if text.len() > MAX_WORD_OCTETS {
        return None;
    }
    let lower = text.trim().to_lowercase();
    STATUSES.get(lower.trim_matches(|char: char| !char.is_alphanumeric())).copied()
}

/// The longest of the words is shorter.
const MAX_WORD_OCTETS: usize = 60;

/// The status that the name of a field says: `is_cancelled`, `date_tba`.
pub(crate) fn of_field(name: &str) -> Option<&'static str> {
    Tokens::of(name).0.iter().find_map(|token| match token.as_str() {
        "cancel" => Some("cancelled"),
        "tba" | "tbd" | "preliminary" | "placeholder" | "estimated" => Some("tentative"),
        token => of_word(token),
    })
}

/// The status that a text begins with: `Cancelled. Refunds are made.`
pub(crate) fn at_start(text: &str) -> Option<&'static str> {
    let first = text.trim().split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty());
    of_word(text).or_else(|| first.and_then(of_word).filter(|status| *status != "confirmed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_in_many_languages() {
        for (words, status) in [
            ("Cancelled! abgesagt Annulé отменено ملغى בוטל 中止 취소 Inställt", "cancelled"),
            ("verschoben reporté rinviato przełożone 延期 مؤجل Ertelendi", "postponed"),
            ("TBC vorläufig предварительно 暂定 provisoire", "tentative"),
            ("bestätigt confirmado 已确认", "confirmed"),
        ] {
            for word in words.split(' ') {
                assert_eq!(of_word(word), Some(status), "{word}");
            }
        }
        assert_eq!(of_field("dates_tbc"), Some("tentative"));
        let words = WORDS.iter().flat_map(|(_, words)| words.split('|'));
        assert!(words.clone().all(|word| word.to_lowercase() == word));
        assert_eq!(words.clone().count(), words.collect::<std::collections::HashSet<_>>().len());
    }
}
