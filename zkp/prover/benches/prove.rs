//! Proving time: our prover next to `groth16::create_proof`, in turn in the same process.
//!
//! `cargo bench --profile release --workspace --bench prove -- --runs 30`
//!
//! Our time is that of [`prove`]: the check without a circuit, the proof, and its verification. A
//! cold run is a process of its own that loads the key from its folder; it also reports its peak
//! memory. On more than two cores, prefix `taskset -c 0,1`.

use std::{
    env, fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use aura_zkp_circuits::{
    scenario::{field, Scenario},
    AnyCircuit,
};
use aura_zkp_core::statement::Circuit;
use aura_zkp_prover::{development, prove, Keys, ProvingKey, Step};
use bellman::gadgets::test::TestConstraintSystem;
use bls12_381::Bls12;
use groth16::{create_proof, Parameters};

/// Unmeasured runs of each first.
const WARM_UP_RUNS: usize = 3;

/// The first argument of a cold child process.
const COLD: &str = "--cold";

fn scenario(circuit: Circuit) -> Scenario {
    match circuit {
        Circuit::Ownership => Scenario::new(1),
        Circuit::Age => Scenario::age(1),
        Circuit::Range => Scenario::range(1),
        Circuit::Membership => Scenario::membership(1),
    }
}

fn timed<T>(action: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = action();
    (result, begun.elapsed())
}

/// The processor time of this process so far, in seconds, where the system reports it: unlike wall
/// time it excludes other processes.
fn processors() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<_> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    let middle = times.len() / 2;
    (times[middle] + times[(times.len() - 1) / 2]).as_secs_f64() / 2.0
}

/// A proof by `groth16`.
fn theirs(
    parameters: &Parameters<Bls12>,
    Scenario {
        statement, witness, ..
    }: &Scenario,
) {
    let circuit = AnyCircuit::new(statement, witness).expect("the statement has inputs");
    let proof = create_proof(circuit, parameters, field("r", 1), field("s", 1));
    proof.expect("the scenario is proven");
}

fn ours(key: &ProvingKey, scenario: &Scenario) {
    prove(key, &scenario.statement, &scenario.witness).expect("the scenario is proven");
}

/// A cold run: loads the key from its folder, makes the first proof, and reports the peak memory.
fn cold(circuit: Circuit, folder: &Path) {
    let scenario = scenario(circuit);
    let keys = Keys::open(folder).expect("the folder was made");
    let (id, digest) = (development::id(circuit), development::digest(circuit));
    let (key, load) = timed(|| {
        let mut only_read = |step| assert_eq!(step, Step::Reading(id));
        let key = keys.get(id, &digest, &mut only_read);
        key.expect("the key is in the folder")
    });
    let ((), first) = timed(|| ours(&key, &scenario));
    println!(
        "{:.3} | {:.3} | {}",
        load.as_secs_f64(),
        first.as_secs_f64(),
        peak().map_or("?".into(), |kib| format!("{:.0}", kib as f64 / 1024.0)),
    );
}

/// The peak memory of this process, in KiB, where the system reports it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn row(place: usize, runs: usize, folder: &Path) {
    let circuit = Circuit::ALL[place];
    let scenario = scenario(circuit);
    let mut constraints = TestConstraintSystem::new();
    let counted = scenario.synthesize(&mut constraints);
    counted.expect("the scenario has all values");

    let keys = Keys::open(folder).expect("a folder can be made");
    let (id, digest) = (development::id(circuit), development::digest(circuit));
    let (key, made) = timed(|| keys.get(id, &digest, &mut |_| {}));
    let key = key.expect("keys for development can be made");
    let parameters = development::parameters(circuit);

    let (mut slow, mut fast) = (Vec::new(), Vec::new());
    let (mut slow_work, mut fast_work) = (Some(0.0), Some(0.0));
    for run in 0..WARM_UP_RUNS + runs {
        let begun = processors();
        let ((), theirs) = timed(|| theirs(&parameters, &scenario));
        let between = processors();
        let ((), ours) = timed(|| ours(&key, &scenario));
        let ended = processors();
        if run >= WARM_UP_RUNS {
            slow.push(theirs);
            fast.push(ours);
            let add =
                |sum: Option<f64>, from: Option<f64>, to: Option<f64>| Some(sum? + to? - from?);
            slow_work = add(slow_work, begun, between);
            fast_work = add(fast_work, between, ended);
        }
    }
    let work = |sum: Option<f64>| sum.map_or("?".into(), |sum| format!("{:.3}", sum / runs as f64));
    let child = Command::new(env::current_exe().expect("this program has a path"))
        .args([COLD, &place.to_string()])
        .arg(folder)
        .output()
        .expect("this program can run again");
    assert!(child.status.success(), "the cold run failed");
    let cold = String::from_utf8_lossy(&child.stdout);
    let (slow, fast) = (median(slow), median(fast));
    println!(
        "| {circuit:?} | {:.2} | {slow:.3} | {fast:.3} | {} | {} | {} | {:.2} | {} |",
        slow / fast,
        work(slow_work),
        work(fast_work),
        constraints.num_constraints(),
        made.as_secs_f64(),
        cold.trim(),
    );
}

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    if let [first, place, folder] = &arguments[..] {
        if first == COLD {
            let place: usize = place.parse().expect("a place was given");
            return cold(Circuit::ALL[place], Path::new(folder));
        }
    }
    let after = |name: &str| arguments.iter().skip_while(|given| *given != name).nth(1);
    let runs = after("--runs").map_or(30, |runs| runs.parse().expect("--runs takes a number"));
    assert!(runs > 0, "--runs takes a number above 0");

    let folder = tempfile::tempdir().expect("a folder can be made");
    let threads = thread::available_parallelism().map_or(1, usize::from);
    println!("medians of {runs} after {WARM_UP_RUNS}, {threads} threads, seconds\n");
    println!("| circuit | ratio | create_proof | prove | its processor time | and ours | constraints | key made | key loaded, cold | first proof, cold | peak, MiB |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for place in 0..Circuit::ALL.len() {
        row(place, runs, folder.path());
    }
}
