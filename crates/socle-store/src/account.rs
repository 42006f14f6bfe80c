//! Accounts of the study team, their roles, their sessions, and how often a door may be knocked on.

use crate::{
    Store,
    driver::{Row, values},
    error::StoreError,
    event::Event,
    write::Tx,
};
use socle_domain::{
    account::{EmailAddress, Role},
    id::{AccountId, MembershipId, StudyId},
    time::{DAY, Timestamp},
};

/// How long a session lasts after sign-in. It is not prolonged by reading: GET never writes.
pub const SESSION: i64 = 14 * DAY;

/// A role in one study, or in every study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The role.
    pub role: Role,
    /// The study; all of them when absent.
    pub study: Option<StudyId>,
}

/// An account to be opened.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its id.
    pub id: AccountId,
    /// Where its person is written to, and what they sign in with.
    pub email: EmailAddress,
    /// How the person is called.
    pub name: String,
    /// The hash of the password, in PHC string format; empty until its person chooses one.
    pub password_hash: String,
    /// `fr` or `en`.
    pub language: String,
    /// What the person may do.
    pub memberships: Vec<(MembershipId, Membership)>,
    /// When.
    pub now: Timestamp,
}

/// An account, with what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// How its person is called.
    pub name: String,
    /// `fr` or `en`.
    pub language: String,
    /// The hash of its password, in PHC string format; empty until its person chooses one.
    pub password_hash: String,
    /// What its person may do.
    pub memberships: Vec<Membership>,
}

impl Account {
    /// Whether the person holds one of these roles, in whichever study.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.memberships.iter().any(|membership| roles.contains(&membership.role))
    }

    /// Whether the person holds one of these roles in this study.
    pub fn has_any_in(&self, study: StudyId, roles: &[Role]) -> bool {
        self.memberships
            .iter()
            .any(|m| roles.contains(&m.role) && m.study.is_none_or(|member_of| member_of == study))
    }
}

/// An account, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// What its person signs in with.
    pub email: String,
    /// How its person is called.
    pub name: String,
    /// Whether its person may sign in.
    pub is_active: bool,
    /// Each role with the short address of its study; every study when absent.
    pub roles: Vec<(Role, Option<String>)>,
}

/// A sign-in to be remembered.
#[derive(Debug, Clone)]
pub struct Session {
    /// The keyed hash of the token that the browser holds.
    pub token_hash: [u8; 32],
    /// Whose it is.
    pub account: AccountId,
    /// Since when.
    pub now: Timestamp,
}

impl Store {
    /// Opens an account. `Conflict(AccountEmail)` when the address has one.
    pub async fn create_account(&self, account: NewAccount) -> Result<(), StoreError> {
        self.write(account, |tx, account| Box::pin(insert_account(tx, account))).await
    }

