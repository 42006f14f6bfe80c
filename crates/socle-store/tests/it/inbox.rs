//! The inbox: whose returns it shows, how it is filtered, sorted and paged, and what it suspects of being the same.

use crate::{
    place::{Place, now},
    world::desk::Story,
};
use socle_domain::{
    account::Role,
    id::{AccountId, InquiryId, SubmissionId},
    submission::{Channel, ReviewStatus},
    time::{DAY, HOUR, MINUTE},
};
use socle_store::{INBOX_PAGE, InboxFilter, InboxSort, InquiryState, NewInquiry, NewReading, StoreError};
use std::collections::BTreeSet;

cases![
    an_inbox_shows_the_studies_of_its_reader_alone,
    an_inbox_is_read_page_by_page,
    words_find_numbers_titles_organizations_and_tools,
    each_criterion_narrows_the_list,
    the_counts_follow_every_criterion_but_the_status,
    an_inbox_is_sorted_both_ways,
    a_return_sent_twice_by_one_organization_is_suspected,
    a_return_knows_its_neighbors_in_the_filter,
    what_is_searched_goes_with_the_return,
];

/// Only this status.
fn only(status: ReviewStatus) -> InboxFilter {
    InboxFilter { status: Some(status), ..InboxFilter::default() }
}

/// Four returns of one study, and who reads them.
async fn four(place: &Place) -> (AccountId, [SubmissionId; 4]) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let mut ids = Vec::new();
    for turn in 0..4 {
        let mut new = place.new_submission(&survey, &format!("uuid:{turn}"), "Bonjour");
        // Their stories are told below.
        new.reading = NewReading::default();
        (new.now, new.is_late) = (now().plus(turn * HOUR), turn == 3);
        new.channel = if turn == 2 { Channel::Paper } else { Channel::Web };
        place.store.accept_submission(new.clone()).await.unwrap();
        ids.push(new.id);
    }
    let ids: [SubmissionId; 4] = ids.try_into().unwrap();
    let water = Story {
        title: "Mesurer l'eau des forages",
        theme: "eah",
        country: "bf",
        organization: "Eau Vive Sahel",
        tools: &["Kobo Toolbox", "un cahier"],
        ..Story::default()
    };
    place.story(ids[0], water).await;
    let school = Story { title: "L'école connectée", theme: "edu", country: "ht", ..Story::default() };
    place.story(ids[1], school).await;
    place
        .story(ids[1], Story { place: 2, theme: "eah", organization: "Zanmi Lakay", ..Story::default() })
        .await;
    place.story(ids[2], Story { organization: "Àlafia", country: "tg", ..Story::default() }).await;
    place.answer(ids[3], "s0_type", "osc").await;
    place.answer(ids[3], "s3_country", "bf").await;
    (analyst, ids)
}

/// The numbers that a filter finds.
async fn numbers(place: &Place, analyst: AccountId, filter: InboxFilter) -> Vec<i64> {
    let inbox = place.store.inbox(analyst, &filter).await.unwrap();
    assert_eq!(inbox.total, i64::try_from(inbox.rows.len()).unwrap());
    inbox.rows.iter().map(|row| row.number).collect()
}

async fn words_find_numbers_titles_organizations_and_tools(place: &Place) {
    let (analyst, _) = four(place).await;
    let find = async |words: &str| {
        let filter = InboxFilter { words: words.to_owned(), ..InboxFilter::default() };
        let mut found = numbers(place, analyst, filter).await;
        found.sort_unstable();
        found
    };
    for (words, expected) in [
        ("R-3", vec![3]),
        ("ECOLE", vec![2]),
        ("eau vive", vec![1]),
        ("vive forage", vec![1]),
        ("kobo", vec![1]),
        ("alafia", vec![3]),
        ("", vec![1, 2, 3, 4]),
        ("école forages", vec![]),
        ("obo", vec![]),
        ("% _ ' \\", vec![1, 2, 3, 4]),
        ("💧", vec![1, 2, 3, 4]),
    ] {
        assert_eq!(find(words).await, expected, "{words}");
    }
}

