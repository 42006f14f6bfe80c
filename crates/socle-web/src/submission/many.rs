//! One decision about many returns, and taking it back.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::see_other,
    submission::{
        filter, inbox,
        reason::{self, ReasonFields},
        status_words,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::{DecisionId, SubmissionId},
    review::MANY_MOST,
    submission::ReviewStatus,
};
use socle_look::{
    Html, Texts,
    components::{Button, ErrorSummary, Notice, NoticeKind, Weight},
};
use socle_store::{Decided, InboxFilter, ManyDecision, Scope, TakenBack};

/// The most rows that one form can tick: a page of them, and room for two.
const ROWS_MOST: usize = 150;

/// What was typed in the form of decisions, what is wrong with it, and what was just done.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) chosen: Vec<String>,
    pub(super) is_whole: bool,
    pub(super) reason: reason::Typed,
    pub(super) done: Option<Notice>,
    fault: Option<String>,
}

impl Typed {
    /// What the address says of a decision that was just made: it can be taken back for a while.
    pub(super) async fn after_decision(
        app: &App,
        member: &Member,
        query: Option<&str>,
    ) -> Result<Self, AppError> {
        let t = app.texts(frame::language_of(member));
        let mut typed = Self::default();
        let (mut decision, mut left, mut restored) = (None, 0_i64, None);
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match &*name {
                "fait" => decision = DecisionId::parse(&value).ok(),
                "laisses" => left = value.parse().unwrap_or(0),
                "repris" => restored = value.parse::<i64>().ok(),
                _ => {}
            }
        }
        if let Some(id) = decision {
            let made = app.store().decision(member.0.id, id, app.now()).await?;
            let filter = filter::query(&filter::parse(query));
            typed.done = made.map(|(status, count)| done(t, id, status, count, left, filter));
        } else if let Some(n) = restored {
            let words = t.with("submission-taken-back", &[("n", n.into())]);
            typed.done = Some(Notice::new(t.language(), NoticeKind::Done, &words));
        }
        Ok(typed)
    }

    /// What to revise before anything is decided.
    pub(super) fn summary(&self, t: &Texts, reason: Option<&ReasonFields>) -> Option<ErrorSummary> {
        if let Some(fault) = &self.fault {
            return Some(ErrorSummary::single(t.language(), fault.clone()));
        }
        let reason = reason?;
        ErrorSummary::of(t.language(), [&reason.ground.prompt, &reason.words.prompt])
    }
}

#[derive(Template)]
#[template(path = "submission/done.html")]
struct Done {
    words: Vec<String>,
    id: DecisionId,
    filter: String,
    undo: Button,
}

fn done(t: &Texts, id: DecisionId, status: ReviewStatus, count: i64, left: i64, filter: String) -> Notice {
    let told = [("n", count.into()), ("status", status_words(t, status).into())];
    let mut words = vec![t.with("submission-decided", &told)];
    if left > 0 {
        words.push(t.with("submission-left", &[("n", left.into())]));
    }
    let undo = Button::send(t.get("submission-take-back")).weight(Weight::Outlined);
    let body = Html::of(&Done { words, id, filter, undo });
    Notice { lang: t.language(), kind: NoticeKind::Done, word: None, body }
}

pub(crate) async fn decide(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    let t = app.texts(frame::language_of(&member));
    let status = ReviewStatus::parse(fields.get("acte")).ok_or(AppError::Malformed)?;
    let asked = filter::parse(Some(fields.get("filtre")));
    let (mut typed, reason) = typed(&fields, status);
    let scope = scope(&fields, &asked, &typed)?;
    let is_unsaid = status == ReviewStatus::SetAside && reason.is_none();
    if matches!(&scope, Scope::Rows(rows) if rows.is_empty()) {
        typed.fault = Some(t.get("submission-fault-rows"));
        return shown_again(&app, &member, asked, typed).await;
    }
    if is_unsaid {
        return shown_again(&app, &member, asked, typed).await;
    }
    let id = DecisionId::new(app.now(), app.chance());
    let decision = ManyDecision { id, account: member.0.id, scope, status, reason, now: app.now() };
    match app.store().decide_on_many(decision).await? {
        Decided::Done { left, .. } => {
            let left = if left > 0 { format!("&laisses={left}") } else { String::new() };
            Ok(see_other(&leading(
                &filter::address(&filter::first_page(&asked)),
                &format!("fait={id}{left}"),
            )))
        }
        Decided::TooMany => {
            typed.fault = Some(t.with("submission-fault-many", &[("n", MANY_MOST.into())]));
            shown_again(&app, &member, asked, typed).await
        }
        Decided::Moved { found } => {
            let told = [("n", found.into()), ("seen", fields.get("vus").into())];
            typed.fault = Some(t.with("submission-fault-moved", &told));
            shown_again(&app, &member, asked, typed).await
        }
    }
}

pub(crate) async fn take_back(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    let id = DecisionId::parse(fields.get("decision")).map_err(|_| AppError::Malformed)?;
    let asked = filter::parse(Some(fields.get("filtre")));
    let t = app.texts(frame::language_of(&member));
    let fault = match app.store().take_back(member.0.id, id, app.now()).await? {
        TakenBack::Done { restored } => {
            return Ok(see_other(&leading(&filter::address(&asked), &format!("repris={restored}"))));
        }
        TakenBack::Overtaken { count } => t.with("submission-fault-overtaken", &[("n", count.into())]),
        TakenBack::TooLate => t.get("submission-fault-too-late"),
    };
    let typed = Typed { fault: Some(fault), ..Typed::default() };
    shown_again(&app, &member, asked, typed).await
}

/// An address with one more thing to say.
fn leading(address: &str, more: &str) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{more}")
}

fn typed(fields: &Fields, status: ReviewStatus) -> (Typed, Option<socle_domain::review::Reason>) {
    let chosen = fields.all("r").take(ROWS_MOST).map(str::to_owned).collect();
    let is_whole = fields.get("portee") == "filtre";
    let mut typed = Typed { chosen, is_whole, ..Typed::default() };
    if status != ReviewStatus::SetAside {
        return (typed, None);
    }
    let (reason, parsed) = reason::Typed::read(fields);
    typed.reason = reason;
    (typed, parsed)
}

fn scope(fields: &Fields, asked: &InboxFilter, typed: &Typed) -> Result<Scope, AppError> {
    if typed.is_whole {
        let seen = fields.number("vus").ok_or(AppError::Malformed)?;
        return Ok(Scope::Filter(filter::first_page(asked), seen));
    }
    let row = |key: &String| {
        let (id, version) = key.split_once('.')?;
        Some((SubmissionId::parse(id).ok()?, version.parse().ok()?))
    };
    let rows: Option<Vec<_>> = typed.chosen.iter().map(row).collect();
    rows.map(Scope::Rows).ok_or(AppError::Malformed)
}

async fn shown_again(
    app: &App,
    member: &Member,
    asked: InboxFilter,
    typed: Typed,
) -> Result<Response, AppError> {
    let inbox = app.store().inbox(member.0.id, &asked).await?;
    Ok(inbox::page(app, member, &asked, &inbox, typed).await?.into_response())
}
