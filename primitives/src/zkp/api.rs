//! The runtime API of proofs.

use super::{KeyId, Policy, PolicyId, PreparedKey, Presentation, Receipt};
use alloc::{string::String, vec::Vec};
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

sp_api::decl_runtime_apis! {
    /// Reads keys, policies and receipts, and tries presentations. Every answer is of the block at
    /// which it is asked.
    #[api_version(2)]
    pub trait ZkpApi<Account, Balance>
    where
        Account: Codec,
        Balance: Codec,
    {
        /// The keys with which proofs are checked now, without those that were retired, disabled, or
        /// are not secure enough for this chain. Governance keeps them few.
        fn keys() -> Vec<KeyId>;

        /// A key, whatever has become of it.
        fn key(id: KeyId) -> Option<PreparedKey>;

        /// What a verifier wants to be proven.
        fn policy(id: PolicyId) -> Option<Policy>;

        /// The receipt that an account has for a policy, if it is good now.
        fn receipt(who: Account, policy: PolicyId) -> Option<Receipt>;

        /// Whether a presentation would be taken now; if not, the name of the error.
        fn verify(presentation: Presentation<Account>) -> Result<(), String>;

        /// What would be held for a policy, or why it cannot be registered.
        fn deposit_of_policy(policy: Policy) -> Result<Balance, DispatchError>;
    }
}
