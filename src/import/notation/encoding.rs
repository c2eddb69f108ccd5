//! From octets to text, or what the octets are instead.

/// The text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one.
///
/// # Errors
///
/// The octets are no text, or in an encoding that nothing in them names. The message says what to do.
pub(super) fn text(octets: &[u8]) -> Result<String, String> {
    if let Some(format) = binary(octets) {
        return Err(format);
    }
    match octets {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    match std::str::from_utf8(octets) {
        Ok(text) if text.contains('\0') => Err("the file holds octets that are not text; save it as UTF-8".to_owned()),
        // A lone carriage return ends a line of old programs.
        Ok(text) if text.contains('\r') => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = octets[..error.valid_up_to()].iter().filter(|octet| **octet == b'\n').count() + 1;
            let looks = if octets.contains(&0) { "" } else { "; it looks like Latin-1 (Windows-1252)" };
            Err(format!(
                "line {line} is not UTF-8{looks}: save the file as UTF-8 in your editor, or convert it: `iconv -f WINDOWS-1252 -t UTF-8`"
            ))
        }
    }
}

fn utf16(octets: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let units: Vec<u16> = octets.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let text =
        String::from_utf16(&units).map_err(|_| "the file begins as UTF-16 and is not; save it as UTF-8".to_owned())?;
    Ok(text.replace("\r\n", "\n"))
}

/// The message for a file that is not a text, by its first octets.
fn binary(octets: &[u8]) -> Option<String> {
    const SPREADSHEET: &str = "a spreadsheet (.xlsx or .ods) or another ZIP archive: in the spreadsheet program choose \
                               “Save as” or “Download”, then CSV, and import that file";
    const FORMATS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", SPREADSHEET),
        (
            b"\xd0\xcf\x11\xe0",
            "a document of Microsoft Office: in the spreadsheet program choose “Save as”, then CSV, and import that file",
        ),
        (b"\x1f\x8b", "compressed by gzip: unpack it first"),
        (b"BZh", "compressed by bzip2: unpack it first"),
        (b"\xfd7zXZ", "compressed by xz: unpack it first"),
        (b"(\xb5/\xfd", "compressed by zstd: unpack it first"),
        (b"%PDF-", "a PDF file, which holds no records"),
        (b"\x89PNG", "an image"),
        (b"GIF8", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"SQLite format 3", "a database of SQLite: export the table as CSV, and import that file"),
    ];
    let (_, format) = FORMATS.iter().find(|(start, _)| octets.starts_with(start))?;
    Some(format!("the file is {format}"))
}
