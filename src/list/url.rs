//! Addresses of a list: checked, percent-encoded, and what was meant by a text that is none.

use std::borrow::Cow;

use arcstr::Substr;
use toml::Spanned;

use super::context::{Context, Located};
use super::faults::Fault;
use super::literal::quoted;
use super::table::Value;
use super::text::text;
use crate::diagnostic::Code;
use crate::ics::encode_uri;
use crate::spelling::{nearest, shown};
use crate::uri;

/// An address of the web or of mail, percent-encoded where that is needed.
pub(super) fn url(context: &mut Context, key: &str, value: &Spanned<Value<'_>>) -> Option<Substr> {
    let found = text(context, key, value)?;
    url_of(context, key, found)
}

/// As [`url`], of a text that has been read.
pub(super) fn url_of(context: &mut Context, key: &str, found: Located<&str>) -> Option<Substr> {
    let (address, span) = (found.value, found.span);
    let checked = check_address(address);
    if let Err((message, help)) = &checked {
        let (help, fix) = match address {
            "yes" | "true" | "hybrid" | "online" | "remote" | "virtual" if key == "online" => {
                ("write `online = true`, or the address to join by".to_owned(), Some("true".to_owned()))
            }
            _ => (help.clone(), meant_address(help).map(quoted)),
        };
        context.report(
            Fault::new(Code::BadUrl, span, format!("the address in `{key}` {message}"))
                .help(help)
                .fix(fix.map(|text| (span, text))),
        );
        return None;
    }
    let address = checked.ok()?;
    let encoded = encode_uri(&address);
    let has_other_host = !found.value.is_ascii() && matches!(address, Cow::Owned(_));
    if has_other_host || matches!(encoded, Cow::Owned(_)) {
        let what = match address.contains(char::is_whitespace) {
            true => "blanks",
            false => "characters that no address may hold",
        };
        context.report(
            Fault::new(Code::UntidyUrl, span, format!("the address in `{key}` holds {what}"))
                .help(format!("the feed says `{}`", shown(&encoded)))
                .fix((span, quoted(&encoded))),
        );
    }
    Some(context.keep(&encoded))
}

/// Words in place of an address that is not known yet.
const UNKNOWN: &[&str] =
    &["tba", "tbd", "tbc", "n/a", "none", "null", "unknown", "coming soon", "to be announced", "-", "?"];

/// The address as a feed may hold it, or what is wrong with it, so that nobody could open it, and what to do.
fn check_address(address: &str) -> Result<Cow<'_, str>, uri::AddressFault> {
    let fault = |message: &str, help: &str| Err((message.to_owned(), help.to_owned()));
    let mean = |message: &str, right: &str| Err((message.to_owned(), format!("did you mean `{}`?", shown(right))));
    if let Some(inside) = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return mean("stands in angle brackets", inside);
    }
    if let Some((_, link)) = address.split_once("](").filter(|_| address.starts_with('[')) {
        return mean("is a link of Markdown", link.trim_end_matches(')'));
    }
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") {
        return uri::web(address);
    }
    if scheme.eq_ignore_ascii_case("mailto") {
        return match rest.contains('@') {
            true => Ok(Cow::Borrowed(address)),
            false => fault("has no mail address", "write it as `mailto:name@example.org`"),
        };
    }
    let is_scheme = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte))
        && !rest.starts_with(|char: char| char.is_ascii_digit());
    if is_scheme {
        let message = format!("has the scheme `{}:`", shown(scheme));
        return match nearest(scheme, ["https", "http"].into_iter()).filter(|_| rest.starts_with("//")) {
            Some(right) => mean(&message, &format!("{right}:{rest}")),
            None => fault(&message, "only `https:`, `http:` and `mailto:` are safe to open"),
        };
    }
    if UNKNOWN.iter().any(|word| address.eq_ignore_ascii_case(word)) {
        return fault("is not known yet", "leave the key out until it is");
    }
    if let Some(handle) = address.strip_prefix('@') {
        let (message, help) = ("is a handle, not an address", "write the whole address of the profile");
        return match handle
            .split_once('@')
            .filter(|(name, host)| !name.is_empty() && has_domain(&format!("https://{host}")))
        {
            Some((name, host)) => mean(message, &format!("https://{host}/@{name}")),
            None => fault(message, &format!("{help}, such as `https://example.org/@{}`", shown(handle))),
        };
    }
    if !address.contains(['.', '/', '@', ':']) {
        return match address.to_lowercase().as_str() {
            "no" | "false" | "in person" | "in-person" | "offline" | "onsite" | "on-site" => {
                fault("is not an address", "leave the key out")
            }
            "yes" | "true" | "online" | "virtual" | "remote" | "hybrid" | "zoom" | "teams" | "webex" | "youtube" => {
                fault("is not an address", "write `online = true`, or the address by which one joins")
            }
            _ => fault("is not an address", "write the whole of it: `https://example.org/`"),
        };
    }
    if address.contains('@') && !address.contains('/') {
        return mean("has no scheme", &format!("mailto:{address}"));
    }
    let bare = address.strip_prefix("https//").or_else(|| address.strip_prefix("http//")).unwrap_or(address);
    mean("has no scheme", &format!("https://{}", bare.trim_start_matches('/')))
}

/// The address that the help of a fault offers, if it is one beyond doubt: it has no other fault, and goes to a domain.
fn meant_address(help: &str) -> Option<&str> {
    let meant = help.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    (has_domain(meant) && check_address(meant).is_ok() && !meant.ends_with('…')).then_some(meant)
}

/// True if an address goes to a host with a name of several parts, such as `example.org`, and so is more than a word.
fn has_domain(address: &str) -> bool {
    let rest = address.split_once(':').map_or(address, |(_, rest)| rest.trim_start_matches('/'));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_mail = address.starts_with("mailto:");
    let is_whole = !is_mail || authority.split('@').count() == 2 && !authority.starts_with('@');
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|char| char.is_alphanumeric() || char == '-');
    is_whole
        && host.contains('.')
        && host.split('.').all(is_part)
        && host.rsplit('.').next().is_some_and(|last| last.chars().all(char::is_alphabetic) && last.chars().count() > 1)
}
