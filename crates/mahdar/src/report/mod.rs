//! Records for people.
pub(crate) mod safe;
use mahdar_knowledge::Knowledge;
use mahdar_record::Record;
pub(crate) struct Look { pub arabic: bool, pub width: usize }
pub(crate) struct Reporter<'k> { k: &'k Knowledge, look: Look }
impl<'k> Reporter<'k> {
    pub fn new(k: &'k Knowledge, look: Look) -> Self { Self { k, look } }
    pub fn report(&self, r: &Record) -> String { let _ = (self.k, self.look.arabic, self.look.width); format!("{}\n", r.id) }
}
pub(crate) fn terminal_width() -> usize { 100 }
