//! Where nothing fits, and who says so.

use socle_domain::advisor::{
    Candidate, Condition, Context, EvidenceLevel, Gap, NeedSet, Outcome, Prior, Situation, Stated, Table,
    Wish, unmet,
};

fn wish(answer: u32, need: u8, network: Option<u8>) -> Wish {
    let mut context = Context { sensitivity: Some(0), reach: Some(0), ..Context::default() };
    context.conditions[Condition::Network.index()] = network;
    context.conditions[Condition::Use.index()] = Some(2);
    Wish { answer, need, theme: Some(3), context, outcome: None }
}

#[test]
fn a_gap_names_the_answers_that_say_so_and_the_most_spoken_of_comes_first() {
    let fact = |value| Some(Stated { value, level: EvidenceLevel::Tried, is_expired: false });
    let tool = Candidate {
        id: 1,
        needs: NeedSet::default().with(2),
        conditions: [fact(3), fact(2), fact(0), fact(0), fact(0), fact(0), fact(0)],
        offline: fact(0),
        sensitivity: fact(3),
        has_guide: false,
    };
    let table =
        Table::compile(std::slice::from_ref(&tool), &[], &Prior::estimate(std::slice::from_ref(&tool), &[]));
    let mut failed = wish(14, 2, Some(4));
    failed.outcome = Some(Outcome::Failure);
    let wishes =
        [wish(11, 2, Some(0)), wish(12, 2, Some(1)), wish(13, 2, Some(4)), failed, wish(15, 9, Some(4))];
    let gaps = unmet(&table, &wishes);
    let (hard, why) = &gaps[0];
    assert_eq!(*hard, Gap { need: 2, theme: Some(3), situation: Situation::Hard });
    assert_eq!((why.nothing_fits.as_slice(), why.answers()), ([11, 12].as_slice(), 2));
    let failures: Vec<_> = gaps.iter().filter(|(_, why)| !why.failed.is_empty()).collect();
    assert_eq!(failures.len(), 1);
    assert_eq!(
        (failures[0].0.situation, failures[0].1.failed.as_slice()),
        (Situation::Usual, [14].as_slice())
    );
    assert!(gaps.iter().any(|(gap, why)| gap.need == 9 && why.nothing_fits == [15]));
    assert!(!gaps.iter().any(|(_, why)| why.nothing_fits.contains(&13)), "whoever is served is no gap");
}
