//! The write door: every change goes through [`Store::write`].
//!
//! A request hands in its data and a function. The function sees the transaction and the data, nothing else, and may
//! be run again. The request is answered after a durable commit, never before.
//!
//! SQLite has one writer. Requests that wait share one commit (group commit): each runs in a savepoint of its own, so
//! one that fails takes nothing of the others with it. PostgreSQL runs one serializable transaction per request and
//! runs it again, alone, when the engine could not order it (SQLSTATE 40001).

use crate::{
    driver::{Connection, Engine, Place, Trouble, Value},
    error::StoreError,
    store::Store,
};
use futures::{FutureExt as _, future::BoxFuture};
use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, RwLock, mpsc, oneshot},
    task::JoinHandle,
};

/// The most requests that share one commit: keeps the writer's turn well under 100 ms.
const BATCH: usize = 128;
/// Requests that may wait for the writer; the next one waits outside.
const WAITING: usize = 1024;
/// How often PostgreSQL may refuse to order a transaction before the person is told to try again.
const ATTEMPTS: u32 = 12;

/// A transaction that writes. Reading goes through [`Connection`], which this dereferences to.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
    content_version: Option<i64>,
}

impl std::ops::Deref for Tx {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Tx {
    fn new(connection: Connection) -> Self {
        Self { connection, content_version: None }
    }

    /// Sends a statement that changes rows; says how many.
    pub async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.connection.execute(sql, values).await
    }

    /// Says that the public will see something else once this is committed.
    pub async fn touch_content(&mut self) -> Result<(), StoreError> {
        let sql = "UPDATE content_version SET value = value + 1 WHERE id = 1 RETURNING value";
        let row = self.connection.fetch_one(sql, Vec::new()).await?;
        self.content_version = Some(row.get("value")?);
        Ok(())
    }
}

/// What a request left in the transaction.
pub(crate) enum Outcome {
    Keep,
    Undo,
}

/// A request on its way through the door, whatever it answers.
pub(crate) trait Request: Send {
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Outcome>;
    /// `fate` says whether the commit that held the request succeeded.
    fn answer(self: Box<Self>, fate: Result<(), StoreError>);
}

struct Pending<I, T, E, F> {
    input: I,
    work: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<I, T, E, F> Request for Pending<I, T, E, F>
where
    I: Send + Sync,
    T: Send,
    E: From<StoreError> + Send,
    F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Outcome> {
        Box::pin(async move {
            let _of_the_request_before = tx.take_failure();
            // A panic in one request must not take the writer, and everyone behind it, down.
            let mut result = AssertUnwindSafe(async { (self.work)(tx, &self.input).await })
                .catch_unwind()
                .await
                .unwrap_or_else(|_| Err(StoreError::Backend("a write panicked".to_owned()).into()));
            // PostgreSQL undoes at commit, without a word, whatever followed a failed statement: what passed over one
            // is not acknowledged, on either engine.
            if tx.take_failure() && result.is_ok() {
                result = Err(StoreError::Backend("a failed statement was passed over".to_owned()).into());
            }
            let outcome = if result.is_ok() { Outcome::Keep } else { Outcome::Undo };
            self.result = Some(result);
            outcome
        })
    }

    fn answer(self: Box<Self>, fate: Result<(), StoreError>) {
        let result = match (self.result, fate) {
            (Some(result), Ok(())) => result,
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(StoreError::Backend("a write was not run".to_owned()).into()),
        };
        // The person may have gone; what was written stays written.
        let _gone = self.reply.send(result);
    }
}

/// The way in, for each engine.
pub(crate) enum Door {
    Sqlite {
        queue: mpsc::Sender<Box<dyn Request>>,
        closing: Arc<Notify>,
        writer: Mutex<Option<JoinHandle<()>>>,
    },
    Postgres {
        engine: Engine,
        turns: RwLock<()>,
    },
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite { .. } => "Door::Sqlite",
            Self::Postgres { .. } => "Door::Postgres",
        })
    }
}

impl Door {
    pub(crate) async fn open(engine: &Engine, content: Arc<AtomicI64>) -> Result<Self, StoreError> {
        match &engine.place {
            Place::Postgres(_) => Ok(Self::Postgres { engine: engine.clone(), turns: RwLock::new(()) }),
            Place::Sqlite { .. } => {
                let (queue, receiver) = mpsc::channel(WAITING);
                let closing = Arc::new(Notify::new());
                let tx = Some(Tx::new(engine.writer().await?));
                let writer = Writer { engine: engine.clone(), tx, content };
                let task = tokio::spawn(writer.run(receiver, closing.clone()));
                Ok(Self::Sqlite { queue, closing, writer: Mutex::new(Some(task)) })
            }
        }
    }

    /// Lets those who wait pass, then nobody any more.
    pub(crate) async fn close(&self) {
        let Self::Sqlite { closing, writer, .. } = self else { return };
        closing.notify_one();
        let task = writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            let _has_ended = task.await;
        }
    }
}

impl Store {
    /// Runs `work` in a transaction and answers once its writes are durable, or once they were undone because `work`
    /// answered an error. `work` may be run more than once and must take all it needs from `input`.
    pub async fn write<I, T, E, F>(&self, input: I, work: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let request = Box::new(Pending { input, work, result: None, reply });
        match self.door() {
            Door::Sqlite { queue, .. } => {
                let closed = |_| StoreError::Unavailable("the store is closed".to_owned());
                queue.send(request).await.map_err(closed)?;
            }
            Door::Postgres { engine, turns } => serialize(engine, turns, request, self.content()).await,
        }
        answer.await.map_err(|_| StoreError::Unavailable("the writer is gone".to_owned()))?
    }
}

