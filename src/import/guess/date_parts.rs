//! Dates whose year, month and day have columns of their own: `cfp_y`, `cfp_m` and `cfp_d`.

use super::columns::Column;
use super::progress::Guess;
use super::words::Tokens;
use crate::deadline_kind::DeadlineKind;
use crate::import::mapping::{DeadlineMapping, Texts};

/// The words for each part, in the order of a date.
const PARTS: [&str; 3] = ["year y yr yyyy jahr año annee", "month m mon mm monat mes mois", "day d dd tag dia jour"];

impl Guess<'_> {
    /// Takes year, month and day of one thing as its date. Those of nothing in particular are read where a date lacks them.
    pub(super) fn date_parts(&mut self) {
        let found: Vec<(usize, Tokens, usize)> =
            self.free().filter_map(|(index, column)| part(column).map(|(of, part)| (index, of, part))).collect();
        let mut done: Vec<&Tokens> = Vec::new();
        for (_, of, _) in &found {
            if done.contains(&of) {
                continue;
            }
            done.push(of);
            let of_part = |part: usize| found.iter().find(|(_, other, at)| other == of && *at == part);
            let (Some(year), Some(month), Some(day)) = (of_part(0), of_part(1), of_part(2)) else { continue };
            // `start_date` beside `start_date_details.year`
            let is_whole = |column: &Column| {
                let Tokens(words) = &column.tokens;
                column.counts.are_dates() && words.iter().all(|word| of.0.contains(word) || word == "date")
            };
            if self.free().any(|(_, column)| is_whole(column)) {
                continue;
            }
            let is_number = self.columns[month.0].counts.are_numbers();
            let [year, month, day] = [year, month, day].map(|(index, ..)| self.take(*index));
            let date = match is_number {
                true => format!("{{{year}}}-{{{month}}}-{{{day}}}"),
                false => format!("{{{day}}} {{{month}}} {{{year}}}"),
            };
            self.date_of_parts(of, Texts::one(date));
        }
    }

    fn date_of_parts(&mut self, of: &Tokens, date: Texts) {
        let fields = &mut self.mapping.fields;
        match () {
            () if of.is_deadline() => {
                let kind = of.kind().unwrap_or(DeadlineKind::Cfp).as_str().to_owned();
                self.mapping.deadlines.push(DeadlineMapping { kind, due: date, ..DeadlineMapping::default() });
            }
            () if of.is_end() => fields.end.0.extend(date.0),
            () => fields.start.0.extend(date.0),
        }
    }
}

/// The thing that a column has a part of the date of, and which part; the words of the thing are never none.
fn part(column: &Column) -> Option<(Tokens, usize)> {
    let counts = &column.counts;
    let has = |word: &String, part: usize| PARTS[part].split(' ').any(|other| other == word);
    let at = (0..PARTS.len()).find(|part| column.tokens.0.iter().any(|word| has(word, *part)))?;
    let is_part = |value: &String| match at {
        0 => crate::import::years::is_year(value),
        1 => value.parse().map_or(super::words::month(value).is_some(), |month| (1..=12).contains(&month)),
        _ => value.parse().is_ok_and(|day| (1..=31).contains(&day)),
    };
    let of: Vec<String> = column.tokens.0.iter().filter(|word| !has(word, at)).cloned().collect();
    let is_one = column.list.is_none() && !column.is_inherited() && of.len() + 1 == column.tokens.0.len();
    (is_one && !of.is_empty() && counts.all > 0 && column.values.iter().all(is_part)).then_some((Tokens(of), at))
}
