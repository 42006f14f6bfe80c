//! Someone of the team: their roles, their invitation, and the way off the team.

use super::{
    frame, study_at,
    team::{access_tag, invitation_letter, role_choices, roles_of},
};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame as frames,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    account::Role,
    id::{AccountId, MembershipId},
    letter::Recipient,
};
use socle_look::{
    Sheet, Texts,
    components::{Button, ChoiceGroup, ErrorSummary, Prompt, Tag, Weight},
    layouts::Link,
};
use socle_store::{Access, Member as Person, RoleChange, RoleOutcome, StudyRecord};

#[derive(Template)]
#[template(path = "study/member.html")]
struct OneMember<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    person: &'a Person,
    access: Tag,
    path: String,
    roles: ChoiceGroup,
    keep: Button,
    /// For who has not come in yet.
    again: Option<Button>,
    remove: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, account)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let person = person_of(&app, &record, &account).await?;
    Ok(render(&app, &member, &record, &person, &person.roles, None))
}

pub(crate) async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, account)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let person = person_of(&app, &record, &account).await?;
    let roles = match fields.get("geste") {
        "inviter" => return invite_again(&app, &member, &record, &person).await,
        "retirer" => Vec::new(),
        "roles" => roles_of(&fields),
        _ => return Err(AppError::Malformed),
    };
    let refused = |fault: &'static str| {
        let page = render(&app, &member, &record, &person, &roles, Some(fault));
        Ok(page.with_errors(true).into_response())
    };
    // Taking every role takes someone off the team; that has a button of its own.
    if roles.is_empty() && fields.get("geste") == "roles" {
        return refused("study-fault-role");
    }
    match app.store().change_roles(asked(&app, &member, &record, &person, &roles)).await? {
        RoleOutcome::LastCoordinator => refused("study-fault-last"),
        RoleOutcome::NotAMember => Err(AppError::NotFound),
        RoleOutcome::Changed | RoleOutcome::Unchanged => {
            Ok(see_other(&format!("/bureau/etudes/{slug}/equipe")))
        }
    }
}

/// What a coordinator may not give, they may not take either: it stays.
fn asked(app: &App, member: &Member, record: &StudyRecord, person: &Person, roles: &[Role]) -> RoleChange {
    let kept = person.roles.iter().filter(|role| !super::GIVEN.contains(role));
    let with_id = |role: &Role| (MembershipId::new(app.now(), app.chance()), *role);
    RoleChange {
        study: record.study.id,
        account: person.account,
        roles: roles.iter().chain(kept).map(with_id).collect(),
        by: member.0.id,
        now: app.now(),
    }
}

async fn invite_again(
    app: &App,
    member: &Member,
    record: &StudyRecord,
    person: &Person,
) -> Result<Response, AppError> {
    let recipient = Recipient::parse(&person.email).map_err(|_| AppError::Conflict)?;
    let letter = invitation_letter(app, person.account, recipient, frames::language_of(member).code());
    // Whether one was posted or one waits already, the list says how it stands.
    let _posted = app.store().invite_again(record.study.id, person.account, letter, member.0.id).await?;
    Ok(see_other(&format!("/bureau/etudes/{}/equipe", record.study.slug)))
}

/// Someone who holds a role in this very study.
async fn person_of(app: &App, record: &StudyRecord, account: &str) -> Result<Person, AppError> {
    let account = AccountId::parse(account).map_err(|_| AppError::NotFound)?;
    let members = app.store().members(record.study.id).await?;
    let found = members.into_iter().find(|person| person.account == account && !person.roles.is_empty());
    found.ok_or(AppError::NotFound)
}

fn render(
    app: &App,
    member: &Member,
    record: &StudyRecord,
    person: &Person,
    chosen: &[Role],
    fault: Option<&str>,
) -> Page {
    let language = frames::language_of(member);
    let t = app.texts(language);
    let roles = Prompt::new(language, "role", t.get("study-roles"))
        .error(fault.map(|key| t.get(key)))
        .many_of(role_choices(t, |role| chosen.contains(&role)));
    let summary = ErrorSummary::of(language, [&roles.prompt]);
    let mut frame = frame(app, member, record, person.name.clone());
    frame.page = frame.page.with_errors(summary.is_some());
    let team = format!("/bureau/etudes/{}/equipe", record.study.slug);
    frame.breadcrumb.push(Link::new(t.get("study-view-team"), team.clone()));
    let is_out = matches!(person.access, Access::Invited | Access::Refused);
    let again = Button::send(t.get("study-invite-again")).weight(Weight::Outlined).sends("geste", "inviter");
    let content = OneMember {
        t,
        summary,
        person,
        access: access_tag(t, person.access),
        path: format!("{team}/{}", person.account),
        roles,
        keep: Button::send(t.get("study-keep-roles")).sends("geste", "roles"),
        again: is_out.then_some(again),
        remove: Button::send(t.get("study-remove")).weight(Weight::Danger).sends("geste", "retirer"),
    };
    Page::new(Sheet::Office, frame.wrap(&content))
}
