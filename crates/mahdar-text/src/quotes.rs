//! Quotation marks, paired.
//!
//! Arabic newspapers use `"…"`, `«…»`, `“…”`, `”…“` and mix them; marks are lost, doubled and left open. So a
//! mark's shape is only a hint: what decides is whether a quotation is open, and on which side its space stands.

use crate::text::Text;
use crate::tokens::Mark;

/// Tokens that a quotation may hold.
const LONGEST: usize = 1200;
/// Tokens within which a quotation that runs over a line is closed.
const OVER_LINES: usize = 160;

/// One quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The opening mark's token.
    pub open: usize,
    /// The closing mark's token; where it was never closed, one past the last token of its paragraph.
    pub close: usize,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// All quotations of a text, outermost ones only, in order.
#[derive(Debug, Default)]
pub struct Quotes {
    list: Vec<Quote>,
}

impl Quotes {
    pub(crate) fn pair(text: &Text<'_>) -> Self {
        let mut list: Vec<Quote> = Vec::new();
        let mut open: Option<usize> = None;
        let n = text.tokens.len();
        for i in 0..n {
            let t = &text.tokens[i];
            if t.is(Mark::Line) {
                if let Some(o) = open {
                    // A quotation over several paragraphs opens each of them anew and closes once.
                    let reopens = text.tokens.get(i + 1).is_some_and(|t| t.is(Mark::Quote)) && i - o > 6;
                    let goes_on = reopens || closes_below(text, i);
                    if !goes_on {
                        if i - o <= LONGEST {
                            list.push(Quote { open: o, close: i, closed: false });
                        }
                        open = None;
                    }
                }
                continue;
            }
            if !t.is(Mark::Quote) {
                continue;
            }
            let shape = text.surface(i);
            let (before, after) = (text.space_before(i) || is_line(text, i.wrapping_sub(1)), text.space_after(i));
            if matches!(shape, "'" | "’" | "‘" | "`") && !before && !after && open.is_none() {
                continue; // an apostrophe
            }
            match open {
                None => {
                    let closer_only =
                        shape == "»" && after && !before && !text.tokens[i + 1..].iter().take(80).any(|t| t.is(Mark::Quote));
                    if !closer_only {
                        open = Some(i);
                    }
                }
                // A mark left open hundreds of words ago opened nothing.
                Some(o) if i - o > LONGEST => open = Some(i),
                Some(o) => {
                    let reopens = i > 0 && text.tokens[i - 1].is(Mark::Line);
                    let inner_opens = shape == "«" && text.surface(o) != "«";
                    let inner_closes = shape == "»" && text.surface(o) != "«" && text.surface(o) != "»";
                    if !(reopens || inner_opens || inner_closes) {
                        list.push(Quote { open: o, close: i, closed: true });
                        open = None;
                    }
                }
            }
        }
        if let Some(o) = open
            && n - o <= LONGEST
        {
            list.push(Quote { open: o, close: n, closed: false });
        }
        Quotes { list }
    }

    /// The quotation that token `i` stands strictly inside of.
    pub fn around(&self, i: usize) -> Option<Quote> {
        let at = self.list.partition_point(|q| q.close <= i);
        self.list.get(at).copied().filter(|q| q.open < i && i < q.close)
    }

    /// The quotation that the mark at token `i` opens.
    pub fn opening(&self, i: usize) -> Option<Quote> {
        self.list.binary_search_by_key(&i, |q| q.open).ok().map(|at| self.list[at])
    }

    /// All quotations.
    pub fn iter(&self) -> impl Iterator<Item = &Quote> {
        self.list.iter()
    }
}

/// Whether the next mark below the line at token `i` can only close what is open.
fn closes_below(text: &Text<'_>, i: usize) -> bool {
    let below = text.tokens[i..].iter().take(OVER_LINES).position(|t| t.is(Mark::Quote)).map(|n| i + n);
    below.is_some_and(|j| {
        let end = j + 1 >= text.tokens.len() || text.space_after(j) || !text.tokens[j + 1].is_word();
        end && !text.space_before(j) && !is_line(text, j - 1) && !matches!(text.surface(j), "«" | "“")
    })
}

fn is_line(text: &Text<'_>, i: usize) -> bool {
    text.tokens.get(i).is_some_and(|t| t.is(Mark::Line))
}

#[cfg(test)]
mod tests {
    use crate::Text;

    fn quoted(s: &str) -> Vec<String> {
        let t = Text::new(s);
        t.quotes.iter().map(|q| t.slice(q.open + 1, q.close).to_string()).collect()
    }

    #[test]
    fn every_kind_of_mark() {
        assert_eq!(quoted("قال \"نعم\" ثم «لا» و“ربما” و” كلا “."), ["نعم", "لا", "ربما", "كلا"]);
        assert_eq!(quoted("قال “الفيلم «الكبير» رائع” ومضى"), ["الفيلم «الكبير» رائع"]);
    }

    #[test]
    fn left_open_and_over_paragraphs() {
        assert_eq!(quoted("قال: \"لن نعود\nثم مضى"), ["لن نعود"]);
        assert_eq!(quoted("قال: \"لن نعود إلى هناك.\nلن نقبل بذلك\".\nثم مضى"), ["لن نعود إلى هناك.\nلن نقبل بذلك"]);
        assert_eq!(quoted("قال: \"لن نعود\nوقال \"لا\" ثم مضى").len(), 2);
        assert_eq!(quoted("قال: «هذا أول ما نقوله لكم اليوم.\n«وهذا آخر ما نقوله».\nثم مضى").len(), 1);
    }
}
