use super::*;
use crate::random::system;
use proptest::prelude::*;
use zeroize::Zeroizing;

const LITTLE: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn right() -> Passphrase {
    Passphrase::new(Zeroizing::new("correct horse".into())).unwrap()
}

/// A change of a wallet: a new DID, or a key for an existing one.
#[derive(Debug, Clone)]
enum Act {
    Did(String, [u8; 32], NewAnchor),
    Key(usize, Kind, Option<u32>),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let kind = prop::sample::select(vec![
        Kind::Ed25519,
        Kind::Sr25519,
        Kind::Secp256k1,
        Kind::P256,
        Kind::X25519,
        Kind::Jubjub,
    ]);
    let anchor = prop_oneof![
        any::<u32>().prop_map(NewAnchor::Account),
        kind.clone().prop_map(NewAnchor::Key),
    ];
    let act = prop_oneof![
        ("[a-z0-9._-]{1,32}", any::<[u8; 32]>(), anchor)
            .prop_map(|(name, genesis, anchor)| Act::Did(name, genesis, anchor)),
        (any::<usize>(), kind, any::<Option<u32>>())
            .prop_map(|(did, kind, index)| Act::Key(did, kind, index)),
    ];
    prop::collection::vec(act, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_done_is_read_back(
        entropy in prop::sample::select(vec![16usize, 20, 24, 28, 32])
            .prop_flat_map(|length| prop::collection::vec(any::<u8>(), length)),
        acts in acts(),
    ) {
        let entropy = format!("\"{}\"", const_hex::encode(entropy));
        let phrase: Phrase = serde_json::from_str(&entropy).unwrap();
        let mut dids = Register::default();
        for act in acts {
            match act {
                Act::Did(name, genesis, anchor) => {
                    // A name may occur twice.
                    let _ = dids.add(&phrase, name.parse().unwrap(), genesis, anchor);
                }
                Act::Key(did, kind, index) => {
                    let all = dids.records().len();
                    if all > 0 {
                        let did = dids.records()[did % all].did;
                        let key = dids.add_key(&did, kind).unwrap();
                        if let Some(index) = index {
                            dids.set_index(&did, key.number, index).unwrap();
                        }
                    }
                }
            }
        }
        prop_assert!(dids.is_sound());
        prop_assert!(dids.records().iter().all(|record| record.is_of(&phrase)));
        let wallet = Wallet { dids, ..Wallet::new(phrase) };
        let bytes = wallet.seal(LITTLE, &right(), &system).unwrap();
        let path = Path::new("w");
        let (_, bytes) = sealed::open(Purpose::Wallet, path, &bytes, &right()).unwrap();
        prop_assert_eq!(json::decode::<Wallet>(&bytes, path).unwrap(), wallet);
    }

    #[test]
    fn no_bytes_are_opened_by_chance(bytes: Vec<u8>, magic: bool) {
        let mut file = if magic { b"aura-wallet\0\x01".to_vec() } else { vec![] };
        file.extend(bytes);
        let opened = sealed::open(Purpose::Wallet, Path::new("w"), &file, &right());
        prop_assert!(opened.is_err());
    }
}
