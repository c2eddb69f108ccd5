//! Values of options that a shell completes, though others may be right too.

use std::error::Error;
use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

/// The words that a shell offers for a value, each with its meaning. Any other text is read as well: the list may know it, and
/// the message for a wrong one is its reader's.
#[derive(Clone)]
pub(super) struct Words<T> {
    /// They are made only when a shell asks: all the names of countries take longer than the rest of a start.
    words: fn() -> Vec<(&'static str, Option<&'static str>)>,
    value: PhantomData<T>,
}

impl<T> Words<T> {
    pub(super) fn new(words: fn() -> Vec<(&'static str, Option<&'static str>)>) -> Words<T> {
        Words { words, value: PhantomData }
    }
}

impl<T> TypedValueParser for Words<T>
where
    T: FromStr<Err: Into<Box<dyn Error + Send + Sync>>> + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        StringValueParser::new().try_map(|text| text.parse::<T>()).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let words = (self.words)();
        if words.is_empty() {
            return None;
        }
        let values = words.into_iter().map(|(word, meaning)| match meaning {
            Some(meaning) => PossibleValue::new(word).help(meaning),
            None => PossibleValue::new(word),
        });
        Some(Box::new(values))
    }
}
