mod genesis;
mod values;
