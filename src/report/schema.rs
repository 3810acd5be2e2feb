//! The JSON Schema of `result.json`.

use crate::model::Outcome;

/// The JSON Schema of `result.json`, as shipped in schema/result.schema.json.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Outcome);
    format!("{:#}\n", schema.to_value())
}
