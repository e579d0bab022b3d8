mod add;
mod floor;
mod genesis;
mod offences;
mod remove;
mod sessions;
