//! Everything that is tested from outside: one binary, a module per room.
//!
//! Modules for Unix alone make links, modes, signals or terminals, or run shells.

mod bytes;
#[cfg(unix)]
mod command;
mod corpus;
mod corrections;
#[cfg(unix)]
mod docs;
#[cfg(unix)]
mod fix;
mod foreign_feeds;
mod forms;
mod fuzz;
mod import;
mod import_alike;
mod import_columns;
mod import_command;
mod import_deadline_lists;
mod import_docs;
mod import_doubts;
mod import_dumps;
mod import_exports;
mod import_fields;
mod import_guess;
mod import_habits;
mod import_heads;
mod import_honesty;
mod import_hostile;
mod import_languages;
mod import_layouts;
mod import_links;
mod import_lists;
mod import_names;
mod import_pages;
mod import_places;
mod import_round_trip;
mod import_shapes;
mod import_sites;
mod import_statuses;
mod import_times;
mod import_unseen;
mod import_values;
mod init;
#[cfg(unix)]
mod list_command;
mod list_schema;
mod manual;
mod messages;
mod packages;
mod parts;
#[cfg(unix)]
mod previous_site;
mod readers;
mod review;
mod revisions;
mod robust;
#[cfg(unix)]
mod runner;
mod sarif;
mod schema;
#[cfg(unix)]
mod serve;
mod several_lists;
mod site;
mod support;
mod undated;
#[cfg(unix)]
mod workflows;
mod zones;
