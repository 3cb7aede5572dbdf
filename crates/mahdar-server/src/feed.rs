//! Feeds and calendars: XML and iCalendar by hand, since both are a few lines.

use std::fmt::Write as _;

use crate::frame::Frame;

/// An entry of a feed.
pub(crate) struct Entry {
    /// Title.
    pub title: String,
    /// Address on this server.
    pub link: String,
    /// An id that stays the same.
    pub id: String,
    /// ISO day; empty where not known.
    pub day: String,
    /// Who publishes it.
    pub by: String,
    /// A few words.
    pub summary: String,
}

/// An Atom feed of a page (RFC 4287).
pub(crate) fn atom(f: &Frame<'_>, title: &str, entries: &[Entry]) -> String {
    let base = f.address();
    let here = format!("{base}{}", f.link(&format!("{}{}", f.ask.path, f.ask.query.to_suffix())));
    let updated = entries.iter().map(|e| e.day.as_str()).max().unwrap_or_default();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let _ = write!(
        out,
        "<title>{}</title>\n<id>{here}</id>\n<link href=\"{here}\"/>\n<updated>{}</updated>\n<author><name>mahdar</name></author>\n",
        xml(title),
        moment(updated),
        here = xml(&here)
    );
    for e in entries {
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
             <summary>{}</summary>\n</entry>\n",
            xml(&e.title),
            xml(&e.id),
            xml(&format!("{base}{}", e.link)),
            moment(&e.day),
            xml(&e.by),
            xml(&e.summary)
        );
    }
    out.push_str("</feed>\n");
    out
}

/// Days as a calendar (RFC 5545).
pub(crate) fn calendar(title: &str, days: &[(String, String)]) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mahdar//EN\r\n");
    fold(&mut out, &format!("X-WR-CALNAME:{}", escape(title)));
    for (n, (day, what)) in days.iter().enumerate() {
        let plain = day.replace('-', "");
        out.push_str("BEGIN:VEVENT\r\n");
        let _ = write!(out, "UID:{plain}-{n}@mahdar\r\nDTSTAMP:{plain}T000000Z\r\nDTSTART;VALUE=DATE:{plain}\r\n");
        fold(&mut out, &format!("SUMMARY:{}", escape(what)));
        out.push_str("END:VEVENT\r\n");
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn escape(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    plain.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Writes a line in pieces of at most 75 bytes, cut between characters.
fn fold(out: &mut String, line: &str) {
    let mut bytes = 0;
    for c in line.chars() {
        if bytes + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            bytes = 1;
        }
        out.push(c);
        bytes += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A day as the moment Atom asks for.
fn moment(day: &str) -> String {
    let day = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        10 => day.to_owned(),
        _ => "1970-01-01".to_owned(),
    };
    format!("{day}T00:00:00Z")
}

/// Text inside XML: marks escaped, characters that XML cannot carry left out.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_fold_between_characters() {
        let out = calendar("a;b", &[("2027-06-08".into(), "زيارة دولة ".repeat(20))]);
        assert!(out.lines().all(|l| l.trim_end().len() <= 75) && out.contains("X-WR-CALNAME:a\\;b\r\n"));
        assert!(out.replace("\r\n ", "").contains(&"زيارة دولة ".repeat(20)));
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(xml("<a href=\"x\">&\u{0}\u{1b}\u{ffff}"), "&lt;a href=&quot;x&quot;&gt;&amp;");
        assert_eq!(moment("2022-06"), "2022-06-01T00:00:00Z");
    }
}
