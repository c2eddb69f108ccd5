//! The names of the weekdays.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Weekday;

/// Weekdays from Monday in English, German, French, Spanish, Italian, Portuguese and Dutch, whole or cut, in ASCII and lower case; then in
/// Czech, Slovak, Polish, Russian, Ukrainian, Norwegian, Danish, Swedish, Finnish and Hungarian, also as they stand behind `on`.
#[rustfmt::skip]
const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon monday montag lundi lunes lunedi segunda maandag pondeli pondelok poniedzialek ponedelnik ponedilok ponedjeljak mandag mandagen maanantai maanantaina hetfo hetfon"),
    (Weekday::Tue, "tue tues tuesday dienstag mardi martes martedi terca dinsdag utery utorok wtorek vtornik vivtorok utorak tirsdag tirsdagen tisdag tisdagen tiistai tiistaina kedd kedden"),
    (Weekday::Wed, "wed weds wednesday mittwoch mercredi miercoles mercoledi quarta woensdag streda stredu sroda srode sreda sredu sereda srijeda onsdag onsdagen keskiviikko keskiviikkona szerda szerdan"),
    (Weekday::Thu, "thu thur thurs thursday donnerstag jeudi jueves giovedi quinta donderdag ctvrtek stvrtok czwartek chetverg chetver cetvrtak torsdag torsdagen torstai torstaina csutortok csutortokon"),
    (Weekday::Fri, "fri friday freitag vendredi viernes venerdi sexta vrijdag patek piatok piatek pyatnitsa pyatnytsya petak fredag fredagen perjantai perjantaina pentek penteken"),
    (Weekday::Sat, "sat saturday samstag sonnabend samedi sabado sabato zaterdag sobota sobotu sobote subbota subotu subota lordag lordagen lauantai lauantaina szombat szombaton"),
    (Weekday::Sun, "sun sunday sonntag dimanche domingo domenica zondag nedele nedeli nedela nedelu niedziela niedziele voskresene voskresenye nedilya nedjelja sondag sondagen sunnuntai sunnuntaina vasarnap"),
];

/// The weekday of a name in ASCII and lower case.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    static BY_NAME: LazyLock<HashMap<&str, Weekday>> = LazyLock::new(|| {
        let names = WEEKDAYS.iter().flat_map(|(day, names)| names.split(' ').map(move |name| (name, *day)));
        let singular = names.clone().filter_map(|(name, day)| Some((name.strip_suffix('s')?, day)));
        singular.chain(names).collect()
    });
    let known = |word: &str| BY_NAME.get(word).copied();
    known(word).or_else(|| word.strip_suffix('s').and_then(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_of_many_languages_are_known() {
        for (names, weekday) in [
            ("Monday Mondays Mon Montag lundi lunes segunda", Weekday::Mon),
            ("Thursday Thurs Donnerstag jeudi jueves giovedi", Weekday::Thu),
            ("Sunday Sonntag dimanche domingo domenica zondag", Weekday::Sun),
            ("úterý utorok wtorek вторник tirsdag tisdag tiistaina kedden", Weekday::Tue),
            ("středu streda środę środa среда onsdag keskiviikko", Weekday::Wed),
            ("Pátek piatok piątek пятница fredag fredagen perjantaina péntek", Weekday::Fri),
            ("sobotu sobota sobotę суббота lørdag lördag lauantai szombat", Weekday::Sat),
            ("neděle nedeľu niedzielę неділя søndag söndag sunnuntai vasárnap", Weekday::Sun),
        ] {
            for name in names.to_lowercase().split(' ') {
                assert_eq!(super::weekday(&any_ascii::any_ascii(name).replace('\'', "")), Some(weekday), "{name}");
            }
        }
        for word in ["sunny", "lord", "sob", "on", "pia", "ned"] {
            assert_eq!(super::weekday(word), None, "{word}");
        }
    }
}
