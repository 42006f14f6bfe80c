//! Letters leave by SMTP, one after another, in a round of their own: a mail server that hangs holds up nothing else.
//!
//! A letter is forgotten once the server has taken it (250 after the whole message), and not before. Whatever went wrong
//! until then, it is sent again as a whole, with the same Message-ID. Addresses and the server's sentences, which repeat
//! them, stay out of the log.

mod relay;
#[cfg(test)]
mod tests;

pub(crate) use relay::{Relay, Trouble};

use socle_domain::{id::LetterId, time::Clock};
use socle_store::{Job, Store, StoreError};
use socle_web::{App, letters};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::MissedTickBehavior};

const EVERY: Duration = Duration::from_secs(1);
/// How many seconds pass between two looks at the calendar.
const CALENDAR: u64 = 60;

/// Who sends the letters.
pub(crate) struct Postman {
    /// Where they wait.
    pub(crate) store: Store,
    /// Who writes their words.
    pub(crate) app: App,
    /// The mail server.
    pub(crate) relay: Relay,
    /// The time.
    pub(crate) clock: Arc<dyn Clock>,
}

impl Postman {
    /// Sends until `stop` says so; the letter in hand is ended first.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        self.wake().await;
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for turn in 0_u64.. {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stop.wait_for(|is_over| *is_over) => return,
            }
            if turn % CALENDAR == 0 {
                self.look_at_calendar().await;
            }
            while !*stop.borrow() {
                match self.send_next().await {
                    Ok(true) => {}
                    Ok(false) => break,
                    // The follower of the database says it, once; here the next second tries again.
                    Err(error) => {
                        tracing::debug!(%error, "letters cannot be read now: {error}");
                        break;
                    }
                }
            }
        }
    }

    /// Posts what a date asks for. What cannot be posted now is due in a minute as well.
    async fn look_at_calendar(&self) {
        match letters::post_due(&self.app).await {
            Ok(0) => {}
            Ok(posted) => tracing::info!(posted, "{posted} letters were due"),
            Err(error) => tracing::debug!(%error, "the calendar cannot be read now: {error}"),
        }
    }

    async fn wake(&self) {
        match self.store.wake_letters(self.clock.now()).await {
            Ok(0) => {}
            Ok(woken) => tracing::info!(woken, "{woken} letters that were given up are tried again"),
            Err(error) => tracing::warn!(%error, "letters that were given up were not looked at: {error}"),
        }
    }

    /// Sends the letter that has waited longest. Says whether there was one.
    pub(crate) async fn send_next(&self) -> Result<bool, StoreError> {
        let Some(job) = self.store.claim_letter(self.clock.now()).await? else { return Ok(false) };
        match self.send(&job).await? {
            Ok(()) => self.store.forget_letter(&job).await?,
            Err(Trouble::Later(reason)) => {
                tracing::warn!(job = job.id, reason, "letter {} put off: {reason}", job.id);
                self.store.retry_job(&job, self.clock.now()).await?;
            }
            Err(Trouble::Never(reason)) => {
                tracing::warn!(job = job.id, reason, "letter {} given up: {reason}", job.id);
                self.store.give_up_letter(&job, self.clock.now()).await?;
            }
        }
        Ok(true)
    }

    async fn send(&self, job: &Job) -> Result<Result<(), Trouble>, StoreError> {
        let id = LetterId::from_uuid(job.subject_id);
        let Some(letter) = self.store.letter(id).await? else { return Ok(Ok(())) };
        // What it was about may be gone: then nothing is sent, and that is the end of it.
        let Some(words) = letters::compose(&self.app, &letter) else { return Ok(Ok(())) };
        Ok(self.relay.send(&letter, words, self.clock.now()).await)
    }
}
