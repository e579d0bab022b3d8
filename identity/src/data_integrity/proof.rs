//! Proofs of [Data Integrity](https://www.w3.org/TR/vc-data-integrity/).

use super::{
    jcs, multibase, shown, Budget, Cryptosuite, DataIntegrityError, HashData, SecuredDocument,
};
use crate::{limits::MAX_PROOFS, DateTime};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Purpose of a proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProofPurpose {
    /// Assertion of facts: credentials.
    AssertionMethod,
    /// Authentication of the holder: presentations.
    Authentication,
}

impl ProofPurpose {
    /// Name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AssertionMethod => "assertionMethod",
            Self::Authentication => "authentication",
        }
    }
}

/// Options of a proof to be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProofConfig {
    /// Cryptographic suite.
    pub cryptosuite: Cryptosuite,
    /// DID URL of the verification method.
    pub verification_method: String,
    /// Purpose of the proof.
    pub purpose: ProofPurpose,
    /// Time of signing.
    pub created: Option<DateTime>,
    /// Expiry.
    pub expires: Option<DateTime>,
    /// Challenge of the verifier, against replay.
    pub challenge: Option<String>,
    /// Name of the verifier.
    pub domain: Option<String>,
}

impl ProofConfig {
    /// Options with the required members alone.
    pub fn new(
        cryptosuite: Cryptosuite,
        purpose: ProofPurpose,
        verification_method: impl Into<String>,
    ) -> Self {
        Self {
            cryptosuite,
            verification_method: verification_method.into(),
            purpose,
            created: None,
            expires: None,
            challenge: None,
            domain: None,
        }
    }

    /// The proof without its `proofValue`.
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, value: Option<String>| {
            members.extend(value.map(|value| (name.into(), Value::from(value))));
        };
        put("type", Some("DataIntegrityProof".into()));
        put("cryptosuite", Some(self.cryptosuite.name().into()));
        put("created", self.created.map(|time| time.to_string()));
        put("expires", self.expires.map(|time| time.to_string()));
        put("verificationMethod", Some(self.verification_method.clone()));
        put("proofPurpose", Some(self.purpose.name().into()));
        put("challenge", self.challenge.clone());
        put("domain", self.domain.clone());
        Value::Object(members)
    }
}

/// Secures a document: adds a proof to its proofs. The others are unchanged, whatever their suites.
///
/// `sign` gets the 64 bytes that Ed25519 signs.
///
/// # Errors
///
/// An undefined term; more than [`MAX_PROOFS`]; an error of `sign`.
pub(crate) fn secure(
    document: &Value,
    config: &ProofConfig,
    sign: impl FnOnce(&[u8]) -> Result<[u8; 64], DataIntegrityError>,
) -> Result<Value, DataIntegrityError> {
    let hash = |document: &Value, options: &Value| config.cryptosuite.hash(document, options);
    secure_with(document, config, hash, sign)
}

/// Secures plain JSON, without `@context`: there are no JSON-LD terms to check. Readers must know
/// every member.
pub(crate) fn secure_plain(
    document: &Value,
    config: &ProofConfig,
    sign: impl FnOnce(&[u8]) -> Result<[u8; 64], DataIntegrityError>,
) -> Result<Value, DataIntegrityError> {
    let hash = |document: &Value, options: &Value| Ok(hash_plain(document, options));
    secure_with(document, config, hash, sign)
}

fn hash_plain(document: &Value, options: &Value) -> HashData {
    HashData {
        document: jcs::canonical(document),
        config: jcs::canonical(options),
    }
}

fn secure_with(
    document: &Value,
    config: &ProofConfig,
    hash: impl FnOnce(&Value, &Value) -> Result<HashData, DataIntegrityError>,
    sign: impl FnOnce(&[u8]) -> Result<[u8; 64], DataIntegrityError>,
) -> Result<Value, DataIntegrityError> {
    let mut secured = document.clone();
    let members = secured
        .as_object_mut()
        .ok_or(DataIntegrityError::Malformed("document"))?;
    let others = members.remove("proof");
    let mut options = config.to_json();
    if config.cryptosuite == Cryptosuite::EddsaJcs2022 {
        if let (Some(options), Some(context)) = (options.as_object_mut(), members.get("@context")) {
            options.insert("@context".into(), context.clone());
        }
    }
    let data = hash(&secured, &options)?;
    let signature = sign(&data.to_bytes())?;
    let mut proof = options;
    if let Some(proof) = proof.as_object_mut() {
        proof.insert("proofValue".into(), multibase::base58btc(&signature).into());
    }
    if let (Some(members), Some(others)) = (secured.as_object_mut(), others) {
        members.insert("proof".into(), others);
    }
    add_proof(&mut secured, proof)?;
    Ok(secured)
}

