//! Time to read a status list, and to make a bitstring of it.

use anyhow::{Context, Result};
use aura_e2e::{figures::print_latencies, Client};
use aura_identity::status::Bitstring;
use aura_primitives::{
    credentials::{Capacity, ListId},
    limits,
};
use std::time::Instant;
use subxt::rpcs::rpc_params;

/// Number of reads of the list.
const NUMBER: usize = 30;

/// Reads the whole list over RPC.
pub async fn measure(client: &Client, list: ListId) -> Result<()> {
    let (mut reading, mut encoding) = (vec![], vec![]);
    let (mut pages, mut answers, mut text) = (0usize, 0usize, String::new());
    for _ in 0..NUMBER {
        let begun = Instant::now();
        let all = read(client, list).await?;
        reading.push(begun.elapsed());
        (pages, answers) = (all.pages.len(), all.bytes);
        let begun = Instant::now();
        text = all.revoked()?.encode()?;
        encoding.push(begun.elapsed());
    }
    print_latencies("a whole list over credentials_statusPages", reading);
    println!("a whole list: {pages} pages that were touched, {answers} bytes of JSON");
    print_latencies("its bitstring, compressed", encoding);
    println!(
        "its bitstring: {} entries, {} bytes",
        Capacity::TwoTo20.entries(),
        text.len()
    );
    Ok(())
}

struct List {
    /// Number and revoked bits of each page.
    pages: Vec<(u32, Vec<u8>)>,
    /// Size of the answers.
    bytes: usize,
}

async fn read(client: &Client, list: ListId) -> Result<List> {
    let mut all = List {
        pages: vec![],
        bytes: 0,
    };
    let mut from = Some(0);
    while let Some(page) = from {
        let params = rpc_params![list, page, limits::MAX_LISTED_PAGES];
        let answer = client.request("credentials_statusPages", params).await?;
        all.bytes = all.bytes.saturating_add(answer.to_string().len());
        for page in answer["pages"].as_array().context("no pages")? {
            let number = page["page"].as_u64().context("no number")?;
            let revoked = page["revoked"].as_str().context("no bits")?;
            all.pages
                .push((number.try_into()?, const_hex::decode(revoked)?));
        }
        from = answer["next"]
            .as_u64()
            .and_then(|next| u32::try_from(next).ok());
    }
    Ok(all)
}

impl List {
    fn revoked(&self) -> Result<Bitstring> {
        let mut bitstring = Bitstring::new(Capacity::TwoTo20.entries());
        for (page, bytes) in &self.pages {
            let first = page.saturating_mul(limits::ENTRIES_PER_PAGE);
            for (place, bit) in (0..limits::ENTRIES_PER_PAGE).zip(bits(bytes)) {
                if bit {
                    bitstring
                        .set(first.saturating_add(place), true)
                        .context("too long")?;
                }
            }
        }
        Ok(bitstring)
    }
}

/// The bits of bytes, the lowest bit of each byte first.
fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    let of = |byte: &u8| {
        let byte = *byte;
        (0..8).map(move |bit| byte >> bit & 1 == 1)
    };
    bytes.iter().flat_map(of)
}
