//! Summary for the holder of what a proof will disclose.

use super::ready::ProvingInputs;
use crate::{
    output::counted,
    zkp::{
        describe,
        history::{adds_up, EarlierAnswers},
    },
};
use aura_identity::zkp::NOBODY;
use aura_zkp_core::groth16::is_development;
use subxt::config::substrate::AccountId32;

/// Returns a line for each fact that a proof will disclose, and warnings.
pub fn disclosed(
    ready: &ProvingInputs,
    beneficiary: Option<[u8; 32]>,
    before: &EarlierAnswers,
) -> Vec<String> {
    let (asked, list) = (&ready.asked, &ready.list);
    let request = asked.request();
    let mut lines = vec![
        format!("To       {}", request.verifier),
        format!("Proven   {}", describe::predicate(&request.predicate)),
        format!("Schema   {}", request.schema),
        format!("Issuer   {}", ready.provable.signed.issuer),
        format!(
            "Status   one of at most {} of list {} that key-{} has signed",
            counted(list.allocated, "credential"),
            list.id,
            ready.provable.base.key_index
        ),
        format!("Uses     {}", describe::uses(&asked.policy().uses)),
        format!("Answer   until block {}", request.expires),
    ];
    match beneficiary {
        Some(account) if account != NOBODY => {
            lines.push(format!("For      {}", AccountId32(account)));
        }
        _ => lines.push("For      this verifier alone, off the chain".into()),
    }
    lines.extend(describe::warnings(&request.predicate, list.allocated));
    lines.extend(describe::split_crowd(ready.issuer_keys));
    if is_development(&ready.key) {
        lines.push("WARNING  The key is for development: anybody can forge such proofs".into());
    }
    if let (Some(last), true) = (before.last, adds_up(&request.predicate)) {
        lines.push(format!(
            "WARNING  This verifier got {} about this claim before, the last on {}: with each it \
             learns more",
            counted(before.answers, "answer"),
            describe::day(last)
        ));
    }
    lines
}
