//! A chain of one validator, Alice, and blocks by her.

use crate::executor;
use aura_node_lib::{
    chain_spec,
    cli::Cli,
    client::{FullBackend, FullClient, SelectChain, TransactionPool},
    consensus::{engine::Engine, Consensus},
    service,
};
use aura_poa_runtime::{RuntimeCall, SignedPayload, UncheckedExtrinsic, VERSION};
use aura_runtime_common::{Block, Hash, Header};
use codec::Encode;
use futures::{executor::block_on, future::poll_fn};
use polkadot_sdk::*;
use sc_block_builder::BlockBuilderBuilder;
use sc_cli::SubstrateCli;
use sc_client_api::HeaderBackend;
use sc_consensus::{
    import_queue::{BlockImportError, BlockImportStatus, ImportQueue, IncomingBlock, Link},
    DefaultImportQueue,
};
use sc_consensus_babe::{authorship::claim_slot, aux_schema, Epoch};
use sc_network::PeerId;
use sc_service::TaskManager;
use sp_api::ProvideRuntimeApi;
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{digests::CompatibleDigestItem as AuraDigestItem, sr25519};
use sp_consensus_babe::{digests::CompatibleDigestItem as _, BabeApi, KEY_TYPE};
use sp_consensus_slots::Slot;
use sp_core::Pair as _;
use sp_inherents::InherentDataProvider;
use sp_keyring::Sr25519Keyring::Alice;
use sp_keystore::{testing::MemoryKeystore, Keystore, KeystorePtr};
use sp_runtime::{
    generic::Era,
    traits::{Block as _, Header as _},
    Digest, DigestItem, OpaqueExtrinsic,
};
use std::{
    sync::{Arc, LazyLock, Mutex},
    task::Poll,
};

/// Milliseconds of a slot of the chain `dev`.
const SLOT: u64 = 2_000;

/// Number of slots before now at which the chain begins. Blocks in the future would be refused.
const PAST: u64 = 500;

/// The chain `dev` as a raw chain spec, so that no chain has to build the genesis again.
static SPEC: LazyLock<String> =
    LazyLock::new(|| chain_spec::load("dev").unwrap().as_json(true).unwrap());

/// Result of the import queue for a block.
pub type Imported = Result<BlockImportStatus<u32>, BlockImportError>;

/// The chain `dev` in a temporary folder, of phase 1 until [`Chain::switch_block`].
pub struct Chain {
    pub consensus: Consensus,
    queue: DefaultImportQueue<Block>,
    pub client: Arc<FullClient>,
    pub backend: Arc<FullBackend>,
    pub pool: Arc<TransactionPool>,
    select_chain: SelectChain,
    keystore: KeystorePtr,
    slot: u64,
    // These are last, and in this order: the fields above run on them.
    pub tasks: TaskManager,
    _runtime: Box<dyn Send>,
    _folder: tempfile::TempDir,
}

impl Chain {
    /// Makes a chain with its genesis block.
    pub fn new() -> Self {
        let runtime = sc_cli::build_runtime().unwrap();
        let context = runtime.enter();
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().to_str().unwrap();
        let spec = folder.path().join("dev.json");
        std::fs::write(&spec, &*SPEC).unwrap();
        let spec = spec.to_str().unwrap();
        let cli = ["aura-node", "--chain", spec, "--base-path", base];
        let cli = Cli::try_from_iter(cli).unwrap();
        let config = cli.create_configuration(&cli.run, runtime.handle().clone());
        let parts = service::new_partial_with(&config.unwrap(), executor()).unwrap();

        let keystore = MemoryKeystore::new();
        keystore
            .sr25519_generate_new(KEY_TYPE, Some("//Alice"))
            .unwrap();
        let (consensus, queue) = consensus(
            &parts.client,
            &parts.select_chain,
            &parts.transaction_pool,
            &parts.task_manager,
        );
        drop(context);
        let now = sp_timestamp::Timestamp::current().as_millis() / SLOT;
        Self {
            consensus,
            queue,
            client: parts.client,
            backend: parts.backend,
            pool: parts.transaction_pool,
            select_chain: parts.select_chain,
            keystore: keystore.into(),
            slot: now - PAST,
            tasks: parts.task_manager,
            _runtime: Box::new(runtime),
            _folder: folder,
        }
    }

