//! Bounds of a text, before a notation reads it: what it holds, not how large it is, makes memory of it.
//!
//! Comes in: the text of a file and its notation. Goes out: the fault of a text that no list is. Every value of a text costs
//! memory of its own, so that megabytes of commas would become gigabytes.

use crate::import::document::{Notation, ReadFault};

/// The longest line of a notation that is written in lines, in octets.
const MAX_LINE_OCTETS: usize = 1 << 20;

/// The longest value of a notation whose line may be the whole file, in octets.
pub(super) const MAX_VALUE_OCTETS: usize = 1 << 20;

/// Checks that a text is no larger than a list may be.
pub(super) fn check(text: &str, notation: Notation) -> Result<(), ReadFault> {
    let is_in_lines = !matches!(notation, Notation::Json | Notation::JsonLd);
    if is_in_lines
        && text.len() > MAX_LINE_OCTETS
        && let Some(line) = text.split('\n').position(|line| line.len() > MAX_LINE_OCTETS)
    {
        return Err(ReadFault::new(
            line + 1,
            "the line is longer than 1 MiB: a quote may be open, or a line break missing",
        ));
    }
    // So many that every list has room, and that memory stays within ten times the text.
    let most = match notation {
        Notation::Toml => (1 << 17) + text.len() / 32,
        Notation::Yaml | Notation::FrontMatter | Notation::Csv | Notation::Markdown | Notation::IssueForm => {
            (1 << 18) + text.len() / 16
        }
        Notation::Json | Notation::JsonLd | Notation::Calendar | Notation::ConfcalFeed => (1 << 19) + text.len() / 8,
    };
    let separates = |byte: &u8| matches!(byte, b',' | b';' | b':' | b'|' | b'\t' | b'\n' | b'=');
    if text.len() > most && text.bytes().filter(|byte| separates(byte)).nth(most).is_some() {
        return Err(ReadFault::new(0, format!("the file holds more than {most} values: import it in parts")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_room_and_commas_alone_have_none() {
        let list = "- name: PyCon Norway\n  start: 2027-05-01\n  place: Oslo, Norway\n".repeat(40_000);
        assert_eq!(check(&list, Notation::Yaml), Ok(()));
        for notation in [Notation::Toml, Notation::Yaml, Notation::Csv, Notation::Markdown, Notation::Json] {
            assert!(check(&",\n".repeat(1 << 20), notation).is_err(), "{}", notation.name());
        }
        let line = "x".repeat(MAX_LINE_OCTETS + 1);
        assert_eq!(check(&format!("a\n{line}"), Notation::Csv).map_err(|fault| fault.line), Err(2));
        assert_eq!(check(&line, Notation::Json), Ok(()));
    }
}
