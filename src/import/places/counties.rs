//! Counties of the British Isles, which stand between a town and its country.

use super::buildings::is_venue;

/// True if a text is a county of the British Isles, which is written between the town and the country alone: `Folkestone, Kent, UK`. Counties
/// that are called as their town is, such as Durham, need the word for it.
pub(super) fn is_county(text: &str, of: &str) -> bool {
    const COUNTIES: &str = "Bedfordshire|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cornwall|Cumbria|Derbyshire|Devon|Dorset|East Sussex|\
        East Yorkshire|Essex|Gloucestershire|Hampshire|Herefordshire|Hertfordshire|Kent|Lancashire|Leicestershire|Lincolnshire|Merseyside|\
        Middlesex|Norfolk|North Yorkshire|Northamptonshire|Northumberland|Nottinghamshire|Oxfordshire|Shropshire|Somerset|South Yorkshire|\
        Staffordshire|Suffolk|Surrey|Sussex|Tyne and Wear|Warwickshire|West Midlands|West Sussex|West Yorkshire|Wiltshire|Worcestershire|\
        Yorkshire|Aberdeenshire|Fife|Gwynedd|Powys";
    // `County Hall` is none.
    let has_word = || ["County ", "Co. ", "Co "].iter().any(|word| text.starts_with(word)) && !is_venue(text);
    matches!(of, "GB" | "IE") && (has_word() || of == "GB" && COUNTIES.split('|').any(|county| county == text))
}
