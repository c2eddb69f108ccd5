//! Buildings with the name of their city, addresses in one text, and places that are none.

use super::*;

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases.iter().filter(|(text, expected)| short(text) != *expected).collect();
    let shown: Vec<_> = wrong.iter().map(|(text, expected)| (text, short(text), expected)).collect();
    assert!(wrong.is_empty(), "{shown:#?}");
}

#[test]
fn the_city_stands_at_the_end_of_the_name_of_a_building() {
    check(&[
        ("Kinepolis Utrecht", "venue Kinepolis Utrecht; Utrecht"),
        ("Estrel Berlin, Germany", "venue Estrel Berlin; Berlin; DE"),
        ("Fira Barcelona, Spain", "venue Fira Barcelona; Barcelona; ES"),
        ("ExCeL London", "venue ExCeL London; London"),
        ("TU Berlin", "venue TU Berlin; Berlin"),
        ("HU Berlin, Germany", "venue HU Berlin; Berlin; DE"),
        ("ETH Zürich", "venue ETH Zürich; Zürich"),
        ("UC Berkeley", "venue UC Berkeley; Berkeley"),
        ("ZKM/HfG Karlsruhe", "venue ZKM/HfG Karlsruhe; Karlsruhe"),
        ("Technische Universität Wien", "venue Technische Universität Wien; Wien"),
        ("Imperial College London", "venue Imperial College London; London"),
        ("World Forum The Hague", "venue World Forum The Hague; The Hague"),
        ("Facebook HQ, CA", "venue Facebook HQ; CA; US"),
        ("Politecnico di Milano, Italy", "venue Politecnico di Milano; IT"),
        ("Hotel Paris", "venue Hotel Paris"),
        ("University of Copenhagen", "venue University of Copenhagen"),
        // Towns and districts that have the name of another city.
        ("West Berlin", "West Berlin"),
        ("Greater London", "Greater London"),
        ("New London, USA", "New London; US"),
        ("Lake Geneva, WI", "Lake Geneva; WI; US"),
        ("Novo Hamburgo, Brazil", "Novo Hamburgo; BR"),
        ("Navi Mumbai, India", "Navi Mumbai; IN"),
        ("Kongens Lyngby, Denmark", "Kongens Lyngby; DK"),
        ("Schwäbisch Hall", "Schwäbisch Hall"),
        ("Downtown Seattle, WA", "Downtown Seattle; WA; US"),
    ]);
}

