//! The age circuit once more, in arkworks: to measure against, and to check our proofs by another hand.
