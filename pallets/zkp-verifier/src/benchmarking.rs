//! Benchmarks of the calls in their worst case: range proofs have the most inputs, the issuer has
//! the longest path to the schema's owner, and its key is in an entry of maximum size.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use crate::{types::footprint_of_policy, Pallet as Verifier};
use alloc::vec::Vec;
use aura_primitives::{
    did::{PublicKey, Relationships},
    zkp::{AcceptedKeys, Circuit, Nullifier},
};
use aura_zkp_core::{groth16::Simulator, signature::SecretKey};
use frame_benchmarking::v2::*;
use pallet_credentials::benchmarking as credentials;

const VERIFIER: [u8; 32] = [200; 32];

fn rich<T: Config>(name: &'static str) -> AccountId32 {
    let account: AccountId32 = account(name, 0, 0);
    let most = types::footprint_of_uses(limits::MAX_POLICY_USES.saturating_mul(2));
    T::PolicyConsideration::ensure_successful(&account, most);
    T::PolicyConsideration::ensure_successful(&account, most);
    account
}

fn origin<T: Config>() -> DidOrigin {
    <T as pallet_credentials::Config>::Dids::activate(VERIFIER.into());
    DidOrigin {
        did: VERIFIER.into(),
        relationships: Relationships::SIGNING,
        signers: Default::default(),
        submitter: rich::<T>("submitter"),
    }
}

fn range(version: u16) -> KeyId {
    KeyId {
        circuit: Circuit::Range,
        version,
    }
}

/// Dispatches a call by the DID.
fn dispatched<T: Config>(call: Call<T>, origin: DidOrigin) -> DispatchResult
where
    <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
{
    use frame_support::traits::UnfilteredDispatchable;
    call.dispatch_bypass_filter(origin.into())
        .map(|_| ())
        .map_err(|failed| failed.error)
}

/// A policy of one use per person, whose nullifiers are counted. It has one issuer; fifteen more
/// would be 480 bytes to read.
fn policy<T: Config>() -> (VerificationPolicy, credentials::Issuing) {
    let issuing = credentials::issuing::<T>(PublicKey::Jubjub(
        SecretKey::from_seed(&[7; 32]).public_key().to_bytes(),
    ));
    let now = pallet_did::now::<T>();
    let policy = VerificationPolicy {
        verifier: VERIFIER.into(),
        schema: issuing.schema,
        issuers: Vec::from([issuing.issuer])
            .try_into()
            .expect("within the bound"),
        predicate: Predicate::Range {
            slot: credentials::INTEGER_SLOT,
            least: 0,
            greatest: i64::MAX,
        },
        uses: Uses::Once {
            opens: aura_zkp_core::date::Day::from_unix_millis(now.time).0,
            closes: now.block.saturating_add(T::MaxOpen::get()),
            max_uses: limits::MAX_POLICY_USES,
        },
        lifetime: 1,
        keys: AcceptedKeys::AtLeast(0),
    };
    (policy, issuing)
}

fn registered<T: Config>(policy: &VerificationPolicy) -> PolicyId {
    let deposit = Deposit::new(rich::<T>("depositor"), footprint_of_policy(policy));
    let record = PolicyRecord {
        policy: policy.clone(),
        registered: pallet_did::now::<T>(),
        deposit: deposit.expect("it can pay"),
    };
    Policies::<T>::insert(policy.id(), record);
    uses::<T>(policy.id(), 1_000);
    policy.id()
}

/// Stores the nullifier count of a policy with its deposit, to be pruned at that block.
fn uses<T: Config>(policy: PolicyId, at: u32) {
    let deposit = Deposit::new(rich::<T>("depositor"), types::footprint_of_uses(1));
    let record = UseRecord {
        used: 0,
        deposit: deposit.expect("it can pay"),
    };
    PolicyUses::<T>::insert(policy, record);
    Verifier::<T>::schedule_pruning(Expiring::Uses(policy), at);
}

fn key<T: Config>(id: KeyId) -> Simulator {
    let simulator = Simulator::new(id);
    let key = groth16::prepare::<T::Backend>(&simulator.key()).expect("it is valid");
    let record = KeyRecord {
        key,
        status: KeyStatus::Active,
        registered: pallet_did::now::<T>(),
        active_from: 0,
    };
    Keys::<T>::insert(id, record);
    simulator
}

/// Valid presentations for different accounts.
fn presentations<T: Config>(count: u8) -> Vec<Presentation<AccountId32>> {
    let (policy, issuing) = policy::<T>();
    let (policy, simulator) = (registered::<T>(&policy), key::<T>(range(1)));
    let placeholder = simulator.prove(&[]);
    let today = aura_zkp_core::date::Day::from_unix_millis(pallet_did::now::<T>().time).0;
    (0..count)
        .map(|n| {
            let mut nullifier: Nullifier = [n; 32];
            nullifier[31] = 0;
            let mut presentation = Presentation {
                policy,
                beneficiary: account("beneficiary", n.into(), 0),
                version: 1,
                issuer: issuing.issuer,
                key: issuing.key,
                list: issuing.list,
                status_root: issuing.status_root,
                date: today,
                nullifier,
                challenge: [n; 32],
                // The call is made in a later block than this one.
                expires: pallet_did::now::<T>().block + T::MaxExpiry::get(),
                proof: placeholder,
            };
            let statement = Verifier::<T>::statement(&presentation, &mut Default::default());
            let inputs = statement.expect("its records are valid").inputs;
            presentation.proof = simulator.prove(&inputs);
            presentation
        })
        .collect()
}

