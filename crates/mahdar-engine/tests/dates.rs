//! Dates: relative ones, four sets of months, two calendars, two sets of digits.

mod common;

use common::has;

#[test]
fn a_weekday_beside_yesterday() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي أمس الثلاثاء في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-12"]);
}

#[test]
fn today() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي اليوم في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-13"]);
}

#[test]
fn months_of_the_gulf() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5 يونيو 2018 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn months_of_the_levant() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5 حزيران 2018 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn months_of_the_maghreb() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5 جوان 2018 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn months_of_egypt() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5 يونيه 2018 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn arabic_digits() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في ٥ يونيو ٢٠١٨ في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn hijri() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 20 رمضان 1439 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-04"]);
}

#[test]
fn a_weekday_past() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي يوم الاثنين الماضي في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-11"]);
}

#[test]
fn slashes() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5/6/2018 في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn a_second_name_in_brackets() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي في 5 يونيو (حزيران) الجاري في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-06-05"]);
}

#[test]
fn a_month_past() {
    let text = "التقى وزير الخارجية الروسي نظيره التركي الشهر الماضي في موسكو.";
    has(text, &["met meeting held سيرغي لافروف+مولود جاويش أوغلو 2018-05"]);
}
