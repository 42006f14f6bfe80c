use super::*;

fn pair(place: i64, question: &str, value: &str, shape: Shape) -> Pair {
    Pair {
        question: question.to_owned(),
        place,
        label: format!("Question {question} ?"),
        value: value.to_owned(),
        shape,
    }
}

fn chosen(place: i64, question: &str, value: &str) -> Pair {
    pair(place, question, value, Shape::Choices)
}

fn told(place: i64, question: &str, value: &str) -> Pair {
    pair(place, question, value, Shape::Story)
}

fn short_return() -> Vec<Pair> {
    vec![
        chosen(0, "s0_consent", "yes"),
        chosen(0, "s0_type", "asi"),
        pair(1, "e_tool", "KoboToolbox", Shape::Line),
        pair(1, "e_tool_2", "WhatsApp", Shape::Line),
        chosen(1, "e_link", "using"),
        chosen(1, "e_need", "collecter suivre"),
        chosen(1, "e_theme", "eah"),
        chosen(1, "e_country", "bf"),
        told(1, "e_story", "Le cahier a pris l'eau.\r\nNous avons saisi sur téléphone. "),
        chosen(1, "e_state", "stopped"),
        chosen(1, "e_publish", "named"),
        told(1, "e_lesson", "Prévoir une batterie."),
        pair(0, "s3_name", "Eau  Vive", Shape::Line),
        chosen(0, "s3_country", "fr"),
        chosen(0, "s5_review", "yes"),
        pair(0, "s5_email", "awa@example.org", Shape::Line),
    ]
}

#[test]
fn a_return_is_read_into_its_experience() {
    let reading = read(&short_return());
    let expected = Experience {
        place: 1,
        kind: ExperienceKind::Use,
        tools: vec!["KoboToolbox".into(), "WhatsApp".into()],
        needs: vec!["collecter".into(), "suivre".into()],
        theme: Some("eah".into()),
        country: Some("bf".into()),
        state: Some("stopped".into()),
        publication: Some(Publication::Named),
        text: "Le cahier a pris l'eau.\nNous avons saisi sur téléphone.\n\n\
               Question e_lesson ?\nPrévoir une batterie."
            .into(),
    };
    assert_eq!(reading.experiences, [expected]);
    let organization = Organization { name: "Eau Vive".into(), kind: "asi".into(), country: "fr".into() };
    assert_eq!(reading.organization, Some(organization));
    let contacts = Contacts { email: "awa@example.org".into(), wants_review: true, ..Contacts::default() };
    assert_eq!(reading.contacts, Some(contacts));
}

#[test]
fn each_choice_of_a_closed_question_is_one_row_and_no_text_is() {
    let reading = read(&short_return());
    let at = |place| reading.choices.iter().filter(move |one| one.place == place);
    let words: Vec<_> = at(1).map(|one| (one.question.as_str(), one.choice.as_str())).collect();
    let expected = [
        ("e_country", "bf"),
        ("e_link", "using"),
        ("e_need", "collecter"),
        ("e_need", "suivre"),
        ("e_publish", "named"),
        ("e_state", "stopped"),
        ("e_theme", "eah"),
    ];
    assert_eq!(words, expected);
    assert_eq!(at(0).count(), 4);
    assert!(reading.choices.iter().all(|one| !["e_tool", "e_story", "s5_email"].contains(&&*one.question)));
}

#[test]
fn whoever_made_the_tool_tells_of_an_initiative() {
    let reading = read(&[
        pair(2, "e_tool", "PompeSMS", Shape::Line),
        chosen(2, "e_link", "made"),
        told(2, "i_problem", "Personne ne sait quand la pompe s'arrête."),
        chosen(2, "i_stage", "pilot"),
        pair(2, "i_seek", "Un lieu d'essai", Shape::Line),
    ]);
    let [experience] = &reading.experiences[..] else { panic!("one experience") };
    assert_eq!((experience.place, experience.kind), (2, ExperienceKind::Initiative));
    assert_eq!(experience.state.as_deref(), Some("pilot"));
    assert_eq!(
        experience.text,
        "Personne ne sait quand la pompe s'arrête.\n\nQuestion i_seek ?\nUn lieu d'essai"
    );
}

#[test]
fn the_three_questions_tell_one_experience() {
    let reading = read(&[
        told(0, "e_story", "Le groupe WhatsApp relaie les tours d'eau."),
        chosen(0, "e_state", "in_use"),
        chosen(0, "e_publish", "anonymous"),
    ]);
    let [experience] = &reading.experiences[..] else { panic!("one experience") };
    assert_eq!((experience.place, experience.tools.len()), (1, 0));
    assert_eq!(experience.publication, Some(Publication::Anonymous));
    assert_eq!(
        reading.choices[0],
        Chosen { place: 1, question: "e_publish".into(), choice: "anonymous".into() }
    );
    assert_eq!((reading.organization, reading.contacts), (None, None));
}

#[test]
fn another_questionnaire_tells_its_long_texts() {
    let reading = read(&[
        pair(0, "nom", "Awa", Shape::Line),
        chosen(0, "theme", "eau"),
        told(0, "recit", "La pompe s'est arrêtée."),
        pair(0, "suite", &"Puis nous avons attendu. ".repeat(5), Shape::Line),
        chosen(7, "equipement", "pompe"),
        chosen(8, "equipement", "pompe"),
    ]);
    let [experience] = &reading.experiences[..] else { panic!("one experience") };
    assert!(
        experience.text.starts_with("Question recit ?\nLa pompe s'est arrêtée.\n\nQuestion suite ?\nPuis")
    );
    assert!(!experience.text.contains("Awa"), "a short line is no story");
    assert_eq!(experience.publication, None, "what nobody was asked is not allowed");
    assert_eq!(reading.choices.len(), 2, "a repeat that tells no experience is the return itself");
    assert!(reading.choices.iter().all(|one| one.place == 0));
}

#[test]
fn a_return_without_a_story_tells_none() {
    let reading = read(&[
        chosen(0, "s1_tell", "later"),
        told(0, "s2_stop", "Nous avons arrêté le tableur partagé."),
        pair(0, "s3_name", "Eau Vive", Shape::Line),
    ]);
    assert_eq!((reading.experiences.len(), reading.organization), (0, None));
    assert_eq!(read(&[]), Reading::default());
}

#[test]
fn three_experiences_keep_their_places() {
    let mut pairs = short_return();
    pairs.push(told(3, "e_story", "La troisième."));
    pairs.push(told(2, "e_story", "La deuxième."));
    let texts: Vec<_> = read(&pairs).experiences.into_iter().map(|one| (one.place, one.text)).collect();
    assert_eq!(texts[1..], [(2, "La deuxième.".to_owned()), (3, "La troisième.".to_owned())]);
}