    /// The account that signs in with this address, if it is active.
    pub async fn account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let rows = snapshot
            .fetch_all(
                "SELECT a.id, a.name, a.language, a.password_hash, m.role, m.study_id
                 FROM accounts a LEFT JOIN memberships m ON m.account_id = a.id
                 WHERE a.email_key = $1 AND a.is_active",
                values![email.key()],
            )
            .await?;
        read_account(&rows)
    }

    /// The account behind a session token, if both still hold.
    pub async fn account_by_session(
        &self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let rows = snapshot
            .fetch_all(
                "SELECT a.id, a.name, a.language, a.password_hash, m.role, m.study_id
                 FROM sessions s JOIN accounts a ON a.id = s.account_id
                      LEFT JOIN memberships m ON m.account_id = a.id
                 WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.is_active",
                values![token_hash, now],
            )
            .await?;
        read_account(&rows)
    }

    /// Remembers a sign-in, forgets the sessions that have run out, and writes the journal: one transaction.
    pub async fn open_session(&self, session: Session) -> Result<(), StoreError> {
        self.write(session, |tx, session| {
            Box::pin(async move {
                tx.execute("DELETE FROM sessions WHERE expires_at <= $1", values![session.now]).await?;
                tx.execute(
                    "INSERT INTO sessions (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
                    values![session.token_hash, session.account.uuid(), session.now, session.now.plus(SESSION)],
                )
                .await?;
                record(tx, session.account, "signed_in", session.now).await
            })
        })
        .await
    }

    /// Ends one session.
    pub async fn close_session(&self, session: Session) -> Result<(), StoreError> {
        self.write(session, |tx, session| {
            Box::pin(async move {
                tx.execute("DELETE FROM sessions WHERE token_hash = $1", values![session.token_hash]).await?;
                record(tx, session.account, "signed_out", session.now).await
            })
        })
        .await
    }

    /// Gives a role, or takes it away, and ends the person's sessions: what they may do changes at once.
    pub async fn set_membership(
        &self,
        account: AccountId,
        membership: (MembershipId, Membership),
        is_held: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, membership, is_held, now), |tx, (account, (id, membership), is_held, now)| {
            Box::pin(async move {
                delete_membership(tx, *account, membership).await?;
                if *is_held {
                    insert_membership(tx, *account, *id, membership, *now).await?;
                }
                tx.execute("DELETE FROM sessions WHERE account_id = $1", values![account.uuid()]).await?;
                record(tx, *account, if *is_held { "role_given" } else { "role_taken" }, *now).await
            })
        })
        .await
    }

    /// Gives a new password, and ends the person's sessions: whoever knew the old one is out at once.
    pub async fn set_password(
        &self,
        account: AccountId,
        password_hash: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, password_hash, now), |tx, (account, password_hash, now)| {
            Box::pin(async move {
                tx.execute(
                    "UPDATE accounts SET password_hash = $2, version = version + 1 WHERE id = $1",
                    values![account.uuid(), password_hash.as_str()],
                )
                .await?;
                tx.execute("DELETE FROM sessions WHERE account_id = $1", values![account.uuid()]).await?;
                record(tx, *account, "password_changed", *now).await
            })
        })
        .await
    }

    /// The account, if it is active and was not changed since this version.
    pub async fn account_at_version(
        &self,
        account: AccountId,
        version: i64,
    ) -> Result<Option<Account>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let rows = snapshot
            .fetch_all(
                "SELECT a.id, a.name, a.language, a.password_hash, m.role, m.study_id
                 FROM accounts a LEFT JOIN memberships m ON m.account_id = a.id
                 WHERE a.id = $1 AND a.version = $2 AND a.is_active",
                values![account.uuid(), version],
            )
            .await?;
        read_account(&rows)
    }

    /// Chooses a password by a link that was made for this version of the account. Says whether it still opened: the
    /// second of two people who use it at once is told, and nothing is written for them.
    pub async fn choose_password(
        &self,
        account: AccountId,
        version: i64,
        password_hash: String,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write((account, version, password_hash, now), |tx, (account, version, password_hash, now)| {
            Box::pin(async move {
                let changed = tx
                    .execute(
                        "UPDATE accounts SET password_hash = $3, version = version + 1
                         WHERE id = $1 AND version = $2 AND is_active",
                        values![account.uuid(), *version, password_hash.as_str()],
                    )
                    .await?;
                if changed == 0 {
                    return Ok(false);
                }
                tx.execute("DELETE FROM sessions WHERE account_id = $1", values![account.uuid()]).await?;
                record(tx, *account, "password_changed", *now).await?;
                Ok(true)
            })
        })
        .await
    }

    /// All accounts, by address.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT a.email, a.name, a.is_active, m.role, s.slug
                 FROM accounts a LEFT JOIN memberships m ON m.account_id = a.id
                      LEFT JOIN studies s ON s.id = m.study_id
                 ORDER BY a.email_key, s.slug NULLS FIRST, m.role",
                Vec::new(),
            )
            .await?;
        let mut accounts: Vec<AccountRow> = Vec::new();
        for row in &rows {
            let email: String = row.get("email")?;
            if accounts.last().is_none_or(|last| last.email != email) {
                let (name, is_active) = (row.get("name")?, row.get("is_active")?);
                accounts.push(AccountRow { email, name, is_active, roles: Vec::new() });
            }
            if let (Some(word), Some(last)) = (row.get::<Option<String>>("role")?, accounts.last_mut()) {
                last.roles.push((read_role(&word)?, row.get("slug")?));
            }
        }
        Ok(accounts)
    }

    /// How many accounts there are.
    pub async fn count_accounts(&self) -> Result<i64, StoreError> {
        let mut snapshot = self.snapshot().await?;
        snapshot.fetch_one("SELECT COUNT(*) AS total FROM accounts", Vec::new()).await?.get("total")
    }

    /// Counts one try at a door and says how many there were in this window of time, this one included.
    ///
    /// `key` is a keyed hash: the address it was made from is not kept.
    pub async fn count_try(&self, key: [u8; 32], window: i64, now: Timestamp) -> Result<i64, StoreError> {
        let window_at = now.as_micros() - now.as_micros().rem_euclid(window);
        self.write((key, window_at, window), |tx, (key, window_at, window)| {
            Box::pin(async move {
                tx.execute("DELETE FROM rate_limits WHERE window_at < $1", values![*window_at - *window])
                    .await?;
                let row = tx
                    .fetch_one(
                        "INSERT INTO rate_limits (key, window_at, hits) VALUES ($1, $2, 1)
                         ON CONFLICT (key, window_at) DO UPDATE SET hits = rate_limits.hits + 1
                         RETURNING hits",
                        values![*key, *window_at],
                    )
                    .await?;
                row.get("hits")
            })
        })
        .await
    }
}

