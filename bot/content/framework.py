"""The 5 domains and 16 competences of the public framework (CRCN, Code de l'éducation, art. D121-1)."""

DOMAINS: dict[str, str] = {
    "1": "Information et données",
    "2": "Communication et collaboration",
    "3": "Création de contenus",
    "4": "Protection et sécurité",
    "5": "Environnement numérique",
}

COMPETENCES: dict[str, str] = {
    "1.1": "Mener une recherche et une veille d'information",
    "1.2": "Gérer des données",
    "1.3": "Traiter des données",
    "2.1": "Interagir",
    "2.2": "Partager et publier",
    "2.3": "Collaborer",
    "2.4": "S'insérer dans le monde numérique",
    "3.1": "Développer des documents textuels",
    "3.2": "Développer des documents multimédia",
    "3.3": "Adapter les documents à leur finalité",
    "3.4": "Programmer",
    "4.1": "Sécuriser l'environnement numérique",
    "4.2": "Protéger les données personnelles et la vie privée",
    "4.3": "Protéger la santé, le bien-être et l'environnement",
    "5.1": "Résoudre des problèmes techniques",
    "5.2": "Évoluer dans un environnement numérique",
}

SHORT: dict[str, str] = {
    "1.1": "Recherche",
    "1.2": "Gérer",
    "1.3": "Traiter",
    "2.1": "Interagir",
    "2.2": "Publier",
    "2.3": "Collaborer",
    "2.4": "Identité",
    "3.1": "Textes",
    "3.2": "Multimédia",
    "3.3": "Adapter",
    "3.4": "Programmer",
    "4.1": "Sécurité",
    "4.2": "Vie privée",
    "4.3": "Santé, planète",
    "5.1": "Dépanner",
    "5.2": "Évoluer",
}
"""The competences in a word or two, for buttons and columns."""


def short_name(competence: str) -> str:
    """«4.1 Sécurité»; the code alone of what is no competence."""
    return f"{competence} {SHORT.get(competence, '')}".strip()


def domain_of(competence: str) -> str:
    """The domain's number of a competence code ("4" for "4.1")."""
    return competence.split(".", maxsplit=1)[0]
