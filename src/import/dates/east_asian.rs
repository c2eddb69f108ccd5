//! Chinese, Japanese and Korean dates in the form of others: `2026年2月22日-3月1日` as `2026-2-22 - 1 March`.

use super::months::month_name;

/// The text with its dates in the form of others. Without 年, 月 or 日 it stays as it is.
pub(super) fn plain(text: &str) -> String {
    const SIGNS: [char; 7] = ['年', '月', '日', '号', '년', '월', '일'];
    if !text.contains(SIGNS) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (number, behind) = number(rest);
        let behind = match number {
            Some(number) => date(number, behind, &mut plain),
            None => None,
        };
        if let Some(behind) = behind {
            rest = behind;
            continue;
        }
        // A number that is no part of a date stays whole.
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let length = length.max(first.len_utf8());
        match first {
            '～' | '〜' | '至' | '到' => plain.push_str(" - "),
            _ => plain.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    plain
}

/// Writes the date that begins with this number, and gives the text behind it.
fn date<'t>(number: u32, behind: &'t str, to: &mut String) -> Option<&'t str> {
    if let Some(rest) = sign(behind, ['年', '년']) {
        let (month, after) = self::number(rest);
        let month = month.and_then(|month| Some((month, sign(after, ['月', '월'])?)));
        let Some((month, rest)) = month else {
            to.push_str(&format!("{number} "));
            return Some(rest);
        };
        let (day, after) = self::number(rest);
        match day.map(|day| (day, day_sign(after))) {
            Some((day, rest)) => {
                to.push_str(&format!("{number}-{month:02}-{day:02} "));
                return Some(rest);
            }
            None => to.push_str(&format!("{number}-{month:02} ")),
        }
        return Some(rest);
    }
    if let Some(rest) = sign(behind, ['月', '월']) {
        let name = month_name(number)?;
        let (day, after) = self::number(rest);
        match day {
            Some(day) => to.push_str(&format!("{day} {name} ")),
            None => to.push_str(&format!("{name} ")),
        }
        return Some(if day.is_some() { day_sign(after) } else { rest });
    }
    let rest = sign(behind, ['日', '일']).or_else(|| sign(behind, ['号', '号']))?;
    to.push_str(&format!("{number} "));
    Some(rest)
}

/// A number at the beginning, and the text behind it.
fn number(text: &str) -> (Option<u32>, &str) {
    let text = text.trim_start();
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - behind.len()];
    (digits.parse().ok().filter(|_| digits.len() <= 4), behind)
}

/// The text behind one of these signs.
fn sign(text: &str, signs: [char; 2]) -> Option<&str> {
    text.trim_start().strip_prefix(signs)
}

/// The text behind the sign of a day, which some leave out.
fn day_sign(text: &str) -> &str {
    sign(text, ['日', '일']).or_else(|| sign(text, ['号', '号'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_east_asia_become_those_of_others() {
        for (text, expected) in [
            ("2026年2月22日-3月1日", "2026-02-22 -1 March "),
            ("2026 年 7 月 21 日", "2026-07-21 "),
            ("2025年9月4日 ~ 6日", "2025-09-04  ~6 "),
            ("2025년 9월 4일 ~ 6일", "2025-09-04  ~6 "),
            ("2026年10月", "2026-10 "),
            ("10月5日至8日", "5 October  - 8 "),
            ("12345年", "12345年"),
            ("Tokyo 2026", "Tokyo 2026"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
