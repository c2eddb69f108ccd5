//! Codes and names alone, which mean what the other places of a list say.

use super::*;

#[test]
fn codes_are_what_the_other_places_of_the_list_say() {
    let american = ["Austin, TX", "Portland, OR", "Boston, MA", "Paris, FR"];
    let worldwide = ["Paris, FR", "Seattle, WA, US", "Oslo, NO", "Austin, TX"];
    assert_eq!((Codes::of(american), Codes::of(worldwide)), (Codes::default(), Codes::Countries));
    assert_eq!(Codes::of(["Berlin", "", ",", "(", "Online, TX)"]), Codes::default());
    let brazilian = ["Natal, RN", "São Paulo, SP", "Florianópolis, SC"];
    assert_eq!(Codes::of(brazilian), Codes::States("BR"));
    let italian = ["Faenza (RA)", "Camerino (MC)", "Milano"];
    assert_eq!(Codes::of(italian), Codes::Provinces);
    assert_eq!(
        Codes::of(["Zürich (CH)", "Camerino (MC)", "Faenza (RA)", "Oslo (NO)", "Wien (AT)", "Kiel (DE)"]),
        Codes::Countries
    );
    for (text, codes, country) in [
        ("Chieti (CH)", Codes::Provinces, "IT"),
        ("Camerino (MC)", Codes::Provinces, "IT"),
        ("Zug (CH)", Codes::default(), "CH"),
        ("Florianópolis, SC", Codes::States("BR"), "BR"),
        ("Porto Alegre/RS", Codes::States("BR"), "BR"),
        ("Kozhikode, IN", Codes::default(), "US"),
        ("Kozhikode, IN", Codes::Countries, "IN"),
        ("Limon, CO", Codes::Countries, "CO"),
        ("Denver, CO", Codes::Countries, "US"),
        ("Cambridge, MA", Codes::Countries, "US"),
        ("Dublin, CA", Codes::Countries, "US"),
        ("Potsdam, DE", Codes::default(), "DE"),
        ("Wilmington, DE", Codes::Countries, "US"),
    ] {
        let habits = Habits { codes, ..Habits::default() };
        assert_eq!(parse(text, habits).country, Some(country), "{text} {codes:?}");
    }
}

#[test]
fn a_name_alone_is_a_city_or_a_building() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        // Known cities, whatever their language and spelling.
        ("Magdeburg", "Magdeburg"),
        ("Kraków", "Kraków"),
        ("Cracow", "Cracow"),
        ("Bangalore", "Bangalore"),
        ("大阪市", "大阪市"),
        ("서울", "서울"),
        ("Москва", "Москва"),
        ("The Hague", "The Hague"),
        ("College Station", "College Station"),
        // Words for buildings, in some languages.
        ("Festung Mark", "venue Festung Mark"),
        ("Café Central", "venue Café Central"),
        ("Brauerei Zum Löwen", "venue Brauerei Zum Löwen"),
        ("Médiathèque José Cabanis", "venue Médiathèque José Cabanis"),
        ("Facultad de Informática", "venue Facultad de Informática"),
        ("Biblioteca Nazionale", "venue Biblioteca Nazionale"),
        ("Kulturhuset", "venue Kulturhuset"),
        ("Dynatrace GmbH", "venue Dynatrace GmbH"),
        ("昭和小学校", "venue 昭和小学校"),
        ("率土神社など", "venue 率土神社など"),
        ("京都大学", "venue 京都大学"),
        ("코엑스 컨벤션센터", "venue 코엑스 컨벤션센터"),
        ("北京国际会议中心", "venue 北京国际会议中心"),
        ("Библиотека им. Ленина", "venue Библиотека им. Ленина"),
        // Names that no city has.
        ("Carl's Jr.", "venue Carl's Jr."),
        ("The Brewery", "venue The Brewery"),
        ("Smith & Sons", "venue Smith & Sons"),
        ("stevespizza", "venue stevespizza"),
        ("WeWork", "venue WeWork"),
        ("HATVP", "venue HATVP"),
        // Two parts.
        ("Warrior Healing Center, Sierra Vista", "venue Warrior Healing Center; Sierra Vista"),
        ("Magdeburg, Festung Mark", "venue Festung Mark; Magdeburg"),
        (
            "Amphithéâtre Budé, Site Berthelot",
            "address Amphithéâtre Budé, Site Berthelot; [no country was found in it]",
        ),
        (
            "Two Sigma, 100 Avenue of the Americas, New York",
            "venue Two Sigma; address 100 Avenue of the Americas; New York; US",
        ),
        ("Albany, New York", "Albany; New York; US"),
        ("Sankt Augustin, Duitsland", "Sankt Augustin; DE"),
        ("Malmö, Sverige", "Malmö; SE"),
        ("Казань, Россия", "Казань; RU"),
        ("Chili's, 4001 E Hwy 90", "address Chili's, 4001 E Hwy 90; [no country was found in it]"),
        // No single place.
        ("全域", "[全域]"),
        ("bundesweit", "[bundesweit]"),
        // Provinces of Italy.
        (
            "Spazio Blink, S.S. 17 Bivio Badia snc, Sulmona (AQ)",
            "venue Spazio Blink; address S.S. 17 Bivio Badia snc; Sulmona; AQ; IT",
        ),
        ("Milano (MI)", "Milano; MI; IT"),
        // Neither is known: a guess.
        ("Guben", "Guben"),
    ] {
        wrong.extend((short(text) != expected).then(|| (text, short(text), expected)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_name_that_is_not_known_is_what_the_other_places_of_the_list_are() {
    let read = |places: &[&str], is_calendar: bool, text: &str| {
        let places: Vec<String> = places.iter().map(|place| (*place).to_owned()).collect();
        let place = parse(text, habits(&places, &[], is_calendar));
        (place.city, place.venue, place.is_guess)
    };
    let city = (Some("Explorit".to_owned()), None, true);
    let venue = (None, Some("Explorit".to_owned()), true);
    for (places, is_calendar, expected) in [
        (&["Berlin", "Oslo, Norway", "Explorit"][..], false, &city),
        (&["Explorit", "Dresden"], true, &city),
        (&["Explorit"], false, &city),
        (&["Explorit"], true, &venue),
        (&["Town library", "Explorit", "tba", "Online"], false, &venue),
        (&["La Casita, 465 E Fry Blvd", "Explorit"], false, &venue),
        (&["Expo Centre, Berlin, Germany", "Explorit"], false, &venue),
        (&["Explorit", "Explorit", "Noisebridge", "Explorit"], false, &venue),
        (&["Explorit", "Explorit", "Explorit", "Ausy", "Inria", "Amadeus", "Epigone", "Ausy"], false, &venue),
        (&["Explorit", "Explorit", "Explorit", "Dresden", "Oslo", "Rome", "Paris"], false, &city),
    ] {
        assert_eq!(read(places, is_calendar, "Explorit"), *expected, "{places:?}");
    }
    assert_eq!(read(&["Town library"], false, "Dresden"), (Some("Dresden".to_owned()), None, false));
}
