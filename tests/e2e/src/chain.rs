//! Blocks with their engine, slot and author.

use crate::{Client, Header};
use anyhow::{bail, Context, Result};
use subxt::{
    config::substrate::{DigestItem, H256},
    ext::codec::Decode,
};

/// The engine that authored a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Aura consensus, of phase 1.
    Aura,
    /// BABE, of phase 2.
    Babe,
}

/// A block of the best chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Height of the block.
    pub number: u64,
    /// Engine that authored it.
    pub engine: Engine,
    /// The slot in which it was authored.
    pub slot: u64,
    /// The account of the validator that authored it.
    pub author: [u8; 32],
    /// The index of its session.
    pub session: u32,
    /// The validators of its session.
    pub validators: Vec<[u8; 32]>,
}

impl Client {
    /// The block `number` of the best chain; not the genesis block, which has no author.
    pub async fn block(&self, number: u64) -> Result<Block> {
        let hash = self.hash(number).await?;
        let header = self.header(hash).await?;
        let (engine, slot, turn) = claim(&header)?;
        let validators = self.validators(hash).await?;
        // Under Aura consensus the validators of the parent's session author, under BABE those of
        // the block's own session.
        let (turn, entitled) = match turn {
            Some(turn) => (turn, validators.clone()),
            None => {
                let entitled = self.validators(header.parent_hash).await?;
                let turn = slot.checked_rem(entitled.len().try_into()?);
                (turn.context("no validators")?, entitled)
            }
        };
        let author = entitled
            .get(usize::try_from(turn)?)
            .context("the author's index is beyond the set")?;
        Ok(Block {
            number,
            engine,
            slot,
            author: *author,
            session: self.read("Session", "CurrentIndex", hash).await?,
            validators,
        })
    }

    /// The slot of the block `hash`, on any branch.
    pub async fn slot_of(&self, hash: H256) -> Result<u64> {
        Ok(claim(&self.header(hash).await?)?.1)
    }

    /// The engine of the block `hash`.
    pub async fn engine_of(&self, hash: H256) -> Result<Engine> {
        Ok(claim(&self.header(hash).await?)?.0)
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

/// The engine and the slot of a header and, if it has one, the author's position in the set.
fn claim(header: &Header) -> Result<(Engine, u64, Option<u64>)> {
    let mut claims = header.digest.logs.iter().filter_map(|item| match item {
        DigestItem::PreRuntime(engine, claim) => Some((engine, claim.as_slice())),
        _ => None,
    });
    let number = header.number;
    let (engine, mut claim) = claims
        .next()
        .with_context(|| format!("block {number} has no slot"))?;
    if claims.next().is_some() {
        bail!("block {number} has two slots");
    }
    match engine {
        b"aura" => Ok((Engine::Aura, u64::decode(&mut claim)?, None)),
        b"BABE" => {
            // However the slot was won, the author's position and the slot come first.
            let (_, place, slot) = <(u8, u32, u64)>::decode(&mut claim)?;
            Ok((Engine::Babe, slot, Some(place.into())))
        }
        other => bail!("block {number} is of the engine {other:?}"),
    }
}
