//! `socle init`: everything that a first start needs. A second run adds what is missing and says what is there.

use super::Ambience;
use crate::{
    failure::refuse,
    installation::{self, Folder, Ground, Installation},
    output::say,
    password::NewPassword,
    starter,
};
use anyhow::Result;
use clap::Args;
use socle_domain::{
    account::{EmailAddress, Role},
    id::{AccountId, MembershipId, StudyId},
    slug::Slug,
    text,
    time::Zone,
};
use socle_store::{Membership, NewAccount, NewStudy};

const EXAMPLES: &str = "\
Examples:
  socle init
  socle init --email awa@example.org --name \"Awa Diallo\" --study-title \"Numérique et micro-projets\"
  socle init --email awa@example.org --generate-password --data-dir /var/lib/socle";

const FIRST_EMAIL: &str = "admin@example.org";
const FIRST_NAME: &str = "Administration";
const FIRST_STUDY: &str = "Première étude";

/// Found an installation: data folder, key, database, study, its codes, first account, starter survey.
///
/// The first account is administrator, coordinator and analyst of the study. The starter survey has three questions
/// and is open for 60 days. Run again, it adds what is missing and says what is there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// E-mail address of the first account: what its person signs in with
    #[arg(long, value_name = "ADDRESS", default_value = FIRST_EMAIL)]
    email: String,
    /// How that person is called
    #[arg(long, value_name = "NAME", default_value = FIRST_NAME)]
    name: String,
    /// Make a password and print it once, instead of asking for one
    #[arg(long)]
    generate_password: bool,
    /// Title of the first study
    #[arg(long, value_name = "TITLE", default_value = FIRST_STUDY)]
    study_title: String,
    /// Short address of the first study [default: made from its title]
    #[arg(long, value_name = "SLUG")]
    study_slug: Option<String>,
    /// Language of that person's pages: fr or en
    #[arg(long, value_name = "LANGUAGE", default_value = "fr", value_parser = ["fr", "en"])]
    language: String,
}

impl Arguments {
    /// What a first start without `init` founds.
    pub(super) fn of_first_start() -> Self {
        Self {
            email: FIRST_EMAIL.to_owned(),
            name: FIRST_NAME.to_owned(),
            generate_password: true,
            study_title: FIRST_STUDY.to_owned(),
            study_slug: None,
            language: "fr".to_owned(),
        }
    }
}

/// The arguments, understood. Nothing is made before they all are.
struct Plan {
    email: EmailAddress,
    name: String,
    language: String,
    study_title: String,
    study_slug: Slug,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let installation = found(&arguments, &ambience).await?;
    say("Next: socle serve");
    installation.store.close().await;
    Ok(())
}

/// Founds, and leaves the store open for whoever goes on.
pub(super) async fn found(arguments: &Arguments, ambience: &Ambience) -> Result<Installation> {
    let plan = understand(arguments)?;
    let folder = Folder::of(&ambience.settings);
    let ground = installation::ground(&ambience.settings, &folder)?;
    let is_founded = installation::is_founded(&ambience.settings, &folder).await?;
    // A password is asked for before anything is made: who gives up here leaves nothing behind.
    let password = if is_founded {
        None
    } else {
        Some(NewPassword::choose(arguments.generate_password, &*ambience.chance)?)
    };
    let installation = match ground {
        Ground::Built => installation::open(&ambience.settings, &folder).await?,
        Ground::Bare => installation::found(&ambience.settings, &folder, &*ambience.chance).await?,
    };
    if installation::is_blank(&installation.store).await? {
        installation.store.migrate(ambience.clock.now()).await?;
    }
    installation::refuse_outdated(&installation.store).await?;
    describe(&installation, ambience, &folder, ground);
    match password {
        Some(password) => furnish(&installation, ambience, &plan, &password).await?,
        None => inventory(&installation, ambience).await?,
    }
    Ok(installation)
}

fn understand(arguments: &Arguments) -> Result<Plan> {
    let Ok(email) = EmailAddress::parse(&arguments.email) else {
        refuse!("--email: {:?} is not an e-mail address.", arguments.email)
    };
    let name = match text::line(&arguments.name, 120) {
        Ok(name) => name,
        Err(problem) => refuse!("--name: {problem}."),
    };
    let study_title = match text::line(&arguments.study_title, 200) {
        Ok(title) => title,
        Err(problem) => refuse!("--study-title: {problem}."),
    };
    let slug = arguments.study_slug.clone().unwrap_or_else(|| slug_of(&study_title));
    let study_slug = match Slug::parse(&slug) {
        Ok(slug) => slug,
        Err(problem) => refuse!("--study-slug: {slug:?}: {problem}."),
    };
    Ok(Plan { email, name, language: arguments.language.clone(), study_title, study_slug })
}

