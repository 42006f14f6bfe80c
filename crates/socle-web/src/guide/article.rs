//! A guide as it is read on a screen, in its own language whatever the page around it speaks: the same for readers, for
//! whoever writes it and for the contributor who is asked to approve it.

use crate::{App, addresses};
use askama::Template;
use socle_domain::{
    guide::{BlockTone, Citation, GuideView, Note, Part, Source, Stance, StepLine, ViewBlock},
    taxonomy::Term,
    time::{Timestamp, Zone},
};
use socle_look::{
    Direction, Html, Language, Markdown, Texts,
    components::{
        self, Assise, Fact, FactList, Ground, GuideBlock, Notes, Notice, NoticeKind, Quote, Said, Step,
        Steps, Tag, Tone,
    },
    dates,
};

/// How long after its publication a guide says how old it is.
const OLD_MONTHS: i32 = 18;

/// The whole article.
#[derive(Debug, Template)]
#[template(path = "guide/article.html")]
pub(crate) struct Article {
    language: String,
    direction: &'static str,
    caption: String,
    title: String,
    promise: String,
    assise: Assise,
    standing: String,
    notices: Vec<Notice>,
    blocks: Vec<GuideBlock>,
    evidence: String,
    counts: Vec<String>,
    notes: Notes,
    about: String,
    facts: FactList,
    describes: String,
}

/// A guide as an article. `now` says how old it is.
pub(crate) fn article(app: &App, view: &GuideView, now: Timestamp) -> Article {
    let language = language_of(view);
    let t = app.texts(language);
    let setter = Setter { view, t, language };
    Article {
        language: view.language.clone(),
        direction: Direction::of(&view.language).code(),
        caption: caption(t, view),
        title: setter.line(&view.header.title),
        promise: setter.line(&view.header.promise),
        assise: assise(view).href("#assise"),
        standing: standing(t, view, now),
        notices: notices(t, view)
            .into_iter()
            .map(|words| Notice::new(language, NoticeKind::Warning, &words))
            .collect(),
        blocks: view.blocks.iter().map(|block| setter.block(block)).collect(),
        evidence: t.get("public-evidence"),
        counts: counts(t, view),
        notes: Notes { notes: view.notes.iter().map(|note| setter.note(note)).collect(), after: 0 },
        about: t.get("public-about"),
        facts: FactList::new(language, facts(t, view)),
        describes: t.get("public-describes"),
    }
}

/// The language of the text, as far as the interface speaks it: its headings and small words are in it too.
pub(crate) fn language_of(view: &GuideView) -> Language {
    Language::parse(&view.language).unwrap_or_default()
}

/// The course of stones: every return that carries a sentence.
pub(crate) fn assise(view: &GuideView) -> Assise {
    Assise::new(language_of(view), view.counts.verified, view.counts.declared, view.counts.thin)
}

/// « Fiche outil · Collecter des données ».
fn caption(t: &Texts, view: &GuideView) -> String {
    let kind = t.get(&format!("public-kind-{}", view.kind.word()));
    std::iter::once(kind).chain(labels(&view.header.needs, view)).collect::<Vec<_>>().join(" · ")
}

fn labels<'v>(terms: &'v [&'static Term], view: &'v GuideView) -> impl Iterator<Item = String> + 'v {
    terms.iter().map(|term| term.label(&view.language).to_owned())
}

/// When it was read over, and how old that is when it is old.
fn standing(t: &Texts, view: &GuideView, now: Timestamp) -> String {
    let Some(published_at) = view.published_at else { return t.get("public-unpublished") };
    let (then, present) = (Zone::utc().civil(published_at), Zone::utc().civil(now));
    let months = (i32::from(present.year) - i32::from(then.year)) * 12 + i32::from(present.month)
        - i32::from(then.month);
    let month = dates::month(t.language(), then.year.into(), then.month);
    let read = match months {
        OLD_MONTHS.. => t.with("public-reviewed-old", &[("months", i64::from(months).into())]),
        _ => t.with("public-reviewed", &[("month", month.into())]),
    };
    match view.counts.contrary {
        0 => read,
        contrary => format!("{read} · {}", t.with("public-contrary-short", &[("n", contrary.into())])),
    }
}

