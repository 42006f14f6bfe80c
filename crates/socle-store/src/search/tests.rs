//! What people type, and what they find.

use super::*;

fn document(number: i64, language: &str, title: &str, text: &str) -> Document {
    Document {
        key: Key { kind: SearchKind::Guide, number, language: language.to_owned() },
        mark: format!("fr en;{number}"),
        shown: "fr en".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

fn shelf() -> Vec<Document> {
    vec![
        document(
            1,
            "fr",
            "Suivre un forage par SMS",
            "Les pannes se voient le jour même. Équipement simple.",
        ),
        document(2, "fr", "Partager des données", "Un tableur suffit souvent. Le forage n'est pas loin."),
        document(
            3,
            "fr",
            "Former à distance",
            "Des cours hors ligne, à l'école, pour les enseignants de la plage.",
        ),
        document(4, "en", "Sharing files", "Folders on a slow link, for schools."),
    ]
}

fn index() -> SearchIndex {
    let index = SearchIndex::in_memory().unwrap();
    index.write(&shelf(), &[], 1).unwrap();
    index
}

fn find(index: &SearchIndex, words: &str) -> SearchHits {
    index.search(&SearchQuery { words, language: "fr", skip: 0, most: 10 }).unwrap()
}

fn numbers(index: &SearchIndex, words: &str) -> Vec<i64> {
    find(index, words).found.iter().map(|hit| hit.number).collect()
}

#[test]
fn accents_plurals_and_elisions_do_not_matter() {
    let index = index();
    for (words, number) in [
        ("equipement", 1),
        ("ÉQUIPEMENTS", 1),
        ("donnee", 2),
        ("données", 2),
        ("plages", 3),
        ("l'ecole", 3),
        ("l’école", 3),
        ("d’équipement", 1),
    ] {
        assert_eq!(numbers(&index, words), [number], "{words}");
    }
}

#[test]
fn a_title_comes_before_a_text() {
    assert_eq!(numbers(&index(), "forage"), [1, 2]);
    assert_eq!(numbers(&index(), "forages"), [1, 2]);
}

#[test]
fn every_word_counts_and_any_of_them_when_none_has_all() {
    let index = index();
    assert_eq!(numbers(&index, "forage tableur"), [2]);
    let any = find(&index, "forage introuvablement");
    assert_eq!(any.found.iter().map(|hit| hit.number).collect::<Vec<_>>(), [1, 2]);
    assert!(any.is_free, "the page says that not every word was found");
}

#[test]
fn beginnings_and_typing_errors_are_met() {
    let index = index();
    for words in ["enseig", "enseignats", "ensiegnants", "enseignant"] {
        assert_eq!(numbers(&index, words), [3], "{words}");
    }
    assert!(find(&index, "enseig").is_free);
    assert!(numbers(&index, "xq").is_empty(), "two letters resemble everything");
}

#[test]
fn a_page_finds_what_is_there_in_the_other_language_only() {
    let index = index();
    assert_eq!(numbers(&index, "schools"), [4], "by its own stemmer");
    let mut translated = document(1, "en", "Following a borehole", "Equipment.");
    translated.shown = "en".to_owned();
    index.write(&[translated], &[], 2).unwrap();
    assert!(numbers(&index, "borehole").is_empty(), "there is a French one for French readers");
}

#[test]
fn nothing_is_asked_of_the_index_without_a_word_that_means_something() {
    let index = index();
    for words in ["", "   ", "de la", "« ? »", "\u{0}", "l'"] {
        let found = find(&index, words);
        assert!(found.found.is_empty() && found.words.is_empty(), "{words:?}");
    }
}

#[test]
fn ten_thousand_characters_are_cut_and_it_is_said() {
    let index = index();
    let long = find(&index, &"forage tableur ".repeat(700));
    assert!(long.was_cut);
    assert_eq!(long.words.len(), query::WORDS_MOST);
    let one = find(&index, &"a".repeat(10_000));
    assert!(one.found.is_empty() && one.words[0].len() <= 32);
    for absurd in ["AND OR NOT", "title:*", "\"forage", "((((", "forage~9^9", "../../etc", "🌍🌍🌍", "مرحبا"]
    {
        let _answered = find(&index, absurd);
    }
}

#[test]
fn what_is_taken_out_is_found_no_more_and_gone_from_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.write(&shelf(), &[], 1).unwrap();
    assert_eq!(index.len(), 4);
    let before = files(folder.path());
    index.write(&[], &[shelf()[1].key.clone()], 2).unwrap();
    assert!(numbers(&index, "tableur").is_empty());
    assert_eq!(index.len(), 3);
    let held: u32 =
        index.index.searchable_segment_metas().unwrap().iter().map(tantivy::SegmentMeta::max_doc).sum();
    assert_eq!(held, 3, "no segment holds it, not even marked as deleted");
    let is_left = |path: &std::path::PathBuf| path.exists() && before.contains(path);
    let left: Vec<_> =
        files(folder.path()).into_iter().filter(is_left).filter(|path| is_of_a_segment(path)).collect();
    assert!(left.is_empty(), "the files that held it are gone: {left:?}");
    drop(index);
    let again = SearchIndex::open(folder.path()).unwrap();
    assert_eq!((again.len(), numbers(&again, "enseignant")), (3, vec![3]), "an index is kept");
}

#[test]
fn a_damaged_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    index.write(&shelf(), &[], 1).unwrap();
    drop(index);
    let largest = files(folder.path()).into_iter().max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    std::fs::write(&largest, b"cut short").unwrap();
    let again = SearchIndex::open(folder.path()).unwrap();
    assert!(again.is_empty(), "the next round fills it");
    again.write(&shelf(), &[], 1).unwrap();
    assert_eq!(again.len(), 4);
}

#[test]
fn marks_tell_what_is_held() {
    let marks = index().marks().unwrap();
    assert_eq!(marks.len(), 4);
    assert_eq!(marks[&shelf()[0].key], "fr en;1");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let place = folder.join(SHAPE);
    std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Files of a segment bear its id: 32 hexadecimal digits.
fn is_of_a_segment(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.len() >= 32)
}
