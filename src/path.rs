//! The paths of a site's files, and the rule for them.
//!
//! Comes in: a text of a list, of `feeds.json`, or of the folder where a server keeps its state, any of which a
//! stranger may have written. Goes out: a [`SitePath`], which leads to a file beneath the folder of the site and
//! nowhere else. Knows no file system.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

/// The most octets of the name of a file or a folder. File systems take 255; programs beside it append endings, such as
/// `.gz`.
pub(crate) const MAX_NAME_OCTETS: usize = 250;

/// The most octets of a path. Systems take 1,024 or 4,096 including the folder of the site.
const MAX_PATH_OCTETS: usize = 900;

/// The path of a file of a site, from the folder of the site: `all.ics`, `regions/europe.ics`, `.nojekyll`.
///
/// It is relative, has no empty, `.` or `..` part, and is made of lower-case ASCII letters, digits, hyphens and dots: the
/// same file on every file system, and the same characters in an address, in a shell and in a configuration file.
///
/// # Examples
///
/// ```
/// use confcal::SitePath;
/// let path: SitePath = "regions/europe.ics".parse().unwrap();
/// assert_eq!(path.split(), (Some("regions"), "europe.ics"));
/// for outside in ["../victim.ics", "/etc/passwd", "regions/../../victim.ics", "a//b.ics", "a\\b.ics", "a\n.ics", ""] {
///     assert!(outside.parse::<SitePath>().is_err(), "{outside}");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

/// The reason why a text is not a path of a site.
///
/// # Examples
///
/// ```
/// let error = "../victim.ics".parse::<confcal::SitePath>().unwrap_err();
/// assert_eq!(error.to_string(), "it leads out of the folder of the site");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitePathError {
    /// It begins with a slash, or one of its parts is `..`.
    Outside,
    /// One of its parts is empty or `.`, ends with a dot or begins with a hyphen.
    Part,
    /// It holds another character than lower-case ASCII letters, digits, hyphens, dots and slashes.
    Character,
    /// It, or one of its parts, is longer than a file system takes.
    TooLong,
}

impl fmt::Display for SitePathError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SitePathError::Outside => formatter.write_str("it leads out of the folder of the site"),
            SitePathError::Part => formatter.write_str("one of its parts is not the name of a file"),
            SitePathError::Character => formatter
                .write_str("it holds something else than lower-case letters, digits, hyphens, dots and slashes"),
            SitePathError::TooLong => {
                write!(
                    formatter,
                    "it is longer than {MAX_PATH_OCTETS} letters, or one of its parts than {MAX_NAME_OCTETS}"
                )
            }
        }
    }
}

impl std::error::Error for SitePathError {}

impl FromStr for SitePath {
    type Err = SitePathError;

    fn from_str(path: &str) -> Result<SitePath, SitePathError> {
        if path.starts_with('/') || path.split('/').any(|part| part == "..") {
            return Err(SitePathError::Outside);
        }
        let is_known = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'/');
        if !path.bytes().all(is_known) {
            return Err(SitePathError::Character);
        }
        if path.len() > MAX_PATH_OCTETS || path.split('/').any(|part| part.len() > MAX_NAME_OCTETS) {
            return Err(SitePathError::TooLong);
        }
        // Windows drops a dot at the end; a hyphen in front makes an option of a name.
        let is_name = |part: &str| !part.is_empty() && !part.ends_with('.') && !part.starts_with('-');
        if path.split('/').all(is_name) { Ok(SitePath(path.to_owned())) } else { Err(SitePathError::Part) }
    }
}

impl SitePath {
    /// The path as text.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!("all.ics".parse::<confcal::SitePath>().unwrap().as_str(), "all.ics");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, which may have folders in it, and the name of the file.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::SitePath;
    /// assert_eq!("all.ics".parse::<SitePath>().unwrap().split(), (None, "all.ics"));
    /// assert_eq!("a/b/c.ics".parse::<SitePath>().unwrap().split(), (Some("a/b"), "c.ics"));
    /// ```
    pub fn split(&self) -> (Option<&str>, &str) {
        self.0.rsplit_once('/').map_or((None, &self.0), |(folder, name)| (Some(folder), name))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// True for a path that a site or a server uses itself, so that no `[[view]]` can have it.
pub(crate) fn is_taken(path: &str) -> bool {
    // A server answers queries at `feed.ics`.
    const FILES: [&str; 5] = ["all.ics", "conferences.ics", "deadlines.ics", "online.ics", "feed.ics"];
    const FOLDERS: [&str; 6] = ["regions", "countries", "topics", "series", "events", "qr"];
    FILES.contains(&path) || path.split('/').next().is_some_and(|first| FOLDERS.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_out_is_refused() {
        use SitePathError::{Character, Outside, Part, TooLong};
        for (path, error) in [
            ("/x.ics", Outside),
            ("../x.ics", Outside),
            ("a/../../x.ics", Outside),
            ("..", Outside),
            ("a/..", Outside),
            ("//x.ics", Outside),
            ("a\\..\\x.ics", Character),
            ("c:x.ics", Character),
            ("%2e%2e/x.ics", Character),
            ("x.ics\0", Character),
            ("x.ics\n", Character),
            ("x\".ics", Character),
            ("X.ics", Character),
            ("ü.ics", Character),
            ("~root/x.ics", Character),
            ("", Part),
            (".", Part),
            ("./x.ics", Part),
            ("a/./x.ics", Part),
            ("a//x.ics", Part),
            ("a/", Part),
            ("...", Part),
            ("x.ics.", Part),
            ("-rf", Part),
            (&"a".repeat(MAX_NAME_OCTETS + 1), TooLong),
            (&"a/".repeat(MAX_PATH_OCTETS), TooLong),
        ] {
            assert_eq!(path.parse::<SitePath>(), Err(error), "{path:?}");
        }
        for path in
            ["all.ics", "404.html", ".nojekyll", "a/b/c.ics", "qr/topics-c.ics.svg", &"a".repeat(MAX_NAME_OCTETS)]
        {
            assert_eq!(path.parse::<SitePath>().map(|path| path.to_string()), Ok(path.to_owned()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: prop::test_runner::RngSeed::Fixed(5545),
            ..Default::default()
        })]

        /// Whatever is accepted has none but plain parts.
        #[test]
        fn a_path_leads_nowhere_else(text in "[a-zA-Z./\\\\~%:\u{0}\n-]{0,12}") {
            if let Ok(path) = text.parse::<SitePath>() {
                let parts = std::path::Path::new(path.as_str()).components();
                let plain = |part: std::path::Component| matches!(part, std::path::Component::Normal(_));
                prop_assert!(parts.clone().all(plain) && parts.count() == text.split('/').count());
            }
        }
    }
}