/// What must be known first.
pub(crate) fn notices(t: &Texts, view: &GuideView) -> Vec<String> {
    let mut notices = Vec::new();
    if view.header.is_starter {
        let by = [("sponsor", view.sponsor.as_str().into())];
        notices.push(if view.sponsor.is_empty() {
            t.get("public-starter-unread")
        } else {
            t.with("public-starter", &by)
        });
    }
    if view.counts.withdrawn > 0 {
        notices.push(t.with("public-withdrawn", &[("n", view.counts.withdrawn.into())]));
    }
    notices
}

/// Supports and contrary views are counted, never typed.
fn counts(t: &Texts, view: &GuideView) -> Vec<String> {
    let counts = &view.counts;
    let told = [
        ("public-supports", counts.supports),
        ("public-contrary", counts.contrary),
        ("public-initiatives", counts.initiatives),
        ("public-references", counts.references),
    ];
    let level = format!("public-level-{}", view.level.word());
    let counted = told.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| t.with(key, &[("n", n.into())]));
    counted.chain([t.get(&level)]).collect()
}

fn facts(t: &Texts, view: &GuideView) -> Vec<Fact> {
    let header = &view.header;
    let terms = |terms: &[&'static Term]| labels(terms, view).collect::<Vec<_>>().join(", ");
    let countries =
        header.countries.iter().map(|c| t.language().pick(c.french, c.english)).collect::<Vec<_>>();
    let published = view.published_at.map(|at| day(t, at)).unwrap_or_default();
    let version = view.revision.map(|n| match published.as_str() {
        "" => n.to_string(),
        date => t.with("public-version", &[("n", n.to_string().into()), ("date", date.into())]),
    });
    let review =
        view.review_due.map(|day| dates::month(t.language(), day.year().into(), day.month().unsigned_abs()));
    let told = [
        ("public-fact-who", terms(&header.who)),
        ("public-fact-themes", terms(&header.themes)),
        ("public-fact-families", terms(&header.families)),
        ("public-fact-phases", terms(&header.phases)),
        ("public-fact-countries", countries.join(", ")),
        ("public-fact-authors", header.authors.join(", ")),
        ("public-fact-readers", view.readers.join(", ")),
        ("public-fact-contributors", header.contributors.join(", ")),
        ("public-fact-version", version.unwrap_or_default()),
        ("public-fact-review", review.unwrap_or_default()),
        ("public-fact-licence", header.licence.clone()),
    ];
    told.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Fact::new(t.get(key), &set_in(&view.language, &value)))
        .collect()
}

/// A day in words, in universal time: the pages of readers name no zone.
pub(crate) fn day(t: &Texts, at: Timestamp) -> String {
    let civil = Zone::utc().civil(at);
    dates::day(t.language(), civil.year.into(), civil.month, civil.day)
}

/// Words in print, as their own language sets them.
pub(crate) fn set_in(language: &str, words: &str) -> String {
    if language.starts_with("fr") {
        socle_domain::typography::french(words).into_owned()
    } else {
        socle_domain::typography::curly(words).into_owned()
    }
}

/// What setting the texts of one guide takes.
struct Setter<'a> {
    view: &'a GuideView,
    t: &'a Texts,
    language: Language,
}

