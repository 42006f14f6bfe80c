//! The rows of the catalogue and of the published study: none is of a respondent.

use super::rows::Builder;
use crate::place::now;
use socle_domain::id::TaskId;
use uuid::Uuid;

macro_rules! new_id {
    ($builder:expr) => {
        TaskId::new(now(), &$builder.place.chance).uuid()
    };
}

impl Builder<'_> {
    /// A tool with all that is known of it, and how that came in.
    pub(super) async fn catalogue(&self) {
        let rows = self.place.rows("SELECT id FROM tools ORDER BY number LIMIT 1", vec![]).await;
        let tool: Uuid = rows[0].get("id").unwrap();
        let place = self.place;
        let sql = "INSERT INTO tool_texts (tool_id, language, summary, suits, avoid)
                   VALUES ($1, 'fr', 'Des messages', 'Une équipe', 'Sans téléphone')";
        place.put(sql, bind![tool]).await;
        place
            .put("INSERT INTO tool_terms (tool_id, list, code) VALUES ($1, 'need', 'coord')", bind![tool])
            .await;
        let sql = "INSERT INTO tool_names (tool_id, key, name) VALUES ($1, 'sms', 'S.M.S.')";
        place.put(sql, bind![tool]).await;
        let sql = "INSERT INTO guide_tools (guide_id, tool_id) SELECT id, $1 FROM guides";
        place.put(sql, bind![tool]).await;
        let import = new_id!(self);
        let sql = "INSERT INTO imports (id, number, source, file_name, digest, account_id, report, made_at)
                   VALUES ($1, 1, 'csv', 'outils.csv', $2, $3, '{}', $4)";
        place.put(sql, bind![import, [4_u8; 32], self.analyst.uuid(), now()]).await;
        let sql = "INSERT INTO import_records (source, record, kind, subject_id, digest, import_id)
                   VALUES ('csv', '1', 'tool', $1, $2, $3)";
        place.put(sql, bind![tool, [5_u8; 32], import]).await;
        let sql = "INSERT INTO observations (id, number, tool_id, key, value, french, english, source, source_date,
                                             is_official, seen_at, level, status, review_due_at, created_at)
                   VALUES ($1, 1, $2, 'use.net', '1', 'Un réseau', 'A network', 'https://example.org/', '2017', $3, $4,
                           0, 'declared', $4, $4)";
        place.put(sql, bind![new_id!(self), tool, true, now()]).await;
        let sql = "INSERT INTO likenesses (id, kind, one_id, other_id, confidence, reasons, status, moved, created_at)
                   VALUES ($1, 'tool', $2, $1, 800, 'name', 'proposed', '', $3)";
        place.put(sql, bind![new_id!(self), tool, now()]).await;
    }

    /// A chapter of the study, and a figure.
    pub(super) async fn chapter(&self) {
        let place = self.place;
        let sql = "INSERT INTO analyses (id, study_id, number, key, title, takeaway, question, breakdown, filter, base,
                                         version, created_at)
                   VALUES ($1, $2, 1, 'outils', 'Outils', 'Surtout les messages', 's2_grid', '', '', 'Tous', 1, $3)";
        place.put(sql, bind![new_id!(self), self.study.uuid(), now()]).await;
        let id = new_id!(self);
        let sql = "INSERT INTO chapters (id, study_id, place, slug, version, created_at)
                   VALUES ($1, $2, 1, 'usages', 1, $3)";
        place.put(sql, bind![id, self.study.uuid(), now()]).await;
        let sql =
            "INSERT INTO chapter_texts (chapter_id, language, title, summary, text, account_id, saved_at)
                   VALUES ($1, 'fr', 'Usages', 'Ce que chacun fait', '{figure:outils}', $2, $3)";
        place.put(sql, bind![id, self.analyst.uuid(), now()]).await;
    }
}
