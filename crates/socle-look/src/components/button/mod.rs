//! What acts: a button in a form, or a link that looks like one. One solid button per page.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Icon, Language};

/// How much it calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The one solid button of the page, standing on its foot.
    #[default]
    Solid,
    /// An outlined one.
    Outlined,
    /// A mere line of text, as tall to tap.
    Quiet,
    /// An act that takes something away: outlined in garnet.
    Danger,
}

/// A button that sends its form, or a link in its shape when there is an `href`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/button/template.html")]
pub struct Button {
    /// The act, as a verb: « Envoyer mon retour ».
    pub text: String,
    /// How much it calls.
    pub weight: Weight,
    /// Where it leads; without it, it sends the form.
    pub href: Option<String>,
    /// The name and value sent, to tell which of several buttons was used.
    pub sends: Option<(String, String)>,
    /// A drawing before the words.
    pub icon: Option<Icon>,
}

html_safe!(Button);

impl Button {
    /// The solid button of a form.
    pub fn send(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A solid link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    /// Sets how much it calls.
    #[must_use]
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// Sends this name and value with the form.
    #[must_use]
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sends = Some((name.into(), value.into()));
        self
    }

    /// Adds a drawing.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    fn class(&self) -> &'static str {
        match self.weight {
            Weight::Solid => "button solid",
            Weight::Outlined => "button",
            Weight::Quiet => "button text",
            Weight::Danger => "button danger",
        }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let lengthy = lang.pick(
        "Envoyer mon retour et recevoir une copie à mon adresse de courriel",
        "Send my return and receive a copy at my mail address",
    );
    let later = lang.pick("Enregistrer et finir plus tard", "Save and finish later");
    vec![
        Sample::new("solid", &Button::send(lang.pick("Continuer", "Continue"))),
        Sample::new("outlined", &Button::link(later, "#later").weight(Weight::Outlined)),
        Sample::new(
            "quiet",
            &Button::send(lang.pick("Passer cette question", "Skip this question"))
                .weight(Weight::Quiet)
                .sends("act", "skip"),
        ),
        Sample::new(
            "danger",
            &Button::send(lang.pick("Retirer mon retour", "Withdraw my return")).weight(Weight::Danger),
        ),
        Sample::new(
            "icon",
            &Button::link(lang.pick("Emporter la boîte à outils", "Take the toolbox along"), "#offline")
                .weight(Weight::Outlined)
                .icon(Icon::Download),
        ),
        Sample::new("long", &Button::send(lengthy)),
        Sample::rtl("rtl", &Button::send("متابعة")),
    ]
}
