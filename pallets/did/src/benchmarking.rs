//! Benchmarks of the calls in their worst case.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use crate::{signature::is_by_key, types::State, Pallet as Dids_};
use alloc::{format, vec, vec::Vec};
use aura_primitives::did::{
    Change, KeyState, NewVerificationMethod, PublicKey, Relationships, Service, ServiceName,
    Signer, Uri, VerificationMethod,
};
use aura_zkp_core::{possession as agreement, signature::SecretKey};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::traits::Consideration;
use p256::ecdsa::{signature::hazmat::PrehashSigner, SigningKey};
use sp_core::crypto::KeyTypeId;
use sp_io::{crypto, hashing::sha2_256};
use sp_runtime::traits::Bounded;

const KEYS: KeyTypeId = KeyTypeId(*b"didb");
const DID: [u8; 32] = [7; 32];
const PAYLOAD: [u8; 32] = [5; 32];

/// The message of the worst case: the wrapped payload is tried last.
fn wrapped() -> Vec<u8> {
    [&b"<Bytes>"[..], &PAYLOAD, b"</Bytes>"].concat()
}

/// Key `n` over P-256, the most expensive type to verify.
fn signer(n: u32) -> SigningKey {
    SigningKey::from_slice(&blake2_256(&n.encode())).expect("a hash is below the order")
}

fn key(n: u32) -> PublicKey {
    let point = signer(n).verifying_key().to_encoded_point(true);
    PublicKey::P256(point.as_bytes().try_into().expect("compressed"))
}

fn sign(n: u32, message: &[u8]) -> Signature {
    let signature: p256::ecdsa::Signature = signer(n)
        .sign_prehash(&sha2_256(message))
        .expect("a hash can be signed");
    let low = signature.normalize_s().unwrap_or(signature);
    Signature::P256(low.to_bytes().into())
}

fn new_method(n: u32) -> NewVerificationMethod {
    NewVerificationMethod {
        key: key(n),
        relationships: Relationships::SIGNING,
    }
}

fn uri(n: u32) -> Uri {
    let length = limits::MAX_URI_BYTES as usize - 2;
    Uri::new(&format!("a:{n:0>length$}")).expect("it is one")
}

fn service(n: u32) -> Service {
    let name = |n| {
        let length = limits::MAX_SERVICE_NAME_BYTES as usize;
        ServiceName::new(&format!("{n:0>length$}")).expect("it is one")
    };
    let endpoints: Vec<_> = (0..limits::MAX_ENDPOINTS).map(uri).collect();
    Service {
        name: name(n),
        kind: name(0),
        endpoints: endpoints.try_into().expect("within the bound"),
    }
}

fn rich<T: Config>(name: &'static str) -> AccountId32 {
    let account: AccountId32 = account(name, 0, 0);
    let most = Footprint::from_parts(1, limits::MAX_RECORD_BYTES as usize);
    T::Consideration::ensure_successful(&account, most);
    T::Consideration::ensure_successful(&account, most);
    account
}

/// A DID with `keys` keys and `services` services, eight controlling accounts and another
/// depositor; returns the origin of its calls.
fn existing<T: Config>(keys: u32, services: u32) -> DidOrigin {
    frame_system::Pallet::<T>::set_block_number(2u32.into());
    insert::<T>(DID.into(), keys, services);
    let submitter = rich::<T>("submitter");
    DidOrigin {
        did: DID.into(),
        relationships: Relationships::SIGNING,
        signers: Vec::from([Signer::Account(submitter.clone())])
            .try_into()
            .expect("one is within the bound"),
        submitter,
    }
}

/// Stores a DID with an entry of maximum size.
pub(crate) fn activate<T: Config>(did: Did) {
    insert::<T>(did, limits::MAX_METHODS, limits::MAX_SERVICES);
}

/// Stores a DID of maximum size whose last key is `key`; returns the number of that key.
pub(crate) fn activate_with_key<T: Config>(did: Did, key: PublicKey) -> KeyIndex {
    activate::<T>(did);
    Dids::<T>::mutate(did, |state| {
        if let Some(State::Active(record, _)) = state {
            if let Some(method) = record.methods.last_mut() {
                method.key = key;
            }
        }
    });
    limits::MAX_METHODS
}

fn insert<T: Config>(did: Did, keys: u32, services: u32) {
    let controllers: Vec<_> = (0..limits::MAX_CONTROLLERS)
        .map(|n| Controller::Account(AccountId32::from([n as u8; 32])))
        .collect();
    let methods: Vec<_> = (0..keys)
        .map(|n| VerificationMethod {
            index: n + 1,
            key: key(n),
            relationships: Relationships::SIGNING,
            state: KeyState::Active,
        })
        .collect();
    let services: Vec<_> = (0..services).map(service).collect();
    let also_known_as: Vec<_> = (0..limits::MAX_ALSO_KNOWN_AS).map(uri).collect();
    let before = Stamp { block: 1, time: 0 };
    let record = Record {
        methods: methods.try_into().expect("within the bound"),
        services: services.try_into().expect("within the bound"),
        also_known_as: also_known_as.try_into().expect("within the bound"),
        control: Control {
            controllers: controllers.try_into().expect("within the bound"),
            threshold: 1,
        },
        nonce: 0,
        next_key: keys + 1,
        created: before,
        updated: before,
        previous: None,
        history: [0; 32],
    };
    let depositor = rich::<T>("depositor");
    let deposit = Deposit::new(depositor, footprint(&record)).expect("it can pay");
    Dids::<T>::insert(did, State::Active(record, deposit));
}

