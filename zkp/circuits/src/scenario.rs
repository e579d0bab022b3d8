//! Statements with fitting witnesses, and functions that change either.

use aura_zkp_core::{
    credential::{Children, Claims},
    date::Day,
    hash::{p3, p5, tag, to_field},
    set,
    signature::SecretKey,
    statement::{Predicate, Statement},
    status::{self, Path},
    Fr,
};
use bellman::{gadgets::test::TestConstraintSystem, Circuit, SynthesisError};

use crate::{check, AnyCircuit, Violation, Witness};

pub mod changes;

/// Slot of the date of birth, a number of days, for statements of age.
pub const BIRTH: u8 = 4;
/// Slot of a number of 64 bits, for statements of a range.
pub const NUMBER: u8 = 6;
/// Slot of a text, for statements of membership.
pub const COUNTRY: u8 = 11;
/// Slot of a claim that the credential does not have.
pub const ABSENT: u8 = 15;

/// Claim in [`BIRTH`], the number of a [`Day`].
pub const BORN: u32 = 729_000;
/// Claim in [`NUMBER`], above 2^63.
pub const AMOUNT: u64 = (1 << 63) + 5_000;

/// A statement, its witness, and the issuer's key that signed the credential.
#[derive(Clone)]
pub struct Scenario {
    /// Secret key of the issuer.
    pub key: SecretKey,
    /// Public inputs.
    pub statement: Statement,
    /// Secrets of the holder, with the credential.
    pub witness: Witness,
}

/// A pseudorandom number.
pub fn field(what: &str, seed: u64) -> Fr {
    to_field(what, &seed.to_le_bytes())
}

/// Field element that encodes an absent claim.
pub fn absent() -> Fr {
    tag("absent")
}

impl Scenario {
    /// A valid scenario of ownership.
    pub fn new(seed: u64) -> Self {
        let random = |what: &str| field(what, seed);
        let number =
            |what: &str| u64::from_le_bytes(random(what).to_bytes()[..8].try_into().unwrap());
        let key = secret_key(seed);
        let date = 740_000 + (number("date") % 1_000) as u32;
        let index = (number("index") % (1 << 20)) as u32;
        let mut claims = Claims::new(&[1; 31]);
        for slot in 0..16 {
            claims.set(slot, field("claim", seed * 16 + u64::from(slot)));
        }
        claims.set(BIRTH, Fr::from(u64::from(BORN)));
        claims.set(NUMBER, Fr::from(AMOUNT));
        claims.set(ABSENT, absent());
        let path = |what: &str, level: u64| -> Children {
            std::array::from_fn(|place| field(what, seed * 64 + level * 4 + place as u64))
        };
        let signature = key.sign(&Fr::zero(), &[0; 32]);
        let witness = Witness {
            secret: random("secret"),
            blinding: random("blinding"),
            index,
            from: Day(date - (number("since") % 400) as u32),
            until: Day(date + (number("until") % 4_000) as u32),
            claims,
            signature,
            status: Path {
                word: number("word") & !(1 << (index % 64)),
                groups: std::array::from_fn(|level| path("status path", level as u64)),
            },
            set_path: Some(std::array::from_fn(|level| path("set path", level as u64))),
        };
        let statement = Statement {
            issuer_key: key.public_key(),
            authority: random("authority"),
            list: number("list") as u32,
            date: Day(date),
            status_root: Fr::zero(),
            context: random("context"),
            scope: random("scope"),
            nullifier: Fr::zero(),
            predicate: Predicate::Ownership,
        };
        let mut scenario = Self {
            key,
            statement,
            witness,
        };
        scenario.settle();
        scenario
    }

    /// A valid scenario of age: the subject was born seventeen days before the cutoff.
    pub fn age(seed: u64) -> Self {
        Self::new(seed).with(Predicate::Age {
            slot: BIRTH,
            cutoff: Day(BORN + 17),
        })
    }

