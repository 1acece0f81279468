"""Invented dictations of many wordings, and what must be read in them."""
# ruff: noqa: E501

CASES: dict[str, tuple[str, dict[str, object]]] = {
    "lettre": (
        """\
Lille, le 3 avril 2026
Docteur Paul Lemaire
Cher confrère,
Merci de m'avoir adressé votre patiente Madame Jeanne Duval, née le 12/05/1948, pour bilan d'une anémie.
Motif de consultation : asthénie.
Antécédents médicaux : hypothyroïdie, ostéoporose.
Il n'y a pas d'allergie connue.
Traitement en cours : lévothyroxine 75 µg.
L'examen clinique est sans particularité.
Le bilan biologique montre une hémoglobine à 9,8 g/dL.
En conclusion, anémie ferriprive. Je propose une coloscopie.
Je vous prie d'agréer, cher confrère, l'expression de mes sentiments les meilleurs.
Dr Sophie Arnaud""",
        {
            "template": "consultation",
            "date": "2026-04-03",
            "author": "Dr Sophie Arnaud",
            "patient": ("Mme", "Duval", "Jeanne", "1948-05-12", "F"),
            "headings": [
                "Motif de consultation",
                "Antécédents médicaux",
                "Traitement en cours",
                "Examen clinique",
                "Biologie",
                "Conclusion",
            ],
        },
    ),
    "flat-op": (
        """\
Compte-rendu opératoire du 14 septembre 2026. Monsieur Albert Ferrand, né le 3 mars 1950. Opérateur : Dr Claire Monnier. Aide opératoire : Dr Louis Petit. Anesthésie : générale. Indication : hernie inguinale droite symptomatique. Installation en décubitus dorsal. Technique : incision inguinale droite, dissection du cordon, mise en place d'une prothèse selon Lichtenstein. Fermeture plan par plan. Suites opératoires : sortie le jour même, antalgiques de palier 1. Dr Claire Monnier.""",
        {
            "template": "operatoire",
            "title": "Compte-rendu opératoire",
            "date": "2026-09-14",
            "author": "Dr Claire Monnier",
            "patient": ("M.", "Ferrand", "Albert", "1950-03-03", "M"),
            "headings": ["Anesthésie", "Indication", "Technique", "Suites opératoires"],
        },
    ),
    "flat-consult": (
        """\
Courrier de consultation. Cher ami, j'ai vu ce jour Madame Simone Lacroix, 72 ans, pour une gonalgie droite. Dans ses antécédents, on retient une hypertension artérielle et une appendicectomie. À l'examen, le genou est sec, la flexion est limitée à 110°. La radiographie montre une gonarthrose fémoro-tibiale médiale. Au total, gonarthrose droite évoluée. Je propose une infiltration. Bien amicalement. Docteur Yves Caron.""",
        {
            "template": "consultation",
            "author": "Dr Yves Caron",
            "patient": ("Mme", "Lacroix", "Simone", "", "F"),
            "title": "Courrier de consultation",
            "headings": ["Antécédents", "Examen clinique", "Radiographie", "Conclusion", "Conduite à tenir"],
        },
    ),
    "echo": (
        """\
Échographie abdominale réalisée le 9 juin 2026
Patient : Monsieur Henri Blanchard
Né le 4 février 1971
Indication : douleurs de l'hypochondre droit.
Technique : sonde de 3,5 MHz, patient à jeun.
Résultats :
Foie : de taille normale, homogène.
Vésicule : lithiase de 12 mm, paroi fine.
Rate : homogène.
Conclusion : lithiase vésiculaire non compliquée.
Dr Agnès Roche, radiologue""",
        {
            "template": "imagerie",
            "title": "Échographie abdominale",
            "date": "2026-06-09",
            "author": "Dr Agnès Roche",
            "patient": ("M.", "Blanchard", "Henri", "1971-02-04", "M"),
            "headings": ["Indication", "Technique", "Résultats", "Conclusion"],
        },
    ),
    "bronchoscopie": (
        """\
Compte-rendu de fibroscopie bronchique
Mme Lucie Garnier, née Perrot, née le 2 janvier 1960 à Nantes
Examen du 8 juillet 2026
Motif : hémoptysie.
Prémédication : midazolam 2 mg.
Cordes vocales : mobiles.
Trachée : libre.
Arbre bronchique droit : sténose de la bronche lobaire supérieure.
Prélèvements : 4 biopsies.
Incidents : saignement minime.
Conclusion : aspect de carcinome bronchique.
Dr Hugo Legrand""",
        {
            "template": "endoscopie",
            "title": "Compte-rendu de fibroscopie bronchique",
            "date": "2026-07-08",
            "author": "Dr Hugo Legrand",
            "patient": ("Mme", "Garnier", "Lucie", "1960-01-02", "F"),
            "headings": [
                "Motif",
                "Prémédication",
                "Cordes vocales",
                "Trachée",
                "Arbre bronchique droit",
                "Prélèvements",
                "Incidents",
                "Conclusion",
            ],
        },
    ),
    "anapath": (
        """\
Examen anatomopathologique, à l'attention du Pr Marc Fontaine
Madame Odette Renard, 68 ans, prélèvement du 5 mai 2026.
Renseignements cliniques : polype sigmoïdien.
Examen macroscopique : polype de 14 mm.
Examen microscopique : adénome tubuleux en dysplasie de bas grade.
Limites d'exérèse : saines.
Conclusion : adénome tubuleux, dysplasie de bas grade.
Docteur Émilie Vidal""",
        {
            "template": "anatomopathologie",
            "title": "Examen anatomopathologique",
            "date": "2026-05-05",
            "author": "Dr Émilie Vidal",
            "recipient": "Pr Marc Fontaine",
            "patient": ("Mme", "Renard", "Odette", "", "F"),
            "headings": [
                "Renseignements cliniques",
                "Examen macroscopique",
                "Examen microscopique",
                "Limites d'exérèse",
                "Conclusion",
            ],
        },
    ),
    "liaison": (
        """\
Lettre de liaison à la sortie
Cher confrère,
Votre patient, Monsieur Georges Picard, né le 19 août 1944, a été hospitalisé dans le service du 2 au 9 octobre 2026 pour une pneumopathie.
Mode d'entrée : urgences.
Antécédents : BPCO, tabagisme actif.
Traitement à l'entrée : tiotropium.
À l'admission, saturation à 88 %, crépitants de la base gauche.
Évolution : favorable sous amoxicilline.
Bactéries multirésistantes : pas de portage connu.
Transfusion : aucune.
Traitement de sortie :
- Amoxicilline 1 g 3 fois par jour pendant 3 jours
- Tiotropium 1 inhalation le matin
Traitements arrêtés : ramipril, en raison d'une hypotension.
Résultats en attente : hémocultures.
Suivi : consultation de pneumologie le 4 novembre 2026.
Bien confraternellement,
Dr Nadia Benali
Copie au Dr Jacques Fournier""",
        {
            "template": "hospitalisation",
            "title": "Lettre de liaison à la sortie",
            "author": "Dr Nadia Benali",
            "date": "",
            "copies": ("Dr Jacques Fournier",),
            "patient": ("M.", "Picard", "Georges", "1944-08-19", "M"),
            "headings": [
                "Mode d'entrée",
                "Antécédents",
                "Traitement à l'entrée",
                "Examen d'entrée",
                "Évolution",
                "Bactéries multirésistantes",
                "Transfusion",
                "Traitement de sortie",
                "Traitements arrêtés",
                "Résultats en attente",
                "Suivi",
            ],
        },
    ),
    "urgences": (
        """\
Consultation aux urgences du 1er novembre 2026
Jeune Théo Marchand, né le 6 juin 2015, amené par ses parents.
Motif de recours : traumatisme du poignet droit.
Mécanisme : chute de trottinette.
Constantes : température à 36,8 °C.
Examen : déformation du poignet, pouls présents.
La radiographie du poignet retrouve une fracture en motte de beurre.
Diagnostic : fracture du radius distal droit.
Prise en charge : manchette plâtrée, antalgiques.
Consignes : surveillance du plâtre, contrôle radiographique à J7.
Dr Inès Haddad""",
        {
            "template": "urgences",
            "title": "Consultation aux urgences",
            "date": "2026-11-01",
            "author": "Dr Inès Haddad",
            "patient": ("enfant", "Marchand", "Théo", "2015-06-06", "M"),
            "headings": [
                "Motif de recours",
                "Mécanisme",
                "Constantes",
                "Examen",
                "Radiographie du poignet",
                "Prise en charge",
                "Diagnostic",
                "Consignes",
            ],
        },
    ),
    "certif-sport": (
        """\
Certificat de non contre-indication à la pratique du sport
Je soussigné, Docteur Alain Rousseau, certifie avoir examiné ce jour Mademoiselle Chloé Gautier, née le 15 juillet 2008.
L'examen ne révèle pas de contre-indication à la pratique de l'athlétisme en compétition.
Fait à Angers, le 2 septembre 2026, pour servir et valoir ce que de droit.
Dr Alain Rousseau""",
        {
            "template": "certificat",
            "title": "Certificat de non contre-indication à la pratique du sport",
            "date": "2026-09-02",
            "author": "Dr Alain Rousseau",
            "patient": ("Mlle", "Gautier", "Chloé", "2008-07-15", "F"),
        },
    ),
    "arret": (
        """\
Arrêt de travail
Monsieur Karim Saidi, né le 22 mars 1985
Motif : lombalgie aiguë.
Durée : 5 jours, du 6 au 10 avril 2026.
Sorties autorisées : oui, sans restriction.
Fait le 6 avril 2026
Dr Louise Perrin""",
        {
            "template": "certificat",
            "date": "2026-04-06",
            "author": "Dr Louise Perrin",
            "patient": ("M.", "Saidi", "Karim", "1985-03-22", "M"),
            "headings": ["Motif", "Durée", "Sorties autorisées"],
        },
    ),
    "consult-nomaj": (
        """\
Consultation de neurologie du 5 janvier 2026.
Chère amie,
J'ai eu le plaisir de revoir Mme DELAUNAY Marie-Claire, née le 1er mai 1939, pour le suivi de sa maladie de Parkinson.
Histoire de la maladie : début en 2018 par un tremblement de repos.
Traitement actuel : lévodopa 100 mg 4 fois par jour.
Examen neurologique : rigidité du membre supérieur droit, pas de chute.
Conduite à tenir : augmentation de la lévodopa.
Prochain rendez-vous dans 6 mois.
Amitiés.
Pr Jean-Luc Aubry""",
        {
            "template": "consultation",
            "title": "Consultation de neurologie",
            "date": "2026-01-05",
            "author": "Pr Jean-Luc Aubry",
            "patient": ("Mme", "DELAUNAY", "Marie-Claire", "1939-05-01", "F"),
            "headings": [
                "Traitement actuel",
                "Histoire de la maladie",
                "Examen neurologique",
                "Conduite à tenir",
                "Suivi",
            ],
        },
    ),
    "mammo": (
        """\
Mammographie bilatérale du 17 mars 2026
Madame Patricia Lemoine, 54 ans
Courrier au docteur Anne Dubois
Indication : dépistage individuel.
Examen réalisé avec 2 incidences par sein.
Seins de densité de type B. Pas d'opacité suspecte. Pas de microcalcification.
Conclusion : mammographie classée BI-RADS 1.
Dr François Leblanc""",
        {
            "template": "imagerie",
            "title": "Mammographie bilatérale",
            "date": "2026-03-17",
            "author": "Dr François Leblanc",
            "recipient": "Dr Anne Dubois",
            "patient": ("Mme", "Lemoine", "Patricia", "", "F"),
        },
    ),
    "coelio": (
        """\
Compte-rendu opératoire
Nom : Berthelot. Prénom : Agathe. Née le 30 juin 1975.
Date de l'intervention : 11 décembre 2026.
Chirurgien : Docteur Pierre Vallet
Anesthésiste : Docteur Julie Simon
Diagnostic préopératoire : lithiase vésiculaire symptomatique.
Intervention : cholécystectomie par cœlioscopie.
Description de l'intervention :
Patiente en décubitus dorsal. Open cœlioscopie, 4 trocarts.
Clippage du canal cystique. Extraction de la vésicule dans un sac.
Incidents : aucun.
Suites : alimentation le soir même.""",
        {
            "template": "operatoire",
            "title": "Compte-rendu opératoire",
            "date": "2026-12-11",
            "author": "Dr Pierre Vallet",
            "patient": ("", "Berthelot", "Agathe", "1975-06-30", "F"),
        },
    ),
    "whisper-flat-nopunct": (
        """\
compte rendu opératoire du 2 juin 2026 madame Lucinda Ferreira, née le 9 août 1947, opérateur docteur Ange Paoletti, intervention, phacoémulsification de l'œil droit avec implantation en chambre postérieure, technique, anesthésie topique, incision cornéenne de 2,2 mm, capsulorhexis, hydrodissection, phacoémulsification du noyau puis aspiration des masses. Mise en place dans le sac capsulaire d'un implant monofocal de 22 dioptries. Pas de rupture capsulaire. Injection de céfuroxime. Incisions étanches sans suture, traitement post-opératoire, tobradex collyre, 1 goutte 4 fois par jour dans l'œil droit pendant 3 semaines.""",
        {
            "template": "operatoire",
            "date": "2026-06-02",
            "author": "Dr Ange Paoletti",
            "patient": ("Mme", "Ferreira", "Lucinda", "1947-08-09", "F"),
        },
    ),
    "whisper-fuzzy": (
        """\
Consultation de pneumologie du 3 mars 2026. Cher confrère, je vous remercie de m'avoir adressé M. Paul Girard né le 7 avril 1950 pour dyspnée. Antécédants, hypertension artérielle. Traitement, ramipril 5 mg. Examen clinique, auscultation normale. Radiographie de thorax, pas de foyer. Conclusions, dyspnée d'effort à explorer. Bien confraternellement, Dr Alice Morel.""",
        {
            "template": "consultation",
            "title": "Consultation de pneumologie",
            "date": "2026-03-03",
            "author": "Dr Alice Morel",
            "patient": ("M.", "Girard", "Paul", "1950-04-07", "M"),
            "headings": [
                "Antécédants",
                "Traitement",
                "Examen clinique",
                "Radiographie de thorax",
                "Conclusions",
            ],
        },
    ),
    "transport": (
        """\
Prescription médicale de transport
Établie le 12 mai 2026
Pour Madame Rose Charpentier, née le 8 octobre 1932
Mode de transport : ambulance.
Trajet : du domicile à l'hôpital de jour.
Motif : séance de dialyse.
Docteur Bruno Lacaze""",
        {
            "template": "certificat",
            "title": "Prescription médicale de transport",
            "date": "2026-05-12",
            "author": "Dr Bruno Lacaze",
            "patient": ("Mme", "Charpentier", "Rose", "1932-10-08", "F"),
            "headings": ["Mode de transport", "Trajet", "Motif"],
        },
    ),
    "entre-confreres": (
        """\
Madame le Docteur Claire Aubin
Objet : suivi de Monsieur Robert Tissier, né le 14 juillet 1955
Ma chère Claire,
Je revois ton patient à six mois de son angioplastie.
Il va bien. Pas de douleur thoracique.
Traitement inchangé : aspirine 75 mg, atorvastatine 80 mg.
ECG : rythme sinusal.
Tension artérielle : 13/8.
En résumé : évolution favorable.
Amitiés,
Marc Dubreuil""",
        {
            "template": "consultation",
            "title": "",
            "date": "",
            "author": "Marc Dubreuil",
            "recipient": "Dr Claire Aubin",
            "copies": (),
            "patient": ("M.", "Tissier", "Robert", "1955-07-14", "M"),
            "headings": ["Traitement inchangé", "ECG", "Tension artérielle", "Conclusion"],
        },
    ),
    "pediatrie-liaison": (
        """\
Compte rendu d'hospitalisation en pédiatrie
Nourrisson Noé Lambert, né le 2 août 2026, hospitalisé du 10 au 14 octobre 2026.
Mode d'entrée : urgences pédiatriques.
Motif d'hospitalisation : bronchiolite.
Mode de vie : vit chez ses parents, deux frères.
Histoire de la maladie : toux depuis 48 heures.
Clinique à l'entrée : saturation 91 %.
Évolution dans le service : oxygène pendant 48 heures.
Pas d'événement indésirable. Pas de transfusion.
Sortie le 14 octobre au domicile.
Ordonnance de sortie : DRP.
Dr Lola Renaud, pédiatre
Dr Hugo Blin, interne""",
        {
            "template": "hospitalisation",
            "title": "Compte rendu d'hospitalisation en pédiatrie",
            "date": "",
            "author": "Dr Lola Renaud",
            "recipient": "",
            "copies": (),
            "patient": ("nourrisson", "Lambert", "Noé", "2026-08-02", "M"),
            "headings": [
                "Motif d'hospitalisation",
                "Mode d'entrée",
                "Mode de vie",
                "Histoire de la maladie",
                "Clinique à l'entrée",
                "Évolution dans le service",
                "Mode de sortie",
                "Ordonnance de sortie",
            ],
        },
    ),
    "deces": (
        """\
Certificat de décès
Je soussignée Docteur Anne Vidal certifie que la mort de Madame Huguette Morin, née le 3 janvier 1930 à Lens, survenue le 4 mars 2026 à 5 h 10, est réelle et constante.
Fait à Lens le 4 mars 2026.""",
        {
            "template": "certificat",
            "title": "Certificat de décès",
            "date": "2026-03-04",
            "author": "Dr Anne Vidal",
            "recipient": "",
            "copies": (),
            "patient": ("Mme", "Morin", "Huguette", "1930-01-03", "F"),
            "headings": [],
        },
    ),
    "tdm-demandeur": (
        """\
TDM cérébrale sans injection
Date de l'examen : 14/04/2026
Médecin demandeur : Dr Louis Garcin
M. Ahmed Bensaïd, né le 01/02/1944
Renseignements cliniques : chute, AVK.
Protocole : acquisition volumique.
Interprétation : pas d'hématome.
Structures médianes en place.
Au total : scanner normal.
Dr Eva Lund
Copie à : Dr Louis Garcin""",
        {
            "template": "imagerie",
            "title": "TDM cérébrale sans injection",
            "date": "2026-04-14",
            "author": "Dr Eva Lund",
            "recipient": "",
            "copies": ("Dr Louis Garcin",),
            "patient": ("M.", "Bensaïd", "Ahmed", "1944-02-01", "M"),
            "headings": ["Renseignements cliniques", "Protocole", "Interprétation", "Conclusion"],
        },
    ),
    "ordonnance-sans-rubrique": (
        """\
Ordonnance
Dr Paul Marty
Le 5 juin 2026
Mme Sonia Khelif, 34 ans
Amoxicilline 1 g, 1 comprimé 3 fois par jour pendant 7 jours
Paracétamol 1 g si douleur
Non renouvelable""",
        {
            "template": "certificat",
            "title": "Ordonnance",
            "date": "2026-06-05",
            "author": "Dr Paul Marty",
            "recipient": "",
            "copies": (),
            "patient": ("Mme", "Khelif", "Sonia", "", "F"),
            "headings": [],
        },
    ),
    "interne-seul": (
        """\
Passage aux urgences
M. Paul Roux, 40 ans
Motif : fièvre.
Dr Hugo Blin, interne""",
        {"template": "urgences", "author": "Dr Hugo Blin"},
    ),
    "medecine-interne": (
        """\
Passage aux urgences
M. Paul Roux, 40 ans
Motif : fièvre.
Dr Lola Renaud, médecine interne
Dr Hugo Blin, chef de clinique""",
        {"template": "urgences", "author": "Dr Lola Renaud"},
    ),
}
