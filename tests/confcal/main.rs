//! Everything that is tested from outside: one binary, a module per room.

mod bytes;
mod command;
mod corpus;
mod docs;
mod fix;
mod foreign_feeds;
mod fuzz;
mod import;
mod import_command;
mod import_docs;
mod import_guess;
mod import_hostile;
mod import_shapes;
mod list_command;
mod messages;
mod parts;
mod previous_site;
mod readers;
mod revisions;
mod robust;
mod serve;
mod several_lists;
mod site;
mod support;
mod undated;
mod zones;
