  // --- The languages of a conference by their names. ---

  const languages = new Intl.DisplayNames(words.locale, { type: 'language' });
  for (const element of all('.language')) {
    try {
      setText(element, languages.of(element.textContent));
    } catch {
      // Not a tag that the browser knows: it stays.
    }
  }