/// Changes the record of the DID.
fn change<T: Config>(change: impl FnOnce(&mut Record)) {
    Dids::<T>::mutate(Did::from(DID), |state| {
        if let Some(State::Active(record, _)) = state {
            change(record);
        }
    });
}

/// Dispatches a call of this pallet by the DID.
fn dispatched<T: Config>(call: Call<T>, origin: DidOrigin) -> DispatchResult
where
    <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
{
    use frame_support::traits::UnfilteredDispatchable;
    call.dispatch_bypass_filter(origin.into())
        .map(|_| ())
        .map_err(|failed| failed.error)
}

#[benchmarks(
    where
        <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
        <T as Config>::RuntimeCall: From<frame_system::Call<T>>,
)]
mod benchmarks {
    use super::*;

    /// `k`: keys, `s`: services.
    #[benchmark]
    fn create(
        k: Linear<0, { limits::MAX_METHODS }>,
        s: Linear<0, { limits::MAX_SERVICES }>,
    ) -> Result<(), BenchmarkError> {
        let who = rich::<T>("creator");
        let methods: Vec<_> = (0..k).map(new_method).collect();
        let services: Vec<_> = (0..s).map(service).collect();
        let also_known_as: Vec<_> = (0..limits::MAX_ALSO_KNOWN_AS).map(uri).collect();
        let document = Box::new(Document {
            methods: methods.try_into().expect("within the bound"),
            services: services.try_into().expect("within the bound"),
            also_known_as: also_known_as.try_into().expect("within the bound"),
        });
        #[extrinsic_call]
        _(
            frame_system::RawOrigin::Signed(who),
            document,
            [0; 32],
            None,
            BalanceOf::<T>::max_value(),
        );
        assert_eq!(Dids::<T>::iter().count(), 1);
        Ok(())
    }

    /// `c`: changes.
    #[benchmark]
    fn update(c: Linear<1, { limits::MAX_CHANGES }>) -> Result<(), BenchmarkError> {
        let origin = existing::<T>(0, limits::MAX_SERVICES);
        let changes: Vec<_> = (0..c).map(|n| Change::AddKey(new_method(n))).collect();
        let changes = changes.try_into().expect("within the bound");
        let call = Call::<T>::update { changes };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let (record, _) = Dids_::<T>::active(DID.into()).expect("it is there");
        assert_eq!(record.methods.len(), c as usize);
        Ok(())
    }

