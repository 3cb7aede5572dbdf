#!/usr/bin/env python3
"""Many articles out of a few, for measuring: many.py ARTICLES.jsonl NUMBER > MANY.jsonl

Each has an id, a day and an outlet of its own and half the sentences of one article followed by half of those of another, so that
it is told from the others and counts as an article and not as a copy. What comes out is no news and only good for measuring.
"""

import datetime
import json
import random
import re
import sys

OUTLETS = 40
FIRST = datetime.date(2005, 1, 1)
DAYS = 7300


def half(text: str, chance: random.Random) -> list[str]:
    """Sentences of a text, one in two at random, in their order."""
    return [sentence for sentence in re.split(r"(?<=[.؟!\n])\s+", text) if chance.random() < 0.5]


def main(path: str, number: int) -> None:
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    chance = random.Random(1)
    for n in range(number):
        article = dict(articles[n % len(articles)])
        sentences = half(article["text"], chance) + half(chance.choice(articles)["text"], chance)
        article["id"] = f"many-{n}"
        article["text"] = f"{n}.\n" + "\n".join(sentences)
        article["published"] = str(FIRST + datetime.timedelta(days=chance.randrange(DAYS)))
        article["outlet"] = f"outlet {chance.randrange(OUTLETS):02}"
        article.pop("url", None)
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
