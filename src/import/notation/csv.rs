//! Tables: rows of text with a comma, a semicolon or a tab between the cells.

use csv::{ReaderBuilder, StringRecord};

use crate::import::dates;
use crate::import::document::{ReadFault, column_names};
use crate::import::record::{Node, Value};

/// True if a text that is not named so looks like a table: each of its first lines has the separator as often as the first.
pub(super) fn is_csv(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(10);
    let Some(first) = lines.next() else { return false };
    let separator = separator(text);
    let count = |line: &str| line.matches(char::from(separator)).count();
    count(first) > 0
        && (count(first) > 1 || separator != b',')
        && lines.next().is_none_or(|line| count(line) > 0 || line.starts_with('"'))
}

/// The separator: the one that most of the first lines agree on, counted outside quotes.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |line: &str, separator: u8| {
        let mut quoted = false;
        line.bytes()
            .filter(|&byte| {
                quoted ^= byte == b'"';
                byte == separator && !quoted
            })
            .count()
    };
    let score = |separator: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, separator)).collect();
        let first = counts.first().copied().unwrap_or(0);
        (first > 0, counts.iter().filter(|&&count| count == first && first > 0).count(), first)
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

/// The rows as maps from the names of the columns to the cells. The first row that is as wide as the table has the names;
/// what stands above it is a title.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut reader =
        ReaderBuilder::new().delimiter(separator(text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<(usize, StringRecord)> = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, |position| position.line() as usize);
                if row.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push((line, row));
                }
            }
            Err(error) => {
                faults.push(ReadFault::new(0, format!("the table cannot be read: {error}")));
                return Vec::new();
            }
        }
    }
    // A quote that never closes swallows the rest of the table.
    if let Some((line, row)) = rows.pop_if(|(_, row)| is_open(text, row)) {
        let first =
            crate::spelling::shown(row.get(0).and_then(|cell| cell.lines().next()).unwrap_or_default()).into_owned();
        let message =
            format!("a quote is opened and not closed in the row of `{first}`: the rows from here on are left out");
        faults.push(ReadFault::new(line, message));
    }
    if let Some((line, _)) = rows.iter().find(|(_, row)| row.iter().any(|cell| cell.len() > 1 << 20)) {
        faults.push(ReadFault::new(
            *line,
            "a cell of the row holds more than 1 MiB: a quote is opened and not closed".to_owned(),
        ));
        return Vec::new();
    }
    table(rows.into_iter().map(|(line, row)| (line, row.iter().map(str::to_owned).collect())).collect(), faults)
}

/// True if the last cell of the last row goes on over the end of its line, because its quote is never closed.
fn is_open(text: &str, row: &StringRecord) -> bool {
    let from = row.position().map_or(0, |position| position.byte() as usize);
    let quotes = text.as_bytes().get(from..).unwrap_or_default().iter().filter(|byte| **byte == b'"').count();
    quotes % 2 == 1 && row.iter().next_back().is_some_and(|cell| cell.trim_end().contains('\n'))
}

/// A table as a list of maps.
fn table(mut rows: Vec<(usize, Vec<String>)>, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let widest = rows.iter().map(|(_, row)| filled(row)).max().unwrap_or(0);
    let Some(at) = rows.iter().take(10).position(|(_, row)| filled(row) * 2 > widest) else { return Vec::new() };
    // A table whose first row has a date has no names.
    let has_names = !rows[at].1.iter().any(|cell| cell.len() > 4 && dates::is_date(cell.trim()));
    let name = |name: &String| if has_names { name.trim().to_owned() } else { String::new() };
    let names = column_names(rows[at].1.iter().map(name));
    if has_names {
        cut_to(names.len(), &mut rows[at + 1..], faults);
    }
    let mut items = Vec::with_capacity(rows.len());
    for (line, row) in &rows[at + usize::from(has_names)..] {
        // A heading repeated further down is no row.
        if has_names && row.iter().map(|cell| cell.trim()).eq(rows[at].1.iter().map(|cell| cell.trim())) {
            continue;
        }
        let cells = row.iter().enumerate().map(|(index, cell)| {
            let name = names.get(index).cloned().unwrap_or_else(|| format!("column {}", index + 1));
            let value = if cell.trim().is_empty() { Value::Null } else { Value::Text(cell.trim().to_owned()) };
            (name, Node { line: *line, value })
        });
        items.push(Node::map(*line, cells.collect()));
    }
    vec![Node::list(rows[at].0, items)]
}

