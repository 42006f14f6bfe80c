//! The questionnaires that are compiled: one of 40 questions as organizations write them, and long ones in two languages.

use xlsform::workbook::{Cell, Row, Sheet, Workbook};

/// The workbooks by name.
pub(crate) fn all() -> Vec<(String, Workbook)> {
    let long = [500, 2_000, 8_000].map(|size| (format!("q{size}"), long(size)));
    std::iter::once(("retex40".to_owned(), short())).chain(long).collect()
}

const LISTS: [(&str, &[&str]); 7] = [
    ("structure", &["association", "start-up", "université", "institut", "entreprise", "collectivité"]),
    (
        "theme",
        &[
            "éducation",
            "santé",
            "eau",
            "agriculture",
            "énergie",
            "microfinance",
            "environnement",
            "transversal",
        ],
    ),
    (
        "outil",
        &["réseau social", "messagerie", "stockage", "collecte", "cartographie", "base", "métier", "SMS"],
    ),
    (
        "pays",
        &[
            "Bénin",
            "Burkina Faso",
            "Cameroun",
            "Côte d'Ivoire",
            "Haïti",
            "Madagascar",
            "Mali",
            "Maroc",
            "Niger",
            "République démocratique du Congo",
            "Sénégal",
            "Tchad",
            "Togo",
            "Tunisie",
            "autre",
        ],
    ),
    ("echelle", &["pas du tout", "un peu", "assez", "tout à fait"]),
    ("connexion", &["aucune", "2G", "3G", "4G", "filaire", "satellite"]),
    ("ouinon", &["oui", "non"]),
];

/// Type, name and label of each question; an empty name begins a page.
const SHORT: [(&str, &str, &str); 46] = [
    ("", "", "1. Votre structure"),
    ("text", "nom_structure", "Nom de la structure"),
    ("select_one structure", "type_structure", "Type de structure"),
    ("select_one pays", "pays_siege", "Pays du siège"),
    ("integer", "annee_creation", "Année de création"),
    ("integer", "nb_salaries", "Nombre de salariés"),
    ("integer", "nb_benevoles", "Nombre de bénévoles"),
    ("decimal", "budget", "Budget annuel (euros)"),
    ("text", "contact", "Adresse électronique du contact"),
    ("", "", "2. Le projet"),
    ("text", "titre_projet", "Titre du projet"),
    ("select_one pays", "pays_projet", "Pays du projet"),
    ("select_multiple theme", "themes", "Thèmes du projet"),
    ("date", "date_debut", "Date de début"),
    ("date", "date_fin", "Date de fin"),
    ("decimal", "budget_projet", "Budget du projet (euros)"),
    ("integer", "beneficiaires", "Nombre de bénéficiaires"),
    ("geopoint", "lieu", "Lieu principal"),
    ("text", "resume_projet", "Résumé du projet en quelques phrases"),
    ("", "", "3. L'outil numérique"),
    ("select_multiple outil", "outils", "Types d'outils utilisés"),
    ("text", "nom_outil", "Nom de l'outil principal"),
    ("select_one ouinon", "libre", "L'outil est-il libre ?"),
    ("text", "licence", "Si oui, quelle licence ?"),
    ("select_one connexion", "connexion", "Connexion disponible sur le terrain"),
    ("select_one ouinon", "hors_ligne", "L'outil fonctionne-t-il hors ligne ?"),
    ("integer", "nb_utilisateurs", "Nombre d'utilisateurs"),
    ("decimal", "cout_initial", "Coût de mise en place (euros)"),
    ("decimal", "cout_annuel", "Coût annuel (euros)"),
    ("integer", "jours_formation", "Jours de formation"),
    ("text", "pourquoi", "Pourquoi cet outil plutôt qu'un autre ?"),
    ("", "", "4. Ce que vous en retenez"),
    ("select_one echelle", "facile", "L'outil est facile à prendre en main"),
    ("select_one echelle", "utile", "L'outil a été utile au projet"),
    ("select_one echelle", "adapte", "L'outil est adapté au contexte local"),
    ("select_one echelle", "durable", "L'usage continue après le projet"),
    ("text", "reussites", "Ce qui a bien marché"),
    ("text", "difficultes", "Difficultés rencontrées"),
    ("text", "conseils", "Conseils à une autre structure"),
    ("text", "alternatives", "Autres outils essayés ou envisagés"),
    ("integer", "annees_usage", "Nombre d'années d'usage"),
    ("select_one ouinon", "recontact", "Acceptez-vous d'être recontacté ?"),
    ("select_one ouinon", "publication", "Acceptez-vous la publication de ce retour ?"),
    ("image", "photo", "Une photo du projet (facultatif)"),
    ("note", "merci", "Merci."),
    ("acknowledge", "relu", "J'ai relu mes réponses"),
];

