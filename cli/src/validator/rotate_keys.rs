//! `aura validator rotate-keys`.

use crate::{
    account,
    cli::Connection,
    environment, output,
    outside::system,
    rpc::Node,
    secret::Source,
    session_keys::DecodedKeys,
    state::{Call, State},
    transaction::FinalTransaction,
    Error, NodeUrl, Outcome, Result, SessionKeys,
};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use subxt::{
    config::substrate::{AccountId32, H256},
    dynamic::{self, Value},
    ext::scale_value::Composite,
    rpcs::{methods::legacy::Bytes, rpc_params},
};
use subxt_signer::sr25519::Keypair;

/// Sessions from the one in which keys are registered to the first one that uses them: the keys of
/// the next session are queued already.
const SESSIONS_AHEAD: u32 = 2;

/// Makes session keys; with the owner's secret it also registers them.
#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub struct RotateKeys {
    /// The RPC address of the validator's own node [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    /// The validator's account (SS58), which must sign the call.
    #[arg(long, value_name = "SS58", required_unless_present_any = ["suri_file", "ask_suri"])]
    pub owner: Option<AccountId32>,

    /// Sign with the secret in this file (mode 600, readable by you alone), a pipe or `-`.
    #[arg(long, value_name = "FILE", conflicts_with = "ask_suri")]
    pub suri_file: Option<PathBuf>,

    /// Sign with a secret that is asked for on the terminal.
    #[arg(long)]
    pub ask_suri: bool,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub connection: Connection,
}

const NOTES: &str = "Secrets are sr25519: a phrase or a seed (0x…), with derivations such as
//stash. Without a secret the call is printed for the owner to sign elsewhere.

Exit codes:
  0  done; with a secret: registered, and final
  1  an error stopped it
  2  the command line was not understood";

/// Response of the RPC method that makes new keys.
#[derive(Deserialize)]
struct Generated {
    keys: Bytes,
    proof: Option<Bytes>,
}

/// Keys that a node has made, and the call that registers them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GeneratedKeys {
    node: NodeUrl,
    owner: AccountId32,
    session_keys: SessionKeys,
    /// SCALE-encoded, in hex; so are `proof` and `call`.
    keys: String,
    proof: String,
    call: String,
    /// `None` if no secret was given.
    registered: Option<Registered>,
}

/// The block in which keys were registered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Registered {
    transaction: H256,
    block: H256,
    number: u64,
    /// First session in which the keys are in force.
    from_session: u32,
    /// True if the owner validates in this session or is in the set that the council manages.
    is_validator: bool,
}

impl RotateKeys {
    pub(crate) async fn run(self) -> Result<Outcome> {
        self.connection.check(std::slice::from_ref(&self.url))?;
        // The secret is read before the node makes keys: a wrong one must change nothing.
        let signer = self.signer()?;
        let owner = self.owner(signer.as_ref())?;

        let node = Node::connect(system(), &self.url, output::progress).await?;
        let state = node.state(node.best().await?).await?;
        let (mut made, call) = make(&node, &state, owner).await?;
        if !self.json {
            output::print(made.text().as_bytes())?;
        }
        if let Some(signer) = &signer {
            output::progress("Registering the keys; this takes until the block is final …");
            let registered = register(&node, &state, signer, &call).await?;
            if !self.json {
                output::print(registered.text(owner).as_bytes())?;
            }
            made.registered = Some(registered);
        }
        if self.json {
            output::print_json(&made)?;
        }
        Ok(Outcome::Done)
    }

    fn signer(&self) -> Result<Option<Keypair>> {
        let source = match (&self.suri_file, self.ask_suri) {
            (Some(path), _) => Source::File(path.clone()),
            (None, true) => Source::Prompt,
            (None, false) => return Ok(None),
        };
        account::keypair(&source).map(Some)
    }

    /// Returns the owner of the keys: the account that was named, or the one of the secret.
    fn owner(&self, signer: Option<&Keypair>) -> Result<AccountId32> {
        let signer = signer.map(|keys| keys.public_key().to_account_id());
        match (self.owner, signer) {
            (Some(owner), Some(signer)) if owner != signer => {
                Err(Error::OtherOwner { signer, owner })
            }
            (Some(owner), _) => Ok(owner),
            (None, Some(signer)) => Ok(signer),
            (None, None) => Err(Error::NoSecret),
        }
    }
}

/// Lets the node make keys for `owner`; returns them and the call that registers them.
async fn make(node: &Node, state: &State, owner: AccountId32) -> Result<(GeneratedKeys, Call)> {
    let method = "author_rotateKeysWithOwner";
    let account = Bytes(owner.0.to_vec());
    let generated: Generated = node.request(method, rpc_params![account]).await?;
    let proof = generated
        .proof
        .ok_or_else(|| node.misunderstood(method, &"it has no proof"))?;
    let session_keys = state.session_keys(&generated.keys.0)?;
    let call = set_keys(&session_keys, &proof.0);
    let made = GeneratedKeys {
        node: node.url().clone(),
        owner,
        keys: const_hex::encode_prefixed(&generated.keys.0),
        proof: const_hex::encode_prefixed(&proof.0),
        call: const_hex::encode_prefixed(state.encode(&call)?),
        session_keys,
        registered: None,
    };
    Ok((made, call))
}

/// Builds the call that registers `keys`.
fn set_keys(keys: &SessionKeys, proof: &[u8]) -> Call {
    let keys = keys
        .iter()
        .map(|(name, key)| (name.to_string(), Value::from_bytes(key.0)));
    let fields = [
        ("keys", Value::named_composite(keys)),
        ("proof", Value::from_bytes(proof)),
    ];
    dynamic::tx("Session", "set_keys", Composite::named(fields))
}

