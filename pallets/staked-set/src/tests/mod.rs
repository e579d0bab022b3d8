mod arm;
mod electable;
mod hand_over;
mod offences;
mod payouts;
mod selection;
