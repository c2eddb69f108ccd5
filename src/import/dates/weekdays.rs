//! The names of the weekdays.

use chrono::Weekday;

/// Weekdays from Monday in English, German, French, Spanish, Italian, Portuguese and Dutch, whole or cut, in ASCII and lower case.
const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon monday montag lundi lunes lunedi segunda maandag"),
    (Weekday::Tue, "tue tues tuesday dienstag mardi martes martedi terca dinsdag"),
    (Weekday::Wed, "wed weds wednesday mittwoch mercredi miercoles mercoledi quarta woensdag"),
    (Weekday::Thu, "thu thur thurs thursday donnerstag jeudi jueves giovedi quinta donderdag"),
    (Weekday::Fri, "fri friday freitag vendredi viernes venerdi sexta vrijdag"),
    (Weekday::Sat, "sat saturday samstag sonnabend samedi sabado sabato zaterdag"),
    (Weekday::Sun, "sun sunday sonntag dimanche domingo domenica zondag"),
];

/// The weekday of a name in ASCII and lower case.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let is_name = |names: &str| names.split(' ').any(|name| name == word || name.strip_suffix('s') == Some(word));
    let is_plural = |names: &str| word.strip_suffix('s').is_some_and(|one| names.split(' ').any(|name| name == one));
    WEEKDAYS.iter().find(|(_, names)| is_name(names) || is_plural(names)).map(|(weekday, _)| *weekday)
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
        ] {
            for name in names.to_lowercase().split(' ') {
                assert_eq!(super::weekday(name), Some(weekday), "{name}");
            }
        }
        assert_eq!(weekday("sunny"), None);
    }
}
