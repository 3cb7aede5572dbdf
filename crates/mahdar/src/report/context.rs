//! Words with what stands around them.

use mahdar_record::Span;

/// How many characters are shown before and after.
const AROUND: usize = 70;
/// Every so many characters the byte is remembered.
const STEP: usize = 64;

/// A text whose characters can be found by number.
pub(super) struct Points<'a> {
    text: &'a str,
    marks: Vec<usize>,
}

impl<'a> Points<'a> {
    pub fn new(text: &'a str) -> Self {
        let marks = text.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        Self { text, marks }
    }

    /// The byte at which a character begins, the text's end for those beyond it.
    fn byte(&self, point: usize) -> usize {
        let Some(&mark) = self.marks.get(point / STEP) else {
            return self.text.len();
        };
        let mut rest = self.text[mark..].char_indices();
        rest.nth(point % STEP).map_or(self.text.len(), |(at, _)| mark + at)
    }

    /// What stands before a span in its line, the span, what stands after it.
    pub fn around(&self, span: &Span) -> (String, &'a str, String) {
        let (start, end) = (self.byte(span.start as usize), self.byte(span.end as usize));
        let end = end.max(start);
        let before = &self.text[self.byte((span.start as usize).saturating_sub(AROUND))..start];
        let after = &self.text[end..self.byte(span.end as usize + AROUND)];
        let left = match before.rfind('\n') {
            Some(at) => before[at + 1..].to_owned(),
            None if span.start as usize > AROUND => {
                format!("… {}", before.split_once(' ').map_or(before, |(_, rest)| rest))
            }
            None => before.to_owned(),
        };
        let right = match after.find('\n') {
            Some(at) => after[..at].to_owned(),
            None if end + after.len() < self.text.len() => {
                format!("{} …", after.rsplit_once(' ').map_or(after, |(rest, _)| rest))
            }
            None => after.to_owned(),
        };
        (left, &self.text[start..end], right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_by_number() {
        let text: String = "قال الوزير إن بلاده مستعدة. ".repeat(20);
        let chars: Vec<char> = text.chars().collect();
        let points = Points::new(&text);
        for start in 0..chars.len() {
            let end = (start + 9).min(chars.len());
            let span = Span { start: start as u32, end: end as u32, text: String::new() };
            assert_eq!(points.around(&span).1, chars[start..end].iter().collect::<String>());
        }
        let beyond = Span { start: 9_000, end: 9_010, text: String::new() };
        assert_eq!(points.around(&beyond).1, "");
    }

    #[test]
    fn what_stands_around_stays_in_the_line() {
        let text = "سطر أول\nقبل كلمة بعد\nسطر ثالث";
        let span = Span { start: 12, end: 16, text: "كلمة".into() };
        assert_eq!(Points::new(text).around(&span), ("قبل ".into(), "كلمة", " بعد".into()));
    }
}