/// Takes the cells behind the last column from a few rows, which have a separator too many, and says them. Where most rows have such
/// cells, they are columns without a name.
fn cut_to(width: usize, rows: &mut [(usize, Vec<String>)], faults: &mut Vec<ReadFault>) {
    let is_wide = |row: &[String]| row.iter().skip(width).any(|cell| !cell.trim().is_empty());
    if rows.iter().filter(|(_, row)| is_wide(row)).count() * 2 > rows.len() {
        return;
    }
    for (line, row) in rows.iter_mut().filter(|(_, row)| is_wide(row)) {
        let more = row.split_off(width);
        let shown = crate::spelling::shown(more.join(", ").trim()).into_owned();
        let message = format!("the row has more cells than the table has columns: `{shown}` is left out");
        faults.push(ReadFault::new(*line, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(String, Option<String>)>> {
        let mut faults = Vec::new();
        let nodes = read(text, &mut faults);
        assert_eq!(faults, []);
        nodes[0]
            .items()
            .iter()
            .map(|row| row.members().iter().map(|(key, node)| (key.clone(), node.scalar())).collect())
            .collect()
    }

    #[test]
    fn a_quote_that_never_closes_is_said_and_takes_no_row_before_it() {
        let mut faults = Vec::new();
        let nodes = read(
            "name,start,city\nA,2027-01-01,\"Oslo, Norway\"\nFoo,2027-02-01,\"Berlin\nBar,2027-03-01,Paris\n",
            &mut faults,
        );
        assert_eq!(nodes[0].items().len(), 1);
        let message = "a quote is opened and not closed in the row of `Foo`: the rows from here on are left out";
        assert_eq!(faults, [ReadFault::new(3, message.to_owned())]);
        // A mark of inches is no quote.
        assert_eq!(rows("name,note\nA,5\" disk\nB,\"two\nlines\"\n").len(), 2);
    }

    #[test]
    fn tables_are_read_whatever_is_between_the_cells() {
        for text in [
            "name,start\n\"A, B\",2027-01-01\n",
            "name;start\n\"A, B\";2027-01-01\n",
            "name\tstart\nA, B\t2027-01-01\n",
        ] {
            assert_eq!(
                rows(text),
                [[("name".to_owned(), Some("A, B".to_owned())), ("start".to_owned(), Some("2027-01-01".to_owned()))]],
                "{text}"
            );
        }
    }

    #[test]
    fn a_cell_too_many_is_said() {
        let mut faults = Vec::new();
        let nodes = read("name,start\nA,2027-01-01\nB,2027,2028-02-01\nC,2027-03-01,\n", &mut faults);
        let widths: Vec<usize> = nodes[0].items().iter().map(|row| row.members().len()).collect();
        assert_eq!(widths, [2, 2, 3]);
        let message = "the row has more cells than the table has columns: `2028-02-01` is left out";
        assert_eq!(faults, [ReadFault::new(3, message)]);
        // Notes behind the last name, in most rows.
        assert_eq!(rows("name,start\nA,2027-01-01,x\nB,2027-02-01,y\n")[0].len(), 3);
    }

    #[test]
    fn a_title_above_the_names_is_no_row() {
        let rows = rows("Our conferences,,\n,,\nname,start,\"the\nend\"\nA,\"x\n y\",\nname,start,\"the\nend\"\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0][1], ("start".to_owned(), Some("x\n y".to_owned())));
        assert_eq!(rows[0][2], ("the\nend".to_owned(), None));
    }
}
