//! Connections: each must say what it wants within a time, and is let end when the process is told to stop.

use std::future::Future;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

/// How long connections may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of a request, from the first byte the server waits for.
    pub head: Duration,
    /// For open requests to end, once the process is told to stop.
    pub goodbye: Duration,
}

/// How much of a request a connection holds in memory, in bytes: hundreds upload at once before a deadline.
const MOST_BUFFERED: usize = 64 * 1024;

/// Serves until told to stop, then lets open requests end.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(MOST_BUFFERED);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(patience.head);
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let stream = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Too many open files, or a peer that is gone already: the next may fare better.
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // A peer that breaks off, or says nothing for too long, is no fault of ours.
            let _ = watched.await;
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(patience.goodbye) => {}
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    const SHORT: Patience = Patience { head: Duration::from_millis(50), goodbye: Duration::from_millis(50) };

    async fn open() -> (std::net::SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let (tell, told) = tokio::sync::oneshot::channel();
        let router = Router::new().route("/", get(|| async { "here" }));
        let stop = async {
            let _ = told.await;
        };
        (address, tell, tokio::spawn(serve(listener, router, SHORT, stop)))
    }

    async fn says(address: std::net::SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("it takes bytes");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers or closes");
        answer
    }

    #[tokio::test]
    async fn a_whole_request_is_answered_and_a_half_one_is_not_waited_for() {
        let (address, tell, served) = open().await;
        let whole = says(address, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(whole.ends_with("here"), "{whole}");
        let half = says(address, "GET / HTTP/1.1\r\nhost: ").await;
        assert!(!half.contains("here"), "{half}");
        tell.send(()).expect("it listens for the end");
        served.await.expect("it ends");
    }

    #[tokio::test]
    async fn it_ends_when_told_even_while_someone_keeps_a_line_open() {
        let (address, tell, served) = open().await;
        let _idle = TcpStream::connect(address).await.expect("it listens");
        tell.send(()).expect("it listens for the end");
        served.await.expect("it ends");
        assert!(TcpStream::connect(address).await.is_err(), "nobody is taken any more");
    }
}
