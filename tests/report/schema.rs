//! The JSON Schema of result.json.

use std::path::Path;

use kumiwake::model::Language;
use kumiwake::report::{schema, write};
use serde_json::Value;

use crate::{sample, snapshot};

#[test]
fn the_shipped_schema_is_the_current_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/result.schema.json");
    snapshot::assert_file(&path, &schema());
}

/// Follows a `$ref` into the schema's definitions.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => root
            .pointer(reference.trim_start_matches('#'))
            .expect("a definition"),
        None => schema,
    }
}

/// Asserts that required keys are there, no key is unknown, and each value has one of its types.
fn fits(root: &Value, schema: &Value, value: &Value, place: &str) {
    let schema = resolve(root, schema);
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_whole_number = own == "integer" && types.contains(&"number");
    assert!(
        types.is_empty() || types.contains(&own) || is_whole_number,
        "{place}: {own}, not {types:?}"
    );
    match value {
        Value::Object(object) => {
            for key in schema["required"].as_array().into_iter().flatten() {
                let key = key.as_str().expect("a key");
                assert!(object.contains_key(key), "{place} lacks {key}");
            }
            for (key, value) in object {
                let known = schema["properties"]
                    .get(key)
                    .or(schema.get("additionalProperties"));
                let known = known.unwrap_or_else(|| panic!("{place}: {key} is unknown"));
                fits(root, known, value, &format!("{place}/{key}"));
            }
        }
        Value::Array(items) => {
            for item in items {
                fits(root, &schema["items"], item, place);
            }
        }
        _ => {}
    }
}

#[test]
fn results_fit_the_schema() {
    let root: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
    let required: Vec<&str> = root["required"]
        .as_array()
        .expect("required keys")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for key in [
        "format",
        "workshop",
        "status",
        "levels",
        "rules",
        "rank_profile",
        "teams",
        "solver",
    ] {
        assert!(required.contains(&key), "{key}");
    }
    for sample in [
        sample::kept(Language::English),
        sample::broken(Language::Japanese),
    ] {
        let directory = tempfile::tempdir().expect("a temporary directory");
        write(directory.path(), &sample.plan()).expect("the report is written");
        let text = std::fs::read_to_string(directory.path().join("result.json")).expect("UTF-8");
        let result: Value = serde_json::from_str(&text).expect("JSON");
        fits(&root, &root, &result, "result");
    }
}
