use super::*;
use crate::random::system;

/// A cost so low that thousands of attempts take little time.
const LITTLE: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(text.into())).unwrap()
}

fn seal_some() -> Vec<u8> {
    seal(
        Purpose::Wallet,
        LITTLE,
        &passphrase("correct horse"),
        b"what is in it",
        &system,
    )
    .unwrap()
}

fn open_some(bytes: &[u8], with: &str) -> Result<(Cost, Zeroizing<Vec<u8>>)> {
    open(Purpose::Wallet, Path::new("w"), bytes, &passphrase(with))
}

const THE_ONE_MESSAGE: &str = "w cannot be opened: the passphrase is wrong, or the file is damaged";

fn is_the_one_message(bytes: &[u8], with: &str) -> bool {
    match open_some(bytes, with) {
        Err(error @ Error::NotOpened { .. }) => error.to_string() == THE_ONE_MESSAGE,
        _ => false,
    }
}

#[test]
fn what_was_sealed_is_opened_with_the_passphrase_alone() {
    let bytes = seal_some();
    let (cost, content) = open_some(&bytes, "correct horse").unwrap();
    assert_eq!(cost, LITTLE);
    assert_eq!(content.as_slice(), b"what is in it");
    assert!(is_the_one_message(&bytes, "correct horsf"));
    assert!(!bytes.windows(7).any(|part| part == b"what is"));
}

#[test]
fn nothing_is_written_the_same_twice() {
    let [a, b] = [seal_some(), seal_some()];
    let random = 25..HEADER;
    assert_ne!(a[random.clone()], b[random]);
    assert_ne!(a[HEADER..], b[HEADER..]);
}

#[test]
fn the_form_is_as_documented() {
    let bytes = seal_some();
    let header = [
        &b"aura-wallet\0"[..],
        &[1],
        &8u32.to_le_bytes(),
        &1u32.to_le_bytes(),
        &1u32.to_le_bytes(),
    ]
    .concat();
    assert_eq!(bytes[..25], header);
    assert_eq!(bytes.len(), 25 + 16 + 12 + b"what is in it".len() + 16);
}

/// A file that was made with other implementations of Argon2id and AES-GCM, from the documentation.
#[test]
fn what_others_sealed_is_opened() {
    let bytes = const_hex::decode(concat!(
        "617572612d77616c6c6574000140000000020000000200000000010203040506",
        "0708090a0b0c0d0e0f101112131415161718191a1b3d3cc256ce010ea185c122",
        "8aafc683943b57c90a213495d5c761f10129"
    ));
    let (cost, content) = open_some(&bytes.unwrap(), "correct horse").unwrap();
    let expected = Cost {
        memory: 64,
        passes: 2,
        lanes: 2,
    };
    assert_eq!(cost, expected);
    assert_eq!(content.as_slice(), b"what is in it");
}

#[test]
fn every_changed_bit_is_the_one_message() {
    let good = seal_some();
    for place in 0..good.len() {
        for bit in 0..8 {
            let mut bytes = good.clone();
            bytes[place] ^= 1 << bit;
            match place {
                0..12 => assert!(matches!(
                    open_some(&bytes, "correct horse"),
                    Err(Error::OtherFile { .. })
                )),
                12 => assert!(matches!(
                    open_some(&bytes, "correct horse"),
                    Err(Error::Newer { .. })
                )),
                // Hundreds of MiB or lanes, within the bounds: tested elsewhere.
                15..17 if bit > 1 => {}
                _ => assert!(
                    is_the_one_message(&bytes, "correct horse"),
                    "byte {place}, bit {bit}"
                ),
            }
        }
    }
}

#[test]
fn every_cut_is_the_one_message() {
    let good = seal_some();
    for length in 12..good.len() {
        assert!(
            is_the_one_message(&good[..length], "correct horse"),
            "{length}"
        );
    }
    let longer = [&good[..], &[0]].concat();
    assert!(is_the_one_message(&longer, "correct horse"));
    for length in 0..12 {
        let refused = open_some(&good[..length], "correct horse");
        assert!(matches!(refused, Err(Error::OtherFile { .. })), "{length}");
    }
}

#[test]
fn costs_of_a_hostile_file_are_not_paid() {
    for (memory, passes, lanes) in [
        (u32::MAX, 1, 1),
        ((1 << 20) + 1, 1, 1),
        (8, 17, 1),
        (8, u32::MAX, 1),
        (1 << 20, 1, 17),
        (8, 1, u32::MAX),
        // Below the minimum of Argon2.
        (0, 1, 1),
        (7, 1, 1),
        (8, 0, 1),
        (8, 1, 0),
        (8, 1, 2),
    ] {
        let mut bytes = seal_some();
        let cost = Cost {
            memory,
            passes,
            lanes,
        };
        bytes[13..25].copy_from_slice(&cost.to_bytes());
        assert!(is_the_one_message(&bytes, "correct horse"), "{cost:?}");
    }
}

#[test]
fn an_export_is_no_wallet_and_no_wallet_an_export() {
    let words = passphrase("correct horse");
    for [one, other] in [
        [Purpose::Wallet, Purpose::Export],
        [Purpose::Export, Purpose::Wallet],
    ] {
        let mut bytes = seal(one, LITTLE, &words, b"", &system).unwrap();
        let refused = open(other, Path::new("w"), &bytes, &words);
        assert!(matches!(refused, Err(Error::OtherFile { .. })));
        // The purpose is authenticated: with another magic, nothing opens.
        bytes[..12].copy_from_slice(other.magic());
        let refused = open(other, Path::new("w"), &bytes, &words);
        assert!(matches!(refused, Err(Error::NotOpened { .. })));
    }
}

#[test]
fn more_than_fits_is_refused() {
    let content = vec![0; MAX_WALLET_FILE_BYTES as usize];
    let refused = seal(
        Purpose::Wallet,
        LITTLE,
        &passphrase("correct horse"),
        &content,
        &system,
    );
    assert!(matches!(refused, Err(Error::Full)));
}

#[test]
fn the_standard_cost_is_what_is_recommended() {
    let Cost {
        memory,
        passes,
        lanes,
    } = Cost::STANDARD;
    assert_eq!((memory, passes, lanes), (65_536, 3, 4));
    assert_eq!(
        Cost::from_bytes(&Cost::STANDARD.to_bytes()),
        Some(Cost::STANDARD)
    );
}
