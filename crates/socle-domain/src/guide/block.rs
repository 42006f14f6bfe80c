//! The blocks that each kind of guide is made of, in the order of the page.

use super::GuideKind;

/// A block of a kind of guide.
#[derive(Debug, PartialEq, Eq)]
pub struct BlockSpec {
    /// The word that stands for it in the stored text.
    pub key: &'static str,
    /// Its heading in French.
    pub french: &'static str,
    /// Its heading in English.
    pub english: &'static str,
    /// Whether a guide cannot be published without it.
    pub is_required: bool,
    /// How it is set.
    pub tone: BlockTone,
    /// How many numbered steps it holds, at least and at most.
    pub steps: Option<(usize, usize)>,
    /// One sentence for whoever writes it, in French.
    pub french_help: &'static str,
    /// The same in English.
    pub english_help: &'static str,
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockTone {
    /// As the rest.
    Plain,
    /// The block to read when one reads nothing else.
    Brief,
    /// What goes wrong.
    Caution,
}

impl BlockSpec {
    /// Its heading, in English for `en` and in French otherwise.
    pub fn title(&self, language: &str) -> &'static str {
        if language == "en" { self.english } else { self.french }
    }

    /// Its help sentence, in the same way.
    pub fn help(&self, language: &str) -> &'static str {
        if language == "en" { self.english_help } else { self.french_help }
    }

    const fn toned(mut self, tone: BlockTone) -> Self {
        self.tone = tone;
        self
    }

    const fn with_steps(mut self, least: usize, most: usize) -> Self {
        self.steps = Some((least, most));
        self
    }
}

