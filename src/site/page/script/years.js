  // --- The pages of past years show the same choice. ---

  const years = all('.years a');
  whenFiltered(() => {
    const query = addChosen(new URLSearchParams());
    for (const name of ['calls', 'month']) query.delete(name);
    for (const link of years) link.search = query;
  });

