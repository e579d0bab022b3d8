//! [RDF Dataset Canonicalization](https://www.w3.org/TR/rdf-canon/), RDFC-1.0 with SHA-256.
//!
//! It is our own, since `oxrdf` has no bound on its work, and counts a neighbour in several equal
//! quads once, where the libraries of most issuers count each quad: decision 25.

use super::{Budget, DataIntegrityError};
use crate::limits::MAX_STEPS;
use oxrdf::{BlankNodeRef, Dataset, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    mem,
};

/// A blank node, by its place among those of the dataset.
type Node = usize;

/// The canonical form of a dataset: sorted N-Quads.
///
/// # Errors
///
/// [`DataIntegrityError::TooManyAlike`] for a poisoned dataset, which takes more than
/// [`MAX_STEPS`]; [`DataIntegrityError::TooMuchWork`] beyond the budget of the verification.
pub(super) fn canonical(dataset: &Dataset, budget: &Budget) -> Result<String, DataIntegrityError> {
    let nodes = nodes(dataset);
    let mentions = mentions(dataset, &nodes);
    let names = Canonicalization::new(&mentions, budget).names()?;
    let name = |node: BlankNodeRef<'_>| nodes.get(&node).and_then(|node| names.of(*node));
    let mut lines: Vec<String> = dataset
        .iter()
        .map(|quad| line(quad, |node| name(node).unwrap_or_default()))
        .collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

/// The blank nodes of a dataset.
fn nodes(dataset: &Dataset) -> HashMap<BlankNodeRef<'_>, Node> {
    let mut nodes = HashMap::new();
    for (_, node) in dataset.iter().flat_map(blank_nodes) {
        let next = nodes.len();
        nodes.entry(node).or_insert(next);
    }
    nodes
}

/// The blank nodes of a quad, each with its position as the algorithm writes it.
fn blank_nodes(quad: QuadRef<'_>) -> impl Iterator<Item = (char, BlankNodeRef<'_>)> {
    let subject = match quad.subject {
        NamedOrBlankNodeRef::BlankNode(node) => Some(('s', node)),
        NamedOrBlankNodeRef::NamedNode(_) => None,
    };
    let object = match quad.object {
        TermRef::BlankNode(node) => Some(('o', node)),
        _ => None,
    };
    let graph = match quad.graph_name {
        GraphNameRef::BlankNode(node) => Some(('g', node)),
        _ => None,
    };
    [subject, object, graph].into_iter().flatten()
}

/// A quad as a line of N-Quads, with names for its blank nodes.
fn line(quad: QuadRef<'_>, name: impl Fn(BlankNodeRef<'_>) -> String) -> String {
    let subject = match quad.subject {
        NamedOrBlankNodeRef::BlankNode(node) => name(node),
        NamedOrBlankNodeRef::NamedNode(iri) => iri.to_string(),
    };
    let object = match quad.object {
        TermRef::BlankNode(node) => name(node),
        other => other.to_string(),
    };
    let graph = match quad.graph_name {
        GraphNameRef::BlankNode(node) => format!(" {}", name(node)),
        GraphNameRef::NamedNode(iri) => format!(" {iri}"),
        GraphNameRef::DefaultGraph => String::new(),
    };
    format!("{subject} {} {object}{graph} .\n", quad.predicate)
}

/// Another blank node of a quad, as a node of that quad sees it.
struct Link<'a> {
    position: char,
    predicate: &'a str,
    other: Node,
}

/// Names given to blank nodes, in the order in which they were given.
#[derive(Clone)]
struct Names {
    prefix: &'static str,
    order: Vec<Node>,
    numbers: HashMap<Node, usize>,
}

impl Names {
    fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            order: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// The name of a node, if it has one.
    fn of(&self, node: Node) -> Option<String> {
        let number = self.numbers.get(&node)?;
        Some(format!("_:{}{number}", self.prefix))
    }