const fn block(
    key: &'static str,
    is_required: bool,
    titles: [&'static str; 2],
    help: [&'static str; 2],
) -> BlockSpec {
    BlockSpec {
        key,
        french: titles[0],
        english: titles[1],
        is_required,
        tone: BlockTone::Plain,
        steps: None,
        french_help: help[0],
        english_help: help[1],
    }
}

const TOOL: [BlockSpec; 8] = [
    block("brief", true, ["En bref", "In brief"], [
        "Pour qui, dans quelles conditions de réseau et d'énergie, à quel coût et à quelle date, à éviter si…",
        "For whom, with what network and power, at what cost and on what date, to be avoided if…",
    ])
    .toned(BlockTone::Brief),
    block("uses", true, ["Usages observés et avantages", "Observed uses and benefits"], [
        "Ce que des structures en font, chaque affirmation avec son renvoi.",
        "What organizations do with it, each claim with its citation.",
    ]),
    block("before", true, ["Avant de commencer", "Before you start"], [
        "Ce qu'il faut avoir, décider ou demander avant la première étape.",
        "What to have, decide or ask for before the first step.",
    ]),
    block("setup", true, ["Mise en place", "Setting it up"], [
        "Trois à sept étapes numérotées, chacune avec sa durée.",
        "Three to seven numbered steps, each with its duration.",
    ])
    .with_steps(3, 7),
    block("trouble", true, ["Ce qui coince, et les données personnelles", "What gets stuck, and personal data"], [
        "Les échecs racontés, et ce que l'outil sait des personnes.",
        "The failures people told us, and what the tool knows about people.",
    ])
    .toned(BlockTone::Caution),
    block("exit", true, ["Alternatives, et comment en sortir", "Alternatives, and how to leave"], [
        "Ce qui peut le remplacer, et comment reprendre ses données.",
        "What can replace it, and how to get one's data back.",
    ]),
    block("trial", true, ["Essai d'une semaine", "A one-week trial"], [
        "Ce qu'une petite équipe essaie en cinq jours, et comment elle décide.",
        "What a small team tries in five days, and how it decides.",
    ]),
    block("more", false, ["Pour aller plus loin", "Going further"], [
        "Des documents à lire, avec leur date.",
        "Documents to read, with their date.",
    ]),
];

const METHOD: [BlockSpec; 10] = [
    block(
        "when",
        true,
        ["Quand l'employer, quand ne pas", "When to use it, when not to"],
        [
            "Les situations où cette façon de faire aide, et celles où elle dessert.",
            "The situations where this way of working helps, and those where it does not.",
        ],
    )
    .toned(BlockTone::Brief),
    block(
        "result",
        true,
        ["Résultat attendu", "Expected result"],
        ["Ce que l'on a en main à la fin.", "What one holds at the end."],
    ),
    block(
        "before",
        true,
        ["Avant de commencer", "Before you start"],
        [
            "Le temps, les personnes, le matériel et l'accord nécessaires.",
            "The time, people, equipment and agreement it takes.",
        ],
    ),
    block(
        "steps",
        true,
        ["Étapes", "Steps"],
        [
            "Une à huit étapes numérotées : le but, le geste, la durée, le piège.",
            "One to eight numbered steps: aim, action, duration, trap.",
        ],
    )
    .with_steps(1, 8),
    block(
        "decide",
        false,
        ["Décider", "Deciding"],
        ["Une grille ou un tableau pour trancher.", "A grid or a table to settle on one."],
    ),
    block(
        "variants",
        false,
        ["Variantes", "Variants"],
        [
            "Sans réseau, sans budget, avec un public non lecteur.",
            "Without network, without budget, with people who do not read.",
        ],
    ),
    block(
        "mistakes",
        false,
        ["Erreurs fréquentes", "Common mistakes"],
        [
            "Ce que d'autres ont fait de travers, et comment ils l'ont vu.",
            "What others got wrong, and how they noticed.",
        ],
    )
    .toned(BlockTone::Caution),
    block(
        "data",
        true,
        ["Protection des données", "Data protection"],
        [
            "Quelles données sur des personnes, qui les voit, quand on les efface.",
            "Which data about people, who sees them, when they are erased.",
        ],
    ),
    block(
        "templates",
        false,
        ["Modèles à reprendre", "Templates to reuse"],
        ["Des modèles prêts à copier, avec leur adresse.", "Templates ready to copy, with their address."],
    ),
    block(
        "check",
        true,
        ["Vérifier que ça marche", "Checking that it works"],
        ["Ce que l'on regarde, et après combien de temps.", "What to look at, and after how long."],
    ),
];

const EXPERIENCE: [BlockSpec; 10] = [
    block(
        "project",
        true,
        ["La structure et le projet", "The organization and the project"],
        [
            "Qui raconte, comme la structure a choisi de paraître.",
            "Who tells it, as the organization chose to appear.",
        ],
    )
    .toned(BlockTone::Brief),
    block(
        "need",
        true,
        ["Le besoin, comment c'était avant", "The need, how it was before"],
        ["Le problème, et comment on faisait.", "The problem, and how it was dealt with."],
    ),
    block(
        "done",
        true,
        ["Ce qui a été fait, étape par étape", "What was done, step by step"],
        [
            "Les gestes dans leur ordre, avec qui les a faits.",
            "The actions in their order, with who did them.",
        ],
    ),
    block(
        "means",
        true,
        ["Moyens", "Means"],
        [
            "Coût, temps, formation, appareils, réseau ; écrivez « non renseigné » quand personne ne l'a dit.",
            "Cost, time, training, devices, network; write “not stated” where nobody said.",
        ],
    ),
    block(
        "results",
        true,
        ["Résultats, et sur quoi on se fonde", "Results, and what they are based on"],
        ["Ce qui a changé, et d'où on le sait.", "What changed, and how we know."],
    ),
    block(
        "difficulties",
        true,
        ["Difficultés, ce qui a échoué", "Difficulties, what failed"],
        ["Ce qui a échoué, sans l'adoucir.", "What failed, without softening it."],
    )
    .toned(BlockTone::Caution),
    block(
        "lessons",
        true,
        ["Leçons : à refaire, à éviter", "Lessons: to repeat, to avoid"],
        [
            "Ce que la structure referait, et ce qu'elle éviterait.",
            "What the organization would do again, and what it would avoid.",
        ],
    ),
    block(
        "conditions",
        true,
        ["Conditions pour reproduire", "Conditions to reproduce it"],
        [
            "Ce qui doit être réuni ailleurs pour que cela marche.",
            "What it takes elsewhere for this to work.",
        ],
    ),
    block(
        "voices",
        false,
        ["Paroles d'acteurs", "In their words"],
        [
            "Un renvoi seul sur sa ligne fait paraître les mots du passage.",
            "A citation alone on its line shows the words of the passage.",
        ],
    ),
    block(
        "today",
        true,
        ["Aujourd'hui", "Today"],
        ["Où en est l'outil, à quelle date.", "Where the tool stands, on what date."],
    ),
];

impl GuideKind {
    /// Its blocks, in the order of the page.
    pub fn blocks(self) -> &'static [BlockSpec] {
        match self {
            Self::Tool => &TOOL,
            Self::Method => &METHOD,
            Self::Experience => &EXPERIENCE,
        }
    }

    /// The block with this key.
    pub fn block(self, key: &str) -> Option<&'static BlockSpec> {
        self.blocks().iter().find(|block| block.key == key)
    }
}
