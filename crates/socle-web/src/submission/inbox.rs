//! Dépouillement: the returns, filtered, sorted and paged by the address alone, and one decision about many of them.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::{Page, see_other},
    submission::{
        channel_words, country_words, filter, inquiry_tag, many::Typed, moment, record_path, status_tag,
        status_words, theme_words,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use socle_domain::submission::{Channel, ReviewStatus};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{
        Button, Cell, Chips, Choice, ChoiceGroup, Column, DataColumn, DataRow, DataTable, ErrorSummary,
        LineKind, Notice, Order, Pagination, Prompt, SelectField, Tag, TextField, Tone, Weight,
    },
    layouts::Link,
};
use socle_store::{INBOX_PAGE, Inbox, InboxFilter, InboxRow, InboxSort, InquiryState, Resemblance};

#[derive(Template)]
#[template(path = "submission/inbox.html")]
struct InboxPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    done: Option<Notice>,
    views: Vec<Link>,
    search: Search,
    chips: Chips,
    filter: String,
    total: i64,
    table: DataTable,
    many: Option<Many>,
    export: String,
    pagination: Option<Pagination>,
}

/// The form that narrows the list.
struct Search {
    hidden: Vec<(&'static str, &'static str)>,
    words: TextField,
    more: Vec<SelectField>,
    late: ChoiceGroup,
    is_open: bool,
    send: Button,
}

/// What decides on many rows.
struct Many {
    scope: ChoiceGroup,
    reason: crate::submission::reason::ReasonFields,
    buttons: Vec<Button>,
    set_aside: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let asked = filter::parse(query.as_deref());
    let typed = Typed::after_decision(&app, &member, query.as_deref()).await?;
    let inbox = app.store().inbox(member.0.id, &asked).await?;
    if asked.page > pages(&inbox) {
        // Returns have left this view since the link was made: its last page is the nearest.
        let last = InboxFilter { page: pages(&inbox), ..asked };
        return Ok(see_other(&filter::address(&last)));
    }
    Ok(page(&app, &member, &asked, &inbox, typed).await?.into_response())
}

/// The page, with what was typed in the form of decisions.
pub(super) async fn page(
    app: &App,
    member: &Member,
    asked: &InboxFilter,
    inbox: &Inbox,
    typed: Typed,
) -> Result<Page, AppError> {
    let countries = app.store().inbox_countries(member.0.id).await?;
    let language = frame::language_of(member);
    let t = app.texts(language);
    let many = (!inbox.rows.is_empty()).then(|| many(t, inbox, &typed));
    let summary = typed.summary(t, many.as_ref().map(|many| &many.reason));
    let has_errors = summary.is_some();
    let content = InboxPage {
        t,
        summary,
        done: typed.done.clone(),
        views: views(t, inbox, asked),
        search: search(t, asked, &countries),
        chips: chips(t, asked),
        filter: filter::query(asked),
        total: inbox.total,
        table: table(t, inbox, asked, &typed),
        many,
        export: filter::after("/bureau/depouillement/retours.csv", &filter::first_page(asked)),
        pagination: pagination(language, inbox, asked),
    };
    let mut frame = frame::office(app, member, t.get("submission-inbox"), filter::INBOX);
    frame.page = frame.page.with_errors(has_errors);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors))
}

/// The same list in each status, with how many the rest of the filter finds there; then what was asked back.
fn views(t: &Texts, inbox: &Inbox, asked: &InboxFilter) -> Vec<Link> {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let at = |status, inquiry| filter::address(&InboxFilter { status, inquiry, page: 1, ..asked.clone() });
    let all: i64 = inbox.counts.iter().map(|(_, n)| n).sum();
    let everything = Link::new(t.get("submission-all"), at(None, asked.inquiry))
        .count(count(all))
        .current(asked.status.is_none());
    let by_status = ReviewStatus::ALL.into_iter().map(|status| {
        let of_status = inbox.counts.iter().find(|(s, _)| *s == status).map_or(0, |(_, n)| *n);
        Link::new(status_words(t, status), at(Some(status), asked.inquiry))
            .count(count(of_status))
            .current(asked.status == Some(status))
    });
    let by_inquiry = InquiryState::ALL.into_iter().map(|state| {
        let is_shown = asked.inquiry == Some(state);
        let words = t.get(&format!("submission-inquiry-{}", state.word()));
        Link::new(words, at(asked.status, (!is_shown).then_some(state))).current(is_shown)
    });
    std::iter::once(everything).chain(by_status).chain(by_inquiry).collect()
}

