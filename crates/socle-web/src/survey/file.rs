//! A photo or a document. The answers of its page are saved before anyone comes here, so an upload that is cut short
//! loses nothing but itself.

use crate::{
    App,
    error::AppError,
    guard::Respondent,
    page::{Page, see_other},
    picture::{self, FILE_MOST, Prepared, Refused},
    survey::{
        Clicked, check_path, draft_of, field, frame_of_draft, language_of, question_path, slug_of, state_of,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Path, Query, Request, State},
    response::{IntoResponse, Response},
};
use socle_domain::{id::AttachmentId, survey::Survey};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, ErrorSummary, FileField, KeptFile, Prompt, Weight},
    layouts::Link,
    numbers,
};
use socle_store::{DraftFile, NewDraftFile, SavedDraft, StoreError};
use xlsform::{Control, FormState};

/// What is read of a file that is too heavy before its sender is told: a connection cut in the middle shows no page.
const READ_MOST: usize = 200 * 1024 * 1024;
/// The name of the field.
const FIELD: &str = "fichier";

/// The line of a question that a file answers, on the page of its question.
#[derive(Template)]
#[template(path = "survey/file-line.html")]
struct Line<'a> {
    t: &'a Texts,
    prompt: Prompt,
    kept: Option<String>,
    button: Button,
}

#[derive(Template)]
#[template(path = "survey/file.html")]
struct FilePage<'a> {
    t: &'a Texts,
    action: String,
    summary: Option<ErrorSummary>,
    field: FileField,
    send: Button,
    takes_pictures: bool,
}

/// The question that is being given a file.
struct Asked {
    draft: SavedDraft,
    state: FormState,
    control: Control,
    language: Language,
    back_to_check: bool,
}

impl Asked {
    /// The page of the questionnaire that it stands on.
    fn page(&self) -> String {
        let back = if self.back_to_check { "?retour=verifier" } else { "" };
        let key = self.state.page_of(&self.control.path);
        key.map_or_else(
            || check_path(&self.draft.survey),
            |key| question_path(&self.draft.survey, &key) + back,
        )
    }

    fn address(&self) -> String {
        path(&self.draft.survey, &self.control.path, self.back_to_check)
    }
}

/// The address of the page where a question gets its file.
pub(super) fn path(survey: &Survey, question: &str, back_to_check: bool) -> String {
    let back = if back_to_check { "&retour=verifier" } else { "" };
    format!("/e/{}/fichier?question={}{back}", survey.slug, slug_of(question))
}

/// What stands on the page of the question itself.
pub(super) fn line(t: &Texts, prompt: Prompt, slug: &str, kept: Option<&DraftFile>) -> Html {
    let key = if kept.is_some() { "survey-file-change" } else { "survey-file-add" };
    let button = Button::send(t.get(key)).sends("suite", format!("fichier~{slug}")).weight(Weight::Outlined);
    let size = |file: &DraftFile| numbers::size(t.language(), u64::try_from(file.length).unwrap_or_default());
    let kept = kept.map(|file| format!("{} ({})", file.name, size(file)));
    Html::of(&Line { t, prompt, kept, button })
}