async fn each_criterion_narrows_the_list(place: &Place) {
    let (analyst, ids) = four(place).await;
    let ask = NewInquiry {
        id: InquiryId::new(now(), &place.chance),
        account: analyst,
        submission: ids[1],
        question: "Combien de puits ?".to_owned(),
        letter: None,
        now: now(),
    };
    place.store.ask_inquiry(ask).await.unwrap();
    let nothing = InboxFilter::default;
    let text = str::to_owned;
    for (filter, expected) in [
        (InboxFilter { theme: text("eah"), ..nothing() }, vec![2, 1]),
        (InboxFilter { country: text("bf"), ..nothing() }, vec![4, 1]),
        (InboxFilter { kind: text("osc"), ..nothing() }, vec![4]),
        (InboxFilter { channel: Some(Channel::Paper), ..nothing() }, vec![3]),
        (InboxFilter { is_late: true, ..nothing() }, vec![4]),
        (InboxFilter { inquiry: Some(InquiryState::Open), ..nothing() }, vec![2]),
        (InboxFilter { inquiry: Some(InquiryState::Answered), ..nothing() }, vec![]),
        (only(ReviewStatus::InReview), vec![2]),
        (InboxFilter { theme: text("eah"), country: text("ht"), ..nothing() }, vec![2]),
        (InboxFilter { theme: text("nothing"), ..nothing() }, vec![]),
    ] {
        assert_eq!(numbers(place, analyst, filter.clone()).await, expected, "{filter:?}");
    }
    place.put("UPDATE inquiries SET answer = 'Douze', answered_at = $1", bind![now().plus(DAY)]).await;
    let answered = InboxFilter { inquiry: Some(InquiryState::Answered), ..nothing() };
    assert_eq!(numbers(place, analyst, answered.clone()).await, [2]);
    place.decide(analyst, ids[1], 2, ReviewStatus::Accepted).await.unwrap();
    assert!(numbers(place, analyst, answered).await.is_empty(), "once decided on, it waits no more");
    let countries = place.store.inbox_countries(analyst).await.unwrap();
    assert_eq!(countries, ["bf", "ht", "tg"]);
}

async fn the_counts_follow_every_criterion_but_the_status(place: &Place) {
    let (analyst, ids) = four(place).await;
    place.decide(analyst, ids[0], 1, ReviewStatus::Accepted).await.unwrap();
    let filter = InboxFilter { theme: "eah".to_owned(), ..only(ReviewStatus::Accepted) };
    let inbox = place.store.inbox(analyst, &filter).await.unwrap();
    let counts: BTreeSet<_> = inbox.counts.iter().map(|(status, n)| (status.word(), *n)).collect();
    assert_eq!(counts, BTreeSet::from([("accepted", 1), ("received", 1)]));
    assert_eq!((inbox.total, inbox.rows.len()), (1, 1));
}

async fn an_inbox_is_sorted_both_ways(place: &Place) {
    let (analyst, ids) = four(place).await;
    place.decide(analyst, ids[3], 1, ReviewStatus::SetAside).await.unwrap();
    place.decide(analyst, ids[0], 1, ReviewStatus::Accepted).await.unwrap();
    for (sort, straight, turned) in [
        (InboxSort::Received, [4, 3, 2, 1], [1, 2, 3, 4]),
        (InboxSort::Number, [4, 3, 2, 1], [1, 2, 3, 4]),
        (InboxSort::Organization, [3, 1, 2, 4], [2, 1, 3, 4]),
        (InboxSort::Status, [3, 2, 1, 4], [4, 1, 3, 2]),
    ] {
        for (is_turned, expected) in [(false, straight), (true, turned)] {
            let filter = InboxFilter { sort, is_turned, ..InboxFilter::default() };
            assert_eq!(numbers(place, analyst, filter).await, expected, "{sort:?} {is_turned}");
        }
    }
}

