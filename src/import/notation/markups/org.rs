//! Org.

use super::{MAX_LINE_OCTETS, Translation, indent, labelled};

pub(super) fn as_markdown(lines: &[&str]) -> Translation {
    let mut out = Translation::default();
    for (at, line) in lines.iter().enumerate() {
        out.push(of_line(line), at + 1);
    }
    out
}

fn of_line(line: &str) -> String {
    let text = line.trim();
    let stars = line.bytes().take_while(|byte| *byte == b'*').count();
    if stars > 0 && line[stars..].starts_with(' ') {
        return format!("{} {}", "#".repeat(stars.min(6)), inline(line[stars..].trim()));
    }
    if let Some(title) = text.strip_prefix("#+TITLE:").or_else(|| text.strip_prefix("#+title:")) {
        return format!("# {}", title.trim());
    }
    if text.starts_with('#') || text.starts_with(':') && text.ends_with(':') {
        return String::new();
    }
    if text.starts_with("|-") {
        return text.replace('+', "|");
    }
    let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("+ "));
    match item.and_then(|item| item.split_once(" :: ")) {
        Some((label, value)) => labelled(indent(line), label, &inline(value)),
        None => format!("{}{}", &line[..indent(line)], inline(text)),
    }
}

/// A text with links and dates as those of Markdown: `[[https://…][PyCon]]`, `<2027-05-05 Wed>--<2027-05-08 Sat>`.
fn inline(text: &str) -> String {
    if text.len() > MAX_LINE_OCTETS {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let link = from.strip_prefix("[[").and_then(|inner| inner.split_once("]]"));
        let is_day = |inner: &str| {
            inner.len() >= 10 && inner.as_bytes()[..10].iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        };
        let day = from.strip_prefix('<').and_then(|inner| inner.split_once('>')).filter(|(inner, _)| is_day(inner));
        match (link, day) {
            (Some((inner, behind)), _) => {
                let (address, name) = inner.split_once("][").unwrap_or((inner, inner));
                out.push_str(&format!("[{name}]({address})"));
                rest = behind;
            }
            (None, Some((inner, behind))) => {
                let is_range = out.ends_with("--");
                out.truncate(out.len() - if is_range { 2 } else { 0 });
                out.push_str(if is_range { " - " } else { "" });
                out.push_str(&inner[..10]);
                rest = behind;
            }
            _ => {
                out.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
