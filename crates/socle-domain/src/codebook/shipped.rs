//! The codes that a study begins with: the five angles of the study of 2017, the obstacles and effects that the
//! questionnaire asks about, and an open branch.

use super::Shipped;

const fn code(
    word: &'static str,
    parent: Option<&'static str>,
    name: [&'static str; 2],
    definition: [&'static str; 2],
) -> Shipped {
    Shipped { word, parent, name, definition }
}

const A: Option<&str> = Some("avantage");
const C: Option<&str> = Some("contrainte");

/// The codes that ship, parents before children.
pub const SHIPPED: &[Shipped] = &[
    code(
        "usage",
        None,
        ["Usage", "Use"],
        [
            "Ce que l'on fait avec l'outil, qui le fait, à quel moment du projet. Pas ce que l'on en pense.",
            "What is done with the tool, by whom, at which moment of the project. Not what people think of it.",
        ],
    ),
    code(
        "avantage",
        None,
        ["Avantage", "Benefit"],
        [
            "Ce qui va mieux qu'avant grâce à l'outil, pour la structure, l'équipe ou les bénéficiaires.",
            "What is better than before thanks to the tool, for the organization, the team or the beneficiaries.",
        ],
    ),
    code(
        "avantage.temps",
        A,
        ["Temps passé", "Time spent"],
        [
            "Du temps gagné ou mieux employé, des trajets évités, des délais raccourcis.",
            "Time saved or better spent, trips avoided, shorter delays.",
        ],
    ),
    code(
        "avantage.information",
        A,
        ["Qualité de l'information", "Quality of information"],
        [
            "Une information plus juste, plus complète, plus vite connue ou mieux conservée.",
            "Information that is more accurate, more complete, known sooner or better kept.",
        ],
    ),
    code(
        "avantage.depenses",
        A,
        ["Dépenses", "Spending"],
        [
            "De l'argent économisé, une dépense évitée, un coût devenu prévisible.",
            "Money saved, a cost avoided, a cost that became predictable.",
        ],
    ),
    code(
        "avantage.participation",
        A,
        ["Participation", "Participation"],
        [
            "Des personnes qui prennent part, donnent leur avis ou décident, et ne le faisaient pas.",
            "People who take part, speak up or decide, and did not before.",
        ],
    ),
    code(
        "contrainte",
        None,
        ["Contrainte", "Constraint"],
        [
            "Ce qui a gêné, ralenti, arrêté ou empêché. Y compris ce qui a été contourné.",
            "What got in the way, slowed, stopped or prevented. Including what was worked around.",
        ],
    ),
    code(
        "contrainte.temps",
        C,
        ["Temps", "Time"],
        [
            "Le temps manque pour choisir, installer, apprendre ou tenir l'outil à jour.",
            "Time is short to choose, install, learn or keep the tool up to date.",
        ],
    ),
    code(
        "contrainte.competences",
        C,
        ["Compétences", "Skills"],
        [
            "Personne ne sait, ou une seule personne sait ; la formation manque ou ne suffit pas.",
            "Nobody knows how, or one person only; training is missing or not enough.",
        ],
    ),
    code(
        "contrainte.reticence",
        C,
        ["Réticence", "Reluctance"],
        [
            "Des personnes ne veulent pas, se méfient, préfèrent l'ancienne manière.",
            "People do not want to, are wary, prefer the old way.",
        ],
    ),
    code(
        "contrainte.cout",
        C,
        ["Coût", "Cost"],
        [
            "Le prix d'achat, l'abonnement, les données, les réparations ; un coût découvert après coup.",
            "The price, the subscription, data, repairs; a cost found out afterwards.",
        ],
    ),
    code(
        "contrainte.connexion",
        C,
        ["Connexion", "Connection"],
        [
            "Pas de réseau, un réseau lent ou intermittent, un forfait épuisé.",
            "No network, a slow or intermittent one, a used-up data plan.",
        ],
    ),
    code(
        "contrainte.energie",
        C,
        ["Énergie", "Power"],
        [
            "Pas d'électricité, des coupures, des batteries vides.",
            "No electricity, power cuts, empty batteries.",
        ],
    ),
    code(
        "contrainte.materiel",
        C,
        ["Matériel : panne, vol", "Equipment: breakdown, theft"],
        [
            "Appareil en panne, volé, perdu, inadapté, ou trop peu d'appareils.",
            "A device broken, stolen, lost or unsuitable, or too few devices.",
        ],
    ),
    code(
        "contrainte.langue",
        C,
        ["Langue, lecture", "Language, reading"],
        [
            "L'outil n'existe pas dans la langue des usagers, ou suppose de savoir lire.",
            "The tool does not exist in its users' language, or assumes that they can read.",
        ],
    ),
    code(
        "contrainte.choix",
        C,
        ["Trop d'offres", "Too many offers"],
        [
            "On ne sait quoi choisir ; plusieurs outils se superposent dans l'équipe.",
            "Nobody knows what to choose; several tools overlap within the team.",
        ],
    ),
    code(
        "contrainte.donnees",
        C,
        ["Protection des données", "Data protection"],
        [
            "Des données sur des personnes exposées, perdues, hébergées sans maîtrise ; la crainte que cela arrive.",
            "Data on people exposed, lost, hosted out of control; the fear that it may happen.",
        ],
    ),
    code(
        "contrainte.partenaire",
        C,
        ["Adhésion du partenaire", "Partner's support"],
        [
            "Le partenaire local, l'autorité ou le bailleur ne suit pas.",
            "The local partner, the authority or the donor does not go along.",
        ],
    ),
    code(
        "contrainte.depart",
        C,
        ["Départ d'une personne clé", "A key person leaves"],
        [
            "La personne qui portait l'outil est partie, et l'usage avec elle.",
            "The person who carried the tool left, and its use with them.",
        ],
    ),
    code(
        "contrainte.perennite",
        C,
        ["Outil arrêté ou devenu payant", "Tool stopped or no longer free"],
        [
            "L'éditeur a cessé, changé ses conditions ou fait payer ce qui était gratuit.",
            "The maker stopped, changed its terms or now charges for what was free.",
        ],
    ),
    code(
        "contrainte.regles",
        C,
        ["Règles", "Rules"],
        [
            "Une loi, une autorisation, une règle de la structure ou du bailleur empêche ou complique.",
            "A law, a permit, a rule of the organization or of the donor prevents or complicates.",
        ],
    ),
    code(
        "prerequis",
        None,
        ["Prérequis", "Prerequisite"],
        [
            "Ce qu'il faut avoir avant de commencer : réseau, énergie, appareils, personnes, accord, argent.",
            "What is needed before starting: network, power, devices, people, agreement, money.",
        ],
    ),
    code(
        "recommandation",
        None,
        ["Recommandation", "Recommendation"],
        [
            "Ce que la structure conseille de faire ou d'éviter, ce qu'elle referait autrement.",
            "What the organization advises to do or to avoid, what it would do differently.",
        ],
    ),
    code(
        "libre",
        None,
        ["Codes libres", "Open codes"],
        [
            "Les codes nés de la lecture, qui n'ont pas encore trouvé leur place dans la grille.",
            "Codes born of the reading, that have not found their place in the codebook yet.",
        ],
    ),
];
