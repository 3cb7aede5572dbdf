//! HTML pages, feeds and web archives.

mod common;

use std::io::Write;
use std::time::{Duration, Instant};

use common::{TEXT, all, file, given, only, scratch};
use flate2::Compression;
use flate2::write::GzEncoder;
use mahdar_sources::Options;

/// A page as news sites make them, with what stands around an article.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>توكاييف يستقبل وانغ يي في أستانا | وكالة المرفأ</title>{head}
<style>p {{ color: red }}</style></head><body class=\"home\">
<header><nav><ul><li><a href=\"/\">الرئيسية</a></li><li><a href=\"/p\">سياسة</a><li><a href=\"/e\">اقتصاد</a></ul></nav></header>
<div class=\"breadcrumbs\"><a href=\"/\">الرئيسية</a> / <a href=\"/p\">سياسة</a></div>
{body}
<div class=\"related-posts\"><h3>اقرأ أيضا</h3><ul><li><a href=\"/1\">انخفاض أسعار النفط، في ختام تعاملات الأسبوع، بعد بيانات المخزونات</a></li>
<li><a href=\"/2\">منتخب الشباب يفوز، في ثاني مبارياته، على ضيفه بثلاثة أهداف</a></li></ul></div>
<aside><p>الأكثر قراءة، في هذا الأسبوع، من أخبار العالم والمنطقة، كل يوم، من هنا، بلا انقطاع.</p></aside>
<footer><p>جميع الحقوق محفوظة لوكالة المرفأ، ولا يجوز النقل، كليا أو جزئيا، بغير إذن مكتوب.</p></footer>
<script>var text = \"<p>ليس هذا من النص</p>\";</script></body></html>"
    )
}

fn paragraphs() -> String {
    TEXT.map(|t| format!("<p>{}</p>", t.replace("أستانا", "<b>أستانا</b>"))).join("\n")
}

#[test]
fn the_main_text_stands_alone_whatever_the_page_is_made_of() {
    let dir = scratch("html");
    let list = paragraphs().replace("<p>", "").replace("</p>", "<br><br>");
    for (name, body) in [
        (
            "article.html",
            format!(
                "<article><h1>توكاييف يستقبل وانغ يي في أستانا</h1>{}<div class=\"share\"><a href=x>شارك</a></div></article>",
                paragraphs()
            ),
        ),
        (
            "div.html",
            format!(
                "<div id=\"wrap\"><h1>توكاييف يستقبل وانغ يي في أستانا</h1><div class=\"post-content\">{}</div></div>",
                paragraphs()
            ),
        ),
        ("bare.htm", format!("<div><h1>توكاييف يستقبل وانغ يي في أستانا</h1><div><div>{}</div></div></div>", paragraphs())),
        ("breaks.html", format!("<h1>توكاييف يستقبل وانغ يي في أستانا</h1><div class=\"story\">{list}</div>")),
        (
            "table.html",
            format!(
                "<table><tr><td width=9><a href=x>رابط</a><td><h1>توكاييف يستقبل وانغ يي في أستانا</h1>{}</table>",
                paragraphs()
            ),
        ),
        (
            "said.xhtml",
            format!(
                "<div itemprop=\"articleBody\">{}</div><div class=\"content\"><p>{}</p></div>",
                paragraphs(),
                "نص آخر، ".repeat(40)
            ),
        ),
        ("open.html", format!("<div class=story><p>{}<p>{}<p>{}</div>", TEXT[0], TEXT[1], TEXT[2])),
    ] {
        let a = only(&file(&dir, name, page("", &body)));
        let text = a.text.trim_start_matches("توكاييف يستقبل وانغ يي في أستانا").trim_start();
        assert_eq!(text, TEXT.join("\n"), "{name}");
        assert_eq!(a.language.as_deref(), Some("ar"), "{name}");
    }
}

#[test]
fn what_readers_write_and_buttons_are_not_the_text() {
    let dir = scratch("html-beside");
    let comment = "<div class='comment'><p>رأي قارئ طويل، وفيه فواصل كثيرة، وكلام كثير، لا يقوله الخبر، بل قارئه.</p></div>";
    let comments = format!("<div id='comments'><h3>تعليقات</h3>{}</div>", comment.repeat(12));
    let share = "<div class='share-buttons'><span>شارك هذا الخبر مع جميع أصدقائك الآن</span></div>";
    let blocks = TEXT.map(|t| format!("<div>{t}</div>")).join(share);
    for (name, body) in [
        ("divs.html", format!("<div class='single'><div class='c1'><div class='x'>{blocks}</div></div>{comments}</div>")),
        (
            "blog.html",
            format!(
                "<main><article class='post'><div class='entry-meta'>كتبه فلان</div>{share}<div class='entry-content'>{}</div></article>{comments}</main>",
                paragraphs()
            ),
        ),
        // All of it is called after what it is not.
        ("misnamed.html", format!("<div class='social'>{}</div>", paragraphs())),
    ] {
        assert_eq!(only(&file(&dir, name, page("", &body))).text, TEXT.join("\n"), "{name}");
    }
}

