//! What a person got back.

use super::html::{self, Element};
use axum::body::Bytes;
use http::{HeaderMap, StatusCode, header};

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// What was asked, for messages.
    pub(crate) asked: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("headers are ASCII"))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).expect("UTF-8")
    }

    /// Where the answer sends the person; an address of this site, never a whole one.
    pub(crate) fn location(&self) -> &str {
        let location = self.header("location").unwrap_or_else(|| panic!("{self} leads nowhere"));
        assert!(location.starts_with('/') && !location.starts_with("//"), "{location} leaves the site");
        location
    }

    /// The answer is « see there »; its address.
    #[track_caller]
    pub(crate) fn sees_other(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self}");
        self.location()
    }

    /// The answer has this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{self}");
        self
    }

    pub(crate) fn is_page(&self) -> bool {
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        kind == Some("text/html; charset=utf-8")
    }

    /// The page, read.
    #[track_caller]
    pub(crate) fn page(&self) -> Page {
        assert!(self.is_page(), "{self} is not a page");
        Page(html::read(&self.text()))
    }

    /// The names and values of the cookies that the answer sets, with their attributes.
    pub(crate) fn set_cookies(&self) -> Vec<String> {
        let values = self.headers.get_all(header::SET_COOKIE);
        values.iter().map(|value| value.to_str().expect("ASCII").to_owned()).collect()
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let location = self.headers.get(header::LOCATION);
        write!(f, "{} → {} {location:?}", self.asked, self.status)?;
        let text = String::from_utf8_lossy(&self.body);
        let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        title.map_or(Ok(()), |(title, _)| write!(f, " « {title} »"))
    }
}

/// A page, as a person meets it.
#[derive(Debug, Clone)]
pub(crate) struct Page(Element);

impl Page {
    pub(crate) fn html(&self) -> &Element {
        &self.0
    }

    /// The page's language.
    pub(crate) fn language(&self) -> &str {
        self.0.first("html").expect("a page").expect("lang")
    }

    pub(crate) fn title(&self) -> String {
        self.0.first("title").expect("a title").text()
    }

    /// The page's one first-level heading.
    pub(crate) fn h1(&self) -> String {
        let headings = self.0.all("h1");
        assert_eq!(headings.len(), 1, "one h1 on « {} »", self.title());
        headings[0].text()
    }

    pub(crate) fn main(&self) -> &Element {
        self.0.first("main").expect("a main part")
    }

    /// The text of the main part.
    pub(crate) fn words(&self) -> String {
        self.main().text()
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(self.words().contains(words), "« {words} » is not in: {}", self.words());
    }

    #[track_caller]
    pub(crate) fn does_not_say(&self, words: &str) {
        assert!(!self.words().contains(words), "« {words} » is in: {}", self.words());
    }

    /// The address behind the words of a link, of the main part.
    #[track_caller]
    pub(crate) fn link(&self, words: &str) -> String {
        let links = self.main().all("a");
        let link = links.iter().find(|link| link.text() == words);
        let link = link.unwrap_or_else(|| panic!("no link « {words} » in: {}", self.words()));
        link.expect("href").to_owned()
    }

    /// The address of the private link that a receipt shows, within the site.
    #[track_caller]
    pub(crate) fn private_path(&self) -> String {
        let links = self.main().all("a");
        let found = links
            .iter()
            .find_map(|link| link.text().strip_prefix("https://socle.example.org").map(str::to_owned));
        found.unwrap_or_else(|| panic!("no private link in: {}", self.words()))
    }

