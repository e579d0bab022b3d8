//! Connections.
//!
//! HTTP/1.1 without TLS: both TLS and HTTP/2 are the matter of a proxy in front.

use super::Limits;
use crate::output::progress;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{future::Future, io, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{watch, OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::{sleep, timeout},
};

/// How long to wait where the system has no room for a further connection.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves until `stop`, then takes no new connections, and gives the requests under way their
/// [`Limits::grace`].
pub async fn listen(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let (running, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = accept(&listener, &slots) => match accepted {
                Ok((slot, stream)) => {
                    let (router, stopped) = (router.clone(), stopped.clone());
                    connections.spawn(async move {
                        serve(stream, router, limits, stopped).await;
                        drop(slot);
                    });
                }
                Err(error) => {
                    progress(&format!("aura serve: a connection was not accepted: {error}"));
                    sleep(PAUSE).await;
                }
            },
        }
    }
    drop((listener, running));
    let ended = async { while connections.join_next().await.is_some() {} };
    // What is left then is aborted.
    let _ = timeout(limits.grace, ended).await;
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(OwnedSemaphorePermit, TcpStream)> {
    let slot = slots.clone().acquire_owned().await;
    let (stream, _) = listener.accept().await?;
    Ok((slot.map_err(io::Error::other)?, stream))
}

/// Serves one connection until it has been used for long enough, or the server stops.
async fn serve(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<()>,
) {
    // Answers are written at once; where that cannot be set, they come a little later.
    let _ = stream.set_nodelay(true);
    let mut connection = pin!(http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    tokio::select! {
        // How it ended is the client's matter.
        _ = connection.as_mut() => return,
        _ = stopped.changed() => {}
        () = sleep(limits.connection_time) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.grace, connection).await;
}
