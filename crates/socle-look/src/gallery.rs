//! The hidden gallery: every state of every component, as pages that people and browser tests walk through.

use askama::Template;

use crate::components::{
    self, Assise, Button, ErrorSummary, Fact, FactList, Notice, NoticeKind, Prompt, Quote, Sample, Shown,
};
use crate::components::{Choice, SaveLine, SaveState, Step, Steps, Weight};
use crate::layouts::{
    ErrorKind, ErrorPage, Link, OfficeFrame, Page, PublicFrame, SignedIn, SurveyFrame, Translation,
};
use crate::{Html, Icon, Language, Sheet, dates};

/// One page of the gallery.
#[derive(Debug, Clone)]
pub struct GalleryPage {
    /// Its name in addresses, unique: `notice.fr`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its page class.
    pub sheet: Sheet,
    /// Its language.
    pub lang: Language,
    /// The whole page.
    pub html: String,
}

/// Every page: one per component in the frames it is made for, one with all, whole examples and error pages;
/// in each language.
pub fn pages() -> Vec<GalleryPage> {
    Language::ALL.into_iter().flat_map(pages_in).collect()
}

fn pages_in(lang: Language) -> Vec<GalleryPage> {
    let shown = components::all(lang);
    let mut pages: Vec<_> = shown.iter().map(|shown| component_page(lang, shown)).collect();
    pages.extend(Sheet::ALL.map(|sheet| all_page(lang, sheet, &shown)));
    pages.push(icons_page(lang));
    pages.push(guide_page(lang));
    pages.push(question_page(lang));
    pages.push(inbox_page(lang, &shown));
    pages.extend(ErrorKind::ALL.map(|kind| error_page(lang, kind)));
    pages
}

#[derive(Template)]
#[template(path = "gallery/samples.html")]
struct SamplesPage<'a> {
    title: &'a str,
    shown: Vec<&'a Shown>,
}

impl SamplesPage<'_> {
    /// The samples in Arabic say so, as any foreign passage does.
    fn language(sample: &Sample) -> &'static str {
        if sample.direction == crate::Direction::Rtl { "ar" } else { "" }
    }
}

fn component_page(lang: Language, shown: &Shown) -> GalleryPage {
    let sheet = sheet_of(shown.name);
    let title = shown.name.replace('_', " ");
    let content = SamplesPage { title: &title, shown: vec![shown] };
    in_frame(lang, sheet, &format!("{}.{}", shown.name, lang.code()), &title, &content)
}

/// The page class a component is mostly seen in.
fn sheet_of(name: &str) -> Sheet {
    match name {
        "text_area" | "date_field" | "file_field" | "save_line" | "check_list" | "error_summary"
        | "choice_group" | "select_field" | "text_field" | "button" => Sheet::Survey,
        "changes" | "coded_text" | "data_table" | "key_hints" | "strip" => Sheet::Office,
        "chips" => Sheet::Advisor,
        _ => Sheet::Public,
    }
}

fn all_page(lang: Language, sheet: Sheet, shown: &[Shown]) -> GalleryPage {
    let name = match sheet {
        Sheet::Public => "all-public",
        Sheet::Advisor => "all-advisor",
        Sheet::Survey => "all-survey",
        Sheet::Office => "all-office",
        Sheet::Reply => "all-reply",
    };
    // The office uses everything; the others show what their own sheet holds.
    let fits = |shown: &&Shown| match sheet {
        Sheet::Office => true,
        Sheet::Reply => {
            matches!(shown.name, "choice_group" | "error_summary" | "guide_block" | "notes" | "text_area")
        }
        other => sheet_of(shown.name) == other,
    };
    let title = name.replace('-', " ");
    let content = SamplesPage { title: &title, shown: shown.iter().filter(fits).collect() };
    in_frame(lang, sheet, &format!("{name}.{}", lang.code()), &title, &content)
}

fn page(lang: Language, title: &str) -> Page {
    let translations = Language::ALL.map(|other| Translation::new(other, format!("?{}", other.code())));
    Page { is_private: true, translations: translations.to_vec(), ..Page::new(lang, title) }
}

fn in_frame(lang: Language, sheet: Sheet, slug: &str, title: &str, content: &impl Template) -> GalleryPage {
    let page = page(lang, title);
    let html = match sheet {
        Sheet::Public => public_frame(lang, page).wrap(content),
        Sheet::Advisor => PublicFrame { asks: true, ..public_frame(lang, page) }.wrap(content),
        Sheet::Survey => survey_frame(lang, page).wrap(content),
        Sheet::Office => office_frame(lang, page).wrap(content),
        Sheet::Reply => PublicFrame { is_reply: true, ..public_frame(lang, page) }.wrap(content),
    };
    GalleryPage { slug: slug.to_owned(), title: title.to_owned(), sheet, lang, html }
}

