//! The rules by which columns of places are recognised, and those for how one takes part: a row each, as in [`rules`](super::rules).

use super::columns::Column;
use super::links::names_no_address;
use super::rules::ColumnRule;
use super::rules::NameCondition::{Alone, Around, Near, NotNear, NotOwn, Own, Path};
use super::values::{RECORDINGS, are_places, are_stages, is_of_tags, is_status};
use crate::import::{markdown, places};
use crate::place::Country;

/// Names of fields that say no more than the name before them: `city.name`, `country.code`.
const PLAIN: &str = "name title label code iso iso2 iso3 alpha2 alpha3 cca2 text value";

/// The place in several fields, and how one takes part.
pub(super) const PLACES: &[ColumnRule] = &[
    ColumnRule::new(
        "a latitude",
        |fields| &mut fields.lat,
        &[Own("lat latitude")],
        |column| column.counts.are_numbers(),
    ),
    ColumnRule::new(
        "a longitude",
        |fields| &mut fields.lon,
        &[Own("lon lng long longitude")],
        |column| column.counts.are_numbers(),
    ),
    ColumnRule::new(
        "a pair of coordinates",
        |fields| &mut fields.geo,
        &[Own("geo coordinates coordinate coords coord latlng latlon gps geolocation point")],
        |column| !column.counts.have_letters(),
    ),
    ColumnRule::new(
        "online by its name",
        |fields| &mut fields.online,
        &[
            Near("online virtual remote hybrid attendance remotely livestream digital digitalt"),
            NotOwn("onsite inperson physical person offline irl presencial"),
        ],
        |column| column.counts.are_bools() || column.counts.online > 0 || column.counts.most(column.counts.links),
    ),
    ColumnRule::new(
        "online as a kind of place",
        |fields| &mut fields.online,
        &[Own("type kind mode"), Own("location place venue attendance participation")],
        |column| column.counts.most(column.counts.online),
    ),
    ColumnRule::new(
        "online by its values",
        |fields| &mut fields.online,
        &[
            NotNear(
                "location place city venue where country tag tags topic topics category categories keywords link links social source",
            ),
            // A kind of event may be `Web`.
            NotOwn("type kind"),
        ],
        |column| {
            // What remains of a talk may be a stream; `presentation form` with `offline` is no recording.
            let is_recording =
                || !NotNear(RECORDINGS).holds(column) && !column.values.iter().any(|value| is_at_the_place(value));
            column.counts.most(column.counts.online) && !is_of_tags(&column.around) && !is_recording()
        },
    ),
    ColumnRule::new(
        "online as a host",
        |fields| &mut fields.online,
        &[Own("host hosts hosted by room")],
        |column| column.is_text() && column.values.iter().any(|value| places::is_online(value)),
    ),
    ColumnRule::new(
        "online as a format",
        |fields| &mut fields.online,
        &[Own("format mode type kind")],
        // Of kinds of events, a webinar is online.
        |column| {
            let is_kind = |value: &String| places::is_kind_online(value);
            let is_format = column.own.has("format mode") && column.counts.online * 2 > column.counts.all;
            // `Event Type` with `In-person`, `Hybrid` and `Virtual`.
            let is_text = column.is_text() || column.counts.most(column.counts.online);
            is_format || is_text && column.values.iter().any(is_kind)
        },
    ),
    ColumnRule::new(
        "a country by its name",
        |fields| &mut fields.country,
        &[
            Near("country pais land pays nation countrycode"),
            NotOwn("region continent area"),
            NotNear("state tags tag language languages city"),
        ],
        // Flags have no letters, and may stand beside codes.
        |column| column.is_text() || column.list.is_none() && column.most(is_country),
    ),
    ColumnRule::new(
        "the name or the code of a country",
        |fields| &mut fields.country,
        &[Own(PLAIN), Around("country pais land pays nation")],
        Column::is_text,
    ),
    ColumnRule::new(
        "a country by its flag",
        |fields| &mut fields.country,
        &[Own("flag flags cc countryflag")],
        |column| column.list.is_none() && column.most(is_country),
    ),
    ColumnRule::new(
        "flags",
        |fields| &mut fields.country,
        &[],
        |column| {
            let is_flag = |value: &str| places::parse(value, places::Habits::default()).country.is_some();
            column.list.is_none() && column.counts.letters == 0 && column.most(is_flag)
        },
    ),
    ColumnRule::new(
        "a country by its values",
        |fields| &mut fields.country,
        &[NotOwn("region continent area"), NotNear("state tags tag language languages city")],
        |column| {
            let counts = &column.counts;
            column.is_text()
                && !column.own.is_deadline()
                && counts.all > 2
                && counts.most(counts.countries)
                && counts.places * 5 < counts.all * 2
                && counts.average_length() > 3
        },
    ),
    ColumnRule::new(
        "a city",
        |fields| &mut fields.city,
        &[Near("city town ciudad stadt ville cidade municipality localidad locality"), NotNear("country")],
        |column| column.is_text() && column.counts.places.saturating_sub(column.counts.online) * 2 < column.counts.all,
    ),
    ColumnRule::new(
        "the name of a city",
        |fields| &mut fields.city,
        &[Own(PLAIN), Around("city town ciudad stadt ville cidade municipality localidad locality"), NotOwn("code")],
        Column::is_text,
    ),
    ColumnRule::new(
        "a state",
        |fields| &mut fields.state,
        &[
            Near("state province territory prefecture county estado uf provincia bundesland administrative"),
            NotNear("status"),
        ],
        // `Estado` is a status too.
        |column| column.is_text() && !is_status(column) && !are_stages(column),
    ),
    ColumnRule::new(
        "the region of an address",
        |fields| &mut fields.state,
        &[Own("region"), Around("venue address location"), NotOwn("regions code")],
        |column| column.is_text() && column.list.is_none() && column.most(|value| value.len() < 4),
    ),
    ColumnRule::new(
        "the venue of a location",
        |fields| &mut fields.venue,
        &[Alone("venue building hall"), Around("location place address where")],
        |column| column.is_text() && column.counts.links * 3 <= column.counts.all,
    ),
    ColumnRule::new(
        "a venue",
        |fields| &mut fields.venue,
        &[
            Near(
                "venue venues building hall auditorium campus recinto veranstaltungsort sala institution university hostinstitution",
            ),
            NotNear(
                "address address1 address2 address3 location city territory contact committee chair chairs speaker speakers",
            ),
            NotOwn("details detail note notes info description region"),
        ],
        |column| column.is_text() && column.counts.links * 3 <= column.counts.all,
    ),
    ColumnRule::new(
        "the name of a place",
        |fields| &mut fields.venue,
        &[Own("name title"), Path("venue location place venues locations places where")],
        |column| column.is_text() && column.counts.links == 0,
    ),
    ColumnRule::new(
        "an address",
        |fields| &mut fields.address,
        &[
            Near("address address1 address2 address3 addr street adresse direccion endereco"),
            NotOwn("email mail url web"),
        ],
        Column::is_text,
    ),
];

