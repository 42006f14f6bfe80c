//! What those who answer want to do better, and who of them may be reached by others.

use super::told::{Organizations, read_context};
use crate::{
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::advisor::{NeedSet, Wish};

/// What accepted returns want to do better, in the conditions of their place. A return that tells an experience lives in
/// the conditions of the first one.
pub(super) async fn load(
    db: &mut Connection,
    organizations: &mut Organizations,
) -> Result<Vec<Wish>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT COALESCE((SELECT MIN(LOWER(o.name)) FROM experiences e
                      JOIN organizations o ON o.id = e.organization_id WHERE e.submission_id = s.id),
                      '#' || s.number) AS organization,
                    COALESCE(MAX(CASE WHEN a.place = 0 AND a.question = 's3_net' THEN a.choice END),
                      MAX(CASE WHEN a.place = 1 AND a.question = 'e_net' THEN a.choice END)) AS net_place,
                    COALESCE(MAX(CASE WHEN a.place = 0 AND a.question = 's3_use' THEN a.choice END),
                      MAX(CASE WHEN a.place = 1 AND a.question = 'e_use' THEN a.choice END)) AS use_place,
                    COALESCE(MAX(CASE WHEN a.place = 0 AND a.question = 's3_charge' THEN a.choice END),
                      MAX(CASE WHEN a.place = 1 AND a.question = 'e_charge' THEN a.choice END)) AS charge_place,
                    COALESCE(MAX(CASE WHEN a.place = 0 AND a.question = 's3_run' THEN a.choice END),
                      MAX(CASE WHEN a.place = 1 AND a.question = 'e_run' THEN a.choice END)) AS run_place,
                    COALESCE(MAX(CASE WHEN a.place = 0 AND a.question = 's3_reach' THEN a.choice END),
                      MAX(CASE WHEN a.place = 1 AND a.question = 'e_reach' THEN a.choice END)) AS reach_place,
                    MAX(CASE WHEN a.place = 1 AND a.question = 'e_install' THEN a.choice END) AS install_place,
                    MAX(CASE WHEN a.place = 1 AND a.question = 'e_cost0' THEN a.choice END) AS cost0_place,
                    MAX(CASE WHEN a.place = 1 AND a.question = 'e_costm' THEN a.choice END) AS costm_place,
                    MAX(CASE WHEN a.place = 1 AND a.question = 'e_sens' THEN a.choice END) AS sens_place,
                    CAST(SUM(CASE WHEN a.question = 's3_themes' THEN CASE a.choice
                      WHEN 'agri' THEN 1
                      WHEN 'eah' THEN 2
                      WHEN 'edu' THEN 4
                      WHEN 'sante' THEN 8
                      WHEN 'env' THEN 16
                      WHEN 'ener' THEN 32
                      WHEN 'entre' THEN 64
                      WHEN 'droits' THEN 128
                      WHEN 'urb' THEN 256
                      WHEN 'social' THEN 512
                      WHEN 'cult' THEN 1024
                      WHEN 'trans' THEN 2048
                      ELSE 0 END ELSE 0 END) AS BIGINT) AS themes,
                    CAST(SUM(CASE WHEN a.question = 's4_need' THEN CASE a.choice
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
             FROM submissions s JOIN surveys v ON v.id = s.survey_id JOIN studies y ON y.id = v.study_id
               JOIN answers a ON a.submission_id = s.id
             WHERE s.review_status = 'accepted' AND NOT y.is_synthetic
             GROUP BY s.id ORDER BY s.number",
            values![],
        )
        .await?;
    let mut wishes = Vec::new();
    for row in &rows {
        let organization = organizations.number(row.get("organization")?);
        wishes.append(&mut read(row, organization)?);
    }
    Ok(wishes)
}

fn read(row: &Row, answer: u32) -> Result<Vec<Wish>, StoreError> {
    let bits = |column| Ok::<_, StoreError>(u16::try_from(row.get::<i64>(column)?).unwrap_or_default());
    let (needs, themes) = (NeedSet::from_bits(bits("needs")?), bits("themes")?);
    let context = read_context(row)?;
    let themes: Vec<Option<u8>> = match themes {
        0 => vec![None],
        _ => (0..16).filter(|theme| themes >> theme & 1 == 1).map(Some).collect(),
    };
    let wish = |(need, theme)| Wish { answer, need, theme, context, outcome: None };
    Ok(needs.iter().flat_map(|need| themes.iter().map(move |theme| (need, *theme))).map(wish).collect())
}

/// For each need, how many accepted returns have it and agree to be reached by others who have it too.
pub(super) async fn peers(db: &mut Connection) -> Result<[u32; 16], StoreError> {
    let rows = db
        .fetch_all(
            "SELECT a.choice, COUNT(DISTINCT s.id) AS total FROM submissions s
               JOIN contacts k ON k.submission_id = s.id
               JOIN answers a ON a.submission_id = s.id AND a.question IN ('e_need', 's4_need')
               JOIN surveys v ON v.id = s.survey_id JOIN studies y ON y.id = v.study_id
             WHERE k.wants_peer AND s.review_status = 'accepted' AND NOT y.is_synthetic
             GROUP BY a.choice ORDER BY a.choice",
            values![],
        )
        .await?;
    let mut peers = [0; 16];
    for row in &rows {
        if let Some(need) = super::need_of(&row.get::<String>("choice")?) {
            peers[usize::from(need)] = u32::try_from(row.get::<i64>("total")?).unwrap_or(u32::MAX);
        }
    }
    Ok(peers)
}