#[test]
fn addresses_are_taken_apart() {
    check(&[
        ("Unter den Linden 77, 10117 Berlin, Germany", "address Unter den Linden 77, 10117 Berlin; Berlin; DE"),
        (
            "Hyatt Regency Lexington, 401 W High Street, Lexington, KY, 40507, United States",
            "venue Hyatt Regency Lexington; address 401 W High Street, Lexington, KY 40507; Lexington; KY; US",
        ),
        (
            "Rogers Centre, 55 Colonel By Dr, Ottawa, ON, K1N 9J2, Canada",
            "venue Rogers Centre; address 55 Colonel By Dr, Ottawa, ON K1N 9J2; Ottawa; ON; CA",
        ),
        ("Statler Hotel, Ithaca, NY, 14853", "venue Statler Hotel; address Ithaca, NY 14853; Ithaca; NY; US"),
        (
            "Belmont University - 1900 Belmont Boulevard - Nashville, TN 37212",
            "venue Belmont University; address 1900 Belmont Boulevard, Nashville, TN 37212; Nashville; TN; US",
        ),
        (
            "c-base e.V. (Rungestraße 20, 10179 Berlin, Deutschland, Berlin)",
            "venue c-base e.V.; address Rungestraße 20, 10179 Berlin; Berlin; DE",
        ),
        ("Google (76 Ninth Ave, New York, NY)", "venue Google; address 76 Ninth Ave; New York; NY; US"),
        ("Mann Library, 160", "venue Mann Library, 160"),
        ("Halle 7, 10117 Berlin", "venue Halle 7; address 10117 Berlin; Berlin"),
        (
            "Hall 4, Beside the Complex, State Polytechnic, Ilorin, 240001",
            "venue Hall 4; address Beside the Complex, State Polytechnic, Ilorin, 240001; Ilorin",
        ),
        (
            "MALHUB - 1 Ilofa Rd, GRA, Ilorin, Kwara, 240101",
            "venue MALHUB; address 1 Ilofa Rd, GRA, Ilorin, Kwara 240101; Ilorin; Kwara; NG",
        ),
        ("MALhub 1 Ilofa Road Ilorin, 240101", "venue MALhub; address 1 Ilofa Road, 240101; Ilorin"),
        (
            "De Peace Hotel & Suites, Tanke Rd, 240102, Ilorin.",
            "venue De Peace Hotel & Suites; address Tanke Rd, 240102; Ilorin",
        ),
        ("10 Downing Street London, UK", "address 10 Downing Street; London; GB"),
        ("OECD Boulogne, Boulogne-Billancourt, France", "venue OECD Boulogne; Boulogne-Billancourt; FR"),
        ("held in Leuven, Belgium", "Leuven; BE"),
        ("in Leuven, Belgium", "Leuven; BE"),
        ("Belgium: Leuven", "Leuven; BE"),
        ("will take place at Town Hall, Oslo, Norway", "venue Town Hall; Oslo; NO"),
        ("Hosted in the city of Ghent, Belgium", "Ghent; BE"),
        ("Various places around the UK - this year in Sheffield.", "Sheffield"),
        ("Poznan, Poland, with two workshops: A; B", "Poznan; PL; [with two workshops: A; B]"),
        ("Ghent, Belgium; co-located with PyCon", "Ghent; BE; [co-located with PyCon]"),
        ("Hall without Walls, Oslo, Norway", "venue Hall without Walls; Oslo; NO"),
        (
            "Universidade Foo Praça 9 de Abril, 349 | 4249-004 Porto",
            "address Universidade Foo Praça 9 de Abril, 349, 4249-004 Porto; Porto",
        ),
        (
            "The Nerdery 1033 W Van Buren #700 Chicago, IL",
            "venue The Nerdery; address 1033 W Van Buren #700; Chicago; IL; US",
        ),
        ("Crested Butte, US-CO", "Crested Butte; CO; US"),
        ("Toronto, CA-ON", "Toronto; ON; CA"),
        ("Italian Academy, Columbia University (USA)", "venue Italian Academy, Columbia University; US"),
        ("Main Hall, Boston University, USA", "venue Main Hall, Boston University; Boston; US"),
        // What stands behind the code of a state; a city there is none.
        ("Paris, TX - City Hall", "venue City Hall; Paris; TX; US"),
        ("Chapel Hill, NC - University of North Carolina", "venue University of North Carolina; Chapel Hill; NC; US"),
        ("Hilton, College Station, TX", "venue Hilton; College Station; TX; US"),
        ("Hauptstraße 5, Germany", "address Hauptstraße 5; DE"),
        ("12 rue de Rivoli, France", "address 12 rue de Rivoli; FR"),
        ("Room 5, Building 7, Israel", "address Room 5, Building 7; IL"),
        ("Hauptstraße 5, 2840 Holte, Denmark", "address Hauptstraße 5, 2840 Holte; Holte; DK"),
        (
            "WeWork Labs, 115 W 18th St, New York, NY 10011, USA",
            "venue WeWork Labs; address 115 W 18th St, New York, NY 10011; New York; NY; US",
        ),
        (
            "ENS de Lyon, 46 Allée d'Italie, Lyon, Auvergne-Rhône-Alpes, 69007, France",
            "venue ENS de Lyon; address 46 Allée d'Italie, Lyon, 69007; Lyon; Auvergne-Rhône-Alpes; FR",
        ),
        (
            "Maison pour tous - 249 rue Vendôme - 69003 Lyon",
            "venue Maison pour tous; address 249 rue Vendôme, 69003 Lyon; Lyon",
        ),
        ("in The Hague, Netherlands", "The Hague; NL"),
        ("held in the Hague, Netherlands", "Hague; NL"),
        ("Held, Germany", "Held; DE"),
        ("In der Aue 3, 10117 Berlin", "address In der Aue 3, 10117 Berlin; Berlin"),
        ("Curitiba/PR, Brasil", "Curitiba; PR; BR"),
        ("Belo Horizonte - MG, Brazil", "Belo Horizonte; MG; BR"),
        ("Perth, WA", "Perth; WA; AU"),
        ("Darwin, NT", "Darwin; NT; AU"),
        ("Adelaide, SA", "Adelaide; SA; AU"),
        ("Spokane, WA", "Spokane; WA; US"),
        ("Vancouver, WA", "Vancouver; WA; US"),
        ("Riyadh, SA", "Riyadh; SA"),
        ("Berlin, Germany & Paris, France", "Berlin; DE; [Paris, France]"),
        ("Oslo, Norway / Lund, Sweden", "Oslo; NO; [Lund, Sweden]"),
        ("Berlin & Munich, Germany", "Berlin & Munich; DE"),
    ]);
}

#[test]
fn regions_and_several_places_are_no_city() {
    check(&[
        ("Scandinavia", "[Scandinavia]"),
        ("EMEA", "[EMEA]"),
        ("The Middle East", "[The Middle East]"),
        ("Southeast Asia", "[Southeast Asia]"),
        ("TBD (Europe)", "[Europe]"),
        ("Asia (TBC)", "tentative; [Asia]"),
        ("Multiple cities worldwide", "[Multiple cities worldwide]"),
        ("Cities around the world", "[Cities; world]"),
        ("Several cities in Europe", "[Several cities; Europe]"),
        ("Various locations across Germany", "DE; [Various locations]"),
        ("somewhere in Hungary", "HU; [somewhere]"),
        ("at sea", "[at sea]"),
        ("Needs a location", ""),
        ("City TBA, Germany", "DE"),
        ("Remote, EST timezone", "online; [EST timezone]"),
        ("Microsoft Teams-Besprechung", "online"),
        ("Réunion Microsoft Teams", "online"),
        // A city or a building all the same.
        ("Seaside, CA", "Seaside; CA; US"),
        ("World Trade Center, Barcelona", "venue World Trade Center; Barcelona"),
        ("Global Foundry", "Global Foundry"),
        ("Oceania Hotel, Brest, France", "venue Oceania Hotel; Brest; FR"),
    ]);
}