pub(crate) async fn insert_account(tx: &mut Tx, account: &NewAccount) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO accounts (id, email, email_key, name, password_hash, language, is_active, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        values![
            account.id.uuid(),
            account.email.as_str(),
            account.email.key(),
            account.name.as_str(),
            account.password_hash.as_str(),
            account.language.as_str(),
            true,
            account.now
        ],
    )
    .await?;
    for (id, membership) in &account.memberships {
        insert_membership(tx, account.id, *id, membership, account.now).await?;
    }
    record(tx, account.id, "created", account.now).await
}

pub(crate) async fn insert_membership(
    tx: &mut Tx,
    account: AccountId,
    id: MembershipId,
    membership: &Membership,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO memberships (id, account_id, study_id, role, created_at) VALUES ($1, $2, $3, $4, $5)",
        values![id.uuid(), account.uuid(), membership.study.map(StudyId::uuid), membership.role.word(), now],
    )
    .await?;
    Ok(())
}

async fn delete_membership(
    tx: &mut Tx,
    account: AccountId,
    membership: &Membership,
) -> Result<(), StoreError> {
    match membership.study {
        Some(study) => {
            tx.execute(
                "DELETE FROM memberships WHERE account_id = $1 AND role = $2 AND study_id = $3",
                values![account.uuid(), membership.role.word(), study.uuid()],
            )
            .await?
        }
        None => {
            tx.execute(
                "DELETE FROM memberships WHERE account_id = $1 AND role = $2 AND study_id IS NULL",
                values![account.uuid(), membership.role.word()],
            )
            .await?
        }
    };
    Ok(())
}

async fn record(
    tx: &mut Tx,
    account: AccountId,
    verb: &'static str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.record_event(Event {
        account: Some(account),
        verb,
        subject: "account",
        subject_id: account.uuid(),
        made_at: now,
    })
    .await
}

pub(crate) fn read_role(word: &str) -> Result<Role, StoreError> {
    Role::parse(word).map_err(|_| StoreError::Corrupt(format!("role {word}")))
}

fn read_account(rows: &[Row]) -> Result<Option<Account>, StoreError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let mut memberships = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(word) = row.get::<Option<String>>("role")? {
            let role = read_role(&word)?;
            let study = row.get::<Option<uuid::Uuid>>("study_id")?.map(StudyId::from_uuid);
            memberships.push(Membership { role, study });
        }
    }
    Ok(Some(Account {
        id: AccountId::from_uuid(first.get("id")?),
        name: first.get("name")?,
        language: first.get("language")?,
        password_hash: first.get("password_hash")?,
        memberships,
    }))
}
