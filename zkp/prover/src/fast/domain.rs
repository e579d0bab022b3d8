//! The quotient polynomial, by transforms over the roots of unity.
//!
//! A and B are known on the domain, and C is their product there. `A·B − C` is divided by the
//! vanishing polynomial of the domain, which is constant on the coset. Since the transforms are
//! linear, C is subtracted after the last of them, and needs one transform instead of two.
//!
//! Transforms to coefficients return them in bit-reversed order, and transforms to values expect
//! that order: only the result is reordered.

use std::thread;

use aura_zkp_core::Fr;
use ff::PrimeField;
use zeroize::Zeroizing;

/// The roots of unity of an order that is a power of two, with precomputed factors.
pub(crate) struct Domain {
    /// The first half of the powers of the root, and of its inverse.
    roots: Vec<Fr>,
    inverse_roots: Vec<Fr>,
    /// Factors onto the coset: g^i / n for the coefficient i, bit-reversed.
    onto_coset: Vec<Fr>,
    /// Factors back from the coset, with the division: g^−i / (n · (g^n − 1)), bit-reversed.
    off_coset: Vec<Fr>,
    /// 1 / (n · (g^n − 1)).
    divide: Fr,
}

impl Domain {
    /// The smallest domain of at least this many elements.
    pub(super) fn new(elements: usize) -> Self {
        let size = elements.next_power_of_two().max(2);
        let log = size.trailing_zeros();
        let root = (log..Fr::S).fold(Fr::ROOT_OF_UNITY, |root, _| root.square());
        let generator = Fr::MULTIPLICATIVE_GENERATOR;
        let inverse = |number: Fr| number.invert().expect("no factor of a domain is 0");
        let of_size = inverse(Fr::from(size as u64));
        let vanishing = generator.pow_vartime(&[size as u64, 0, 0, 0]) - Fr::one();
        let divide = of_size * inverse(vanishing);
        Self {
            roots: powers(Fr::one(), root, size / 2),
            inverse_roots: powers(Fr::one(), inverse(root), size / 2),
            onto_coset: reversed(&powers(of_size, generator, size)),
            off_coset: reversed(&powers(divide, inverse(generator), size)),
            divide,
        }
    }

    pub(crate) fn size(&self) -> usize {
        self.onto_coset.len()
    }

    /// Evaluates every Lagrange basis polynomial at `point`.
    pub(crate) fn lagrange(&self, point: Fr) -> Vec<Fr> {
        let first = self.onto_coset[0];
        let mut values = powers(first, point, self.size());
        self.to_coefficients(&mut values);
        reversed(&values)
    }

    /// The coefficients of `(A·B − C) / Z` from the values of A and B on the domain, on two
    /// threads.
    pub(super) fn quotient(
        &self,
        a: impl FnOnce() -> Zeroizing<Vec<Fr>> + Send,
        b: impl FnOnce() -> Zeroizing<Vec<Fr>> + Send,
    ) -> Zeroizing<Vec<Fr>> {
        let (a, b) = thread::scope(|scope| {
            let b = scope.spawn(b);
            (a(), joined(b))
        });
        let mut c = Zeroizing::new(
            a.iter()
                .zip(b.iter())
                .map(|(a, b)| a * b)
                .collect::<Vec<_>>(),
        );
        let (mut product, b) = thread::scope(|scope| {
            let b = scope.spawn(|| self.onto_coset(b));
            let a = self.onto_coset(a);
            self.to_coefficients(&mut c);
            (a, joined(b))
        });
        for (a, b) in product.iter_mut().zip(b.iter()) {
            *a *= b;
        }
        self.to_coefficients(&mut product);
        for ((value, factor), c) in product.iter_mut().zip(&self.off_coset).zip(c.iter()) {
            *value = *value * factor - c * self.divide;
        }
        let mut quotient = Zeroizing::new(reversed(&product));
        quotient.pop();
        quotient
    }

    fn onto_coset(&self, mut values: Zeroizing<Vec<Fr>>) -> Zeroizing<Vec<Fr>> {
        self.to_coefficients(&mut values);
        for (value, factor) in values.iter_mut().zip(&self.onto_coset) {
            *value *= factor;
        }
        self.to_values(&mut values);
        values
    }

    /// Transforms values to n times the coefficients, bit-reversed.
    fn to_coefficients(&self, values: &mut [Fr]) {
        let mut half = values.len() / 2;
        let mut step = 1;
        while half > 0 {
            for block in values.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                let roots = self.inverse_roots.iter().step_by(step);
                for ((low, high), root) in low.iter_mut().zip(high).zip(roots) {
                    let difference = *low - *high;
                    *low += &*high;
                    *high = difference * root;
                }
            }
            half /= 2;
            step *= 2;
        }
    }

    /// Transforms bit-reversed coefficients to values in order.
    fn to_values(&self, coefficients: &mut [Fr]) {
        let mut half = 1;
        let mut step = coefficients.len() / 2;
        while step > 0 {
            for block in coefficients.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                let roots = self.roots.iter().step_by(step);
                for ((low, high), root) in low.iter_mut().zip(high).zip(roots) {
                    let product = *high * root;
                    *high = *low - product;
                    *low += product;
                }
            }
            half *= 2;
            step /= 2;
        }
    }
}

/// The powers `first`, `first · base`, `first · base²` and so on.
pub(crate) fn powers(first: Fr, base: Fr, count: usize) -> Vec<Fr> {
    let next = |power: &Fr| Some(power * base);
    std::iter::successors(Some(first), next)
        .take(count)
        .collect()
}

/// The values in bit-reversed order.
fn reversed(values: &[Fr]) -> Vec<Fr> {
    let shift = usize::BITS - values.len().trailing_zeros();
    let at = |place: usize| values[place.reverse_bits() >> shift];
    (0..values.len()).map(at).collect()
}

/// Joins a thread and returns its result. Propagates its panic.
pub(crate) fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
