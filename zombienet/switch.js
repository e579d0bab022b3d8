// Makes the council authorise the runtime of phase 2, and submits the code.

const { execFileSync } = require("node:child_process");

/** Calls of `local`'s council: two of its three members decide. */
const THRESHOLD = 2;
const WEIGHT = { refTime: 200_000_000_000, proofSize: 1_000_000 };

async function run(name, network) {
  const { wsUri } = network.nodesByName[name];
  const api = await zombie.connect(wsUri);
  const keyring = new zombie.Keyring({ type: "sr25519" });
  const [alice, bob, dave] = ["//Alice", "//Bob", "//Dave"].map((uri) =>
    keyring.addFromUri(uri),
  );
  const code = phaseTwo();
  const authorize = api.tx.system.authorizeUpgrade(
    zombie.util.blake2AsHex(code),
  );
  const motion = api.tx.rootNotice.announce(authorize);
  const { hash, encodedLength: length } = motion.method;
  const index = await api.query.council.proposalCount();
  const aye = api.tx.council.vote(hash, index, true);
  const propose = api.tx.council.propose(THRESHOLD, motion, length);
  const close = api.tx.council.close(hash, index, WEIGHT, length);
  await included(api.tx.utility.batchAll([propose, aye]), alice);
  await included(api.tx.utility.batchAll([aye, close]), bob);
  await included(api.tx.system.applyAuthorizedUpgrade(code), dave);
  await api.disconnect();
  return 0;
}

/** The runtime of phase 2 that the node was built with. */
function phaseTwo() {
  const arguments_ = ["export-chain-spec", "--raw", "--chain", "npos-local"];
  const spec = execFileSync("aura-node", arguments_, { maxBuffer: 2 ** 26 });
  return JSON.parse(spec).genesis.raw.top["0x3a636f6465"];
}

/** Waits until `call` has succeeded in a finalised block. */
function included(call, signer) {
  return new Promise((resolve, reject) => {
    call
      .signAndSend(signer, ({ dispatchError, isError, isFinalized, status }) => {
        if (dispatchError) reject(new Error(dispatchError.toString()));
        else if (isFinalized) resolve();
        else if (isError) reject(new Error(status.toString()));
      })
      .catch(reject);
  });
}

module.exports = { run };