    /// [Issue Identifier](https://www.w3.org/TR/rdf-canon/#issue-identifier): the name of a node, a
    /// new one if it has none.
    fn give(&mut self, node: Node) -> String {
        let next = self.order.len();
        let number = *self.numbers.entry(node).or_insert(next);
        if number == next {
            self.order.push(node);
        }
        format!("_:{}{number}", self.prefix)
    }
}

/// A blank node, by the quads that it is in.
struct Mentions<'a> {
    links: Vec<Link<'a>>,
    /// [Hash First Degree Quads](https://www.w3.org/TR/rdf-canon/#hash-1d-quads).
    hash: String,
}

/// All blank nodes of a dataset by the quads that they are in, in the order of `nodes`.
fn mentions<'a>(
    dataset: &'a Dataset,
    nodes: &HashMap<BlankNodeRef<'_>, Node>,
) -> Vec<Mentions<'a>> {
    let mut found: Vec<(Vec<Link<'a>>, Vec<String>)> = Vec::new();
    found.resize_with(nodes.len(), Default::default);
    for quad in dataset {
        let parts: Vec<(char, Node)> = blank_nodes(quad)
            .filter_map(|(position, node)| Some((position, *nodes.get(&node)?)))
            .collect();
        for node in parts.iter().map(|(_, node)| *node).collect::<HashSet<_>>() {
            let Some((links, lines)) = found.get_mut(node) else {
                continue;
            };
            lines.push(line(quad, |other| match nodes.get(&other) == Some(&node) {
                true => "_:a".into(),
                false => "_:z".into(),
            }));
            let others = parts.iter().filter(|(_, other)| *other != node);
            links.extend(others.map(|(position, other)| Link {
                position: *position,
                predicate: quad.predicate.as_str(),
                other: *other,
            }));
        }
    }
    let found = found.into_iter().map(|(links, mut lines)| {
        lines.sort_unstable();
        let hash = hash(&lines.concat());
        Mentions { links, hash }
    });
    found.collect()
}

/// The state of the algorithm.
struct Canonicalization<'a> {
    mentions: &'a [Mentions<'a>],
    canonical: Names,
    /// Steps left to the document.
    left: usize,
    budget: &'a Budget,
}

