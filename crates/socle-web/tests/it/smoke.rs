use crate::support::TestApp;

#[tokio::test]
async fn look() {
    let app = TestApp::new().await;
    let (mut p, first) = app.begun("tic-2017").await;
    println!("{}\n{}", first.title(), first.main().text());
    let a = p.submit(&first, &[("e_story", "")]).await;
    println!("{a}\n{}", a.page().words());
    let (_, thanks) = app.sent("tic-2017", "Nous <avons> gardé le cahier.").await;
    println!("{}", thanks.words());
    let (mut p, first) = app.begun("formes").await;
    println!("{}", String::from_utf8_lossy(first.main().text().as_bytes()));
    let mut page = p.go_on(&first, &[]).await;
    println!("{:?} {}", page.form().names(), page.words());
    page = p.go_on(&page, &[("o_name", "x"), ("g_org~o_people", "3")]).await;
    println!("{}", page.words());
}
