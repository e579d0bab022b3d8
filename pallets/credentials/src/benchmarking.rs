//! Benchmarks of the calls in their worst case, except for the path to the schema's owner, which is
//! measured separately.

#![cfg(feature = "runtime-benchmarks")]

use super::*;
use crate::{types::footprint_of_accreditation, Pallet as Credentials_};
use alloc::{format, vec::Vec};
use aura_primitives::{
    credentials::{Change, Claim, ClaimKind, ClaimName, Page, Standing, StatusChange},
    did::{KeyIndex, PublicKey, Relationships, Uri},
    limits,
};
use frame_benchmarking::v2::*;

const OWNER: u8 = 100;
const ISSUER: u8 = 101;
const OTHER: u8 = 102;

fn did(n: u8) -> Did {
    Did::from([n; 32])
}

/// An account with funds for more than a list of maximum capacity.
fn rich<T: Config>(name: &'static str) -> AccountId32 {
    let account: AccountId32 = account(name, 0, 0);
    for _ in 0..2 {
        let most = types::footprint_of_list(Capacity::TwoTo20, 8);
        T::Consideration::ensure_successful(&account, most);
    }
    account
}

/// The origin of DID `n`. Another account is the depositor of the entries that it acts on.
fn origin<T: Config>(n: u8) -> DidOrigin {
    T::Dids::activate(did(n));
    DidOrigin {
        did: did(n),
        relationships: Relationships::SIGNING,
        signers: Default::default(),
        submitter: rich::<T>("submitter"),
    }
}

fn deposit<T: Config>(footprint: Footprint) -> Deposit<T::Consideration> {
    Deposit::new(rich::<T>("depositor"), footprint).expect("it can pay")
}

fn claim(n: u32) -> Claim {
    let length = limits::MAX_CLAIM_NAME_BYTES as usize - 1;
    let slot = u8::try_from(n)
        .ok()
        .and_then(|n| n.checked_add(limits::FIRST_CLAIM_SLOT));
    Claim {
        name: ClaimName::new(&format!("a{n:0>length$}")).expect("it is one"),
        kind: ClaimKind::Integer,
        slot: slot.filter(|slot| *slot <= limits::LAST_CLAIM_SLOT),
    }
}

/// A schema with `claims` claims.
fn schema(claims: u32) -> Schema {
    let length = limits::MAX_URI_BYTES as usize - 2;
    let claims: Vec<_> = (0..claims).map(claim).collect();
    Schema {
        owner: did(OWNER),
        digest: [1; 32],
        uri: Uri::new(&format!("a:{:0>length$}", 0)).expect("it is one"),
        claims: claims.try_into().expect("within the bound"),
        policy: IssuancePolicy::Accredited,
        unique: true,
    }
}

/// Registers a schema.
fn registered<T: Config>() -> SchemaId {
    let schema = schema(limits::MAX_CLAIMS);
    let id = schema.id();
    let record = SchemaRecord {
        deposit: deposit::<T>(types::footprint_of_schema(&schema)),
        owner: schema.owner,
        created: pallet_did::now::<T>(),
        schema,
    };
    T::Dids::activate(did(OWNER));
    Schemas::<T>::insert(id, record);
    id
}

fn accredit<T: Config>(schema: SchemaId, who: u8, by: u8, depth: Depth, suspended: Option<u8>) {
    let accreditation = Accreditation {
        by: did(by),
        depth,
        until: Some(u64::MAX),
        suspended: suspended.map(did),
    };
    let record = AccreditationRecord {
        accreditation,
        by_owner: by == OWNER,
        deposit: deposit::<T>(footprint_of_accreditation()),
    };
    T::Dids::activate(did(who));
    Accreditations::<T>::insert(schema, did(who), record);
}

/// A chain of `levels` accreditations below the owner; number 1 is the lowest.
fn chain<T: Config>(levels: u32) -> (SchemaId, Terms) {
    let id = registered::<T>();
    let levels = u8::try_from(levels).expect("there are five at most");
    for n in 1..=levels {
        let by = if n == levels { OWNER } else { n + 1 };
        accredit::<T>(id, n, by, n - 1, None);
    }
    let terms = Terms {
        owner: did(OWNER),
        policy: IssuancePolicy::Accredited,
    };
    (id, terms)
}

