import re,os
os.chdir('/work/wt/rooms')
def rd(p): return open(p).read()
def wr(p,t):
    os.makedirs(os.path.dirname(p),exist_ok=True); open(p,'w').write(t)
def sub(p,*prs):
    t=rd(p)
    for a,b in prs:
        assert a in t,(p,a)
        t=t.replace(a,b)
    wr(p,t)
C='client/src/'; L='cli/src/'
# --- visibility and paths in client
for d,_,fs in os.walk(C):
    for f in fs:
        p=os.path.join(d,f); t=rd(p)
        t=t.replace('pub(crate)','pub').replace('crate::output::tame','crate::display::tame').replace('output::tame','display::tame').replace('output::counted','display::counted').replace('output::{counted, tame}','display::{counted, tame}')
        wr(p,t)
# --- display.rs from output.rs
o=rd(L+'output.rs')
i=o.index('/// The longest text of a node'); j=o.index('/// Writes to the standard output.')
disp=o[i:j].replace('pub(crate)','pub').replace('\nfn steers','\npub fn steers').replace('LONGEST','MAX_CHARACTERS')
o=o[:i]+o[j:]
i=o.index('/// A number with its noun'); j=o.index('/// A table with a head')
disp+=o[i:j].replace('pub(crate)','pub'); o=o[:i]+o[j:]
tests=''
for name in ['text_of_a_node_cannot_steer_the_terminal','text_of_a_node_is_cut','one_is_no_plural']:
    m=re.search(r'    #\[test\]\n    fn '+name+r'\(\) \{\n.*?\n    \}\n\n?',o,re.S)
    tests+=m.group(0).replace('LONGEST','MAX_CHARACTERS').rstrip('\n')+'\n\n'; o=o[:m.start()]+o[m.end():]
wr(C+'display.rs','//! Text for people: from nodes, in a form that is safe to show, and numbers with their nouns.\n\n'+disp.rstrip()+'\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n'+tests.rstrip()+'\n}\n')
o=o.replace('use crate::{Error, Result};\n','use crate::{Error, Result};\nuse aura_client::display::steers;\npub(crate) use aura_client::display::{counted, tame};\n')
wr(L+'output.rs',o)
# --- text
t=rd(C+'text.rs')
i=t.index('/// As [`read`], of the file at'); j=t.index('/// The lines, wherever the text')
moved=t[i:j]; t=t[:i]+t[j:]
t=t.replace('use crate::{plain_file, Error};\nuse std::path::Path;\n\n','')
wr(C+'text.rs',t)
wr(L+'text.rs','''//! Text in files that people write; see [`aura_client::text`].

pub use aura_client::text::*;

use crate::{plain_file, Error, Result};
use std::path::Path;

'''+moved.replace('crate::Result','Result').rstrip()+'\n')
# --- url
sub(C+'url.rs',('/// # Errors\n    /// If what is said','/// Checks that the connection can be read by nobody on its way.\n    ///\n    /// # Errors\n    /// If what is said'))
# --- errors
e=rd(L+'error.rs')
head,body=e.split('pub enum Error {\n',1); body=body.rsplit('}\n',1)[0]
vs=re.split(r'\n(?=    /// )',body)
names=['Unencrypted','Unreachable','NotServed','Refused','Misunderstood','NoBlock','NotTaken','Lost','Unseen','Failed','NotFinal','Did','Credentials','Proofs']
mv=[];keep=[]
for v in vs:
    m=re.search(r'^    ([A-Z]\w+)',v,re.M).group(1)
    (mv if m in names else keep).append(v.rstrip('\n'))
    if m in('Newer','Wallet'): mv.append(v.rstrip('\n'))
wr(C+'error.rs','''//! Errors of operations on a chain.

use crate::{
    state::{Lost, Refusal},
    NodeUrl,
};
use std::path::PathBuf;
use subxt::config::substrate::{AccountId32, H256};

/// What stopped an operation, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
'''+'\n\n'.join(mv)+'\n}\n')
keep.insert(-1,'''    /// What stopped an operation on the chain.
    #[error(transparent)]
    Client(#[from] aura_client::Error),''')
