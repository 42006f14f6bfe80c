//! A little world to test on: a study with a survey, people, two returns, and all that was made of them.
//!
//! Rows go in through the verbs of the store where there is one (`verbs`), and through SQL where the verb comes later
//! (`rows`).

pub(crate) mod desk;
pub(crate) mod guides;
mod rows;
mod shelf;
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
use socle_store::{DraftSave, NewReading, Receipt};
pub(crate) use verbs::story;

/// Words of the answer that is withdrawn: every text of it that the database keeps, in one place.
pub(crate) const WITHDRAWN_WORDS: [&str; 16] = [
    "Le forage de Kaya envoie son débit par SMS depuis mars.",
    "La carte SIM prépayée a expiré pendant la saison des pluies.",
    "Nous avons perdu trois semaines de relevés, sans alerte.",
    "Passage relu : la puce a expiré pendant l'hivernage.",
    "Comité de gestion des points d'eau de Kaya-Nord",
    "Mémo : panne racontée deux fois par la trésorière.",
    "Oui, mais enlevez le prénom de notre trésorière.",
    "photo-du-forage-de-kaya-avec-la-tresoriere.jpg",
    "Correction : la carte a expiré deux fois, en juin et en août.",
    "tresoriere.du.forage.de.kaya@example.org",
    "+226 70 00 00 00 (le soir, après la prière)",
    "Qui recharge la carte du forage de Kaya maintenant ?",
    "Le fils de la trésorière recharge la carte chaque mois.",
    "Alerte SMS du forage de Kaya, faite à la maison",
    "tresoriere.du.forage.de.kaya+lettre@example.org",
    "brouillon-de-photo-du-forage-de-kaya.jpg",
];

/// Words of the answer that stays.
pub(crate) const KEPT_WORDS: [&str; 5] = [
    "À Ziguinchor, le groupe WhatsApp relaie les tours d'eau.",
    "Chacun reçoit le message, même sans ordinateur au village.",
    "Relu : chacun reçoit le message sans ordinateur.",
    "releve-des-tours-d-eau-de-ziguinchor-2016.ods",
    "fontainier.des.tours.d.eau@example.org",
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
    /// The files of the first return: those it came with, and one of a correction being written.
    pub(crate) own_files: Vec<uuid::Uuid>,
}

impl World {
    /// Fills an empty place.
    pub(crate) async fn build(place: &Place) -> Self {
        let study = place.study("tic-2017").await;
        let survey = place.survey(study, "retours").await;
        let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
        let draft = sent_draft(place, &survey).await;
        let mut new = place.new_submission(&survey, "uuid:withdrawn", &WITHDRAWN_WORDS[..3].join(" "));
        // The stories of this world are rows of their own, below.
        new.reading = NewReading::default();
        new.draft = Some((draft, 2));
        let withdrawn_instance = new.instance.clone();
        let Receipt::Kept { id: withdrawn, number, .. } = place.store.accept_submission(new).await.unwrap()
        else {
            panic!("a first return is kept")
        };
        let mut new = place.new_submission(&survey, "uuid:kept", &KEPT_WORDS[..2].join(" "));
        new.reading = NewReading::default();
        let kept = new.id;
        place.store.accept_submission(new).await.unwrap();
        let _in_progress = place.draft(&survey).await;
        let builder = Builder { place, study, analyst };
        let stories = builder.stories(withdrawn, kept).await;
        builder.desk(&stories).await;
        let guides = builder.guides(&stories).await;
        let files = builder.files(withdrawn, kept).await;
        let afterwards = builder.afterwards(&survey, withdrawn, kept, &stories).await;
        builder.study_papers(&survey).await;
        builder.catalogue().await;
        builder.chapter().await;
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
            own_files: [files[0].uuid(), files[1].uuid(), afterwards].into(),
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
