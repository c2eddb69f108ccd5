//! Names of fields whose values are topics.

/// Whatever the values are like.
pub(super) const TOPICS: &str = "tag tags topic topics keyword keywords categories category cat cats sub subs subject subjects field fields area areas \
    subfield subfields subarea subareas subtopic subtopics subdomain subdomains subcategory subcategories subdiscipline \
    subdisciplines subdisciplina disciplina disciplinas discipline disciplines disziplin disziplinen \
    track tracks tech technology technologies theme themes genre \
    stichworte stichwort stichworter schlagwort schlagworte schlagworter thema themen themengebiet themengebiete \
    kategorie kategorien rubrik rubriken bereich bereiche fachgebiet fachgebiete \
    sachgebiet sachgebiete teilgebiet teilgebiete forschungsgebiet forschungsgebiete forschungsfeld forschungsbereich \
    vakgebieden onderzoeksgebied \
    etiquetas tema temas tematica categoria categorias categorie categories sujet sujets argomento argomenti \
    palabras palavras parole slowa \
    onderwerp onderwerpen mots";

/// For the branch of a trade or a science, where the values come back.
pub(super) const BRANCHES: &str = "slugs sector sectors industry industries vertical verticals specialty specialties speciality specialities specialization \
    specializations specialisation specialisations branch branche branchen specjalnosc specjalnosci specjalizacja specialite specialites specialita \
    especialidad especialidades especialidade fachrichtung fachrichtungen domain domains domaine domaines dominio focus interests stack stacks labels";
