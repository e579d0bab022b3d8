//! Types of documents.

use serde_json::Value;

/// Says if a document has a type, alone or among others.
pub fn has_type(document: &Value, wanted: &str) -> bool {
    one_or_more(document.get("type")).any(|name| name == wanted)
}

/// A value, or each of a list.
pub fn one_or_more(value: Option<&Value>) -> std::slice::Iter<'_, Value> {
    match value {
        Some(Value::Array(items)) => items.iter(),
        Some(one) => std::slice::from_ref(one).iter(),
        None => [].iter(),
    }
}
