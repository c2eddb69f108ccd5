//! Tabs before the lines of `{…}` and `[…]` in YAML: they part tokens there and indent nothing.
//!
//! Comes in: a YAML text. Goes out: the same text, line by line, with blanks for those tabs. Every other tab stays: at the
//! beginning of a line of a block it is a fault, and inside a text it belongs to it.

/// The text with blanks for the tabs that begin a line between `{` or `[` and its end, outside of quotes; `None` if there are none.
pub(super) fn without(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut state = State::default();
    let mut is_changed = false;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t']);
        let indentation = &line[..line.len() - inner.len()];
        if state.depth > 0 && state.quote.is_none() && indentation.contains('\t') {
            // Deeper than the line that the collection begins in, and than an item of an item there.
            out.extend(std::iter::repeat_n(' ', state.indentation + 4));
            out.push_str(inner);
            is_changed = true;
            // In proportion to the text.
            if out.len() > 4 * text.len() + (1 << 16) {
                return None;
            }
        } else {
            out.push_str(line);
        }
        state.line(line);
    }
    is_changed.then_some(out)
}

/// Where the lines so far end.
#[derive(Default)]
struct State {
    /// The indentation of the last line that begins outside of collections and quotes.
    indentation: usize,
    /// How many `{` and `[` are open.
    depth: usize,
    /// The quote that is open.
    quote: Option<char>,
    /// The indentation of the key of a text in lines of its own (`|`, `>`).
    block: Option<usize>,
    /// True where a text without quotes may go on in the next line.
    is_open_text: bool,
}

impl State {
    /// Goes over a line.
    fn line(&mut self, line: &str) {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let content = line.trim();
        if self.depth == 0 && self.quote.is_none() {
            if self.block.is_some_and(|key| content.is_empty() || indentation > key) {
                return;
            }
            self.block = None;
            if content.is_empty() || content.starts_with('#') {
                return;
            }
            self.indentation = indentation;
        }
        // The first mark of a line that carries a text on begins no collection.
        let mut is_start = self.depth > 0 || !self.is_open_text || is_key_or_item(content);
        let mut before = ' ';
        let mut chars = line.chars().peekable();
        while let Some(char) = chars.next() {
            if let Some(quote) = self.quote {
                match char {
                    '\\' if quote == '"' => _ = chars.next(),
                    '\'' if quote == '\'' && chars.peek() == Some(&'\'') => _ = chars.next(),
                    char if char == quote => self.quote = None,
                    _ => {}
                }
                before = char;
                continue;
            }
            match char {
                '#' if before.is_whitespace() => break,
                '"' | '\'' if is_start => (self.quote, is_start) = (Some(char), false),
                '{' | '[' if is_start => self.depth += 1,
                '}' | ']' if self.depth > 0 => (self.depth, is_start) = (self.depth - 1, false),
                ',' if self.depth > 0 => is_start = true,
                // The colon of a key, and the mark of an item.
                ':' | '-' | '?' if chars.peek().is_none_or(|next| next.is_whitespace()) => is_start = true,
                char if char.is_whitespace() => {}
                _ => is_start = false,
            }
            before = char;
        }
        let is_text = self.depth == 0 && self.quote.is_none();
        let header = content.rsplit([' ', '\t']).next().unwrap_or_default();
        let marks = header.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, '+' | '-'));
        self.block = (is_text && header.len() < 4 && matches!(marks, "|" | ">")).then(|| indentation_of_key(line));
        self.is_open_text = is_text && !is_start && !matches!(content, "---" | "...");
    }
}

/// The column of the key in a line, or of the last mark of an item where a key is none.
fn indentation_of_key(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(inner) =
        rest.strip_prefix("- ").map(|inner| inner.trim_start_matches(' ')).filter(|inner| inner.contains(": "))
    {
        rest = inner;
    }
    line.len() - rest.len()
}

/// True if a line begins with the key of a map or the mark of an item.
fn is_key_or_item(content: &str) -> bool {
    content == "-" || content.starts_with("- ") || content.ends_with(':') || content.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_before_the_lines_of_a_collection_are_blanks() {
        for (text, lines) in [
            ("- {\n\ta: 1,\n\tb: 2\n}\n", vec![2, 3]),
            ("- a: [x,\n \ty]\n\tb: 1\n", vec![2]),
            ("x:\n  - { # {\n\ta: \"}\n\t\",\n\tb: 'it''s }\n\t'\n  }\n\tc\n", vec![3, 5]),
            ("- {a: it's,\n\tb: [\"\\\"]\", c\n\t]\n\t}\n\t- d\n", vec![2, 3, 4]),
            // No collections.
            ("a:\n\tb: 1\n", vec![]),
            ("- text: it is\n    [one\n\ttwo\n", vec![]),
            ("- text: |\n    {one\n\n    \ttwo\n    {\n\tthree\n  a: x [\n\ty\n", vec![]),
            ("- text: >-\n   {\n  a: {\n\tb: 1}\n", vec![4]),
            ("- |\n  {\n\n  \ta\n- {\n\tb: 1}\n", vec![6]),
            ("- a: \"{\n\t[\"\n  b: '[\n\t{'\n# {\n\tc\n", vec![]),
            ("- a: x # {\n\tb\n- {a: b}\n\tc\n", vec![]),
        ] {
            let mended = without(text);
            let changed = |mended: String| {
                assert_eq!(mended.lines().count(), text.lines().count());
                let pairs = text.lines().zip(mended.lines().map(str::to_owned).collect::<Vec<_>>());
                let pairs = pairs.enumerate().filter(|(_, (one, other))| one != other);
                pairs.map(|(index, _)| index + 1).collect::<Vec<_>>()
            };
            assert_eq!(mended.map(changed).unwrap_or_default(), lines, "{text}");
        }
    }
}
