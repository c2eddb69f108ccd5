//! Dates in Arabic, Persian, Hebrew, Hindi, Bengali, Thai, Georgian and Vietnamese in the form of others: `3 أبريل 2024` as `3 April 2024`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::months::month_name;
use crate::import::letters::{fold, is_of_script};

/// The names of the months.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "يناير كانون_الثاني جانفي ژانویه ינואר जनवरी জানুয়ারি জানুয়ারী มกราคม ม.ค. იანვარი იანვარს",
    "فبراير شباط فيفري فوریه פברואר फरवरी ফেব্রুয়ারি ফেব্রুয়ারী กุมภาพันธ์ ก.พ. თებერვალი თებერვალს",
    "مارس آذار مارچ מרץ מרס मार्च মার্চ มีนาคม มี.ค. მარტი მარტს",
    "أبريل أفريل نيسان آوریل אפריל अप्रैल এপ্রিল เมษายน เม.ย. აპრილი აპრილს",
    "مايو أيار ماي مه می מאי मई মে พฤษภาคม พ.ค. მაისი მაისს",
    "يونيو يونيه حزيران جوان ژوئن יוני जून জুন มิถุนายน มิ.ย. ივნისი ივნისს",
    "يوليو يوليه تموز جويلية يوليوز ژوئیه جولای יולי जुलाई জুলাই กรกฎาคม ก.ค. ივლისი ივლისს",
    "أغسطس آب أوت غشت آگوست אוגוסט अगस्त আগস্ট สิงหาคม ส.ค. აგვისტო აგვისტოს",
    "سبتمبر أيلول شتنبر سپتامبر ספטמבר सितंबर सितम्बर সেপ্টেম্বর กันยายน ก.ย. სექტემბერი სექტემბერს",
    "أكتوبر تشرين_الأول اکتبر אוקטובר अक्टूबर अक्तूबर অক্টোবর ตุลาคม ต.ค. ოქტომბერი ოქტომბერს",
    "نوفمبر تشرين_الثاني نونبر نوامبر נובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน พ.ย. ნოემბერი ნოემბერს",
    "ديسمبر كانون_الأول دجنبر دسامبر דצמבר दिसंबर दिसम्बर ডিসেম্বর ธันวาคม ธ.ค. დეკემბერი დეკემბერს",
];

/// Words between the first and the last day.
const TO: &str = "إلى حتى لغاية تا עד से থেকে ถึง";

/// Words between two days.
const AND: &str = "و और এবং และ და";

/// Words beside a date that add nothing to it.
const FILLERS: &str = "من في يوم يومي أيام بتاريخ الموافق خلال شهر عام سنة م ميلادي الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت \
    از روز ماه سال شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه \
    ב ל ה ביום יום ראשון שני שלישי רביעי חמישי שישי שבת \
    को तक सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार \
    วันที่ วัน พ.ศ. ค.ศ. จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ წლის წელი";

/// Letters that stand before a word as its part: `באפריל`, `وأبريل`.
const PREFIXES: [char; 4] = ['ב', 'ל', 'ה', 'و'];

/// The years that the calendar of Thailand is ahead.
const BUDDHIST_YEARS: u32 = 543;

/// The words with the text that stands for each.
static WORDS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let months = (1..).zip(MONTHS).filter_map(|(number, names)| Some((names, month_name(number)?)));
    let others = [(TO, " - "), (AND, " and "), (FILLERS, " ")];
    let pairs = months.chain(others).flat_map(|(words, plain)| words.split_whitespace().map(move |word| (word, plain)));
    pairs.map(|(word, plain)| (fold(word).replace('_', " "), format!(" {plain} "))).collect()
});

/// The words of Thai, which stand without blanks between them, the longest first.
static THAI: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let is_thai = |word: &&str| word.starts_with(is_thai);
    let mut words: Vec<(&str, &str)> =
        WORDS.iter().map(|(word, plain)| (word.as_str(), plain.as_str())).filter(|(word, _)| is_thai(word)).collect();
    words.sort_by_key(|(word, _)| (std::cmp::Reverse(word.len()), *word));
    words
});

fn is_thai(char: char) -> bool {
    ('\u{e00}'..'\u{e80}').contains(&char)
}