fn search(t: &Texts, asked: &InboxFilter, countries: &[String]) -> Search {
    let language = t.language();
    let choose = |name: &'static str, chosen: &str, choices: Vec<(String, String)>| {
        let choice = |(word, label): (String, String)| {
            let is_chosen = word == chosen;
            Choice::new(word, label).chosen(is_chosen)
        };
        Prompt::new(language, name, t.get(&format!("submission-filter-{name}")))
            .choose_from(choices.into_iter().map(choice).collect())
            .or_all()
    };
    let named = |words: &[&str], list: &str| -> Vec<(String, String)> {
        words.iter().map(|word| ((*word).to_owned(), t.get(&format!("submission-{list}-{word}")))).collect()
    };
    let mut places: Vec<_> =
        countries.iter().map(|code| (code.clone(), country_words(language, code))).collect();
    places.sort_by_key(|(_, name)| socle_domain::fold::folded(name));
    let channels = Channel::ALL.map(|channel| (channel.word().to_owned(), channel_words(t, channel)));
    let late = Choice::new("oui", t.get("submission-filter-late")).chosen(asked.is_late);
    let hidden = [
        ("statut", asked.status.map_or("", ReviewStatus::word)),
        ("question", asked.inquiry.map_or("", InquiryState::word)),
        ("tri", if asked.sort == InboxSort::default() { "" } else { asked.sort.word() }),
        ("sens", if asked.is_turned { "inverse" } else { "" }),
    ];
    let without_words = InboxFilter { words: String::new(), inquiry: None, ..filter::first_page(asked) };
    Search {
        hidden: hidden.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        words: Prompt::new(language, "mots", t.get("submission-filter-words"))
            .text(asked.words.clone())
            .kind(LineKind::Search),
        more: vec![
            choose("theme", &asked.theme, named(&filter::THEMES, "theme")),
            choose("pays", &asked.country, places),
            choose("structure", &asked.kind, named(&filter::KINDS, "kind")),
            choose("canal", asked.channel.map_or("", Channel::word), channels.into()),
        ],
        late: Prompt::new(language, "tard", t.get("submission-filter-arrival")).many_of(vec![late]),
        is_open: filter::narrows(&without_words),
        send: Button::send(t.get("submission-filter-send")).weight(Weight::Outlined),
    }
}

/// Each criterion that narrows the list, removable.
fn chips(t: &Texts, asked: &InboxFilter) -> Chips {
    let language = t.language();
    let first = filter::first_page(asked);
    let mut chips = Vec::new();
    let mut chip = |words: String, without: InboxFilter| {
        if !words.is_empty() {
            chips.push(Link::new(words, filter::address(&without)));
        }
    };
    let quoted = |text: &str| language.pick("«\u{a0}{}\u{a0}»", "“{}”").replace("{}", text);
    let words = |text: &str| if text.is_empty() { String::new() } else { quoted(text) };
    chip(words(&asked.words), InboxFilter { words: String::new(), ..first.clone() });
    chip(theme_words(t, &asked.theme), InboxFilter { theme: String::new(), ..first.clone() });
    chip(country_words(language, &asked.country), InboxFilter { country: String::new(), ..first.clone() });
    let kind =
        if asked.kind.is_empty() { String::new() } else { t.get(&format!("submission-kind-{}", asked.kind)) };
    chip(kind, InboxFilter { kind: String::new(), ..first.clone() });
    let channel = asked.channel.map(|channel| channel_words(t, channel)).unwrap_or_default();
    chip(channel, InboxFilter { channel: None, ..first.clone() });
    let late = if asked.is_late { t.get("submission-filter-late") } else { String::new() };
    chip(late, InboxFilter { is_late: false, ..first.clone() });
    let state = asked.inquiry.map(|state| t.get(&format!("submission-inquiry-{}", state.word())));
    chip(state.unwrap_or_default(), InboxFilter { inquiry: None, ..first });
    Chips { lang: language, chips }
}

fn many(t: &Texts, inbox: &Inbox, typed: &Typed) -> Many {
    let language = t.language();
    let all = t.with("submission-scope-filter", &[("n", inbox.total.into())]);
    let scope = vec![
        Choice::new("lignes", t.get("submission-scope-rows")).chosen(!typed.is_whole),
        Choice::new("filtre", all).chosen(typed.is_whole),
    ];
    let button = |status: ReviewStatus| {
        Button::send(t.get(&format!("submission-do-{}", status.word())))
            .sends("acte", status.word())
            .weight(Weight::Outlined)
    };
    Many {
        scope: Prompt::new(language, "portee", t.get("submission-scope")).one_of(scope),
        reason: typed.reason.fields(t, ""),
        buttons: [ReviewStatus::Accepted, ReviewStatus::InReview].map(button).into(),
        set_aside: button(ReviewStatus::SetAside),
    }
}

