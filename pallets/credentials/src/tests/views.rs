//! Views for clients.

use crate::{mock::*, *};
use aura_primitives::credentials::{view::FilteredPage, Change, Standing, Status};
use frame_support::assert_ok;

#[test]
fn a_schema_is_shown() {
    with_chain(|| {
        let id = accredited();
        let view = Credentials::schema(id).unwrap();
        assert_eq!((view.id, view.owner), (id, did(OWNER)));
        assert_eq!(view.created, pallet_did::now::<Test>());
        assert_eq!(view.policy, IssuancePolicy::Accredited);
        assert_eq!(Credentials::schema([9; 32].into()), None);
    });
}

#[test]
fn an_accreditation_is_shown_with_all_above() {
    with_chain(|| {
        let schema = chain_of(3);
        let view = Credentials::accreditation(schema, did("Cleo")).unwrap();
        assert_eq!((view.did, view.by), (did("Cleo"), did("Ben")));
        assert_eq!((view.depth, view.until, view.suspended), (2, None, None));
        assert_eq!(view.standing, Standing::Good);
        assert_eq!(view.path, [did("Ben"), did("Ada"), did(OWNER)]);
        assert_ok!(withdraw(schema, OWNER, "Ada"));
        let view = Credentials::accreditation(schema, did("Cleo")).unwrap();
        assert_eq!(view.standing, Standing::Broken(did("Ada")));
        assert_eq!(view.path, [did("Ben"), did("Ada")]);
        assert_eq!(Credentials::accreditation(schema, did("Dan")), None);
        assert_eq!(Credentials::accreditation([9; 32].into(), did("Ada")), None);
    });
}

#[test]
fn a_list_its_batches_and_its_pages_are_shown() {
    with_chain(|| {
        let schema = open();
        let list = list_of("Ada", schema);
        assert_ok!(anchor("Ada", list, 0, 5000, 1));
        assert_ok!(set("Ada", list, &[change(4999, Change::Suspend)]));
        let view = Credentials::list(list).unwrap();
        assert_eq!(
            (view.id, view.owner, view.schema),
            (list, did("Ada"), schema)
        );
        assert_eq!((view.allocated, view.batches), (5000, 1));
        let batch = Credentials::batch(list, [1; 32]).unwrap();
        assert_eq!((batch.root, batch.first, batch.count), ([1; 32], 0, 5000));
        assert_eq!(batch.anchored, pallet_did::now::<Test>());
        let pages = Credentials::status_pages(list, 0, 9);
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].page, 4);
        assert_eq!(pages[0].bits.get(4999), Status::Suspended);
        assert_eq!(Credentials::status(list, 4999), Some(Status::Suspended));
        assert_eq!(Credentials::status(list, 0), Some(Status::Valid));
        // Absent entries have no view.
        assert_eq!(Credentials::status(list, 5000), None);
        assert_eq!(Credentials::status(list + 1, 0), None);
        assert_eq!(Credentials::list(list + 1), None);
        assert_eq!(Credentials::batch(list, [2; 32]), None);
        assert!(Credentials::status_pages(list + 1, 0, 9).is_empty());
        assert!(Credentials::batches(list + 1, None, 9).is_empty());
        assert!(Credentials::accreditations([9; 32].into(), None, 9).is_empty());
    });
}

/// Reads a listing page by page.
fn all<Item, Key>(next: impl Fn(Option<Key>) -> Vec<Item>, key: fn(&Item) -> Key) -> Vec<Key> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let items = next(after);
        if items.is_empty() {
            return found;
        }
        assert!(items.len() <= 2);
        after = items.last().map(key);
        found.extend(items.iter().map(key));
    }
}

fn once<Key: Ord>(mut keys: Vec<Key>, count: usize) {
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn listings_are_read_page_by_page() {
    with_chain(|| {
        let schema = chain_of(5);
        for digest in 10..14 {
            register(digest, IssuancePolicy::Open);
        }
        let list = list_of(OWNER, schema);
        for root in 0..5 {
            assert_ok!(anchor(OWNER, list, root * 1024, 1024, root as u8));
            assert_ok!(set(OWNER, list, &[change(root * 1024, Change::Revoke)]));
        }
        list_of("Ada", schema);
        list_of("Ada", schema);
        once(
            all(|after| Credentials::schemas(after, 2), |view| view.id),
            5,
        );
        once(
            all(
                |after| Credentials::accreditations(schema, after, 2),
                |view| view.did,
            ),
            5,
        );
        once(
            all(
                |after| Credentials::batches(list, after, 2),
                |view| view.root,
            ),
            5,
        );
        let lists = || all(|after| Credentials::lists(after, 2), |view| view.id);
        once(lists(), 3);
        // A closed list leaves no gap.
        assert_ok!(Credentials::close_status_list(by("Ada"), list + 1));
        once(lists(), 2);
        let pages = all(
            |after: Option<u32>| {
                Credentials::status_pages(list, after.map_or(0, |last| last + 1), 2)
            },
            |view| view.page,
        );
        assert_eq!(pages, [0, 1, 2, 3, 4]);
    });
}

/// Reads the entries of one owner, page by page.
fn all_of<Item, Key>(
    next: impl Fn(Option<Key>) -> FilteredPage<Item, Key>,
    key: fn(&Item) -> Key,
) -> Vec<Key> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let FilteredPage { items, next } = next(after);
        found.extend(items.iter().map(key));
        if next.is_none() {
            return found;
        }
        after = next;
    }
}

