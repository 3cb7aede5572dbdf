//! CSV, TSV and Parquet.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BinaryArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use common::{TEXT, all, file, given, only, scratch};
use mahdar_sources::{Columns, Field, Options};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

#[test]
fn columns_are_found_whatever_they_are_called_and_parted_by() {
    let dir = scratch("csv");
    for (name, content) in [
        ("comma.csv", "id,Title,Body,Date,Source\n7,عنوان,\"نص، فيه \"\"فاصلة\"\",\nوسطر\",2024-02-29,وكالة\n"),
        ("semicolon.csv", "id;headline;النص;تاريخ النشر;المصدر\r\n7;عنوان;\"نص، فيه \"\"فاصلة\"\",\nوسطر\";2024-02-29;وكالة\r\n"),
        (
            "tab.tsv",
            "doc_id\ttitle\ttext\tpublished_at\toutlet\n7\tعنوان\t\"نص، فيه \"\"فاصلة\"\",\nوسطر\"\t2024-02-29T10:00:00Z\tوكالة\n",
        ),
        ("unnamed", "id|title|text|date|outlet\n7|عنوان|\"نص، فيه \"\"فاصلة\"\",\nوسطر\"|2024-02-29|وكالة\n"),
    ] {
        for bytes in [content.as_bytes().to_vec(), [b"\xef\xbb\xbf", content.as_bytes()].concat()] {
            let a = only(&file(&dir, name, bytes));
            assert_eq!((a.id.as_str(), a.id_given), ("7", true), "{name}");
            assert_eq!(a.text.replace('\r', ""), "نص، فيه \"فاصلة\",\nوسطر", "{name}");
            assert_eq!((a.title.as_deref(), a.outlet.as_deref()), (Some("عنوان"), Some("وكالة")), "{name}");
            assert_eq!(a.published.as_deref(), Some("2024-02-29"), "{name}");
        }
    }
    let named = Columns::default().with(Field::Text, Some("c".to_owned())).with(Field::Id, Some("a".to_owned()));
    let o = Options { columns: named, ..Options::default() };
    assert_eq!(given(&file(&dir, "named.csv", "a,text,c\n1,x,نص\n2,x,\n,x,نص\n"), &o), ["1", "named.csv:3: is empty", "named:4"]);
}

#[test]
fn tables_in_other_encodings() {
    let dir = scratch("csv-encodings");
    let content = format!("text,id\n{},1\n", TEXT[0].replace('،', " "));
    let old = encoding_rs::WINDOWS_1256.encode(&content).0.into_owned();
    let wide: Vec<u8> = content.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, encoding) in
        [("old.csv", old, "windows-1256"), ("wide.csv", [b"\xff\xfe", wide.as_slice()].concat(), "UTF-16LE")]
    {
        let a = only(&file(&dir, name, bytes));
        assert_eq!((a.text, a.encoding, a.lossy), (TEXT[0].replace('،', " "), encoding, 0), "{name}");
    }
}

#[test]
fn tables_of_another_shape_say_what_they_have() {
    let dir = scratch("csv-bad");
    let o = Options { max_text: 1000, ..Options::default() };
    let missing = Options { columns: Columns::default().with(Field::Text, Some("متن الخبر".to_owned())), ..o.clone() };
    for (options, name, content, told) in [
        (&o, "n.csv", "number,price\n1,2\n", "n.csv: has no column for the text (\"text\" …); its columns are number, price"),
        (&missing, "m.csv", "id,text\n1,2\n", "m.csv: has no column \"متن الخبر\"; its columns are id, text"),
        (&o, "empty.csv", "id,text\n", "empty.csv: is empty"),
        (&o, "blank.csv", "\n\n", "blank.csv: is empty"),
    ] {
        assert_eq!(given(&file(&dir, name, content), options), [told]);
    }
    let long = format!("id,text\n1,نص\n2,{}\n3,نص\n", "ا".repeat(40_000));
    let told = given(&file(&dir, "long.csv", long), &o);
    assert_eq!(told, ["1", "long.csv:3: is too large: more than 1000 bytes in one article", "3"]);
    let open = format!("id,text\n1,نص\n2,\"{}", "ا\n".repeat(60_000));
    let told = given(&file(&dir, "open.csv", open), &o);
    assert_eq!(told, ["1", "open.csv:3: is too large: more than 1000 bytes in one article"]);
}

