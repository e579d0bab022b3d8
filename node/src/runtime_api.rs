//! Declarations of the runtime APIs that the node calls, without a runtime behind them.
//!
//! One binary serves both phases of the chain, and blocks of each phase run under the WASM of that
//! phase. So the node is compiled against these declarations, not against the types of one runtime.
//! Nothing here is executed: a call runs the WASM in the state of its block, and fails if that
//! runtime does not have the API.

use aura_primitives::{
    credentials::{
        view::{
            AccreditationView, BatchView, FilteredPage, ListView, PageView, SchemaView,
            StatusRootView,
        },
        Capacity, Entry, Index, ListId, Owned, Root, Schema, SchemaId, Standing, Status,
    },
    did::{
        api::Dids,
        view::{DidPage, View},
        Changes, Control, Controller, Did, Document, Signer,
    },
    zkp::{KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, VerificationPolicy},
};
use aura_runtime_common::{AccountId, Balance, Block, Nonce};
use polkadot_sdk::{pallet_transaction_payment_rpc_runtime_api as payment, *};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
    traits::{Block as BlockT, NumberFor},
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode,
};
use sp_weights::Weight;

/// Placeholder for the runtime that the state holds. It has no values.
#[expect(dead_code, reason = "only the APIs declared for it are used")]
pub enum Runtime {}

