//! Runs a batch from its journal to its output, from any state that an earlier run has left.

use super::{
    files::Files,
    journal::Journal,
    publish::publish,
    sign::{sign, signed_before, Keys},
};
use crate::{
    credentials::{CredentialsCall, Problem},
    did::{
        self, prepare, send, Chain, Common, Holder, Payer, Paying, PlannedOperation, Prepared,
        Signatures,
    },
    output,
    wallet::Wallet,
    Error, Result,
};
use aura_identity::anchoring::Batch;
use aura_primitives::{
    credentials::{view::BatchView, Root},
    did::Relationship,
};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Maximum number of attempts, if others anchor in the list first. After that the user should look
/// why.
const MAX_ANCHORING_ATTEMPTS: usize = 5;

/// Timeout for a block to become final, and the interval at which this is checked.
const FINALITY_TIMEOUT: Duration = Duration::from_secs(600);
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// A batch that was issued.
pub struct Issued {
    /// Journal from which the batch was made.
    pub journal: Journal,
    /// The batch as the chain has it.
    pub batch: BatchView,
}

/// State of a root that may have been sent to the chain.
enum Fate {
    /// Anchored in a final block.
    Anchored(BatchView),
    /// Lost: others took its indices in a final block, so it can never be anchored.
    Lost,
    /// It can still be anchored.
    Open,
}

/// Runs a batch until its output is written.
///
/// # Errors
/// Any error that interrupts it. It can be run again afterwards.
pub async fn run(
    common: &Common,
    paying: &Paying,
    wallet: &Wallet,
    files: &Files,
    mut journal: Journal,
) -> Result<Issued> {
    let mut failure = None;
    for _ in 0..MAX_ANCHORING_ATTEMPTS {
        let chain = common.chain().await?;
        chain.expect_genesis(&journal.genesis)?;
        let mut issuing = Issuing {
            chain: &chain,
            wallet,
            files,
            journal: &mut journal,
        };
        let (mut fate, mut batch) = match issuing.journal.root() {
            Some(root) => (issuing.fate(root).await?, None),
            None => (Fate::Lost, None),
        };
        // No credential of it was given out.
        if matches!(fate, Fate::Lost) {
            issuing.find_room().await?;
            fate = Fate::Open;
        }
        let tree = match issuing.signed_before()? {
            Some(tree) => tree,
            None => issuing.sign().await?,
        };
        if let Fate::Open = fate {
            let root = tree.root();
            failure = issuing.anchor(common, paying, root).await?;
            fate = issuing.fate(root).await?;
        }
        match fate {
            Fate::Anchored(view) => batch = Some(view),
            Fate::Lost => output::progress("Others anchored in this list first: retrying."),
            Fate::Open => break,
        }
        if let Some(batch) = batch {
            publish(files, &journal, &tree)?;
            files.clean()?;
            return Ok(Issued { journal, batch });
        }
    }
    Err(failure.unwrap_or_else(|| Problem::NotAnchored.into()))
}

struct Issuing<'a> {
    chain: &'a Chain,
    wallet: &'a Wallet,
    files: &'a Files,
    journal: &'a mut Journal,
}

