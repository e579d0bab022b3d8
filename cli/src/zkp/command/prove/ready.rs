//! Preparation of a proof: checks the request and the credential, and collects the inputs.

use super::Prove;
use crate::{
    credentials::{files, named},
    did::Chain,
    limits::MAX_ROOT_WAIT_BLOCKS,
    output,
    wallet::{Commitment, Opening, Wallet},
    zkp::{
        choose_key,
        facts::{gather, roots},
        local,
        stop::Stop,
        Problem, Refusal,
    },
    Result,
};
use aura_identity::zkp::{status_path, AuthenticatedRequest, ProofRefusal, Provable, Questions};
use aura_primitives::{credentials::view::ListView, zkp::PreparedKey};
use aura_zkp_core::{date::Day, status::Path as StatusPath};
use serde_json::Value;
use std::{path::Path, time::Duration};
use subxt::config::substrate::H256;

/// Time between two queries for a status root.
const ROOT_POLL_INTERVAL: Duration = Duration::from_secs(3);

/// Inputs of a proof, all checked.
pub struct ProvingInputs {
    pub asked: AuthenticatedRequest,
    pub provable: Provable,
    pub opening: Opening,
    pub list: ListView,
    /// Number of the issuer's keys for proofs that are not revoked.
    pub issuer_keys: usize,
    pub status: (StatusPath, [u8; 32]),
    pub date: Day,
    pub today: Day,
    pub key: PreparedKey,
}

impl Prove {
    /// Authenticates the request, and checks that it can be answered.
    pub(super) async fn prepare(
        &self,
        chain: &Chain,
        wallet: &Wallet,
        request: &Value,
    ) -> std::result::Result<ProvingInputs, Stop> {
        let at = checkpoint(chain).await?;
        let facts = gather(chain, &Questions::of(request, None), at).await?;
        let asked =
            AuthenticatedRequest::authenticate(request, &facts).map_err(Refusal::Request)?;
        let credential = self.credential(wallet, &asked)?;
        let provable = Provable::read(&credential, &asked)?;
        let opening = self.opening(wallet, &provable)?;

        let ((block, at), status) = status(chain, &provable).await?;
        let questions = Questions {
            records: provable.questions(),
            ..Questions::default()
        };
        let facts = gather(chain, &questions, (block, at)).await?;
        provable.check(&facts.records)?;
        let issuer_keys = provable.issuer_key_count(&facts.records);
        let list = chain.list(provable.signed.meta.list, at).await?;
        let today = Day::from_unix_millis(chain.time(at).await?);
        let date = provable.date(&asked, today)?;
        let key = self.key(chain, &asked, (block, at)).await?;
        Ok(ProvingInputs {
            asked,
            provable,
            opening,
            list,
            issuer_keys,
            status,
            date,
            today,
            key,
        })
    }

    /// Returns the credential that was named; otherwise the only one that can answer.
    fn credential(
        &self,
        wallet: &Wallet,
        asked: &AuthenticatedRequest,
    ) -> std::result::Result<Value, Stop> {
        if let Some(named) = &self.credential {
            if named == "-" || Path::new(named).is_file() {
                let mut all = files::credentials(Path::new(named))?;
                return match (all.pop(), all.len()) {
                    (Some(one), 0) => Ok(one.credential),
                    (_, more) => Err(Problem::AmbiguousCredential(more.saturating_add(1)).into()),
                };
            }
            return Ok(wallet.credentials().find(named)?.credential.clone());
        }
        let can = |credential: &&Value| {
            Provable::read(credential, asked).is_ok_and(|one| {
                wallet
                    .opening(&Commitment::from(one.signed.holder))
                    .is_some()
            })
        };
        let all = wallet.credentials().iter().map(|one| &one.credential);
        let fitting: Vec<_> = all.filter(can).collect();
        match fitting[..] {
            [only] => Ok(only.clone()),
            _ => Err(Problem::AmbiguousCredential(fitting.len()).into()),
        }
    }

    /// Returns the holder's secrets for a credential.
    fn opening(&self, wallet: &Wallet, provable: &Provable) -> Result<Opening> {
        let commitment = Commitment::from(provable.signed.holder);
        let opening = wallet.opening(&commitment).ok_or(Problem::NotHolder)?;
        if let (Some(by), Some(known)) = (&self.by, wallet.commitments().find(&commitment)) {
            if named(wallet, by)? != known.did {
                return Err(Problem::OtherHolder(known.did.to_string()).into());
            }
        }
        Ok(opening)
    }

    /// Returns the newest key in use that this machine has, or else the newest key in use.
    async fn key(
        &self,
        chain: &Chain,
        asked: &AuthenticatedRequest,
        (block, at): (u32, H256),
    ) -> std::result::Result<PreparedKey, Stop> {
        let keys = chain.keys(at).await?;
        let insecure = chain.takes_development_keys(at).await?;
        let here = local::list(self.folder.path()?).await?;
        let here: Vec<_> = here.iter().map(|one| one.digest).collect();
        let key = choose_key(keys, asked, (block, insecure), &here)?;
        Ok(key)
    }
}

/// Returns the number and the hash of the last final block.
pub async fn checkpoint(chain: &Chain) -> Result<(u32, H256)> {
    let (block, hash) = chain.checkpoint().await?;
    Ok((block, hash.into()))
}

/// Waits until the list has a current status root; returns that block, the credential's path to the
/// root, and the root. The whole list is fetched, so that no node learns which credential it is
/// for.
async fn status(
    chain: &Chain,
    provable: &Provable,
) -> std::result::Result<((u32, H256), (StatusPath, [u8; 32])), Stop> {
    let (list, index) = (provable.signed.meta.list, provable.signed.meta.index);
    let mut looked: u32 = 0;
    loop {
        let (block, at) = checkpoint(chain).await?;
        let root = roots(chain, list, at).await?;
        let root = root.ok_or(ProofRefusal::OthersList(list))?.current;
        let pages = chain.status_pages(list, at).await?;
        let found = tokio::task::spawn_blocking(move || status_path(&pages, index, &root, block));
        let found = found
            .await
            .map_err(|error| Problem::Thread(error.to_string()))?;
        if let Some(path) = found? {
            return Ok(((block, at), (path, root)));
        }
        if looked >= MAX_ROOT_WAIT_BLOCKS {
            return Err(Refusal::ChangesPending(list).into());
        }
        if looked == 0 {
            output::progress(&format!("Status list {list} waits for its new root …"));
        }
        looked = looked.saturating_add(1);
        chain.node.outside().sleep(ROOT_POLL_INTERVAL).await;
    }
}
