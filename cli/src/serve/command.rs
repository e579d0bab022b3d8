//! Arguments and start of `aura serve`.

use super::issuer::IssuerArgs;
use crate::{
    cli::Connection,
    credentials::now,
    environment,
    output::{print, progress},
    Error, NodeUrl, Outcome, Result,
};
use aura_identity::{clock::compare, data_integrity::contexts, DateTime};
use aura_serve::{listen::listen, router, Limits, NodeResolver, Resolver};
use clap::Args;
use serde_json::json;
use std::{future::Future, io, net::SocketAddr, slice};
use tokio::{
    net::TcpListener,
    signal::unix::{signal, SignalKind},
};

/// Resolves DIDs over HTTP, shows status lists, issues and verifies credentials.
#[derive(Debug, Args)]
pub struct Serve {
    /// The RPC address of the node to query; an archive node also has old versions [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    /// The address to listen on; port 0 chooses a free one. The server has no TLS: leave that to a
    /// proxy in front, and let other machines reach it only for that proxy.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Print the address that it listens on as JSON.
    #[arg(long)]
    pub json: bool,

    /// Accept the context of the standards' examples,
    /// https://www.w3.org/ns/credentials/examples/v2, too. It defines every term: for conformance
    /// suites, never for real credentials.
    // Angle brackets would be shown in the help, which is this text.
    #[allow(rustdoc::bare_urls)]
    #[arg(long, conflicts_with = "issue_for_others")]
    pub examples_context: bool,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub issuer: IssuerArgs,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<Outcome> {
        self.connection.check(slice::from_ref(&self.url))?;
        if self.examples_context {
            contexts::know_examples();
            progress("aura serve: accepts the context of examples: use it for tests only");
        }
        let failed = |reason| Error::Listen {
            address: self.listen,
            reason,
        };
        let stop = stop().map_err(failed)?;
        let listener = TcpListener::bind(self.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let limits = Limits::default();
        let resolver = NodeResolver::new(self.url.clone(), limits.answer_time);
        // The issuer is opened before the address is announced.
        let issuer = self.issuer.open(&resolver, address).await?;
        if issuer.is_some() {
            compare_clocks(&resolver).await;
        }
        self.announce(address)?;

        listen(listener, router(resolver, issuer, limits), limits, stop).await;
        progress("aura serve: stopped");
        Ok(Outcome::Done)
    }

    /// Prints one line for scripts on the standard output, and warnings for the operator.
    fn announce(&self, address: SocketAddr) -> Result<()> {
        let url = format!("http://{address}");
        let line = if self.json {
            json!({ "address": address.to_string(), "url": url }).to_string()
        } else {
            url
        };
        print(format!("{line}\n").as_bytes())?;
        progress(&format!(
            "aura serve: started on {address}, asks {}",
            self.url
        ));
        if !address.ip().is_loopback() {
            progress("aura serve: other machines can reach it without TLS: let only a proxy do so");
        }
        Ok(())
    }
}

/// Warns the operator of a server that signs if its clock differs from the chain's. A node that
/// does not answer now is no error: the clocks are compared again for each credential.
async fn compare_clocks(resolver: &NodeResolver) {
    let Ok(head) = resolver.finalized().await else {
        return;
    };
    if let Err(error) = compare(now(), DateTime::from_millis(head.time)) {
        progress(&format!("aura serve: nothing is issued: {error}"));
    }
}

/// Returns a future that ends on SIGINT or SIGTERM.
fn stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        progress("aura serve: stopping, requests under way are finished");
    })
}
