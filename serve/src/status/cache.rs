//! Cache of status lists.

use super::{lists::Lists, refusal::Refusal};
use aura_primitives::credentials::ListId;
use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex as StdMutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Mutex;

/// Maximum number of cached lists: each takes up to 350 kB.
const MAX_LISTS: usize = 64;

type Answer = Result<Arc<Lists>, Refusal>;

/// Results of looking up lists, including those that do not exist. Requests for a list that is
/// being made wait for it.
#[derive(Default)]
pub struct Cache(StdMutex<BTreeMap<ListId, Slot>>);

struct Slot {
    used: Instant,
    made: Arc<Mutex<Option<CachedAnswer>>>,
}

struct CachedAnswer {
    looked: Instant,
    answer: Answer,
}

impl Cache {
    /// Returns the cached result for a list if it is younger than `fresh`. Otherwise runs `look`,
    /// which gets the previous lists. `look` runs to its end even if its client leaves; otherwise
    /// clients that leave early would start it again and again.
    pub(super) async fn get<F>(
        &self,
        list: ListId,
        fresh: Duration,
        look: impl FnOnce(Option<Arc<Lists>>) -> F,
    ) -> Answer
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        let mut made = self.slot(list).lock_owned().await;
        if let Some(made) = made.as_ref() {
            if made.looked.elapsed() < fresh {
                return made.answer.clone();
            }
        }
        let before = made.as_ref().and_then(|made| made.answer.clone().ok());
        let looking = look(before);
        let looked = tokio::spawn(async move {
            let answer = looking.await;
            // A refusal for lack of permits is not about the list, so it is not cached.
            if !matches!(answer, Err(Refusal::Busy)) {
                *made = Some(CachedAnswer {
                    looked: Instant::now(),
                    answer: answer.clone(),
                });
            }
            answer
        });
        looked.await.unwrap_or(Err(Refusal::Unwritten))
    }

    fn slot(&self, list: ListId) -> Arc<Mutex<Option<CachedAnswer>>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let used = Instant::now();
        if let Some(slot) = slots.get_mut(&list) {
            slot.used = used;
            return slot.made.clone();
        }
        if slots.len() >= MAX_LISTS {
            let first = slots.iter().min_by_key(|(_, slot)| slot.worth());
            if let Some(list) = first.map(|(list, _)| *list) {
                slots.remove(&list);
            }
        }
        let made = Arc::<Mutex<Option<CachedAnswer>>>::default();
        let slot = Slot {
            used,
            made: made.clone(),
        };
        slots.insert(list, slot);
        made
    }
}

impl Slot {
    /// Order of eviction, the least first: numbers without a list, however often they are tried,
    /// then the list that was not requested for the longest time.
    fn worth(&self) -> (bool, Instant) {
        let is_list = match self.made.try_lock() {
            Ok(made) => made.as_ref().is_some_and(|made| made.answer.is_ok()),
            Err(_) => true,
        };
        (is_list, self.used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn numbers_that_no_list_has_take_no_room() {
        let kept = Cache::default();
        let day = Duration::from_secs(86_400);
        for list in 0..1000 {
            let answer = kept.get(list, day, |_| async { Err(Refusal::NotFound) });
            assert_eq!(answer.await.unwrap_err(), Refusal::NotFound);
        }
        assert_eq!(kept.0.lock().unwrap().len(), MAX_LISTS);
    }

    #[tokio::test]
    async fn what_was_too_much_is_tried_again() {
        let kept = Cache::default();
        let day = Duration::from_secs(86_400);
        for refusal in [Refusal::Busy, Refusal::Old] {
            let answer = kept.get(7, day, |_| async move { Err(refusal) }).await;
            assert_eq!(answer.unwrap_err(), refusal);
        }
        let answer = kept.get(7, day, |_| async { unreachable!("it is known") });
        assert_eq!(answer.await.unwrap_err(), Refusal::Old);
    }

    #[tokio::test]
    async fn what_was_begun_is_finished_though_nobody_waits() {
        let kept = Cache::default();
        let day = Duration::from_secs(86_400);
        let (go, gone) = tokio::sync::oneshot::channel();
        let leaves = kept.get(7, day, |_| async {
            let _ = gone.await;
            Err(Refusal::NotFound)
        });
        assert!(futures::poll!(std::pin::pin!(leaves)).is_pending());
        go.send(()).unwrap();
        let answer = kept.get(7, day, |_| async { unreachable!("it was begun") });
        assert_eq!(answer.await.unwrap_err(), Refusal::NotFound);
    }
}
