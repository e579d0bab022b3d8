//! A call that requires a receipt: an example of another pallet that uses receipts.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

/// The door of a house for adults. It depends only on [`ReceiptsOf`] and a policy.
#[frame_support::pallet(dev_mode)]
pub mod pallet {
    use super::*;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<AccountId = AccountId32, RuntimeEvent: From<Event<Self>>>
    {
        /// Looks up receipts.
        type Receipts: ReceiptsOf;
        /// The required policy.
        type Policy: Get<PolicyId>;
    }

    /// The accounts inside, with the block until which they may stay.
    #[pallet::storage]
    pub type Inside<T> = StorageMap<_, Blake2_128Concat, AccountId32, u32, OptionQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(fn deposit_event)]
    pub enum Event<T: Config> {
        /// An account has entered.
        Entered { who: AccountId32, until: u32 },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The account has no valid receipt for the policy.
        NotProven,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Enters, for as long as the receipt is valid.
        pub fn enter(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let receipt = T::Receipts::receipt(&who, T::Policy::get());
            let until = receipt.ok_or(Error::<T>::NotProven)?.until;
            Inside::<T>::insert(&who, until);
            Self::deposit_event(Event::Entered { who, until });
            Ok(())
        }
    }
}

fn enter(name: &str) -> DispatchResult {
    Gate::enter(signed(name))
}

#[test]
fn a_call_is_for_those_who_have_proven() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
        assert_ok!(verify(presented(&policy)));
        assert_ok!(enter(HOLDER));
        assert_eq!(
            pallet::Inside::<Test>::get(account(HOLDER)),
            Some(now() + blocks_of(&policy))
        );
        // The submitter of the proof gets no receipt.
        assert_noop!(enter(RELAYER), pallet::Error::<Test>::NotProven);
    });
}

#[test]
fn it_is_so_no_longer_than_the_receipt_is_good() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        assert_ok!(verify(presented(&policy)));
        go_on(blocks_of(&policy) - 1);
        assert_ok!(enter(HOLDER));
        go_on(1);
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
    });
}

#[test]
fn a_receipt_for_another_policy_opens_nothing() {
    with_chain(|| {
        let younger = policy(Predicate::Age {
            slot: BORN,
            years: 16,
        });
        register(&younger);
        register(&policy(ADULT));
        assert_ok!(verify(presented(&younger)));
        assert!(receipt(HOLDER, younger.id()).is_some());
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
    });
}

/// Entry by a forged proof ends with the key, in the same block.
#[test]
fn receipts_end_with_a_key_that_is_disabled() {
    with_chain(|| {
        let policy = policy(ADULT);
        register(&policy);
        assert_ok!(verify(presented(&policy)));
        let key = receipt(HOLDER, policy.id()).unwrap().key;
        assert_eq!(key, key_id(aura_primitives::zkp::Circuit::Age, 1));
        // A retired key is not faulty.
        assert_ok!(Verifier::retire_key(RuntimeOrigin::root(), key));
        assert_ok!(enter(HOLDER));
        assert_ok!(Verifier::disable_key(signed("Council"), key));
        assert_eq!(receipt(HOLDER, policy.id()), None);
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
    });
}

#[test]
fn receipts_end_with_keys_of_development() {
    with_chain(|| {
        AllowInsecureSetup::<Test>::put(true);
        let id = key_id(aura_primitives::zkp::Circuit::Age, 2);
        let simulator = aura_zkp_core::groth16::Simulator::development(id);
        assert_ok!(register_key(&simulator));
        let policy = policy(ADULT);
        register(&policy);
        let mut presentation = presented(&policy);
        presentation.version = 2;
        let statement = Verifier::statement(&presentation, &mut Default::default()).unwrap();
        presentation.proof = simulator.prove(&statement.inputs);
        assert_ok!(verify(presentation));
        assert_ok!(enter(HOLDER));
        assert_ok!(Verifier::forbid_insecure_setup(RuntimeOrigin::root()));
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
    });
}

#[test]
fn receipts_end_with_a_policy_that_is_stopped() {
    with_chain(|| {
        let policy = policy(ADULT);
        let id = register(&policy);
        assert_ok!(verify(presented(&policy)));
        assert_ok!(enter(HOLDER));
        assert_ok!(Verifier::stop_policy(signed("Council"), id));
        assert_noop!(enter(HOLDER), pallet::Error::<Test>::NotProven);
    });
}
