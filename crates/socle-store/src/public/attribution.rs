//! Who is said to tell an experience, counted among the returns of its study.

use crate::{
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::{
    attribution::{Cells, Teller},
    id::StudyId,
};
use std::collections::HashMap;

/// Any value of a column that is not looked at.
const ANY: &str = "*";

/// How many organizations of a study share a kind, a country and a theme, or some of them.
#[derive(Debug)]
pub(crate) struct Shared(HashMap<[String; 3], i64>);

impl Shared {
    /// Organizations are told apart by their names; a return without one counts as one organization. What was set
    /// aside does not count.
    pub(crate) async fn load(db: &mut Connection, study: StudyId) -> Result<Self, StoreError> {
        let rows = db
            .fetch_all(
                "WITH told AS (
                   SELECT LOWER(o.name) AS name, CASE WHEN o.id IS NULL THEN s.id END AS nameless,
                          COALESCE((SELECT MIN(a.choice) FROM answers a WHERE a.submission_id = s.id AND a.place = 0
                                      AND a.question = 's0_type'), o.kind, '') AS kind,
                          COALESCE(NULLIF(e.country, ''), o.country, '') AS country, e.theme
                   FROM experiences e JOIN submissions s ON s.id = e.submission_id
                        JOIN surveys v ON v.id = s.survey_id LEFT JOIN organizations o ON o.id = e.organization_id
                   WHERE v.study_id = $1 AND s.review_status <> 'set_aside' AND e.review_status <> 'set_aside')
                 SELECT kind, country, theme, COUNT(DISTINCT name) + COUNT(DISTINCT nameless) AS total
                   FROM told GROUP BY kind, country, theme
                 UNION ALL SELECT kind, country, '*', COUNT(DISTINCT name) + COUNT(DISTINCT nameless)
                   FROM told GROUP BY kind, country
                 UNION ALL SELECT kind, '*', theme, COUNT(DISTINCT name) + COUNT(DISTINCT nameless)
                   FROM told GROUP BY kind, theme
                 UNION ALL SELECT kind, '*', '*', COUNT(DISTINCT name) + COUNT(DISTINCT nameless)
                   FROM told GROUP BY kind
                 UNION ALL SELECT '*', '*', theme, COUNT(DISTINCT name) + COUNT(DISTINCT nameless)
                   FROM told GROUP BY theme",
                values![study.uuid()],
            )
            .await?;
        let cell = |row: &Row| {
            Ok(([row.get("kind")?, row.get("country")?, row.get("theme")?], row.get::<i64>("total")?))
        };
        Ok(Self(rows.iter().map(cell).collect::<Result<_, StoreError>>()?))
    }

    /// What an organization shares with others. What is not known of it is shared with nobody.
    pub(crate) fn cells(&self, teller: &Teller) -> Cells {
        let count = |parts: [Option<&String>; 3], asked: [bool; 3]| {
            let word = |(part, is_asked): (Option<&String>, bool)| match (part, is_asked) {
                (_, false) => Some(ANY.to_owned()),
                (part, true) => part.cloned(),
            };
            let [kind, country, theme] = [0, 1, 2].map(|at| word((parts[at], asked[at])));
            let key = Some([kind?, country?, theme?]);
            key.and_then(|key| self.0.get(&key).copied())
        };
        let parts = [teller.kind.as_ref(), teller.country.as_ref(), teller.theme.as_ref()];
        let of = |asked| count(parts, asked).unwrap_or(0);
        Cells {
            all: of([true, true, true]),
            kind_country: of([true, true, false]),
            kind_theme: of([true, false, true]),
            kind: of([true, false, false]),
            theme: of([false, false, true]),
        }
    }
}

/// Who tells an experience, from the columns `name`, `told_kind`, `organization_kind`, `country`,
/// `organization_country` and `theme`. An organization has a row only when it gave its name; its kind is known from
/// the answers all the same. The country is where the project is.
pub(crate) fn read_teller(row: &Row) -> Result<Teller, StoreError> {
    let word =
        |name: &str| Ok::<_, StoreError>(row.get::<Option<String>>(name)?.filter(|word| !word.is_empty()));
    Ok(Teller {
        name: word("name")?,
        kind: word("told_kind")?.or(word("organization_kind")?),
        country: word("country")?.or(word("organization_country")?),
        theme: word("theme")?,
    })
}
