//! Studies, and who coordinates them.

use crate::place::{Place, now};
use socle_domain::{
    account::{EmailAddress, Role},
    codebook::Entry,
    id::{AccountId, CodeLabelId, CodebookId, LetterId, MembershipId, StudyId},
    letter::{LetterKind, Recipient},
    slug::Slug,
    study::{Audience, Description, Month, Part, Words},
    time::Zone,
};
use socle_store::{
    Access, Constraint, FoundedStudy, Invitation, Invited, JournalRow, Membership, NewAccount, NewCodebook,
    NewLetter, NewStudy, RoleChange, RoleOutcome, Session, StoreError, StudyEdit, StudyRecord,
};

cases![
    a_study_has_one_address,
    a_coordinator_finds_their_studies_by_title,
    a_study_says_of_itself_what_its_coordinator_wrote,
    every_field_that_changes_is_a_line_of_the_journal,
    two_coordinators_do_not_overwrite_each_other,
    only_who_coordinates_a_study_edits_it,
    someone_invited_gets_an_account_and_a_letter_at_once,
    someone_who_has_an_account_gets_roles_and_no_letter,
    roles_change_in_one_study_and_end_the_sessions_of_who_loses_one,
    a_study_keeps_a_coordinator,
];

async fn a_study_has_one_address(place: &Place) {
    let id = place.study("tic-2017").await;
    let again = NewStudy {
        id: StudyId::new(now(), &place.chance),
        slug: Slug::parse("tic-2017").unwrap(),
        title: "Autre".to_owned(),
        account: None,
        now: now(),
    };
    let refused = place.store.create_study(again).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::StudySlug))), "{refused:?}");
    assert_eq!(place.store.study_by_slug("tic-2017").await.unwrap().unwrap().id, id);
    assert!(place.store.study_by_slug("tic-2018").await.unwrap().is_none());
}

async fn a_coordinator_finds_their_studies_by_title(place: &Place) {
    let (one, other) = (place.study("zones").await, place.study("eau").await);
    let everywhere = place.account("toutes@example.org", &[(Role::Coordinator, None)]).await;
    let here = place.account("une@example.org", &[(Role::Coordinator, Some(one))]).await;
    let reader = place.account("lit@example.org", &[(Role::Analyst, Some(one))]).await;
    let titles = async |account| {
        let studies = place.store.coordinated_studies(account).await.unwrap();
        studies.into_iter().map(|study| study.id).collect::<Vec<_>>()
    };
    assert_eq!(titles(everywhere).await, [other, one]);
    assert_eq!(titles(here).await, [one]);
    assert_eq!(titles(reader).await, []);
}

/// A study as its coordinator describes it, in French.
pub(crate) fn description(title: &str) -> Description {
    let mut words = Words::default();
    for part in Part::ALL {
        words.set(part, format!("{} en français", part.word()));
    }
    Description {
        title: title.to_owned(),
        words: vec![("fr".to_owned(), words)],
        retention_months: 18,
        appears: Month::parse("2018-03"),
        small_under: 250_000,
        audiences: vec![Audience::Associations, Audience::Startups],
        zone: Zone::parse("Africa/Abidjan").unwrap(),
    }
}

fn codes(place: &Place, study: StudyId) -> NewCodebook {
    let label = |entry| (CodeLabelId::new(now(), &place.chance), entry);
    NewCodebook {
        id: CodebookId::new(now(), &place.chance),
        study,
        title: "Grille".to_owned(),
        labels: Entry::shipped().into_iter().map(label).collect(),
        account: None,
        now: now(),
    }
}

async fn founded(place: &Place, by: AccountId, slug: &str) -> StudyRecord {
    let id = StudyId::new(now(), &place.chance);
    let study = FoundedStudy {
        id,
        codebook: codes(place, id),
        slug: Slug::parse(slug).unwrap(),
        description: description("TIC et petites structures"),
        account: by,
        membership: MembershipId::new(now(), &place.chance),
        now: now(),
    };
    place.store.found_study(study).await.unwrap();
    place.store.coordinated_study(by, &Slug::parse(slug).unwrap()).await.unwrap().unwrap()
}

fn edit(of: &StudyRecord, by: AccountId, change: impl Fn(&mut Description)) -> StudyEdit {
    let mut description = of.description.clone();
    change(&mut description);
    let (study, version) = (of.study.id, of.version);
    StudyEdit { study, version, description, renewals: Vec::new(), account: by, now: now() }
}

/// The journal, the newest line first: who, what, of what.
async fn journal(place: &Place, study: StudyId) -> Vec<(String, String, String)> {
    let journal = place.store.study_journal(study, 1).await.unwrap();
    assert_eq!(journal.total, i64::try_from(journal.rows.len()).unwrap());
    let line = |row: JournalRow| (row.who.unwrap_or_default(), row.verb, row.detail);
    journal.rows.into_iter().map(line).collect()
}

