//! Composing a guide: its header and its blocks, what is missing, the drawer of evidence and the gauge.
//!
//! Every button of the page saves: whoever looks for a passage or cites one keeps what they typed.

use super::{
    InLanguage, PART, crumbs,
    drawer::{self, DrawerPart},
    faults::{fault_words, field_of, finding_line},
    file,
    form::{Clash, Typed, block_name, country_names, header_name, mark, seen_name},
    moment, set, status_tag, title, views, writes,
};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use socle_domain::guide::{BlockSpec, Citation, Finding, GuideKind, GuideView, HeaderField, Place};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Choice, Details, ErrorSummary, Notice, NoticeKind, Prompt, Tag, Weight},
    layouts::Link,
};
use socle_store::{GuideDraft, GuideFile, SaveGuide, StoreError};

/// How often a save is tried over the newest version before the person is asked to try again.
const TRIES: usize = 3;

#[derive(Template)]
#[template(path = "guide/compose.html")]
struct ComposePage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    heading: String,
    status: Tag,
    saved: Option<String>,
    views: Vec<Link>,
    languages: Vec<Link>,
    action: String,
    version: i64,
    language: &'a str,
    is_new_text: bool,
    gauge: Option<String>,
    findings: Vec<(String, String)>,
    fields: Vec<Field>,
    blocks: Vec<Field>,
    save: Button,
    propose: Button,
    drawer: DrawerPart,
}

/// A field with the mark of what it held when it was shown, and what someone else wrote in it meanwhile.
struct Field {
    name: String,
    html: Html,
    seen: String,
    clash: Option<Notice>,
}

/// What the page is shown with, beside the guide.
#[derive(Default)]
struct Shown {
    clashes: Vec<Clash>,
    /// What keeps the text from being saved, by the name of the field.
    refused: Vec<(String, String)>,
    /// What the drawer shows.
    filter: drawer::Asked,
    findings: Vec<Finding>,
    view: Option<GuideView>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
    Query(filter): Query<drawer::Asked>,
) -> Result<Response, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    if !writes(&member, &file) {
        // Who does not write it reads it.
        return Ok(see_other(&format!("{PART}/{}/page?langue={}", file.id, file.draft.language)));
    }
    let typed = Typed::saved(file.kind, &file.draft);
    let shown = Shown { filter, ..Shown::default() };
    Ok(render(&app, &member, &file, &typed, shown).await?.into_response())
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).ok_or(AppError::Malformed)?;
    let seen = fields.number("version").ok_or(AppError::Malformed)?;
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let filter = drawer::Asked::of_form(&fields);
    for _ in 0..TRIES {
        let file = file(&app, &member, &guide, language.code()).await?;
        if !writes(&member, &file) {
            return Err(AppError::NotFound);
        }
        let saved = Typed::saved(file.kind, &file.draft);
        let mut typed = Typed::read(file.kind, &fields);
        if seen > file.draft.version {
            return Err(AppError::Malformed);
        }
        let clashes =
            if seen == file.draft.version { Vec::new() } else { typed.meet(file.kind, &fields, &saved) };
        if !clashes.is_empty() {
            let shown = Shown { clashes, filter, ..Shown::default() };
            let mut page = render(&app, &member, &file, &typed, shown).await?;
            page.status = StatusCode::CONFLICT;
            return Ok(page.into_response());
        }
        let citing = citing(file.kind, &fields)?;
        if let Some((block, citation)) = citing {
            typed.cite(block.key, citation);
        }
        let refused = refused(&app, &member, &file, &typed).await?;
        if !refused.is_empty() {
            let shown = Shown { refused, filter, ..Shown::default() };
            let page = render(&app, &member, &file, &typed, shown).await?.with_errors(true);
            return Ok(page.into_response());
        }
        match keep(&app, &member, &file, &typed, &saved).await {
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
            Ok(_) => return Ok(next(&file, &fields, &filter, citing)),
        }
    }
    Err(AppError::Conflict)
}

