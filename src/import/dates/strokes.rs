//! Rewrites dates whose strokes and hyphens stand both between days and between the parts of a day.

use super::months::{month, month_name};

/// `30/abr-1/mai/2026` with blanks in place of the strokes beside the names of months. Only there `out` is October, as in Portuguese.
pub(super) fn without_strokes_at_months(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('/').peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        let Some(next) = parts.peek() else { break };
        let before = part.rsplit(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
        let behind = next.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
        let is_month = |word: &str| {
            let plain = any_ascii::any_ascii(word).to_lowercase();
            month(&plain).is_some() || plain == "out"
        };
        let is_stroke_at_month = part.ends_with(|char: char| char.is_ascii_digit() || char == '.') && is_month(behind)
            || next.starts_with(|char: char| char.is_ascii_digit()) && is_month(before);
        out.push(if is_stroke_at_month { ' ' } else { '/' });
        if is_stroke_at_month && before.eq_ignore_ascii_case("out") {
            let at = out.len() - before.len() - 1;
            out.replace_range(at..out.len() - 1, "oct");
        }
    }
    out
}

/// `10-12/06/2026` and `10-12-06-2026` are days before a month, `06/10-12/2026` and `06 / 10-12` days behind one.
pub(super) fn days_of_one_month(text: &str) -> Option<String> {
    if text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let compact: String = text.split_whitespace().collect();
    let signs: Vec<char> = compact
        .chars()
        .filter(|char| !char.is_ascii_digit())
        .map(|char| if char == '–' { '-' } else { char })
        .collect();
    let numbers: Vec<&str> = compact.split(|char: char| !char.is_ascii_digit()).collect();
    if numbers.iter().any(|number| number.is_empty() || number.len() > 4) || numbers.len() != signs.len() + 1 {
        return None;
    }
    let value = |index: usize| numbers[index].parse::<u32>().ok();
    let is_small = |index: usize| numbers[index].len() <= 2;
    match signs[..] {
        ['-', sign @ ('/' | '-'), other]
            if sign == other && is_small(0) && is_small(1) && is_small(2) && !is_small(3) =>
        {
            Some(format!("{} - {} {} {}", numbers[0], numbers[1], month_name(value(2)?)?, numbers[3]))
        }
        ['-', '/', '/'] if is_small(0) && is_small(1) && is_small(2) && is_small(3) => {
            Some(format!("{} - {} {} 20{}", numbers[0], numbers[1], month_name(value(2)?)?, numbers[3]))
        }
        ['/', '-', '/'] if is_small(0) && is_small(1) && is_small(2) && numbers[3].len() == 4 => {
            Some(format!("{} {} - {} {}", month_name(value(0)?)?, numbers[1], numbers[2], numbers[3]))
        }
        _ => None,
    }
}

/// `5. 9. 2027` without its blanks: a day, a month and a year.
pub(super) fn without_blanks_behind_dots(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_ordinal = |word: &str| {
        let digits = word.strip_suffix('.').map_or(0, |word| word.bytes().rev().take_while(u8::is_ascii_digit).count());
        (1..3).contains(&digits)
    };
    let is_year = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let at = words.windows(3).position(|three| is_ordinal(three[0]) && is_ordinal(three[1]) && is_year(three[2]))?;
    let rest = words[at + 2..].join(" ");
    let rest = without_blanks_behind_dots(&rest).unwrap_or(rest);
    let before = words[..at].iter().map(|word| format!("{word} ")).collect::<String>();
    Some(format!("{before}{}{}{rest}", words[at], words[at + 1]))
}

/// True if nothing but a stroke stands between two dates of a text with strokes: `2026-03-01 / 2026-04-01`, `11/13 March`, but not
/// `1/3 - 1/4`.
pub(super) fn are_apart_by_stroke(text: &str, is_date: impl Fn(&str) -> bool) -> bool {
    let mut strokes = text.match_indices('/').map(|(at, _)| (&text[..at], &text[at + 1..]));
    if strokes.any(|(before, behind)| is_date(before.trim()) && is_date(behind.trim())) {
        return true;
    }
    let is_range = |char: char| matches!(char, '-' | '–' | '—' | '−' | '~' | '→' | '…');
    let mut marks = text.chars().filter(|char| *char == '/' || is_range(*char));
    // `11/13 March`, `2026-05/06`
    let is_year_first = text.len() > 5 && text.as_bytes()[4] == b'-';
    marks.all(|mark| mark == '/' || is_year_first) && !text.contains(" to ")
}
