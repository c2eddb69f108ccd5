//! `[[view]]`: feeds of a site that the list asks for, each a combination of filters.

use arcstr::Substr;
use toml::Spanned;
use uuid::Uuid;

use super::between::Renamed;
use super::context::{Context, Located};
use super::faults::{Fault, Faults, Span};
use super::fields::Fields;
use super::keys::VIEW;
use super::regions::{Regions, of_namespace};
use super::table::{Table, Value};
use super::text::text;
use super::wrong_type::wrong_type;
use crate::diagnostic::Code;
use crate::filter::{Filter, Names};
use crate::model::View;
use crate::path::{self, SitePath};
use crate::slug::slug;
use crate::spelling::shown;

/// The longest name that is suggested for a view, in octets, without `.ics`.
const LONGEST_STEM: usize = 100;

/// The longest path of a view and the longest part of it, in octets. A site adds to both: the folder and the ending of a QR
/// code, and what tells two views of one path apart.
const MAX_PATH_OCTETS: usize = 800;
const MAX_NAME_OCTETS: usize = 200;

/// The list that a view is in.
#[derive(Clone, Copy)]
pub(super) struct OfList<'r> {
    /// The namespace of its feed.
    pub(super) namespace: Uuid,
    pub(super) renamed: &'r Renamed,
    pub(super) regions: &'r Regions,
}

/// A view as its list has it.
pub(super) struct OwnView {
    namespace: Uuid,
    /// The span of its path.
    span: Span,
    view: View,
}

impl OfList<'_> {
    /// The id in the feed of the conference that has this one in the list.
    fn id_in_feed(self, id: String) -> String {
        let own = (self.namespace, Substr::from(id.to_lowercase()));
        self.renamed.get(&own).map_or(id, Substr::to_string)
    }

    /// The name in the feed of the region that is called so in the list.
    fn region_in_feed(self, called: String) -> String {
        self.regions.name_in_feed(self.namespace, &called).map_or(called, str::to_owned)
    }
}

/// Reads a view. `names` are those of all lists, as far as they could be read; `is_sound` if that is all of them.
pub(super) fn read_view(
    context: &mut Context,
    table: Located<&Table<'_>>,
    of_list: OfList,
    names: &Names,
    is_sound: bool,
) -> Option<OwnView> {
    let fields = Fields::new(context, table.value, table.span, &VIEW);
    fields.require(context, "path");
    fields.require(context, "name");
    let path = fields.text(context, "path").and_then(|path| check_path(context, path));
    let name = fields.line(context, "name");
    let mut words = Vec::new();
    for (key, value) in table.value.iter() {
        let Some(&word) = Filter::KEYS.iter().map(|key| &key.name).find(|word| **word == key.get_ref().as_ref()) else {
            continue;
        };
        let items = match value.get_ref() {
            Value::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            let Some(mut found) = word_value(context, word, item) else { continue };
            found = match word {
                "id" => found.map(|id| of_list.id_in_feed(id)),
                "region" => found.map(|region| of_list.region_in_feed(region)),
                _ => found,
            };
            // The names are known only if every entry could be read.
            let is_name = matches!(word, "tag" | "series" | "language" | "id" | "near");
            if is_sound || !is_name {
                check_filter(context, word, &found, names);
            }
            words.push((word.to_owned(), found.value));
        }
    }
    let path = path?;
    let view = View { path: path.value, name: name?.to_string(), filter: words };
    Some(OwnView { namespace: of_list.namespace, span: path.span, view })
}

