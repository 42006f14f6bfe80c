//! Repairs made before reading, where a form is taken as kindly as it can be.

use super::sheets::Tables;
use crate::issue::Issues;

/// Mends what can be mended in the cells, each repair reported.
pub(crate) fn mend(_tables: &mut Tables, _issues: &mut Issues) {}
