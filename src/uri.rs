//! Addresses of the web: their hosts in ASCII, the folder of a site, and what tells two of them apart (RFC 3986, UTS 46).
//!
//! Comes in: the text of an address. Goes out: the address as a feed may hold it, or what is wrong with it. Opens none.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::spelling::shown;

/// What is wrong with an address, as the rest of a sentence that begins with the address, and what to do.
pub(crate) type Fault = (String, String);

/// An `http:` or `https:` address with its scheme and host in lower case, and the host in ASCII (punycode). Most are so
/// already.
pub(crate) fn web(address: &str) -> Result<Cow<'_, str>, Fault> {
    let fault = |message: &str, help: &str| Err((message.to_owned(), help.to_owned()));
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    let rest = rest.strip_prefix("//").unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (user, host_and_port) = authority.rsplit_once('@').map_or(("", authority), |(user, rest)| (user, rest));
    // The colons of an IPv6 address stand in brackets.
    let port_at = host_and_port.rfind(':').filter(|&at| !host_and_port[at..].contains(']'));
    let (host, port) = port_at.map_or((host_and_port, ""), |at| (&host_and_port[..at], &host_and_port[at + 1..]));
    if host.trim_matches('.').is_empty() {
        return fault("has no host", "write it as `https://example.org/…`");
    }
    if host.contains(char::is_whitespace) {
        return fault("has a blank in its host", "write one address, without blanks");
    }
    if matches!(host.to_ascii_lowercase().as_str(), "http" | "https") && path.starts_with("//") {
        let right = format!("{host}:{path}");
        return Err(("has two schemes".to_owned(), format!("did you mean `{}`?", shown(&right))));
    }
    if !port.is_empty() && port.parse::<u16>().ok().filter(|port| *port > 0).is_none() {
        return fault(&format!("has the port `{}`", shown(port)), "a port is a number from 1 to 65535");
    }
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_plain(scheme) && is_plain(host) {
        return Ok(Cow::Borrowed(address));
    }
    let host = if host.is_ascii() { host.to_ascii_lowercase() } else { ascii_host(host)? };
    let mut web = format!("{}://", scheme.to_ascii_lowercase());
    for (part, mark) in [(user, "@"), (&*host, "")] {
        if !part.is_empty() {
            web.push_str(part);
            web.push_str(mark);
        }
    }
    if !port.is_empty() {
        let _ = write!(web, ":{port}");
    }
    web.push_str(path);
    Ok(Cow::Owned(web))
}

fn ascii_host(host: &str) -> Result<String, Fault> {
    idna::domain_to_ascii(host)
        .map_err(|_| ("has a host that cannot exist".to_owned(), "write the host as a browser shows it".to_owned()))
}

