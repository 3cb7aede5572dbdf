//! Why the explorer cannot start or go on.

use std::io;
use std::net::SocketAddr;

/// Why the explorer cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database cannot be used.
    #[error("{0}")]
    Store(#[from] mahdar_store::StoreError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The map's file cannot be used.
    #[error("{path}: {message}")]
    Map {
        /// The file.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// The server stopped by a fault of the system.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
}
