//! Verification and issuance by the library [`ssi`].
//!
//! It loads nothing from a network: it uses contexts of its own, and the caller provides the DIDs.

use chrono::{DateTime, Utc};
use futures_executor::block_on;
use iref::IriBuf;
use serde_json::Value;
use ssi::{
    claims::{
        data_integrity::{AnyInputOptions, AnySuite, CryptographicSuite, DataIntegrity, Proof},
        vc::v2::{syntax::JsonPresentation, JsonCredential},
        VerificationParameters,
    },
    dids::{
        document::representation::MediaType, resolution::Output, DIDBuf, DIDKey, DIDResolver,
        StaticDIDResolver, VerificationMethodDIDResolver,
    },
    verification_methods::{AnyMethod, ProofPurpose, ReferenceOrOwned, SingleSecretSigner},
    JWK,
};

/// Reason for which a document was refused.
pub type Refused = Box<dyn std::error::Error>;
/// A credential with its proofs.
type Credential = DataIntegrity<JsonCredential, AnySuite>;
/// A presentation of such credentials with its proofs.
type Presentation = DataIntegrity<JsonPresentation<Credential>, AnySuite>;

/// Verifies a credential: every proof by its key in the DID document, and the dates. `ssi` does
/// not ask for the relationships of a key.
///
/// # Errors
///
/// If `ssi` refuses it.
pub fn verify_credential(
    credential: &Value,
    did: &Value,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let credential: Credential = serde_json::from_value(credential.clone())?;
    Ok(block_on(credential.verify(parameters(did, now)?))??)
}

/// Verifies those proofs of a credential whose suites `ssi` has, one by one.
///
/// # Errors
///
/// If `ssi` refuses one of them, or has none of their suites.
pub fn verify_known_proofs(
    credential: &Value,
    did: &Value,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let credential: Credential = serde_json::from_value(credential.clone())?;
    let is_known = |proof: &Proof<AnySuite>| !matches!(proof.suite(), AnySuite::Unknown(_));
    let known: Vec<_> = credential.proofs.into_iter().filter(is_known).collect();
    if known.is_empty() {
        return Err("no proof has a supported suite".into());
    }
    for proof in known {
        let alone = Credential::new(credential.claims.clone(), proof.into());
        block_on(alone.verify(parameters(did, now)?))??;
    }
    Ok(())
}

/// Verifies a presentation likewise, without the credentials in it.
///
/// # Errors
///
/// If `ssi` refuses it.
pub fn verify_presentation(
    presentation: &Value,
    did: &Value,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let presentation: Presentation = serde_json::from_value(presentation.clone())?;
    Ok(block_on(presentation.verify(parameters(did, now)?))??)
}

type Resolver = VerificationMethodDIDResolver<StaticDIDResolver, AnyMethod>;

/// Parameters with a single DID document. It is read as JSON: for JSON-LD, `ssi` requires the first
/// version of the DID context.
fn parameters(
    did: &Value,
    now: DateTime<Utc>,
) -> Result<VerificationParameters<Resolver>, Refused> {
    let bytes = did.to_string().into_bytes();
    let output = Output::from_content(bytes, Some(MediaType::Json.to_string()));
    let did = did["id"].as_str().unwrap_or_default().to_owned();
    let mut known = StaticDIDResolver::new();
    known.insert(DIDBuf::from_string(did)?, output);
    Ok(VerificationParameters::from_resolver(known.into_vm_resolver()).with_date_time(now))
}

/// An issuer and presenter with `ssi`, by eddsa-rdfc-2022.
pub struct Issuer {
    key: JWK,
    /// `did:key` of the issuer.
    pub did: String,
    method: IriBuf,
}

impl Issuer {
    /// Makes an issuer from a secret Ed25519 key, as JWK.
    ///
    /// # Errors
    ///
    /// If it is not a key that `ssi` supports.
    pub fn new(key: Value) -> Result<Self, Refused> {
        let key: JWK = serde_json::from_value(key)?;
        let did = DIDKey::generate(&key)?.to_string();
        let method = IriBuf::new(DIDKey::generate_url(&key)?.to_string())?;
        Ok(Self { key, did, method })
    }

    /// Issues a credential.
    ///
    /// # Errors
    ///
    /// If `ssi` does not sign it.
    pub fn issue(&self, unsigned: Value, created: &str) -> Result<Value, Refused> {
        let credential: JsonCredential = serde_json::from_value(unsigned)?;
        let options = self.options(ProofPurpose::Assertion, created)?;
        let signed: Credential = block_on(AnySuite::EdDsaRdfc2022.sign(
            credential,
            DIDKey.into_vm_resolver::<AnyMethod>(),
            SingleSecretSigner::new(self.key.clone()).into_local(),
            options,
        ))?;
        Ok(serde_json::to_value(signed)?)
    }

    /// Presents credentials to a verifier that sent a challenge.
    ///
    /// # Errors
    ///
    /// If `ssi` does not sign it.
    pub fn present(
        &self,
        unsigned: Value,
        created: &str,
        challenge: &str,
        domain: &str,
    ) -> Result<Value, Refused> {
        let presentation: JsonPresentation<Credential> = serde_json::from_value(unsigned)?;
        let mut options = self.options(ProofPurpose::Authentication, created)?;
        options.challenge = Some(challenge.into());
        options.domains = vec![domain.into()];
        let signed: Presentation = block_on(AnySuite::EdDsaRdfc2022.sign(
            presentation,
            DIDKey.into_vm_resolver::<AnyMethod>(),
            SingleSecretSigner::new(self.key.clone()).into_local(),
            options,
        ))?;
        Ok(serde_json::to_value(signed)?)
    }

    fn options(&self, purpose: ProofPurpose, created: &str) -> Result<AnyInputOptions, Refused> {
        let method = ReferenceOrOwned::Reference(self.method.clone());
        let mut options = AnyInputOptions::from_method(method);
        options.proof_purpose = purpose;
        // The time keeps its text, which only parsing preserves.
        options.created = Some(serde_json::from_value(created.into())?);
        Ok(options)
    }
}
