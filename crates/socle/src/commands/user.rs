//! `socle user`: the accounts of the study team.

use super::Ambience;
use crate::{
    failure::refuse,
    installation::{self, Folder, Installation},
    output::say,
    password::NewPassword,
};
use anyhow::Result;
use clap::{Args, Subcommand};
use socle_domain::{
    account::{EmailAddress, Role},
    id::{AccountId, MembershipId, StudyId},
    text,
};
use socle_store::{Account, Constraint, Membership, NewAccount, StoreError};

const EXAMPLES: &str = "\
Examples:
  socle user add --email awa@example.org --name \"Awa Diallo\" --role analyst --study premiere-etude
  socle user role --email awa@example.org --give editor --study premiere-etude
  socle user role --email awa@example.org --take analyst --every-study

Roles: administrator, coordinator, analyst, editor, reviewer, sponsor.";

/// Open accounts of the study team, and change their roles.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Open an account; its password is typed twice, or made and printed once
    #[command(after_help = EXAMPLES)]
    Add(Add),
    /// Give or take roles; the person has to sign in again
    #[command(after_help = EXAMPLES)]
    Role(ChangeRole),
}

#[derive(Debug, Args)]
struct Add {
    /// E-mail address: what the person signs in with
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// How the person is called
    #[arg(long, value_name = "NAME")]
    name: String,
    /// A role; may be repeated
    #[arg(long = "role", value_name = "ROLE", required = true)]
    roles: Vec<Role>,
    #[command(flatten)]
    place: Place,
    /// Language of the person's pages: fr or en
    #[arg(long, value_name = "LANGUAGE", default_value = "fr", value_parser = ["fr", "en"])]
    language: String,
    /// Make a password and print it once, instead of asking for one
    #[arg(long)]
    generate_password: bool,
}

#[derive(Debug, Args)]
struct ChangeRole {
    /// E-mail address of the account
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// A role to give; may be repeated
    #[arg(long, value_name = "ROLE", required_unless_present = "take")]
    give: Vec<Role>,
    /// A role to take away; may be repeated
    #[arg(long, value_name = "ROLE")]
    take: Vec<Role>,
    #[command(flatten)]
    place: Place,
}

/// Where a role holds.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// The study in which the roles hold, by its short address
    #[arg(long, value_name = "SLUG")]
    study: Option<String>,
    /// The roles hold in every study, present and to come
    #[arg(long)]
    every_study: bool,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    let installation = installation::open_current(&ambience.settings, &folder).await?;
    match arguments.verb {
        Verb::Add(arguments) => add(&installation, &ambience, arguments).await?,
        Verb::Role(arguments) => change_role(&installation, &ambience, arguments).await?,
    }
    installation.store.close().await;
    Ok(())
}

async fn add(installation: &Installation, ambience: &Ambience, arguments: Add) -> Result<()> {
    let email = read_email(&arguments.email)?;
    let name = match text::line(&arguments.name, 120) {
        Ok(name) => name,
        Err(problem) => refuse!("--name: {problem}."),
    };
    let study = find_study(installation, &arguments.place).await?;
    if installation.store.account_by_email(&email).await?.is_some() {
        refuse!("{} has an account already. Change it with `socle user role`.", email.as_str());
    }
    let password = NewPassword::choose(arguments.generate_password, &*ambience.chance)?;
    let now = ambience.clock.now();
    let roles = distinct(&arguments.roles);
    let account = NewAccount {
        id: AccountId::new(now, &*ambience.chance),
        email: email.clone(),
        name,
        password_hash: password.hash(&*ambience.chance)?,
        language: arguments.language,
        memberships: roles
            .iter()
            .map(|role| (MembershipId::new(now, &*ambience.chance), Membership { role: *role, study }))
            .collect(),
        now,
    };
    match installation.store.create_account(account).await {
        Err(StoreError::Conflict(Constraint::AccountEmail)) => {
            refuse!("{} has an account already.", email.as_str())
        }
        done => done?,
    }
    say(&format!("Account      {} ({})", email.as_str(), words(&roles)));
    if let Some(password) = password.to_show() {
        say(&format!("Password     {password} (shown this once: note it now)"));
    }
    Ok(())
}

async fn change_role(installation: &Installation, ambience: &Ambience, arguments: ChangeRole) -> Result<()> {
    let account = find_account(installation, &arguments.email).await?;
    let study = find_study(installation, &arguments.place).await?;
    let now = ambience.clock.now();
    let changes = distinct(&arguments.give)
        .into_iter()
        .map(|role| (role, true))
        .chain(distinct(&arguments.take).into_iter().map(|role| (role, false)));
    for (role, is_held) in changes {
        let membership = Membership { role, study };
        if !is_held && !account.memberships.contains(&membership) {
            refuse!("{} is not {} there; nothing to take.", arguments.email, role.word());
        }
        let id = MembershipId::new(now, &*ambience.chance);
        installation.store.set_membership(account.id, (id, membership), is_held, now).await?;
        say(&format!("{} {}", if is_held { "Given " } else { "Taken " }, role.word()));
    }
    Ok(())
}

fn read_email(text: &str) -> Result<EmailAddress> {
    match EmailAddress::parse(text) {
        Ok(email) => Ok(email),
        Err(_) => refuse!("--email: {text:?} is not an e-mail address."),
    }
}

async fn find_account(installation: &Installation, email: &str) -> Result<Account> {
    let email = read_email(email)?;
    match installation.store.account_by_email(&email).await? {
        Some(account) => Ok(account),
        None => refuse!("No account signs in with {}.", email.as_str()),
    }
}

async fn find_study(installation: &Installation, place: &Place) -> Result<Option<StudyId>> {
    let Some(slug) = &place.study else { return Ok(None) };
    match installation.store.study_by_slug(slug).await? {
        Some(study) => Ok(Some(study.id)),
        None => refuse!("--study: there is no study at {slug:?}."),
    }
}

/// Each role once, in the order of the glossary: `--role analyst --role analyst` is a slip, not a fault.
fn distinct(roles: &[Role]) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| roles.contains(role)).collect()
}

fn words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_named_twice_is_given_once() {
        let roles = distinct(&[Role::Sponsor, Role::Analyst, Role::Sponsor]);
        assert_eq!(words(&roles), "analyst, sponsor");
    }
}
