//! Errors of the chain as text.

use super::State;
use crate::display::tame;
use subxt::error::{DispatchError, ModuleError, TokenError};

impl State {
    /// Formats a `DispatchError`. An error of a pallet gets the text of the pallet's documentation.
    pub fn dispatch_error(&self, bytes: &[u8]) -> String {
        let error = DispatchError::decode_from(bytes, self.at.metadata());
        match &error {
            Ok(DispatchError::Module(error)) => of_pallet(error),
            Ok(DispatchError::Token(TokenError::FundsUnavailable)) => {
                "the paying account does not have the amount that would be held on it \
                 (Token.FundsUnavailable)"
                    .into()
            }
            Ok(error) => tame(&error.to_string()),
            Err(_) => format!("error {}", const_hex::encode_prefixed(bytes)),
        }
    }

    /// Formats the error `name` of a pallet with the text of its documentation.
    pub fn error_of(&self, pallet: &str, name: &str) -> String {
        let metadata = self.at.metadata_ref();
        let known = metadata.pallet_by_name(pallet);
        let variants = known.and_then(|pallet| pallet.error_variants());
        let variant = variants.and_then(|all| all.iter().find(|variant| variant.name == name));
        let docs = variant.map_or(&[][..], |variant| &variant.docs);
        words(pallet, name, docs)
    }
}

fn of_pallet(error: &ModuleError) -> String {
    match error.details() {
        Ok(details) => words(
            details.pallet.name(),
            &details.variant.name,
            &details.variant.docs,
        ),
        Err(_) => tame(&error.to_string()),
    }
}

/// Formats the documentation of an error as a clause, followed by its name.
fn words(pallet: &str, name: &str, docs: &[String]) -> String {
    let name = tame(&format!("{pallet}.{name}"));
    let text = docs.join(" ").replace(['[', ']', '`'], "");
    let text: Vec<_> = text.split_whitespace().collect();
    let text = tame(text.join(" ").trim_end_matches('.'));
    let mut rest = text.chars();
    match (rest.next(), rest.clone().next()) {
        (None, _) => name,
        // An abbreviation keeps its capitals.
        (Some(_), Some(second)) if second.is_uppercase() => format!("{text} ({name})"),
        (Some(first), _) => format!("{}{} ({name})", first.to_lowercase(), rest.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_error_is_told_in_the_words_of_its_pallet() {
        let docs = [
            " The DID to be accredited does not exist,".to_owned(),
            " or see [`Error::Other`].".to_owned(),
        ];
        assert_eq!(
            words("Credentials", "DidNotActive", &docs),
            "the DID to be accredited does not exist, or see Error::Other (Credentials.DidNotActive)"
        );
        let docs = ["DIDs control this one.".to_owned()];
        assert_eq!(words("Did", "X", &docs), "DIDs control this one (Did.X)");
        assert_eq!(words("Did", "NotFound", &[]), "Did.NotFound");
        // The name of the error is always there, however long the node's text is.
        let long = words("Did", "X", &["long ".repeat(1000)]);
        assert!(long.ends_with("… (Did.X)") && long.len() < 300, "{long}");
    }
}
