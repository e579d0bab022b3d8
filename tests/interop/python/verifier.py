"""A second verifier of proofs, written from docs/zkp.md alone: verifier.py [VECTORS]

It verifies every answer of docs/vectors/zkp.json and refuses altered ones. Section numbers are
those of docs/zkp.md. Curves and pairings are py_ecc's.
"""

import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from copy import deepcopy
from datetime import date as calendar
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path

from base58 import b58decode, b58encode
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from py_ecc import optimized_bls12_381 as bls

VECTORS = Path(__file__).parents[3] / "docs/vectors/zkp.json"
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
CIRCUITS = ["ownership", "age", "range", "membership"]
KINDS = ["Integer", "Date", "Boolean", "Text", "Bytes"]


class Refused(Exception):
    """The presentation, or a record that it needs, is not acceptable."""


def ensure(holds, why):
    if not holds:
        raise Refused(why)


# 1. Conventions


def element(data):
    value = int.from_bytes(data, "little")
    ensure(len(data) == 32 and value < R, "not a canonical field element")
    return value


def written(value):
    return value.to_bytes(32, "little")


class Scale:
    """Reads SCALE from the front of some bytes."""

    def __init__(self, data):
        self.data = data

    def take(self, count):
        ensure(len(self.data) >= count, "the SCALE is too short")
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def end(self):
        ensure(not self.data, "bytes remain after the SCALE")

    def number(self, count=4):
        return int.from_bytes(self.take(count), "little")

    def flag(self):
        value = self.number(1)
        ensure(value < 2, "not a boolean")
        return bool(value)

    def compact(self):
        first = self.number(1)
        more = [0, 1, 3][first & 3] if first & 3 < 3 else None
        ensure(more is not None, "the compact integer is too long")
        return first + (self.number(more) << 8) >> 2

    def option(self, read):
        return read() if self.flag() else None

    def list(self, read):
        return [read() for _ in range(self.compact())]

    def bytes(self):
        return self.take(self.compact())

    def text(self):
        return self.bytes().decode()


def compact(value):
    ensure(value < 1 << 14, "the compact integer is too long")
    return bytes([4 * value]) if value < 64 else (4 * value + 1).to_bytes(2, "little")


# 2. Hashes


def grain(lanes, partial):
    fields = [(1, 2), (0, 4), (255, 12), (lanes, 12), (8, 10), (partial, 10), (2**30 - 1, 30)]
    state = [int(bit) for value, width in fields for bit in f"{value:0{width}b}"]

    def step():
        bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0]
        state.pop(0)
        state.append(bit)
        return bit

    def bit():
        while True:
            keep, value = step(), step()
            if keep:
                return value

    for _ in range(160):
        step()
    while True:
        number = 0
        for _ in range(255):
            number = number << 1 | bit()
        yield number


def poseidon(lanes, partial):
    numbers = grain(lanes, partial)
    below = (number for number in numbers if number < R)
    constants = [[next(below) for _ in range(lanes)] for _ in range(8 + partial)]
    x, y = [[next(numbers) % R for _ in range(lanes)] for _ in range(2)]
    matrix = [[pow(a + b, -1, R) for b in y] for a in x]

    def permute(state):
        for at, row in enumerate(constants):
            state = [(value + constant) % R for value, constant in zip(state, row)]
            boxes = lanes if at < 4 or at >= 4 + partial else 1
            state[:boxes] = [pow(value, 5, R) for value in state[:boxes]]
            state = [sum(a * b for a, b in zip(row, state)) % R for row in matrix]
        return state

    return permute


PERMUTE3, PERMUTE5 = poseidon(3, 57), poseidon(5, 60)


def tag(name):
    return int.from_bytes(b"aura/1/" + name.encode(), "little")


def p3(name, a, b):
    return PERMUTE3([tag(name), a, b])[0]


def p5(name, a, b, c, d):
    return PERMUTE5([tag(name), a, b, c, d])[0]


def to_field(name, data):
    hashed = blake2b(b"aura/1/" + name.encode() + b"\0" + data, digest_size=32).digest()
    return int.from_bytes(hashed, "little") % (1 << 254)


# 3. Jubjub