#[benchmarks(
    where
        <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
)]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn register_key() -> Result<(), BenchmarkError> {
        let origin =
            T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let key = Box::new(Simulator::new(range(1)).key());
        #[extrinsic_call]
        _(origin as OriginFor<T>, key);
        assert!(Keys::<T>::contains_key(range(1)));
        Ok(())
    }

    #[benchmark]
    fn set_key_status() -> Result<(), BenchmarkError> {
        let origin =
            T::EmergencyOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        key::<T>(range(1));
        let call = Call::<T>::disable_key { key: range(1) };
        #[block]
        {
            use frame_support::traits::UnfilteredDispatchable;
            call.dispatch_bypass_filter(origin)?;
        }
        let record = Keys::<T>::get(range(1)).expect("it is there");
        assert_eq!(record.status, KeyStatus::Disabled);
        Ok(())
    }

    #[benchmark]
    fn forbid_insecure_setup() -> Result<(), BenchmarkError> {
        let origin =
            T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        AllowInsecureSetup::<T>::put(true);
        #[extrinsic_call]
        _(origin as OriginFor<T>);
        assert!(!AllowInsecureSetup::<T>::get());
        Ok(())
    }

    #[benchmark]
    fn register_policy() -> Result<(), BenchmarkError> {
        let (policy, _) = policy::<T>();
        let (id, origin) = (policy.id(), origin::<T>());
        let call = Call::<T>::register_policy {
            policy: Box::new(policy),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(Policies::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn close_policy() -> Result<(), BenchmarkError> {
        let policy = registered::<T>(&policy::<T>().0);
        let origin = origin::<T>();
        let call = Call::<T>::close_policy { policy };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(!Policies::<T>::contains_key(policy));
        Ok(())
    }

    #[benchmark]
    fn stop_policy() -> Result<(), BenchmarkError> {
        let origin =
            T::EmergencyOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
        let policy = registered::<T>(&policy::<T>().0);
        let call = Call::<T>::stop_policy { policy };
        #[block]
        {
            use frame_support::traits::UnfilteredDispatchable;
            call.dispatch_bypass_filter(origin)?;
        }
        assert!(!Policies::<T>::contains_key(policy));
        Ok(())
    }

    /// The work for a presentation before any pairing.
    #[benchmark]
    fn look_up() -> Result<(), BenchmarkError> {
        let presentation = presentations::<T>(1).pop();
        let presentation = presentation.ok_or(BenchmarkError::Stop("there is one"))?;
        let statement;
        #[block]
        {
            statement = Verifier::<T>::statement(&presentation, &mut Default::default());
        }
        assert!(statement.is_ok());
        Ok(())
    }

    #[benchmark]
    fn verify_one() -> Result<(), BenchmarkError> {
        let presentation = presentations::<T>(1).pop();
        let presentation = Box::new(presentation.ok_or(BenchmarkError::Stop("there is one"))?);
        let caller: AccountId32 = whitelisted_caller();
        #[extrinsic_call]
        verify(frame_system::RawOrigin::Signed(caller), presentation);
        assert_eq!(Receipts::<T>::iter().count(), 1);
        Ok(())
    }

    /// `n`: proofs, all by one key.
    #[benchmark]
    fn verify_batch(
        n: Linear<1, { limits::MAX_BATCH_PRESENTATIONS }>,
    ) -> Result<(), BenchmarkError> {
        let presentations = presentations::<T>(n as u8);
        let presentations = presentations.try_into().expect("within the bound");
        let caller: AccountId32 = whitelisted_caller();
        #[extrinsic_call]
        _(
            frame_system::RawOrigin::Signed(caller),
            presentations,
            false,
        );
        assert_eq!(Receipts::<T>::iter().count(), n as usize);
        Ok(())
    }

    /// Prunes one receipt.
    #[benchmark]
    fn prune() -> Result<(), BenchmarkError> {
        let (who, policy) = (account("beneficiary", 0, 0), PolicyId::from([1; 32]));
        let receipt = Receipt {
            until: 1,
            nullifier: [2; 32],
            key: range(1),
        };
        Receipts::<T>::insert(&who, policy, receipt);
        Verifier::<T>::schedule_pruning(Expiring::Receipt(who, policy), 1);
        #[block]
        {
            let expiring = ExpiresAt::<T>::iter_key_prefix(1).next();
            if let Some(expiring) = expiring {
                ExpiresAt::<T>::remove(1, &expiring);
                Verifier::<T>::prune(expiring, 1);
            }
        }
        assert_eq!(Receipts::<T>::iter().count(), 0);
        Ok(())
    }

    /// Prunes the nullifier count of a policy, and releases its deposit.
    #[benchmark]
    fn prune_uses() -> Result<(), BenchmarkError> {
        let policy = PolicyId::from([1; 32]);
        uses::<T>(policy, 1);
        #[block]
        {
            let expiring = ExpiresAt::<T>::iter_key_prefix(1).next();
            if let Some(expiring) = expiring {
                ExpiresAt::<T>::remove(1, &expiring);
                Verifier::<T>::prune(expiring, 1);
            }
        }
        assert!(!PolicyUses::<T>::contains_key(policy));
        Ok(())
    }

    impl_benchmark_test_suite!(Verifier, crate::mock::chain(), crate::mock::Test);
}
