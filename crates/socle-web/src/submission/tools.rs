//! Which tool of the catalogue a written name is: one name at a time, or every spelling of it at once.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    submission::{
        experience::{consent, framed, tool_words},
        experience_at, experience_path, filter, record_path,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    fold,
    id::ToolId,
    tool::{self, NAME_MOST, ToolName},
};
use socle_look::{
    Sheet, Texts,
    components::{
        Button, Cell, Choice, ChoiceGroup, Column, ErrorSummary, LineKind, Prompt, Strip, Table, TextField,
        Weight,
    },
    layouts::Link,
};
use socle_store::{CuratedExperience, ToldTool, Tool, ToolLink, UnlinkedTool};

/// The most tools that one search offers.
const OFFERED: usize = 12;

#[derive(Template)]
#[template(path = "submission/tool.html")]
struct ToolPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    consent: Strip,
    action: String,
    others: Vec<Link>,
    place: i64,
    words: TextField,
    search: Button,
    offered: ChoiceGroup,
    name: TextField,
    everywhere: Option<ChoiceGroup>,
    send: Button,
}

/// What was asked or typed.
#[derive(Debug, Default)]
struct Typed {
    place: i64,
    words: String,
    chosen: String,
    name: Option<String>,
    is_everywhere: bool,
    fault: Option<String>,
    name_fault: Option<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let mut typed = Typed { place: 1, ..Typed::default() };
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "place" => typed.place = value.parse().unwrap_or(1),
            "mots" => typed.words = value.chars().filter(|c| !c.is_control()).take(NAME_MOST).collect(),
            _ => {}
        }
    }
    render(&app, &member, &experience, typed).await
}

pub(crate) async fn link(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let place = fields.number("place").ok_or(AppError::Malformed)?;
    if !experience.tools.iter().any(|told| told.place == place) {
        return Err(AppError::NotFound);
    }
    let t = app.texts(frame::language_of(&member));
    let mut typed = Typed {
        place,
        chosen: fields.get("outil").to_owned(),
        name: Some(fields.get("nom").to_owned()),
        is_everywhere: fields.get("partout") == "oui",
        ..Typed::default()
    };
    let (account, now) = (member.0.id, app.now());
    let tool = match wanted(t, &fields, &mut typed) {
        Some(Wanted::None) => None,
        Some(Wanted::Known(id)) => Some(id),
        Some(Wanted::New(name)) => {
            let id = ToolId::new(now, app.chance());
            Some(app.store().create_tool(account, id, name, now).await?)
        }
        None => return Ok(render(&app, &member, &experience, typed).await?.into_response()),
    };
    let is_everywhere = typed.is_everywhere;
    let link = ToolLink { account, experience: experience.id, place, tool, is_everywhere, now };
    app.store().link_tool(link).await?;
    // The next name that waits in this experience, else the return.
    let waits = experience.tools.iter().find(|told| told.tool.is_none() && told.place != place);
    Ok(see_other(&waits.map_or_else(
        || record_path(experience.submission),
        |told| format!("{}?place={}", experience_path(experience.id, "outils"), told.place),
    )))
}

/// What a written name is said to be.
enum Wanted {
    Known(ToolId),
    New(ToolName),
    None,
}

/// Reads the choice of a form; what is wrong with it goes to `typed`.
fn wanted(t: &Texts, fields: &Fields, typed: &mut Typed) -> Option<Wanted> {
    match &*typed.chosen {
        "aucun" => Some(Wanted::None),
        "nouveau" => {
            let name = ToolName::parse(fields.get("nom"));
            if name.is_err() {
                typed.name_fault = Some(t.with("submission-fault-tool-name", &[("n", NAME_MOST.into())]));
            }
            name.ok().map(Wanted::New)
        }
        id => {
            let id = ToolId::parse(id);
            if id.is_err() {
                typed.fault = Some(t.get("submission-fault-tool"));
            }
            id.ok().map(Wanted::Known)
        }
    }
}

async fn render(
    app: &App,
    member: &Member,
    experience: &CuratedExperience,
    typed: Typed,
) -> Result<Page, AppError> {
    let told = experience.tools.iter().find(|told| told.place == typed.place).ok_or(AppError::NotFound)?;
    let tools = app.store().tools().await?;
    let waiting = app.store().unlinked_tools(member.0.id).await?;
    let language = frame::language_of(member);
    let t = app.texts(language);
    let name = Prompt::new(language, "nom", t.get("submission-tool-name"))
        .optional()
        .error(typed.name_fault.clone())
        .text(typed.name.clone().unwrap_or_else(|| told.told.clone()))
        .autocomplete("off");
    let offered = offered(t, &tools, told, &typed);
    let summary = ErrorSummary::of(language, [&offered.prompt, &name.prompt]);
    let has_errors = summary.is_some();
    let page = |place: i64| format!("{}?place={place}", experience_path(experience.id, "outils"));
    let others = experience.tools.iter();
    let content = ToolPage {
        t,
        summary,
        consent: consent(t, experience),
        action: experience_path(experience.id, "outils"),
        others: others
            .map(|other| {
                Link::new(tool_words(t, other), page(other.place)).current(other.place == told.place)
            })
            .collect(),
        place: told.place,
        words: Prompt::new(language, "mots", t.get("submission-tool-words"))
            .text(typed.words.clone())
            .kind(LineKind::Search),
        search: Button::send(t.get("submission-tool-search")).weight(Weight::Outlined),
        offered,
        name,
        everywhere: everywhere(t, &waiting, told, &typed),
        send: Button::send(t.get("submission-tool-send")),
    };
    let mut frame = framed(app, member, experience, &t.get("submission-link-tools"));
    frame.page = frame.page.with_errors(has_errors);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors))
}

