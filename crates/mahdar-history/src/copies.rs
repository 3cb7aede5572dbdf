//! Near-identical articles: one agency's text in several outlets.
//!
//! A text is taken as the set of its runs of four words, in folded spelling. A signature keeps, for each of sixty hash
//! functions, the smallest hash of the set (MinHash): two signatures agree in as large a share of places as the sets
//! have in common. Runs of three places each are bands; texts that share a band are worth comparing. A headline, a
//! byline or a last paragraph more changes a part of the set only. Outlets also end different news with the same
//! paragraphs of background: so copies must begin alike as well, for which the first words have places of their own.

use crate::search::Cut;

/// Words of a run.
const RUN: usize = 4;
/// Places of a signature.
const PLACES: usize = 60;
/// Places of a band.
const ROWS: usize = 3;
/// Runs below which a text is too short to be told from others like it.
const SHORTEST: u32 = 12;
/// Places for the beginning of a text, and how many runs that is.
const LEAD: usize = 20;
const LEAD_RUNS: usize = 45;
/// Share of common runs from which two texts are copies however they begin …
const SAME: f64 = 0.75;
/// … and from which they are if they begin alike.
const ALIKE: f64 = 0.45;
/// Share of common runs of the beginnings from which texts begin alike.
const BEGIN_ALIKE: f64 = 0.2;
/// Share of the shorter text's runs from which it is an excerpt of the longer one …
const EXCERPT: f64 = 0.75;
/// … if it has this many.
const EXCERPT_RUNS: u32 = 40;

/// What is kept of a text to find its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// How many different runs of words the text has.
    pub runs: u32,
    places: [u32; PLACES],
    lead: [u32; LEAD],
}

/// How much two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Share of the runs of both that both have, 0 to 1.
    pub shared: f64,
    /// Share of the shorter one's runs that the longer one has, 0 to 1.
    pub contained: f64,
    /// Share of the runs of both beginnings that both have, 0 to 1.
    pub lead: f64,
    /// Whether they are taken for copies.
    pub copies: bool,
}

impl Signature {
    /// The signature of a text.
    pub fn of(text: &str) -> Signature {
        Self::of_words(&Cut::new(text))
    }

    /// The signature of a text that is cut into words already.
    pub fn of_words(text: &Cut<'_>) -> Signature {
        let words: Vec<u64> = text.letters().map(hash).filter(|h| *h != hash(std::iter::empty())).collect();
        let mut runs: Vec<u64> =
            words.windows(RUN).map(|w| w.iter().fold(0, |h: u64, word| mix(h.rotate_left(17) ^ word))).collect();
        let lead = smallest(&runs[..runs.len().min(LEAD_RUNS)]);
        runs.sort_unstable();
        runs.dedup();
        Signature { runs: u32::try_from(runs.len()).unwrap_or(u32::MAX), places: smallest(&runs), lead }
    }

    /// Keys that copies have in common with near certainty, and other texts hardly ever. None for a text too short.
    pub fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        let long = self.runs >= SHORTEST;
        self.places
            .chunks_exact(ROWS)
            .enumerate()
            .filter(move |_| long)
            .map(|(n, rows)| rows.iter().fold(mix(n as u64 + 1), |h, row| mix(h ^ u64::from(*row))))
    }

    /// Compares with another text.
    pub fn compare(&self, other: &Signature) -> Likeness {
        let empty = self.runs == 0 || other.runs == 0;
        let shared = if empty { 0.0 } else { agree(&self.places, &other.places) };
        let lead = if empty { 0.0 } else { agree(&self.lead, &other.lead) };
        let (a, b) = (f64::from(self.runs), f64::from(other.runs));
        let common = shared * (a + b) / (1.0 + shared);
        let fewest = self.runs.min(other.runs);
        let contained = if fewest == 0 { 0.0 } else { (common / f64::from(fewest)).min(1.0) };
        let excerpt = contained >= EXCERPT && fewest >= EXCERPT_RUNS;
        let copies = fewest >= SHORTEST && (shared >= SAME || lead >= BEGIN_ALIKE && (shared >= ALIKE || excerpt));
        Likeness { shared, contained, lead, copies }
    }

    /// The signature as bytes, for keeping.
    pub fn to_bytes(&self) -> Vec<u8> {
        std::iter::once(&self.runs).chain(&self.places).chain(&self.lead).flat_map(|n| n.to_le_bytes()).collect()
    }

    /// Reads [`Signature::to_bytes`]; none where the bytes are not of that form.
    pub fn from_bytes(bytes: &[u8]) -> Option<Signature> {
        let numbers: Vec<u32> = bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
        let (runs, places) = numbers.split_first().filter(|_| bytes.len() == 4 * (1 + PLACES + LEAD))?;
        let (places, lead) = places.split_at_checked(PLACES)?;
        Some(Signature { runs: *runs, places: places.try_into().ok()?, lead: lead.try_into().ok()? })
    }
}

