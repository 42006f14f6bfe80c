//! What the advisor goes by: the rule of what counts, told by what is kept.

#[path = "../../examples/toolbox/rows.rs"]
mod rows;

use crate::place::{Place, now};
use rows::{put_fact, put_story, put_tool};
use socle_domain::{
    advisor::{Answers, Condition, Outcome, advise},
    chance::Seeded,
    fact::FactStatus,
    id::{ExperienceId, ToolId},
    time::DAY,
};
use socle_store::{AdviceMaterial, ToldStory};
use std::sync::Arc;

cases![
    outcomes_are_read_as_the_rule_says,
    what_is_no_evidence_never_counts,
    only_published_tools_are_advised,
    an_expired_fact_never_wins_and_ends_the_table,
    wishes_and_peers_are_those_of_accepted_returns,
    a_tool_has_the_guides_that_say_so,
    what_is_for_the_figures_counts_and_is_not_shown,
];

async fn at(place: &Place) -> rows::Place {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    rows::Place { survey: survey.id, questionnaire: survey.questionnaire, now: now() }
}

async fn filled(place: &Place) -> rows::Place {
    let at = at(place).await;
    rows::fill(&place.store, Arc::new(Seeded::new(5)), at).await.unwrap();
    at
}

async fn material(place: &Place) -> AdviceMaterial {
    place.store.advice_material(now()).await.unwrap()
}

async fn tool(place: &Place, name: &'static str, needs: &'static str) -> ToolId {
    let put = place.store.write((), move |tx, ()| {
        Box::pin(async move {
            let chance = Seeded::new(name.len().try_into().unwrap());
            put_tool(tx, &chance, now(), (name, needs, "Un outil."), &[]).await
        })
    });
    put.await.unwrap()
}

async fn story(
    place: &Place,
    at: rows::Place,
    seed: u64,
    told: (ToolId, &'static str, &'static str),
    answers: &'static [(&'static str, &'static str)],
) -> ExperienceId {
    let put = place.store.write((at, told), move |tx, (at, told)| {
        Box::pin(async move { put_story(tx, &Seeded::new(100 + seed), *at, *told, answers).await })
    });
    put.await.unwrap()
}

fn outcomes(material: &AdviceMaterial) -> Vec<Option<Outcome>> {
    material.stories.iter().map(|story| story.outcome).collect()
}

async fn outcomes_are_read_as_the_rule_says(place: &Place) {
    filled(place).await;
    let all = material(place).await;
    let (good, failure) = (Some(Outcome::Good), Some(Outcome::Failure));
    assert_eq!(outcomes(&all), [good, good, failure, good, failure, failure]);
    let first: &ToldStory = &all.stories[0];
    assert_eq!((first.number, first.tool, first.people), (1, Some(1), Some(1)));
    assert_eq!(first.context.conditions[Condition::Network.index()], Some(0));
    assert_eq!(first.context.conditions[Condition::Charge.index()], None, "not told is no place");
    let second: Vec<u8> = all.stories[1].needs.iter().collect();
    assert_eq!(second, [2, 3], "collecter, suivre");
    assert_eq!(all.told().len(), 7, "one outcome for each need");
    let advice = advise(&all.compile(), &Answers { need: 2, ..Answers::default() });
    let first = advice.recommended.iter().find(|one| one.tool == 1).unwrap();
    assert_eq!((first.good, first.failures), (2, 1));
}

async fn what_is_no_evidence_never_counts(place: &Place) {
    let at = filled(place).await;
    let count = async || material(place).await.told().len();
    let all = count().await;
    for (sql, back) in [
        (
            "UPDATE experiences SET kind = 'initiative' WHERE number = 1",
            "UPDATE experiences SET kind = 'use'",
        ),
        (
            "UPDATE experiences SET review_status = 'received' WHERE number = 1",
            "UPDATE experiences SET review_status = 'accepted'",
        ),
        (
            "UPDATE submissions SET review_status = 'set_aside' WHERE number = 1",
            "UPDATE submissions SET review_status = 'accepted'",
        ),
        (
            "UPDATE experience_tools SET place = 2 WHERE experience_id = (SELECT id FROM experiences WHERE number = 1)",
            "UPDATE experience_tools SET place = 1",
        ),
        (
            "UPDATE consents SET subject = 'other' WHERE experience_id = (SELECT id FROM experiences WHERE number = 1)",
            "UPDATE consents SET subject = 'publication'",
        ),
    ] {
        place.put(sql, vec![]).await;
        assert_eq!(count().await, all - 1, "{sql}");
        place.put(back, vec![]).await;
        assert_eq!(count().await, all);
    }
    place.put("UPDATE studies SET is_synthetic = $1", bind![true]).await;
    assert_eq!(count().await, 0, "what is invented ranks no real tool");
    place.put("UPDATE studies SET is_synthetic = $1", bind![false]).await;
    let id = ToolId::new(now(), &place.chance).uuid();
    let sql = "INSERT INTO imports (id, number, source, file_name, digest, report, made_at)
               VALUES ($1, 1, 'starter', 'x', $2, '', $3)";
    place.put(sql, bind![id, [1_u8; 32], now()]).await;
    let sql = "INSERT INTO import_records (source, record, kind, subject_id, digest, import_id)
               SELECT 'starter', 'x', 'submission', id, $1, $2 FROM submissions WHERE number = 1";
    place.put(sql, bind![[1_u8; 32], id]).await;
    assert_eq!(count().await, all - 1, "starter content never counts");
    let opinion = story(
        place,
        at,
        1,
        (tool(place, "Avis", "collecter").await, "trial", "anonymous"),
        &[("e_need", "collecter"), ("e_advise", "yes")],
    );
    opinion.await;
    assert_eq!(count().await, all - 1, "an opinion is no outcome");
}

