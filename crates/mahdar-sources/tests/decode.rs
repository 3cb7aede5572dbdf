//! Bytes to text, and what is refused.

use encoding_rs::{ISO_8859_6, WINDOWS_1256};
use mahdar_sources::{SourceError, decode};

const NEWS: &str =
    "أعلنت الحكومة اليوم أن المعبر الشمالي سيفتح أمام المسافرين،\r\nوقال الناطق باسمها إن العمل «يسير كما خطط له».\n";

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn with(mark: &[u8], rest: &[u8]) -> Vec<u8> {
    [mark, rest].concat()
}

#[test]
fn text_comes_back_to_the_letter() {
    let little = utf16(NEWS, u16::to_le_bytes);
    let big = utf16(NEWS, u16::to_be_bytes);
    let plain = NEWS.replace(['«', '»'], "\"");
    for (bytes, text, encoding) in [
        (NEWS.as_bytes().to_vec(), NEWS, "UTF-8"),
        (with(b"\xef\xbb\xbf", NEWS.as_bytes()), NEWS, "UTF-8"),
        (with(b"\xff\xfe", &little), NEWS, "UTF-16LE"),
        (with(b"\xfe\xff", &big), NEWS, "UTF-16BE"),
        (little.clone(), NEWS, "UTF-16LE"),
        (big.clone(), NEWS, "UTF-16BE"),
        (utf16("Plain words", u16::to_le_bytes), "Plain words", "UTF-16LE"),
        (WINDOWS_1256.encode(NEWS).0.into_owned(), NEWS, "windows-1256"),
        (ISO_8859_6.encode(&plain).0.into_owned(), plain.as_str(), "ISO-8859-6"),
        (b"plain words".to_vec(), "plain words", "UTF-8"),
        (b"BZhang said".to_vec(), "BZhang said", "UTF-8"),
        (b"    ".to_vec(), "    ", "UTF-8"),
    ] {
        let decoded = decode(&bytes).expect(encoding);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.lossy), (text, encoding, 0));
    }
}

#[test]
fn damage_is_counted() {
    let mut holes = NEWS.as_bytes().to_vec();
    holes[4] = 0xff;
    holes[40] = b' ';
    let cut = &NEWS.as_bytes()[..NEWS.find('ة').expect("letter") + 1];
    let mut half = with(b"\xff\xfe", &utf16(NEWS, u16::to_le_bytes));
    half.pop();
    let lone = with(b"\xfe\xff", &utf16("من\u{0}", u16::to_be_bytes));
    let lone = [&lone[..lone.len() - 2], b"\xd8\x00", &utf16(NEWS, u16::to_be_bytes)].concat();
    for (bytes, encoding, lossy) in
        [(holes.as_slice(), "UTF-8", 3), (cut, "UTF-8", 1), (&half, "UTF-16LE", 1), (&lone, "UTF-16BE", 1)]
    {
        let decoded = decode(bytes).expect(encoding);
        assert_eq!((decoded.encoding, decoded.lossy), (encoding, lossy), "{}", decoded.text);
        assert_eq!(decoded.text.matches('\u{fffd}').count(), lossy);
    }
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    for (bytes, reason) in [
        (b"".to_vec(), "is empty"),
        (b"\xef\xbb\xbf".to_vec(), "is empty"),
        (b"\xff\xfe".to_vec(), "is empty"),
        (b"PK\x03\x04\x14\0".to_vec(), "is a ZIP archive (or .docx, .xlsx, .epub), not text"),
        (b"\x1f\x8b\x08\0".to_vec(), "is gzip data, not text"),
        (b"%PDF-1.7\n".to_vec(), "is a PDF document, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "is a PNG image, not text"),
        (b"PAR1\x15\x04\x15".to_vec(), "is a Parquet file, not text"),
        (b"SQLite format 3\0\x10".to_vec(), "is a SQLite database, not text"),
        (b"\xff\xfe\0\0\x41\0\0\0".to_vec(), "is UTF-32, not text"),
        (b"RIFF\x24\x08\0\0WAVE".to_vec(), "is a RIFF file (sound, film or image), not text"),
        (tar, "is a tar archive, not text"),
        (noise, "is binary data (NUL bytes), not text"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07".to_vec(), "is binary data (NUL bytes), not text"),
        (b"\xff\xff\xff\xff\x01\x01\x01\x01".to_vec(), "is binary data (control characters), not text"),
    ] {
        let told = decode(&bytes).expect_err(reason);
        assert_eq!(told.to_string(), reason);
        assert_eq!(matches!(told, SourceError::Empty), reason == "is empty");
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let mut seed = 7_u64;
    for n in 0..3000_usize {
        let mut bytes = Vec::new();
        for _ in 0..n % 97 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.push((seed >> 33) as u8);
        }
        if let Ok(decoded) = decode(&bytes) {
            assert!(decoded.lossy <= decoded.text.len());
        }
    }
    for cut in 0..NEWS.len() {
        let _ = decode(&NEWS.as_bytes()[cut..]);
        let _ = decode(&utf16(NEWS, u16::to_le_bytes)[cut..]);
    }
}