    /// Sets up consensus again over the same database, like a node at its start.
    pub fn restart(&mut self) {
        (self.consensus, self.queue) =
            consensus(&self.client, &self.select_chain, &self.pool, &self.tasks);
    }

    /// A block of Aura consensus, not imported yet. No two blocks have the same slot.
    pub fn aura_block(&mut self, parent: Hash) -> Block {
        let slot = self.next_slot();
        seal(
            Engine::Aura,
            self.build(parent, slot, Engine::Aura.claim(slot), None),
        )
    }

    /// Like [`Self::aura_block`], with the council's decision to set the code of phase 2.
    pub fn switch_block(&mut self, parent: Hash) -> Block {
        let slot = self.next_slot();
        let upgrade = upgrade(self.client.info().genesis_hash);
        seal(
            Engine::Aura,
            self.build(parent, slot, Engine::Aura.claim(slot), Some(upgrade)),
        )
    }

    /// A block of BABE, whose slot is claimed in the epoch of its parent's state.
    pub fn babe_block(&mut self, parent: Hash) -> Block {
        let slot = self.next_slot();
        self.babe_block_in(slot, parent)
    }

    /// Like [`Self::babe_block`], in that slot. No two are the same: proofs and seals are random.
    pub fn babe_block_in(&self, slot: Slot, parent: Hash) -> Block {
        let epoch = self.client.runtime_api().current_epoch(parent).unwrap();
        let claim = self.babe_claim(slot, epoch.into());
        seal(Engine::Babe, self.build(parent, slot, claim, None))
    }

    /// An empty block with a valid claim and seal, by the wrong engine for a child of `parent`. A
    /// verifier checks no more of a block than these.
    pub fn forged(&mut self, engine: Engine, parent: Hash) -> Block {
        let slot = self.next_slot();
        let claim = match engine {
            Engine::Aura => Engine::Aura.claim(slot),
            Engine::Babe => self.babe_claim(slot, own_epoch(slot)),
        };
        let logs = vec![claim];
        let number = self.client.number(parent).unwrap().unwrap() + 1;
        let (root, digest) = (Hash::zero(), Digest { logs });
        let header = Header::new(number, root, root, parent, digest);
        seal(engine, Block::new(header, vec![]))
    }

    /// Sends a block to the import queue, like the network.
    pub fn import(&mut self, block: &Block) -> Imported {
        self.import_from(None, block)
    }

    /// Like [`Self::import`], with the peer that sent the block.
    pub fn import_from(&mut self, peer: Option<PeerId>, block: &Block) -> Imported {
        let incoming = IncomingBlock {
            hash: block.hash(),
            header: Some(block.header.clone()),
            body: Some(block.extrinsics.clone()),
            indexed_body: None,
            justifications: None,
            origin: peer,
            allow_missing_state: false,
            skip_execution: false,
            import_existing: false,
            state: None,
        };
        let origin = BlockOrigin::NetworkBroadcast;
        self.queue
            .service_ref()
            .import_blocks(origin, vec![incoming]);
        let results = Results::default();
        block_on(poll_fn(|context| {
            self.queue.poll_actions(context, &results);
            match results.0.lock().unwrap().pop() {
                Some(result) => Poll::Ready(result),
                None => Poll::Pending,
            }
        }))
    }

    /// Imports a block that must be valid. Returns its hash.
    pub fn extend(&mut self, block: &Block) -> Hash {
        let imported = self.import(block);
        assert!(
            matches!(imported, Ok(BlockImportStatus::ImportedUnknown(..))),
            "{imported:?}"
        );
        block.hash()
    }

    /// A chain with one block, and the switch block after it.
    pub fn switched() -> (Self, Hash, Hash) {
        let mut chain = Self::new();
        let genesis = chain.client.info().genesis_hash;
        let first = chain.aura_block(genesis);
        let first = chain.extend(&first);
        let switch = chain.switch_block(first);
        let switch = chain.extend(&switch);
        (chain, first, switch)
    }

    /// Blocks whose children's epochs are in the database, read by BABE's own function.
    pub fn stored_epochs(&self) -> Vec<Hash> {
        let config = self.consensus.babe.config();
        let tree = aux_schema::load_epoch_changes::<Block, _>(&*self.client, config).unwrap();
        let tree = tree.shared_data();
        tree.tree().iter().map(|(hash, ..)| *hash).collect()
    }

