//! Files, standard streams and the clock.
//!
//! A list is read whole. A feed is written whole or not at all, and an unchanged file is not touched.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, ErrorKind, IsTerminal as _, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use arcstr::ArcStr;
use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use confcal::{Calendar, Source, Stamp};

use crate::directory::Directory;
use crate::report::STDIN;
use crate::system::{self, FileId};

/// The list that is read if none is named.
const DEFAULT_LIST: &str = "conferences.toml";

/// The most octets of a list: a device or a pipe may never end.
const MAX_LIST_OCTETS: u64 = 256 << 20;

/// The most octets of a file whose memory is allocated at once: a larger one may be sparse.
const MAX_PREALLOCATED_OCTETS: u64 = 1 << 32;

/// The size of read and write buffers.
const BUFFER_OCTETS: usize = 1 << 16;

/// The octets in which the first line of a calendar is looked for, because blank lines may precede it.
const MAX_FIRST_LINE_OCTETS: u64 = 1 << 10;

/// The reason for refusing a larger list.
const TOO_LARGE: &str = "it is larger than 256 MB, the most that a list may have";

/// The lists that were read.
pub(crate) struct Lists {
    pub(crate) sources: Vec<Source>,
    /// The time of their last change.
    time: DateTime<Utc>,
    files: Vec<FileId>,
    /// True if all of them are files, and can be read again.
    pub(crate) are_files: bool,
}

impl Lists {
    /// The time of the last change of the lists.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::new(self.time)
    }

    /// Each file, and the octets of its text.
    pub(crate) fn files(&self) -> impl Iterator<Item = (FileId, u64)> {
        self.files.iter().zip(&self.sources).map(|(file, source)| (file.clone(), source.text().len() as u64))
    }

    /// Returns true if the path leads to one of the lists.
    pub(crate) fn contain(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|metadata| self.files.contains(&FileId::new(path, &metadata)))
    }
}

/// The named lists, or the default one.
pub(crate) fn named(paths: &[PathBuf]) -> Cow<'_, [PathBuf]> {
    if paths.is_empty() { Cow::Owned(vec![PathBuf::from(DEFAULT_LIST)]) } else { Cow::Borrowed(paths) }
}

/// Reads the lists, or the default one if none is named.
pub(crate) fn read_lists(paths: &[PathBuf]) -> Result<Lists> {
    read_all(paths, |path| File::open(path))
}

/// Reads lists again. A pipe or a device in place of a file is an error, instead of blocking.
pub(crate) fn read_files(paths: &[PathBuf]) -> Result<Lists> {
    read_all(paths, open_file)
}

/// Opens a file for reading. A pipe or a device is an error, instead of blocking.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    let file = system::open_without_waiting(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is not a file")) }
}

fn read_all(paths: &[PathBuf], open: impl Fn(&Path) -> io::Result<File>) -> Result<Lists> {
    let named = named(paths);
    let mut sources = Vec::with_capacity(named.len());
    let mut newest = SystemTime::UNIX_EPOCH;
    let (mut files, mut are_files) = (Vec::new(), true);
    for path in named.iter() {
        let (source, changed) = if path.as_os_str() == "-" {
            if sources.iter().any(|source: &Source| source.name() == STDIN) {
                bail!("standard input can be read only once");
            }
            if io::stdin().is_terminal() {
                crate::report::note("reading the list from standard input");
            }
            let bytes = all(&mut io::stdin().lock(), MAX_LIST_OCTETS + 1).context("cannot read standard input")?;
            if bytes.len() as u64 > MAX_LIST_OCTETS {
                bail!("cannot read standard input: {TOO_LARGE}");
            }
            are_files = false;
            (Source::from_bytes(STDIN, bytes), SystemTime::now())
        } else {
            let (source, metadata) = read_list(path, paths.is_empty(), &open)?;
            files.push(FileId::new(path, &metadata));
            // A pipe, such as `<(…)` of a shell, is as new as standard input.
            are_files &= metadata.is_file();
            let changed = if metadata.is_file() {
                metadata.modified().context("the file has no time")?
            } else {
                SystemTime::now()
            };
            (source, changed)
        };
        sources.push(source);
        newest = newest.max(changed);
    }
    let time = match source_date_epoch()? {
        Some(time) => time,
        None => utc(newest),
    };
    let stamp = Stamp::new(time).time();
    if (stamp - time).abs() >= TimeDelta::seconds(1) {
        let why = if std::env::var_os(EPOCH).is_some() { EPOCH } else { "the time of the list" };
        crate::report::note(&format!("{why} is {time}, which no feed can write: {stamp} counts"));
    }
    Ok(Lists { sources, time, files, are_files })
}

