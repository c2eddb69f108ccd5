//! The colour names of CSS3, the only colours that a calendar can have (RFC 7986 §5.9).
//!
//! Comes in: a value of a list. Goes out: the name and its hexadecimal form, or a sentence that suggests a name.

use crate::spelling::all_nearest;

/// The CSS3 name in lower case and its colour as `#RRGGBB`, in upper case; `None` for any other text.
///
/// Case makes no difference. `rebeccapurple` (CSS4) and `transparent` are not among them.
///
/// Source: CSS Color Module Level 3 §4.3 (extended colour keywords), as RFC 7986 §5.9 asks.
pub(crate) fn css3(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.to_ascii_lowercase();
    let index = NAMES.binary_search_by(|(known, _)| (*known).cmp(&name)).ok()?;
    Some(NAMES[index])
}

/// A suggestion for a value that is not a CSS3 name: misspelt, `#RGB`, `#RRGGBB` or `rgb(R, G, B)`.
pub(crate) fn suggest(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase();
    if let Some(rgb) = components(&name) {
        let (name, _) = NAMES.iter().min_by_key(|(_, hex)| distance(rgb, hex))?;
        return Some(format!("write the name `{name}`"));
    }
    // "Steel blue" and "steel-blue" are the usual misspellings.
    let letters: String = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    let names = NAMES.iter().map(|(known, _)| (known, known));
    let nearest = all_nearest(&letters, names, |shorter, _| shorter / 3);
    nearest.first().map(|name| format!("did you mean `{name}`?"))
}

