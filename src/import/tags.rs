//! Tags in one text: `python, web`, `#rust #web`, `python · web`, `Python、Web`, `Java／Go`.

/// The parts of a text of tags.
pub(super) fn parts(text: &str) -> Vec<String> {
    let text = text.replace(" #", ",").replace(" / ", ",");
    let chars: Vec<char> = text.chars().collect();
    let is_katakana = |at: usize| chars.get(at).is_some_and(|char| matches!(char, '\u{30a0}'..='\u{30ff}'));
    let mut parts = vec![String::new()];
    for (at, char) in chars.iter().enumerate() {
        let is_mark = match char {
            ',' | ';' | '|' | '·' | '•' | '、' | '，' | '；' | '｜' | '／' => true,
            // Inside a word of Katakana it is a blank: `データ・サイエンス`.
            '・' => !(at > 0 && is_katakana(at - 1) && is_katakana(at + 1)),
            _ => false,
        };
        match parts.last_mut() {
            Some(part) if !is_mark => part.push(*char),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// True for the name of the rest of a list, which is no topic.
pub(super) fn is_other(text: &str) -> bool {
    let lower = text.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    ["other", "others", "misc", "miscellaneous", "more", "general", "various", "rest", "uncategorized"]
        .contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_parted_at_marks_of_many_kinds() {
        for (text, expected) in [
            ("python, web; go|rust", &["python", "web", "go", "rust"][..]),
            ("#rust #web", &["#rust", "web"]),
            ("python · web • ai", &["python", "web", "ai"]),
            ("CI/CD / DevOps", &["CI/CD", "DevOps"]),
            ("Python、Web，AI", &["Python", "Web", "AI"]),
            ("Java／Go・Rust", &["Java", "Go", "Rust"]),
            ("データ・サイエンス", &["データ・サイエンス"]),
            ("", &[]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
