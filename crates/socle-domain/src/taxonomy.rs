//! The words that describe projects, tools, needs and conditions: stable codes, kept in the database, in questionnaires
//! and in guides, with what people read. Domain.md, section 2, in French and English.

/// A word of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The word kept.
    pub code: &'static str,
    /// What people read in French.
    pub french: &'static str,
    /// What people read in English.
    pub english: &'static str,
}

impl Term {
    /// What people read, in English for `en` and in French otherwise.
    pub fn label(&self, language: &str) -> &'static str {
        if language == "en" { self.english } else { self.french }
    }
}

const fn term(code: &'static str, french: &'static str, english: &'static str) -> Term {
    Term { code, french, english }
}

/// The term of a code.
pub fn find(list: &'static [Term], code: &str) -> Option<&'static Term> {
    list.iter().find(|term| term.code == code)
}

/// Fields of projects (THEME).
pub const THEMES: [Term; 12] = [
    term("agri", "Agriculture, alimentation", "Agriculture, food"),
    term("eah", "Eau, assainissement, hygiène", "Water, sanitation, hygiene"),
    term("edu", "Éducation, formation", "Education, training"),
    term("sante", "Santé", "Health"),
    term("env", "Environnement, climat", "Environment, climate"),
    term("ener", "Énergie", "Energy"),
    term("entre", "Entrepreneuriat, revenus", "Enterprise, livelihoods"),
    term("droits", "Droits humains, femmes, citoyenneté", "Human rights, women, citizenship"),
    term("urb", "Développement urbain et rural, habitat", "Urban and rural development, housing"),
    term("social", "Action sociale, protection", "Social work, protection"),
    term("cult", "Culture", "Culture"),
    term("trans", "Transversal", "Cross-cutting"),
];

/// Kinds of organization (STRUCT).
pub const ORGANIZATIONS: [Term; 10] = [
    term("asi", "Association de solidarité internationale", "International solidarity association"),
    term("osc", "Association ou partenaire local", "Local association or partner"),
    term("fond", "Fondation", "Foundation"),
    term("conf", "Groupement paroissial ou confessionnel", "Parish or faith group"),
    term("start", "Start-up", "Start-up"),
    term("entr", "Entreprise", "Company"),
    term("univ", "Université, institut de recherche", "University, research institute"),
    term("coll", "Collectivité territoriale", "Local authority"),
    term("res", "Réseau, tête de réseau, bailleur", "Network, umbrella body, funder"),
    term("perso", "À titre personnel", "In a personal capacity"),
];

/// Families of tools (CAT): four at the first level, and what each holds, whose code begins with that of its family.
pub const FAMILIES: [Term; 25] = [
    term("com", "Communication", "Communication"),
    term("com.msg", "Messagerie et appels", "Messaging and calls"),
    term("com.sms", "SMS, USSD, serveur vocal", "SMS, USSD, voice menus"),
    term("com.visio", "Réunion à distance", "Online meetings"),
    term("rs", "Réseaux sociaux", "Social networks"),
    term("rs.grp", "Groupes et communautés", "Groups and communities"),
    term("doc", "Stockage et échange", "Storing and sharing"),
    term("doc.stock", "Stockage et partage de fichiers", "File storage and sharing"),
    term("doc.colab", "Écriture, tableur, agenda à plusieurs", "Shared writing, spreadsheets, calendars"),
    term("met", "Applications métier", "Trade applications"),
    term("met.collecte", "Collecte de données", "Data collection"),
    term("met.base", "Suivi, cas, stocks", "Monitoring, cases, stocks"),
    term("met.carte", "Cartes et GPS", "Maps and GPS"),
    term("met.visu", "Analyse, tableaux de bord", "Analysis, dashboards"),
    term("met.gestion", "Gestion de projet, comptes", "Project management, accounts"),
    term("met.appr", "Apprentissage", "Learning"),
    term("met.horsligne", "Contenus hors ligne, serveur local", "Offline content, local server"),
    term("met.argent", "Paiement mobile", "Mobile money"),
    term("met.sante", "Santé", "Health"),
    term("met.edu", "Éducation", "Education"),
    term("met.eah", "Eau, assainissement, hygiène", "Water, sanitation, hygiene"),
    term("met.agri", "Agriculture", "Agriculture"),
    term("met.env", "Environnement", "Environment"),
    term("met.capt", "Capteurs, drones", "Sensors, drones"),
    term("met.secu", "Sauvegarde, sécurité", "Backup, security"),
];

/// What a tool or a way of working is wanted for (NEED).
pub const NEEDS: [Term; 16] = [
    term(
        "coord",
        "Coordonner une équipe ou un partenaire à distance",
        "Coordinate a team or a partner at a distance",
    ),
    term("partager", "Ranger et partager des documents", "File and share documents"),
    term("collecter", "Collecter des données", "Collect data"),
    term("suivre", "Suivre des activités et des indicateurs", "Monitor activities and indicators"),
    term("gerer", "Gérer des personnes, des cas, des stocks", "Manage people, cases or stocks"),
    term("situer", "Situer, cartographier", "Locate and map"),
    term("informer", "Informer, alerter un public", "Inform or alert people"),
    term("ecouter", "Recevoir des avis et des plaintes", "Receive feedback and complaints"),
    term("former", "Former, enseigner", "Train, teach"),
    term("expert", "Joindre une expertise à distance", "Reach an expert at a distance"),
    term("payer", "Payer, encaisser", "Pay, collect payments"),
    term("prouver", "Rendre compte, prouver", "Report, show evidence"),
    term("surveiller", "Surveiller un équipement", "Monitor equipment"),
    term("proteger", "Protéger données et personnes", "Protect data and people"),
    term("piloter", "Planifier, budgéter", "Plan, budget"),
    term("transmettre", "Capitaliser, transmettre", "Capture and pass on what was learned"),
];

/// Who uses a tool, or whom a guide is for (WHO).
pub const PEOPLE: [Term; 7] = [
    term("siege", "L'équipe du siège", "Head office team"),
    term("terrain", "L'équipe de terrain", "Field team"),
    term("partenaire", "Un partenaire local", "A local partner"),
    term(
        "relais",
        "Des relais (agents de santé, agricoles, enseignants)",
        "Front-line workers (health or farming agents, teachers)",
    ),
    term("benef", "Les bénéficiaires", "Beneficiaries"),
    term("public", "Le public", "The public"),
    term("autorite", "Les autorités", "The authorities"),
];

/// Moments of a project (PHASE).
pub const PHASES: [Term; 6] = [
    term("diag", "Diagnostic", "Assessment"),
    term("montage", "Montage", "Design"),
    term("oeuvre", "Mise en œuvre", "Implementation"),
    term("suivi", "Suivi", "Monitoring"),
    term("cloture", "Clôture", "Closure"),
    term("capi", "Capitalisation", "Learning"),
];

/// What gets in the way (OBST).
pub const OBSTACLES: [Term; 15] = [
    term("temps", "Le manque de temps", "Lack of time"),
    term("competences", "Le manque de compétences", "Lack of skills"),
    term("reticence", "La réticence des personnes", "People's reluctance"),
    term("cout", "Le coût", "Cost"),
    term("connexion", "La connexion", "Connection"),
    term("energie", "L'électricité", "Electricity"),
    term("materiel", "Le matériel (panne, vol)", "Equipment (breakdown, theft)"),
    term("langue", "La langue, la lecture", "Language, reading"),
    term("choix", "Trop d'offres, un choix difficile", "Too many offers, hard to choose"),
    term("donnees", "La protection des données", "Data protection"),
    term("partenaire", "L'adhésion du partenaire", "Getting the partner on board"),
    term("depart", "Le départ d'une personne clé", "A key person leaving"),
    term("perennite", "Un outil arrêté ou devenu payant", "A tool discontinued or no longer free"),
    term("regles", "Les règles, les autorisations", "Rules and permits"),
    term("aucun", "Rien de particulier", "Nothing in particular"),
];

/// Devices (DEVICE).
pub const DEVICES: [Term; 9] = [
    term("simple", "Téléphone simple", "Basic phone"),
    term("android", "Téléphone Android", "Android phone"),
    term("iphone", "iPhone", "iPhone"),
    term("tablette", "Tablette", "Tablet"),
    term("ordi", "Ordinateur", "Computer"),
    term("imprimante", "Imprimante", "Printer"),
    term("serveur", "Serveur", "Server"),
    term("partage", "Téléphone partagé", "Shared phone"),
    term("aucun", "Aucun appareil", "No device"),
];

/// Help that is asked for (HELP).
pub const HELP: [Term; 8] = [
    term("diag", "Un diagnostic de nos besoins", "A review of our needs"),
    term("fiches", "Des fiches pratiques", "Practical guides"),
    term("conseil", "Un conseil pour choisir", "Advice on what to choose"),
    term("formation", "Une formation", "Training"),
    term("pairs", "Un échange avec d'autres structures", "Exchanges with other organizations"),
    term("argent", "Un financement", "Funding"),
    term("appui", "Un appui technique", "Technical support"),
    term("modeles", "Des modèles à reprendre", "Templates to reuse"),
];

/// How a tool is chosen (CHOOSE).
pub const CHOOSING: [Term; 8] = [
    term("habitude", "Nous gardons ce que nous connaissons", "We keep to what we know"),
    term("pair", "Une structure proche nous le conseille", "A fellow organization recommends it"),
    term("web", "Nous cherchons sur internet", "We search the internet"),
    term("comparatif", "Nous lisons un comparatif", "We read a comparison"),
    term("essai", "Nous faisons un essai", "We try it out"),
    term("bailleur", "Un bailleur le demande", "A funder asks for it"),
    term("prestataire", "Un prestataire le propose", "A service provider suggests it"),
    term("usagers", "Ceux qui s'en serviront choisissent", "The people who will use it choose"),
];

/// Network on site, from none to stable (NET). As in each scale below, codes are the places in the order.
pub const NETWORK: [Term; 5] = [
    term("0", "Aucun réseau", "No network"),
    term("1", "Voix et SMS", "Voice and SMS"),
    term("2", "Réseau intermittent, ou 2G", "Intermittent, or 2G"),
    term("3", "Internet mobile lent ou limité", "Slow or limited mobile internet"),
    term("4", "Internet stable", "Stable internet"),
];

/// How often someone passes by a connected place (REACH).
pub const REACH: [Term; 4] = [
    term("0", "Jamais", "Never"),
    term("1", "Une fois par mois", "Once a month"),
    term("2", "Une fois par semaine", "Once a week"),
    term("3", "Chaque jour", "Every day"),
];

/// Whether a phone can be charged each day, and whether a computer can run (POWER).
pub const POWER: [Term; 3] =
    [term("0", "Non", "No"), term("1", "Pas toujours", "Not always"), term("2", "Oui", "Yes")];

/// What daily users are at ease with (USE).
pub const USE: [Term; 4] = [
    term("0", "Aucun appareil", "No device"),
    term("1", "Le téléphone simple", "A basic phone"),
    term("2", "Le smartphone, la messagerie", "A smartphone, messaging"),
    term("3", "Le tableur, le courriel", "Spreadsheets, email"),
];

/// Who can install it (INSTALL).
pub const INSTALL: [Term; 3] = [
    term("0", "Personne", "Nobody"),
    term("1", "Quelqu'un à l'aise avec le numérique", "Someone at ease with computers"),
    term("2", "Un technicien", "A technician"),
];

/// What the data tell of people (SENS).
pub const SENSITIVITY: [Term; 4] = [
    term("0", "Rien sur des personnes", "Nothing about people"),
    term("1", "Noms et contacts de l'équipe", "Names and contacts of the team"),
    term("2", "Données de bénéficiaires", "Data about beneficiaries"),
    term("3", "Santé, protection, mineurs ou conflit", "Health, protection, minors or conflict"),
];

/// Cost to start (COST0).
pub const START_COST: [Term; 5] = [
    term("0", "0 €", "€0"),
    term("1", "Moins de 200 €", "Under €200"),
    term("2", "De 200 à 1 000 €", "€200 to €1,000"),
    term("3", "De 1 000 à 5 000 €", "€1,000 to €5,000"),
    term("4", "Plus de 5 000 €", "Over €5,000"),
];

/// Cost per month, all included (COSTM).
pub const MONTHLY_COST: [Term; 5] = [
    term("0", "0 €", "€0"),
    term("1", "Moins de 10 €", "Under €10"),
    term("2", "De 10 à 50 €", "€10 to €50"),
    term("3", "De 50 à 200 €", "€50 to €200"),
    term("4", "Plus de 200 €", "Over €200"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every list, with the name of the questionnaire's list that offers the same words, if one does.
    const LISTS: [(&[Term], &str); 18] = [
        (&THEMES, "theme"),
        (&ORGANIZATIONS, "struct"),
        (&FAMILIES, ""),
        (&NEEDS, "need"),
        (&PEOPLE, "who"),
        (&PHASES, ""),
        (&OBSTACLES, "obst"),
        (&DEVICES, "device"),
        (&HELP, "help"),
        (&CHOOSING, "choose"),
        (&NETWORK, "net"),
        (&REACH, "reach"),
        (&POWER, "power"),
        (&USE, "use"),
        (&INSTALL, ""),
        (&SENSITIVITY, "sens"),
        (&START_COST, "cost0"),
        (&MONTHLY_COST, "costm"),
    ];
    const QUESTIONNAIRE: &str = include_str!("../../../content/questionnaire/retour-experience.md");

    #[test]
    fn codes_are_given_once_and_are_found() {
        for (list, _) in LISTS {
            for term in list {
                assert_eq!(find(list, term.code), Some(term), "{} stands twice", term.code);
                assert!(!term.french.is_empty() && !term.english.is_empty());
            }
        }
        assert_eq!(find(&THEMES, "nothing"), None);
    }

    #[test]
    fn the_questionnaire_offers_the_same_words() {
        for (list, name) in LISTS.into_iter().filter(|(_, name)| !name.is_empty()) {
            for term in list {
                let row = format!("| | {name} | {} | {}", term.code, term.french);
                assert!(QUESTIONNAIRE.contains(&row), "not in the questionnaire: {row}");
            }
        }
    }

    #[test]
    fn families_stand_under_the_four_of_the_first_level() {
        let first: Vec<_> = FAMILIES.iter().filter(|term| !term.code.contains('.')).collect();
        assert_eq!(first.len(), 4);
        for term in &FAMILIES {
            let family = term.code.split('.').next().unwrap();
            assert!(first.iter().any(|term| term.code == family), "{}", term.code);
        }
    }
}
