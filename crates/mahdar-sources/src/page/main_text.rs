//! Which blocks of a page are its article.
//!
//! As readers' views of browsers do it: paragraphs speak for the elements around them by their length and their commas,
//! links and names such as `sidebar` speak against; the element for which most is said is the article, with what stands
//! beside it and is like it.

use super::layout::{Block, Layout};

/// A block with fewer characters says nothing of where the article is.
const SPEAKS: usize = 25;
/// An article has so many characters at least.
const LEAST: usize = 120;
/// What a neighbour of the article must have of its score.
const LIKE: f32 = 0.2;
/// How many elements around a block it speaks for.
const AROUND: usize = 4;

/// The text of the article, a block a line; none where there is none.
pub(super) fn find(page: &Layout) -> Option<String> {
    // A page that calls everything by such names has its text there, too.
    find_in(page, |b| !page.elements[b.element].is_beside).or_else(|| find_in(page, |_| true))
}

fn find_in(page: &Layout, may: impl Fn(&Block) -> bool) -> Option<String> {
    let chosen = said(page).or_else(|| best(page, &may))?;
    let is_line = |b: &&Block| chosen.contains(&b.element) && may(b) && is_text(page, b);
    let mut lines: Vec<&Block> = page.blocks.iter().filter(is_line).collect();
    // A heading behind which nothing comes is that of what was left out.
    while lines.last().is_some_and(|b| b.is_heading) {
        lines.pop();
    }
    let text = lines.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
    (text.chars().count() >= LEAST).then_some(text)
}

/// Elements, asked for one at a time.
struct Chosen(Vec<bool>);

impl Chosen {
    fn contains(&self, element: &usize) -> bool {
        self.0.get(*element).copied().unwrap_or(false)
    }
}

/// What the page itself says to be the article's text.
fn said(page: &Layout) -> Option<Chosen> {
    let bodies: Vec<bool> = page.elements.iter().map(|e| e.is_body).collect();
    let chosen = within(page, &bodies);
    let long: usize = page.blocks.iter().filter(|b| chosen.contains(&b.element)).map(|b| b.text.chars().count()).sum();
    (long >= LEAST).then_some(chosen)
}

/// All elements within others. Parents stand before their children.
fn within(page: &Layout, roots: &[bool]) -> Chosen {
    let mut inside = roots.to_vec();
    for (n, e) in page.elements.iter().enumerate().skip(1) {
        inside[n] = inside[n] || inside[e.parent];
    }
    Chosen(inside)
}

/// The element for which most is said, and its neighbours that are like it.
fn best(page: &Layout, may: impl Fn(&Block) -> bool) -> Option<Chosen> {
    let n = page.elements.len();
    let (mut score, mut all, mut linked) = (vec![0.0_f32; n], vec![0_usize; n], vec![0_usize; n]);
    for block in &page.blocks {
        let chars = block.text.chars().count();
        let (mut at, mut share) = (block.element, 1.0_f32);
        all[at] += chars;
        linked[at] += block.linked;
        if !may(block) || chars < SPEAKS || block.is_heading || block.linked * 2 > chars {
            continue;
        }
        let commas = block.text.chars().filter(|c| matches!(c, ',' | '،' | '؛' | '.')).count();
        let says = 1.0 + commas.min(10) as f32 + (chars as f32 / 100.0).min(3.0);
        // A paragraph speaks not for itself but for that in which several lie.
        if page.elements[at].is_paragraph {
            at = page.elements[at].parent;
        }
        for _ in 0..AROUND {
            score[at] += says * share;
            share /= 2.0;
            if at == 0 {
                break;
            }
            at = page.elements[at].parent;
        }
    }
    // What lies within lies in all around it.
    for at in (1..n).rev() {
        let parent = page.elements[at].parent;
        all[parent] += all[at];
        linked[parent] += linked[at];
    }
    for (at, e) in page.elements.iter().enumerate() {
        let links = linked[at] as f32 / all[at].max(1) as f32;
        let kind = if e.is_article { 10.0 } else { 0.0 } + f32::from(e.weight) * if e.weight > 0 { 5.0 } else { 10.0 };
        score[at] = if score[at] > 0.0 { (score[at] + kind).max(0.0) * (1.0 - links) } else { 0.0 };
    }
    let top = (0..n).max_by(|a, b| score[*a].total_cmp(&score[*b]).then(b.cmp(a)))?;
    if score[top] <= 0.0 {
        return None;
    }
    let parent = page.elements[top].parent;
    let mut roots = vec![false; n];
    roots[top] = true;
    for (at, e) in page.elements.iter().enumerate().skip(1) {
        let like = score[at] >= (score[top] * LIKE).max(3.0) && e.weight >= 0;
        // Paragraphs that stand beside the article's element belong to it too.
        let own = page.blocks.iter().any(|b| b.element == at && b.text.chars().count() > 80 && b.linked == 0);
        roots[at] = roots[at] || (e.parent == parent && top != 0 && (like || (e.weight >= 0 && n < 20_000 && own)));
    }
    Some(within(page, &roots))
}

/// Whether a block within the article is of its text.
fn is_text(page: &Layout, block: &Block) -> bool {
    let chars = block.text.chars().count();
    let mut at = block.element;
    let mut beside = false;
    for _ in 0..AROUND {
        beside |= page.elements[at].weight < 0;
        at = page.elements[at].parent;
    }
    // Whole lines of links point elsewhere; so do short ones in what is called after what stands beside.
    block.linked * 2 <= chars && !(beside && chars < 2 * SPEAKS)
}