/// The tools that the words, or else the written name, bring up; then a new one, and none.
fn offered(t: &Texts, tools: &[Tool], told: &ToldTool, typed: &Typed) -> ChoiceGroup {
    let wanted = if typed.words.is_empty() { &told.told } else { &typed.words };
    let (key, words) = (tool::key(wanted), fold::words(wanted));
    let nearness = |tool: &Tool| {
        let name = tool::key(&tool.name);
        let shares = words.iter().filter(|word| word.len() > 2 && name.contains(word.as_str())).count();
        let is_part = !key.is_empty() && !name.is_empty() && (name.contains(&key) || key.contains(&name));
        usize::from(name == key) * 100 + usize::from(is_part) * 10 + shares
    };
    let mut near: Vec<(usize, &Tool)> = tools.iter().map(|tool| (nearness(tool), tool)).collect();
    near.retain(|(nearness, tool)| {
        *nearness > 0 || told.tool.as_ref().is_some_and(|linked| linked.id == tool.id)
    });
    near.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.name.cmp(&other.1.name)));
    near.truncate(OFFERED);
    let linked = told.tool.as_ref().map(|tool| tool.id.to_string()).unwrap_or_default();
    let chosen = match (typed.chosen.as_str(), linked.as_str(), near.first()) {
        ("", "", Some((100.., tool))) => tool.id.to_string(),
        ("", linked, _) => linked.to_owned(),
        (chosen, _, _) => chosen.to_owned(),
    };
    let choice = |word: String, label: String| {
        let is_chosen = word == chosen;
        Choice::new(word, label).chosen(is_chosen)
    };
    let mut choices: Vec<_> =
        near.iter().map(|(_, tool)| choice(tool.id.to_string(), tool.name.clone())).collect();
    choices.push(choice("nouveau".to_owned(), t.get("submission-tool-new")));
    choices.push(choice("aucun".to_owned(), t.get("submission-tool-none")).apart());
    Prompt::new(
        t.language(),
        "outil",
        t.with("submission-tool-which", &[("told", told.told.as_str().into())]),
    )
    .error(typed.fault.clone())
    .one_of(choices)
}

/// Offered when other experiences write the same name.
fn everywhere(t: &Texts, waiting: &[UnlinkedTool], told: &ToldTool, typed: &Typed) -> Option<ChoiceGroup> {
    let key = tool::key(&told.told);
    let same = waiting.iter().find(|one| tool::key(&one.told) == key).map_or(0, |one| one.count);
    let others = same - i64::from(told.tool.is_none());
    (others > 0).then(|| {
        let words = t.with("submission-tool-everywhere", &[("n", others.into())]);
        let choice = Choice::new("oui", words).chosen(typed.is_everywhere);
        Prompt::new(t.language(), "partout", t.get("submission-tool-others")).many_of(vec![choice])
    })
}

#[derive(Template)]
#[template(path = "submission/tools.html")]
struct ToolsPage<'a> {
    t: &'a Texts,
    waiting: Table,
    catalogue: Table,
}

/// The names that wait to be linked, the most frequent first, and the catalogue.
pub(crate) async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let waiting = app.store().unlinked_tools(member.0.id).await?;
    let tools = app.store().tools().await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let row = |one: &UnlinkedTool| {
        let path = format!("{}?place={}", experience_path(one.experience, "outils"), one.place);
        vec![Cell::link(&one.told, &path), Cell::number(language, one.count)]
    };
    let column = |name: &str| Column::new(t.get(&format!("submission-column-{name}")));
    let content = ToolsPage {
        t,
        waiting: Table {
            id: "noms".to_owned(),
            caption: t.get("submission-tools-waiting"),
            columns: vec![column("told"), Column::number(t.get("submission-column-count"))],
            rows: waiting.iter().take(200).map(row).collect(),
            note: None,
        },
        catalogue: Table {
            id: "catalogue".to_owned(),
            caption: t.get("submission-tools-catalogue"),
            columns: vec![column("tool"), column("number-tool")],
            rows: tools
                .iter()
                .map(|tool| vec![Cell::text(&tool.name), Cell::text(&format!("O-{:03}", tool.number))])
                .collect(),
            note: None,
        },
    };
    let mut frame = frame::office(&app, &member, t.get("submission-tools"), filter::INBOX);
    frame.breadcrumb = vec![Link::new(t.get("submission-inbox"), filter::INBOX)];
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}
