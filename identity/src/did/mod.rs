//! Decentralised identifiers of the method `did:aura`, as the standards show them.
//!
//! - [`Document`]: the document, in the JSON of [DID Core 1.1](https://www.w3.org/TR/did-1.1/).
//! - [`resolve`]: from a DID to its document, with [`ResolutionOptions`] and to a [`Resolution`],
//!   as [DID Resolution](https://www.w3.org/TR/did-resolution/) defines it.
//! - [`DidUrl`], [`dereference`]: from a DID URL to what it names.
//! - [`Chain`]: what is needed of a node for that.
//! - [`media_type`]: which formats there are, and which one is wanted.
//!
//! The identifier itself is [`aura_primitives::did::Did`]. The method is specified in
//! `docs/did-method.md`.

mod accept;
mod chain;
mod dereference;
mod document;
mod error;
mod history;
pub mod multikey;
mod options;
mod problem;
mod resolution;
mod resolve;
mod services;
mod url;

pub use accept::{media_type, negotiate};
pub use chain::{BlockRef, Chain, ChainError, Head};
pub use dereference::{dereference, Content, Dereferencing, InContext};
pub use document::{Context, Document, OneOrMany, Service, VerificationMethod};
pub use error::ResolutionError;
pub use options::ResolutionOptions;
pub use problem::{ErrorType, Problem};
pub use resolution::{AsOf, Controllers, DocumentMetadata, Resolution, ResolutionMetadata};
pub use resolve::resolve;
pub(crate) use url::is_did;
pub use url::{DidUrl, DidUrlError};
