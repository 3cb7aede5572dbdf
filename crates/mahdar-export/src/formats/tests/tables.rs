//! Records, CSV and Parquet.

use std::fs::{self, File};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use mahdar_record::Record;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{example, files, read, record, scratch, to_bytes, to_folder};
use crate::{Export, ExportError, Format, Options, Table, Target};
use mahdar_knowledge::builtin_files;
use mahdar_knowledge::codes::Codes;

#[test]
fn records_come_back_from_jsonl() {
    let text = example(Format::Jsonl, None);
    assert_eq!(text.lines().count(), 1);
    assert_eq!(Record::from_json(&text).expect("a record"), record());
}

#[test]
fn a_table_of_csv() {
    let key = crate::article_key(&record());
    assert_eq!(
        example(Format::Csv, Some(Table::Actors)),
        format!(
            "article_key,article,actor,kind,name_ar,name_en,code,sector,office,known,note\n\
             {key},n1,a1,person,توكاييف,Kassym-Jomart Tokayev,KAZ,GOV,president,true,\n\
             {key},n1,a2,person,شي,Xi Jinping,CHN,GOV,president,true,\n\
             {key},n1,a3,polity,كازاخستان,Kazakhstan,KAZ,GOV,,true,\n\
             {key},n1,a4,polity,الصين,China,CHN,GOV,,true,\n"
        )
    );
    let commitments = example(Format::Csv, Some(Table::Commitments));
    assert!(commitments.contains(&format!("{key},n1,c1,a4,China,CHN,a3,Kazakhstan,KAZ,ready,")));
    assert!(commitments.contains(",economy|trade,f1,Belt and Road Initiative,,,,,,s1,ready-to,2022-06-08,"));
}

#[test]
fn all_tables_and_their_codebook() {
    let r = record();
    let folder = to_folder(Format::Csv, "csv", &[(&r, None)]);
    let mut expected: Vec<String> = Table::ALL.iter().map(|t| format!("{}.csv", t.name())).collect();
    expected.push("codebook.csv".into());
    expected.sort();
    assert_eq!(files(&folder), expected);
    assert_eq!(read(&folder, "spans.csv").lines().count(), 1 + 5 + 1 + 1 + 2);
    let codebook = read(&folder, "codebook.csv");
    for table in Table::ALL {
        let heading = read(&folder, &format!("{}.csv", table.name()));
        for column in heading.lines().next().expect("a heading").split(',') {
            assert!(codebook.contains(&format!("\n{},{column},", table.name())), "{}.{column}", table.name());
        }
    }
}

#[test]
fn spreadsheets_get_no_formulas() {
    let mut r = record();
    r.actors[0].name.ar = "=HYPERLINK(\"http://x\")".into();
    r.actors[1].name.ar = "@SUM(1)\nx".into();
    r.events[0].goldstein = Some(-2.0);
    let (bytes, _) = to_bytes(Format::CsvExcel, Some(Table::Actors), &[(&r, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with("\u{feff}article_key,"));
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://x\"\")\",") && text.contains(",\"'@SUM(1)\nx\","));
    assert_eq!(text.matches("\r\n").count(), 5);
    let (bytes, _) = to_bytes(Format::CsvExcel, Some(Table::Events), &[(&r, None)]);
    assert!(String::from_utf8(bytes).expect("UTF-8").contains(",-2,"), "numbers stay numbers");
    // For programs nothing is changed.
    let (bytes, _) = to_bytes(Format::Csv, Some(Table::Actors), &[(&r, None)]);
    assert!(String::from_utf8(bytes).expect("UTF-8").contains(",\"=HYPERLINK(\"\"http://x\"\")\","));
}

fn parquet(file: File) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").build().expect("a reader");
    let batches: Vec<_> = reader.map(|b| b.expect("a batch")).collect();
    assert_eq!(batches.len(), 1);
    batches.into_iter().next().expect("one")
}

#[test]
fn parquet_has_types_and_months() {
    let (r, mut later, mut undated) = (record(), record(), record());
    later.published.date = Some("2022-07-01".into());
    undated.published.date = None;
    let folder = to_folder(Format::Parquet, "parquet", &[(&r, None), (&later, None), (&undated, None)]);
    let all = files(&folder);
    for month in ["2022-06", "2022-07", "undated"] {
        assert!(all.contains(&format!("events/month={month}/part-0.parquet")), "{all:?}");
    }
    let events = parquet(File::open(folder.join("events/month=2022-06/part-0.parquet")).expect("a file"));
    let column = |name: &str| events.column_by_name(name).expect("a column").clone();
    assert_eq!(events.num_rows(), 2);
    assert_eq!(column("cameo").as_string::<i32>().value(0), "042");
    assert_eq!(column("goldstein").as_primitive::<Float64Type>().value(0), 1.9);
    assert_eq!(column("date").as_primitive::<Date32Type>().value(0), 19150);
    assert!(column("date").is_null(1) && column("mode").is_null(1));
    assert_eq!(column("evidence_end").as_primitive::<Int64Type>().value(0), 60);
    let contexts = column("contexts");
    let contexts = contexts.as_list::<i32>();
    let first = contexts.value(0);
    assert_eq!(first.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["diplomatic", "executive"]);
    assert_eq!(contexts.value(1).len(), 0);
}

#[test]
fn one_table_of_parquet() {
    let r = record();
    let (bytes, _) = to_bytes(Format::Parquet, Some(Table::Actors), &[(&r, None), (&r, None)]);
    let path = scratch("one.parquet");
    fs::write(&path, bytes).expect("written");
    assert_eq!(parquet(File::open(path).expect("a file")).num_rows(), 8);
}

#[test]
fn targets_that_do_not_fit_are_refused() {
    let codes = Codes::new(&builtin_files());
    let stream = || Target::Stream(Box::new(Vec::new()));
    let start = |f, table, target| Export::start(f, &codes, Options { table }, target).err();
    assert!(matches!(start(Format::Csv, None, stream()), Some(ExportError::NeedsFolder("csv"))));
    assert!(matches!(start(Format::Brat, None, stream()), Some(ExportError::NeedsFolder("brat"))));
    assert!(matches!(start(Format::Gexf, Some(Table::Events), stream()), Some(ExportError::NoTables("gexf"))));
    let full = scratch("full");
    fs::create_dir_all(&full).expect("made");
    fs::write(full.join("mine.txt"), "x").expect("written");
    assert!(matches!(start(Format::Csv, None, Target::Folder(full.clone())), Some(ExportError::Occupied(_))));
    assert!(matches!(start(Format::Csv, None, Target::Folder(full.join("mine.txt"))), Some(ExportError::Occupied(_))));
    assert!(matches!(start(Format::Gexf, None, Target::Folder(scratch("x"))), Some(ExportError::NeedsStream("gexf"))));
    assert_eq!(files(&full), ["mine.txt"]);
}
