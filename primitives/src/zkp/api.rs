//! The runtime API of proofs.

use super::{KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, VerificationPolicy};
use crate::did::Did;
use alloc::{string::String, vec::Vec};
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

sp_api::decl_runtime_apis! {
    /// Reads keys, policies and receipts, and tries presentations. Every answer is of the block at
    /// which it is asked.
    #[api_version(3)]
    pub trait ZkpApi<Account, Balance>
    where
        Account: Codec,
        Balance: Codec,
    {
        /// The keys with which proofs are checked now, without those that were retired, disabled, are
        /// not active yet, or are not secure enough for this chain. Governance keeps them few.
        fn keys() -> Vec<KeyId>;

        /// A key, whatever has become of it.
        fn key(id: KeyId) -> Option<PreparedKey>;

        /// What a verifier wants to be proven.
        fn policy(id: PolicyId) -> Option<VerificationPolicy>;

        /// The receipt that an account has for a policy, if it is valid now.
        fn receipt(who: Account, policy: PolicyId) -> Option<Receipt>;

        /// Whether a presentation would be taken now; if not, the name of the error.
        fn verify(presentation: Presentation<Account>) -> Result<(), String>;

        /// What would be held for a policy, or why it cannot be registered.
        fn deposit_of_policy(policy: VerificationPolicy) -> Result<Balance, DispatchError>;

        /// A page of the policies that a verifier has registered and not closed. `after` is `None` for
        /// the first page, and [`PolicyPage::next`] of the page before for the others. Every page reads
        /// a bounded number of entries, so it may be empty and have a next one.
        fn policies(verifier: Did, after: Option<PolicyId>) -> PolicyPage;
    }
}