head='''//! What can stop a command.

use crate::text::Fault;
use aura_client::{credentials, did, zkp};
use std::{io, net::SocketAddr, path::PathBuf};
use subxt::config::substrate::AccountId32;

/// What stopped a command, and what to do about it.
#[derive(Debug, thiserror::Error)]
'''
wr(L+'error.rs',head+'pub enum Error {\n'+'\n\n'.join(keep)+'''
}

impl From<did::Problem> for Error {
    fn from(problem: did::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<credentials::Problem> for Error {
    fn from(problem: credentials::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<zkp::Problem> for Error {
    fn from(problem: zkp::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}
''')
# --- rpc: progress
t=rd(C+'rpc.rs')
t=t.replace('''use crate::{display::tame, Error, NodeUrl, Result};''','''use crate::{display::tame, Error, NodeUrl, Progress, Result};''')
t=re.sub(r'pub struct Node \{\n(.*?)\n\}',lambda m:'pub struct Node {\n'+m.group(1)+'\n    /// Tells the user what an operation waits for.\n    pub progress: Progress,\n}',t,1,re.S)
t=t.replace('pub async fn connect(url: &NodeUrl) -> Result<Self> {','pub async fn connect(url: &NodeUrl, progress: Progress) -> Result<Self> {').replace('                client,\n            }),','                client,\n                progress,\n            }),')
wr(C+'rpc.rs',t)
t=rd(C+'state/send.rs')
t=t.replace('    output,\n','')
a,b=t.split('impl Node {',1)
a=a.replace('output::progress(','(node.progress)('); b=b.replace('output::progress(','(self.progress)(')
wr(C+'state/send.rs',a+'impl Node {'+b)
t=rd(C+'state/watch.rs').replace('    output,\n','').replace('output::progress(','(self.progress)(').replace('Self::connect(self.url())','Self::connect(self.url(), self.progress)').replace('Heard::Said(text) => (self.progress)(&text)','Heard::Said(text) => (self.progress)(&text)')
wr(C+'state/watch.rs',t)
sub(C+'state/watch/tests.rs',('Node::connect(&url.parse().unwrap())','Node::connect(&url.parse().unwrap(), |_| ())'))
sub(C+'credentials/clock.rs',('use crate::{did::Chain, output::progress, Result};','use crate::{did::Chain, Result};'),('            progress(&format!','            (chain.node.progress)(&format!'),('use clap::Args;\n',''),('#[derive(Debug, Clone, Copy, Args)]','#[derive(Debug, Clone, Copy)]\n#[cfg_attr(feature = "clap", derive(clap::Args))]'),('    #[arg(long)]','    #[cfg_attr(feature = "clap", arg(long))]'))
# --- did
sub(C+'did/chain.rs',('use crate::{cli::Connection, rpc::Node, state::State, Error, NodeUrl, Result};','use crate::{rpc::Node, state::State, Error, NodeUrl, Progress, Result};'),('pub async fn connect(connection: Connection, url: &NodeUrl)','pub async fn connect(url: &NodeUrl, progress: Progress)'),('        connection.check(std::slice::from_ref(url))?;\n',''),('Node::connect(url).await','Node::connect(url, progress).await'))
t=rd(C+'did/signers.rs')
t=t.replace('''use crate::{
    wallet::{PrivateKey, Wallet},
    Error, Result,
};''','use crate::{Error, Result};').replace('use aura_zkp_core::signature::SecretKey;','use aura_wallet::{PrivateKey, Wallet};\nuse aura_zkp_core::signature::SecretKey;').replace('ZZZ','ZZZ').replace('pub(super) async fn view','pub async fn view')
wr(C+'did/signers.rs',t)
sub(C+'did/verify.rs',('use crate::wallet::{Kind, PrivateKey};','use aura_wallet::{Kind, PrivateKey};'))
# file
t=rd(C+'did/file.rs')
i=t.index('    /// Reads'); 
m=re.search(r'((?:    ///[^\n]*\n)*)    pub fn read\(path: &Path\) -> Result<Self> \{\n.*?\n    \}\n\n',t,re.S); read_doc=m.group(1); t=t[:m.start()]+t[m.end():]
m=re.search(r'\n((?:    ///[^\n]*\n)*)    pub fn create\(&self, path: &Path, summary: Vec<String>\) -> Result<\(\)> \{\n.*?\n    \}\n',t,re.S); create_doc=m.group(1); t=t[:m.start()]+t[m.end():]
m=re.search(r'\n((?:    ///[^\n]*\n)*)    pub fn replace\(&self, path: &Path, summary: Vec<String>\) -> Result<\(\)> \{\n.*?\n    \}\n',t,re.S); repl_doc=m.group(1); t=t[:m.start()]+t[m.end():]
print(read_doc,create_doc,repl_doc)
t=t.replace('    fn parse(bytes: &[u8], path','    /// Reads the bytes of a file; errors name it by `path`.\n    ///\n    /// # Errors\n    /// If they are no operation, or of another version.\n    pub fn parse(bytes: &[u8], path').replace('    fn to_json(','    pub fn to_json(').replace('use crate::{private_file, text, Error, Result};','use crate::{Error, Result};')
wr(C+'did/file.rs',t)
d=lambda s:re.sub(r'^    ','',s,flags=re.M)
wr(L+'did/operation_files.rs','''//! Operations of DIDs in files.

use super::file::{Carried, LONGEST};
use crate::{private_file, text, Result};
use std::path::Path;

'''+d(read_doc)+'''pub fn read(path: &Path) -> Result<Carried> {
    Ok(Carried::parse(
        text::read_document(path, LONGEST)?.as_bytes(),
        path,
    )?)
}

'''+d(create_doc)+'''pub fn create(path: &Path, carried: &Carried, summary: Vec<String>) -> Result<()> {
    private_file::create(path, &carried.to_json(summary))
}

'''+d(repl_doc)+'''pub fn replace(path: &Path, carried: &Carried, summary: Vec<String>) -> Result<()> {
    private_file::replace(path, &carried.to_json(summary))
}
''')
# client did/mod.rs
m=rd(L+'did/mod.rs')
types=m[m.index('use codec::{Decode'):]
i=types.index(';')+1
wr(C+'did/mod.rs','''//! DIDs: read from a chain, and changed by operations that their keys sign.
//!
//! - [`chain`]: runtime APIs of the pallet `Did`, asked through a node.
//! - [`does`]: the calls a DID can sign: SCALE encoding, and a summary for the user.
//! - [`file`]: operations on their way from one signer to the next.
//! - [`signers`]: the signers of an operation, and those whose keys a wallet holds; `authority`: the
//!   checks of `pallet-did` on them; [`verify`]: signatures.
//!
//! An operation is read by this crate's own types, and the runtime's metadata must agree with them,
//! before there is anything to sign.

mod authority;
pub mod chain;
pub mod does;
pub mod file;
mod problem;
pub mod signers;
pub mod verify;

pub use chain::{amount, expect_genesis, Chain};
pub use does::Does;
pub use problem::Problem;
pub use signers::Holder;

'''+types)
m=m[:m.index('use codec::{Decode')]
m=m.replace('//! - [`does`]: what a DID can do with this tool, as bytes and in words.\n','').replace('//! - [`file`]: operations on their way from one signer to the next.\n','').replace('''//! - `chain`: what is asked of a node; `signers`: who has to sign, and what of it the wallet can;
//!   `arguments`''','''//! - `arguments`''').replace('''`submit`: what every transaction
//!   goes through.''','''`submit`: what every transaction
//!   goes through; `operation_files`: operations on their way from one signer to the next.''')
for x in ['mod authority;\n','mod chain;\n','pub mod does;\n','pub mod file;\n','mod problem;\n','mod signers;\n','mod verify;\n','pub use problem::Problem;\n','pub(crate) use chain::amount;\n','pub(crate) use chain::{expect_genesis, Chain};\n','pub(crate) use does::Does;\n','pub(crate) use signers::Holder;\n']:
    assert x in m,x
    m=m.replace(x,'')
