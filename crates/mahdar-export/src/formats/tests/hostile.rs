//! Nothing, and articles that try to break out of what they are written into.

use mahdar_record::Record;
use serde_json::Value;

use super::{TEXT, files, read, record, to_bytes, to_folder};
use crate::formats::{gdelt, icews, polecat};
use crate::{Format, Shape, Table, text_digest};

/// What breaks out of quotation, tags, lines, tables or the direction of writing.
const BAD: &str = "\"'</attvalue>&amp;\t\r\n\u{0}\u{1b}[2J\u{202e}\u{2028}\\|;,=\u{fffe}😀]]>";

/// The small record with that in every text.
fn hostile() -> (Record, String) {
    let mut value = serde_json::to_value(record()).expect("JSON");
    fn spoil(value: &mut Value, key: &str) {
        match value {
            Value::String(s) if !matches!(key, "kind" | "status" | "mode" | "form" | "from" | "schema" | "date" | "sha256") => {
                s.push_str(BAD);
            }
            Value::Array(items) => items.iter_mut().for_each(|v| spoil(v, key)),
            Value::Object(fields) => fields.iter_mut().for_each(|(k, v)| spoil(v, k)),
            _ => {}
        }
    }
    spoil(&mut value, "");
    let text = format!("{TEXT}{BAD}\r\n{BAD}");
    let mut r: Record = serde_json::from_value(value).expect("a record");
    r.source.sha256 = text_digest(&text);
    (r, text)
}

#[test]
fn nothing_gives_whole_files() {
    for format in Format::ALL {
        if format.shape() == Shape::Folder {
            assert_eq!(files(&to_folder(*format, "nothing-brat", &[])), ["annotation.conf"]);
            continue;
        }
        let table = (format.shape() == Shape::Tables).then_some(Table::Events);
        let (bytes, summary) = to_bytes(*format, table, &[]);
        assert_eq!(summary, crate::Summary::default());
        let text = String::from_utf8_lossy(&bytes);
        match format {
            Format::Geojson | Format::WebAnnotation => {
                let _: Value = serde_json::from_str(&text).expect("JSON");
            }
            Format::Gexf => assert!(text.contains("<edges>") && text.ends_with("</gexf>\n")),
            Format::Parquet => assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")),
            Format::Csv | Format::CsvExcel | Format::Icews | Format::Polecat | Format::PairYear => {
                assert_eq!(text.lines().count(), 1, "{}: a heading", format.name());
            }
            _ => assert!(bytes.is_empty(), "{}", format.name()),
        }
    }
    let all = files(&to_folder(Format::Parquet, "nothing-parquet", &[]));
    assert_eq!(all.len(), Table::ALL.len() + 1, "every table is there: {all:?}");
}

#[test]
fn records_come_back_whatever_they_hold() {
    let (r, _) = hostile();
    let (bytes, _) = to_bytes(Format::Jsonl, None, &[(&r, None)]);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(text.lines().count(), 1);
    assert!(!text.contains(['\u{202e}', '\u{2028}', '\u{1b}']));
    assert_eq!(Record::from_json(&text).expect("a record"), r);
}

#[test]
fn tables_between_tabs_keep_their_shape() {
    let (r, text) = hostile();
    for (format, columns) in
        [(Format::Gdelt, gdelt::COLUMNS), (Format::Icews, icews::COLUMNS), (Format::Polecat, polecat::COLUMNS)]
    {
        let (bytes, _) = to_bytes(format, None, &[(&r, Some(&text))]);
        let out = String::from_utf8(bytes).expect("UTF-8");
        assert!(!out.contains(['"', '\r', '\0', '\u{1b}', '\u{2028}']), "{}", format.name());
        assert!(out.split_terminator('\n').all(|l| l.split('\t').count() == columns.len()), "{out}");
    }
}

#[test]
fn csv_gives_back_what_it_was_given() {
    let (r, _) = hostile();
    let (bytes, _) = to_bytes(Format::Csv, Some(Table::Statements), &[(&r, None)]);
    let mut csv = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<csv::StringRecord> = csv.records().map(|r| r.expect("a row")).collect();
    let at = csv.headers().expect("a heading").iter().position(|c| c == "content").expect("a column");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][at], r.statements[0].content.text);
}

#[test]
fn json_and_xml_stay_well_formed() {
    let (r, text) = hostile();
    for format in [Format::Plover, Format::Ftm, Format::Geojson, Format::WebAnnotation] {
        let (bytes, _) = to_bytes(format, None, &[(&r, Some(&text))]);
        let out = String::from_utf8(bytes).expect("UTF-8");
        assert!(!out.contains(['\u{202e}', '\u{2028}', '\u{1b}']), "{}", format.name());
        let whole = matches!(format, Format::Geojson | Format::WebAnnotation);
        for json in if whole { vec![out.as_str()] } else { out.lines().collect() } {
            let _: Value = serde_json::from_str(json).unwrap_or_else(|e| panic!("{}: {e}", format.name()));
        }
    }
    let (bytes, _) = to_bytes(Format::Gexf, None, &[(&r, None)]);
    let mut xml = quick_xml::Reader::from_reader(bytes.as_slice());
    let mut nodes = Vec::new();
    loop {
        match xml.read_event().expect("XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Empty(e) if e.name().as_ref() == b"node" => {
                let id = e.try_get_attribute("id").expect("XML").expect("an id");
                nodes.push(id.unescape_value().expect("XML").into_owned());
            }
            _ => {}
        }
    }
    assert_eq!(nodes.len(), 2);
    assert!(nodes[0].starts_with("CHN''</attvalue>&amp;   ") && nodes[0].ends_with("😀]]>"), "{nodes:?}");
}

#[test]
fn texts_keep_their_offsets() {
    let (r, text) = hostile();
    let (bytes, _) = to_bytes(Format::Conllu, None, &[(&r, Some(&text))]);
    assert_eq!(super::texts::restored(&String::from_utf8(bytes).expect("UTF-8")), text);
    let folder = to_folder(Format::Brat, "hostile-brat", &[(&r, Some(&text))]);
    let all = files(&folder);
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|f| f.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))), "{all:?}");
    let written = read(&folder, all.iter().find(|f| f.ends_with(".txt")).expect("a text"));
    assert_eq!(written.chars().count(), text.chars().count());
    let ann = read(&folder, all.iter().find(|f| f.ends_with(".ann")).expect("annotations"));
    assert!(ann.split_terminator('\n').all(|l| l.starts_with(['T', 'A', 'R', 'E', '#', '*']) && l.contains('\t')), "{ann}");
}
