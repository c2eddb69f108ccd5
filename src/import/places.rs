//! Places as people write them in one text: `Portland, Oregon, USA and Online`, `Istanbul, Turkey (Online)`, `Austin, TX`.
//!
//! Comes in: a text. Goes out: its city, country and other parts. A text that cannot be taken apart stays whole, as an address.

use crate::place::Country;

/// The parts of a place, as far as the text names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlaceText {
    pub(crate) venue: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<&'static str>,
    /// True if one can take part from anywhere.
    pub(crate) online: bool,
    /// True if the text calls the place uncertain.
    pub(crate) tentative: bool,
    /// A street, or the whole text where it could not be taken apart.
    pub(crate) address: Option<String>,
    /// The words that are no part of a place, and the reason why a text stayed whole.
    pub(crate) note: Option<String>,
}

/// The parts of a place in one text.
pub(crate) fn parse(text: &str) -> PlaceText {
    let mut place = PlaceText::default();
    let (whole, flag) = without_emoji(text);
    let text = place.take_parentheses(&whole);
    let text = place.take_online(&text);
    let mut parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.retain(|part| !place.is_word(part));
    if parts.is_empty() {
        place.country = flag;
        return place;
    }
    if parts.len() > 1 && is_continent(parts[parts.len() - 1]) {
        parts.pop();
    }
    let whole = if place.online || place.tentative { &text } else { &whole };
    place.take_parts(parts, flag, whole);
    place
}

/// True if a text is a word for taking part from anywhere, such as `Online` and `virtual event`.
pub(crate) fn is_online(text: &str) -> bool {
    let lower = text.trim().trim_matches(['(', ')', '.', '!', '"']).to_lowercase();
    let lower = lower.trim_start_matches("fully ").trim_start_matches("100% ").trim_end_matches(" only");
    let bare = lower.trim_end_matches(" event").trim_end_matches(" conference").trim_end_matches(" edition");
    ONLINE.contains(&bare)
}

impl PlaceText {
    fn note(&mut self, words: &str) {
        match &mut self.note {
            Some(note) => note.push_str(&format!("; {words}")),
            None => self.note = Some(words.to_owned()),
        }
    }

    /// Takes the words in parentheses: a country goes behind a comma, others are remembered.
    fn take_parentheses(&mut self, text: &str) -> String {
        let mut rest = text.to_owned();
        while let Some((open, close)) = rest.find('(').and_then(|open| Some((open, open + rest[open..].find(')')?))) {
            let inner = rest[open + 1..close].trim().to_owned();
            let behind = rest[close + 1..].to_owned();
            rest.truncate(open);
            let mut kept = String::new();
            for part in inner.split(['&', '/', '+', ';']).flat_map(|part| part.split(" and ")).map(str::trim) {
                let part = part.strip_prefix("and ").unwrap_or(part);
                if part.is_empty() || self.is_word(part) {
                    continue;
                }
                if country(part).is_some() || subdivision(part).is_some() {
                    kept.push_str(&format!(", {part}"));
                } else {
                    self.note(part);
                }
            }
            rest = format!("{}{kept}{behind}", rest.trim_end());
        }
        rest
    }

    /// Takes the words for online at either end: `Online & Tokyo, Japan`, `Sofia, Bulgaria and Online`, `Hybrid: Oslo, Norway`.
    fn take_online(&mut self, text: &str) -> String {
        let mut rest = text.trim().to_owned();
        for joint in [
            " & ", "&", " and ", " + ", "+", " / ", "/", " or ", "; ", ";", " | ", "|", ": ", " - ", " – ", " — ", ", ",
        ] {
            let parts: Vec<_> = rest.split(joint).map(str::trim).collect();
            if parts.len() < 2 || !parts.iter().any(|part| is_online(part) || is_in_person(part)) {
                continue;
            }
            let kept: Vec<_> = parts.into_iter().filter(|part| !self.is_word(part)).map(str::to_owned).collect();
            rest = kept.join(joint);
        }
        // `Oslo, Norway Online`
        if let Some((before, last)) = rest.rsplit_once(' ')
            && is_online(last)
        {
            self.online = true;
            rest = before.trim_end_matches([' ', ',', '-', '&', '+', '/']).to_owned();
            rest = rest.strip_suffix(" and").or(rest.strip_suffix(" or")).unwrap_or(&rest).to_owned();
        }
        rest
    }

