//! Proofs without a wallet, and the records that they need.

use crate::{
    credentials::{calls as credential_calls, Issuer, PALLET as CREDENTIALS},
    did::{self, Encoded},
    governance, Client, Included,
};
use anyhow::{bail, ensure, Context, Result};
use aura_primitives::{
    credentials::{
        Capacity, Claim, ClaimKind, ClaimName, Index, IssuancePolicy, ListId, Schema, SchemaId,
    },
    did::{Change, KeyIndex, Uri},
    limits,
    zkp::{
        AcceptedKeys, Predicate as PolicyPredicate, Presentation, Uses, VerificationPolicy,
        VerifyingKey,
    },
};
use aura_zkp_circuits::{AnyCircuit, Witness};
use aura_zkp_core::{
    context::{scope, Context as Bound, Label},
    credential::{authority, holder, message, nullifier, Claims, Meta},
    date::Day,
    possession,
    signature::{SecretKey, Signature},
    statement::{Predicate, Statement},
    status::{StatusTree, Words, WORDS},
    value::Value,
    Fr,
};
use aura_zkp_prover::{development, prove, ProvingKey};
use codec::Encode;
use groth16::{create_proof, Proof as Points};
use subxt::rpcs::rpc_params;
use subxt_signer::sr25519::Keypair;

/// The name of the pallet, and its number in the runtimes.
pub const PALLET: (&str, u8) = ("ZkpVerifier", 62);

/// Numbers of its calls.
pub mod calls {
    pub const REGISTER_KEY: u8 = 0;
    pub const FORBID_INSECURE_SETUP: u8 = 3;
    pub const REGISTER_POLICY: u8 = 4;
    pub const VERIFY: u8 = 6;
    pub const VERIFY_BATCH: u8 = 7;
}

/// The number of `credentials.commit_status_root`.
const COMMIT_STATUS_ROOT: u8 = 7;

/// The slot of the date of birth.
pub const BORN: u8 = 4;

/// The first key of a DID that an account has made.
const FIRST_KEY: KeyIndex = 1;

/// Number of credentials that are anchored at once.
const ANCHORED: u32 = 1024;

/// Number of blocks for which presentations are valid.
const GOOD_FOR: u32 = 50;

/// The bytes of a call of the pallet.
pub fn call(index: u8, arguments: impl Encode) -> Encoded {
    Encoded([&[PALLET.1, index][..], &arguments.encode()].concat())
}

/// Makes the council of the chain `dev`, which is Alice alone, register a key.
///
/// # Errors
/// If the chain refuses it; the message names the pallet's error.
pub async fn register_key(client: &Client, key: &VerifyingKey) -> Result<()> {
    governance::decide_alone_as_root(client, &call(calls::REGISTER_KEY, key)).await
}

/// Submits a presentation, as any account can.
///
/// # Errors
/// If it is refused; the message names the pallet's error.
pub async fn verify(
    client: &Client,
    payer: &Keypair,
    presentation: &Presentation<[u8; 32]>,
) -> Result<Included> {
    let Encoded(call) = call(calls::VERIFY, presentation);
    client.submit_encoded(payer, &call).await
}

/// An issuer of credentials for proofs, with a key, a schema and a status list.
pub struct Prover {
    client: Client,
    issuer: Issuer,
    key: SecretKey,
    genesis: [u8; 32],
    /// The schema: a date of birth in the slot [`BORN`].
    pub schema: SchemaId,
    /// The status list, with one batch.
    pub list: ListId,
}

/// A credential, with the secrets of its holder.
#[derive(Clone)]
pub struct Held {
    meta: Meta,
    claims: Claims,
    secret: Fr,
    blinding: Fr,
    signature: Signature,
}

/// Purpose of a presentation.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Policy that the presentation answers.
    pub policy: &'a VerificationPolicy,
    /// Account that gets the receipt.
    pub beneficiary: [u8; 32],
    /// Random challenge of the request.
    pub challenge: [u8; 32],
    /// The day on which the credential is valid.
    pub date: Day,
    /// The last block that accepts it.
    pub expires: u32,
}