m=m.replace('mod command;\n','mod command;\nmod operation_files;\n').replace('pub use command::Command;\n','pub use command::Command;\n\npub(crate) use aura_client::did::{\n    amount, chain, does, expect_genesis, file, signers, verify, Account, Chain, Control, Controller,\n    Does, Encoded, Holder, Operation, Problem, Signer,\n};\n')
wr(L+'did/mod.rs',m.rstrip()+'\n')
# --- credentials
m=rd(L+'credentials/mod.rs')
i=m.index('/// ',m.index('use targets::Targets;')); rest=m[i:]
wr(C+'credentials/mod.rs','''//! Schemas, accreditations, status lists and credentials.
//!
//! - [`Does`]: the calls about them that a DID can sign: encoding, and a summary for the user.
//! - [`json_schema`]: the claims of a schema, as a JSON Schema document states them.
//! - [`carried`]: credentials and presentations with their proofs of inclusion.
//! - [`chain`]: runtime APIs of the pallet `Credentials`; [`gather`]: the facts of a document;
//!   [`since`]: the block of a revocation; [`genuine`]: checks before a change for ever.
//! - `clock`: this machine's time, compared with the chain.

pub mod carried;
pub mod chain;
mod clock;
pub mod does;
mod facts;
pub mod genuine;
pub mod json_schema;
mod problem;
mod rows;
pub mod since;

pub use clock::{now, Clock};
pub use does::{Does, NUMBER};
pub use facts::gather;
pub use problem::Problem;
pub use rows::{Wrong, WrongRows};

use aura_identity::{credential::CredentialError, DateTime};
use aura_primitives::did::Signature;
use aura_wallet::PrivateKey;

'''+rest.replace('pub(crate)','pub'))
wr(L+'credentials/mod.rs','''//! `aura schema`, `aura accreditation`, `aura list` and `aura credential`.
//!
//! - [`issue`]: credentials made in batches.
//! - `files`: credentials and presentations in files; `targets`: which are meant.
//! - `acting`: which DID of the wallet does something.

mod acting;
mod command;
mod files;
pub mod issue;
mod targets;

pub(crate) use acting::{did_of, named, who, Acting};
pub(crate) use aura_client::credentials::{
    carried, does, expect_to_come, gather, genuine, json_schema, now, sign_with, since, Clock, Does,
    Problem,
};
pub(crate) use command::credential::{checks, name, verified, warnings};
pub(crate) use command::owner;
pub use command::{accreditation, credential, list, schema};
use targets::Targets;
''')
# rows of errors
r=rd(L+'credentials/issue/rows.rs')
i=r.index('#[derive(Debug, Clone, PartialEq, Eq)]\npub struct Wrong {'); i=r.rindex('\n\n',0,i)+2
j=r.index('pub type Rows<'); j=r.rindex('\n\n',0,j)+2
w=r[i:j].replace('    fn add(','    /// Adds one, which is counted alone where too many are there.\n    pub fn add(')
k=r.index('const SHOWN: usize = 20;'); k0=r.rindex('\n\n',0,k)+2; k1=k+len('const SHOWN: usize = 20;\n')
shown=r[k0:k1]
r=r[:k0]+r[k1:].lstrip('\n') if k1<=i else r
r=r.replace(w if False else rd(L+'credentials/issue/rows.rs')[i:j],'')
r=r.replace('use crate::{credentials::Problem,','use crate::{credentials::Problem,').replace('use aura_identity::zkp::Binding;','pub use aura_client::credentials::{Wrong, WrongRows};\nuse aura_identity::zkp::Binding;').replace('use std::{collections::HashSet, fmt};','use std::collections::HashSet;')
wr(L+'credentials/issue/rows.rs',r)
wr(C+'credentials/rows.rs','//! Rows that cannot be issued.\n\nuse std::fmt;\n\n'+shown+'\n'+w.rstrip()+'\n')
sub(C+'credentials/problem.rs',('use super::issue::rows::WrongRows;','use super::rows::WrongRows;'))
# carried
t=rd(C+'credentials/carried.rs')
m=re.search(r'((?:///[^\n]*\n)*)pub fn credentials\(path: &Path\).*?\n\}\n\n',t,re.S); cred=m.group(0); t=t[:m.start()]+t[m.end():]
m=re.search(r'((?:///[^\n]*\n)*)const MANY: u64[^\n]*\n\n?',t); many=m.group(0); t=t[:m.start()]+t[m.end():]
m=re.search(r'\n    #\[test\]\n    fn files_hold_one_credential_or_a_line_each\(\) \{\n.*?\n    \}\n',t,re.S); ct=m.group(0); t=t[:m.start()]+t[m.end():]
t=t.replace('use crate::{credentials::Problem, text, wallet::StoredCredential, Result};','use crate::{credentials::Problem, text};').replace('use serde_json::Value;\n','use aura_wallet::StoredCredential;\nuse serde_json::Value;\n',1)
wr(C+'credentials/carried.rs',t)
wr(L+'credentials/files.rs','''//! Credentials and presentations in files.

use super::carried::credentials_in;
use crate::{text, wallet::StoredCredential, Result};
use std::path::Path;

'''+many.strip()+'\n\n'+cred.rstrip()+'\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n'+ct+'}\n')
# --- zkp
t=rd(L+'zkp/transact.rs')
m=re.search(r'((?:///[^\n]*\n)*)pub struct Transaction \{\n.*?\n\}\n\n',t,re.S)
wr(C+'zkp/transaction.rs','//! A transaction of an account, before it is signed.\n\n'+m.group(0).rstrip()+'\n')
t=t[:m.start()]+t[m.end():]
t=t.replace('use serde::Serialize;','pub use aura_client::zkp::Transaction;\nuse serde::Serialize;',1)
wr(L+'zkp/transact.rs',t)
sub(C+'zkp/council.rs',('use super::{transact::Transaction, Problem};','use super::{Problem, Transaction};'))
wr(C+'zkp/mod.rs','''//! Proofs about credentials: keys, policies and receipts on a chain.
//!
//! - [`Does`]: the calls about them that a DID can sign; [`council`]: motions about keys.
//! - [`words`]: policies and requests in words; [`names`]: circuits and keys as people write them;
//!   [`answerable`]: the times in which a request can be answered.
//! - [`chain`], [`facts`]: runtime APIs of the pallet `ZkpVerifier`, and the facts of an answer.

pub mod answerable;
pub mod chain;
pub mod council;
pub mod does;
pub mod facts;
pub mod names;
mod problem;
mod transaction;
pub mod words;

pub use does::{Does, NUMBER};
pub use problem::Problem;
pub use transaction::Transaction;
''')
m=rd(L+'zkp/mod.rs')
for x in ['answerable','chain','council','does','facts','names','problem','words']:
    m=m.replace('mod %s;\n'%x,'')
