//! The codes of a study: a tree that changes without losing a passage.

use crate::{
    coding::{code, story},
    place::{Place, now},
};
use socle_domain::{
    account::Role,
    codebook::{CodeWord, Entry},
    id::{AccountId, CodeLabelId, StudyId},
};
use socle_store::{Codebook, Constraint, LabelEdit, Merge, NewLabel, Removal, StoreError};

cases![
    the_codes_that_ship_are_kept_once,
    a_codebook_is_that_of_its_study_alone,
    a_table_adds_and_changes_and_takes_nothing_away,
    codes_are_added_renamed_and_moved,
    a_code_in_use_is_never_taken_away,
    merging_moves_every_passage_and_every_memo,
    a_code_is_merged_into_one_below_it,
];

async fn desk(place: &Place) -> (StudyId, AccountId) {
    let study = place.study("tic-2017").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    place.codebook(study).await;
    (study, analyst)
}

pub(crate) async fn book(place: &Place, account: AccountId, study: StudyId) -> Codebook {
    place.store.codebook(account, study).await.unwrap().unwrap()
}

pub(crate) fn label(book: &Codebook, word: &str) -> CodeLabelId {
    book.labels.iter().find(|label| label.word == word).unwrap_or_else(|| panic!("no code {word}")).id
}

fn words_under(book: &Codebook, word: &str) -> Vec<String> {
    let top = label(book, word);
    book.labels.iter().filter(|label| label.parent == Some(top)).map(|label| label.word.clone()).collect()
}

async fn the_codes_that_ship_are_kept_once(place: &Place) {
    let (study, analyst) = desk(place).await;
    let first = book(place, analyst, study).await;
    assert_eq!(first.labels.len(), Entry::shipped().len());
    let added = place.store.save_codebook(place.new_codebook(study, Entry::shipped())).await.unwrap();
    assert_eq!(added, 0);
    assert_eq!(book(place, analyst, study).await, first, "the same codes, the same ids");
    let depth = |word| first.labels.iter().find(|label| label.word == word).unwrap().depth;
    assert_eq!((depth("contrainte"), depth("contrainte.cout")), (0, 1));
    let names = &first.label(label(&first, "contrainte.cout")).unwrap().name;
    assert_eq!(names, &["Coût".to_owned(), "Cost".to_owned()]);
}

async fn a_codebook_is_that_of_its_study_alone(place: &Place) {
    let (study, analyst) = desk(place).await;
    let other = place.study("eau").await;
    let stranger = place.account("ailleurs@example.org", &[(Role::Analyst, Some(other))]).await;
    let editor = place.account("redige@example.org", &[(Role::Editor, Some(study))]).await;
    let sponsor = place.account("paie@example.org", &[(Role::Sponsor, Some(study))]).await;
    assert!(place.store.codebook(analyst, other).await.unwrap().is_none());
    for account in [stranger, sponsor] {
        assert!(place.store.codebook(account, study).await.unwrap().is_none());
    }
    assert!(place.store.codebook(editor, study).await.unwrap().is_some(), "who cites sees the codes");
    let here = label(&book(place, analyst, study).await, "usage");
    for account in [stranger, editor, sponsor] {
        let edit = LabelEdit {
            id: here,
            parent: None,
            name: ["Volé".into(), String::new()],
            definition: <[String; 2]>::default(),
        };
        let refused = place.store.edit_label(account, edit, now()).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::Reference))), "{refused:?}");
        let mut theirs = place.new_codebook(study, Entry::shipped());
        theirs.account = Some(account);
        assert!(matches!(place.store.save_codebook(theirs).await, Err(StoreError::Stale)));
        assert!(place.store.remove_label(account, here, now()).await.is_err());
        assert!(place.store.merge_labels(account, here, here, now()).await.is_err());
    }
    assert_eq!(place.store.coded_studies(analyst).await.unwrap().len(), 1);
    assert_eq!(place.store.coded_studies(sponsor).await.unwrap().len(), 0);
}

fn entry(word: &str, parent: Option<&str>, name: &str) -> Entry {
    Entry {
        word: CodeWord::parse(word).unwrap(),
        parent: parent.map(|parent| CodeWord::parse(parent).unwrap()),
        name: [name.to_owned(), String::new()],
        definition: [String::new(), String::new()],
    }
}

async fn a_table_adds_and_changes_and_takes_nothing_away(place: &Place) {
    let (study, analyst) = desk(place).await;
    let before = book(place, analyst, study).await;
    let table = vec![
        entry("contrainte", None, "Frein"),
        entry("contrainte.cout-cache", Some("contrainte.cout"), "Coût caché"),
        entry("contrainte.cout", Some("libre"), "Coûts"),
    ];
    let mut new = place.new_codebook(study, table);
    new.account = Some(analyst);
    assert_eq!(place.store.save_codebook(new).await.unwrap(), 1);
    let after = book(place, analyst, study).await;
    assert_eq!(after.labels.len(), before.labels.len() + 1);
    assert_eq!(after.label(label(&after, "contrainte")).unwrap().name[0], "Frein");
    assert_eq!(label(&after, "contrainte"), label(&before, "contrainte"));
    assert_eq!(words_under(&after, "libre"), ["contrainte.cout"]);
    assert_eq!(words_under(&after, "contrainte.cout"), ["contrainte.cout-cache"]);
    // A table that would turn the tree into a circle is refused whole.
    let circle = vec![entry("libre", Some("contrainte.cout-cache"), "Libre")];
    let refused = place.store.save_codebook(place.new_codebook(study, circle)).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::CodeCircle))), "{refused:?}");
    assert_eq!(book(place, analyst, study).await, after);
}

