//! Addresses of the web (RFC 3986).

/// What an address says of the site that it leads to: without its scheme, `www.`, a slash at its end, and the parameters
/// by which visits are counted. `None` if it is no address of the web.
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
    if !fragment.is_empty() {
        site.push('#');
        site.push_str(fragment);
    }
    Some(site)
}

#[cfg(test)]
mod tests {
    use super::*;

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