#[test]
fn pages_say_when_where_and_by_whom() {
    let dir = scratch("html-meta");
    let body = format!("<article>{}</article>", paragraphs());
    let og = "<meta property=\"og:title\" content=\"توكاييف يستقبل وانغ &quot;يي&quot;\"><meta property=\"article:published_time\" content=\"2022-06-08T09:30:00+06:00\">
<meta property=\"og:site_name\" content=\"وكالة المرفأ\"><link rel=\"canonical\" href=\"https://example.org/a/1\">";
    let a = only(&file(&dir, "og.html", page(og, &body)));
    assert_eq!((a.title.as_deref(), a.outlet.as_deref()), (Some("توكاييف يستقبل وانغ \"يي\""), Some("وكالة المرفأ")));
    assert_eq!((a.published.as_deref(), a.url.as_deref()), (Some("2022-06-08"), Some("https://example.org/a/1")));
    let json = "<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\", \"@graph\": [{\"@type\": \"WebSite\", \"name\": \"x\"},
{\"@type\": [\"NewsArticle\"], \"headline\": \"عنوان\", \"datePublished\": \"2022-06-07\", \"publisher\": {\"name\": \"الميناء\"}, \"url\": \"https://example.org/2\"}]}</script>";
    let a = only(&file(&dir, "json.html", page(json, &body)));
    assert_eq!((a.title.as_deref(), a.outlet.as_deref()), (Some("عنوان"), Some("الميناء")));
    assert_eq!((a.published.as_deref(), a.url.as_deref()), (Some("2022-06-07"), Some("https://example.org/2")));
    let time = format!(
        "<time datetime=\"2021-01-01\">تحديث</time><article><h1>توكاييف يستقبل وانغ يي</h1><time datetime=\"2022-06-06T10:00\">أمس</time>{}</article>",
        paragraphs()
    );
    let a = only(&file(&dir, "time.html", page("", &time)));
    assert_eq!((a.published.as_deref(), a.title.as_deref()), (Some("2022-06-06"), Some("توكاييف يستقبل وانغ يي")));
    let unread = "<meta property=\"article:published_time\" content=\"08/06/2022\">";
    let a = only(&file(&dir, "odd.html", page(unread, &body)));
    assert_eq!((a.published, a.published_unread.as_deref()), (None, Some("08/06/2022")));
    let script =
        format!("<script type=\"application/ld+json\">{{\"@type\":\"Article\",\"articleBody\":{:?}}}</script>", TEXT.join("\n"));
    assert_eq!(only(&file(&dir, "script.html", page(&script, "<div id=app></div>"))).text, TEXT.join("\n"));
}

#[test]
fn pages_in_old_encodings() {
    let dir = scratch("html-encodings");
    let html = page("", &format!("<article>{}</article>", paragraphs())).replace("utf-8", "windows-1256");
    let old = encoding_rs::WINDOWS_1256.encode(&html).0.into_owned();
    let a = only(&file(&dir, "old.html", old));
    assert_eq!((a.text, a.encoding), (TEXT.join("\n"), "windows-1256"));
    // What is declared may have been true once.
    let a = only(&file(&dir, "new.html", &html));
    assert_eq!((a.text, a.encoding), (TEXT.join("\n"), "UTF-8"));
}

#[test]
fn pages_that_nobody_wrote_end_soon() {
    let dir = scratch("html-hostile");
    let o = Options::default();
    let since = Instant::now();
    let deep = format!("{}{}{}", "<div>".repeat(100_000), paragraphs(), "</div>".repeat(100_000));
    assert_eq!(only(&file(&dir, "deep.html", page("", &deep))).text, TEXT.join("\n"));
    for (name, unit) in [
        ("b.html", "<b>"),
        ("mixed.html", "<b><i><p>"),
        ("a.html", "<a href=x>x"),
        ("end.html", "</div>"),
        ("table.html", "<table><tr><td>"),
    ] {
        let path =
            file(&dir, name, page("", &format!("<article>{}</article>{}", paragraphs(), unit.repeat(400_000 / unit.len()))));
        assert_eq!(given(&path, &o).len(), 1, "{name}");
    }
    let many = given(&file(&dir, "many.html", page("", &"<p>".repeat(300_000))), &o);
    assert_eq!(many, ["many.html: is HTML with more than 200000 elements: too much for a page"]);
    let long = given(&file(&dir, "long.html", page("", &"x".repeat(9 << 20))), &o);
    assert_eq!(long, ["long.html: is HTML with more than 8 MB: too much for a page"]);
    let wide: String = (0..400_000).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(given(&file(&dir, "wide.html", page("", &format!("<div{wide}>{}</div>", paragraphs()))), &o), ["wide"]);
    for (name, content) in [("none.html", page("", "<div id=app></div>")), ("cut.html", "<!doctype html><p".to_owned())] {
        assert!(given(&file(&dir, name, content), &o)[0].contains("holds no main text"), "{name}");
    }
    assert!(since.elapsed() < Duration::from_secs(60), "{:?}", since.elapsed());
}

#[test]
fn feeds_of_all_kinds() {
    let dir = scratch("feeds");
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:media=\"m\"><channel><title>وكالة المرفأ</title><language>ar</language>
<item><title>عنوان &amp; آخر</title><link>https://example.org/1</link><guid>g1</guid><pubDate>Wed, 08 Jun 2022 10:00:00 +0300</pubDate>
<media:title>صورة</media:title><description>موجز</description><content:encoded><![CDATA[<p>{}</p><p>{}</p>]]></content:encoded></item>
<item><title>ثان</title><description>&lt;p&gt;نص &amp;nbsp;موجز&lt;/p&gt;</description></item><item><title>بلا نص</title></item></channel></rss>",
        TEXT[0], TEXT[1]
    );
    let path = file(&dir, "a.xml", &rss);
    assert_eq!(given(&path, &Options::default()), ["g1", "a:2", "a.xml: entry 3: is empty"]);
    let found: Vec<_> = mahdar_sources::articles(&path, &Options::default()).flatten().collect();
    assert_eq!((found[0].text.as_str(), found[0].title.as_deref()), (&*TEXT[..2].join("\n"), Some("عنوان & آخر")));
    assert_eq!((found[0].published.as_deref(), found[0].url.as_deref()), (Some("2022-06-08"), Some("https://example.org/1")));
    assert_eq!((found[0].outlet.as_deref(), found[0].language.as_deref()), (Some("وكالة المرفأ"), Some("ar")));
    assert_eq!(found[1].text, "نص موجز");
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\"><title>المرفأ</title><id>f</id><entry><id>urn:1</id><title>عنوان</title>
<link rel=\"self\" href=\"https://example.org/s\"/><link href=\"https://example.org/1?a=1&amp;b=2\"/><updated>2022-06-09T00:00:00Z</updated><published>2022-06-08T00:00:00Z</published>
<source><title>مصدر</title><id>s</id></source><content type=\"xhtml\"><div xmlns=\"x\"><p>{}</p><p>{}</p></div></content></entry></feed>",
        TEXT[0], TEXT[1]
    );
    let a = only(&file(&dir, "b.atom", &atom));
    assert_eq!((a.id.as_str(), a.title.as_deref(), a.published.as_deref()), ("urn:1", Some("عنوان"), Some("2022-06-08")));
    assert_eq!((a.url.as_deref(), a.outlet.as_deref()), (Some("https://example.org/1?a=1&b=2"), Some("المرفأ")));
    assert_eq!(a.text, TEXT[..2].join("\n"));
    let rdf = format!(
        "<rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\"><channel><title>المرفأ</title></channel><item><title>ع</title><link>https://example.org/3</link><dc:date>2022-06-08</dc:date><description>{}</description></item></rdf:RDF>",
        TEXT[0]
    );
    let a = only(&file(&dir, "c.rdf", &rdf));
    assert_eq!((a.id.as_str(), a.outlet.as_deref(), a.text.as_str()), ("https://example.org/3", Some("المرفأ"), TEXT[0]));
    let old = encoding_rs::WINDOWS_1256.encode(&rss.replace("1.0\"?", "1.0\" encoding=\"windows-1256\"?")).0.into_owned();
    assert_eq!(all_ok(&file(&dir, "old.rss", old))[0].encoding, "windows-1256");
}

