//! Schema identifiers.

use crate::base58_id::base58_id;

base58_id!(
    /// Identifier of a schema: a hash of all its fields, including the first owner. Written in
    /// base58btc.
    SchemaId,
    /// The text is not a schema identifier.
    SchemaIdError,
    "the identifier of a schema is 32 bytes in base58btc"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_identifier_is_refused() {
        let ones = |count| "1".repeat(count);
        for text in [
            "",
            "0OIl",
            "1 ",
            &ones(31),
            &ones(33),
            &ones(45),
            "did:aura:1",
        ] {
            assert_eq!(text.parse::<SchemaId>(), Err(SchemaIdError), "{text}");
        }
        assert_eq!(ones(32).parse(), Ok(SchemaId([0; 32])));
    }

    proptest! {
        #[test]
        fn an_identifier_is_read_as_it_was_written(bytes: [u8; 32]) {
            let id = SchemaId(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn what_can_be_read_is_written_the_same(text in "[1-9A-HJ-NP-Za-km-z]{30,46}") {
            if let Ok(id) = text.parse::<SchemaId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
