//! What goes on behind the pages: every second, what other processes published is followed, and the jobs that wait
//! are done. A job that fails waits longer each time; `socle doctor` tells of those that were given up.

use socle_domain::{id::GuideRevisionId, time::Clock};
use socle_store::{Expired, Job, JobKind, SearchIndex, Store, StoreError};
use socle_web::{App, letters};
use std::{io::ErrorKind, path::PathBuf, sync::Arc, time::Duration};
use tokio::{sync::watch, time::MissedTickBehavior};

const EVERY: Duration = Duration::from_secs(1);
/// In turns: how often it is looked whether the time to keep returns is over.
const CALENDAR: u64 = 60;

/// Who does the work.
pub(crate) struct Follower {
    /// Everything that is kept.
    pub(crate) store: Store,
    /// The folder of files.
    pub(crate) files: PathBuf,
    /// The application, which knows how guides are printed.
    pub(crate) app: App,
    /// Where words are looked for.
    pub(crate) search: Arc<SearchIndex>,
    /// The time.
    pub(crate) clock: Arc<dyn Clock>,
}

impl Follower {
    /// Works until `stop` says so; a job in hand is ended first.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut was_well = true;
        for turn in 0_u64.. {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stop.wait_for(|is_over| *is_over) => return,
            }
            let outcome = self.turn(turn % CALENDAR == 0).await;
            match &outcome {
                // Said once, not every second for as long as it lasts.
                Err(error) if was_well => tracing::warn!(%error, "cannot follow the database now: {error}"),
                Ok(()) if !was_well => tracing::info!("following the database again"),
                _ => {}
            }
            was_well = outcome.is_ok();
        }
    }

    async fn turn(&self, looks_at_calendar: bool) -> Result<(), StoreError> {
        if looks_at_calendar {
            self.expire().await?;
        }
        self.store.follow_content().await?;
        self.store.follow_search(&self.search).await?;
        while let Some(job) = self.store.claim_job(self.clock.now()).await? {
            self.work(&job).await?;
        }
        Ok(())
    }

    /// Returns are kept as long as their study promised.
    async fn expire(&self) -> Result<(), StoreError> {
        let done = letters::expire(&self.app).await?;
        if !done.is_nothing() {
            let Expired { told, erased } = done;
            tracing::info!(told, erased, "retention: {told} surveys told of, {erased} returns erased");
        }
        Ok(())
    }

    async fn work(&self, job: &Job) -> Result<(), StoreError> {
        let done = match job.kind {
            JobKind::DeleteFile => self.delete_file(job).await,
            JobKind::PrintGuide => self.app.print_revision(GuideRevisionId::from_uuid(job.subject_id)).await,
            JobKind::ScrubDatabase => self.store.scrub().await.map_err(|error| error.to_string()),
            // They are claimed apart: see `mail.rs`.
            JobKind::SendLetter => Err("letters have a round of their own".to_owned()),
        };
        match done {
            Ok(()) => self.store.finish_job(job.id).await,
            Err(reason) => {
                tracing::warn!(job = job.id, kind = ?job.kind, %reason, "job {} put off: {reason}", job.id);
                self.store.retry_job(job, self.clock.now()).await
            }
        }
    }

    async fn delete_file(&self, job: &Job) -> Result<(), String> {
        match tokio::fs::remove_file(self.files.join(job.subject_id.to_string())).await {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}