fn public_frame(lang: Language, page: Page) -> PublicFrame {
    let menu = lang.pick(["Besoins", "Outils", "Fiches", "Étude"], ["Needs", "Tools", "Guides", "Study"]);
    let foot = lang.pick(
        ["Données", "Vie privée", "Accessibilité", "Aide"],
        ["Data", "Privacy", "Accessibility", "Help"],
    );
    PublicFrame {
        page,
        home: "#home".to_owned(),
        menu: menu.map(|text| Link::new(text, "#menu-item").current(text == menu[2])).to_vec(),
        breadcrumb: vec![Link::new(lang.pick("Accueil", "Home"), "#home"), Link::new(menu[2], "#menu-item")],
        foot: foot.map(|text| Link::new(text, "#foot-item")).to_vec(),
        asks: false,
        is_reply: false,
    }
}

fn survey_frame(lang: Language, page: Page) -> SurveyFrame {
    SurveyFrame {
        page,
        finish_later: Some("#later".to_owned()),
        back: Some(Link::new(lang.texts().get("previous-question"), "#back")),
        foot: vec![Link::new(lang.pick("Vie privée", "Privacy"), "#foot-item")],
    }
}

fn office_frame(lang: Language, page: Page) -> OfficeFrame {
    let menu = lang
        .pick(["Aujourd’hui", "Dépouillement", "Codage", "Fiches"], ["Today", "Inbox", "Coding", "Guides"]);
    OfficeFrame {
        page,
        home: "#home".to_owned(),
        menu: menu.map(|text| Link::new(text, "#menu-item").current(text == menu[1]).count(37)).to_vec(),
        breadcrumb: vec![Link::new(lang.pick("Campagne 2017", "Campaign 2017"), "#campaign")],
        signed_in: Some(SignedIn {
            name: "Awa Traoré".to_owned(),
            href: "#account".to_owned(),
            sign_out: "#sign-out".to_owned(),
            hidden: Vec::new(),
        }),
    }
}

#[derive(Template)]
#[template(path = "gallery/icons.html")]
struct IconsPage {
    icons: Vec<(String, Icon)>,
}

fn icons_page(lang: Language) -> GalleryPage {
    let icons = Icon::ALL.into_iter().map(|icon| (format!("{icon:?}"), icon)).collect();
    in_frame(lang, Sheet::Public, &format!("icons.{}", lang.code()), "icons", &IconsPage { icons })
}

/// A guide as readers see it.
#[derive(Template)]
#[template(path = "gallery/guide.html")]
struct GuidePage<'a> {
    title: &'a str,
    lead: &'a str,
    assise: Assise,
    facts: FactList,
    heading: &'a str,
    steps: Steps,
    trouble: &'a str,
    quote: Quote,
    notice: Notice,
    button: Button,
}

fn guide_page(lang: Language) -> GalleryPage {
    let (title, lead) = lang.pick(
        ("Relever des données sans réseau avec un formulaire mobile", "Remplacer le cahier par un téléphone, sans dépendre du réseau, et retrouver ses chiffres le soir même."),
        ("Collect data without network with a mobile form", "Replace the notebook with a phone, without depending on the network, and have your figures the same evening."),
    );
    let (words, who) = lang.pick(
        (
            "Les photos bloquent l’envoi pendant des heures, alors on les envoie à part.",
            "Association de 4 personnes, Burkina Faso",
        ),
        ("Photos block sending for hours, so we send them apart.", "Association of 4 people, Burkina Faso"),
    );
    let content = GuidePage {
        title,
        lead,
        assise: Assise::new(lang, 7, 3, 0).href("#returns"),
        facts: guide_facts(lang),
        heading: lang.pick("Mise en place", "Setting it up"),
        steps: guide_steps(lang),
        trouble: lang.pick("Ce qui coince", "What gets stuck"),
        quote: Quote::new(lang.code(), words, who).href("#return"),
        notice: Notice::new(
            lang,
            NoticeKind::Warning,
            lang.pick(
                "2 retours seulement sur les tablettes, à prendre avec prudence.",
                "2 returns only about tablets, to be taken with care.",
            ),
        ),
        button: Button::link(lang.pick("Emporter cette fiche", "Take this guide along"), "#pdf")
            .icon(Icon::Download),
    };
    in_frame(lang, Sheet::Public, &format!("guide.{}", lang.code()), title, &content)
}

fn guide_facts(lang: Language) -> FactList {
    let facts = lang.pick(
        [
            ("Pour qui", "De 1 à 20 personnes"),
            ("Budget", "0\u{a0}€ la première année"),
            ("Réseau", "Aucun sur place, une fois par semaine au bureau"),
            ("À éviter si", "Vous faites moins de 30 relevés"),
        ],
        [
            ("For whom", "From 1 to 20 people"),
            ("Budget", "€0 in the first year"),
            ("Network", "None on site, once a week at the office"),
            ("Avoid if", "You make fewer than 30 records"),
        ],
    );
    FactList::new(lang, facts.map(|(term, value)| Fact::new(term, value)).to_vec())
}