async fn a_study_says_of_itself_what_its_coordinator_wrote(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let luc = place.account("luc@example.org", &[]).await;
    let study = founded(place, awa, "tic").await;
    assert_eq!(study.description, description("TIC et petites structures"));
    let kept = place.store.codebook(awa, study.study.id).await.unwrap().unwrap();
    assert_eq!(kept.labels.len(), Entry::shipped().len(), "analysts have codes to start from");
    assert_eq!(place.store.study(study.study.id).await.unwrap().unwrap(), study);
    assert!(
        place.store.coordinated_study(luc, &Slug::parse("tic").unwrap()).await.unwrap().is_none(),
        "Luc is not of it"
    );
    let taken = FoundedStudy {
        id: StudyId::new(now(), &place.chance),
        slug: Slug::parse("tic").unwrap(),
        description: description("Autre"),
        account: luc,
        membership: MembershipId::new(now(), &place.chance),
        codebook: codes(place, StudyId::new(now(), &place.chance)),
        now: now(),
    };
    let refused = place.store.found_study(taken).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::StudySlug))), "{refused:?}");
    assert_eq!(place.store.coordinated_studies(luc).await.unwrap(), [], "nothing was half written");
}

async fn every_field_that_changes_is_a_line_of_the_journal(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let study = founded(place, awa, "tic").await;
    let change = |description: &mut Description| {
        description.retention_months = 36;
        description.appears = None;
        description.words[0].1.set(Part::Controller, "Réseau".to_owned());
        description.words.push(("en".to_owned(), description.words[0].1.clone()));
    };
    place.store.edit_study(edit(&study, awa, change)).await.unwrap();
    let lines = journal(place, study.study.id).await;
    let said: Vec<_> = lines.iter().map(|(_, verb, detail)| (verb.as_str(), detail.as_str())).collect();
    let wanted = [
        ("edited", "language.en"),
        ("edited", "controller.fr"),
        ("edited", "appears"),
        ("edited", "retention"),
        ("created", ""),
    ];
    assert_eq!(said, wanted);
    assert!(lines.iter().all(|(who, _, _)| who == "Personne awa@example.org"), "{lines:?}");
    let kept = place.store.study(study.study.id).await.unwrap().unwrap();
    assert_eq!(kept.description.retention_months, 36);
    assert_eq!(kept.description.words.len(), 2);
    place.store.edit_study(edit(&kept, awa, |_| ())).await.unwrap();
    assert_eq!(journal(place, study.study.id).await.len(), 5, "nothing changed, nothing to tell");
}

async fn two_coordinators_do_not_overwrite_each_other(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let study = founded(place, awa, "tic").await;
    place.store.edit_study(edit(&study, awa, |d| "Un".clone_into(&mut d.title))).await.unwrap();
    let late = place.store.edit_study(edit(&study, awa, |d| "Deux".clone_into(&mut d.title))).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(place.store.study(study.study.id).await.unwrap().unwrap().study.title, "Un");
}

async fn only_who_coordinates_a_study_edits_it(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let study = founded(place, awa, "tic").await;
    let analyst = place.account("luc@example.org", &[(Role::Analyst, Some(study.study.id))]).await;
    let refused = place.store.edit_study(edit(&study, analyst, |d| "Autre".clone_into(&mut d.title))).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::Reference))), "{refused:?}");
}

fn invitation(place: &Place, study: StudyId, by: AccountId, email: &str, roles: &[Role]) -> Invitation {
    let id = AccountId::new(now(), &place.chance);
    let given = roles.iter().map(|role| {
        (MembershipId::new(now(), &place.chance), Membership { role: *role, study: Some(study) })
    });
    let account = NewAccount {
        id,
        email: EmailAddress::parse(email).unwrap(),
        name: "Ibrahim".to_owned(),
        password_hash: String::new(),
        language: "fr".to_owned(),
        memberships: given.collect(),
        now: now(),
    };
    Invitation { study, account, letter: letter(place, id, email), by }
}

fn letter(place: &Place, account: AccountId, email: &str) -> NewLetter {
    NewLetter {
        id: LetterId::new(now(), &place.chance),
        kind: LetterKind::Invitation,
        recipient: Recipient::parse(email).unwrap(),
        language: "fr".to_owned(),
        subject_id: account.uuid(),
        now: now(),
    }
}

async fn team(place: &Place, study: StudyId) -> Vec<(String, Vec<Role>, Access)> {
    let members = place.store.members(study).await.unwrap();
    members.into_iter().map(|m| (m.email, m.roles, m.access)).collect()
}