impl Prover {
    /// Makes the DID of an account an issuer. A strict list has no grace for superseded roots.
    ///
    /// # Errors
    /// If the chain refuses any of it.
    pub async fn create(client: &Client, account: Keypair, salt: u8, strict: bool) -> Result<Self> {
        let issuer = Issuer::create(client, account, salt).await?;
        let key = SecretKey::from_seed(&[salt; 32]);
        let change = Change::AddProofKey {
            key: key.public_key().to_bytes(),
            possession: possession::sign(&issuer.did, &key, &[1; 32]),
        };
        issuer
            .make_any(did::call(did::calls::UPDATE, vec![change]))
            .await?;
        let schema = Schema {
            owner: issuer.did,
            digest: [1; 32],
            uri: Uri::new("https://aura.example/person.json")?,
            claims: vec![Claim {
                name: ClaimName::new("birthDate")?,
                kind: ClaimKind::Date,
                slot: Some(BORN),
            }]
            .try_into()
            .ok()
            .context("too many claims")?,
            policy: IssuancePolicy::Open,
            unique: true,
        };
        issuer
            .make(credential_calls::REGISTER_SCHEMA, &schema)
            .await?;
        let list = issuer
            .create_list_as(schema.id(), Capacity::TwoTo17, strict)
            .await?;
        issuer.anchor(list, 0, ANCHORED, [1; 32]).await?;
        Ok(Self {
            client: client.clone(),
            key,
            genesis: client.hash(0).await?.0,
            schema: schema.id(),
            list,
            issuer,
        })
    }

    /// The DID of the issuer, which is also the verifier here.
    pub fn did(&self) -> &Issuer {
        &self.issuer
    }

    /// Issues a credential at an index to a holder who was born on a day.
    ///
    /// # Errors
    /// If the list has no such index.
    pub fn issue(&self, index: Index, born: Day) -> Result<Held> {
        self.issue_any(index, Value::Date(born))
    }

    /// Issues a credential at an index with any value, or none, as its date of birth.
    ///
    /// # Errors
    /// If the list has no such index.
    pub fn issue_any(&self, index: Index, born: Value<'_>) -> Result<Held> {
        let meta = Meta {
            index,
            list: self.list,
            from: Day(1),
            until: Day(1_000_000),
        };
        let mut claims = Claims::new(&[2; 31]);
        claims.set(BORN, born.to_field());
        let (secret, blinding) = (Fr::from(u64::from(index) + 7), Fr::from(11));
        let authority = authority(&self.key.public_key(), &self.issuer.did, &self.schema);
        let message = message(
            &authority,
            &holder(&secret, &blinding),
            &meta,
            &claims.root(),
        );
        let message = message.context("no such index")?;
        Ok(Held {
            meta,
            claims,
            secret,
            blinding,
            signature: self.key.sign(&message, &[3; 32]),
        })
    }

