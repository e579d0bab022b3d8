mod add;
mod floor;
mod genesis;
mod keys_in_force;
mod offences;
mod remove;
mod retire;
mod sessions;
