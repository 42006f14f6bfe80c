//! `socle advise`: the advice of the pages, at a prompt.

use super::Ambience;
use crate::{
    failure::refuse,
    installation::{self, Folder},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use socle_web::api::{self, AdviceAnswer, ReasonLine, RemedyLine};
use std::fmt::Write as _;

const EXAMPLES: &str = "\
Examples:
  socle advise --need collecter --net 0 --reach 1 --use 2 --sens 2
  socle advise --need informer --net 1 --costm 0 --essential net,costm
  socle advise --need payer --format json

Needs:
  coord       coordinate a team or a partner at a distance   expert      reach an expert at a distance
  partager    file and share documents                       payer       pay, collect payments
  collecter   collect data                                   prouver     report, show evidence
  suivre      monitor activities and indicators              surveiller  monitor equipment
  gerer       manage people, cases or stocks                 proteger    protect data and people
  situer      locate and map                                 piloter     plan, budget
  informer    inform or alert people                         transmettre capture and pass on what was learned
  ecouter     receive feedback and complaints                former      train, teach

Scales, from the least to the most; leave an option out, or say unknown, for « je ne sais pas »:
  --net      0 none, 1 voice and SMS, 2 intermittent or 2G, 3 slow or limited, 4 stable
  --reach    0 never, 1 once a month, 2 once a week, 3 every day (a connected place)
  --charge, --run   0 no, 1 not always, 2 yes (charge a phone daily; run a computer)
  --use      0 no device, 1 a basic phone, 2 a smartphone, 3 spreadsheets and email
  --install  0 nobody, 1 somebody at ease, 2 a technician
  --sens     0 nothing about people, 1 the team, 2 beneficiaries, 3 health, protection, minors or conflict
  --cost0    0 nothing, 1 under 200 EUR, 2 200 to 1,000, 3 1,000 to 5,000, 4 over 5,000
  --costm    per month: 0 nothing, 1 under 10 EUR, 2 10 to 50, 3 50 to 200, 4 over 200

From --sens 2 on, a tool that is not known to be safe is never recommended.";

/// Advise on a tool, while Socle runs or not.
///
/// Reads the published tools, their facts and what became of the tools that accepted experiences tell of. The same
/// answers and the same data give the same advice as the pages and /api/v1/advice.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What the tool is wanted for; see the list below
    #[arg(long, value_name = "CODE")]
    need: String,
    /// Network on site
    #[arg(long, value_name = "0-4")]
    net: Option<String>,
    /// Passing by a connected place
    #[arg(long, value_name = "0-3")]
    reach: Option<String>,
    /// Charging a phone every day
    #[arg(long, value_name = "0-2")]
    charge: Option<String>,
    /// Running a computer
    #[arg(long, value_name = "0-2")]
    run: Option<String>,
    /// What daily users can handle
    #[arg(long = "use", value_name = "0-3")]
    ease: Option<String>,
    /// Who can install
    #[arg(long, value_name = "0-2")]
    install: Option<String>,
    /// What the data tell of people
    #[arg(long, value_name = "0-3")]
    sens: Option<String>,
    /// What can be spent to start
    #[arg(long, value_name = "0-4")]
    cost0: Option<String>,
    /// What can be spent per month
    #[arg(long, value_name = "0-4")]
    costm: Option<String>,
    /// What nobody can do without, separated by commas: net, use, install, charge, run, cost0, costm
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    essential: Vec<String>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: what /api/v1/advice answers
    Json,
}

