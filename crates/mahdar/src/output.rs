//! Data to stdout, talk to stderr.

use std::io::{self, BufWriter, StdoutLock, Write};

use anstyle::{AnsiColor, Style};

use crate::error::CliError;
use crate::report::safe;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// Standard output for data: as it stands.
pub(crate) fn data() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Standard output for reports: styles only where it is a terminal.
pub(crate) fn talk() -> BufWriter<anstream::AutoStream<StdoutLock<'static>>> {
    BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout().lock()))
}

/// Tells why a command could not be done.
pub(crate) fn complain(e: &CliError) {
    let mut err = anstream::stderr().lock();
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(err, "{ERROR}error{ERROR:#}: {}", lines(&e.to_string()));
    drop(err);
    if let Some(text) = e.hint() {
        hint(text);
    }
}

/// Tells what can be done.
pub(crate) fn hint(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{HINT}hint{HINT:#}: {what}");
}

/// Tells of something that does not stop the work.
pub(crate) fn warn(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{WARNING}warning{WARNING:#}: {}", lines(what));
}

/// Tells of an article that was passed over.
pub(crate) fn skipped(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{WARNING}skipped{WARNING:#}: {}", lines(what));
}

/// Tells how things stand.
pub(crate) fn note(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", lines(what));
}

/// Harmless to a terminal, line ends kept.
fn lines(text: &str) -> String {
    text.split('\n').map(safe::plain).collect::<Vec<_>>().join("\n")
}

/// JSON that no reader takes for several lines and no terminal for orders: such characters are escaped.
pub(crate) fn json(text: String) -> String {
    // All that is looked for begins with one of these bytes, and Arabic with none of them.
    let suspect = |b: &u8| matches!(b, 0x7f | 0xc2 | 0xe2);
    if !text.bytes().any(|b| suspect(&b)) || !text.chars().any(safe::is_unsafe_in_json) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if safe::is_unsafe_in_json(c) {
            // All of them lie in the basic plane and, JSON being JSON, inside strings.
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}
