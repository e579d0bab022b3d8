//! Options: accepted values and their forms.

use crate::model::{did, living, Model};
use aura_identity::did::{dereference, resolve, ResolutionOptions};
use serde_json::{from_str, json, to_value};

#[test]
fn a_query_and_json_say_the_same() {
    let query = ResolutionOptions::from_query([("versionId", "120"), ("head", "best")]);
    let options: ResolutionOptions = from_str(r#"{"versionId":"120","head":"best"}"#).unwrap();
    assert_eq!(query, options);
    let built = ResolutionOptions::default().with_version_id(120).at_best();
    assert_eq!(built, options);
    assert_eq!(
        to_value(&options).unwrap(),
        json!({ "versionId": "120", "head": "best" })
    );
}

#[test]
fn a_member_that_stands_twice_in_json_is_noticed() {
    let options: ResolutionOptions = from_str(r#"{"head":"best","head":"best"}"#).unwrap();
    let result = resolve(&Model::new(living()), &did().to_string(), &options);
    let error = result.did_resolution_metadata.error.unwrap();
    assert_eq!(error.reason, "REPEATED_OPTION");
}

#[test]
fn json_that_is_no_object_of_few_options_is_refused() {
    let many = json!((0..17)
        .map(|option| (option.to_string(), json!(0)))
        .collect::<serde_json::Map<_, _>>())
    .to_string();
    for bad in ["[]", "null", "1", &many] {
        assert!(from_str::<ResolutionOptions>(bad).is_err(), "{bad}");
    }
}

#[test]
fn what_changes_nothing_is_taken() {
    let chain = Model::new(living());
    let plain = resolve(&chain, &did().to_string(), &ResolutionOptions::default());
    for options in [
        r#"{"expandRelativeUrls":true}"#,
        r#"{"expandRelativeUrls":"true"}"#,
        r#"{"expandRelativeUrls":false}"#,
        r#"{"noCache":true}"#,
        r#"{"noCache":"false"}"#,
        r#"{"head":"finalized"}"#,
        r#"{"accept":""}"#,
        r#"{"versionId":"200"}"#,
        r#"{"versionTime":"9999-12-31T23:59:59Z"}"#,
    ] {
        let options = from_str(options).unwrap();
        assert_eq!(resolve(&chain, &did().to_string(), &options), plain);
    }
}

#[test]
fn fractions_of_a_second_do_not_count() {
    let chain = Model::new(living());
    for time in ["2026-01-31T12:00:40Z", "2026-01-31T12:00:40.1Z"] {
        let options = ResolutionOptions::default().with("versionTime", time);
        let result = resolve(&chain, &did().to_string(), &options);
        let metadata = result.did_document_metadata;
        assert_eq!(metadata.version_id.as_deref(), Some("120"));
    }
}

#[test]
fn a_did_url_names_versions_as_options_do() {
    let chain = Model::new(living());
    for parameter in ["versionId=120", "versionTime=2026-01-31T12%3A00:40Z"] {
        let url = format!("{}?{parameter}", did());
        let result = dereference(&chain, &url, &ResolutionOptions::default());
        assert_eq!(result.status(), 200);
        assert_eq!(result.content_metadata.version_id.as_deref(), Some("120"));
    }
}
