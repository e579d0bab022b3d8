set -e
cd /work/wt/rooms
mkdir -p client/src/did client/src/credentials client/src/zkp
mv_() { git mv cli/src/$1 client/src/${2:-$1}; }
for f in rpc.rs url.rs session_keys.rs state.rs state text.rs text; do mv_ $f; done
for f in authority.rs chain.rs does.rs does file.rs file problem.rs signers.rs verify.rs; do mv_ did/$f; done
for f in chain.rs clock.rs does.rs does facts.rs genuine.rs since.rs json_schema.rs carried.rs problem.rs; do mv_ credentials/$f; done
for f in answerable.rs chain.rs council.rs council does.rs does facts.rs names.rs problem.rs words.rs words; do mv_ zkp/$f; done
git commit -qm "client: move RPC, state, DIDs, credentials and policies out of cli"