sp_api::impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> sp_version::RuntimeVersion {
            unimplemented!()
        }

        fn execute_block(_: <Block as BlockT>::LazyBlock) {
            unimplemented!()
        }

        fn initialize_block(_: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
            unimplemented!()
        }
    }

    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata {
            unimplemented!()
        }

        fn metadata_at_version(_: u32) -> Option<OpaqueMetadata> {
            unimplemented!()
        }

        fn metadata_versions() -> Vec<u32> {
            unimplemented!()
        }
    }

    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(_: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
            unimplemented!()
        }

        fn finalize_block() -> <Block as BlockT>::Header {
            unimplemented!()
        }

        fn inherent_extrinsics(_: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
            unimplemented!()
        }

        fn check_inherents(
            _: <Block as BlockT>::LazyBlock,
            _: sp_inherents::InherentData,
        ) -> sp_inherents::CheckInherentsResult {
            unimplemented!()
        }
    }

    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            _: TransactionSource,
            _: <Block as BlockT>::Extrinsic,
            _: <Block as BlockT>::Hash,
        ) -> TransactionValidity {
            unimplemented!()
        }
    }

    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(_: &<Block as BlockT>::Header) {
            unimplemented!()
        }
    }

    impl sp_consensus_aura::AuraApi<Block, sp_consensus_aura::sr25519::AuthorityId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration {
            unimplemented!()
        }

        fn authorities() -> Vec<sp_consensus_aura::sr25519::AuthorityId> {
            unimplemented!()
        }
    }

    impl sp_consensus_babe::BabeApi<Block> for Runtime {
        fn configuration() -> sp_consensus_babe::BabeConfiguration {
            unimplemented!()
        }

        fn current_epoch_start() -> sp_consensus_babe::Slot {
            unimplemented!()
        }

        fn current_epoch() -> sp_consensus_babe::Epoch {
            unimplemented!()
        }

        fn next_epoch() -> sp_consensus_babe::Epoch {
            unimplemented!()
        }

        fn generate_key_ownership_proof(
            _: sp_consensus_babe::Slot,
            _: sp_consensus_babe::AuthorityId,
        ) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
            unimplemented!()
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            _: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
            _: sp_consensus_babe::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            unimplemented!()
        }
    }

    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
            unimplemented!()
        }

        fn current_set_id() -> sp_consensus_grandpa::SetId {
            unimplemented!()
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            _: sp_consensus_grandpa::EquivocationProof<<Block as BlockT>::Hash, NumberFor<Block>>,
            _: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            unimplemented!()
        }

        fn generate_key_ownership_proof(
            _: sp_consensus_grandpa::SetId,
            _: sp_consensus_grandpa::AuthorityId,
        ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
            unimplemented!()
        }
    }

    impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
        fn authorities() -> Vec<sp_authority_discovery::AuthorityId> {
            unimplemented!()
        }
    }

    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(
            _: Vec<u8>,
            _: Option<Vec<u8>>,
        ) -> sp_session::OpaqueGeneratedSessionKeys {
            unimplemented!()
        }

        fn decode_session_keys(_: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            unimplemented!()
        }
    }

    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(_: AccountId) -> Nonce {
            unimplemented!()
        }
    }

    impl payment::TransactionPaymentApi<Block, Balance> for Runtime {
        fn query_info(
            _: <Block as BlockT>::Extrinsic,
            _: u32,
        ) -> payment::RuntimeDispatchInfo<Balance> {
            unimplemented!()
        }

        fn query_fee_details(
            _: <Block as BlockT>::Extrinsic,
            _: u32,
        ) -> payment::FeeDetails<Balance> {
            unimplemented!()
        }

        fn query_weight_to_fee(_: Weight) -> Balance {
            unimplemented!()
        }

        fn query_length_to_fee(_: u32) -> Balance {
            unimplemented!()
        }
    }

    // Accounts are plain bytes, which have the same encoding: clients are built without the SDK.
    impl aura_primitives::did::api::DidApi<Block, [u8; 32], Balance> for Runtime {
        fn resolve(_: Did) -> Option<View<[u8; 32]>> {
            unimplemented!()
        }

        fn resolve_batch(_: Dids) -> Vec<Option<View<[u8; 32]>>> {
            unimplemented!()
        }

        fn deposit_of_creation(
            _: Document,
            _: Control<[u8; 32]>,
        ) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn deposit_of_update(_: Did, _: Changes) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn deposit_of_call(
            _: Did,
            _: Vec<Signer<[u8; 32]>>,
            _: [u8; 32],
            _: Vec<u8>,
        ) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn price_of_entry(_: Did) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn price_of_tombstone() -> Balance {
            unimplemented!()
        }

        fn dids_controlled_by(_: Controller<[u8; 32]>, _: Option<Did>, _: u32) -> DidPage {
            unimplemented!()
        }

        fn dids_paid_by(_: [u8; 32], _: Option<Did>, _: u32) -> DidPage {
            unimplemented!()
        }
    }

    impl aura_primitives::credentials::api::CredentialsApi<Block, Balance> for Runtime {
        fn schema(_: SchemaId) -> Option<SchemaView> {
            unimplemented!()
        }

        fn schemas(_: Option<SchemaId>, _: u32) -> Vec<SchemaView> {
            unimplemented!()
        }

        fn schemas_of(_: Did, _: Option<SchemaId>, _: u32) -> FilteredPage<SchemaView, SchemaId> {
            unimplemented!()
        }

        fn lists_of(_: Did, _: Option<ListId>, _: u32) -> FilteredPage<ListView, ListId> {
            unimplemented!()
        }

        fn offered(_: Owned) -> Option<Did> {
            unimplemented!()
        }

        fn deposit_of(_: Entry) -> Option<Balance> {
            unimplemented!()
        }

        fn deposit_of_offer() -> Balance {
            unimplemented!()
        }

        fn accreditation(_: SchemaId, _: Did) -> Option<AccreditationView> {
            unimplemented!()
        }

        fn accreditations(_: SchemaId, _: Option<Did>, _: u32) -> Vec<AccreditationView> {
            unimplemented!()
        }

        fn standing(_: SchemaId, _: Did) -> Option<Standing> {
            unimplemented!()
        }

        fn list(_: ListId) -> Option<ListView> {
            unimplemented!()
        }

        fn lists(_: Option<ListId>, _: u32) -> Vec<ListView> {
            unimplemented!()
        }

        fn status(_: ListId, _: Index) -> Option<Status> {
            unimplemented!()
        }

        fn status_pages(_: ListId, _: u32, _: u32) -> Vec<PageView> {
            unimplemented!()
        }

        fn status_root(_: ListId) -> Option<StatusRootView> {
            unimplemented!()
        }

        fn batch(_: ListId, _: Root) -> Option<BatchView> {
            unimplemented!()
        }

        fn batches(_: ListId, _: Option<Root>, _: u32) -> Vec<BatchView> {
            unimplemented!()
        }

        fn deposit_of_schema(_: Schema) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn deposit_of_list(_: Capacity) -> Balance {
            unimplemented!()
        }
    }

    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(_: Vec<u8>) -> sp_genesis_builder::Result {
            unimplemented!()
        }

        fn get_preset(_: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
            unimplemented!()
        }

        fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
            unimplemented!()
        }
    }

    impl aura_primitives::zkp::api::ZkpApi<Block, AccountId, Balance> for Runtime {
        fn keys() -> Vec<KeyId> {
            unimplemented!()
        }

        fn key(_: KeyId) -> Option<PreparedKey> {
            unimplemented!()
        }

        fn policy(_: PolicyId) -> Option<VerificationPolicy> {
            unimplemented!()
        }

        fn receipt(_: AccountId, _: PolicyId) -> Option<Receipt> {
            unimplemented!()
        }

        fn verify(_: Presentation<AccountId>) -> Result<(), String> {
            unimplemented!()
        }

        fn deposit_of_policy(_: VerificationPolicy) -> Result<Balance, DispatchError> {
            unimplemented!()
        }

        fn policies(_: Did, _: Option<PolicyId>) -> PolicyPage {
            unimplemented!()
        }
    }
}
