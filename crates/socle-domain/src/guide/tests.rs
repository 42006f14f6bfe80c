use super::*;
use crate::{
    attribution::Cells,
    chance::Seeded,
    consent::Publication,
    id::{ExcerptId, GuideId},
    time::{DAY, Timestamp},
};

fn passage(experience: i64, place: i64, structure: &str) -> Passage {
    Passage {
        excerpt: ExcerptId::new(Timestamp::from_micros(experience * 100 + place), &Seeded::new(1)),
        experience,
        place,
        words: format!("Les mots du passage {place} de l'expérience {experience}."),
        language: "fr".to_owned(),
        is_flagged: false,
        is_set_aside: false,
        is_initiative: false,
        consent: Some(Publication::Anonymous),
        basis: Basis::Thin,
        structure: Structure { key: structure.to_owned(), kind: "osc".to_owned(), ..Structure::default() },
    }
}

fn resolve(citations: &[&str], evidence: &Evidence) -> Vec<Resolved> {
    let read = |text: &&str| Citation::parse(text).unwrap();
    citations.iter().map(read).filter_map(|citation| Resolved::now(citation, evidence, "fr")).collect()
}

fn reference(number: i64, kind: ReferenceKind) -> Reference {
    Reference {
        number,
        kind,
        title: "Guide de l'eau".to_owned(),
        author: "pS-Eau".to_owned(),
        dated: "2015".to_owned(),
        address: "https://example.org/eau".to_owned(),
        read_at: Timestamp::from_micros(0),
        archived: String::new(),
    }
}

#[test]
fn citations_are_written_as_they_are_read() {
    for text in ["[@r204:3]", "[@ref12]", "[@w12]", "[@r204:3 contre]"] {
        let found = cited(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].citation.unwrap().to_string(), text);
    }
    for text in
        ["[@r204]", "[@x]", "[@r0:1]", "[@r204:3 pour]", "[@r204:3 contre tout]", "[@r9999999999:1]", "[@]"]
    {
        assert_eq!(cited(text)[0].citation, Err(MalformedCitation), "{text}");
    }
    assert!(cited("[@r204:3 sans fin\n]").is_empty(), "a citation stands on one line");
    assert_eq!(Citation::parse("r204:3 against").unwrap().stance, Stance::Contrary);
}

#[test]
fn a_sentence_has_the_citations_that_stand_in_it_and_right_after_it() {
    let text =
        "Les relevés arrivent complets [@r204:3]. Le cahier reste utile.[@r188:1] [@ref2]\nC'est tout.";
    let read = sentences(text);
    let told: Vec<_> = read.iter().map(|s| (s.text.as_str(), s.citations.len())).collect();
    assert_eq!(
        told,
        [("Les relevés arrivent complets.", 1), ("Le cahier reste utile.", 2), ("C'est tout.", 0)]
    );
}

