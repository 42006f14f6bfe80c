//! The table that advice is drawn from, kept ready: compiled anew when what the public sees has changed, or when a fact
//! has expired.

use crate::error::AppError;
use socle_domain::{advisor::Table, time::Timestamp};
use socle_store::{AdviceMaterial, Store};
use std::sync::{Arc, PoisonError, RwLock};

/// What was read, and what was compiled from it.
#[derive(Debug)]
pub(crate) struct Advised {
    pub(crate) material: AdviceMaterial,
    pub(crate) table: Table,
}

impl Advised {
    fn holds(&self, version: i64, now: Timestamp) -> bool {
        self.material.content_version >= version && self.material.ends_at.is_none_or(|end| now < end)
    }
}

/// The table that is ready.
#[derive(Debug, Default)]
pub(crate) struct AdviceTable {
    kept: RwLock<Option<Arc<Advised>>>,
    /// Whoever comes while it is compiled waits for it, and does not compile it too.
    compiling: tokio::sync::Mutex<()>,
}

impl AdviceTable {
    /// The table as it stands now.
    pub(crate) async fn get(&self, store: &Store, now: Timestamp) -> Result<Arc<Advised>, AppError> {
        if let Some(ready) = self.ready(store, now) {
            return Ok(ready);
        }
        let _turn = self.compiling.lock().await;
        if let Some(ready) = self.ready(store, now) {
            return Ok(ready);
        }
        let material = store.advice_material(now).await?;
        let compile = move || {
            let table = material.compile();
            Advised { material, table }
        };
        let advised = tokio::task::spawn_blocking(compile).await;
        let advised =
            Arc::new(advised.map_err(|error| AppError::Internal(format!("compiling advice: {error}")))?);
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(advised.clone());
        Ok(advised)
    }

    fn ready(&self, store: &Store, now: Timestamp) -> Option<Arc<Advised>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).clone();
        kept.filter(|advised| advised.holds(store.content_version(), now))
    }
}
