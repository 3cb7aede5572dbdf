-- Version 5: less to keep in order while articles come.

-- The words of a transaction are put in order once, at its end, and its piece of the index is merged with others when there are
-- many: with 1 MB and four pieces, as it is by itself, they were gone through again and again.
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);
INSERT INTO search (search, rank) VALUES ('automerge', 12);

-- No question asks by it.
DROP INDEX article_by_sha256;

-- Whoever changes a text knows the signature that it had, and so its bands.
DROP INDEX band_by_article;
DROP TRIGGER text_has_changed;
CREATE TRIGGER text_has_changed AFTER UPDATE OF text ON body WHEN NEW.text IS NOT OLD.text BEGIN
    INSERT OR IGNORE INTO pending (article, noted) SELECT b, 1 FROM copy_pair WHERE a = NEW.article;
    DELETE FROM copy_pair WHERE b = NEW.article;
    DELETE FROM copy_pair WHERE a = NEW.article;
    DELETE FROM signature WHERE article = NEW.article;
END;
