//! The catalogue of tools, as far as experiences name them, and which tool a written name is.

use crate::{
    Store,
    change::Verb,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    submission::next_number,
    write::Tx,
};
use socle_domain::{
    id::{AccountId, ExperienceId, SubmissionId, ToolId},
    time::Timestamp,
    tool::{self, ToolName},
};

/// A tool of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Its id.
    pub id: ToolId,
    /// Its public number.
    pub number: i64,
    /// Its short address.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// Which tool a written name is.
#[derive(Debug, Clone)]
pub struct ToolLink {
    /// Who says so.
    pub account: AccountId,
    /// In which experience it is written.
    pub experience: ExperienceId,
    /// At which place.
    pub place: i64,
    /// The tool; nothing when it is none that the catalogue has.
    pub tool: Option<ToolId>,
    /// Whether every other experience that writes the name like this, and is not linked yet, is linked too.
    pub is_everywhere: bool,
    /// When.
    pub now: Timestamp,
}

/// A written name that is not linked to the catalogue yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlinkedTool {
    /// As it is written, in the spelling found first.
    pub told: String,
    /// In how many experiences it is written, whatever the spelling.
    pub count: i64,
    /// One of them, to begin with, and the place there.
    pub experience: ExperienceId,
    /// The place there.
    pub place: i64,
}

impl Store {
    /// The whole catalogue, by name.
    pub async fn tools(&self) -> Result<Vec<Tool>, StoreError> {
        let sql = "SELECT id, number, slug, name FROM tools ORDER BY name, number";
        let rows = self.snapshot().await?.fetch_all(sql, Vec::new()).await?;
        rows.iter().map(read_tool).collect()
    }

    /// Adds a tool to the catalogue. A tool that is there under another spelling is answered instead.
    pub async fn create_tool(
        &self,
        account: AccountId,
        id: ToolId,
        name: ToolName,
        now: Timestamp,
    ) -> Result<ToolId, StoreError> {
        self.write((account, id, name, now), |tx, (account, id, name, now)| {
            Box::pin(create(tx, *account, *id, name, *now))
        })
        .await
    }

    /// Says which tool a written name is; answers in how many experiences. `Stale` when there is no such name in an
    /// experience that the account reads.
    pub async fn link_tool(&self, link: ToolLink) -> Result<usize, StoreError> {
        self.write(link, |tx, link| Box::pin(link_told(tx, link))).await
    }

    /// The written names that are not linked yet, the most frequent first.
    pub async fn unlinked_tools(&self, account: AccountId) -> Result<Vec<UnlinkedTool>, StoreError> {
        let told = unlinked(&mut self.snapshot().await?, account).await?;
        let mut found: Vec<(String, UnlinkedTool)> = Vec::new();
        for one in told {
            let key = tool::key(&one.told);
            match found.iter_mut().find(|(known, _)| *known == key) {
                Some((_, same)) => same.count += 1,
                None => found.push((
                    key,
                    UnlinkedTool { told: one.told, count: 1, experience: one.experience, place: one.place },
                )),
            }
        }
        let mut found: Vec<_> = found.into_iter().map(|(_, one)| one).collect();
        found.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.told.cmp(&other.told)));
        Ok(found)
    }
}

/// A name as it is written somewhere.
struct Written {
    experience: ExperienceId,
    submission: SubmissionId,
    place: i64,
    told: String,
}

async fn unlinked(db: &mut Connection, account: AccountId) -> Result<Vec<Written>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT t.experience_id, e.submission_id, t.place, t.told
             FROM experience_tools t JOIN experiences e ON e.id = t.experience_id
                  JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE t.tool_id IS NULL
               AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))
             ORDER BY b.number, e.place, t.place",
            values![account.uuid()],
        )
        .await?;
    rows.iter().map(read_told).collect()
}

fn read_told(row: &Row) -> Result<Written, StoreError> {
    Ok(Written {
        experience: ExperienceId::from_uuid(row.get("experience_id")?),
        submission: SubmissionId::from_uuid(row.get("submission_id")?),
        place: row.get("place")?,
        told: row.get("told")?,
    })
}

async fn create(
    tx: &mut Tx,
    account: AccountId,
    id: ToolId,
    name: &ToolName,
    now: Timestamp,
) -> Result<ToolId, StoreError> {
    let rows = tx.fetch_all("SELECT id, number, slug, name FROM tools ORDER BY number", Vec::new()).await?;
    let tools = rows.iter().map(read_tool).collect::<Result<Vec<_>, _>>()?;
    let key = tool::key(name.as_str());
    if let Some(same) = tools.iter().find(|tool| tool::key(&tool.name) == key) {
        return Ok(same.id);
    }
    let number = next_number(tx, "tool").await?;
    // A name without Latin letters, or one whose address is taken, goes by its number.
    let slug = name.slug().map(|slug| slug.as_str().to_owned());
    let slug = slug.filter(|slug| tools.iter().all(|tool| tool.slug != *slug));
    tx.execute(
        "INSERT INTO tools (id, number, slug, name, created_at, version) VALUES ($1, $2, $3, $4, $5, 1)",
        values![id.uuid(), number, slug.unwrap_or_else(|| format!("outil-{number}")), name.as_str(), now],
    )
    .await?;
    let event = Event {
        account: Some(account),
        verb: "created",
        subject: "tool",
        subject_id: id.uuid(),
        made_at: now,
    };
    tx.record_event(event).await?;
    tx.record_change("tool", id.uuid(), Verb::Saved, now).await?;
    Ok(id)
}

async fn link_told(tx: &mut Tx, link: &ToolLink) -> Result<usize, StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT t.experience_id, e.submission_id, t.place, t.told
             FROM experience_tools t JOIN experiences e ON e.id = t.experience_id
                  JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE t.experience_id = $2 AND t.place = $3
               AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))",
            values![link.account.uuid(), link.experience.uuid(), link.place],
        )
        .await?;
    let Some(row) = row else { return Err(StoreError::Stale) };
    let this = read_told(&row)?;
    let mut all = Vec::new();
    if link.is_everywhere && link.tool.is_some() {
        let key = tool::key(&this.told);
        let others = unlinked(tx, link.account).await?;
        let is_this = |one: &Written| one.experience == this.experience && one.place == this.place;
        all.extend(others.into_iter().filter(|one| tool::key(&one.told) == key && !is_this(one)));
    }
    all.insert(0, this);
    for told in &all {
        tx.execute(
            "UPDATE experience_tools SET tool_id = $3 WHERE experience_id = $1 AND place = $2",
            values![told.experience.uuid(), told.place, link.tool.map(ToolId::uuid)],
        )
        .await?;
        tx.index_submission(told.submission).await?;
        let event = Event {
            account: Some(link.account),
            verb: if link.tool.is_some() { "linked" } else { "unlinked" },
            subject: "experience",
            subject_id: told.experience.uuid(),
            made_at: link.now,
        };
        tx.record_event(event).await?;
        tx.record_change("experience", told.experience.uuid(), Verb::Saved, link.now).await?;
    }
    // Its page names the tool, and the tool's outcomes are counted anew.
    tx.touch_content().await?;
    Ok(all.len())
}

pub(crate) fn read_tool(row: &Row) -> Result<Tool, StoreError> {
    Ok(Tool {
        id: ToolId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
    })
}
