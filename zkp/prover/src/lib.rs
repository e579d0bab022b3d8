//! Proofs of Aura, made fast: keys, witnesses, and multi-scalar multiplications by blst.