D = -10240 * pow(10241, -1, R) % R
ORDER = 0x0E7DB4EA6533AFA906673B0101343B00A6682093CCC81082D0970E5ED6F72CB7


def square_root(value):
    """The roots of a value in the field, by Tonelli and Shanks."""
    odd, twos = R - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    root, rest, factor = pow(value, (odd + 1) // 2, R), pow(value, odd, R), pow(7, odd, R)
    while rest not in (0, 1):
        power, order = rest, 0
        while power != 1:
            power, order = power * power % R, order + 1
            if order == twos:
                return None
        step = pow(factor, 1 << (twos - order - 1), R)
        root, factor, twos = root * step % R, step * step % R, order
        rest = rest * factor % R
    return root if root * root % R == value else None


def jubjub_add(a, b):
    product = D * a[0] * b[0] * a[1] * b[1]
    u = (a[0] * b[1] + a[1] * b[0]) * pow(1 + product, -1, R)
    v = (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, R)
    return u % R, v % R


def jubjub_multiply(point, scalar):
    product = (0, 1)
    for bit in f"{scalar:b}":
        product = jubjub_add(product, product)
        if bit == "1":
            product = jubjub_add(product, point)
    return product


def issuer_key(data):
    ensure(len(data) == 32, "a key for proofs has 32 bytes")
    parity = data[31] >> 7
    v = element(data[:31] + bytes([data[31] & 127]))
    u = square_root((v * v - 1) * pow(D * v * v + 1, -1, R) % R)
    ensure(u is not None, "the key is not a point")
    u = u if u % 2 == parity else -u % R
    ensure(u % 2 == parity, "0 has no odd root")
    ensure((u, v) != (0, 1) and jubjub_multiply((u, v), ORDER) == (0, 1), "the order of the key")
    return u, v


# 4. and 5. Claims, dates and sets

EPOCH = 719_163


def day_of(millis):
    return millis // 86_400_000 + EPOCH


def years_before(day, years):
    # Python counts days as docs/zkp.md does.
    at = calendar.fromordinal(day)
    ensure(at.year > years, "no such year")
    try:
        return at.replace(year=at.year - years).toordinal()
    except ValueError:
        return at.replace(year=at.year - years, day=28).toordinal()


def day_of_text(text):
    return calendar.fromisoformat(text).toordinal()


def claim_element(kind, value):
    if kind == "Integer":
        return value + 2**63
    if kind == "Date":
        return day_of_text(value)
    if kind == "Boolean":
        return 2**63 + int(value)
    if kind == "Text":
        return to_field("string", value.encode())
    return to_field("bytes", from_multibase(value))


def set_root(members):
    level = sorted(members)
    last = level[-1]
    for _ in range(8):
        level += [last] * (-len(level) % 4)
        level = [p5("set", *level[at : at + 4]) for at in range(0, len(level), 4)]
        last = p5("set", *[last] * 4)
    return level[0]


# 10. Groth16


def coordinates(data):
    values = [int.from_bytes(data[at : at + 48], "big") for at in range(0, len(data), 48)]
    ensure(all(value < P for value in values), "a coordinate is not canonical")
    return values


def g1(x, y):
    return bls.FQ(x), bls.FQ(y), bls.FQ.one()


def g2(x1, x0, y1, y0):
    return bls.FQ2([x0, x1]), bls.FQ2([y0, y1]), bls.FQ2.one()


def checked(point, b):
    ensure(bls.is_on_curve(point, b), "a point is not on the curve")
    ensure(bls.is_inf(bls.multiply(point, R)), "a point is outside of the subgroup")
    return point


def read_g1(data):
    ensure(len(data) == 96, "G1 has 96 bytes")
    return checked(g1(*coordinates(data)), bls.b)


def read_g2(data):
    ensure(len(data) == 192, "G2 has 192 bytes")
    return checked(g2(*coordinates(data)), bls.b2)


def normal(point):
    x, y = bls.normalize(point)
    parts = [x, y] if isinstance(x, bls.FQ) else [c for v in (x, y) for c in reversed(v.coeffs)]
    return b"".join(int(part).to_bytes(48, "big") for part in parts)


def split_flags(data):
    ensure(data[0] & 0xC0 == 0x80, "the flags of a compressed point")
    return bytes([data[0] & 0x1F]) + data[1:], bool(data[0] & 0x20)


def expand_g1(data):
    data, greater = split_flags(data)
    (x,) = coordinates(data)
    y = pow(x**3 + 4, (P + 1) // 4, P)
    y = y if (y > P - y) == greater else P - y
    return checked(g1(x, y % P), bls.b)


def expand_g2(data):
    data, greater = split_flags(data)
    x1, x0 = coordinates(data)
    x = bls.FQ2([x0, x1])
    y = root_in_extension(x * x * x + bls.FQ2([4, 4]))
    y0, y1 = (int(part) for part in y.coeffs)
    is_greater = (y1, y0) > (-y1 % P, -y0 % P)
    y = y if is_greater == greater else -y
    return checked((x, y, bls.FQ2.one()), bls.b2)


def root_in_extension(value):
    """A root of c0 + c1·i, from that of its norm."""
    c0, c1 = (int(part) for part in value.coeffs)

    def root(a):
        found = pow(a, (P + 1) // 4, P)
        return found if found * found % P == a % P else None

    norm = root(c0 * c0 + c1 * c1)
    ensure(norm is not None, "a point is not on the curve")
    half = pow(2, -1, P)
    for sign in (norm, -norm):
        a = root((c0 + sign) * half % P)
        if a:
            return bls.FQ2([a, c1 * pow(2 * a, -1, P) % P])
    a = root(-c0 % P)
    ensure(c1 == 0 and a is not None, "a point is not on the curve")
    return bls.FQ2([0, a])


def equation_holds(key, proof, inputs):
    a, b, c = proof
    ensure(len(inputs) + 1 == len(key["ic"]), "the number of inputs")
    total = key["ic"][0]
    for point, value in zip(key["ic"][1:], inputs):
        total = bls.add(total, bls.multiply(point, value))
    pairs = [
        (b, a),
        (bls.neg(key["beta"]), key["alpha"]),
        (bls.neg(key["gamma"]), total),
        (bls.neg(key["delta"]), c),
    ]
    product = bls.FQ12.one()
    for second, first in pairs:
        product *= bls.pairing(second, first, final_exponentiate=False)
    return bls.final_exponentiate(product) == bls.FQ12.one()


# 9. and 11. Keys

CIRCUIT_HASHES = [
    "b396b0274c535373686e9895cc86386f302e8263dfac1f038bfda3d2dbc3ab96",
    "5533271a37f8333185189c68157f52891fb64735c027536430f6994da407e2fb",
    "303564e1992e006c7d831fd4ee7fbca1fa0c9f955ba1dde1d1a632326df72640",
    "639e8c5ad2263f1af6311bb3698c9907e32d22cd94af2bc4c43a74e3ea337693",
]
INPUTS = [8, 10, 11, 10]


def development_secret(name):
    hashed = blake2b(b"aura/1/development/" + name.encode()).digest()
    return int.from_bytes(hashed, "little") % R


def same_x(one, other):
    return normal(one)[: len(normal(one)) // 2] == normal(other)[: len(normal(other)) // 2]


DEVELOPMENT = {
    "alpha": bls.multiply(bls.G1, development_secret("alpha")),
    "beta": bls.multiply(bls.G2, development_secret("beta")),
    "gamma": bls.multiply(bls.G2, development_secret("gamma")),
    "delta": bls.multiply(bls.G2, development_secret("delta")),
}


@cache
def prepared_key(data):
    """Reads a key of a node, checks it, and computes its digest."""
    read = Scale(data)
    head = read.take(3) + read.take(32)
    provenance = read.take(1)
    ensure(provenance in (b"\0", b"\1"), "the provenance of the key")
    provenance += read.take(32 * provenance[0])
    alpha, beta = read_g1(read.take(96)), read_g2(read.take(192))
    gamma, delta = (bls.neg(read_g2(read.take(192))) for _ in range(2))
    read.take(576)
    ic = read.list(lambda: read.take(96))
    said = read.take(32)
    read.end()
    key = {"alpha": alpha, "beta": beta, "gamma": gamma, "delta": delta}
    points = b"".join(normal(point) for point in key.values())
    registered = head + provenance + points + compact(len(ic)) + b"".join(ic)
    digest = blake2b(b"aura/1/key\0" + registered, digest_size=32).digest()
    ensure(said == digest, "the node gives another digest")
    circuit = head[0]
    key |= {
        "circuit": circuit,
        "version": int.from_bytes(head[1:3], "little"),
        "ic": [read_g1(point) for point in ic],
        "digest": digest,
        "registered": registered,
        "development": any(same_x(key[name], DEVELOPMENT[name]) for name in DEVELOPMENT),
    }
    ensure(head[3:].hex() == CIRCUIT_HASHES[circuit], "the circuit hash")
    refuse_relations(key, provenance[0] == 0)
    return key


def refuse_relations(key, says_development):
    ic, gamma, delta = key["ic"], key["gamma"], key["delta"]
    ensure(len(ic) == INPUTS[key["circuit"]] + 1, "the number of points for inputs")
    ensure(len({normal(point)[:48] for point in ic}) == len(ic), "two points for inputs are alike")
    double = bls.double
    of_delta = [gamma, double(gamma), bls.G2]
    of_beta = [gamma, delta, double(gamma), double(delta), bls.add(gamma, delta)]
    of_beta += [bls.add(gamma, bls.neg(delta)), bls.G2]
    ensure(not any(same_x(delta, other) for other in of_delta), "delta is known")
    ensure(not any(same_x(key["beta"], other) for other in of_beta), "beta is known")
    ensure(not same_x(key["alpha"], bls.G1), "alpha is known")
    secrets = all(same_x(key[name], DEVELOPMENT[name]) for name in ("gamma", "delta"))
    fits = secrets if says_development else not key["development"]
    ensure(fits, "the provenance of the key is not true")


# 16. Records of a node


class Chain:
    """The records of one block."""

    def __init__(self, vectors):
        chain = vectors["chain"]
        calls = chain["calls"]
        self.calls = {(call["function"], call["arguments"]): call["answer"] for call in calls}
        self.storage = {entry["key"]: entry for entry in chain["storage"]}
        self.genesis = bytes.fromhex(chain["genesis"])
        self.block = chain["block"]
        self.constants = chain["constants"]

    def call(self, function, arguments):
        answer = self.calls.get((function, arguments.hex()))
        ensure(answer is not None, f"the node was not asked {function}")
        return Scale(bytes.fromhex(answer))

    def item(self, name):
        found = [entry["value"] for entry in self.storage.values() if entry["item"] == name]
        return bytes.fromhex(found[0]) if found else None

    def methods(self, did):
        read = self.call("DidApi_resolve", did)
        ensure(read.flag(), "there is no such DID")
        ensure(read.number(1) == 0, "the DID is deactivated")
        when = lambda: read.number(8)
        method = lambda: {
            "fragment": read.text(),
            "multikey": read.bytes(),
            "relationships": read.number(1),
            "expires": read.option(when),
            "revoked": read.option(when),
        }
        return {method["fragment"]: method for method in read.list(method)}

    def schema(self, identifier):
        read = self.call("CredentialsApi_schema", identifier)
        ensure(read.flag(), "there is no such schema")
        ensure(read.take(32) == identifier, "the node gives another schema")
        first, _present = read.take(32), read.take(32)
        rest = read.data
        digest = read.take(32)
        read.text()
        slot = lambda: read.number(1)
        claim = lambda: (read.text(), (KINDS[read.number(1)], read.option(slot)))
        claims = dict(read.list(claim))
        read.take(1)
        unique = read.flag()
        rest = rest[: len(rest) - len(read.data)]
        hashed = blake2b(b"aura/schema/1" + first + rest, digest_size=32).digest()
        ensure(hashed == identifier, "the schema is not the one with this identifier")
        return {"owner": first, "digest": digest, "claims": claims, "unique": unique}

    def standing_is_good(self, schema, issuer):
        return self.call("CredentialsApi_standing", schema + issuer).data == b"\1\0"

    def list(self, number):
        read = self.call("CredentialsApi_list", number.to_bytes(4, "little"))
        ensure(read.flag() and read.number() == number, "there is no such list")
        owner, schema = read.take(32), read.take(32)
        read.take(9)
        return {"owner": owner, "schema": schema, "strict": read.flag()}

    def roots(self, number):
        read = self.call("CredentialsApi_status_root", number.to_bytes(4, "little"))
        ensure(read.flag(), "there is no such list")
        current, waiting = read.take(32), read.option(read.number)
        stored = Scale(self.item("Credentials.StatusRoots") or current + b"\0")
        ensure(stored.take(32) == current, "storage and API differ")
        superseded = stored.list(lambda: (stored.take(32), stored.number()))
        return current, waiting, superseded

    def key(self, circuit, version):
        identifier = bytes([circuit]) + version.to_bytes(2, "little")
        read = self.call("ZkpApi_key", identifier)
        ensure(read.flag(), "there is no such key")
        in_use = self.call("ZkpApi_keys", b"")
        in_use = in_use.list(lambda: in_use.take(3))
        return prepared_key(read.data), identifier in in_use


# 12. Policy, and the request behind it


def did_bytes(text):
    ensure(text.startswith("did:aura:"), "not a DID of Aura")
    data = b58decode(text.removeprefix("did:aura:"))
    ensure(len(data) == 32, "not a DID of Aura")
    return data


def did_text(data):
    return "did:aura:" + b58encode(data).decode()


def multibase(data):
    return "u" + urlsafe_b64encode(data).decode().rstrip("=")


def from_multibase(text):
    data = urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    ensure(text == multibase(data), "not base64url")
    return data


def canonical(document):
    """JCS of documents whose numbers are integers and whose names are ASCII."""
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def policy_bytes(request, schema):
    number = lambda value, size, signed=False: value.to_bytes(size, "little", signed=signed)
    issuers = sorted(did_bytes(issuer) for issuer in request["issuers"])
    ensure(1 <= len(set(issuers)) == len(issuers) <= 16, "the issuers of the request")
    predicate = request["predicate"]
    circuit = CIRCUITS.index(predicate["type"])
    wanted = bytes([circuit])
    if circuit:
        kind, slot = schema["claims"][predicate["claim"]]
        ensure(slot is not None, "the claim has no slot")
        ensure(circuit != 1 or kind == "Date", "not a date")
        ensure(circuit != 2 or kind == "Integer", "not an integer")
        wanted += bytes([slot])
    if circuit == 1:
        ensure(1 <= predicate["years"] <= 150, "the years of the request")
        wanted += number(predicate["years"], 1)
    elif circuit == 2:
        ensure(predicate["least"] <= predicate["greatest"], "the range of the request")
        wanted += number(predicate["least"], 8, True) + number(predicate["greatest"], 8, True)
    elif circuit == 3:
        members = {claim_element(kind, member) for member in predicate["members"]}
        wanted += written(set_root(members))
    uses = b"\0"
    if request["uses"] != "many":
        once = request["uses"]["once"]
        ensure(len(issuers) == 1 and schema["unique"], "once a person cannot be promised")
        ensure(1 <= once["maxUses"] <= 1_000_000, "the uses of the request")
        uses = b"\1" + number(day_of_text(once["opens"]), 4)
        uses += number(once["closes"], 4) + number(once["maxUses"], 4)
    ensure(1 <= request["receiptLifetime"] <= 60, "the lifetime of receipts")
    keys = request["keys"]
    accepted = (
        b"\0" + number(keys["atLeast"], 2)
        if "atLeast" in keys
        else b"\1" + bytes.fromhex(keys["exactly"])
    )
    return (
        did_bytes(request["verifier"])
        + b58decode(request["schema"])
        + compact(len(issuers))
        + b"".join(issuers)
        + wanted
        + uses
        + number(request["receiptLifetime"], 4)
        + accepted
    )


# 13. Presentation


def read_presentation(document):
    (credential,) = document["verifiableCredential"]
    data = from_multibase(credential["proof"]["proofValue"])
    ensure(data[:4] == b"ag\1\1" and len(data) == 406, "not a presentation")
    read = Scale(data[4:])
    fields = {
        "policy": read.take(32),
        "beneficiary": read.take(32),
        "version": read.number(2),
        "issuer": read.take(32),
        "key": read.number(),
        "list": read.number(),
        "status_root": read.take(32),
        "date": read.number(),
        "nullifier": read.take(32),
        "challenge": read.take(32),
        "expires": read.number(),
    }
    a, b, c = read.take(48), read.take(96), read.take(48)
    return fields, (expand_g1(a), expand_g2(b), expand_g1(c)), data[4:214]


def shown(request, schema, fields, proof_value):
    """The one presentation that answers a request with these fields."""
    base = did_text(schema["owner"]) + "/schemas/" + request["schema"]
    names = ["Proves", "Claim", "Years", "Least", "Greatest", "SetRoot"]
    terms = {f"aura{name}": f"{base}#aura{name}" for name in names}
    predicate = request["predicate"]
    subject = {"auraProves": predicate["type"]}
    for member in ["claim", "years", "least", "greatest"]:
        if member in predicate:
            subject[f"aura{member.capitalize()}"] = predicate[member]
    if "members" in predicate:
        kind, _ = schema["claims"][predicate["claim"]]
        members = {claim_element(kind, member) for member in predicate["members"]}
        subject["auraSetRoot"] = multibase(written(set_root(members)))
    issuer = did_text(fields["issuer"])
    context = "https://www.w3.org/ns/credentials/v2"
    return {
        "@context": [context],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [
            {
                "@context": [context, {"@protected": True} | terms],
                "type": ["VerifiableCredential"],
                "issuer": issuer,
                "credentialSchema": {
                    "id": base,
                    "type": "JsonSchema",
                    "digestMultibase": multibase(b"\x12\x20" + schema["digest"]),
                },
                "credentialSubject": subject,
                "proof": {
                    "type": "DataIntegrityProof",
                    "cryptosuite": "aura-groth16-2026",
                    "verificationMethod": f"{issuer}#key-{fields['key']}",
                    "proofPurpose": "assertionMethod",
                    "proofValue": proof_value,
                },
            }
        ],
    }


# 17. Verification


def check_request(request, chain):
    ensure(request["type"] == "AuraProofRequest", "not a request")
    ensure(bytes.fromhex(request["genesis"]) == chain.genesis, "another chain")
    ensure(chain.block <= request["expires"], "the request has expired")
    if request["uses"] != "many":
        ensure(chain.block < request["uses"]["once"]["closes"], "the policy is closed")
    proof = dict(request["proof"])
    document = {name: value for name, value in request.items() if name != "proof"}
    signature = b58decode(proof.pop("proofValue")[1:])
    ensure(proof["cryptosuite"] == "eddsa-jcs-2022", "the suite of the request")
    ensure(proof["proofPurpose"] == "authentication", "the purpose of the request")
    verifier, fragment = proof["verificationMethod"].split("#")
    ensure(verifier == request["verifier"], "another DID signed the request")
    method = chain.methods(did_bytes(verifier)).get(fragment)
    ensure(method is not None, "there is no such key")
    usable = method["expires"] is None and method["revoked"] is None
    ensure(usable and method["relationships"] & 1, "the verifier's key")
    ensure(method["multikey"][:2] == b"\xed\x01", "the kind of the verifier's key")
    hashed = sha256(canonical(proof)).digest() + sha256(canonical(document)).digest()
    try:
        VerifyKey(method["multikey"][2:]).verify(hashed, signature)
    except BadSignatureError:
        raise Refused("the signature of the request") from None


def check_issuer(request, fields, chain):
    issuer = fields["issuer"]
    ensure(did_text(issuer) in request["issuers"], "the issuer is not accepted")
    schema = b58decode(request["schema"])
    ensure(chain.standing_is_good(schema, issuer), "the issuer's standing")
    method = chain.methods(issuer).get(f"key-{fields['key']}")
    ensure(method is not None, "the issuer has no such key")
    ensure(method["revoked"] is None and method["relationships"] & 2, "the issuer's key")
    ensure(method["multikey"][:4] == bytes.fromhex("8180c001"), "the kind of the issuer's key")
    status_list = chain.list(fields["list"])
    ensure(status_list["owner"] == issuer, "another issuer's list")
    ensure(status_list["schema"] == schema, "another schema's list")
    check_root(fields, status_list["strict"], chain)
    return issuer_key(method["multikey"][4:])


def check_root(fields, strict, chain):
    grace = 0 if strict else chain.constants["Credentials.StatusGrace"]
    patience = 0 if strict else chain.constants["Credentials.CommitWithin"]
    current, waiting, superseded = chain.roots(fields["list"])
    waits = waiting is not None and (strict or chain.block - waiting > patience)
    ensure(not waits, "changes of the list wait")
    recent = [root for root, block in superseded if chain.block - block < grace]
    ensure(fields["status_root"] in [current, *recent], "the status root")


def check_date(request, fields, now):
    latest, earliest = day_of(now + 300_000), day_of(now - 300_000)
    if request["uses"] == "many":
        fits = earliest - 1 <= fields["date"] <= latest
    else:
        opens = day_of_text(request["uses"]["once"]["opens"])
        fits = fields["date"] == opens <= latest
    ensure(fits, "the date")


def check_key(request, fields, chain):
    circuit = CIRCUITS.index(request["predicate"]["type"])
    key, in_use = chain.key(circuit, fields["version"])
    ensure((key["circuit"], key["version"]) == (circuit, fields["version"]), "another key")
    keys = request["keys"]
    if "atLeast" in keys:
        ensure(key["version"] >= keys["atLeast"], "the key is too old")
    else:
        ensure(key["digest"].hex() == keys["exactly"], "the key is not the pinned one")
    ensure(in_use, "the key is not in use")
    insecure = chain.item("ZkpVerifier.AllowInsecureSetup") == b"\1"
    ensure(insecure or not key["development"], "the key is for development")
    return key


def public_inputs(request, schema, fields, point, key, policy, chain):
    """7. Public inputs, and 6. Scope, context and nullifier."""
    verifier = did_bytes(request["verifier"])
    challenge = bytes.fromhex(request["challenge"])
    label = b"\0" + challenge if request["uses"] == "many" else b"\1" + policy
    scope = to_field("scope", chain.genesis + verifier + label)
    context = to_field(
        "context",
        chain.genesis
        + key["digest"]
        + verifier
        + policy
        + fields["beneficiary"]
        + challenge
        + request["expires"].to_bytes(4, "little"),
    )
    issuer = to_field("did", fields["issuer"])
    authority = p5("authority", *point, issuer, to_field("schema", b58decode(request["schema"])))
    date = fields["date"]
    inputs = [
        *point,
        authority,
        (fields["list"] << 20) + ((1 << 64) + (1 << 128)) * date,
        element(fields["status_root"]),
        context,
        scope,
        element(fields["nullifier"]),
    ]
    predicate = request["predicate"]
    if "claim" in predicate:
        kind, slot = schema["claims"][predicate["claim"]]
        inputs.append(slot)
    if predicate["type"] == "age":
        inputs.append(years_before(date, predicate["years"]))
    elif predicate["type"] == "range":
        inputs += [predicate["least"] + 2**63, predicate["greatest"] + 2**63]
    elif predicate["type"] == "membership":
        members = {claim_element(kind, member) for member in predicate["members"]}
        inputs.append(set_root(members))
    return inputs


def verify(request, document, chain, now):
    """Raises `Refused`, or returns everything that was computed."""
    check_request(request, chain)
    schema = chain.schema(b58decode(request["schema"]))
    encoded = policy_bytes(request, schema)
    policy = blake2b(b"aura/policy/1" + encoded, digest_size=32).digest()
    fields, proof, head = read_presentation(document)
    ensure(fields["challenge"].hex() == request["challenge"], "the challenge")
    ensure(fields["expires"] == request["expires"], "expires")
    ensure(fields["policy"] == policy, "the policy")
    beneficiary = bytes.fromhex(request["beneficiary"]) if "beneficiary" in request else None
    ensure(beneficiary in (None, fields["beneficiary"]), "the beneficiary")
    proof_value = document["verifiableCredential"][0]["proof"]["proofValue"]
    ensure(document == shown(request, schema, fields, proof_value), "what is shown")
    point = check_issuer(request, fields, chain)
    check_date(request, fields, now)
    key = check_key(request, fields, chain)
    inputs = public_inputs(request, schema, fields, point, key, policy, chain)
    ensure(equation_holds(key, proof, inputs), "the proof")
    uncompressed = head + b"".join(normal(part) for part in proof)
    return {"policy": encoded, "key": key, "inputs": inputs, "presentation": uncompressed}


# 18. Vectors


def check_hashes(vectors):
    hashes = vectors["hashes"]
    known = {
        "P3 of holder, 1, 2": p3("holder", 1, 2),
        "P5 of claims, 1, 2, 3, 4": p5("claims", 1, 2, 3, 4),
        "F of bytes, 01 02 03": to_field("bytes", b"\1\2\3"),
    }
    for name, value in known.items():
        assert hashes[name] == written(value).hex(), name
    members = [int(member) for member in hashes["set"]["members"]]
    assert hashes["set"]["root"] == written(set_root(members)).hex()
    for value in vectors["values"]:
        if value["kind"] != "absent":
            found = claim_element(value["kind"], value["value"])
            assert value["field"] == written(found).hex(), value


def altered(answer):
    """Presentations that must be refused, and why."""
    document = answer["presentation"]
    data = from_multibase(document["verifiableCredential"][0]["proof"]["proofValue"])

    def with_bytes(at, replacement):
        changed = deepcopy(document)
        proof = changed["verifiableCredential"][0]["proof"]
        proof["proofValue"] = multibase(data[:at] + replacement + data[at + len(replacement) :])
        return changed

    # A is (0, 2), of order 3; and the identity.
    yield "a point is outside of the subgroup", with_bytes(214, b"\x80" + bytes(47))
    yield "the flags of a compressed point", with_bytes(214, b"\xc0" + bytes(47))
    # C of the opposite sign: a point, of another proof.
    yield "the proof", with_bytes(358, bytes([data[358] ^ 0x20]))
    # Another nullifier: a canonical element, of another person.
    yield "the proof", with_bytes(146, bytes([data[146] ^ 1]))
    yield "not a canonical field element", with_bytes(146, b"\xff" * 32)
    yield "the challenge", with_bytes(178, bytes([data[178] ^ 1]))
    yield "the status root", with_bytes(110, b"\0" * 32)
    other = deepcopy(document)
    other["verifiableCredential"][0]["credentialSubject"]["auraProves"] = "humility"
    yield "what is shown", other


def check_refused_key(vectors):
    """A key with another point for an input has another digest."""
    data = bytearray.fromhex(vectors["verifyingKeys"][0]["preparedKey"])
    second_ic = 36 + 96 + 3 * 192 + 576 + 1 + 96
    data[second_ic : second_ic + 96] = data[second_ic + 96 : second_ic + 192]
    try:
        prepared_key(bytes(data))
    except Refused as refused:
        assert str(refused) == "the node gives another digest"
    else:
        raise AssertionError("accepted a key of another digest")


def main(path=VECTORS):
    vectors = json.loads(Path(path).read_text())
    check_hashes(vectors)
    check_refused_key(vectors)
    chain, now = Chain(vectors), vectors["now"]
    for answer in vectors["answers"]:
        found = verify(answer["request"], answer["presentation"], chain, now)
        assert found["policy"].hex() == answer["policyBytes"]
        assert found["presentation"].hex() == answer["presentationBytes"]
        assert [written(value).hex() for value in found["inputs"]] == answer["inputs"]
        known = [key for key in vectors["verifyingKeys"] if key["digest"] == answer["keyDigest"]]
        assert found["key"]["registered"].hex() == known[0]["verifyingKey"]
        for why, document in altered(answer):
            try:
                verify(answer["request"], document, chain, now)
            except Refused as refused:
                assert str(refused) == why, (str(refused), why)
            else:
                raise AssertionError(f"accepted in spite of {why}")
        print("verified:", answer["request"]["predicate"]["type"], answer["request"]["uses"])


if __name__ == "__main__":
    main(*sys.argv[1:])
