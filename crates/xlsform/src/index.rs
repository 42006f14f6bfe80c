//! Maps and sets of names.
//!
//! A form looks names up several times for each of its questions; the hash of the standard library, made to withstand
//! whoever chooses millions of keys, took a tenth of the time of compiling. A form has at most 20,000 rows.

/// Values by name.
pub(crate) type Index<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// Names.
pub(crate) type Set<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;
