//! QR codes as SVG.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around a code, in modules (ISO/IEC 18004).
const QUIET_ZONE_MODULES: i32 = 4;

/// An SVG of the QR code of an address; an empty one if the address is too long.
pub(in crate::site) fn qr(address: &str) -> String {
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Low) else {
        return r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.to_owned();
    };
    let size = code.size() + 2 * QUIET_ZONE_MODULES;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES);
            }
            x += run.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finder_pattern() {
        let svg = qr("https://example.org/#f-all-ics");
        assert!(svg.contains("M4 4h7v1h-7z"), "the top of the finder pattern: {svg}");
        assert!(svg.len() < 8_000);
        assert_eq!(qr(&"x".repeat(5_000)).matches("path").count(), 0);
    }
}