/// The views of the feed, each under a path that no other has. Two of one feed with one path are a fault; of different feeds
/// they come in once if they have the same filters, else the later one gets a path of its own.
pub(super) fn in_feed(own_views: Vec<OwnView>, faults: &mut Faults) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    for (index, own) in own_views.iter().enumerate() {
        let mut view = own.view.clone();
        let mut of_path = own_views[..index].iter().filter(|other| other.view.path == view.path);
        if let Some(other) = of_path.clone().find(|other| other.namespace == own.namespace) {
            let help = "another view has this path: choose another";
            faults.push(bad_path(&view.path, own.span, help.to_owned()).secondary(other.span, "first used here"));
            continue;
        }
        let filters = Filter::values_of(&view.filter);
        if of_path.clone().any(|other| Filter::values_of(&other.view.filter) == filters) {
            continue;
        }
        if let Some(first) = of_path.next() {
            let stem = view.path.strip_suffix(".ics").unwrap_or(&view.path);
            let paths = of_namespace(stem, own.namespace).map(|stem| format!("{stem}.ics"));
            let is_free = |path: &String| !own_views.iter().any(|other| other.view.path == *path);
            let Some(free) = paths.into_iter().find(is_free) else { continue };
            let message = format!("an earlier list has a view `{}` with other filters", view.path);
            faults.push(
                Fault::new(Code::InTwoLists, own.span, message)
                    .label(format!("is at `{free}`"))
                    .secondary(first.span, "keeps its path")
                    .help("give the lists in another order for the other to keep it".to_owned()),
            );
            view.path = free.into();
        }
        views.push(view);
    }
    views
}

fn bad_path(path: &str, span: Span, help: String) -> Fault {
    Fault::new(Code::BadPath, span, format!("`{}` cannot be the path of a view", shown(path))).help(help)
}

/// The value of a filter as it stands on the command line: texts as they are, years and dates without quotes too.
fn word_value(context: &mut Context, word: &str, item: &Spanned<Value<'_>>) -> Option<Located<String>> {
    let span = context.span(item.span());
    let plain = match item.get_ref() {
        Value::Integer(year) if word == "year" => Some(year.digits.to_string()),
        Value::Datetime(date) if matches!(word, "from" | "until") => Some(date.to_string()),
        Value::String(_) => None,
        _ => {
            wrong_type(context, word, item, "a text, or a list of texts", None);
            return None;
        }
    };
    match plain {
        Some(value) => Some(Located { value, span }),
        None => text(context, word, item).map(|text| text.map(str::to_owned)),
    }
}

fn check_filter(context: &mut Context, word: &'static str, found: &Located<String>, names: &Names) {
    // `today` is a day like any other here: only what cannot be a filter on any day is a fault.
    if let Err(error) = Filter::parse([(word, found.value.as_str())], names, Default::default()) {
        context.report(Fault::new(Code::BadFilter, found.span, error.message()).help(error.help().into_owned()));
    }
}

fn check_path(context: &mut Context, path: Located<&str>) -> Option<Located<Substr>> {
    let (folder, file) = path.value.rsplit_once('/').unwrap_or(("", path.value));
    let stem = file.strip_suffix(".ics");
    let is_plain = |part: &str| !part.is_empty() && slug(part) == part;
    let help = if !stem.is_some_and(is_plain) || path.value.contains('/') && !folder.split('/').all(is_plain) {
        format!("write a name of lower-case letters, digits and hyphens that ends in `.ics`: `{}`", {
            let plain = slug(stem.unwrap_or(file));
            // Shortened where the name is too long as well.
            let plain = plain.get(..LONGEST_STEM).unwrap_or(&plain).trim_end_matches('-');
            format!("{}.ics", if plain.is_empty() { "view" } else { plain })
        })
    } else if path.value.len() > MAX_PATH_OCTETS || path.value.split('/').any(|part| part.len() > MAX_NAME_OCTETS) {
        format!("it is longer than {MAX_PATH_OCTETS} letters, or one of its parts than {MAX_NAME_OCTETS}")
    } else if let Err(error) = path.value.parse::<SitePath>() {
        error.help().into_owned()
    } else if path::is_taken(path.value) {
        "a site has a feed of its own there: choose another path".to_owned()
    } else {
        return Some(path.map(|path| context.keep(path)));
    };
    context.report(bad_path(path.value, path.span, help));
    None
}
