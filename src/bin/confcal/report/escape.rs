//! Texts of a list where they could be taken for commands: in a terminal, in JSON, and in a workflow of GitHub.

use std::borrow::Cow;

use confcal::harmless;

/// The name of standard input in messages.
pub(crate) const STDIN: &str = "<stdin>";

/// A rendered diagnostic without control characters, except for the escape sequences of its styles. The renderer has replaced
/// the escape characters of the list.
pub(super) fn harmless_styled(text: &str) -> String {
    text.split('\u{1b}').map(harmless).collect::<Vec<_>>().join("\u{1b}")
}

/// JSON with all control characters escaped that a terminal would obey; JSON itself demands that only of C0.
pub(crate) fn harmless_json(json: &str) -> Cow<'_, str> {
    let is_harmful =
        |char: char| !matches!(char, ' '..='~' | '\n') && harmless(char.encode_utf8(&mut [0; 4])) != char.to_string();
    if json.is_ascii() && !json.contains('\u{7f}') {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        match char {
            char if is_harmful(char) => out += &format!("\\u{:04x}", u32::from(char)),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// The text of a workflow command of GitHub Actions.
pub(super) fn annotation_text(text: &str) -> String {
    harmless(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
