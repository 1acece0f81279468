"""What the feedback says of a mistake: a one-line rule, and what to revise. Keys name the case."""

# case → (rule, revise); {expected} and {found} are as written
RULES: dict[str, tuple[str, str]] = {
    "dose": (
        "Une posologie ou une valeur se recopie chiffre pour chiffre : « {expected} » a été dicté.",
        "Réécoutez chaque nombre deux fois et relisez la ligne de traitement à part.",
    ),
    "decimal": (
        "La virgule décimale change la dose : « {expected} » et « {found} » diffèrent d’un "
        "facteur dangereux.",
        "Les nombres décimaux : virgule, zéro devant la virgule, jamais de zéro inutile derrière.",
    ),
    "unit": (
        "L’unité fait partie de la dose : « {expected} » n’est pas « {found} ».",
        "Les unités du système international et leurs symboles (g, mg, µg, mL, UI).",
    ),
    "posology": (
        "Le moment et le rythme des prises font partie de la prescription : « {expected} » a été dicté.",
        "Le vocabulaire de la posologie (moments, rythmes, voies d’administration).",
    ),
    "date": (
        "Une date engage le dossier : « {expected} » a été dicté.",
        "Les dates : réécouter le jour, le mois et l’année, puis relire.",
    ),
    "laterality": (
        "Le côté ne se devine jamais : le compte-rendu dit « {expected} ».",
        "La latéralité : à chaque « droit » ou « gauche », réécouter et cocher.",
    ),
    "laterality_exchanged": (
        "Les côtés sont échangés entre deux passages : « {found} » est écrit pour « {expected} », et inversement.",
        "La latéralité : à chaque « droit » ou « gauche », réécouter et cocher.",
    ),
    "laterality_lost": (
        "Le côté a été dicté (« {expected} ») et doit être écrit.",
        "La latéralité : à chaque « droit » ou « gauche », réécouter et cocher.",
    ),
    "laterality_added": (
        "Le côté « {found} » n’a pas été dicté : on n’ajoute jamais une latéralité.",
        "La latéralité : n’écrire que ce qui est dicté.",
    ),
    "negation": (
        "La négation porte le sens médical : il faut « {expected} ».",
        "Les négations (pas, sans, ni, aucun, absence de) : les surligner à la relecture.",
    ),
    "negation_added": (
        "« {found} » n’a pas été dicté et inverse le sens de la phrase.",
        "Les négations : relire la phrase en se demandant ce que le médecin affirme.",
    ),
    "negation_half": (
        "À l’écrit, la négation a deux parties : « ne … pas » ; il manque « {expected} ».",
        "La négation complète : ne … pas, ne … plus, ne … aucun.",
    ),
    "identity": (
        "Un nom se recopie lettre à lettre, au besoin en redemandant l’épellation : « {expected} ».",
        "L’identitovigilance : nom, prénom, date de naissance, sexe.",
    ),
    "civility": (
        "La civilité renseigne sur la personne : « {expected} » a été dicté.",
        "Les civilités et leurs abréviations (M., Mme, Dr, Pr).",
    ),
    "birth": (
        "La date de naissance est un trait d’identité : « {expected} » a été dicté.",
        "L’identitovigilance : nom, prénom, date de naissance, sexe.",
    ),
    "drug_other": (
        "« {found} » n’est pas le médicament dicté, « {expected} » : vérifier chaque nom dans "
        "un dictionnaire.",
        "Les noms de médicaments de la spécialité",
    ),
    "drug_brand": (
        "On écrit le nom dicté : « {expected} », sans passer de la marque à la DCI ni l’inverse.",
        "Marques et dénominations communes internationales (DCI).",
    ),
    "drug_spelling": (
        "Le nom du médicament s’écrit « {expected} ».",
        "Les noms de médicaments de la spécialité",
    ),
    "term_other": (
        "« {found} » est un autre terme : le médecin a dit « {expected} ».",
        "Les termes qui se ressemblent",
    ),
    "term_prefix": (
        "Le préfixe change tout : « {expected} » n’est pas « {found} ».",
        "Les préfixes opposés (hyper-/hypo-, anté-/rétro-, intra-/extra-, sus-/sous-).",
    ),
    "term_suffix": (
        "Le suffixe dit l’acte : « {expected} » n’est pas « {found} ».",
        "Les suffixes (-ectomie : ablation, -otomie : ouverture, -ostomie : abouchement, -scopie : examen).",
    ),
    "term_spelling": (
        "Le terme médical s’écrit « {expected} ».",
        "Les termes mal écrits, leur racine, leur préfixe et leur suffixe",
    ),
    "code": (
        "Un code ou un niveau se recopie exactement : « {expected} ».",
        "Les codes et classifications (vertèbres, TNM, scores).",
    ),
    "word_other": (
        "Le mot dicté est « {expected} », et non « {found} ».",
        "La relecture avec l’audio, mot à mot",
    ),
    "unfinished": (
        "Texte inachevé à partir de « {expected} » : la suite n’est pas comptée comme fausse, elle manque.",
        "La vitesse de saisie : finir d’abord, relire ensuite.",
    ),
    "flagged": (
        "Passage signalé comme non entendu, il fallait « {expected} » : signaler vaut mieux que deviner.",
        "La réécoute au ralenti des passages difficiles, et le lexique de la spécialité.",
    ),
    "omission": (
        "Rien de ce qui est dicté ne se perd : il manque « {expected} ».",
        "La relecture avec l’audio, phrase par phrase.",
    ),
    "addition": (
        "« {found} » n’a pas été dicté.",
        "La relecture avec l’audio : n’écrire que ce qui est dicté.",
    ),
    "value_added": (
        "« {found} » n’a pas été dicté : on n’ajoute rien à une prescription.",
        "La posologie : n’écrire que ce qui est dicté.",
    ),
    "doubled": (
        "« {found} » est écrit deux fois.",
        "La relecture à l’écran, mot à mot.",
    ),
    "spelling": (
        "Le mot s’écrit « {expected} ».",
        "L’orthographe d’usage",
    ),
    "word_cut": (
        "« {expected} » s’écrit ainsi, sans être coupé ni collé autrement.",
        "Mots composés, mots soudés et élision.",
    ),
    "elision": (
        "Devant une voyelle ou un h muet, le mot s’élide : « {expected} ».",
        "L’élision et l’apostrophe.",
    ),
    "accent": (
        "L’accent fait partie du mot : « {expected} ».",
        "Les accents (é fermé, è ouvert, aucun devant deux consonnes)",
    ),
    "accent_capital": (
        "En français, les capitales portent aussi leurs accents : « {expected} ».",
        "Les capitales accentuées au clavier.",
    ),
    "agreement": (
        "L’accord se fait avec le nom ou le sujet : « {expected} ».",
        "Les accords de l’adjectif et du participe passé.",
    ),
    "verb": (
        "La forme conjuguée attendue est « {expected} ».",
        "Conjugaison : terminaisons, infinitif en -er ou participe en -é.",
    ),
    "infinitive": (
        "Il faut l’infinitif « {expected} », et non « {found} » : on peut le remplacer par « vendre ».",
        "L’infinitif en -er et le participe en -é (remplacer par « vendre » ou « vendu »).",
    ),
    "participle": (
        "Il faut « {expected} », et non l’infinitif « {found} » : on peut le remplacer par « vendu ».",
        "L’infinitif en -er et le participe en -é (remplacer par « vendre » ou « vendu »).",
    ),
    "homophone": (
        "« {found} » et « {expected} » se prononcent de même mais ne veulent pas dire la même chose.",
        "Les homophones (essayer un mot de remplacement pour choisir)",
    ),
    "capital_missing": (
        "Il faut une majuscule : « {expected} ».",
        "La majuscule : début de phrase, noms propres, marques, sigles.",
    ),
    "capital_extra": (
        "Pas de majuscule ici : « {expected} ».",
        "La majuscule : ni aux mois, ni aux noms communs, ni aux DCI.",
    ),
    "punctuation_wrong": (
        "Le signe attendu est « {expected} ».",
        "La ponctuation dictée et son rôle dans la phrase.",
    ),
    "punctuation_missing": (
        "Il manque « {expected} ».",
        "La ponctuation : fins de phrase, énumérations, deux-points des rubriques.",
    ),
    "punctuation_extra": (
        "Le signe « {found} » est de trop.",
        "La ponctuation : ne pas couper le groupe du nom ou du verbe.",
    ),
    "command": (
        "« {found} » est une commande de dictée : elle s’écrit par son signe.",
        "Les signes dictés : virgule, point, deux-points, parenthèses.",
    ),
    "command_line": (
        "« {found} » est une commande de dictée : on va à la ligne, on ne l’écrit pas.",
        "Les commandes de mise en page : à la ligne, nouveau paragraphe.",
    ),
    "space_before": (
        "En français, une espace (insécable) précède « {found} ».",
        "Les espaces : avant : ; ! ? % et », après «.",
    ),
    "space_none": (
        "Pas d’espace avant « {found} ».",
        "Les espaces : ni avant la virgule et le point, ni après l’apostrophe.",
    ),
    "space_after": (
        "Une espace suit toujours le signe, avant « {found} ».",
        "Les espaces autour de la ponctuation.",
    ),
    "decimal_point": (
        "Le séparateur décimal français est la virgule : « {expected} ».",
        "L’écriture des nombres : virgule décimale, tranches de trois chiffres.",
    ),
    "number_dress": (
        "On écrit « {expected} » : un zéro devant la virgule, aucun zéro inutile derrière.",
        "L’écriture sûre des nombres (0,5 et non ,5 ; 5 et non 5,0).",
    ),
    "ligature": (
        "Le mot s’écrit avec la ligature : « {expected} ».",
        "Les ligatures œ et æ (œdème, cœur, cæcum).",
    ),
    "unit_case": (
        "Le symbole de l’unité s’écrit « {expected} ».",
        "La casse des symboles d’unités (mg, kg, mL, mmHg).",
    ),
    "hyphen": (
        "Le trait d’union attendu est celui de « {expected} ».",
        "Le trait d’union des mots composés.",
    ),
    "abbreviation_unit": (
        "« {found} » n’est pas sûr : on écrit « {expected} ».",
        "Les abréviations dangereuses (U, µ mal écrit, gr) et leurs formes sûres.",
    ),
    "abbreviation_title": (
        "L’abréviation correcte est « {expected} », et non « {found} ».",
        "Les abréviations de civilité : M., Mme, Dr, Pr.",
    ),
    "abbreviation": (
        "L’abréviation « {found} » ne correspond pas à « {expected} ».",
        "Les abréviations et sigles de la spécialité.",
    ),
    "break": (
        "« {expected} » commence un nouveau paragraphe.",
        "La mise en page : un paragraphe par rubrique.",
    ),
    "break_heading": (
        "La rubrique « {expected} » va à la ligne.",
        "La mise en page : un paragraphe par rubrique.",
    ),
    "frame_title": (
        "Il manque le titre du document : « {expected} ».",
        "Les parties obligées du document et leur place.",
    ),
    "frame_recipient": (
        "Il manque le destinataire : « {expected} ».",
        "Les parties obligées du document et leur place.",
    ),
    "frame_date": ("Il manque la date : « {expected} ».", "Les parties obligées du document et leur place."),
    "frame_patient": (
        "Il manque la ligne du patient : « {expected} ».",
        "L’identitovigilance : l’identité figure en tête du document.",
    ),
    "frame_author": (
        "Il manque l’auteur : « {expected} ».",
        "Les parties obligées du document et leur place.",
    ),
    "frame_opening": (
        "Il manque la formule d’appel : « {expected} ».",
        "Les formules d’appel et de politesse.",
    ),
    "frame_closing": (
        "Il manque la formule finale : « {expected} ».",
        "Les formules d’appel et de politesse.",
    ),
    "frame_signature": (
        "Il manque la signature : « {expected} ».",
        "Les parties obligées du document et leur place.",
    ),
    "frame_copies": (
        "Il manque la mention des copies : « {expected} ».",
        "Les parties obligées du document.",
    ),
    "frame_heading": (
        "Il manque l’intitulé de la rubrique « {expected} ».",
        "Les rubriques attendues dans ce type de document.",
    ),
    "heading_other": (
        "L’intitulé de la rubrique est « {expected} ».",
        "Les rubriques attendues dans ce type de document.",
    ),
    "heading_added": (
        "La rubrique « {found} » n’a pas été dictée.",
        "Les rubriques attendues dans ce type de document.",
    ),
    "moved": (
        "Le passage « {expected} » n’est pas à sa place.",
        "L’ordre des rubriques du document.",
    ),
    "style": (
        "« {expected} » doit porter un style de titre, et non une mise en forme à la main.",
        "Les styles du traitement de texte (Titre, Titre 1…).",
    ),
}
