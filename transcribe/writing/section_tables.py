"""The words that open a title, a labelled section, a paragraph or a closing, without accents."""

from transcribe.writing.words import word_set

TITLE_HEADS = word_set(
    "compte-rendu compte consultation courrier lettre certificat ordonnance prescription scanner irm "
    "radiographie radio echographie echo-doppler echodoppler doppler mammographie coloscopie gastroscopie "
    "fibroscopie cystoscopie bronchoscopie endoscopie colposcopie hysteroscopie rectoscopie arthroscopie "
    "examen exploration explorations passage angioscanner angio-irm arthroscanner uroscanner coroscanner "
    "tep pet-scanner tep-scanner scintigraphie electromyogramme electroencephalogramme polysomnographie "
    "holter epreuve bilan protocole rapport note resume observation synthese intervention visite avis "
    "entretien biopsie coronarographie osteodensitometrie echocardiographie spirometrie audiogramme "
    "teleconsultation demande attestation reponse seance urgences hospitalisation admission sortie "
    "panoramique"
)
# Words that show a sentence rather than a title or a label.
VERBS = word_set(
    "est a ai sont ont etait avait j'ai c'est montre montrent retrouve retrouvent prend presente consulte "
    "rapporte signale il elle je nous on qui reste persiste sera seront n'est n'a s'est qu'il vous suis"
)
# A label is one of these heads, with or without one of the complements below, then a pause.
LABEL_HEADS = word_set(
    "prochain rendez-vous bandelette hypothese hypotheses projet prescription prescriptions devenir "
    "orientation pieces tabac toxiques ecbu irm eeg holter fibroscopie coloscopie gastroscopie endoscopie "
    "doppler echo-doppler mammographie scintigraphie coronarographie hemocultures serologies ponction "
    "gazometrie audiometrie frottis medullogramme myelogramme panoramique acte actes cotation plan motif "
    "motifs indication indications technique techniques resultat resultats conclusion conclusions "
    "antecedent antecedents allergie allergies traitement traitements examen examens biologie "
    "bacteriologie imagerie evolution macroscopie microscopie immunohistochimie histologie cytologie "
    "anesthesie intervention operateur operateurs aide aides anesthesiste instrumentiste preparation "
    "complication complications description interpretation commentaire commentaires conduite suites suite "
    "surveillance suivi prelevement prelevements nature renseignements histoire mode diagnostic "
    "diagnostics evaluation objet date lieu patient patiente prescripteur medecin destinataire "
    "correspondant procedure geste gestes protocole installation incision voie constatations exploration "
    "deroulement recommandations synthese discussion gaz test spirometrie echographie scanner "
    "radiographie electrocardiogramme ecg echocardiographie hemogramme ionogramme bilan poids taille "
    "constantes parametres incidentes comparaison dose interrogatoire contexte anamnese clinique "
    "symptomes facteurs vaccinations mesures audiogramme tympanogramme refraction biomicroscopie "
    "gonioscopie fond acuite oct champ pertes drainage antibioprophylaxie materiel ordonnance sortie "
    "arret"
)
LABEL_COMPLEMENTS = word_set(
    "clinique cliniques physique neurologique cardiovasculaire pulmonaire abdominal cutane general "
    "complementaire complementaires biologique biologiques habituel habituels actuel actuels medical "
    "medicaux chirurgical chirurgicaux familial familiaux personnel personnels obstetricaux "
    "gynecologiques notables operatoire operatoires postoperatoire postoperatoires peroperatoire "
    "peroperatoires preoperatoire moleculaire therapeutique therapeutiques principal principaux associes "
    "final finale finales initial initiale entree sortie maladie recente d'entree d'hospitalisation "
    "d'admission d'exploration d'abord d'anesthesie d'examen medicamenteux recu recue recus rendez-vous "
    "jointes sanguin sanguins retenu retenue le du de la en des au a tenir prise charge mode vie air "
    "ambiant sang marche minutes reference oeil visuelle visuel vasculaire sanguines standard "
    "l'intervention l'examen l'hospitalisation prelevement prelevements utilise utilisee realise realises"
)
STRONG_LABELS = word_set(
    "motif indication technique resultat resultats conclusion conclusions antecedents macroscopie "
    "microscopie immunohistochimie intervention operateur biologie"
)
# Labels of one word whose other number sounds the same.
USUAL_LABELS = {
    "resultat": "Résultats",
    "techniques": "Technique",
    "indications": "Indication",
    "conclusions": "Conclusion",
    "motifs": "Motif",
    "complication": "Complications",
    "antecedent": "Antécédents",
    "traitements": "Traitement",
    "constatation": "Constatations",
    "recommandation": "Recommandations",
    "renseignement": "Renseignements",
}
OWN_LINE_LABELS = word_set(
    "resultat resultats description deroulement constatations ordonnance recommandations"
)
# Heads that make a label only when nothing but a complement stands before the pause: "gaz du sang, …".
# Endings of the adjectives that may complete a label, and words that state a result instead.
ADJECTIVE_ENDINGS = (
    "ique",
    "iques",
    "aire",
    "aires",
    "ale",
    "ales",
    "al",
    "aux",
    "ienne",
    "ien",
    "oire",
    "oires",
)
RESULTS = word_set(
    "normal normale normaux normales anormal anormale anormaux stable stables inchange inchangee positif "
    "positive negatif negative banal banale satisfaisant satisfaisante identique identiques bilateral "
    "bilaterale partial maximal minimal total totale crucial favorable libre"
)
ORGANS = word_set(
    "oesophage estomac duodenum jejunum ileon caecum colon rectum sigmoide cardia fundus antre bulbe "
    "pylore foie rate pancreas rein reins vessie prostate uterus ovaire ovaires thyroide coeur aorte "
    "poumon poumons plevre mediastin parenchyme cerveau uretre cavum larynx hypopharynx oropharynx "
    "epiglotte trachee carene bronches seins sein ganglions peritoine surrenales voies vesicule endometre "
    "myometre col vagin anus menisque menisques rotule cornee cristallin papille macula retine iris "
    "tympans oreille oreilles anuscopie annexes os squelette canal meats urethre"
)
ORGAN_COMPLEMENTS = word_set(
    "droit droite gauche gauches droits droites ascendant descendant transverse terminal anal biliaires "
    "biliaire pulmonaire pulmonaires medial lateral interne externe superieur inferieur moyen principale "
    "vocales rachidien lombaire ureteraux ureterale"
)
# First words of a sentence that starts a paragraph of its own.
PARAGRAPH_CUES: tuple[tuple[str, ...], ...] = (
    ("dans", "ses", "antecedents"),
    ("dans", "les", "antecedents"),
    ("parmi", "ses", "antecedents"),
    ("comme", "antecedents"),
    ("ses", "antecedents"),
    ("a", "l'examen"),
    ("a", "l'entree"),
    ("a", "l'admission"),
    ("a", "l'arrivee"),
    ("a", "l'interrogatoire"),
    ("a", "l'etage"),
    ("a", "la", "sortie"),
    ("l'examen",),
    ("cliniquement",),
    ("biologiquement",),
    ("sur", "le", "plan"),
    ("au", "plan"),
    ("du", "point", "de", "vue"),
    ("au", "total"),
    ("en", "conclusion"),
    ("en", "resume"),
    ("en", "synthese"),
    ("au", "terme"),
    ("il", "prend"),
    ("elle", "prend"),
    ("son", "traitement"),
    ("le", "traitement"),
    ("traitement", "par"),
    ("nous", "avons", "debute"),
    ("nous", "avons", "introduit"),
    ("nous", "avons", "instaure"),
    ("suivi", "au"),
    ("suivi", "en"),
    ("suivi", "par"),
    ("suivi", "a"),
    ("controle", "le"),
    ("veuillez", "agreer"),
    ("je", "vous", "prie"),
    ("avec", "mes"),
    ("je", "reste", "a"),
    ("en", "vous", "remerciant"),
    ("je", "vous", "remercie", "de", "votre"),
    ("rendez-vous", "le"),
    (
        "les",
        "prick-tests",
    ),
)
EXAMS = word_set(
    "l'echographie l'electrocardiogramme l'ecg l'irm l'echocardiographie l'echo-doppler scanner "
    "angioscanner radiographie l'angioscanner l'electroencephalogramme l'eeg l'electromyogramme holter "
    "coloscopie gastroscopie fibroscopie l'endoscopie scintigraphie l'uroscanner tep biologie bilan "
    "l'audiogramme l'oct radio coronarographie mammographie l'arthroscanner spirometrie polysomnographie "
    "l'hemogramme l'ionogramme l'ecbu ponction l'osteodensitometrie"
)
EXAM_VERBS = word_set(
    "montre montrent retrouve retrouvent objective objectivent met revele confirme est sont ne note "
    "s'avere montrait retrouvait elimine identifie"
)
SALUTATIONS = word_set("cher chere chers cheres mon ma monsieur madame docteur professeur")
SALUTATION_NOUNS = word_set(
    "ami amie amis confrere confreres consoeur consoeurs collegue collegues docteur monsieur madame "
    "professeur maitre"
)
CLOSINGS = word_set("amicalement cordialement confraternellement respectueusement sincerement")
IDENTITY_WORDS = word_set(
    "ans an mois jours semaines ne nee le age agee de ans, et la du des d' prenom nom naissance date a "
    "poids kg sexe feminin masculin"
)
