//! The team of a study, and the way in for someone new.

use super::{GIVEN, frame, role_words, study_at, views};
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
    account::{EmailAddress, Role},
    id::{AccountId, LetterId, MembershipId},
    letter::{LetterKind, Recipient},
    text,
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{
        Button, Cell, Choice, ChoiceGroup, Column, DataColumn, DataRow, DataTable, ErrorSummary, LineKind,
        Notice, NoticeKind, Prompt, Tag, TextField, Tone,
    },
    layouts::Link,
};
use socle_store::{Access, Invitation, Member as Person, Membership, NewAccount, NewLetter, StudyRecord};
use std::collections::BTreeMap;

const NAME_MOST: usize = 120;

#[derive(Template)]
#[template(path = "study/team.html")]
struct Team<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    views: Vec<Link>,
    table: DataTable,
    /// Nobody gets a letter while the program knows no mail server.
    no_mail: Option<Notice>,
    path: String,
    email: TextField,
    name: TextField,
    language: ChoiceGroup,
    roles: ChoiceGroup,
    send: Button,
}

/// What is wrong, by field: the key of a text.
type Faults = BTreeMap<&'static str, &'static str>;

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let mut fields = Fields::default();
    fields.push("langue".to_owned(), frames::language_of(&member).code().to_owned());
    render(&app, &member, &record, &fields, &Faults::new()).await
}

pub(crate) async fn invite(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let mut faults = Faults::new();
    if let Some(invitation) = parse(&app, &member, &record, &fields, &mut faults) {
        app.store().invite_member(invitation).await?;
        return Ok(see_other(&format!("/bureau/etudes/{slug}/equipe")));
    }
    Ok(render(&app, &member, &record, &fields, &faults).await?.with_errors(true).into_response())
}

/// The invitation that the form describes; every field that cannot be read is told.
fn parse(
    app: &App,
    member: &Member,
    record: &StudyRecord,
    fields: &Fields,
    faults: &mut Faults,
) -> Option<Invitation> {
    let email = EmailAddress::parse(fields.get("courriel"));
    // An address that no letter can be sent to is of no use here.
    let recipient = Recipient::parse(fields.get("courriel"));
    if email.is_err() || recipient.is_err() {
        faults.insert("courriel", "study-fault-email");
    }
    let name = text::line(fields.get("nom"), NAME_MOST).map_err(|_| faults.insert("nom", "study-fault-name"));
    let language = Language::parse(fields.get("langue"));
    if language.is_none() {
        faults.insert("langue", "study-fault-language");
    }
    let roles = roles_of(fields);
    if roles.is_empty() {
        faults.insert("role", "study-fault-role");
    }
    let (email, recipient, name, language) = (email.ok()?, recipient.ok()?, name.ok()?, language?.code());
    let (now, study) = (app.now(), record.study.id);
    let id = AccountId::new(now, app.chance());
    let membership =
        |role: Role| (MembershipId::new(now, app.chance()), Membership { role, study: Some(study) });
    let account = NewAccount {
        id,
        email,
        name,
        password_hash: String::new(),
        language: language.to_owned(),
        memberships: roles.into_iter().map(membership).collect(),
        now,
    };
    let letter = invitation_letter(app, id, recipient, language);
    (!account.memberships.is_empty()).then_some(Invitation { study, account, letter, by: member.0.id })
}

pub(super) fn invitation_letter(
    app: &App,
    account: AccountId,
    recipient: Recipient,
    language: &str,
) -> NewLetter {
    let now = app.now();
    NewLetter {
        id: LetterId::new(now, app.chance()),
        kind: LetterKind::Invitation,
        recipient,
        language: language.to_owned(),
        subject_id: account.uuid(),
        now,
    }
}

/// The roles that were ticked, among those that may be given.
pub(super) fn roles_of(fields: &Fields) -> Vec<Role> {
    GIVEN.into_iter().filter(|role| fields.all("role").any(|word| word == role.word())).collect()
}

