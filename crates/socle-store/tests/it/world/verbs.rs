//! What a case asks the store for, with everything it does not care about filled in.

use crate::place::{Place, now};
use socle_domain::{
    account::{EmailAddress, Role},
    code::ResumeCode,
    codebook::Entry,
    consent::Publication,
    experience::{Experience, ExperienceKind, Reading},
    id::{
        AccountId, CodeLabelId, CodebookId, DraftId, MembershipId, QuestionnaireId, StudyId, SubmissionId,
        SurveyId,
    },
    slug::Slug,
    submission::{Channel, InstanceId},
    survey::{Calendar, GRACE_HOURS, Survey},
    time::{DAY, HOUR, Zone},
};
use socle_store::{
    Membership, NewAccount, NewCodebook, NewDraft, NewQuestionnaire, NewReading, NewStudy, NewSubmission,
    NewSurvey, Receipt,
};

/// A story of a return.
pub(crate) fn story(place: i64, text: &str, publication: Option<Publication>) -> Experience {
    Experience {
        place,
        kind: ExperienceKind::Use,
        tools: vec!["KoboToolbox".to_owned(), "WhatsApp".to_owned()],
        needs: vec!["collecter".to_owned()],
        theme: Some("eah".to_owned()),
        country: Some("bf".to_owned()),
        state: Some("in_use".to_owned()),
        publication,
        text: text.to_owned(),
    }
}

impl Place {
    /// The codes that ship, for a study.
    pub(crate) async fn codebook(&self, study: StudyId) {
        self.store.save_codebook(self.new_codebook(study, Entry::shipped())).await.unwrap();
    }

    pub(crate) fn new_codebook(&self, study: StudyId, entries: Vec<Entry>) -> NewCodebook {
        let labels =
            entries.into_iter().map(|entry| (CodeLabelId::new(now(), &self.chance), entry)).collect();
        let id = CodebookId::new(now(), &self.chance);
        NewCodebook { id, study, title: "Grille".to_owned(), labels, account: None, now: now() }
    }

    pub(crate) async fn study(&self, slug: &str) -> StudyId {
        let id = StudyId::new(now(), &self.chance);
        let study = NewStudy {
            id,
            slug: Slug::parse(slug).unwrap(),
            title: format!("Étude {slug}"),
            account: None,
            now: now(),
        };
        self.store.create_study(study).await.unwrap();
        id
    }

    pub(crate) fn new_survey(&self, study: StudyId, slug: &str) -> NewSurvey {
        let survey = Survey {
            id: SurveyId::new(now(), &self.chance),
            study,
            slug: Slug::parse(slug).unwrap(),
            title: format!("Enquête {slug}"),
            questionnaire: QuestionnaireId::new(now(), &self.chance),
            calendar: Calendar {
                opens_at: now().plus(-10 * DAY),
                closes_at: now().plus(30 * DAY),
                zone: Zone::parse("Europe/Paris").unwrap(),
                grace_hours: GRACE_HOURS,
            },
            version: 1,
        };
        let questionnaire = NewQuestionnaire {
            form_id: "trois-questions".to_owned(),
            form_version: "2017-02-01".to_owned(),
            workbook_name: "trois-questions.xlsx".to_owned(),
            workbook: vec![0x50, 0x4b, 3, 4, 0, 255],
            xform: "<h:html/>".to_owned(),
        };
        NewSurvey { survey, questionnaire, account: None, now: now() }
    }

    pub(crate) async fn survey(&self, study: StudyId, slug: &str) -> Survey {
        let new = self.new_survey(study, slug);
        self.store.create_survey(new.clone()).await.unwrap();
        new.survey
    }

    pub(crate) fn new_account(&self, email: &str, roles: &[(Role, Option<StudyId>)]) -> NewAccount {
        let membership =
            |&(role, study)| (MembershipId::new(now(), &self.chance), Membership { role, study });
        NewAccount {
            id: AccountId::new(now(), &self.chance),
            email: EmailAddress::parse(email).unwrap(),
            name: format!("Personne {email}"),
            password_hash: "$argon2id$v=19$m=8,t=1,p=1$c2Vs$aGFjaGU".to_owned(),
            language: "fr".to_owned(),
            memberships: roles.iter().map(membership).collect(),
            now: now(),
        }
    }

    pub(crate) async fn account(&self, email: &str, roles: &[(Role, Option<StudyId>)]) -> AccountId {
        let account = self.new_account(email, roles);
        let id = account.id;
        self.store.create_account(account).await.unwrap();
        id
    }

    pub(crate) fn new_submission(&self, survey: &Survey, instance: &str, words: &str) -> NewSubmission {
        NewSubmission {
            id: SubmissionId::new(now(), &self.chance),
            survey: survey.id,
            questionnaire: survey.questionnaire,
            instance: InstanceId::parse(instance).unwrap(),
            body: format!("<data><story>{words}</story></data>").into_bytes(),
            channel: Channel::Web,
            language: "fr".to_owned(),
            draft: None,
            reading: self.reading(&[story(1, words, Some(Publication::Anonymous))]),
            copy: None,
            started_at: now().plus(-HOUR),
            is_late: false,
            now: now(),
        }
    }

    /// What a return tells, when it tells these stories and nothing else.
    pub(crate) fn reading(&self, experiences: &[Experience]) -> NewReading {
        let reading = Reading { experiences: experiences.to_vec(), ..Reading::default() };
        NewReading::new(reading, now(), &self.chance)
    }

    /// A return that is kept: its id and its number.
    pub(crate) async fn submission(
        &self,
        survey: &Survey,
        instance: &str,
        words: &str,
    ) -> (SubmissionId, i64) {
        let receipt =
            self.store.accept_submission(self.new_submission(survey, instance, words)).await.unwrap();
        match receipt {
            Receipt::Kept { id, number, .. } => (id, number),
            Receipt::Withdrawn => panic!("{instance} was withdrawn"),
        }
    }

    pub(crate) fn new_draft(&self, survey: &Survey) -> NewDraft {
        NewDraft {
            id: DraftId::new(now(), &self.chance),
            survey: survey.clone(),
            code: ResumeCode::new(&self.chance),
            language: "fr".to_owned(),
            now: now(),
        }
    }

    pub(crate) async fn draft(&self, survey: &Survey) -> NewDraft {
        let draft = self.new_draft(survey);
        self.store.create_draft(draft.clone()).await.unwrap();
        draft
    }
}
