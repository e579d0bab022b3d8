//! Statistics of many measurements.

use std::time::Duration;

/// The smallest value with at least `percent` of all values at or below it.
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let place = sorted.len().saturating_mul(percent).div_ceil(100);
    sorted
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

/// Prints one line about the durations of requests.
pub fn print_latencies(what: &str, mut all: Vec<Duration>) {
    all.sort();
    let micros = |percent| percentile(&all, percent).as_micros();
    println!(
        "{what}: {} requests, p50 {} µs, p99 {} µs, longest {} µs",
        all.len(),
        micros(50),
        micros(99),
        micros(100)
    );
}
