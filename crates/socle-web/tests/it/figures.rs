//! Closed questions, counted for the team, with what the public will not see marked.

use crate::support::TestApp;

/// Returns of two kinds of organization, with what they chose.
async fn desk() -> TestApp {
    let app = TestApp::new().await;
    for turn in 1..=8_i64 {
        app.clock.advance(socle_domain::time::MINUTE);
        app.sent("tic-2017", &format!("Récit {turn}.")).await;
        let (kind, state) = if turn <= 6 { ("asi", "in_use") } else { ("start", "stopped") };
        for (place, question, choice) in [(0, "s0_type", kind), (0, "e_state", state)] {
            app.put(
                "INSERT INTO answers (submission_id, place, question, choice)
                 SELECT id, $2, $3, $4 FROM submissions WHERE number = $1",
                vec![turn.into(), i64::from(place).into(), question.into(), choice.into()],
            )
            .await;
        }
    }
    app.put("DELETE FROM answers WHERE place = 1", vec![]).await;
    app.put("UPDATE submissions SET review_status = 'accepted' WHERE number <> 8", vec![]).await;
    app
}

#[tokio::test]
async fn a_question_is_counted_by_kind_of_organization() {
    let app = desk().await;
    let mut analyst = app.analyst().await;
    let page = analyst.page("/bureau/comptes?enquete=tic-2017").await;
    let row = page.rows().into_iter().find(|row| row[0].contains("aujourd’hui") || row[2] == "7");
    assert_eq!(row.expect("the question of the state")[2], "7", "accepted returns");
    let page = analyst.page("/bureau/comptes?enquete=tic-2017&question=e_state").await;
    page.says("n = 7 retours.");
    let rows = page.rows();
    let of = |name: &str| rows.iter().filter(|row| row[0].starts_with(name)).collect::<Vec<_>>();
    assert_eq!(of("En usage")[0][1], "6 · 6 sur 7", "a bar, with its share in words while few answered");
    assert_eq!(
        of("En usage")[1][1..],
        ["6 †", "0 †", "6"],
        "a start-up alone is hidden even where it says nothing, and so is what would give it away beside the total"
    );
    assert_eq!(of("Ont répondu")[0][1..], ["6", "1", "7"]);
    page.says("Association de solidarité internationale");
    let page = analyst.page("/bureau/comptes?enquete=tic-2017&question=e_state&retours=tous").await;
    page.says("n = 8 retours.");
}

#[tokio::test]
async fn counts_are_for_those_who_read_the_returns() {
    let app = desk().await;
    let mut elsewhere = app.analyst_elsewhere().await;
    elsewhere.get("/bureau/comptes?enquete=tic-2017").await.is(404);
    let mut analyst = app.analyst().await;
    for absurd in ["question=rien", "question=e_story", "question=%00"] {
        analyst.get(&format!("/bureau/comptes?enquete=tic-2017&{absurd}")).await.is(404);
    }
    analyst.get("/bureau/comptes?enquete=rien").await.is(404);
    app.put("DELETE FROM answers", vec![]).await;
    analyst.page("/bureau/comptes?enquete=tic-2017&question=e_state").await.says("n = 0 retours.");
}