/// A list of maximum capacity with room for one more credential.
fn list<T: Config>(schema: SchemaId, owner: u8) -> ListId {
    let capacity = Capacity::TwoTo20;
    let record = List {
        owner: did(owner),
        schema,
        capacity,
        strict: true,
        allocated: capacity.entries() - 1,
        batches: 1,
        created: pallet_did::now::<T>(),
        deposit: deposit::<T>(types::footprint_of_list(capacity, 1)),
    };
    StatusLists::<T>::insert(0, record);
    NextListId::<T>::put(1);
    0
}

/// A list without batches.
fn empty_list<T: Config>(schema: SchemaId, owner: u8) -> ListId {
    let id = list::<T>(schema, owner);
    StatusLists::<T>::mutate(id, |list| {
        if let Some(list) = list {
            (list.allocated, list.batches) = (0, 0);
        }
    });
    id
}

/// Offers it to the issuer.
fn offered<T: Config>(what: Owned) {
    let offer = Offer {
        to: did(ISSUER),
        deposit: deposit::<T>(types::footprint_of_offer()),
    };
    Offers::<T>::insert(what, offer);
}

/// An issuer with the longest path to the schema's owner, and a list with the maximum number of
/// superseded roots.
pub struct Issuing {
    /// Schema of the list.
    pub schema: SchemaId,
    /// DID of the issuer.
    pub issuer: Did,
    /// Signing key of the issuer.
    pub key: KeyIndex,
    /// Status list of the issuer.
    pub list: ListId,
    /// A superseded root of that list within its grace period.
    pub status_root: StatusRoot,
}

/// Slot of an integer in the schema.
pub const INTEGER_SLOT: u8 = limits::FIRST_CLAIM_SLOT;

/// Stores such an issuer with that key.
pub fn issuing<T: Config>(key: PublicKey) -> Issuing {
    let (schema, _) = chain::<T>(limits::MAX_CHAIN_ACCREDITATIONS);
    let list = list::<T>(schema, 1);
    // A strict list accepts only its newest root.
    StatusLists::<T>::mutate(list, |list| {
        if let Some(list) = list {
            list.strict = false;
        }
    });
    let roots = many_roots::<T>();
    let status_root = roots.superseded.last().map(|(root, _)| *root);
    StatusRoots::<T>::insert(list, roots);
    Issuing {
        schema,
        issuer: did(1),
        key: T::Dids::activate_with_key(did(1), key),
        list,
        status_root: status_root.expect("there are many"),
    }
}

/// A page where another DID holds the second credential of each word, and all but the first two are
/// revoked.
fn full_page() -> StoredPage {
    let bits = Page {
        revoked: [u64::MAX - 3; 16],
        suspended: [0; 16],
        held: [2; 16],
    };
    StoredPage {
        bits,
        held_by: Some(did(OTHER)),
    }
}

/// A root history of maximum length.
fn many_roots<T: Config>() -> RootHistory {
    let now = pallet_did::now::<T>().block;
    let mut roots = RootHistory::default();
    for n in 0..limits::MAX_SUPERSEDED_ROOTS {
        let mut root = [n as u8; 32];
        root[31] = 0;
        roots.supersede(root, now, u32::MAX);
    }
    roots
}

/// Dispatches a call by the DID.
fn dispatched<T: Config>(call: Call<T>, origin: DidOrigin) -> DispatchResult
where
    <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
{
    use frame_support::traits::UnfilteredDispatchable;
    call.dispatch_bypass_filter(origin.into())
        .map(|_| ())
        .map_err(|failed| failed.error)
}

#[benchmarks(
    where
        <T as frame_system::Config>::RuntimeOrigin: From<DidOrigin>,
)]
mod benchmarks {
    use super::*;