    /// A valid scenario of a range of eight numbers, which contains [`AMOUNT`].
    pub fn range(seed: u64) -> Self {
        Self::new(seed).with(Predicate::Range {
            slot: NUMBER,
            lo: AMOUNT - 3,
            hi: AMOUNT + 4,
        })
    }

    /// A valid scenario of membership: the claim in [`COUNTRY`] is in the set.
    pub fn membership(seed: u64) -> Self {
        let mut scenario = Self::new(seed);
        let set_root = scenario.enter_set(COUNTRY);
        scenario.with(Predicate::Membership {
            slot: COUNTRY,
            set_root,
        })
    }

    /// Replaces the predicate, without a change of the witness.
    pub fn with(mut self, predicate: Predicate) -> Self {
        self.statement.predicate = predicate;
        self
    }

    /// Recomputes everything that depends on the rest: status list, nullifier, signature.
    pub fn settle(&mut self) {
        self.statement.nullifier = p3(
            tag("nullifier"),
            [self.witness.secret, self.statement.scope],
        );
        self.enlist();
        self.sign();
    }

    /// Signs the credential as it is.
    pub fn sign(&mut self) {
        self.witness.signature = self.key.sign(&self.message(), &[0; 32]);
    }

    /// Message that the issuer signs (`docs/zkp.md`, section 4).
    pub fn message(&self) -> Fr {
        let Witness {
            secret,
            blinding,
            index,
            from,
            until,
            claims,
            ..
        } = &self.witness;
        let low = u64::from(*index) | u64::from(self.statement.list) << 20;
        let meta = Fr::from_raw([low, from.0.into(), until.0.into(), 0]);
        let holder = p3(tag("holder"), [*secret, *blinding]);
        p5(
            tag("credential"),
            [self.statement.authority, holder, meta, claims.root()],
        )
    }

    /// Inserts the word into the status list.
    pub fn enlist(&mut self) {
        let mut place = (self.witness.index >> 6) as usize;
        let mut node = Fr::from(self.witness.status.word);
        for level in 0..status::LEVELS {
            self.witness.status.groups[level][place % 4] = node;
            node = p5(tag("status"), self.witness.status.groups[level]);
            place /= 4;
        }
        self.statement.status_root = node;
    }

    /// Inserts the claim of a slot into the set and returns its root.
    pub fn enter_set(&mut self, slot: u8) -> Fr {
        let mut node = self.witness.claims.get(slot).unwrap();
        let path = self.witness.set_path.as_mut().unwrap();
        for level in 0..set::LEVELS {
            path[level][(usize::from(slot) + level) % 4] = node;
            node = p5(tag("set"), path[level]);
        }
        node
    }

    /// Sets a claim and signs the credential again.
    pub fn set_claim(&mut self, slot: u8, value: Fr) {
        self.witness.claims.set(slot, value);
        self.sign();
    }

    /// Changes a claim without signing again.
    pub fn change_claim(&mut self, slot: u8) {
        let value = self.witness.claims.get(slot).unwrap() + Fr::one();
        self.witness.claims.set(slot, value);
    }

    /// The result of the check without a circuit.
    pub fn check(&self) -> Result<(), Violation> {
        check(&self.statement, &self.witness).unwrap()
    }

    /// Adds the circuit's constraints to `cs`.
    ///
    /// # Errors
    ///
    /// See [`SynthesisError`].
    pub fn synthesize<CS: bellman::ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
    ) -> Result<(), SynthesisError> {
        let circuit = AnyCircuit::new(&self.statement, &self.witness).unwrap();
        circuit.synthesize(cs)
    }

    /// True if the circuit is satisfied.
    pub fn proves(&self) -> bool {
        let mut cs = TestConstraintSystem::new();
        self.synthesize(&mut cs).is_ok() && cs.is_satisfied()
    }
}

/// A pseudorandom key.
pub fn secret_key(seed: u64) -> SecretKey {
    SecretKey::from_seed(&field("key", seed).to_bytes())
}