m=m.replace('pub use does::{Does, NUMBER};\n','').replace('pub use problem::Problem;\n','pub(crate) use aura_client::zkp::{\n    answerable, chain, council, does, facts, names, words, Problem,\n};\n')
wr(L+'zkp/mod.rs',m)
# --- client lib
wr(C+'lib.rs','''//! Operations on an Aura chain: DIDs, credentials and proofs, read and changed through a node.
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
''')
wr('client/Cargo.toml','''[package]
name = "aura-client"
description = "Operations on an Aura chain: DIDs, credentials and proofs."
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true

[features]
# Options of a command line.
clap = ["dep:clap"]

[dependencies]
aura-identity.workspace = true
aura-primitives = { workspace = true, features = ["std"] }
aura-wallet.workspace = true
aura-zkp-core = { workspace = true, features = ["std"] }
aura-zkp-prover.workspace = true
clap = { workspace = true, optional = true }
codec.workspace = true
const-hex.workspace = true
ed25519-dalek = { workspace = true, features = ["zeroize"] }
futures.workspace = true
icu_properties.workspace = true
k256 = { workspace = true, features = ["ecdsa"] }
p256.workspace = true
serde = { workspace = true, features = ["std"] }
serde_json = { workspace = true, features = ["raw_value", "std"] }
sha2.workspace = true
sp-crypto-hashing = { workspace = true, features = ["std"] }
subxt.workspace = true
subxt-signer.workspace = true
thiserror = { workspace = true, features = ["std"] }
tokio.workspace = true

[dev-dependencies]
jsonrpsee = { workspace = true, features = ["server"] }
proptest.workspace = true
tempfile.workspace = true
zeroize.workspace = true

[lints]
workspace = true
''')
sub('Cargo.toml',('members = [\n    "cli",','members = [\n    "cli",\n    "client",'),('aura-genesis = {','aura-client = { path = "client" }\naura-genesis = {'))
sub('cli/Cargo.toml',('[dependencies]\n','[dependencies]\naura-client = { workspace = true, features = ["clap"] }\n'),('icu_properties.workspace = true\n',''),('k256 = { workspace = true, features = ["ecdsa"] }\n',''),('p256.workspace = true\n',''))
# --- cli lib
sub(L+'lib.rs',('pub mod rpc;\n',''),('pub mod session_keys;\n',''),('pub mod state;\n',''),('mod url;\n',''),('pub use session_keys::SessionKeys;\npub use url::NodeUrl;\n','pub use aura_client::{NodeUrl, SessionKeys};\n\nuse aura_client::{rpc, session_keys, state};\n'))
# cli connection
sub(L+'cli.rs',('        urls.iter().try_for_each(NodeUrl::require_privacy)\n    }\n','''        Ok(urls.iter().try_for_each(NodeUrl::require_privacy)?)
    }

    /// Connects to a chain through the node at `url`.
    ///
    /// # Errors
    /// If the connection is not private, and as of [`Chain::connect`].
    pub async fn chain(self, url: &NodeUrl) -> Result<Chain> {
        self.check(std::slice::from_ref(url))?;
        Ok(Chain::connect(url, output::progress).await?)
    }
'''),('use clap::{Args','use aura_client::did::Chain;\nuse clap::{Args'))
for f in 'zkp/command/verify.rs zkp/command/dry_run.rs zkp/command/receipt.rs zkp/command/keys/list.rs zkp/command/keys/show.rs zkp/command/policy.rs did/submit.rs'.split():
    sub(L+f,('Chain::connect(self.connection, &self.url)','self.connection.chain(&self.url)'))
