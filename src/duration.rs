//! A length of time as a list writes it: `12h`, `7d`, `1d12h`.
//!
//! Comes in: a text. Goes out: a [`Duration`] in whole minutes, or in words. What takes so long is not known here.

use std::str::FromStr;

use crate::error::Error;
use crate::spelling::shown;

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
    pub const fn from_minutes(minutes: u32) -> Duration {
        Duration(minutes)
    }

    /// All of it in minutes.
    pub fn minutes(self) -> i64 {
        i64::from(self.0)
    }
}

impl FromStr for Duration {
    type Err = Error;

    /// Reads numbers with units one after the other: `m` minutes, `h` hours, `d` days, `w` weeks, `y` years of 365 days.
    fn from_str(text: &str) -> Result<Duration, Error> {
        read(text).ok_or_else(|| {
            let help = "write a number and its unit: `30m`, `12h`, `7d`, `2w`, `1y`; the longest is 100 years";
            Error::new(format!("`{}` is not a duration", shown(text)), help)
        })
    }
}

fn read(text: &str) -> Option<Duration> {
    // A hundred years are more than any list means, and small enough for every sum made of them later.
    const MAX_MINUTES: u32 = 100 * 365 * 1440;
    let mut minutes = 0u32;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest[..digits].parse().ok()?;
        let unit = match rest.as_bytes().get(digits)? {
            b'm' => 1,
            b'h' => 60,
            b'd' => 1440,
            b'w' => 7 * 1440,
            b'y' => 365 * 1440,
            _ => return None,
        };
        minutes = number.checked_mul(unit).and_then(|part| minutes.checked_add(part))?;
        rest = &rest[digits + 1..];
    }
    (!text.is_empty() && minutes <= MAX_MINUTES).then_some(Duration(minutes))
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
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
