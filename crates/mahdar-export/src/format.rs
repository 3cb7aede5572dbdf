//! What can be written.

use mahdar_knowledge::codes::Codes;

use crate::codebook::Entry;
use crate::error::ExportError;
use crate::export::{Exporter, Start};
use crate::formats;

/// What a format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file, which may go to a stream.
    File,
    /// A folder of files.
    Folder,
    /// A folder of tables; or one table of them, to a stream.
    Tables,
}

/// Whether a format needs the articles' texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextUse {
    /// It has no use for them.
    None,
    /// With them it says more.
    Helps,
    /// Without them there is nothing to write.
    Needed,
}

/// What a file in `formats/` says of its format.
pub(crate) struct Spec {
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    pub extension: &'static str,
    pub media_type: &'static str,
    pub shape: Shape,
    pub text: TextUse,
    /// What the columns of its tables mean.
    pub codebook: fn(&Codes) -> Vec<Entry>,
    pub start: for<'w> fn(Start<'w>) -> Result<Box<dyn Exporter + 'w>, ExportError>,
}

macro_rules! formats {
    ($($variant:ident => $spec:path),* $(,)?) => {
        /// A format that records can be written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each says what it is in `about`")]
        pub enum Format { $($variant),* }

        impl Format {
            /// All of them.
            pub const ALL: &[Format] = &[$(Format::$variant),*];

            pub(crate) fn spec(self) -> &'static Spec {
                match self { $(Format::$variant => &$spec),* }
            }
        }
    };
}

formats! {
    Jsonl => formats::jsonl::SPEC,
    Csv => formats::csv::SPEC,
    CsvExcel => formats::csv::EXCEL,
    Parquet => formats::parquet::SPEC,
    Plover => formats::plover::SPEC,
    Gdelt => formats::gdelt::SPEC,
    Icews => formats::icews::SPEC,
    Polecat => formats::polecat::SPEC,
    PairYear => formats::pair_year::SPEC,
    Ftm => formats::ftm::SPEC,
    Gexf => formats::gexf::SPEC,
    Geojson => formats::geojson::SPEC,
    WebAnnotation => formats::web_annotation::SPEC,
    Brat => formats::brat::SPEC,
    Conllu => formats::conllu::SPEC,
}

impl Format {
    /// The format of a name.
    pub fn by_name(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|f| f.name() == name)
    }

    /// As it is called.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        self.spec().about
    }

    /// How its files' names end, without the point.
    pub fn extension(self) -> &'static str {
        self.spec().extension
    }

    /// The media type of its files.
    pub fn media_type(self) -> &'static str {
        self.spec().media_type
    }

    /// What it is made of.
    pub fn shape(self) -> Shape {
        self.spec().shape
    }

    /// The columns of its tables, in order; nothing where it has no tables.
    pub fn codebook(self, codes: &Codes) -> Vec<Entry> {
        (self.spec().codebook)(codes)
    }

    /// Whether it needs the articles' texts.
    pub fn text_use(self) -> TextUse {
        self.spec().text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_formats_apart() {
        for f in Format::ALL {
            assert_eq!(Format::by_name(f.name()), Some(*f));
        }
        assert_eq!(Format::by_name("xlsx"), None);
    }
}
