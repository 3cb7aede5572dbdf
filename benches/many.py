#!/usr/bin/env python3
"""Many articles out of a few, for measuring: many.py ARTICLES.jsonl NUMBER > MANY.jsonl

Each copy has an id, a day and an outlet of its own and begins with words of another article, so that it is told from the others
and counts as an article and not as a copy. What comes out is no news and only good for measuring.
"""

import datetime
import json
import random
import sys

OUTLETS = 40
FIRST = datetime.date(2005, 1, 1)
DAYS = 7300


def main(path: str, number: int) -> None:
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    chance = random.Random(1)
    for n in range(number):
        article = dict(articles[n % len(articles)])
        other = chance.choice(articles)["text"].split()
        start = chance.randrange(max(1, len(other) - 60))
        article["id"] = f"many-{n}"
        article["text"] = f"{' '.join(other[start:start + 45])} {n}.\n\n{article['text']}"
        article["published"] = str(FIRST + datetime.timedelta(days=chance.randrange(DAYS)))
        article["outlet"] = f"outlet {chance.randrange(OUTLETS):02}"
        article.pop("url", None)
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
