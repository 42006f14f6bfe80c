//! « Comptes »: closed questions, counted by kind of organization.

pub(crate) mod overview;
pub(crate) mod question;

use crate::{App, error::AppError, guard::Member};
use socle_look::{Texts, layouts::Link};
use socle_store::CountedSurvey;

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    enquete: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    retours: String,
}

impl Asked {
    /// Whether returns that nobody has decided on count too.
    fn with_unread(&self) -> bool {
        self.retours == "tous"
    }
}

/// The survey that an address asks for, and the others; the newest when it asks for none.
struct Surveys {
    present: CountedSurvey,
    all: Vec<CountedSurvey>,
}

impl Surveys {
    async fn find(app: &App, member: &Member, slug: &str) -> Result<Option<Self>, AppError> {
        let all = app.store().counted_surveys(member.0.id).await?;
        let present = all.iter().find(|survey| slug.is_empty() || survey.slug == slug).cloned();
        match present {
            Some(present) => Ok(Some(Self { present, all })),
            None if slug.is_empty() => Ok(None),
            None => Err(AppError::NotFound),
        }
    }

    fn ways(&self) -> Vec<Link> {
        let way = |survey: &CountedSurvey| {
            Link::new(survey.title.clone(), format!("/bureau/comptes?enquete={}", survey.slug))
                .current(survey.id == self.present.id)
        };
        if self.all.len() < 2 { Vec::new() } else { self.all.iter().map(way).collect() }
    }
}

/// The two ways to count: accepted returns, or all that were not set aside.
fn counted(t: &Texts, asked: &Asked, address: &str) -> Vec<Link> {
    vec![
        Link::new(t.get("figures-accepted"), address).current(!asked.with_unread()),
        Link::new(t.get("figures-all"), format!("{address}&retours=tous")).current(asked.with_unread()),
    ]
}