async fn only_published_tools_are_advised(place: &Place) {
    filled(place).await;
    assert_eq!(material(place).await.tools.len(), 6);
    place.put("UPDATE tools SET status = 'candidate' WHERE number = 1", vec![]).await;
    let all = material(place).await;
    assert!(all.tool(1).is_none() && all.tool(2).is_some());
    assert_eq!(all.stories.iter().filter(|story| story.tool.is_some()).count(), 3, "nor do they count");
    assert_eq!(all.tools[0].summary[0], rows::TOOLS[1].2);
}

async fn an_expired_fact_never_wins_and_ends_the_table(place: &Place) {
    let id = tool(place, "Relevé", "collecter").await;
    let look = async |seed, value: &'static str, level, seen_at| {
        let put = place.store.write((), move |tx, ()| {
            Box::pin(
                async move { put_fact(tx, &Seeded::new(seed), id, ("use.net", value, level), seen_at).await },
            )
        });
        put.await.unwrap();
    };
    look(201, "1", 4, now().plus(-400 * DAY)).await;
    let fact = material(place).await.tools[0].facts[0].clone().unwrap();
    assert_eq!((fact.value, fact.status), (Some(1), FactStatus::Expired), "alone, it is shown as expired");
    look(202, "3", 0, now().plus(-10 * DAY)).await;
    let all = material(place).await;
    let fact = all.tools[0].facts[0].clone().unwrap();
    assert_eq!((fact.value, fact.status), (Some(3), FactStatus::Declared));
    assert_eq!(all.ends_at, Some(now().plus(355 * DAY)));
    assert_eq!(all.tools[0].candidate.conditions[0].map(|stated| stated.value), Some(3));
}

async fn wishes_and_peers_are_those_of_accepted_returns(place: &Place) {
    let at = at(place).await;
    let id = tool(place, "Relevé", "collecter").await;
    story(place, at, 1, (id, "in_use", "anonymous"), &[("e_need", "collecter"), ("e_net", "1")]).await;
    let sql =
        "INSERT INTO answers (submission_id, place, question, choice) SELECT id, 0, $1, $2 FROM submissions";
    for (question, choice) in [("s4_need", "payer"), ("s3_themes", "eah"), ("s3_themes", "edu")] {
        place.put(sql, bind![question, choice]).await;
    }
    let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview, wants_review,
                                     wants_peer) SELECT id, 'a@example.org', '', '', $1, $1, $1, $2 FROM submissions";
    place.put(sql, bind![false, true]).await;
    let all = material(place).await;
    let told: Vec<_> = all.wishes.iter().map(|wish| (wish.need, wish.theme, wish.answer)).collect();
    assert_eq!(
        told,
        [(2, Some(1), 0), (10, Some(1), 0), (10, Some(2), 0)],
        "one organization says all three"
    );
    assert_eq!(all.wishes[1].context.conditions[0], Some(1), "in the conditions of its experience");
    assert_eq!((all.peers[2], all.peers[10], all.peers[0]), (1, 1, 0));
    place.put("UPDATE submissions SET review_status = 'received'", vec![]).await;
    let all = material(place).await;
    assert_eq!((all.wishes.iter().filter(|wish| wish.need == 10).count(), all.peers[10]), (0, 0));
}

async fn a_tool_has_the_guides_that_say_so(place: &Place) {
    let world = crate::world::guides::GuideWorld::build(place).await;
    let id = tool(place, "Relevé", "surveiller").await;
    let proposed = world.proposed(place, &format!("La carte a expiré {}.", world.named.citation())).await;
    world.read_over(place, proposed.id).await;
    let sql =
        "INSERT INTO experience_tools (experience_id, place, told, tool_id) VALUES ($1, 1, 'Relevé', $2)";
    place.put(sql, bind![world.named.experience.uuid(), id.uuid()]).await;
    assert!(!material(place).await.tools[0].candidate.has_guide, "nothing is published yet");
    place.put("UPDATE guide_revisions SET published_at = $1, slug = 'suivre'", bind![now()]).await;
    place.put("UPDATE guides SET status = 'published'", vec![]).await;
    let all = material(place).await;
    assert!(all.tools[0].candidate.has_guide, "its passages tell of the tool");
    assert_eq!(all.tools[0].guides[0].slug, "suivre");
    place.put("DELETE FROM experience_tools", vec![]).await;
    assert!(!material(place).await.tools[0].candidate.has_guide);
    place
        .put(
            "INSERT INTO guide_tools (guide_id, tool_id) VALUES ($1, $2)",
            bind![world.guide.uuid(), id.uuid()],
        )
        .await;
    assert!(material(place).await.tools[0].candidate.has_guide, "it says so itself");
    assert!(all.methods.is_empty());
    place.put("UPDATE guides SET kind = 'method'", vec![]).await;
    let methods = material(place).await.methods;
    assert!(methods.iter().all(|method| method.needs.has(12)) && methods.len() == 1, "{methods:?}");
}

async fn what_is_for_the_figures_counts_and_is_not_shown(place: &Place) {
    filled(place).await;
    let all = material(place).await;
    let last = all.stories.last().unwrap();
    assert_eq!((last.outcome, last.is_shown()), (Some(Outcome::Failure), false));
    assert_eq!(all.stories.iter().filter(|story| story.is_shown()).count(), 5);
}
