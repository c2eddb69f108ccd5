//! Conferences of a group, each with whole dates in an item below the link of the group: `[IETF](…)` over
//! `IETF 116 2023/03/25 - 2023/03/31 Yokohama Japan`.

use super::MarkdownReader;
use super::editions::series;
use super::fields::{Nested, RecordFields};
use super::inline::{links, plain};
use super::items::below;
use super::names::is_name;
use super::parts::{beside_date, parts};
use super::whole_dates::{WholeDates, whole_dates};

impl MarkdownReader {
    /// Reads the items below the link of a group as its conferences; false if they are others.
    pub(super) fn dated_items(&mut self, text: &str, nested: &[Nested], above: &str) -> bool {
        let bare = plain(text);
        let shown: Vec<String> = nested.iter().map(|(_, item)| plain(item)).collect();
        let found: Vec<Option<WholeDates>> =
            shown.iter().map(|item| whole_dates(item).filter(|found| !found.before.is_empty())).collect();
        let dated = found.iter().flatten().count();
        if dated * 2 <= nested.len() || whole_dates(&bare).is_some() || beside_date(&bare).is_some() {
            return false;
        }
        let Some((series, url)) = series(text).and_then(|series| Some((series.name, series.url?))) else {
            return false;
        };
        let others: Vec<Nested> =
            nested.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(other, _)| other.clone()).collect();
        for ((line, item), found) in nested.iter().zip(found) {
            let Some(WholeDates { before, dates, behind }) = found else { continue };
            let mut fields = RecordFields::new(*line);
            let is_whole = before.to_lowercase().contains(&series.to_lowercase());
            fields.push("name", &if is_whole { before.to_owned() } else { format!("{series} {before}") });
            fields.push("series", &series);
            let own = links(item).into_iter().find(|link| !link.is_image && is_name(link));
            fields.push("url", own.as_ref().map_or(&url, |link| &link.address));
            fields.push("dates", dates);
            parts(behind, &mut fields);
            below(&others, &mut fields);
            self.items.push(fields.finish(above));
        }
        true
    }
}
