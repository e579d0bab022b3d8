mod digests;
mod keys;
