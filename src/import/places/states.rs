//! States and provinces in words and codes, and the country or state that two letters mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use super::countries::{country, is_code, is_legal_form, zone_of};

/// The meaning of two capital letters that are a country and a state, where no city tells: `Springfield, IN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codes {
    /// Of the states of this country first.
    States(&'static str),
    Countries,
}

impl Default for Codes {
    fn default() -> Codes {
        Codes::States("US")
    }
}

impl Codes {
    /// The codes that the places of a list use: of countries if more of them end in a code that no state has (`Paris, FR`),
    /// or in the code of a country behind one of a state (`Austin, TX, US`), than in the code of a state alone; of the states
    /// of Brazil if more end in a code that only Brazil has than in one of the United States.
    pub(crate) fn of<'t>(places: impl IntoIterator<Item = &'t str>) -> Codes {
        let (mut countries, mut states, mut brazil) = (0, 0, 0);
        for place in places {
            let mut parts = place.trim_end_matches([' ', ')', '.']).rsplit([',', '(', '/']).map(str::trim);
            let (Some(last), before) = (parts.next(), parts.next()) else { continue };
            if last.len() != 2 || !is_code(last) || before.is_none() {
                continue;
            }
            let of = STATES_IN_CODES.into_iter().find(|of| subdivision_of(last, of).is_some());
            match (country(last).is_some(), of) {
                // People abbreviate these two where they write other countries out.
                (true, None) => countries += usize::from(!["UK", "US"].contains(&last)),
                (true, Some(_)) => countries += usize::from(before.is_some_and(is_code)),
                (false, Some("BR")) => brazil += 1,
                (false, Some(_)) => states += 1,
                (false, None) => {}
            }
        }
        match () {
            () if countries > states.max(brazil) => Codes::Countries,
            () if brazil > states => Codes::States("BR"),
            () => Codes::default(),
        }
    }
}

/// The countries whose states are written as codes without the country, those with most such places first.
const STATES_IN_CODES: [&str; 4] = ["US", "CA", "AU", "BR"];

/// The state at the end of a text without a comma: `Raleigh NC`, `Boston Massachusetts`. Gives the city, the state and its
/// country.
pub(super) fn state_at_the_end(text: &str, codes: Codes) -> Option<(&str, &str, &'static str)> {
    text.match_indices(' ').find_map(|(at, _)| {
        let (city, name) = (text[..at].trim(), text[at + 1..].trim());
        let (state, of) = subdivision_in(name, codes).filter(|_| !is_legal_form(city, name))?;
        let is_known = if is_code(name) { is_state(city, name, of, codes) } else { zone_of(city).is_some() };
        (is_known && city.len() > 2).then_some((city, state, of))
    })
}

/// The state or province of a name or a code, as it is written, and its country.
pub(super) fn subdivision(text: &str) -> Option<(&str, &'static str)> {
    subdivision_in(text, Codes::default())
}

/// The state or province of a name or a code in a list with these codes.
pub(super) fn subdivision_in(text: &str, codes: Codes) -> Option<(&str, &'static str)> {
    let countries = countries_of_state(text);
    if countries.is_empty() {
        return None;
    }
    let first = if let Codes::States(of) = codes { of } else { "US" };
    // A code of Brazil alone is more often no state at all: `Singapore Polytechnic (SP)`.
    let others = STATES_IN_CODES.into_iter().filter(|&of| of != "BR");
    let of_code = [first].into_iter().chain(others).find(|of| countries.contains(of));
    Some((text, of_code.or_else(|| countries.first().copied().filter(|_| !is_code(text)))?))
}

/// The state or province of this country.
pub(super) fn subdivision_of<'a>(text: &'a str, of: &'static str) -> Option<(&'a str, &'static str)> {
    countries_of_state(text).contains(&of).then_some((text, of))
}

/// True if a text is a county of the British Isles, which is written between the town and the country alone: `Folkestone, Kent, UK`. Counties
/// that are called as their town is, such as Durham, need the word for it.
pub(super) fn is_county(text: &str, of: &str) -> bool {
    const COUNTIES: &str = "Bedfordshire|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cornwall|Cumbria|Derbyshire|Devon|Dorset|East Sussex|\
        East Yorkshire|Essex|Gloucestershire|Hampshire|Herefordshire|Hertfordshire|Kent|Lancashire|Leicestershire|Lincolnshire|Merseyside|\
        Middlesex|Norfolk|North Yorkshire|Northamptonshire|Northumberland|Nottinghamshire|Oxfordshire|Shropshire|Somerset|South Yorkshire|\
        Staffordshire|Suffolk|Surrey|Sussex|Tyne and Wear|Warwickshire|West Midlands|West Sussex|West Yorkshire|Wiltshire|Worcestershire|\
        Yorkshire|Aberdeenshire|Fife|Gwynedd|Powys";
    let has_word = || ["County ", "Co. ", "Co "].iter().any(|word| text.starts_with(word));
    matches!(of, "GB" | "IE") && (has_word() || of == "GB" && COUNTIES.split('|').any(|county| county == text))
}