/// The block and the citation that a button of the drawer asked for.
fn citing(kind: GuideKind, fields: &Fields) -> Result<Option<(&'static BlockSpec, Citation)>, AppError> {
    let asked = fields.get("citer");
    if asked.is_empty() {
        return Ok(None);
    }
    let mut citation = Citation::parse(asked).map_err(|_| AppError::Malformed)?;
    if fields.get("contre") == "oui" {
        citation.stance = socle_domain::guide::Stance::Contrary;
    }
    let block = kind.block(fields.get("dans")).ok_or(AppError::Malformed)?;
    Ok(Some((block, citation)))
}

/// What keeps a text from being saved: words of a return, and texts longer than any field.
async fn refused(
    app: &App,
    member: &Member,
    file: &GuideFile,
    typed: &Typed,
) -> Result<Vec<(String, String)>, AppError> {
    let t = app.texts(frame::language_of(member));
    let long = typed.too_long();
    if !long.is_empty() {
        let words =
            |most: usize| t.with("guide-fault-long", &[("n", i64::try_from(most).unwrap_or(0).into())]);
        return Ok(long.into_iter().map(|(name, most)| (format!("f-{name}"), words(most))).collect());
    }
    let draft = as_draft(file, typed);
    let found = app.store().pasted_words(member.0.id, file.id, &draft).await?.unwrap_or_default();
    Ok(found.iter().map(|finding| finding_line(t, file.kind, finding)).collect())
}

/// Saves what changed; what did not is not written again.
async fn keep(
    app: &App,
    member: &Member,
    file: &GuideFile,
    typed: &Typed,
    saved: &Typed,
) -> Result<i64, StoreError> {
    if typed == saved && file.draft.version > 0 {
        return Ok(file.draft.version);
    }
    let save = SaveGuide {
        guide: file.id,
        language: file.draft.language.clone(),
        version: file.draft.version,
        header: typed.header(),
        body: typed.body(file.kind),
        account: member.0.id,
        now: app.now(),
    };
    app.store().save_guide(save).await
}

/// Where a button leads once the text is saved.
fn next(
    file: &GuideFile,
    fields: &Fields,
    filter: &drawer::Asked,
    citing: Option<(&'static BlockSpec, Citation)>,
) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("langue", &file.draft.language);
    filter.write(&mut query);
    let place = match (citing, fields.get("acte")) {
        (Some((block, _)), _) => format!("#f-{}", block_name(block.key)),
        (None, "chercher") => "#tiroir".to_owned(),
        (None, "proposer") => {
            return see_other(&format!("{PART}/{}/publier?langue={}", file.id, file.draft.language));
        }
        _ => String::new(),
    };
    see_other(&format!("{PART}/{}?{}{place}", file.id, query.finish()))
}

fn as_draft(file: &GuideFile, typed: &Typed) -> GuideDraft {
    GuideDraft { header: typed.header(), body: typed.body(file.kind), ..file.draft.clone() }
}