    /// True if a text is one of the words that say how or whether a place is, and remembers it.
    fn is_word(&mut self, text: &str) -> bool {
        let lower = text.trim().trim_matches(['.', '!', '?']).to_lowercase();
        if is_online(text) {
            self.online = true;
        } else if is_in_person(text) {
        } else if ["tentative", "tbc", "to be confirmed", "provisional", "planned"].contains(&lower.as_str()) {
            self.tentative = true;
        } else if [
            "tba",
            "tbd",
            "to be announced",
            "to be determined",
            "to be decided",
            "n/a",
            "none",
            "unknown",
            "-",
            "–",
            "",
        ]
        .contains(&lower.as_str())
        {
        } else if [
            "worldwide",
            "global",
            "globally",
            "everywhere",
            "various",
            "various locations",
            "multiple",
            "multiple locations",
            "multiple cities",
        ]
        .contains(&lower.as_str())
        {
            self.note(text.trim());
        } else {
            return false;
        }
        true
    }

    /// Takes the parts between the commas, from the last to the first: country, state, city, address, venue.
    fn take_parts(&mut self, mut parts: Vec<&str>, flag: Option<&'static str>, text: &str) {
        let mut last = parts[parts.len() - 1];
        // `CA 92101`, `Singapore 139651`: what is before the postal code.
        let bare = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end();
        if bare != last && (country(bare).is_some() || subdivision(bare).is_some()) {
            self.address = Some(last.to_owned());
            last = bare;
        }
        let before = parts.len().checked_sub(2).map(|at| parts[at]);
        if let Some((state, of)) = subdivision(last).filter(|(_, of)| {
            before.is_some_and(|city| is_in(city, last, of)) || (before.is_none() && country(last).is_none())
        }) {
            (self.state, self.country) = (Some(state.to_owned()), Some(of));
            parts.pop();
        } else if let Some(found) = country(last) {
            self.country = Some(found);
            parts.pop();
            if ["england", "scotland", "wales", "northern ireland"].contains(&last.to_lowercase().as_str()) {
                self.state = Some(last.to_owned());
            }
            // A city that is a country.
            if ["SG", "HK", "MO", "MC"].contains(&found) && parts.last() != Some(&last) {
                parts.push(last);
            }
        } else if let Some((prefix, found)) = country_at_the_end(last) {
            self.country = Some(found);
            parts.pop();
            parts.push(prefix);
        } else if flag.is_some() {
            self.country = flag;
        } else {
            return self.keep_whole(&parts, text);
        }
        self.take_state(&mut parts);
        self.take_city(parts);
    }

    fn take_state(&mut self, parts: &mut Vec<&str>) {
        let Some((last, of)) = parts.last().copied().zip(self.country) else { return };
        if self.state.is_some() {
            return;
        }
        // `Washington, DC` and `New York, USA` are cities, too.
        let is_only = parts.len() == 1;
        if let Some((state, _)) = subdivision_of(last, of).filter(|_| !(is_only && CITIES_LIKE_STATES.contains(&last)))
        {
            self.state = Some(state.to_owned());
            parts.pop();
        } else if let Some((city, state)) =
            last.rsplit_once(' ').filter(|(_, state)| state.len() <= 3 && subdivision_of(state, of).is_some())
        {
            // `San Jose CA`
            self.state = Some(state.to_owned());
            parts.pop();
            parts.push(city);
        }
    }

