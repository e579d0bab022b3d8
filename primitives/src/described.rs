//! Types of one field are described in the metadata as what they hold.
//!
//! Clients differ in what they make of a type with one field that has no name. The Python client
//! takes a list that it is given for such a type as the list of the fields: it cannot compose a
//! call with a list in it. The bytes are the same, so the metadata says no more than they do.

/// Describes `$outer`, whose encoding is that of `$inner`, as `$inner`.
macro_rules! described_as {
    ($outer:ty, $inner:ty) => {
        impl scale_info::TypeInfo for $outer {
            type Identity = <$inner as scale_info::TypeInfo>::Identity;

            fn type_info() -> scale_info::Type {
                <$inner as scale_info::TypeInfo>::type_info()
            }
        }
    };
}

pub(crate) use described_as;
