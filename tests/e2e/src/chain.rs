//! What a block tells about the chain.

use crate::{Client, Header};
use anyhow::{Context, Result};
use subxt::{
    config::substrate::{DigestItem, H256},
    ext::codec::Decode,
};

/// The id of Aura consensus in a header's digest.
const AURA: [u8; 4] = *b"aura";

/// A block of the best chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its height.
    pub number: u64,
    /// The slot in which it was authored.
    pub slot: u64,
    /// The account of the validator who authored it.
    pub author: [u8; 32],
    /// The index of its session.
    pub session: u32,
    /// The validators of its session: they author its children.
    pub validators: Vec<[u8; 32]>,
}

impl Client {
    /// The block `number` of the best chain; not the genesis block, which has no author.
    pub async fn block(&self, number: u64) -> Result<Block> {
        let hash = self.hash(number).await?;
        let header = self.header(hash).await?;
        let slot = slot(&header)?;
        let entitled = self.validators(header.parent_hash).await?;
        let turn = slot
            .checked_rem(entitled.len().try_into()?)
            .context("no validators")?;
        let author = entitled
            .get(usize::try_from(turn)?)
            .context("a turn beyond the set")?;
        Ok(Block {
            number,
            slot,
            author: *author,
            session: self.read("Session", "CurrentIndex", hash).await?,
            validators: self.validators(hash).await?,
        })
    }

    /// The blocks of `numbers`, in their order.
    pub async fn blocks(&self, numbers: impl IntoIterator<Item = u64>) -> Result<Vec<Block>> {
        let mut blocks = vec![];
        for number in numbers {
            blocks.push(self.block(number).await?);
        }
        Ok(blocks)
    }

    async fn validators(&self, at: H256) -> Result<Vec<[u8; 32]>> {
        self.read("Session", "Validators", at).await
    }
}

/// The slot in which `header` was authored.
fn slot(header: &Header) -> Result<u64> {
    let claim = header.digest.logs.iter().find_map(|item| match item {
        DigestItem::PreRuntime(AURA, claim) => Some(claim),
        _ => None,
    });
    let claim = claim.with_context(|| format!("block {} claims no Aura slot", header.number))?;
    Ok(u64::decode(&mut claim.as_slice())?)
}
