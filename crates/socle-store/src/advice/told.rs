//! Experiences as evidence: the conditions they were lived in, and what became of their main tool.

use super::{read_number, theme_of};
use crate::{
    coding::read_publication,
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::{
    advisor::{Condition, Context, NeedSet, Outcome, Told, Wish, outcome},
    consent::Publication,
    time::{Timestamp, Zone},
};
use std::collections::HashMap;

/// An accepted experience, as evidence about its main tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldStory {
    /// Its short number.
    pub number: u32,
    /// The short number of its main tool, when that is a published one.
    pub tool: Option<u32>,
    /// What for.
    pub needs: NeedSet,
    /// The conditions it was lived in.
    pub context: Context,
    /// What became of the tool, when that is an outcome.
    pub outcome: Option<Outcome>,
    /// How many people use it: the place in the list of the questionnaire.
    pub people: Option<u8>,
    /// How it may be published: for the figures alone, it counts and is shown nowhere.
    pub publication: Publication,
    /// The place of its theme in the list.
    pub theme: Option<u8>,
    /// Which organization tells it: a number that means nothing elsewhere.
    pub organization: u32,
}

impl ToldStory {
    /// What the advisor learns from it: one outcome for each need, about the main tool alone.
    pub(super) fn told(&self) -> impl Iterator<Item = Told> {
        let known = self.tool.zip(self.outcome);
        self.needs.iter().filter_map(move |need| {
            let (tool, outcome) = known?;
            Some(Told { tool, need, context: self.context, outcome })
        })
    }

    /// Whether its page may be read.
    pub fn is_shown(&self) -> bool {
        self.publication.allows_quotation()
    }

    pub(super) fn wishes(&self) -> impl Iterator<Item = Wish> {
        self.needs.iter().map(|need| Wish {
            answer: self.organization,
            need,
            theme: self.theme,
            context: self.context,
            outcome: self.outcome,
        })
    }
}

/// Organizations by their names, numbered as they come; a return without a name counts as one.
#[derive(Debug, Default)]
pub(super) struct Organizations(HashMap<String, u32>);

impl Organizations {
    pub(super) fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(name).or_insert(next)
    }
}

/// The places of conditions, in the columns `{word}_place`; « je ne sais pas » is no place.
pub(super) fn read_context(row: &Row) -> Result<Context, StoreError> {
    let place = |word: &str| {
        let choice: Option<String> = row.get(&format!("{word}_place"))?;
        Ok::<_, StoreError>(choice.and_then(|choice| choice.parse().ok()))
    };
    let mut context = Context { reach: place("reach")?, sensitivity: place("sens")?, ..Context::default() };
    for condition in Condition::ALL {
        let known: Option<u8> = place(condition.word())?;
        context.conditions[condition.index()] = known.filter(|place| *place <= condition.top());
    }
    Ok(context)
}