    /// Registers a policy of this DID for its own credentials: a minimum age in years.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn want_age(&self, years: u8, uses: Uses) -> Result<VerificationPolicy> {
        let issuers = vec![self.issuer.did].try_into();
        let policy = VerificationPolicy {
            verifier: self.issuer.did,
            schema: self.schema,
            issuers: issuers.ok().context("too many issuers")?,
            predicate: PolicyPredicate::Age { slot: BORN, years },
            uses,
            lifetime: 2,
            keys: AcceptedKeys::AtLeast(1),
        };
        self.issuer
            .make_any(call(calls::REGISTER_POLICY, &policy))
            .await?;
        Ok(policy)
    }

    /// The whole status list, as a wallet reads it.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn status(&self) -> Result<StatusTree> {
        let (mut pages, mut from) = (vec![], Some(0));
        let at = self.client.best_hash().await?;
        while let Some(page) = from {
            let params = rpc_params![self.list, page, 128, at];
            let answer = self
                .client
                .request("credentials_statusPages", params)
                .await?;
            for page in answer["pages"].as_array().context("no pages")? {
                let number = page["page"].as_u64().context("no number")?;
                let [revoked, suspended, held] = [
                    words(&page["revoked"])?,
                    words(&page["suspended"])?,
                    words(&page["held"])?,
                ];
                let any = std::array::from_fn(|word| revoked[word] | suspended[word] | held[word]);
                pages.push((number.try_into()?, any));
            }
            from = answer["next"].as_u64();
        }
        Ok(StatusTree::new(pages))
    }

    /// The present day by the clock of the chain.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn today(&self) -> Result<Day> {
        let at = self.client.best_hash().await?;
        let now: u64 = self.client.read("Timestamp", "Now", at).await?;
        Ok(Day::from_unix_millis(now))
    }

    /// Makes the chain commit the status root of the list.
    ///
    /// # Errors
    /// If the chain refuses it.
    pub async fn commit(&self, payer: &Keypair) -> Result<Included> {
        let call = [
            &[CREDENTIALS.1, COMMIT_STATUS_ROOT][..],
            &(self.list, 64u32).encode(),
        ];
        self.client.submit_encoded(payer, &call.concat()).await
    }

    /// The last block in which a presentation made now is valid.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn expiry(&self) -> Result<u32> {
        Ok(u32::try_from(self.client.best().await?.number)?.saturating_add(GOOD_FOR))
    }

    /// A presentation of a credential for a policy of age, with a status tree that may be
    /// superseded.
    ///
    /// # Errors
    /// If the credential does not satisfy the policy.
    pub fn present(
        &self,
        key: &ProvingKey,
        held: &Held,
        status: &StatusTree,
        asked: &Asked<'_>,
    ) -> Result<Presentation<[u8; 32]>> {
        let statement = self.statement(&key.digest(), held, status, asked)?;
        let proof = prove(key, &statement, &witness(held, status)?)?;
        Ok(self.presentation(key.id().version, &statement, asked, proof.to_bytes()))
    }

    /// Like [`Self::present`], for any credential: nothing is checked before the proof is made.
    ///
    /// # Errors
    /// If the policy and the credential give no statement, true or false.
    pub fn present_by_force(
        &self,
        key: &ProvingKey,
        held: &Held,
        status: &StatusTree,
        asked: &Asked<'_>,
    ) -> Result<Presentation<[u8; 32]>> {
        let statement = self.statement(&key.digest(), held, status, asked)?;
        let circuit = AnyCircuit::new(&statement, &witness(held, status)?)?;
        let parameters = development::parameters(key.id().circuit);
        let Points { a, b, c } = create_proof(circuit, &parameters, Fr::from(17), Fr::from(19))?;
        let (a, c) = (a.to_uncompressed(), c.to_uncompressed());
        let proof = [&a[..], &b.to_uncompressed(), &c].concat();
        let proof = proof.try_into().ok().context("no proof")?;
        Ok(self.presentation(key.id().version, &statement, asked, proof))
    }

    /// The statement of a presentation.
    ///
    /// # Errors
    /// If the predicate of the policy is not an age, or an age that no person reaches.
    pub fn statement(
        &self,
        key_digest: &[u8; 32],
        held: &Held,
        status: &StatusTree,
        asked: &Asked<'_>,
    ) -> Result<Statement> {
        let policy = asked.policy;
        let id = policy.id();
        let label = Label::of(&policy.uses, &id, &asked.challenge);
        let scope = scope(&self.genesis, &policy.verifier, &label);
        let context = Bound {
            genesis: &self.genesis,
            key_digest,
            application: &policy.verifier,
            policy: id.as_bytes(),
            beneficiary: &asked.beneficiary,
            challenge: &asked.challenge,
            expires: asked.expires,
        };
        let PolicyPredicate::Age { slot, years } = policy.predicate else {
            bail!("the predicate of the policy is not about age");
        };
        let cutoff = asked.date.years_before(years.into());
        Ok(Statement {
            issuer_key: self.key.public_key(),
            authority: authority(&self.key.public_key(), &self.issuer.did, &self.schema),
            list: self.list,
            date: asked.date,
            status_root: status.root(),
            context: context.to_field(),
            scope,
            nullifier: nullifier(&held.secret, &scope),
            predicate: Predicate::Age {
                slot,
                cutoff: cutoff.context("no date is that early")?,
            },
        })
    }

    /// The presentation of a statement: the names of the records that it is about, and the proof.
    pub fn presentation(
        &self,
        version: u16,
        statement: &Statement,
        asked: &Asked<'_>,
        proof: [u8; limits::UNCOMPRESSED_PROOF_BYTES],
    ) -> Presentation<[u8; 32]> {
        Presentation {
            policy: asked.policy.id(),
            beneficiary: asked.beneficiary,
            version,
            issuer: self.issuer.did,
            key: FIRST_KEY,
            list: self.list,
            status_root: statement.status_root.to_bytes(),
            date: statement.date.0,
            nullifier: statement.nullifier.to_bytes(),
            challenge: asked.challenge,
            expires: asked.expires,
            proof,
        }
    }
}

/// The witness of a holder: secrets, credential and path in the status list.
fn witness(held: &Held, status: &StatusTree) -> Result<Witness> {
    Ok(Witness {
        secret: held.secret,
        blinding: held.blinding,
        index: held.meta.index,
        from: held.meta.from,
        until: held.meta.until,
        claims: held.claims.clone(),
        signature: held.signature,
        status: status.path(held.meta.index).context("no such index")?,
        set_path: None,
    })
}

/// The words of a page, as the RPC writes them.
fn words(bits: &serde_json::Value) -> Result<Words> {
    let bytes = const_hex::decode(bits.as_str().context("no bits")?)?;
    let (words, rest) = bytes.as_chunks::<8>();
    ensure!((words.len(), rest.len()) == (WORDS, 0), "no page");
    Ok(std::array::from_fn(|word| u64::from_le_bytes(words[word])))
}