    fn take_city(&mut self, mut parts: Vec<&str>) {
        let Some(mut city) = parts.pop() else { return };
        let postcode = is_postcode(city).then_some(city).filter(|_| !parts.is_empty());
        if let Some(before) = postcode.and_then(|_| parts.pop()) {
            city = before;
        }
        let bare = city.trim_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
        let has_code = bare != city && !bare.is_empty();
        self.city = Some(if has_code { bare } else { city }.to_owned());
        let code = postcode.or(has_code.then_some(city));
        if parts.first().is_some_and(|first| !first.starts_with(|c: char| c.is_ascii_digit())) {
            self.venue = Some(parts.remove(0).to_owned());
        }
        let last = self.address.take();
        let street: Vec<_> = parts.into_iter().chain(code).chain(last.as_deref()).collect();
        if !street.is_empty() {
            self.address = Some(street.join(", "));
        }
    }

    /// Keeps a text that no country ends: one or two words are a city, anything else is an address.
    fn keep_whole(&mut self, parts: &[&str], text: &str) {
        let has_digit = parts[0].contains(|c: char| c.is_ascii_digit());
        if parts.len() == 1 && !has_digit && is_venue(parts[0]) {
            self.venue = Some(text.trim().to_owned());
            self.note = None;
        } else if parts.len() == 1 && !has_digit && parts[0].split(' ').count() <= 3 {
            self.city = Some(parts[0].to_owned());
        } else {
            self.address = Some(text.trim().trim_end_matches(',').to_owned());
            self.note = Some("no country was found in it".to_owned());
        }
    }
}

/// Words for taking part from anywhere.
const ONLINE: &[&str] = &[
    "online",
    "virtual",
    "virtually",
    "remote",
    "remotely",
    "hybrid",
    "internet",
    "the internet",
    "web",
    "webinar",
    "cyberspace",
    "zoom",
    "discord",
    "youtube",
    "twitch",
    "livestream",
    "live stream",
    "live-stream",
    "stream",
    "streaming",
    "on-line",
    "digital",
    "en ligne",
    "en línea",
    "anywhere",
    "from anywhere",
    "virtual space",
    "global online",
    "online worldwide",
    "worldwide online",
    "everywhere online",
    "online (worldwide)",
    "in linea",
    "在线",
    "线上",
    "オンライン",
    "온라인",
];

/// Names of cities that are also the names of their state.
const CITIES_LIKE_STATES: &[&str] =
    &["New York", "Washington", "Québec", "Quebec", "São Paulo", "Sao Paulo", "Rio de Janeiro", "Delhi", "NYC"];

/// True if a text is a postal code of letters and digits, such as `E14 5AB`.
fn is_postcode(text: &str) -> bool {
    text.len() <= 9 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_lowercase)
}

/// True if a text names a building rather than a city.
fn is_venue(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "center",
        "centre",
        "centro",
        "hotel",
        "resort",
        "university",
        "universität",
        "universidad",
        "université",
        "hall",
        "institute",
        "institut",
        "college",
        "school",
        "campus",
        "auditorium",
        "arena",
        "palace",
        "museum",
        "club",
        "house",
        "building",
        "conference",
        "convention",
        "expo",
        "theatre",
        "theater",
        "kongresshaus",
        "messe",
        "library",
        "polytechnic",
        "hyatt",
        "hilton",
        "marriott",
        "sheraton",
    ];
    text.split(' ').any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

fn is_in_person(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    ["in-person", "in person", "onsite", "on-site", "on site", "offline", "physical", "live"].contains(&lower.as_str())
}

fn is_continent(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["europe", "asia", "africa", "north america", "south america", "america", "americas", "oceania", "earth", "world"]
        .contains(&lower.as_str())
}

/// The country of a name or a code.
fn country(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.');
    if text.is_empty() || (text.len() == 2 && text != text.to_uppercase()) {
        return None;
    }
    text.parse::<Country>().or_else(|_| format!("{text}.").parse::<Country>()).ok().map(Country::alpha2)
}