fn read_list(
    path: &Path,
    is_default: bool,
    open: impl Fn(&Path) -> io::Result<File>,
) -> Result<(Source, fs::Metadata)> {
    let name = path.display();
    let mut file = match open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound && is_default => {
            let way = if system::stdin_is_given() { ", read standard input with `-`" } else { "" };
            bail!("there is no {DEFAULT_LIST} in this folder; name a list{way}, or start one with `confcal init`")
        }
        file => file.with_context(|| format!("cannot read {name}"))?,
    };
    let metadata = file.metadata().with_context(|| format!("cannot read {name}"))?;
    if metadata.is_dir() {
        bail!("cannot read {name}: it is a folder; name a list in it, such as {}", path.join(DEFAULT_LIST).display());
    }
    if metadata.len() > MAX_LIST_OCTETS {
        bail!("cannot read {name}: {TOO_LARGE}");
    }
    if !metadata.is_file() {
        let bytes = all(&mut file, MAX_LIST_OCTETS + 1).with_context(|| format!("cannot read {name}"))?;
        if bytes.len() as u64 > MAX_LIST_OCTETS {
            bail!("cannot read {name}: {TOO_LARGE}");
        }
        return Ok((Source::from_bytes(name.to_string(), bytes), metadata));
    }
    let source = open_source(path, &mut file, MAX_LIST_OCTETS).with_context(|| format!("cannot read {name}"))?;
    Ok((source, metadata))
}

/// Reads a file as a source, up to `max_octets`.
pub(crate) fn source(path: &Path, max_octets: u64) -> io::Result<Source> {
    open_source(path, &mut File::open(path)?, max_octets)
}

fn open_source(path: &Path, file: &mut File, max_octets: u64) -> io::Result<Source> {
    let name = path.display().to_string();
    let length = file.metadata()?.len();
    // Read into its final allocation: copying a large list is slow.
    if (1..=max_octets.min(MAX_PREALLOCATED_OCTETS)).contains(&length) {
        let mut read = Ok(());
        let text = ArcStr::init_with(length as usize, |bytes| read = file.read_exact(bytes));
        if let (Ok(()), Ok(text), Ok(0)) = (read, text, file.read(&mut [0])) {
            return Ok(Source::new(name, text));
        }
        // It is not UTF-8, or was written to meanwhile.
        file.rewind()?;
    }
    Ok(Source::from_bytes(name, all(file, max_octets)?))
}

/// Reads to the end, up to `max_octets`.
pub(crate) fn all(reader: &mut impl io::Read, max_octets: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(max_octets).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The environment variable with the time of reproducible builds.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The time of a reproducible build, if the environment sets it.
fn source_date_epoch() -> Result<Option<DateTime<Utc>>> {
    let Some(value) = std::env::var_os(EPOCH) else { return Ok(None) };
    match value.to_str().and_then(|text| text.parse().ok()) {
        Some(seconds) => Ok(Some(utc_seconds(seconds))),
        None => bail!("{EPOCH} is {value:?}, not a number of seconds since 1970"),
    }
}

/// The time of a file or of the clock.
fn utc(time: SystemTime) -> DateTime<Utc> {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => utc_seconds(seconds(since)),
        Err(before) => utc_seconds(-seconds(before.duration())),
    }
}

/// A Unix time, or the nearest with a year of four digits: a file system may hold times that no calendar has.
fn utc_seconds(seconds: i64) -> DateTime<Utc> {
    let [first, last] = [-62_167_219_200, 253_402_300_799];
    DateTime::from_timestamp(seconds.clamp(first, last), 0).unwrap_or_default()
}

/// The present; SOURCE_DATE_EPOCH if it is set.
pub(crate) fn now() -> Result<DateTime<Utc>> {
    Ok(source_date_epoch()?.unwrap_or_else(|| utc(SystemTime::now())))
}

/// The present hour: a server drops past events once an hour, because clients may cache a feed that long.
pub(crate) fn hour() -> Result<DateTime<Utc>> {
    let now = now()?;
    Ok(now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now))
}

/// Returns true for a file, through links, but not for a folder, a device or a pipe.
pub(crate) fn is_file(path: &Path) -> bool {
    path.as_os_str() != "-" && path.is_file()
}

/// Returns true if something has this path, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Returns true for a file that is not empty.
pub(crate) fn is_not_empty(path: &Path) -> bool {
    is_file(path) && path.metadata().is_ok_and(|metadata| metadata.len() > 0)
}

/// Returns true if the path means standard output.
pub(crate) fn is_stdout(target: &Path) -> bool {
    target.as_os_str() == "-"
}

/// Buffers the reads of a file.
pub(crate) fn reader<R: io::Read>(file: R) -> io::BufReader<R> {
    io::BufReader::with_capacity(BUFFER_OCTETS, file)
}

/// The octets of a file that holds this calendar, apart from its revisions; `None` if it holds another or cannot be read.
pub(crate) fn holds(path: &Path, calendar: &mut Calendar) -> Option<usize> {
    let file = File::open(path).ok()?;
    let octets = usize::try_from(file.metadata().ok()?.len()).ok()?;
    calendar.is_unchanged(reader(file)).then_some(octets)
}

/// Writes a text as [`write`] does.
pub(crate) fn write_text(target: &Path, text: &str) -> Result<()> {
    write(target, |out| out.write_all(text.as_bytes()))
}

