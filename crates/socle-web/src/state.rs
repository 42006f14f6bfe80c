//! What every handler can reach.

use crate::{
    advice::AdviceTable, api::limits::Limits, cache::PageCache, error::AppError, press::Press,
    questionnaire::Questionnaires, texts,
};
use socle_domain::{
    chance::{self, Chance},
    time::{Clock, Timestamp},
};
use socle_look::{Language, Texts, Translations};
use socle_store::{Files, SearchIndex, Secret, Store};
use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

/// What the pages have to know of the installation.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use, without a slash at the end: `https://socle.example.org`. Links that leave the pages
    /// (mails, QR codes, receipts) are made from it, never from what a request claims.
    pub address: String,
    /// Whether a proxy in front says who is asking (`X-Forwarded-For`).
    pub trusts_proxy: bool,
}

impl Settings {
    /// Whether people come by HTTPS: cookies are then sent nowhere else.
    pub fn is_secure(&self) -> bool {
        self.address.starts_with("https://")
    }
}

/// The application, cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    secret: Secret,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    settings: Settings,
    pages: PageCache,
    advice: AdviceTable,
    limits: Limits,
    press: Press,
    questionnaires: Questionnaires,
    translations: Translations,
    signing_in: tokio::sync::Semaphore,
    has_mail: AtomicBool,
    unfolding: Arc<tokio::sync::Semaphore>,
    files: OnceLock<Files>,
    search: OnceLock<Arc<SearchIndex>>,
    /// Request ids tell requests apart and hide nothing: they are not worth a call to the system each.
    request_ids: chance::Seeded,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

/// How many passwords are hashed at once: each takes 19 MiB and a core.
const HASHING: usize = 2;

impl App {
    /// An application over an open store.
    pub fn new(
        store: Store,
        secret: Secret,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        settings: Settings,
    ) -> Self {
        let request_ids = chance::Seeded::new(u64::from_le_bytes(chance::bytes(&*chance)));
        Self(Arc::new(Inner {
            request_ids,
            store,
            secret,
            clock,
            chance,
            settings,
            pages: PageCache::default(),
            advice: AdviceTable::default(),
            limits: Limits::default(),
            press: Press::default(),
            questionnaires: Questionnaires::default(),
            translations: texts::translations(),
            signing_in: tokio::sync::Semaphore::new(HASHING),
            has_mail: AtomicBool::new(false),
            unfolding: Arc::new(tokio::sync::Semaphore::new(1)),
            files: OnceLock::new(),
            search: OnceLock::new(),
        }))
    }

    /// Says where files are kept. Without a folder, none is taken.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        let _said_once = self.0.files.set(files);
        self
    }

    /// Says which index words are looked for in. Without one, the search page says that it is not there now.
    #[must_use]
    pub fn with_search(self, index: Arc<SearchIndex>) -> Self {
        let _said_once = self.0.search.set(index);
        self
    }

    /// Says that letters leave from here: there is a mail server.
    #[must_use]
    pub fn with_mail(self) -> Self {
        self.0.has_mail.store(true, Ordering::Relaxed);
        self
    }

    /// Whether letters leave from here. Without it they wait, and nobody is told that they have been written to.
    pub(crate) fn has_mail(&self) -> bool {
        self.0.has_mail.load(Ordering::Relaxed)
    }

    /// The address people use, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.0.settings.address
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn chance(&self) -> &dyn Chance {
        &*self.0.chance
    }

    pub(crate) fn request_ids(&self) -> &dyn Chance {
        &self.0.request_ids
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    /// The table that advice is drawn from.
    pub(crate) fn advice(&self) -> &AdviceTable {
        &self.0.advice
    }

    /// How often programs ask.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn press(&self) -> &Press {
        &self.0.press
    }

    pub(crate) fn questionnaires(&self) -> &Questionnaires {
        &self.0.questionnaires
    }

    pub(crate) fn texts(&self, language: Language) -> &Texts {
        self.0.translations.of(language)
    }

    /// The folder of files.
    pub(crate) fn files(&self) -> Result<Files, AppError> {
        self.0
            .files
            .get()
            .cloned()
            .ok_or_else(|| AppError::Unavailable("there is no folder of files".to_owned()))
    }

    /// Where words are looked for.
    pub(crate) fn search(&self) -> Result<&SearchIndex, AppError> {
        let index = self.0.search.get().map(AsRef::as_ref);
        index.ok_or_else(|| AppError::Unavailable("there is no search index".to_owned()))
    }

    /// Whose turn it is to unfold a picture: one at a time.
    pub(crate) fn unfolding(&self) -> Arc<tokio::sync::Semaphore> {
        self.0.unfolding.clone()
    }

    pub(crate) fn signing_in(&self) -> &tokio::sync::Semaphore {
        &self.0.signing_in
    }
}
