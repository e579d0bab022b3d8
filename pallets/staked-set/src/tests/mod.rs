mod arm;
mod electable;
mod hand_over;
mod invariants;
mod offences;
mod payouts;
mod selection;
