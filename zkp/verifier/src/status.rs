//! stand-in
use crate::{
    hash::{p5, tag},
    tags, Fr,
};
use alloc::collections::BTreeMap;
pub fn node(c: [Fr; 4]) -> Fr {
    p5(tag(tags::STATUS), c)
}
pub fn page_root(words: &[u64; 16]) -> Fr {
    node(core::array::from_fn(|g| {
        node(core::array::from_fn(|i| Fr::from(words[4 * g + i])))
    }))
}
pub fn empty_above_pages(level: u8) -> Fr {
    (0..level).fold(page_root(&[0; 16]), |n, _| node([n; 4]))
}
pub fn empty_root() -> Fr {
    empty_above_pages(5)
}
pub struct StatusTree(BTreeMap<u32, [u64; 16]>);
impl StatusTree {
    pub fn new(pages: impl Iterator<Item = (u32, [u64; 16])>) -> Self {
        Self(pages.collect())
    }
    pub fn root(&self) -> Fr {
        let mut level: BTreeMap<u32, Fr> = self.0.iter().map(|(p, w)| (*p, page_root(w))).collect();
        for n in 0..5 {
            let mut above = BTreeMap::new();
            for p in level
                .keys()
                .map(|p| p / 4)
                .collect::<alloc::collections::BTreeSet<_>>()
            {
                let c = core::array::from_fn(|i| {
                    level
                        .get(&(4 * p + i as u32))
                        .copied()
                        .unwrap_or(empty_above_pages(n))
                });
                above.insert(p, node(c));
            }
            level = above;
        }
        level.get(&0).copied().unwrap_or(empty_root())
    }
}