/// The strength of a place that is called one.
pub(super) const NAMED_PLACE: i32 = 200;

/// A place in one text, with the strength of the rule; the share of places among the values is added to it.
pub(super) const WHOLE_PLACES: &[(i32, ColumnRule)] = &[
    (
        NAMED_PLACE,
        ColumnRule::new(
            "a place by its name",
            |fields| &mut fields.place,
            &[Near(
                "location place lugar luogo lieu ort wo ubicacion local where city country loc localizacion sitio plaats venue locations places venues",
            )],
            |column| {
                let counts = &column.counts;
                column.is_text()
                    && column.list.is_none()
                    && (!counts.are_dates() && counts.links * 2 < counts.all
                        || are_places(column)
                        || column.most(is_linked_place))
            },
        ),
    ),
    (
        NAMED_PLACE,
        ColumnRule::new(
            "a site that is no address",
            |fields| &mut fields.place,
            &[Alone("site")],
            // Beside addresses of another column.
            |column| column.is_text() && column.list.is_none() && names_no_address(column),
        ),
    ),
    (
        0,
        ColumnRule::new(
            "a place by its values",
            |fields| &mut fields.place,
            &[],
            // `PyCon Italia` is a name that ends with a country.
            |column| {
                column.is_text()
                    && column.list.is_none()
                    && are_places(column)
                    && !column.own.has("series brand name title conference event")
            },
        ),
    ),
];

/// True for a flag, a code or a name of a country.
fn is_country(text: &str) -> bool {
    places::parse(text, places::Habits::default()).country.is_some() || Country::known(text).is_some()
}

/// True for a word that says that one takes part at the place, whether or not one may do so from elsewhere too.
fn is_at_the_place(text: &str) -> bool {
    matches!(places::attendance(text), Some(places::AttendanceText::InPerson | places::AttendanceText::Hybrid))
}

/// True for a link of which the text is a place: `[Berlin, Germany](https://example.org/venue)`.
fn is_linked_place(text: &str) -> bool {
    markdown::links(text).iter().any(|link| {
        let place = places::parse(&markdown::plain(&link.text), places::Habits::default());
        place.city.is_some() && place.country.is_some()
    })
}