fn table(t: &Texts, inbox: &Inbox, asked: &InboxFilter, typed: &Typed) -> DataTable {
    let language = t.language();
    let column = |name: &str| DataColumn::new(Column::new(t.get(&format!("submission-column-{name}"))));
    let sorted = |name: &str, sort: InboxSort, natural: Order| {
        let is_by = asked.sort == sort;
        let turned = InboxFilter { sort, is_turned: is_by && !asked.is_turned, ..filter::first_page(asked) };
        let other = if natural == Order::Ascending { Order::Descending } else { Order::Ascending };
        let order = is_by.then_some(if asked.is_turned { other } else { natural });
        column(name).sort(filter::address(&turned), order)
    };
    let is_whole = !filter::narrows(asked) && asked.status.is_none();
    DataTable {
        lang: language,
        id: "retours".to_owned(),
        caption: t.get("submission-inbox"),
        columns: vec![
            sorted("number", InboxSort::Number, Order::Descending),
            sorted("organization", InboxSort::Organization, Order::Ascending),
            column("title"),
            column("country"),
            column("theme"),
            sorted("status", InboxSort::Status, Order::Ascending),
            sorted("received", InboxSort::Received, Order::Descending),
            column("channel"),
        ],
        rows: inbox.rows.iter().map(|row| table_row(t, asked, typed, row)).collect(),
        choose: Some("r".to_owned()),
        empty: t.get(if is_whole { "submission-none" } else { "submission-none-here" }),
    }
}

fn table_row(t: &Texts, asked: &InboxFilter, typed: &Typed, row: &InboxRow) -> DataRow {
    let language = t.language();
    let name = format!("R-{}", row.number);
    let mut received = moment(language, row.received_at);
    if row.is_late {
        received = format!("{received} · {}", t.get("submission-late"));
    }
    let key = format!("{}.{}", row.id, row.version);
    DataRow {
        is_chosen: typed.chosen.contains(&key),
        key,
        cells: vec![
            Cell::link(&name, &filter::after(&record_path(row.id), asked)),
            Cell::text(row.organization.as_deref().unwrap_or_default()),
            Cell::text(&row.title),
            Cell::text(&country_words(language, &row.country)),
            Cell::text(&theme_words(t, &row.theme)),
            Cell::html(state(t, row)),
            Cell::text(&received),
            Cell::text(&channel_words(t, row.channel)),
        ],
        name,
    }
}

/// Where a return stands, what was asked back, and what it may be a second copy of.
fn state(t: &Texts, row: &InboxRow) -> Html {
    let space = || Html::text(" ");
    let mut parts = vec![Html::of(&status_tag(t, row.status))];
    if let Some(inquiry) = row.inquiry {
        parts.extend([space(), Html::of(&inquiry_tag(t, inquiry))]);
    }
    if let Some(resemblance) = &row.resembles {
        parts.extend([space(), Html::of(&resemblance_tag(t, resemblance))]);
    }
    Html::join(parts)
}

/// « Doublon de R-188 ? 96 % »
pub(super) fn resemblance_tag(t: &Texts, found: &Resemblance) -> Tag {
    let words = [("number", found.number.into()), ("n", found.likeness.into())];
    Tag::new(t.with("submission-resembles", &words), Tone::Warning)
}

/// How many pages the view has; an empty one has one.
fn pages(inbox: &Inbox) -> i64 {
    ((inbox.total + INBOX_PAGE - 1) / INBOX_PAGE).max(1)
}

fn pagination(language: Language, inbox: &Inbox, asked: &InboxFilter) -> Option<Pagination> {
    let pages = pages(inbox);
    let address = |page: i64| {
        (1..=pages).contains(&page).then(|| filter::address(&InboxFilter { page, ..asked.clone() }))
    };
    (pages > 1).then(|| Pagination {
        lang: language,
        page: u32::try_from(asked.page).unwrap_or(1),
        pages: u32::try_from(pages).unwrap_or(1),
        previous: address(asked.page - 1),
        next: address(asked.page + 1),
    })
}
