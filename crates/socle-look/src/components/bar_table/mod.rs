//! A chart that is a table: readable at 320 px, aloud, on paper and without scripts.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language, numbers};

/// One bar.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// The value, in words or figures.
    pub value: String,
    /// The length of the bar, from 0 to 100.
    pub percent: u8,
}

impl Bar {
    /// A count, as long as its part of the largest.
    pub fn of(lang: Language, label: impl Into<String>, count: u32, largest: u32) -> Self {
        let percent = u64::from(count) * 100 / u64::from(largest.max(1));
        let percent = u8::try_from(percent.min(100)).unwrap_or(100);
        Self { label: label.into(), value: numbers::integer(lang, count.into()), percent }
    }
}

/// Bars of one series.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/bar_table/template.html")]
pub struct BarTable {
    /// The language of the headings.
    pub lang: Language,
    /// A name unique on the page, for the region's label.
    pub id: String,
    /// The title: what the chart teaches, as a sentence.
    pub title: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Under it: n, the question's words, the source, the data.
    pub note: Option<Html>,
}

html_safe!(BarTable);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let title = lang.pick("Le temps manque plus souvent que l’argent", "Time is short more often than money");
    let labels = obstacles(lang);
    let bars: Vec<_> = labels
        .into_iter()
        .zip([118, 94, 71, 40, 0])
        .map(|(label, count)| Bar::of(lang, label, count, 118))
        .collect();
    let note = Html::text(lang.pick(
        "n = 212. « Qu’est-ce qui vous a freinés ? », plusieurs réponses possibles.",
        "n = 212. “What held you back?”, several answers possible.",
    ));
    let chart = |id: &str, bars| BarTable {
        lang,
        id: id.to_owned(),
        title: format!("{title} ({id})"),
        bars,
        note: Some(note.clone()),
    };
    let lengthy = (1..=15).map(|n| Bar::of(lang, format!("{} {n}", labels[4]), 120 - n * 8, 120)).collect();
    vec![
        Sample::new("ordinary", &chart("freins", bars)),
        Sample::new("long", &chart("freins-2", lengthy)),
        Sample::rtl(
            "rtl",
            &BarTable {
                bars: vec![Bar::of(lang, "الوقت", 12, 12), Bar::of(lang, "المال", 5, 12)],
                note: None,
                title: "الوقت أقلّ من المال".to_owned(),
                ..chart("freins-3", Vec::new())
            },
        ),
    ]
}

fn obstacles(lang: Language) -> [&'static str; 5] {
    lang.pick(
        [
            "Manque de temps",
            "Manque de compétences",
            "Réticences des équipes",
            "Coût",
            "Pas de réseau sur place",
        ],
        ["Lack of time", "Lack of skills", "Reluctance in teams", "Cost", "No network on site"],
    )
}
