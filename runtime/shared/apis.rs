//! Runtime APIs that both engines have in common: the contract of every client.

/// Implements the shared APIs for the runtime, together with the API of its engine.
///
/// A runtime exposes the API of exactly one consensus engine, from which a node learns the author
/// of the next block. One macro call must contain all APIs of a runtime, because it also makes
/// their list. So this macro contains the shared ones, and each runtime passes those of its engine.
macro_rules! implement_runtime_apis {
    ($($engine:tt)*) => {
        use crate::*;
        use alloc::{string::String, vec::Vec};
        use aura_primitives::{
            credentials::{
                view::{
                    AccreditationView, BatchView, FilteredPage, ListView, PageView, SchemaView,
                    StatusRootView,
                },
                Capacity, Entry, Index, ListId, Owned, Root, Schema, SchemaId, Standing,
                Status,
            },
            did::{
                api::Dids,
                view::{DidPage, View},
                Changes, Control, Controller, Did as DidId, Document, Signer,
            },
            zkp::{
                KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, VerificationPolicy,
            },
        };
        use frame_support::{
            genesis_builder_helper::{build_state, get_preset},
            weights::Weight,
        };
        use pallet_grandpa::AuthorityId as GrandpaId;
        use sp_api::impl_runtime_apis;
        use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
        use sp_consensus_grandpa::KEY_TYPE as GRANDPA_KEY_TYPE;
        use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
        use sp_runtime::{
            traits::{Block as BlockT, Convert, NumberFor},
            transaction_validity::{TransactionSource, TransactionValidity},
            ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode,
        };
        use sp_session::OpaqueGeneratedSessionKeys;
        use sp_version::RuntimeVersion;

        /// Versions of the APIs below.
        pub const VERSIONS: sp_version::ApisVec = RUNTIME_API_VERSIONS;

        impl_runtime_apis! {
            impl sp_api::Core<Block> for Runtime {
                fn version() -> RuntimeVersion {
                    VERSION
                }

                fn execute_block(block: <Block as BlockT>::LazyBlock) {
                    Executive::execute_block(block);
                }

                fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
                    Executive::initialize_block(header)
                }
            }

            impl sp_api::Metadata<Block> for Runtime {
                fn metadata() -> OpaqueMetadata {
                    OpaqueMetadata::new(Runtime::metadata().into())
                }

                fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
                    Runtime::metadata_at_version(version)
                }

                fn metadata_versions() -> Vec<u32> {
                    Runtime::metadata_versions()
                }
            }

            impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block>
                for Runtime
            {
                fn execute_view_function(
                    id: frame_support::view_functions::ViewFunctionId,
                    input: Vec<u8>,
                ) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
                    Runtime::execute_view_function(id, input)
                }
            }

            impl sp_block_builder::BlockBuilder<Block> for Runtime {
                fn apply_extrinsic(
                    extrinsic: <Block as BlockT>::Extrinsic,
                ) -> ApplyExtrinsicResult {
                    Executive::apply_extrinsic(extrinsic)
                }

                fn finalize_block() -> <Block as BlockT>::Header {
                    Executive::finalize_block()
                }

                fn inherent_extrinsics(
                    data: sp_inherents::InherentData,
                ) -> Vec<<Block as BlockT>::Extrinsic> {
                    data.create_extrinsics()
                }

                fn check_inherents(
                    block: <Block as BlockT>::LazyBlock,
                    data: sp_inherents::InherentData,
                ) -> sp_inherents::CheckInherentsResult {
                    data.check_extrinsics(&block)
                }
            }

            impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
                fn validate_transaction(
                    source: TransactionSource,
                    tx: <Block as BlockT>::Extrinsic,
                    block_hash: <Block as BlockT>::Hash,
                ) -> TransactionValidity {
                    Executive::validate_transaction(source, tx, block_hash)
                }
            }

            impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
                fn offchain_worker(header: &<Block as BlockT>::Header) {
                    Executive::offchain_worker(header)
                }
            }

            $($engine)*

            impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
                fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
                    Grandpa::grandpa_authorities()
                }

                fn current_set_id() -> sp_consensus_grandpa::SetId {
                    pallet_grandpa::CurrentSetId::<Runtime>::get()
                }

                fn submit_report_equivocation_unsigned_extrinsic(
                    equivocation_proof: sp_consensus_grandpa::EquivocationProof<
                        <Block as BlockT>::Hash,
                        NumberFor<Block>,
                    >,
                    key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
                ) -> Option<()> {
                    Grandpa::submit_unsigned_equivocation_report(
                        equivocation_proof,
                        key_owner_proof.decode()?,
                    )
                }

                // The proof is made in the last session of the set, since a set has the same keys
                // in all of its sessions. That is the current session, or the previous one just
                // after a set has ended.
                fn generate_key_ownership_proof(
                    set_id: sp_consensus_grandpa::SetId,
                    authority_id: GrandpaId,
                ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
                    use codec::Encode;
                    let session = Grandpa::session_for_set(set_id)?;
                    configs::finality::KeyOwners::prove_in(
                        session,
                        (GRANDPA_KEY_TYPE, authority_id),
                    )
                        .map(|proof| proof.encode())
                        .map(sp_consensus_grandpa::OpaqueKeyOwnershipProof::new)
                }
            }

            impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
                fn authorities() -> Vec<AuthorityDiscoveryId> {
                    AuthorityDiscovery::authorities()
                }
            }

            impl sp_session::SessionKeys<Block> for Runtime {
                fn generate_session_keys(
                    owner: Vec<u8>,
                    seed: Option<Vec<u8>>,
                ) -> OpaqueGeneratedSessionKeys {
                    SessionKeys::generate(&owner, seed).into()
                }

                fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
                    SessionKeys::decode_into_raw_public_keys(&encoded)
                }
            }

            impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce>
                for Runtime
            {
                fn account_nonce(account: AccountId) -> Nonce {
                    System::account_nonce(account)
                }
            }

            impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
                for Runtime
            {
                fn query_info(
                    tx: <Block as BlockT>::Extrinsic,
                    len: u32,
                ) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
                    TransactionPayment::query_info(tx, len)
                }

                fn query_fee_details(
                    tx: <Block as BlockT>::Extrinsic,
                    len: u32,
                ) -> pallet_transaction_payment::FeeDetails<Balance> {
                    TransactionPayment::query_fee_details(tx, len)
                }

                fn query_weight_to_fee(weight: Weight) -> Balance {
                    TransactionPayment::weight_to_fee(weight)
                }

                fn query_length_to_fee(length: u32) -> Balance {
                    TransactionPayment::length_to_fee(length)
                }
            }

            impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
                Block,
                Balance,
                RuntimeCall,
            > for Runtime
            {
                fn query_call_info(
                    call: RuntimeCall,
                    len: u32,
                ) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
                    TransactionPayment::query_call_info(call, len)
                }

                fn query_call_fee_details(
                    call: RuntimeCall,
                    len: u32,
                ) -> pallet_transaction_payment::FeeDetails<Balance> {
                    TransactionPayment::query_call_fee_details(call, len)
                }

                fn query_weight_to_fee(weight: Weight) -> Balance {
                    TransactionPayment::weight_to_fee(weight)
                }

                fn query_length_to_fee(length: u32) -> Balance {
                    TransactionPayment::length_to_fee(length)
                }
            }

            impl aura_primitives::did::api::DidApi<Block, AccountId, Balance> for Runtime {
                fn resolve(did: DidId) -> Option<View<AccountId>> {
                    Did::view(did)
                }

                fn resolve_batch(dids: Dids) -> Vec<Option<View<AccountId>>> {
                    dids.into_iter().map(Did::view).collect()
                }

                fn deposit_of_creation(
                    document: Document,
                    control: Control<AccountId>,
                ) -> Result<Balance, DispatchError> {
                    let footprint = Did::footprint_of_creation(document, control)?;
                    Ok(configs::did::DidPrice::convert(footprint))
                }

                fn deposit_of_update(
                    did: DidId,
                    changes: Changes,
                ) -> Result<Balance, DispatchError> {
                    let footprint = Did::footprint_of_update(did, changes)?;
                    Ok(configs::did::DidPrice::convert(footprint))
                }

                fn deposit_of_call(
                    did: DidId,
                    signers: Vec<Signer<AccountId>>,
                    submitter: AccountId,
                    call: Vec<u8>,
                ) -> Result<Balance, DispatchError> {
                    use codec::DecodeLimit;
                    use frame_support::dispatch::GetDispatchInfo;
                    let depth = frame_support::MAX_EXTRINSIC_DEPTH;
                    let too_large = DispatchError::Exhausted;
                    let most = usize::try_from(constants::block::MAX_LENGTH_BYTES).unwrap_or(0);
                    frame_support::ensure!(call.len() <= most, too_large);
                    let call = RuntimeCall::decode_all_with_depth_limit(depth, &mut &call[..])
                        .map_err(|_| DispatchError::Other("the call is not one of this runtime"))?;
                    // The call does not fit a block, so nodes do not compute it on request.
                    let weight = call.get_dispatch_info().call_weight;
                    let block = configs::system::RuntimeBlockWeights::get().max_block;
                    frame_support::ensure!(weight.all_lte(block), too_large);
                    Did::deposit_of_call(did, signers, submitter, call)
                }

                fn price_of_entry(did: DidId) -> Result<Balance, DispatchError> {
                    let footprint = Did::footprint_of_entry(did)?;
                    Ok(configs::did::DidPrice::convert(footprint))
                }

                fn price_of_tombstone() -> Balance {
                    configs::did::DidPrice::convert(Did::footprint_of_tombstone())
                }

                fn dids_controlled_by(
                    controller: Controller<AccountId>,
                    after: Option<DidId>,
                    count: u32,
                ) -> DidPage {
                    Did::controlled_by(&controller, after, count)
                }

                fn dids_paid_by(account: AccountId, after: Option<DidId>, count: u32) -> DidPage {
                    Did::paid_by(&account, after, count)
                }
            }

            impl aura_primitives::credentials::api::CredentialsApi<Block, Balance> for Runtime {
                fn schema(id: SchemaId) -> Option<SchemaView> {
                    Credentials::schema(id)
                }

                fn schemas(after: Option<SchemaId>, count: u32) -> Vec<SchemaView> {
                    Credentials::schemas(after, count)
                }

                fn schemas_of(
                    owner: DidId,
                    after: Option<SchemaId>,
                    count: u32,
                ) -> FilteredPage<SchemaView, SchemaId> {
                    Credentials::schemas_of(owner, after, count)
                }

                fn accreditation(schema: SchemaId, did: DidId) -> Option<AccreditationView> {
                    Credentials::accreditation(schema, did)
                }

                fn accreditations(
                    schema: SchemaId,
                    after: Option<DidId>,
                    count: u32,
                ) -> Vec<AccreditationView> {
                    Credentials::accreditations(schema, after, count)
                }

                fn standing(schema: SchemaId, did: DidId) -> Option<Standing> {
                    Credentials::standing(schema, did)
                }

                fn list(id: ListId) -> Option<ListView> {
                    Credentials::list(id)
                }

                fn lists(after: Option<ListId>, count: u32) -> Vec<ListView> {
                    Credentials::lists(after, count)
                }

                fn lists_of(
                    owner: DidId,
                    after: Option<ListId>,
                    count: u32,
                ) -> FilteredPage<ListView, ListId> {
                    Credentials::lists_of(owner, after, count)
                }

                fn offered(what: Owned) -> Option<DidId> {
                    Credentials::offered(what)
                }

                fn status(list: ListId, index: Index) -> Option<Status> {
                    Credentials::status(list, index)
                }

                fn status_pages(list: ListId, from_page: u32, count: u32) -> Vec<PageView> {
                    Credentials::status_pages(list, from_page, count)
                }

                fn status_root(list: ListId) -> Option<StatusRootView> {
                    Credentials::status_root(list)
                }

                fn batch(list: ListId, root: Root) -> Option<BatchView> {
                    Credentials::batch(list, root)
                }

                fn batches(list: ListId, after: Option<Root>, count: u32) -> Vec<BatchView> {
                    Credentials::batches(list, after, count)
                }

                fn deposit_of_schema(schema: Schema) -> Result<Balance, DispatchError> {
                    let footprint = Credentials::footprint_of_schema(&schema)?;
                    Ok(configs::credentials::CredentialsPrice::convert(footprint))
                }

                fn deposit_of_list(capacity: Capacity) -> Balance {
                    let footprint = Credentials::footprint_of_list(capacity);
                    configs::credentials::CredentialsPrice::convert(footprint)
                }

                fn deposit_of(entry: Entry) -> Option<Balance> {
                    Credentials::footprint_of(entry)
                        .map(configs::credentials::CredentialsPrice::convert)
                }

                fn deposit_of_offer() -> Balance {
                    let footprint = Credentials::footprint_of_offer();
                    configs::credentials::CredentialsPrice::convert(footprint)
                }
            }

            impl aura_primitives::zkp::api::ZkpApi<Block, AccountId, Balance> for Runtime {
                fn keys() -> Vec<KeyId> {
                    ZkpVerifier::usable_keys()
                }

                fn key(id: KeyId) -> Option<PreparedKey> {
                    ZkpVerifier::key(id)
                }

                fn policy(id: PolicyId) -> Option<VerificationPolicy> {
                    ZkpVerifier::policy(id)
                }

                fn receipt(who: AccountId, policy: PolicyId) -> Option<Receipt> {
                    ZkpVerifier::receipt_of(&who, policy)
                }

                fn verify(presentation: Presentation<AccountId>) -> Result<(), String> {
                    ZkpVerifier::try_presentation(&presentation)
                }

                fn deposit_of_policy(policy: VerificationPolicy) -> Result<Balance, DispatchError> {
                    let footprint = ZkpVerifier::footprint_of_policy(&policy)?;
                    Ok(configs::credentials::CredentialsPrice::convert(footprint))
                }

                fn policies(verifier: DidId, after: Option<PolicyId>) -> PolicyPage {
                    ZkpVerifier::policies_of(verifier, after)
                }
            }

            impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
                fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
                    build_state::<RuntimeGenesisConfig>(config)
                }

                fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
                    get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
                }

                fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
                    genesis_config_presets::preset_names()
                }
            }

            #[cfg(feature = "runtime-benchmarks")]
            impl frame_benchmarking::Benchmark<Block> for Runtime {
                fn benchmark_metadata(
                    extra: bool,
                ) -> (
                    Vec<frame_benchmarking::BenchmarkList>,
                    Vec<frame_support::traits::StorageInfo>,
                ) {
                    crate::benchmarks::metadata(extra)
                }

                fn dispatch_benchmark(
                    config: frame_benchmarking::BenchmarkConfig,
                ) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
                    crate::benchmarks::dispatch(config)
                }
            }

            #[cfg(feature = "try-runtime")]
            impl frame_try_runtime::TryRuntime<Block> for Runtime {
                fn on_runtime_upgrade(
                    checks: frame_try_runtime::UpgradeCheckSelect,
                ) -> (Weight, Weight) {
                    // Only tests call this, and a panic fails the test.
                    #[allow(clippy::expect_used)]
                    let weight =
                        Executive::try_runtime_upgrade(checks).expect("the upgrade must pass");
                    (weight, configs::system::RuntimeBlockWeights::get().max_block)
                }

                fn execute_block(
                    block: <Block as BlockT>::LazyBlock,
                    state_root_check: bool,
                    signature_check: bool,
                    select: frame_try_runtime::TryStateSelect,
                ) -> Weight {
                    #[allow(clippy::expect_used)]
                    Executive::try_execute_block(block, state_root_check, signature_check, select)
                        .expect("the block must execute")
                }
            }
        }
    };
}
