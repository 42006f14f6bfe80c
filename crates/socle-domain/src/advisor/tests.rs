//! Tests of the advisor.