sub(L+'serve/node.rs',('Node::connect(&self.url)','Node::connect(&self.url, progress)'))
sub(L+'switch/survey.rs',('rpc::Node::connect(url)','rpc::Node::connect(url, output::progress)'),('output::tame','output::{self, tame}'))
sub(L+'validator/rotate_keys.rs',('Node::connect(&self.url)','Node::connect(&self.url, output::progress)'))
sub(L+'did/command/show.rs',('Node::connect(&common.url)','Node::connect(&common.url, output::progress)'))
# matches of errors
for f in ['credentials/command/tests.rs','credentials/command/list.rs','credentials/command/credential/issue.rs','credentials/issue/tests.rs','credentials/issue/run.rs','did/command/create.rs','did/command/deactivate.rs','did/submit.rs','serve/node.rs','serve/tests/issuer.rs','serve/tests/ledger.rs','serve/tests/model.rs','serve/tests/node.rs','switch/survey.rs']:
    t=rd(L+f)
    if f.startswith('serve/'): continue
    t=re.sub(r'\bError::((?:Did|Credentials)\((?:[^()]|\([^()]*\))*\)|Failed \{ \.\. \}|Unreachable \{ reason, \.\. \})',lambda m:'Error::Client(aura_client::Error::'+m.group(1)+')',t)
    wr(L+f,t)
