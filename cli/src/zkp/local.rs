//! Proving keys of the local folder, and proofs that are made with them. Slow work runs on threads
//! of its own.

use super::{
    names::{circuit, KeyName},
    Problem,
};
use crate::{output, Result};
use aura_primitives::zkp::{KeyId, PreparedKey};
use aura_zkp_circuits::Witness;
use aura_zkp_core::{groth16::Proof, statement::Statement};
use aura_zkp_prover::{prove, KeyEntry, KeyError, Keys, ProveError, ProvingKey, Step};
use indicatif::ProgressBar;
use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::spawn_blocking;

/// A proof, and the time that it took.
pub struct MadeProof {
    /// The Groth16 proof.
    pub proof: Proof,
    /// Time to load the key.
    pub loading: Duration,
    /// Time to make the proof.
    pub proving: Duration,
}

/// Lists the proving keys of a folder, as their files describe themselves. A missing folder has
/// none.
///
/// # Errors
/// If it cannot be read.
pub async fn list(folder: PathBuf) -> Result<Vec<KeyEntry>> {
    blocking(move || {
        if folder.is_dir() {
            Keys::open(folder)?.list()
        } else {
            Ok(vec![])
        }
    })
    .await
}

/// Loads a key from the folder; a key for development is made if it is missing.
///
/// # Errors
/// If it is missing, or its file is refused.
pub async fn load(folder: PathBuf, id: KeyId, digest: [u8; 32]) -> Result<Arc<ProvingKey>> {
    blocking(move || with_progress(|step| Keys::open(folder)?.get(id, &digest, step))).await
}

/// Checks the file of a proving key, tests it, and copies it into the folder. `points` is the
/// digest that its points must have, if it is known.
///
/// # Errors
/// If it is not a key, is not the one that is expected, or the folder has a different one in its
/// place.
pub async fn import(
    folder: PathBuf,
    file: PathBuf,
    points: Option<[u8; 32]>,
) -> Result<Arc<ProvingKey>> {
    blocking(move || with_progress(|step| Keys::open(folder)?.import(&file, points.as_ref(), step)))
        .await
}

/// Proves a statement with the key of the folder that has the digest of `key`. A false statement is
/// not an error: it is returned as a [`ProveError`].
///
/// # Errors
/// If there is no such key.
pub async fn make(
    folder: PathBuf,
    key: &PreparedKey,
    statement: Statement,
    witness: Witness,
) -> Result<std::result::Result<MadeProof, ProveError>> {
    let started = Instant::now();
    let key = load(folder, key.id, key.digest).await?;
    let loading = started.elapsed();
    let made = spawn_blocking(move || {
        let spinner = spinner("Proving");
        let started = Instant::now();
        let proof = prove(&key, &statement, &witness);
        spinner.finish_and_clear();
        Ok(proof.map(|proof| MadeProof {
            proof,
            loading,
            proving: started.elapsed(),
        }))
    });
    made.await
        .map_err(|error| Problem::Thread(error.to_string()))?
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, KeyError> + Send + 'static,
) -> Result<T> {
    let done = spawn_blocking(work).await;
    let done = done.map_err(|error| Problem::Thread(error.to_string()))?;
    Ok(done.map_err(Problem::Keys)?)
}

/// Shows a spinner for each step of `work`.
fn with_progress<T>(work: impl FnOnce(&mut dyn FnMut(Step)) -> T) -> T {
    let mut shown: Option<ProgressBar> = None;
    let done = work(&mut |step| {
        let next = spinner(&words(step));
        if let Some(before) = shown.replace(next) {
            before.finish_and_clear();
        }
    });
    if let Some(last) = shown {
        last.finish_and_clear();
    }
    done
}

/// Describes a step for the user.
fn words(step: Step) -> String {
    match step {
        Step::Making(id) => {
            let of = circuit(id.circuit);
            format!("Making the key for development of {of}, which takes some seconds")
        }
        Step::Checking(id) => format!("Checking every point of the key {}", KeyName(id)),
        Step::Trying(id) => {
            let name = KeyName(id);
            format!("Trying the key {name} with random values, which takes some seconds")
        }
        Step::Reading(id) => format!("Reading the key {}", KeyName(id)),
    }
}

/// Starts a spinner on a terminal; elsewhere, prints a line with the same text.
fn spinner(text: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(text.to_owned());
    if spinner.is_hidden() {
        output::progress(&format!("{text} …"));
    }
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zkp::{model, witness};
    use aura_identity::zkp::{status_path, AnswerInputs, Provable};
    use aura_primitives::zkp::Circuit;
    use aura_zkp_core::{groth16, status::StatusTree};

    #[test]
    fn steps_say_what_takes_so_long() {
        let id = KeyId {
            circuit: Circuit::Age,
            version: 2,
        };
        assert!(words(Step::Making(id)).contains("development of age"));
        assert!(words(Step::Checking(id)).ends_with("age/2"));
        assert!(words(Step::Trying(id)).contains("age/2 with random values"));
        assert!(words(Step::Reading(id)).ends_with("age/2"));
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_has_no_keys() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        assert!(list(path.clone()).await.unwrap().is_empty());
        // Listing creates no folder.
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn what_is_no_key_is_not_imported() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, b"no key").unwrap();
        let keys = folder.path().join("keys");
        assert!(import(keys.clone(), file, None).await.is_err());
        assert!(list(keys).await.unwrap().is_empty());
    }

    /// The statement and the witness of an answer to a request about an age.
    fn answer(years: u8, key: &PreparedKey) -> (Statement, Witness) {
        let asked = model::asked(&model::request(model::age(years)));
        let provable = Provable::read(&model::credential(), &asked).unwrap();
        let empty = StatusTree::new([]);
        let status_root = empty.root().to_bytes();
        let path = status_path(&[], model::INDEX, &status_root, model::BLOCK);
        let inputs = AnswerInputs {
            status_root,
            date: provable.date(&asked, model::today()).unwrap(),
            beneficiary: None,
            key,
        };
        let opening = model::opening();
        let answer = provable.answer(&asked, &opening.secret, inputs).unwrap();
        let path = path.unwrap().unwrap();
        let witness = witness(&provable, &opening, path, answer.set_path);
        (answer.statement, witness)
    }

    #[tokio::test]
    async fn a_proof_is_made_with_a_key_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        let key = ProvingKey::development(Circuit::Age).prepared().clone();
        let (statement, witness) = answer(18, &key);
        let made = make(keys.clone(), &key, statement.clone(), witness);
        let made = made.await.unwrap().unwrap();
        let [listed] = &list(keys.clone()).await.unwrap()[..] else {
            panic!("the key for development stays in the folder")
        };
        assert_eq!(listed.digest, key.digest);
        // The key's file can be imported elsewhere, and makes such proofs there as well.
        let elsewhere = folder.path().join("elsewhere");
        let imported = import(elsewhere, listed.path.clone(), None).await.unwrap();
        let checked = groth16::verify::<groth16::Reference>(
            ProvingKey::prepared(&imported),
            &made.proof,
            &statement.inputs().unwrap(),
        );
        assert_eq!(checked, Ok(()));
        // A false statement gives no proof, and no error either.
        let (statement, witness) = answer(36, &key);
        let refused = make(keys, &key, statement, witness).await.unwrap();
        assert!(refused.is_err_and(|error| error.to_string().contains("after")));
    }
}
