//! What the frames add around content.

use askama::Template;
use socle_look::layouts::{
    ErrorKind, ErrorPage, OfficeFrame, Page, PublicFrame, SurveyFrame, Theme, Translation,
};
use socle_look::{Direction, Language, Sheet};

#[derive(Template)]
#[template(source = "<h1>Titre</h1>{{ typed }}", ext = "html")]
struct Blank {
    typed: &'static str,
}

const BLANK: Blank = Blank { typed: "<script>" };

#[test]
fn each_frame_inlines_its_one_sheet_and_escapes_its_content() {
    let page = || Page::new(Language::Fr, "Essai");
    let framed = [
        (Sheet::Public, PublicFrame { page: page(), ..PublicFrame::default() }.wrap(&BLANK)),
        (Sheet::Survey, SurveyFrame { page: page(), ..SurveyFrame::default() }.wrap(&BLANK)),
        (Sheet::Office, OfficeFrame { page: page(), ..OfficeFrame::default() }.wrap(&BLANK)),
    ];
    for (sheet, html) in framed {
        assert!(html.starts_with("<!DOCTYPE html>"));
        assert!(html.contains(&format!("<style>{}</style>", sheet.css())), "{sheet:?}");
        assert_eq!(html.matches("<style").count(), 1);
        assert!(!html.contains("<script>"), "content is escaped");
        assert!(html.contains("<a class=\"skip\" href=\"#main\">Aller au contenu</a>"));
        assert!(html.contains("<title>Essai · Socle</title>"));
    }
}

#[test]
fn what_a_page_knows_is_in_its_head() {
    let page = Page {
        direction: Direction::Rtl,
        theme: Theme::Dark,
        description: Some("Un \"essai\"".to_owned()),
        is_private: true,
        canonical: Some("https://exemple.org/fr/".to_owned()),
        translations: vec![Translation::new(Language::Fr, "/fr/"), Translation::new(Language::En, "/en/")],
        scripts: vec!["/s/abc.js".to_owned()],
        ..Page::new(Language::Fr, "Essai").with_errors(true)
    };
    let html = PublicFrame { page, ..PublicFrame::default() }.wrap(&BLANK);
    for part in [
        "<html lang=\"fr\" dir=\"rtl\" data-theme=\"dark\">",
        "<title>Erreur\u{a0}: Essai · Socle</title>",
        "content=\"Un &#34;essai&#34;\"",
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://exemple.org/fr/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"/en/\">",
        "<script type=\"module\" src=\"/s/abc.js\"></script>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(html.contains("href=\"/en/\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert!(!html.contains(">Français</a>"), "a page does not offer the language it is in");
}

#[test]
fn a_survey_offers_no_way_to_wander_off() {
    let html =
        SurveyFrame { page: Page::new(Language::Fr, "Question"), ..SurveyFrame::default() }.wrap(&BLANK);
    assert!(!html.contains("<nav"));
    assert!(!html.contains("Finir plus tard"), "nothing to finish yet");
    let later = SurveyFrame { finish_later: Some("/e/x/plus-tard".to_owned()), ..SurveyFrame::default() }
        .wrap(&BLANK);
    assert!(later.contains("<a href=\"/e/x/plus-tard\">Finir plus tard</a>"));
}

#[test]
fn every_error_page_has_a_way_out_and_no_jargon() {
    for lang in Language::ALL {
        for kind in ErrorKind::ALL {
            let content = ErrorPage::new(lang, kind, "/fr/").way("Reprendre", "/reprendre").request("8F3A");
            assert_eq!(content.ways.first().map(|link| link.href.as_str()), Some("/reprendre"));
            let html = PublicFrame { page: content.page(), ..PublicFrame::default() }.wrap(&content);
            assert!(html.contains("href=\"/fr/\"") && html.contains("8F3A") && html.contains("noindex"));
            for jargon in ["404", "500", "HTTP", "serveur", "server", "⟦"] {
                assert!(!html.contains(jargon), "{kind:?} says {jargon}");
            }
        }
    }
}
