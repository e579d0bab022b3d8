//! Runs a batch from its journal to its output, from any state that an earlier run has left.

use super::{
    journal::Journal,
    publish::publish,
    shuffle::Seed,
    sign::{sign, signed_before, Keys},
    stage::{RootStatus, Stage, Work},
    storage::Storage,
};
use crate::{
    credentials::{CredentialsCall, Problem},
    did::{Chain, DidCall, PlannedOperation, SigningWallet},
    limits::{MAX_ANCHORING_ATTEMPTS, MAX_POLLS},
    Error, Result,
};
use aura_identity::anchoring::Batch;
use aura_primitives::{
    credentials::{
        view::{BatchView, ListView},
        Root,
    },
    did::Relationship,
};
use aura_wallet::Wallet;
use std::{future::Future, time::Duration};

/// Time between two checks that a block has become final.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// A batch that was issued.
pub struct Issued {
    /// Journal from which the batch was made.
    pub journal: Journal,
    /// The batch as the chain has it.
    pub batch: BatchView,
}

/// The surroundings of a run: node, keys, random numbers, and the account that pays.
pub trait Host {
    /// Error of the caller.
    type Error: From<Error>;

    /// Connects to the node.
    ///
    /// # Errors
    /// If it does not answer.
    fn connect(&self) -> impl Future<Output = std::result::Result<Chain, Self::Error>>;

    /// Returns the wallet with the keys of the issuer.
    fn wallet(&self) -> &Wallet;

    /// Returns a new random seed.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    fn seed(&self) -> std::result::Result<Seed, Self::Error>;

    /// Signs an operation, sends it, and waits until it is final. Returns
    /// `Ok(Some(error))` if sending failed but the chain may still get the operation, or if it
    /// would refuse the operation.
    ///
    /// # Errors
    /// If nothing was sent, and a next attempt would fail for the same reason.
    fn submit(
        &self,
        operation: &PlannedOperation,
    ) -> impl Future<Output = std::result::Result<Option<Self::Error>, Self::Error>>;
}

/// Runs a batch until its output is written.
///
/// # Errors
/// Any error that interrupts it. It can be run again afterwards.
pub async fn run<H, S>(
    host: &H,
    storage: &S,
    journal: Journal,
) -> std::result::Result<Issued, H::Error>
where
    H: Host,
    S: Storage<Error = H::Error>,
{
    let mut issuing = Issuing {
        chain: connect(host, &journal).await?,
        host,
        storage,
        journal,
        attempts: 1,
    };
    let mut stage = Stage::Journal;
    loop {
        if let Stage::Done(batch) = stage {
            let journal = issuing.journal;
            return Ok(Issued { journal, batch });
        }
        stage = stage.next(&mut issuing).await?;
    }
}

/// Connects to the node, whose chain must be that of the journal.
async fn connect<H: Host>(host: &H, journal: &Journal) -> std::result::Result<Chain, H::Error> {
    let chain = host.connect().await?;
    chain.expect_genesis(&journal.genesis)?;
    Ok(chain)
}

struct Issuing<'a, H, S> {
    host: &'a H,
    storage: &'a S,
    chain: Chain,
    journal: Journal,
    attempts: usize,
}

