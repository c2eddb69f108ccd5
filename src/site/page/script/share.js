
  // --- A button that shares an address, or copies it. ---

  const share = navigator.share?.bind(navigator);
  const shareRow = (address) => {
    const row = make('p', 'tools');
    if (!share && !navigator.clipboard) return row;
    const button = make('button', 'share', say('share'), { type: 'button' });
    // There before it says something, else screen readers do not notice.
    const said = make('span', 'said', '', { role: 'status' });
    const copy = async (url) => {
      await navigator.clipboard.writeText(url);
      setText(said, say('copied'));
    };
    button.addEventListener('click', async () => {
      const url = address();
      try {
        if (!share) return await copy(url);
        // Where nothing can share, a copy does.
        await share({ title: document.title, url }).catch((error) => (error.name === 'AbortError' ? undefined : copy(url)));
      } catch {
        // The reader may not copy.
      }
    });
    row.append(button, ' ', said);
    return row;
  };
