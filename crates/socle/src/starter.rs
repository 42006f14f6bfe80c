//! What a new installation begins with: a survey of three questions, and the codes that passages are put under.

use anyhow::{Result, bail};
use socle_domain::{
    chance::Chance,
    codebook::Entry,
    id::{CodeLabelId, CodebookId, QuestionnaireId, StudyId, SurveyId},
    slug::Slug,
    survey::{Calendar, GRACE_HOURS, Survey},
    time::{DAY, Timestamp, Zone},
};
use socle_store::{NewCodebook, NewQuestionnaire, NewSurvey};

const WORKBOOK: &[u8] = include_bytes!("../../../content/questionnaire/trois-questions.xlsx");
const WORKBOOK_NAME: &str = "trois-questions.xlsx";
/// The last part of the survey's address.
pub(crate) const SLUG: &str = "trois-questions";
const TITLE: &str = "Votre expérience en trois questions";
const CODEBOOK: &str = "Grille de codage";
const ZONE: &str = "Europe/Paris";
const OPEN_FOR: i64 = 60 * DAY;

/// The starter survey, open from `now` on.
pub(crate) fn survey(study: StudyId, now: Timestamp, chance: &dyn Chance) -> Result<NewSurvey> {
    let survey = Survey {
        id: SurveyId::new(now, chance),
        study,
        slug: Slug::parse(SLUG)?,
        title: TITLE.to_owned(),
        questionnaire: QuestionnaireId::new(now, chance),
        calendar: Calendar {
            opens_at: now,
            closes_at: now.plus(OPEN_FOR),
            zone: Zone::parse(ZONE)?,
            grace_hours: GRACE_HOURS,
        },
        version: 1,
    };
    Ok(NewSurvey { survey, questionnaire: questionnaire()?, account: None, now })
}

/// The codes that ship, for a study.
pub(crate) fn codebook(study: StudyId, now: Timestamp, chance: &dyn Chance) -> NewCodebook {
    let label = |entry| (CodeLabelId::new(now, chance), entry);
    NewCodebook {
        id: CodebookId::new(now, chance),
        study,
        title: CODEBOOK.to_owned(),
        labels: Entry::shipped().into_iter().map(label).collect(),
        account: None,
        now,
    }
}

/// The workbook as it ships, and what it compiles to.
fn questionnaire() -> Result<NewQuestionnaire> {
    let parsed = xlsform::compile(WORKBOOK, Some(WORKBOOK_NAME), xlsform::Mode::Kind);
    let Some(compiled) = parsed.value else {
        bail!("the starter questionnaire cannot be read: {:?}", parsed.issues);
    };
    Ok(NewQuestionnaire {
        form_id: compiled.form_id,
        form_version: compiled.version.unwrap_or_default(),
        workbook_name: WORKBOOK_NAME.to_owned(),
        workbook: WORKBOOK.to_vec(),
        xform: compiled.xform,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use socle_domain::chance::Seeded;

    #[test]
    fn the_starter_survey_can_be_answered_from_the_first_moment() {
        let (now, chance) = (Timestamp::from_micros(1_800_000_000_000_000), Seeded::new(1));
        let new = survey(StudyId::new(now, &chance), now, &chance).unwrap();
        assert_eq!(new.survey.calendar.check_start(now), Ok(()));
        assert!(new.survey.calendar.check_start(now.plus(OPEN_FOR)).is_err());
        assert_eq!(new.questionnaire.form_id, "trois_questions");
        assert!(xlsform::Form::parse(&new.questionnaire.xform).is_ok());
    }
}
