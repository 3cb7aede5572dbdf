//! Records and tables for Python.

use arrow_array::{Array, RecordBatch, StructArray, ffi::to_ffi};
use mahdar_export::{Table, arrow_batch};
use mahdar_knowledge::{builtin_files, codes::Codes};
use mahdar_record::Record;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::LazyLock;

/// The code tables that columns are filled from.
static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::new(&builtin_files()));

/// A record as the engine made it.
#[pyclass(frozen, module = "mahdar._mahdar")]
pub(crate) struct NativeRecord(pub Box<Record>);

#[pymethods]
impl NativeRecord {
    /// From one line of JSON.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Record::from_json(text).map(|r| Self(Box::new(r))).map_err(|e| PyValueError::new_err(e.to_string()))
    }

    /// One line of JSON.
    fn json(&self) -> String {
        self.0.to_json_line()
    }

    /// The article's id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// How many actors, encounters, statements, commitments, events.
    fn counts(&self) -> (usize, usize, usize, usize, usize) {
        let r = &self.0;
        (r.actors.len(), r.encounters.len(), r.statements.len(), r.commitments.len(), r.events.len())
    }
}

/// Rows in Arrow's memory, handed over without a copy.
#[pyclass(frozen, module = "mahdar._mahdar")]
pub(crate) struct Batch(RecordBatch);

#[pymethods]
impl Batch {
    /// Arrow's PyCapsule interface: schema and array.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The interface allows to ignore what is asked for.
        let _ = requested_schema;
        let rows = StructArray::from(self.0.clone());
        let (array, schema) = to_ffi(&rows.to_data()).map_err(|e| PyValueError::new_err(e.to_string()))?;
        let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
        let array = PyCapsule::new_with_value(py, array, c"arrow_array")?;
        Ok((schema, array))
    }
}

fn named(name: &str) -> PyResult<Table> {
    Table::by_name(name).ok_or_else(|| PyValueError::new_err(format!("unknown table {name:?}")))
}

/// The names of all tables.
#[pyfunction]
pub(crate) fn table_names() -> Vec<&'static str> {
    Table::ALL.iter().map(|t| t.name()).collect()
}

/// Name, type and meaning of each column.
#[pyfunction]
pub(crate) fn table_columns(name: &str) -> PyResult<Vec<(&'static str, &'static str, &'static str)>> {
    Ok(named(name)?.described().collect())
}

/// The rows that records have in a table.
#[pyfunction]
pub(crate) fn table(py: Python<'_>, name: &str, records: Vec<Py<NativeRecord>>) -> PyResult<Batch> {
    let table = named(name)?;
    py.detach(|| arrow_batch(table, records.iter().map(|r| &*r.get().0), &CODES))
        .map(Batch)
        .map_err(|e| PyValueError::new_err(e.to_string()))
}
