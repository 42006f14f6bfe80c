//! Someone who answers the starter survey, page by page, without JavaScript.

use crate::client::{Answer, Client};
use std::{
    io::{Error, Result},
    net::{Ipv4Addr, SocketAddr},
};

/// The starter survey's address.
pub(crate) const SURVEY: &str = "/e/trois-questions";

/// One person with one draft at a time.
#[derive(Debug)]
pub(crate) struct Respondent {
    pub(crate) client: Client,
}

impl Respondent {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { client: Client::new(address) }
    }

    /// Someone with an address of their own: one place may not begin hundreds of drafts.
    pub(crate) fn living_at(address: SocketAddr, home: Ipv4Addr) -> Self {
        Self { client: Client::new(address).living_at(home) }
    }

    /// Begins a draft; whatever was begun before is forgotten.
    pub(crate) fn begin(&mut self) -> Result<()> {
        self.client.forget_cookies();
        expect_page(&self.client.post(SURVEY, &[("langue", "fr")])?, "/q/e_story")
    }

    /// Answers the three questions, ready to be sent.
    pub(crate) fn fill(&mut self, story: &str) -> Result<()> {
        self.save(1, "e_story", story, "/q/e_state")?;
        self.save(2, "e_state", "in_use", "/q/e_publish")?;
        self.save(3, "e_publish", "anonymous", "/verifier")
    }

    /// « Continuer » on one page.
    pub(crate) fn save(&mut self, version: u32, question: &str, value: &str, next: &str) -> Result<()> {
        let path = format!("{SURVEY}/q/{question}");
        let answer = self.client.post(&path, &[("version", &version.to_string()), (question, value)])?;
        expect_page(&answer, next)
    }

    /// « Envoyer mon retour ». The same again is the same return.
    pub(crate) fn send(&mut self) -> Result<()> {
        let answer = self.client.post(&format!("{SURVEY}/verifier"), &[("version", "4")])?;
        expect_page(&answer, "/merci")
    }

    /// A whole return, begun and sent.
    pub(crate) fn answer(&mut self, story: &str) -> Result<()> {
        self.begin()?;
        self.fill(story)?;
        self.send()
    }
}

fn expect_page(answer: &Answer, end: &str) -> Result<()> {
    match answer.header("location") {
        Some(place) if answer.status == 303 && place.ends_with(end) => Ok(()),
        place => Err(Error::other(format!("wanted {end}, got {} {place:?}", answer.status))),
    }
}