fn all_ok(path: &std::path::Path) -> Vec<mahdar_sources::Article> {
    mahdar_sources::articles(path, &Options::default()).flatten().collect()
}

#[test]
fn broken_feeds_give_what_is_whole() {
    let dir = scratch("feeds-bad");
    let o = Options::default();
    let item = format!("<item><guid>a</guid><description>{}</description></item>", TEXT[0]);
    let told = given(&file(&dir, "x.xml", "<html><body>x</body></html>"), &o);
    assert_eq!(told, ["x.xml: is XML that begins with <html>, not a feed (RSS or Atom)"]);
    assert_eq!(given(&file(&dir, "cut.rss", format!("<rss><channel>{item}<item><description>و")), &o), ["a"]);
    assert_eq!(given(&file(&dir, "none.rss", "<rss><channel></channel></rss>"), &o), ["none.rss: is empty"]);
    let unclosed = format!("<rss><channel>{item}<item><p></b></item></channel></rss>");
    assert_eq!(given(&file(&dir, "ends.rss", unclosed), &o), ["a", "ends.rss: entry 2: is empty"]);
    let told = given(&file(&dir, "deep.rss", format!("<rss><channel>{item}{}", "<a>".repeat(100_000))), &o);
    assert_eq!(told, ["a", "deep.rss: entry 2: is damaged: more than 256 elements within one another"]);
    let long = format!(
        "<rss><channel>{item}<item><description>{}</description></item>{item}</channel></rss>",
        "كلمة ".repeat(6_000_000)
    );
    let told = given(&file(&dir, "long.rss", long), &o);
    assert!(told.len() >= 2 && told[1].contains("is too large"), "{told:?}");
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ها\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><description>&b; نص</description></item></channel></rss>";
    assert_eq!(all(&file(&dir, "laughs.rss", laughs))[0].text, "&b; نص");
}