    /// `c`: claims.
    #[benchmark]
    fn register_schema(c: Linear<0, { limits::MAX_CLAIMS }>) -> Result<(), BenchmarkError> {
        let origin = origin::<T>(OWNER);
        let schema = schema(c);
        let id = schema.id();
        let call = Call::<T>::register_schema {
            schema: Box::new(schema),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(Schemas::<T>::contains_key(id));
        Ok(())
    }

    /// The owner takes over an accreditation that another DID gave.
    #[benchmark]
    fn accredit() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        super::accredit::<T>(schema, ISSUER, OTHER, 0, Some(OTHER));
        let origin = origin::<T>(OWNER);
        let call = Call::<T>::accredit {
            schema,
            did: did(ISSUER),
            depth: limits::MAX_ACCREDITATION_DEPTH,
            until: Some(u64::MAX),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let record = Accreditations::<T>::get(schema, did(ISSUER)).expect("it is there");
        assert_eq!(record.accreditation.by, did(OWNER));
        Ok(())
    }

    #[benchmark]
    fn set_suspended() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        super::accredit::<T>(schema, ISSUER, OTHER, 0, Some(OTHER));
        let origin = origin::<T>(OWNER);
        let call = Call::<T>::set_suspended {
            schema,
            did: did(ISSUER),
            suspended: true,
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let record = Accreditations::<T>::get(schema, did(ISSUER)).expect("it is there");
        assert_eq!(record.accreditation.suspended, Some(did(OWNER)));
        Ok(())
    }

    #[benchmark]
    fn withdraw_accreditation() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        super::accredit::<T>(schema, ISSUER, OTHER, 0, Some(OTHER));
        let origin = origin::<T>(OWNER);
        let call = Call::<T>::withdraw_accreditation {
            schema,
            did: did(ISSUER),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert_eq!(Accreditations::<T>::iter().count(), 0);
        Ok(())
    }

    #[benchmark]
    fn create_status_list() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let origin = origin::<T>(ISSUER);
        let call = Call::<T>::create_status_list {
            schema,
            capacity: Capacity::TwoTo20,
            strict: true,
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert_eq!(NextListId::<T>::get(), 1);
        Ok(())
    }

    /// The owner of the schema acts, and the deposit moves to another account.
    #[benchmark]
    fn anchor() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let list = list::<T>(schema, OWNER);
        let origin = origin::<T>(OWNER);
        let call = Call::<T>::anchor {
            list,
            first_index: Capacity::TwoTo20.entries() - 1,
            count: 1,
            root: [1; 32],
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(Batches::<T>::contains_key(list, [1; 32]));
        Ok(())
    }

    /// `p`: pages. The owner of the schema holds a credential in each, which another DID holds
    /// already.
    #[benchmark]
    fn set_status(p: Linear<1, { limits::MAX_CHANGED_PAGES }>) -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let list = list::<T>(schema, ISSUER);
        let origin = origin::<T>(OWNER);
        let full = full_page();
        for page in 0..p {
            StatusPages::<T>::insert(list, page, &full);
        }
        let changes: Vec<_> = (0..p)
            .map(|page| StatusChange {
                index: page * limits::ENTRIES_PER_PAGE,
                change: Change::Hold,
            })
            .collect();
        let call = Call::<T>::set_status {
            list,
            changes: changes.try_into().expect("within the bound"),
        };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let last = StatusPages::<T>::get(list, p - 1).expect("it is there");
        assert_eq!(last.held_by, Some(did(OWNER)));
        Ok(())
    }

