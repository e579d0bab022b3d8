//! Operations on an Aura chain: DIDs, credentials and proofs, read and changed through a node.
//!
//! - [`rpc`]: a node and its plain methods; [`state`]: the one edge to `subxt`: the state after a
//!   block, and transactions.
//! - [`did`], [`credentials`], [`zkp`]: a module per pallet, each with its runtime APIs, its calls and
//!   its errors.
//! - [`text`], [`display`]: text that people write, and text that is shown to them.
//!
//! It knows no runtime's types: what it reads of the state is decoded with the metadata of that
//! state, so that one binary serves both phases. It opens no files and no terminal: a caller is told
//! of waits through [`Progress`].

pub mod credentials;
pub mod did;
pub mod display;
mod error;
pub mod rpc;
pub mod session_keys;
pub mod state;
pub mod text;
mod url;
pub mod zkp;

pub use error::Error;
pub use session_keys::SessionKeys;
pub use url::NodeUrl;

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Tells the user what an operation waits for.
pub type Progress = fn(&str);
