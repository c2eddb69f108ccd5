  // --- Search. ---

  // What one types finds what is written with accents, and the other way round.
  const letters = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ı: 'i' };
  const folded = (text) =>
    text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[æœßøłđþı]/g, (letter) => letters[letter]);
  const searchWords = (text) => list(folded(text).replace(/[^\p{L}\p{N}+#]+/gu, ' '));
  const escaped = (text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  // A word is found at its beginning. One that no conference has may have a letter too much, too little, wrong, or swapped.
  const finder = (word) => {
    const exact = ` ${word}`;
    if (word.length < 5 || cards.some(({ search }) => search.includes(exact))) return (card) => card.search.includes(exact);
    const near = [...word].flatMap((_, at) => {
      const [before, rest, after] = [word.slice(0, at), word.slice(at), word.slice(at + 1)].map(escaped);
      const swapped = after ? [`${before}${escaped(word[at + 1] || '')}${escaped(word[at])}${escaped(word.slice(at + 2))}`] : [];
      return [`${before}\\S${after}`, `${before}${after}`, `${before}\\S${rest}`, ...swapped];
    });
    const pattern = new RegExp(` (?:${near.join('|')})`);
    return (card) => pattern.test(card.search);
  };

