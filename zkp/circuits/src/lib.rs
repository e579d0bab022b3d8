//! The circuits of Aura: what a presentation proves, as rank-1 constraints.
