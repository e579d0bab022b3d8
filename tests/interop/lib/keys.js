// The accounts of the chain `dev`.

import { Keyring } from "@polkadot/keyring";
import { cryptoWaitReady } from "@polkadot/util-crypto";

/** The accounts of Alice, Alice's stash (the validator) and Bob. */
export async function devAccounts() {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: "sr25519" });
  const [alice, stash, bob] = ["//Alice", "//Alice//stash", "//Bob"].map(
    (uri) => keyring.addFromUri(uri),
  );
  return { alice, stash, bob };
}