# carried files
for f,a,b in [('did/change.rs','carried.create(path, summary)','operation_files::create(path, &carried, summary)'),('did/command/create.rs','carried.create(path, summary)','operation_files::create(path, &carried, summary)'),('did/command/sign.rs','Carried::read(&self.file)','operation_files::read(&self.file)'),('did/command/sign.rs','carried.create(path, summary)','operation_files::create(path, &carried, summary)'),('did/command/sign.rs','carried.replace(&self.file, summary)','operation_files::replace(&self.file, &carried, summary)'),('did/command/submit.rs','Carried::read(&self.file)','operation_files::read(&self.file)')]:
    sub(L+f,(a,b))
sub(L+'did/change.rs',('use super::{\n    chain::Chain,','use super::{\n    chain::Chain, operation_files,'))
for f in ['create','sign','submit']:
    t=rd(L+f'did/command/{f}.rs'); t=t.replace('    did::{\n','    did::{\n        operation_files,\n',1); wr(L+f'did/command/{f}.rs',t)
for f in ['credentials/command/credential/present.rs','credentials/command/credential/wallet.rs','zkp/command/prove/ready.rs']:
    t=rd(L+f); assert 'carried::credentials(' in t; t=t.replace('carried::credentials(','crate::credentials::files::credentials('); wr(L+f,t)