/// The text with the names of months and the words beside them as those of English. Others stay as they are.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if text.contains("tháng") {
        return Cow::Owned(of_vietnam(text));
    }
    if !text.contains(is_of_script) {
        return Cow::Borrowed(text);
    }
    let text = fold(text);
    if text.contains(is_thai) {
        return Cow::Owned(of_thailand(&text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(first) = rest.chars().next() {
        let length = word_length(rest);
        if length == 0 {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (words, behind) = known(rest, length);
        plain.push_str(words);
        rest = behind;
    }
    Cow::Owned(plain)
}

/// The length of the word at the beginning.
fn word_length(text: &str) -> usize {
    text.find(|char| !is_of_script(char)).unwrap_or(text.len())
}

/// The English words for the word at the beginning, or for it and the next one; else the word itself. Gives the text behind, too.
fn known(text: &str, length: usize) -> (&str, &str) {
    let word = &text[..length];
    let next = text[length..].strip_prefix(' ').map_or(0, |next| length + 1 + word_length(next));
    if let Some(words) = WORDS.get(text.get(..next).unwrap_or_default()) {
        return (words, &text[next..]);
    }
    let bare = || word.strip_prefix(PREFIXES).and_then(|bare| WORDS.get(bare));
    (WORDS.get(word).or_else(bare).map_or(word, String::as_str), &text[length..])
}

/// A Thai text, with its year in the calendar of others: `3 เมษายน 2567`.
fn of_thailand(text: &str) -> String {
    let words = THAI.iter().fold(text.to_owned(), |text, (word, plain)| text.replace(word, plain));
    let mut plain = String::with_capacity(words.len());
    let mut rest: &str = &words;
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        match rest[..digits].parse::<u32>() {
            Ok(year @ 2443..2700) if digits == 4 => plain.push_str(&(year - BUDDHIST_YEARS).to_string()),
            _ => plain.push_str(&rest[..digits.max(first.len_utf8())]),
        }
        rest = &rest[digits.max(first.len_utf8())..];
    }
    plain
}

/// A Vietnamese text: `3 tháng 4 năm 2024`.
fn of_vietnam(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("tháng") {
        let behind = behind.trim_start();
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        plain.push_str(before);
        match behind[..digits].parse().ok().and_then(month_name) {
            Some(name) => plain.push_str(name),
            None => plain.push_str(&format!("tháng {}", &behind[..digits])),
        }
        rest = behind[digits..].trim_start_matches(',');
    }
    format!("{plain}{rest}").replace("năm", " ").replace("ngày", " ").replace("đến", " - ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::{Dates, Hint, Parsed, parse};

    #[test]
    fn dates_in_other_scripts_are_read() {
        let mut wrong = Vec::new();
        for (text, start, end) in [
            ("3 أبريل 2024", "2024-04-03", None),
            ("٣ ابريل ٢٠٢٤", "2024-04-03", None),
            ("27 - 30 أبريل 2024م", "2024-04-27", Some("2024-04-30")),
            ("من 1 إلى 8 أكتوبر 2024", "2024-10-01", Some("2024-10-08")),
            ("الأحد 9 فبراير 2025", "2025-02-09", None),
            ("15 كانون الثاني 2025", "2025-01-15", None),
            ("4 تشرين الأول 2025", "2025-10-04", None),
            ("18 نيسان، 2025", "2025-04-18", None),
            ("5 أوت 2025", "2025-08-05", None),
            ("30 أبريل - 2 مايو 2025", "2025-04-30", Some("2025-05-02")),
            ("۱۲ مارس ۲۰۲۴", "2024-03-12", None),
            ("5 تا 7 ژوئن 2024", "2024-06-05", Some("2024-06-07")),
            ("3 באפריל 2024", "2024-04-03", None),
            ("5-7 במאי 2025", "2025-05-05", Some("2025-05-07")),
            ("१५ फ़रवरी २०२५", "2025-02-15", None),
            ("3 से 5 अप्रैल 2025", "2025-04-03", Some("2025-04-05")),
            ("১০ এপ্রিল ২০২৫", "2025-04-10", None),
            ("3 เมษายน 2567", "2024-04-03", None),
            ("วันที่ 10-12 ก.ค. 2568", "2025-07-10", Some("2025-07-12")),
            ("12 กรกฎาคม พ.ศ. 2568", "2025-07-12", None),
            ("3 აპრილი 2025", "2025-04-03", None),
            ("ngày 3 tháng 4 năm 2024", "2024-04-03", None),
            ("12 апреля 2025", "2025-04-12", None),
            ("с 3 по 5 апреля 2025", "2025-04-03", Some("2025-04-05")),
            ("od 3 do 5 maja 2025", "2025-05-03", Some("2025-05-05")),
            ("3 až 5 května 2025", "2025-05-03", Some("2025-05-05")),
            ("12 i 13 czerwca 2025", "2025-06-12", Some("2025-06-13")),
            ("4. ja 5. kesäkuuta 2025", "2025-06-04", Some("2025-06-05")),
            ("15 април 2025", "2025-04-15", None),
            ("2025 m. balandžio 3 d.", "2025-04-03", None),
            ("3. aprīlis 2025", "2025-04-03", None),
        ] {
            let found = match parse(text, &Hint::default()) {
                Parsed::Dates(Dates { start, end, .. }) => {
                    let day = |when: super::super::When| when.day().map(|day| day.to_string());
                    (day(start), end.and_then(day))
                }
                other => (Some(format!("{other:?}")), None),
            };
            let expected = (Some(start.to_owned()), end.map(str::to_owned));
            wrong.extend((found != expected).then_some((text, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn years_of_other_calendars_are_no_dates() {
        for text in ["15 فروردین 1403", "15 رمضان 1445", "1445-09-15", "2567-04-03"] {
            assert!(!matches!(parse(text, &Hint::default()), Parsed::Dates(_)), "{text}");
        }
    }

    #[test]
    fn each_word_means_one_thing() {
        let words = MONTHS.iter().flat_map(|names| names.split(' ')).count();
        let others = [TO, AND, FILLERS].iter().flat_map(|words| words.split_whitespace()).count();
        let distinct: std::collections::HashSet<&str> = MONTHS
            .iter()
            .flat_map(|names| names.split(' '))
            .chain([TO, AND, FILLERS].into_iter().flat_map(str::split_whitespace))
            .collect();
        assert_eq!(distinct.len(), words + others);
    }
}
