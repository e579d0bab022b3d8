use super::*;
use crate::constants::currency::AURA;
use polkadot_sdk::sp_core::U256;
use proptest::prelude::*;

/// A day, which is an era of a public network, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1_000;

/// `part` in a thousand parts of `whole`, for so many milliseconds of a year.
fn thousandths(whole: Balance, part: u32, milliseconds: u64) -> U256 {
    U256::from(whole) * U256::from(part) * U256::from(milliseconds)
        / U256::from(1_000)
        / U256::from(MILLISECONDS_PER_YEAR)
}

#[test]
fn nothing_staked_mints_nothing() {
    let age = era_issuance(0, 1_000_000_000 * AURA, u64::MAX, DAY);
    assert_eq!(age, EraIssuance::default());
}

#[test]
fn a_standstill_of_a_month_pays_as_two_eras() {
    let supply = 1_000_000_000 * AURA;
    let of = |days: u64| era_issuance(supply / 2, supply, days * DAY, DAY);
    assert_eq!(of(30), of(2));
    assert!(of(1).stakers < of(2).stakers);
}

#[test]
fn a_year_of_half_the_supply_mints_five_per_cent() {
    let supply = 1_000_000_000 * AURA;
    let year = era_issuance(
        supply / 2,
        supply,
        MILLISECONDS_PER_YEAR,
        MILLISECONDS_PER_YEAR,
    );
    assert_eq!(year.stakers, supply / 10_000 * 425);
    // The share of the treasury is rounded down to a part in 10^18 of that of stakers.
    let treasury = supply / 10_000 * 75;
    assert!(treasury - year.treasury <= 1_000, "{}", year.treasury);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn issuance_has_its_bounds(
        supply in (0_u32..=100).prop_flat_map(|bits| 0..=(1_u128 << bits)),
        share in 0.0_f64..=1.0,
        duration in prop_oneof![any::<u64>(), 0..=3 * DAY],
        less in any::<u64>(),
        nominal in prop_oneof![any::<u64>(), Just(DAY), 0..=DAY],
    ) {
        let staked = ((supply as f64 * share) as Balance).min(supply);
        let minted = era_issuance(staked, supply, duration, nominal);
        let paid = duration.min(nominal.saturating_mul(2)).min(MILLISECONDS_PER_YEAR);
        let stakers = U256::from(minted.stakers);
        prop_assert!(stakers * 10 <= thousandths(supply, 425, paid) + 10);
        prop_assert!(stakers <= thousandths(staked, 170, paid));
        let both = stakers + U256::from(minted.treasury);
        prop_assert!(both <= thousandths(supply, 50, paid));
        // The treasury has 15/85, less a unit and a part in 10^18.
        let treasury = minted.stakers / 17 * 3;
        prop_assert!(minted.treasury + treasury / 1_000_000_000_000_000 + 4 > treasury);
        let shorter = era_issuance(staked, supply, duration.min(less), nominal);
        prop_assert!(shorter.stakers <= minted.stakers);
        prop_assert!(shorter.treasury <= minted.treasury);
    }
}

/// Ten years of a supply in the table of the documentation, in whole millions of tokens.
struct Decade {
    supply: u128,
    treasury: u128,
}

/// A supply of a thousand million, of which a share is always staked, and of which `burnt` tokens
/// are burnt a year.
fn decade(staked: Perbill, burnt: Balance) -> Decade {
    let mut supply = 1_000_000_000 * AURA;
    let mut treasury = 0;
    for _ in 0..10 * 365 {
        let era = era_issuance(staked.mul_floor(supply), supply, DAY, DAY);
        supply += era.stakers + era.treasury;
        supply -= burnt / 365;
        treasury += era.treasury;
    }
    let millions = |units: Balance| (units + AURA * 1_000_000 / 2) / (AURA * 1_000_000);
    Decade {
        supply: millions(supply),
        treasury: millions(treasury),
    }
}

/// The table of `docs/economics.md` is what this module mints.
#[test]
fn the_table_of_the_documentation_is_computed() {
    const STAKED: [u32; 5] = [5, 10, 25, 50, 75];
    let row = |title: &str, cell: &dyn Fn(Perbill) -> String| {
        let cells = STAKED.map(|percent| cell(Perbill::from_percent(percent)));
        format!("| {title} | {} |", cells.join(" | "))
    };
    let thousands = |millions: u128| match (millions / 1_000, millions % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    let supply = |burnt: Balance| move |staked| thousands(decade(staked, burnt * AURA).supply);
    let pay = |staked: Perbill| {
        let supply = 1_000_000_000 * AURA;
        let tenths = annual_return(staked.mul_floor(supply), supply)
            .mul_floor(10_000_u64)
            .div_ceil(10);
        match tenths % 10 {
            0 => format!("{} %", tenths / 10),
            rest => format!("{}.{rest} %", tenths / 10),
        }
    };
    let table = [
        "| after ten years, from 1,000 | 5 % staked | 10 % | 25 % | 50 % | 75 % |".into(),
        "|---|---|---|---|---|---|".into(),
        row("supply, nothing burnt", &supply(0)),
        row(
            "supply, blocks 10 % full (7.3 burnt a year)",
            &supply(7_300_000),
        ),
        row(
            "supply, blocks 25 % full (18.2 burnt a year)",
            &supply(18_200_000),
        ),
        row("pay of a staked token a year", &pay),
        row("treasury in all, nothing burnt", &|staked| {
            thousands(decade(staked, 0).treasury)
        }),
    ]
    .join("\n");
    let document = include_str!("../../../../docs/economics.md");
    assert!(document.contains(&table), "the table should be\n{table}");
}
