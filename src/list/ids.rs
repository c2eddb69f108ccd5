//! Ids of entries and their parts: written, or made from a name.

use std::collections::HashMap;

use arcstr::Substr;

use super::context::{Context, Located};
use super::faults::{Fault, Span};
use super::fields::Fields;
use super::literal::{added_after, quoted};
use crate::diagnostic::Code;
use crate::slug::slug;
use crate::spelling::shown;

/// The id that the entry gives itself.
pub(super) fn own_id(context: &mut Context, fields: &Fields) -> Option<Located<Substr>> {
    let id = fields.text(context, "id")?;
    if id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Some(id.map(|id| context.keep(id)));
    }
    let help = match slug(id.value) {
        slug if slug.is_empty() => "use lower-case letters, digits and hyphens".to_owned(),
        slug => format!("did you mean `{}`?", shown(&slug)),
    };
    let slug = slug(id.value);
    let fix = (!slug.is_empty()).then(|| (id.span, quoted(&slug)));
    let message = format!("`{}` is not an id: an id consists of a-z, 0-9 and hyphens", shown(id.value));
    context.report(Fault::new(Code::BadId, id.span, message).help(help).fix(fix));
    None
}

pub(super) fn slug_of(context: &mut Context, name: Located<&str>) -> Option<String> {
    let slug = slug(name.value);
    if slug.is_empty() {
        context.report(
            Fault::new(Code::NoSlug, name.span, "no id can be made from this name")
                .help("add an `id` of lower-case letters, digits and hyphens".to_owned()),
        );
        return None;
    }
    Some(slug)
}

/// The id made from a name, which an entry without one gets; and the advice to write it down.
pub(super) fn made_id(context: &mut Context, fields: &Fields, what: &str, id: String, name: Span) -> Located<Substr> {
    if context.faults.want(Code::NoId) {
        let fix = added_after(context.text, name, fields.is_inline(context), &format!("id = \"{id}\""));
        context.report(
            Fault::new(Code::NoId, name, format!("{what} has no `id`"))
                .label(format!("its id is made from this: `{id}`"))
                .help(format!("add `id = \"{id}\"`: a corrected title would give subscribers a second event"))
                .fix(fix),
        );
    }
    Located { value: id.into(), span: name }
}

/// Reports a part whose id another part of the conference has; `seen` are those before it, with their places.
pub(super) fn check_part_id(
    context: &mut Context,
    what: &str,
    id: &Located<Substr>,
    seen: &mut HashMap<Substr, Span>,
    help: &str,
) {
    let first = *seen.entry(id.value.clone()).or_insert(id.span);
    if first != id.span {
        context.report(
            Fault::new(Code::DuplicateId, id.span, format!("two {what} of this conference have the id `{}`", id.value))
                .label("the same id again")
                .secondary(first, "first used here")
                .help(help.to_owned()),
        );
    }
}
