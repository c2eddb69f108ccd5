//! A length of time as a list writes it: `12h`, `7d`, `1d12h`.
//!
//! Comes in: a text. Goes out: a [`Duration`] in whole minutes, or in words. What takes so long is not known here.

use std::str::FromStr;

/// A length of time as people write it, in whole minutes; a day is 24 hours (RFC 5545 §3.3.6).
///
/// # Examples
///
/// ```
/// use confcal::Duration;
/// let duration: Duration = "1d12h".parse().unwrap();
/// assert_eq!(duration, Duration::from_minutes(36 * 60));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u32);

impl Duration {
    /// A duration of whole minutes.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::Duration::from_minutes(90), "1h30m".parse().unwrap());
    /// ```
    pub const fn from_minutes(minutes: u32) -> Duration {
        Duration(minutes)
    }

    /// All of it in minutes.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!("1d".parse::<confcal::Duration>().unwrap().minutes(), 1440);
    /// ```
    pub fn minutes(self) -> i64 {
        i64::from(self.0)
    }
}

/// The text is no duration.
///
/// # Examples
///
/// ```
/// assert!("7 dogs".parse::<confcal::Duration>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDuration;

impl std::fmt::Display for BadDuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a duration such as `12h`, `7d` or `1d12h`")
    }
}

impl std::error::Error for BadDuration {}

impl FromStr for Duration {
    type Err = BadDuration;

    /// Reads numbers with units one after the other: `m` minutes, `h` hours, `d` days, `w` weeks, `y` years of 365 days.
    fn from_str(text: &str) -> Result<Duration, BadDuration> {
        // A hundred years are more than any list means, and small enough for every sum made of them later.
        const MAX_MINUTES: u32 = 100 * 365 * 1440;
        let mut minutes = 0u32;
        let mut rest = text;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().map_err(|_| BadDuration)?;
            let unit = match rest.as_bytes().get(digits) {
                Some(b'm') => 1,
                Some(b'h') => 60,
                Some(b'd') => 1440,
                Some(b'w') => 7 * 1440,
                Some(b'y') => 365 * 1440,
                _ => return Err(BadDuration),
            };
            minutes = number.checked_mul(unit).and_then(|part| minutes.checked_add(part)).ok_or(BadDuration)?;
            rest = &rest[digits + 1..];
        }
        if text.is_empty() || minutes > MAX_MINUTES { Err(BadDuration) } else { Ok(Duration(minutes)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_strictly() {
        let read = |text: &str| text.parse::<Duration>();
        assert_eq!(read("12h"), Ok(Duration(720)));
        assert_eq!(read("2w1d30m"), Ok(Duration(21630)));
        assert_eq!(read("2y"), Ok(Duration(1051200)));
        assert_eq!(read("0m"), Ok(Duration::default()));
        for bad in ["", "7", "d", "7D", "-7d", "7 d", "1.5h", "99999999999d", "4294967295y", "101y", "7d ", "７d"] {
            assert_eq!(read(bad), Err(BadDuration), "{bad}");
        }
    }
}