    /// Eight DIDs of maximum size agree, and the deposit moves to another account.
    #[benchmark]
    fn set_control() -> Result<(), BenchmarkError> {
        let mut origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        change::<T>(|record| record.control = Control::own());
        let Some(state) = Dids::<T>::get(Did::from(DID)) else {
            return Err(BenchmarkError::Stop("it is there"));
        };
        let dids: Vec<_> = (1..=limits::MAX_CONTROLLERS)
            .map(|n| Did::from([DID[0] + n as u8; 32]))
            .collect();
        for did in &dids {
            Dids::<T>::insert(did, &state);
        }
        let signers: Vec<_> = dids.iter().map(|did| Signer::Did(*did, 1)).collect();
        origin.signers = signers.try_into().expect("within the bound");
        let controllers: Vec<_> = dids.into_iter().map(Controller::Did).collect();
        let control = Control {
            controllers: controllers.try_into().expect("within the bound"),
            threshold: limits::MAX_CONTROLLERS as u8,
        };
        let call = Call::<T>::set_control {
            control: control.clone(),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let (record, _) = Dids_::<T>::active(DID.into()).expect("it is there");
        assert_eq!(record.control, control);
        Ok(())
    }

    #[benchmark]
    fn deactivate() -> Result<(), BenchmarkError> {
        let origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        let call = Call::<T>::deactivate {};
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(Dids_::<T>::active(DID.into()).is_err());
        Ok(())
    }

    #[benchmark]
    fn purge_methods() -> Result<(), BenchmarkError> {
        let origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        change::<T>(|record| {
            let now = record.updated;
            for method in &mut record.methods {
                method.state = KeyState::Revoked(now);
            }
        });
        let indices: Vec<_> = (1..=limits::MAX_METHODS).collect();
        let indices = indices.try_into().expect("within the bound");
        let call = Call::<T>::purge_methods { indices };
        #[block]
        {
            dispatched(call, origin)?;
        }
        Ok(())
    }

    /// The submitter is not the depositor.
    #[benchmark]
    fn take_over_deposit() -> Result<(), BenchmarkError> {
        let origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        let submitter = origin.submitter.clone();
        let call = Call::<T>::take_over_deposit {};
        #[block]
        {
            dispatched(call, origin)?;
        }
        let (_, deposit) = Dids_::<T>::active(DID.into()).expect("it is there");
        assert_eq!(deposit.depositor, submitter);
        Ok(())
    }

    /// Signatures have weights of their own, so the operation has none; the submitter agrees to it,
    /// which costs one more comparison. `b`: bytes of the call.
    #[benchmark]
    fn dispatch(b: Linear<0, { 256 * 1024 }>) -> Result<(), BenchmarkError> {
        let origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        frame_system::BlockHash::<T>::insert(
            BlockNumberFor::<T>::from(1u32),
            sp_core::H256([1; 32]),
        );
        let remark = vec![7; b as usize];
        // The submitter is the controller.
        change::<T>(|record| record.control = Control::account(origin.submitter.clone()));
        let operation = Operation {
            did: DID.into(),
            nonce: 0,
            submitter: Some(origin.submitter.clone()),
            checkpoint: 1,
            signers: Default::default(),
            call: Box::new(frame_system::Call::<T>::remark { remark }.into()),
        };
        #[extrinsic_call]
        dispatch_agreeing(
            frame_system::RawOrigin::Signed(origin.submitter.clone()),
            operation,
            Default::default(),
            BalanceOf::<T>::max_value(),
        );
        let (record, _) = Dids_::<T>::active(DID.into()).expect("it is there");
        assert_eq!(record.nonce, 1);
        Ok(())
    }

    #[benchmark]
    fn dispatch_as() -> Result<(), BenchmarkError> {
        let origin = existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        change::<T>(|record| record.control = Control::account(origin.submitter.clone()));
        #[block]
        {
            Dids_::<T>::authorize_account(DID.into(), origin.submitter.clone())
                .map_err(|_| BenchmarkError::Stop("not authorized"))?;
        }
        Ok(())
    }

    /// Reads another DID that controls the acting one.
    #[benchmark]
    fn controller() -> Result<(), BenchmarkError> {
        existing::<T>(limits::MAX_METHODS, limits::MAX_SERVICES);
        let found;
        #[block]
        {
            found = Dids_::<T>::active(DID.into()).is_ok();
        }
        assert!(found);
        Ok(())
    }

    #[benchmark]
    fn ed25519() -> Result<(), BenchmarkError> {
        let key = crypto::ed25519_generate(KEYS, None);
        let signature = crypto::ed25519_sign(KEYS, &key, &wrapped()).expect("the key is there");
        let (signature, key) = (Signature::Ed25519(signature.0), PublicKey::Ed25519(key.0));
        let valid;
        #[block]
        {
            valid = is_by_key(&signature, &PAYLOAD, &key);
        }
        assert!(valid);
        Ok(())
    }

    /// Verifies the proof of possession of a Jubjub key.
    #[benchmark]
    fn possession() -> Result<(), BenchmarkError> {
        let did = Did::from(DID);
        let secret = SecretKey::from_seed(&[7; 32]);
        let key = secret.public_key().to_bytes();
        let signature = agreement::sign(&did, &secret, &[8; 32]);
        let valid;
        #[block]
        {
            valid = agreement::verify(&did, &key, &signature);
        }
        assert!(valid.is_ok());
        Ok(())
    }

    #[benchmark]
    fn sr25519() -> Result<(), BenchmarkError> {
        let key = crypto::sr25519_generate(KEYS, None);
        let signature = crypto::sr25519_sign(KEYS, &key, &wrapped()).expect("the key is there");
        let (signature, key) = (Signature::Sr25519(signature.0), PublicKey::Sr25519(key.0));
        let valid;
        #[block]
        {
            valid = is_by_key(&signature, &PAYLOAD, &key);
        }
        assert!(valid);
        Ok(())
    }

    #[benchmark]
    fn secp256k1() -> Result<(), BenchmarkError> {
        let key = crypto::ecdsa_generate(KEYS, None);
        let hash = blake2_256(&wrapped());
        let signature = crypto::ecdsa_sign_prehashed(KEYS, &key, &hash).expect("the key is there");
        let signature = Signature::Secp256k1(signature.0);
        let key = PublicKey::Secp256k1(key.0);
        let valid;
        #[block]
        {
            valid = is_by_key(&signature, &PAYLOAD, &key);
        }
        assert!(valid);
        Ok(())
    }

    #[benchmark]
    fn p256() -> Result<(), BenchmarkError> {
        let (signature, key) = (sign(0, &wrapped()), key(0));
        let valid;
        #[block]
        {
            valid = is_by_key(&signature, &PAYLOAD, &key);
        }
        assert!(valid);
        Ok(())
    }
}
