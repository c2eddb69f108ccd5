//! The paths of a site's files, and the rule for them.
//!
//! Comes in: a text of a list, of `feeds.json`, or of the folder where a server keeps its state, any of which a
//! stranger may have written. Goes out: a [`SitePath`], which leads to a file beneath the folder of the site and
//! nowhere else. Knows no file system.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use arcstr::ArcStr;

use crate::error::Error;
use crate::spelling::shown;

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
pub struct SitePath(ArcStr);

impl FromStr for SitePath {
    type Err = Error;

    fn from_str(path: &str) -> Result<SitePath, Error> {
        SitePath::new(path.into())
    }
}

impl SitePath {
    /// A path whose text is shared.
    pub(crate) fn new(path: ArcStr) -> Result<SitePath, Error> {
        let shown = || shown(&path);
        if path.starts_with('/') || path.split('/').any(|part| part == "..") {
            let help = "write the path from that folder on, without `..`";
            return Err(Error::new(format!("`{}` leads out of the folder of the site", shown()), help));
        }
        let is_known = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'/');
        if !path.bytes().all(is_known) {
            let help = "write lower-case letters, digits, hyphens, dots and slashes";
            return Err(Error::new(format!("`{}` holds a character that no path of a site has", shown()), help));
        }
        if path.len() > MAX_PATH_OCTETS || path.split('/').any(|part| part.len() > MAX_NAME_OCTETS) {
            let help = format!("a path has at most {MAX_PATH_OCTETS} letters, and each of its parts {MAX_NAME_OCTETS}");
            return Err(Error::new(format!("`{}` is too long", shown()), help));
        }
        // Windows drops a dot at the end; a hyphen in front makes an option of a name.
        let is_name = |part: &str| !part.is_empty() && !part.ends_with('.') && !part.starts_with('-');
        if !path.split('/').all(is_name) {
            let help = "begin no part of it with a hyphen, end none with a dot, and leave none empty";
            return Err(Error::new(format!("`{}` has a part that is not the name of a file", shown()), help));
        }
        Ok(SitePath(path))
    }

    /// The text, shared.
    #[cfg(feature = "site")]
    pub(crate) fn to_text(&self) -> ArcStr {
        self.0.clone()
    }

    /// The path as text.
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
        let [outside, character, part, long] = ["leads out", "holds a character", "has a part", "is too long"];
        for (path, says) in [
            ("/x.ics", outside),
            ("../x.ics", outside),
            ("a/../../x.ics", outside),
            ("..", outside),
            ("a/..", outside),
            ("//x.ics", outside),
            ("a\\..\\x.ics", character),
            ("c:x.ics", character),
            ("%2e%2e/x.ics", character),
            ("x.ics\0", character),
            ("x.ics\n", character),
            ("x\".ics", character),
            ("X.ics", character),
            ("ü.ics", character),
            ("~root/x.ics", character),
            ("", part),
            (".", part),
            ("./x.ics", part),
            ("a/./x.ics", part),
            ("a//x.ics", part),
            ("a/", part),
            ("...", part),
            ("x.ics.", part),
            ("-rf", part),
            (&"a".repeat(MAX_NAME_OCTETS + 1), long),
            (&"a/".repeat(MAX_PATH_OCTETS), long),
        ] {
            let error = path.parse::<SitePath>().unwrap_err();
            assert!(error.message().contains(says), "{error}");
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
