//! What a proof of Aura says, the hashes and signatures it is about, and how it is checked.
