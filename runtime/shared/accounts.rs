//! Accounts: batches, multisig, proxies and recovery.

use super::phase::{is_open_governance, with_further_proxies};
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

/// Declares [`ProxyType`]: the kinds of both phases, and after them those of one phase with the
/// pallets whose calls they make.
macro_rules! declare_proxies {
    ($($(#[$docs:meta])* $kind:ident: $($pallet:ident)|+;)*) => {
        /// Permissions of a proxy.
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
            /// All calls.
            #[default]
            Any,
            /// Motions, votes and remarks: no calls that move balances, change other permissions,
            /// or act for a validator or a DID.
            NonTransfer,
            /// Motions, referenda and votes.
            Governance,
            /// Rejecting announced calls.
            CancelProxy,
            /// Calls on credentials and proofs by the DIDs that the account controls. The DIDs
            /// themselves, their keys and their control cannot be changed, and schemas and lists
            /// not be transferred. The account is the depositor for all that the proxy creates, but
            /// for no other DID's entries.
            Identity,
            /// Session keys of a validator.
            SessionKeys,
            $($(#[$docs])* $kind,)*
        }

        impl ProxyType {
            /// Returns true if a proxy of a kind that the other phase does not have makes the call.
            fn further(&self, _call: &RuntimeCall) -> bool {
                match self {
                    $(Self::$kind => matches!(_call, $(RuntimeCall::$pallet(..))|+),)*
                    _ => false,
                }
            }
        }
    };
}

with_further_proxies!(declare_proxies);

impl ProxyType {
    /// Returns true if a call changes neither owners of schemas and lists nor depositors.
    fn keeps_what_is_owned(call: &pallet_credentials::Call<Runtime>) -> bool {
        use pallet_credentials::Call::{accept, offer, take_over_deposit};

        !matches!(
            call,
            offer { .. } | accept { .. } | take_over_deposit { .. }
        )
    }

    /// Returns true if a DID may make this call for a proxy of the type `Identity`.
    fn is_of_credentials(call: &RuntimeCall) -> bool {
        use pallet_utility::Call::{batch, batch_all, force_batch};

        match call {
            RuntimeCall::Credentials(call) => Self::keeps_what_is_owned(call),
            RuntimeCall::ZkpVerifier(..) => true,
            // The inner calls are not limited by their origin: each is checked here.
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
            // An allow list: a new pallet is refused until it is reviewed.
            Self::NonTransfer => {
                matches!(call, RuntimeCall::System(..)) || Self::Governance.filter(call)
            }
            Self::Governance => {
                is_open_governance(call)
                    || matches!(
                        call,
                        RuntimeCall::Council(..)
                            | RuntimeCall::RootNotice(..)
                            | RuntimeCall::Preimage(..)
                            | RuntimeCall::Utility(..)
                    )
            }
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
            #[allow(unreachable_patterns, reason = "phase 1 has no further kinds")]
            _ => self.further(call),
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
    type MaxPending = ConstU32<{ accounts::MAX_PENDING_ANNOUNCEMENTS }>;
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
    /// One entry: key of 48 bytes and ticket. The pallet adds the friend groups.
    pub const FriendGroupsBase: Balance = deposit(1, 48 + 16);
    /// One entry: keys of 48 and 20 bytes, ticket with its depositor, security deposit. The pallet
    /// adds the attempt.
    pub const AttemptBase: Balance = deposit(1, 48 + 20 + 49 + 16);
    /// One entry: key of 48 bytes, ticket with its depositor. The pallet adds the heir.
    pub const InheritorBase: Balance = deposit(1, 48 + 49);
    pub const RecoveryByte: Balance = deposit(0, 1);
    /// Security deposit of a recovery attempt, which the owner of the account can have burnt.
    pub const SecurityDeposit: Balance = 100 * constants::currency::AURA;
}

type RecoveryDeposit<Hold, Base> =
    HoldConsideration<AccountId, Balances, Hold, LinearStoragePrice<Base, RecoveryByte, Balance>>;

/// The owner of an account chooses its delays in blocks, so no period is configured here.
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
    type MaxFriendsPerConfig = ConstU32<{ accounts::MAX_GROUP_FRIENDS }>;
    type WeightInfo = pallet_recovery::weights::SubstrateWeight<Runtime>;
}
