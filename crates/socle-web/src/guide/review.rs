//! Reading a proposed guide over: the page as it will appear, and the grid of twelve questions.

use super::{InLanguage, PART, crumbs, file, title, views, writes};
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
use socle_domain::{
    guide::{Criterion, HeaderField, Verdict},
    id::{GuideRevisionId, ReviewId},
    text::{self, InvalidText},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, Prompt, TextField},
    layouts::Link,
};
use socle_store::{GRID_ROLES, GuideFile};

const COMMENT_MOST: usize = 600;

#[derive(Template)]
#[template(path = "guide/review.html")]
struct ReviewPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    heading: String,
    views: Vec<Link>,
    words: String,
    page: Option<Link>,
    action: String,
    revision: String,
    language: &'a str,
    questions: Vec<(ChoiceGroup, TextField)>,
    left: String,
    send: Button,
}

/// What the grid holds: an answer and a comment per question, as words.
type Grid = Vec<(Criterion, String, String)>;

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
) -> Result<Page, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    let mut grid = Grid::new();
    if let Some((revision, _)) = file.proposed {
        let own = app.store().own_review(member.0.id, revision).await?;
        grid = own.into_iter().map(|(one, verdict, words)| (one, verdict.word().to_owned(), words)).collect();
    }
    Ok(render(&app, &member, &file, &grid, &[]))
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).ok_or(AppError::Malformed)?;
    let file = file(&app, &member, &guide, language.code()).await?;
    let revision = GuideRevisionId::parse(fields.get("revision")).map_err(|_| AppError::Malformed)?;
    if fields.has_controls() || !member.0.has_any_in(file.study, &GRID_ROLES) {
        return Err(AppError::Malformed);
    }
    if file.proposed.is_none_or(|(proposed, _)| proposed != revision) {
        // It was published or replaced since the page was shown.
        return Err(AppError::Conflict);
    }
    let grid: Grid = Criterion::ALL
        .into_iter()
        .map(|one| (one, fields.get(one.word()).to_owned(), fields.get(&comment_name(one)).to_owned()))
        .collect();
    let (mut answers, mut long) = (Vec::new(), Vec::new());
    for (criterion, verdict, comment) in &grid {
        let comment = match text::line(comment, COMMENT_MOST) {
            Ok(comment) => comment,
            Err(InvalidText::Empty) => String::new(),
            Err(_) => {
                long.push(*criterion);
                continue;
            }
        };
        if let Some(verdict) = Verdict::parse(verdict) {
            answers.push((ReviewId::new(app.now(), app.chance()), *criterion, verdict, comment));
        }
    }
    if !long.is_empty() {
        return Ok(render(&app, &member, &file, &grid, &long).with_errors(true).into_response());
    }
    app.store().review_guide(member.0.id, revision, answers, app.now()).await?;
    Ok(see_other(&format!("{PART}/{}/relire?langue={}", file.id, language.code())))
}

fn comment_name(criterion: Criterion) -> String {
    format!("mot-{}", criterion.word())
}

fn render(app: &App, member: &Member, file: &GuideFile, grid: &Grid, long: &[Criterion]) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let may = file.proposed.is_some() && member.0.has_any_in(file.study, &GRID_ROLES);
    let questions: Vec<_> = if may { questions(t, language, grid, long) } else { Vec::new() };
    let left = Criterion::ALL.len()
        - grid.iter().filter(|(_, verdict, _)| Verdict::parse(verdict).is_some()).count();
    let summary = ErrorSummary::of(language, questions.iter().map(|(_, comment)| &comment.prompt));
    let words = match file.proposed {
        Some((_, revision)) => t.with("guide-review-of", &[("n", revision.into())]),
        None => t.get("guide-review-nothing"),
    };
    let content = ReviewPage {
        t,
        summary,
        heading: title(t, file.draft.header.get(HeaderField::Title)),
        views: views(t, file, writes(member, file), "/relire"),
        words,
        page: file.proposed.map(|_| {
            let href = format!("{PART}/{}/page?langue={}&proposee=oui", file.id, file.draft.language);
            Link::new(t.get("guide-review-page"), href)
        }),
        action: format!("{PART}/{}/relire", file.id),
        revision: file.proposed.map(|(id, _)| id.to_string()).unwrap_or_default(),
        language: &file.draft.language,
        questions,
        left: t.with("guide-review-left", &[("n", i64::try_from(left).unwrap_or(0).into())]),
        send: Button::send(t.get("guide-review-keep")),
    };
    let mut frame = frame::office(app, member, t.get("guide-view-review"), PART);
    frame.breadcrumb = crumbs(t);
    frame.page.has_errors = content.summary.is_some();
    Page::new(Sheet::Office, frame.wrap(&content))
}

fn questions(
    t: &Texts,
    language: Language,
    grid: &Grid,
    long: &[Criterion],
) -> Vec<(ChoiceGroup, TextField)> {
    let question = |criterion: Criterion| {
        let answered = grid.iter().find(|(one, _, _)| *one == criterion);
        let (verdict, comment) = answered.map_or(("", ""), |(_, verdict, comment)| (verdict, comment));
        let label = t.get(&format!("guide-criterion-{}", criterion.word()));
        let hint = if criterion.is_blocking() { t.get("guide-review-blocks") } else { String::new() };
        let choice = |one: Verdict| {
            Choice::new(one.word(), t.get(&format!("guide-verdict-{}", one.word())))
                .chosen(one.word() == verdict)
        };
        let fault = long.contains(&criterion).then(|| t.with("guide-fault-long", &[("n", 600.into())]));
        let remark = t.with("guide-review-comment", &[("criterion", label.as_str().into())]);
        (
            Prompt::new(language, criterion.word(), label).hint(hint).one_of(Verdict::ALL.map(choice).into()),
            Prompt::new(language, comment_name(criterion), remark).optional().error(fault).text(comment),
        )
    };
    Criterion::ALL.into_iter().map(question).collect()
}
