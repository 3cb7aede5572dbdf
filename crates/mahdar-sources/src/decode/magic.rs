//! Files that are known by how they begin.

/// Offset, bytes, what it is.
type Mark = (usize, &'static [u8], &'static str);

/// Bytes that no text begins with.
const SURE: &[Mark] = &[
    (0, b"PK\x03\x04", "a ZIP archive (or .docx, .xlsx, .epub)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "gzip data"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (0, b"\xfd7zXZ\0", "xz data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"Obj\x01", "an Avro file"),
    (0, b"SQLite format 3\0", "a SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"\0asm", "a program"),
    (0, b"\xff\xfe\0\0", "UTF-32"),
    (0, b"\0\0\xfe\xff", "UTF-32"),
];

/// Letters that might begin a text too: believed where binary data follow.
const LETTERS: &[Mark] = &[
    (0, b"BZh", "bzip2 data"),
    (257, b"ustar", "a tar archive"),
    (0, b"GIF8", "a GIF image"),
    (0, b"RIFF", "a RIFF file (sound, film or image)"),
    (4, b"ftyp", "a film"),
    (0, b"ID3", "MP3 sound"),
    (0, b"OggS", "Ogg sound"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"ARROW1", "an Arrow file"),
];

/// What well-known binary format the bytes begin like, if any.
pub fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let find = |marks: &[Mark]| {
        let found = marks.iter().find(|(at, mark, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
        found.map(|&(_, _, what)| what)
    };
    find(SURE).or_else(|| find(LETTERS).filter(|_| looks_binary(&bytes[..bytes.len().min(512)])))
}

fn looks_binary(head: &[u8]) -> bool {
    head.iter().any(|b| *b < 9 || (14..27).contains(b))
}
