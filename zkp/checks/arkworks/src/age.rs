//! A date in the credential is not after a cut-off, in arkworks: the statement, the inputs and the
//! witness of [`aura_zkp_circuits::Age`].

use ark_bls12_381::Fr;
use ark_ed_on_bls12_381::constraints::EdwardsVar;
use ark_relations::gr1cs::{ConstraintSynthesizer, ConstraintSystemRef, SynthesisError};
use aura_zkp_circuits::{Age, Error, Public, Witness};
use aura_zkp_core::{date::Day, statement::Statement, value::ABSENT, Fr as Scalar};

use crate::gadgets::bits::{bits, input, unpack, witness};
use crate::rules::{claims, credential, nullifier, signature, status};

pub use signature::Technique;

/// The circuit: with a statement and its witness to prove, empty to make keys.
#[derive(Clone, Default)]
pub struct Circuit {
    known: Option<Known>,
    technique: Technique,
}

#[derive(Clone)]
struct Known {
    inputs: Vec<Scalar>,
    slot: u8,
    date: Day,
    witness: Witness,
}

impl Circuit {
    /// The circuit of a proof.
    ///
    /// # Errors
    ///
    /// If the statement is for another circuit, or has no inputs.
    pub fn new(statement: &Statement, witness: Witness) -> Result<Self, Error> {
        let inputs = Public::<Age>::try_from(statement.clone())?
            .inputs()
            .to_vec();
        Ok(Self {
            known: Some(Known {
                inputs,
                slot: statement.predicate.slot().unwrap_or_default(),
                date: statement.date,
                witness,
            }),
            technique: Technique::default(),
        })
    }

    /// The same circuit with another technique for the signature.
    pub fn with(self, technique: Technique) -> Self {
        Self { technique, ..self }
    }
}

impl Known {
    /// `date − from` and `until − date`.
    fn distances(&self) -> [Scalar; 2] {
        let [date, from, until] = [self.date, self.witness.from, self.witness.until]
            .map(|day| Scalar::from(u64::from(day.0)));
        [date - from, until - date]
    }
}

impl ConstraintSynthesizer<Fr> for Circuit {
    fn generate_constraints(self, cs: ConstraintSystemRef<Fr>) -> Result<(), SynthesisError> {
        let known = self.known.as_ref();
        let private = known.map(|known| &known.witness);
        if private.is_some_and(|witness| witness.index >> status::INDEX_BITS != 0) {
            return Err(SynthesisError::Unsatisfiable);
        }

        let mut values = known.map(|known| known.inputs.iter());
        let mut next = || {
            input(
                &cs,
                values.as_mut().and_then(|values| values.next().copied()),
            )
        };
        let issuer = EdwardsVar::new(next()?, next()?);
        let (authority, validity, status_root) = (next()?, next()?, next()?);
        let (context, scope, nullifier) = (next()?, next()?, next()?);
        let (slot, cutoff) = (next()?, next()?);

        let secret = witness(&cs, private.map(|witness| witness.secret))?;
        let blinding = witness(&cs, private.map(|witness| witness.blinding))?;
        let holder = credential::holder(&secret, &blinding)?;

        let value = known.map(|known| known.witness.claims.get(known.slot).unwrap_or(ABSENT));
        let value = witness(&cs, value)?;
        unpack(&(&cutoff - &value), credential::DAY_BITS)?;
        let path = known.and_then(|known| known.witness.claims.opening(known.slot));
        let claims = claims::root_over(&cs, &slot, &value, path)?;

        let index = private.map(|witness| Scalar::from(u64::from(witness.index)).to_bytes());
        let index = bits(&cs, status::INDEX_BITS, index)?;
        let meta = credential::meta(&cs, &index, &validity, known.map(Known::distances))?;
        let message = credential::message(&[authority, holder, meta, claims])?;
        signature::enforce_signed(
            self.technique,
            &cs,
            &issuer,
            &message,
            private.map(|witness| &witness.signature),
        )?;

        status::enforce_not_revoked(
            &cs,
            &index,
            &status_root,
            private.map(|witness| &witness.status),
        )?;
        nullifier::enforce_nullifier(&nullifier, &secret, &scope)?;
        nullifier::bind(&context)
    }
}