/// The country at the end of a text without a comma: `Ohio USA`, `London UK`, `Budapest Hungary`.
fn country_at_the_end(text: &str) -> Option<(&str, &'static str)> {
    for (at, _) in text.match_indices(' ') {
        let (prefix, name) = (text[..at].trim(), text[at + 1..].trim());
        let last_word = prefix.rsplit(' ').next().unwrap_or_default().to_lowercase();
        if ["new", "north", "south", "port", "san", "saint", "hotel", "of", "the", "in", "at", "de"]
            .contains(&last_word.as_str())
        {
            continue;
        }
        if let Some(found) = country(name) {
            return Some((prefix.trim_end_matches(['-', '–', ' ']), found));
        }
    }
    None
}

/// The state or province of a name or a code, as it is written, and its country.
fn subdivision(text: &str) -> Option<(&str, &'static str)> {
    ["US", "CA", "AU", "IN"].into_iter().find_map(|of| subdivision_of(text, of))
}

/// The state or province of this country.
fn subdivision_of<'a>(text: &'a str, of: &'static str) -> Option<(&'a str, &'static str)> {
    let bare = text.trim_end_matches('.');
    let (_, codes, names) = SUBDIVISIONS.iter().find(|(country, ..)| *country == of)?;
    let is_code =
        bare.len() >= 2 && bare == bare.to_uppercase() && codes.split(' ').any(|code| code == bare.replace('.', ""));
    let is_name = names.split('|').any(|name| name.eq_ignore_ascii_case(bare));
    (is_code || is_name).then_some((text, of))
}

/// True if a city with this behind it, which is a state of one country and maybe another country, is in the state.
fn is_in(city: &str, last: &str, of: &str) -> bool {
    let city = city.rsplit(',').next().unwrap_or(city).trim();
    let is = |cities: &str| cities.split('|').any(|name| name.eq_ignore_ascii_case(&any_ascii::any_ascii(city)));
    if of != "US" || country(last).is_none() {
        return true;
    }
    // Codes and names that are a state and a country: the cities that are in the rarer of both.
    match last {
        "Georgia" => is("Atlanta|Savannah|Augusta|Athens|Macon|Columbus|Alpharetta"),
        "DE" => is("Wilmington|Dover|Newark"),
        "CA" => !is(
            "Toronto|Montreal|Vancouver|Ottawa|Calgary|Quebec|Quebec City|Edmonton|Winnipeg|Halifax|Waterloo|Kitchener|Victoria",
        ),
        "IN" => !is(
            "Bangalore|Bengaluru|Mumbai|Delhi|New Delhi|Hyderabad|Chennai|Pune|Kolkata|Ahmedabad|Kochi|Jaipur|Goa|Gurgaon|Noida",
        ),
        "IL" => !is("Tel Aviv|Tel-Aviv|Jerusalem|Haifa|Herzliya|Ramat Gan"),
        "CO" => !is("Bogota|Medellin|Cali|Cartagena|Barranquilla"),
        "AR" => !is("Buenos Aires|Cordoba|Rosario|Mendoza|La Plata"),
        "MA" => !is("Casablanca|Rabat|Marrakech|Fes|Tangier|Agadir"),
        "ID" => !is("Jakarta|Bali|Bandung|Surabaya|Yogyakarta|Denpasar"),
        "PA" => !is("Panama City|Panama"),
        "TN" => !is("Tunis|Sfax|Sousse|Hammamet"),
        "AL" => !is("Tirana"),
        "MD" => !is("Chisinau"),
        "ME" => !is("Podgorica|Budva"),
        "MT" => !is("Valletta|Sliema|St. Julian's|St Julian's|Gozo"),
        "MN" => !is("Ulaanbaatar|Ulan Bator"),
        "MO" => !is("Macau|Macao"),
        "LA" => !is("Vientiane"),
        "SD" => !is("Khartoum"),
        "NE" => !is("Niamey"),
        _ => true,
    }
}

