//! Order of words, duals, descriptions, seats of power, coordinated adjectives.

mod common;

use common::has;

#[test]
fn subject_before_its_verb_in_a_headline() {
    let text = "رئيس الوزراء الباكستاني يستقبل السفير الصيني";
    has(text, &["event CONSULT PAK -> CHN"]);
}

#[test]
fn the_subject_left_out() {
    let text = "وقال وزير الخارجية التركي إن أنقرة تدعم قطر. وأضاف أن بلاده ترفض العقوبات.";
    has(text, &["said مولود جاويش أوغلو Indirect: أنقرة تدعم قطر", "said مولود جاويش أوغلو Indirect: بلاده ترفض العقوبات"]);
}

#[test]
fn the_two_sides() {
    let text = "اجتمع وزير الخارجية المصري ووزير الخارجية السوداني في القاهرة. وأكد الجانبان أهمية التعاون.";
    has(text, &["said سامح شكري+الدرديري محمد أحمد Indirect: أهمية التعاون", "event CONSULT EGY -> SDN"]);
}

#[test]
fn the_counterpart() {
    let text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو -", "event CONSULT RUS -> TUR"]);
}

#[test]
fn capitals_for_states() {
    let text = "نددت بكين بقرار واشنطن.";
    has(text, &["event ACCUSE/disapprove CHN -> USA"]);
}

#[test]
fn a_seat_of_power_for_its_state() {
    let text = "قال الكرملين إن موسكو ترفض العقوبات.";
    has(text, &["said RUS Indirect: موسكو ترفض العقوبات"]);
}

#[test]
fn a_side_for_its_state() {
    let text = "أشاد الجانب الصيني بدعم باكستان.";
    has(text, &["event SUPPORT CHN -> PAK"]);
}

#[test]
fn coordinated_adjectives() {
    let text = "التقى وزيرا الخارجية السعودي فيصل بن فرحان والإيراني حسين أمير عبد اللهيان في بكين.";
    has(text, &["met meeting held فيصل بن فرحان+حسين أمير عبد اللهيان -", "event CONSULT SAU -> IRN"]);
}
