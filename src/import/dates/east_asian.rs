//! Chinese, Japanese and Korean dates in the form of others: `2026年2月22日-3月1日` as `2026-2-22 - 1 March`.

use super::months::month_name;

/// The text with its dates in the form of others. Without 年, 月 or 日 it stays as it is.
pub(super) fn plain(text: &str) -> String {
    const SIGNS: [char; 7] = ['年', '月', '日', '号', '년', '월', '일'];
    if text.is_ascii() {
        return text.to_owned();
    }
    let without = without_weekdays(text);
    let text = without.as_deref().unwrap_or(text);
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

/// The text without weekdays in brackets, if it has some: `08. 15(금)`. The day of a month may then stand behind a full stop and a blank.
fn without_weekdays(text: &str) -> Option<String> {
    const DAYS: &str = "월화수목금토일月火水木金土日祝";
    if text.is_ascii() {
        return None;
    }
    let (mut out, mut is_changed) = (String::new(), false);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(['(', '（']) {
        let (inner, after) = behind.split_once([')', '）'])?;
        let day = inner.strip_suffix("요일").or(inner.strip_suffix("曜日")).unwrap_or(inner);
        let is_day =
            (1..=3).contains(&day.chars().count()) && day.chars().all(|char| DAYS.contains(char) || char == '・');
        is_changed |= is_day;
        if is_day {
            out.push_str(&day_behind_a_stop(before));
        } else {
            out.push_str(&rest[..rest.len() - after.len()]);
        }
        rest = after;
    }
    out.push_str(rest);
    is_changed.then_some(out)
}

/// `08. 15` at the end of a text as `15 August`.
fn day_behind_a_stop(text: &str) -> String {
    let trimmed = text.trim_end();
    let day = trimmed.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let before = trimmed[..trimmed.len() - day.len()].trim_end();
    let month =
        before.strip_suffix('.').map(|before| before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    let name = month.filter(|month| (1..=2).contains(&month.len())).and_then(|month| month_name(month.parse().ok()?));
    match (name, month) {
        (Some(name), Some(month)) if (1..=2).contains(&day.len()) => {
            format!("{}{day} {name} ", &before[..before.len() - 1 - month.len()])
        }
        _ => text.to_owned(),
    }
}

/// Writes the date that begins with this number, and gives the text behind it.
fn date<'t>(number: u32, behind: &'t str, to: &mut String) -> Option<&'t str> {
    if let Some(rest) = sign(behind, ['年', '년']) {
        // `25년` is 2025; 年 behind two digits is of an era.
        let number = if number < 100 && behind.trim_start().starts_with('년') { 2000 + number } else { number };
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
            ("25년 07월", "2025-07 "),
            ("08. 15(금) ~ 08. 17(일)", "15 August  ~ 17 August "),
            ("08. 23(토) 12:50 ~ 17:40", "23 August  12:50 ~ 17:40"),
            ("2026年3月5日(木) 19:00〜21:00", "2026-03-05  19:00 - 21:00"),
            ("3. 5(목)", "5 March "),
            ("2025. 11. 25(화) ~ 11. 27(목)", "2025. 25 November  ~ 27 November "),
            ("Oslo (Norway)", "Oslo (Norway)"),
            ("10月5日至8日", "5 October  - 8 "),
            ("12345年", "12345年"),
            ("Tokyo 2026", "Tokyo 2026"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