    fn next_slot(&mut self) -> Slot {
        self.slot += 1;
        self.slot.into()
    }

    fn babe_claim(&self, slot: Slot, epoch: Epoch) -> DigestItem {
        let (claim, _) = claim_slot(slot, &epoch, &self.keystore).unwrap();
        DigestItem::babe_pre_digest(claim)
    }

    fn build(
        &self,
        parent: Hash,
        slot: Slot,
        claim: DigestItem,
        transaction: Option<OpaqueExtrinsic>,
    ) -> Block {
        let logs = vec![claim];
        let mut builder = BlockBuilderBuilder::new(&*self.client)
            .on_parent_block(parent)
            .fetch_parent_block_number(&*self.client)
            .unwrap()
            .with_inherent_digests(Digest { logs })
            .build()
            .unwrap();
        let time = sp_timestamp::InherentDataProvider::new((*slot * SLOT).into());
        let time = block_on(time.create_inherent_data()).unwrap();
        let inherents = builder.create_inherents(time).unwrap();
        for extrinsic in inherents.into_iter().chain(transaction) {
            builder.push(extrinsic).unwrap();
        }
        builder.build().unwrap().block
    }
}

fn consensus(
    client: &Arc<FullClient>,
    select_chain: &SelectChain,
    pool: &Arc<TransactionPool>,
    tasks: &TaskManager,
) -> (Consensus, DefaultImportQueue<Block>) {
    let spawner = tasks.spawn_essential_handle();
    let (select_chain, pool) = (select_chain.clone(), pool.clone());
    Consensus::new(client, select_chain, pool, &spawner, None, None).unwrap()
}

/// An epoch of Alice's that begins in `slot`, and that no chain has.
fn own_epoch(slot: Slot) -> Epoch {
    let epoch = sp_consensus_babe::Epoch {
        epoch_index: 0,
        start_slot: slot,
        duration: 15,
        authorities: vec![(Alice.public().into(), 1)],
        randomness: Default::default(),
        config: aura_npos_runtime::configs::consensus::EPOCH_CONFIG,
    };
    epoch.into()
}

fn seal(engine: Engine, mut block: Block) -> Block {
    let signature = Alice.pair().sign(block.header.hash().as_ref());
    block.header.digest_mut().push(match engine {
        Engine::Aura => AuraDigestItem::<sr25519::AuthoritySignature>::aura_seal(signature.into()),
        Engine::Babe => DigestItem::babe_seal(signature.into()),
    });
    block
}

/// Alice, who is the council, sets the code of phase 2 at once.
fn upgrade(genesis: Hash) -> OpaqueExtrinsic {
    let code = aura_npos_runtime::WASM_BINARY.unwrap().to_vec();
    let set_code = RuntimeCall::System(frame_system::Call::set_code { code });
    let motion = RuntimeCall::RootNotice(pallet_root_notice::Call::announce {
        call: Box::new(set_code),
    });
    let call = RuntimeCall::Council(pallet_collective::Call::propose {
        threshold: 1,
        length_bound: motion.encoded_size() as u32,
        proposal: Box::new(motion),
    });

    let extension = (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckEra::from(Era::Immortal),
        frame_system::CheckNonce::from(0),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
        frame_system::WeightReclaim::new(),
    );
    let (spec, format) = (VERSION.spec_version, VERSION.transaction_version);
    let implicit = ((), spec, format, genesis, genesis, (), (), (), None, ());
    let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
    let signature = payload.using_encoded(|payload| Alice.sign(payload));
    let sender = Alice.to_account_id().into();
    let extrinsic = UncheckedExtrinsic::new_signed(call, sender, signature.into(), extension);
    OpaqueExtrinsic::try_from_encoded_extrinsic(&extrinsic.encode()).unwrap()
}

/// Records the results of the queue.
#[derive(Default)]
struct Results(Mutex<Vec<Imported>>);

impl Link<Block> for Results {
    fn blocks_processed(&self, _: usize, _: usize, results: Vec<(Imported, Hash)>) {
        let mut kept = self.0.lock().unwrap();
        kept.extend(results.into_iter().map(|(result, _)| result));
    }
}
