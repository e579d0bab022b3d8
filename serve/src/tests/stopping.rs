//! Stopping the server.

use super::{model::Slow, *};
use std::{io::ErrorKind, time::Duration};

#[tokio::test]
async fn requests_under_way_are_finished() {
    let slow = Slow::new();
    let server = Server::new(slow.clone()).await;
    let stream = server.connect().await;
    let idle = server.connect().await;
    let request = identifiers(DID).body(Body::empty()).unwrap();
    let request = tokio::spawn(send(stream, request));
    slow.asked.acquire().await.unwrap().forget();

    let Server {
        address,
        stop,
        task,
    } = server;
    stop.send(()).unwrap();
    slow.may_answer.add_permits(1);
    request.await.unwrap().is(StatusCode::OK);
    // The server does not wait for idle connections.
    task.await.unwrap();
    drop(idle);
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn the_end_is_not_put_off_for_ever() {
    let limits = Limits {
        grace: Duration::from_millis(50),
        ..Limits::default()
    };
    let slow = Slow::new();
    let server = Server::within(limits, slow.clone()).await;
    let mut stream = server.connect().await;
    let request = format!("GET /1.0/identifiers/{DID} HTTP/1.1\r\nhost: x\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    slow.asked.acquire().await.unwrap().forget();
    server.stop.send(()).unwrap();
    server.task.await.unwrap();
}
