//! stand-in
use crate::{date::Day, signature::PublicKey, Fr};
use alloc::vec::Vec;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circuit {
    Ownership,
    Age,
    Range,
    Membership,
}
#[derive(Clone, Debug)]
pub enum Predicate {
    Ownership,
    Age { slot: u8, cutoff: Day },
    Range { slot: u8, lo: u64, hi: u64 },
    Membership { slot: u8, set_root: Fr },
}
#[derive(Clone, Debug)]
pub struct Statement {
    pub issuer_key: PublicKey,
    pub authority: Fr,
    pub list: u32,
    pub date: Day,
    pub status_root: Fr,
    pub context: Fr,
    pub scope: Fr,
    pub nullifier: Fr,
    pub predicate: Predicate,
}
#[derive(Debug, Clone, thiserror::Error)]
pub enum StatementError {
    #[error("slot")]
    Slot,
}
impl Statement {
    pub fn circuit(&self) -> Circuit {
        match self.predicate {
            Predicate::Ownership => Circuit::Ownership,
            Predicate::Age { .. } => Circuit::Age,
            Predicate::Range { .. } => Circuit::Range,
            Predicate::Membership { .. } => Circuit::Membership,
        }
    }
    pub fn inputs(&self) -> Result<Vec<Fr>, StatementError> {
        let p = |n: u64| Fr::from(2).pow_vartime(&[n, 0, 0, 0]);
        let mut v = alloc::vec![
            self.issuer_key.0.get_u(),
            self.issuer_key.0.get_v(),
            self.authority,
            p(20) * Fr::from(u64::from(self.list))
                + (p(64) + p(128)) * Fr::from(u64::from(self.date.0)),
            self.status_root,
            self.context,
            self.scope,
            self.nullifier
        ];
        let slot = match self.predicate {
            Predicate::Ownership => return Ok(v),
            Predicate::Age { slot, .. }
            | Predicate::Range { slot, .. }
            | Predicate::Membership { slot, .. } => slot,
        };
        if !(4..16).contains(&slot) {
            return Err(StatementError::Slot);
        }
        v.push(Fr::from(u64::from(slot)));
        match self.predicate {
            Predicate::Ownership => {}
            Predicate::Age { cutoff, .. } => v.push(Fr::from(u64::from(cutoff.0))),
            Predicate::Range { lo, hi, .. } => {
                v.push(Fr::from(lo));
                v.push(Fr::from(hi))
            }
            Predicate::Membership { set_root, .. } => v.push(set_root),
        }
        Ok(v)
    }
}