/// Red, green and blue of `#rgb`, `#rrggbb` (with or without a last part for opacity) or `rgb(r, g, b)`.
fn components(text: &str) -> Option<[u8; 3]> {
    if let Some(digits) = text.strip_prefix('#') {
        let digits: Vec<u32> = digits.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
        let rgb = match digits[..] {
            [r, g, b] | [r, g, b, _] => [r * 17, g * 17, b * 17],
            [r, s, g, h, b, c] | [r, s, g, h, b, c, _, _] => [r * 16 + s, g * 16 + h, b * 16 + c],
            _ => return None,
        };
        // Two hexadecimal digits fit into an octet.
        return Some(rgb.map(|part| part as u8));
    }
    let inside = text.strip_prefix("rgb(").or_else(|| text.strip_prefix("rgba("))?;
    let mut parts = inside
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u8>().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// The distance of two colours: the sum of the squares over the three components.
fn distance(rgb: [u8; 3], hex: &str) -> i32 {
    let other = components(hex).unwrap_or_default();
    rgb.into_iter().zip(other).map(|(a, b)| (i32::from(a) - i32::from(b)).pow(2)).sum()
}

/// Sorted, as the binary search requires.
#[rustfmt::skip]
const NAMES: [(&str, &str); 147] = [
    ("aliceblue", "#F0F8FF"), ("antiquewhite", "#FAEBD7"), ("aqua", "#00FFFF"), ("aquamarine", "#7FFFD4"),
    ("azure", "#F0FFFF"), ("beige", "#F5F5DC"), ("bisque", "#FFE4C4"), ("black", "#000000"),
    ("blanchedalmond", "#FFEBCD"), ("blue", "#0000FF"), ("blueviolet", "#8A2BE2"), ("brown", "#A52A2A"),
    ("burlywood", "#DEB887"), ("cadetblue", "#5F9EA0"), ("chartreuse", "#7FFF00"), ("chocolate", "#D2691E"),
    ("coral", "#FF7F50"), ("cornflowerblue", "#6495ED"), ("cornsilk", "#FFF8DC"), ("crimson", "#DC143C"),
    ("cyan", "#00FFFF"), ("darkblue", "#00008B"), ("darkcyan", "#008B8B"), ("darkgoldenrod", "#B8860B"),
    ("darkgray", "#A9A9A9"), ("darkgreen", "#006400"), ("darkgrey", "#A9A9A9"), ("darkkhaki", "#BDB76B"),
    ("darkmagenta", "#8B008B"), ("darkolivegreen", "#556B2F"), ("darkorange", "#FF8C00"), ("darkorchid", "#9932CC"),
    ("darkred", "#8B0000"), ("darksalmon", "#E9967A"), ("darkseagreen", "#8FBC8F"), ("darkslateblue", "#483D8B"),
    ("darkslategray", "#2F4F4F"), ("darkslategrey", "#2F4F4F"), ("darkturquoise", "#00CED1"), ("darkviolet", "#9400D3"),
    ("deeppink", "#FF1493"), ("deepskyblue", "#00BFFF"), ("dimgray", "#696969"), ("dimgrey", "#696969"),
    ("dodgerblue", "#1E90FF"), ("firebrick", "#B22222"), ("floralwhite", "#FFFAF0"), ("forestgreen", "#228B22"),
    ("fuchsia", "#FF00FF"), ("gainsboro", "#DCDCDC"), ("ghostwhite", "#F8F8FF"), ("gold", "#FFD700"),
    ("goldenrod", "#DAA520"), ("gray", "#808080"), ("green", "#008000"), ("greenyellow", "#ADFF2F"),
    ("grey", "#808080"), ("honeydew", "#F0FFF0"), ("hotpink", "#FF69B4"), ("indianred", "#CD5C5C"),
    ("indigo", "#4B0082"), ("ivory", "#FFFFF0"), ("khaki", "#F0E68C"), ("lavender", "#E6E6FA"),
    ("lavenderblush", "#FFF0F5"), ("lawngreen", "#7CFC00"), ("lemonchiffon", "#FFFACD"), ("lightblue", "#ADD8E6"),
    ("lightcoral", "#F08080"), ("lightcyan", "#E0FFFF"), ("lightgoldenrodyellow", "#FAFAD2"), ("lightgray", "#D3D3D3"),
    ("lightgreen", "#90EE90"), ("lightgrey", "#D3D3D3"), ("lightpink", "#FFB6C1"), ("lightsalmon", "#FFA07A"),
    ("lightseagreen", "#20B2AA"), ("lightskyblue", "#87CEFA"), ("lightslategray", "#778899"), ("lightslategrey", "#778899"),
    ("lightsteelblue", "#B0C4DE"), ("lightyellow", "#FFFFE0"), ("lime", "#00FF00"), ("limegreen", "#32CD32"),
    ("linen", "#FAF0E6"), ("magenta", "#FF00FF"), ("maroon", "#800000"), ("mediumaquamarine", "#66CDAA"),
    ("mediumblue", "#0000CD"), ("mediumorchid", "#BA55D3"), ("mediumpurple", "#9370DB"), ("mediumseagreen", "#3CB371"),
    ("mediumslateblue", "#7B68EE"), ("mediumspringgreen", "#00FA9A"), ("mediumturquoise", "#48D1CC"), ("mediumvioletred", "#C71585"),
    ("midnightblue", "#191970"), ("mintcream", "#F5FFFA"), ("mistyrose", "#FFE4E1"), ("moccasin", "#FFE4B5"),
    ("navajowhite", "#FFDEAD"), ("navy", "#000080"), ("oldlace", "#FDF5E6"), ("olive", "#808000"),
    ("olivedrab", "#6B8E23"), ("orange", "#FFA500"), ("orangered", "#FF4500"), ("orchid", "#DA70D6"),
    ("palegoldenrod", "#EEE8AA"), ("palegreen", "#98FB98"), ("paleturquoise", "#AFEEEE"), ("palevioletred", "#DB7093"),
    ("papayawhip", "#FFEFD5"), ("peachpuff", "#FFDAB9"), ("peru", "#CD853F"), ("pink", "#FFC0CB"),
    ("plum", "#DDA0DD"), ("powderblue", "#B0E0E6"), ("purple", "#800080"), ("red", "#FF0000"),
    ("rosybrown", "#BC8F8F"), ("royalblue", "#4169E1"), ("saddlebrown", "#8B4513"), ("salmon", "#FA8072"),
    ("sandybrown", "#F4A460"), ("seagreen", "#2E8B57"), ("seashell", "#FFF5EE"), ("sienna", "#A0522D"),
    ("silver", "#C0C0C0"), ("skyblue", "#87CEEB"), ("slateblue", "#6A5ACD"), ("slategray", "#708090"),
    ("slategrey", "#708090"), ("snow", "#FFFAFA"), ("springgreen", "#00FF7F"), ("steelblue", "#4682B4"),
    ("tan", "#D2B48C"), ("teal", "#008080"), ("thistle", "#D8BFD8"), ("tomato", "#FF6347"),
    ("turquoise", "#40E0D0"), ("violet", "#EE82EE"), ("wheat", "#F5DEB3"), ("white", "#FFFFFF"),
    ("whitesmoke", "#F5F5F5"), ("yellow", "#FFFF00"), ("yellowgreen", "#9ACD32"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_is_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for row @ (name, hex) in NAMES {
            assert_eq!(css3(name), Some(row));
            assert_eq!(css3(&name.to_uppercase()), Some(row));
            assert!(components(hex).is_some());
        }
    }

    #[test]
    fn knows_css3_only() {
        for text in ["", "rebeccapurple", "transparent", "#FF0000", "currentcolor", " red"] {
            assert_eq!(css3(text), None, "{text}");
        }
    }

    #[test]
    fn suggests_the_nearest() {
        for (text, name) in
            [("stealblue", "steelblue"), ("Steel Blue", "steelblue"), ("dark-green", "darkgreen"), ("orage", "orange")]
        {
            assert_eq!(suggest(text), Some(format!("did you mean `{name}`?")), "{text}");
        }
        for (text, name) in [
            ("#4682B4", "steelblue"),
            ("#F00", "red"),
            ("#f00f", "red"),
            ("#FF0001FF", "red"),
            ("rgb(254, 0, 0)", "red"),
            ("rgba(0 0 1 / 50%)", "black"),
        ] {
            assert_eq!(suggest(text), Some(format!("write the name `{name}`")), "{text}");
        }
        for text in ["", "#", "#12", "#ééé", "rgb(1,2)", "rgb(300, 0, 0)", "xyzzy"] {
            assert_eq!(suggest(text), None, "{text}");
        }
        assert_eq!(suggest(&"x".repeat(100_000)), None);
    }
}