async fn a_return_sent_twice_by_one_organization_is_suspected(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let told = "Le groupe relaie les tours d'eau, chacun reçoit le message même sans ordinateur.";
    let stories = [
        ("Eau Vive Sahel", told.to_owned()),
        ("Une autre structure", told.to_owned()),
        ("Eau Vive Sahel", "Une tout autre histoire, celle du tableur et de sa trésorière.".to_owned()),
        ("ONG Eau-Vive du Sahel", format!("{told} Merci.")),
    ];
    let mut ids = Vec::new();
    for (turn, (organization, text)) in stories.iter().enumerate() {
        let (id, _) = place.submission(&survey, &format!("uuid:{turn}"), text).await;
        place.story(id, Story { text, organization, ..Story::default() }).await;
        ids.push(id);
    }
    let suspected = async |number: i64| {
        let inbox = place.store.inbox(analyst, &InboxFilter::default()).await.unwrap();
        inbox.rows.into_iter().find(|row| row.number == number).unwrap().resembles
    };
    let found = suspected(4).await.expect("it resembles the first");
    assert_eq!((found.id, found.number), (ids[0], 1));
    assert!((85..100).contains(&found.likeness), "{}", found.likeness);
    for number in [1, 2, 3] {
        assert_eq!(
            suspected(number).await,
            None,
            "R-{number}: another name, another story, or the earlier one"
        );
    }
    place.decide(analyst, ids[3], 1, ReviewStatus::Accepted).await.unwrap();
    assert_eq!(suspected(4).await, None, "once decided on, nothing is suspected");
}

async fn a_return_knows_its_neighbors_in_the_filter(place: &Place) {
    let (analyst, ids) = four(place).await;
    let water = InboxFilter { country: "bf".to_owned(), ..InboxFilter::default() };
    for (filter, id, expected) in [
        (InboxFilter::default(), ids[2], (Some(ids[3]), Some(ids[1]), Some(2), 4)),
        (InboxFilter::default(), ids[3], (None, Some(ids[2]), Some(1), 4)),
        (InboxFilter { is_turned: true, ..InboxFilter::default() }, ids[3], (Some(ids[2]), None, Some(4), 4)),
        (
            InboxFilter { sort: InboxSort::Organization, ..InboxFilter::default() },
            ids[0],
            (Some(ids[2]), Some(ids[1]), Some(2), 4),
        ),
        (water.clone(), ids[3], (None, Some(ids[0]), Some(1), 2)),
        (water, ids[1], (None, None, None, 2)),
    ] {
        let found = place.store.neighbors(analyst, id, &filter).await.unwrap();
        assert_eq!((found.previous, found.next, found.place, found.total), expected, "{filter:?}");
    }
    let stranger = place.account("luc@example.org", &[(Role::Editor, None)]).await;
    let found = place.store.neighbors(stranger, ids[0], &InboxFilter::default()).await.unwrap();
    assert_eq!((found.place, found.total), (None, 0));
}

async fn what_is_searched_goes_with_the_return(place: &Place) {
    let (_, ids) = four(place).await;
    let sql = "SELECT words AS it FROM inbox_keys ORDER BY words";
    let words = place.column::<String>(sql, vec![]).await.join("|");
    assert!(words.contains("eau vive sahel") && words.contains("kobo toolbox"), "{words}");
    place.store.withdraw(ids[0], now().plus(MINUTE)).await.unwrap();
    let words = place.column::<String>(sql, vec![]).await.join("|");
    assert!(!words.contains("sahel") && !words.contains("kobo"), "{words}");
}

