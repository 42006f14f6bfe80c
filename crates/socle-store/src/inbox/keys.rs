//! What the inbox searches: made from the rows it is about, in the transaction that changes one of them.

use crate::{
    driver::{Row, values},
    error::StoreError,
    write::Tx,
};
use socle_domain::{fold, id::SubmissionId};

impl Tx {
    /// Makes the searched words of a return anew. To be called at the end of whatever changes its experiences, their
    /// titles, their organization or their tools.
    pub async fn index_submission(&mut self, submission: SubmissionId) -> Result<(), StoreError> {
        let sql = "SELECT number FROM submissions WHERE id = $1";
        let Some(row) = self.fetch_optional(sql, values![submission.uuid()]).await? else { return Ok(()) };
        let number: i64 = row.get("number")?;
        let told = self
            .fetch_all(
                "SELECT e.title AS it FROM experiences e WHERE e.submission_id = $1
                 UNION SELECT t.told FROM experiences e JOIN experience_tools t ON t.experience_id = e.id
                       WHERE e.submission_id = $1
                 UNION SELECT c.name FROM experiences e JOIN experience_tools t ON t.experience_id = e.id
                         JOIN tools c ON c.id = t.tool_id WHERE e.submission_id = $1
                 ORDER BY it",
                values![submission.uuid()],
            )
            .await?;
        let named = self
            .fetch_all(
                "SELECT DISTINCT o.name AS it FROM experiences e JOIN organizations o ON o.id = e.organization_id
                 WHERE e.submission_id = $1 ORDER BY it",
                values![submission.uuid()],
            )
            .await?;
        let texts =
            |rows: &[Row]| rows.iter().map(|row| row.get("it")).collect::<Result<Vec<String>, StoreError>>();
        let (told, named) = (texts(&told)?, texts(&named)?);
        let words = fold::words(&[named.as_slice(), told.as_slice()].concat().join(" "));
        let organization = named.first().map(|name| fold::organization_key(name)).unwrap_or_default();
        self.execute(
            "INSERT INTO inbox_keys (submission_id, words, organization) VALUES ($1, $2, $3)
             ON CONFLICT (submission_id) DO UPDATE SET words = excluded.words, organization = excluded.organization",
            values![submission.uuid(), format!(" r {number} {} ", words.join(" ")), organization],
        )
        .await?;
        Ok(())
    }
}
