//! The choice of the connection to close when there are too many.
//!
//! A connection holds a seat. It *waits* while the server does nothing for it: until a request has
//! arrived, and while the client reads a response. If another connection is accepted and no seat is
//! free, the connection that has waited longest since its last request is closed. So clients that
//! send nothing, or send byte by byte, cannot shut out others, however many they are. A connection
//! whose request has a [permit](super::app::App::query_permit) does not wait.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{sync::Notify, task_local};

task_local! {
    /// The seat of the connection whose requests this task serves.
    pub(super) static SEAT: Arc<Seat>;
}

/// The seats of all open connections.
#[derive(Clone, Default)]
pub(super) struct Seats(Arc<Mutex<Waiting>>);

/// Waiting connections, the longest-waiting first.
#[derive(Default)]
struct Waiting {
    next: u64,
    seats: BTreeMap<u64, Arc<Notify>>,
}

impl Seats {
    /// Returns a seat for a new connection, which waits from now on.
    pub fn take(&self) -> Arc<Seat> {
        let seat = Seat {
            seats: self.clone(),
            place: Mutex::default(),
            given_up: Arc::default(),
        };
        seat.change(|place| place.since = Some(seat.queue()));
        Arc::new(seat)
    }

    /// Closes the connection that has waited longest. Returns true if one was waiting.
    pub fn give_up_one(&self) -> bool {
        let first = self.lock().seats.pop_first();
        let found = first.is_some();
        if let Some((_, given_up)) = first {
            given_up.notify_one();
        }
        found
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The seat of one connection.
pub(super) struct Seat {
    seats: Seats,
    place: Mutex<Place>,
    given_up: Arc<Notify>,
}

#[derive(Default)]
struct Place {
    /// Key of this seat among the waiting ones; `None` while it does not wait.
    since: Option<u64>,
    /// Number of requests in progress.
    working: u32,
}

impl Seat {
    /// Resolves when the connection must be closed.
    pub async fn given_up(&self) {
        self.given_up.notified().await;
    }

    /// Moves the seat to the end of the queue, as a request has arrived.
    pub fn renew(&self) {
        self.change(|place| {
            if place.working == 0 {
                self.leave(place);
                place.since = Some(self.queue());
            }
        });
    }

    /// Keeps the connection from being closed until the result is dropped.
    pub fn work(self: Arc<Self>) -> Working {
        self.change(|place| {
            self.leave(place);
            place.working = place.working.saturating_add(1);
        });
        Working(self)
    }

    fn change(&self, change: impl FnOnce(&mut Place)) {
        change(&mut self.place.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Adds the seat to the end of the queue and returns its key.
    fn queue(&self) -> u64 {
        let mut waiting = self.seats.lock();
        let key = waiting.next;
        waiting.next = key.wrapping_add(1);
        waiting.seats.insert(key, self.given_up.clone());
        key
    }

    fn leave(&self, place: &mut Place) {
        if let Some(key) = place.since.take() {
            self.seats.lock().seats.remove(&key);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.change(|place| self.leave(place));
    }
}

/// A request in progress. Dropping it lets its connection wait again.
pub(super) struct Working(Arc<Seat>);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.change(|place| {
            place.working = place.working.saturating_sub(1);
            if place.working == 0 {
                place.since = Some(self.0.queue());
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    fn is_given_up(seat: &Seat) -> bool {
        seat.given_up().now_or_never().is_some()
    }

    #[test]
    fn the_one_that_has_waited_longest_gives_way() {
        let seats = Seats::default();
        let (first, second) = (seats.take(), seats.take());
        first.renew();
        assert!(seats.give_up_one());
        assert!(is_given_up(&second) && !is_given_up(&first));
        assert!(seats.give_up_one());
        assert!(is_given_up(&first));
        assert!(!seats.give_up_one());
    }

    #[test]
    fn one_that_is_worked_for_stays() {
        let seats = Seats::default();
        let seat = seats.take();
        let (one, other) = (seat.clone().work(), seat.clone().work());
        drop(one);
        seat.renew();
        assert!(!seats.give_up_one());
        drop(other);
        assert!(seats.give_up_one());
        assert!(is_given_up(&seat));
    }

    #[test]
    fn one_that_has_ended_is_not_looked_for() {
        let seats = Seats::default();
        drop(seats.take());
        drop(seats.take().work());
        assert!(!seats.give_up_one());
    }
}