/// Registers keys, if the owner can pay the fee and, for its first keys, the deposit.
async fn submit_set_keys(state: &State, signer: &Keypair, call: &Call) -> Result<FinalTransaction> {
    let owner = signer.public_key().to_account_id();
    let before: Option<DecodedKeys> = state.read_of("Session", "NextKeys", &owner).await?;
    let locks = match before {
        Some(_) => 0,
        None => state.constant("Session", "KeyDeposit")?,
    };
    let fee = state.fee(signer, call).await?;
    state.expect_funds(&owner, fee, locks).await?;
    Ok(state.send(signer, call).await?)
}

async fn register(node: &Node, state: &State, signer: &Keypair, call: &Call) -> Result<Registered> {
    let sent = submit_set_keys(state, signer, call).await;
    let included = sent.inspect_err(|error| {
        if !may_be_registered(error) {
            output::progress("The new keys are not registered; they stay unused in the node.");
        }
    })?;
    let after = node.state(included.block).await?;
    let session: u32 = after
        .read("Session", "CurrentIndex")
        .await?
        .unwrap_or_default();
    let current: Option<Vec<[u8; 32]>> = after.read("Session", "Validators").await?;
    let chosen: Option<Vec<[u8; 32]>> = after.read("ValidatorSet", "Validators").await?;
    let owner = signer.public_key().0;
    Ok(Registered {
        transaction: included.transaction,
        block: included.block,
        number: included.number,
        from_session: session.saturating_add(SESSIONS_AHEAD),
        is_validator: [current, chosen]
            .into_iter()
            .flatten()
            .flatten()
            .any(|one| one == owner),
    })
}

/// True if a block may include the transaction, although its outcome was not seen.
const fn may_be_registered(error: &Error) -> bool {
    use aura_client::Error as OfClient;
    matches!(
        error,
        Error::Client(OfClient::OutcomeUnknown { .. } | OfClient::NotFinal { .. })
    )
}

impl GeneratedKeys {
    fn text(&self) -> String {
        let mut text = format!("Session keys of {}, made by {}\n", self.owner, self.node);
        for (name, key) in self.session_keys.iter() {
            text.push_str(&format!("  {name:<20} {key}\n"));
        }
        text.push_str(&format!(
            "\nAll keys\n{}\n\nProof\n{}\n",
            self.keys, self.proof
        ));
        text.push_str(&format!(
            "\nsession.set_keys, for {} to sign\n{}\n",
            self.owner, self.call
        ));
        text
    }
}

impl Registered {
    fn text(&self, owner: AccountId32) -> String {
        let mut text = format!(
            "\nRegistered in block #{} {:?}, which is final.\nThe keys are in force from session {}",
            self.number, self.block, self.from_session
        );
        if self.is_validator {
            text.push_str("; keep the earlier keys in the node until then.\n");
        } else {
            text.push_str(&format!(", once {owner} is in the validator set.\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::LOCAL_NODE;
    use subxt_signer::sr25519::dev;

    fn command(owner: Option<AccountId32>) -> RotateKeys {
        RotateKeys {
            url: LOCAL_NODE.parse().unwrap(),
            owner,
            suri_file: None,
            ask_suri: false,
            json: false,
            connection: Connection { insecure: false },
        }
    }

    #[test]
    fn the_secret_must_be_the_owners() {
        let alice = dev::alice().public_key().to_account_id();
        let bob = dev::bob();
        let refused = command(Some(alice)).owner(Some(&bob));
        assert!(matches!(refused, Err(Error::OtherOwner { .. })));
        let taken = command(Some(alice)).owner(Some(&dev::alice()));
        assert_eq!(taken.unwrap(), alice);
    }

    #[test]
    fn the_owner_is_named_or_follows_from_the_secret() {
        let alice = dev::alice().public_key().to_account_id();
        assert_eq!(command(Some(alice)).owner(None).unwrap(), alice);
        assert_eq!(command(None).owner(Some(&dev::alice())).unwrap(), alice);
        assert!(command(None).owner(None).is_err());
    }

    #[test]
    fn an_answer_without_proof_is_read_as_such() {
        let generated: Generated = serde_json::from_str(r#"{"keys":"0x0102"}"#).unwrap();
        assert_eq!(generated.keys.0, [1, 2]);
        assert!(generated.proof.is_none());
    }

    #[test]
    fn keys_may_be_registered_unless_the_outcome_is_known() {
        use aura_client::{transaction::Lost, Error as OfClient};
        let transaction = H256::zero();
        let (why, seconds) = (Lost::Expired, 60);
        let lost = || OfClient::Lost { transaction, why };
        let unseen = OfClient::OutcomeUnknown {
            transaction,
            why: Box::new(lost()),
        };
        let late = OfClient::NotFinal {
            transaction,
            seconds,
        };
        assert!(may_be_registered(&unseen.into()));
        assert!(may_be_registered(&late.into()));
        assert!(!may_be_registered(&lost().into()));
    }

    #[test]
    fn the_text_says_from_when_the_keys_are_in_force() {
        let alice = dev::alice().public_key().to_account_id();
        let registered = |is_validator| Registered {
            transaction: H256::zero(),
            block: H256::zero(),
            number: 7,
            from_session: 5,
            is_validator,
        };
        assert!(registered(true).text(alice).contains("from session 5;"));
        let later = registered(false).text(alice);
        assert!(later.contains("from session 5, once 5Grwva"), "{later}");
    }
}