    /// `c`: changes, all in one page.
    #[benchmark]
    fn status_changes(c: Linear<1, { limits::MAX_STATUS_CHANGES }>) -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let id = list::<T>(schema, ISSUER);
        let list = StatusLists::<T>::get(id).ok_or(BenchmarkError::Stop("it is there"))?;
        let changes: Vec<_> = (0..c)
            .map(|index| StatusChange {
                index,
                change: Change::Revoke,
            })
            .collect();
        let counts;
        #[block]
        {
            counts = Credentials_::<T>::change_status(id, &list, &changes, None);
        }
        let revoked = counts.ok().map(|counts| counts.revoked);
        assert_eq!(revoked, Some(c));
        Ok(())
    }

    /// `p`: pages, as far apart as possible.
    #[benchmark]
    fn commit_status_root(
        p: Linear<1, { limits::MAX_COMMIT_PAGES }>,
    ) -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let list = list::<T>(schema, ISSUER);
        let full = full_page();
        let apart = limits::MAX_LIST_PAGES / limits::MAX_COMMIT_PAGES;
        StatusRoots::<T>::insert(list, many_roots::<T>());
        for page in (0..p).map(|n| n * apart) {
            StatusPages::<T>::insert(list, page, &full);
        }
        Credentials_::<T>::add_pending(list, (0..p).map(|n| n * apart));
        let caller: AccountId32 = whitelisted_caller();
        #[extrinsic_call]
        _(frame_system::RawOrigin::Signed(caller), list, p);
        assert!(!PendingLists::<T>::contains_key(list));
        Ok(())
    }

    /// The list is offered as well.
    #[benchmark]
    fn close_status_list() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        let list = empty_list::<T>(schema, ISSUER);
        offered::<T>(Owned::List(list));
        let origin = origin::<T>(ISSUER);
        let call = Call::<T>::close_status_list { list };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(!StatusLists::<T>::contains_key(list));
        Ok(())
    }

    /// An accreditation under the largest schema: two entries are read.
    #[benchmark]
    fn take_over_deposit() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        super::accredit::<T>(schema, ISSUER, OWNER, 0, None);
        let origin = origin::<T>(OWNER);
        let submitter = origin.submitter.clone();
        let entry = Entry::Accreditation(schema, did(ISSUER));
        let call = Call::<T>::take_over_deposit { entry };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let record = Accreditations::<T>::get(schema, did(ISSUER)).expect("it is there");
        assert_eq!(record.deposit.depositor, submitter);
        Ok(())
    }

    /// The first offer of the largest schema.
    #[benchmark]
    fn offer() -> Result<(), BenchmarkError> {
        let what = Owned::Schema(registered::<T>());
        T::Dids::activate(did(ISSUER));
        let origin = origin::<T>(OWNER);
        let to = Some(did(ISSUER));
        let call = Call::<T>::offer { what, to };
        #[block]
        {
            dispatched(call, origin)?;
        }
        assert!(Offers::<T>::contains_key(what));
        Ok(())
    }

    /// The largest schema, accepted by an accredited DID.
    #[benchmark]
    fn accept() -> Result<(), BenchmarkError> {
        let schema = registered::<T>();
        super::accredit::<T>(schema, ISSUER, OTHER, 0, Some(OTHER));
        let what = Owned::Schema(schema);
        offered::<T>(what);
        let origin = origin::<T>(ISSUER);
        let call = Call::<T>::accept { what };
        #[block]
        {
            dispatched(call, origin)?;
        }
        let record = Schemas::<T>::get(schema).expect("it is there");
        assert_eq!(record.owner, did(ISSUER));
        Ok(())
    }

    /// `d`: accreditations between a DID and the schema's owner, whose validity is not checked.
    #[benchmark]
    fn path(d: Linear<1, { limits::MAX_CHAIN_ACCREDITATIONS }>) -> Result<(), BenchmarkError> {
        let (id, terms) = chain::<T>(d);
        let found;
        #[block]
        {
            found = Credentials_::<T>::path(id, terms.owner, did(1));
        }
        assert_eq!((found.lookups(), found.end), (d, terms.owner));
        Ok(())
    }

    /// `d`: accreditations between a DID and the schema's owner, all checked to be valid.
    #[benchmark]
    fn standing(d: Linear<1, { limits::MAX_CHAIN_ACCREDITATIONS }>) -> Result<(), BenchmarkError> {
        let (id, terms) = chain::<T>(d);
        let found;
        #[block]
        {
            found = Credentials_::<T>::standing_of(id, &terms, did(1));
        }
        assert_eq!(found.0, Standing::Good);
        Ok(())
    }

    impl_benchmark_test_suite!(Credentials_, crate::mock::chain(), crate::mock::Test);
}
