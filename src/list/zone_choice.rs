//! The zone of a local time: that of its entry, of the feed, or none.

use super::context::Context;
use super::faults::Fault;
use super::fields::Fields;
use super::literal::quoted;
use crate::diagnostic::Code;
use crate::zone::{Zone, ambiguous_name, suggestion};

/// The zone that a local time is in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ZoneChoice {
    /// This one.
    Zone(Zone),
    /// One was named, but there is no such zone; that has been reported.
    Faulty,
    /// None was named.
    None,
}

impl ZoneChoice {
    /// This, or another if none was named.
    pub(super) fn or(self, other: ZoneChoice) -> ZoneChoice {
        if self == ZoneChoice::None { other } else { self }
    }

    /// The zone that this table names under `key`, else `self`.
    /// `AoE` is a zone where things are due, not one where they take place.
    pub(super) fn or_own(self, context: &mut Context, fields: &Fields, key: &'static str, aoe: bool) -> ZoneChoice {
        if !fields.has(key) {
            return self;
        }
        let Some(name) = fields.text(context, key) else { return ZoneChoice::Faulty };
        let zone = match name.value.parse::<Zone>() {
            Ok(Zone::AoE) if !aoe => {
                context.report(
                    Fault::new(Code::UnknownTimezone, name.span, "AoE, anywhere on Earth, is for deadlines")
                        .help(PLACE.to_owned()),
                );
                return ZoneChoice::Faulty;
            }
            Ok(zone) => zone,
            Err(unknown) => {
                let help = context.guess(|| unknown.help().into_owned());
                let zone = help.as_ref().and_then(|_| suggestion(name.value)).filter(|zone| aoe || *zone != "AoE");
                // A zone that belongs to no place is not offered for one.
                let help = help.map(|help| if !aoe && help.contains("AoE") { PLACE.to_owned() } else { help });
                context.report(
                    Fault::new(Code::UnknownTimezone, name.span, unknown.message())
                        .help(help)
                        .fix(zone.map(|zone| (name.span, quoted(zone)))),
                );
                return ZoneChoice::Faulty;
            }
        };
        if let Some(help) = ambiguous_name(zone) {
            let message = format!("the zone `{}` is rarely the one meant", zone.name());
            context.report(Fault::new(Code::AmbiguousTimezone, name.span, message).help(help.to_owned()));
        }
        ZoneChoice::Zone(zone)
    }
}

const PLACE: &str = "write the zone of the place, such as `Europe/Dublin`";
