//! The words for whether a conference takes place, in the values and names of fields.

use super::guess::words::Tokens;

/// The status that a word says, if it is one.
pub(crate) fn of_word(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    Some(match lower.trim_matches(|char: char| !char.is_alphanumeric()) {
        "cancelled"
        | "canceled"
        | "abgesagt"
        | "annulé"
        | "annule"
        | "cancelado"
        | "eventcancelled"
        | "https://schema.org/eventcancelled"
        | "http://schema.org/eventcancelled" => "cancelled",
        "postponed"
        | "rescheduled"
        | "delayed"
        | "verschoben"
        | "reporté"
        | "eventpostponed"
        | "https://schema.org/eventpostponed"
        | "http://schema.org/eventpostponed" => "postponed",
        "tentative" | "tbc" | "unconfirmed" | "provisional" | "planned" => "tentative",
        "confirmed"
        | "scheduled"
        | "active"
        | "eventscheduled"
        | "https://schema.org/eventscheduled"
        | "http://schema.org/eventscheduled" => "confirmed",
        _ => return None,
    })
}

/// The status that the name of a field says: `is_cancelled`, `date_tba`.
pub(crate) fn of_field(name: &str) -> Option<&'static str> {
    Tokens::of(name).0.iter().find_map(|token| match token.as_str() {
        "cancel" => Some("cancelled"),
        "tba" | "tbd" | "preliminary" | "placeholder" | "estimated" => Some("tentative"),
        token => of_word(token),
    })
}

/// The status that a text begins with: `Cancelled. Refunds are made.`
pub(crate) fn at_start(text: &str) -> Option<&'static str> {
    let first = text.trim().split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty());
    of_word(text).or_else(|| first.and_then(of_word).filter(|status| *status != "confirmed"))
}
