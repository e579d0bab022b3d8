//! stand-in
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub u32);

impl Day {
    pub fn from_unix_millis(ms: u64) -> Self {
        Self((ms / 86_400_000) as u32 + 719_163)
    }
    pub fn years_before(self, years: u32) -> Option<Self> {
        self.0.checked_sub(years * 365).map(Self)
    }
}