impl Arguments {
    /// The question, as /api/v1/advice is asked.
    fn query(&self) -> String {
        let one = [
            ("need", Some(&self.need)),
            ("net", self.net.as_ref()),
            ("reach", self.reach.as_ref()),
            ("charge", self.charge.as_ref()),
            ("run", self.run.as_ref()),
            ("use", self.ease.as_ref()),
            ("install", self.install.as_ref()),
            ("sens", self.sens.as_ref()),
            ("cost0", self.cost0.as_ref()),
            ("costm", self.costm.as_ref()),
        ];
        let said = one.into_iter().filter_map(|(name, value)| Some((name, value?.as_str())));
        let essential = self.essential.iter().map(|name| ("essential", name.as_str()));
        let pairs: Vec<(&str, &str)> = said.chain(essential).collect();
        api::query_of(&pairs)
    }
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    let installation = installation::open_current(&ambience.settings, &folder).await?;
    let material = installation.store.advice_material(ambience.clock.now()).await;
    installation.store.close().await;
    let material = material.context("reading tools and experiences")?;
    let advice = match api::advice(&material, &material.compile(), &arguments.query()) {
        Ok(advice) => advice,
        Err(error) => refuse!("{error}. See socle advise --help."),
    };
    match arguments.format {
        Format::Json => say(&serde_json::to_string_pretty(&advice).context("writing JSON")?),
        Format::Text => say(&text(&advice, material.tools.len())),
    }
    Ok(())
}

fn text(advice: &AdviceAnswer, tools: usize) -> String {
    let mut text =
        format!("Need: {}. {} of {tools} published tools fit.\n", advice.need, advice.recommended.len());
    let mut line = |words: String| {
        let _infallible = writeln!(text, "{words}");
    };
    for notice in &advice.notices {
        line(format!("! {}", notice_words(notice)));
    }
    for one in &advice.recommended {
        let guide = if one.has_guide { ", with a guide" } else { "" };
        line(format!("\n{}. {} ({}){guide}", one.rank, one.name, one.address));
        line(format!(
            "   chance to last {} % ({} to {}, {} confidence); {} lasted, {} given up",
            one.chance, one.low, one.high, one.confidence, one.good, one.failures
        ));
        for reason in &one.reasons {
            line(format!("   {}", reason_words(reason)));
        }
        if !one.experiences.is_empty() {
            let numbers: Vec<String> = one.experiences.iter().map(|number| format!("/r/{number}")).collect();
            line(format!("   told in {}", numbers.join(" ")));
        }
    }
    for (heading, others) in
        [("To check before choosing:", &advice.to_check), ("Set aside:", &advice.set_aside)]
    {
        if !others.is_empty() {
            line(format!("\n{heading}"));
        }
        for other in others {
            let remedies: Vec<String> = other.remedies.iter().map(remedy_words).collect();
            line(format!("   {}: {}", other.name, remedies.join(", ")));
        }
    }
    for change in &advice.changes {
        let first = change.first.map_or_else(|| "nothing".to_owned(), |tool| format!("/o/{tool:03}"));
        line(format!("\nWith --{} {}, {first} would come first.", change.condition, change.place));
    }
    if let Some(day) = &advice.review_at {
        line(format!("\nRead again after {}: a fact expires then.", day.get(..10).unwrap_or(day)));
    }
    text.trim_end().to_owned()
}

fn notice_words(notice: &str) -> &'static str {
    match notice {
        "without_tool" => "Doing without a tool, or with one you own already, fits.",
        "unlikely" => "None has more than an even chance to last in these conditions.",
        "tie" => "Several share the first place: nothing known sets them apart.",
        _ => "The data were not said: safety was not looked at.",
    }
}

fn reason_words(reason: &ReasonLine) -> String {
    let sign = match reason.verdict.as_str() {
        "short" => "-",
        "unknown" => "?",
        _ => "+",
    };
    let fact = reason.fact.as_ref().map_or_else(String::new, |fact| {
        format!(" [{} ({}), E{}, {}]", fact.source, fact.source_date, fact.level, fact.status)
    });
    format!("{sign} {}: {}{fact}", reason.criterion, reason.verdict)
}

fn remedy_words(remedy: &RemedyLine) -> String {
    match remedy.place {
        Some(place) => format!("{} {place}", remedy.criterion),
        None => format!("{} not known", remedy.criterion),
    }
}