/// Countries whose places are written with a state: codes of ISO 3166-2 without the country, and names.
#[rustfmt::skip]
const SUBDIVISIONS: &[(&str, &str, &str)] = &[
    ("US", "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC",
     "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Calif|Mass"),
    ("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT",
     "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|Northwest Territories|Nunavut|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon"),
    ("AU", "ACT NSW QLD VIC TAS",
     "Australian Capital Territory|New South Wales|Northern Territory|Queensland|South Australia|Tasmania|Victoria|Western Australia"),
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

/// The text without emoji, and the country of the first flag.
fn without_emoji(text: &str) -> (String, Option<&'static str>) {
    let letter = |c: char| {
        ('\u{1f1e6}'..='\u{1f1ff}')
            .contains(&c)
            .then(|| char::from_u32(u32::from(c) - 0x1f1e6 + u32::from('A')))
            .flatten()
    };
    let letters: String = text.chars().filter_map(letter).take(2).collect();
    let is_emoji = |c: char| {
        letter(c).is_some()
            || matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{e0000}'..='\u{e007f}')
    };
    let text: String = text.chars().filter(|c| !is_emoji(*c)).collect();
    (text.trim().to_owned(), country(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place in short: `venue; address; city; state; country`, with `+online`, `?` and a note.
    fn short(text: &str) -> String {
        let place = parse(text);
        let mut short: Vec<String> = [
            place.venue.map(|text| format!("venue {text}")),
            place.address.map(|text| format!("address {text}")),
            place.city,
            place.state,
            place.country.map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect();
        short.extend(place.online.then(|| "online".to_owned()));
        short.extend(place.tentative.then(|| "tentative".to_owned()));
        short.extend(place.note.map(|note| format!("[{note}]")));
        short.join("; ")
    }

    #[test]
    fn places_are_taken_apart() {
        for (text, expected) in [
            ("Dublin, Ireland", "Dublin; IE"),
            ("Amsterdam, The Netherlands", "Amsterdam; NL"),
            ("Dubai, UAE", "Dubai; AE"),
            ("San Francisco, U.S.A.", "San Francisco; US"),
            ("San Jose, CA, U.S.A.", "San Jose; CA; US"),
            ("Bloomington, MN, USA", "Bloomington; MN; US"),
            ("Columbus, Ohio, USA", "Columbus; Ohio; US"),
            ("Columbus, Ohio USA", "Columbus; Ohio; US"),
            ("Austin, TX", "Austin; TX; US"),
            ("San Francisco, CA", "San Francisco; CA; US"),
            ("Toronto, CA", "Toronto; CA"),
            ("Toronto, ON", "Toronto; ON; CA"),
            ("Cambridge, Ontario, Canada", "Cambridge; Ontario; CA"),
            ("Berlin, DE", "Berlin; DE"),
            ("Paris, FR", "Paris; FR"),
            ("Bengaluru, IN", "Bengaluru; IN"),
            ("Bengaluru, Karnataka", "Bengaluru; Karnataka; IN"),
            ("Indianapolis, IN", "Indianapolis; IN; US"),
            ("Atlanta, Georgia", "Atlanta; Georgia; US"),
            ("Tbilisi, Georgia", "Tbilisi; GE"),
            ("Edinburgh, Scotland", "Edinburgh; Scotland; GB"),
            ("Cardiff, Wales, United Kingdom", "Cardiff; Wales; GB"),
            ("Florianópolis, SC, Brazil", "Florianópolis; SC; BR"),
            ("London UK", "London; GB"),
            ("Budapest Hungary", "Budapest; HU"),
            ("Albuquerque, New Mexico", "Albuquerque; New Mexico; US"),
            ("New York, USA", "New York; US"),
            ("New York, NY, USA", "New York; NY; US"),
            ("Washington, DC", "Washington; DC; US"),
            ("Athens, Greece, Europe", "Athens; GR"),
            ("Singapore", "Singapore; SG"),
            ("Japan", "JP"),
            ("California", "California; US"),
            ("London", "London"),
            ("Berlin (Germany)", "Berlin; DE"),
            ("Coral Beach Hotel & Resort, Paphos, Cyprus", "venue Coral Beach Hotel & Resort; Paphos; CY"),
            (
                "Detroit Marriott at the Renaissance Center, Detroit, Michigan",
                "venue Detroit Marriott at the Renaissance Center; Detroit; Michigan; US",
            ),
            (
                "Austria Center Vienna, Bruno-Kreisky-Platz 1, 1220 Wien, Austria",
                "venue Austria Center Vienna; address Bruno-Kreisky-Platz 1, 1220 Wien; Wien; AT",
            ),
            (
                "Grand Hyatt, 1 Market Place, San Diego, CA 92101",
                "venue Grand Hyatt; address 1 Market Place, CA 92101; San Diego; CA; US",
            ),
            (
                "Level39, One Canada Square, London, E14 5AB, UK",
                "venue Level39; address One Canada Square, E14 5AB; London; GB",
            ),
            ("1 Chase Plaza, New York City, NY, USA", "address 1 Chase Plaza; New York City; NY; US"),
            (
                "Singapore Polytechnic, 500 Dover Road, Singapore 139651",
                "venue Singapore Polytechnic; address 500 Dover Road, Singapore 139651; Singapore; SG",
            ),
            ("Guangzhou, China (and hybrid)", "Guangzhou; CN; online"),
            ("Seattle, WA, USA 🇺🇸", "Seattle; WA; US"),
            ("🇩🇪 Berlin", "Berlin; DE"),
        ] {
            assert_eq!(short(text), expected, "{text}");
        }
    }

    #[test]
    fn online_stands_in_many_places() {
        for (text, expected) in [
            ("Online", "online"),
            ("Virtual", "online"),
            ("Online only", "online"),
            ("Virtual event", "online"),
            ("Online & Copenhagen, Denmark", "Copenhagen; DK; online"),
            ("Valparaiso, Chile & Online", "Valparaiso; CL; online"),
            ("Portland, OR, USA and Online", "Portland; OR; US; online"),
            ("Online & Tokyo, Japan (Public Viewing)", "Tokyo; JP; online; [Public Viewing]"),
            ("Istanbul, Turkey (Online)", "Istanbul; TR; online"),
            ("Málaga, Spain (hybrid)", "Málaga; ES; online"),
            ("Berlin, Germany / Online", "Berlin; DE; online"),
            ("Berlin, Germany, Online", "Berlin; DE; online"),
            ("Online, Berlin, Germany", "Berlin; DE; online"),
            ("Hybrid: Oslo, Norway", "Oslo; NO; online"),
            ("Oslo, Norway + Online", "Oslo; NO; online"),
            ("Oslo, Norway Online", "Oslo; NO; online"),
            ("Silicon Slopes, UT, USA and Virtual", "Silicon Slopes; UT; US; online"),
        ] {
            assert_eq!(short(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_place_is_said() {
        for (text, expected) in [
            ("", ""),
            ("TBA", ""),
            ("Barbados (tentative)", "BB; tentative"),
            ("Worldwide", "[Worldwide]"),
            ("Shanghai, 196210", "address Shanghai, 196210; [no country was found in it]"),
            ("Splash Beach Resort", "venue Splash Beach Resort"),
            ("Maastricht Exhibition & Congress Centre (MECC)", "venue Maastricht Exhibition & Congress Centre (MECC)"),
            (
                "Seattle Children's Research Institute, B. Wayne Hughes Building",
                "address Seattle Children's Research Institute, B. Wayne Hughes Building; [no country was found in it]",
            ),
        ] {
            assert_eq!(short(text), expected, "{text}");
        }
    }

    #[test]
    fn no_text_ends_in_a_panic() {
        for text in [
            "(",
            ")",
            "()",
            ")(",
            ",",
            ",,,",
            "&",
            " & ",
            "🇩",
            "é (é",
            "-",
            "/",
            "Online Online",
            "(((Online)))",
            "and",
            " and ",
        ] {
            let _ = short(text);
        }
    }
}
