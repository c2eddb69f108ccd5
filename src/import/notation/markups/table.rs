//! Tables in the making, whose rows become those of Markdown.

use super::Translation;

/// The rows of a table, each with its line.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Begins a row.
    pub(super) fn begin(&mut self, line: usize) {
        self.rows.push((line, Vec::new()));
    }

    /// Adds a cell to the last row.
    pub(super) fn cell(&mut self, text: &str) {
        if let Some((_, cells)) = self.rows.last_mut() {
            cells.push(text.trim().replace('|', "\\|"));
        }
    }

    /// Adds words to a cell of the last row, or to its last cell.
    pub(super) fn join(&mut self, index: Option<usize>, text: &str) {
        let Some((_, cells)) = self.rows.last_mut() else { return };
        let at = index.unwrap_or(cells.len().saturating_sub(1));
        if let Some(cell) = cells.get_mut(at) {
            *cell = format!("{cell} {}", text.trim().replace('|', "\\|")).trim().to_owned();
        }
    }

    /// The number of cells of the first row.
    pub(super) fn width(&self) -> usize {
        self.rows.first().map_or(0, |(_, cells)| cells.len())
    }

    /// The number of cells of the last row.
    pub(super) fn filled(&self) -> usize {
        self.rows.last().map_or(0, |(_, cells)| cells.len())
    }

    /// Writes the rows, of which the first names the columns.
    pub(super) fn write(&mut self, out: &mut Translation) {
        self.rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        for (index, (line, cells)) in std::mem::take(&mut self.rows).into_iter().enumerate() {
            out.push(format!("| {} |", cells.join(" | ")), line);
            if index == 0 {
                out.push(format!("| {} |", vec!["---"; cells.len()].join(" | ")), line);
            }
        }
        out.push("", out.origins.last().copied().unwrap_or(1));
    }
}
