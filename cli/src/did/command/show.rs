//! The command `aura did show`.

use crate::{
    did::{signers::address, submit::Common, Problem},
    output::{self, tame},
    outside::system,
    rpc::Node,
    Outcome, Result,
};
use aura_identity::did::{multikey, Document, DocumentMetadata, Resolution, ResolutionOptions};
use aura_primitives::did::{Did, PublicKey, Relationship};
use clap::Args;
use subxt::rpcs::rpc_params;

/// Shows a DID as a node resolves it, as of the last final block.
#[derive(Debug, Args)]
pub struct Show {
    /// The DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    /// Show the version that this block set.
    #[arg(long, value_name = "N", conflicts_with = "version_time")]
    pub version_id: Option<u32>,

    /// Show the version that was valid at this time, as in 2026-01-31T12:00:00Z.
    #[arg(long, value_name = "T")]
    pub version_time: Option<String>,

    /// Show the DID as of the best block, which may not be final.
    #[arg(long)]
    pub best: bool,
}

impl Show {
    pub(super) async fn run(self) -> Result<Outcome> {
        let common = &self.common;
        common.connection.check(std::slice::from_ref(&common.url))?;
        // DIDs of other methods are passed on too: the node says what is wrong with them.
        let did = if self.did.starts_with("did:") {
            self.did.clone()
        } else {
            let wallet = common.access.open()?;
            let did: Did = wallet.find(&self.did)?.did;
            did.to_string()
        };
        let mut options = ResolutionOptions::default();
        if let Some(block) = self.version_id {
            options = options.with_version_id(block);
        }
        if let Some(time) = &self.version_time {
            options = options.with("versionTime", time.clone());
        }
        if self.best {
            options = options.at_best();
        }
        let node = Node::connect(system(), &common.url, output::progress).await?;
        let params = rpc_params![&did, options];
        let resolution: Resolution = node.request("did_resolve", params).await?;
        if common.json {
            output::print_json(&resolution)?;
        }
        if let Some(problem) = &resolution.did_resolution_metadata.error {
            return Err(Problem::Resolution {
                title: tame(&problem.title),
                detail: tame(&problem.detail),
            }
            .into());
        }
        if !common.json {
            output::print(text(&did, &resolution).as_bytes())?;
        }
        Ok(Outcome::Done)
    }
}

/// Formats the result of a resolution for people.
pub(super) fn text(did: &str, resolution: &Resolution) -> String {
    let about = &resolution.did_document_metadata;
    let mut lines = vec![("DID", tame(did))];
    let mut line = |name: &'static str, text: String| lines.push((name, tame(&text)));
    versions(about, &mut line);
    if let Some(document) = &resolution.did_document {
        parts(document, &mut line);
    }
    if let Some(block) = resolution.did_resolution_metadata.block {
        let hash = const_hex::encode_prefixed(block.hash);
        line("As of", format!("block {} {hash}", block.number));
    }
    output::aligned("", &lines)
}

fn versions(about: &DocumentMetadata, line: &mut impl FnMut(&'static str, String)) {
    if about.deactivated == Some(true) {
        line("State", "deactivated".into());
    }
    if let Some(created) = &about.created {
        line("Created", created.to_string());
    }
    if let Some(updated) = &about.updated {
        line("Updated", updated.to_string());
    }
    for (name, version) in [
        ("Version", &about.version_id),
        ("Before it", &about.previous_version_id),
        ("After it", &about.next_version_id),
    ] {
        if let Some(version) = version {
            line(name, version.clone());
        }
    }
    if let Some(control) = &about.control {
        let threshold = control.threshold;
        if control.controllers.is_empty() {
            line("Controlled by", format!("{threshold} of its own keys"));
        } else {
            line("Controlled by", format!("{threshold} of these:"));
        }
        for controller in &control.controllers {
            let account = const_hex::decode_to_array(controller);
            let name = account.map_or_else(|_| controller.clone(), |account| address(&account));
            line("", name);
        }
    }
    if let Some(nonce) = about.nonce {
        line("Operations", nonce.to_string());
    }
}

fn parts(document: &Document, line: &mut impl FnMut(&'static str, String)) {
    for name in &document.also_known_as {
        line("Also known as", name.clone());
    }
    for method in &document.verification_method {
        let state = match (&method.revoked, &method.expires) {
            (Some(since), _) => format!("revoked {since}"),
            (None, Some(since)) => format!("retired {since}"),
            (None, None) => "active".into(),
        };
        let fragment = fragment(&method.id);
        let key = &method.public_key_multibase;
        line("Key", format!("{fragment} {state} {key}"));
        let used: Vec<_> = Relationship::ALL
            .into_iter()
            .filter(|relationship| {
                let list = match relationship {
                    Relationship::Authentication => &document.authentication,
                    Relationship::AssertionMethod => &document.assertion_method,
                    Relationship::KeyAgreement => &document.key_agreement,
                    Relationship::CapabilityInvocation => &document.capability_invocation,
                    Relationship::CapabilityDelegation => &document.capability_delegation,
                };
                list.contains(&method.id)
            })
            .map(Relationship::name)
            .collect();
        if !used.is_empty() {
            line("", used.join(", "));
        }
        if let Ok(PublicKey::Jubjub(_)) = multikey::decode(key) {
            line(
                "",
                "for proofs: it signs credentials, not operations".into(),
            );
        }
    }
    for service in &document.service {
        let endpoints = serde_json::to_string(&service.service_endpoint).unwrap_or_default();
        let (fragment, kind) = (fragment(&service.id), &service.kind);
        line("Service", format!("{fragment} {kind} {endpoints}"));
    }
}

fn fragment(url: &str) -> String {
    match url.split_once('#') {
        Some((_, fragment)) => format!("#{fragment}"),
        None => url.into(),
    }
}
