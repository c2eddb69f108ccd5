//! Compares the views of a list with the feeds published under their paths, so that no address changes its topic.

use super::manifest::{FeedKind, Manifest};
use crate::diagnostic::{Code, Diagnostic, Label, Source};
use crate::filter::Filter;
use crate::model::View;

/// Reports a view whose path was published for a feed of the site, which is an error, and a view that was published with other
/// filters, which may be an edit or another view.
pub(super) fn check(views: &[View], published: &Manifest, lists: &[Source]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for view in views {
        let Some(before) = published.feeds.iter().find(|feed| feed.path.as_str() == &*view.path) else { continue };
        let path = &view.path;
        let (code, message, help) = match before.kind {
            FeedKind::Alias | FeedKind::Calls => (
                Code::BadPath,
                format!(
                    "`{path}` cannot be the path of a view: the feed of {} was published there",
                    if before.kind == FeedKind::Calls { "calls for proposals" } else { "everything" }
                ),
                "choose another path: those who subscribed to this one would get another feed".to_owned(),
            ),
            FeedKind::View if Filter::values_of(&before.filter) != Filter::values_of(&view.filter) => (
                Code::ViewChanged,
                format!("the view `{path}` has other filters than when it was published"),
                format!(
                    "its subscribers get the events of the new filters; if this is another view than `{}`, give \
                     it a path of its own",
                    crate::spelling::shown(&before.title)
                ),
            ),
            _ => continue,
        };
        let fault = match Label::of(path, lists, "") {
            Some(label) => Diagnostic::new(code, label, message),
            None => Diagnostic::unlocated(code, message),
        };
        found.push(fault.help(help));
    }
    found
}