pub(super) fn role_choices(t: &Texts, is_chosen: impl Fn(Role) -> bool) -> Vec<Choice> {
    let choice = |role: Role| {
        Choice::new(role.word(), role_words(t, role))
            .hint(t.get(&format!("study-role-{}", role.word())))
            .chosen(is_chosen(role))
    };
    GIVEN.into_iter().map(choice).collect()
}

async fn render(
    app: &App,
    member: &Member,
    record: &StudyRecord,
    fields: &Fields,
    faults: &Faults,
) -> Result<Page, AppError> {
    let members = app.store().members(record.study.id).await?;
    let language = frames::language_of(member);
    let t = app.texts(language);
    let prompt = |name: &'static str, key: &str| {
        Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|fault| t.get(fault)))
    };
    let spoken = Language::ALL
        .map(|one| Choice::new(one.code(), one.own_name()).chosen(fields.get("langue") == one.code()));
    let ticked = roles_of(fields);
    let email =
        prompt("courriel", "study-email").hint(t.get("study-email-hint")).text(fields.get("courriel"));
    let name = prompt("nom", "study-name").text(fields.get("nom"));
    let spoken = prompt("langue", "study-spoken").one_of(spoken.into());
    let roles = prompt("role", "study-roles").many_of(role_choices(t, |role| ticked.contains(&role)));
    let summary = ErrorSummary::of(language, [&email.prompt, &name.prompt, &spoken.prompt, &roles.prompt]);
    let mut frame = frame(app, member, record, t.get("study-view-team"));
    frame.page = frame.page.with_errors(summary.is_some());
    let no_mail = Notice::new(language, NoticeKind::Warning, &t.get("study-no-mail"));
    let content = Team {
        t,
        summary,
        views: views(t, record, "/equipe"),
        table: table(t, language, record, &members),
        no_mail: (!app.has_mail()).then_some(no_mail),
        path: format!("/bureau/etudes/{}/equipe", record.study.slug),
        // They are about someone else: the browser has nothing of its own to propose.
        email: email.kind(LineKind::Email).width(30).autocomplete("off"),
        name: name.width(30).autocomplete("off"),
        language: spoken,
        roles,
        send: Button::send(t.get("study-invite")),
    };
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn table(t: &Texts, language: Language, record: &StudyRecord, members: &[Person]) -> DataTable {
    let row = |person: &Person| {
        // What is held everywhere is given and taken by who administers the installation.
        let name = if person.roles.is_empty() {
            Cell::text(&person.name)
        } else {
            let path = format!("/bureau/etudes/{}/equipe/{}", record.study.slug, person.account);
            Cell::link(&person.name, &path)
        };
        DataRow {
            key: person.account.to_string(),
            name: person.name.clone(),
            cells: vec![
                name,
                Cell::text(&held(t, person)),
                Cell::html(Html::of(&access_tag(t, person.access))),
                Cell::text(&person.email),
            ],
            is_chosen: false,
        }
    };
    DataTable {
        lang: language,
        id: "equipe".to_owned(),
        caption: t.get("study-view-team"),
        columns: ["study-name", "study-roles", "study-standing", "study-email"]
            .map(|key| DataColumn::new(Column::new(t.get(key))))
            .into(),
        rows: members.iter().map(row).collect(),
        choose: None,
        empty: t.get("study-team-none"),
    }
}

fn held(t: &Texts, person: &Person) -> String {
    let here = person.roles.iter().map(|role| role_words(t, *role));
    let everywhere = person
        .everywhere
        .iter()
        .map(|role| t.with("study-role-everywhere", &[("role", role_words(t, *role).into())]));
    here.chain(everywhere).collect::<Vec<_>>().join(", ")
}

pub(super) fn access_tag(t: &Texts, access: Access) -> Tag {
    let (word, tone) = match access {
        Access::Active => ("active", Tone::Plain),
        Access::Waiting => ("waiting", Tone::Note),
        Access::Invited => ("invited", Tone::Note),
        Access::Refused => ("refused", Tone::Error),
        Access::Closed => ("closed", Tone::Plain),
    };
    Tag::new(t.get(&format!("study-standing-{word}")), tone)
}
