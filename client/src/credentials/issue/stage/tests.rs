use super::*;
use crate::limits::MAX_ANCHORING_ATTEMPTS;
use aura_identity::anchoring::BatchBuilder;
use aura_primitives::did::Stamp;
use futures::executor::block_on;

/// A journal, files and a chain in memory.
#[derive(Debug, Clone, Default)]
struct Fake {
    /// Root in the journal.
    root: Option<Root>,
    /// Number of the seed that the journal has: another makes another root.
    seed: u8,
    /// True if the signed credentials are stored.
    is_signed: bool,
    /// Root that the chain has anchored.
    anchored: Option<Root>,
    /// Number of next attempts before which others anchor.
    others: usize,
    /// True if others have taken the indices of the journal.
    is_taken: bool,
    /// True if transactions do not arrive.
    is_cut: bool,
    /// Number of roots that were sent.
    sent: usize,
    attempts: usize,
    has_output: bool,
}

fn tree(seed: u8) -> Batch {
    let mut builder = BatchBuilder::new();
    builder.push([seed; 32]).unwrap();
    builder.build().unwrap()
}

fn view(root: Root) -> BatchView {
    BatchView {
        root,
        first: 7,
        count: 1,
        anchored: Stamp { block: 9, time: 9 },
    }
}

impl Work for Fake {
    type Error = &'static str;

    fn root(&self) -> Option<Root> {
        self.root
    }

    async fn root_status(&mut self, root: Root) -> Result<RootStatus, Self::Error> {
        Ok(match self.anchored {
            Some(anchored) if anchored == root => RootStatus::Anchored(view(root)),
            _ if self.is_taken => RootStatus::Lost,
            _ => RootStatus::Open,
        })
    }

    async fn find_indices(&mut self) -> Result<(), Self::Error> {
        if self.root.take().is_some() {
            self.seed += 1;
        }
        self.is_taken = false;
        Ok(())
    }

    async fn sign(&mut self) -> Result<Batch, Self::Error> {
        let tree = tree(self.seed);
        assert!(self.root.is_none_or(|root| root == tree.root()));
        (self.root, self.is_signed) = (Some(tree.root()), true);
        Ok(tree)
    }

    async fn anchor(&mut self, root: Root) -> Result<Option<Self::Error>, Self::Error> {
        assert!(self.is_signed && self.root == Some(root) && self.anchored.is_none());
        if self.is_cut {
            return Ok(Some("no answer"));
        }
        self.sent += 1;
        if self.others > 0 {
            self.others -= 1;
            self.is_taken = true;
            return Ok(Some("taken"));
        }
        self.anchored = Some(root);
        Ok(None)
    }

    fn publish(&mut self, batch: &Batch) -> Result<(), Self::Error> {
        assert_eq!(self.anchored, Some(batch.root()));
        assert!(!self.has_output);
        self.has_output = true;
        Ok(())
    }

    async fn retry(&mut self, failure: Option<Self::Error>) -> Result<(), Self::Error> {
        self.attempts += 1;
        match self.attempts < MAX_ANCHORING_ATTEMPTS {
            true => Ok(()),
            false => Err(failure.unwrap_or("not anchored")),
        }
    }

    fn not_anchored(&self) -> Self::Error {
        "not anchored"
    }
}

fn next(stage: Stage, work: &mut Fake) -> Result<Stage, &'static str> {
    block_on(stage.next(work))
}

/// Runs from the journal to the end.
fn run(work: &mut Fake) -> Result<BatchView, &'static str> {
    let mut stage = Stage::Journal;
    loop {
        stage = match next(stage, work)? {
            Stage::Done(batch) => return Ok(batch),
            stage => stage,
        };
    }
}

/// A journal with a root.
fn signed() -> Fake {
    Fake {
        root: Some(tree(0).root()),
        is_signed: true,
        ..Fake::default()
    }
}

#[test]
fn a_journal_without_a_root_needs_room() {
    let mut work = Fake::default();
    assert_eq!(next(Stage::Journal, &mut work), Ok(Stage::Indices));
}

