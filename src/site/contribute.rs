//! The addresses where people say what is missing in a list, or wrong.

use crate::ics::encode_uri;
use crate::model::{Conference, Feed};
use crate::uri::{self, component};

impl Feed {
    /// The address where people add a conference that the list does not have. Its placeholders are empty.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut feed = confcal::Feed::default();
    /// feed.contribute = Some("https://example.org/new?name={name}".into());
    /// assert_eq!(feed.contribute_url().as_deref(), Some("https://example.org/new?name="));
    /// ```
    pub fn contribute_url(&self) -> Option<String> {
        Some(filled(self.contribute.as_ref()?, ["", "", ""]))
    }

    /// The address where people correct a conference: that of `correct`, else that of `contribute`.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[feed]\ncorrect = 'https://example.org/edit?id={id}&name={name}&site={url}'\n\
    ///             [[conference]]\nname = 'C & C++'\nid = 'c-and-c'\nstart = 2027-05-01\nurl = 'https://c.example/'\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Error);
    /// let feed = feed.unwrap();
    /// let url = "https://example.org/edit?id=c-and-c&name=C%20%26%20C%2B%2B&site=https%3A%2F%2Fc.example%2F";
    /// assert_eq!(feed.correct_url(&feed.conferences[0]).as_deref(), Some(url));
    /// ```
    pub fn correct_url(&self, conference: &Conference) -> Option<String> {
        let template = self.correct.as_ref().or(self.contribute.as_ref())?;
        let url = conference.url.as_deref().unwrap_or_default();
        Some(filled(template, [&conference.identity.id, &conference.name, url]))
    }
}

/// An address with its placeholders filled in: the id, the name and the web site of a conference.
fn filled(template: &str, [id, name, url]: [&str; 3]) -> String {
    let with_id = template.replace("{id}", &component(id));
    let filled = with_id.replace("{name}", &component(name)).replace("{url}", &component(url));
    let web = uri::web(&filled).unwrap_or(filled.as_str().into());
    encode_uri(&web).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::{Level, Source};

    #[test]
    fn addresses_are_filled_in() {
        let entry = "[[conference]]\nname = 'C & {id} ü'\nid = 'c'\nstart = 2027-05-01\nurl = 'https://c.example/?a=1&id={id}'\n";
        let read = |key: &str, template: &str| {
            let text = format!("[feed]\nid = 'x'\n{key} = '{template}'\n{entry}");
            crate::read(&[Source::new("list.toml", text)], Level::Error)
        };
        let urls = |key: &str, template: &str| {
            let feed = read(key, template).0.unwrap();
            (feed.contribute_url(), feed.correct_url(&feed.conferences[0]).unwrap())
        };
        // The reader has encoded the braces before.
        let site = "https%3A%2F%2Fc.example%2F%3Fa%3D1%26id%3D%257Bid%257D";
        for (template, missing, wrong) in [
            (
                "https://Example.org/new?id={id}&name={name}",
                "https://example.org/new?id=&name=",
                "https://example.org/new?id=c&name=C%20%26%20%7Bid%7D%20%C3%BC",
            ),
            ("mailto:a@example.org?subject={id}", "mailto:a@example.org?subject=", "mailto:a@example.org?subject=c"),
            ("https://example.org/issues", "https://example.org/issues", "https://example.org/issues"),
            ("https://example.org/{url}", "https://example.org/", &format!("https://example.org/{site}")),
        ] {
            assert_eq!(urls("contribute", template), (Some(missing.to_owned()), wrong.to_owned()));
            // An address for corrections alone asks for nothing that is missing.
            assert_eq!(urls("correct", template), (None, wrong.to_owned()));
        }
        let both = "https://example.org/add' \ncorrect = 'https://example.org/edit/{id}";
        let expected = (Some("https://example.org/add".to_owned()), "https://example.org/edit/c".to_owned());
        assert_eq!(urls("contribute", both), expected);
    }
}