/// The address of a site, from what someone gives for it: without blanks around it, its scheme and host in
/// lower case, and the host in ASCII.
///
/// # Errors
///
/// It is not an address of the web; the text says why and what to write.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::base_url(" HTTPS://München.example/Conf "), Ok("https://xn--mnchen-3ya.example/Conf".to_owned()));
/// assert!(confcal::base_url("example.org").unwrap_err().contains("did you mean `https://example.org`?"));
/// ```
pub fn base_url(text: &str) -> Result<String, String> {
    let text = text.trim();
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        _ if text.is_empty() => Err("it is empty; write it as `https://example.org/…`".to_owned()),
        Some("https" | "http") => match web(text) {
            Ok(_) if text.contains(char::is_whitespace) => {
                let encoded = text.split_whitespace().collect::<Vec<_>>().join("%20");
                Err(format!("it holds a blank; did you mean `{}`?", shown(&encoded)))
            }
            Ok(web) => Ok(web.into_owned()),
            Err((message, help)) => Err(format!("it {message}; {help}")),
        },
        Some(_) => Err("an address begins with https:// or http://".to_owned()),
        None if text.contains('.') && !text.contains(char::is_whitespace) => {
            let right = text.trim_start_matches('/');
            Err(format!("an address begins with https:// or http://; did you mean `https://{}`?", shown(right)))
        }
        None => Err("an address begins with https:// or http://".to_owned()),
    }
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
pub(crate) fn component(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// What an address says of the site that it leads to: without its scheme, `www.`, a slash at its end, the place on the page,
/// and the parameters by which visits are counted. `None` if it is no address of the web.
pub(crate) fn site(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    let mut site = format!("{}{}", host.strip_prefix("www.").unwrap_or(&host), path.trim_end_matches('/'));
    let is_counter = |parameter: &str| parameter.to_ascii_lowercase().starts_with("utm_");
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty() && !is_counter(parameter));
    for (parameter, mark) in parameters.zip(std::iter::once('?').chain(std::iter::repeat('&'))) {
        site.push(mark);
        site.push_str(parameter);
    }
    // A place on the page is none of its own, but some sites have their paths there.
    if fragment.starts_with(['/', '!']) {
        site.push('#');
        site.push_str(fragment);
    }
    Some(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_ascii_and_in_lower_case() {
        for (address, expected) in [
            ("https://example.org/A%20b?C#D", "https://example.org/A%20b?C#D"),
            ("HTTPS://Example.ORG/A", "https://example.org/A"),
            ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/ä"),
            ("https://User:Pass@BÜCHER.example:8443?x", "https://User:Pass@xn--bcher-kva.example:8443?x"),
            ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ] {
            assert_eq!(web(address).as_deref(), Ok(expected), "{address}");
        }
    }

    #[test]
    fn addresses_that_nobody_can_open() {
        for (address, expected) in [
            ("https://https://example.org/", "has two schemes"),
            ("http://HTTPS//example.org", "has two schemes"),
            ("https://example.org:65536/", "has the port `65536`"),
            ("https://example.org:0/", "has the port `0`"),
            ("https://example.org:https/", "has the port `https`"),
            ("https://", "has no host"),
            ("https://./", "has no host"),
            ("https://:80/", "has no host"),
            ("https:///path", "has no host"),
            ("https://example org/", "has a blank in its host"),
            ("https://ex\u{fffd}mple.org/", "has a host that cannot exist"),
        ] {
            assert_eq!(web(address).unwrap_err().0, expected, "{address}");
        }
        assert!(web("https://example.org:/").is_ok(), "RFC 3986 lets a port be empty");
    }

    #[test]
    fn base_urls_are_put_right_or_explained() {
        for (given, expected) in [
            ("https://example.org/a%20b/", Ok("https://example.org/a%20b/")),
            (" https://example.org ", Ok("https://example.org")),
            ("HTTP://EXAMPLE.org/Conf", Ok("http://example.org/Conf")),
            ("", Err("it is empty; write it as `https://example.org/…`")),
            ("   ", Err("it is empty; write it as `https://example.org/…`")),
            ("https://example.org/a b/", Err("it holds a blank; did you mean `https://example.org/a%20b/`?")),
            (
                "example.org/conf",
                Err("an address begins with https:// or http://; did you mean `https://example.org/conf`?"),
            ),
            ("TBA", Err("an address begins with https:// or http://")),
            ("ftp://example.org", Err("an address begins with https:// or http://")),
            ("https://example.org:70000", Err("it has the port `70000`; a port is a number from 1 to 65535")),
        ] {
            assert_eq!(base_url(given).as_deref().map_err(String::as_str), expected, "{given:?}");
        }
    }

    #[test]
    fn addresses_of_one_site() {
        let cases = [
            ("https://example.org", "http://www.Example.org/"),
            ("https://example.org/2027/", "https://example.org/2027"),
            ("https://example.org/?utm_source=list&utm_medium=ics", "https://example.org"),
            ("https://example.org/e?id=7&utm_source=x", "HTTPS://example.org/e?UTM_campaign=y&id=7"),
        ];
        for (one, other) in cases {
            assert_eq!(site(one), site(other), "{one} and {other}");
        }
        for (one, other) in [
            ("https://example.org/2027", "https://example.org/2028"),
            ("https://example.org/e?id=7", "https://example.org/e?id=8"),
            ("https://example.org/Talks", "https://example.org/talks"),
            ("https://example.org/#/2027", "https://example.org/#/2028"),
        ] {
            assert_ne!(site(one), site(other), "{one} and {other}");
        }
        assert_eq!(site("mailto:x@example.org"), None);
    }
}