fn record(kind: &str, url: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &answer)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).expect("packed");
    out.finish().expect("packed")
}

#[test]
fn web_archives_give_their_pages() {
    let dir = scratch("warc");
    let html =
        page("<meta property=\"og:url\" content=\"https://example.org/1\">", &format!("<article>{}</article>", paragraphs()));
    let chunked = format!("{:x}\r\n{html}\r\n0\r\n\r\n", html.len());
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        response("https://www.example.org/1?from=feed", "Content-Type: text/html; charset=utf-8", html.as_bytes()),
        record("request", "https://example.org/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("https://example.org/2", "content-type: text/html\r\nTransfer-Encoding: chunked", chunked.as_bytes()),
        response("https://example.org/3", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(html.as_bytes())),
        response("https://example.org/x.png", "Content-Type: image/png", b"\x89PNG"),
        response("https://example.org/", "Content-Type: text/html", b"<html><a href=x>x</a></html>"),
        record("conversion", "https://example.org/4", "text/plain", TEXT.join("\n").as_bytes()),
    ];
    let whole = records.concat();
    let each: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    for (name, bytes) in [("a.warc", whole.clone()), ("b.warc.gz", each)] {
        let path = file(&dir, name, bytes);
        let told = given(&path, &Options::default());
        let stem = &name[..1];
        let none = format!("{name}: record 7: holds no main text");
        assert_eq!(told.len(), 5, "{told:?}");
        assert_eq!(told[..3], [format!("{stem}:2"), format!("{stem}:4"), format!("{stem}:5")]);
        assert!(told[3].starts_with(&none) && told[4] == format!("{stem}:8"), "{told:?}");
        let found = all_ok(&path);
        assert!(found.iter().all(|a| a.text == TEXT.join("\n")));
        let urls: Vec<_> = found.iter().map(|a| a.url.as_deref().expect("an address")).collect();
        assert_eq!(urls, ["https://example.org/1", "https://example.org/1", "https://example.org/1", "https://example.org/4"]);
        assert_eq!(found[0].published, None, "the day of fetching is not that of publication");
    }
    let o = Options::default();
    assert_eq!(
        given(&file(&dir, "cut.warc", &whole[..whole.len() - 90]), &o).last().expect("told"),
        "cut.warc: record 8: ends too early: it was cut off; what came before was read"
    );
    assert_eq!(given(&file(&dir, "no.warc", "x"), &o), ["no.warc: is something else, not a web archive (WARC)"]);
    let none = given(&file(&dir, "none.warc", &records[0]), &o);
    assert_eq!(none, ["none.warc: is of 1 records none that is a page, not a web archive with pages"]);
    let lost = given(&file(&dir, "lost.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\nx"), &o);
    assert!(lost[0].ends_with("is damaged: a record without its length"), "{lost:?}");
    for cut in (0..whole.len()).step_by(97) {
        let _ = given(&file(&dir, "any.warc", &whole[..cut]), &o);
    }
}
