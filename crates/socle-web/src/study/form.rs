//! What a coordinator writes about a study, read and shown again.

use crate::{App, fields::Fields, frame as frames, guard::Member};
use askama::Template;
use socle_domain::{
    study::{Audience, Description, LANGUAGES, Month, Part, RETENTION, SMALL_UNDER, Words},
    text,
    time::Zone,
};
use socle_look::{
    Html, Language, Texts,
    components::{Choice, ChoiceGroup, Details, ErrorSummary, LineKind, Prompt, TextArea, TextField},
    numbers,
};
use std::collections::BTreeMap;

const TITLE_MOST: usize = 120;

/// What is wrong, by field: a sentence.
pub(super) type Faults = BTreeMap<String, String>;

/// The fields of the form, ready to be shown. `address` is asked for once.
#[derive(Debug, Template)]
#[template(path = "study/form.html")]
pub(super) struct Form {
    title: TextField,
    address: Option<TextField>,
    languages: ChoiceGroup,
    sections: Vec<Section>,
    audiences: ChoiceGroup,
    retention: TextField,
    appears: TextField,
    small: ChoiceGroup,
    zone: TextField,
}

/// The parts in one language; folded away while the study does not speak it.
#[derive(Debug, Template)]
#[template(path = "study/parts.html")]
struct Section {
    title: String,
    areas: Vec<Area>,
    is_spoken: bool,
}

impl Section {
    fn folded(&self) -> Details {
        Details { summary: self.title.clone(), body: Html::of(self), is_open: self.is_spoken }
    }
}

#[derive(Debug)]
enum Area {
    Long(TextArea),
    Short(TextField),
}

impl Area {
    fn prompt(&self) -> &Prompt {
        match self {
            Self::Long(area) => &area.prompt,
            Self::Short(line) => &line.prompt,
        }
    }
}

/// What the form holds before anything is typed: what most studies of this kind say.
pub(super) fn proposed(app: &App, member: &Member) -> Fields {
    let mut fields = Fields::default();
    fields.push("langues".to_owned(), frames::language_of(member).code().to_owned());
    fields.push("conservation".to_owned(), "24".to_owned());
    fields.push("petite".to_owned(), SMALL_UNDER[0].to_string());
    fields.push("fuseau".to_owned(), "Europe/Paris".to_owned());
    for audience in Audience::ALL {
        fields.push("publics".to_owned(), audience.word().to_owned());
    }
    for language in Language::ALL {
        let t = app.texts(language);
        for (part, key) in
            [(Part::OutOfScope, "study-usual-out-of-scope"), (Part::Readers, "study-usual-readers")]
        {
            fields.push(name_of(part, language.code()), t.get(key));
        }
    }
    fields
}

/// What the form holds to change what a study says.
pub(super) fn filled(app: &App, member: &Member, description: &Description) -> Fields {
    if description.words.is_empty() {
        let mut fields = proposed(app, member);
        fields.push("titre".to_owned(), description.title.clone());
        return fields;
    }
    let mut fields = Fields::default();
    fields.push("titre".to_owned(), description.title.clone());
    fields.push("conservation".to_owned(), description.retention_months.to_string());
    let appears = description.appears.map(|month| month.to_string());
    fields.push("parution".to_owned(), appears.unwrap_or_default());
    fields.push("petite".to_owned(), description.small_under.to_string());
    fields.push("fuseau".to_owned(), description.zone.name().to_owned());
    for audience in &description.audiences {
        fields.push("publics".to_owned(), audience.word().to_owned());
    }
    for (language, words) in &description.words {
        fields.push("langues".to_owned(), language.clone());
        for part in Part::ALL {
            fields.push(name_of(part, language), words.get(part).to_owned());
        }
    }
    fields
}

fn name_of(part: Part, language: &str) -> String {
    format!("{}_{language}", part.word())
}

/// The description that the form holds; every field that cannot be read is told, not the first only.
pub(super) fn parse(t: &Texts, fields: &Fields, faults: &mut Faults) -> Option<Description> {
    let title = text::line(fields.get("titre"), TITLE_MOST).map_err(|_| {
        faults.insert("titre".to_owned(), t.with("study-fault-line", &[("n", TITLE_MOST.into())]))
    });
    let words = words(t, fields, faults);
    let retention_months = fields.number("conservation").filter(|months| RETENTION.contains(months));
    if retention_months.is_none() {
        let most = *RETENTION.end();
        faults.insert("conservation".to_owned(), t.with("study-fault-retention", &[("n", most.into())]));
    }
    let appears = match fields.get("parution").trim() {
        "" => None,
        typed => Month::parse(typed).or_else(|| {
            faults.insert("parution".to_owned(), t.get("study-fault-appears"));
            None
        }),
    };
    let small_under = fields.number("petite").filter(|euros| SMALL_UNDER.contains(euros));
    if small_under.is_none() {
        faults.insert("petite".to_owned(), t.get("study-fault-small"));
    }
    let audiences: Vec<_> = Audience::ALL
        .into_iter()
        .filter(|one| fields.all("publics").any(|word| word == one.word()))
        .collect();
    if audiences.is_empty() {
        faults.insert("publics".to_owned(), t.get("study-fault-audiences"));
    }
    let zone = Zone::parse(fields.get("fuseau").trim())
        .map_err(|_| faults.insert("fuseau".to_owned(), t.get("survey-fault-zone")));
    let description = Description {
        title: title.ok()?,
        words,
        retention_months: retention_months?,
        appears,
        small_under: small_under?,
        audiences,
        zone: zone.ok()?,
    };
    faults.is_empty().then_some(description)
}

