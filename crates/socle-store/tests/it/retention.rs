//! Returns are kept as long as their study promised: told of before, contacts first, then gone as if withdrawn.

use crate::{place::Place, world::World};
use socle_domain::{
    account::Role,
    id::LetterId,
    letter::LetterKind,
    retention::{self, WARNED_DAYS},
    time::{DAY, HOUR, Timestamp},
};
use socle_store::{Expired, LetterSubject};

cases![
    coordinators_are_told_thirty_days_before,
    nothing_is_erased_before_its_time_nor_untold,
    contacts_and_drafts_go_first_then_every_return,
    a_longer_promise_is_told_again,
];

const NOTHING: Expired = Expired { told: 0, erased: 0 };
const TOLD: Expired = Expired { told: 1, erased: 0 };

async fn expire(place: &Place, at: Timestamp) -> Expired {
    place.store.expire(&place.chance, true, at).await.unwrap()
}

/// Everything there is, and when its time is over.
async fn world(place: &Place) -> (World, Timestamp) {
    let world = World::build(place).await;
    place.account("coordinatrice@example.org", &[(Role::Coordinator, Some(world.survey.study))]).await;
    let due = retention::ends_at(&world.survey.calendar, 24);
    (world, due)
}

async fn letters(place: &Place) -> Vec<(LetterId, String)> {
    let sql = "SELECT id AS it FROM letters WHERE kind = 'retention_due' ORDER BY recipient";
    let mut letters = Vec::new();
    for id in place.column(sql, vec![]).await {
        let letter = place.store.letter(LetterId::from_uuid(id)).await.unwrap().unwrap();
        assert_eq!(letter.kind, LetterKind::RetentionDue);
        letters.push((letter.id, letter.recipient.as_str().to_owned()));
    }
    letters
}

async fn coordinators_are_told_thirty_days_before(place: &Place) {
    let (world, due) = world(place).await;
    let warned = due.plus(-WARNED_DAYS * DAY);
    assert_eq!(expire(place, warned.plus(-HOUR)).await, NOTHING);
    assert_eq!(letters(place).await, []);
    assert_eq!(expire(place, warned).await, TOLD);
    assert_eq!(expire(place, warned.plus(DAY)).await, NOTHING, "once is enough");
    let posted = letters(place).await;
    assert!(posted.iter().any(|(_, to)| to == "coordinatrice@example.org"), "{posted:?}");
    let letter = place.store.letter(posted[0].0).await.unwrap().unwrap();
    let Some(LetterSubject::Survey { survey, erased_on }) = letter.subject else { panic!("{letter:?}") };
    assert_eq!((survey.id, erased_on), (world.survey.id, due));
    assert_eq!(place.store.erased_on(&world.survey).await.unwrap(), Some(due));
}

async fn nothing_is_erased_before_its_time_nor_untold(place: &Place) {
    let (world, due) = world(place).await;
    let returns = "SELECT COUNT(*) AS it FROM submissions";
    // The program was stopped for a year: who is told late has their thirty days all the same.
    let late = due.plus(365 * DAY);
    assert_eq!(expire(place, late).await, TOLD);
    assert_eq!(place.store.erased_on(&world.survey).await.unwrap(), Some(late.plus(WARNED_DAYS * DAY)));
    assert_eq!(expire(place, late.plus(WARNED_DAYS * DAY - HOUR)).await, NOTHING);
    assert_eq!(place.number(returns).await, 2);
    assert!(place.number("SELECT COUNT(*) AS it FROM contacts").await > 0);
    let done = expire(place, late.plus(WARNED_DAYS * DAY)).await;
    assert_eq!((done.told, done.erased), (0, 2));
    assert_eq!(place.number(returns).await, 0);
}

async fn contacts_and_drafts_go_first_then_every_return(place: &Place) {
    let (world, due) = world(place).await;
    place.draft(&world.survey).await;
    expire(place, due.plus(-WARNED_DAYS * DAY)).await;
    for number in 3..=24 {
        place.submission(&world.survey, &format!("uuid:autre-{number}"), "Encore un retour.").await;
    }
    // Somebody whose return goes in the second round.
    place
        .put(
            "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview, wants_review,
                                   wants_peer)
             SELECT id, 'derniere@example.org', '', '', is_late, is_late, is_late, is_late FROM submissions
             WHERE number = 24",
            vec![],
        )
        .await;
    assert_eq!(expire(place, due).await.erased, 20, "a round leaves room for other writes");
    for sql in [
        "SELECT COUNT(*) AS it FROM contacts",
        "SELECT COUNT(*) AS it FROM drafts WHERE submission_id IS NULL",
    ] {
        assert_eq!(place.number(sql).await, 0, "{sql}");
    }
    assert_eq!(expire(place, due.plus(HOUR)).await.erased, 4);
    assert_eq!(expire(place, due.plus(HOUR)).await, NOTHING);
    for table in
        ["submissions", "experiences", "experience_revisions", "attachments", "drafts", "corrections"]
    {
        let sql: &'static str = format!("SELECT COUNT(*) AS it FROM {table}").leak();
        assert_eq!(place.number(sql).await, 0, "{table}");
    }
    let resend = place.new_submission(&world.survey, world.withdrawn_instance.as_str(), "Encore une fois");
    let again = place.store.accept_submission(resend).await.unwrap();
    assert_eq!(again, socle_store::Receipt::Withdrawn, "what has gone does not come back");
    let journal = "SELECT COUNT(*) AS it FROM events WHERE verb IN ('retention_told', 'contacts_erased')";
    assert_eq!(place.number(journal).await, 2);
}

async fn a_longer_promise_is_told_again(place: &Place) {
    let (world, due) = world(place).await;
    assert_eq!(expire(place, due.plus(-DAY)).await, TOLD);
    place.put("UPDATE studies SET retention_months = 36", vec![]).await;
    let longer = retention::ends_at(&world.survey.calendar, 36);
    assert_eq!(expire(place, due.plus(40 * DAY)).await, NOTHING, "the study keeps them longer");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 2);
    assert_eq!(expire(place, longer.plus(-DAY)).await, TOLD);
}
