//! Medians of functions that are timed in turn.

use std::time::{Duration, Instant};

/// A function to be timed.
pub struct Timed<'a> {
    name: &'a str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Timed<'a> {
    /// A function and its name in the table.
    pub fn new(name: &'a str, run: impl FnMut() + 'a) -> Self {
        let run = Box::new(run);
        Self { name, run }
    }
}

/// Runs each function in turn, `rounds` times after one warm-up round, and prints a table of
/// medians, quartiles and ratios to the first.
pub fn interleaved(what: &str, rounds: usize, mut all: Vec<Timed>) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); all.len()];
    for round in 0..=rounds {
        for (timed, times) in all.iter_mut().zip(&mut times) {
            let begun = Instant::now();
            (timed.run)();
            if round > 0 {
                times.push(begun.elapsed());
            }
        }
    }
    println!("\n| {what} | median of {rounds} | quartiles | to the first |");
    println!("|---|---|---|---|");
    let mut first = None;
    for (timed, times) in all.iter().zip(&mut times) {
        times.sort_unstable();
        let at = |quarter: usize| times[(times.len() - 1) * quarter / 4];
        let median = at(2);
        let first = *first.get_or_insert(median);
        println!(
            "| {} | {median:.2?} | {:.2?} to {:.2?} | {:.2} |",
            timed.name,
            at(1),
            at(3),
            median.as_secs_f64() / first.as_secs_f64(),
        );
    }
}
