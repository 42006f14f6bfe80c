//! What an answer may cost. Statements are counted per process: each figure is taken in a process of its own.

use crate::support::{
    TestApp,
    alone::{is_alone, run},
};

/// How many statements a piece of work sends.
async fn statements(app: &TestApp, work: impl Future<Output = ()>) -> u64 {
    let before = app.store.statistics().statements;
    work.await;
    app.store.statistics().statements - before
}

#[test]
fn going_on_takes_three_statements_at_most() {
    if is_alone("budget::going_on_takes_three_statements_at_most") {
        run(async {
            let app = TestApp::new().await;
            let (mut awa, story) = app.begun("tic-2017").await;
            let count = statements(&app, async {
                awa.submit(&story, &[("e_story", "Un récit.")]).await.sees_other();
            });
            let count = count.await;
            assert!(count <= 3, "{count} statements");
            assert!(count >= 2, "what is counted is what is sent: {count}");
            let shown = statements(&app, async {
                awa.page("/e/tic-2017/q/e_state").await;
            });
            assert_eq!(shown.await, 1, "the next page reads the draft and nothing else");
        });
    }
}

#[test]
fn a_page_that_is_ready_takes_none() {
    if is_alone("budget::a_page_that_is_ready_takes_none") {
        run(async {
            let app = TestApp::new().await;
            let mut visitor = app.visitor();
            let first = statements(&app, async {
                visitor.page("/fr/").await;
            });
            assert!(first.await > 0, "the first one is made from the database");
            let next = statements(&app, async {
                visitor.clone().page("/fr/").await;
                visitor.page("/fr/").await;
            });
            assert_eq!(next.await, 0);
        });
    }
}