impl<H, S> Work for Issuing<'_, H, S>
where
    H: Host,
    S: Storage<Error = H::Error>,
{
    type Error = H::Error;

    fn root(&self) -> Option<Root> {
        self.journal.root()
    }

    /// # Errors
    /// If the block that decides it is not final after [`FINALITY_TIMEOUT`].
    async fn root_status(&mut self, root: Root) -> std::result::Result<RootStatus, H::Error> {
        Ok(root_status(&self.chain, &self.journal, root).await?)
    }

    /// # Errors
    /// If the list has too few free indices.
    async fn find_indices(&mut self) -> std::result::Result<(), H::Error> {
        let list = self.journal.terms.list;
        let list = self.chain.list(list, self.chain.best).await?;
        let room = list.capacity.entries().saturating_sub(list.allocated);
        if self.journal.count > room {
            let count = self.journal.count;
            return Err(Error::from(Problem::ListFull { count, room }).into());
        }
        if self.journal.root.is_some() || self.journal.first != list.allocated {
            self.journal.move_to(list.allocated, self.host.seed()?);
            self.storage.save(&self.journal)?;
        }
        Ok(())
    }

    async fn sign(&mut self) -> std::result::Result<Batch, H::Error> {
        if self.journal.root.is_some() {
            if let Some(tree) = signed_before(self.storage, &self.journal)? {
                return Ok(tree);
            }
        }
        let terms = &self.journal.terms;
        let schema = self.chain.schema(terms.schema, self.chain.best).await?;
        let mut signing_wallet = SigningWallet::new(self.host.wallet(), &self.chain);
        let relationship = Relationship::AssertionMethod;
        let (_, main) = signing_wallet
            .ed25519(&terms.issuer, relationship, Some(terms.key))
            .await?;
        let proofs = match terms.proof_key {
            None => None,
            named => Some(signing_wallet.jubjub(&terms.issuer, named).await?),
        };
        let keys = Keys { main, proofs };
        let tree = sign(self.storage, &self.journal, &schema, &keys)?;
        match self.journal.root() {
            // The root that was sent must be that of the credentials that are given out.
            Some(root) if root != tree.root() => Err(Error::from(Problem::OtherRoot).into()),
            Some(_) => Ok(tree),
            None => {
                self.journal.set_root(&tree.root());
                self.storage.save(&self.journal)?;
                Ok(tree)
            }
        }
    }

    async fn anchor(&mut self, root: Root) -> std::result::Result<Option<H::Error>, H::Error> {
        let Journal {
            terms,
            first,
            count,
            ..
        } = &self.journal;
        let anchor = CredentialsCall::Anchor {
            list: terms.list,
            first: *first,
            count: *count,
            root,
        };
        let operation = PlannedOperation {
            did: terms.issuer,
            call: DidCall::Credentials(anchor),
            agreeing: None,
        };
        self.host.submit(&operation).await
    }

    fn publish(&mut self, batch: &Batch) -> std::result::Result<(), H::Error> {
        publish(self.storage, &self.journal, batch)?;
        self.storage.clean()
    }

    async fn retry(&mut self, failure: Option<H::Error>) -> std::result::Result<(), H::Error> {
        (self.chain.node.progress)("Others anchored in this list first: retrying.");
        if self.attempts >= MAX_ANCHORING_ATTEMPTS {
            return Err(failure.unwrap_or_else(|| self.not_anchored()));
        }
        self.attempts = self.attempts.saturating_add(1);
        // Connect again: signing may have lasted long.
        self.chain = connect(self.host, &self.journal).await?;
        Ok(())
    }

    fn not_anchored(&self) -> H::Error {
        Error::from(Problem::NotAnchored).into()
    }
}

/// Reads the state of the root of a journal from the chain. Waits as long as the block that decides
/// it is not final.
///
/// # Errors
/// If that block is not final after [`MAX_POLLS`] checks.
async fn root_status(chain: &Chain, journal: &Journal, root: Root) -> Result<RootStatus> {
    let list = journal.terms.list;
    let node = &chain.node;
    let allocated = |view: Option<ListView>| view.map_or(0, |view| view.allocated);
    for _ in 0..MAX_POLLS {
        let last = node.finalized().await?;
        if let Some(batch) = chain.batch(list, root, last).await? {
            let Journal { first, count, .. } = *journal;
            if (batch.root, batch.first, batch.count) != (root, first, count) {
                let what = &"it differs from the one that was anchored";
                return Err(node.misunderstood("a batch", what));
            }
            return Ok(RootStatus::Anchored(batch));
        }
        if allocated(chain.find_list(list, last).await?) > journal.first {
            return Ok(RootStatus::Lost);
        }
        let best = node.best().await?;
        if allocated(chain.find_list(list, best).await?) <= journal.first {
            return Ok(RootStatus::Open);
        }
        node.outside().sleep(POLL_INTERVAL).await;
    }
    Err(Problem::NotFinal.into())
}