    /// The rows of the page's table, each cell as text; the heading is left out.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.main().all("tbody").into_iter().flat_map(|body| body.all("tr"));
        let is_cell = |element: &&Element| matches!(element.name.as_str(), "td" | "th");
        rows.map(|row| row.inside().into_iter().filter(is_cell).map(Element::text).collect()).collect()
    }

    /// The questions and answers of a list such as the check list.
    pub(crate) fn list(&self) -> Vec<(String, String)> {
        let parts: Vec<_> =
            self.main().inside().into_iter().filter(|e| matches!(e.name.as_str(), "dt" | "dd")).collect();
        let pairs = parts.windows(2).filter(|pair| pair[0].name == "dt" && pair[1].name == "dd");
        pairs.map(|pair| (pair[0].text(), pair[1].text())).collect()
    }

    /// The answer in such a list.
    #[track_caller]
    pub(crate) fn listed(&self, question: &str) -> String {
        let found = self.list().into_iter().find(|(one, _)| one.contains(question));
        found.unwrap_or_else(|| panic!("« {question} » is not listed in {:?}", self.list())).1
    }

    /// What the summary on top of a form that came back says: where each line leads, and its words.
    pub(crate) fn summary(&self) -> Vec<(String, String)> {
        let lines = self.main().by_class("summary").into_iter().flat_map(|summary| summary.all("li"));
        lines
            .map(|line| {
                let href = line.first("a").map(|link| link.expect("href").to_owned());
                (href.unwrap_or_default(), line.text())
            })
            .collect()
    }

    /// What is said beside the field of this name, without the words for screen readers.
    #[track_caller]
    pub(crate) fn fault_of(&self, name: &str) -> String {
        let id = format!("f-{}", name.replace('~', "-"));
        let is_of = |fault: &&Element| {
            let rest = fault.attribute("id").and_then(|of| of.strip_prefix(&id));
            rest.is_some_and(|rest| rest.starts_with(['.', '-']))
        };
        let fault = self.main().by_class("fault").into_iter().find(is_of);
        let fault = fault.unwrap_or_else(|| panic!("nothing is wrong with {name} in: {}", self.words()));
        let unseen = fault.by_class("unseen").first().map(|unseen| unseen.text()).unwrap_or_default();
        fault.text().strip_prefix(&unseen).expect("the unseen words come first").trim().to_owned()
    }

    /// The form of the main part that is sent to this address.
    #[track_caller]
    pub(crate) fn form_to(&self, action: &str) -> Form<'_> {
        let forms = self.main().all("form");
        let is_it = |form: &&&Element| {
            form.attribute("action") == Some(action) && form.attribute("method") == Some("post")
        };
        Form(forms.iter().find(is_it).unwrap_or_else(|| panic!("no form to {action} in: {}", self.words())))
    }

    /// The form in the main part.
    #[track_caller]
    pub(crate) fn form(&self) -> Form<'_> {
        let forms = self.main().all("form");
        assert_eq!(forms.len(), 1, "one form in: {}", self.words());
        Form(forms[0])
    }
}

/// A form, as a browser sends it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'a>(&'a Element);

impl<'a> Form<'a> {
    pub(crate) fn action(self) -> &'a str {
        self.0.expect("action")
    }

    /// What would be sent if nothing were touched.
    pub(crate) fn fields(self) -> Vec<(String, String)> {
        self.0.inside().into_iter().filter_map(field).collect()
    }

    /// The value of a field; empty when nothing would be sent.
    pub(crate) fn value(self, name: &str) -> String {
        self.fields().into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
    }

    /// The names of everything that can be filled in or ticked, hidden fields apart.
    pub(crate) fn names(self) -> Vec<&'a str> {
        let is_field = |element: &&Element| {
            matches!(element.name.as_str(), "input" | "select" | "textarea")
                && element.attribute("type") != Some("hidden")
        };
        let mut names: Vec<_> =
            self.0.inside().into_iter().filter(is_field).map(|field| field.expect("name")).collect();
        names.dedup();
        names
    }

    /// What would be sent once these fields were filled in.
    pub(crate) fn filled(self, answers: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = self.fields();
        for (name, _) in answers {
            let is_there = self.names().contains(name) || self.has_button(name);
            assert!(is_there, "the form has no field {name}, only {:?}", self.names());
        }
        fields.retain(|(name, _)| answers.iter().all(|(other, _)| other != name));
        fields.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    }

    /// The words of its buttons.
    pub(crate) fn buttons(self) -> Vec<String> {
        self.0.all("button").into_iter().map(Element::text).collect()
    }

    fn has_button(self, name: &str) -> bool {
        self.0.all("button").iter().any(|button| button.attribute("name") == Some(name))
    }
}

fn field(element: &Element) -> Option<(String, String)> {
    let name = element.attribute("name")?.to_owned();
    match element.name.as_str() {
        "textarea" => Some((name, element.raw_text())),
        "select" => {
            let options = element.all("option");
            let chosen = options.iter().find(|option| option.attribute("selected").is_some());
            let chosen = chosen.or(options.first()).expect("a list has options");
            Some((name, chosen.attribute("value").unwrap_or_default().to_owned()))
        }
        "input" => {
            let is_ticked = element.attribute("checked").is_some();
            let is_box = matches!(element.attribute("type"), Some("radio" | "checkbox"));
            (!is_box || is_ticked).then(|| (name, element.attribute("value").unwrap_or_default().to_owned()))
        }
        _ => None,
    }
}
