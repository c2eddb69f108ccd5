//! The land of the map, and where on it the marks of conferences lie.
//!
//! Comes in: points in units of the map, and the outline of the land, a path of SVG in the same units. Goes out: points on
//! land. A simplified coast leaves a city on it at sea, and marks of one city that are spread around it would lie there too.

use std::collections::VecDeque;
use std::sync::LazyLock;

/// A point of the map: x to the right and y down.
pub(super) type Point = (f64, f64);

/// The outline of the land: closed rings of lines, drawn by the rule `evenodd`.
pub(super) const OUTLINE: &str = include_str!("world.svgpath");

/// The furthest that a point on the coast lies at sea, in units of the map. The outline is a unit off at most, some 35 km; a
/// point further out is on an island that it lacks.
const MAX_COAST_ERROR: f64 = 3.0;

/// The distances from the coast at which a point from the sea is put, in units of the map: the first at which there is land.
const INLAND: [f64; 3] = [0.3, 0.1, 0.02];

/// The positions that are tried for each mark of a place if there is sea at a usual one. The last of them are 1.4 times as far
/// out as the last usual one, which is enough on a straight coast.
const POSITIONS_PER_MARK: usize = 32;

/// The number of times by which these are closer together than marks usually are.
const CLOSER: f64 = 4.0;

/// The least distance of two marks, in parts of the usual one.
const MIN_ROOM: f64 = 0.9;

/// The most marks to which the distance is measured: those placed last are the nearest.
const MAX_NEIGHBOURS: usize = 200;

static LAND: LazyLock<Vec<Ring>> = LazyLock::new(|| rings(OUTLINE));

/// The lines of the land that pass through each row of the map, a unit high: to go through all takes long for each of thousands
/// of marks.
static ROWS: LazyLock<Vec<Vec<(Point, Point)>>> = LazyLock::new(|| rows(&LAND));

/// A closed line, and the box around it.
struct Ring {
    points: Vec<Point>,
    least: Point,
    most: Point,
}

impl Ring {
    fn new(points: Vec<Point>) -> Ring {
        let of = |choose: fn(f64, f64) -> f64, start| {
            points.iter().fold((start, start), |(x, y), point| (choose(x, point.0), choose(y, point.1)))
        };
        Ring { least: of(f64::min, f64::INFINITY), most: of(f64::max, f64::NEG_INFINITY), points }
    }

    /// True if the ring may have a point within this distance of another.
    fn is_near(&self, (x, y): Point, distance: f64) -> bool {
        let (least, most) = (self.least, self.most);
        (least.0 - distance..=most.0 + distance).contains(&x) && (least.1 - distance..=most.1 + distance).contains(&y)
    }

    /// Its lines, the last of which closes it.
    fn lines(&self) -> impl Iterator<Item = (Point, Point)> {
        let ends = self.points.iter().skip(1).chain(self.points.first());
        self.points.iter().copied().zip(ends.copied())
    }
}

/// True if a point of the map is on land.
pub(super) fn contains((x, y): Point) -> bool {
    let crossed =
        |&&((x1, y1), (x2, y2)): &&(Point, Point)| (y1 > y) != (y2 > y) && x < x1 + (y - y1) * (x2 - x1) / (y2 - y1);
    ROWS.get(y as usize).is_some_and(|row| row.iter().filter(crossed).count() % 2 == 1)
}

/// The lines of the rings that pass through each row.
fn rows(rings: &[Ring]) -> Vec<Vec<(Point, Point)>> {
    let mut rows: Vec<Vec<(Point, Point)>> = Vec::new();
    for (from, to) in rings.iter().flat_map(Ring::lines) {
        let (top, bottom) = (from.1.min(to.1) as usize, from.1.max(to.1) as usize);
        rows.resize_with(rows.len().max(bottom + 1), Vec::new);
        rows[top..=bottom].iter_mut().for_each(|row| row.push((from, to)));
    }
    rows
}

