// Accounts of the chain `dev`.

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

/** Replaces the session keys of the only validator; the new ones are in use two sessions later. */
export async function rotateKeys(api, provider) {
  const { stash } = await devAccounts();
  const generated = await provider.send("author_rotateKeysWithOwner", [
    api.createType("AccountId", stash.address).toHex(),
  ]);
  await included(
    api.tx.session.setKeys(generated.keys, generated.proof),
    stash,
  );
}

/** Signs and sends `call`. Returns the hash of the block in which it succeeded. */
export function included(call, signer) {
  return new Promise((resolve, reject) => {
    call
      .signAndSend(signer, ({ dispatchError, isError, isInBlock, status }) => {
        if (dispatchError) reject(new Error(dispatchError.toString()));
        else if (isInBlock) resolve(status.asInBlock);
        else if (isError) reject(new Error(status.toString()));
      })
      .catch(reject);
  });
}
