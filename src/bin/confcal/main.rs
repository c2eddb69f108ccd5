//! The `confcal` command: reads lists from files, calls the library, and writes the results.
//!
//! Files, the clock and exit codes live here; the rules of lists and feeds do not. Exit status: 0 done; 1 the list has
//! errors (with `--strict`, warnings too); 2 the command failed.

mod args;
mod build_site;
mod commands;
mod directory;
mod files;
mod fix_files;
mod folder;
mod import;
mod init;
mod manual;
mod previous_text;
mod published_changes;
mod published_site;
mod report;
mod repository;
mod review;
mod serve;
mod system;
mod table;
mod version;

use std::process::ExitCode;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::read();
    let outcome = match &args.command {
        Command::Export(export) => commands::export(export),
        Command::Check(check) => commands::check(check),
        Command::Build(build) => commands::build(build),
        Command::Serve(args) => serve::serve(args),
        Command::List(list) => commands::list(list),
        Command::Review(args) => review::review(args),
        Command::Import(args) => import::import(args),
        Command::Init(init) => init::init(init),
        Command::Schema => commands::schema(),
        Command::Completions(args) => manual::completions(args),
        Command::Man(args) => manual::man(args),
    };
    match outcome {
        Ok(code) => code,
        // The reader of the output has closed it, as in `confcal export | head`.
        Err(error) if files::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