fn guide_steps(lang: Language) -> Steps {
    let steps = lang.pick(
        [
            ("Écrire sur papier", "Dix questions au plus. Faites-les lire à une personne du terrain."),
            ("Créer le formulaire", "Recopiez les questions, avec les mêmes mots."),
            ("Essayer à deux", "Remplissez trois fiches sans réseau, puis envoyez-les."),
        ],
        [
            ("Write on paper", "Ten questions at most. Have someone from the field read them."),
            ("Make the form", "Copy the questions, with the same words."),
            ("Try it in pairs", "Fill three records without network, then send them."),
        ],
    );
    Steps { steps: steps.map(|(title, text)| Step::new(title, text)).to_vec() }
}

/// A question that came back with an error.
#[derive(Template)]
#[template(path = "gallery/question.html")]
struct QuestionPage<'a> {
    summary: Option<ErrorSummary>,
    caption: &'a str,
    question: components::ChoiceGroup,
    send: Button,
    skip: Button,
    save: SaveLine,
}

fn question_page(lang: Language) -> GalleryPage {
    let question = network_question(lang);
    let content = QuestionPage {
        summary: ErrorSummary::of(lang, [&question.prompt]),
        caption: lang.pick("Votre expérience · 7 sur 12", "Your experience · 7 of 12"),
        question,
        send: Button::send(lang.pick("Continuer", "Continue")),
        skip: Button::send(lang.pick("Passer cette question", "Skip this question"))
            .weight(Weight::Quiet)
            .sends("act", "skip"),
        save: SaveLine::new(lang, SaveState::SavedAt(dates::time(lang, 14, 32))),
    };
    let title = lang.pick("Réseau sur le terrain", "Network on site");
    let page = page(lang, title).with_errors(true);
    let html = survey_frame(lang, page).wrap(&content);
    GalleryPage {
        slug: format!("question.{}", lang.code()),
        title: title.to_owned(),
        sheet: Sheet::Survey,
        lang,
        html,
    }
}

fn network_question(lang: Language) -> components::ChoiceGroup {
    let rows = lang.pick(
        [
            ("jamais", "Jamais", "on envoie plus tard, au bureau"),
            ("semaine", "Une ou deux fois par semaine", "en passant en ville"),
            ("stable", "Tout le temps", ""),
        ],
        [
            ("jamais", "Never", "we send later, from the office"),
            ("semaine", "Once or twice a week", "when passing through town"),
            ("stable", "All the time", ""),
        ],
    );
    let mut choices: Vec<_> =
        rows.into_iter().map(|(value, label, hint)| Choice::new(value, label).hint(hint)).collect();
    choices.push(Choice::new("nsp", lang.pick("Je ne sais pas", "I do not know")).apart());
    Prompt::new(
        lang,
        "reseau",
        lang.pick("Sur le terrain, avez-vous du réseau\u{202F}?", "On site, do you have a network?"),
    )
    .hint(lang.pick(
        "Pensez au moins bon endroit où l’on s’en servira.",
        "Think of the worst place it will be used.",
    ))
    .error(Some(
        lang.pick("Choisissez une ligne, même « Je ne sais pas »", "Choose a line, even “I do not know”"),
    ))
    .as_title()
    .one_of(choices)
}

/// The office's inbox.
#[derive(Template)]
#[template(path = "gallery/inbox.html")]
struct InboxPage<'a> {
    title: &'a str,
    search: components::TextField,
    filter: Button,
    list: Html,
    accept: Button,
    refuse: Button,
}

fn inbox_page(lang: Language, shown: &[Shown]) -> GalleryPage {
    let is_list = |shown: &&Shown| shown.name == "data_table";
    let list =
        shown.iter().find(is_list).and_then(|shown| shown.samples.first()).map(|sample| sample.html.clone());
    let title = lang.pick("Dépouillement", "Inbox");
    let content = InboxPage {
        title,
        search: Prompt::new(lang, "q", lang.pick("Chercher un retour", "Find a return"))
            .text("")
            .kind(components::LineKind::Search),
        filter: Button::send(lang.pick("Filtrer", "Filter")).weight(Weight::Outlined),
        list: list.unwrap_or_default(),
        accept: Button::send(lang.pick("Accepter", "Accept")),
        refuse: Button::send(lang.pick("Écarter…", "Set aside…")).weight(Weight::Danger),
    };
    in_frame(lang, Sheet::Office, &format!("inbox.{}", lang.code()), title, &content)
}

fn error_page(lang: Language, kind: ErrorKind) -> GalleryPage {
    let content = ErrorPage::new(lang, kind, "#home").request("8F3A-21C7");
    let slug = format!("error-{}.{}", format!("{kind:?}").to_lowercase(), lang.code());
    in_frame(lang, Sheet::Public, &slug, &content.title, &content)
}