/// SQLite's one writer.
struct Writer {
    engine: Engine,
    tx: Option<Tx>,
    content: Arc<AtomicI64>,
}

impl Writer {
    async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Request>>, closing: Arc<Notify>) {
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                count = queue.recv_many(&mut batch, BATCH) => if count == 0 { break },
                () = closing.notified() => {
                    // Those who are in the queue by now are still served; then `recv_many` answers 0.
                    queue.close();
                    continue;
                }
            }
            self.commit_together(std::mem::take(&mut batch)).await;
        }
        if let Some(tx) = self.tx {
            let _nothing_is_left_to_lose = tx.connection.close().await;
        }
    }

    /// One transaction for all. Where the disk or the engine fails, everything is undone and each request gets a
    /// transaction of its own, so that the answer each one hears is about itself.
    async fn commit_together(&mut self, mut requests: Vec<Box<dyn Request>>) {
        let fate = self.attempt(&mut requests).await;
        let is_settled = fate.is_ok() || requests.len() == 1;
        for request in requests {
            if is_settled {
                request.answer(copy(&fate));
            } else {
                let mut alone = [request];
                let fate = self.attempt(&mut alone).await;
                let [request] = alone;
                request.answer(fate);
            }
        }
    }

    async fn attempt(&mut self, requests: &mut [Box<dyn Request>]) -> Result<(), StoreError> {
        let mut tx = match self.tx.take() {
            Some(tx) => tx,
            None => Tx::new(self.engine.writer().await?),
        };
        tx.content_version = None;
        let fate = run_batch(&mut tx, requests).await;
        if fate.is_err() {
            // The connection goes with its transaction; the next batch opens another.
            let _may_be_rolled_back_already = tx.step("ROLLBACK").await;
            return fate;
        }
        if let Some(version) = tx.content_version {
            self.content.fetch_max(version, Ordering::AcqRel);
        }
        self.tx = Some(tx);
        Ok(())
    }
}

async fn run_batch(tx: &mut Tx, requests: &mut [Box<dyn Request>]) -> Result<(), StoreError> {
    tx.step("BEGIN IMMEDIATE").await?;
    for request in requests {
        let content_version = tx.content_version;
        tx.step("SAVEPOINT request").await?;
        let outcome = request.run(tx).await;
        if let Some(trouble) = tx.take_trouble() {
            return Err(trouble.into());
        }
        if matches!(outcome, Outcome::Undo) {
            tx.step("ROLLBACK TO request").await?;
            tx.content_version = content_version;
        }
        tx.step("RELEASE request").await?;
    }
    tx.step("COMMIT").await
}

impl From<Trouble> for StoreError {
    fn from(trouble: Trouble) -> Self {
        Self::Unavailable(match trouble {
            Trouble::RunAgain => "transactions keep crossing".to_owned(),
            Trouble::Unavailable(reason) => reason,
        })
    }
}

/// PostgreSQL: one serializable transaction, side by side with the others. One that the engine could not order is run
/// again with nobody of this process beside it: thirty people who send at once all want the next number, and would
/// cross again and again. Only another process can make it cross a second time.
async fn serialize(engine: &Engine, turns: &RwLock<()>, mut request: Box<dyn Request>, content: &AtomicI64) {
    for attempt in 1..=ATTEMPTS {
        let done = if attempt == 1 {
            let _beside_others = turns.read().await;
            serialize_once(engine, &mut request).await
        } else {
            let _alone = turns.write().await;
            serialize_once(engine, &mut request).await
        };
        match done {
            Ok(version) => {
                if let Some(version) = version {
                    content.fetch_max(version, Ordering::AcqRel);
                }
                return request.answer(Ok(()));
            }
            Err(Trouble::RunAgain) => {
                let crossed = u64::from(attempt - 1);
                tokio::time::sleep(Duration::from_millis(crossed * crossed)).await;
            }
            Err(trouble) => return request.answer(Err(trouble.into())),
        }
    }
    request.answer(Err(Trouble::RunAgain.into()));
}

async fn serialize_once(engine: &Engine, request: &mut Box<dyn Request>) -> Result<Option<i64>, Trouble> {
    let connection = engine.writer().await.map_err(|error| Trouble::Unavailable(error.to_string()))?;
    let mut tx = Tx::new(connection);
    let outcome = request.run(&mut tx).await;
    if let Some(trouble) = tx.take_trouble() {
        return Err(trouble);
    }
    match outcome {
        Outcome::Undo => Ok(None),
        Outcome::Keep => {
            let Tx { connection, content_version } = tx;
            connection.commit().await?;
            Ok(content_version)
        }
    }
}

fn copy(fate: &Result<(), StoreError>) -> Result<(), StoreError> {
    fate.as_ref().copied().map_err(repeat)
}

/// The same trouble, told to another request.
fn repeat(error: &StoreError) -> StoreError {
    match error {
        StoreError::Unavailable(reason) => StoreError::Unavailable(reason.clone()),
        other => StoreError::Unavailable(other.to_string()),
    }
}
