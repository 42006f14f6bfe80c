//! Values on their way in and out: five types of column are all that the schema uses, so five are all that is
//! translated here.

use crate::error::StoreError;
use socle_domain::time::Timestamp;
use sqlx::{
    Row as _,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};
use uuid::Uuid;

/// A value on its way into a statement; `None` is NULL of that type.
#[derive(Debug, Clone)]
pub enum Value {
    /// A whole number or a time.
    Int(Option<i64>),
    /// A text.
    Text(Option<String>),
    /// Bytes, as received.
    Bytes(Option<Vec<u8>>),
    /// An id.
    Id(Option<Uuid>),
    /// Yes or no.
    Bool(Option<bool>),
}

macro_rules! into_value {
    ($($from:ty => $variant:ident, $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(Some(($convert)(value)))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    )*};
}

into_value! {
    i64 => Int, |v| v;
    String => Text, |v| v;
    &str => Text, |v: &str| v.to_owned();
    Vec<u8> => Bytes, |v| v;
    &[u8] => Bytes, |v: &[u8]| v.to_vec();
    [u8; 32] => Bytes, |v: [u8; 32]| v.to_vec();
    bool => Bool, |v| v;
    Uuid => Id, |v| v;
    Timestamp => Int, |v: Timestamp| v.as_micros();
}

/// The values of a statement, in the order of `$1…$n`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::driver::Value::from($value)),*] };
}
pub(crate) use values;

/// One row of an answer.
#[derive(Debug)]
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// Reads the column called `name`.
    fn read(row: &Row, name: &str) -> Result<Self, StoreError>;
}

macro_rules! columns {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self, StoreError> {
                let value = match row {
                    Row::Sqlite(row) => row.try_get_unchecked(name),
                    Row::Postgres(row) => row.try_get_unchecked(name),
                };
                value.map_err(|error| StoreError::Corrupt(format!("column {name}: {error}")))
            }
        }
    )*};
}

columns!(i64, String, Vec<u8>, bool, Uuid);
columns!(Option<i64>, Option<String>, Option<Vec<u8>>, Option<bool>, Option<Uuid>);

impl Column for Timestamp {
    fn read(row: &Row, name: &str) -> Result<Self, StoreError> {
        i64::read(row, name).map(Self::from_micros)
    }
}

impl Column for Option<Timestamp> {
    fn read(row: &Row, name: &str) -> Result<Self, StoreError> {
        Ok(Option::<i64>::read(row, name)?.map(Timestamp::from_micros))
    }
}

impl Row {
    /// The value of the column called `name`.
    pub fn get<T: Column>(&self, name: &str) -> Result<T, StoreError> {
        T::read(self, name)
    }
}

/// A text with U+0000 is refused for both engines alike: PostgreSQL cannot keep one, and SQLite would cut it short in
/// some of its functions. The borders refuse it before, with a word for the person; this is the second lock.
fn refuse_nul(values: &[Value]) -> Result<(), StoreError> {
    let holds_nul = |value: &Value| matches!(value, Value::Text(Some(text)) if text.contains('\0'));
    if values.iter().any(holds_nul) {
        return Err(StoreError::Backend("a text with U+0000 was refused".to_owned()));
    }
    Ok(())
}

macro_rules! arguments {
    ($name:ident, $arguments:ty) => {
        pub(super) fn $name(values: Vec<Value>) -> Result<$arguments, StoreError> {
            use sqlx::Arguments as _;
            refuse_nul(&values)?;
            let mut arguments = <$arguments>::default();
            for value in values {
                match value {
                    Value::Int(v) => arguments.add(v),
                    Value::Text(v) => arguments.add(v),
                    Value::Bytes(v) => arguments.add(v),
                    Value::Id(v) => arguments.add(v),
                    Value::Bool(v) => arguments.add(v),
                }
                .map_err(|error| StoreError::Backend(error.to_string()))?;
            }
            Ok(arguments)
        }
    };
}

arguments!(sqlite_arguments, SqliteArguments);
arguments!(postgres_arguments, PgArguments);
