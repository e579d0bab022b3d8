//! The parts of a node, put together.

use crate::{
    client::{FullBackend, FullClient, SelectChain, TransactionPool},
    consensus::{Consensus, Node, Voter},
    executor::{self, Executor},
    genesis,
    limits::MAX_TELEMETRY_MESSAGES,
    rpc,
    runtime_api::RuntimeApi,
    session_keys, staking_metrics, warm_up,
};
use aura_runtime_common::{Block, Hash};
use futures::{FutureExt, StreamExt};
use polkadot_sdk::*;
use sc_client_api::{Backend, BlockBackend, HeaderBackend};
use sc_consensus_grandpa::GrandpaPruningFilter;
use sc_network::{config::FullNetworkConfiguration, Event, NetworkBackend};
use sc_service::{Configuration, Error, PartialComponents, TaskManager};
use sc_storage_monitor::{StorageMonitorParams, StorageMonitorService};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::{sync::Arc, time::Instant};

/// Parts of this node beyond those of every Substrate node.
pub struct Parts {
    consensus: Consensus,
    telemetry: Option<Telemetry>,
    /// Compiles and runs the runtimes of the client.
    executor: Executor,
}

/// A node with its chain, and without peers.
type Service = PartialComponents<
    FullClient,
    FullBackend,
    SelectChain,
    sc_consensus::DefaultImportQueue<Block>,
    TransactionPool,
    Parts,
>;

/// Opens the chain, with all parts that subcommands on a database need.
///
/// # Errors
///
/// If the database, the keystore or the genesis of the chain spec cannot be read.
pub fn new_partial(config: &Configuration) -> Result<Service, Error> {
    new_partial_with(config, executor::new(config))
}

/// Like [`new_partial`], with an executor that may have compiled runtimes already.
///
/// # Errors
///
/// Those of [`new_partial`].
pub fn new_partial_with(config: &Configuration, executor: Executor) -> Result<Service, Error> {
    let telemetry = config
        .telemetry_endpoints
        .clone()
        .filter(|endpoints| !endpoints.is_empty())
        .map(|endpoints| -> Result<_, sc_telemetry::Error> {
            let worker = TelemetryWorker::new(MAX_TELEMETRY_MESSAGES)?;
            let telemetry = worker.handle().new_telemetry(endpoints);
            Ok((worker, telemetry))
        })
        .transpose()?;

    log::info!("🔨 Opening the chain; its runtime is compiled first, which takes seconds");
    let start = Instant::now();
    let (client, backend, keystore_container, task_manager) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(
            config,
            telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
            executor.clone(),
            // Without the justifications of old blocks there is no warp sync from this node.
            vec![Arc::new(GrandpaPruningFilter)],
        )?;
    let client = Arc::new(client);
    genesis::check(
        &*config.chain_spec,
        &backend,
        client.info().genesis_hash,
        config.database.path(),
    )?;

    let telemetry = telemetry.map(|(worker, telemetry)| {
        task_manager
            .spawn_handle()
            .spawn("telemetry", None, worker.run());
        telemetry
    });

    let select_chain = sc_consensus::LongestChain::new(backend.clone());
    let transaction_pool = Arc::new(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build(),
    );

    let (consensus, import_queue) = Consensus::new(
        &client,
        select_chain.clone(),
        transaction_pool.clone(),
        &task_manager.spawn_essential_handle(),
        config.prometheus_registry(),
        telemetry.as_ref().map(Telemetry::handle),
    )?;

    log::info!(
        "🔨 The chain is open, in {} ms",
        start.elapsed().as_millis()
    );

    Ok(PartialComponents {
        client,
        backend,
        task_manager,
        keystore_container,
        select_chain,
        import_queue,
        transaction_pool,
        other: Parts {
            consensus,
            telemetry,
            executor,
        },
    })
}

