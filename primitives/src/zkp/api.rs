//! Runtime API for verifying keys, policies, receipts and presentations.

use super::{KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, VerificationPolicy};
use crate::did::Did;
use alloc::{string::String, vec::Vec};
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

sp_api::decl_runtime_apis! {
    /// Reads verifying keys, policies and receipts, and dry-runs presentations, as of the block at
    /// which the API is called.
    #[api_version(3)]
    pub trait ZkpApi<Account, Balance>
    where
        Account: Codec,
        Balance: Codec,
    {
        /// Verifying keys in use: without retired, disabled, inactive and insecure ones. Governance
        /// keeps them few.
        fn keys() -> Vec<KeyId>;

        /// A verifying key, in any state; `None` if it was not registered.
        fn key(id: KeyId) -> Option<PreparedKey>;

        /// A policy; `None` if it is not registered.
        fn policy(id: PolicyId) -> Option<VerificationPolicy>;

        /// The receipt of an account for a policy, if it is valid now.
        fn receipt(who: Account, policy: PolicyId) -> Option<Receipt>;

        /// Dry-runs a presentation. The error is the name of the pallet's error.
        fn verify(presentation: Presentation<Account>) -> Result<(), String>;

        /// Deposit in plancks for a policy, or the reason for which it cannot be registered.
        fn deposit_of_policy(policy: VerificationPolicy) -> Result<Balance, DispatchError>;

        /// A page of a verifier's open policies. `after` is `None` for the first page and then
        /// [`PolicyPage::next`] of the previous page. Each call reads a bounded number of entries,
        /// so a page may be empty without being the last one.
        fn policies(verifier: Did, after: Option<PolicyId>) -> PolicyPage;
    }
}
