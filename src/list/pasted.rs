//! Warns of what comes along when a text is copied from somewhere: HTML, and characters that nobody sees.

use super::context::Context;
use super::faults::{Fault, Span};
use super::literal::requoted;
use crate::diagnostic::Code;
use crate::html::plain_text;
use crate::invisible::{self, Invisible};
use crate::spelling::shown;

/// The most times that HTML is escaped over again: `&amp;amp;amp;`.
const MAX_ESCAPES: usize = 8;

/// Checks a text that stands at `span`.
pub(super) fn check_pasted(context: &mut Context, key: &str, text: &str, span: Span) {
    if let Some(plain) = plain_text(text) {
        context.report(html(context, key, plain, span));
    }
    let found = invisible::find(text);
    if let Some(first) = found.first() {
        context.report(invisible(context, key, text, span, *first, &found));
    }
}

/// HTML in a text, of which `plain` is the plain text.
fn html(context: &Context, key: &str, plain: String, span: Span) -> Fault {
    let message = format!("`{}` holds HTML, which calendar programs show as it is", shown(key));
    let mut plain = if key == "description" { plain } else { plain.split_whitespace().collect::<Vec<_>>().join(" ") };
    let fault = Fault::new(Code::Html, span, message);
    // Of a text that was escaped twice nobody knows how often it is to be read.
    let is_certain = plain_text(&plain).is_none();
    for _ in 0..MAX_ESCAPES {
        plain = plain_text(&plain).unwrap_or(plain);
    }
    if plain.is_empty() {
        return fault.help("nothing remains without the tags: leave it out".to_owned());
    }
    let right = requoted(&context.text[span.range()], &plain);
    let help = format!("write the plain text: `{}`", shown(&plain.split_whitespace().collect::<Vec<_>>().join(" ")));
    fault.help(help).fix(is_certain.then_some((span, right)))
}

/// Invisible characters in a text.
fn invisible(context: &Context, key: &str, text: &str, span: Span, first: Invisible, found: &[Invisible]) -> Fault {
    let message = format!("`{}` holds {}", shown(key), first.in_words());
    let place = match text[..first.at].split_whitespace().next_back() {
        Some(word) => format!("after `{}`", shown(word)),
        None => "at its start".to_owned(),
    };
    let more = if found.len() > 1 { format!(", and {} more", found.len() - 1) } else { String::new() };
    let fault = Fault::new(Code::InvisibleCharacter, span, message).label(format!("{place}{more}"));
    if !found.iter().all(|one| one.is_superfluous) {
        return fault.help("it changes the order in which the letters are read: write the text anew".to_owned());
    }
    let without = |text: &str, found: &[Invisible]| -> String {
        let is_found = |at: usize| found.iter().any(|one| one.at == at);
        text.char_indices().filter(|(at, _)| !is_found(*at)).map(|(_, char)| char).collect()
    };
    let visible = without(text, found);
    let literal = &context.text[span.range()];
    let in_literal = invisible::find(literal);
    // As it is written, but where one of them stands there as an escape.
    let right =
        if in_literal.len() == found.len() { without(literal, &in_literal) } else { requoted(literal, &visible) };
    fault.help(format!("write it without: `{}`", shown(visible.trim()))).fix((span, right))
}
