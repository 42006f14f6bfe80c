//! Letters about guides: contributors are asked, then reminded; editors are told of what is due to be read again.

use crate::{
    place::{Place, now},
    world::guides::GuideWorld,
};
use socle_domain::{
    account::Role,
    guide::{ApprovalVerdict, Refusal},
    id::LetterId,
    letter::LetterKind,
    time::{DAY, Timestamp},
};
use socle_store::{LetterSubject, NotPublished};

cases![
    a_contributor_is_asked_by_letter,
    a_contributor_is_reminded_twice_and_silence_counts_then,
    nobody_is_counted_as_reminded_without_a_letter,
    an_editor_is_told_once_that_a_guide_is_due,
];

fn day(n: i64) -> Timestamp {
    now().plus(n * DAY)
}

/// The letters that wait, the oldest first: what they are about and to whom.
async fn letters(place: &Place) -> Vec<(LetterKind, String)> {
    let mut letters = Vec::new();
    for id in place.column("SELECT id AS it FROM letters ORDER BY created_at, id", vec![]).await {
        let letter = place.store.letter(LetterId::from_uuid(id)).await.unwrap().unwrap();
        letters.push((letter.kind, letter.recipient.as_str().to_owned()));
    }
    letters
}

async fn due(place: &Place, at: Timestamp) -> usize {
    place.store.post_due(&place.chance, at).await.unwrap()
}

async fn a_contributor_is_asked_by_letter(place: &Place) {
    let world = GuideWorld::build(place).await;
    world.leaves_address(place, world.named, "awa@example.org").await;
    world.leaves_address(place, world.anonymous, "luc@example.org").await;
    let text = format!("Un [@r1:1]. Deux {}.", world.anonymous.citation());
    let first = world.proposed(place, &text).await;
    assert_eq!(
        letters(place).await,
        [(LetterKind::Approval, "awa@example.org".to_owned())],
        "who is neither named nor wished to read it is left in peace"
    );
    let id: Vec<uuid::Uuid> = place.column("SELECT id AS it FROM letters", vec![]).await;
    let letter = place.store.letter(LetterId::from_uuid(id[0])).await.unwrap().unwrap();
    assert!(matches!(letter.subject, Some(LetterSubject::Approval { .. })), "{letter:?}");
    let standing = place.store.guide_standing(world.editor, first.id).await.unwrap().unwrap();
    let asked = standing.approvals[0].id;
    place.store.answer_approval(asked, ApprovalVerdict::Approved, String::new(), now()).await.unwrap();
    world.proposed(place, &format!("{text} Une phrase de plus.")).await;
    assert_eq!(letters(place).await.len(), 1, "who approved these words is not written to again");
    place.store.withdraw(world.named.submission, now()).await.unwrap();
    assert!(letters(place).await.is_empty(), "a withdrawal takes its letters along");
}

async fn a_contributor_is_reminded_twice_and_silence_counts_then(place: &Place) {
    let world = GuideWorld::build(place).await;
    world.leaves_address(place, world.named, "awa@example.org").await;
    let proposed = world.proposed(place, "Un [@r1:1].").await;
    world.read_over(place, proposed.id).await;
    let mut posted = Vec::new();
    for n in 0..=15 {
        if due(place, day(n)).await > 0 {
            posted.push(n);
        }
        assert_eq!(due(place, day(n)).await, 0, "whoever looks second finds it done");
    }
    assert_eq!(posted, [5, 10]);
    let kinds: Vec<_> = letters(place).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [LetterKind::Approval, LetterKind::ApprovalReminder, LetterKind::ApprovalReminder]);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'reminded'").await, 2);
    world.publish(place, proposed.id, day(15)).await.unwrap();
}

async fn nobody_is_counted_as_reminded_without_a_letter(place: &Place) {
    let world = GuideWorld::build(place).await;
    world.leaves_address(place, world.named, "pas une adresse").await;
    let proposed = world.proposed(place, "Un [@r1:1].").await;
    world.read_over(place, proposed.id).await;
    for n in 0..=20 {
        assert_eq!(due(place, day(n)).await, 0);
    }
    let refused = world.publish(place, proposed.id, day(20)).await;
    assert!(
        matches!(&refused, Err(NotPublished::Refused(all)) if matches!(all[0], Refusal::Approval { .. })),
        "silence is not held against who was never reached: {refused:?}"
    );
    let other = world.proposed(place, "Un autre [@r1:1].").await;
    place.put("UPDATE contacts SET email = $1", bind!["awa@example.org"]).await;
    let standing = place.store.guide_standing(world.editor, other.id).await.unwrap().unwrap();
    let (asked, verdict) = (standing.approvals[0].id, ApprovalVerdict::Refused);
    place.store.answer_approval(asked, verdict, String::new(), now()).await.unwrap();
    assert_eq!(due(place, day(6)).await, 0, "who has answered is not reminded, nor of what was replaced");
}

async fn an_editor_is_told_once_that_a_guide_is_due(place: &Place) {
    let world = GuideWorld::build(place).await;
    place.account("second@example.org", &[(Role::Editor, Some(world.study))]).await;
    let publish = async |text: &str, at: Timestamp| {
        let proposed = world.proposed(place, text).await;
        world.read_over(place, proposed.id).await;
        world.publish(place, proposed.id, at).await.unwrap();
    };
    publish("Un usage.", now()).await;
    assert_eq!(due(place, day(170)).await, 0);
    assert_eq!((due(place, day(190)).await, due(place, day(191)).await), (1, 0));
    assert_eq!(letters(place).await, [(LetterKind::ReviewDue, "editor@example.org".to_owned())]);
    publish("Un usage, relu.", day(192)).await;
    place.put("UPDATE accounts SET is_active = $1 WHERE email = 'editor@example.org'", bind![false]).await;
    assert_eq!(due(place, day(300)).await, 0, "a new revision is due in its own time");
    assert_eq!(due(place, day(400)).await, 1);
    assert_eq!(letters(place).await[1].1, "second@example.org", "who writes there when the first has left");
}
