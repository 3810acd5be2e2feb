//! Terms to numbers: tables, incremental state, fresh measure.