#[test]
fn a_journal_whose_root_is_anchored_needs_its_credentials() {
    let root = tree(0).root();
    let mut work = Fake {
        anchored: Some(root),
        ..signed()
    };
    let expected = Stage::Sign(Some(view(root)));
    assert_eq!(next(Stage::Journal, &mut work), Ok(expected));
}

#[test]
fn a_journal_whose_root_is_lost_needs_room() {
    let mut work = Fake {
        is_taken: true,
        ..signed()
    };
    assert_eq!(next(Stage::Journal, &mut work), Ok(Stage::Indices));
}

#[test]
fn a_journal_whose_root_can_still_be_anchored_keeps_its_indices() {
    let mut work = signed();
    assert_eq!(next(Stage::Journal, &mut work), Ok(Stage::Sign(None)));
    assert_eq!(work.seed, 0);
}

#[test]
fn with_room_everything_is_signed() {
    let mut work = Fake::default();
    assert_eq!(next(Stage::Indices, &mut work), Ok(Stage::Sign(None)));
}

#[test]
fn what_is_signed_is_anchored_or_published_if_it_is_anchored() {
    let (tree, root) = (|| tree(0), tree(0).root());
    let mut work = Fake::default();
    let stage = next(Stage::Sign(None), &mut work);
    assert_eq!(stage, Ok(Stage::Anchor(tree())));
    let stage = next(Stage::Sign(Some(view(root))), &mut work);
    assert_eq!(stage, Ok(Stage::Publish(tree(), view(root))));
}

#[test]
fn what_is_anchored_is_published() {
    let mut work = signed();
    let expected = Stage::Publish(tree(0), view(tree(0).root()));
    assert_eq!(next(Stage::Anchor(tree(0)), &mut work), Ok(expected));
}

#[test]
fn another_anchored_first_retry() {
    let mut work = Fake {
        others: 1,
        ..signed()
    };
    let stage = next(Stage::Anchor(tree(0)), &mut work);
    assert_eq!((stage, work.attempts), (Ok(Stage::Journal), 1));
    // The batch moves to other indices, with another seed and so another root.
    let batch = run(&mut work).unwrap();
    assert_eq!((batch.root, work.sent), (tree(1).root(), 2));
}

#[test]
fn others_that_are_always_first_end_the_run() {
    let mut work = Fake {
        others: usize::MAX,
        ..Fake::default()
    };
    assert_eq!(run(&mut work), Err("taken"));
    assert_eq!(
        (work.sent, work.has_output),
        (MAX_ANCHORING_ATTEMPTS, false)
    );
}

#[test]
fn a_root_that_is_not_anchored_ends_the_run_and_goes_on_later() {
    let mut work = Fake {
        is_cut: true,
        ..Fake::default()
    };
    assert_eq!(run(&mut work), Err("no answer"));
    work.is_cut = false;
    let batch = run(&mut work).unwrap();
    assert_eq!((batch.root, work.sent), (tree(0).root(), 1));
}

#[test]
fn what_is_published_is_done() {
    let (tree, root) = (tree(0), tree(0).root());
    let mut work = Fake {
        anchored: Some(root),
        ..signed()
    };
    let stage = next(Stage::Publish(tree, view(root)), &mut work);
    assert_eq!(
        (stage, work.has_output),
        (Ok(Stage::Done(view(root))), true)
    );
    let stage = next(Stage::Done(view(root)), &mut work);
    assert_eq!(stage, Ok(Stage::Done(view(root))));
}

#[test]
fn a_run_that_ends_after_any_stage_is_resumed_from_its_journal() {
    for others in [0, 1] {
        for steps in 0.. {
            let mut work = Fake {
                others,
                ..Fake::default()
            };
            let mut stage = Stage::Journal;
            for _ in 0..steps {
                stage = next(stage, &mut work).unwrap();
            }
            if matches!(stage, Stage::Done(_)) {
                assert_eq!(steps, [5, 9][others]);
                break;
            }
            // Only the journal, the files and the chain outlive a crash.
            drop(stage);
            let batch = run(&mut work).unwrap();
            assert_eq!(Some(batch.root), work.root, "{steps}");
            assert_eq!(work.sent, others + 1, "{steps}");
            assert!(work.has_output, "{steps}");
        }
    }
}
