//! The drawer of evidence beside a guide that is being written: passages and desk references, each with a button that
//! puts its citation in a block.

use super::{compose::block_choices, set};
use crate::{App, error::AppError, fields::Fields, frame, guard::Member};
use socle_domain::{
    consent::Publication,
    guide::{Citation, Passage, Reference, Stance, Target, attribution},
    id::CodeLabelId,
    taxonomy::{NEEDS, THEMES, Term},
};
use socle_look::{
    Language, Texts,
    components::{
        Button, Choice, ChoiceGroup, LineKind, Prompt, Quote, SelectField, Tag, TextField, Tone, Weight,
    },
};
use socle_store::{CodeLabel, Drawer, DrawerFilter, GuideFile};

/// What the drawer shows, as the address or the form has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    dans: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    besoin: String,
    #[serde(default)]
    mots: String,
}

impl Asked {
    pub(super) fn of_form(fields: &Fields) -> Self {
        let get = |name| fields.get(name).chars().take(200).collect();
        Self {
            dans: get("dans"),
            code: get("code"),
            theme: get("theme"),
            besoin: get("besoin"),
            mots: get("mots"),
        }
    }

    /// Writes what is asked for into the query of an address.
    pub(super) fn write(&self, query: &mut form_urlencoded::Serializer<'_, String>) {
        let parts = [
            ("dans", &self.dans),
            ("code", &self.code),
            ("theme", &self.theme),
            ("besoin", &self.besoin),
            ("mots", &self.mots),
        ];
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
    }

    fn filter(&self) -> DrawerFilter {
        DrawerFilter {
            label: CodeLabelId::parse(&self.code).ok(),
            theme: self.theme.clone(),
            need: self.besoin.clone(),
            words: self.mots.clone(),
        }
    }
}

/// The drawer, ready for its place on the page.
pub(super) struct DrawerPart {
    pub(super) block: SelectField,
    pub(super) against: ChoiceGroup,
    pub(super) filters: Vec<SelectField>,
    pub(super) words: TextField,
    pub(super) find: Button,
    pub(super) count: String,
    pub(super) passages: Vec<Offered>,
    pub(super) references: Vec<Source>,
}

/// A passage that may be cited.
pub(super) struct Offered {
    pub(super) quote: Quote,
    pub(super) tag: Tag,
    pub(super) button: Button,
}

/// A desk reference that may be cited.
pub(super) struct Source {
    pub(super) words: String,
    pub(super) button: Button,
}

pub(super) async fn load(
    app: &App,
    member: &Member,
    file: &GuideFile,
    asked: &Asked,
) -> Result<DrawerPart, AppError> {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let found = app.store().drawer(member.0.id, file.id, &asked.filter()).await?.ok_or(AppError::NotFound)?;
    let references = app.store().references(member.0.id, file.study).await?;
    Ok(DrawerPart {
        block: Prompt::new(language, "dans", t.get("guide-drawer-block")).choose_from(block_choices(
            file.kind,
            language,
            &asked.dans,
        )),
        against: Prompt::new(language, "contre", t.get("guide-drawer-stance"))
            .many_of(vec![Choice::new("oui", t.get("guide-drawer-against"))]),
        filters: filters(t, language, &found, asked),
        words: Prompt::new(language, "mots", t.get("guide-drawer-words"))
            .optional()
            .text(asked.mots.as_str())
            .kind(LineKind::Search),
        find: Button::send(t.get("guide-drawer-find")).sends("acte", "chercher").weight(Weight::Outlined),
        count: t.with("guide-drawer-count", &[("n", i64::try_from(found.total).unwrap_or(i64::MAX).into())]),
        passages: found.passages.iter().map(|one| offered(t, language, &one.passage)).collect(),
        references: references.iter().map(|reference| source(t, reference)).collect(),
    })
}

fn filters(t: &Texts, language: Language, found: &Drawer, asked: &Asked) -> Vec<SelectField> {
    let terms = |list: &'static [Term], chosen: &str| {
        let choice = |term: &Term| {
            Choice::new(term.code, set(language, term.label(language.code()))).chosen(term.code == chosen)
        };
        list.iter().map(choice).collect()
    };
    let label = |label: &CodeLabel| {
        let [french, english] = &label.name;
        let name = if language == Language::En && !english.is_empty() { english } else { french };
        let name = format!("{}{name}", "– ".repeat(label.depth));
        Choice::new(label.id.to_string(), name).chosen(label.id.to_string() == asked.code)
    };
    let codes = found.labels.iter().map(label).collect();
    vec![
        Prompt::new(language, "code", t.get("guide-drawer-code")).choose_from(codes).or_all(),
        Prompt::new(language, "theme", t.get("guide-drawer-theme"))
            .choose_from(terms(&THEMES, &asked.theme))
            .or_all(),
        Prompt::new(language, "besoin", t.get("guide-drawer-need"))
            .choose_from(terms(&NEEDS, &asked.besoin))
            .or_all(),
    ]
}

fn offered(t: &Texts, language: Language, passage: &Passage) -> Offered {
    let level = passage.consent.unwrap_or(Publication::Figures);
    let who = attribution(&passage.structure, level, language.code());
    let target = Target::Passage { experience: passage.experience, place: passage.place };
    let consent = Tag::new(t.get(&format!("guide-consent-{}", level.word())), Tone::Note);
    Offered {
        quote: Quote::new(passage.language.as_str(), passage.words.as_str(), who),
        tag: consent,
        button: cite(t, target),
    }
}

fn source(t: &Texts, reference: &Reference) -> Source {
    let parts = [&reference.author, &reference.title, &reference.dated];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    Source { words: parts.join(", "), button: cite(t, Target::Reference(reference.number)) }
}

/// A button that says which citation it puts in the text.
fn cite(t: &Texts, target: Target) -> Button {
    let citation = Citation { target, stance: Stance::Supports };
    let words = t.with("guide-cite", &[("citation", citation.to_string().into())]);
    Button::send(words).sends("citer", citation.key()).weight(Weight::Quiet)
}
