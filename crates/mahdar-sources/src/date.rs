//! The day an article carries.

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::temporal::Pieces;

/// The day (`YYYY-MM-DD`) of `YYYY-MM-DD`, RFC 3339 or RFC 2822, as it is written: in the writer's own time zone.
pub fn day(text: &str) -> Option<String> {
    const MAIL: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let text = text.trim();
    let date = if text.as_bytes().get(4) == Some(&b'-') {
        Pieces::parse(text).ok()?.date()
    } else {
        MAIL.parse_zoned(text).ok()?.date()
    };
    (date.year() > 0).then(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_valid_and_local() {
        for (text, want) in [
            ("2024-02-29", Some("2024-02-29")),
            (" 2024-01-02 ", Some("2024-01-02")),
            ("2024-01-02T23:30:00+03:00", Some("2024-01-02")),
            ("2024-01-02T23:30:00.5Z", Some("2024-01-02")),
            ("2024-01-02 23:30:00", Some("2024-01-02")),
            ("Tue, 02 Jan 2024 23:04:05 +0300", Some("2024-01-02")),
            ("Wed, 02 Jan 2024 23:04:05 GMT", Some("2024-01-02")),
            ("2023-02-29", None),
            ("2024-13-01", None),
            ("2024-01-02T25:00:00Z", None),
            ("2024-1-2", None),
            ("2024-01", None),
            ("02/01/2024", None),
            ("20240102", None),
            ("-000001-01-01", None),
            ("0000-01-01", None),
            ("قبل يومين", None),
            ("", None),
        ] {
            assert_eq!(day(text).as_deref(), want, "{text}");
        }
    }
}
