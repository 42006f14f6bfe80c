//! A little world to test on: a study with a survey, people, two returns, and all that was made of them.
//!
//! Rows go in through the verbs of the store where there is one (`verbs`), and through SQL where the verb comes later
//! (`rows`).

pub(crate) mod guides;
mod rows;
mod verbs;

use crate::place::{Place, now};
use rows::Builder;
use socle_domain::{
    account::Role,
    draft::DraftAnswers,
    id::{AccountId, AttachmentId, DraftId, GuideId, SubmissionId},
    submission::InstanceId,
    survey::Survey,
    trace::Downstream,
};
use socle_store::{DraftSave, Receipt};

/// Words of the answer that is withdrawn: every text of it that the database keeps, in one place.
pub(crate) const WITHDRAWN_WORDS: [&str; 8] = [
    "Le forage de Kaya envoie son débit par SMS depuis mars.",
    "La carte SIM prépayée a expiré pendant la saison des pluies.",
    "Nous avons perdu trois semaines de relevés, sans alerte.",
    "Passage relu : la puce a expiré pendant l'hivernage.",
    "Comité de gestion des points d'eau de Kaya-Nord",
    "Mémo : panne racontée deux fois par la trésorière.",
    "Oui, mais enlevez le prénom de notre trésorière.",
    "photo-du-forage-de-kaya-avec-la-tresoriere.jpg",
];

/// Words of the answer that stays.
pub(crate) const KEPT_WORDS: [&str; 4] = [
    "À Ziguinchor, le groupe WhatsApp relaie les tours d'eau.",
    "Chacun reçoit le message, même sans ordinateur au village.",
    "Relu : chacun reçoit le message sans ordinateur.",
    "releve-des-tours-d-eau-de-ziguinchor-2016.ods",
];

/// The whole world, by the names its cases use.
pub(crate) struct World {
    pub(crate) survey: Survey,
    pub(crate) analyst: AccountId,
    /// The return that its author withdraws.
    pub(crate) withdrawn: SubmissionId,
    pub(crate) withdrawn_number: i64,
    pub(crate) withdrawn_instance: InstanceId,
    /// The return that has to stay as it is.
    pub(crate) kept: SubmissionId,
    /// All that stands on the first one.
    pub(crate) downstream: Downstream,
    /// All that stands on the second one.
    pub(crate) control: Downstream,
    /// The guide that cites the second return alone.
    pub(crate) untouched_guide: GuideId,
    /// The file that came with the first return and with no other.
    pub(crate) own_file: [u8; 32],
}

impl World {
    /// Fills an empty place.
    pub(crate) async fn build(place: &Place) -> Self {
        let study = place.study("tic-2017").await;
        let survey = place.survey(study, "retours").await;
        let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
        let draft = sent_draft(place, &survey).await;
        let mut new = place.new_submission(&survey, "uuid:withdrawn", &WITHDRAWN_WORDS[..3].join(" "));
        new.draft = Some((draft, 2));
        let withdrawn_instance = new.instance.clone();
        let Receipt::Kept { id: withdrawn, number, .. } = place.store.accept_submission(new).await.unwrap()
        else {
            panic!("a first return is kept")
        };
        let (kept, _) = place.submission(&survey, "uuid:kept", &KEPT_WORDS[..2].join(" ")).await;
        let _in_progress = place.draft(&survey).await;
        let builder = Builder { place, study, analyst };
        let stories = builder.stories(withdrawn, kept).await;
        let guides = builder.guides(&stories).await;
        let own_file = [0xd1; 32];
        let files = builder.files(withdrawn, kept, own_file).await;
        let sorted = |mut ids: Vec<AttachmentId>| {
            ids.sort_unstable();
            ids
        };
        let downstream =
            Downstream { attachments: sorted(files[..2].to_vec()), ..guides.downstream(&stories) };
        let control = Downstream { attachments: sorted(files[2..].to_vec()), ..guides.control(&stories) };
        Self {
            survey,
            analyst,
            withdrawn,
            withdrawn_number: number,
            withdrawn_instance,
            kept,
            downstream,
            control,
            untouched_guide: guides.ids[2],
            own_file,
        }
    }
}

async fn sent_draft(place: &Place, survey: &Survey) -> DraftId {
    let draft = place.draft(survey).await;
    let mut answers = DraftAnswers::default();
    answers.merge(&[("/data/story".to_owned(), WITHDRAWN_WORDS[0].to_owned())], 1, 2).unwrap();
    let save = DraftSave { id: draft.id, version: 1, answers, language: "fr".to_owned(), now: now() };
    place.store.save_draft(save).await.unwrap();
    draft.id
}