/// Four pages, one rule, seven lists.
fn short() -> Workbook {
    let mut survey = Lines::new("survey", &["type", "name", "label", "relevant"]);
    let mut page = 0;
    for (kind, name, label) in SHORT {
        if !name.is_empty() {
            survey.add(&[kind, name, label, if name == "licence" { "${libre} = '1'" } else { "" }]);
            continue;
        }
        if page > 0 {
            survey.add(&["end_group"]);
        }
        page += 1;
        survey.add(&["begin_group", &format!("s{page}"), label]);
    }
    survey.add(&["end_group"]);
    let mut choices = Lines::new("choices", &["list_name", "name", "label"]);
    for (list, labels) in LISTS {
        for (at, label) in (1..).zip(labels) {
            choices.add(&[list, &at.to_string(), label]);
        }
    }
    let mut settings = Lines::new("settings", &["form_title", "form_id", "version", "default_language"]);
    settings.add(&["Retour d'expérience NTIC", "retex40", "1", "fr"]);
    Workbook { sheets: vec![survey.sheet, choices.sheet, settings.sheet] }
}

/// `size` questions in French and English, ten a group: texts, numbers with a constraint, choices with a rule, sums.
fn long(size: usize) -> Workbook {
    let header = [
        "type",
        "name",
        "label::Français (fr)",
        "label::English (en)",
        "relevant",
        "constraint",
        "calculation",
    ];
    let mut survey = Lines::new("survey", &header);
    for at in 0..size {
        if at % 10 == 0 {
            let (french, english) = (format!("Partie {}", at / 10), format!("Part {}", at / 10));
            survey.add(&["begin_group", &format!("g{}", at / 10), &french, &english]);
        }
        let (name, french, english) =
            (format!("q{at}"), format!("Question numéro {at} ?"), format!("Question number {at}?"));
        let before = at.saturating_sub(3);
        match at % 4 {
            0 => survey.add(&["integer", &name, &french, &english, "", ". >= 0 and . < 1000"]),
            1 => survey.add(&["text", &name, &french, &english]),
            2 => {
                survey.add(&["select_one pays", &name, &french, &english, &format!("${{q{}}} > 10", at - 2)]);
            }
            _ => survey.add(&["calculate", &name, "", "", "", "", &format!("${{q{before}}} * 2 + 1")]),
        }
        if at % 10 == 9 || at + 1 == size {
            survey.add(&["end_group"]);
        }
    }
    let mut choices =
        Lines::new("choices", &["list_name", "name", "label::Français (fr)", "label::English (en)"]);
    for (list, labels) in LISTS {
        for (at, label) in (1..).zip(labels) {
            choices.add(&[list, &at.to_string(), label, label]);
        }
    }
    let mut settings = Lines::new("settings", &["form_title", "form_id", "default_language"]);
    settings.add(&["Long", "long", "Français (fr)"]);
    Workbook { sheets: vec![survey.sheet, choices.sheet, settings.sheet] }
}

/// A sheet being written.
struct Lines {
    sheet: Sheet,
}

impl Lines {
    fn new(name: &str, header: &[&str]) -> Lines {
        let mut lines = Lines { sheet: Sheet { name: name.to_owned(), rows: Vec::new() } };
        lines.add(header);
        lines
    }

    fn add(&mut self, texts: &[&str]) {
        let cells = (1..).zip(texts).filter(|(_, text)| !text.is_empty());
        let cells = cells.map(|(column, text)| Cell { column, text: (*text).to_owned() }).collect();
        let number = self.sheet.rows.last().map_or(1, |row| row.number + 1);
        self.sheet.rows.push(Row { number, cells });
    }
}