/// A title as an address says it: lower-case letters without accents, the rest as hyphens.
fn slug_of(title: &str) -> String {
    let plain: String = title.to_lowercase().chars().map(text::without_accent).collect();
    let words: Vec<_> =
        plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(60).collect();
    slug.trim_end_matches('-').to_owned()
}

fn describe(installation: &Installation, ambience: &Ambience, folder: &Folder, ground: Ground) {
    let made = if ground == Ground::Bare { "made" } else { "there already" };
    say(&format!("Data folder  {} ({made})", folder.path().display()));
    say(&format!("Key          {} ({made}; keep a copy apart from the backups)", folder.key().display()));
    let engine = installation.store.engine_name();
    say(&format!("Database     {engine} ({made}; {})", ambience.settings.database.source));
}

/// Study, survey, account: the account comes last, so that a run cut short is taken up again by the next.
async fn furnish(
    installation: &Installation,
    ambience: &Ambience,
    plan: &Plan,
    password: &NewPassword,
) -> Result<()> {
    let store = &installation.store;
    let now = ambience.clock.now();
    let study = match store.study_by_slug(plan.study_slug.as_str()).await? {
        Some(study) => study.id,
        None => open_study(installation, ambience, plan).await?,
    };
    say(&format!("Study        {} ({})", plan.study_title, plan.study_slug));
    let slug = Slug::parse(starter::SLUG)?;
    if store.survey_by_slug(&slug).await?.is_none() {
        store.create_survey(starter::survey(study, now, &*ambience.chance)?).await?;
    }
    inventory(installation, ambience).await?;
    let first_roles = [Role::Administrator, Role::Coordinator, Role::Analyst];
    let memberships = first_roles
        .map(|role| (MembershipId::new(now, &*ambience.chance), Membership { role, study: Some(study) }));
    let account = NewAccount {
        id: AccountId::new(now, &*ambience.chance),
        email: plan.email.clone(),
        name: plan.name.clone(),
        password_hash: password.hash(&*ambience.chance)?,
        language: plan.language.clone(),
        memberships: memberships.into(),
        now,
    };
    store.create_account(account).await?;
    say(&format!("Account      {} (administrator, coordinator, analyst)", plan.email.as_str()));
    if let Some(password) = password.to_show() {
        say(&format!("Password     {password} (shown this once: note it now)"));
    }
    Ok(())
}

async fn open_study(installation: &Installation, ambience: &Ambience, plan: &Plan) -> Result<StudyId> {
    let now = ambience.clock.now();
    let study = NewStudy {
        id: StudyId::new(now, &*ambience.chance),
        slug: plan.study_slug.clone(),
        title: plan.study_title.clone(),
        account: None,
        now,
    };
    let id = study.id;
    installation.store.create_study(study).await?;
    installation.store.save_codebook(starter::codebook(id, now, &*ambience.chance)).await?;
    Ok(id)
}

async fn inventory(installation: &Installation, ambience: &Ambience) -> Result<()> {
    let open = installation.store.open_surveys(ambience.clock.now()).await?;
    let zone = Zone::utc();
    for survey in open.surveys {
        let end = zone.civil(survey.calendar.closes_at);
        let day = format!("{}-{:02}-{:02}", end.year, end.month, end.day);
        say(&format!("Survey       {} (/e/{}, open until {day})", survey.title, survey.slug));
    }
    let accounts = installation.store.count_accounts().await?;
    if accounts > 0 {
        say(&format!("Accounts     {accounts} there already; nothing was changed"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address_that_can_be_read_aloud() {
        assert_eq!(slug_of("Première étude"), "premiere-etude");
        assert_eq!(slug_of("  L'eau & le numérique : 2017 !"), "l-eau-le-numerique-2017");
        let long = slug_of(&"très long titre ".repeat(9));
        assert!(Slug::parse(&long).is_ok(), "{long}");
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_the_name_of_its_flag() {
        let refused = |change: fn(&mut Arguments)| {
            let mut arguments = Arguments::of_first_start();
            change(&mut arguments);
            understand(&arguments).err().map(|error| error.to_string()).unwrap_or_default()
        };
        assert_eq!(refused(|a| a.email = "awa".to_owned()), "--email: \"awa\" is not an e-mail address.");
        assert_eq!(refused(|a| a.name = " ".to_owned()), "--name: empty.");
        assert!(refused(|a| a.study_title = "!".to_owned()).starts_with("--study-slug: \"\": 2 to 60"));
        assert_eq!(refused(|_| ()), "");
    }
}
