r"""Text to word pieces. src/models/mini does the same in C++; both run testdata/tokenizer_cases.txt.

To the letter, on the bytes of the text in UTF-8 (which need not be valid):

1. A byte 'A' .. 'Z' becomes lower case. No other byte changes.
2. The bytes fall into words:
     * white space (0x09 .. 0x0D, 0x20) ends a word and is dropped;
     * letters (a .. z, and every byte from 0x80 on) that touch form one word;
     * every other byte (digits, punctuation, control characters) is a word of its own.
3. A word is cut from its front. At each place the longest piece of the vocabulary that the rest of the
   word begins with is taken; at the word's first byte pieces without "##" count, at later bytes those
   that begin with "##" (which is not part of what is compared). The special lines <pad> and <0x..>
   are never compared. If no piece fits, the byte there is taken as <0xNN> (two capital hexadecimal
   digits), and the cut goes on behind it.
4. The ids of the pieces in order, the first TOKENS_MAX (48) of them; then 0 up to 48.

vocabulary.txt: UTF-8, one piece a line, each line ended by "\n", at most 4096 lines, none twice and
none empty; an id is the line's number, from 0. Line 0 is <pad>, lines 1 .. 256 are <0x00> .. <0xFF>.
"""

import collections
import re

TOKENS_MAX = 48
PIECES_MAX = 4096
PAD = "<pad>"
BYTES = [f"<0x{value:02X}>" for value in range(256)]
SPECIAL = 1 + len(BYTES)
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
PIECE_BYTES_MAX = 40

WORD = re.compile(rb"[a-z\x80-\xff]+|[^a-z\x80-\xff\x09-\x0d\x20]", re.DOTALL)


def words_of(text):
    """The words of a text (str or bytes) as bytes."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else bytes(text)
    return WORD.findall(data.lower())  # bytes.lower() changes A .. Z alone


class Tokenizer:
    def __init__(self, vocabulary):
        """`vocabulary` is a list of pieces, as in vocabulary.txt."""
        check(vocabulary)
        self.vocabulary = vocabulary
        self.first, self.later = {}, {}
        for number, piece in enumerate(vocabulary[SPECIAL:], SPECIAL):
            if piece.startswith("##") and len(piece) > 2:
                self.later[piece[2:].encode()] = number
            else:
                self.first[piece.encode()] = number

    def ids(self, text):
        """All ids, neither cut nor padded."""
        out = []
        for word in words_of(text):
            at = 0
            while at < len(word):
                table = self.later if at else self.first
                for end in range(min(len(word), at + PIECE_BYTES_MAX), at, -1):
                    if word[at:end] in table:
                        out.append(table[word[at:end]])
                        break
                else:
                    end = at + 1
                    out.append(1 + word[at])
                at = end
        return out

    def encode(self, text):
        """TOKENS_MAX ids, padded with 0."""
        ids = self.ids(text)[:TOKENS_MAX]
        return ids + [0] * (TOKENS_MAX - len(ids))

    def pieces(self, text):
        return [self.vocabulary[number] for number in self.ids(text)]


def check(vocabulary):
    if vocabulary[:SPECIAL] != [PAD] + BYTES:
        raise ValueError("a vocabulary begins with <pad>, <0x00> .. <0xFF>")
    if len(vocabulary) > PIECES_MAX:
        raise ValueError(f"a vocabulary has at most {PIECES_MAX} pieces, not {len(vocabulary)}")
    if len(set(vocabulary)) != len(vocabulary) or "" in vocabulary:
        raise ValueError("a piece is empty or there twice")
    if max(len(piece.encode()) for piece in vocabulary) > PIECE_BYTES_MAX:
        raise ValueError(f"a piece has at most {PIECE_BYTES_MAX} bytes")


def build_vocabulary(captions, lexicon=(), size=PIECES_MAX, words_max=3000):
    """Pieces for captions (an iterable of texts) and the words of the director's lexicon.

    Every letter, digit and mark alone; then the most frequent whole words (a word of the lexicon counts
    once beyond its captions); the rest of the room goes to the beginnings and endings that cut the
    most words shorter, so that unknown and mistyped words stay near the known ones.
    """
    counts = collections.Counter()
    for caption in captions:
        counts.update(words_of(caption))
    for text in lexicon:
        counts.update(words_of(text))
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = [PAD] + BYTES + list(letters) + ["##" + letter for letter in letters]
    vocabulary += list("0123456789") + list(PUNCTUATION)
    known = set(vocabulary)

    def add(piece):
        if len(vocabulary) < size and piece not in known and len(piece) <= PIECE_BYTES_MAX:
            known.add(piece)
            vocabulary.append(piece)

    plain = [
        (word.decode(), count)
        for word, count in counts.items()
        if re.fullmatch(rb"[a-z]{2,}", word)
    ]
    plain.sort(key=lambda item: (-item[1], item[0]))
    for word, _ in plain[: min(words_max, size - len(vocabulary))]:
        add(word)
    parts = collections.Counter()
    for word, count in plain:
        weight = min(count, 50)
        for length in range(2, min(len(word), 7)):
            parts[word[:length]] += weight * (length - 1)
            parts["##" + word[-length:]] += weight * (length - 1)
    for piece, _ in sorted(parts.items(), key=lambda item: (-item[1], item[0])):
        add(piece)
    check(vocabulary)
    return vocabulary
