  // --- A button that shares the page, or copies its address. ---

  const share = navigator.share?.bind(navigator);
  if (share || navigator.clipboard) {
    const button = make('button', 'share', say('share'), { type: 'button' });
    // There before it says something, else screen readers do not notice.
    const said = make('span', 'said', '', { role: 'status' });
    button.addEventListener('click', async () => {
      const url = document.querySelector('link[rel="canonical"]')?.href || location.href;
      try {
        if (share) await share({ title: document.title, url });
        else await navigator.clipboard.writeText(url);
        if (!share) setText(said, say('copied'));
      } catch {
        // The reader thought better of it, or may not copy.
      }
    });
    const row = make('p', 'tools');
    row.append(button, ' ', said);
    document.querySelector('.conference').append(row);
  }