fn words(t: &Texts, fields: &Fields, faults: &mut Faults) -> Vec<(String, Words)> {
    let is_spoken = |language: &&str| fields.all("langues").any(|code| code == *language);
    let spoken: Vec<_> = LANGUAGES.into_iter().filter(is_spoken).collect();
    if spoken.is_empty() {
        faults.insert("langues".to_owned(), t.get("study-fault-languages"));
    }
    let mut said = Vec::new();
    for language in spoken {
        let mut words = Words::default();
        for part in Part::ALL {
            let name = name_of(part, language);
            if let Ok(text) = part.parse(fields.get(&name)) {
                words.set(part, text);
            } else {
                let most = i64::try_from(part.most()).unwrap_or_default();
                faults.insert(name, t.with("study-fault-line", &[("n", most.into())]));
            }
        }
        said.push((language.to_owned(), words));
    }
    said
}

impl Form {
    pub(super) fn new(t: &Texts, fields: &Fields, faults: &Faults, asks_address: bool) -> Self {
        let language = t.language();
        let prompt =
            |name: &str, key: &str| Prompt::new(language, name, t.get(key)).error(faults.get(name).cloned());
        let ticked = |name: &str, value: &str| fields.all(name).any(|one| one == value);
        let languages = Language::ALL
            .map(|one| Choice::new(one.code(), one.own_name()).chosen(ticked("langues", one.code())));
        let audiences = Audience::ALL.map(|one| {
            Choice::new(one.word(), t.get(&format!("study-audience-{}", one.word())))
                .chosen(ticked("publics", one.word()))
        });
        let small = SMALL_UNDER.map(|euros| {
            let words = t.with("study-small-under", &[("n", numbers::integer(language, euros).into())]);
            Choice::new(euros.to_string(), words).chosen(fields.number("petite") == Some(euros))
        });
        let address = prompt("adresse", "study-address").hint(t.get("study-address-hint"));
        Self {
            title: prompt("titre", "study-title")
                .hint(t.get("study-title-hint"))
                .text(fields.get("titre"))
                .width(40),
            address: asks_address.then(|| address.text(fields.get("adresse")).kind(LineKind::Code)),
            languages: prompt("langues", "study-languages")
                .hint(t.get("study-languages-hint"))
                .many_of(languages.into()),
            sections: LANGUAGES.into_iter().map(|one| section(t, fields, faults, one)).collect(),
            audiences: prompt("publics", "study-audiences").many_of(audiences.into()),
            retention: prompt("conservation", "study-retention")
                .hint(t.get("study-retention-hint"))
                .text(fields.get("conservation"))
                .kind(LineKind::Digits)
                .width(4)
                .unit(t.get("study-months-unit")),
            appears: prompt("parution", "study-appears")
                .hint(t.get("study-appears-hint"))
                .optional()
                .text(fields.get("parution"))
                .kind(LineKind::Code)
                .width(10),
            small: prompt("petite", "study-small").hint(t.get("study-small-hint")).one_of(small.into()),
            zone: prompt("fuseau", "study-zone")
                .hint(t.get("survey-zone-hint"))
                .text(fields.get("fuseau"))
                .kind(LineKind::Code),
        }
    }

    /// The list of what is to be corrected, in the order of the page.
    pub(super) fn summary(&self, language: Language) -> Option<ErrorSummary> {
        let areas = self.sections.iter().flat_map(|section| section.areas.iter().map(Area::prompt));
        let prompts = [&self.title.prompt]
            .into_iter()
            .chain(self.address.iter().map(|line| &line.prompt))
            .chain([&self.languages.prompt])
            .chain(areas)
            .chain([&self.audiences.prompt, &self.retention.prompt, &self.appears.prompt])
            .chain([&self.small.prompt, &self.zone.prompt]);
        ErrorSummary::of(language, prompts)
    }
}

fn section(t: &Texts, fields: &Fields, faults: &Faults, code: &str) -> Section {
    let language = t.language();
    let spoken = Language::parse(code).unwrap_or_default();
    let area = |part: Part| {
        let name = name_of(part, code);
        let word = part.word().replace('_', "-");
        // The same part is asked for in each language: its label says which.
        let label = format!("{} ({})", t.get(&format!("study-part-{word}")), spoken.own_name());
        let prompt = Prompt::new(language, &name, label)
            .hint(t.get(&format!("study-hint-{word}")))
            .error(faults.get(&name).cloned());
        if part.is_long() {
            let most = u32::try_from(part.most()).unwrap_or_default();
            Area::Long(prompt.area(fields.get(&name)).rows(3).limit(most))
        } else {
            Area::Short(prompt.text(fields.get(&name)).width(40))
        }
    };
    Section {
        title: t.with("study-words-in", &[("language", spoken.own_name().into())]),
        areas: Part::ALL.into_iter().map(area).collect(),
        is_spoken: fields.all("langues").any(|one| one == code),
    }
}
