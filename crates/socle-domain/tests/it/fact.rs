//! What a page shows of a fact: cases in a table that an analyst can add a line to.

use socle_domain::{
    advisor::EvidenceLevel,
    fact::{Attribute, Observation, Source, shown},
    time::{DAY, Timestamp},
};

/// Observations are « value source evidence day review », separated by commas; « ? » is « looked for, not found », and a
/// source in capitals is official. Today is day 100.
const CASES: &str = "
| case | decided by its maker | observations | shown | status | against |
| nobody looked | no | | ? | unknown | |
| looked in vain | no | ? a 1 50 400 | ? | unknown | |
| the maker says so | no | 2 A 0 50 400 | 2 | declared | |
| tried by the team | no | 2 a 3 50 400 | 2 | verified | |
| the best evidence wins | no | 1 A 0 90 400, 2 b 3 50 400 | 2 | contested | 1 |
| then the newest | no | 1 a 1 50 400, 2 b 1 60 400 | 2 | contested | 1 |
| a source replaces itself | no | 1 a 1 50 400, 2 a 1 60 400 | 2 | declared | |
| a price is the official page's | yes | 1 a 4 90 400, 2 B 0 50 400 | 2 | contested | 1 |
| the newest official page | yes | 1 A 4 50 400, 2 B 0 60 400 | 2 | contested | 1 |
| expired never wins | no | 1 a 4 50 90, 2 B 0 40 400 | 2 | declared | |
| and is shown as expired | no | 1 a 4 50 100 | 1 | expired | |
| in vain never wins | no | 1 a 1 50 400, ? b 4 60 400 | 1 | declared | |
| two agree | no | 1 a 2 50 400, 1 b 1 60 400 | 1 | verified | |
";

#[test]
fn pages_show_what_the_rules_say() {
    let now = Timestamp::from_micros(100 * DAY);
    for line in CASES.lines().filter(|line| !line.is_empty()).skip(1) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [case, is_official, seen, value, status, against] = cells.as_slice() else { panic!("{line}") };
        let mut seen: Vec<Observation<u8>> =
            seen.split(',').filter(|one| !one.trim().is_empty()).zip(1..).map(observation).collect();
        for _ in 0..2 {
            let shown = shown(&seen, *is_official == "yes", now);
            let value_shown = shown.observation.and_then(|seen| seen.value);
            assert_eq!(value_shown, value.parse().ok(), "{case}");
            assert_eq!(shown.status.word(), *status, "{case}");
            let others: Vec<String> =
                shown.against.iter().filter_map(|seen| seen.value).map(|value| value.to_string()).collect();
            assert_eq!(others.join(" "), *against, "{case}");
            assert_eq!(
                shown.stated().map(|stated| stated.is_expired),
                value_shown.map(|_| *status == "expired")
            );
            seen.reverse();
        }
    }
}

fn observation((text, number): (&str, i64)) -> Observation<u8> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [value, source, level, seen, review] = words.as_slice() else { panic!("{text}") };
    let day = |word: &str| Timestamp::from_micros(word.parse::<i64>().expect("a day") * DAY);
    Observation {
        number,
        value: value.parse().ok(),
        source: Source {
            reference: (*source).to_owned(),
            is_official: source.chars().all(char::is_uppercase),
        },
        seen_at: day(seen),
        level: EvidenceLevel::parse(level.parse().expect("a level")).expect("a level"),
        who: "Awa".to_owned(),
        review_due: day(review),
    }
}

#[test]
fn prices_and_licences_are_reviewed_twice_as_often() {
    let seen = Timestamp::from_micros(0);
    let days = |attribute: Attribute| attribute.review_due(seen).as_micros() / DAY;
    assert_eq!((days(Attribute::Price), days(Attribute::Licence), days(Attribute::Offline)), (181, 181, 365));
}
