//! Dépouillement: the returns, newest first, filtered by the address alone.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::{Page, see_other},
    submission::{channel_words, status_tag, status_words},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{submission::ReviewStatus, time::Timestamp};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Cell, Column, DataColumn, DataRow, DataTable, Pagination},
    dates,
    layouts::Link,
};
use socle_store::{INBOX_PAGE, Inbox, InboxFilter, InboxRow};

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    statut: String,
    #[serde(default)]
    page: String,
}

impl Asked {
    /// An address typed by hand may hold anything: what makes no sense is left out.
    pub(super) fn filter(&self) -> InboxFilter {
        InboxFilter {
            status: ReviewStatus::parse(&self.statut),
            page: self.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000),
        }
    }
}

#[derive(Template)]
#[template(path = "submission/inbox.html")]
struct InboxPage<'a> {
    t: &'a Texts,
    filters: Vec<Link>,
    table: DataTable,
    export: String,
    pagination: Option<Pagination>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let filter = asked.filter();
    let inbox = app.store().inbox(member.0.id, &filter).await?;
    if filter.page > pages(&inbox) {
        // Returns have left this view since the link was made: its last page is the nearest.
        return Ok(see_other(&address(&filter, pages(&inbox))));
    }
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let content = InboxPage {
        t,
        filters: filters(t, &inbox, filter.status),
        table: table(t, language, &inbox, filter.status),
        export: format!(
            "/bureau/depouillement/retours.csv?statut={}",
            filter.status.map_or("", ReviewStatus::word)
        ),
        pagination: pagination(language, &inbox, &filter),
    };
    let frame = frame::office(&app, &member, t.get("submission-inbox"), "/bureau/depouillement");
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response())
}

fn filters(t: &Texts, inbox: &Inbox, shown: Option<ReviewStatus>) -> Vec<Link> {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let all: i64 = inbox.counts.iter().map(|(_, n)| n).sum();
    let everything = Link::new(t.get("submission-all"), "/bureau/depouillement")
        .count(count(all))
        .current(shown.is_none());
    let by_status = ReviewStatus::ALL.into_iter().map(|status| {
        let of_status = inbox.counts.iter().find(|(s, _)| *s == status).map_or(0, |(_, n)| *n);
        Link::new(status_words(t, status), format!("/bureau/depouillement?statut={}", status.word()))
            .count(count(of_status))
            .current(shown == Some(status))
    });
    std::iter::once(everything).chain(by_status).collect()
}

fn table(t: &Texts, language: Language, inbox: &Inbox, status: Option<ReviewStatus>) -> DataTable {
    let headings = ["number", "received", "survey", "channel", "status"];
    let empty = if status.is_some() { "submission-none-here" } else { "submission-none" };
    DataTable {
        lang: language,
        id: "retours".to_owned(),
        caption: t.get("submission-inbox"),
        columns: headings
            .map(|name| DataColumn::new(Column::new(t.get(&format!("submission-column-{name}")))))
            .into(),
        rows: inbox.rows.iter().map(|row| table_row(t, language, row)).collect(),
        choose: None,
        empty: t.get(empty),
    }
}

fn table_row(t: &Texts, language: Language, row: &InboxRow) -> DataRow {
    let name = format!("R-{}", row.number);
    let mut received = moment(language, row.received_at);
    if row.is_late {
        received = format!("{received} · {}", t.get("submission-late"));
    }
    DataRow {
        key: row.id.to_string(),
        cells: vec![
            Cell::link(&name, &format!("/bureau/retours/{}", row.id)),
            Cell::text(&received),
            Cell::text(&row.survey_title),
            Cell::text(&channel_words(t, row.channel)),
            Cell::html(Html::of(&status_tag(t, row.status))),
        ],
        name,
        is_chosen: false,
    }
}

/// The office works in universal time until an account has a zone of its own.
pub(super) fn moment(language: Language, at: Timestamp) -> String {
    let c = socle_domain::time::Zone::utc().civil(at);
    dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute))
}

/// How many pages the view has; an empty one has one.
fn pages(inbox: &Inbox) -> i64 {
    ((inbox.total + INBOX_PAGE - 1) / INBOX_PAGE).max(1)
}

fn address(filter: &InboxFilter, page: i64) -> String {
    let status = filter.status.map_or("", ReviewStatus::word);
    format!("/bureau/depouillement?statut={status}&page={page}")
}

fn pagination(language: Language, inbox: &Inbox, filter: &InboxFilter) -> Option<Pagination> {
    let pages = pages(inbox);
    let address = |page: i64| (1..=pages).contains(&page).then(|| address(filter, page));
    (pages > 1).then(|| Pagination {
        lang: language,
        page: u32::try_from(filter.page).unwrap_or(1),
        pages: u32::try_from(pages).unwrap_or(1),
        previous: address(filter.page - 1),
        next: address(filter.page + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_addresses_are_read_as_far_as_they_make_sense() {
        let asked = Asked { statut: "nothing".to_owned(), page: "-3".to_owned() };
        assert_eq!((asked.filter().status, asked.filter().page), (None, 1));
        let asked = Asked { statut: "accepted".to_owned(), page: "99999999999999999999".to_owned() };
        assert_eq!((asked.filter().status, asked.filter().page), (Some(ReviewStatus::Accepted), 1));
    }
}