async fn render(
    app: &App,
    member: &Member,
    file: &GuideFile,
    typed: &Typed,
    mut shown: Shown,
) -> Result<Page, AppError> {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let draft = as_draft(file, typed);
    shown.findings = app.store().check_guide(member.0.id, file.id, &draft).await?.unwrap_or_default();
    shown.view = app.store().draft_view(member.0.id, file.id, &draft).await?;
    let gauge = gauge(app, t, shown.view.as_ref()).await;
    let drawer = drawer::load(app, member, file, &shown.filter).await?;
    let content = ComposePage {
        t,
        summary: summary(language, t, file.kind, &shown),
        heading: title(t, typed.get(&header_name(HeaderField::Title))),
        status: status_tag(t, file.status, file.proposed.is_some()),
        saved: saved_words(t, language, file),
        views: views(t, file, true, ""),
        languages: languages(t, file),
        action: format!("{PART}/{}", file.id),
        version: file.draft.version,
        language: &file.draft.language,
        is_new_text: file.draft.version == 0,
        gauge,
        findings: shown.findings.iter().map(|finding| finding_line(t, file.kind, finding)).collect(),
        fields: header_fields(t, language, file, typed, &shown),
        blocks: block_fields(t, language, file, typed, &shown),
        save: Button::send(t.get("guide-save")).sends("acte", "enregistrer").weight(Weight::Solid),
        propose: Button::send(t.get("guide-save-and-check"))
            .sends("acte", "proposer")
            .weight(Weight::Outlined),
        drawer,
    };
    let mut frame = frame::office(app, member, content.heading.clone(), PART);
    frame.breadcrumb = crumbs(t);
    frame.page.has_errors = content.summary.is_some();
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

/// How many pages the guide takes on paper; nothing when there is no printer to ask.
async fn gauge(app: &App, t: &Texts, view: Option<&GuideView>) -> Option<String> {
    let printed = app.print_guide(view?).await.ok()?;
    let told = [("n", printed.pages.into()), ("percent", u32::from(printed.last_page_percent).into())];
    Some(t.with("guide-gauge", &told))
}

fn saved_words(t: &Texts, language: Language, file: &GuideFile) -> Option<String> {
    let at = moment(language, file.draft.saved_at?);
    let by = file.draft.saved_by.clone().unwrap_or_default();
    Some(t.with("guide-saved", &[("at", at.into()), ("by", by.into())]))
}

fn languages(t: &Texts, file: &GuideFile) -> Vec<Link> {
    let link = |language: Language| {
        let is_there = file.languages.iter().any(|code| code == language.code());
        let key = if is_there { "guide-text-in" } else { "guide-text-to-write" };
        let words = t.with(key, &[("language", language.own_name().into())]);
        let href = format!("{PART}/{}?langue={}", file.id, language.code());
        Link::new(words, href).current(file.draft.language == language.code())
    };
    Language::ALL.map(link).into()
}

/// What stands above the form when it came back.
fn summary(language: Language, t: &Texts, kind: GuideKind, shown: &Shown) -> Option<ErrorSummary> {
    let clash = |clash: &Clash| {
        (
            format!("f-{}", clash.name),
            t.with("guide-clash-line", &[("field", label_of(t, kind, &clash.name).into())]),
        )
    };
    let errors: Vec<_> = shown.clashes.iter().map(clash).chain(shown.refused.clone()).collect();
    (!errors.is_empty()).then_some(ErrorSummary { lang: language, errors })
}

/// The label of a field by its name.
fn label_of(t: &Texts, kind: GuideKind, name: &str) -> String {
    let block = name.strip_prefix("b-").and_then(|key| kind.block(key));
    let block = block.map(|spec| set(t.language(), spec.title(t.language().code())));
    let field = name.strip_prefix("h-").and_then(HeaderField::parse);
    block.or_else(|| field.map(|field| t.get(&format!("guide-field-{}", field.key())))).unwrap_or_default()
}

/// What is wrong with a field, in words; a field that has to be there is not reproached while nothing was asked.
fn faults_of(t: &Texts, id: &str, shown: &Shown) -> Option<String> {
    // Each is named with its place, however many there are: who corrects one at a time would save as many times.
    let refused: Vec<&str> =
        shown.refused.iter().filter(|(field, _)| field == id).map(|(_, words)| words.as_str()).collect();
    let refused = (!refused.is_empty()).then(|| refused.join(" "));
    let is_of = |finding: &&Finding| field_of(finding.place) == id && !is_missing(finding);
    refused.or_else(|| shown.findings.iter().find(is_of).map(|finding| fault_words(t, &finding.fault)))
}

fn is_missing(finding: &Finding) -> bool {
    use socle_domain::guide::Fault;
    matches!(finding.fault, Fault::MissingBlock | Fault::MissingField | Fault::Steps { .. })
        || matches!(finding.place, Place::Sentence { .. }) && matches!(finding.fault, Fault::UndatedCost(_))
}

/// The mark of what a field holds as it is shown: of the saved text where two people clash, so that the next save is
/// over it.
fn seen(file: &GuideFile, name: &str) -> String {
    mark(Typed::saved(file.kind, &file.draft).get(name))
}

fn clash_of(t: &Texts, language: Language, name: &str, shown: &Shown) -> Option<Notice> {
    let clash = shown.clashes.iter().find(|clash| clash.name == name)?;
    let words = t.with("guide-clash", &[("saved", clash.saved.as_str().into())]);
    Some(Notice::new(language, NoticeKind::Warning, &words).word(t.get("guide-clash-word")))
}

fn header_fields(
    t: &Texts,
    language: Language,
    file: &GuideFile,
    typed: &Typed,
    shown: &Shown,
) -> Vec<Field> {
    let field = |field: HeaderField| {
        let name = header_name(field);
        let mut prompt = Prompt::new(language, name.as_str(), t.get(&format!("guide-field-{}", field.key())))
            .hint(t.get(&format!("guide-hint-{}", field.key())))
            .error(faults_of(t, &format!("f-{name}"), shown));
        prompt.is_optional = !field.is_required(file.kind);
        Field {
            html: control(t, prompt, field, typed.get(&name)),
            seen: seen(file, &name),
            clash: clash_of(t, language, &name, shown),
            name,
        }
    };
    HeaderField::ALL.into_iter().map(field).collect()
}

/// What a field of the header is typed in.
fn control(t: &Texts, prompt: Prompt, field: HeaderField, value: &str) -> Html {
    let language = t.language();
    if let Some(terms) = field.terms() {
        let chosen: Vec<&str> = value.split([' ', ',']).collect();
        let choice = |term: &socle_domain::taxonomy::Term| {
            Choice::new(term.code, set(language, term.label(language.code())))
                .chosen(chosen.contains(&term.code))
        };
        let label = prompt.label.clone();
        let picked: Vec<_> = terms.iter().filter(|term| chosen.contains(&term.code)).collect();
        let summary = match picked.as_slice() {
            [] => t.with("guide-list-none", &[("field", label.into())]),
            picked => {
                let names: Vec<_> =
                    picked.iter().map(|term| set(language, term.label(language.code()))).collect();
                format!("{label} — {}", names.join(" · "))
            }
        };
        let is_open = prompt.error.is_some();
        let body = Html::of(&prompt.many_of(terms.iter().map(choice).collect()));
        return Html::of(&Details { summary, body, is_open });
    }
    match field {
        HeaderField::Summary => Html::of(&prompt.area(value).rows(3).limit(500)),
        HeaderField::Promise => Html::of(&prompt.area(value).rows(2).limit(160)),
        HeaderField::Countries => Html::of(&prompt.text(country_names(value, language.code()))),
        HeaderField::Starter => {
            let yes = Choice::new("oui", t.get("guide-starter-yes")).chosen(!value.is_empty());
            Html::of(&prompt.many_of(vec![yes]))
        }
        _ => Html::of(&prompt.text(value)),
    }
}

fn block_fields(t: &Texts, language: Language, file: &GuideFile, typed: &Typed, shown: &Shown) -> Vec<Field> {
    let field = |spec: &'static BlockSpec| {
        let name = block_name(spec.key);
        let value = typed.get(&name);
        let mut prompt = Prompt::new(language, name.as_str(), set(language, spec.title(language.code())))
            .hint(set(language, spec.help(language.code())))
            .error(faults_of(t, &format!("f-{name}"), shown));
        prompt.is_optional = !spec.is_required;
        let rows =
            u8::try_from(value.chars().count() / 70 + value.lines().count() + 2).unwrap_or(24).clamp(4, 24);
        Field {
            html: Html::of(&prompt.area(value).rows(rows)),
            seen: seen(file, &name),
            clash: clash_of(t, language, &name, shown),
            name,
        }
    };
    file.kind.blocks().iter().map(field).collect()
}

impl Field {
    fn seen_name(&self) -> String {
        seen_name(&self.name)
    }
}

/// The blocks of a kind, to choose where a citation goes.
pub(super) fn block_choices(kind: GuideKind, language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |spec: &BlockSpec| {
        Choice::new(spec.key, set(language, spec.title(language.code()))).chosen(spec.key == chosen)
    };
    kind.blocks().iter().map(choice).collect()
}
