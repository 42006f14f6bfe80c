//! The frames around a page's content: public, survey, office, and the page shown when something went wrong.
//!
//! A feature writes its content as a template and asks a frame to [`wrap`](PublicFrame::wrap) it.

mod error_page;

use askama::Template;

pub use error_page::{ErrorKind, ErrorPage};

use crate::html::html_safe;
use crate::{Direction, Html, Language, Sheet};

/// A link: words and where they lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address.
    pub href: String,
    /// Whether it is the page shown.
    pub is_current: bool,
    /// How many things wait there.
    pub count: Option<u32>,
}

impl Link {
    /// A link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    /// Marks the page shown, or not.
    #[must_use]
    pub fn current(mut self, is_current: bool) -> Self {
        self.is_current = is_current;
        self
    }

    /// Adds how many things wait there.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// The same object in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translation {
    /// Its BCP 47 code.
    pub code: String,
    /// Its own name: « Français ».
    pub name: String,
    /// The address of the same object.
    pub href: String,
}

impl Translation {
    /// The same object in a language of the interface.
    pub fn new(lang: Language, href: impl Into<String>) -> Self {
        Self { code: lang.code().to_owned(), name: lang.own_name().to_owned(), href: href.into() }
    }
}

/// Light, dark, or as the device asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device asks.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What every page has, whatever its frame.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The language of the interface.
    pub lang: Language,
    /// The direction of the interface.
    pub direction: Direction,
    /// Light or dark.
    pub theme: Theme,
    /// The title, unique to the page; the site's name is added after it.
    pub title: String,
    /// The name after the title: the site's or the survey's. « Socle » when empty.
    pub site: String,
    /// Whether a form came back with errors: the title then begins with « Erreur : ».
    pub has_errors: bool,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// Whether search engines must leave the page out.
    pub is_private: bool,
    /// The page's one true address, absolute.
    pub canonical: Option<String>,
    /// The same object in the other languages: told to search engines and offered as a switch.
    pub translations: Vec<Translation>,
    /// Modules to load, for comfort only.
    pub scripts: Vec<String>,
}

impl Page {
    /// A page with this title.
    pub fn new(lang: Language, title: impl Into<String>) -> Self {
        Self { lang, title: title.into(), ..Self::default() }
    }

    /// Sets the title's prefix when a form came back.
    #[must_use]
    pub fn with_errors(mut self, has_errors: bool) -> Self {
        self.has_errors = has_errors;
        self
    }

    fn whole_title(&self) -> String {
        let texts = self.lang.texts();
        let site = if self.site.is_empty() { texts.get("site-name") } else { self.site.clone() };
        let prefix = if self.has_errors { texts.get("title-error") + " " } else { String::new() };
        if self.title.is_empty() { site } else { format!("{prefix}{} · {site}", self.title) }
    }

    fn theme_name(&self) -> Option<&'static str> {
        match self.theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// The words of the frame.
    fn word(&self, key: &str) -> String {
        self.lang.texts().get(key)
    }

    /// The other languages of this page.
    fn others(&self) -> impl Iterator<Item = &Translation> {
        self.translations.iter().filter(|translation| translation.code != self.lang.code())
    }
}

/// A frame around content: the body is the part that changes from frame to frame.
#[derive(Template)]
#[template(path = "layouts/document.html")]
struct Document<'a> {
    page: &'a Page,
    sheet: Sheet,
    class: &'static str,
    body: Html,
}

fn document(page: &Page, sheet: Sheet, class: &'static str, body: &impl Template) -> String {
    Document { page, sheet, class, body: Html::of(body) }.to_string()
}