#[test]
fn lists_tables_headings_and_quotations_are_units_of_their_own() {
    let text = "### Les **photos**\n\n- Un point d'eau [@r1:1]\n- Deux\n  suite\n\n| Au lieu de | Quand |\n|---|---|\n| Le \
                cahier | moins de 30 [@r2:1] |\n\n[@r3:1]\n\n1. Écrire [le plan](https://example.org)\n";
    let read = sentences(text);
    let told: Vec<_> = read.iter().map(|s| (s.text.as_str(), s.citations.len(), s.is_heading)).collect();
    assert_eq!(
        told,
        [
            ("Les photos", 0, true),
            ("Un point d'eau", 1, false),
            ("Deux suite", 0, false),
            ("Au lieu de · Quand", 0, false),
            ("Le cahier · moins de 30", 1, false),
            ("", 1, false),
            ("Écrire le plan", 0, false),
        ]
    );
    assert_eq!(read.iter().map(|s| s.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_body_survives_the_database() {
    let mut body = Body::new(GuideKind::Tool);
    body.set("setup", "1. Écrire\n## setup\n## Autre titre\n");
    body.set("brief", "Pour qui\r\net quand");
    body.set("nothing", "perdu");
    let again = Body::from_stored(GuideKind::Tool, &body.to_stored());
    assert_eq!(again, body);
    assert_eq!(again.get("setup"), "1. Écrire\n### setup\n## Autre titre");
    assert_eq!(again.iter().map(|(spec, _)| spec.key).collect::<Vec<_>>(), ["brief", "setup"]);
}

#[test]
fn a_header_is_read_with_everything_that_is_wrong_with_it() {
    let mut typed = TypedHeader::default();
    typed.set(HeaderField::Title, &"long ".repeat(30));
    typed.set(HeaderField::Themes, "eah, sante  eah inconnu");
    typed.set(HeaderField::NextReview, "12 mars");
    typed.set(HeaderField::Authors, "Awa Diallo ; M. Kossi;");
    let typed = TypedHeader::from_stored(&typed.to_stored());
    let (header, findings) = Header::read(GuideKind::Method, &typed);
    assert_eq!(header.themes.iter().map(|term| term.code).collect::<Vec<_>>(), ["eah", "sante"]);
    assert_eq!(header.authors, ["Awa Diallo", "M. Kossi"]);
    assert_eq!(header.licence, DEFAULT_LICENCE);
    let of = |field| {
        findings.iter().filter(|f| f.place == Place::Header(field)).map(|f| &f.fault).collect::<Vec<_>>()
    };
    assert_eq!(of(HeaderField::Title), [&Fault::TooLong { most: 90 }]);
    assert_eq!(of(HeaderField::Promise), [&Fault::MissingField]);
    assert_eq!(of(HeaderField::Themes), [&Fault::UnknownWord("inconnu".to_owned())]);
    assert_eq!(of(HeaderField::NextReview), [&Fault::NotADate("12 mars".to_owned())]);
    assert!(of(HeaderField::Families).is_empty(), "a method needs no family of tools");
}

#[test]
fn supports_and_contrary_views_are_counted_by_experience() {
    let passages = vec![passage(1, 1, "a"), passage(1, 2, "a"), passage(2, 1, "b"), passage(3, 1, "c")];
    let evidence = Evidence { passages, ..Evidence::default() };
    let (counts, level) = level::count(&resolve(&["r1:1", "r1:2", "r2:1", "r3:1 contre"], &evidence));
    assert_eq!((counts.supports, counts.contrary, counts.structures), (2, 1, 2));
    assert_eq!(level, EvidenceLevel::E1);
}

#[test]
fn what_a_maker_says_of_its_own_tool_never_counts() {
    let mut maker = passage(4, 1, "d");
    maker.is_initiative = true;
    let evidence = Evidence { passages: vec![maker], ..Evidence::default() };
    let (counts, level) = level::count(&resolve(&["r4:1"], &evidence));
    assert_eq!((counts.supports, counts.initiatives, level), (0, 1, EvidenceLevel::E0));
}

#[test]
fn three_structures_that_agree_make_the_second_level_and_sources_the_others() {
    let passages = (1..=5).map(|n| passage(n, 1, &format!("s{}", n.min(4)))).collect();
    let references = vec![reference(1, ReferenceKind::Trial), reference(2, ReferenceKind::Evaluation)];
    let evidence = Evidence { passages, references, ..Evidence::default() };
    let level_of = |citations: &[&str]| level::count(&resolve(citations, &evidence)).1;
    assert_eq!(level_of(&[]), EvidenceLevel::E0);
    assert_eq!(level_of(&["r1:1", "r2:1"]), EvidenceLevel::E1);
    assert_eq!(level_of(&["r1:1", "r2:1", "r3:1"]), EvidenceLevel::E2);
    assert_eq!(
        level_of(&["r1:1", "r4:1", "r5:1"]),
        EvidenceLevel::E1,
        "two returns of one structure are one voice"
    );
    assert_eq!(level_of(&["r1:1", "r2:1", "r3:1", "r3:1 contre"]), EvidenceLevel::E1, "they do not agree");
    assert_eq!(level_of(&["ref1"]), EvidenceLevel::E3);
    assert_eq!(level_of(&["r1:1", "ref1", "ref2"]), EvidenceLevel::E4);
    assert_eq!(level_of(&["ref2 contre"]), EvidenceLevel::E0);
}

#[test]
fn nobody_is_named_who_did_not_allow_it() {
    let structure = Structure {
        key: "a".to_owned(),
        name: "Eau Vive".to_owned(),
        kind: "asi".to_owned(),
        country: "bf".to_owned(),
        theme: "eah".to_owned(),
        cells: Cells { kind: 7, ..Cells::default() },
    };
    let told = |level| attribution(&structure, level, "fr");
    assert_eq!(told(Publication::Named), "Eau Vive, Burkina Faso");
    assert_eq!(told(Publication::Anonymous), "Association de solidarité internationale");
    let many = Structure { cells: Cells { all: 5, ..structure.cells }, ..structure.clone() };
    assert_eq!(
        attribution(&many, Publication::Anonymous, "en"),
        "International solidarity association, Burkina Faso"
    );
    let rare = Structure { cells: Cells { kind: 4, ..Cells::default() }, ..structure.clone() };
    assert_eq!(attribution(&rare, Publication::Anonymous, "fr"), "Un contributeur");
    assert_eq!(attribution(&Structure::default(), Publication::Named, "fr"), "Un contributeur");
}

#[test]
fn words_of_a_return_are_found_whatever_surrounds_them() {
    let told = "Le réseau ne passe que le dimanche, alors nous envoyons les relevés depuis la ville voisine.";
    let find = |guide: &[&str]| {
        let mut shingles = Shingles::default();
        shingles.add(guide.iter().copied().enumerate());
        shingles.found_in(told).into_iter().map(|found| (found.place, found.words)).collect::<Vec<_>>()
    };
    assert_eq!(
        find(&["Une phrase.", "Car LE RESEAU ne *passe* que le DIMANCHE !"]),
        [(1, "le reseau ne passe que le dimanche".to_owned())]
    );
    assert_eq!(find(&["le réseau ne passe que le", "dimanche"]).len(), 1, "from one sentence to the next");
    assert_eq!(find(&["réseau ne passe que le d"]).len(), 1, "24 characters");
    assert_eq!(find(&["éseau ne passe que le d"]).len(), 0, "23 characters");
    assert_eq!(find(&["Le réseau passe le dimanche."]).len(), 0);
    assert_eq!(find(&[]).len(), 0);
}

#[test]
fn a_quotation_is_found_wherever_it_was_pasted() {
    let returns = [(7, "Le réseau ne passe que le dimanche matin. La puce a expiré au bout de six mois.")];
    let mut body = Body::new(GuideKind::Tool);
    body.set("uses", "Une phrase. Le réseau ne passe que le dimanche. La puce a expiré au bout d'un an.");
    body.set("trouble", "Le réseau ne passe que le dimanche matin, ici aussi.");
    let found: Vec<_> = pasted(&TypedHeader::default(), &body, &[], returns)
        .into_iter()
        .map(|finding| finding.place)
        .collect();
    let at = |block, number| Place::Sentence { block, number };
    for place in [at("uses", 2), at("uses", 3), at("trouble", 1)] {
        assert!(found.contains(&place), "{place:?} is not among {found:?}");
    }
}

#[test]
fn names_that_may_be_told_and_words_of_our_lists_are_no_quotation() {
    let returns =
        [(7, "Merci au Comité des forages de Kaya, association de solidarité internationale de la région.")];
    let find = |text: &str, allowed: &[String]| {
        let mut body = Body::new(GuideKind::Tool);
        body.set("uses", text);
        pasted(&TypedHeader::default(), &body, allowed, returns).len()
    };
    let name = ["Comité des forages de Kaya".to_owned()];
    assert_eq!(find("Merci au comité des forages de Kaya.", &name), 0);
    assert_eq!(find("Le comité des forages de Kay", &name), 0, "the beginning of the name");
    assert_eq!(find("Merci au comité des forages de Kaya.", &[]), 1);
    assert_eq!(find("Une association de solidarité internationale", &name), 0);
    assert_eq!(
        find("l'association de solidarité internationale de la région", &name),
        0,
        "what is left is short"
    );
}

#[test]
fn a_page_is_numbered_in_its_order_and_each_piece_of_evidence_once() {
    let mut body = Body::new(GuideKind::Tool);
    body.set("trouble", "Les photos bloquent [@r2:1 contre].");
    body.set("uses", "Une chose [@ref1]. Une autre [@r1:1]. Encore [@ref1].");
    let passages = vec![passage(1, 1, "a"), passage(2, 1, "b")];
    let evidence =
        Evidence { passages, references: vec![reference(1, ReferenceKind::Maker)], ..Evidence::default() };
    let resolved: Vec<_> =
        body.claims().iter().filter_map(|claim| Resolved::now(claim.citation, &evidence, "fr")).collect();
    let view = GuideView::new(parts(), &body, &resolved);
    let notes: Vec<_> = view.notes.iter().map(|note| (note.number, note.citation.to_string())).collect();
    assert_eq!(notes, [(1, "[@ref1]".into()), (2, "[@r1:1]".into()), (3, "[@r2:1 contre]".into())]);
    assert_eq!(
        view.blocks.iter().map(|block| block.title).collect::<Vec<_>>()[0],
        "Usages observés et avantages"
    );
    assert_eq!((view.counts.supports, view.counts.contrary, view.counts.references), (1, 1, 1));
    assert_eq!(view.review_due.map(|day| day.to_string()), Some("2017-08-10".to_owned()));
}

fn parts() -> ViewParts {
    ViewParts {
        id: GuideId::new(Timestamp::from_micros(1), &Seeded::new(1)),
        number: 14,
        status: GuideStatus::Published,
        language: "fr".to_owned(),
        slug: "relever".to_owned(),
        revision: Some(1),
        published_at: Some(Timestamp::from_micros(1_486_728_000_000_000)),
        header: Header::default(),
        readers: Vec::new(),
        sponsor: String::new(),
    }
}

#[test]
fn silence_is_an_answer_after_two_reminders_and_fifteen_days() {
    let asked_at = Timestamp::from_micros(0);
    let approval = Approval {
        experience: 204,
        consent: Some(Publication::Named),
        verdict: ApprovalVerdict::Asked,
        asked_at,
        reminders: 2,
    };
    let day = |n: i64| asked_at.plus(n * DAY);
    assert_eq!(approval.standing(day(15).plus(-1)), Standing::Waiting);
    assert_eq!(approval.standing(day(15)), Standing::Silent);
    assert_eq!(Approval { reminders: 1, ..approval }.standing(day(40)), Standing::Waiting);
    assert_eq!(Approval { consent: None, ..approval }.standing(day(40)), Standing::Waiting);
    assert_eq!(
        Approval { verdict: ApprovalVerdict::Refused, ..approval }.standing(day(40)),
        Standing::Refused
    );
    let fresh = Approval { reminders: 0, ..approval };
    assert!(!fresh.is_reminder_due(day(4)) && fresh.is_reminder_due(day(5)));
    assert!(!approval.is_reminder_due(day(40)), "two are enough");
}

fn reading(reader: &str, has_written: bool, no: Option<Criterion>) -> Reading {
    let verdict = |criterion| if Some(criterion) == no { Verdict::No } else { Verdict::Yes };
    let verdicts = Criterion::ALL.map(|criterion| (criterion, verdict(criterion), String::new())).into();
    Reading { reader: reader.to_owned(), has_written, verdicts }
}

#[test]
fn a_guide_is_published_once_two_people_have_read_it_and_one_did_not_write_it() {
    let now = Timestamp::from_micros(0);
    let refused = |readings: &[Reading]| may_publish(Vec::new(), readings, &[], now).unwrap_err();
    let (awa, moussa) = (reading("Awa", true, None), reading("Moussa", false, None));
    assert_eq!(may_publish(Vec::new(), &[awa.clone(), moussa.clone()], &[], now), Ok(Vec::new()));
    assert_eq!(refused(std::slice::from_ref(&moussa)), [Refusal::Readers { found: 1 }]);
    assert_eq!(refused(&[awa.clone(), reading("Ali", true, None)]), [Refusal::NoOutsideReader]);
    let mut half = moussa.clone();
    half.verdicts.truncate(11);
    assert_eq!(refused(&[awa.clone(), half]), [Refusal::Readers { found: 1 }]);
    let no = |criterion| refused(&[awa.clone(), reading("Moussa", false, Some(criterion))]);
    for criterion in [Criterion::Scope, Criterion::Claims, Criterion::Consent, Criterion::Approval] {
        assert_eq!(no(criterion), [Refusal::Verdict { criterion, reader: "Moussa".to_owned() }]);
    }
    assert!(may_publish(Vec::new(), &[awa, reading("M", false, Some(Criterion::Plain))], &[], now).is_ok());
}
