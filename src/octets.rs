//! Sets of octets, and the first of them in a text.
//!
//! Nearly every text of a list is searched several times for what nearly none has. A look into a table takes the same few
//! instructions for any set, also where the compiler optimizes for size. Four octets are looked up before any of them is asked
//! for, which takes half as many jumps.

/// A set of octets.
pub(crate) struct OctetSet([bool; 256]);

impl OctetSet {
    /// These octets.
    pub(crate) const fn of(octets: &[u8]) -> OctetSet {
        let mut set = OctetSet([false; 256]);
        let mut at = 0;
        while at < octets.len() {
            set.0[octets[at] as usize] = true;
            at += 1;
        }
        set
    }

    /// The set with those from `first` to `last` too.
    pub(crate) const fn and(mut self, first: u8, last: u8) -> OctetSet {
        let mut at = first as usize;
        while at <= last as usize {
            self.0[at] = true;
            at += 1;
        }
        self
    }

    pub(crate) fn has(&self, octet: u8) -> bool {
        self.0[usize::from(octet)]
    }

    /// Where the first of them is in a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let (chunks, _) = text.as_bytes().as_chunks();
        let has_any = |&[a, b, c, d]: &[u8; 4]| self.has(a) | self.has(b) | self.has(c) | self.has(d);
        let before = 4 * chunks.iter().position(has_any).unwrap_or(chunks.len());
        text.as_bytes()[before..].iter().position(|octet| self.has(*octet)).map(|at| before + at)
    }

    /// True if a text has one of them.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_octets_and_no_other() {
        const SET: OctetSet = OctetSet::of(b"x\xc3").and(0, 0x1f).and(0xff, 0xff);
        for octet in 0..=255 {
            assert_eq!(SET.has(octet), matches!(octet, 0..0x20 | b'x' | 0xc3 | 0xff), "{octet}");
        }
        for length in 0..12 {
            assert_eq!(SET.find(&"-".repeat(length)), None, "{length}");
            for at in 0..length {
                let text = format!("{}x{}", "-".repeat(at), "x".repeat(length - at - 1));
                assert_eq!(SET.find(&text), Some(at), "{text}");
            }
        }
        assert!(!SET.is_in("") && !SET.is_in("Łąka"));
    }
}