/// The frame of what everyone may read.
#[derive(Debug, Clone, Default)]
pub struct PublicFrame {
    /// The page.
    pub page: Page,
    /// Where the wordmark leads: `/fr/`.
    pub home: String,
    /// The parts of the site.
    pub menu: Vec<Link>,
    /// The way from the home page to this one, without the page itself.
    pub breadcrumb: Vec<Link>,
    /// The quiet links of the plinth: « Vie privée », « Accessibilité ».
    pub foot: Vec<Link>,
    /// Whether the page asks rather than tells (advisor, filters, a form): it then takes the sheet with fields.
    pub asks: bool,
    /// Whether a form stands under an article: the page then takes the sheet with both.
    pub is_reply: bool,
}

impl PublicFrame {
    /// The sheet the page will carry.
    pub fn sheet(&self) -> Sheet {
        match (self.is_reply, self.asks) {
            (true, _) => Sheet::Reply,
            (false, true) => Sheet::Advisor,
            (false, false) => Sheet::Public,
        }
    }

    /// The whole page around this content.
    pub fn wrap(&self, content: &impl Template) -> String {
        self.wrap_html(Html::of(content))
    }

    /// The whole page around content already written.
    pub fn wrap_html(&self, content: Html) -> String {
        document(&self.page, self.sheet(), "public", &PublicBody { frame: self, page: &self.page, content })
    }
}

#[derive(Template)]
#[template(path = "layouts/public.html")]
struct PublicBody<'a> {
    frame: &'a PublicFrame,
    page: &'a Page,
    content: Html,
}

/// The frame of a survey: one line at the head and no way to wander off.
#[derive(Debug, Clone, Default)]
pub struct SurveyFrame {
    /// The page.
    pub page: Page,
    /// Where « Finir plus tard » leads, once there is something to finish.
    pub finish_later: Option<String>,
    /// Where « Question précédente » leads, with its words.
    pub back: Option<Link>,
    /// The quiet links of the plinth.
    pub foot: Vec<Link>,
}

impl SurveyFrame {
    /// The whole page around this content.
    pub fn wrap(&self, content: &impl Template) -> String {
        self.wrap_html(Html::of(content))
    }

    /// The whole page around content already written.
    pub fn wrap_html(&self, content: Html) -> String {
        document(&self.page, Sheet::Survey, "survey", &SurveyBody { frame: self, page: &self.page, content })
    }
}

#[derive(Template)]
#[template(path = "layouts/survey.html")]
struct SurveyBody<'a> {
    frame: &'a SurveyFrame,
    page: &'a Page,
    content: Html,
}

/// Who is signed in, and how they leave.
#[derive(Debug, Clone, Default)]
pub struct SignedIn {
    /// The name shown.
    pub name: String,
    /// Where the name leads: the account's page.
    pub href: String,
    /// Where the sign-out form is sent.
    pub sign_out: String,
    /// Hidden fields the form needs, as name and value.
    pub hidden: Vec<(String, String)>,
}

/// The frame of the study team's pages.
#[derive(Debug, Clone, Default)]
pub struct OfficeFrame {
    /// The page.
    pub page: Page,
    /// Where the wordmark leads: `/bureau/`.
    pub home: String,
    /// The parts of the office, with what waits in each.
    pub menu: Vec<Link>,
    /// The way to this page, without the page itself.
    pub breadcrumb: Vec<Link>,
    /// Who is signed in; none on the sign-in page.
    pub signed_in: Option<SignedIn>,
}

impl OfficeFrame {
    /// The whole page around this content.
    pub fn wrap(&self, content: &impl Template) -> String {
        self.wrap_html(Html::of(content))
    }

    /// The whole page around content already written.
    pub fn wrap_html(&self, content: Html) -> String {
        document(&self.page, Sheet::Office, "office", &OfficeBody { frame: self, page: &self.page, content })
    }
}

#[derive(Template)]
#[template(path = "layouts/office.html")]
struct OfficeBody<'a> {
    frame: &'a OfficeFrame,
    page: &'a Page,
    content: Html,
}

/// The mark and the name: three courses of stones, in the color of the text.
#[derive(Debug, Clone, Template)]
#[template(path = "layouts/wordmark.html")]
struct Wordmark;

html_safe!(Wordmark);
