//! What people do with their accounts: batches, multisig, proxies, recovery.

use crate::{
    constants::{accounts, currency::deposit},
    *,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    parameter_types,
    traits::{fungible::HoldConsideration, ConstU32, InstanceFilter, LinearStoragePrice},
};
use pallet_recovery::HoldReason as RecoveryHold;
use scale_info::TypeInfo;

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// One entry: keys of 40 and 48 bytes, time point, deposit, depositor and number of approvals.
    pub const MultisigDepositBase: Balance = deposit(1, 40 + 48 + 8 + 16 + 32 + 2);
    /// One more approval.
    pub const MultisigDepositFactor: Balance = deposit(0, 32);
    /// One entry: key of 40 bytes, number of proxies and deposit.
    pub const ProxyDepositBase: Balance = deposit(1, 40 + 1 + 16);
    /// One more proxy: account, kind and delay.
    pub const ProxyDepositFactor: Balance = deposit(0, 32 + 1 + 4);
    /// One entry: key of 40 bytes, number of announcements and deposit.
    pub const AnnouncementDepositBase: Balance = deposit(1, 40 + 1 + 16);
    /// One more announcement: account, hash and height.
    pub const AnnouncementDepositFactor: Balance = deposit(0, 32 + 32 + 4);
}

impl pallet_multisig::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type DepositBase = MultisigDepositBase;
    type DepositFactor = MultisigDepositFactor;
    type MaxSignatories = ConstU32<{ accounts::MAX_SIGNATORIES }>;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

/// What a proxy may do.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    Any,
    /// Motions, votes and remarks: nothing that moves balances, changes who else may act, or acts
    /// for a validator or a DID.
    NonTransfer,
    /// Motions and votes of the council.
    Governance,
    /// Rejecting announced calls.
    CancelProxy,
    /// Credentials and proofs in the name of the DIDs that the account controls. The DIDs
    /// themselves, their keys and who controls them, cannot be changed, and no schema or list can be
    /// handed over. Deposits of what such a proxy makes are the account's; it pays for no other DID.
    Identity,
    /// Session keys of a validator.
    SessionKeys,
}

impl ProxyType {
    /// Says if a call leaves schemas and lists with their owners, and deposits with their payers.
    fn keeps_what_is_owned(call: &pallet_credentials::Call<Runtime>) -> bool {
        use pallet_credentials::Call::{accept, offer, take_over_deposit};

        !matches!(
            call,
            offer { .. } | accept { .. } | take_over_deposit { .. }
        )
    }

    /// Returns whether a DID can make this call for a proxy of the kind `Identity`.
    fn is_of_credentials(call: &RuntimeCall) -> bool {
        use pallet_utility::Call::{batch, batch_all, force_batch};

        match call {
            RuntimeCall::Credentials(call) => Self::keeps_what_is_owned(call),
            RuntimeCall::ZkpVerifier(..) => true,
            // No origin with limits is inside: each call is looked at here.
            RuntimeCall::Utility(batch { calls } | batch_all { calls } | force_batch { calls }) => {
                calls.iter().all(Self::is_of_credentials)
            }
            _ => false,
        }
    }
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            Self::Any => true,
            // A list of what is allowed: a pallet that comes later is refused until it is judged.
            Self::NonTransfer => matches!(
                call,
                RuntimeCall::System(..)
                    | RuntimeCall::Council(..)
                    | RuntimeCall::RootNotice(..)
                    | RuntimeCall::Preimage(..)
                    | RuntimeCall::Utility(..)
            ),
            Self::Governance => matches!(
                call,
                RuntimeCall::Council(..)
                    | RuntimeCall::RootNotice(..)
                    | RuntimeCall::Preimage(..)
                    | RuntimeCall::Utility(..)
            ),
            Self::CancelProxy => matches!(
                call,
                RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. })
                    | RuntimeCall::Utility(..)
            ),
            Self::Identity => match call {
                RuntimeCall::Did(pallet_did::Call::dispatch_as { call, .. }) => {
                    Self::is_of_credentials(call)
                }
                RuntimeCall::Credentials(call) => Self::keeps_what_is_owned(call),
                RuntimeCall::ZkpVerifier(..) | RuntimeCall::Utility(..) => true,
                _ => false,
            },
            Self::SessionKeys => {
                matches!(call, RuntimeCall::Session(..) | RuntimeCall::Utility(..))
            }
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::NonTransfer, Self::Governance) => true,
            (kind, other) => kind == other,
        }
    }
}

impl pallet_proxy::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<{ accounts::MAX_PROXIES }>;
    type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
    type MaxPending = ConstU32<{ accounts::MAX_PENDING }>;
    type CallHasher = Hashing;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type BlockNumberProvider = System;
}

parameter_types! {
    pub const FriendGroupsHold: RuntimeHoldReason =
        RuntimeHoldReason::Recovery(RecoveryHold::FriendGroupsStorage);
    pub const AttemptHold: RuntimeHoldReason =
        RuntimeHoldReason::Recovery(RecoveryHold::AttemptStorage);
    pub const InheritorHold: RuntimeHoldReason =
        RuntimeHoldReason::Recovery(RecoveryHold::InheritorStorage);
    /// One entry: key of 48 bytes and ticket. What the pallet counts are the friend groups.
    pub const FriendGroupsBase: Balance = deposit(1, 48 + 16);
    /// One entry: keys of 48 and 20 bytes, ticket with its depositor, security deposit. What the
    /// pallet counts is the attempt.
    pub const AttemptBase: Balance = deposit(1, 48 + 20 + 49 + 16);
    /// One entry: key of 48 bytes, ticket with its depositor. What the pallet counts is the heir.
    pub const InheritorBase: Balance = deposit(1, 48 + 49);
    pub const RecoveryByte: Balance = deposit(0, 1);
    /// What an attempt risks: the owner of the account can have it burnt.
    pub const SecurityDeposit: Balance = 100 * constants::currency::AURA;
}

type RecoveryDeposit<Hold, Base> =
    HoldConsideration<AccountId, Balances, Hold, LinearStoragePrice<Base, RecoveryByte, Balance>>;

/// Its delays are chosen by the owner of an account, in blocks; nothing here is a period.
impl pallet_recovery::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type RuntimeHoldReason = RuntimeHoldReason;
    type BlockNumberProvider = System;
    type Currency = Balances;
    type FriendGroupsConsideration = RecoveryDeposit<FriendGroupsHold, FriendGroupsBase>;
    type AttemptConsideration = RecoveryDeposit<AttemptHold, AttemptBase>;
    type InheritorConsideration = RecoveryDeposit<InheritorHold, InheritorBase>;
    type SecurityDeposit = SecurityDeposit;
    type Slash = ();
    type MaxFriendsPerConfig = ConstU32<{ accounts::MAX_FRIENDS }>;
    type WeightInfo = pallet_recovery::weights::SubstrateWeight<Runtime>;
}
