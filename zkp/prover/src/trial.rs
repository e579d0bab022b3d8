//! Trial proofs: a key of an untrusted maker is accepted only if it proves statements with random
//! witnesses.
//!
//! The points of a proving key are checked one by one to be in their groups, but the verifying key
//! does not determine them. Altered points make proofs that hold for some witnesses only: whether a
//! holder's proof succeeds then reveals something about the witness. Such a key also fails for a
//! random witness, unless nearly all witnesses satisfy its altered relation. A key for other
//! constraints with the same number of points fails too.
//!
//! Trials come in pairs. The two of a pair have opposite bits wherever the prover can choose them:
//! the index, the word of the status list, the distance of a date from the cut-off. A key that
//! depends on one of these bits is always refused; one that depends on another bit of the witness
//! passes with probability 2^(−2·[`TRIAL_PAIRS`]). A key that depends on several bits at once
//! passes more often: only the [digest of its points](crate::ProvingKey::points), compared with the
//! published one, excludes that.

use aura_zkp_circuits::Witness;
use aura_zkp_core::{
    credential::{holder, message, nullifier, Children, Claims, Meta},
    date::Day,
    set,
    signature::SecretKey,
    statement::{Circuit, Predicate, Statement},
    status::{self, Path},
    value::from_random,
    Fr,
};

use crate::{prove, ProveError, ProvingKey};

/// Pairs of trials. Each trial takes as long as a proof.
const TRIAL_PAIRS: usize = 4;

/// Bits of the index of a credential.
const INDEX_BITS: u32 = 20;

/// Proves random statements with a key.
pub(crate) fn prove_random(key: &ProvingKey) -> Result<(), ProveError> {
    for _ in 0..TRIAL_PAIRS {
        let bits = Bits::draw()?;
        for bits in [bits.opposite(), bits] {
            let (statement, witness) = random(key.id().circuit, &bits)?;
            prove(key, &statement, &witness)?;
        }
    }
    Ok(())
}

/// The values of a witness that are bits in the circuit and can be chosen freely.
#[derive(Clone, Copy)]
pub(crate) struct Bits {
    pub(crate) index: u32,
    pub(crate) word: u64,
    /// Days from a date to the cut-off.
    pub(crate) before: u32,
}

impl Bits {
    pub(crate) fn draw() -> Result<Self, ProveError> {
        Ok(Self {
            index: u32::from_le_bytes(bytes()?) >> (u32::BITS - INDEX_BITS),
            word: number()?,
            before: u32::from_le_bytes(bytes()?),
        })
    }

    pub(crate) fn opposite(self) -> Self {
        Self {
            index: !self.index & ((1 << INDEX_BITS) - 1),
            word: !self.word,
            before: !self.before,
        }
    }
}

/// A random statement and witness of a circuit with these bits. The status bit at the index is
/// cleared.
pub(crate) fn random(circuit: Circuit, bits: &Bits) -> Result<(Statement, Witness), ProveError> {
    let key = SecretKey::from_seed(&bytes()?);
    let (secret, blinding) = (field()?, field()?);
    let mut claims = Claims::new(&bytes()?);
    for slot in 1..16 {
        claims.set(slot, field()?);
    }
    let mut set_path = None;
    let predicate = match circuit {
        Circuit::Ownership => Predicate::Ownership,
        Circuit::Age => {
            let (slot, cutoff) = (slot()?, day()?);
            let before = Fr::from(u64::from(bits.before));
            claims.set(slot, Fr::from(u64::from(cutoff.0)) - before);
            Predicate::Age { slot, cutoff }
        }
        Circuit::Range => {
            let slot = slot()?;
            let [lo, value, hi] = sorted([number()?, number()?, number()?]);
            claims.set(slot, Fr::from(value));
            Predicate::Range { slot, lo, hi }
        }
        Circuit::Membership => {
            let slot = slot()?;
            let mut path = [[Fr::zero(); 4]; set::LEVELS];
            let member = claims.get(slot).unwrap_or_default();
            let set_root = fill(&mut path, member, set::node, place)?;
            set_path = Some(path);
            Predicate::Membership { slot, set_root }
        }
    };

    let [from, date, until] = sorted([day()?, day()?, day()?]);
    let meta = Meta {
        index: bits.index,
        list: u32::from_le_bytes(bytes()?),
        from,
        until,
    };
    let authority = field()?;
    let claims_root = claims.root();
    let message = message(&authority, &holder(&secret, &blinding), &meta, &claims_root);
    let signature = key.sign(&message.unwrap_or_default(), &bytes()?);

    let word = bits.word & !(1 << (bits.index % u64::BITS));
    let mut groups = [[Fr::zero(); 4]; status::LEVELS];
    let mut word_number = bits.index / u64::BITS;
    let status_root = fill(&mut groups, Fr::from(word), status::node, || {
        let place = word_number % 4;
        word_number /= 4;
        Ok(place as usize)
    })?;
    let scope = field()?;
    let statement = Statement {
        issuer_key: key.public_key(),
        authority,
        list: meta.list,
        date,
        status_root,
        context: field()?,
        scope,
        nullifier: nullifier(&secret, &scope),
        predicate,
    };
    let witness = Witness {
        secret,
        blinding,
        index: bits.index,
        from,
        until,
        claims,
        signature,
        status: Path { word, groups },
        set_path,
    };
    Ok((statement, witness))
}

/// Inserts a leaf among random siblings and returns the root.
fn fill(
    path: &mut [Children],
    leaf: Fr,
    parent: fn(Children) -> Fr,
    mut place: impl FnMut() -> Result<usize, ProveError>,
) -> Result<Fr, ProveError> {
    let mut node = leaf;
    for children in path {
        for child in children.iter_mut() {
            *child = field()?;
        }
        children[place()?] = node;
        node = parent(*children);
    }
    Ok(node)
}

fn sorted<T: Ord>(mut values: [T; 3]) -> [T; 3] {
    values.sort();
    values
}

fn day() -> Result<Day, ProveError> {
    Ok(Day(u32::from_le_bytes(bytes()?)))
}

fn number() -> Result<u64, ProveError> {
    Ok(u64::from_le_bytes(bytes()?))
}

/// A random place among four.
fn place() -> Result<usize, ProveError> {
    let [byte] = bytes()?;
    Ok(usize::from(byte % 4))
}

/// A random slot for claims.
fn slot() -> Result<u8, ProveError> {
    let [byte] = bytes()?;
    Ok(4 + byte % 12)
}

/// A random element below 2^254.
fn field() -> Result<Fr, ProveError> {
    Ok(from_random(bytes()?))
}

fn bytes<const N: usize>() -> Result<[u8; N], ProveError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(ProveError::Randomness)?;
    Ok(bytes)
}
