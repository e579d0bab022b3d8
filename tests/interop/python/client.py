"""py-substrate-interface connects, transfers, and makes and changes a DID: client.py URL"""

import sys

from substrateinterface import Keypair, SubstrateInterface

# Relationships as bits: everything but the agreement on keys, and only assertions.
SIGNING = 0b11011
ASSERTION = 0b00010
# In plancks: a whole token. It is also the most that may be held for a DID.
TOKEN = 10**12
# The bytes that other salts of this account differ from.
SALT = "0x" + "03" * 32


def key(pair, relationships):
    return {
        "key": {"Sr25519": "0x" + pair.public_key.hex()},
        "relationships": relationships,
    }


def main(url):
    chain = SubstrateInterface(url=url)
    alice = Keypair.create_from_uri("//Alice")
    bob = Keypair.create_from_uri("//Bob")

    def call(module, function, **params):
        return chain.compose_call(module, function, params)

    def included(composed):
        extrinsic = chain.create_signed_extrinsic(call=composed, keypair=alice)
        receipt = chain.submit_extrinsic(extrinsic, wait_for_inclusion=True)
        assert receipt.is_success, receipt.error_message
        return [record.value["event"] for record in receipt.triggered_events]

    def balance():
        account = chain.query("System", "Account", [bob.ss58_address])
        return account["data"]["free"].value

    before = balance()
    transfer = call(
        "Balances", "transfer_keep_alive", dest=bob.ss58_address, value=TOKEN
    )
    included(transfer)
    assert balance() - before == TOKEN

    document = {
        "methods": [key(alice, SIGNING), key(bob, ASSERTION)],
        "services": [
            {
                "name": "site",
                "service_type": "LinkedDomains",
                "endpoints": ["https://aura.example"],
            }
        ],
        "also_known_as": [],
    }
    create = call(
        "Did",
        "create",
        document=document,
        salt=SALT,
        signature=None,
        max_deposit=TOKEN,
    )
    events = included(create)
    (did,) = [
        event["attributes"]["did"]
        for event in events
        if (event["module_id"], event["event_id"]) == ("Did", "Created")
    ]

    changes = [{"RetireKey": 2}, {"RemoveService": "site"}]
    update = call("Did", "update", changes=changes)
    included(call("Did", "dispatch_as", did=did, call=update, max_deposit=TOKEN))
    record = chain.query("Did", "Dids", [did]).value
    record, _deposit = record["Active"]
    assert len(record["methods"]) == 2, record
    assert record["services"] == [], record


if __name__ == "__main__":
    main(*sys.argv[1:])
