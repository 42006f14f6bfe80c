//! What a study says before its questions: who asks, why, until when, what becomes of the answers. It stands on the
//! first page of the questionnaire itself, in the note `s0_intro`, so that the web, ODK Collect and paper show the
//! same, and each return points to the questionnaire whose notice was read.

use crate::App;
use socle_domain::{
    study::{Description, Part},
    survey::Calendar,
    time::{Timestamp, Zone},
};
use socle_look::{Language, dates};
use std::borrow::Cow;

/// The question whose words are the study's own.
const NOTE: &str = "/s0_intro:label\">";

/// The notice in one language.
pub(crate) fn words(app: &App, description: &Description, calendar: &Calendar, language: Language) -> String {
    let t = app.texts(language);
    let Some((_, said)) = description.words_in(language.code()) else { return String::new() };
    let closes = moment(language, &calendar.zone, calendar.closes_at);
    let part = |part: Part| said.get(part).into();
    let parameters = [
        ("purpose", part(Part::Purpose)),
        ("scope", part(Part::Scope)),
        ("out", part(Part::OutOfScope)),
        ("sponsor", part(Part::Sponsor)),
        ("controller", part(Part::Controller)),
        ("readers", part(Part::Readers)),
        ("contact", part(Part::Contact)),
        ("months", description.retention_months.into()),
        ("closes", closes.into()),
        ("zone", calendar.zone.name().into()),
    ];
    t.with("survey-welcome", &parameters)
}

/// A moment in words, in a zone.
pub(crate) fn moment(language: Language, zone: &Zone, at: Timestamp) -> String {
    let c = zone.civil(at);
    dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute))
}

/// A moment in words, in a zone and in universal time, which is the local time of much of West Africa: without a script,
/// a page cannot know where it is read.
pub(crate) fn here_and_there(language: Language, zone: &Zone, at: Timestamp) -> String {
    let (here, there) = (zone.civil(at), Zone::utc().civil(at));
    let words = format!("{} ({})", moment(language, zone, at), zone.name());
    if here == there {
        return words;
    }
    let hour = if (here.year, here.month, here.day) == (there.year, there.month, there.day) {
        dates::time(language, there.hour, there.minute)
    } else {
        moment(language, &Zone::utc(), at)
    };
    let t = language.pick("soit { } en temps universel", "that is { } universal time");
    format!("{words}, {}", t.replace("{ }", &hour))
}

/// An XForm with the study's notice in place of the one it came with, in each of its languages. `None` when it has no
/// place for one, or when the study says nothing of itself yet.
pub(crate) fn in_form(
    app: &App,
    xform: &str,
    description: &Description,
    calendar: &Calendar,
) -> Option<String> {
    let say = |language: Language| words(app, description, calendar, language);
    if description.words.is_empty() { None } else { replaced(xform, &say) }
}

/// The texts of a form stand by language: `<translation lang="Français (fr)">`, then `<text id="…">`, then
/// `<value>`. What our compiler writes is known, so the place is found without reading the whole form as a tree.
fn replaced(xform: &str, say: &dyn Fn(Language) -> String) -> Option<String> {
    const OPEN: &str = "<value>";
    let (mut out, mut rest, mut found) = (String::with_capacity(xform.len() + 2_048), xform, false);
    while let Some(at) = rest.find(NOTE) {
        let after = &rest[at + NOTE.len()..];
        let text = after.find("</text>")?;
        let start = after[..text].find(OPEN)? + OPEN.len();
        let end = start + after[start..text].find("</value>")?;
        out.push_str(&rest[..at + NOTE.len() + start]);
        let language = language_of(&out);
        out.push_str(&escaped(&say(language)));
        rest = &after[end..];
        found = true;
    }
    out.push_str(rest);
    found.then_some(out)
}

/// The language of the translation that was opened last. A form that speaks one language only says `default`.
fn language_of(before: &str) -> Language {
    const OPEN: &str = "<translation lang=\"";
    let name = before.rfind(OPEN).map_or("", |at| &before[at + OPEN.len()..]);
    let name = name.split('"').next().unwrap_or_default();
    // « Français (fr) », or a bare code.
    let code = name.rsplit_once('(').map_or(name, |(_, code)| code.trim_end_matches(')'));
    Language::parse(code.trim()).unwrap_or_default()
}

fn escaped(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>']) {
        Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_gets_its_own_words_and_nothing_else_moves() {
        let form = |fr: &str, en: &str| {
            format!(
                "<itext><translation lang=\"Français (fr)\" default=\"true()\"><text id=\"/data/s0/s0_intro:label\">\
                 <value>{fr}</value></text><text id=\"/data/s0/s0_scope:label\"><value>Hors sujet</value></text>\
                 </translation><translation lang=\"English (en)\"><text id=\"/data/s0/s0_intro:label\"><value>{en}\
                 </value></text></translation></itext>"
            )
        };
        let say = |language: Language| language.pick("Qui & pourquoi <ici>", "Who").to_owned();
        let renewed = replaced(&form("Avant", "Before"), &say).unwrap();
        assert_eq!(renewed, form("Qui &amp; pourquoi &lt;ici&gt;", "Who"));
        assert_eq!(replaced(&renewed, &say), Some(renewed.clone()), "twice is once");
        assert_eq!(replaced("<itext></itext>", &say), None);
    }
}
