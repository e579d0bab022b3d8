//! Types of JSON-LD documents.

use serde_json::Value;

/// Returns true if a document has a type, alone or among others.
pub fn has_type(document: &Value, wanted: &str) -> bool {
    one_or_more(document.get("type")).any(|name| name == wanted)
}

/// Iterates over one value, or over the values of a list.
pub fn one_or_more(value: Option<&Value>) -> std::slice::Iter<'_, Value> {
    match value {
        Some(Value::Array(items)) => items.iter(),
        Some(one) => std::slice::from_ref(one).iter(),
        None => [].iter(),
    }
}
