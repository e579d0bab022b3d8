mod announce;
mod council;
mod due;
mod enact;
mod genesis;
mod halt;
mod motions;
mod object;
