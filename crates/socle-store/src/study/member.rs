//! The team of a study: who belongs to it, and with which roles.

use crate::{
    Membership, NewAccount, NewLetter, Store,
    account::{insert_account, insert_membership, read_role},
    driver::{Row, values},
    error::StoreError,
    event::Event,
    write::Tx,
};
use socle_domain::{
    account::Role,
    id::{AccountId, MembershipId, StudyId},
    time::Timestamp,
};

/// Someone of a study's team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their account.
    pub account: AccountId,
    /// How they are called.
    pub name: String,
    /// Where they are written to.
    pub email: String,
    /// What they do in this study.
    pub roles: Vec<Role>,
    /// What they do in every study, this one included.
    pub everywhere: Vec<Role>,
    /// Whether they can come in.
    pub access: Access,
}

/// Whether a member of the team can come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// They have a password.
    Active,
    /// Their invitation waits to be sent.
    Waiting,
    /// Their invitation was sent, and they have not chosen a password yet.
    Invited,
    /// The mail server did not take their invitation.
    Refused,
    /// Their account is closed.
    Closed,
}

/// Someone to be invited.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The study.
    pub study: StudyId,
    /// The account to open, unless the address has one; its memberships are the roles to give either way.
    pub account: NewAccount,
    /// The letter to post to who gets a new account.
    pub letter: NewLetter,
    /// Who invites.
    pub by: AccountId,
}

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// An account was opened, and a letter posted.
    New,
    /// The address had an account: it has the roles now, and its person signs in as ever.
    Known,
}

/// Roles to be given in one study, in place of those held there.
#[derive(Debug, Clone)]
pub struct RoleChange {
    /// The study.
    pub study: StudyId,
    /// Whose roles.
    pub account: AccountId,
    /// What they may do from now on; nothing takes them off the team. Each with an id, should it be new.
    pub roles: Vec<(MembershipId, Role)>,
    /// Who decides.
    pub by: AccountId,
    /// When.
    pub now: Timestamp,
}

/// What became of a change of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleOutcome {
    /// It holds.
    Changed,
    /// They held exactly these.
    Unchanged,
    /// Nobody would coordinate the study any more: nothing was changed.
    LastCoordinator,
    /// They are not on the team.
    NotAMember,
}