#[test]
fn fifty_megabytes_in_one_field_are_passed_over() {
    let dir = scratch("csv-huge");
    let path = file(&dir, "huge.csv", format!("id,text\n1,{}\n2,نص\n", "كلمة ".repeat(50_000_000 / "كلمة ".len())));
    let o = Options::default();
    assert_eq!(given(&path, &o), ["huge.csv:2: is too large: more than 8 MB in one article", "2"]);
    fs::remove_file(path).expect("removed");
}

fn parquet(dir: &Path, name: &str, columns: Vec<(&str, ArrayRef)>, packed: Compression) -> PathBuf {
    let path = dir.join(name);
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true))).expect("a batch");
    let properties = WriterProperties::builder().set_compression(packed).build();
    let out = fs::File::create(&path).expect("a file");
    let mut writer = ArrowWriter::try_new(out, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    path
}

fn strings(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[test]
fn rows_of_parquet_are_articles_however_packed_and_dated() {
    let dir = scratch("parquet");
    let texts = || strings(&[Some(TEXT[0]), None, Some(TEXT[1])]);
    for (name, packed) in [
        ("plain.parquet", Compression::UNCOMPRESSED),
        ("snappy.parquet", Compression::SNAPPY),
        ("zstd.parquet", Compression::ZSTD(ZstdLevel::default())),
        ("gzip.parquet", Compression::GZIP(Default::default())),
        ("lz4.parquet", Compression::LZ4_RAW),
    ] {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), Some(2), None]));
        let days: ArrayRef = Arc::new(Date32Array::from(vec![Some(19_782), Some(0), None]));
        let path = parquet(&dir, name, vec![("id", ids), ("body", texts()), ("published", days)], packed);
        let stem = name.trim_end_matches(".parquet");
        assert_eq!(given(&path, &Options::default()), ["1", &format!("{name}: row 2: is empty"), &format!("{stem}:3")]);
    }
    let times: ArrayRef =
        Arc::new(TimestampMicrosecondArray::from(vec![Some(1_709_200_800_000_000), None, None]).with_timezone("UTC"));
    let bytes: ArrayRef =
        Arc::new(BinaryArray::from_opt_vec(vec![Some(TEXT[0].as_bytes()), Some(b"\xd8x"), Some(TEXT[2].as_bytes())]));
    let path = parquet(&dir, "odd.parquet", vec![("content", bytes), ("date", times)], Compression::SNAPPY);
    let found = all(&path);
    assert_eq!((found[0].text.as_str(), found[0].published.as_deref()), (TEXT[0], Some("2024-02-29")));
    assert_eq!((found[1].lossy, found[1].published_unread.as_deref()), (1, None));
    // 22:00 in UTC on the 29th of February, in half a dozen places.
    for (zone, day) in [
        (Some("UTC"), Some("2024-02-29")),
        (Some("+00:00"), Some("2024-02-29")),
        (Some("+03:00"), Some("2024-03-01")),
        (Some("-05:00"), Some("2024-02-29")),
        (Some("Asia/Riyadh"), Some("2024-03-01")),
        (Some("America/New_York"), Some("2024-02-29")),
        (Some("Nowhere/At_All"), None),
        (None, Some("2024-02-29")),
    ] {
        let time = TimestampMicrosecondArray::from(vec![Some(1_709_244_000_000_000)]);
        let time: ArrayRef = Arc::new(match zone {
            Some(zone) => time.with_timezone(zone),
            None => time,
        });
        let columns = vec![("text", strings(&[Some(TEXT[0])])), ("published", time)];
        let found = all(&parquet(&dir, "zone.parquet", columns, Compression::SNAPPY));
        assert_eq!(found[0].published.as_deref(), day, "{zone:?}");
        let unread = found[0].published_unread.as_deref();
        assert_eq!(unread.is_some_and(|u| u.contains("Nowhere/At_All")), day.is_none(), "{zone:?} {unread:?}");
    }
}

