//! Accepts connections and serves them.
//!
//! HTTP/1.1 without TLS: both TLS and HTTP/2 are left to a proxy in front.

use super::{
    log::progress,
    seats::{Seat, Seats, SEAT},
    Limits,
};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{future::Future, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{watch, Semaphore},
    task::JoinSet,
    time::{sleep, timeout},
};

/// Pause before another connection is closed, or accepting is tried again.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

/// Serves until `stop` resolves, then accepts no new connections, and gives the requests in
/// progress their [`Limits::grace`].
pub async fn listen(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let seats = Seats::default();
    let (running, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    // An accepted connection that waits for a free slot.
    let mut next = None;
    let mut was_told = false;
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            Ok(slot) = room.clone().acquire_owned(), if next.is_some() => {
                let Some(stream) = next.take() else { continue };
                let (router, stopped) = (router.clone(), stopped.clone());
                let seat = seats.take();
                connections.spawn(SEAT.scope(seat.clone(), async move {
                    serve(stream, router, limits, &seat, stopped).await;
                    drop(slot);
                }));
            }
            // Every connection had a request in progress when this one was accepted.
            () = sleep(RETRY_PAUSE), if next.is_some() => {
                seats.give_up_one();
            }
            accepted = listener.accept(), if next.is_none() => match accepted {
                Ok((stream, _)) => {
                    was_told = false;
                    next = Some(stream);
                    if room.available_permits() == 0 {
                        seats.give_up_one();
                    }
                }
                Err(error) => {
                    if !was_told {
                        progress(&format!("aura serve: a connection was not accepted: {error}"));
                        was_told = true;
                    }
                    // The process may have too many open files.
                    seats.give_up_one();
                    tokio::select! {
                        Some(_) = connections.join_next() => {}
                        () = sleep(RETRY_PAUSE) => {}
                    }
                }
            },
        }
    }
    drop((listener, running, next));
    let ended = async { while connections.join_next().await.is_some() {} };
    // Connections that are still open after this are aborted.
    let _ = timeout(limits.grace, ended).await;
}

/// Serves one connection until its time is used up, its seat is needed, or the server stops.
async fn serve(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    seat: &Seat,
    mut stopped: watch::Receiver<()>,
) {
    // Responses are sent without delay; if the option cannot be set, they come a little later.
    let _ = stream.set_nodelay(true);
    let mut connection = pin!(http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    tokio::select! {
        // Errors of the connection concern the client alone.
        _ = connection.as_mut() => return,
        () = seat.given_up() => return,
        _ = stopped.changed() => {}
        () = sleep(limits.connection_time) => {}
    }
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        _ = timeout(limits.grace, connection) => {}
        () = seat.given_up() => {}
    }
}
