//! The names of the months.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Month names in English, German, French, Spanish, Italian, Portuguese and Dutch, in ASCII and lower case.
const MONTHS: [&str; 12] = [
    "january januar jaenner janner janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz maerz mars marzo marco maart mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
];

/// Month names in Slavic, Baltic and Scandinavian languages, Turkish, Finnish, Estonian, Romanian, Hungarian, Greek, Catalan, Albanian,
/// Icelandic and Indonesian, in ASCII and lower case. They count as whole words only: `list` is not November. `listopada` is October in
/// Croatian, and November for more people.
#[rustfmt::skip]
const WHOLE_NAMES: [&str; 12] = [
    "stycznia styczen ledna leden yanvarya yanvar sichnya ocak tammikuu tammikuuta ianuarie ianoyarioy yanuari sijecnja sijecanj januara jaanuar janvaris sausio sausis gener studzenya studzen janar ianoyarios sichen",
    "lutego luty unora unor fevralya fevral lyutogo subat helmikuu helmikuuta februarie fevroyarioy fevruari veljace veljaca februara veebruar februaris vasario vasaris lyutaga lyuty shkurt fevroyarios",
    "marca marzec brezna brezen marta mart bereznya maaliskuu maaliskuuta martie marcius marts maret martioy ozujka ozujak marec kovo kovas sakavika sakavik martios berezen",
    "kwietnia kwiecien dubna duben aprelya aprel kvitnya nisan huhtikuu huhtikuuta aprilie aprilis aprilioy travnja travanj aprila aprill balandzio balandis krasavika krasavik prill aprilios kviten",
    "maja maj kvetna kveten maya may travnya mayis toukokuu toukokuuta majus maioy svibnja svibanj maijs geguzes geguze maig maios traven",
    "czerwca czerwiec cervna cerven iyunya iyun chervnya haziran kesakuu kesakuuta iunie junius ioynioy yuni lipnja lipanj junij juna juuni junijs birzelio birzelis juny chervenya cherven qershor ioynios",
    "lipca lipiec cervence cervenec iyulya iyul lypnya temmuz heinakuu heinakuuta iulie julius ioylioy yuli srpnja srpanj julij jula juuli julijs liepos liepa juliol julai lipenya lipen korrik ioylios",
    "sierpnia sierpien srpna srpen avgusta avgust serpnya agustos elokuu elokuuta augusti augusztus agustus aygoystoy kolovoza kolovoz augusta augusts rugpjucio rugpjutis agust ogos avqust zhniunya zhniven gusht aygoystos serpen",
    "wrzesnia wrzesien zari sentyabrya sentyabr veresnya eylul syyskuu syyskuuta septembrie szeptember septemvrioy septemvri septembar rujna rujan septembra septembris rugsejo rugsejis verasnya verasen shtator septemvrios veresen sentabr",
    "pazdziernika pazdziernik rijna rijen oktyabrya oktyabr zhovtnya ekim lokakuu lokakuuta octombrie oktovrioy oktomvri oktobar oktobra oktoober oktobris spalio spalis kastrychnika kastrychnik tetor oktovrios zhovten oktabr",
    "listopada listopad listopadu noyabrya noyabr lystopada kasim marraskuu marraskuuta noiembrie noemvrioy noemvri novembar studenoga studeni novembra novembris lapkricio lapkritis listapada listapad nentor noemvrios",
    "grudnia grudzien prosince prosinec dekabrya dekabr grudnya aralik joulukuu joulukuuta decembrie desember dekemvrioy dekemvri detsembar decembar prosinca prosinac decembra detsember decembris gruodzio gruodis desembre disember snezhnya snezhan dhjetor dekemvrios gruden",
];

/// The month of a name, or of its first three letters or more, in ASCII and lower case.
pub(crate) fn month(word: &str) -> Option<u32> {
    if word.len() < 3 || matches!(word, "jui" | "mar." | "out") {
        return None;
    }
    NUMBERS.get(word).copied()
}

/// The months by each beginning of their names, and by the whole names that count alone. A beginning of two is of the first.
static NUMBERS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let named = |months: [&'static str; 12]| {
        (1..).zip(months).flat_map(|(number, names)| names.split(' ').map(move |name| (number, name)))
    };
    for (number, name) in named(MONTHS) {
        (3..=name.len()).for_each(|length| _ = numbers.entry(&name[..length]).or_insert(number));
    }
    for (number, name) in named(WHOLE_NAMES) {
        numbers.entry(name).or_insert(number);
    }
    numbers
});

/// True if a text has the name of a month that only Croatian has.
pub(crate) fn is_croatian(text: &str) -> bool {
    const NAMES: [&str; 10] =
        ["sijecnj", "veljac", "ozuj", "travnj", "svibnj", "lipnj", "srpnj", "kolovoz", "rujn", "studen"];
    let plain = any_ascii::any_ascii(text).to_lowercase();
    NAMES.iter().any(|name| plain.contains(name))
}

/// The English name of a month.
pub(super) fn month_name(month: u32) -> Option<&'static str> {
    crate::time::MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use any_ascii::any_ascii;

    use super::*;

    #[test]
    fn months_of_many_languages_are_known() {
        for (names, number) in [
            (
                "January Januar janvier enero gennaio janeiro stycznia ledna января січня Ocak tammikuuta ianuarie Ιανουαρίου",
                1,
            ),
            ("March März mars marzo março marca března марта березня Mart maaliskuuta martie március marts Μαρτίου", 3),
            ("June Juni juin junio giugno junho czerwca června июня червня Haziran kesäkuuta iunie június Ιουνίου", 6),
            ("August août agosto sierpnia srpna августа серпня Ağustos elokuuta augusti augusztus Αυγούστου", 8),
            ("április април aprīlis balandžio travnja aprill апреля prill", 4),
            ("май svibnja gegužės maig", 5),
            ("September września září сентября вересня Eylül syyskuuta septembrie szeptember Σεπτεμβρίου", 9),
            ("October października října октября жовтня Ekim lokakuuta octombrie október Οκτωβρίου", 10),
            ("December grudnia prosince декабря грудня Aralık joulukuuta decembrie desember Δεκεμβρίου", 12),
        ] {
            for name in names.split(' ') {
                assert_eq!(month(&any_ascii(name).to_lowercase()), Some(number), "{name}: {}", any_ascii(name));
            }
        }
        for word in ["list", "out", "open", "sept.", "maj."] {
            assert_ne!(month(word), Some(11), "{word}");
        }
    }
}
