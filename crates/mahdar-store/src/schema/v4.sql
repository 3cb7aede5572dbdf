-- Version 4: less to write for each article, since that is what taking in many waits for.

-- Where articles speak of actors, places and frameworks stands beside them: `12-18:name 40-45:title`, for places and frameworks
-- `12-18 40-45`. A row for each was a fifth of all rows.
ALTER TABLE article_actor ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE article_place ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE article_framework ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
UPDATE article_actor SET mentions = coalesce((SELECT group_concat(m.start || '-' || m.end || ':' || m.form, ' ')
    FROM mention m WHERE m.article = article_actor.article AND m.id = article_actor.id), '');
UPDATE article_place SET mentions = coalesce((SELECT group_concat(m.start || '-' || m.end, ' ')
    FROM mention m WHERE m.article = article_place.article AND m.id = article_place.id), '');
UPDATE article_framework SET mentions = coalesce((SELECT group_concat(m.start || '-' || m.end, ' ')
    FROM mention m WHERE m.article = article_framework.article AND m.id = article_framework.id), '');
DROP TABLE mention;

-- Whether signature, tellings, promises and set phrases of the article are those of its present text and record.
ALTER TABLE pending ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER body_is_new;
DROP TRIGGER body_has_changed;
DROP TRIGGER text_has_changed;
DROP TRIGGER encounter_goes;
CREATE TRIGGER body_is_new AFTER INSERT ON body BEGIN
    INSERT INTO pending (article, noted) VALUES (NEW.article, 0) ON CONFLICT DO UPDATE SET noted = 0;
END;
CREATE TRIGGER body_has_changed AFTER UPDATE ON body BEGIN
    INSERT INTO pending (article, noted) VALUES (NEW.article, 0) ON CONFLICT DO UPDATE SET noted = 0;
END;
CREATE TRIGGER text_has_changed AFTER UPDATE OF text ON body WHEN NEW.text IS NOT OLD.text BEGIN
    INSERT OR IGNORE INTO pending (article, noted) SELECT b, 1 FROM copy_pair WHERE a = NEW.article;
    DELETE FROM copy_pair WHERE b = NEW.article;
    DELETE FROM copy_pair WHERE a = NEW.article;
    DELETE FROM band WHERE article = NEW.article;
    DELETE FROM signature WHERE article = NEW.article;
END;
CREATE TRIGGER encounter_goes BEFORE DELETE ON encounter BEGIN
    INSERT OR IGNORE INTO pending (article, noted)
        SELECT e.article, 1 FROM merged m JOIN encounter e ON e.key = m.encounter
        WHERE m.main = (SELECT main FROM merged WHERE encounter = OLD.key);
    DELETE FROM merged WHERE main = (SELECT main FROM merged WHERE encounter = OLD.key);
    DELETE FROM telling_key WHERE encounter = OLD.key;
    DELETE FROM telling WHERE encounter = OLD.key;
END;
