//! Where each entity is declared: as deep as what it saves, at most one per container, never across repeats.

use std::rc::Rc;

use super::entities::{Declaration, Entities};
use super::item::Kind;
use crate::codes;
use crate::issue::{Issue, Issues};

/// A container on the way from the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    name: String,
    kind: Kind,
}

/// The containers from the root to where a row is.
pub(crate) type Path = Rc<[Step]>;

/// A place of the survey that refers to an entity: it saves to a property, or is used in an expression.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) path: Path,
    pub(crate) row: u32,
    /// The property a row saves to.
    pub(crate) property: Option<String>,
    /// The question an expression of the entity uses.
    pub(crate) question: String,
}

/// Where an entity would like to be.
struct Request {
    at: usize,
    row: u32,
    scope: Path,
    wanted: Path,
    save_paths: Vec<Path>,
}

pub(crate) fn root() -> Path {
    Rc::from(vec![Step { name: "survey".into(), kind: Kind::Survey }])
}

pub(crate) fn step(path: &Path, name: &str, kind: Kind) -> Path {
    path.iter().cloned().chain([Step { name: name.to_owned(), kind }]).collect()
}

fn is_boundary(step: &Step) -> bool {
    matches!(step.kind, Kind::Repeat | Kind::Survey)
}

/// How many steps lead to the nearest repeat around, or to the root.
fn scope_length(path: &[Step]) -> usize {
    path.iter().rposition(is_boundary).map_or(1, |at| at + 1)
}

fn scope(path: &[Step]) -> Path {
    Rc::from(&path[..scope_length(path).min(path.len())])
}

/// How many repeats are on the way.
pub(crate) fn repeats(path: &[Step]) -> usize {
    path.iter().skip(1).filter(|step| step.kind == Kind::Repeat).count()
}

/// How many groups lie below the nearest repeat around.
fn groups(path: &[Step]) -> usize {
    path.iter().rev().take_while(|step| !is_boundary(step)).count()
}

fn show(path: &[Step]) -> String {
    path.iter().fold(String::new(), |mut out, step| {
        out.push('/');
        out.push_str(&step.name);
        out
    })
}

/// The container of each entity.
pub(crate) fn allocate(entities: &Entities<'_>, issues: &mut Issues) -> Vec<(Path, usize)> {
    let mut requests: Vec<Request> = Vec::new();
    for at in &entities.order {
        match request(*at, &entities.declarations[*at]) {
            Ok(found) => requests.push(found),
            Err(issue) => issues.push(issue),
        }
    }
    for (at, declaration) in entities.declarations.iter().enumerate() {
        if !entities.order.contains(&at) {
            let survey = root();
            requests.push(Request {
                at,
                row: declaration.row,
                scope: survey.clone(),
                wanted: survey,
                save_paths: vec![],
            });
        }
    }
    if let [only] = &requests[..]
        && only.scope == root()
    {
        return vec![(root(), only.at)];
    }
    let mut scopes: Vec<Path> = Vec::new();
    for found in &requests {
        if !scopes.contains(&found.scope) {
            scopes.push(found.scope.clone());
        }
    }
    let mut board = Board::default();
    for scope in scopes {
        let mut group: Vec<&Request> = requests.iter().filter(|found| found.scope == scope).collect();
        group.sort_by_key(|found| found.row);
        for found in group {
            if let Some(other) = board.place(found, scope.len()) {
                issues.push(
                    Issue::new(&codes::ENTITY_NO_PLACE)
                        .sheet("entities")
                        .row(found.row)
                        .value(&entities.declarations[found.at].list)
                        .param("scope", show(&scope))
                        .param("other", entities.declarations[other].row.to_string()),
                );
            }
        }
    }
    board.placed
}

/// Containers already given, and those kept for what an entity saves.
#[derive(Default)]
struct Board {
    placed: Vec<(Path, usize)>,
    reserved: Vec<(Path, usize)>,
}

impl Board {
    fn owner(&self, path: &[Step]) -> Option<usize> {
        let find =
            |list: &[(Path, usize)]| list.iter().rev().find(|(found, _)| **found == *path).map(|(_, at)| *at);
        find(&self.placed).or_else(|| find(&self.reserved))
    }

    fn reserved_by(&self, path: &[Step]) -> Option<usize> {
        self.reserved.iter().rev().find(|(found, _)| **found == *path).map(|(_, at)| *at)
    }