/// The countries that have a state or province of this name or code, in the order of [`SUBDIVISIONS`].
fn countries_of_state(text: &str) -> Vec<&'static str> {
    static NAMES: LazyLock<HashMap<String, Vec<&str>>> = LazyLock::new(|| {
        let mut of: HashMap<String, Vec<&str>> = HashMap::new();
        for (country, _, names) in SUBDIVISIONS {
            names.split('|').for_each(|name| of.entry(name.to_ascii_lowercase()).or_default().push(country));
        }
        of
    });
    static CODES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut of: HashMap<&str, Vec<&str>> = HashMap::new();
        for (country, codes, _) in SUBDIVISIONS {
            codes.split_ascii_whitespace().for_each(|code| of.entry(code).or_default().push(country));
        }
        of
    });
    let bare = text.trim_end_matches('.');
    let of_name = if bare.len() > MAX_STATE_OCTETS { None } else { NAMES.get(&bare.to_ascii_lowercase()) };
    let has_code = (2..=MAX_CODE_OCTETS).contains(&bare.len()) && !bare.contains(char::is_lowercase);
    let of_code = if has_code { CODES.get(bare.replace('.', "").as_str()) } else { None };
    let is_in = |of: Option<&Vec<&str>>, country: &str| of.is_some_and(|of| of.contains(&country));
    match (of_name, of_code) {
        (None, None) => Vec::new(),
        (Some(of), None) | (None, Some(of)) => of.clone(),
        _ => {
            let countries = SUBDIVISIONS.iter().map(|(country, ..)| *country);
            countries.filter(|country| is_in(of_name, country) || is_in(of_code, country)).collect()
        }
    }
}

/// The longest name of a state, and the longest code with its full stops: `A.C.T`.
const MAX_STATE_OCTETS: usize = 32;
const MAX_CODE_OCTETS: usize = 6;

/// True if the last part of a place is a state of `of`; it may be a country as well. `before` is the part before it.
pub(super) fn is_state(before: &str, last: &str, of: &str, codes: Codes) -> bool {
    if country(last).is_none() {
        return true;
    }
    // `Vancouver, BC, CA`
    if is_code(before) && is_code(last) {
        return false;
    }
    let zone = zone_of(before);
    if last == "Georgia" {
        return zone.is_some_and(|zone| zone.starts_with("America/"))
            || ["Savannah", "Augusta", "Athens", "Macon", "Columbus", "Alpharetta"].contains(&before);
    }
    let of_country = COUNTRIES_LIKE_STATES.iter().find(|(code, _)| *code == last);
    if let (Some(zone), Some((_, zones))) = (zone, of_country)
        && zones.split(' ').any(|of_country| zone.starts_with(of_country))
    {
        return false;
    }
    match codes {
        // A city of another country has its namesake in America: `Cambridge, MA`.
        _ if zone.is_some() && of == "US" => true,
        _ if last == "DE" => ["Wilmington", "Dover", "Newark"].contains(&before),
        Codes::Countries => false,
        Codes::States("BR") if of == "BR" => true,
        Codes::States(_) => match last {
            "NL" => before.starts_with("St"),
            "PE" => before == "Charlottetown",
            "SK" => ["Regina", "Saskatoon"].contains(&before),
            "YT" | "NU" => false,
            // Most of the codes of Brazil are a country's.
            _ => of != "BR",
        },
    }
}

/// The province of an Italian city, which may look like a country or an American state: `Bologna (BO)`, `Milano, MI`.
pub(super) fn is_italian(city: &str, code: &str) -> bool {
    if code.len() != 2 {
        return false;
    }
    let city = any_ascii(city.rsplit([' ', ',']).next().unwrap_or(city)).to_lowercase();
    ITALIAN.split('|').any(|known| known.split_once(' ').is_some_and(|known| known == (city.as_str(), code)))
}

/// True if a code in brackets is that of an Italian province, as Italian words before it say: `Via Roma 1, Sulmona (AQ)`.
pub(super) fn is_province_in_brackets(before: &str, code: &str) -> bool {
    const WORDS: [&str; 14] = [
        "via",
        "viale",
        "piazza",
        "piazzale",
        "corso",
        "vicolo",
        "snc",
        "presso",
        "spazio",
        "circolo",
        "palazzo",
        "scuola",
        "località",
        "frazione",
    ];
    let is_word = |word: &str| WORDS.contains(&word);
    // No conference is in Antarctica.
    let is_sure = code == "AQ" || before.to_lowercase().split(|char: char| !char.is_alphabetic()).any(is_word);
    is_sure && !before.trim().is_empty() && PROVINCES.split(' ').any(|known| known == code)
}

