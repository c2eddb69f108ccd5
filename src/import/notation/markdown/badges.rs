//! Badges of calls, whose dates stand in the address of a picture.

use percent_encoding::percent_decode_str;

use crate::import::letters;

/// The words of a badge: `?label=CFP&message=until%2007-October-2022`, `&message=01-Dec-2026-%3E31-Jan-2027`.
pub(super) fn words(address: &str) -> Option<String> {
    let message = address.split("message=").nth(1)?.split('&').next()?;
    let message = percent_decode_str(message).decode_utf8_lossy().replace('_', " ").replace("->", " to ");
    // The dash of a badge stands for a blank, and for itself in `14-02-2027`.
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let mut out = String::new();
    for (at, char) in message.char_indices() {
        let is_of_date = is_digit(out.chars().last()) && is_digit(message[at + char.len_utf8()..].chars().next());
        out.push(if char == '-' && !is_of_date { ' ' } else { char });
    }
    let bare = out.trim();
    let day = ["until ", "from "].iter().find_map(|word| letters::behind(bare, word));
    Some(day.unwrap_or(bare).trim().to_owned())
}
