//! What a person is told when a request cannot be answered, and the codes programs see.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use socle_look::Sheet;
use socle_store::{Constraint, StoreError};

/// Why a request got no page of its own. Sentences are put on it by `finish.rs`, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AppError {
    #[error("not found")]
    NotFound,
    #[error("withdrawn")]
    Gone,
    /// The same of a guide: the team took it down.
    #[error("taken down")]
    TakenDown,
    #[error("sign-in required")]
    SignInRequired,
    #[error("forbidden")]
    Forbidden,
    /// The form came from another site, or from none.
    #[error("cross-site form")]
    CrossSite,
    /// The request is not one that our pages make.
    #[error("malformed request")]
    Malformed,
    #[error("too large")]
    TooLarge,
    #[error("changed meanwhile")]
    Conflict,
    #[error("too many tries")]
    TooMany,
    #[error("unavailable")]
    Unavailable(String),
    #[error("internal")]
    Internal(String),
}

/// Every code, for the documentation and its test.
pub const CODES: [&str; 11] = [
    "not-found",
    "gone",
    "sign-in-required",
    "forbidden",
    "cross-site",
    "malformed",
    "too-large",
    "conflict",
    "too-many",
    "unavailable",
    "internal",
];

impl AppError {
    /// The stable code that programs may rely on.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotFound => CODES[0],
            Self::Gone | Self::TakenDown => CODES[1],
            Self::SignInRequired => CODES[2],
            Self::Forbidden => CODES[3],
            Self::CrossSite => CODES[4],
            Self::Malformed => CODES[5],
            Self::TooLarge => CODES[6],
            Self::Conflict => CODES[7],
            Self::TooMany => CODES[8],
            Self::Unavailable(_) => CODES[9],
            Self::Internal(_) => CODES[10],
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone | Self::TakenDown => StatusCode::GONE,
            Self::SignInRequired => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl AppError {
    /// What the framework refused by itself: an address, a query or a form that it could not read. Our own refusals
    /// carry their reason, and our own pages their sheet.
    pub(crate) fn of_refusal(response: &Response) -> Option<Self> {
        let status = response.status();
        let is_ours = response.extensions().get::<Sheet>().is_some();
        match status {
            _ if is_ours || !(status.is_client_error() || status.is_server_error()) => None,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Self::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            _ if status.is_client_error() => Some(Self::Malformed),
            _ => Some(Self::Internal(format!("refused with {status}"))),
        }
    }
}

/// The body is written later, by `finish.rs`, which knows the language and what the client accepts.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale | StoreError::Conflict(Constraint::Other) => Self::Conflict,
            StoreError::Conflict(Constraint::Reference) => Self::NotFound,
            StoreError::Unavailable(reason) => Self::Unavailable(reason),
            other @ (StoreError::Conflict(_) | StoreError::Corrupt(_) | StoreError::Backend(_)) => {
                Self::Internal(other.to_string())
            }
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("template: {error}"))
    }
}