/// The question of an address; none when it is not asked (any more), and the way back then.
async fn asked(
    app: &App,
    respondent: Respondent,
    slug: &str,
    clicked: &Clicked,
) -> Result<Result<Asked, Response>, AppError> {
    let draft = draft_of(app, respondent, slug).await?;
    if draft.submission.is_some() {
        return Ok(Err(see_other(&format!("/e/{slug}/merci"))));
    }
    if draft.survey.calendar.check_send(draft.started_at, app.now()).is_err() {
        return Ok(Err(see_other(&format!("/e/{slug}"))));
    }
    let language = language_of(&draft, clicked.langue.as_deref());
    let state = state_of(app, &draft, language).await?;
    let wanted = clicked.question.as_deref().unwrap_or_default();
    let found = state
        .pages()
        .into_iter()
        .flat_map(|page| page.controls)
        .find(|control| field::is_file(control) && slug_of(&control.path) == wanted);
    Ok(match found {
        Some(control) => {
            let back_to_check = clicked.retour.as_deref() == Some("verifier");
            Ok(Asked { draft, state, control, language, back_to_check })
        }
        None => Err(see_other(&check_path(&draft.survey))),
    })
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    match asked(&app, respondent, &slug, &clicked).await? {
        Ok(asked) => Ok(render(&app, &asked, None).await?.into_response()),
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub(crate) async fn keep(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
    request: Request,
) -> Result<Response, AppError> {
    // Nothing is read for somebody who has no draft here.
    draft_of(&app, respondent, &slug).await?;
    let sent = read(request).await?;
    let asked = match asked(&app, respondent, &slug, &clicked).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let draft = asked.draft.id;
    let outcome = match sent {
        Sent::Remove => app.store().remove_draft_file(draft, asked.control.path.clone(), app.now()).await,
        Sent::File { name, bytes } => match prepared(&app, &asked, bytes).await? {
            Ok(file) => store(&app, &asked, &name, file).await?,
            Err(refused) => return refuse(&app, &asked, refused).await,
        },
        Sent::TooHeavy => return refuse(&app, &asked, Refused::Heavy).await,
    };
    match outcome {
        Ok(()) => Ok(see_other(&asked.page())),
        // The return was sent from another phone meanwhile.
        Err(StoreError::Stale) => Ok(see_other(&format!("/e/{slug}/merci"))),
        Err(error) => Err(error.into()),
    }
}

async fn refuse(app: &App, asked: &Asked, refused: Refused) -> Result<Response, AppError> {
    Ok(render(app, asked, Some(refused)).await?.with_errors(true).into_response())
}

/// What the form brought.
enum Sent {
    File { name: String, bytes: Vec<u8> },
    TooHeavy,
    Remove,
}

async fn read(mut request: Request) -> Result<Sent, AppError> {
    DefaultBodyLimit::max(READ_MOST).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let unread = |error: axum::extract::multipart::MultipartError| match error.status() {
        http::StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Malformed,
    };
    let mut sent = None;
    while let Some(mut part) = form.next_field().await.map_err(unread)? {
        let removes = part.name().is_some_and(|name| name == format!("{FIELD}-remove"));
        let is_file = part.name() == Some(FIELD);
        let name = part.file_name().unwrap_or_default().to_owned();
        let (mut bytes, mut is_heavy) = (Vec::new(), false);
        while let Some(chunk) = part.chunk().await.map_err(unread)? {
            // The rest is read and left: only then does the browser listen to the answer.
            is_heavy = is_heavy || bytes.len() + chunk.len() > FILE_MOST;
            if !is_heavy && is_file {
                bytes.extend_from_slice(&chunk);
            }
        }
        match () {
            () if is_file && is_heavy => sent = Some(Sent::TooHeavy),
            () if is_file && !bytes.is_empty() => sent = Some(Sent::File { name, bytes }),
            // A new file in place of the old one needs no box ticked, and none undoes it.
            () if removes && sent.is_none() => sent = Some(Sent::Remove),
            () => {}
        }
    }
    Ok(sent.unwrap_or(Sent::File { name: String::new(), bytes: Vec::new() }))
}

/// One picture at a time: each may unfold to hundreds of millions of bytes.
async fn prepared(app: &App, asked: &Asked, bytes: Vec<u8>) -> Result<Result<Prepared, Refused>, AppError> {
    let turn =
        app.unfolding().acquire_owned().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let made = tokio::task::spawn_blocking(move || {
        // The turn ends with the work, even when whoever asked for it has hung up.
        let _turn = turn;
        picture::prepare(bytes)
    })
    .await;
    let made = made.map_err(|error| AppError::Internal(format!("a picture: {error}")))?;
    Ok(made.and_then(|file| {
        let not_a_picture = takes_pictures(&asked.control) && file.media_type != "image/jpeg";
        if not_a_picture { Err(Refused::Unknown) } else { Ok(file) }
    }))
}

/// Whether the questionnaire asks for a picture and nothing else.
fn takes_pictures(control: &Control) -> bool {
    control.attributes.iter().any(|(name, value)| name == "mediatype" && value.starts_with("image/"))
}

/// The bytes first, then the row: a row never tells of a file that is not there.
async fn store(
    app: &App,
    asked: &Asked,
    name: &str,
    file: Prepared,
) -> Result<Result<(), StoreError>, AppError> {
    let files = app.files()?;
    let id = AttachmentId::new(app.now(), app.chance()).uuid();
    let length = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let folder = files.clone();
    let put = tokio::task::spawn_blocking(move || folder.put(id, &file.bytes)).await;
    let digest = put
        .map_err(|error| AppError::Internal(error.to_string()))?
        .map_err(|error| AppError::Unavailable(format!("folder of files: {error}")))?;
    let new = NewDraftFile {
        id,
        draft: asked.draft.id,
        question: asked.control.path.clone(),
        name: picture::name_of(name, file.ending),
        media_type: file.media_type.to_owned(),
        length,
        digest,
        now: app.now(),
    };
    let kept = app.store().keep_draft_file(new).await;
    if kept.is_err() {
        let _best_effort = tokio::task::spawn_blocking(move || files.delete(id)).await;
    }
    Ok(kept)
}

async fn render(app: &App, asked: &Asked, refused: Option<Refused>) -> Result<Page, AppError> {
    let t = app.texts(asked.language);
    let files = app.store().draft_files(asked.draft.id).await?;
    let is_kept = |file: &DraftFile| file.question == asked.control.path && !asked.control.text.is_empty();
    let kept = files.into_iter().filter(is_kept).map(|file| KeptFile {
        name: file.name,
        size: u64::try_from(file.length).unwrap_or_default(),
        key: "oui".to_owned(),
    });
    let label = field::label_words(asked.language, &asked.control);
    let hint = asked.control.hint.as_deref().unwrap_or_default();
    let takes_pictures = takes_pictures(&asked.control);
    let mut field = Prompt::new(asked.language, FIELD, label.clone())
        .as_title()
        .hint(crate::questionnaire::set_in(asked.language, hint))
        .error(refused.map(|refused| t.get(refused.key())))
        .file()
        .kept(kept.collect());
    if takes_pictures {
        // Without HEIC in the list, telephones that take it send JPEG.
        field = field.accept("image/jpeg,image/png,image/webp,image/gif");
    }
    let summary = ErrorSummary::of(asked.language, [&field.prompt]);
    let address = asked.address();
    let mut frame = frame_of_draft(app, asked.language, &asked.draft.survey, label, &address);
    frame.page = frame.page.with_errors(summary.is_some());
    frame.back = Some(Link::new(t.get("survey-file-back"), asked.page()));
    let send = Button::send(t.get("survey-file-send"));
    let content = FilePage { t, action: address, summary, field, send, takes_pictures };
    Ok(Page::new(Sheet::Survey, frame.wrap(&content)))
}