/// Adds a proof to the proofs of a document.
pub(crate) fn add_proof(document: &mut Value, proof: Value) -> Result<(), DataIntegrityError> {
    let members = document
        .as_object_mut()
        .ok_or(DataIntegrityError::Malformed("document"))?;
    let mut all = match members.remove("proof") {
        None => Vec::new(),
        Some(Value::Array(proofs)) => proofs,
        Some(one) => vec![one],
    };
    if all.len() >= MAX_PROOFS {
        return Err(DataIntegrityError::TooManyProofs);
    }
    all.push(proof);
    let proofs = match <[Value; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(all) => Value::Array(all),
    };
    members.insert("proof".into(), proofs);
    Ok(())
}

/// A proof of a document, read strictly.
#[derive(Clone, PartialEq, Debug)]
pub struct Proof {
    /// Cryptographic suite; `None` if it is not supported.
    pub cryptosuite: Option<Cryptosuite>,
    /// Identifier of the suite, supported or not.
    pub suite_name: String,
    /// DID URL of the verification method.
    pub verification_method: String,
    /// Purpose: `assertionMethod` or another relationship.
    pub purpose: String,
    /// Time of signing, as the signer claims.
    pub created: Option<DateTime>,
    /// Expiry.
    pub expires: Option<DateTime>,
    /// Challenge of the verifier.
    pub challenge: Option<String>,
    /// Names of the verifiers.
    pub domain: Vec<String>,
    json: Value,
}