impl Setter<'_> {
    fn line(&self, text: &str) -> String {
        set_in(&self.view.language, text)
    }

    fn with_markdown<T>(&self, work: impl FnOnce(&Markdown<'_>) -> T) -> T {
        let number = |inside: &str| Some(self.view.note(Citation::parse(inside).ok()?)?.number);
        work(&Markdown { language: &self.view.language, note: &number, table: &self.t.get("public-table") })
    }

    fn block(&self, block: &ViewBlock) -> GuideBlock {
        GuideBlock {
            id: block.key.to_owned(),
            heading: self.line(block.title),
            ground: match block.tone {
                BlockTone::Plain => Ground::Plain,
                BlockTone::Brief => Ground::Brief,
                BlockTone::Caution => Ground::Caution,
            },
            body: Html::join(block.parts().iter().map(|part| self.part(part))),
        }
    }

    fn part(&self, part: &Part) -> Html {
        match part {
            Part::Text(text) => self.with_markdown(|markdown| markdown.blocks(text)),
            Part::Facts(facts) => {
                let fact = |fact: &socle_domain::guide::FactLine| {
                    let value = self.with_markdown(|markdown| markdown.phrase(&fact.value));
                    Fact::html(self.line(&fact.label), value)
                };
                Html::of(&FactList::new(self.language, facts.iter().map(fact).collect()))
            }
            Part::Steps(steps) => {
                Html::of(&Steps { steps: steps.iter().map(|step| self.step(step)).collect() })
            }
            Part::Quoted(citation) => self.quoted(*citation),
        }
    }

    fn step(&self, step: &StepLine) -> Step {
        let text = self.with_markdown(|markdown| markdown.blocks(&step.text));
        let trap = step.trap.as_deref().map(|trap| {
            let label = self.t.get("public-trap");
            self.with_markdown(|markdown| markdown.blocks(&format!("**{label}** {trap}")))
        });
        Step {
            title: self.line(&step.title),
            body: Html::join([text, trap.unwrap_or_default()]),
            duration: step.duration.as_deref().map(|duration| self.line(duration)),
        }
    }

    /// The words of a passage, or what stands there since they were taken back.
    fn quoted(&self, citation: Citation) -> Html {
        match self.view.note(citation).map(|note| &note.source) {
            Some(Source::Return { number, quotation, language, who, .. }) => {
                let quote = Quote::new(language, set_in(language, quotation), who)
                    .href(addresses::experience(self.language, *number));
                Html::of(&quote)
            }
            Some(Source::Withdrawn { .. }) => {
                Html::of(&Notice::new(self.language, NoticeKind::Note, &self.t.get("public-quote-withdrawn")))
            }
            Some(Source::Reference { reference }) => {
                Html::of(&Notice::new(self.language, NoticeKind::Note, &reference.title))
            }
            None => Html::default(),
        }
    }

    fn note(&self, note: &Note) -> components::Note {
        let against = (note.citation.stance == Stance::Contrary)
            .then(|| Tag::new(self.t.get("public-contrary-tag"), Tone::Note));
        match &note.source {
            Source::Return { number, quotation, language, who, is_initiative, .. } => {
                let words = self.t.with(
                    "public-note-return",
                    &[("who", who.as_str().into()), ("number", number.to_string().into())],
                );
                let maker = is_initiative.then(|| Tag::new(self.t.get("public-maker-tag"), Tone::Plain));
                components::Note {
                    said: Some(Said { text: set_in(language, quotation), language: language.clone() }),
                    source: Html::link(&words, &addresses::experience(self.language, *number)),
                    tag: against.or(maker),
                }
            }
            Source::Reference { reference } => {
                let words = reference_words(self.t, reference);
                let source = if is_web(&reference.address) {
                    Html::link(&words, &reference.address)
                } else {
                    Html::text(&words)
                };
                components::Note { said: None, source, tag: against }
            }
            Source::Withdrawn { .. } => components::Note {
                said: None,
                source: Html::text(&self.t.get("public-note-withdrawn")),
                tag: None,
            },
        }
    }
}

/// « Auteur, Titre, 2015, lu le 3 mars 2017 ».
pub(crate) fn reference_words(t: &Texts, reference: &socle_domain::guide::Reference) -> String {
    let read = t.with("public-note-read", &[("date", day(t, reference.read_at).into())]);
    let parts = [reference.author.clone(), reference.title.clone(), reference.dated.clone(), read];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
