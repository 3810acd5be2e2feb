//! runs.parquet (to come).
