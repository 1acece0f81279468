"""Nouns with adjectives that agree: "des lésions hépatiques", "la muqueuse gastrique", "aucun nodule pulmonaire"."""

from training.texts.grammar import Draw, elides
from transcribe.french.said_numbers import cardinal

_NOUNS = """
lésion f|douleur f|masse f|opacité f|anomalie f|image f|atteinte f|tumeur f|sténose f|infiltration f
plaie f|cicatrice f|adénopathie f|biopsie f|fracture f|infection f|hémorragie f|calcification f
métastase f|artère f|veine f|muqueuse f|paroi f|nodule m|kyste m|polype m|foyer m|épanchement m
œdème m|hématome m|abcès m|ganglion m|prélèvement m|syndrome m|trouble m|déficit m|prurit m|examen m
bilan m|segment m|lobe m|ligament m|muscle m|nerf m|écoulement m|épaississement m|antécédent m
vaisseau m x|tissu m|canal m l|signal m l|os m s|processus m s|traumatisme m|implant m|geste m
traitement m|symptôme m
"""
_ADJECTIVES = (
    "thoracique abdominal pelvien hépatique rénal pulmonaire pleural cardiaque coronaire gastrique "
    "colique duodénal iléal biliaire pancréatique splénique vésical prostatique utérin ovarien mammaire "
    "axillaire inguinal cervical lombaire dorsal sacré crânien cérébral frontal temporal pariétal "
    "occipital orbitaire oculaire rétinien cornéen nasal sinusien pharyngé laryngé thyroïdien parotidien "
    "dentaire cutané sous-cutané musculaire tendineux méniscal ligamentaire articulaire osseux fémoral "
    "tibial huméral radial ulnaire scapulaire vertébral discal médullaire nerveux vasculaire veineux "
    "artériel lymphatique ganglionnaire médiastinal hilaire bronchique trachéal œsophagien péritonéal "
    "rétropéritonéal mésentérique surrénalien hypophysaire unilatéral bilatéral antérieur postérieur "
    "supérieur inférieur interne externe latéral médial proximal distal superficiel profond diffus focal "
    "localisé étendu multiple isolé récent ancien chronique aigu subaigu bénin malin suspect infectieux "
    "inflammatoire dégénératif traumatique ischémique hémorragique métastatique primitif secondaire "
    "congénital acquis nécrotique kystique solide hétérogène homogène hypodense hyperdense hypoéchogène "
    "calcifié fibreux purulent séreux clair trouble abondant modéré sévère léger discret important "
    "douloureux sensible indolore induré érythémateux squameux vésiculeux bulleux ulcéré pigmenté "
    "irrégulier régulier asymétrique symétrique "
).split()
_IRREGULAR = {
    "malin": "maligne",
    "bénin": "bénigne",
    "aigu": "aiguë",
    "subaigu": "subaiguë",
    "discret": "discrète",
}
_NUMBERS = {
    False: ["un", "le", "ce", "son", "aucun", "petit"],
    True: ["une", "la", "cette", "sa", "aucune", "petite"],
}
_FIELDS = [entry.split() for line in _NOUNS.split("\n") for entry in line.split("|") if entry]


def feminine(adjective: str) -> str:
    """The feminine singular of a masculine singular."""
    if adjective in _IRREGULAR:
        return _IRREGULAR[adjective]
    if adjective.endswith("e"):
        return adjective
    for ending, other in (("eux", "euse"), ("ien", "ienne"), ("iel", "ielle"), ("if", "ive"), ("er", "ère")):
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + other
    return adjective + "e"


def plural(word: str) -> str:
    """The plural of an adjective or noun, both genders."""
    if word.endswith(("s", "x")):
        return word
    return word[:-1] + "ux" if word.endswith("al") and word not in ("fœtal", "final") else word + "s"


def noun_phrase(draw: Draw) -> str:
    """A determiner, a noun and one or two adjectives, singular or plural."""
    chance = draw.chance
    noun, gender, *irregular = chance.choice(_FIELDS)
    is_feminine, many = gender == "f", chance.random() < 0.5
    adjectives = [chance.choice(_ADJECTIVES) for _ in range(chance.choice([1, 1, 1, 2]))]
    if is_feminine:
        adjectives = [feminine(one) for one in adjectives]
    if many:
        adjectives = [plural(one) for one in adjectives]
        noun = noun + irregular[0] if irregular and irregular[0] == "x" else plural(noun)
    phrase = " ".join([noun, *adjectives])
    if many:
        some = chance.choice(["des", "les", "plusieurs", "de multiples", "quelques", "ces", "count"])
        return f"{cardinal(chance.randint(2, 9))} {phrase}" if some == "count" else f"{some} {phrase}"
    head = chance.choice(_NUMBERS[is_feminine])
    if head in ("le", "la") and elides(noun):
        return f"l'{phrase}"
    if head in ("ce", "cette", "sa", "son") and elides(noun):
        return f"{'cette' if is_feminine else 'cet'} {phrase}"
    return (
        f"un {head} {phrase}"
        if head == "petit"
        else f"une {head} {phrase}"
        if head == "petite"
        else f"{head} {phrase}"
    )
