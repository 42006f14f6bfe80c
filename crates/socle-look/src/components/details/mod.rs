//! More to read, for whoever wants it. Opened in print.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// A folded passage.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/details/template.html")]
pub struct Details {
    /// What unfolding shows: « Pourquoi cet outil ? ».
    pub summary: String,
    /// The passage.
    pub body: Html,
    /// Whether it starts unfolded.
    pub is_open: bool,
}

html_safe!(Details);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let summary = lang.pick("Pourquoi cet outil\u{202F}?", "Why this tool?");
    let body = lang.pick(
        "Il se remplit sans réseau et envoie tout une fois au bureau.",
        "It is filled without network and sends everything once at the office.",
    );
    let folded = |is_open| Details { summary: summary.to_owned(), body: Html::text(body), is_open };
    vec![
        Sample::new("folded", &folded(false)),
        Sample::new("open", &folded(true)),
        Sample::new("long", &Details { summary: summary.repeat(6), ..folded(true) }),
        Sample::rtl(
            "rtl",
            &Details {
                summary: "لماذا هذه الأداة؟".to_owned(),
                body: Html::text("تعمل بلا شبكة."),
                is_open: true,
            },
        ),
    ]
}
