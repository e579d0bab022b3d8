//! Metadata of newtypes: each is described as its inner type.
//!
//! Clients disagree about types with one unnamed field. The Python client takes a list for such a
//! type as the list of its fields, and cannot compose a call that contains one. The encoding is the
//! same, so the metadata says no more than the bytes do.

/// Describes `$outer`, whose encoding is that of `$inner`, as `$inner` in the metadata.
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
