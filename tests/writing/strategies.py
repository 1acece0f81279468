"""Words that a dictation may hold, rules' trigger words first of all."""

from hypothesis import strategies as st

from transcribe.writing.words import word_set

TRIGGERS = sorted(
    word_set(
        "point à la ligne virgule deux points deux-points point-virgule tiret trait d'union euh pardon "
        "non je corrige effacez dernière phrase merci de mettre une copie au docteur Benhaddou fin "
        "dictée ouvrez fermez parenthèse guillemets entre parenthèses en majuscules numéro un titre "
        "souligné S Z Y M C A K accent aigu tréma plus loin zéro trois quatre vingt vingts quatre-vingts "
        "cent cents mille million neuf dix onze seize soixante soixante-dix trente et milligrammes "
        "grammes litres par minute kilo kilos heure heures pour degrés millimètres sur tension "
        "artérielle quatorze huit mars mai premier janvier midi demie grade stade type classe segment "
        "hépatique T N p c L D V B R H i a y madame monsieur Odile Le Goff née ans comprimé comprimés "
        "fois jour le les des d'un l'I dans douleur gauche droite patient examen conclusion motif "
        "antécédents cher confrère amicalement fil dixièmes paris "
    )
)
WORDS = st.one_of(
    st.sampled_from(TRIGGERS),
    st.sampled_from(TRIGGERS).map(lambda word: word + ","),
    st.sampled_from(TRIGGERS).map(lambda word: word + "."),
    st.sampled_from(
        ["14-8", "5mg", "94%", "1,25", "3.240", "2026.A", "L-4", "16h42", "(", "»", "M-A-D", "38°2"]
    ),
    st.text(alphabet="aà1,.()'-« \u00a0\u202fœ’éA%°²", min_size=1, max_size=6).filter(
        lambda t: bool(t.split())
    ),
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
