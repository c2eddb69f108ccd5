//! Entry by entry: where a list can be cut so that each piece is read alone, exactly as the whole would be.
//!
//! A table of spans for a whole list takes thirty times the list's memory; one entry's is gone before the next is read.
//! The cuts are guesses at lines that read `[[conference]]`. They are proven by the reading itself: a piece that is
//! TOML without a fault ends outside of any text, so the line after it is a header. Where a piece has a fault, or
//! holds anything but one kind of entry, the caller reads the list whole instead.

use std::ops::Range;

use memchr::{memchr, memrchr};

/// The pieces of a list: what comes before the first entry, then each entry. `None` if the list is not of that form.
pub(super) fn pieces(text: &str) -> Option<Vec<Range<usize>>> {
    let mut cuts = vec![0];
    let mut at = 0;
    // From one line that holds a bracket to the next: they are few, and others are passed over at once.
    let bytes = text.as_bytes();
    while let Some(bracket) = memchr(b'[', &bytes[at..]).map(|bracket| at + bracket) {
        let start = memrchr(b'\n', &bytes[at..bracket]).map_or(at, |newline| at + newline + 1);
        at = memchr(b'\n', &bytes[bracket..]).map_or(text.len(), |newline| bracket + newline + 1);
        let trimmed = text[start..at].trim_ascii();
        if trimmed == "[[conference]]" {
            cuts.push(start);
        } else if cuts.len() > 1 && trimmed.starts_with('[') && !belongs_to_entry(trimmed) {
            return None;
        }
    }
    cuts.push(text.len());
    Some(cuts.windows(2).map(|pair| pair[0]..pair[1]).collect())
}

/// True if a header line opens a table inside the entry before it: `[[conference.session]]`, `[conference.links]`.
fn belongs_to_entry(line: &str) -> bool {
    line.trim_start_matches('[').starts_with("conference.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<Vec<&str>> {
        pieces(text).map(|pieces| pieces.into_iter().map(|piece| &text[piece]).collect())
    }

    #[test]
    fn a_list_is_cut_at_its_entries() {
        let list = "a\n[[conference]]\nb\n[[conference.session]]\nc\r\n  [[conference]] \r\nd";
        let expected = ["a\n", "[[conference]]\nb\n[[conference.session]]\nc\r\n", "  [[conference]] \r\nd"];
        assert_eq!(cut(list).unwrap(), expected);
        assert_eq!(cut("").unwrap(), [""]);
    }

    #[test]
    fn another_table_after_the_first_entry_is_left_to_the_whole_reading() {
        assert_eq!(cut("[[conference]]\nname = 'x'\n[feed]\nid = 'y'\n"), None);
        assert_eq!(cut("[[conference]]\n[[ conference ]]\n"), None);
    }
}