#[test]
fn what_a_cluster_wrote_beside_the_text_stands_in_its_record() {
    let dir = scratch("parquet-record");
    let record = r#"{"title": "عنوان", "source": {"url": "https://example.org/1", "outlet": "وكالة"}}"#;
    let columns = vec![
        ("id", strings(&[Some("a"), Some("b")])),
        ("published", strings(&[Some("2022-06-08"), None])),
        ("month", strings(&[Some("2022-06"), Some("unknown")])),
        ("text", strings(&[Some(TEXT[0]), None])),
        ("record", strings(&[Some(record), None])),
        ("error", strings(&[None, Some("is empty")])),
    ];
    fs::create_dir_all(dir.join("records/month=2022-06")).expect("folders");
    parquet(&dir, "records/month=2022-06/part-0.snappy.parquet", columns, Compression::SNAPPY);
    file(&dir, "records/_SUCCESS", "");
    let found: Vec<_> = mahdar_sources::articles(&dir.join("records"), &Options::default()).collect();
    let a = found[0].as_ref().expect("an article");
    assert_eq!((a.id.as_str(), a.title.as_deref(), a.outlet.as_deref()), ("a", Some("عنوان"), Some("وكالة")));
    assert_eq!((a.url.as_deref(), a.published.as_deref()), (Some("https://example.org/1"), Some("2022-06-08")));
    assert!(found.len() == 2 && found[1].as_ref().is_err_and(|e| e.to_string().ends_with("row 2: is empty")));
}

#[test]
fn parquet_of_another_shape_and_damaged() {
    let dir = scratch("parquet-bad");
    let o = Options::default();
    let numbers: ArrayRef = Arc::new(Float64Array::from(vec![1.0]));
    let path = parquet(&dir, "n.parquet", vec![("a", numbers.clone()), ("b", strings(&[Some("x")]))], Compression::SNAPPY);
    assert_eq!(given(&path, &o), ["n.parquet: has no column for the text (\"text\" …); its columns are a, b"]);
    let path = parquet(&dir, "t.parquet", vec![("text", numbers)], Compression::SNAPPY);
    assert_eq!(given(&path, &o), ["t.parquet: column \"text\": expected strings, found Float64"]);
    let path = parquet(&dir, "none.parquet", vec![("text", strings(&[]))], Compression::SNAPPY);
    assert_eq!(given(&path, &o), ["none.parquet: is empty"]);
    assert_eq!(given(&file(&dir, "x.parquet", "text"), &o), ["x.parquet: is something else, not Parquet"]);
    let texts: Vec<String> = (0..200).map(|n| format!("{n} {}", TEXT.join("\n"))).collect();
    let texts: Vec<Option<&str>> = texts.iter().map(|t| Some(t.as_str())).collect();
    let path = parquet(&dir, "whole.parquet", vec![("text", strings(&texts))], Compression::SNAPPY);
    assert_eq!(all(&path).len(), 200);
    let whole = fs::read(&path).expect("bytes");
    let told = given(&file(&dir, "cut.parquet", &whole[..whole.len() / 2]), &o);
    assert!(told.len() == 1 && told[0].starts_with("cut.parquet: is damaged: "), "{told:?}");
    // Whatever byte is broken, it ends, and says so or gives what is whole.
    let mut seed = 3_usize;
    for _ in 0..150 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut broken = whole.clone();
        let at = (seed >> 20) % broken.len();
        broken[at] ^= 1 << (seed % 8);
        assert!(!given(&file(&dir, "broken.parquet", &broken), &o).is_empty());
    }
    // One word a million times over is small when packed.
    let long = "كلمة ".repeat(30_000_000 / "كلمة ".len());
    let bomb = parquet(
        &dir,
        "bomb.parquet",
        vec![("text", strings(&[Some(&long), Some(&long), Some(&long)]))],
        Compression::ZSTD(ZstdLevel::default()),
    );
    let told = given(&bomb, &o);
    assert!(told.iter().all(|t| t.contains("archive bombs") || t.contains("is too large")), "{told:?}");
}
