//! The corpus, replayed.

use super::*;
use std::{collections::BTreeSet, fs, path::Path};

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/backends");
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

/// The kind of a verdict, without indices and points.
fn kind(line: &str) -> String {
    let words = line.split(|letter: char| !letter.is_ascii_alphabetic());
    let kept = words.filter(|word| !matches!(*word, "" | "found" | "expected" | "point" | "error"));
    kept.collect::<Vec<_>>().join(" ")
}

#[test]
fn both_backends_agree_on_the_corpus() {
    let kinds: BTreeSet<_> = corpus()
        .iter()
        .flat_map(|bytes| agree(bytes))
        .map(|line| kind(&line))
        .collect();
    // The corpus reaches each reason for a refusal; without that, agreement would mean little.
    for needed in [
        "proof Ok",
        "proof Err Wrong",
        "proof Err Inputs",
        "proof Err Proof ProofError A Subgroup",
        "proof Err Proof ProofError B Subgroup",
        "proof Err Proof ProofError C Subgroup",
        "proof ProofError A Identity",
        "proof ProofError B Curve",
        "key Point Delta Subgroup",
        "key Point Ic Subgroup",
        "key Point Beta Encoding",
        "key SameInputs first second",
        "key DeltaIsGamma",
    ] {
        assert!(kinds.contains(needed), "no {needed} among {kinds:#?}");
    }
}
