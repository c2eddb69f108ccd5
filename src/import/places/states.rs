//! States and provinces by their names and codes, with their countries.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;

/// True if a text is two or three capital letters.
pub(super) fn is_code(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A place whose American state at the end is written as a word: `Oxford, Oh`.
pub(super) fn with_code_in_capitals(text: &str) -> Cow<'_, str> {
    let code = text.rsplit_once(", ").map(|(_, last)| last).filter(|last| {
        let [first, second] = last.as_bytes() else { return false };
        first.is_ascii_uppercase()
            && second.is_ascii_lowercase()
            && subdivision_of(&last.to_uppercase(), "US").is_some()
    });
    match code {
        Some(code) => Cow::Owned(format!("{}{}", &text[..text.len() - code.len()], code.to_uppercase())),
        None => Cow::Borrowed(text),
    }
}

/// The state or province of a name or a code, as it is written, and its country.
pub(super) fn subdivision(text: &str) -> Option<(&str, &'static str)> {
    /// The countries whose states are written as codes alone, those with most such places first. A code of Brazil alone is more
    /// often no state at all: `Singapore Polytechnic (SP)`.
    const IN_CODES: [&str; 3] = ["US", "CA", "AU"];
    let countries = countries_of_state(text);
    let of_code = IN_CODES.into_iter().find(|of| countries.contains(of));
    Some((text, of_code.or_else(|| countries.first().copied().filter(|_| !is_code(text)))?))
}

/// The state or province of this country.
pub(super) fn subdivision_of<'a>(text: &'a str, of: &'static str) -> Option<(&'a str, &'static str)> {
    countries_of_state(text).contains(&of).then_some((text, of))
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
    is_sure && !before.trim().is_empty() && is_province(code)
}

/// True if a code is that of a province of Italy.
pub(super) fn is_province(code: &str) -> bool {
    PROVINCES.split(' ').any(|known| known == code)
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

/// Countries whose places are written with a state: codes of ISO 3166-2 without the country, and names.
#[rustfmt::skip]
const SUBDIVISIONS: &[(&str, &str, &str)] = &[
    ("US", "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC",
     "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Calif|Mass"),
    ("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT",
     "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Northwest Territories|Nunavut|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon"),
    ("AU", "ACT NSW NT QLD SA TAS VIC WA",
     "Australian Capital Territory|New South Wales|Northern Territory|Queensland|South Australia|Tasmania|Victoria|Western Australia|West Australia"),
    ("IN", "", "Karnataka|Maharashtra|Tamil Nadu|Kerala|Telangana|Gujarat|Rajasthan|West Bengal|Uttar Pradesh|Haryana|Punjab|Odisha|Madhya Pradesh|Andhra Pradesh|Bihar|Assam"),
    ("BR", "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO",
     "Bahia|Ceará|Minas Gerais|Paraná|Pernambuco|Rio de Janeiro|Rio Grande do Sul|Santa Catarina|São Paulo|Goiás|Distrito Federal|\
      Rio Grande do Norte|Espírito Santo|Mato Grosso|Mato Grosso do Sul|Paraíba|Pará|Amazonas|Maranhão|Piauí|Alagoas|Sergipe|Tocantins|Rondônia|Roraima|Amapá"),
    ("MX", "", "Jalisco|Nuevo León|Quintana Roo|Yucatán|Puebla|Querétaro"),
    ("GB", "", "England|Scotland|Wales|Northern Ireland"),
    ("DE", "", "Bavaria|Bayern|Baden-Württemberg|Hesse|Hessen|Saxony|Sachsen|Lower Saxony|Niedersachsen|North Rhine-Westphalia|Nordrhein-Westfalen|Brandenburg|Thuringia|Schleswig-Holstein"),
    ("ES", "", "Catalonia|Andalusia|Basque Country|Galicia|Valencian Community"),
    ("NG", "", "Lagos State|Ogun|Oyo|Rivers State|Kwara|Kwara State|Kaduna State|Kano State|Enugu State|Plateau State"),
    ("MY", "", "Selangor|Penang|Sarawak|Sabah|Johor"),
];
