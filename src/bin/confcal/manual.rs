//! The manual pages and the completions of shells, both made from the options of the commands.

mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::args::{Args, Completions, Man};
use crate::{files, report};

/// The page of the list, which is made from its document.
const LIST_PAGE: &str = include_str!("../../../docs/confcal-list.5");

/// `confcal completions`
pub(crate) fn completions(args: &Completions) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "confcal", &mut script);
    if args.shell == Shell::Bash {
        script = with_values_behind_signs(&String::from_utf8(script)?).into_bytes();
    }
    files::write(Path::new("-"), |out| out.write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// The script for bash, which also completes `--format=sa`: there bash takes the option, the sign and the value for three words.
fn with_values_behind_signs(script: &str) -> String {
    const PREVIOUS: &str = "    prev=\"$3\"\n";
    const SPLIT: &str = "    if [[ \"${prev}\" == = && COMP_CWORD -gt 1 ]]; then
        prev=\"${COMP_WORDS[COMP_CWORD-2]}\"
    elif [[ \"${COMP_WORDS[COMP_CWORD]}\" == = ]]; then
        cur=\"\"
    fi
";
    script.replace(PREVIOUS, &format!("{PREVIOUS}{SPLIT}"))
}

/// `confcal man`
pub(crate) fn man(args: &Man) -> Result<ExitCode> {
    let mut command = Args::command().version(env!("CARGO_PKG_VERSION")).disable_help_subcommand(true);
    command.build();
    let Some(folder) = &args.folder else {
        files::write_text(Path::new("-"), &page::page(&command)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    if files::is_stdout(folder) {
        bail!("standard output cannot hold several pages; without a folder, `confcal man` prints that of confcal");
    }
    let mut pages: Vec<(PathBuf, String)> = vec![(folder.join("man5/confcal-list.5"), LIST_PAGE.to_owned())];
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        pages.push((folder.join(format!("man1/{name}.1")), page::page(command)?));
    }
    for section in ["man1", "man5"] {
        let section = folder.join(section);
        fs::create_dir_all(&section).with_context(|| format!("cannot make the folder {}", section.display()))?;
    }
    for (path, page) in &pages {
        files::write_text(path, page)?;
    }
    report::note(&format!("{} manual pages are in {}", pages.len(), folder.display()));
    Ok(ExitCode::SUCCESS)
}
