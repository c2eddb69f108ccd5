//! The marks of footnotes, `CHI 2027[^1]` and `CHI 2027<sup>1</sup>`, which are no part of a name or a date.

/// The longest mark.
const MAX_MARK_CHARS: usize = 40;

/// A text without the marks of its footnotes.
pub(super) fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match mark(&out, from) {
            Some(end) => rest = &from[end..],
            None => {
                out.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of the mark that a text begins with, behind `before`; `[^1]: …` is the note itself.
fn mark(before: &str, text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("[^") {
        let end = rest
            .char_indices()
            .take(MAX_MARK_CHARS)
            .find(|(_, char)| matches!(char, ']' | '[') || char.is_whitespace())?
            .0;
        if end == 0 || !rest[end..].starts_with(']') {
            return None;
        }
        return (!rest[end..].starts_with("]:")).then_some(end + "[^]".len());
    }
    let rest = text.strip_prefix("<sup>")?;
    let inner = &rest[..rest.char_indices().take(MAX_MARK_CHARS).find(|(at, _)| rest[*at..].starts_with("</sup>"))?.0];
    let bare = inner.trim_matches(['[', ']', '(', ')', ' ']);
    let is_number = (1..3).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_mark = !bare.is_empty() && bare.chars().all(|char| matches!(char, '*' | '†' | '‡' | '§' | '¶'));
    // `L<sup>2</sup>` is a name.
    let letters = before.chars().rev().take(3).take_while(|char| char.is_alphanumeric()).count();
    let is_of_name = (1..3).contains(&letters);
    (is_mark || is_number && !is_of_name).then_some("<sup></sup>".len() + inner.len())
}

/// True if a line is a footnote: `[^1]: Extended once.`
pub(super) fn is_note(line: &str) -> bool {
    line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).is_some_and(|(name, _)| !name.contains([' ', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_left_out() {
        for (text, expected) in [
            ("[CHI 2027](https://c.example)[^1] | May 8[^date]", "[CHI 2027](https://c.example) | May 8"),
            ("CHI 2027<sup>1</sup>, UIST<sup>[2]</sup> DIS<sup>*</sup> <sup>†</sup>", "CHI 2027, UIST DIS "),
            (
                "L<sup>2</sup> norms, May 1<sup>st</sup>, [^ x], [^]",
                "L<sup>2</sup> norms, May 1<sup>st</sup>, [^ x], [^]",
            ),
            ("[^1]: A note", "[^1]: A note"),
            ("[^", "[^"),
            ("<sup>", "<sup>"),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
        assert!(is_note("[^1]: A note") && !is_note("[^1] A note") && !is_note("[a]: b"));
        assert_eq!(without(&"[^".repeat(100_000)).len(), 200_000);
    }
}
