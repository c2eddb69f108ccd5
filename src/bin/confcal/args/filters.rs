//! The filters, the same options for every command that has events.

use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, FromArgMatches, ValueHint};
use confcal::{Feed, Filter, FilterKey, Names};

use super::words::Words;

/// The filters, as pairs of a key of [`Filter::KEYS`] and a value. The library reads the values.
#[derive(Clone)]
pub(crate) struct FilterArgs(Vec<(&'static str, String)>);

impl clap::Args for FilterArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let heading = "Filters (values of the same filter are alternatives; different filters must all match)";
        command.args(Self::keys().map(|key| {
            let help = if key.is_list { format!("{}; several with commas", key.help) } else { key.help.to_owned() };
            let words = Words::<String>::new(key.known);
            Arg::new(key.name)
                .long(key.name)
                .value_name(key.placeholder)
                .help(help)
                .help_heading(heading)
                .action(ArgAction::Append)
                .value_hint(ValueHint::Other)
                .value_parser(words)
                .hide_possible_values(true)
                // A southern latitude.
                .allow_hyphen_values(key.name == "near")
        }))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<FilterArgs, clap::Error> {
        let given = Self::keys().flat_map(|key| {
            let values = matches.get_many::<String>(key.name).into_iter().flatten();
            values.map(|value| (key.name, value.clone()))
        });
        Ok(FilterArgs(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = FilterArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

impl FilterArgs {
    /// All keys except `times`, which on the command line is not a filter.
    fn keys() -> impl Iterator<Item = &'static FilterKey> {
        Filter::KEYS.iter().filter(|key| key.name != "times")
    }

    /// Parses the filters for a feed, whose names are collected only if there is a filter.
    pub(crate) fn parse(&self, feed: &Feed, now: DateTime<Utc>) -> Result<Filter, confcal::Error> {
        let names = self.pairs().next().map(|_| Names::of(feed)).unwrap_or_default();
        Filter::parse(self.pairs(), &names, now)
    }

    /// The filters as pairs of a key and a value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}
