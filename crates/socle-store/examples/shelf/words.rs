//! What the returns of the shelf say, and the guides drawn from them. All of it is invented.

use socle_domain::guide::GuideKind;

/// A return with one experience.
#[derive(Debug)]
pub(crate) struct Told {
    /// A word of the list of organizations.
    pub(crate) kind: &'static str,
    /// The organization's name; nothing when it gave none.
    pub(crate) name: &'static str,
    /// A country's code.
    pub(crate) country: &'static str,
    /// A word of the list of themes.
    pub(crate) theme: &'static str,
    /// `named`, `anonymous`, `figures`.
    pub(crate) level: &'static str,
    /// `use` or `initiative`.
    pub(crate) stance: &'static str,
    /// The answer to « Sur quoi vous fondez-vous ? ».
    pub(crate) basis: &'static str,
    /// Where the tool stands.
    pub(crate) state: &'static str,
    /// What was written before the passage.
    pub(crate) before: &'static str,
    /// The passage that guides quote.
    pub(crate) passage: &'static str,
    /// What was written after it.
    pub(crate) after: &'static str,
}

const fn told(who: [&'static str; 4], how: [&'static str; 4], words: [&'static str; 3]) -> Told {
    Told {
        kind: who[0],
        name: who[1],
        country: who[2],
        theme: who[3],
        level: how[0],
        stance: how[1],
        basis: how[2],
        state: how[3],
        before: words[0],
        passage: words[1],
        after: words[2],
    }
}

/// The name of the organization that is named nowhere.
pub(crate) const SECRET_NAME: &str = "Comité des puits de Tiébélé";

/// The returns.
pub(crate) const RETURNS: [Told; 10] = [
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "counts", "in_use"],
        [
            "Nous suivions quarante points d'eau dans un cahier. Le cahier restait au village et personne ne le lisait en ville.",
            "Depuis les formulaires, les relevés arrivent complets : une question obligatoire ne s'oublie pas.",
            "Que referiez-vous ?\nNous aurions formé deux personnes dès le premier jour.",
        ],
    ),
    told(
        ["osc", SECRET_NAME, "bf", "eah"],
        ["anonymous", "use", "counts", "in_use"],
        [
            "Trois enquêteurs, deux téléphones.",
            "Les photos bloquaient l'envoi pendant des heures, alors nous avons réglé leur taille avant de partir.",
            "Le comité a gardé les téléphones dans une armoire fermée.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "impression", "stopped"],
        [
            "Une personne savait modifier le formulaire.",
            "Quand elle est partie, tout s'est arrêté en trois semaines et nous avons repris le cahier.",
            "Nous n'avons jamais retrouvé le mot de passe.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "survey", "extended"],
        [
            "Nous faisions le dépouillement à la main.",
            "Le dépouillement d'une tournée est passé de deux jours à une heure.",
            "Le bailleur a demandé la même chose aux autres communes.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "impression", "in_use"],
        [
            "Au début nous avions soixante questions.",
            "Avec soixante questions, les enquêteurs répondaient n'importe quoi à partir de la vingtième.",
            "Nous en avons gardé douze.",
        ],
    ),
    told(
        ["osc", "", "bf", "eah"],
        ["anonymous", "use", "", "in_use"],
        [
            "Nos vingt relevés par an tenaient dans un cahier.",
            "Nous n'avons rien gagné : vingt relevés tiennent dans un cahier.",
            "",
        ],
    ),
    told(
        ["asi", "Puits du Mono", "tg", "eah"],
        ["named", "use", "evaluation", "extended"],
        [
            "Nous appuyons onze comités de village depuis 2012.",
            "Celui qui reçoit répond « reçu, 14 relevés » : c'est ce message qui entretient l'habitude.",
            "Une évaluation externe l'a mesuré en 2016.",
        ],
    ),
    told(
        ["univ", "", "sn", "edu"],
        ["anonymous", "use", "counts", "ended"],
        [
            "Nous avons comparé deux façons de faire dans six écoles.",
            "La position relevée par le téléphone était juste à dix mètres près.",
            "",
        ],
    ),
    told(
        ["conf", "", "tg", "sante"],
        ["figures", "use", "counts", "in_use"],
        [
            "Ceci ne doit paraître nulle part.",
            "Ces mots ne doivent paraître nulle part, pas même sans nom.",
            "",
        ],
    ),
    told(
        ["start", "Relevés d'Abidjan", "ci", "eah"],
        ["named", "initiative", "", ""],
        [
            "Nous avons écrit une application de relevés.",
            "Notre application envoie les relevés par SMS quand il n'y a pas d'internet.",
            "",
        ],
    ),
];

/// A guide: its kind, its language, the number of the guide it translates (0 for a new one), its address, its header
/// and its blocks. `{1}` is the number of the first return's experience.
pub(crate) const GUIDES: [(GuideKind, &str, usize, &str, &str, &str); 4] = [
    (GuideKind::Tool, "fr", 0, "relever-des-points-d-eau-sans-reseau", TOOL_HEADER, TOOL_BODY),
    (GuideKind::Method, "fr", 0, "choisir-a-plusieurs", METHOD_HEADER, METHOD_BODY),
    (GuideKind::Experience, "fr", 0, "du-cahier-au-formulaire-et-retour", STORY_HEADER, STORY_BODY),
    (GuideKind::Method, "en", 2, "choosing-together", METHOD_HEADER_EN, METHOD_BODY_EN),
];

const TOOL_HEADER: &str = "title: Relever des points d'eau sans réseau avec un formulaire mobile
promise: Remplacer le cahier par un téléphone, et retrouver au bureau des relevés complets, datés, situés.
summary: Un formulaire rempli hors ligne sur un téléphone, envoyé une fois par semaine.
themes: eah
needs: collecter situer
families: met.collecte
who: terrain partenaire
phases: oeuvre suivi
countries: bf tg
authors: L'équipe de l'étude
contributors: Puits du Mono; six structures qui ont choisi de ne pas être nommées
";

const TOOL_BODY: &str = "## brief

- **Pour qui** : 1 à 20 personnes qui se déplacent, à l'aise avec un smartphone
- **Réseau** : aucun sur place ; un lieu connecté **une fois par semaine**
- **Énergie** : recharger le téléphone chaque jour
- **Appareils** : Android, même d'occasion
- **Coût** : 0 € de logiciel ; 60 à 90 € par téléphone (mars 2017)
- **Délai** : deux jours pour préparer, une matinée pour former
- **À éviter si** : vous faites moins de 30 relevés par an, le papier suffit [@r{6}:1 contre]

## uses

Sept structures s'en servent pour des **inventaires** : points d'eau, latrines, parcelles. Trois y ajoutent un suivi mensuel des pannes [@r{4}:1].

- Les relevés arrivent complets [@r{1}:1].
- La position est juste à dix mètres près, sans rien écrire [@r{8}:1].
- Le dépouillement prend une heure au lieu de deux jours [@r{4}:1].

## before

Écrivez d'abord vos questions **sur papier**, et faites-les remplir à deux voisins. Ce qu'ils ne comprennent pas sur papier, ils ne le comprendront pas mieux sur un écran.

Il vous faut un téléphone par enquêteur, un ordinateur pour préparer le formulaire, et l'accord des comités de village pour la publication des positions [@ref1].

## setup

1. **Écrire le questionnaire** (une demi-journée). Douze questions au plus. Chaque question sert une décision : si vous ne savez pas laquelle, retirez-la [@r{5}:1].
   Piège : vouloir « tout savoir tant qu'on y est ».
2. **Le mettre en tableur** (une demi-journée). Une ligne par question, une feuille pour les choix [@ref2].
3. **Installer l'application** (dix minutes par téléphone). Au bureau, sur le réseau. Chargez le formulaire, puis coupez le réseau et remplissez-le une fois en entier.
4. **Essayer à deux** (une matinée). Allez ensemble à un point d'eau proche. Chacun remplit ; on compare ; on corrige les questions.
   Piège : sauter cette étape.
5. **Former en une matinée** (trois heures). Une démonstration, deux relevés chacun, puis les pannes : téléphone éteint, position absente, erreur à corriger.
6. **Envoyer chaque semaine**. Fixez un jour et un lieu. Celui qui reçoit répond [@r{7}:1].

## trouble

**Les photos bloquent l'envoi.** À 4 Mo pièce, vingt photos ne passent pas sur un réseau lent : réglez la taille à 1 024 pixels avant de partir [@r{2}:1].

**Une personne part, tout s'arrête.** Formez toujours deux personnes [@r{3}:1].

[@r{3}:1]

**Les données personnelles.** La position d'une maison désigne une famille. Ne relevez ni nom ni téléphone si un numéro de point d'eau suffit ; verrouillez les téléphones par un code.

## exit

| Au lieu de | Quand |
|---|---|
| Le cahier à colonnes | moins de 30 relevés par an |
| Un tableur partagé | réseau stable, saisie au bureau |
| Des SMS structurés | téléphones simples [@r{10}:1] |

Pour en sortir : exportez en CSV depuis le serveur, puis demandez la suppression du compte. Gardez le tableur du questionnaire : d'autres outils le lisent tel quel [@ref2].

## trial

Lundi, écrivez six questions. Mardi, mettez-les en tableur. Mercredi et jeudi, remplissez cinq relevés à deux. Vendredi, regardez le tableau ensemble et décidez : *continuer, changer, ou revenir au cahier*.
";

const METHOD_HEADER: &str = "title: Choisir un outil à plusieurs, en une réunion
promise: Une grille, deux heures, et une décision que chacun peut expliquer.
summary: Une réunion préparée, une grille remplie ensemble, un essai d'une semaine.
themes: trans
needs: piloter
who: siege terrain
authors: L'équipe de l'étude
starter: oui
";

const METHOD_BODY: &str = "## when

**Employez-la** quand trois personnes au moins devront vivre avec l'outil.

## result

Une page signée : le besoin en une phrase, la grille remplie, la décision [@ref1].

## before

Deux heures, une table, une grille par personne.

## steps

1. **Dire le besoin en une phrase** (20 min). Aucun nom d'outil.
   Piège : commencer par une démonstration.
2. **Poser ce qui exclut** (20 min). Trois critères au plus.
3. **Décider et dater** (30 min). On écrit la date où on la reverra.

## data

Pendant l'essai, pas de vraies données de bénéficiaires.

## check

Dans six mois, demandez à celui qui doutait d'expliquer le choix.
";

const METHOD_HEADER_EN: &str = "title: Choosing a tool together, in one meeting
promise: A grid, two hours, and a decision that everyone can explain.
summary: A prepared meeting, a grid filled in together, a trial of one week.
themes: trans
needs: piloter
who: siege terrain
authors: The study team
starter: yes
";

const METHOD_BODY_EN: &str = "## when

**Use it** when at least three people will have to live with the tool.

## result

One signed page: the need in one sentence, the grid filled in, the decision [@ref1].

## before

Two hours, a table, a grid for each person.

## steps

1. **Say the need in one sentence** (20 min). No name of a tool.
   Trap: beginning with a demonstration.
2. **Set what excludes** (20 min). Three criteria at most.
3. **Decide and date** (30 min). Write down when you will look at it again.

## data

No real data of beneficiaries during the trial.

## check

In six months, ask the one who doubted to explain the choice.
";

const STORY_HEADER: &str = "title: Passer du cahier au formulaire, puis revenir au cahier
promise: Trois semaines ont suffi pour tout perdre : une seule personne savait.
summary: Un formulaire mobile abandonné au départ de celle qui le tenait.
themes: eah
needs: collecter
who: terrain
authors: L'équipe de l'étude
";

const STORY_BODY: &str = "## project

Une association locale suit des points d'eau avec trois enquêteurs [@r{3}:1].

## need

Le cahier restait au village [@r{1}:1].

## done

Un formulaire, deux téléphones, une matinée de formation.

## means

- Coût : 90 € (2016)
- Formation : une matinée

## results

Non renseigné.

## difficulties

Une seule personne savait modifier le formulaire [@r{3}:1].

## lessons

Former deux personnes.

## conditions

Deux personnes, un mot de passe dans une enveloppe.

## voices

[@r{3}:1]

[@r{2}:1]

## today

Arrêté en 2016.
";
