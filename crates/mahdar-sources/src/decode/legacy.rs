//! Encodings of former times.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// Where the letters leave it open, what is usual in an Arab country is taken.
const COUNTRY: &[u8] = b"sa";

/// The likeliest encoding.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(COUNTRY), Utf8Detection::Deny)
}

/// The text in the likeliest encoding, and how many places could not be read.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static Encoding, usize) {
    let encoding = guess(bytes);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let lossy = if broken { text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() } else { 0 };
    (text.into_owned(), encoding, lossy)
}