/// The point on land that is nearest to a point, if that lies at sea close to a coast; else the point itself.
pub(super) fn nearest(point: Point) -> Point {
    if contains(point) {
        return point;
    }
    let rings = LAND.iter().filter(|ring| ring.is_near(point, MAX_COAST_ERROR));
    let coasts = rings.flat_map(Ring::lines).map(|line| nearest_of_line(line, point));
    let Some((coast, distance)) = coasts.min_by(|one, other| one.1.total_cmp(&other.1)) else { return point };
    if distance > MAX_COAST_ERROR || distance == 0.0 {
        return point;
    }
    let further = |from: f64, to: f64, inland: f64| to + (to - from) * inland / distance;
    let inland = INLAND.map(|by| (further(point.0, coast.0, by), further(point.1, coast.1, by)));
    inland.into_iter().find(|point| contains(*point)).unwrap_or(coast)
}

/// The point of a line that is nearest to a point, and its distance.
fn nearest_of_line(((x1, y1), (x2, y2)): (Point, Point), (x, y): Point) -> (Point, f64) {
    let (across, down) = (x2 - x1, y2 - y1);
    let length = across * across + down * down;
    let part = if length > 0.0 { ((x - x1) * across + (y - y1) * down) / length } else { 0.0 };
    let part = part.clamp(0.0, 1.0);
    let nearest = (x1 + part * across, y1 + part * down);
    (nearest, distance(nearest, (x, y)))
}

/// The marks of one place, which are spread around it.
#[derive(Default)]
pub(super) struct Spread {
    /// The number of its marks.
    pub(super) marks: u32,
    placed: Vec<Point>,
    /// The number of positions that were tried beside the usual ones.
    tried: usize,
    /// Those of them that lie at sea, which are taken when there is no room on land.
    at_sea: VecDeque<Point>,
}

impl Spread {
    /// The position of the next mark, which belongs at `centre`; `apart` is the usual distance of two marks. It is on land if
    /// there is room nearby, and then as near as it can be.
    pub(super) fn next(&mut self, centre: Point, apart: f64) -> Point {
        let usual = on_spiral(centre, apart, self.placed.len());
        let is_usual = self.placed.is_empty() || self.tried == 0 && contains(usual) && self.has_room(usual, apart);
        let other = if is_usual { None } else { self.other(centre, apart) };
        let point = other.unwrap_or(usual);
        self.placed.push(point);
        point
    }

    /// The next position with room. What was tried once is not tried again: it has no room for the marks to come either.
    fn other(&mut self, centre: Point, apart: f64) -> Option<Point> {
        while self.tried < self.marks as usize * POSITIONS_PER_MARK {
            self.tried += 1;
            let point = on_spiral(centre, apart / CLOSER, self.tried);
            if !self.has_room(point, apart) {
                continue;
            }
            if contains(point) {
                return Some(point);
            }
            self.at_sea.push_back(point);
        }
        while let Some(point) = self.at_sea.pop_front() {
            if self.has_room(point, apart) {
                return Some(point);
            }
        }
        None
    }

    /// True if a point is not too close to another mark.
    fn has_room(&self, point: Point, apart: f64) -> bool {
        let least = apart * MIN_ROOM;
        // Most marks are far enough away in one direction alone.
        let is_apart = |other: &Point| {
            (point.0 - other.0).abs() >= least || (point.1 - other.1).abs() >= least || distance(point, *other) >= least
        };
        self.placed.iter().rev().take(MAX_NEIGHBOURS).all(is_apart)
    }
}

/// A point around a centre, further out with its number. The golden angle spreads points evenly.
fn on_spiral((x, y): Point, apart: f64, number: usize) -> Point {
    let (around, out) = (number as f64 * 2.399_963, apart * (number as f64).sqrt());
    (x + out * around.cos(), y + out * around.sin())
}

fn distance(one: Point, other: Point) -> f64 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

/// The rings of a path that has none but the commands `m`, with lines after it, and `z`.
fn rings(path: &str) -> Vec<Ring> {
    let mut at = (0.0, 0.0);
    let ring = |part: &str| {
        let numbers = numbers(part);
        let steps = numbers.chunks_exact(2).map(|step| (step[0], step[1]));
        let mut end = at;
        let points: Vec<Point> = steps
            .map(|(x, y)| {
                end = (end.0 + x, end.1 + y);
                end
            })
            .collect();
        // The next ring begins from where this one did.
        at = *points.first()?;
        Some(Ring::new(points))
    };
    path.split('z').filter_map(ring).collect()
}

