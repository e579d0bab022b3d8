// DIDs that are created and changed by accounts, through `dispatch_as`, as in the polkadot.js apps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiPromise, WsProvider } from "@polkadot/api";
import { u8aToHex } from "@polkadot/util";
import {
  base58Encode,
  createKeyMulti,
  encodeAddress,
  sortAddresses,
} from "@polkadot/util-crypto";
import { atEnd } from "../lib/cleanup.js";
import { devAccounts, included } from "../lib/keys.js";
import { fastChainSpec, startNode } from "../lib/node.js";

/** Relationships as bits: everything but the agreement on keys, and only assertions. */
const SIGNING = 0b11011;
const ASSERTION = 0b00010;
const NO_SALT = new Uint8Array(32);
/** Maximum that an account allows to be held, in plancks: a whole token. */
const MAX_DEPOSIT = 10n ** 12n;
const WEIGHT = { refTime: 10_000_000_000, proofSize: 100_000 };

test("DIDs", { timeout: 120_000 }, async (t) => {
  const { alice, stash, bob } = await devAccounts();
  const url = await startNode(t, await fastChainSpec());
  const provider = new WsProvider(url);
  const api = await ApiPromise.create({ provider, noInitWarn: true });
  atEnd(t, () => api.disconnect());

  const resolve = (did, options) =>
    provider.send("did_resolve", [did, { head: "best", ...options }]);
  const document = (keys) => ({ methods: keys, services: [], alsoKnownAs: [] });
  const key = (pair, relationships) => ({
    key: { Sr25519: u8aToHex(pair.publicKey) },
    relationships,
  });

  await t.test("an account creates one, and changes it", async () => {
    const create = api.tx.did.create(
      document([key(alice, SIGNING)]),
      NO_SALT,
      null,
      MAX_DEPOSIT,
    );
    const { did, text } = await created(api, await included(create, alice));

    const resolved = await resolve(text);
    assert.equal(resolved.didDocument.id, text);
    assert.deepEqual(resolved.didDocument.authentication, [`${text}#key-1`]);

    await included(
      api.tx.did.dispatchAs(
        did,
        api.tx.did.update([{ AddKey: key(bob, ASSERTION) }]),
        MAX_DEPOSIT,
      ),
      alice,
    );
    const changed = await resolve(text);
    assert.equal(changed.didDocument.verificationMethod.length, 2);

    // The stash does not control the DID.
    await assert.rejects(
      included(
        api.tx.did.dispatchAs(did, api.tx.did.deactivate(), 0),
        stash,
      ),
      (error) => named(api, error) === "NotAuthorized",
    );
  });

  await t.test("two of three accounts create one, and give it up", async () => {
    const everybody = [alice, stash, bob];
    const addresses = everybody.map((pair) => pair.address);
    const multisig = encodeAddress(createKeyMulti(addresses, 2));
    await included(
      api.tx.balances.transferKeepAlive(multisig, 10n ** 13n),
      alice,
    );
    const others = (pair) =>
      sortAddresses(
        addresses.filter((address) => address !== pair.address),
        42,
      );
    const together = async (call) => {
      await included(
        api.tx.multisig.asMulti(2, others(alice), null, call, WEIGHT),
        alice,
      );
      const { when } = (
        await api.query.multisig.multisigs(multisig, call.method.hash)
      ).unwrap();
      return included(
        api.tx.multisig.asMulti(2, others(bob), when, call, WEIGHT),
        bob,
      );
    };

    const create = api.tx.did.create(
      document([]),
      NO_SALT,
      null,
      MAX_DEPOSIT,
    );
    const { did, text } = await created(api, await together(create));
    const resolved = await resolve(text);
    assert.equal(resolved.didDocument.id, text);

    const deactivate = api.tx.did.deactivate();
    await together(api.tx.did.dispatchAs(did, deactivate, 0));
    const gone = await resolve(text);
    assert.equal(gone.didDocument, null);
    assert.equal(gone.didDocumentMetadata.deactivated, true);
  });

  await t.test("the runtime API answers in types that it knows", async () => {
    const nobody = new Uint8Array(32);
    const [[storageKey, state]] = await api.query.did.dids.entries();
    const did = storageKey.args[0];
    assert.ok((await api.call.didApi.resolve(nobody)).isNone);
    const [view, none] = await api.call.didApi.resolveBatch([did, nobody]);
    assert.ok(none.isNone);
    assert.equal(view.unwrap().type, state.unwrap().type);
    assert.equal((await api.call.didApi.resolve(did)).toHex(), view.toHex());
  });
});

/** The DID that was created in the block `hash`. */
async function created(api, hash) {
  const events = await (await api.at(hash)).query.system.events();
  const { event } = events.find(({ event }) =>
    api.events.did.Created.is(event),
  );
  const did = event.data[0].toU8a();
  return { did, text: `did:aura:${base58Encode(did)}` };
}

/** The name of the pallet's error in `included`. */
function named(api, error) {
  const { module } = JSON.parse(error.message);
  return api.registry.findMetaError(
    api.createType("DispatchErrorModule", module),
  ).name;
}
