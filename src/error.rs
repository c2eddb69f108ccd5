//! The error of everything that reads a value from a text.

use std::borrow::Cow;
use std::fmt;

/// A text that cannot be used: what is wrong with it, and what to write instead. Both are on one line, without a full stop.
///
/// # Examples
///
/// ```
/// use confcal::{Country, DeadlineKind, Zone};
///
/// let error = "Europe/Londn".parse::<Zone>().unwrap_err();
/// assert_eq!(error.message(), "there is no time zone `Europe/Londn`");
/// assert_eq!(error.help(), "did you mean `Europe/London`?");
/// assert_eq!("Irelnad".parse::<Country>().unwrap_err().help(), "did you mean `IE` (Ireland)?");
/// let error = "papers".parse::<DeadlineKind>().unwrap_err();
/// assert_eq!(error.to_string(), "there is no kind of deadline `papers`; did you mean `paper`?");
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    message: String,
    help: Help,
}

#[derive(Clone, Debug)]
enum Help {
    Text(String),
    /// A search for the name that a text means, which takes its time.
    Search(fn(&str) -> String, String),
}

impl Error {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Error {
        Error { message: message.into(), help: Help::Text(help.into()) }
    }

    /// An error whose help is searched for when it is asked for.
    pub(crate) fn with_search(message: String, text: &str, search: fn(&str) -> String) -> Error {
        Error { message, help: Help::Search(search, text.to_owned()) }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead. For a country and a zone it is searched for among all names at each call, in some tenths of a
    /// millisecond.
    pub fn help(&self) -> Cow<'_, str> {
        match &self.help {
            Help::Text(help) => Cow::Borrowed(help),
            Help::Search(search, text) => Cow::Owned(search(text)),
        }
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        self.message == other.message && self.help() == other.help()
    }
}

impl Eq for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help())
    }
}

impl std::error::Error for Error {}
