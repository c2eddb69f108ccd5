//! Answers in the values of fields: `yes`, `ja`, `✓`, `false`.

const YES: &str = "true yes y x 1 ✓ ✔ ✅ ☑ ja oui si sí sì sim tak ano áno evet igen da kyllä да так はい 有 是 예 네 wahr vrai verdadero verdadeiro waar prawda";
const NO: &str = "false no n 0 ✗ ✘ ❌ ☐ nein non não nao nie ne nej nei nee hayır hayir nem ei нет ні いいえ 无 否 아니오 아니요 falsch faux falso onwaar fałsz";

/// The answer that a text is: `true`, `Ja`.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let lower = text.trim().to_lowercase();
    let is_of = |words: &str| words.split(' ').any(|word| word == lower);
    match () {
        () if is_of(YES) => Some(true),
        () if is_of(NO) => Some(false),
        () => None,
    }
}

/// True if a text is an answer in words, rather than a mark or a number.
pub(super) fn is_word(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(char::is_alphabetic) && yes_or_no(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_known_in_many_languages() {
        for (words, answer) in [
            ("true Yes x 1 ja Oui sí sim Tak ano evet да 是 はい ✓", Some(true)),
            ("WAHR VRAI verdadero waar Prawda", Some(true)),
            ("FALSCH faux Falso onwaar fałsz", Some(false)),
            ("FALSE no N 0 nein Non não nie nej нет 否 ✗", Some(false)),
            ("maybe online 2 none", None),
        ] {
            for word in words.split(' ') {
                assert_eq!(yes_or_no(word), answer, "{word}");
            }
        }
        assert!(is_word("Ja") && is_word("FALSE") && !is_word("1") && !is_word("x") && !is_word("✓"));
    }
}
