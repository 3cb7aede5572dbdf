// Code points of an article ↔ places in the page. The article is one text node; where it holds characters that would
// turn the line or that HTML cannot carry, empty elements with data-point stand for one code point each.

export class TextMap {
  constructor(root) {
    this.root = root;
    this.refresh();
  }

  /** Reads the pieces anew, after marks were set as spans. */
  refresh() {
    const kinds = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
    const walker = document.createTreeWalker(this.root, kinds, (node) =>
      node.nodeType === Node.TEXT_NODE || "point" in node.dataset ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    this.pieces = [];
    let start = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const chip = node.nodeType !== Node.TEXT_NODE;
      const points = chip ? 1 : countPoints(node.data);
      this.pieces.push({ node, chip, start, points, wide: !chip && points !== node.data.length });
      start += points;
    }
    this.length = start;
  }

  /** The range of the code points from start to end. */
  range(start, end) {
    const range = new Range();
    const first = this.pieceAt(start);
    const last = this.pieceAt(Math.max(start, end - 1));
    if (!first || !last) return null;
    if (first.chip) range.setStartBefore(first.node);
    else range.setStart(first.node, units(first, start));
    if (last.chip) range.setEndAfter(last.node);
    else range.setEnd(last.node, units(last, end));
    return range;
  }

  /** The code point drawn at a place of the window, -1 where there is none. */
  pointAt(x, y) {
    let node, offset;
    if (document.caretPositionFromPoint) {
      ({ offsetNode: node, offset } = document.caretPositionFromPoint(x, y) ?? {});
    } else if (document.caretRangeFromPoint) {
      ({ startContainer: node, startOffset: offset } = document.caretRangeFromPoint(x, y) ?? {});
    }
    const piece = this.pieces.find((p) => p.node === node);
    if (!piece || piece.chip) return -1;
    const near = piece.start + countPoints(node.data.slice(0, offset));
    // Where numbers stand in Arabic, the caret's place may be that of the far end of the number.
    const around = Array.from({ length: 25 }, (_, n) => (n ? [near - n, near + n] : [near])).flat();
    for (const point of around) {
      if (point < piece.start || point >= piece.start + piece.points) continue;
      for (const box of this.range(point, point + 1).getClientRects()) {
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return point;
      }
    }
    return -1;
  }

  pieceAt(point) {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pieces[middle].start <= point) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }
}

function countPoints(text) {
  let count = 0;
  for (let i = 0; i < text.length; i++, count++) {
    if (isPair(text, i)) i++;
  }
  return count;
}

/** Code units before a code point of a piece. */
function units(piece, point) {
  const wanted = Math.min(point - piece.start, piece.points);
  if (!piece.wide) return wanted;
  const text = piece.node.data;
  let at = 0;
  for (let n = 0; n < wanted; n++) at += isPair(text, at) ? 2 : 1;
  return at;
}

function isPair(text, at) {
  return text.codePointAt(at) > 0xffff;
}
