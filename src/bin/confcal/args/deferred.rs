//! Options that are only described to clap when they are needed.

use std::ops::Deref;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// The options of a command, which clap asks for when the command is given: a third of what a start takes would go into the
/// options of all the other commands.
pub(crate) struct Deferred<T>(Box<T>);

impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| {
            let about = command.get_about().cloned().unwrap_or_default();
            // The comments of options that several commands have in common would take its place.
            T::augment_args(command).about(about)
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        Self::from_arg_matches_mut(&mut matches.clone())
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches_mut(matches).map(|options| Deferred(Box::new(options)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use crate::args::Args;

    #[test]
    fn each_command_keeps_its_own_comment() {
        let (plain, mut built) = (Args::command(), Args::command());
        built.build();
        for command in plain.get_subcommands() {
            let about = command.get_about().expect("each has a comment").to_string();
            let built = built.find_subcommand(command.get_name()).unwrap();
            assert_eq!(built.get_about().unwrap().to_string(), about, "{}", command.get_name());
            assert_eq!(command.get_arguments().count(), 0, "its options wait until it is given");
        }
    }
}
