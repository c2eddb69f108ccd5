//! The values of a list, each with the octets where it stands.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// The most keys of a small table: more than any kind of table has.
pub(super) const MAX_SMALL: usize = 40;

/// A value.
#[derive(Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub(super) enum Value<'i> {
    String(Cow<'i, str>),
    Integer(Integer<'i>),
    /// The digits of a number with a fraction or an exponent.
    Float(Cow<'i, str>),
    Boolean(bool),
    Datetime(Datetime),
    Array(Vec<Spanned<Value<'i>>>),
    Table(Table<'i>),
}

/// A whole number.
#[derive(Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub(super) struct Integer<'i> {
    /// The digits, with a sign if it has one, without a prefix.
    pub(super) digits: Cow<'i, str>,
    pub(super) radix: u32,
}

/// A table: keys in any order, each once.
#[derive(Debug, Default)]
pub(super) struct Table<'i> {
    entries: Vec<Entry<'i>>,
}

/// A key and its value.
pub(super) type Entry<'i> = (Spanned<Cow<'i, str>>, Spanned<Value<'i>>);

impl<'i> Value<'i> {
    pub(super) fn as_table(&self) -> Option<&Table<'i>> {
        match self {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<'i> Table<'i> {
    /// The table with these entries; `None` if two have the same key, or if there are so many that it takes long to tell.
    pub(super) fn small(entries: Vec<Entry<'i>>) -> Option<Table<'i>> {
        let is_again = |index: usize, key: &str| entries[..index].iter().any(|(other, _)| other.get_ref() == key);
        let is_unique = || entries.iter().enumerate().all(|(index, (key, _))| !is_again(index, key.get_ref()));
        (entries.len() <= MAX_SMALL && is_unique()).then_some(Table { entries })
    }

    pub(super) fn get(&self, key: &str) -> Option<&Spanned<Value<'i>>> {
        self.entries.iter().find(|(other, _)| other.get_ref() == key).map(|(_, value)| value)
    }

    pub(super) fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.get_ref().as_ref())
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Entry<'i>> {
        self.entries.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
impl PartialEq for Table<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|entry| other.iter().any(|of_other| of_other == entry))
    }
}

impl<'i> From<DeTable<'i>> for Table<'i> {
    fn from(table: DeTable<'i>) -> Table<'i> {
        Table { entries: table.into_iter().map(|(key, value)| (key, of_toml(value))).collect() }
    }
}

fn of_toml(value: Spanned<DeValue<'_>>) -> Spanned<Value<'_>> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::String(text),
        DeValue::Integer(number) => {
            Value::Integer(Integer { digits: number.as_str().to_owned().into(), radix: number.radix() })
        }
        DeValue::Float(number) => Value::Float(number.as_str().to_owned().into()),
        DeValue::Boolean(is_true) => Value::Boolean(is_true),
        DeValue::Datetime(datetime) => Value::Datetime(datetime),
        DeValue::Array(items) => Value::Array(items.into_iter().map(of_toml).collect()),
        DeValue::Table(table) => Value::Table(table.into()),
    };
    Spanned::new(span, value)
}