/// Accepted experiences, whatever their tool, and what each of them wanted. Initiatives, what came with the program and
/// what is invented are none: they never count.
pub(super) async fn load(
    db: &mut Connection,
    organizations: &mut Organizations,
) -> Result<Vec<ToldStory>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT e.number, e.state, e.theme, t.number AS tool, COALESCE(s.told_at, s.received_at) AS told_at,
                    COALESCE(LOWER(MAX(o.name)), '#' || s.number) AS organization,
                    (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                     ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication,
                    MAX(CASE WHEN a.question = 'e_stop' THEN a.choice END) AS stop,
                    MAX(CASE WHEN a.question = 'e_from' THEN a.choice END) AS begun,
                    MAX(CASE WHEN a.question = 'e_to' THEN a.choice END) AS ended,
                    MAX(CASE WHEN a.question = 'e_number' THEN a.choice END) AS people,
                    MAX(CASE WHEN a.question = 'e_net' THEN a.choice END) AS net_place,
                    MAX(CASE WHEN a.question = 'e_use' THEN a.choice END) AS use_place,
                    MAX(CASE WHEN a.question = 'e_install' THEN a.choice END) AS install_place,
                    MAX(CASE WHEN a.question = 'e_charge' THEN a.choice END) AS charge_place,
                    MAX(CASE WHEN a.question = 'e_run' THEN a.choice END) AS run_place,
                    MAX(CASE WHEN a.question = 'e_cost0' THEN a.choice END) AS cost0_place,
                    MAX(CASE WHEN a.question = 'e_costm' THEN a.choice END) AS costm_place,
                    MAX(CASE WHEN a.question = 'e_reach' THEN a.choice END) AS reach_place,
                    MAX(CASE WHEN a.question = 'e_sens' THEN a.choice END) AS sens_place,
                    CAST(SUM(CASE WHEN a.question = 'e_need' THEN CASE a.choice
                      WHEN 'coord' THEN 1
                      WHEN 'partager' THEN 2
                      WHEN 'collecter' THEN 4
                      WHEN 'suivre' THEN 8
                      WHEN 'gerer' THEN 16
                      WHEN 'situer' THEN 32
                      WHEN 'informer' THEN 64
                      WHEN 'ecouter' THEN 128
                      WHEN 'former' THEN 256
                      WHEN 'expert' THEN 512
                      WHEN 'payer' THEN 1024
                      WHEN 'prouver' THEN 2048
                      WHEN 'surveiller' THEN 4096
                      WHEN 'proteger' THEN 8192
                      WHEN 'piloter' THEN 16384
                      WHEN 'transmettre' THEN 32768
                      ELSE 0 END ELSE 0 END) AS BIGINT) AS needs
             FROM experiences e JOIN submissions s ON s.id = e.submission_id JOIN surveys v ON v.id = s.survey_id
               JOIN studies y ON y.id = v.study_id
               LEFT JOIN organizations o ON o.id = e.organization_id
               LEFT JOIN experience_tools x ON x.experience_id = e.id AND x.place = 1
               LEFT JOIN tools t ON t.id = x.tool_id AND t.status = 'published'
               LEFT JOIN answers a ON a.submission_id = s.id AND a.place = e.place
             WHERE e.kind = 'use' AND e.review_status = 'accepted' AND s.review_status <> 'set_aside'
               AND NOT y.is_synthetic
               AND NOT EXISTS (SELECT 1 FROM import_records i JOIN imports m ON m.id = i.import_id
                               WHERE i.subject_id = s.id AND m.source = 'starter')
             GROUP BY e.id, s.id, t.id ORDER BY e.number",
            values![],
        )
        .await?;
    let mut stories = Vec::with_capacity(rows.len());
    for row in &rows {
        let organization = organizations.number(row.get("organization")?);
        // Who did not say how it may be published allowed nothing, not even to be counted.
        if let Some(publication) = read_publication(row)? {
            stories.push(read(row, organization, publication)?);
        }
    }
    Ok(stories)
}

fn read(row: &Row, organization: u32, publication: Publication) -> Result<ToldStory, StoreError> {
    let [stop, begun, ended] = [row.get("stop")?, row.get("begun")?, row.get::<Option<String>>("ended")?];
    let state: String = row.get("state")?;
    let told_in = month_of(row.get("told_at")?);
    let until = ended.as_deref().unwrap_or(&told_in);
    let needs: i64 = row.get("needs")?;
    Ok(ToldStory {
        number: read_number(row, "number")?,
        tool: match row.get::<Option<i64>>("tool")? {
            Some(_) => Some(read_number(row, "tool")?),
            None => None,
        },
        needs: NeedSet::from_bits(u16::try_from(needs).unwrap_or_default()),
        context: read_context(row)?,
        outcome: outcome(&state, stop.as_deref(), begun.as_deref(), Some(until)),
        people: people_of(row.get::<Option<String>>("people")?.as_deref()),
        publication,
        theme: theme_of(&row.get::<String>("theme")?),
        organization,
    })
}

/// The month of a moment, as `2016-03`.
fn month_of(at: Timestamp) -> String {
    let day = Zone::utc().civil(at);
    format!("{:04}-{:02}", day.year, day.month)
}

/// The sizes of the questionnaire, from the smallest.
const PEOPLE: [&str; 5] = ["1_5", "6_20", "21_100", "101_1000", "1001_more"];

fn people_of(choice: Option<&str>) -> Option<u8> {
    u8::try_from(PEOPLE.iter().position(|known| Some(*known) == choice)?).ok()
}

#[cfg(test)]
mod tests {
    use crate::advice::need_of;
    use socle_domain::taxonomy::NEEDS;

    #[test]
    fn the_statement_knows_every_need_at_its_place() {
        for (source, name) in [(include_str!("told.rs"), "told"), (include_str!("wish.rs"), "wish")] {
            for (place, need) in NEEDS.iter().enumerate() {
                let line = format!("WHEN '{}' THEN {}", need.code, 1 << place);
                assert!(source.contains(&line), "{name}: {line}");
                assert_eq!(need_of(need.code).map(usize::from), Some(place));
            }
        }
    }
}
