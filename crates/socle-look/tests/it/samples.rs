//! Every gallery page is sound markup and keeps the rules of forms and titles.

use std::collections::BTreeSet;

use socle_look::gallery::{self, GalleryPage};
use socle_look::{Language, components};

use crate::markup::{elements, with_tree};

fn each(check: impl Fn(&GalleryPage)) {
    let pages = gallery::pages();
    assert!(pages.len() > 60, "the gallery lost pages: {}", pages.len());
    pages.iter().for_each(check);
}

#[test]
fn every_component_shows_its_states_in_both_languages() {
    for lang in Language::ALL {
        for shown in components::all(lang) {
            assert!(shown.samples.len() >= 2, "{} shows too little", shown.name);
            let names: BTreeSet<_> = shown.samples.iter().map(|sample| sample.name).collect();
            assert_eq!(names.len(), shown.samples.len(), "{}: two states of one name", shown.name);
            for sample in shown.samples {
                assert!(!sample.html.as_str().contains('⟦'), "{} {} lacks a text", shown.name, sample.name);
            }
        }
    }
}

#[test]
fn each_folder_of_components_is_in_the_gallery() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/components");
    let named: BTreeSet<_> =
        components::all(Language::Fr).into_iter().map(|shown| shown.name.to_owned()).collect();
    for entry in std::fs::read_dir(folder).expect("the folder of components") {
        let entry = entry.expect("an entry of the folder");
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_component = entry.path().is_dir() && name != "prompt";
        assert!(!is_component || named.contains(&name), "{name} has no samples in the registry");
    }
}

#[test]
fn pages_are_well_formed_with_one_title_and_unique_ids() {
    each(|page| {
        with_tree(&page.slug, &page.html, |tree| {
            assert_eq!(elements(tree, "h1").count(), 1, "{}: one h1", page.slug);
            assert_eq!(elements(tree, "main").count(), 1, "{}: one main", page.slug);
            assert_eq!(tree.root_element().attribute("lang"), Some(page.lang.code()));
            let is_all = page.slug.starts_with("all-");
            let mut ids = BTreeSet::new();
            for id in tree.descendants().filter_map(|node| node.attribute("id")) {
                assert!(ids.insert(id.to_owned()) || is_all, "{}: id {id} twice", page.slug);
            }
            for label in elements(tree, "label").filter_map(|label| label.attribute("for")) {
                assert!(ids.contains(label), "{}: label for nothing: {label}", page.slug);
            }
            for described in tree.descendants().filter_map(|node| node.attribute("aria-describedby")) {
                for id in described.split(' ') {
                    assert!(ids.contains(id), "{}: described by nothing: {id}", page.slug);
                }
            }
        });
    });
}

#[test]
fn headings_never_skip_a_level() {
    each(|page| {
        with_tree(&page.slug, &page.html, |tree| {
            let level = |name: &str| name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
            // An error summary stands before the title with a heading of its own: it is an alert.
            let in_alert = |node: &roxmltree::Node<'_, '_>| {
                node.ancestors().any(|above| above.attribute("role") == Some("alert"))
            };
            let mut last = 0;
            for node in tree.descendants().filter(|node| !in_alert(node)) {
                if let Some(level) = level(node.tag_name().name()) {
                    assert!(level <= last + 1, "{}: h{level} after h{last}", page.slug);
                    last = level;
                }
            }
        });
    });
}

#[test]
fn forms_keep_the_house_rules() {
    each(|page| {
        let lower = page.html.to_lowercase();
        for banned in [" style=", " required", "placeholder=", "onclick", "javascript:", "tabindex=\"1"] {
            assert!(!lower.contains(banned), "{} holds {banned}", page.slug);
        }
        with_tree(&page.slug, &page.html, |tree| {
            let main = elements(tree, "main").next().expect("checked by another test");
            let has_asterisk =
                main.descendants().filter_map(|node| node.text()).any(|text| text.contains('*'));
            assert!(!has_asterisk, "{}: an asterisk means nothing to a respondent", page.slug);
            for form in
                elements(tree, "form").filter(|form| form.ancestors().any(|above| above.has_tag_name("main")))
            {
                let is_search = form.attribute("method") == Some("get");
                assert!(is_search || form.attribute("novalidate").is_some(), "{}: novalidate", page.slug);
            }
        });
    });
}

#[test]
fn faults_are_tied_to_their_field_and_said_twice_in_the_same_words() {
    let page =
        gallery::pages().into_iter().find(|page| page.slug == "question.fr").expect("the question page");
    assert!(
        page.html.contains("<title>Erreur\u{a0}: Réseau sur le terrain · Socle</title>"),
        "{}",
        &page.html[..400]
    );
    with_tree(&page.slug, &page.html, |tree| {
        let alert =
            tree.descendants().find(|node| node.attribute("role") == Some("alert")).expect("a summary");
        assert_eq!(alert.attribute("tabindex"), Some("-1"));
        let link = alert.descendants().find(|node| node.has_tag_name("a")).expect("a link to the field");
        let target = link.attribute("href").and_then(|href| href.strip_prefix('#')).expect("an anchor");
        let field = tree.descendants().find(|node| node.attribute("id") == Some(target)).expect("the field");
        assert!(field.has_tag_name("input"));
        let near = tree
            .descendants()
            .find(|node| node.attribute("id") == Some("f-reseau.error"))
            .expect("the fault by the field");
        let words = near.last_child().and_then(|text| text.text()).expect("its words");
        assert_eq!(link.text(), Some(words));
    });
}