/// For each of `N` hash functions the smallest hash: the upper half of [`mix`] of the run and the function's salt.
///
/// Of what `mix` does, the first step is the same for run and salt apart, and the last changes nothing above the lowest bit that
/// is kept, and that only where the hash is in the upper half of all hashes: so neither is done for each of sixty times all runs.
fn smallest<const N: usize>(runs: &[u64]) -> [u32; N] {
    let begun: Vec<u64> = runs.iter().map(|run| run ^ (run >> 30)).collect();
    std::array::from_fn(|n| {
        let salt = SALT.wrapping_mul(n as u64 + 1);
        let begun_salt = salt ^ (salt >> 30);
        let least = begun.iter().map(|run| multiplied(run ^ begun_salt)).min();
        match least.map(|hash| (hash >> 32) as u32) {
            Some(hash) if hash >> 31 == 0 => hash,
            _ => runs.iter().map(|run| (mix(run ^ salt) >> 32) as u32).min().unwrap_or(u32::MAX),
        }
    })
}

/// Share of places in which two agree.
fn agree(a: &[u32], b: &[u32]) -> f64 {
    a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / a.len() as f64
}

const SALT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes all bits into all bits (the finalizer of SplitMix64).
fn mix(x: u64) -> u64 {
    let x = multiplied(x ^ (x >> 30));
    x ^ (x >> 31)
}

/// The two multiplications of [`mix`].
fn multiplied(x: u64) -> u64 {
    let x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
}

/// The same hash on every machine and in every version: signatures are kept.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut bytes = [0; 4];
    mix(letters.fold(0xcbf2_9ce4_8422_2325, |h: u64, c| {
        c.encode_utf8(&mut bytes).bytes().fold(h, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BODY: &str = "استقبل وزير خارجية بلاد الشمال أمس في العاصمة نظيره من بلاد الجنوب وبحث معه سبل توسيع التجارة \
        وفتح معابر جديدة على الحدود المشتركة بين البلدين. واتفق الوزيران على أن تجتمع اللجنة المشتركة قبل نهاية العام \
        لمتابعة ما تم الاتفاق عليه في مجالات النقل والمياه والطاقة. وقال الوزير الضيف إن بلاده تنظر بتقدير إلى ما تحقق.";

    fn copies(a: &str, b: &str) -> bool {
        Signature::of(a).compare(&Signature::of(b)).copies
    }

    #[test]
    fn a_byline_and_a_last_paragraph_change_little() {
        let other = format!("العاصمة (وكالة الميناء) -- {BODY}\nوكان البلدان قد وقعا العام الماضي مذكرة تفاهم في الزراعة.");
        assert!(copies(BODY, &other));
        assert!(copies(BODY, &BODY.replace('ة', "ه").replace('أ', "ا")));
    }

    #[test]
    fn another_text_on_the_same_is_no_copy() {
        let other = "اجتمع وزيرا خارجية بلاد الشمال وبلاد الجنوب أمس في العاصمة، وتناول اللقاء توسيع التجارة وفتح معابر على \
            الحدود. وأعلن الجانبان أن اللجنة المشتركة ستلتئم قبل نهاية العام للنظر في النقل والمياه والطاقة، وأشاد الوزير \
            الضيف بما تحقق بين البلدين في الأعوام الأخيرة من تقدم.";
        assert!(!copies(BODY, other));
    }

    #[test]
    fn the_same_background_behind_other_news_is_no_copy() {
        let news = "أعلنت وزارة المالية في بلاد الشرق صباح اليوم أن العجز تراجع للشهر الثالث على التوالي وأن الإيرادات فاقت \
            ما كان متوقعا في الميزانية، وعزت ذلك إلى صادرات الحبوب وإلى رسوم الموانئ التي زادت مع عودة السفن إلى الخليج بعد \
            شهور من التوقف بسبب العواصف التي ضربت السواحل. ";
        assert!(!copies(BODY, &format!("{news}{BODY}")));
    }

    #[test]
    fn short_texts_are_nobodys_copies() {
        assert!(!copies("خبر عاجل", "خبر عاجل"));
        assert_eq!(Signature::of("خبر عاجل").bands().count(), 0);
    }

    proptest! {
        /// With few runs all hashes may be large ones.
        #[test]
        fn the_smallest_hash_is_that_of_all(runs in proptest::collection::vec(any::<u64>(), 0..6)) {
            let plain = |n: u64| runs.iter().map(|run| (mix(run ^ SALT.wrapping_mul(n + 1)) >> 32) as u32).min();
            let found: [u32; PLACES] = smallest(&runs);
            for (n, found) in found.iter().enumerate() {
                prop_assert_eq!(*found, plain(n as u64).unwrap_or(u32::MAX));
            }
        }

        #[test]
        fn comparing_is_symmetric_and_kept(a in "[ء-ي ]{0,200}|\\PC{0,60}", b in "[ء-ي ]{0,200}") {
            let (x, y) = (Signature::of(&a), Signature::of(&b));
            prop_assert_eq!(x.compare(&y), y.compare(&x));
            prop_assert_eq!(Signature::from_bytes(&x.to_bytes()), Some(x));
        }

        #[test]
        fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..360)) {
            let _ = Signature::from_bytes(&bytes);
        }
    }
}
