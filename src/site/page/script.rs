//! The scripts of the pages, each joined from pieces that own one thing.
//!
//! A piece is the part of one function: it reads the names of the pieces before it, and leaves no name behind on the page. What
//! comes later is only called once the page is there. The pages load nothing, so a script is inside its page.

/// Joins the pieces in `script/`, in this order, in one function.
macro_rules! script {
    ($($piece:literal)*) => {
        concat!("(() => {\n  'use strict';\n\n", $(include_str!(concat!("script/", $piece, ".js")),)* "})();\n")
    };
}

/// The script of the index: filters, countdowns, times in the reader's zone, stars, and addresses for calendars.
pub(super) const INDEX: &str = script!(
    "base" "unfold" "ended" "times" "deadlines" "cards" "search" "filters" "months" "closing" "count" "pictures" "chosen" "elsewhere"
    "offer" "star" "share" "stars" "form" "subscribe" "embed_code" "add" "years" "address" "links"
);

/// The script of the embedded page: the filters of its address, countdowns, times in the reader's zone, and its height for the
/// page around it.
pub(super) const EMBED: &str = script!(
    "base" "unfold" "ended" "times" "deadlines" "cards" "search" "filters" "months" "closing" "count" "add" "embed"
);

/// The script of the page of a conference: countdowns, times in the reader's zone, its star, and addresses that add it to a
/// calendar.
pub(super) const CONFERENCE: &str =
    script!("base" "unfold" "over" "times" "deadlines" "star" "share" "share_conference" "add");

/// The script of the page of a past year: filters and stars.
pub(super) const PAST: &str = script!(
    "base" "ended" "deadlines" "cards" "search" "filters" "months" "closing" "count" "chosen" "star" "form" "years" "address" "links"
);

/// The script of the page for unknown addresses: the folder of the site.
pub(super) const NOT_FOUND: &str = script!("home");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_ends_where_it_should() {
        for script in [INDEX, EMBED, CONFERENCE, PAST, NOT_FOUND] {
            assert!(script.starts_with("(() => {\n") && script.ends_with("})();\n"));
            assert!(!script.contains("</script") && !script.contains("<!--"));
        }
    }
}
