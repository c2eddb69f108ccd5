
  // --- Search. ---

  // What one types finds what is written with accents, and the other way round: it is folded as the words of the cards are.
  const letters = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
  const folded = (text) => {
    const bare = text.normalize('NFKD').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    return bare.normalize('NFC').replace(/[æœßøłđðþıς]/g, (letter) => letters[letter]);
  };
  // Nobody types more words, and each is looked for in every card.
  const maxWords = 16;
  const searchWords = (text) => [...new Set(list(folded(text).replace(/[^\p{Alphabetic}\p{M}\p{N}+#]+/gu, ' ')))].slice(0, maxWords);
  const escaped = (text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  // In these scripts no blank is between words.
  const hasNoBlanks = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  // The words of all cards, joined when they are searched first.
  let allWords;
  const isThere = (text) => {
    allWords ??= cards.map(({ search }) => search).join('');
    return allWords.includes(text);
  };
  // A word with a letter too much, too little, wrong, or swapped with the next. The first letter is right, or the second. A short
  // word is near to many, so it has to be the whole of a word that is not shorter.
  const nearTo = (word) => {
    const isShort = word.length === 4;
    const forms = [escaped(word[1] + word[0] + word.slice(2))];
    for (let at = 1; at < word.length; at += 1) {
      const [before, rest, after] = [word.slice(0, at), word.slice(at), word.slice(at + 1)].map(escaped);
      forms.push(`${before}\\S${after}`, `${before}\\S${rest}`);
      if (!isShort) forms.push(before + after);
      if (after) forms.push(before + escaped(word[at + 1] + word[at] + word.slice(at + 2)));
    }
    return new RegExp(` (?:${forms.join('|')})${isShort ? '(?= |$)' : ''}`);
  };
  // A word is found at its beginning. One that no conference has may have one letter wrong, but not a number.
  const finder = (word) => {
    const exact = hasNoBlanks.test(word) ? word : ` ${word}`;
    if (word.length < 4 || word.length > 32 || /\p{N}/u.test(word) || isThere(exact)) return (card) => card.search.includes(exact);
    const pattern = nearTo(word);
    return (card) => pattern.test(card.search);
  };