async fn an_inbox_shows_the_studies_of_its_reader_alone(place: &Place) {
    let (one, other) = (place.study("une").await, place.study("autre").await);
    let (here, there) = (place.survey(one, "ici").await, place.survey(other, "ailleurs").await);
    let (seen, _) = place.submission(&here, "uuid:1", "Ici").await;
    let (hidden, _) = place.submission(&there, "uuid:2", "Ailleurs").await;
    let cases = [
        ("analyst@example.org", Role::Analyst, Some(one), vec![seen]),
        ("coordinator@example.org", Role::Coordinator, Some(one), vec![seen]),
        ("both@example.org", Role::Analyst, None, vec![seen, hidden]),
        ("sponsor@example.org", Role::Sponsor, Some(one), vec![]),
        ("editor@example.org", Role::Editor, None, vec![]),
        ("reviewer@example.org", Role::Reviewer, None, vec![]),
        ("administrator@example.org", Role::Administrator, None, vec![]),
    ];
    for (email, role, study, expected) in cases {
        let account = place.account(email, &[(role, study)]).await;
        let inbox = place.store.inbox(account, &InboxFilter::default()).await.unwrap();
        let listed: BTreeSet<_> = inbox.rows.iter().map(|row| row.id).collect();
        assert_eq!(listed, expected.iter().copied().collect(), "{email}");
        assert_eq!(inbox.total, i64::try_from(expected.len()).unwrap(), "{email}");
        let whole = place.store.inbox_whole(account, &InboxFilter::default()).await.unwrap();
        assert_eq!(whole, inbox.rows, "a file of returns holds no more than the page: {email}");
        for id in [seen, hidden] {
            let may = expected.contains(&id);
            assert_eq!(place.store.record(account, id).await.unwrap().is_some(), may, "{email}");
            let decided = place.decide(account, id, 99, ReviewStatus::Accepted).await;
            assert!(matches!(decided, Err(StoreError::Stale)), "{email}");
        }
    }
    let stranger = place.account("stranger@example.org", &[(Role::Analyst, Some(other))]).await;
    let decided = place.decide(stranger, seen, 1, ReviewStatus::Accepted).await;
    assert!(matches!(decided, Err(StoreError::Stale)), "nobody decides on what they may not read");
}

async fn an_inbox_is_read_page_by_page(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let total = INBOX_PAGE + 3;
    for turn in 0..total {
        let mut new = place.new_submission(&survey, &format!("uuid:{turn}"), "Bonjour");
        new.now = now().plus(turn * HOUR);
        place.store.accept_submission(new).await.unwrap();
    }
    let page = async |page, status| {
        let inbox = place
            .store
            .inbox(analyst, &InboxFilter { status, page, ..InboxFilter::default() })
            .await
            .unwrap();
        (inbox.rows.iter().map(|row| row.number).collect::<Vec<_>>(), inbox.total, inbox.counts)
    };
    let (first, all, _) = page(1, None).await;
    let (second, _, _) = page(2, None).await;
    assert_eq!(all, total);
    let newest_first: Vec<_> = (1..=total).rev().collect();
    assert_eq!([first.clone(), second].concat(), newest_first, "every return once, the newest first");
    let whole = place.store.inbox_whole(analyst, &InboxFilter::default()).await.unwrap();
    assert_eq!(whole.iter().map(|row| row.number).collect::<Vec<_>>(), newest_first, "a file has no pages");
    assert_eq!(page(0, None).await.0, first, "a page before the first is the first");
    assert!(page(i64::MAX, None).await.0.is_empty(), "a page after the last is empty");
    let newest: Vec<uuid::Uuid> =
        place.column("SELECT id AS it FROM submissions WHERE number = $1", bind![total]).await;
    let newest = SubmissionId::from_uuid(newest[0]);
    place.decide(analyst, newest, 1, ReviewStatus::Accepted).await.unwrap();
    let (accepted, count, counts) = page(1, Some(ReviewStatus::Accepted)).await;
    assert_eq!((accepted, count), (vec![total], 1));
    let whole = place.store.inbox_whole(analyst, &only(ReviewStatus::Accepted)).await.unwrap();
    assert_eq!(whole.len(), 1);
    let counts: BTreeSet<_> = counts.into_iter().map(|(status, count)| (status.word(), count)).collect();
    assert_eq!(counts, BTreeSet::from([("accepted", 1), ("received", total - 1)]), "whatever the filter");
}