impl<'a> Canonicalization<'a> {
    fn new(mentions: &'a [Mentions<'a>], budget: &'a Budget) -> Self {
        Self {
            mentions,
            canonical: Names::new("c14n"),
            left: MAX_STEPS,
            budget,
        }
    }

    /// The [algorithm](https://www.w3.org/TR/rdf-canon/#canon-algo-algo), from step 3.
    fn names(mut self) -> Result<Names, DataIntegrityError> {
        let mut alike: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
        for (node, mentions) in self.mentions.iter().enumerate() {
            alike.entry(&mentions.hash).or_default().push(node);
        }
        alike.retain(|_, nodes| match nodes.as_slice() {
            [only] => {
                self.canonical.give(*only);
                false
            }
            _ => true,
        });
        for nodes in alike.into_values() {
            let mut paths = Vec::new();
            for node in nodes {
                if self.canonical.of(node).is_none() {
                    let mut names = Names::new("b");
                    names.give(node);
                    paths.push(self.hash_n_degree(node, names)?);
                }
            }
            paths.sort_by(|(left, _), (right, _)| left.cmp(right));
            for node in paths.into_iter().flat_map(|(_, names)| names.order) {
                self.canonical.give(node);
            }
        }
        Ok(self.canonical)
    }

    /// [Hash N-Degree Quads](https://www.w3.org/TR/rdf-canon/#hash-nd-quads): the hash of a node by
    /// all that it is linked to, and the names that were given on the way.
    fn hash_n_degree(
        &mut self,
        node: Node,
        mut names: Names,
    ) -> Result<(String, Names), DataIntegrityError> {
        let mentions = self.mentions.get(node);
        let links = mentions.map_or(&[][..], |mentions| &mentions.links);
        self.spend(links.len())?;
        let mut related: BTreeMap<String, Vec<Node>> = BTreeMap::new();
        for link in links {
            // As often as there are quads: a list, not a set.
            let hash = self.hash_related(link, &names);
            related.entry(hash).or_default().push(link.other);
        }
        let mut data = String::new();
        for (hash, mut nodes) in related {
            data.push_str(&hash);
            let mut chosen: Option<(String, Names)> = None;
            nodes.sort_unstable();
            loop {
                let so_far = chosen.as_ref().map(|(path, _)| path.as_str());
                if let Some(found) = self.path(&nodes, &names, so_far)? {
                    chosen = Some(found);
                }
                if !next_order(&mut nodes) {
                    break;
                }
            }
            if let Some((path, chosen)) = chosen {
                data.push_str(&path);
                names = chosen;
            }
        }
        Ok((hash(&data), names))
    }

    /// The path along nodes in an order, and the names that it gives: steps 5.4.1 to 5.4.6. Nothing
    /// if it does not come before the one that is chosen so far.
    fn path(
        &mut self,
        order: &[Node],
        names: &Names,
        chosen: Option<&str>,
    ) -> Result<Option<(String, Names)>, DataIntegrityError> {
        self.spend(order.len().saturating_add(names.order.len()))?;
        let mut names = names.clone();
        let mut path = String::new();
        let mut unknown = Vec::new();
        let is_behind = |path: &str| chosen.is_some_and(|chosen| path > chosen);
        for node in order {
            let name = self.canonical.of(*node).unwrap_or_else(|| {
                if !names.numbers.contains_key(node) {
                    unknown.push(*node);
                }
                names.give(*node)
            });
            path.push_str(&name);
            if is_behind(&path) {
                return Ok(None);
            }
        }
        for node in unknown {
            let name = names.give(node);
            let (hash, given) = self.hash_n_degree(node, names)?;
            names = given;
            path.push_str(&format!("{name}<{hash}>"));
            if is_behind(&path) {
                return Ok(None);
            }
        }
        let is_first = chosen.is_none_or(|chosen| path.as_str() < chosen);
        Ok(is_first.then_some((path, names)))
    }

    /// [Hash Related Blank Node](https://www.w3.org/TR/rdf-canon/#hash-related-blank-node).
    fn hash_related(&self, link: &Link<'_>, names: &Names) -> String {
        let mut input = String::from(link.position);
        if link.position != 'g' {
            input.push_str(&format!("<{}>", link.predicate));
        }
        let name = self.canonical.of(link.other).or(names.of(link.other));
        let mentions = self.mentions.get(link.other);
        let hashed = || mentions.map(|mentions| mentions.hash.clone());
        input.push_str(&name.or_else(hashed).unwrap_or_default());
        hash(&input)
    }

    fn spend(&mut self, steps: usize) -> Result<(), DataIntegrityError> {
        let steps = steps.saturating_add(1);
        let left = self.left.checked_sub(steps);
        self.left = left.ok_or(DataIntegrityError::TooManyAlike)?;
        self.budget.take_steps(steps)
    }
}

fn hash(input: &str) -> String {
    const_hex::encode(Sha256::digest(input))
}

/// The next order of nodes, as numbers are compared; `false` after the last. Each order of equal
/// nodes comes once.
fn next_order(nodes: &mut [Node]) -> bool {
    let rises = |pair: &[Node]| matches!(pair, [left, right] if left < right);
    let Some(last) = nodes.windows(2).rposition(rises) else {
        return false;
    };
    let split = nodes.get_mut(last..).and_then(<[Node]>::split_first_mut);
    let Some((first, rest)) = split else {
        return false;
    };
    if let Some(next) = rest.iter_mut().rfind(|node| **node > *first) {
        mem::swap(first, next);
    }
    rest.reverse();
    true
}
