//! The icons of a site: for the tab of a browser, and for the home screen of a phone.

use super::file::SiteFile;

/// The path, the media type and the bytes of each icon.
const ICONS: [(&str, &str, &[u8]); 2] = [
    ("icon.svg", "image/svg+xml", include_bytes!("page/icon.svg")),
    ("apple-touch-icon.png", "image/png", include_bytes!("page/apple-touch-icon.png")),
];

/// The icons.
pub(super) fn icons() -> impl Iterator<Item = SiteFile> {
    ICONS.into_iter().map(|(path, media_type, bytes)| SiteFile::new(path, media_type, bytes))
}