async fn someone_invited_gets_an_account_and_a_letter_at_once(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let study = founded(place, awa, "tic").await.study.id;
    let invited = invitation(place, study, awa, "ibrahim@example.org", &[Role::Analyst, Role::Editor]);
    let ibrahim = invited.account.id;
    assert_eq!(place.store.invite_member(invited).await.unwrap(), Invited::New);
    assert_eq!(place.store.count_letters().await.unwrap(), (1, 0));
    let there = team(place, study).await;
    let wanted = ("ibrahim@example.org".to_owned(), vec![Role::Analyst, Role::Editor], Access::Waiting);
    assert!(there.contains(&wanted), "{there:?}");
    let again = place.store.invite_again(study, ibrahim, letter(place, ibrahim, "ibrahim@example.org"), awa);
    assert!(!again.await.unwrap(), "one letter waits already");
    let job = place.store.claim_letter(now()).await.unwrap().unwrap();
    place.store.forget_letter(&job).await.unwrap();
    assert_eq!(access_of(place, study, "ibrahim@example.org").await, Access::Invited);
    let again = place.store.invite_again(study, ibrahim, letter(place, ibrahim, "ibrahim@example.org"), awa);
    assert!(again.await.unwrap());
    let job = place.store.claim_letter(now()).await.unwrap().unwrap();
    place.store.give_up_letter(&job, now()).await.unwrap();
    assert_eq!(access_of(place, study, "ibrahim@example.org").await, Access::Refused);
    place.store.set_password(ibrahim, "$argon2id$…".to_owned(), now()).await.unwrap();
    assert_eq!(access_of(place, study, "ibrahim@example.org").await, Access::Active);
    let again = place.store.invite_again(study, ibrahim, letter(place, ibrahim, "ibrahim@example.org"), awa);
    assert!(!again.await.unwrap(), "who is in needs no invitation");
    let verbs: Vec<_> =
        journal(place, study).await.into_iter().map(|(_, verb, detail)| verb + &detail).collect();
    assert_eq!(verbs, ["invited_again", "role_giveneditor", "role_givenanalyst", "created"]);
}

async fn access_of(place: &Place, study: StudyId, email: &str) -> Access {
    team(place, study).await.into_iter().find(|(one, _, _)| one == email).unwrap().2
}

async fn someone_who_has_an_account_gets_roles_and_no_letter(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let luc = place.account("luc@example.org", &[]).await;
    let study = founded(place, awa, "tic").await.study.id;
    for _ in 0..2 {
        let invited = invitation(place, study, awa, "LUC@example.org", &[Role::Reviewer]);
        assert_eq!(place.store.invite_member(invited).await.unwrap(), Invited::Known);
    }
    assert_eq!(place.store.count_letters().await.unwrap(), (0, 0));
    let members = place.store.members(study).await.unwrap();
    let found = members.iter().find(|member| member.account == luc).unwrap();
    assert_eq!(
        (found.roles.as_slice(), found.name.as_str()),
        (&[Role::Reviewer][..], "Personne luc@example.org")
    );
}

fn roles(place: &Place, study: StudyId, of: AccountId, by: AccountId, roles: &[Role]) -> RoleChange {
    let roles = roles.iter().map(|role| (MembershipId::new(now(), &place.chance), *role)).collect();
    RoleChange { study, account: of, roles, by, now: now() }
}

async fn roles_change_in_one_study_and_end_the_sessions_of_who_loses_one(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let (study, other) =
        (founded(place, awa, "tic").await.study.id, founded(place, awa, "eau").await.study.id);
    let luc =
        place.account("luc@example.org", &[(Role::Analyst, Some(study)), (Role::Analyst, Some(other))]).await;
    place.store.open_session(Session { token_hash: [1; 32], account: luc, now: now() }).await.unwrap();
    let given = roles(place, study, luc, awa, &[Role::Analyst, Role::Editor]);
    assert_eq!(place.store.change_roles(given.clone()).await.unwrap(), RoleOutcome::Changed);
    assert_eq!(place.store.change_roles(given).await.unwrap(), RoleOutcome::Unchanged);
    let session = place.store.account_by_session([1; 32], now()).await.unwrap();
    assert!(session.unwrap().has_any_in(study, &[Role::Editor]), "who gains a role stays");
    let taken = roles(place, study, luc, awa, &[]);
    assert_eq!(place.store.change_roles(taken.clone()).await.unwrap(), RoleOutcome::Changed);
    assert!(place.store.account_by_session([1; 32], now()).await.unwrap().is_none());
    assert!(team(place, study).await.iter().all(|(email, _, _)| email != "luc@example.org"));
    assert!(team(place, other).await.iter().any(|(email, _, _)| email == "luc@example.org"));
    assert_eq!(place.store.change_roles(taken).await.unwrap(), RoleOutcome::NotAMember);
}

async fn a_study_keeps_a_coordinator(place: &Place) {
    let awa = place.account("awa@example.org", &[]).await;
    let study = founded(place, awa, "tic").await.study.id;
    let leaves = roles(place, study, awa, awa, &[Role::Analyst]);
    assert_eq!(place.store.change_roles(leaves.clone()).await.unwrap(), RoleOutcome::LastCoordinator);
    assert_eq!(team(place, study).await[0].1, [Role::Coordinator], "nothing was changed");
    place.account("luc@example.org", &[(Role::Coordinator, Some(study))]).await;
    assert_eq!(place.store.change_roles(leaves).await.unwrap(), RoleOutcome::Changed);
}