/// Writes to standard output if `target` is `-`, else to the file: whole or not at all, through links, and not if it is
/// unchanged. `give` writes the content, the same each time.
pub(crate) fn write<T>(target: &Path, give: impl Fn(&mut dyn io::Write) -> io::Result<T>) -> Result<T> {
    if is_stdout(target) {
        return in_few_calls(io::stdout().lock(), give).context("cannot write to standard output");
    }
    let name = target.display();
    // A device or a pipe cannot be replaced, only written to; a pipe may be a dangling link, as in `/dev/fd`.
    if fs::metadata(target).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        let file = OpenOptions::new().write(true).open(target);
        return file.and_then(|file| in_few_calls(file, give)).with_context(|| format!("cannot write {name}"));
    }
    // A link stays, and its target is replaced.
    let path = match fs::canonicalize(target) {
        Ok(path) => path,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if target.to_string_lossy().ends_with(std::path::is_separator) {
                bail!("cannot write {name}: there is no such folder; name a file in one that is there");
            }
            // The link may exist without its target.
            let mut path = target.to_owned();
            while let Ok(aim) = fs::read_link(&path) {
                path = path.parent().unwrap_or(Path::new("")).join(aim);
            }
            path
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {name}")),
    };
    match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => bail!("cannot write {name}: it is a folder"),
        Ok(metadata) if metadata.permissions().readonly() => bail!("cannot write {name}: the file is read-only"),
        Ok(_) if let Some(given) = given_already(&path, &give) => return Ok(given),
        _ => {}
    }
    replace(&path, give).with_context(|| format!("cannot write {name}"))
}

/// The result of `give` if it writes the bytes that the file holds.
fn given_already<T>(path: &Path, give: impl Fn(&mut dyn io::Write) -> io::Result<T>) -> Option<T> {
    let mut same = CompareWriter(reader(File::open(path).ok()?));
    let given = give(&mut same).ok()?;
    same.0.fill_buf().ok()?.is_empty().then_some(given)
}

/// Accepts the bytes of a reader, and fails at the first difference.
struct CompareWriter<R>(R);

impl<R: BufRead> io::Write for CompareWriter<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let next = self.0.fill_buf()?;
        let count = next.len().min(bytes.len());
        if count == 0 || next[..count] != bytes[..count] {
            return Err(ErrorKind::InvalidData.into());
        }
        self.0.consume(count);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Buffers the writes of `give`.
fn in_few_calls<T>(out: impl io::Write, give: impl Fn(&mut dyn io::Write) -> io::Result<T>) -> io::Result<T> {
    let mut out = io::BufWriter::with_capacity(BUFFER_OCTETS, out);
    let given = give(&mut out)?;
    out.flush().map(|()| given)
}

/// Writes a temporary file and renames it over the old one.
fn replace<T>(path: &Path, give: impl Fn(&mut dyn io::Write) -> io::Result<T>) -> Result<T> {
    let (folder, name) = (parent_folder(path), path.file_name().context("it is a folder")?);
    if !folder.is_dir() {
        bail!("there is no folder {}", folder.display());
    }
    let directory = Directory::open(folder).with_context(|| format!("cannot open the folder {}", folder.display()))?;
    // Synced before the rename, or a crash could leave readers an incomplete file.
    Ok(directory.put(name, path.exists(), give)?)
}

/// The folder that a file is in.
fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes the temporary files that killed runs have left beside a file.
pub(crate) fn clean(target: &Path) {
    if !is_stdout(target) {
        let path = fs::canonicalize(target).unwrap_or(target.to_owned());
        let _ = Directory::open(parent_folder(&path)).map(|directory| directory.clean());
    }
}

/// Refuses to replace a file where `lost` says of its first octets that they would be lost. An empty file may be replaced.
/// The message names another way, `instead`, if there is one.
pub(crate) fn check_replaceable(
    path: &Path,
    max_octets: u64,
    instead: Option<String>,
    lost: impl Fn(&[u8]) -> Option<&'static str>,
) -> Result<()> {
    if !is_not_empty(path) {
        return Ok(());
    }
    let name = path.display();
    let octets = File::open(path)
        .and_then(|mut file| all(&mut file, max_octets))
        .with_context(|| format!("cannot read {name}, to see whether it may be replaced"))?;
    let Some(what) = lost(&octets) else { return Ok(()) };
    let instead = instead.map(|way| format!("{way}, ")).unwrap_or_default();
    bail!("{name} {what}; {instead}name another file, or replace it with `--force`")
}

/// Refuses to replace a file that is not a calendar.
pub(crate) fn check_is_calendar(path: &Path) -> Result<()> {
    check_replaceable(path, MAX_FIRST_LINE_OCTETS, None, |head| {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let begin = b"BEGIN:VCALENDAR";
        let is_calendar = text.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin));
        (!is_calendar).then_some("is not a calendar and would be lost")
    })
}

/// Writes a new file; an existing one is an error.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.as_os_str() == "-" {
        return write(path, |out| out.write_all(bytes));
    }
    let name = path.display();
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!("{name} is there already; it stays as it is"),
        file => file.with_context(|| format!("cannot write {name}"))?,
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // An incomplete file would be in the way of the next attempt.
        let _ = fs::remove_file(path);
    }
    written.with_context(|| format!("cannot write {name}"))
}

/// Returns true if the reader of the output has closed it.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