impl Issuing<'_> {
    /// Reads the state of the root from the chain. Waits as long as the block that decides it is
    /// not final.
    ///
    /// # Errors
    /// If that block is not final after [`FINALITY_TIMEOUT`].
    async fn fate(&self, root: Root) -> Result<Fate> {
        let list = self.journal.terms.list;
        let node = &self.chain.node;
        let begun = Instant::now();
        loop {
            let last = node.finalized().await?;
            if let Some(batch) = self.chain.batch(list, root, last).await? {
                let Journal { first, count, .. } = *self.journal;
                if (batch.root, batch.first, batch.count) != (root, first, count) {
                    let what = &"it differs from the one that was anchored";
                    return Err(node.misunderstood("a batch", what).into());
                }
                return Ok(Fate::Anchored(batch));
            }
            let allocated = |view: Option<_>| {
                view.map_or(0, |view: aura_primitives::credentials::view::ListView| {
                    view.allocated
                })
            };
            if allocated(self.chain.find_list(list, last).await?) > self.journal.first {
                return Ok(Fate::Lost);
            }
            let best = node.best().await?;
            if allocated(self.chain.find_list(list, best).await?) <= self.journal.first {
                return Ok(Fate::Open);
            }
            if begun.elapsed() > FINALITY_TIMEOUT {
                return Err(Problem::NotFinal.into());
            }
            sleep(POLL_INTERVAL).await;
        }
    }

    /// Moves the journal to the next free indices of the list, if they have changed.
    ///
    /// # Errors
    /// If the list has too few free indices.
    async fn find_room(&mut self) -> Result<()> {
        let list = self
            .chain
            .list(self.journal.terms.list, self.chain.best)
            .await?;
        let room = list.capacity.entries().saturating_sub(list.allocated);
        if self.journal.count > room {
            let count = self.journal.count;
            return Err(Problem::ListFull { count, room }.into());
        }
        if self.journal.root.is_some() || self.journal.first != list.allocated {
            self.journal.move_to(list.allocated)?;
            self.journal.save(&self.files.journal)?;
        }
        Ok(())
    }

    fn signed_before(&self) -> Result<Option<Batch>> {
        if self.journal.root.is_none() {
            return Ok(None);
        }
        signed_before(self.files, self.journal)
    }

    /// Signs all credentials, and saves the root in the journal.
    async fn sign(&mut self) -> Result<Batch> {
        let terms = &self.journal.terms;
        let schema = self.chain.schema(terms.schema, self.chain.best).await?;
        let mut holder = Holder::new(self.wallet, self.chain);
        let relationship = Relationship::AssertionMethod;
        let (_, main) = holder
            .ed25519(&terms.issuer, relationship, Some(terms.key))
            .await?;
        let proofs = match terms.proof_key {
            None => None,
            wanted => Some(holder.jubjub(&terms.issuer, wanted).await?),
        };
        let keys = Keys { main, proofs };
        let tree = sign(self.files, self.journal, &schema, &keys)?;
        match self.journal.root() {
            // The root that was sent must be that of the credentials that are given out.
            Some(root) if root != tree.root() => Err(Problem::OtherRoot.into()),
            Some(_) => Ok(tree),
            None => {
                self.journal.set_root(&tree.root());
                self.journal.save(&self.files.journal)?;
                Ok(tree)
            }
        }
    }

    /// Sends the root. Returns the error as a value if the root may have been sent all the same.
    async fn anchor(&self, common: &Common, paying: &Paying, root: Root) -> Result<Option<Error>> {
        let Journal {
            terms,
            first,
            count,
            ..
        } = &*self.journal;
        let wanted = PlannedOperation {
            did: terms.issuer,
            does: did::DidCall::Credentials(CredentialsCall::Anchor {
                list: terms.list,
                first: *first,
                count: *count,
                root,
            }),
            agreeing: None,
        };
        // Another command of this wallet would use the same nonce of the DID.
        let _lock = common.access.lock()?;
        // Connect again: signing may have lasted long.
        let chain = common.chain().await?;
        let signatures = Signatures::default();
        let prepared = prepare(paying, &signatures, &chain, self.wallet, wanted).await;
        let proposal = match prepared {
            Ok(Prepared::Proposal(proposal)) => proposal,
            Ok(Prepared::File { .. }) => return Err(Problem::NotAnchored.into()),
            // Others may have anchored in this list first.
            Err(error @ Error::Client(aura_client::Error::Did(did::Problem::Refused(_)))) => {
                return Ok(Some(error))
            }
            Err(error) => return Err(error),
        };
        let payer = Payer {
            keypair: paying.keypair(self.wallet)?,
            wallet: None,
        };
        match send(paying, &chain, &payer, &proposal).await {
            Ok(report) => Ok(report.succeeded().err()),
            Err(
                error @ (Error::NotConfirmed
                | Error::Client(aura_client::Error::Did(did::Problem::NobodyToAsk))),
            ) => Err(error),
            Err(error) => Ok(Some(error)),
        }
    }
}