fn new_label(place: &Place, study: StudyId, parent: Option<CodeLabelId>, word: &str) -> NewLabel {
    NewLabel {
        id: CodeLabelId::new(now(), &place.chance),
        study,
        parent,
        word: CodeWord::parse(word).unwrap(),
        name: ["Coût caché".to_owned(), String::new()],
        definition: [String::new(), String::new()],
    }
}

async fn codes_are_added_renamed_and_moved(place: &Place) {
    let (study, analyst) = desk(place).await;
    let before = book(place, analyst, study).await;
    let free = label(&before, "libre");
    let new = new_label(place, study, Some(free), "libre.cout-cache");
    place.store.add_label(analyst, new.clone(), now()).await.unwrap();
    let again = new_label(place, study, None, "libre.cout-cache");
    let refused = place.store.add_label(analyst, again, now()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::CodeWord))), "{refused:?}");
    let edit = LabelEdit {
        id: new.id,
        parent: Some(label(&before, "contrainte.cout")),
        name: ["Coût découvert".to_owned(), "Hidden cost".to_owned()],
        definition: ["Après coup".to_owned(), String::new()],
    };
    place.store.edit_label(analyst, edit.clone(), now()).await.unwrap();
    let after = book(place, analyst, study).await;
    let moved = after.label(new.id).unwrap();
    assert_eq!(
        (moved.depth, moved.name[1].as_str(), moved.word.as_str()),
        (2, "Hidden cost", "libre.cout-cache")
    );
    assert!(after.is_under(new.id, label(&after, "contrainte")) && !after.is_under(free, new.id));
    let under_itself = LabelEdit { id: label(&after, "contrainte"), parent: Some(new.id), ..edit };
    let refused = place.store.edit_label(analyst, under_itself, now()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::CodeCircle))), "{refused:?}");
    assert_eq!(book(place, analyst, study).await, after);
}

/// A return with one story, as the study's analyst reads it.
async fn one_story(place: &Place, study: StudyId) -> socle_domain::id::ExperienceId {
    let survey = place.survey(study, "retours").await;
    let (submission, _) = place.submission(&survey, "uuid:1", "Un").await;
    story(place, submission, 1, "Le coût monte. La puce expire. Awa part.").await
}

async fn a_code_in_use_is_never_taken_away(place: &Place) {
    let (study, analyst) = desk(place).await;
    let id = one_story(place, study).await;
    let book = book(place, analyst, study).await;
    let [cost, parent] = [label(&book, "contrainte.cout"), label(&book, "contrainte")];
    code(place, analyst, id, 1, "Le coût monte.", &[cost], "").await.unwrap();
    for in_use in [cost, parent] {
        assert_eq!(place.store.remove_label(analyst, in_use, now()).await.unwrap(), Removal::InUse);
    }
    place.store.undo_coding(analyst, id, now()).await.unwrap();
    assert_eq!(place.store.remove_label(analyst, cost, now()).await.unwrap(), Removal::Removed);
    assert!(place.store.remove_label(analyst, cost, now()).await.is_err(), "it is not there any more");
}

async fn merging_moves_every_passage_and_every_memo(place: &Place) {
    let (study, analyst) = desk(place).await;
    let second = place.account("luc@example.org", &[(Role::Coordinator, Some(study))]).await;
    let id = one_story(place, study).await;
    let before = book(place, analyst, study).await;
    let (from, into) = (label(&before, "contrainte.cout"), label(&before, "contrainte"));
    code(place, analyst, id, 1, "Le coût monte.", &[from], "cher").await.unwrap();
    code(place, analyst, id, 1, "Le coût monte.", &[into], "frein").await.unwrap();
    code(place, second, id, 1, "Le coût monte.", &[from], "").await.unwrap();
    code(place, second, id, 1, "Awa part.", &[from], "").await.unwrap();
    let expected = Merge { moved: 2, shared: 1, children: 0 };
    assert_eq!(place.store.preview_merge(from, into).await.unwrap(), expected);
    assert_eq!(place.store.merge_labels(analyst, from, into, now()).await.unwrap(), expected);
    let after = book(place, analyst, study).await;
    assert!(after.label(from).is_none());
    assert_eq!(after.label(into).unwrap().passages, 2);
    let memos: Vec<String> = place.column("SELECT memo AS it FROM codings ORDER BY memo", vec![]).await;
    assert_eq!(memos, ["", "", "frein · cher"]);
    assert!(
        place.store.merge_labels(analyst, into, into, now()).await.is_err(),
        "a code is not merged into itself"
    );
}

async fn a_code_is_merged_into_one_below_it(place: &Place) {
    let (study, analyst) = desk(place).await;
    let before = book(place, analyst, study).await;
    let [top, cost] = [label(&before, "contrainte"), label(&before, "contrainte.cout")];
    let deep = new_label(place, study, Some(cost), "contrainte.cout-cache");
    place.store.add_label(analyst, deep.clone(), now()).await.unwrap();
    let merge = place.store.merge_labels(analyst, top, deep.id, now()).await.unwrap();
    assert_eq!(merge.children, 14);
    let after = book(place, analyst, study).await;
    assert_eq!(after.labels.len(), before.labels.len());
    assert_eq!(after.label(deep.id).unwrap().depth, 0);
    assert_eq!(words_under(&after, "contrainte.cout-cache").len(), 14);
}
