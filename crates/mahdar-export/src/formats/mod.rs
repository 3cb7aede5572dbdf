//! A file a format.

pub(crate) mod brat;
pub(crate) mod conllu;
pub(crate) mod csv;
pub(crate) mod ftm;
pub(crate) mod gdelt;
pub(crate) mod geojson;
pub(crate) mod gexf;
pub(crate) mod icews;
pub(crate) mod jsonl;
pub(crate) mod pair_year;
pub(crate) mod parquet;
pub(crate) mod plover;
pub(crate) mod polecat;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod tsv;
pub(crate) mod web_annotation;