impl Store {
    /// The team of a study, by name.
    pub async fn members(&self, study: StudyId) -> Result<Vec<Member>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT a.id, a.name, a.email, a.is_active, a.password_hash, m.role, m.study_id,
                        (SELECT COUNT(*) FROM letters l JOIN jobs j ON j.subject_id = l.id
                         WHERE l.subject_id = a.id AND j.failed_at IS NULL) AS waiting,
                        (SELECT COUNT(*) FROM letters l JOIN jobs j ON j.subject_id = l.id
                         WHERE l.subject_id = a.id AND j.failed_at IS NOT NULL) AS refused
                 FROM accounts a JOIN memberships m ON m.account_id = a.id
                 WHERE m.study_id = $1 OR m.study_id IS NULL
                 ORDER BY a.name, a.id, m.role",
                values![study.uuid()],
            )
            .await?;
        let mut members: Vec<Member> = Vec::new();
        for row in &rows {
            let account = AccountId::from_uuid(row.get("id")?);
            if members.last().is_none_or(|last| last.account != account) {
                members.push(Member {
                    account,
                    name: row.get("name")?,
                    email: row.get("email")?,
                    roles: Vec::new(),
                    everywhere: Vec::new(),
                    access: access(row)?,
                });
            }
            if let Some(member) = members.last_mut() {
                let role = read_role(&row.get::<String>("role")?)?;
                let is_everywhere = row.get::<Option<uuid::Uuid>>("study_id")?.is_none();
                if is_everywhere { &mut member.everywhere } else { &mut member.roles }.push(role);
            }
        }
        for member in &mut members {
            member.roles.sort_unstable();
            member.everywhere.sort_unstable();
        }
        Ok(members)
    }

    /// Opens an account for someone and posts their invitation; who has an account is given the roles.
    pub async fn invite_member(&self, invitation: Invitation) -> Result<Invited, StoreError> {
        self.write(invitation, |tx, invitation| Box::pin(invite(tx, invitation))).await
    }

    /// Posts another invitation to someone of the team who has no password yet. Says whether one was posted: not to
    /// who has come in already, and not while one waits.
    pub async fn invite_again(
        &self,
        study: StudyId,
        account: AccountId,
        letter: NewLetter,
        by: AccountId,
    ) -> Result<bool, StoreError> {
        self.write((study, account, letter, by), |tx, (study, account, letter, by)| {
            Box::pin(async move {
                let found = tx
                    .fetch_optional(
                        "SELECT a.id FROM accounts a WHERE a.id = $1 AND a.is_active AND a.password_hash = ''
                           AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id AND m.study_id = $2)
                           AND NOT EXISTS (SELECT 1 FROM letters l JOIN jobs j ON j.subject_id = l.id
                                           WHERE l.subject_id = a.id AND j.failed_at IS NULL)",
                        values![account.uuid(), study.uuid()],
                    )
                    .await?;
                if found.is_none() {
                    return Ok(false);
                }
                tx.post(letter).await?;
                record(tx, *study, *account, *by, "invited_again", "", letter.now).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Gives and takes roles in one study. Who loses one has to sign in again.
    pub async fn change_roles(&self, change: RoleChange) -> Result<RoleOutcome, StoreError> {
        self.write(change, |tx, change| Box::pin(change_roles(tx, change))).await
    }
}

fn access(row: &Row) -> Result<Access, StoreError> {
    let (is_active, hash): (bool, String) = (row.get("is_active")?, row.get("password_hash")?);
    let (waiting, refused): (i64, i64) = (row.get("waiting")?, row.get("refused")?);
    Ok(match (is_active, hash.is_empty()) {
        (false, _) => Access::Closed,
        (true, false) => Access::Active,
        (true, true) if waiting > 0 => Access::Waiting,
        (true, true) if refused > 0 => Access::Refused,
        (true, true) => Access::Invited,
    })
}

async fn invite(tx: &mut Tx, invitation: &Invitation) -> Result<Invited, StoreError> {
    let Invitation { study, account, letter, by } = invitation;
    let sql = "SELECT id FROM accounts WHERE email_key = $1";
    let known = tx.fetch_optional(sql, values![account.email.key()]).await?;
    let (id, outcome) = if let Some(row) = known {
        (AccountId::from_uuid(row.get("id")?), Invited::Known)
    } else {
        insert_account(tx, &NewAccount { memberships: Vec::new(), ..account.clone() }).await?;
        tx.post(letter).await?;
        (account.id, Invited::New)
    };
    let held = roles_in(tx, id, *study).await?;
    for (membership, given) in account.memberships.iter().filter(|(_, given)| !held.contains(&given.role)) {
        insert_membership(tx, id, *membership, given, account.now).await?;
        record(tx, *study, id, *by, "role_given", given.role.word(), account.now).await?;
    }
    Ok(outcome)
}

async fn change_roles(tx: &mut Tx, change: &RoleChange) -> Result<RoleOutcome, StoreError> {
    let RoleChange { study, account, roles, by, now } = change;
    let held = roles_in(tx, *account, *study).await?;
    if held.is_empty() {
        return Ok(RoleOutcome::NotAMember);
    }
    let given: Vec<_> = roles.iter().filter(|(_, role)| !held.contains(role)).collect();
    let taken: Vec<_> = held.iter().filter(|held| roles.iter().all(|(_, role)| role != *held)).collect();
    if given.is_empty() && taken.is_empty() {
        return Ok(RoleOutcome::Unchanged);
    }
    if taken.contains(&&Role::Coordinator) && !has_other_coordinator(tx, *account, *study).await? {
        return Ok(RoleOutcome::LastCoordinator);
    }
    for role in &taken {
        tx.execute(
            "DELETE FROM memberships WHERE account_id = $1 AND study_id = $2 AND role = $3",
            values![account.uuid(), study.uuid(), role.word()],
        )
        .await?;
        record(tx, *study, *account, *by, "role_taken", role.word(), *now).await?;
    }
    for (id, role) in &given {
        let membership = Membership { role: *role, study: Some(*study) };
        insert_membership(tx, *account, *id, &membership, *now).await?;
        record(tx, *study, *account, *by, "role_given", role.word(), *now).await?;
    }
    if !taken.is_empty() {
        tx.execute("DELETE FROM sessions WHERE account_id = $1", values![account.uuid()]).await?;
    }
    Ok(RoleOutcome::Changed)
}

/// What an account may do in one study, apart from what it may do everywhere.
async fn roles_in(tx: &mut Tx, account: AccountId, study: StudyId) -> Result<Vec<Role>, StoreError> {
    let sql = "SELECT role FROM memberships WHERE account_id = $1 AND study_id = $2 ORDER BY role";
    let rows = tx.fetch_all(sql, values![account.uuid(), study.uuid()]).await?;
    rows.iter().map(|row| read_role(&row.get::<String>("role")?)).collect()
}

async fn has_other_coordinator(tx: &mut Tx, account: AccountId, study: StudyId) -> Result<bool, StoreError> {
    let row = tx
        .fetch_one(
            "SELECT COUNT(*) AS total FROM memberships m JOIN accounts a ON a.id = m.account_id
             WHERE m.role = 'coordinator' AND a.is_active
               AND (m.study_id IS NULL OR (m.study_id = $2 AND m.account_id <> $1))",
            values![account.uuid(), study.uuid()],
        )
        .await?;
    Ok(row.get::<i64>("total")? > 0)
}

async fn record(
    tx: &mut Tx,
    study: StudyId,
    account: AccountId,
    by: AccountId,
    verb: &'static str,
    detail: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let event =
        Event { account: Some(by), verb, subject: "account", subject_id: account.uuid(), made_at: now };
    tx.record_study_event(event, study, detail).await
}