/// The numbers of a path, which are separated by blanks, or by the sign or the point of the next one.
fn numbers(text: &str) -> Vec<f64> {
    let (mut numbers, mut number) = (Vec::new(), String::new());
    for char in text.chars().chain([' ']) {
        let is_next = char == '-' || char == '.' && number.contains('.') || !matches!(char, '.' | '0'..='9');
        if is_next {
            numbers.extend(number.parse::<f64>());
            number.clear();
        }
        if matches!(char, '-' | '.' | '0'..='9') {
            number.push(char);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Geo;
    use crate::site::page::pictures::point;

    #[rustfmt::skip]
    const COASTAL: [(&str, f64, f64); 62] = [
        ("Long Beach", 33.77, -118.19), ("San Diego", 32.72, -117.16), ("San Francisco", 37.77, -122.42), ("Seattle", 47.60, -122.33),
        ("Miami", 25.76, -80.19), ("New York", 40.71, -74.00), ("Boston", 42.36, -71.06), ("Halifax", 44.65, -63.57),
        ("Havana", 23.11, -82.37), ("San Juan", 18.47, -66.11), ("Bridgetown", 13.10, -59.61), ("Willemstad", 12.11, -68.93),
        ("Rio de Janeiro", -22.91, -43.17), ("Salvador", -12.97, -38.50), ("Lima", -12.05, -77.04), ("Valparaíso", -33.05, -71.62),
        ("Montevideo", -34.90, -56.19), ("Galápagos", -0.74, -90.30), ("Honolulu", 21.31, -157.86), ("Lisbon", 38.72, -9.14),
        ("Ponta Delgada", 37.74, -25.67), ("Funchal", 32.65, -16.91), ("Las Palmas", 28.12, -15.43), ("Barcelona", 41.39, 2.17),
        ("Palma", 39.57, 2.65), ("Cagliari", 39.22, 9.12), ("Venice", 45.44, 12.32), ("Valletta", 35.90, 14.51),
        ("Heraklion", 35.34, 25.13), ("Istanbul", 41.01, 28.98), ("Limassol", 34.68, 33.04), ("Dublin", 53.35, -6.26),
        ("Douglas", 54.15, -4.48), ("Tórshavn", 62.01, -6.77), ("Reykjavík", 64.15, -21.94), ("Copenhagen", 55.68, 12.57),
        ("Visby", 57.64, 18.29), ("Helsinki", 60.17, 24.94), ("Alexandria", 31.20, 29.92), ("Casablanca", 33.57, -7.59),
        ("Dakar", 14.72, -17.47), ("Lagos", 6.52, 3.38), ("Cape Town", -33.92, 18.42), ("Durban", -29.86, 31.02),
        ("Zanzibar", -6.16, 39.20), ("Port Louis", -20.16, 57.50), ("Manama", 26.23, 50.59), ("Mumbai", 19.08, 72.88),
        ("Colombo", 6.93, 79.85), ("Singapore", 1.35, 103.82), ("Penang", 5.41, 100.33), ("Hong Kong", 22.32, 114.17),
        ("Macao", 22.20, 113.54), ("Jeju", 33.50, 126.53), ("Naha", 26.21, 127.68), ("Vladivostok", 43.12, 131.89),
        ("Tokyo", 35.68, 139.65), ("Sydney", -33.87, 151.21), ("Hobart", -42.88, 147.33), ("Auckland", -36.85, 174.76),
        ("Wellington", -41.29, 174.78), ("Suva", -18.14, 178.44),
    ];

    fn on_map(lat: f64, lon: f64) -> Point {
        point(Geo::new(lat, lon).expect("a point"))
    }

    #[test]
    fn numbers_of_a_path_need_no_blanks() {
        assert_eq!(numbers("m963 305.9-1.6 1.9-2.5.7-.1-1.1"), [963.0, 305.9, -1.6, 1.9, -2.5, 0.7, -0.1, -1.1]);
    }

    #[test]
    fn the_outline_is_within_the_map() {
        assert_eq!(LAND.iter().map(|ring| ring.points.len()).sum::<usize>(), 4897);
        for ring in LAND.iter() {
            assert!(ring.points.len() > 2 && ring.least.0 >= 0.0 && ring.most.0 <= 1000.0, "{:?}", ring.least);
            assert!(ring.least.1 >= 0.0 && ring.most.1 <= 440.0, "{:?}", ring.least);
        }
        for (name, lat, lon) in
            [("Madrid", 40.42, -3.70), ("Denver", 39.74, -104.99), ("Alice Springs", -23.70, 133.88)]
        {
            assert_eq!(nearest(on_map(lat, lon)), on_map(lat, lon), "{name}");
        }
        assert!(!contains(on_map(42.0, 51.0)), "the Caspian Sea is no land");
    }

    #[test]
    fn a_city_on_the_coast_lies_on_land() {
        for (name, lat, lon) in COASTAL {
            let place = on_map(lat, lon);
            let mark = nearest(place);
            assert!(contains(mark), "{name}: {mark:?}");
            assert!(distance(place, mark) < 1.3, "{name} moved from {place:?} to {mark:?}");
        }
    }

    #[test]
    fn a_point_far_from_land_stays() {
        for (name, lat, lon) in
            [("Lord Howe Island", -31.55, 159.08), ("the Atlantic", 30.0, -45.0), ("null", 0.0, 0.0)]
        {
            assert_eq!(nearest(on_map(lat, lon)), on_map(lat, lon), "{name}");
        }
    }

    /// The marks of a place; the first of them is the centre.
    fn spread(centre: Point, marks: u32, apart: f64) -> Vec<Point> {
        let mut spread = Spread { marks, ..Spread::default() };
        (0..marks).map(|_| spread.next(centre, apart)).collect()
    }

    /// The second conference of Long Beach lay 290 km out at sea.
    #[test]
    fn marks_are_spread_over_land() {
        // Islands without room for six marks, and without other land nearby.
        let small = [
            "San Juan",
            "Galápagos",
            "Honolulu",
            "Ponta Delgada",
            "Tórshavn",
            "Port Louis",
            "Naha",
            "Auckland",
            "Suva",
        ];
        for (name, lat, lon) in COASTAL {
            let (centre, apart) = (nearest(on_map(lat, lon)), 7.3);
            let points = spread(centre, 6, apart);
            assert_eq!(points[0], centre, "{name}");
            let at_sea = points.iter().filter(|point| !contains(**point)).count();
            assert_eq!(at_sea > 0, small.contains(&name), "{name}: {at_sea} at sea");
            for (number, point) in points.iter().enumerate() {
                assert!(distance(*point, centre) <= apart * (2.0 * 6.0_f64).sqrt(), "{name}: {point:?}");
                let is_apart = |other: &&Point| distance(*point, **other) >= apart * MIN_ROOM;
                assert_eq!(points[..number].iter().find(|other| !is_apart(other)), None, "{name}: {point:?}");
            }
        }
    }

    #[test]
    fn marks_stay_as_near_to_their_place_as_they_can() {
        let apart = 8.5;
        for (name, lat, lon) in [("Long Beach", 33.77, -118.19), ("Lisbon", 38.72, -9.14), ("Sydney", -33.87, 151.21)] {
            let centre = nearest(on_map(lat, lon));
            for point in spread(centre, 4, apart) {
                assert!(distance(point, centre) < apart * 1.75, "{name}: {:.1}", distance(point, centre));
            }
        }
        // Inland nothing is in the way.
        let centre = on_map(50.0, 80.0);
        assert_eq!(spread(centre, 5, apart), [0, 1, 2, 3, 4].map(|number| on_spiral(centre, apart, number)));
    }

    /// Each position is tried once, however many marks a small island has.
    #[test]
    fn thousands_of_marks_of_an_island_are_placed_at_once() {
        let points = spread(on_map(21.31, -157.86), 2000, 18.0 / 2000_f64.sqrt());
        assert_eq!(points.len(), 2000);
    }
}
