//! Documents with proofs, and their canonical forms.

use super::{
    contexts, cryptosuite::refuse_directions, jcs, rdfc, rdfc10, Budget, Cryptosuite,
    DataIntegrityError, HashData,
};
use oxrdf::Dataset;
use serde_json::Value;
use std::cell::OnceCell;

type Result<T, E = DataIntegrityError> = std::result::Result<T, E>;

/// A [secured document](https://www.w3.org/TR/vc-data-integrity/#dfn-secured-data-document). It is
/// canonicalized without its proofs, once for each suite, for any number of proofs.
pub(crate) struct SecuredDocument<'a> {
    document: &'a Value,
    /// The document without `proof`.
    unsecured: Value,
    budget: &'a Budget,
    dataset: OnceCell<Result<Dataset>>,
    rdfc: OnceCell<Result<String>>,
    jcs: OnceCell<String>,
    /// As `jcs`, with the other spelling of a single context: bare, or a list of one.
    jcs_respelled: OnceCell<String>,
}

impl<'a> SecuredDocument<'a> {
    pub(crate) fn new(document: &'a Value, budget: &'a Budget) -> Self {
        let mut unsecured = document.clone();
        if let Some(members) = unsecured.as_object_mut() {
            members.remove("proof");
        }
        Self {
            document,
            unsecured,
            budget,
            dataset: OnceCell::new(),
            rdfc: OnceCell::new(),
            jcs: OnceCell::new(),
            jcs_respelled: OnceCell::new(),
        }
    }

    /// The document with its proofs.
    pub(crate) fn document(&self) -> &'a Value {
        self.document
    }

    /// The document without its proofs.
    pub(super) fn unsecured(&self) -> &Value {
        &self.unsecured
    }

    /// Checks that every term outside the proofs is defined.
    ///
    /// # Errors
    ///
    /// Those of [`rdfc::defined`].
    pub(crate) fn defined(&self) -> Result<()> {
        self.dataset().map(drop)
    }

    /// Hash data of a proof with these options. A `@context` in the options must be that of the
    /// document.
    ///
    /// # Errors
    ///
    /// An undefined term in document or options; see [`rdfc::canonical`].
    pub(super) fn hash(&self, suite: Cryptosuite, options: &Value) -> Result<HashData> {
        match suite {
            Cryptosuite::EddsaJcs2022 => {
                self.options_defined(options)?;
                self.defined()?;
                Ok(HashData {
                    document: self.jcs(options.get("@context")).clone(),
                    config: jcs::canonical(options),
                })
            }
            Cryptosuite::EddsaRdfc2022 => {
                let document = self.rdfc()?.clone();
                let options = self.options_in_context(options);
                refuse_directions(&options)?;
                let config = rdfc::canonical_within(&options, self.budget)?;
                Ok(HashData { document, config })
            }
        }
    }

    fn dataset(&self) -> Result<&Dataset> {
        let dataset = || rdfc::dataset(&self.unsecured, self.budget);
        let dataset = self.dataset.get_or_init(dataset);
        dataset.as_ref().map_err(Clone::clone)
    }

    fn rdfc(&self) -> Result<&String> {
        let canonical = || {
            refuse_directions(&self.unsecured)?;
            rdfc::check_numbers(&self.unsecured)?;
            rdfc10::canonical(self.dataset()?, self.budget)
        };
        let canonical = self.rdfc.get_or_init(canonical);
        canonical.as_ref().map_err(Clone::clone)
    }

    fn jcs(&self, context: Option<&Value>) -> &String {
        let own = self.unsecured.get("@context");
        match context {
            Some(context) if own.is_some_and(|own| own.is_array() != context.is_array()) => {
                self.jcs_respelled.get_or_init(|| {
                    let mut document = self.unsecured.clone();
                    if let Some(members) = document.as_object_mut() {
                        members.insert("@context".into(), context.clone());
                    }
                    jcs::canonical(&document)
                })
            }
            _ => self.jcs.get_or_init(|| jcs::canonical(&self.unsecured)),
        }
    }

    /// Checks that every term of a proof's options is defined, by their own context or by that of
    /// the document.
    fn options_defined(&self, options: &Value) -> Result<()> {
        match options.get("@context") {
            Some(_) => rdfc::defined_within(options, self.budget),
            None => rdfc::defined_within(&self.options_in_context(options), self.budget),
        }
    }

    /// The options with the context of the document.
    fn options_in_context(&self, options: &Value) -> Value {
        let mut options = options.clone();
        if let (Some(members), Some(context)) =
            (options.as_object_mut(), self.unsecured.get("@context"))
        {
            members.insert("@context".into(), context.clone());
        }
        options
    }

    /// Returns true if a `@context` has the same entries as that of the document.
    pub(super) fn has_context(&self, context: &Value) -> bool {
        contexts::entries_of(context) == contexts::entries(&self.unsecured)
    }
}

impl Cryptosuite {
    /// Transformation: the canonical forms of a document and of the options of a proof, which are
    /// the proof without its `proofValue`.
    ///
    /// # Errors
    ///
    /// An undefined term in document or options; see [`rdfc::canonical`].
    pub fn hash(self, document: &Value, options: &Value) -> Result<HashData, DataIntegrityError> {
        SecuredDocument::new(document, &Budget::default()).hash(self, options)
    }
}