#[test]
fn schemas_and_lists_of_an_owner_are_found() {
    with_chain(|| {
        let schemas: Vec<_> = (10..15)
            .map(|digest| register(digest, IssuancePolicy::Open))
            .collect();
        let lists: Vec<_> = ["Ada", "Ben", "Ada", "Ada", "Ben"]
            .map(|name| list_of(name, schemas[0]))
            .into();
        for count in [1, 2, 9] {
            let of = |name| {
                all_of(
                    |after| Credentials::schemas_of(did(name), after, count),
                    |view| view.id,
                )
            };
            once(of(OWNER), 5);
            assert!(of(STRANGER).is_empty());
            let of = |name| {
                let mut found = all_of(
                    |after| Credentials::lists_of(did(name), after, count),
                    |view| view.id,
                );
                found.sort();
                found
            };
            assert_eq!(of("Ada"), [lists[0], lists[2], lists[3]]);
            assert_eq!(of("Ben"), [lists[1], lists[4]]);
            assert!(of(STRANGER).is_empty());
        }
        // Listings filter by the present owner.
        let what = Owned::Schema(schemas[2]);
        assert_ok!(Credentials::offer(by(OWNER), what, Some(did("Ada"))));
        assert_ok!(Credentials::accept(by("Ada"), what));
        let of = |name: &str| Credentials::schemas_of(did(name), None, 9).items.len();
        assert_eq!((of(OWNER), of("Ada")), (4, 1));
    });
}

/// The limit holds even if few entries match.
#[test]
fn an_answer_reads_so_many_entries_at_most() {
    with_chain(|| {
        let id = register(1, IssuancePolicy::Open);
        let first = list_of("Ada", id);
        let record = StatusLists::<Test>::get(first).unwrap();
        for list in first + 1..limits::MAX_SCANNED_ENTRIES + 2 {
            StatusLists::<Test>::insert(list, record.clone());
        }
        let of = |after| Credentials::lists_of(did("Ben"), after, 9);
        let FilteredPage { items, next } = of(None);
        assert!(items.is_empty());
        let behind =
            StatusLists::<Test>::iter_keys_from(StatusLists::<Test>::hashed_key_for(next.unwrap()));
        assert_eq!(behind.count(), 2);
        assert_eq!(of(next).next, None);
        for list in first + 1..limits::MAX_SCANNED_ENTRIES + 2 {
            StatusLists::<Test>::remove(list);
        }
        assert_eq!(Credentials::lists_of(did("Ada"), None, 0).next, None);
    });
}

#[test]
fn an_answer_is_bounded() {
    with_chain(|| {
        let schema = open();
        let list = list_with("Ada", schema, Capacity::TwoTo20);
        assert_ok!(anchor("Ada", list, 0, 1 << 20, 255));
        for block in 0..2 {
            let changes: Vec<_> = (0..100)
                .map(|page| change((block * 100 + page) * 1024, Change::Revoke))
                .collect();
            assert_ok!(set("Ada", list, &changes));
        }
        assert_eq!(Credentials::status_pages(list, 0, u32::MAX).len(), 128);
        let other = list_of("Ada", schema);
        for index in 0..101 {
            assert_ok!(anchor("Ada", other, index, 1, index as u8));
        }
        assert_eq!(Credentials::batches(other, None, u32::MAX).len(), 100);
        assert!(Credentials::lists(None, 0).is_empty());
    });
}

#[test]
fn deposits_are_known_before() {
    use sp_runtime::traits::Convert;
    with_chain(|| {
        let schema = schema(1, IssuancePolicy::Open);
        let expected = Credentials::footprint_of_schema(&schema).unwrap();
        let id = register(1, IssuancePolicy::Open);
        assert_eq!(held(OWNER), Price::convert(expected));
        let expected = Credentials::footprint_of_list(Capacity::TwoTo18);
        list_with("Ada", id, Capacity::TwoTo18);
        assert_eq!(held("Ada"), Price::convert(expected));
        let list = NextListId::<Test>::get() - 1;
        assert_eq!(Credentials::footprint_of(Entry::List(list)), Some(expected));
        assert_eq!(
            Credentials::footprint_of(Entry::Schema(id)).map(Price::convert),
            Some(held(OWNER))
        );
        assert_eq!(Credentials::footprint_of(Entry::List(list + 1)), None);
        let bad = Schema {
            claims: vec![claim("id", None)].try_into().unwrap(),
            ..schema
        };
        assert!(matches!(
            Credentials::footprint_of_schema(&bad),
            Err(Error::ClaimNameReserved)
        ));
    });
}
