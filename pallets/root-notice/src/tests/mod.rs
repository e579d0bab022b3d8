mod announce;
mod council;
mod due;
mod enact;
mod genesis;
mod motions;
mod object;