    /// Gives the deepest free container up to the scope; the entity in the way when there is none.
    fn place(&mut self, request: &Request, scope_length: usize) -> Option<usize> {
        let mut in_the_way = None;
        for depth in (scope_length..=request.wanted.len()).rev() {
            let path: Path = Rc::from(&request.wanted[..depth]);
            let Some(owner) = self.owner(&path) else {
                self.reserve(request, &path);
                return None;
            };
            in_the_way = Some(owner);
            // What an entity saves must be inside its own container: another's reservation stops it.
            let saved = request.save_paths.iter().find_map(|path| self.reserved_by(path));
            if saved.is_some() {
                return saved;
            }
        }
        in_the_way
    }

    fn reserve(&mut self, request: &Request, path: &Path) {
        self.placed.push((path.clone(), request.at));
        self.reserved.push((path.clone(), request.at));
        for save in &request.save_paths {
            for length in path.len()..=save.len() {
                self.reserved.push((Rc::from(&save[..length]), request.at));
            }
        }
    }
}

/// The source in the deepest scope, the deepest in that scope, and the deepest of those that save.
struct Deepest<'a> {
    scope: &'a Source,
    container: &'a Source,
    save: Option<&'a Source>,
}

fn deepest(sources: &[Source]) -> Option<Deepest<'_>> {
    let first = sources.first()?;
    let mut deepest = Deepest { scope: first, container: first, save: None };
    for source in sources {
        let is_save = source.property.is_some();
        if repeats(&source.path) > repeats(&deepest.scope.path) {
            deepest.scope = source;
            deepest.container = source;
            if is_save {
                deepest.save = Some(source);
            }
        }
        let in_scope = scope(&source.path) == scope(&deepest.scope.path);
        if in_scope && groups(&source.path) > groups(&deepest.container.path) {
            deepest.container = source;
        }
        let is_deeper = |save: &Source| in_scope && groups(&source.path) > groups(&save.path);
        if is_save && deepest.save.is_none_or(is_deeper) {
            deepest.save = Some(source);
        }
    }
    Some(deepest)
}

fn request(at: usize, declaration: &Declaration<'_>) -> Result<Request, Issue> {
    let sources = &declaration.sources;
    let Some(deepest) = deepest(sources) else {
        return Ok(Request {
            at,
            row: declaration.row,
            scope: root(),
            wanted: root(),
            save_paths: Vec::new(),
        });
    };
    let mut save_paths: Vec<Path> = Vec::new();
    for source in sources.iter().filter(|source| source.property.is_some()) {
        if !save_paths.contains(&source.path) {
            save_paths.push(source.path.clone());
        }
    }
    let wanted = match (deepest.save, save_paths.as_slice()) {
        (Some(save), [_, _, ..]) => {
            let (boundary, common) = (scope(&save.path), common(&save_paths));
            let depth = |path: &Path| (repeats(path), groups(path));
            if depth(&common) > depth(&boundary) { common } else { boundary }
        }
        (_, [only]) => only.clone(),
        _ => deepest.container.path.clone(),
    };
    let deepest_scope = scope(&deepest.scope.path);
    for source in sources {
        check(declaration, source, &deepest, &deepest_scope, &wanted)?;
    }
    Ok(Request { at, row: declaration.row, scope: deepest_scope, wanted, save_paths })
}

/// What several paths share. As the reference does, the last difference counts, not the first.
fn common(paths: &[Path]) -> Path {
    let shortest = paths.iter().map(|path| path.len()).min().unwrap_or(0);
    let first = &paths[0];
    let last_difference = (0..shortest).rev().find(|at| paths.iter().any(|path| path[*at] != first[*at]));
    Rc::from(&first[..last_difference.unwrap_or(shortest)])
}

fn check(
    declaration: &Declaration<'_>,
    source: &Source,
    deepest: &Deepest<'_>,
    deepest_scope: &Path,
    wanted: &Path,
) -> Result<(), Issue> {
    let own = scope(&source.path);
    let (other, is_wrong) = if deepest_scope.starts_with(&own) {
        (wanted, source.property.is_some() && scope(wanted) != own)
    } else {
        (&deepest.scope.path, true)
    };
    if !is_wrong {
        return Ok(());
    }
    let issue = match &source.property {
        Some(property) => Issue::new(&codes::SAVE_TO_SCOPE)
            .sheet("survey")
            .row(source.row)
            .column("save_to")
            .value(property),
        None => {
            Issue::new(&codes::ENTITY_SCOPE).sheet("entities").row(declaration.row).value(&source.question)
        }
    };
    Err(issue.param("list", &declaration.list).param("scope", show(&source.path)).param("other", show(other)))
}