/// Starts a node over the network library `N`. It runs until the returned tasks are dropped.
///
/// # Errors
///
/// Those of [`new_partial`]; and if the network cannot start, or the disk is nearly full.
pub fn new_full<N: NetworkBackend<Block, Hash>>(
    config: Configuration,
    storage_monitor: StorageMonitorParams,
) -> Result<TaskManager, Error> {
    let PartialComponents {
        client,
        backend,
        mut task_manager,
        import_queue,
        keystore_container,
        select_chain,
        transaction_pool,
        other:
            Parts {
                consensus,
                mut telemetry,
                executor,
            },
    } = new_partial(&config)?;

    if let Some(path) = config.database.path() {
        StorageMonitorService::try_spawn(
            storage_monitor,
            path.to_path_buf(),
            &task_manager.spawn_essential_handle(),
        )
        .map_err(|error| Error::Application(error.into()))?;
    }

    let registry = config.prometheus_registry().cloned();
    let metrics = N::register_notification_metrics(registry.as_ref());
    let mut net_config =
        FullNetworkConfiguration::<Block, Hash, N>::new(&config.network, registry.clone());

    let genesis_hash = client
        .block_hash(0)?
        .ok_or_else(|| Error::Other("the database has no genesis".into()))?;
    // Peers would disconnect over a protocol that this node announces and does not serve.
    let voter = (!config.disable_grandpa).then(|| {
        let protocol_name =
            sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
        let (protocol, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
            protocol_name.clone(),
            metrics.clone(),
            net_config.peer_store_handle(),
        );
        net_config.add_notification_protocol(protocol);
        Voter {
            role: config.role,
            name: config.network.node_name.clone(),
            protocol_name,
            notifications,
        }
    });

    let (network, system_rpc_tx, tx_handler_controller, sync, _) =
        sc_service::build_network(sc_service::BuildNetworkParams {
            config: &config,
            net_config,
            client: client.clone(),
            transaction_pool: transaction_pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: Some(consensus.warp_sync(backend.clone())),
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;

    let node = Node {
        client: client.clone(),
        select_chain,
        transaction_pool: transaction_pool.clone(),
        keystore: keystore_container.keystore(),
        network: network.clone(),
        sync: sync.clone(),
        registry,
        telemetry: telemetry.as_ref().map(Telemetry::handle),
        spawn_handle: task_manager.spawn_handle(),
        spawn_essential_handle: task_manager.spawn_essential_handle(),
    };

    node.spawn_handle.spawn_blocking(
        "warm-up",
        None,
        warm_up::run(client.clone(), transaction_pool.clone(), executor),
    );
    if config.offchain_worker.enabled {
        start_offchain_workers(&node, &backend, config.role.is_authority())?;
    }
    if config.role.is_authority() {
        start_authority_discovery(&node, &config);
    }

    // These are needed after the configuration was moved into the tasks.
    let role = config.role;
    let force_authoring = config.force_authoring;

    let rpc_deps = rpc::Deps {
        chain_spec: config.chain_spec.cloned_box(),
        client: client.clone(),
        pool: transaction_pool.clone(),
        finality: consensus.finality_rpc(backend.clone()),
        checkpoint: consensus.checkpoint(),
    };
    sc_service::spawn_tasks(sc_service::SpawnTasksParams {
        config,
        client,
        backend,
        task_manager: &mut task_manager,
        keystore: keystore_container.keystore(),
        transaction_pool,
        rpc_builder: Box::new(move |executor| rpc::create(&rpc_deps, executor).map_err(Into::into)),
        network,
        system_rpc_tx,
        tx_handler_controller,
        sync_service: sync,
        telemetry: telemetry.as_mut(),
        tracing_execute_block: None,
    })?;

    if let Some(registry) = &node.registry {
        let metrics = staking_metrics::Metrics::new(registry)?;
        node.spawn_handle
            .spawn("staking-metrics", None, metrics.run(node.client.clone()));
    }
    // The keys of a development chain are in the keystore by now.
    node.spawn_handle.spawn(
        "session-keys",
        None,
        session_keys::watch(
            node.client.clone(),
            node.keystore.clone(),
            node.sync.clone(),
            role.is_authority(),
        ),
    );
    if role.is_authority() {
        consensus.start_authoring(&node, force_authoring)?;
    }
    if let Some(voter) = voter {
        consensus.start_voting(&node, voter)?;
    }

    Ok(task_manager)
}

/// Runs the runtime's offchain workers after each block.
fn start_offchain_workers(
    node: &Node,
    backend: &FullBackend,
    is_validator: bool,
) -> Result<(), Error> {
    let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
        runtime_api_provider: node.client.clone(),
        keystore: Some(node.keystore.clone()),
        offchain_db: backend.offchain_storage(),
        transaction_pool: Some(OffchainTransactionPoolFactory::new(
            node.transaction_pool.clone(),
        )),
        network_provider: Arc::new(node.network.clone()),
        is_validator,
        enable_http_requests: true,
        custom_extensions: |_| Vec::new(),
    })?;
    node.spawn_handle.spawn(
        "offchain-workers-runner",
        "offchain-worker",
        workers
            .run(node.client.clone(), node.spawn_handle.clone())
            .boxed(),
    );
    Ok(())
}

/// Publishes the addresses of this validator, and finds those of the others.
fn start_authority_discovery(node: &Node, config: &Configuration) {
    let events = node
        .network
        .event_stream("authority-discovery")
        .filter_map(|event| async {
            match event {
                Event::Dht(event) => Some(event),
                _ => None,
            }
        });
    let (worker, _service) = sc_authority_discovery::new_worker_and_service_with_config(
        sc_authority_discovery::WorkerConfig {
            publish_non_global_ips: config.network.allow_non_globals_in_dht,
            public_addresses: config.network.public_addresses.clone(),
            // Every node of this network signs its records with its network key too.
            strict_record_validation: true,
            persisted_cache_directory: config.network.net_config_path.clone(),
            ..Default::default()
        },
        node.client.clone(),
        Arc::new(node.network.clone()),
        Box::pin(events),
        sc_authority_discovery::Role::PublishAndDiscover(node.keystore.clone()),
        node.registry.clone(),
        node.spawn_handle.clone(),
    );
    node.spawn_handle.spawn(
        "authority-discovery-worker",
        Some("networking"),
        worker.run(),
    );
}
