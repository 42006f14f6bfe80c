//! The catalogue, and which tool a written name is.

use crate::{
    place::{Place, now},
    world::desk::Story,
};
use socle_domain::{
    account::Role,
    id::{AccountId, ExperienceId, ToolId},
    tool::ToolName,
};
use socle_store::{InboxFilter, StoreError, ToolLink};

cases![
    a_tool_is_created_once_whatever_its_spelling,
    a_written_name_is_linked_here_or_everywhere,
    names_that_wait_are_counted_across_spellings,
    nobody_links_in_another_study,
    written_names_go_with_the_return,
];

async fn three(place: &Place) -> (AccountId, Vec<ExperienceId>) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let mut stories = Vec::new();
    for (turn, tools) in
        [&["WhatsApp", "Kobo"][..], &["Whats App"], &["whatsapp", "un cahier"]].iter().enumerate()
    {
        let (id, _) = place.submission(&survey, &format!("uuid:{turn}"), "Bonjour").await;
        stories.push(place.story(id, Story { tools, ..Story::default() }).await);
    }
    (analyst, stories)
}

async fn tool(place: &Place, account: AccountId, name: &str) -> ToolId {
    let id = ToolId::new(now(), &place.chance);
    place.store.create_tool(account, id, ToolName::parse(name).unwrap(), now()).await.unwrap()
}

fn link(account: AccountId, experience: ExperienceId, tool: Option<ToolId>, is_everywhere: bool) -> ToolLink {
    ToolLink { account, experience, place: 1, tool, is_everywhere, now: now() }
}

async fn a_tool_is_created_once_whatever_its_spelling(place: &Place) {
    let analyst = place.account("awa@example.org", &[(Role::Analyst, None)]).await;
    let first = tool(place, analyst, "KoboToolbox").await;
    assert_eq!(tool(place, analyst, "Kobo Toolbox").await, first);
    let other = tool(place, analyst, "دفتر").await;
    // Its address is taken by another name.
    tool(place, analyst, "Outil 2").await;
    assert_ne!(first, other);
    let tools = place.store.tools().await.unwrap();
    let told: Vec<_> =
        tools.iter().map(|tool| (tool.number, tool.slug.as_str(), tool.name.as_str())).collect();
    assert_eq!(told, [(1, "kobotoolbox", "KoboToolbox"), (3, "outil-3", "Outil 2"), (2, "outil-2", "دفتر")]);
}

async fn a_written_name_is_linked_here_or_everywhere(place: &Place) {
    let (analyst, stories) = three(place).await;
    let whatsapp = tool(place, analyst, "WhatsApp Messenger").await;
    assert_eq!(place.store.link_tool(link(analyst, stories[0], Some(whatsapp), false)).await.unwrap(), 1);
    assert_eq!(place.store.link_tool(link(analyst, stories[1], Some(whatsapp), true)).await.unwrap(), 2);
    for story in &stories {
        let shown = place.store.experience(analyst, *story).await.unwrap().unwrap();
        assert_eq!(shown.tools[0].tool.as_ref().map(|tool| tool.id), Some(whatsapp));
        assert!(shown.tools[0].told.to_lowercase().starts_with("whats"), "the written name stays");
    }
    let filter = InboxFilter { words: "messenger".to_owned(), ..InboxFilter::default() };
    assert_eq!(place.store.inbox(analyst, &filter).await.unwrap().total, 3, "found by the catalogue's name");
    place.store.link_tool(link(analyst, stories[0], None, true)).await.unwrap();
    assert_eq!(place.store.inbox(analyst, &filter).await.unwrap().total, 2, "undone here alone");
}

async fn names_that_wait_are_counted_across_spellings(place: &Place) {
    let (analyst, stories) = three(place).await;
    let waiting = async || {
        let all = place.store.unlinked_tools(analyst).await.unwrap();
        all.into_iter().map(|one| (one.told, one.count)).collect::<Vec<_>>()
    };
    let expected = [("WhatsApp", 3), ("Kobo", 1), ("un cahier", 1)];
    assert_eq!(waiting().await, expected.map(|(told, count)| (told.to_owned(), count)));
    let kobo = tool(place, analyst, "Kobo").await;
    let second = ToolLink { place: 2, ..link(analyst, stories[0], Some(kobo), false) };
    place.store.link_tool(second).await.unwrap();
    assert_eq!(waiting().await.len(), 2);
}

async fn nobody_links_in_another_study(place: &Place) {
    let (analyst, stories) = three(place).await;
    let whatsapp = tool(place, analyst, "WhatsApp").await;
    let other = place.study("autre").await;
    let stranger = place.account("luc@example.org", &[(Role::Analyst, Some(other))]).await;
    let refused = place.store.link_tool(link(stranger, stories[0], Some(whatsapp), true)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert!(place.store.unlinked_tools(stranger).await.unwrap().is_empty());
    let nowhere = ToolLink { place: 9, ..link(analyst, stories[0], Some(whatsapp), true) };
    assert!(matches!(place.store.link_tool(nowhere).await, Err(StoreError::Stale)));
    let unknown = link(analyst, stories[0], Some(ToolId::new(now(), &place.chance)), false);
    assert!(matches!(place.store.link_tool(unknown).await, Err(StoreError::Conflict(_))));
}

async fn written_names_go_with_the_return(place: &Place) {
    let (analyst, stories) = three(place).await;
    let id = place.store.experience(analyst, stories[0]).await.unwrap().unwrap().submission;
    place.store.withdraw(id, now()).await.unwrap();
    let told: Vec<String> =
        place.column("SELECT told AS it FROM experience_tools ORDER BY told", vec![]).await;
    assert_eq!(told, ["Whats App", "un cahier", "whatsapp"]);
}