/// Reads all proofs of a document.
///
/// # Errors
///
/// [`DataIntegrityError::Malformed`] names the malformed member; `TooManyProofs`, `ProofChain`.
pub fn proofs(document: &Value) -> Result<Vec<Proof>, DataIntegrityError> {
    let proofs = match document.get("proof") {
        None => &[],
        Some(Value::Array(proofs)) => proofs.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    if proofs.len() > MAX_PROOFS {
        return Err(DataIntegrityError::TooManyProofs);
    }
    proofs.iter().map(Proof::read).collect()
}

impl Proof {
    fn read(json: &Value) -> Result<Self, DataIntegrityError> {
        let text = |name: &'static str| match json.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(DataIntegrityError::Malformed(name)),
        };
        let needed = |name| text(name)?.ok_or(DataIntegrityError::Malformed(name));
        let time = |name: &'static str| {
            text(name)?
                .map(|text| DateTime::from_timestamp(&text))
                .transpose()
                .map_err(|_| DataIntegrityError::Date(name))
        };
        if needed("type")? != "DataIntegrityProof" {
            return Err(DataIntegrityError::Malformed("proof.type"));
        }
        if json.get("previousProof").is_some() {
            return Err(DataIntegrityError::ProofChain);
        }
        let domain = match json.get("domain") {
            Some(Value::Array(domains)) => domains
                .iter()
                .map(|domain| domain.as_str().map(Into::into))
                .collect::<Option<Vec<String>>>()
                .ok_or(DataIntegrityError::Malformed("domain"))?,
            _ => text("domain")?.into_iter().collect(),
        };
        let suite_name = needed("cryptosuite")?;
        Ok(Self {
            cryptosuite: Cryptosuite::from_name(&suite_name),
            suite_name,
            verification_method: needed("verificationMethod")?,
            purpose: needed("proofPurpose")?,
            created: time("created")?,
            expires: time("expires")?,
            challenge: text("challenge")?,
            domain,
            json: json.clone(),
        })
    }

    /// Verifies the signature over a document, which may still have its proofs. The caller checks
    /// that the key may sign.
    ///
    /// # Errors
    ///
    /// [`DataIntegrityError::OtherSuite`], `ProofContext`, `ProofValue`, `Signature`, and
    /// `UndefinedTerm` in the document or the proof.
    pub fn verify(&self, document: &Value, key: &[u8; 32]) -> Result<(), DataIntegrityError> {
        self.verify_secured(&SecuredDocument::new(document, &Budget::default()), key)
    }

    /// As [`Proof::verify`], for one of several proofs of a document.
    pub(crate) fn verify_secured(
        &self,
        document: &SecuredDocument<'_>,
        key: &[u8; 32],
    ) -> Result<(), DataIntegrityError> {
        self.verify_with(document, key, |suite, options| {
            document.hash(suite, options)
        })
    }

    /// As [`Proof::verify`], for a document that [`secure_plain`] secured.
    pub(crate) fn verify_plain(
        &self,
        document: &Value,
        key: &[u8; 32],
    ) -> Result<(), DataIntegrityError> {
        let budget = Budget::default();
        let document = SecuredDocument::new(document, &budget);
        self.verify_with(&document, key, |_, options| {
            Ok(hash_plain(document.unsecured(), options))
        })
    }

    fn verify_with(
        &self,
        document: &SecuredDocument<'_>,
        key: &[u8; 32],
        hash: impl FnOnce(Cryptosuite, &Value) -> Result<HashData, DataIntegrityError>,
    ) -> Result<(), DataIntegrityError> {
        let suite = self
            .cryptosuite
            .ok_or_else(|| DataIntegrityError::OtherSuite(shown(&self.suite_name)))?;
        let mut options = self.json.clone();
        let value = options
            .as_object_mut()
            .and_then(|options| options.remove("proofValue"));
        let signature: [u8; 64] = value
            .as_ref()
            .and_then(Value::as_str)
            .filter(|text| text.starts_with('z'))
            .and_then(multibase::decode)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(DataIntegrityError::ProofValue)?;
        // The standard permits contexts that were added after signing. No one signed their meaning,
        // so they are refused.
        let context = options.get("@context");
        if !context.is_none_or(|context| document.has_context(context)) {
            return Err(DataIntegrityError::ProofContext);
        }
        let data = hash(suite, &options)?;
        VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify_strict(&data.to_bytes(), &Signature::from_bytes(&signature)))
            .map_err(|_| DataIntegrityError::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data_integrity::contexts, did::multikey};
    use aura_primitives::did::PublicKey;
    use ed25519_dalek::{Signer, SigningKey};
    use serde_json::json;

    fn vectors() -> Value {
        jcs::parse(include_bytes!("../../tests/credential/vectors/eddsa.json")).unwrap()
    }

    fn key(text: &Value) -> [u8; 32] {
        match multikey::decode(text.as_str().unwrap()).unwrap() {
            PublicKey::Ed25519(key) => key,
            _ => panic!("another key"),
        }
    }

    fn hex(bytes: &[u8]) -> Value {
        const_hex::encode(bytes).into()
    }

    #[test]
    fn every_step_of_the_vectors_of_the_standard_is_met() {
        let vectors = vectors();
        let key = key(&vectors["key"]);
        let suites = vectors["suites"].as_array().unwrap();
        assert_eq!(suites.len(), 2);
        for vector in suites {
            let suite = Cryptosuite::from_name(vector["cryptosuite"].as_str().unwrap()).unwrap();
            let data = suite
                .hash(&vector["unsigned"], &vector["proofConfig"])
                .unwrap();
            assert_eq!(
                data.document,
                vector["canonicalDocument"].as_str().unwrap().to_owned()
            );
            assert_eq!(
                data.config,
                vector["canonicalConfig"].as_str().unwrap().to_owned()
            );
            assert_eq!(hex(&data.document_hash()), vector["documentHash"]);
            assert_eq!(hex(&data.config_hash()), vector["configHash"]);
            assert_eq!(hex(&data.to_bytes()), vector["hashData"]);

            let signed = &vector["signed"];
            let [proof] = proofs(signed).unwrap().try_into().unwrap();
            assert_eq!(signed["proof"]["proofValue"], vector["proofValue"]);
            proof.verify(signed, &key).unwrap();

            // Securing with that signature makes the same document.
            let config = ProofConfig {
                created: proof.created,
                ..ProofConfig::new(
                    suite,
                    ProofPurpose::AssertionMethod,
                    &proof.verification_method,
                )
            };
            let signature =
                const_hex::decode_to_array(vector["signature"].as_str().unwrap()).unwrap();
            assert_eq!(
                &secure(&vector["unsigned"], &config, |_| Ok(signature)).unwrap(),
                signed
            );
        }
    }

    /// The context of the vector is not a known one, so the test begins at the canonical form.
    #[test]
    fn the_second_vector_of_rdfc_is_met() {
        let vectors = vectors();
        let vector = &vectors["employment"];
        let text = |name: &str| vector[name].as_str().unwrap().to_owned();
        let data = HashData {
            document: text("canonicalDocument"),
            config: text("canonicalConfig"),
        };
        assert_eq!(hex(&data.document_hash()), vector["documentHash"]);
        assert_eq!(hex(&data.config_hash()), vector["configHash"]);
        assert_eq!(hex(&data.to_bytes()), vector["hashData"]);
        let signature = const_hex::decode_to_array(text("signature")).unwrap();
        VerifyingKey::from_bytes(&key(&vectors["key"]))
            .unwrap()
            .verify_strict(&data.to_bytes(), &Signature::from_bytes(&signature))
            .unwrap();
    }

    #[test]
    fn each_proof_of_a_set_stands_alone() {
        let vectors = vectors();
        let vector = &vectors["proofSet"];
        let signed = &vector["signed"];
        let all = proofs(signed).unwrap();
        assert_eq!(all.len(), 2);
        all[0].verify(signed, &key(&vector["keys"][0])).unwrap();
        all[1].verify(signed, &key(&vector["keys"][1])).unwrap();
        let refused = all[0].verify(signed, &key(&vector["keys"][1]));
        assert_eq!(refused, Err(DataIntegrityError::Signature));
        assert_eq!(
            proofs(&vector["chain"]),
            Err(DataIntegrityError::ProofChain)
        );
    }

    fn secured(suite: Cryptosuite) -> (Value, [u8; 32]) {
        let key = SigningKey::from_bytes(&[7; 32]);
        let config = ProofConfig {
            created: Some(DateTime::from_millis(0)),
            ..ProofConfig::new(suite, ProofPurpose::AssertionMethod, "did:example:a#key-1")
        };
        let signed = secure(&vectors()["suites"][0]["unsigned"], &config, |bytes| {
            Ok(key.sign(bytes).to_bytes())
        });
        (signed.unwrap(), key.verifying_key().to_bytes())
    }

    fn verify(document: &Value, key: &[u8; 32]) -> Result<(), DataIntegrityError> {
        proofs(document)?.first().unwrap().verify(document, key)
    }

    #[test]
    fn whatever_is_altered_is_noticed() {
        for suite in Cryptosuite::ALL {
            let (signed, key) = secured(suite);
            verify(&signed, &key).unwrap();
            for (pointer, value) in [
                (
                    "/id",
                    json!("urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc34"),
                ),
                ("/credentialSubject/id", json!("did:example:b")),
                ("/credentialSubject/alumniOf", json!("Another School")),
                ("/validFrom", json!("2023-01-01T00:00:01Z")),
                ("/proof/created", json!("1970-01-01T00:00:01Z")),
                ("/proof/proofPurpose", json!("authentication")),
                ("/proof/verificationMethod", json!("did:example:a#key-2")),
            ] {
                let mut altered = signed.clone();
                *altered.pointer_mut(pointer).unwrap() = value;
                assert_eq!(
                    verify(&altered, &key),
                    Err(DataIntegrityError::Signature),
                    "{pointer}"
                );
            }
            let mut altered = signed.clone();
            altered["proof"]["domain"] = json!("verifier.example");
            assert_eq!(verify(&altered, &key), Err(DataIntegrityError::Signature));
            assert_eq!(
                verify(&signed, &[3; 32]),
                Err(DataIntegrityError::Signature)
            );
        }
    }

    #[test]
    fn a_context_that_was_added_later_is_refused() {
        let (mut signed, key) = secured(Cryptosuite::EddsaJcs2022);
        let contexts = signed["@context"].as_array_mut().unwrap();
        contexts.push(json!({"alumniOf": "https://a.example/#enemyOf"}));
        assert_eq!(verify(&signed, &key), Err(DataIntegrityError::ProofContext));
    }

    #[test]
    fn only_one_spelling_of_a_signature_is_taken() {
        let (signed, key) = secured(Cryptosuite::EddsaJcs2022);
        let good = signed["proof"]["proofValue"].as_str().unwrap().to_owned();
        let bytes = multibase::decode(&good).unwrap();
        for bad in [
            json!(null),
            json!(good[1..]),
            json!(multibase::base64url(&bytes)),
            json!(multibase::base58btc(&bytes[..63])),
            json!(multibase::base58btc(&[&bytes[..], &[0]].concat())),
            json!(format!("z1{}", &good[1..])),
            json!(format!("{good} ")),
            json!(""),
        ] {
            let mut altered = signed.clone();
            altered["proof"]["proofValue"] = bad.clone();
            assert_eq!(
                verify(&altered, &key),
                Err(DataIntegrityError::ProofValue),
                "{bad}"
            );
        }
    }

    #[test]
    fn malformed_proofs_are_refused_by_name() {
        let (signed, _) = secured(Cryptosuite::EddsaRdfc2022);
        for (name, value, error) in [
            (
                "type",
                json!("Ed25519Signature2020"),
                DataIntegrityError::Malformed("proof.type"),
            ),
            (
                "cryptosuite",
                json!(1),
                DataIntegrityError::Malformed("cryptosuite"),
            ),
            (
                "verificationMethod",
                json!({}),
                DataIntegrityError::Malformed("verificationMethod"),
            ),
            (
                "proofPurpose",
                json!(["assertionMethod"]),
                DataIntegrityError::Malformed("proofPurpose"),
            ),
            (
                "created",
                json!("2023-02-29T00:00:00Z"),
                DataIntegrityError::Date("created"),
            ),
            (
                "expires",
                json!("tomorrow"),
                DataIntegrityError::Date("expires"),
            ),
            (
                "domain",
                json!([1]),
                DataIntegrityError::Malformed("domain"),
            ),
        ] {
            let mut altered = signed.clone();
            altered["proof"][name] = value;
            assert_eq!(proofs(&altered), Err(error));
        }
        let mut many = signed.clone();
        many["proof"] = Value::Array(vec![signed["proof"].clone(); MAX_PROOFS + 1]);
        assert_eq!(proofs(&many), Err(DataIntegrityError::TooManyProofs));
    }

    #[test]
    fn proofs_of_other_suites_stay_as_they_are() {
        for suite in Cryptosuite::ALL {
            let other = json!({
                "type": "DataIntegrityProof",
                "cryptosuite": "aura-groth16-2026",
                "verificationMethod": "did:example:a#key-2",
                "proofPurpose": "assertionMethod",
                "proofValue": "uAAAA",
            });
            let mut unsigned = vectors()["suites"][0]["unsigned"].clone();
            unsigned["proof"] = other.clone();
            let key = SigningKey::from_bytes(&[7; 32]);
            let config =
                ProofConfig::new(suite, ProofPurpose::AssertionMethod, "did:example:a#key-1");
            let signed =
                secure(&unsigned, &config, |bytes| Ok(key.sign(bytes).to_bytes())).unwrap();
            assert_eq!(signed["proof"][0], other);
            let all = proofs(&signed).unwrap();
            let public = key.verifying_key().to_bytes();
            assert!(matches!(
                all[0].verify(&signed, &public),
                Err(DataIntegrityError::OtherSuite(_))
            ));
            all[1].verify(&signed, &public).unwrap();
        }
    }

    #[test]
    fn undefined_terms_are_neither_signed_nor_verified() {
        let config =
            |suite| ProofConfig::new(suite, ProofPurpose::AssertionMethod, "did:example:a#key-1");
        for suite in Cryptosuite::ALL {
            let refused = Err(DataIntegrityError::UndefinedTerm("salary".into()));
            let mut document = vectors()["suites"][0]["unsigned"].clone();
            document["@context"] = json!(contexts::CREDENTIALS_V2);
            document["type"] = json!("VerifiableCredential");
            document["credentialSubject"] = json!({"salary": 1});
            assert_eq!(secure(&document, &config(suite), |_| Ok([0; 64])), refused);
            let mut signed = document.clone();
            signed["credentialSubject"] = json!({"id": "did:example:a"});
            let mut signed = secure(&signed, &config(suite), |_| Ok([0; 64])).unwrap();
            signed["proof"]["salary"] = json!(1);
            assert_eq!(verify(&signed, &[7; 32]), refused.map(|_: Value| ()));
        }
        let mut document = vectors()["suites"][0]["unsigned"].clone();
        document["name"] = json!({"@value": "x", "@language": "en", "@direction": "ltr"});
        let refused = Err(DataIntegrityError::UndefinedTerm("@direction".into()));
        assert_eq!(
            secure(&document, &config(Cryptosuite::EddsaRdfc2022), |_| Ok(
                [0; 64]
            )),
            refused
        );
        assert!(
            secure(&document, &config(Cryptosuite::EddsaJcs2022), |_| Ok(
                [0; 64]
            ))
            .is_ok()
        );
    }
}