/// The codes of the provinces of Italy.
const PROVINCES: &str = "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO \
    GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA \
    SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV";

/// Cities of Italy with the code of their province.
const ITALIAN: &str = "ancona AN|bari BA|bergamo BG|bologna BO|bolzano BZ|brescia BS|cagliari CA|catania CT|como CO|ferrara FE|\
    firenze FI|florence FI|genoa GE|genova GE|lecce LE|messina ME|milan MI|milano MI|modena MO|naples NA|napoli NA|padova PD|\
    padua PD|palermo PA|parma PR|pavia PV|perugia PG|pescara PE|pisa PI|ravenna RA|rimini RN|roma RM|rome RM|salerno SA|siena SI|\
    torino TO|trento TN|trieste TS|turin TO|udine UD|urbino PU|varese VA|venezia VE|venice VE|verona VR";

/// Codes that are a state of the United States or a province of Canada, and a country: the beginning of its zones.
const COUNTRIES_LIKE_STATES: &[(&str, &str)] = &[
    ("AL", "Europe/Tirane"),
    ("AR", "America/Argentina America/Buenos_Aires America/Cordoba America/Mendoza"),
    ("AZ", "Asia/Baku"),
    (
        "CA",
        "America/Toronto America/Montreal America/Vancouver America/Halifax America/Winnipeg America/Edmonton America/Regina America/St_Johns America/Moncton Canada/",
    ),
    ("CO", "America/Bogota"),
    ("DE", "Europe/Berlin"),
    ("GA", "Africa/Libreville"),
    ("ID", "Asia/Jakarta Asia/Makassar Asia/Pontianak Asia/Jayapura"),
    ("IL", "Asia/Jerusalem Asia/Tel_Aviv Israel"),
    ("IN", "Asia/Kolkata Asia/Calcutta"),
    ("KY", "America/Cayman"),
    ("LA", "Asia/Vientiane"),
    ("MA", "Africa/Casablanca"),
    ("MD", "Europe/Chisinau"),
    ("ME", "Europe/Podgorica"),
    ("MN", "Asia/Ulaanbaatar Asia/Ulan_Bator"),
    ("MO", "Asia/Macau Asia/Macao"),
    ("MS", "America/Montserrat"),
    ("MT", "Europe/Malta"),
    ("NC", "Pacific/Noumea"),
    ("NE", "Africa/Niamey"),
    ("NL", "Europe/Amsterdam"),
    ("PA", "America/Panama"),
    ("PE", "America/Lima"),
    ("SC", "Indian/Mahe"),
    ("SD", "Africa/Khartoum"),
    ("SK", "Europe/Bratislava"),
    ("TN", "Africa/Tunis"),
    ("VA", "Europe/Vatican"),
];

/// Countries whose places are written with a state: codes of ISO 3166-2 without the country, and names.
#[rustfmt::skip]
const SUBDIVISIONS: &[(&str, &str, &str)] = &[
    ("US", "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC",
     "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Calif|Mass"),
    ("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT",
     "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Northwest Territories|Nunavut|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon"),
    ("AU", "ACT NSW QLD VIC TAS",
     "Australian Capital Territory|New South Wales|Northern Territory|Queensland|South Australia|Tasmania|Victoria|Western Australia|West Australia"),
    ("IN", "", "Karnataka|Maharashtra|Tamil Nadu|Kerala|Telangana|Gujarat|Rajasthan|West Bengal|Uttar Pradesh|Haryana|Punjab|Odisha|Madhya Pradesh|Andhra Pradesh|Bihar|Assam"),
    ("BR", "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO",
     "Bahia|Ceará|Minas Gerais|Paraná|Pernambuco|Rio de Janeiro|Rio Grande do Sul|Santa Catarina|São Paulo|Goiás|Distrito Federal"),
    ("MX", "", "Jalisco|Nuevo León|Quintana Roo|Yucatán|Puebla|Querétaro"),
    ("GB", "", "England|Scotland|Wales|Northern Ireland"),
    ("DE", "", "Bavaria|Bayern|Baden-Württemberg|Hesse|Hessen|Saxony|Sachsen|Lower Saxony|Niedersachsen|North Rhine-Westphalia|Nordrhein-Westfalen|Brandenburg|Thuringia|Schleswig-Holstein"),
    ("ES", "", "Catalonia|Andalusia|Basque Country|Galicia|Valencian Community"),
    ("NG", "", "Lagos State|Ogun|Oyo|Rivers State"),
    ("MY", "", "Selangor|Penang|Sarawak|Sabah|Johor"),
];
