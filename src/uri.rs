//! Web addresses: their hosts in ASCII, the folder of a site, and a key to tell two sites apart (RFC 3986, UTS 46).
//!
//! Comes in: a text. Goes out: the address as a feed may hold it, or its fault. Opens none.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::error::Error;
use crate::ics::encode_uri;
use crate::spelling::shown;

/// The fault of an address, as the rest of a sentence that begins with the address, and its help.
pub(crate) type AddressFault = (String, String);

/// An `http:` or `https:` address with its scheme and host in lower case, and the host in ASCII (punycode). Borrowed if
/// nothing changes, as for most.
pub(crate) fn web(address: &str) -> Result<Cow<'_, str>, AddressFault> {
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

fn ascii_host(host: &str) -> Result<String, AddressFault> {
    idna::domain_to_ascii(host)
        .map_err(|_| ("has a host that cannot exist".to_owned(), "write the host as a browser shows it".to_owned()))
}

/// The address of the folder that a site is published in, with a slash at its end.
///
/// # Examples
///
/// ```
/// use confcal::BaseUrl;
/// let base: BaseUrl = " HTTPS://München.example/Conf/index.html?x#y ".parse().unwrap();
/// assert_eq!(base.as_str(), "https://xn--mnchen-3ya.example/Conf/");
/// assert_eq!(base.join("all.ics"), "https://xn--mnchen-3ya.example/Conf/all.ics");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the address, with a slash at both ends, its percent-encoding as it is.
    ///
    /// # Examples
    ///
    /// ```
    /// let base: confcal::BaseUrl = "https://example.org:8443/a%20b".parse().unwrap();
    /// assert_eq!(base.path(), "/a%20b/");
    /// ```
    pub fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |scheme| scheme + 3);
        self.0[host..].find('/').map_or("/", |path| &self.0[host + path..])
    }

    /// The address of a file or a query of the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for BaseUrl {
    type Err = Error;

    /// Removes blanks around it, a query, a fragment and the name of a page, writes scheme and host in lower case, and
    /// encodes the rest as a URI.
    fn from_str(text: &str) -> Result<BaseUrl, Error> {
        let address = web_address(text.trim())?;
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let (folder, last) = rest.rsplit_once('/').unwrap_or((rest, ""));
        let is_page = last.ends_with(".html") || last.ends_with(".htm") || last.ends_with(".ics");
        let rest = if is_page || last.is_empty() { folder } else { rest };
        Ok(BaseUrl(encode_uri(&format!("{scheme}://{rest}/")).into_owned()))
    }
}

/// The address with its scheme and host in lower case, and the host in ASCII.
fn web_address(text: &str) -> Result<Cow<'_, str>, Error> {
    let fault = |what: &str, help: String| Err(Error::new(format!("the address `{}` {what}", shown(text)), help));
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let no_scheme = "does not begin with https:// or http://";
    match scheme.as_deref() {
        _ if text.is_empty() => Err(Error::new("the address is empty", "write it as `https://example.org/…`")),
        Some("https" | "http") => match web(text) {
            Ok(_) if text.contains(char::is_whitespace) => {
                let encoded = text.split_whitespace().collect::<Vec<_>>().join("%20");
                fault("holds a blank", format!("did you mean `{}`?", shown(&encoded)))
            }
            Ok(web) => Ok(web),
            Err((message, help)) => fault(&message, help),
        },
        None if text.contains('.') && !text.contains(char::is_whitespace) => {
            let right = text.trim_start_matches('/');
            fault(no_scheme, format!("did you mean `https://{}`?", shown(right)))
        }
        _ => fault(no_scheme, "write it as `https://example.org/…`".to_owned()),
    }
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
#[cfg(feature = "site")]
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

/// A key for comparing the sites of addresses: without scheme, `www.`, the last slash, the fragment, and parameters for
/// counting visits. `None` for an address that is not of the web.
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
    // A fragment names no other page, but some sites have their paths in it.
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
            (" https://example.org ", Ok("https://example.org/")),
            ("HTTP://EXAMPLE.org/Conf", Ok("http://example.org/Conf/")),
            ("https://example.org/index.html?x#y", Ok("https://example.org/")),
            ("https://example.org/c/all.ics", Ok("https://example.org/c/")),
            ("https://example.org/c//", Ok("https://example.org/c//")),
            ("https://example.org/ä[1]", Ok("https://example.org/%C3%A4%5B1%5D/")),
            ("", Err("the address is empty; write it as `https://example.org/…`")),
            ("   ", Err("the address is empty; write it as `https://example.org/…`")),
            (
                "https://example.org/a b/",
                Err("the address `https://example.org/a b/` holds a blank; did you mean `https://example.org/a%20b/`?"),
            ),
            (
                "example.org/conf",
                Err("the address `example.org/conf` does not begin with https:// or http://; \
                     did you mean `https://example.org/conf`?"),
            ),
            (
                "TBA",
                Err("the address `TBA` does not begin with https:// or http://; write it as `https://example.org/…`"),
            ),
            (
                "ftp://example.org",
                Err(
                    "the address `ftp://example.org` does not begin with https:// or http://; write it as `https://example.org/…`",
                ),
            ),
            (
                "https://example.org:70000",
                Err("the address `https://example.org:70000` has the port `70000`; a port is a number from 1 to 65535"),
            ),
        ] {
            let base = given.parse::<BaseUrl>().map_err(|error| error.to_string());
            assert_eq!(base.as_ref().map(BaseUrl::as_str).map_err(String::as_str), expected, "{given:?}");
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
