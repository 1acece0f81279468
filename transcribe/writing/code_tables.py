"""How clinical codes, scores and classifications are written.

Keys are what is left of a code when accents, case, spaces and hyphens are taken away.
"""

from transcribe.french.roman import roman_words
from transcribe.writing.words import word_set

CANONICAL = {
    "FT3": "FT3",
    "FT4": "FT4",
    "CHA2DS2VASC": "CHA2DS2-VASc",
    "CHADS2": "CHADS2",
    "CHA2DS2": "CHA2DS2",
    "CHADVASC": "CHA2DS2-VASc",
    "CHADSVASC": "CHA2DS2-VASc",
    "HASBLED": "HAS-BLED",
    "PH": "pH",
    "HBA1C": "HbA1c",
    "A1C": "A1c",
    "PAO2": "PaO2",
    "PACO2": "PaCO2",
    "PCO2": "PCO2",
    "PO2": "PO2",
    "SPO2": "SpO2",
    "SAO2": "SaO2",
    "SVO2": "SvO2",
    "FIO2": "FiO2",
    "NTPROBNP": "NT-proBNP",
    "PROBNP": "proBNP",
    "QTC": "QTc",
    "KI67": "Ki-67",
    "CA199": "CA 19-9",
    "CA153": "CA 15-3",
    "CA125": "CA 125",
    "CA724": "CA 72-4",
    "COVID19": "COVID-19",
    "SARSCOV2": "SARS-CoV-2",
    "CURB65": "CURB-65",
    "CRB65": "CRB-65",
    "QSOFA": "qSOFA",
    "EUTIRADS": "EU-TIRADS",
    "TIRADS": "TI-RADS",
    "BIRADS": "BI-RADS",
    "PIRADS": "PI-RADS",
    "LIRADS": "LI-RADS",
    "ORADS": "O-RADS",
    "LUNGRADS": "Lung-RADS",
    "VIRADS": "VI-RADS",
    "AVF": "aVF",
    "AVL": "aVL",
    "AVR": "aVR",
    "CKDEPI": "CKD-EPI",
    "PTNM": "pTNM",
    "CTNM": "cTNM",
    "YPTNM": "ypTNM",
    "MMRC": "mMRC",
    "MRS": "mRS",
    "PDL1": "PD-L1",
    "PD1": "PD-1",
    "INR": "INR",
    "ACPA": "ACPA",
    "DMSA": "DMSA",
    "VIH1": "VIH-1",
    "VIH2": "VIH-2",
    "HSV1": "HSV-1",
    "HSV2": "HSV-2",
    "HTLV1": "HTLV-1",
    "HHV8": "HHV-8",
    "IL6": "IL-6",
    "IL1": "IL-1",
    "IL2": "IL-2",
    "IL17": "IL-17",
    "IL23": "IL-23",
    "GLP1": "GLP-1",
    "IGF1": "IGF-1",
    "BETA2": "bêta-2",
    "PHQ9": "PHQ-9",
    "GAD7": "GAD-7",
    "NORTON": "Norton",
    "ABCD2": "ABCD2",
    "MELDNA": "MELD-Na",
    "RAIVG": "RAI-VG",
    "MOCA": "MoCA",
    "GAMMAGT": "gamma-GT",
    "GGT": "GGT",
    "MHZ": "MHz",
    "IGE": "IgE",
    "IGG": "IgG",
    "IGA": "IgA",
    "IGM": "IgM",
    "CO2": "CO2",
    "H1N1": "H1N1",
    "PTH": "PTH",
    "G6PD": "G6PD",
}
SAID_RATIOS: dict[tuple[str, ...], str] = {
    ("e", "sur", "a"): "E/A",
    ("e", "sur", "e'"): "E/e’",
    ("e", "sur", "e", "prime"): "E/e’",
    ("cup", "sur", "disc"): "cup/disc",
    ("cup", "sur", "disque"): "cup/disc",
    ("pao2", "sur", "fio2"): "PaO2/FiO2",
    ("vems", "sur", "cvf"): "VEMS/CVF",
    ("vems", "sur", "cv"): "VEMS/CV",
    ("cd4", "sur", "cd8"): "CD4/CD8",
    ("kappa", "sur", "lambda"): "kappa/lambda",
}
"""Ratios by the words that say them."""
VITAMINS = frozenset({"B1", "B2", "B6", "B8", "B9", "B12", "D2", "D3", "K1", "K2"})
# Acronyms that stand against their number: CD20, HER2, CK7.
GLUED = word_set(
    "CD BCL HER CK TTF MLH MSH PMS BRCA SOX PAX GATA CDX JAK BRAF FLT NPM HLAB HLADR CYP SGLT IGG MUC "
    "PSMA SCL ATG ERBB TP VEGFR FGF EGFR IDH CDK STAT CO PO SCC T FT HHV TSPO"
) - {"EGFR", "T", "FT", "HHV", "CO", "PO"}
ROMAN_NOUNS = roman_words("noun")
ROMAN_NAMES = roman_words("name")
ROMAN_BETWEEN = roman_words("between")
ARABIC_BETWEEN = roman_words("arabic")
SEQUENCE_WORDS = word_set(
    "sequence sequences ponderation ponderations pondere ponderee ponderees ponderes signal hyposignal "
    "hypersignal isosignal coupe coupes flair echo acquisition acquisitions"
)
ROMAN = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
